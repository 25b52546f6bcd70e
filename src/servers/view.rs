//! The picker on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Servers;
use crate::app::vocabulary::{Document, Entry, World};
use crate::engine::Server;
use crate::locale::{Message, say};
use crate::look::widgets::{cell, footnote, pane, scroll_mark};
use crate::look::{Look, Role, Tone, clear, put};
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
    // Not known yet is blank; nothing to look at has its own sign.
    if let Some(count) = entry.attention {
        let tone = if count > 0 { Tone::Attention } else { Tone::Good };
        let count = if count > 0 { Shown::new(&count.to_string()) } else { Shown::default() };
        let width = u16::try_from(count.width()).unwrap_or(0) + 1;
        let place = Rect { x: rest.right().saturating_sub(width), width, ..rest };
        about.width = about.width.saturating_sub(width + 1);
        let style = look.style(tone.role());
        put(buf, place.x, place.y, 1, look.sign(tone), style);
        put(buf, place.x + 1, place.y, width.saturating_sub(1), &count, style);
    }
    let (words, role) = words(entry, look);
    cell(buf, about, &words, look.style(role), look);
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
        if let Some(count) = entry.attention.filter(|count| *count > 0) {
            let text = look.text(&say::picker_attention(i64::from(count)));
            let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
            if x.saturating_add(width).saturating_add(3) <= area.right() {
                let at = area.right() - width - 1;
                let style = look.style(Role::Warning);
                put(buf, at - 2, area.y, 1, look.glyphs.attention, style);
                put(buf, at, area.y, width, &text, style);
            }
        }
    }
}
