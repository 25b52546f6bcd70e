//! `Format-Table`, and what `Get-ExchangeCertificate` shows by itself.
//!
//! ```text
//! Thumbprint                                Services   Subject
//! ----------                                --------   -------
//! 434AC224C8459924B26521298CE8834C514856AB  IP.WS..    CN=mail.contoso.com, O=Contoso, C=US
//! ```
//!
//! The last column is cut with `...` at the terminal's edge; without a terminal nothing is cut.

use super::properties::{Property, Record};
use crate::text::{cut, pad, width as columns};

/// One column: its heading, its property, and how wide it is at least.
struct Column {
    heading: &'static str,
    property: Property,
    least: usize,
}

/// The three columns that a certificate has by default. Source: console captures; the widths are theirs.
const DEFAULT: [Column; 3] = [
    Column { heading: "Thumbprint", property: Property::Thumbprint, least: 41 },
    Column { heading: "Services", property: Property::ServicesStringForm, least: 10 },
    Column { heading: "Subject", property: Property::Subject, least: 0 },
];

/// The default table; `width` is the terminal's, if there is one. No certificate, no line.
#[must_use]
pub fn default_lines(records: &[Record<'_>], width: Option<u16>) -> Vec<String> {
    draw(&DEFAULT, records, width)
}

/// A table of these properties.
#[must_use]
pub fn lines(records: &[Record<'_>], properties: &[Property], width: Option<u16>) -> Vec<String> {
    let chosen: Vec<_> =
        properties.iter().map(|property| Column { heading: property.name(), property: *property, least: 0 }).collect();
    draw(&chosen, records, width)
}

fn draw(table: &[Column], records: &[Record<'_>], width: Option<u16>) -> Vec<String> {
    if records.is_empty() {
        return Vec::new();
    }
    let rows: Vec<Vec<String>> =
        records.iter().map(|record| table.iter().map(|column| column.property.value(record)).collect()).collect();
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
