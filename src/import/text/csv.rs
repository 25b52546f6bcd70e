//! `Export-Csv`, `ConvertTo-Csv` and what a spreadsheet makes of them.
//!
//! Columns are taken by name. Collections are type names there (`System.Byte[]`), and so unknown.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::line::{self, LONGEST_LINE};
use super::property::Property;
use super::reading::Reading;
use super::record::{Record, Value};
use crate::import::Origin;
use crate::import::read::Options;
use crate::import::source::{ReadError, Source};

/// The most columns that a table may have.
const MOST_COLUMNS: usize = 1000;

/// The separators that `Export-Csv` uses in one culture or another.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// What begins a cell that our own export guards with an apostrophe, so that no spreadsheet runs it.
const GUARDED: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// How the CSV of a text begins.
pub(super) struct Header<'a> {
    /// The text from the heading on.
    rest: &'a str,
    /// How many lines stand above it.
    above: usize,
    separator: u8,
    /// The type that `#TYPE` names.
    kind: String,
    /// Whether the text ends with the end of a line.
    ended: bool,
}

/// Finds the heading: the first line that is neither a remark nor `#TYPE`, if it names columns.
pub(super) fn header(text: &str) -> Option<Header<'_>> {
    let mut kind = String::new();
    let mut at = 0;
    for line in line::lines(text) {
        let rest = text.get(at..)?;
        at += rest.split_inclusive('\n').next().map_or(0, str::len);
        if line.is_blank() {
            continue;
        }
        if let Some(name) = type_line(&line.text) {
            name.clone_into(&mut kind);
            continue;
        }
        if line::is_remark(&line.text) {
            if let Some(cmdlet) = line::prompt(&line.text).and_then(line::cmdlet) {
                cmdlet.clone_into(&mut kind);
            }
            continue;
        }
        let separator = separator(&line.text)?;
        return Some(Header { rest, above: line.number - 1, separator, kind, ended: text.ends_with('\n') });
    }
    None
}

fn type_line(line: &str) -> Option<&str> {
    line.trim().trim_matches('"').strip_prefix("#TYPE").map(str::trim)
}

/// The separator of a heading: the one that parts it into the most names, some of them known. One column alone is a table
/// of CSV only when it is quoted.
fn separator(heading: &str) -> Option<u8> {
    let names = |separator: &char| heading.split(*separator).map(|name| name.trim().trim_matches('"'));
    let known = |separator: &char| names(separator).filter(|name| Property::named(name).is_some()).count();
    let separator = SEPARATORS.into_iter().max_by_key(|separator| (known(separator), names(separator).count()))?;
    let quoted = heading.trim().starts_with('"') && heading.trim().ends_with('"');
    // A property of a list (`FriendlyName : Contoso, Server`) has what no heading has.
    let plain = names(&separator).all(|name| !name.contains([':', '=', '{']));
    let is_heading = plain && known(&separator) > 0 && (quoted || names(&separator).count() > 1);
    is_heading.then_some(separator).and_then(|separator| u8::try_from(separator).ok())
}

/// Reads the rows below a heading.
pub(super) fn read(header: &Header<'_>, options: &Options<'_>) -> Result<Source, ReadError> {
    let mut reading = Reading::new(Origin::Csv, options.culture);
    header.kind.clone_into(&mut reading.cmdlet);
    let mut reader = ReaderBuilder::new()
        .delimiter(header.separator)
        .has_headers(false)
        .flexible(true)
        .trim(Trim::None)
        .from_reader(header.rest.as_bytes());
    let mut columns: Option<Columns> = None;
    let mut row = StringRecord::new();
    // The lines above the next row; the reader counts an end of CR and LF as the next row's.
    let mut above = header.above;
    loop {
        let from = reader.position().byte();
        let more = reader
            .read_record(&mut row)
            .map_err(|error| ReadError::Damaged { place: format!("line {}", above + 1), reason: error.to_string() })?;
        if !more {
            return reading.finish();
        }
        let written = span(header.rest, from, reader.position().byte());
        let of_row = written.trim_start_matches(['\r', '\n']);
        let place = format!("line {}", above + breaks(written) - breaks(of_row) + 1);
        above += breaks(written);
        let first = row.get(0).unwrap_or_default();
        if let Some(kind) = type_line(first) {
            kind.clone_into(&mut reading.cmdlet);
            columns = None;
        } else if let Some(known) = columns.as_ref().filter(|known| !known.is(&row)) {
            let last = reader.position().byte() == header.rest.len() as u64;
            match row_problem(&row, known, written, last && !header.ended) {
                None => reading.take(&known.record(&row, place))?,
                Some(_) if row.len() == 1 && (first.trim().is_empty() || line::is_remark(first)) => {}
                Some(problem) => reading.skip(&place, problem),
            }
        } else if columns.is_none() {
            let reason = || format!("more than {MOST_COLUMNS} columns");
            columns = Some(Columns::of(&row).ok_or_else(|| ReadError::Damaged { place, reason: reason() })?);
        }
    }
}

/// How many lines end in a text.
fn breaks(text: &str) -> usize {
    text.matches('\n').count()
}

/// The bytes of a row as they are written.
fn span(text: &str, from: u64, to: u64) -> &str {
    let at = |position: u64| usize::try_from(position).unwrap_or(usize::MAX).min(text.len());
    text.get(at(from)..at(to)).unwrap_or_default()
}

/// Why a row cannot be taken; `open` is that of the last line without an end.
fn row_problem(row: &StringRecord, columns: &Columns, written: &str, open: bool) -> Option<String> {
    if row.len() != columns.0.len() {
        return Some(format!("{} cells under {} columns", row.len(), columns.0.len()));
    }
    if written.len() > LONGEST_LINE * 2 {
        return Some("longer than any row: is a quotation mark missing?".to_owned());
    }
    if !written.matches('"').count().is_multiple_of(2) {
        return Some("a quotation mark is not closed".to_owned());
    }
    // A quotation mark at the end may be the first of two: only the end of a line shows that a row is whole.
    (open && !written.ends_with('\r')).then(|| "the last row may be cut off: no line break ends it".to_owned())
}

/// What each column is.
struct Columns(Vec<Option<Property>>, StringRecord);

impl Columns {
    fn of(heading: &StringRecord) -> Option<Columns> {
        let columns = heading.iter().map(|name| Property::named(name.trim_start_matches('\u{FEFF}'))).collect();
        (heading.len() <= MOST_COLUMNS).then(|| Columns(columns, heading.clone()))
    }

    /// Whether a row is the heading again: files that were appended to one another.
    fn is(&self, row: &StringRecord) -> bool {
        self.1 == *row
    }

    fn record(&self, row: &StringRecord, place: String) -> Record {
        let mut record = Record::at(place);
        for (property, cell) in self.0.iter().zip(row) {
            if let Some(property) = property {
                let guarded = cell.strip_prefix('\'').filter(|cell| cell.starts_with(GUARDED));
                record.add(*property, Value::printed(guarded.unwrap_or(cell)));
            }
        }
        record
    }
}
