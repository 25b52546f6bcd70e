//! The prompt on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Control, Export};
use crate::app::vocabulary::World;
use crate::locale::say;
use crate::look::widgets::{Button, buttons, cell, dialog_area, dialog_width, input, pane, pane_inner, paragraph};
use crate::look::{Look, Role, clear, fill, put};
use crate::text::Shown;

const WIDTH: u16 = 76;
/// The most lines of a path; of a longer one its end is shown.
const PATH: usize = 3;

/// Paints the prompt; says where the terminal's cursor belongs.
pub fn paint(buf: &mut Buffer, within: Rect, export: &Export, world: &World, look: &Look) -> Option<Position> {
    let width = dialog_width(within, WIDTH);
    let columns = usize::from(width.saturating_sub(4));
    let about = look.text(&say::export_text()).wrap(columns);
    let path = path(export, world, look, columns);
    let lines = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    // A blank line, the label, the field; a blank line and the buttons; the frame.
    let place = dialog_area(within, width, lines(about.len() + path.len()).saturating_add(7));
    clear(buf, place);
    pane(buf, place, &look.text(&say::export_title()), true, look);
    let inner = pane_inner(place);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let line = |y: u16| Rect { y, height: u16::from(y < inner.bottom()), ..inner };
    let buttons_line = line(inner.bottom().saturating_sub(1));
    // The name comes first where there is not room for everything, then the path.
    let needed = 2 + lines(path.len());
    let free = buttons_line.y.saturating_sub(inner.y).saturating_sub(needed);
    let text = Rect { height: free.min(lines(about.len())), ..inner };
    paragraph(buf, text, &look.text(&say::export_text()), look.style(Role::Text));
    let label = line(text.bottom() + u16::from(free > lines(about.len())));
    cell(buf, label, &look.text(&say::export_name()), look.style(Role::Label), look);
    let cursor = name(buf, line(label.y + 1), export, look);
    for (row, y) in path.iter().zip(label.y + 2..buttons_line.y) {
        put(buf, inner.x, y, inner.width, row, look.style(Role::Muted));
    }
    let all = [(say::button_save(), export.path(world).is_some()), (say::button_cancel(), true)]
        .map(|(label, enabled)| Button { label: look.text(&label), enabled });
    let focus = match export.focus {
        Control::Name => None,
        Control::Save => Some(0),
        Control::Cancel => Some(1),
    };
    buttons(buf, buttons_line, &all, focus, look);
    cursor
}

/// Where the file will be, or that it needs a name.
fn path(export: &Export, world: &World, look: &Look, columns: usize) -> Vec<Shown> {
    let message = match export.path(world) {
        Some(path) if export.writing.is_some() => say::export_writing(path.to_string_lossy()),
        Some(path) => say::export_path(path.to_string_lossy()),
        None => say::export_nameless(),
    };
    let rows = look.text(&message).wrap(columns);
    rows.iter().skip(rows.len().saturating_sub(PATH)).cloned().collect()
}

fn name(buf: &mut Buffer, line: Rect, export: &Export, look: &Look) -> Option<Position> {
    let focused = export.focus == Control::Name;
    if focused {
        put(buf, line.x, line.y, line.width.min(1), look.glyphs.marker, look.style(Role::FocusedBorder));
    }
    let field = Rect { x: line.x + 2, width: line.width.saturating_sub(2), ..line };
    fill(buf, field, look.style(Role::Input));
    let cursor = input(buf, field, &export.name.text, export.name.cursor, &Shown::default(), look);
    cursor.filter(|_| focused)
}
