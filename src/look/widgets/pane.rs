//! Frames.
//!
//! ```text
//!   ╭ Select server ─╮     ┏▸Certificates ━━┓   the one with the keyboard
//!   │                │     ┃                ┃
//!   ╰────────────────╯     ┗━━━━━━━━━━━━━━━━┛
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, Widget};

use crate::look::{Look, Role, clear, put};
use crate::text::Shown;

/// Paints a frame with a title and gives the area inside. Where the keyboard is shows in the lines themselves and in a
/// marker, not only in the colour.
pub fn pane(buf: &mut Buffer, area: Rect, title: &Shown, focused: bool, look: &Look) -> Rect {
    let area = area.intersection(*buf.area());
    if area.width < 2 || area.height < 2 {
        return Rect::new(area.x, area.y, 0, 0);
    }
    let (set, role) =
        if focused { (look.glyphs.focused_border, Role::FocusedBorder) } else { (look.glyphs.border, Role::Border) };
    Block::bordered().border_set(set).border_style(look.style(role)).render(area, buf);
    // Corner, blank or marker, title, blank, corner.
    if let Some(room) = area.width.checked_sub(4).filter(|room| *room > 0 && !title.is_empty()) {
        let style = look.style(if focused { Role::FocusedBorder } else { Role::Title });
        let title = title.cut(usize::from(room), look.glyphs.ellipsis.as_str());
        // The title must not wear the frame's style under its own.
        let columns = u16::try_from(title.width()).unwrap_or(room).min(room);
        clear(buf, Rect::new(area.x + 1, area.y, columns + 2, 1));
        if focused {
            put(buf, area.x + 1, area.y, 1, look.glyphs.marker, style);
        }
        put(buf, area.x + 2, area.y, room, &title, style);
    }
    pane_inner(area)
}

/// The area inside a frame.
#[must_use]
pub fn pane_inner(area: Rect) -> Rect {
    if area.width < 2 || area.height < 2 {
        return Rect::new(area.x, area.y, 0, 0);
    }
    Rect::new(area.x + 1, area.y + 1, area.width - 2, area.height - 2)
}

/// The columns of a dialog that would like to have `wanted`: all there are where only slivers of the page would be left
/// beside it.
#[must_use]
pub fn dialog_width(screen: Rect, wanted: u16) -> u16 {
    const SLIVERS: u16 = 6;
    if screen.width < wanted.saturating_add(SLIVERS) { screen.width } else { wanted }
}

/// The place of a dialog of this size: in the middle of the screen, and within it.
#[must_use]
pub fn dialog_area(screen: Rect, width: u16, height: u16) -> Rect {
    // A sliver of the page above and below would only look like a second frame.
    let height = if screen.height < height.saturating_add(3) { screen.height } else { height };
    let width = width.min(screen.width);
    Rect::new(screen.x + (screen.width - width) / 2, screen.y + (screen.height - height) / 2, width, height)
}

/// Writes a few words into the lower right corner of a frame.
pub fn footnote(buf: &mut Buffer, frame: Rect, words: &Shown, style: Style) {
    let width = u16::try_from(words.width()).unwrap_or(u16::MAX).saturating_add(2);
    if frame.height == 0 || width.saturating_add(4) > frame.width {
        return;
    }
    let (x, y) = (frame.right() - width - 1, frame.bottom() - 1);
    clear(buf, Rect::new(x, y, width, 1));
    put(buf, x + 1, y, width, words, style);
}

/// Paints, on a column such as a frame's right line, which part of a list is in view; nothing where all of it is.
/// `top` is the first row in view, `total` the number of rows.
pub fn scroll_mark(buf: &mut Buffer, column: Rect, top: usize, total: usize, look: &Look) {
    let visible = usize::from(column.height);
    if total <= visible || column.is_empty() {
        return;
    }
    let length = (visible * visible / total).max(1);
    let (last_top, room) = (total - visible, visible - length);
    let at = match top.min(last_top) {
        0 => 0,
        end if end == last_top => room,
        // Between the ends the mark never touches them, so that "there is more" can be seen.
        top => (top * room / last_top).clamp(room.min(1), room.saturating_sub(1).max(room.min(1))),
    };
    for row in at..at + length {
        let y = column.y.saturating_add(u16::try_from(row).unwrap_or(u16::MAX));
        put(buf, column.x, y, 1, look.glyphs.thumb, look.style(Role::FocusedBorder));
    }
}
