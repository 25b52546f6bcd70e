//! Buttons: `[ Save ]  [▸Cancel◂]`, the second one with the keyboard.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::look::{Look, Role, put};
use crate::text::Shown;

/// A button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What it says.
    pub label: Shown,
    /// Whether it can be used now.
    pub enabled: bool,
}

/// Columns between two buttons.
const GAP: u16 = 2;
/// Columns around a label: `[ ` and ` ]`.
const AROUND: u16 = 4;

/// The places of buttons in one row, from the right end of `area` leftwards as dialogs have them; those that do not fit
/// get no columns.
#[must_use]
pub fn button_places(area: Rect, buttons: &[Button]) -> Vec<Rect> {
    let widths: Vec<u16> = buttons
        .iter()
        .map(|button| u16::try_from(button.label.width()).unwrap_or(u16::MAX).saturating_add(AROUND))
        .collect();
    let needed =
        widths.iter().fold(0u16, |sum, width| sum.saturating_add(*width).saturating_add(GAP)).saturating_sub(GAP);
    let mut x = area.right().saturating_sub(needed).max(area.x);
    widths
        .into_iter()
        .map(|width| {
            let room = area.right().saturating_sub(x);
            let width = if room > AROUND { width.min(room) } else { 0 };
            let place = Rect::new(x, area.y, width, area.height.min(1));
            x = x.saturating_add(width).saturating_add(GAP).min(area.right());
            place
        })
        .collect()
}

/// Paints buttons at their [places](button_places). The one with the keyboard has markers in its brackets.
pub fn buttons(buf: &mut Buffer, area: Rect, buttons: &[Button], focus: Option<usize>, look: &Look) {
    for (index, (button, place)) in buttons.iter().zip(button_places(area, buttons)).enumerate() {
        if place.is_empty() {
            continue;
        }
        let focused = focus == Some(index);
        let style = look.style(match (focused, button.enabled) {
            (true, _) => Role::FocusedButton,
            (false, true) => Role::Button,
            (false, false) => Role::Blocked,
        });
        let inner = place.width.saturating_sub(AROUND);
        let label = button.label.cut(usize::from(inner), look.glyphs.ellipsis.as_str());
        let (open, close) = (Shown::ours("[ "), Shown::ours(" ]"));
        put(buf, place.x, place.y, place.width, &open, style);
        let used = put(buf, place.x + 2, place.y, inner, &label, style);
        let end = place.x + 2 + used;
        put(buf, end, place.y, place.right().saturating_sub(end), &close, style);
        if focused && place.width > AROUND {
            put(buf, place.x + 1, place.y, 1, look.glyphs.marker, style);
            put(buf, end, place.y, 1, look.glyphs.marker_end, style);
        }
    }
}
