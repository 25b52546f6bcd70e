//! The footer: which keys do what. What does not fit is left out by priority, and the last hint then says where the
//! rest is: `Enter Edit   / Filter   ? more`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::look::{Look, Role, put};
use crate::text::Shown;

/// A key and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key's name.
    pub key: Shown,
    /// What it does.
    pub label: Shown,
    /// What is left out first has the highest number.
    pub priority: u8,
    /// Whether it does it now.
    pub enabled: bool,
}

/// Where a hint stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HintPlace {
    /// Which of the hints; `None` is the one for the rest.
    pub hint: Option<usize>,
    /// Its place.
    pub area: Rect,
}

/// Columns between two hints.
const GAP: u16 = 3;

/// The places of the hints that fit, in their order; `more` comes last when something was left out.
#[must_use]
pub fn hint_places(area: Rect, hints: &[Hint], more: &Hint) -> Vec<HintPlace> {
    let width = |hint: &Hint| u16::try_from(hint.key.width() + 1 + hint.label.width()).unwrap_or(u16::MAX);
    let mut kept: Vec<usize> = (0..hints.len()).collect();
    let fits = |kept: &[usize], all: bool| {
        let shown = kept.iter().filter_map(|index| hints.get(*index)).chain((!all).then_some(more));
        let needed = shown.fold(0u32, |sum, hint| sum + u32::from(width(hint)) + u32::from(GAP));
        needed <= u32::from(area.width) + u32::from(GAP)
    };
    while !fits(&kept, kept.len() == hints.len()) {
        // Of equal priority, the later one goes first.
        let Some(last) = kept.iter().copied().max_by_key(|index| (hints.get(*index).map(|hint| hint.priority), *index))
        else {
            break;
        };
        kept.retain(|index| *index != last);
    }
    let dropped = kept.len() < hints.len();
    let shown = kept.into_iter().map(Some).chain(dropped.then_some(None));
    let mut x = area.x;
    let mut places = Vec::new();
    for hint in shown {
        let columns = hint.map_or(Some(more), |index| hints.get(index)).map_or(0, width);
        let columns = columns.min(area.right().saturating_sub(x));
        places.push(HintPlace { hint, area: Rect::new(x, area.y, columns, area.height.min(1)) });
        x = x.saturating_add(columns).saturating_add(GAP).min(area.right());
    }
    places
}

/// Paints the hints at their [places](hint_places); one that cannot be used now is dimmed and its key in brackets.
pub fn hints(buf: &mut Buffer, area: Rect, hints: &[Hint], more: &Hint, look: &Look) {
    for place in hint_places(area, hints, more).into_iter().filter(|place| !place.area.is_empty()) {
        let Some(hint) = place.hint.map_or(Some(more), |index| hints.get(index)) else { continue };
        let (key, label) = if hint.enabled { (Role::Key, Role::KeyHint) } else { (Role::Blocked, Role::Blocked) };
        let used = put(buf, place.area.x, place.area.y, place.area.width, &hint.key, look.style(key));
        let x = place.area.x.saturating_add(used).saturating_add(1);
        put(buf, x, place.area.y, place.area.right().saturating_sub(x), &hint.label, look.style(label));
    }
}
