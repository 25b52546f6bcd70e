//! The palette on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Beneath, Palette, Row, rows};
use crate::app::vocabulary::World;
use crate::locale::say;
use crate::look::widgets::{cell, dialog_area, dialog_width, input, pane, pane_inner, paragraph, scroll_mark};
use crate::look::{Look, Role, clear, put};
use crate::text::Shown;

const WIDTH: u16 = 78;
/// Lines for what the selected action does, or why it cannot.
const ABOUT: u16 = 2;
/// The fewest columns in which a reason beside a title still says something.
const LEAST_REASON: u16 = 16;

struct Areas {
    place: Rect,
    typed: Rect,
    list: Rect,
    about: Rect,
}

/// As high as all actions need, whatever is typed: a box that jumps with every letter cannot be read.
fn areas(within: Rect, beneath: &Beneath<'_>, world: &World) -> Areas {
    let every = u16::try_from(rows("", beneath, &world.locale).len()).unwrap_or(u16::MAX);
    let width = dialog_width(within, WIDTH);
    let place = dialog_area(within, width, every.saturating_add(ABOUT + 5));
    let inner = pane_inner(place);
    let air = u16::from(inner.height > 12);
    let typed = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), height: inner.height.min(1), ..inner };
    let about_height = ABOUT.min(inner.height.saturating_sub(3));
    let about = Rect { y: inner.bottom() - about_height, height: about_height, ..typed };
    let top = typed.bottom() + air;
    let list = Rect { y: top, height: about.y.saturating_sub(top + air), ..inner };
    Areas { place, typed, list, about }
}

/// How many rows are in view.
pub(super) fn list_height(within: Rect, beneath: &Beneath<'_>, world: &World) -> usize {
    usize::from(areas(within, beneath, world).list.height)
}

/// Paints the palette; says where the terminal's cursor belongs.
pub fn paint(
    buf: &mut Buffer,
    within: Rect,
    palette: &Palette,
    beneath: &Beneath<'_>,
    world: &World,
    look: &Look,
) -> Option<Position> {
    let areas = areas(within, beneath, world);
    clear(buf, areas.place);
    pane(buf, areas.place, &look.text(&say::palette_title()), true, look);
    let hint = look.text(&say::palette_hint());
    let cursor = input(buf, areas.typed, &palette.typed.text, palette.typed.cursor, &hint, look);
    let found = rows(&palette.typed.text, beneath, &world.locale);
    if found.is_empty() {
        let text = Rect { x: areas.typed.x, width: areas.typed.width, ..areas.list };
        paragraph(buf, text, &look.text(&say::palette_nothing()), look.style(Role::Muted));
        return cursor;
    }
    let row = palette.row(&found);
    let top = palette.top(row, found.len(), usize::from(areas.list.height));
    let titles = found.iter().map(|row| row.title.width()).max().unwrap_or(0);
    let titles = u16::try_from(titles).unwrap_or(u16::MAX).min(areas.list.width / 2);
    for ((index, action), y) in found.iter().enumerate().skip(top).zip(areas.list.top()..areas.list.bottom()) {
        let line = Rect { y, height: 1, width: areas.list.width.saturating_sub(2), ..areas.list };
        paint_row(buf, line, action, titles, look);
        if index == row {
            put(buf, line.x, y, 1, look.glyphs.marker, look.style(Role::Selected));
            buf.set_style(line, look.style(Role::Selected));
        }
    }
    let column = Rect { x: areas.list.right().saturating_sub(1), width: 1, ..areas.list };
    scroll_mark(buf, column, top, found.len(), look);
    if let Some(selected) = found.get(row) {
        about(buf, areas.about, selected, look);
    }
    cursor
}

fn paint_row(buf: &mut Buffer, line: Rect, row: &Row, titles: u16, look: &Look) {
    let key = Shown::new(&row.key.to_string());
    let key_width = u16::try_from(key.width()).unwrap_or(u16::MAX).min(line.width);
    let keys = Rect { x: line.right() - key_width, width: key_width, ..line };
    let title = Rect { x: line.x + 2, width: titles.min(line.width.saturating_sub(2 + key_width)), ..line };
    let role = if row.blocked.is_some() { Role::Blocked } else { Role::Text };
    cell(buf, title, &row.title, look.style(role), look);
    put(buf, keys.x, keys.y, keys.width, &key, look.style(Role::Key));
    if let Some(reason) = &row.blocked {
        let x = title.right() + 2;
        let room = Rect { x, width: keys.x.saturating_sub(x + 2), ..line };
        if room.width >= LEAST_REASON {
            cell(buf, room, &look.text(reason), look.style(Role::Muted), look);
        }
    }
}

/// Why the selected action cannot be done now, with its sign; else what it does.
fn about(buf: &mut Buffer, area: Rect, row: &Row, look: &Look) {
    match &row.blocked {
        Some(reason) => {
            put(buf, area.x, area.y, area.width.min(1), look.glyphs.bad, look.style(Role::Error));
            let words = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
            paragraph(buf, words, &look.text(reason), look.style(Role::Text));
        }
        None => {
            paragraph(buf, area, &look.text(&(row.action.row().tip)()), look.style(Role::Muted));
        }
    }
}
