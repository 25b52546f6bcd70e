//! Where in a document's text a change goes, so that it looks as if the person who wrote the document had made it.

use std::fmt::Write as _;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::change::{Added, Here, Target};
use super::splice::Edit;
use super::{block, cut};

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
    let quote = elements.last().map_or('"', |tail| quote_at(text, tail));
    let added: Vec<String> = added.iter().map(|one| quoted(one, quote)).collect();
    append_written(text, list, elements, &added)
}

/// Adds elements that are written as they are to stand there.
pub(super) fn append_written(
    text: &str,
    list: &Range<usize>,
    elements: &[Range<usize>],
    added: &[String],
) -> Vec<Edit> {
    if added.is_empty() {
        return Vec::new();
    }
    let Some(tail) = elements.last() else { return append_to_empty(text, list, added) };
    if !first_on_line(text, tail.start) {
        let with = added.iter().fold(String::new(), |with, one| with + ", " + one);
        return vec![Edit::insert(tail.end, with)];
    }
    let (indent, newline) = (indent_at(text, tail.start), newline(text, tail.start));
    let comma = comma_after(text, tail.end);
    let line_end = next_line(text, comma.map_or(tail.end, |comma| comma + 1)).filter(|next| *next < list.end);
    let lines: Vec<String> = added.iter().map(|one| format!("{indent}{one}")).collect();
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

/// A key and its value, as they are written.
pub(super) type Pair = (String, String);

/// A key and its value; `None` for a key that is to be absent.
pub(super) fn pair(key: &str, to: &Target) -> Option<Pair> {
    Some((written_key(key), written(to)?))
}

/// A key, in quotes where it needs them.
fn written_key(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !key.is_empty() && key.chars().all(bare) { key.to_owned() } else { quoted(key, '"') }
}

/// A value; `None` for one that is to be absent.
fn written(to: &Target) -> Option<String> {
    Some(match to {
        Target::Gone => return None,
        Target::Text(text) => quoted(text, '"'),
        Target::Number(number) => number.to_string(),
        Target::List { after, .. } => {
            let elements: Vec<String> = after.iter().map(|one| quoted(one, '"')).collect();
            format!("[{}]", elements.join(", "))
        }
    })
}

/// An inline table.
pub(super) fn braces(pairs: &[Pair]) -> String {
    let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    format!("{{ {} }}", pairs.join(", "))
}

/// A document's text, for putting keys into it.
pub(super) struct Layout<'t> {
    text: &'t str,
}

impl<'t> Layout<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Layout { text }
    }

    /// Puts absent keys into a table, behind its last key; `None` where the table has no place of its own, since only the
    /// header of a table inside it names it.
    /// `parent` is what the table stands in.
    pub(super) fn insert(&self, here: Here<'_>, parent: Here<'_>, name: &str, keys: &[Pair]) -> Option<Edit> {
        let last = self.last_value(here.values);
        let Some((start, end)) = here.span else {
            // The document's own keys: there is always one, the version.
            return last.map(|last| self.after_line(last, "", keys));
        };
        match (self.text.as_bytes().get(start), last) {
            (Some(b'{'), last) => Some(self.inside_braces(start, last, keys)),
            (Some(b'['), last) => Some(self.after_line(last.unwrap_or(end), "", keys)),
            // `services.iis = ...`: each key carries the table's name.
            (_, Some(last)) if self.is_inline(parent) => {
                let keys = keys.iter().map(|(key, value)| format!(", {name}.{key} = {value}"));
                Some(Edit::insert(last, keys.collect()))
            }
            (_, Some(last)) if first_on_line(self.text, start) => {
                Some(self.after_line(last, &format!("{name}."), keys))
            }
            _ => None,
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

    fn after_line(&self, at: usize, prefix: &str, keys: &[Pair]) -> Edit {
        let indent = indent_at(self.text, at);
        let lines: Vec<String> = keys.iter().map(|(key, value)| format!("{indent}{prefix}{key} = {value}")).collect();
        self.lines_after(at, &lines)
    }

    /// Puts lines behind the line of the byte `at`.
    fn lines_after(&self, at: usize, lines: &[String]) -> Edit {
        let newline = newline(self.text, at);
        let lines = lines.join(newline);
        match next_line(self.text, at) {
            Some(next) => Edit::insert(next, lines + newline),
            None if self.text.is_empty() || self.text.ends_with('\n') => Edit::insert(self.text.len(), lines + newline),
            None => Edit::insert(self.text.len(), format!("{newline}{lines}")),
        }
    }

    /// Puts a table that is not there into a block: into the braces of an inline one, else under a header of its own behind
    /// the block's keys, which has to come after every key that is put there.
    pub(super) fn table_inside(&self, block: Here<'_>, list: &str, name: &str, keys: &[Pair]) -> Option<Edit> {
        let (start, end) = block.span?;
        if self.is_inline(block) {
            return self.insert(block, block, "", &[(name.to_owned(), braces(keys))]);
        }
        let (header, at) = (indent_at(self.text, start), self.last_value(block.values).unwrap_or(end));
        let indent = indent_at(self.text, at);
        let lines = keys.iter().map(|(key, value)| format!("{indent}{key} = {value}"));
        let lines: Vec<String> = [format!("{header}[{list}.{name}]")].into_iter().chain(lines).collect();
        Some(self.lines_after(at, &lines))
    }

    /// Whether a table is written in braces.
    pub(super) fn is_inline(&self, table: Here<'_>) -> bool {
        table.span.is_some_and(|(start, _)| self.text.as_bytes().get(start) == Some(&b'{'))
    }

    /// Puts blocks at the end of their list, written as those that are there; at the end of the document where there are
    /// none.
    pub(super) fn blocks(&self, values: &DeTable<'_>, list: &str, added: &[&Added]) -> Vec<Edit> {
        let found = values.get(list);
        if let Some(list) = found.filter(|list| !cut::is_header(self.text, &list.span())) {
            let elements = list.get_ref().as_array().into_iter().flat_map(|list| list.iter());
            let elements: Vec<_> = elements.map(Spanned::span).collect();
            let added: Vec<String> = added.iter().map(|added| block::inline(added)).collect();
            return append_written(self.text, &list.span(), &elements, &added);
        }
        let there = cut::blocks_of(self.text, values, list);
        let end = there.iter().map(|block| block.end).max();
        let parted = there.len() < 2 || there.iter().skip(1).all(|block| self.stands_apart(block.start));
        let indent = there.last().map_or("", |block| indent_at(self.text, block.start));
        let at = end.map_or(self.text.len(), |at| self.behind_comments(at));
        let mut lines = Vec::new();
        for (number, added) in added.iter().enumerate() {
            let apart = number == 0 && at == self.text.len() && self.ends_blank();
            if parted && !apart {
                lines.push(String::new());
            }
            lines.extend(block::lines(added).into_iter().map(|line| format!("{indent}{line}")));
        }
        vec![self.lines_after(at, &lines)]
    }

    /// Whether the document is empty or ends with a blank line.
    fn ends_blank(&self) -> bool {
        let text = self.text.trim_start_matches('\u{FEFF}');
        text.is_empty() || (text.ends_with('\n') && text.lines().next_back().is_some_and(|line| line.trim().is_empty()))
    }

    /// Whether a header has a blank line or a comment above it.
    fn stands_apart(&self, header: usize) -> bool {
        let above = part(self.text, 0..line_start(self.text, header)).lines().next_back().unwrap_or_default().trim();
        above.is_empty() || above.starts_with('#')
    }

    /// Behind the comments right below a value, if a blank line or the end of the document follows: they belong to what is
    /// above them then.
    fn behind_comments(&self, value: usize) -> usize {
        let Some(below) = next_line(self.text, value) else { return value };
        let (mut at, mut last) = (below, value);
        loop {
            let line = part(self.text, at..next_line(self.text, at).unwrap_or(self.text.len()));
            match line.trim() {
                "" => return last,
                comment if comment.starts_with('#') && !line.is_empty() => (last, at) = (at, at + line.len()),
                _ => return value,
            }
        }
    }

    fn inside_braces(&self, start: usize, last: Option<usize>, keys: &[Pair]) -> Edit {
        let pairs: Vec<String> = keys.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        let pairs = pairs.join(", ");
        if let Some(last) = last {
            return Edit::insert(last, format!(", {pairs}"));
        }
        let blank = part(self.text, start + 1..self.text.len()).starts_with(' ');
        Edit::insert(start + 1, if blank { format!(" {pairs}") } else { format!(" {pairs} ") })
    }

    /// Makes a table at the end of the document.
    pub(super) fn new_table(&self, table: &str, keys: &[Pair]) -> Edit {
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
