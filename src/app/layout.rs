//! Where everything stands: a pure function of the state, asked by paint and by scrolling alike.
//!
//! ```text
//!   at least 100 columns                          fewer
//!   ┌ header ──────────────────────────────┐      ┌ header ───────────────┐
//!   │ picker │ list          │ details     │      │ picker, folded        │
//!   │        │               │             │      │ list                  │
//!   │        │               │             │      │ details (if 18 rows)  │
//!   └ footer ──────────────────────────────┘      └ footer ───────────────┘
//! ```

use ratatui::layout::{Constraint, Layout, Rect};

use super::State;
use super::vocabulary::Notice;
use crate::certificates;
use crate::edit::Room;
use crate::look::widgets::paragraph_height;

/// The least size the page can be used at: columns and rows.
pub const LEAST: (u16, u16) = (40, 10);

/// From this width on the three panes stand side by side.
const WIDE: u16 = 100;
/// Columns of a notice's line that are not its text: the frame, air, and the sign.
pub(super) const NOTICE_MARGIN: u16 = 6;
/// Rows that a notice leaves to a dialog: its frame, what is focused, and its buttons.
const LEAST_DIALOG: u16 = 6;
/// From this height on a narrow page shows the details below the list.
const TALL: u16 = 18;

/// The areas of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Regions {
    /// Whether the page cannot be shown at all.
    pub too_small: bool,
    /// Whether the picker is folded to a line.
    pub folded: bool,
    /// The whole terminal.
    pub area: Rect,
    /// The line on top.
    pub header: Rect,
    /// The server picker, or its line.
    pub picker: Rect,
    /// The folded picker's list while it is dropped down.
    pub drop_down: Rect,
    /// Rows of servers in view.
    pub picker_rows: usize,
    /// The certificate list; empty while the details stand alone.
    pub list: Rect,
    /// The details pane; empty when there is no room for it.
    pub details: Rect,
    /// The line at the bottom.
    pub footer: Rect,
    /// What was last said: over the bottom of the page, or below a dialog, which makes room for it.
    pub notice: Rect,
    /// Whether that has a frame of its own.
    pub notice_framed: bool,
}

/// The areas for this state.
#[must_use]
pub fn regions(state: &State) -> Regions {
    let area = Rect::new(0, 0, state.size.0, state.size.1);
    let mut regions = Regions { area, ..Regions::default() };
    if area.width < LEAST.0 || area.height < LEAST.1 {
        regions.too_small = true;
        return regions;
    }
    regions.folded = area.width < WIDE;
    if regions.folded {
        narrow(state, &mut regions);
    } else {
        wide(&mut regions);
    }
    if let Some(notice) = &state.notice {
        place_notice(state, notice, &mut regions);
    }
    regions
}

/// Above the footer: framed, so that it is not taken for a part of what lies below it. Where every line counts, a dialog
/// above it is frame enough.
fn place_notice(state: &State, notice: &Notice, regions: &mut Regions) {
    regions.notice_framed = !state.is_covered() || regions.area.height >= TALL;
    let frame = if regions.notice_framed { 2 } else { 0 };
    let text = state.world.locale.text(&notice.message);
    let lines = paragraph_height(&text, regions.area.width.saturating_sub(NOTICE_MARGIN));
    let most = regions.footer.y.saturating_sub(LEAST_DIALOG).max(1 + frame);
    let height = lines.saturating_add(frame).min(most);
    regions.notice = Rect { y: regions.footer.y.saturating_sub(height), height, ..regions.area };
}

fn wide(regions: &mut Regions) {
    let [header, body, footer] =
        Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1)]).areas(regions.area);
    let details = (regions.area.width / 3).clamp(36, 60);
    let [picker, list, details] =
        Layout::horizontal([Constraint::Length(23), Constraint::Fill(1), Constraint::Length(details)]).areas(body);
    regions.picker_rows = inner(picker);
    *regions = Regions { header, picker, list, details, footer, ..*regions };
}

fn narrow(state: &State, regions: &mut Regions) {
    let [header, picker, body, footer] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1)])
            .areas(regions.area);
    if state.page.details_alone {
        regions.details = body;
    } else if regions.area.height >= TALL {
        let [list, details] = Layout::vertical([Constraint::Fill(1), Constraint::Fill(1)]).areas(body);
        (regions.list, regions.details) = (list, details);
    } else {
        regions.list = body;
    }
    let wanted = u16::try_from(state.world.servers.len()).unwrap_or(u16::MAX).saturating_add(2);
    regions.drop_down = Rect { height: wanted.clamp(3, body.height.max(3)), ..body };
    regions.drop_down.width = body.width.min(48);
    regions.picker_rows = inner(regions.drop_down);
    *regions = Regions { header, picker, footer, ..*regions };
}

/// Rows inside a frame.
fn inner(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(2))
}

impl Regions {
    /// How much of the list and the details is in view.
    #[must_use]
    pub fn certificates(&self, state: &State) -> certificates::Size {
        let filter = usize::from(certificates::shows_filter(&state.page.certificates));
        certificates::Size {
            rows: inner(self.list).saturating_sub(1 + filter),
            lines: inner(self.details),
            columns: usize::from(self.details.width.saturating_sub(4)),
        }
    }

    /// The area of a dialog: all of a small terminal, a frame of the page around it on a large one.
    #[must_use]
    pub fn dialog(&self) -> Rect {
        let width = self.area.width;
        let width = if width < WIDE { width } else { width.min(104).saturating_sub(8) };
        let room = self.area.height.saturating_sub(1).saturating_sub(self.notice.height);
        // What is said below a dialog takes the frame of the page first.
        let frame = if self.area.height < 28 { 0 } else { 4u16.saturating_sub(self.notice.height) };
        let height = room.saturating_sub(frame);
        Rect { x: (self.area.width - width) / 2, y: (room - height) / 2, width, height }
    }

    /// The shell's place: everything above the footer of a small terminal, the lower part of a large one.
    #[must_use]
    pub fn shell(&self) -> Rect {
        crate::shell::place(Rect { height: self.area.height.saturating_sub(1), ..self.area })
    }

    /// The room inside the edit dialog.
    #[must_use]
    pub fn edit_room(&self, state: &State, edit: &crate::edit::Edit) -> Room {
        crate::edit::room(self.dialog(), edit, &state.world)
    }
}
