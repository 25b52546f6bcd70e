//! Where in a document's text a change goes, so that it looks as if the person who wrote the document had made it.

use std::fmt::Write as _;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::splice::Edit;

/// The indentation of a list's elements where nothing shows another one.
const INDENT: &str = "    ";

pub(super) fn part(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// The start of the line that holds the byte `at`; a byte order mark is not part of a line.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = part(text, 0..at);
    before.rfind('\n').map_or_else(|| before.len() - before.trim_start_matches('\u{FEFF}').len(), |newline| newline + 1)
}

/// Behind the line break that ends the line of the byte `at`; `None` on a last line without one.
pub(super) fn next_line(text: &str, at: usize) -> Option<usize> {
    part(text, at..text.len()).find('\n').map(|newline| at + newline + 1)
}

/// Whether nothing but blanks stands before the byte `at` on its line.
pub(super) fn first_on_line(text: &str, at: usize) -> bool {
    part(text, line_start(text, at)..at).trim().is_empty()
}

fn indent_at(text: &str, at: usize) -> &str {
    let line = part(text, line_start(text, at)..text.len());
    part(line, 0..line.len() - line.trim_start_matches([' ', '\t']).len())
}

/// The line break as the line of the byte `at` has it, else the one before that line.
fn newline(text: &str, at: usize) -> &'static str {
    let end = next_line(text, at).unwrap_or_else(|| line_start(text, at));
    if part(text, 0..end).ends_with("\r\n") { "\r\n" } else { "\n" }
}

/// The quote that a string value begins with.
pub(super) fn quote_at(text: &str, value: &Range<usize>) -> char {
    if part(text, value.clone()).starts_with('\'') { '\'' } else { '"' }
}

/// The text as a TOML string, in the wanted quotes if they can hold it.
pub(super) fn quoted(text: &str, quote: char) -> String {
    if quote == '\'' && !text.contains(|c: char| c == '\'' || c.is_control()) {
        return format!("'{text}'");
    }
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            // Writing to a String cannot fail.
            c if c.is_control() => drop(write!(written, "\\u{:04X}", u32::from(c))),
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

/// Adds elements at the end of a list, laid out like the ones that are there. `list` is where the list stands, brackets
/// included, `elements` where its elements do.
pub(super) fn append(text: &str, list: &Range<usize>, elements: &[Range<usize>], added: &[String]) -> Vec<Edit> {
    if added.is_empty() {
        return Vec::new();
    }
    let Some(tail) = elements.last() else { return append_to_empty(text, list, added) };
    let quote = quote_at(text, tail);
    if !first_on_line(text, tail.start) {
        let with = added.iter().fold(String::new(), |with, one| with + ", " + &quoted(one, quote));
        return vec![Edit::insert(tail.end, with)];
    }
    let (indent, newline) = (indent_at(text, tail.start), newline(text, tail.start));
    let comma = comma_after(text, tail.end);
    let line_end = next_line(text, comma.map_or(tail.end, |comma| comma + 1)).filter(|next| *next < list.end);
    let lines: Vec<String> = added.iter().map(|one| format!("{indent}{}", quoted(one, quote))).collect();
    match (comma, line_end) {
        (Some(_), Some(next)) => {
            vec![Edit::insert(next, lines.iter().fold(String::new(), |with, line| with + line + "," + newline))]
        }
        (Some(comma), None) => {
            vec![Edit::insert(comma + 1, lines.iter().fold(String::new(), |with, line| with + newline + line + ","))]
        }
        (None, Some(next)) => vec![
            Edit::insert(tail.end, ",".to_owned()),
            Edit::insert(next, lines.join(&format!(",{newline}")) + newline),
        ],
        (None, None) => {
            vec![Edit::insert(tail.end, lines.iter().fold(String::new(), |with, line| with + "," + newline + line))]
        }
    }
}

fn append_to_empty(text: &str, list: &Range<usize>, added: &[String]) -> Vec<Edit> {
    let inside = list.start + 1..list.end - 1;
    let added: Vec<String> = added.iter().map(|one| quoted(one, '"')).collect();
    if !part(text, inside.clone()).contains('\n') {
        return vec![Edit::insert(inside.start, added.join(", "))];
    }
    // Comments stand in it: the elements come under the last of them.
    let close = line_start(text, inside.end);
    let shown = part(text, inside).lines().skip(1).find(|line| !line.trim().is_empty());
    let closing = indent_at(text, list.end - 1);
    let indent = shown
        .map_or(format!("{closing}{INDENT}"), |line| part(line, 0..line.len() - line.trim_start().len()).to_owned());
    let newline = newline(text, list.start);
    vec![Edit::insert(close, added.iter().fold(String::new(), |with, one| with + &indent + one + "," + newline))]
}

/// The comma behind an element, past blanks and comments; `None` when the list or the inline table ends first.
pub(super) fn comma_after(text: &str, from: usize) -> Option<usize> {
    let mut comment = false;
    for (at, byte) in part(text, from..text.len()).bytes().enumerate() {
        match byte {
            b'\n' => comment = false,
            _ if comment => {}
            b'#' => comment = true,
            b',' => return Some(from + at),
            b']' | b'}' => return None,
            _ => {}
        }
    }
    None
}

/// A document's text, for putting keys into it.
pub(super) struct Layout<'t> {
    text: &'t str,
}

impl<'t> Layout<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Layout { text }
    }

    /// Puts absent keys into one of the document's tables, behind its last key; makes the table at the end of the
    /// document if there is none.
    pub(super) fn insert(&self, values: &DeTable<'_>, table: &str, keys: &[(&str, String)]) -> Edit {
        let Some(found) = values.get(table) else { return self.new_table(table, keys) };
        let (start, inner) = (found.span().start, found.get_ref().as_table());
        let last = inner.and_then(|inner| self.last_value(inner));
        let bytes = self.text.as_bytes();
        match (bytes.get(start), last) {
            (Some(b'{'), last) => self.inside_braces(start, last, keys),
            (Some(b'['), last) => self.after_line(last.unwrap_or(found.span().end), "", keys),
            // `services.iis = ...`: each key carries the table's name.
            (_, Some(last)) if first_on_line(self.text, start) => self.after_line(last, &format!("{table}."), keys),
            // Named only by the header of a table inside it.
            _ => self.new_table(table, keys),
        }
    }

    /// The end of the last value that stands in the table's own section, not under a header of its own.
    fn last_value(&self, table: &DeTable<'_>) -> Option<usize> {
        table.iter().filter_map(|(_, value)| self.end_of(value)).max()
    }

    fn end_of(&self, value: &Spanned<DeValue<'_>>) -> Option<usize> {
        let span = value.span();
        let first = self.text.as_bytes().get(span.start);
        match value.get_ref() {
            // A value follows its key; what begins a line is a header.
            DeValue::Table(_) | DeValue::Array(_) if first == Some(&b'[') && first_on_line(self.text, span.start) => {
                None
            }
            DeValue::Table(inner) if first != Some(&b'{') => self.last_value(inner),
            _ => Some(span.end),
        }
    }

    fn after_line(&self, at: usize, prefix: &str, keys: &[(&str, String)]) -> Edit {
        let indent = indent_at(self.text, at);
        let lines: Vec<String> = keys.iter().map(|(key, value)| format!("{indent}{prefix}{key} = {value}")).collect();
        let newline = newline(self.text, at);
        let lines = lines.join(newline);
        match next_line(self.text, at) {
            Some(next) => Edit::insert(next, lines + newline),
            None => Edit::insert(self.text.len(), format!("{newline}{lines}")),
        }
    }

    fn inside_braces(&self, start: usize, last: Option<usize>, keys: &[(&str, String)]) -> Edit {
        let pairs: Vec<String> = keys.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        let pairs = pairs.join(", ");
        if let Some(last) = last {
            return Edit::insert(last, format!(", {pairs}"));
        }
        let blank = part(self.text, start + 1..self.text.len()).starts_with(' ');
        Edit::insert(start + 1, if blank { format!(" {pairs}") } else { format!(" {pairs} ") })
    }

    fn new_table(&self, table: &str, keys: &[(&str, String)]) -> Edit {
        let newline = newline(self.text, self.text.len());
        let mut with = String::new();
        let ends_line = self.text.ends_with('\n');
        if !self.text.is_empty() {
            with.push_str(if ends_line { newline } else { "" });
        }
        if !ends_line {
            with.push_str(newline);
            with.push_str(newline);
        }
        with.push('[');
        with.push_str(table);
        with.push(']');
        for (key, value) in keys {
            with.push_str(newline);
            with.push_str(key);
            with.push_str(" = ");
            with.push_str(value);
        }
        if ends_line {
            with.push_str(newline);
        }
        Edit::insert(self.text.len(), with)
    }
}
