//! What a person hands in: files, and standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// What stands for standard input.
pub(super) const STDIN: &str = "-";

/// The bytes of a file, no more than `limit` of them; `-` is standard input.
///
/// # Errors
/// Why not, as the system says it or by the limit.
pub(super) fn bytes(file: &Path, limit: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX);
    let read = if file == Path::new(STDIN) {
        io::stdin().lock().take(most.saturating_add(1)).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|file| file.take(most.saturating_add(1)).read_to_end(&mut bytes))
    };
    let read = read.map_err(|error| error.to_string())?;
    if read > limit { Err(format!("larger than {limit} bytes")) } else { Ok(bytes) }
}
