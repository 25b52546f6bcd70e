//! The lines that were entered.

/// The most lines that are kept.
const MOST: usize = 1000;

/// The lines that were entered, and where somebody who looks through them is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct History {
    lines: Vec<String>,
    /// The line shown; `None` while it is the one that is being typed.
    at: Option<usize>,
    /// What was typed before somebody began to look: only lines that begin so are shown, and it comes back at the end.
    draft: String,
}

impl History {
    /// A line was entered. The same line again and again is kept once.
    pub(super) fn push(&mut self, line: &str) {
        self.leave();
        if self.lines.last().is_none_or(|last| last != line) {
            self.lines.push(line.to_owned());
        }
        if self.lines.len() > MOST {
            self.lines.remove(0);
        }
    }

    /// What is shown was changed: it is the draft from now on.
    pub(super) fn leave(&mut self) {
        self.at = None;
        self.draft.clear();
    }

    /// The line before the one shown.
    pub(super) fn older(&mut self, shown: &str) -> Option<String> {
        if self.at.is_none() {
            shown.clone_into(&mut self.draft);
        }
        let end = self.at.unwrap_or(self.lines.len());
        let found = (0..end).rev().find(|index| self.fits(*index) && self.lines[*index] != shown)?;
        self.at = Some(found);
        self.lines.get(found).cloned()
    }

    /// The line after the one shown; behind the last one, what was being typed.
    pub(super) fn newer(&mut self) -> Option<String> {
        let at = self.at?;
        let found = (at + 1..self.lines.len()).find(|index| self.fits(*index) && self.lines[*index] != self.lines[at]);
        self.at = found;
        Some(found.and_then(|found| self.lines.get(found)).unwrap_or(&self.draft).clone())
    }

    fn fits(&self, index: usize) -> bool {
        self.lines.get(index).is_some_and(|line| line.to_lowercase().starts_with(&self.draft.to_lowercase()))
    }
}
