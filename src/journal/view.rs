//! The journal on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::update::Room;
use super::{Journal, Row, Tab, details, words};
use crate::app::vocabulary::{OpenFollowUp, Record, World, minute};
use crate::engine::Thumbprint;
use crate::locale::{explain, say};
use crate::look::widgets::{cell, pane, pane_inner, paragraph, scroll_mark};
use crate::look::{Look, Role, Tone, clear, prose, put};
use crate::text::Shown;

/// From this many lines inside the dialog on, list and details stand below each other.
const TALL: u16 = 15;
/// From this width on there are users.
const WIDE: u16 = 56;

/// The areas inside the dialog.
struct Areas {
    tabs: Rect,
    headings: Rect,
    list: Rect,
    details: Rect,
    turns: bool,
}

fn areas(dialog: Rect, journal: &Journal) -> Areas {
    let inner = pane_inner(dialog);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let tabs = Rect { height: inner.height.min(1), ..inner };
    let rest = Rect { y: inner.y + tabs.height, height: inner.height - tabs.height, ..inner };
    let turns = inner.height < TALL;
    let (above, details) = if turns && journal.in_details {
        (Rect { height: 0, ..rest }, rest)
    } else if turns {
        (rest, Rect { height: 0, ..rest })
    } else {
        let height = (rest.height * 2 / 5).max(4);
        let details = Rect { y: rest.y + height, height: rest.height - height, ..rest };
        (Rect { height, ..rest }, details)
    };
    let headings = Rect { height: above.height.min(1), ..above };
    let list = Rect { y: above.y + headings.height, height: above.height - headings.height, ..above };
    Areas { tabs, headings, list, details, turns }
}

/// The room for what moves and scrolls in the dialog.
#[must_use]
pub fn room(dialog: Rect, journal: &Journal) -> Room {
    let areas = areas(dialog, journal);
    let details = text_area(areas.details);
    Room {
        rows: usize::from(areas.list.height),
        lines: usize::from(details.height),
        columns: usize::from(details.width.saturating_sub(1)),
        turns: areas.turns,
    }
}

/// The text of the details inside their frame.
fn text_area(frame: Rect) -> Rect {
    let inner = pane_inner(frame);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(1), ..inner }
}

/// Paints the dialog.
pub fn paint(buf: &mut Buffer, dialog: Rect, journal: &Journal, world: &World, look: &Look) {
    clear(buf, dialog);
    pane(buf, dialog, &look.text(&say::journal_title()), true, look);
    let areas = areas(dialog, journal);
    tabs(buf, areas.tabs, journal, world, look);
    count(buf, dialog, journal, world, look);
    if !areas.list.is_empty() {
        list(buf, &areas, journal, world, look);
    }
    if !areas.details.is_empty() {
        let title = match (journal.tab, journal.row(journal.done.row)) {
            (Tab::Done, Some(Row::Line(record))) => say::journal_line(i64::try_from(record.seq).unwrap_or(i64::MAX)),
            _ => say::details_title(),
        };
        pane(buf, areas.details, &look.text(&title), journal.in_details, look);
        let text = text_area(areas.details);
        let lines = details::rows(journal, world, usize::from(text.width.saturating_sub(1)));
        prose::paint(buf, text, &lines, journal.details_top, look);
    }
}

fn tabs(buf: &mut Buffer, line: Rect, journal: &Journal, world: &World, look: &Look) {
    let open = world.follow_ups.as_ref().map(|open| i64::try_from(open.len()).unwrap_or(i64::MAX));
    let open = open.map_or_else(say::journal_tab_open, say::journal_tab_open_count);
    let mut x = line.x;
    for (tab, label) in [(Tab::Done, say::journal_tab_done()), (Tab::Open, open)] {
        let chosen = tab == journal.tab;
        let style = look.style(if chosen { Role::Title } else { Role::Muted });
        let room = |x: u16| line.right().saturating_sub(x);
        let (before, after) = if chosen { ("[", "]") } else { (" ", " ") };
        x += put(buf, x, line.y, room(x), &Shown::ours(before), style);
        x += cell(buf, Rect { x, width: room(x).saturating_sub(1), ..line }, &look.text(&label), style, look);
        x += put(buf, x, line.y, room(x), &Shown::ours(after), style) + 1;
    }
    let busy = journal.reading.is_some().then(say::loading);
    if let Some(busy) = busy.map(|busy| look.text(&busy)) {
        let width = u16::try_from(busy.width()).unwrap_or(u16::MAX);
        if x + width <= line.right() {
            put(buf, line.right() - width, line.y, width, &busy, look.style(Role::Accent));
        }
    }
}

/// On the frame below: which row of how many, and whether there are older ones.
fn count(buf: &mut Buffer, dialog: Rect, journal: &Journal, world: &World, look: &Look) {
    let total = journal.len(world);
    if total == 0 {
        return;
    }
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let (row, more) = match journal.tab {
        Tab::Done => (journal.done.row, journal.lines.as_ref().is_some_and(|lines| lines.more)),
        Tab::Open => (journal.open.row, false),
    };
    let (row, total) = (number(row.min(total - 1) + 1), number(total));
    let text = look.text(&if more { say::journal_count_more(row, total) } else { say::journal_count(row, total) });
    let width = u16::try_from(text.width()).unwrap_or(u16::MAX).saturating_add(2);
    if width + 4 <= dialog.width {
        let blank = Shown::ours(" ");
        let text = Shown::join([&blank, &text, &blank], "");
        put(buf, dialog.right() - width - 1, dialog.bottom() - 1, width, &text, look.style(Role::Muted));
    }
}

/// Where each column begins and ends inside a row.
struct Places {
    time: Rect,
    user: Rect,
    server: Rect,
    sign: Rect,
    what: Rect,
}

impl Places {
    fn of(row: Rect) -> Places {
        let mut x = row.x + 1;
        let mut take = |width: u16| {
            let place = Rect { x, width: width.min(row.right().saturating_sub(x)), height: 1, ..row };
            x = x.saturating_add(width);
            place
        };
        let wide = row.width >= WIDE;
        // The day alone where every column counts; the details have the time.
        let time = take(if wide { 16 } else { 10 });
        take(1);
        let user = take(if wide { (row.width / 8).clamp(8, 14) } else { 0 });
        take(u16::from(wide));
        let server = take((row.width / 8).clamp(6, 14));
        take(1);
        let sign = take(2);
        let what = take(u16::MAX);
        Places { time, user, server, sign, what }
    }
}

fn list(buf: &mut Buffer, areas: &Areas, journal: &Journal, world: &World, look: &Look) {
    let place = match journal.tab {
        Tab::Done => journal.done,
        Tab::Open => journal.open,
    };
    let total = journal.len(world);
    let line = |y: u16| Rect { y, height: 1, width: areas.list.width.saturating_sub(1), ..areas.list };
    headings(buf, &Places::of(line(areas.headings.y)), journal, look);
    if total == 0 {
        empty(buf, areas.list, journal, world, look);
        return;
    }
    for (row, y) in (place.top..total).zip(areas.list.top()..areas.list.bottom()) {
        let line = line(y);
        match (journal.tab, journal.row(row), world.follow_ups.as_ref().and_then(|open| open.get(row))) {
            (Tab::Done, Some(Row::Line(record)), _) => paint_line(buf, line, record, world, look),
            (Tab::Done, Some(Row::Broken(lines)), _) => paint_broken(buf, line, lines.len(), look),
            (Tab::Open, _, Some(open)) => paint_open(buf, line, open, journal, world, look),
            _ => break,
        }
        if row == place.row {
            let role = if journal.in_details { Role::SelectedElsewhere } else { Role::Selected };
            put(buf, line.x, y, 1, look.glyphs.marker, look.style(role));
            buf.set_style(line, look.style(role));
        }
    }
    let column = Rect { x: areas.list.right().saturating_sub(1), width: 1, ..areas.list };
    scroll_mark(buf, column, place.top, total, look);
}

fn headings(buf: &mut Buffer, places: &Places, journal: &Journal, look: &Look) {
    let style = look.style(Role::Heading);
    let time = match journal.tab {
        _ if places.user.is_empty() => say::journal_column_day(),
        Tab::Done => say::journal_column_time(),
        Tab::Open => say::journal_column_since(),
    };
    let what = if journal.tab == Tab::Done { say::journal_column_what() } else { say::journal_column_left() };
    for (place, message) in [
        (places.time, time),
        (places.user, say::journal_column_user()),
        (places.server, say::journal_column_server()),
        (places.what, what),
    ] {
        cell(buf, place, &look.text(&message), style, look);
    }
}

fn empty(buf: &mut Buffer, area: Rect, journal: &Journal, world: &World, look: &Look) {
    let (message, role) = match (journal.tab, &journal.failure) {
        (Tab::Done, Some(reason)) => (reason.clone(), Role::Error),
        (Tab::Done, None) if journal.lines.is_none() => (say::loading(), Role::Muted),
        (Tab::Done, None) => (say::journal_empty(), Role::Muted),
        (Tab::Open, Some(reason)) if world.follow_ups.is_none() => (reason.clone(), Role::Error),
        (Tab::Open, None) if world.follow_ups.is_none() => (say::loading(), Role::Muted),
        (Tab::Open, _) => (say::journal_nothing_open(), Role::Muted),
    };
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    paragraph(buf, area, &look.text(&message), look.style(role));
}

fn when(time: &str, place: Rect) -> Shown {
    let minute = Shown::new(&minute(time));
    if place.width >= 16 { minute } else { Shown::new(minute.split(' ').next().unwrap_or_default()) }
}

fn paint_line(buf: &mut Buffer, line: Rect, record: &Record, world: &World, look: &Look) {
    let places = Places::of(line);
    let style = look.style(words::role(record));
    cell(buf, places.time, &when(&record.time, places.time), style, look);
    cell(buf, places.user, &Shown::new(&record.user), style, look);
    cell(buf, places.server, &Shown::new(record.server.as_str()), style, look);
    if let Some(tone) = words::tone(record) {
        put(buf, places.sign.x, line.y, places.sign.width.min(1), look.sign(tone), look.style(tone.role()));
    }
    cell(buf, places.what, &look.text(&words::summary(record, world)), style, look);
}

fn paint_broken(buf: &mut Buffer, line: Rect, lines: usize, look: &Look) {
    let style = look.style(Role::Warning);
    put(buf, line.x + 1, line.y, 1, look.sign(Tone::Attention), style);
    let text = look.text(&say::journal_broken(i64::try_from(lines).unwrap_or(i64::MAX)));
    cell(buf, Rect { x: line.x + 3, width: line.width.saturating_sub(3), ..line }, &text, style, look);
}

fn paint_open(buf: &mut Buffer, line: Rect, open: &OpenFollowUp, journal: &Journal, world: &World, look: &Look) {
    let places = Places::of(line);
    let style = look.style(Role::Text);
    cell(buf, places.time, &when(&open.time, places.time), style, look);
    cell(buf, places.user, &Shown::new(&open.user), style, look);
    cell(buf, places.server, &Shown::new(open.server.as_str()), style, look);
    let ticking = journal.ticking.as_ref() == Some(open);
    let (glyph, role) =
        if ticking { (look.glyphs.waiting, Role::Accent) } else { (look.glyphs.follow_up, Role::FollowUp) };
    put(buf, places.sign.x, line.y, places.sign.width.min(1), glyph, look.style(role));
    let names = |thumbprint: Thumbprint| world.short_name_of(&open.server, thumbprint);
    cell(buf, places.what, &look.text(&explain::follow_up_short(&open.follow_up, &names)), style, look);
}
