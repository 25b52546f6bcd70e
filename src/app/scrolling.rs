//! Scrolling.

use super::action::Action;

/// The first line in view after an action, for `total` lines in a window of `rows`.
#[must_use]
pub fn scrolled(top: usize, action: Action, total: usize, rows: usize) -> usize {
    let last = total.saturating_sub(rows);
    let page = rows.saturating_sub(1).max(1);
    match action {
        Action::Up => top.saturating_sub(1),
        Action::Down => top + 1,
        Action::PageUp => top.saturating_sub(page),
        Action::PageDown => top + page,
        Action::First => 0,
        Action::Last => last,
        _ => top,
    }
    .min(last)
}
