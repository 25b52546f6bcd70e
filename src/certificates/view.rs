//! The list and the details on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::columns::Column;
use super::details::{self, tone};
use super::{Certificates, Size};
use crate::app::vocabulary::{Document, World};
use crate::engine::{Certificate, Server, Status, expires_soon, status};
use crate::locale::{date, explain, say};
use crate::look::widgets::{cell, footnote, input, pane, pane_inner, scroll_mark};
use crate::look::{Look, Role, prose, put};
use crate::text::Shown;

/// Whether the filter takes a line of the list.
#[must_use]
pub fn shows_filter(list: &Certificates) -> bool {
    list.filtering || !list.filter.text.is_empty()
}

/// Where each column begins and ends inside a row.
struct Places {
    name: Rect,
    star: Rect,
    status: Rect,
    expires: Rect,
}

/// Columns of a date.
const DATE: u16 = 10;
/// From this width on there are dates; below it the names need the room, and the details have the date.
const DATED: u16 = 46;

impl Places {
    fn of(row: Rect) -> Places {
        let status = (row.width / 3).clamp(9, 24);
        let date = if row.width >= DATED { DATE } else { 0 };
        let fixed = 2 + 2 + status + 1 + date;
        let name = row.width.saturating_sub(fixed);
        let mut x = row.x + 2;
        let mut take = |width: u16| {
            let place = Rect { x, width: width.min(row.right().saturating_sub(x)), height: 1, ..row };
            x = x.saturating_add(width);
            place
        };
        let (name, star, status) = (take(name), take(2), take(status));
        take(1);
        Places { name, star, status, expires: take(date) }
    }
}

/// Paints the list; says where the cursor of the filter stands.
pub fn paint_list(
    buf: &mut Buffer,
    area: Rect,
    list: &Certificates,
    world: &World,
    focused: bool,
    look: &Look,
) -> Option<Position> {
    let inner = pane(buf, area, &look.text(&say::list_title()), focused, look);
    if inner.is_empty() {
        return None;
    }
    if world.server().is_some() {
        counts(buf, area, list, world, look);
    }
    let (rows, cursor) = if shows_filter(list) {
        let line = Rect { height: 1, ..inner };
        let rest = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        (rest, filter(buf, line, list, world, look))
    } else {
        (inner, None)
    };
    headings(buf, rows, list, look);
    let rows = Rect { y: rows.y + 1, height: rows.height.saturating_sub(1), ..rows };
    match world.server() {
        Some(server) if !list.is_empty() => visible(buf, rows, list, world, server, focused, look),
        _ => empty(buf, rows, list, world, look),
    }
    cursor
}

fn visible(
    buf: &mut Buffer,
    rows: Rect,
    list: &Certificates,
    world: &World,
    server: &Server,
    focused: bool,
    look: &Look,
) {
    for (row, y) in (list.top..list.len()).zip(rows.top()..rows.bottom()) {
        let Some(certificate) = list.at(row, world) else { break };
        let line = Rect { y, height: 1, width: rows.width.saturating_sub(1), ..rows };
        paint_row(buf, line, certificate, server, world, look);
        if list.row() == Some(row) {
            let role = if focused { Role::Selected } else { Role::SelectedElsewhere };
            put(buf, line.x, y, 1, look.glyphs.marker, look.style(role));
            buf.set_style(line, look.style(role));
        }
    }
    let column = Rect { x: rows.right().saturating_sub(1), width: 1, ..rows };
    scroll_mark(buf, column, list.top, list.len(), look);
}

fn paint_row(buf: &mut Buffer, line: Rect, certificate: &Certificate, server: &Server, world: &World, look: &Look) {
    let places = Places::of(line);
    let text = look.style(Role::Text);
    cell(buf, places.name, &Shown::new(&certificate.display_name()), text, look);
    if server.is_default_smtp(certificate.thumbprint) {
        put(buf, places.star.x, line.y, places.star.width.min(1), look.glyphs.default_smtp, look.style(Role::Accent));
    }
    let expiring = expires_soon(certificate, world.now);
    let status = status(certificate, world.now);
    let tone = tone(&status, expiring);
    let style = look.style(tone.role());
    put(buf, places.status.x, line.y, places.status.width, look.sign(tone), style);
    let beside = Rect { x: places.status.x + 2, width: places.status.width.saturating_sub(2), ..places.status };
    let end = certificate.known().and_then(|facts| facts.not_after).filter(|_| !certificate.is_request());
    let mut words = look.text(&explain::status(&status, expiring));
    if let Some(end) = end.filter(|_| status == Status::Valid && expiring) {
        words = Shown::join([&words, &look.text(&date::days_left(world.now, end))], ", ");
    }
    cell(buf, beside, &words, style, look);
    if let Some(end) = end {
        cell(buf, places.expires, &Shown::new(&date::day(end)), text, look);
    }
}

fn headings(buf: &mut Buffer, rows: Rect, list: &Certificates, look: &Look) {
    let places = Places::of(Rect { height: 1, width: rows.width.saturating_sub(1), ..rows });
    let columns = [
        (Column::Name, places.name, say::column_name()),
        (Column::Status, places.status, say::column_status()),
        (Column::ExpiresOn, places.expires, say::column_expires_on()),
    ];
    for (column, place, message) in columns {
        if rows.is_empty() {
            return;
        }
        let style = look.style(Role::Heading);
        let sorted = list.sort.column == column;
        let room = place.width.saturating_sub(if sorted { 2 } else { 0 });
        let used = cell(buf, Rect { width: room, ..place }, &look.text(&message), style, look);
        if sorted {
            let mark = if list.sort.descending { look.glyphs.descending } else { look.glyphs.ascending };
            put(buf, place.x + used + 1, place.y, 1, mark, style);
        }
    }
}

fn counts(buf: &mut Buffer, area: Rect, list: &Certificates, world: &World, look: &Look) {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let total = world.server().map_or(0, |server| server.certificates.len());
    let text = look.text(&say::list_counts(number(usize::from(list.row().is_some())), number(total)));
    footnote(buf, area, &text, look.style(Role::Muted));
}

fn filter(buf: &mut Buffer, line: Rect, list: &Certificates, world: &World, look: &Look) -> Option<Position> {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let total = world.server().map_or(0, |server| server.certificates.len());
    let counts = look.text(&say::filter_counts(number(list.len()), number(total)));
    let counts_width = u16::try_from(counts.width()).unwrap_or(u16::MAX).min(line.width / 2);
    let prompt = look.text(&say::filter_prompt());
    let used = put(buf, line.x + 1, line.y, line.width / 2, &prompt, look.style(Role::Label));
    let x = line.x + 2 + used;
    let room = line.right().saturating_sub(x + counts_width + 2);
    let hint = look.text(&say::filter_hint());
    let cursor = input(buf, Rect::new(x, line.y, room, 1), &list.filter.text, list.filter.cursor, &hint, look);
    let right = line.right().saturating_sub(counts_width + 1);
    put(buf, right, line.y, counts_width, &counts, look.style(Role::Muted));
    cursor.filter(|_| list.filtering)
}

fn empty(buf: &mut Buffer, rows: Rect, list: &Certificates, world: &World, look: &Look) {
    let message = match (world.chosen_entry(), &world.chosen) {
        (None, None) => say::picker_empty(),
        (None, Some(gone)) => say::others_server_gone(gone),
        (Some(entry), _) => match &entry.document {
            Document::Broken(reason) => say::picker_broken_detail(&entry.name, reason.as_ref().clone()),
            Document::Named => say::loading(),
            Document::Open(server) if server.certificates.is_empty() => say::list_empty(),
            Document::Open(_) => say::filter_none(list.filter.text.chars().take(60).collect::<String>()),
        },
    };
    let area = Rect { x: rows.x + 2, width: rows.width.saturating_sub(4), ..rows };
    crate::look::widgets::paragraph(buf, area, &look.text(&message), look.style(Role::Muted));
}

/// Paints the details pane of the selected certificate.
pub fn paint_details(
    buf: &mut Buffer,
    area: Rect,
    list: &Certificates,
    world: &World,
    size: Size,
    focused: bool,
    look: &Look,
) {
    let title = list
        .selected(world)
        .map_or_else(|| look.text(&say::details_title()), |certificate| Shown::new(&certificate.display_name()));
    pane(buf, area, &title, focused, look);
    let inner = pane_inner(area);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(1), ..inner };
    let lines = details::lines(list, world, size.columns);
    prose::paint(buf, inner, &lines, list.details_top, look);
}
