//! A file of somebody's own, read whole within a limit.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use zeroize::Zeroizing;

use crate::app::vocabulary::Stop;
use crate::import::LARGEST_SOURCE;
use crate::locale::{Message, say};
use crate::problems;
use crate::store::{Problem, ProblemKind};

/// Bytes read at once: after each such piece the reader hears of it and can be stopped.
const PIECE: usize = 4 << 20;

/// All of a file; `None` when it was stopped. Its bytes are wiped when they are dropped: there may be a private key in
/// them.
///
/// # Errors
/// Why it cannot be read, in words.
pub(super) fn whole(
    path: &Path,
    stop: &Stop,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Option<Zeroizing<Vec<u8>>>, Message> {
    within(path, LARGEST_SOURCE, stop, progress)
}

fn within(
    path: &Path,
    limit: usize,
    stop: &Stop,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Option<Zeroizing<Vec<u8>>>, Message> {
    let failed = |error: &io::Error| problems::reason(&Problem::io(path, error).kind);
    let metadata = fs::metadata(path).map_err(|error| failed(&error))?;
    // Opening a pipe would wait for somebody to write into it.
    if !metadata.is_file() {
        return Err(problems::reason(&ProblemKind::NotAFile));
    }
    let of = metadata.len();
    let size = usize::try_from(of).unwrap_or(usize::MAX);
    if size > limit {
        return Err(too_large(limit));
    }
    let mut file = File::open(path).map_err(|error| failed(&error))?;
    // In one place from the beginning: a vector that grows leaves copies behind.
    let mut bytes = Zeroizing::new(Vec::new());
    bytes.try_reserve_exact(size.saturating_add(1)).map_err(|_| failed(&io::ErrorKind::OutOfMemory.into()))?;
    loop {
        if stop.is_asked() {
            return Ok(None);
        }
        let done = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        progress(done, of.max(done));
        // One byte more than the file had tells that it grows.
        let room = (size + 1).saturating_sub(bytes.len()).min(PIECE);
        let piece = u64::try_from(room).unwrap_or(u64::MAX);
        match (&mut file).take(piece).read_to_end(&mut bytes) {
            Ok(0) if room > 0 => return Ok(Some(bytes)),
            Ok(0) => return Err(say::importing_grows()),
            Ok(_) => {}
            Err(error) => return Err(failed(&error)),
        }
    }
}

/// It is larger than is read.
pub(super) fn too_large(limit: usize) -> Message {
    say::importing_too_large(i64::try_from(limit >> 20).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_whole_said_piece_by_piece_and_stopped_when_asked() {
        let place = tempfile::TempDir::new().unwrap();
        let path = place.path().join("large.json");
        fs::write(&path, vec![7; PIECE + 5]).unwrap();
        let (stop, mut said) = (Stop::default(), Vec::new());
        let bytes = whole(&path, &stop, &mut |done, of| said.push((done, of))).unwrap().unwrap();
        let size = PIECE as u64 + 5;
        assert_eq!((bytes.len() as u64, &said[..]), (size, &[(0, size), (PIECE as u64, size), (size, size)][..]));
        let halfway = Stop::default();
        let stopped = whole(&path, &halfway, &mut |done, _| {
            if done > 0 {
                halfway.ask();
            }
        });
        assert_eq!(stopped.unwrap(), None);
    }

    #[test]
    fn what_is_no_file_or_too_large_is_not_read() {
        let place = tempfile::TempDir::new().unwrap();
        let stop = Stop::default();
        let mut none = |_, _| {};
        let id = |result: Result<Option<Zeroizing<Vec<u8>>>, Message>| result.err().map(|reason| reason.id());
        assert_eq!(id(whole(place.path(), &stop, &mut none)), Some("problem-not-a-file"));
        let missing = place.path().join("missing");
        assert_eq!(id(whole(&missing, &stop, &mut none)), Some("problem-not-found"));
        let path = place.path().join("file");
        fs::write(&path, [0; 9]).unwrap();
        assert_eq!(id(within(&path, 8, &stop, &mut none)), Some("importing-too-large"));
        assert_eq!(within(&path, 9, &stop, &mut none).unwrap().map(|bytes| bytes.len()), Some(9));
        let sparse = place.path().join("sparse");
        File::create(&sparse).unwrap().set_len(LARGEST_SOURCE as u64 + 1).unwrap();
        assert_eq!(id(whole(&sparse, &stop, &mut none)), Some("importing-too-large"), "without reading it");
    }

    #[test]
    fn a_file_that_grows_while_it_is_read_is_not_taken_for_whole() {
        let place = tempfile::TempDir::new().unwrap();
        let path = place.path().join("log");
        fs::write(&path, "one").unwrap();
        let mut grow = |done, _| {
            if done == 0 {
                fs::write(&path, "one two").unwrap();
            }
        };
        assert_eq!(whole(&path, &Stop::default(), &mut grow).unwrap_err().id(), "importing-grows");
    }
}
