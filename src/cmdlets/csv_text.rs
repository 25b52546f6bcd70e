//! `ConvertTo-Csv` and `Export-Csv`: every field in quotation marks, and none that a spreadsheet would run.

use super::object::{Datum, Object, Property};

/// What begins a field that a spreadsheet takes for a formula, or strips before it looks; the last four are the same signs
/// as East Asian keyboards type them.
const DANGEROUS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'];

/// How a line of a CSV file ends (RFC 4180).
const END: &str = "\r\n";

/// The heading and one line an object; no object, no line.
pub(super) fn lines(objects: &[Object<'_>], properties: &[Property]) -> Vec<String> {
    if objects.is_empty() {
        return Vec::new();
    }
    let heading = properties.iter().map(|property| quoted(property.name()));
    let rows = objects.iter().map(|object| row(properties.iter().map(|property| field(&object.get(*property)))));
    std::iter::once(row(heading)).chain(rows).collect()
}

/// The same as the text of a file.
pub(super) fn file(objects: &[Object<'_>], properties: &[Property]) -> String {
    lines(objects, properties).into_iter().map(|line| line + END).collect()
}

fn row(fields: impl Iterator<Item = String>) -> String {
    fields.collect::<Vec<_>>().join(",")
}

fn field(value: &Datum) -> String {
    let begins = match value {
        Datum::Text(text) => text.chars().next(),
        Datum::List(items) => items.first().and_then(|item| item.chars().next()),
        _ => None,
    };
    let plain = value.plain();
    // Blanks at the beginning are stripped too.
    let blanks = begins == Some(' ') && plain.trim_start().starts_with(DANGEROUS);
    if blanks || begins.is_some_and(|c| DANGEROUS.contains(&c)) { quoted(&format!("'{plain}")) } else { quoted(&plain) }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
