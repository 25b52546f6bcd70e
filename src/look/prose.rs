//! Text laid out to a width, line by line, so that it can be measured, scrolled and painted by the same count.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Glyph, Look, Role, Tone, put, widgets};
use crate::locale::{Locale, Message};
use crate::text::Shown;

/// A sign in front of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// How good or bad it is.
    Tone(Tone),
    /// An item of a list.
    Bullet,
    /// Something is gained.
    Gained,
    /// Something is lost.
    Lost,
    /// The default SMTP certificate.
    DefaultSmtp,
    /// Something that is left to do by hand.
    FollowUp,
}

impl Sign {
    fn glyph(self, look: &Look) -> Glyph {
        match self {
            Sign::Tone(tone) => look.sign(tone),
            Sign::Bullet => look.glyphs.bullet,
            Sign::Gained => look.glyphs.gained,
            Sign::Lost => look.glyphs.lost,
            Sign::DefaultSmtp => look.glyphs.default_smtp,
            Sign::FollowUp => look.glyphs.follow_up,
        }
    }
}

/// One line on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseLine {
    /// Columns left free before it.
    pub indent: u16,
    /// The sign in front of the text, with a blank behind it.
    pub sign: Option<Sign>,
    /// A label in front of the text, with the columns it takes.
    pub label: Option<(Shown, u16)>,
    /// How the text looks.
    pub role: Role,
    /// The text.
    pub text: Shown,
}

/// Lines being laid out.
#[derive(Debug)]
pub struct Prose<'a> {
    locale: &'a Locale,
    columns: usize,
    lines: Vec<ProseLine>,
}

impl<'a> Prose<'a> {
    /// Nothing yet, for a room of that many columns.
    #[must_use]
    pub fn new(locale: &'a Locale, columns: usize) -> Prose<'a> {
        Prose { locale, columns: columns.max(8), lines: Vec::new() }
    }

    /// The lines.
    #[must_use]
    pub fn lines(self) -> Vec<ProseLine> {
        self.lines
    }

    /// An empty line, unless the text begins or the line before is empty.
    pub fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.text.is_empty() || line.label.is_some()) {
            self.push(0, None, None, Role::Text, Shown::default());
        }
    }

    /// A heading.
    pub fn heading(&mut self, message: &Message) {
        self.text(0, Role::Heading, message);
    }

    /// A sentence.
    pub fn text(&mut self, indent: u16, role: Role, message: &Message) {
        self.shown(indent, role, &self.locale.text(message));
    }

    /// Text that has no language.
    pub fn shown(&mut self, indent: u16, role: Role, text: &Shown) {
        for line in text.wrap(self.room(indent)) {
            self.push(indent, None, None, role, line);
        }
    }

    /// A sentence with a sign in front of it; what wraps stands below its first word.
    pub fn signed(&mut self, indent: u16, sign: Sign, role: Role, message: &Message) {
        let text = self.locale.text(message);
        let mut sign = Some(sign);
        for line in text.wrap(self.room(indent + 2)) {
            match sign.take() {
                Some(sign) => self.push(indent, Some(sign), None, role, line),
                None => self.push(indent + 2, None, None, role, line),
            }
        }
    }

    /// A label with its value beside it, or below it where there is no room.
    pub fn labelled(&mut self, indent: u16, label: &Shown, label_width: u16, role: Role, value: &Shown) {
        let beside = indent + label_width + 1;
        if self.room(beside) < 16 {
            self.shown(indent, Role::Label, label);
            self.shown(indent + 2, role, value);
            return;
        }
        let mut label = Some((label.clone(), label_width));
        for line in value.wrap(self.room(beside)) {
            match label.take() {
                Some(label) => self.push(indent, None, Some(label), role, line),
                None => self.push(beside, None, None, role, line),
            }
        }
        if let Some(label) = label {
            self.push(indent, None, Some(label), role, Shown::default());
        }
    }

    /// A label with a signed word beside it, on one line.
    pub fn labelled_sign(&mut self, label: &Shown, label_width: u16, sign: Sign, role: Role, word: &Shown) {
        self.push(0, Some(sign), Some((label.clone(), label_width)), role, word.clone());
    }

    fn room(&self, indent: u16) -> usize {
        self.columns.saturating_sub(usize::from(indent)).max(4)
    }

    fn push(&mut self, indent: u16, sign: Option<Sign>, label: Option<(Shown, u16)>, role: Role, text: Shown) {
        self.lines.push(ProseLine { indent, sign, label, role, text });
    }
}

/// Paints the lines from `top` on, with a scroll mark in the last column when there are more than fit.
pub fn paint(buf: &mut Buffer, area: Rect, lines: &[ProseLine], top: usize, look: &Look) {
    let top = top.min(lines.len().saturating_sub(usize::from(area.height)));
    for (y, line) in (area.top()..area.bottom()).zip(lines.iter().skip(top)) {
        let end = area.right().saturating_sub(1);
        let mut x = area.x + line.indent;
        if let Some((label, width)) = &line.label {
            let style = look.style(Role::Label);
            widgets::cell(buf, Rect::new(x, y, (*width).min(end.saturating_sub(x)), 1), label, style, look);
            x += width + 1;
        }
        if let Some(sign) = line.sign {
            put(buf, x, y, end.saturating_sub(x), sign.glyph(look), look.style(line.role));
            x += 2;
        }
        put(buf, x, y, end.saturating_sub(x), &line.text, look.style(line.role));
    }
    let column = Rect { x: area.right().saturating_sub(1), width: 1, ..area };
    widgets::scroll_mark(buf, column, top, lines.len(), look);
}
