//! The lines of a journal file, one at a time: from its end or from its start, whatever its size.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::problem::{Problem, ProblemKind};
use super::read;

/// The longest line read or written, in bytes, without its line break.
pub(super) const LONGEST_LINE: usize = 16 << 20;

/// How much is read from the end of a file at first.
const WINDOW: usize = 64 << 10;

/// A line of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its bytes, without the line break.
    pub(super) bytes: Vec<u8>,
    /// Where it begins in the file.
    pub(super) at: u64,
    /// It ends with a line break: it was written to its end.
    pub(super) whole: bool,
}

impl Line {
    fn new(mut bytes: Vec<u8>, at: u64) -> Line {
        let whole = bytes.pop_if(|last| *last == b'\n').is_some();
        Line { bytes, at, whole }
    }

    /// Its length in the file.
    pub(super) fn length(&self) -> u64 {
        u64::try_from(self.bytes.len()).unwrap_or(u64::MAX).saturating_add(u64::from(self.whole))
    }
}

fn too_long(path: &Path) -> Problem {
    let limit = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX);
    Problem::of(path, ProblemKind::TooLarge { limit })
}

/// Refuses a line that could not be read again.
pub(super) fn check_length(path: &Path, line: &[u8]) -> Result<(), Problem> {
    if line.len() > LONGEST_LINE { Err(too_long(path)) } else { Ok(()) }
}

/// The lines of a file from its last to its first, of what was in it when it was opened.
pub(super) struct Backwards {
    path: PathBuf,
    file: File,
    /// Where `ahead` begins in the file.
    start: u64,
    /// What is read and not yet given.
    ahead: Vec<u8>,
    length: u64,
}

impl Backwards {
    pub(super) fn open(path: &Path) -> Result<Backwards, Problem> {
        let file = read::open(path)?;
        let length = file.metadata().map_err(|error| Problem::io(path, &error))?.len();
        Ok(Backwards { path: path.to_path_buf(), file, start: length, ahead: Vec::new(), length })
    }

    /// The length of the file, in bytes.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// The line before the last one given; `None` at the start of the file.
    pub(super) fn next(&mut self) -> Result<Option<Line>, Problem> {
        loop {
            let body = self.ahead.len().saturating_sub(1);
            let end = self.ahead.iter().take(body).rposition(|byte| *byte == b'\n');
            if let Some(end) = end {
                return self.give(end + 1).map(Some);
            }
            if self.start == 0 {
                return if self.ahead.is_empty() { Ok(None) } else { self.give(0).map(Some) };
            }
            if self.ahead.len() > LONGEST_LINE + 1 {
                return Err(too_long(&self.path));
            }
            self.read_more().map_err(|error| Problem::io(&self.path, &error))?;
        }
    }

    fn give(&mut self, from: usize) -> Result<Line, Problem> {
        let at = self.start.saturating_add(u64::try_from(from).unwrap_or(u64::MAX));
        let line = Line::new(self.ahead.split_off(from), at);
        check_length(&self.path, &line.bytes)?;
        Ok(line)
    }

    /// Twice as much each time, so that a long line costs no more than its length.
    fn read_more(&mut self) -> io::Result<()> {
        let more = u64::try_from(self.ahead.len().max(WINDOW)).unwrap_or(u64::MAX).min(self.start);
        self.file.seek(SeekFrom::Start(self.start - more))?;
        let mut bytes = Vec::new();
        (&mut self.file).take(more).read_to_end(&mut bytes)?;
        bytes.append(&mut self.ahead);
        self.ahead = bytes;
        self.start -= more;
        Ok(())
    }

    /// The number of a line that was given, from 1. Reads the file from its start to there.
    pub(super) fn number(&self, line: &Line) -> Result<usize, Problem> {
        let count = || {
            let mut number = 1;
            let mut before = BufReader::new(File::open(&self.path)?.take(line.at.min(self.length)));
            loop {
                let found = before.fill_buf()?;
                if found.is_empty() {
                    return Ok(number);
                }
                number += found.split(|byte| *byte == b'\n').count().saturating_sub(1);
                let read = found.len();
                before.consume(read);
            }
        };
        count().map_err(|error| Problem::io(&self.path, &error))
    }
}

/// The lines of a file from its first to its last.
pub(super) struct Forwards {
    path: PathBuf,
    file: BufReader<File>,
    at: u64,
}

impl Forwards {
    pub(super) fn open(path: &Path) -> Result<Forwards, Problem> {
        let file = read::open(path)?;
        Ok(Forwards { path: path.to_path_buf(), file: BufReader::new(file), at: 0 })
    }

    /// The next line; `None` at the end of the file.
    pub(super) fn next(&mut self) -> Result<Option<Line>, Problem> {
        let mut bytes = Vec::new();
        let most = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX).saturating_add(2);
        let read = (&mut self.file).take(most).read_until(b'\n', &mut bytes);
        read.map_err(|error| Problem::io(&self.path, &error))?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let line = Line::new(bytes, self.at);
        check_length(&self.path, &line.bytes)?;
        self.at = self.at.saturating_add(line.length());
        Ok(Some(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backwards_gives_the_same_lines_as_forwards() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let long = "x".repeat(3 * WINDOW);
        for text in ["", "\n", "a", "a\n", "a\n\nb\n", "a\nb", &format!("a\n{long}\n\n{long}"), &format!("{long}\nb\n")]
        {
            std::fs::write(file.path(), text).unwrap();
            let (mut forwards, mut backwards) =
                (Forwards::open(file.path()).unwrap(), Backwards::open(file.path()).unwrap());
            let there: Vec<_> = std::iter::from_fn(|| forwards.next().unwrap()).collect();
            let mut back: Vec<_> = std::iter::from_fn(|| backwards.next().unwrap()).collect();
            back.reverse();
            assert_eq!(there, back);
            let numbers: Vec<_> = back.iter().map(|line| backwards.number(line).unwrap()).collect();
            assert_eq!(numbers, (1..=text.split_inclusive('\n').count()).collect::<Vec<_>>());
            assert!(back.iter().rev().skip(1).all(|line| line.whole));
        }
    }
}
