//! The check-up on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{CheckUp, Room};
use crate::app::vocabulary::{CheckedUp, FileFinding, Weight, World};
use crate::locale::{Message, say};
use crate::look::prose::{Prose, ProseLine, Sign};
use crate::look::widgets::{cell, pane, pane_inner, paragraph, scroll_mark};
use crate::look::{Look, Role, Tone, clear, prose, put};
use crate::text::Shown;

/// From this many lines inside the dialog on, list and details stand below each other.
const TALL: u16 = 12;
/// From this width on there are places in the list; the details have them anyway.
const WIDE: u16 = 56;

/// The areas inside the dialog.
struct Areas {
    head: Rect,
    list: Rect,
    details: Rect,
    turns: bool,
}

fn areas(dialog: Rect, check_up: &CheckUp) -> Areas {
    let inner = pane_inner(dialog);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let head = Rect { height: inner.height.min(1), ..inner };
    let rest = Rect { y: inner.y + head.height, height: inner.height - head.height, ..inner };
    let turns = inner.height < TALL;
    if turns {
        let nothing = Rect { height: 0, ..rest };
        let (list, details) = if check_up.in_details { (nothing, rest) } else { (rest, nothing) };
        return Areas { head, list, details, turns };
    }
    let height = rest.height / 2;
    let details = Rect { y: rest.y + height, height: rest.height - height, ..rest };
    Areas { head, list: Rect { height, ..rest }, details, turns }
}

/// The text of the details inside their frame.
fn text_area(frame: Rect) -> Rect {
    let inner = pane_inner(frame);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(1), ..inner }
}

/// The room for what moves and scrolls in the dialog.
#[must_use]
pub fn room(dialog: Rect, check_up: &CheckUp, world: &World) -> Room {
    let areas = areas(dialog, check_up);
    let text = text_area(areas.details);
    Room {
        rows: usize::from(areas.list.height),
        lines: usize::from(text.height),
        total: details(check_up, world, usize::from(text.width.saturating_sub(1))).len(),
        turns: areas.turns,
    }
}

/// Paints the dialog.
pub fn paint(buf: &mut Buffer, dialog: Rect, check_up: &CheckUp, world: &World, look: &Look) {
    clear(buf, dialog);
    pane(buf, dialog, &look.text(&say::action_check_up()), true, look);
    let areas = areas(dialog, check_up);
    head(buf, areas.head, check_up, look);
    if !areas.list.is_empty() {
        list(buf, areas.list, check_up, look);
    }
    if !areas.details.is_empty() {
        let title = check_up.selected().map_or_else(|| look.text(&say::details_title()), |found| Shown::new(found.id));
        pane(buf, areas.details, &title, check_up.in_details, look);
        let text = text_area(areas.details);
        let lines = details(check_up, world, usize::from(text.width.saturating_sub(1)));
        prose::paint(buf, text, &lines, check_up.details_top, look);
    }
}

/// How many there are, and whether more is being looked for.
fn head(buf: &mut Buffer, line: Rect, check_up: &CheckUp, look: &Look) {
    let busy = check_up.checking.is_some();
    let (message, role) = match (&check_up.failure, &check_up.found) {
        (Some(reason), _) => (reason.clone(), Role::Error),
        (None, Some(found)) => (counted(found), Role::Title),
        (None, None) => (say::checking(), Role::Accent),
    };
    let mut room = line;
    if busy && check_up.found.is_some() {
        let words = look.text(&say::checking());
        let width = u16::try_from(words.width()).unwrap_or(u16::MAX);
        if width + 2 < line.width {
            put(buf, line.right() - width, line.y, width, &words, look.style(Role::Accent));
            room.width -= width + 1;
        }
    }
    cell(buf, room, &look.text(&message), look.style(role), look);
}

fn counted(found: &CheckedUp) -> Message {
    match found.counts {
        (0, 0, 0) => say::cli_doctor_clean(),
        (0, 0, notes) => say::cli_doctor_notes(number(notes)),
        (problems, warnings, notes) => say::cli_doctor_found(number(problems), number(warnings), number(notes)),
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

const fn tone(weight: Weight) -> Tone {
    match weight {
        Weight::Problem => Tone::Bad,
        Weight::Warning => Tone::Attention,
        Weight::Note => Tone::Unknown,
    }
}

fn list(buf: &mut Buffer, area: Rect, check_up: &CheckUp, look: &Look) {
    let findings = check_up.findings();
    if findings.is_empty() && check_up.found.is_some() {
        let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        paragraph(buf, area, &look.text(&say::check_up_all_read()), look.style(Role::Good));
        return;
    }
    for (row, y) in (check_up.top..findings.len()).zip(area.top()..area.bottom()) {
        let line = Rect { y, height: 1, width: area.width.saturating_sub(1), ..area };
        if let Some(finding) = findings.get(row) {
            paint_row(buf, line, finding, look);
        }
        if row == check_up.row {
            let role = if check_up.in_details { Role::SelectedElsewhere } else { Role::Selected };
            put(buf, line.x, y, 1, look.glyphs.marker, look.style(role));
            buf.set_style(line, look.style(role));
        }
    }
    let column = Rect { x: area.right().saturating_sub(1), width: 1, ..area };
    scroll_mark(buf, column, check_up.top, findings.len(), look);
}

fn paint_row(buf: &mut Buffer, line: Rect, finding: &FileFinding, look: &Look) {
    let tone = tone(finding.weight);
    let mut x = line.x + 1;
    let mut take = |width: u16| {
        let place = Rect { x, width: width.min(line.right().saturating_sub(x)), ..line };
        x = x.saturating_add(width + 1);
        place
    };
    let sign = take(1);
    put(buf, sign.x, line.y, sign.width, look.sign(tone), look.style(tone.role()));
    cell(buf, take(8), &look.text(&finding.severity), look.style(tone.role()), look);
    if line.width >= WIDE {
        cell(buf, take(line.width * 2 / 5), &Shown::new(&finding.place), look.style(Role::Text), look);
    }
    cell(buf, take(u16::MAX - line.right()), &look.text(&finding.what), look.style(Role::Text), look);
}

/// Everything about the finding under the cursor.
fn details(check_up: &CheckUp, world: &World, columns: usize) -> Vec<ProseLine> {
    let mut prose = Prose::new(&world.locale, columns);
    let Some(finding) = check_up.selected() else { return prose.lines() };
    let tone = tone(finding.weight);
    prose.signed(0, Sign::Tone(tone), tone.role(), &finding.what);
    prose.shown(2, Role::Muted, &Shown::new(&finding.place));
    prose.blank();
    prose.text(0, Role::Text, &finding.why);
    prose.text(0, Role::Text, &finding.remedy);
    if finding.repairable {
        prose.text(0, Role::Accent, &say::check_up_repairs());
    }
    let more = check_up.found.as_ref().map_or(0, |found| found.more);
    if more > 0 {
        prose.blank();
        prose.text(0, Role::Muted, &say::cli_doctor_more(number(more)));
    }
    prose.lines()
}
