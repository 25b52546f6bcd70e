//! Putting text into a buffer: cut between graphemes, within its room, and only text that may be shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::glyphs::Glyph;
use crate::text::{self, Shown};

/// What may be painted: text made harmless, our own words, our own signs. There is no way to paint a bare `str`.
#[derive(Clone, Copy, Debug)]
pub struct Ink<'a>(&'a str);

impl<'a> From<&'a Shown> for Ink<'a> {
    fn from(shown: &'a Shown) -> Ink<'a> {
        Ink(shown.as_str())
    }
}

impl From<Glyph> for Ink<'_> {
    fn from(glyph: Glyph) -> Self {
        Ink(glyph.as_str())
    }
}

impl<'a> Ink<'a> {
    /// A part of a [`Shown`], cut elsewhere in this module.
    pub(super) fn of_shown(part: &'a str) -> Ink<'a> {
        Ink(part)
    }

    /// How many columns it takes.
    #[must_use]
    pub fn width(self) -> u16 {
        u16::try_from(text::width(self.0)).unwrap_or(u16::MAX)
    }
}

/// Paints as much of `ink` as fits into `max_width` columns from `x`, `y` on, and says how many it took. Nothing is
/// painted outside the buffer, and no wide character is halved.
pub fn put<'a>(buf: &mut Buffer, x: u16, y: u16, max_width: u16, ink: impl Into<Ink<'a>>, style: Style) -> u16 {
    let area = *buf.area();
    if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
        return 0;
    }
    let (end, _) = buf.set_stringn(x, y, ink.into().0, usize::from(max_width), style);
    end - x
}

/// Empties a part of the buffer before something is painted over it. A wide character that reaches into it from the
/// left loses its half outside too, or the terminal would paint the whole of it over the edge.
pub fn clear(buf: &mut Buffer, area: Rect) {
    let area = area.intersection(*buf.area());
    for y in area.top()..area.bottom() {
        let before = (buf.area().left()..area.left()).rev().take(3);
        for (distance, x) in (1usize..).zip(before) {
            if let Some(cell) = buf.cell_mut((x, y)).filter(|cell| text::width(cell.symbol()) > distance) {
                cell.set_symbol(" ");
            }
        }
        for x in area.left()..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}

/// Gives a part of the buffer a style and leaves its text.
pub fn fill(buf: &mut Buffer, area: Rect, style: Style) {
    buf.set_style(area, style);
}
