//! `Export-Clixml`.

use super::source::{ReadError, Source};

/// Reads what `Export-Clixml` wrote.
pub(super) fn read(_text: &str) -> Result<Source, ReadError> {
    Err(ReadError::Unrecognised)
}
