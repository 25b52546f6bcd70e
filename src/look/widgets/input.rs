//! A line that somebody types into.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::cell;
use crate::look::{Look, Role, put};
use crate::text::Shown;

/// Paints what is typed so far, the part around the cursor where it does not fit, or `hint` while nothing is typed; says
/// where the terminal's cursor belongs. `cursor` counts characters.
pub fn input(buf: &mut Buffer, area: Rect, text: &str, cursor: usize, hint: &Shown, look: &Look) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let (typed, column) = window(text, cursor, usize::from(area.width));
    if typed.is_empty() {
        cell(buf, Rect { height: 1, ..area }, hint, look.style(Role::Muted), look);
    } else {
        put(buf, area.x, area.y, area.width, &typed, look.style(Role::Input));
    }
    let column = u16::try_from(column).unwrap_or(u16::MAX).min(area.width);
    Some(Position::new(area.x.saturating_add(column), area.y))
}

/// The part of a typed text that fits, so that the cursor is in view, and the cursor's column in it.
fn window(text: &str, cursor: usize, room: usize) -> (Shown, usize) {
    let before: String = text.chars().take(cursor).collect();
    let after: String = text.chars().skip(cursor).take(room).collect();
    let mut head = Vec::new();
    let mut column = 0;
    let graphemes: Vec<&str> = crate::text::graphemes(&before).map(|(grapheme, _)| grapheme).collect();
    for grapheme in graphemes.into_iter().rev() {
        let shown = Shown::new(grapheme);
        if column + shown.width() >= room.max(1) {
            break;
        }
        column += shown.width();
        head.push(shown);
    }
    head.reverse();
    head.push(Shown::new(&after));
    (Shown::join(&head, ""), column)
}
