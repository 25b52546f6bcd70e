//! Exports as text: `ConvertTo-Json`, `Export-Csv`, `Format-List`, `Format-Table`.

use super::read::Options;
use super::source::{ReadError, Source};

/// Reads what `ConvertTo-Json` wrote.
pub(super) fn json(_text: &str, _options: &Options<'_>) -> Result<Source, ReadError> {
    Err(ReadError::Unrecognised)
}

/// Reads CSV, a list or a table.
pub(super) fn read(_text: &str, _options: &Options<'_>) -> Result<Source, ReadError> {
    Err(ReadError::Unrecognised)
}
