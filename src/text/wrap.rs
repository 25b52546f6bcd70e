//! Breaking a paragraph into lines.

use unicode_segmentation::UnicodeSegmentation;

use super::{grapheme_width, split, width};

/// The lines of a text within `columns`. It breaks at blanks and, in scripts without blanks, between wide characters; a
/// word that is too long by itself is broken where the line ends. A line feed in the text ends a line. At least one line
/// comes back, and no line is wider than `columns`, except a single grapheme that is.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = Line { columns: columns.max(1), text: String::new(), used: 0, done: &mut lines };
        for piece in pieces(paragraph) {
            line.push(piece);
        }
        line.end();
    }
    lines
}

/// The line being filled, and those that are full.
struct Line<'a> {
    columns: usize,
    text: String,
    used: usize,
    done: &'a mut Vec<String>,
}

impl Line<'_> {
    fn push(&mut self, piece: &str) {
        let wide = width(piece.trim_end_matches(' '));
        if self.used + wide > self.columns && self.used > 0 {
            self.end();
        }
        let mut rest = piece;
        while width(rest.trim_end_matches(' ')) > self.columns {
            let (head, tail) = first(rest, self.columns);
            if tail.is_empty() {
                break;
            }
            self.text.push_str(head);
            self.end();
            rest = tail;
        }
        self.text.push_str(rest);
        self.used += width(rest);
    }

    fn end(&mut self) {
        let line = std::mem::take(&mut self.text);
        self.used = 0;
        self.done.push(line.trim_end_matches(' ').to_owned());
    }
}

/// As much of `text` as fits, and one grapheme at least.
fn first(text: &str, columns: usize) -> (&str, &str) {
    match split(text, columns) {
        ("", _) => text.split_at(text.graphemes(true).next().map_or(text.len(), str::len)),
        halves => halves,
    }
}

/// A paragraph in pieces between which a line may break; blanks stay at the end of a piece.
fn pieces(paragraph: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut before) = (0, None);
    for (at, grapheme) in paragraph.grapheme_indices(true) {
        let after_blank = before == Some(" ") && grapheme != " ";
        let between_wide = before.is_some_and(|b| breaks_beside(b) && breaks_beside(grapheme)) && !sticks(grapheme);
        if after_blank || between_wide {
            pieces.push(paragraph.get(start..at).unwrap_or_default());
            start = at;
        }
        before = Some(grapheme);
    }
    pieces.push(paragraph.get(start..).unwrap_or_default());
    pieces
}

fn breaks_beside(grapheme: &str) -> bool {
    grapheme_width(grapheme) > 1
}

/// Whether a line must not begin with it: closing punctuation and small kana (a part of what JIS X 4051 forbids).
fn sticks(grapheme: &str) -> bool {
    const STICKING: &str = "、。，．・：；？！）］｝」』】〉》〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々";
    STICKING.contains(grapheme)
}
