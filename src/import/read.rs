//! Which form a file has, and so who reads it.

use super::source::{Culture, ReadError, Source};
use super::{clixml, encoding, files, inventory, text};
use crate::x509::Password;

/// The most bytes of a file that are read: room for an inventory of a hundred thousand certificates.
pub const LARGEST_SOURCE: usize = 512 << 20;

/// What a reader cannot find in the file itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// How the shell that printed a text writes dates, where that cannot be seen.
    pub culture: Option<Culture>,
    /// The password of a PKCS #12 file.
    pub password: Option<&'a Password>,
}

/// Reads one file, whatever its form: a certificate file, an inventory, or an export of Exchange's cmdlets.
///
/// # Errors
/// [`ReadError`] when the file as a whole cannot be taken; what cannot be read in a file that can is in
/// [`Source::skipped`].
pub fn read(bytes: &[u8], options: &Options<'_>) -> Result<Source, ReadError> {
    if bytes.len() > LARGEST_SOURCE {
        return Err(ReadError::TooLarge { limit: LARGEST_SOURCE });
    }
    if bytes.trim_ascii().is_empty() {
        return Err(ReadError::Empty);
    }
    if files::is_certificate_file(bytes) {
        return files::read(bytes, options);
    }
    let decoded = encoding::decode(bytes)?;
    let start = decoded.trim_start();
    if start.starts_with('<') {
        clixml::read(&decoded)
    } else if start.starts_with(['{', '[']) {
        if inventory::is_inventory(&decoded) { inventory::read(&decoded) } else { text::json(&decoded, options) }
    } else {
        text::read(&decoded, options)
    }
}
