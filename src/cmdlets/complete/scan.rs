//! A line that is still being typed, in pieces. Unlike the [lexer](super::super::lexer) it has no errors: a quotation mark
//! may be open, a word may be half there.

use super::super::lexer::{DASHES, DOUBLE_QUOTES, SINGLE_QUOTES};

/// A piece and where it stands, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its first character.
    pub(super) from: usize,
    /// The character behind it.
    pub(super) to: usize,
    pub(super) kind: PieceKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// A value, its quotation marks taken away; whether one of them is still open.
    Word { text: String, open: bool },
    /// `-Name`, or a dash alone; `colon` when a `:` follows at once.
    Parameter { name: String, colon: bool },
    /// `,`
    Comma,
    /// `|`
    Pipe,
    /// The end of a statement.
    End,
    /// A remark: nothing is completed in it.
    Remark,
}

/// The pieces of a text.
pub(super) fn pieces(text: &[char], offset: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(&c) = text.get(at) {
        let (kind, to) = match c {
            '\n' | ';' => (PieceKind::End, at + 1),
            ',' => (PieceKind::Comma, at + 1),
            '|' => (PieceKind::Pipe, at + 1),
            '#' => (PieceKind::Remark, end(text, at, |c| c == '\n')),
            '`' if matches!(text.get(at + 1), Some('\n')) => {
                at += 2;
                continue;
            }
            c if c.is_whitespace() => {
                at += 1;
                continue;
            }
            c if DASHES.contains(&c) && text.get(at + 1).is_none_or(|c| c.is_alphabetic() || *c == '_') => {
                parameter(text, at)
            }
            _ => word(text, at),
        };
        pieces.push(Piece { from: offset + at, to: offset + to, kind });
        at = to;
    }
    pieces
}

/// Where the characters end that `stop` does not stop.
fn end(text: &[char], from: usize, stop: impl Fn(char) -> bool) -> usize {
    text.iter().skip(from).position(|c| stop(*c)).map_or(text.len(), |length| from + length)
}

fn parameter(text: &[char], at: usize) -> (PieceKind, usize) {
    let to = end(text, at + 1, |c| !(c.is_alphanumeric() || c == '_'));
    let name = text.iter().take(to).skip(at + 1).collect();
    let colon = text.get(to) == Some(&':');
    (PieceKind::Parameter { name, colon }, if colon { to + 1 } else { to })
}

/// Whether a character ends a word outside quotation marks.
pub(super) fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '|' | ';')
}

fn word(text: &[char], from: usize) -> (PieceKind, usize) {
    let mut out = String::new();
    let mut quotes: Option<&'static [char]> = None;
    let mut at = from;
    while let Some(&c) = text.get(at) {
        let doubled = |quotes: &[char]| text.get(at + 1).is_some_and(|next| quotes.contains(next));
        match quotes {
            Some(marks) if marks.contains(&c) && doubled(marks) => {
                out.push(c);
                at += 1;
            }
            Some(marks) if marks.contains(&c) => quotes = None,
            None if ends_word(c) => break,
            None if SINGLE_QUOTES.contains(&c) => quotes = Some(&SINGLE_QUOTES),
            None if DOUBLE_QUOTES.contains(&c) => quotes = Some(&DOUBLE_QUOTES),
            _ => out.push(c),
        }
        at += 1;
    }
    (PieceKind::Word { text: out, open: quotes.is_some() }, at)
}
