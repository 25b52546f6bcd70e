//! Exports as text: `ConvertTo-Json`, `Export-Csv`, `Format-List`, `Format-Table` of `Get-ExchangeCertificate` and of the
//! cmdlets beside it.
//!
//! ```text
//!   JSON   --json--\
//!   CSV    --csv----\   Record: an object as       Reading: facts so far,
//!   list   --list-----> named values        --->   dates that wait for    --->  Source
//!   table  --table--/   (Property, Value)          the rest of the text
//! ```
//!
//! Every form loses something, and what is lost is unknown, never a default: lists cut by `$FormatEnumerationLimit`,
//! subjects cut at the window's edge, collections that CSV writes as the name of their type, words of a translated shell.
//! Dates are printed in the shell's culture and its host's time: see [`date`]. Memory stays proportional to the result:
//! objects are taken one after the other, and of each only the properties that are read.
//!
//! Source of the forms: what the cmdlets of PowerShell 5.1 and 7 print, and public console captures of Exchange.

mod certificate;
mod companion;
mod csv;
mod date;
mod json;
mod line;
mod list;
mod listing;
mod property;
mod reading;
mod record;
mod shape;
mod table;
mod words;

#[cfg(test)]
mod tests;

use super::read::Options;
use super::source::{ReadError, Source};

/// Reads what `ConvertTo-Json` wrote. A prompt's line in brackets (`[PS] C:\>`) begins like an array, and is none.
pub(super) fn json(text: &str, options: &Options<'_>) -> Result<Source, ReadError> {
    if json::begins(text) { json::read(text, options) } else { read(text, options) }
}

/// Reads CSV, lists or tables, and JSON below a prompt's line.
pub(super) fn read(text: &str, options: &Options<'_>) -> Result<Source, ReadError> {
    if let Some(json) = json::below_a_prompt(text) {
        return json::read(json, options);
    }
    match csv::header(text) {
        Some(header) => csv::read(&header, options),
        None => listing::read(text, options),
    }
}
