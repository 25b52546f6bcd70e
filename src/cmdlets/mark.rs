//! Where a mistake stands in its line, for a reader.

use super::error::SyntaxError;
use crate::text::Shown;

/// The line of a mistake, made harmless, and the column below which its mark belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The line; of a long one, the part around the mistake.
    pub source: Shown,
    /// Columns before the mark.
    pub column: usize,
}

impl SyntaxError {
    /// Where a mark belongs in the text that has the mistake; `None` when its line is empty.
    #[must_use]
    pub fn mark(&self, text: &str) -> Option<Mark> {
        /// The most characters of a line before the mistake, and as many behind it.
        const AROUND: usize = 400;
        let source = text.split('\n').nth(self.at.line.saturating_sub(1))?.trim_end();
        let at = self.at.column.saturating_sub(1);
        let from = at.saturating_sub(AROUND);
        let before: String = source.chars().skip(from).take(at - from).collect();
        let part: String = source.chars().skip(from).take(at - from + AROUND).collect();
        let mark = Mark { source: Shown::new(&part), column: Shown::new(&before).width() };
        (!mark.source.trim().is_empty() && mark.column <= mark.source.width()).then_some(mark)
    }
}
