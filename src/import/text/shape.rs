//! What a look at a whole text says of its lines: how wide the console was, and how it broke what was wider.
//!
//! PowerShell breaks a long value behind a blank or a hyphen, which stay where they are, and within a word only where that
//! is longer than a line; in some languages it breaks anywhere, and then every broken line is full. Whoever copies a
//! console may lose the blanks at the ends of lines.

use super::line::{Line, lines};
use super::list::label;

/// How a text's lines are laid out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// How many lines go on below.
    broken: usize,
    /// The fewest and the most characters of such a line.
    shortest: usize,
    longest: usize,
    /// One of them ends with a blank: none was lost.
    blanks_kept: bool,
    /// There is a blank line behind every other one, as some consoles copy: it separates nothing.
    pub(super) double_spaced: bool,
}

/// What stood between a line and the one that goes on below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    Nothing,
    Blank,
    /// It cannot be seen.
    Unknown,
}

impl Shape {
    /// Looks at a text.
    pub(super) fn of(text: &str) -> Shape {
        let mut shape = Shape { broken: 0, shortest: usize::MAX, longest: 0, blanks_kept: false, double_spaced: true };
        let mut before: Option<Line<'_>> = None;
        for line in lines(text) {
            if let Some(before) = before.filter(|before| !before.is_blank() && !line.is_blank()) {
                shape.pair(&before, &line);
            }
            before = Some(line);
        }
        shape
    }

    fn pair(&mut self, line: &Line<'_>, below: &Line<'_>) {
        let (is_label, goes_on) = (label(&line.text).is_some(), below.indent() > line.indent());
        self.double_spaced &= !is_label;
        let value = is_label || line.indent() > 0;
        if value && (goes_on || below.indent() > 0 && label(&below.text).is_none()) {
            let length = line.text.chars().count();
            self.broken += 1;
            self.shortest = self.shortest.min(length);
            self.longest = self.longest.max(length);
            self.blanks_kept |= line.text.ends_with(' ');
        }
    }

    /// What stood between the value so far and what its next line says; values begin at `column`.
    pub(super) fn joint(&self, value: &str, more: &str, column: usize) -> Joint {
        let last = |c: char| value.ends_with(c);
        if value.is_empty() || self.blanks_kept || more.starts_with(' ') {
            return Joint::Nothing;
        }
        // A comma inside a word would be broken only in a line without any blank.
        if last(',') {
            return Joint::Blank;
        }
        let room = self.longest.saturating_sub(column);
        let broken_word = value.rsplit(' ').next().unwrap_or_default().chars().count()
            + more.split(' ').next().unwrap_or_default().chars().count();
        let every_line_is_full = self.broken > 1 && self.shortest == self.longest;
        if broken_word > room || every_line_is_full || last('-') && !value.ends_with(" -") {
            return Joint::Nothing;
        }
        if self.broken > 1 { Joint::Blank } else { Joint::Unknown }
    }
}
