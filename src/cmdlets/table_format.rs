//! `Format-Table`, and what most objects are shown as by themselves.
//!
//! ```text
//! Thumbprint                                Services   Subject
//! ----------                                --------   -------
//! 434AC224C8459924B26521298CE8834C514856AB  IP.WS..    CN=mail.contoso.com, O=Contoso, C=US
//! ```
//!
//! The last column is cut with `...` at the terminal's edge; without a terminal nothing is cut.

use super::object::{Column, Object};
use crate::text::{cut, pad, width as columns};

/// A table of these columns; `width` is the terminal's, if there is one. No object, no line.
#[must_use]
pub fn lines(objects: &[Object<'_>], table: &[Column], width: Option<u16>) -> Vec<String> {
    if objects.is_empty() {
        return Vec::new();
    }
    let row = |object: &Object<'_>| table.iter().map(|column| object.get(column.property).written()).collect();
    let rows: Vec<Vec<String>> = objects.iter().map(row).collect();
    let widths: Vec<usize> = table
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let widest = rows.iter().filter_map(|row| row.get(index)).map(|cell| columns(cell)).max();
            column.least.max(column.heading.len()).max(widest.unwrap_or_default())
        })
        .collect();
    let headings = table.iter().map(|column| column.heading.to_owned()).collect();
    let rules = table.iter().map(|column| "-".repeat(column.heading.len())).collect();
    [headings, rules].into_iter().chain(rows).map(|cells| line(&cells, &widths, width)).collect()
}

fn line(cells: &[String], widths: &[usize], width: Option<u16>) -> String {
    let padded: Vec<String> = cells.iter().zip(widths).map(|(cell, width)| pad(cell, *width).into_owned()).collect();
    let line = padded.join(" ");
    let line = line.trim_end();
    width.map_or_else(|| line.to_owned(), |width| cut(line, usize::from(width), "...").into_owned())
}
