//! The signs of the page. No sign stands anywhere else, so that one switch makes the whole page ASCII.

use std::fmt;

use ratatui::symbols::border;

/// A sign of this program: one column wide, except for the check boxes and the ASCII ellipsis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph(pub(super) &'static str);

impl Glyph {
    /// The sign as text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Glyph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// A complete set of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// The default SMTP certificate.
    pub default_smtp: Glyph,
    /// The row or field that has the keyboard or is chosen.
    pub marker: Glyph,
    /// The right-hand twin of [`marker`](Glyphs::marker), around a focused button.
    pub marker_end: Glyph,
    /// Sorted upwards.
    pub ascending: Glyph,
    /// Sorted downwards; a list that opens downwards.
    pub descending: Glyph,
    /// A check box that can be ticked.
    pub unticked: Glyph,
    /// A check box that is ticked.
    pub ticked: Glyph,
    /// Ticked for good: there is no box around it.
    pub locked: Glyph,
    /// Cannot be ticked: there is no box either.
    pub blocked: Glyph,
    /// As it should be.
    pub good: Glyph,
    /// Deserves attention.
    pub attention: Glyph,
    /// Wrong.
    pub bad: Glyph,
    /// Waits.
    pub waiting: Glyph,
    /// Not known.
    pub unknown: Glyph,
    /// Where a text was cut.
    pub ellipsis: Glyph,
    /// Between parts of one line.
    pub separator: Glyph,
    /// Something that is left to do by hand.
    pub follow_up: Glyph,
    /// Before an item of a list.
    pub bullet: Glyph,
    /// What is gained and what is lost, in a preview.
    pub gained: Glyph,
    /// See [`gained`](Glyphs::gained).
    pub lost: Glyph,
    /// The part of a scroll bar that is in view; the part of a progress bar that is done.
    pub thumb: Glyph,
    /// The part of a progress bar that is not.
    pub track: Glyph,
    /// In place of a character that is not shown.
    pub mask: Glyph,
    /// A frame.
    pub border: border::Set<'static>,
    /// The frame that has the keyboard: other lines, not only another colour.
    pub focused_border: border::Set<'static>,
}

/// Signs for a terminal that speaks UTF-8. Those of ambiguous width (the star, the ellipsis, the separator, the frames)
/// take one column wherever frames do; a terminal that makes them wide needs [`ASCII`].
pub const UNICODE: Glyphs = Glyphs {
    default_smtp: Glyph("★"),
    marker: Glyph("▸"),
    marker_end: Glyph("◂"),
    ascending: Glyph("▴"),
    descending: Glyph("▾"),
    unticked: Glyph("[ ]"),
    ticked: Glyph("[✓]"),
    locked: Glyph(" ✓ "),
    blocked: Glyph(" - "),
    good: Glyph("✓"),
    attention: Glyph("!"),
    bad: Glyph("✗"),
    waiting: Glyph("◌"),
    unknown: Glyph("?"),
    ellipsis: Glyph("…"),
    separator: Glyph("·"),
    follow_up: Glyph("☐"),
    bullet: Glyph("•"),
    gained: Glyph("+"),
    lost: Glyph("-"),
    thumb: Glyph("█"),
    track: Glyph("░"),
    mask: Glyph("•"),
    border: border::ROUNDED,
    focused_border: border::THICK,
};

/// Signs for any terminal.
pub const ASCII: Glyphs = Glyphs {
    default_smtp: Glyph("*"),
    marker: Glyph(">"),
    marker_end: Glyph("<"),
    ascending: Glyph("^"),
    descending: Glyph("v"),
    unticked: Glyph("[ ]"),
    ticked: Glyph("[x]"),
    locked: Glyph(" x "),
    blocked: Glyph(" - "),
    good: Glyph("+"),
    attention: Glyph("!"),
    bad: Glyph("x"),
    waiting: Glyph("~"),
    unknown: Glyph("?"),
    ellipsis: Glyph("..."),
    separator: Glyph("|"),
    follow_up: Glyph("o"),
    bullet: Glyph("-"),
    gained: Glyph("+"),
    lost: Glyph("-"),
    thumb: Glyph("#"),
    track: Glyph("."),
    mask: Glyph("*"),
    border: ascii_frame("+", "-", "|"),
    focused_border: ascii_frame("#", "=", "#"),
};

const fn ascii_frame(corner: &'static str, across: &'static str, down: &'static str) -> border::Set<'static> {
    border::Set {
        top_left: corner,
        top_right: corner,
        bottom_left: corner,
        bottom_right: corner,
        vertical_left: down,
        vertical_right: down,
        horizontal_top: across,
        horizontal_bottom: across,
    }
}
