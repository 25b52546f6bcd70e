//! Lines inside a pane: check boxes, labelled values, cells of a table, paragraphs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::look::{Glyph, Ink, Look, Role, put};
use crate::text::Shown;

/// The state of a check box as it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// Can be ticked.
    Free,
    /// Ticked, can be unticked.
    Ticked,
    /// Ticked for good.
    Locked,
    /// Cannot be ticked.
    Blocked,
}

impl Tick {
    fn glyph(self, look: &Look) -> Glyph {
        match self {
            Tick::Free => look.glyphs.unticked,
            Tick::Ticked => look.glyphs.ticked,
            Tick::Locked => look.glyphs.locked,
            Tick::Blocked => look.glyphs.blocked,
        }
    }

    fn role(self) -> Role {
        match self {
            Tick::Free => Role::Text,
            Tick::Ticked => Role::Accent,
            Tick::Locked => Role::Locked,
            Tick::Blocked => Role::Blocked,
        }
    }
}

/// A check box on a line: `▸[✓] SMTP        already assigned; cannot be removed`.
#[derive(Clone, Copy, Debug)]
pub struct Check<'a> {
    /// Its state.
    pub tick: Tick,
    /// What it is for.
    pub label: &'a Shown,
    /// The columns of the label, so that the notes of several boxes stand below each other.
    pub label_width: u16,
    /// What stands behind it.
    pub note: Option<&'a Shown>,
    /// Whether it has the keyboard.
    pub focused: bool,
}

/// Paints a check box on the first line of `area`; a note that does not fit is cut.
pub fn check(buf: &mut Buffer, area: Rect, check: &Check<'_>, look: &Look) {
    let area = Rect { height: area.height.min(1), ..area }.intersection(*buf.area());
    if area.is_empty() {
        return;
    }
    let style = look.style(check.tick.role());
    if check.focused {
        put(buf, area.x, area.y, area.width, look.glyphs.marker, look.style(Role::FocusedBorder));
    }
    let mut x = area.x.saturating_add(1);
    let left = |x: u16| area.right().saturating_sub(x);
    x += put(buf, x, area.y, left(x), check.tick.glyph(look), style) + 1;
    cell(buf, Rect::new(x, area.y, check.label_width.min(left(x)), 1), check.label, style, look);
    x = x.saturating_add(check.label_width).saturating_add(2);
    if let Some(note) = check.note {
        let role = if check.tick == Tick::Blocked { Role::Blocked } else { Role::Muted };
        cell(buf, Rect::new(x, area.y, left(x), 1), note, look.style(role), look);
    }
    if check.focused {
        buf.set_style(area, look.style(Role::Selected));
    }
}

/// Paints a text into one line, cut with an ellipsis where it is too long.
pub fn cell(buf: &mut Buffer, area: Rect, text: &Shown, style: Style, look: &Look) -> u16 {
    if area.is_empty() {
        return 0;
    }
    let cut = crate::text::cut(text, usize::from(area.width), look.glyphs.ellipsis.as_str());
    put(buf, area.x, area.y, area.width, Ink::of_shown(&cut), style)
}

/// A labelled value: `Issuer      Contoso Issuing CA`; a long value goes on below itself.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// The label.
    pub label: &'a Shown,
    /// The columns of the label, so that several values stand below each other.
    pub label_width: u16,
    /// The value.
    pub value: &'a Shown,
    /// The value's style.
    pub style: Style,
}

/// Paints a labelled value and says how many lines it took. Where too few columns are left for a value beside its label,
/// it stands below.
pub fn field(buf: &mut Buffer, area: Rect, field: &Field<'_>, look: &Look) -> u16 {
    /// The fewest columns a value needs beside its label.
    const LEAST: u16 = 12;
    if area.is_empty() {
        return 0;
    }
    cell(buf, Rect { height: 1, ..area }, field.label, look.style(Role::Label), look);
    let indent = field.label_width.saturating_add(1);
    if area.width >= indent.saturating_add(LEAST) {
        let value = Rect { x: area.x + indent, width: area.width - indent, ..area };
        return paragraph(buf, value, field.value, field.style).max(1);
    }
    let below = Rect { x: area.x + 2.min(area.width), width: area.width.saturating_sub(2), ..area };
    let below = Rect { y: below.y + 1, height: below.height - 1, ..below };
    paragraph(buf, below, field.value, field.style).saturating_add(1).min(area.height)
}

/// Paints a text over as many lines of `area` as it takes, broken between words, and says how many those are; what does
/// not fit below is left out.
pub fn paragraph(buf: &mut Buffer, area: Rect, text: &Shown, style: Style) -> u16 {
    if area.is_empty() {
        return 0;
    }
    let mut used = 0;
    for (y, line) in (area.top()..area.bottom()).zip(text.wrap(usize::from(area.width))) {
        put(buf, area.x, y, area.width, &line, style);
        used += 1;
    }
    used
}

/// How many lines a text takes within `width` columns.
#[must_use]
pub fn paragraph_height(text: &Shown, width: u16) -> u16 {
    u16::try_from(text.wrap(usize::from(width)).len()).unwrap_or(u16::MAX)
}
