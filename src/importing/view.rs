//! The dialog on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::rows::{self, Choice, List};
use super::{Choosing, Control, Importing, Step, Work};
use crate::app::vocabulary::{Action, Gate, Gates, World};
use crate::keymap::keys_of;
use crate::locale::{Message, say};
use crate::look::prose::{self, ProseLine};
use crate::look::widgets::{
    Button, bar, buttons, cell, dialog_area, dialog_width, footnote, input, pane, pane_inner, scroll_mark,
};
use crate::look::{Look, Role, clear, fill, put};
use crate::text::Shown;

const WIDTH: u16 = 76;
/// The most rows of what can follow in a file's name.
const CANDIDATES: usize = 10;
/// The fewest rows of a list, where the screen is small.
const LEAST: u16 = 3;

/// Where everything stands.
struct Parts {
    frame: Rect,
    head: Rect,
    label: Rect,
    field: Rect,
    list: Rect,
    /// Below a list of files: that there are more.
    more: Rect,
    buttons: Rect,
}

/// The columns of what is read.
pub(super) fn columns(within: Rect) -> usize {
    usize::from(dialog_width(within, WIDTH).saturating_sub(5))
}

/// How many rows of the list are in view.
pub(super) fn list_rows(importing: &Importing, world: &World, within: Rect) -> usize {
    let head = rows::head(importing, world, columns(within));
    let list = rows::list(importing, world, columns(within));
    usize::from(parts(importing, &head, &list, within).list.height)
}

fn count(rows: usize) -> u16 {
    u16::try_from(rows).unwrap_or(u16::MAX)
}

/// What is typed and the buttons keep their lines on a small screen; the list gives before it comes to its last rows,
/// then the head does.
fn parts(importing: &Importing, head: &[ProseLine], list: &List, within: Rect) -> Parts {
    let wanted = count(match list {
        List::Lines(lines) => lines.len(),
        List::Choices(choices, _) if matches!(importing.step, Step::File(_)) => choices.len().min(CANDIDATES),
        List::Choices(choices, _) => choices.len(),
        List::Bar(_) => 2,
    });
    let more = u16::from(matches!(&importing.step, Step::File(Choosing { more: 1.., .. })));
    let field = if matches!(importing.step, Step::File(_) | Step::Password(_)) { 2 } else { 0 };
    let button = u16::from(!rows::buttons(importing).0.is_empty());
    let head = count(head.len());
    let fixed = field + more + button;
    // A blank line behind the head, and one before the buttons, where there is something between them.
    let blanks = if field + wanted > 0 { 1 + button } else { button };
    let all = head.saturating_add(blanks).saturating_add(fixed).saturating_add(wanted);
    let frame = dialog_area(within, dialog_width(within, WIDTH), all.saturating_add(2));
    let inner = pane_inner(frame);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let room = inner.height.saturating_sub(fixed);
    let explains = matches!(importing.step, Step::File(_));
    // Why an attempt failed is read whole, and the head of that step is an explanation: whole or not at all.
    let least = if explains && matches!(list, List::Lines(_)) { wanted } else { wanted.min(LEAST.max(room / 2)) };
    let list = wanted.min(room.saturating_sub(head).max(least)).min(room);
    let (head, list) =
        if !explains || head + list <= room { (head.min(room - list), list) } else { (0, wanted.min(room)) };
    let gap = u16::from(room > list + head);
    let line = |y: u16, height: u16| Rect { y, height: height.min(inner.bottom().saturating_sub(y)), ..inner };
    let label = inner.y + head + gap;
    let below = label + field;
    Parts {
        frame,
        head: line(inner.y, head),
        label: line(label, field.min(1)),
        field: line(label + 1, u16::from(field > 1)),
        list: line(below, list),
        more: line(below + list, more),
        buttons: line(inner.bottom().saturating_sub(1), button),
    }
}

/// Paints the dialog; says where the terminal's cursor belongs.
pub fn paint(
    buf: &mut Buffer,
    within: Rect,
    importing: &Importing,
    world: &World,
    gates: &dyn Gates,
    look: &Look,
) -> Option<Position> {
    let head = rows::head(importing, world, columns(within));
    let list = rows::list(importing, world, columns(within));
    let parts = parts(importing, &head, &list, within);
    clear(buf, parts.frame);
    pane(buf, parts.frame, &look.text(&say::importing_title()), true, look);
    prose::paint(buf, parts.head, &head, 0, look);
    let cursor = typed(buf, &parts, importing, look);
    match &list {
        List::Lines(lines) => read(buf, &parts, lines, importing, look),
        List::Choices(choices, row) => choose(buf, &parts, choices, *row, look),
        List::Bar(work) => work_bar(buf, parts.list, work, rows::progress(importing).as_ref(), look),
    }
    if let Step::File(Choosing { more: more @ 1.., .. }) = &importing.step {
        let more = look.text(&say::importing_more(i64::try_from(*more).unwrap_or(i64::MAX)));
        let line = Rect { x: parts.more.x + 2, width: parts.more.width.saturating_sub(2), ..parts.more };
        cell(buf, line, &more, look.style(Role::Muted), look);
    }
    let (labels, focus) = rows::buttons(importing);
    let dimmed = gates.gate(Action::TakeIn) != Gate::Ready;
    let all: Vec<Button> = labels
        .iter()
        .map(|label| Button { label: look.text(label), enabled: !(dimmed && *label == say::button_import()) })
        .collect();
    buttons(buf, parts.buttons, &all, focus, look);
    cursor
}

/// What is typed: the file, or signs in place of the password.
fn typed(buf: &mut Buffer, parts: &Parts, importing: &Importing, look: &Look) -> Option<Position> {
    let (label, text, cursor, focus): (Message, String, usize, Control) = match &importing.step {
        Step::File(choosing) => {
            (say::importing_file(), importing.file.text.clone(), importing.file.cursor, choosing.focus)
        }
        Step::Password(asking) => {
            let mask = look.glyphs.mask.as_str().repeat(asking.field.count());
            (say::importing_password(), mask, asking.field.cursor(), asking.focus)
        }
        _ => return None,
    };
    cell(buf, parts.label, &look.text(&label), look.style(Role::Label), look);
    let line = parts.field;
    let focused = focus == Control::Field;
    if focused {
        put(buf, line.x, line.y, line.width.min(1), look.glyphs.marker, look.style(Role::FocusedBorder));
    }
    let field = Rect { x: line.x + 2, width: line.width.saturating_sub(2), ..line };
    fill(buf, field, look.style(Role::Input));
    let cursor = input(buf, field, &text, cursor, &Shown::default(), look);
    cursor.filter(|_| focused)
}

/// Lines to read, and that there are more of them.
fn read(buf: &mut Buffer, parts: &Parts, lines: &[ProseLine], importing: &Importing, look: &Look) {
    let top = match &importing.step {
        Step::Preview(preview) => preview.top,
        Step::Result { top, .. } => *top,
        _ => 0,
    };
    prose::paint(buf, parts.list, lines, top, look);
    if top + usize::from(parts.list.height) < lines.len() {
        let key = keys_of(importing.scopes(), Action::PageDown).next();
        let key = key.map(|key| key.to_string()).unwrap_or_default();
        footnote(buf, parts.frame, &look.text(&say::more_below(key)), look.style(Role::Key));
    }
}

/// Rows to choose from, the one under the cursor in view.
fn choose(buf: &mut Buffer, parts: &Parts, choices: &[Choice], row: usize, look: &Look) {
    let area = parts.list;
    let rows = usize::from(area.height);
    let top = row.saturating_sub(rows / 2).min(choices.len().saturating_sub(rows));
    let longest = choices.iter().map(|choice| choice.name.width()).max().unwrap_or(0);
    let noted = choices.iter().any(|choice| !choice.note.is_empty());
    let room = area.width.saturating_sub(3);
    let name = count(longest).min(if noted { room - room / 3 } else { room });
    for (y, (index, choice)) in (area.top()..area.bottom()).zip(choices.iter().enumerate().skip(top)) {
        let line = Rect { y, height: 1, width: area.width.saturating_sub(1), ..area };
        cell(buf, Rect { x: line.x + 2, width: name, ..line }, &choice.name, look.style(Role::Text), look);
        let x = line.x + 2 + name + 2;
        let note = Rect { x, width: line.right().saturating_sub(x), ..line };
        cell(buf, note, &choice.note, look.style(Role::Muted), look);
        if index == row {
            put(buf, line.x, y, 1, look.glyphs.marker, look.style(Role::Selected));
            buf.set_style(line, look.style(Role::Selected));
        }
    }
    let column = Rect { x: area.right().saturating_sub(1), width: 1, ..area };
    scroll_mark(buf, column, top, choices.len(), look);
}

fn work_bar(buf: &mut Buffer, area: Rect, work: &Work, words: Option<&Message>, look: &Look) {
    let (done, of) = work.progress.unwrap_or_default();
    bar(buf, area, done, of, look);
    let words = words.map(|words| look.text(words)).unwrap_or_default();
    let line = Rect { y: area.y + 1, height: area.height.saturating_sub(1).min(1), ..area };
    cell(buf, line, &words, look.style(Role::Muted), look);
}
