//! Text as a terminal shows it: how wide it is, where it may be cut or broken, and how foreign text is made harmless.
//!
//! Everything here counts in *columns*, the cells of a terminal, and cuts between *graphemes*, what a reader takes for
//! one character. The numbers are those of the page's own cell buffer, so that what is measured here fits there.

mod shown;
mod wrap;

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub use shown::{LONGEST, Shown};
pub use wrap::wrap;

/// How many columns a text takes. Control characters take none: the buffer drops them.
#[must_use]
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// The graphemes of a text, each with its width in columns. Those that take no column are among them, with 0.
pub fn graphemes(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.graphemes(true).map(|grapheme| (grapheme, grapheme_width(grapheme)))
}

/// The text within `max` columns: the whole of it, or as much as fits before `ellipsis`, with the ellipsis. Where not
/// even the ellipsis fits, the beginning of the text stands alone. Never wider than `max`.
#[must_use]
pub fn cut<'a>(text: &'a str, max: usize, ellipsis: &str) -> Cow<'a, str> {
    let (whole, rest) = split(text, max);
    if rest.is_empty() {
        return Cow::Borrowed(text);
    }
    match max.checked_sub(width(ellipsis)).filter(|room| *room > 0) {
        Some(room) => Cow::Owned(split(text, room).0.to_owned() + ellipsis),
        None => Cow::Borrowed(whole),
    }
}

/// The text with blanks behind it until it takes `columns`. A wider text stays as it is: cut it first.
#[must_use]
pub fn pad(text: &str, columns: usize) -> Cow<'_, str> {
    match columns.saturating_sub(width(text)) {
        0 => Cow::Borrowed(text),
        missing => Cow::Owned(text.to_owned() + &" ".repeat(missing)),
    }
}

/// The longest beginning of a text that fits within `max` columns, and the rest.
#[must_use]
pub fn split(text: &str, max: usize) -> (&str, &str) {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > max {
            return text.split_at(at);
        }
    }
    (text, "")
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The columns of one grapheme, as ratatui's buffer counts them: half-width katakana's sound marks take a column of
/// their own in a terminal, though Unicode calls them combining.
fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        return 0;
    }
    grapheme.width() + grapheme.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count()
}

#[cfg(test)]
mod tests;
