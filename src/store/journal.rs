//! The journal: who did what, when, and with which answers. `journal/2026-11.jsonl`, one JSON object a line.
//!
//! Lines are only ever added. Each carries the SHA-256 of the line before it, over the ends of months too, and of
//! itself, so that a line changed or taken out later shows. A change's line is on the disk before the document is replaced; a line whose
//! document never came is answered by an `abandoned` line, and a line torn by a crash is cut and noted.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::sync_directory;
use super::entry::{Entry, EntryKind};
use super::fault::{self, Point};
use super::follow_ups::Collector;
use super::harmless::harmless;
use super::lines::{Backwards, Forwards, Line, check_length};
use super::links::{own_file, stays_inside};
use super::lock::refused;
use super::problem::{ApplyError, Position, Problem, ProblemKind};
use super::revision::{hexadecimal, revision};
use super::seal::{check, sealed};
use super::time::month;
use crate::engine::{Moment, OpenFollowUp};

/// The directory of the journal inside an organization.
pub const JOURNAL: &str = "journal";

/// How many problems are named at most: nobody reads more, and a file of rubbish must not fill the memory.
pub(super) const MOST_PROBLEMS: usize = 1_000;

/// The journal as it can be read: the entries, newest first, and the lines that are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// The entries, newest first.
    pub entries: Vec<Entry>,
    /// Lines that are no entries, or that break the chain.
    pub problems: Vec<Problem>,
    /// The numbers of those entries that say something else than what was written.
    pub altered: Vec<u64>,
}

/// The journal of one organization.
#[derive(Clone, Debug)]
pub(super) struct Journal {
    directory: PathBuf,
}

/// The end of the journal.
#[derive(Debug, Default)]
pub(super) struct Tail {
    /// The newest file, and its length up to its last whole line.
    file: Option<(PathBuf, u64)>,
    /// How many bytes of a torn line stand behind that.
    pub(super) torn: u64,
    /// The last line is whole, but for its line break.
    unended: bool,
    /// The last line's hash.
    previous: String,
    /// The last number.
    seq: u64,
    /// The last change, unless it is known to be abandoned.
    pub(super) last_change: Option<Entry>,
}

impl Journal {
    pub(super) fn of(organization: &Path) -> Journal {
        Journal { directory: organization.join(JOURNAL) }
    }

    /// The files, oldest first.
    fn files(&self) -> Result<Vec<PathBuf>, Problem> {
        let entries = match fs::read_dir(&self.directory) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Problem::io(&self.directory, &error)),
        };
        let mut files = Vec::new();
        for entry in entries {
            // A file left out would let the numbers begin again.
            let path = entry.map_err(|error| Problem::io(&self.directory, &error))?.path();
            files.extend(is_month(&path).then_some(path));
        }
        files.sort();
        Ok(files)
    }

    /// The end of the journal. Reads back to the last change, and no further.
    pub(super) fn tail(&self) -> Result<Tail, Problem> {
        let mut tail = Tail::default();
        let mut search = Search::default();
        for (index, file) in self.files()?.into_iter().rev().enumerate() {
            let mut lines = Backwards::open(&file)?;
            if index == 0 {
                tail.file = Some((file, lines.length()));
            }
            let mut newest = index == 0;
            while let Some(line) = lines.next()? {
                // In an earlier file such a line is not the end of the journal: nobody was writing it.
                let last = std::mem::take(&mut newest);
                tail.unended |= last && !line.whole && is_written(&line);
                if last && !line.whole && !tail.unended {
                    tail.torn = line.length();
                    tail.file = tail.file.map(|(file, _)| (file, line.at));
                } else if search.look(&mut tail, &line) {
                    return Ok(tail);
                }
            }
        }
        Ok(tail)
    }

    /// Cuts a torn last line and says so.
    pub(super) fn cut(&self, tail: &Tail, user: &str, at: Moment) -> Result<(), ApplyError> {
        if let Some((file, good)) = &tail.file
            && tail.torn > 0
        {
            self.may_write(file)?;
            let cut = fault::at(Point::JournalCut).and_then(|()| {
                let open = OpenOptions::new().write(true).open(file)?;
                open.set_len(*good)?;
                fault::at(Point::JournalCutSync)?;
                open.sync_all()
            });
            cut.map_err(|error| refused(file, &error))?;
            let entry = Entry { bytes: Some(tail.torn), ..Entry::remark(EntryKind::Cut, user, at) };
            self.append(entry, at)?;
        }
        Ok(())
    }

    /// Adds a line and forces it to the disk; gives its number. A line that cannot be written whole is taken back.
    pub(super) fn append(&self, mut entry: Entry, at: Moment) -> Result<u64, ApplyError> {
        let tail = self.tail()?;
        let month = self.directory.join(format!("{}.jsonl", month(at)));
        // A clock that went back must not put a line before earlier ones.
        let newest = tail.file.map(|(file, _)| file);
        let unended = tail.unended && newest.as_ref().is_some_and(|newest| *newest >= month);
        let file = newest.filter(|newest| *newest > month).unwrap_or(month);
        entry.seq = tail.seq.saturating_add(1);
        entry.previous = tail.previous;
        let json = serde_json::to_string(&entry).map_err(|error| Problem::io(&file, &error.into()))?;
        let mut line = sealed(&harmless(&json));
        check_length(&file, line.as_bytes())?;
        line.push('\n');
        if unended {
            line.insert(0, '\n');
        }
        self.write(&file, line.as_bytes())?;
        Ok(entry.seq)
    }

    /// Lines are added to files of the organization, and to no other.
    fn may_write(&self, file: &Path) -> Result<(), Problem> {
        if let Some(organization) = self.directory.parent() {
            stays_inside(organization, &self.directory)?;
        }
        own_file(file).map(|_| ())
    }

    fn write(&self, path: &Path, line: &[u8]) -> Result<(), ApplyError> {
        self.may_write(path)?;
        let mut undo = Undo { directory: None, file: None };
        if !self.directory.exists() {
            let made = fault::at(Point::JournalDirectory).and_then(|()| fs::create_dir(&self.directory));
            made.map_err(|error| refused(&self.directory, &error))?;
            undo.directory = Some(&self.directory);
        }
        let is_new = !path.exists();
        let opened = fault::at(Point::JournalOpen).and_then(|()| {
            let file = OpenOptions::new().append(true).create(true).open(path)?;
            let before = file.metadata()?.len();
            Ok((file, before))
        });
        let (file, before) = opened.map_err(|error| refused(path, &error))?;
        let (file, _) = undo.file.insert((file, (path, before)));
        // One write, so that no reader sees half a line of a writer that lives.
        let written = fault::write(file, line, Point::JournalWrite, Point::JournalPart)
            .and_then(|()| fault::at(Point::JournalSync))
            .and_then(|()| file.sync_all());
        written.map_err(|error| refused(path, &error))?;
        if is_new {
            sync_directory(&self.directory)?;
        }
        if undo.directory.is_some()
            && let Some(parent) = self.directory.parent()
        {
            sync_directory(parent)?;
        }
        undo.keep();
        Ok(())
    }

    /// Whether the newest file, if there is one, can be written. Writes nothing.
    pub(super) fn can_append(&self) -> bool {
        let newest = self.files().ok().and_then(|files| files.into_iter().next_back());
        // Opening a pipe would wait for somebody to read from it.
        let opens = |newest: &Path| own_file(newest).is_ok() && OpenOptions::new().append(true).open(newest).is_ok();
        newest.is_none_or(|newest| opens(&newest))
    }

    /// The newest entries, at most `limit`. A line too long to be read ends the search: it is the last of the problems.
    pub(super) fn read(&self, limit: usize) -> Result<Entries, Problem> {
        let mut read = Entries::default();
        for file in self.files()?.iter().rev() {
            if read.is_full(limit) {
                break;
            }
            let mut lines = Backwards::open(file)?;
            // Counting lines from the start of the file is dear: once will do.
            let mut numbered: Option<usize> = None;
            while !read.is_full(limit) {
                let line = match lines.next() {
                    Ok(Some(line)) => line,
                    Ok(None) => break,
                    Err(problem) if matches!(problem.kind, ProblemKind::TooLarge { .. }) => {
                        read.problems.push(problem);
                        return Ok(read);
                    }
                    Err(problem) => return Err(problem),
                };
                numbered = numbered.map(|number| number.saturating_sub(1));
                let problem = match serde_json::from_slice::<Entry>(&line.bytes) {
                    Ok(entry) => {
                        // What it says now is shown, and that it is not what was written.
                        let altered = check(&line.bytes).err();
                        read.altered.extend(altered.map(|_| entry.seq));
                        read.entries.push(entry);
                        altered.map(|reason| (1, reason.to_owned()))
                    }
                    Err(error) => Some((error.column(), error.to_string())),
                };
                if let Some((column, reason)) = problem {
                    let number = numbered.map_or_else(|| lines.number(&line), Ok)?;
                    numbered = Some(number);
                    read.problems.push(broken(file, number, column, &reason));
                }
            }
        }
        Ok(read)
    }

    /// The lines that are no entries or do not carry the hash of the one before, a thousand of them at most. A line too
    /// long to be read ends the search.
    pub(super) fn verify(&self) -> Result<Vec<Problem>, Problem> {
        let (mut problems, mut previous, mut before_is_intact) = (Vec::new(), String::new(), true);
        let end = self.forwards(|file, number, line| {
            let intact = check(&line.bytes);
            match (serde_json::from_slice::<Entry>(&line.bytes), intact) {
                (Err(error), _) => problems.push(broken(file, number, error.column(), &error.to_string())),
                (Ok(_), Err(reason)) => problems.push(broken(file, number, 1, reason)),
                // The line before was named already if it is that one that was changed.
                (Ok(entry), Ok(())) if entry.previous == previous || !before_is_intact => {}
                (Ok(_), Ok(())) => problems.push(broken(file, number, 1, "it does not follow from the line before")),
            }
            before_is_intact = intact.is_ok();
            previous = hash(&line.bytes);
            problems.len() < MOST_PROBLEMS
        });
        match end {
            Err(problem) if matches!(problem.kind, ProblemKind::TooLarge { .. }) => problems.push(problem),
            end => end?,
        }
        Ok(problems)
    }

    /// What the changes left to be done by hand and nobody has ticked off, oldest first. Lines that cannot be read are left
    /// out: [`Journal::verify`] names them.
    pub(super) fn open_follow_ups(&self) -> Result<Vec<OpenFollowUp>, Problem> {
        let mut collector = Collector::default();
        self.forwards(|_, _, line| {
            if let Ok(entry) = serde_json::from_slice::<Entry>(&line.bytes) {
                collector.add(&entry);
            }
            true
        })?;
        Ok(collector.finish())
    }

    /// Visits every line with its file and number, oldest first, as long as the visitor says to go on.
    pub(super) fn forwards(&self, mut visit: impl FnMut(&Path, usize, &Line) -> bool) -> Result<(), Problem> {
        for file in self.files()? {
            let mut lines = Forwards::open(&file)?;
            let mut number = 0;
            while let Some(line) = lines.next()? {
                number += 1;
                if !visit(&file, number, &line) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// The problem with ticking off what is not open.
    pub(super) fn not_open(&self, of: u64) -> Problem {
        Problem::of(&self.directory, ProblemKind::NotOpen { of })
    }
}

/// What adding a line has begun. Dropped, it takes that back; if even this fails, the next writer cuts what is left of the
/// line.
struct Undo<'j> {
    /// The directory that was made.
    directory: Option<&'j Path>,
    /// The file, where it is, and how long it was: nothing if it was made.
    file: Option<(File, (&'j Path, u64))>,
}

impl Undo<'_> {
    /// The line stays.
    fn keep(mut self) {
        self.file = None;
        self.directory = None;
    }
}

impl Drop for Undo<'_> {
    fn drop(&mut self) {
        if let Some((file, (path, before))) = self.file.take() {
            let _ = fault::at(Point::JournalBack).and_then(|()| file.set_len(before));
            drop(file);
            if before == 0 {
                let _ = fault::at(Point::JournalBack).and_then(|()| fs::remove_file(path));
            }
        }
        if let Some(directory) = self.directory {
            let _ = fault::at(Point::JournalBack).and_then(|()| fs::remove_dir(directory));
        }
    }
}

impl Entries {
    /// Nothing more is to be read.
    fn is_full(&self, limit: usize) -> bool {
        self.entries.len() >= limit || self.problems.len() >= MOST_PROBLEMS
    }
}

/// What was met on the way back from the end of the journal.
#[derive(Debug, Default)]
struct Search {
    /// There was a line at all: its hash is known.
    line: bool,
    /// There was a readable one: the last number is known.
    number: bool,
    /// What can be known of the last change is known.
    change: bool,
    /// The changes that did not happen.
    abandoned: Vec<u64>,
}

impl Search {
    /// Takes a line into account; says whether nothing is left to look for.
    fn look(&mut self, tail: &mut Tail, line: &Line) -> bool {
        if !std::mem::replace(&mut self.line, true) {
            tail.previous = hash(&line.bytes);
        }
        match serde_json::from_slice::<Entry>(&line.bytes) {
            Ok(entry) => {
                if !std::mem::replace(&mut self.number, true) {
                    tail.seq = entry.seq;
                }
                self.abandoned.extend(entry.of.filter(|_| entry.kind == EntryKind::Abandoned));
                if entry.writes() && !std::mem::replace(&mut self.change, true) {
                    tail.last_change = (!self.abandoned.contains(&entry.seq)).then_some(entry);
                }
            }
            // It may have been a change: of those before it nothing can be said any more.
            Err(_) => self.change = true,
        }
        self.number && self.change
    }
}

/// Whether a line is an entry as this program wrote it: one that happened, even where its line break is missing.
fn is_written(line: &Line) -> bool {
    check(&line.bytes).is_ok() && serde_json::from_slice::<Entry>(&line.bytes).is_ok()
}

/// Whether a file is named by a month: `2026-11.jsonl`.
pub(super) fn is_month(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let Some((year, month)) = name.and_then(|name| name.strip_suffix(".jsonl")?.split_once('-')) else { return false };
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month)
}

pub(super) fn broken(file: &Path, line: usize, column: usize, reason: &str) -> Problem {
    let position = Some(Position { line, column: column.max(1) });
    Problem { path: file.to_path_buf(), position, kind: ProblemKind::BrokenJournal { reason: reason.to_owned() } }
}

pub(super) fn hash(line: &[u8]) -> String {
    hexadecimal(revision(line))
}
