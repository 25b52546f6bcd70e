//! What a console shows: lists, tables, and a session around them.

use super::line::{self, Line, lines};
use super::list::List;
use super::reading::Reading;
use super::shape::Shape;
use super::table::Table;
use crate::import::Origin;
use crate::import::read::Options;
use crate::import::source::{ReadError, Source};

/// Reads the lists of a text or, where there are none, its tables.
///
/// A session often shows the table first and then the list of the same certificates: the table says less, and nothing that
/// the list does not say. A certificate that only the table has is remarked.
pub(super) fn read(text: &str, options: &Options<'_>) -> Result<Source, ReadError> {
    let mut lists = Reading::new(Origin::List, options.culture);
    let mut tables = Reading::new(Origin::Table, options.culture);
    let mut list = List::new(Shape::of(text));
    let mut lines = lines(text).peekable();
    while let Some(line) = lines.next() {
        if let Some(table) = lines.peek().and_then(|rule| Table::headed(&line, rule)) {
            list.finish(&mut lists)?;
            lines.next();
            rows(&table, &mut lines, &mut tables)?;
        } else {
            if let Some(cmdlet) = line::prompt(&line.text).and_then(line::cmdlet) {
                list.finish(&mut lists)?;
                cmdlet.clone_into(&mut lists.cmdlet);
                cmdlet.clone_into(&mut tables.cmdlet);
            }
            list.line(&line, &mut lists)?;
        }
    }
    list.end_of_text(&mut lists)?;
    if !lists.understood() && tables.understood() {
        return tables.finish();
    }
    remark_tables(&tables, &mut lists);
    lists.finish()
}

/// The rows of a table, until a blank line, a prompt, or the end.
fn rows<'a>(
    table: &Table,
    lines: &mut std::iter::Peekable<impl Iterator<Item = Line<'a>>>,
    reading: &mut Reading,
) -> Result<(), ReadError> {
    let mut row = None;
    while let Some(line) = lines.next_if(|line| !line.is_blank() && !line::is_remark(&line.text)) {
        if line.too_long {
            reading.skip(&line.place(), "a line longer than any row");
        } else if table.goes_on(&line) {
            row = row.map(|row| table.with_more(row, &line));
        } else if let Some(whole) = row.replace(table.row(&line)) {
            reading.take(&table.record(&whole))?;
        }
    }
    row.map_or(Ok(()), |whole| reading.take(&table.record(&whole)))
}

fn remark_tables(tables: &Reading, lists: &mut Reading) {
    let listed: std::collections::HashSet<_> =
        lists.source.certificates.iter().map(|certificate| certificate.thumbprint).collect();
    let only = tables.source.certificates.iter().filter(|shown| !listed.contains(&shown.thumbprint)).count();
    if only > 0 || !tables.source.servers.is_empty() {
        let reason = format!(
            "tables beside lists are not read: {only} certificates and {} servers are in a table only; \
             put the tables into a file of their own",
            tables.source.servers.len()
        );
        lists.skip("", reason);
    }
}
