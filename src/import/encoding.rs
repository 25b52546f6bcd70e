//! The encodings that shells write.

use std::borrow::Cow;

use super::source::ReadError;

/// The text of a file.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| ReadError::Unrecognised)
}
