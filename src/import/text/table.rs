//! `Format-Table`: the columns are where the line of dashes says.
//!
//! ```text
//! Thumbprint                                Services   Subject
//! ----------                                --------   -------
//! 434AC224C8459924B26521298CE8834C514856AB  IP.WS..    CN=mail.contoso.com, OU=IT, O=Contoso, L=...
//! ```

use super::line::Line;
use super::property::Property;
use super::record::{Record, Value};

/// The most columns that a table may have.
const MOST_COLUMNS: usize = 100;

/// A table by its heading.
pub(super) struct Table {
    /// Each column's property and its first place on a line, in characters.
    columns: Vec<(Option<Property>, usize)>,
}

/// A row that is being read.
pub(super) struct Row {
    place: String,
    cells: Vec<Value>,
}

impl Table {
    /// The table that a line and the dashes below it begin, if that is what they are and it has a property that is read.
    pub(super) fn headed(heading: &Line<'_>, rule: &Line<'_>) -> Option<Table> {
        let is_rule = rule.text.contains("--") && rule.text.chars().all(|c| c == '-' || c == ' ');
        if !is_rule {
            return None;
        }
        let starts = rule.text.char_indices().scan(' ', |before, (at, c)| {
            let starts = c == '-' && *before == ' ';
            *before = c;
            Some(starts.then_some(at))
        });
        let starts: Vec<usize> = starts.flatten().take(MOST_COLUMNS).collect();
        let names = cells(&heading.text, &starts);
        let columns: Vec<_> = names.iter().map(|name| Property::named(name)).zip(starts).collect();
        columns.iter().any(|(property, _)| property.is_some()).then_some(Table { columns })
    }

    fn starts(&self) -> Vec<usize> {
        self.columns.iter().map(|(_, start)| *start).collect()
    }

    /// The row of a line.
    pub(super) fn row(&self, line: &Line<'_>) -> Row {
        let texts = cells(&line.text, &self.starts());
        let last = texts.iter().rposition(|text| !text.is_empty());
        let cells = texts.iter().zip(&self.columns).enumerate().map(|(at, (text, (property, _)))| {
            // Nothing shows that the last cell of a line without an end is whole, or that none follows; a thumbprint has its length.
            let open = line.open && Some(at) >= last && *property != Some(Property::Thumbprint);
            // The letters of services end in dots of their own.
            let letters = matches!(property, Some(Property::Services | Property::ServicesStringForm));
            let cut = !letters && text.ends_with("...") || text.ends_with('…');
            if open || cut { Value::Lost } else { Value::printed(text) }
        });
        Row { place: line.place(), cells: cells.collect() }
    }

    /// Whether a line goes on with the row above (`-Wrap`): it has no thumbprint or, where no row has one, nothing in its
    /// first cell.
    pub(super) fn goes_on(&self, line: &Line<'_>) -> bool {
        let thumbprint = self.columns.iter().position(|(property, _)| *property == Some(Property::Thumbprint));
        cells(&line.text, &self.starts()).get(thumbprint.unwrap_or_default()).is_some_and(String::is_empty)
    }

    /// A row with the line below it. Where a word was broken cannot be seen, and so the value is not known.
    pub(super) fn with_more(&self, mut row: Row, line: &Line<'_>) -> Row {
        for (cell, more) in row.cells.iter_mut().zip(cells(&line.text, &self.starts())) {
            if !more.is_empty() {
                *cell = Value::Lost;
            }
        }
        row
    }

    /// A row as an object.
    pub(super) fn record(&self, row: &Row) -> Record {
        let mut record = Record::at(row.place.clone());
        for ((property, _), cell) in self.columns.iter().zip(&row.cells) {
            if let Some(property) = property {
                record.add(*property, cell.clone());
            }
        }
        record
    }
}

/// A line cut at these places.
fn cells(line: &str, starts: &[usize]) -> Vec<String> {
    let mut chars = line.chars();
    let mut cells = Vec::with_capacity(starts.len());
    // What stands left of the first column belongs to it.
    let mut at = 0;
    for next in starts.iter().skip(1).copied().map(Some).chain([None]) {
        let cell: String = match next {
            Some(next) => chars.by_ref().take(next.saturating_sub(at)).collect(),
            None => chars.by_ref().collect(),
        };
        at = next.unwrap_or(at);
        cells.push(cell.trim().to_owned());
    }
    cells
}
