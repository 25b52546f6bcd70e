//! The picker on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Servers;
use crate::app::vocabulary::{Document, Entry, World};
use crate::engine::Server;
use crate::locale::{Message, say};
use crate::look::widgets::{cell, footnote, pane, scroll_mark};
use crate::look::{Glyph, Look, Role, Tone, clear, put};
use crate::text::Shown;

/// Paints the pane.
pub fn paint(buf: &mut Buffer, area: Rect, servers: &Servers, world: &World, focused: bool, look: &Look) {
    clear(buf, area);
    let inner = pane(buf, area, &look.text(&say::picker_title()), focused, look);
    let name_width = name_width(world, servers.top, usize::from(inner.height), inner.width);
    for (row, y) in (servers.top..world.servers.len()).zip(inner.top()..inner.bottom()) {
        let Some(entry) = world.servers.get(row) else { break };
        let line = Rect { y, height: 1, width: inner.width.saturating_sub(1), ..inner };
        paint_row(buf, line, entry, name_width, look);
        if row == servers.row {
            let role = if focused { Role::Selected } else { Role::SelectedElsewhere };
            put(buf, line.x, y, 1, look.glyphs.marker, look.style(role));
            buf.set_style(line, look.style(role));
        }
    }
    if !servers.typed.is_empty() {
        footnote(buf, area, &Shown::new(&servers.typed), look.style(Role::Input));
    }
    if world.servers.is_empty() {
        crate::look::widgets::paragraph(buf, inner, &look.text(&say::picker_empty()), look.style(Role::Muted));
    }
    let column = Rect { x: inner.right().saturating_sub(1), width: 1, ..inner };
    scroll_mark(buf, column, servers.top, world.servers.len(), look);
}

fn name_width(world: &World, top: usize, rows: usize, room: u16) -> u16 {
    let widest = world.servers.iter().skip(top).take(rows).map(|entry| crate::text::width(entry.name.as_str())).max();
    u16::try_from(widest.unwrap_or(0)).unwrap_or(u16::MAX).min(room.saturating_sub(9).max(6))
}

fn paint_row(buf: &mut Buffer, line: Rect, entry: &Entry, name_width: u16, look: &Look) {
    let text = look.style(Role::Text);
    cell(buf, Rect { x: line.x + 1, width: name_width, ..line }, &Shown::new(entry.name.as_str()), text, look);
    let x = line.x + 2 + name_width;
    let rest = Rect { x, width: line.right().saturating_sub(x), ..line };
    let mut about = rest;
    if entry.follow_ups > 0 {
        about = counted(buf, about, look.glyphs.follow_up, Role::FollowUp, entry.follow_ups, look);
    }
    // Not known yet is blank; nothing to look at has its own sign.
    if let Some(count) = entry.attention {
        let tone = if count > 0 { Tone::Attention } else { Tone::Good };
        about = counted(buf, about, look.sign(tone), tone.role(), count, look);
    }
    let (words, role) = words(entry, look);
    cell(buf, about, &words, look.style(role), look);
}

/// A sign with its number, at the right end of `within`; gives what is left. There is no number where there is nothing.
fn counted(buf: &mut Buffer, within: Rect, sign: Glyph, role: Role, count: u32, look: &Look) -> Rect {
    let count = if count > 0 { Shown::new(&count.to_string()) } else { Shown::default() };
    let width = u16::try_from(count.width()).unwrap_or(0) + 1;
    let x = within.right().saturating_sub(width).max(within.x);
    put(buf, x, within.y, 1.min(within.width), sign, look.style(role));
    put(buf, x + 1, within.y, within.right().saturating_sub(x + 1), &count, look.style(role));
    Rect { width: x.saturating_sub(within.x + 1), ..within }
}

/// What stands beside a name: product and group, or why there is none of it.
fn words(entry: &Entry, look: &Look) -> (Shown, Role) {
    match &entry.document {
        Document::Named => (Shown::default(), Role::Muted),
        Document::Broken(_) => (look.text(&say::picker_broken()), Role::Error),
        Document::Open(server) => (Shown::join(&parts(server, look), " "), Role::Muted),
    }
}

fn parts(server: &Server, look: &Look) -> Vec<Shown> {
    let product = match server.build {
        Some(_) if server.is_edge() => look.text(&say::picker_edge()),
        Some(build) => Shown::ours(build.product().short_name()),
        None => look.text(&say::picker_build_unknown()),
    };
    let dag = server.dag.as_deref().map(Shown::new);
    [Some(product), dag].into_iter().flatten().collect()
}

/// Paints the picker as one line.
pub fn paint_folded(buf: &mut Buffer, area: Rect, world: &World, focused: bool, look: &Look) {
    let none: Message = say::value_none();
    let name = world.chosen.as_ref().map_or_else(|| look.text(&none), |name| Shown::new(name.as_str()));
    let label = look.text(&say::picker_folded(name.as_str()));
    let style = look.style(if focused { Role::Selected } else { Role::Title });
    let mut x = area.x + 1;
    if focused {
        put(buf, area.x, area.y, 1, look.glyphs.marker, look.style(Role::FocusedBorder));
    }
    x += put(buf, x, area.y, area.right().saturating_sub(x), &label, style) + 1;
    x += put(buf, x, area.y, area.right().saturating_sub(x), look.glyphs.descending, style) + 2;
    if let Some(entry) = world.chosen_entry() {
        let (words, role) = words(entry, look);
        let room = Rect { x, width: area.right().saturating_sub(x), ..area };
        x += cell(buf, room, &words, look.style(role), look) + 2;
        let room = Rect { x: x - 1, width: area.right().saturating_sub(x), ..area };
        paint_counts(buf, room, entry, look);
    }
}

/// What the signs and numbers of the unfolded picker say, in words where there is room for them.
fn paint_counts(buf: &mut Buffer, room: Rect, entry: &Entry, look: &Look) {
    let said = |glyph, role, number: u32, words: fn(i64) -> Message| Count { glyph, role, number, words };
    let attention = entry.attention.filter(|count| *count > 0);
    let counts = [
        attention.map(|count| said(look.glyphs.attention, Role::Warning, count, say::picker_attention)),
        Some(entry.follow_ups)
            .filter(|count| *count > 0)
            .map(|count| said(look.glyphs.follow_up, Role::FollowUp, count, say::picker_follow_ups)),
    ];
    let counts: Vec<Count> = counts.into_iter().flatten().collect();
    for in_words in [true, false] {
        let parts: Vec<(&Count, Shown)> = counts
            .iter()
            .map(|count| {
                let number = || Shown::new(&count.number.to_string());
                (count, if in_words { look.text(&(count.words)(i64::from(count.number))) } else { number() })
            })
            .collect();
        let gap: u16 = if in_words { 3 } else { 1 };
        let columns = |text: &Shown| u16::try_from(text.width()).unwrap_or(u16::MAX).saturating_add(2 + gap);
        let width = parts.iter().fold(0u16, |sum, (_, text)| sum.saturating_add(columns(text))).saturating_sub(gap);
        // Words keep their distance from what stands before them.
        if width == 0 || width + u16::from(in_words) > room.width {
            continue;
        }
        let mut x = room.right() - width;
        for (count, text) in &parts {
            put(buf, x, room.y, 1, count.glyph, look.style(count.role));
            let used = put(buf, x + 2, room.y, room.right() - x - 2, text, look.style(count.role));
            x += 2 + used + gap;
        }
        return;
    }
}

/// A number with its sign and its words.
struct Count {
    glyph: Glyph,
    role: Role,
    number: u32,
    words: fn(i64) -> Message,
}
