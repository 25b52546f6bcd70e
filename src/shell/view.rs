//! The shell on the screen: the output above, what is typed below it, and over both what can stand at the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::running::prompt;
use super::secret::Secret;
use super::typed::{Typed, lay_out};
use super::{Popup, Shell};
use crate::app::vocabulary::{Action, Scope, World};
use crate::keymap::keys_of;
use crate::locale::say;
use crate::look::widgets::{cell, footnote, pane, pane_inner, scroll_mark};
use crate::look::{Look, Role, clear, prose, put};
use crate::text::Shown;

/// How much of the output is in view, and how wide it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns of a line.
    pub columns: usize,
    /// Rows of output.
    pub rows: usize,
}

/// The shell's place over the page, which is everything above the footer: the lower part of a large one, all of a small
/// one.
#[must_use]
pub fn place(page: Rect) -> Rect {
    /// From this height on something of the page stays in view.
    const TALL: u16 = 20;
    let height = if page.height < TALL { page.height } else { page.height * 2 / 3 };
    Rect { y: page.bottom() - height, height, ..page }
}

/// The parts of the shell.
struct Parts {
    output: Rect,
    input: Rect,
    /// What stands before what is typed.
    prompt: Shown,
    typed: Typed,
}

fn parts(place: Rect, shell: &Shell, world: &World) -> Parts {
    let inner = pane_inner(place);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(1), ..inner };
    let secret = shell.running.as_ref().and_then(|running| running.secret.as_ref());
    let prompt = match secret {
        Some(secret) => world.locale.text(&say::shell_password(secret.name())),
        None if shell.is_running() => world.locale.text(&say::shell_running()),
        None => prompt(world),
    };
    let prompt = prompt.cut(usize::from(inner.width / 2), "...");
    let columns = usize::from(inner.width).saturating_sub(prompt.width() + 3);
    let from = shell.popup.as_ref().map_or(0, |popup| popup.completion.from);
    let typed = match secret.map(Secret::mask) {
        Some(mask) => lay_out(&mask, mask.len(), 0, columns),
        None => lay_out(&shell.input.text, shell.input.cursor, from, columns),
    };
    let height = u16::try_from(typed.rows.len()).unwrap_or(u16::MAX).min((inner.height / 2).max(1)).min(inner.height);
    let output = Rect { height: inner.height - height, ..inner };
    let input = Rect { y: output.bottom(), height, ..inner };
    Parts { output, input, prompt, typed }
}

/// How much of the output is in view at this place.
#[must_use]
pub fn size(place: Rect, shell: &Shell, world: &World) -> Size {
    let parts = parts(place, shell, world);
    Size { columns: columns(parts.output), rows: usize::from(parts.output.height) }
}

/// The last column is the scroll mark's.
fn columns(output: Rect) -> usize {
    usize::from(output.width.saturating_sub(1))
}

/// Paints the shell and says where the cursor stands.
pub fn paint(buf: &mut Buffer, place: Rect, shell: &Shell, world: &World, look: &Look) -> Option<Position> {
    clear(buf, place);
    pane(buf, place, &look.text(&say::shell_title()), true, look);
    let parts = parts(place, shell, world);
    if output(buf, parts.output, shell, look) {
        let key = keys_of(&[Scope::Shell], Action::PageUp).next();
        let key = key.map(|key| key.to_string()).unwrap_or_default();
        footnote(buf, place, &look.text(&say::more_below(key)), look.style(Role::Key));
    }
    let (cursor, from) = input(buf, &parts, shell, look);
    if let Some(popup) = &shell.popup {
        choices(buf, parts.output, from, popup, look);
    }
    cursor
}

/// Paints what there was to read; whether there is more of it above.
fn output(buf: &mut Buffer, area: Rect, shell: &Shell, look: &Look) -> bool {
    if shell.output.is_empty() {
        let hint = look.text(&say::shell_hint());
        let text = Rect { width: area.width.saturating_sub(1), ..area };
        crate::look::widgets::paragraph(buf, text, &hint, look.style(Role::Muted));
        return false;
    }
    let (columns, rows) = (columns(area), usize::from(area.height));
    let total = shell.output.height(columns);
    let back = shell.back.min(total.saturating_sub(rows));
    let lines = shell.output.view(columns, rows, back);
    // The latest line stands directly above what is typed.
    let above = area.height.saturating_sub(u16::try_from(lines.len()).unwrap_or(u16::MAX));
    prose::paint(buf, Rect { y: area.y + above, height: area.height - above, ..area }, &lines, 0, look);
    let column = Rect { x: area.right().saturating_sub(1), width: 1, ..area };
    scroll_mark(buf, column, total.saturating_sub(rows + back), total, look);
    rows + back < total
}

/// Paints what is typed; the cursor's place and where the word that is completed begins.
fn input(buf: &mut Buffer, parts: &Parts, shell: &Shell, look: &Look) -> (Option<Position>, u16) {
    let (area, typed) = (parts.input, &parts.typed);
    let height = usize::from(area.height);
    let top = (typed.cursor.0 + 1).saturating_sub(height).min(typed.rows.len().saturating_sub(height));
    let indent = u16::try_from(parts.prompt.width() + 1).unwrap_or(u16::MAX);
    let x = area.x.saturating_add(indent);
    let prompt_role = if shell.is_running() { Role::Accent } else { Role::Label };
    for (y, (index, row)) in (area.top()..area.bottom()).zip(typed.rows.iter().enumerate().skip(top)) {
        if index == 0 {
            put(buf, area.x, y, area.width, &parts.prompt, look.style(prompt_role));
        } else if row.begins {
            put(buf, area.x, y, area.width, &Shown::ours(">>"), look.style(Role::Label));
        }
        put(buf, x, y, area.right().saturating_sub(x), &row.text, look.style(Role::Input));
    }
    let column = |column: usize| x.saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
    let (row, at) = typed.cursor;
    let y = area.y.saturating_add(u16::try_from(row.saturating_sub(top)).unwrap_or(u16::MAX));
    let cursor = Position::new(column(at).min(area.right().saturating_sub(1)), y);
    (area.contains(cursor).then_some(cursor), column(typed.from.1))
}

/// Paints what can stand at the cursor over the end of the output, below each other where its word begins.
fn choices(buf: &mut Buffer, over: Rect, from: u16, popup: &Popup, look: &Look) {
    /// The most rows.
    const ROWS: u16 = 8;
    /// Columns between a name and what it is.
    const GAP: u16 = 2;
    let items = &popup.completion.items;
    let columns = |text: &str| u16::try_from(Shown::new(text).width()).unwrap_or(u16::MAX);
    let longest = |texts: &mut dyn Iterator<Item = &String>| texts.map(|text| columns(text)).max().unwrap_or(0);
    let label = longest(&mut items.iter().map(|item| &item.label));
    let note = longest(&mut items.iter().map(|item| &item.note));
    let beside = if note == 0 { 0 } else { note.saturating_add(GAP) };
    let width = label.saturating_add(beside).saturating_add(4).max(16).min(over.width);
    let height = u16::try_from(items.len()).unwrap_or(u16::MAX).min(ROWS).saturating_add(2).min(over.height);
    if height < 3 {
        return;
    }
    let x = from.saturating_sub(2).min(over.right().saturating_sub(width)).max(over.x);
    let place = Rect { x, y: over.bottom() - height, width, height };
    clear(buf, place);
    let title = look.text(&say::shell_completion(popup.chosen + 1, items.len()));
    let inner = pane(buf, place, &title, false, look);
    let rows = usize::from(inner.height);
    let top = popup.chosen.saturating_sub(rows / 2).min(items.len().saturating_sub(rows));
    for (y, (index, item)) in (inner.top()..inner.bottom()).zip(items.iter().enumerate().skip(top)) {
        let line = Rect { y, height: 1, ..inner };
        let name = Rect { x: line.x + 1, width: label.min(line.width.saturating_sub(1)), ..line };
        cell(buf, name, &Shown::new(&item.label), look.style(Role::Text), look);
        let x = name.right().saturating_add(GAP);
        let beside = Rect { x, width: line.right().saturating_sub(x), ..line };
        if x < line.right() {
            cell(buf, beside, &Shown::new(&item.note), look.style(Role::Muted), look);
        }
        if index == popup.chosen {
            put(buf, line.x, y, 1, look.glyphs.marker, look.style(Role::Selected));
            buf.set_style(line, look.style(Role::Selected));
        }
    }
    let column = Rect { x: place.right() - 1, width: 1, ..inner };
    scroll_mark(buf, column, top, items.len(), look);
}
