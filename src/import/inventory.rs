//! The collector's inventory.

use super::source::{ReadError, Source};

/// Whether a JSON text is an inventory.
pub(super) fn is_inventory(_text: &str) -> bool {
    false
}

/// Reads an inventory.
pub(super) fn read(_text: &str) -> Result<Source, ReadError> {
    Err(ReadError::Unrecognised)
}
