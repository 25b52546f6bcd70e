//! A file's bytes, in memory that is wiped: a private key may stand among them.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use zeroize::Zeroizing;

/// The most bytes of a file of authorities or revocation lists: room for the largest revocation list, in PEM.
pub(super) const LARGEST_AUTHORITY: usize = 128 << 20;

/// How much memory a file gets when nobody knows how large it is.
const FIRST: usize = 64 << 10;

/// The bytes of a file of at most `limit` bytes, or why they cannot be had; `-` is standard input.
pub(super) fn wiped(file: &Path, limit: usize) -> Result<Zeroizing<Vec<u8>>, String> {
    let read = if file == Path::new("-") {
        all(&mut io::stdin().lock(), FIRST, limit)
    } else {
        File::open(file).and_then(|mut file| {
            let length = file.metadata().map_or(0, |metadata| metadata.len());
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            all(&mut file, length.saturating_add(1).clamp(1, limit + 1), limit)
        })
    };
    match read.map_err(|error| error.to_string())? {
        bytes if bytes.len() > limit => Err(format!("larger than {limit} bytes")),
        bytes => Ok(bytes),
    }
}

/// Reads to the end, or to one byte beyond `limit`. What had to move to have more room is wiped where it was.
fn all(from: &mut impl Read, room: usize, limit: usize) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; room]);
    let mut read = 0;
    loop {
        let count = match from.read(bytes.get_mut(read..).unwrap_or_default()) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        read += count;
        if count == 0 || read > limit {
            bytes.truncate(read);
            return Ok(bytes);
        }
        if read == bytes.len() {
            let mut larger = Zeroizing::new(vec![0; (2 * read).min(limit + 1)]);
            larger.iter_mut().zip(bytes.iter()).for_each(|(to, from)| *to = *from);
            bytes = larger;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_up_to_the_limit_is_read_and_one_byte_beyond_it() {
        let file: Vec<u8> = (0..=255).cycle().take(1000).collect();
        for room in [1, 7, 999, 1000, 1001] {
            assert_eq!(*all(&mut file.as_slice(), room, 1000).unwrap(), file);
            assert_eq!(all(&mut file.as_slice(), room, 1_000_000).unwrap().len(), 1000);
            assert!(all(&mut file.as_slice(), room.min(101), 100).unwrap().len() > 100);
        }
    }
}
