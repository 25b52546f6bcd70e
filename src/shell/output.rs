//! What there was to read, line by line, laid out to a width when it is shown.

use std::collections::VecDeque;

use crate::cmdlets::Mark;
use crate::look::Role;
use crate::look::prose::{ProseLine, Sign};
use crate::text::{self, Shown};

/// The most lines that are kept; the oldest go first.
const MOST: usize = 20_000;
/// The most graphemes of one line.
const LONGEST: usize = 50_000;

/// Lines that were read, or wait to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Output {
    lines: VecDeque<Line>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    role: Role,
    lead: Lead,
    text: Shown,
}

/// What stands before a line, and with it how it is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Lead {
    /// Nothing; every blank counts.
    Exact,
    /// A prompt; every blank counts.
    Prompt(Shown),
    /// A sign, or the room of one; words go on below words.
    Sign(Option<Sign>),
    /// Below the text stands a mark, that many columns from its start.
    Mark(usize),
}

/// Columns before a text whose first line has a sign, or that has a mark.
const INDENT: u16 = 2;

impl Line {
    /// A line as it is.
    pub(super) fn exact(text: &str) -> Line {
        Line { role: Role::Text, lead: Lead::Exact, text: shown(text) }
    }

    /// What was typed, behind the prompt it was typed at.
    pub(super) fn typed(prompt: &Shown, text: &str) -> Line {
        Line { role: Role::Cmdlet, lead: Lead::Prompt(prompt.clone()), text: shown(text) }
    }

    /// A line with a sign in front of it; without one it belongs to the line above.
    pub(super) fn signed(sign: Option<Sign>, role: Role, text: &str) -> Line {
        Line { role, lead: Lead::Sign(sign), text: shown(text) }
    }

    /// A line with a mistake in it.
    pub(super) fn marked(mark: &Mark) -> Line {
        Line { role: Role::Cmdlet, lead: Lead::Mark(mark.column), text: mark.source.clone() }
    }

    /// The rows it takes.
    fn rows(&self, columns: usize) -> Vec<ProseLine> {
        let row = |indent: u16, text: Shown| ProseLine { indent, sign: None, label: None, role: self.role, text };
        match &self.lead {
            Lead::Exact => exact(&self.text, columns).into_iter().map(|(indent, text)| row(indent, text)).collect(),
            Lead::Prompt(prompt) => {
                let width = u16::try_from(prompt.width()).unwrap_or(u16::MAX);
                let indent = width.saturating_add(1);
                let texts = pieces(&self.text, columns.saturating_sub(usize::from(indent)));
                let mut rows: Vec<_> = texts.into_iter().map(|text| row(indent, text)).collect();
                if let Some(first) = rows.first_mut() {
                    (first.indent, first.label) = (0, Some((prompt.clone(), width)));
                }
                rows
            }
            Lead::Sign(sign) => {
                let texts = self.text.wrap(columns.saturating_sub(usize::from(INDENT)).max(1));
                let mut rows: Vec<_> = texts.into_iter().map(|text| row(INDENT, text)).collect();
                if let (Some(first), Some(sign)) = (rows.first_mut(), sign) {
                    (first.indent, first.sign) = (0, Some(*sign));
                }
                rows
            }
            Lead::Mark(column) => self.marked_rows(*column, columns.saturating_sub(usize::from(INDENT)).max(2)),
        }
    }

    fn marked_rows(&self, column: usize, columns: usize) -> Vec<ProseLine> {
        let mut rows = Vec::new();
        let mut left = Some(column);
        let texts = pieces(&self.text, columns);
        let last = texts.len().saturating_sub(1);
        for (index, text) in texts.into_iter().enumerate() {
            let width = text.width();
            rows.push(ProseLine { indent: INDENT, sign: None, label: None, role: self.role, text });
            match left {
                Some(before) if before < width || index == last => {
                    let indent = INDENT.saturating_add(u16::try_from(before).unwrap_or(u16::MAX));
                    let mark = Shown::ours("^");
                    rows.push(ProseLine { indent, sign: None, label: None, role: Role::Error, text: mark });
                    left = None;
                }
                Some(before) => left = Some(before - width),
                None => {}
            }
        }
        rows
    }

    /// How many rows it takes.
    fn height(&self, columns: usize) -> usize {
        let before = match &self.lead {
            Lead::Exact => 0,
            Lead::Prompt(prompt) => prompt.width() + 1,
            Lead::Sign(_) => usize::from(INDENT),
            Lead::Mark(_) => return self.rows(columns).len(),
        };
        if before + self.text.width() <= columns { 1 } else { self.rows(columns).len() }
    }
}

/// A line made harmless, long ones too: what a cmdlet prints is not cut.
fn shown(text: &str) -> Shown {
    if text.len() <= text::LONGEST {
        return Shown::new(text);
    }
    let graphemes: Vec<&str> = text::graphemes(text).map(|(grapheme, _)| grapheme).take(LONGEST).collect();
    let parts: Vec<Shown> = graphemes.chunks(text::LONGEST / 2).map(|part| Shown::new(&part.concat())).collect();
    Shown::join(&parts, "")
}

/// Output in rows: what does not fit goes on below its own beginning.
fn exact(whole: &Shown, columns: usize) -> Vec<(u16, Shown)> {
    let blanks = whole.chars().take_while(|c| *c == ' ').count();
    let blanks = if blanks > columns / 2 { 0 } else { blanks };
    let mut rows = pieces(whole, columns).into_iter();
    let mut out: Vec<_> = rows.next().map(|row| (0, row)).into_iter().collect();
    if rows.len() > 0 {
        let first = out.first().map_or(0, |(_, row)| row.len());
        let rest = Shown::new(whole.get(first..).unwrap_or_default());
        let indent = u16::try_from(blanks).unwrap_or(0);
        // A row does not begin with the blank it was cut at.
        let cut =
            |row: Shown| row.strip_prefix(' ').filter(|rest| !rest.starts_with(' ')).map_or(row.clone(), Shown::new);
        out.extend(pieces(&rest, columns - blanks).into_iter().map(|row| (indent, cut(row))));
    }
    out
}

/// A text cut into rows, behind a blank where there is one; every blank is kept.
fn pieces(whole: &Shown, columns: usize) -> Vec<Shown> {
    let columns = columns.max(2);
    let mut rows = Vec::new();
    let mut rest = whole.as_str();
    while text::width(rest) > columns {
        let (row, behind) = text::split(rest, columns);
        if row.is_empty() {
            break;
        }
        let blank = row.rfind(' ').map(|at| at + 1).filter(|at| *at > row.len() / 2 && !behind.starts_with(' '));
        let (row, behind) = blank.map_or((row, behind), |at| rest.split_at(at));
        rows.push(Shown::new(row));
        rest = behind;
    }
    rows.push(Shown::new(rest));
    rows
}

impl Output {
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(super) fn push(&mut self, line: Line) {
        self.lines.push_back(line);
    }

    /// Drops the oldest lines when there are too many; `gone` says so in their place.
    pub(super) fn trim(&mut self, gone: impl FnOnce() -> Line) {
        let over = self.lines.len().saturating_sub(MOST);
        if over > 0 {
            self.lines.drain(..=over);
            self.lines.push_front(gone());
        }
    }

    /// How many rows it takes.
    pub(super) fn height(&self, columns: usize) -> usize {
        self.lines.iter().map(|line| line.height(columns)).sum()
    }

    /// The rows in view: `rows` of them, with `back` more below.
    pub(super) fn view(&self, columns: usize, rows: usize, back: usize) -> Vec<ProseLine> {
        let mut from_the_end = Vec::new();
        for line in self.lines.iter().rev() {
            if from_the_end.len() >= rows + back {
                break;
            }
            from_the_end.extend(line.rows(columns).into_iter().rev());
        }
        let mut view: Vec<_> = from_the_end.into_iter().skip(back).take(rows).collect();
        view.reverse();
        view
    }
}
