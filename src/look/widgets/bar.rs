//! How much is done: `█████████░░░░░░`. The numbers stand beside it in words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::look::{Look, Role, put};

/// Paints on the first line of `area` how much of `of` is `done`; nothing of nothing is not begun.
pub fn bar(buf: &mut Buffer, area: Rect, done: u64, of: u64, look: &Look) {
    let area = Rect { height: area.height.min(1), ..area }.intersection(*buf.area());
    if area.is_empty() {
        return;
    }
    let columns = u128::from(area.width) * u128::from(done.min(of)) / u128::from(of.max(1));
    let full = u16::try_from(columns).unwrap_or(area.width);
    for (index, x) in (area.left()..area.right()).enumerate() {
        let is_done = index < usize::from(full);
        let (glyph, role) = if is_done { (look.glyphs.thumb, Role::Accent) } else { (look.glyphs.track, Role::Muted) };
        put(buf, x, area.y, 1, glyph, look.style(role));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::picture;

    #[test]
    fn a_bar_is_full_when_everything_is_done_and_not_before() {
        let painted = |done, of| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
            bar(&mut buffer, Rect::new(0, 0, 10, 3), done, of, &Look::default());
            picture::text(&buffer).trim_end().to_owned()
        };
        assert_eq!(painted(0, 3), "░░░░░░░░░░");
        assert_eq!(painted(1, 3), "███░░░░░░░");
        assert_eq!(painted(u64::MAX - 1, u64::MAX), "█████████░");
        assert_eq!([painted(3, 3), painted(9, 3)], ["██████████"; 2]);
        assert_eq!(painted(0, 0), "░░░░░░░░░░");
    }
}
