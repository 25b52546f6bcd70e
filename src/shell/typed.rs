//! What is being typed, laid out to rows.

use crate::text::{self, Shown};

/// A row of what is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TypedRow {
    /// Whether a line begins here, and not only goes on.
    pub(super) begins: bool,
    /// Its text.
    pub(super) text: Shown,
}

/// What is typed, and where the cursor stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) rows: Vec<TypedRow>,
    /// The row and the column of the cursor.
    pub(super) cursor: (usize, usize),
    /// The row and the column of the character that was asked for.
    pub(super) from: (usize, usize),
}

/// Lays a text out to `columns`, with one column more for the cursor. `cursor` and `from` count characters.
pub(super) fn lay_out(typed: &str, cursor: usize, from: usize, columns: usize) -> Typed {
    let columns = columns.max(2);
    let mut out = Typed::default();
    let mut row: Vec<Shown> = Vec::new();
    let (mut begins, mut column, mut at) = (true, 0, 0);
    for (grapheme, _) in text::graphemes(typed) {
        let shown = Shown::new(grapheme);
        let ends_line = grapheme == "\n";
        let width = if ends_line { 0 } else { shown.width() };
        if column + width > columns {
            out.rows.push(TypedRow { begins, text: Shown::join(&std::mem::take(&mut row), "") });
            (begins, column) = (false, 0);
        }
        let behind = at + grapheme.chars().count();
        for (wanted, place) in [(cursor, &mut out.cursor), (from, &mut out.from)] {
            if (at..behind).contains(&wanted) {
                *place = (out.rows.len(), column);
            }
        }
        at = behind;
        if ends_line {
            out.rows.push(TypedRow { begins, text: Shown::join(&std::mem::take(&mut row), "") });
            (begins, column) = (true, 0);
        } else {
            column += width;
            row.push(shown);
        }
    }
    for (wanted, place) in [(cursor, &mut out.cursor), (from, &mut out.from)] {
        if wanted >= at {
            *place = (out.rows.len(), column);
        }
    }
    out.rows.push(TypedRow { begins, text: Shown::join(&row, "") });
    out
}
