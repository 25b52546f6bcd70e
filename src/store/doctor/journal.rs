//! The journal: whether it is whole, and whether the documents are what it says last.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::super::entry::{Entry, EntryKind};
use super::super::journal::{JOURNAL, Journal, Tail, is_month};
use super::super::{ORGANIZATION_FILE, directory};
use super::{CheckUp, Finding, Id};

/// What the journal says last of a document.
struct Last {
    name: String,
    seq: u64,
    after: String,
}

/// What one reading of the journal collects.
#[derive(Default)]
struct Seen {
    /// By the server in lower case.
    last: BTreeMap<String, Last>,
    /// The time of the line before.
    time: String,
    /// The lines that are older than the one before, each with its file, its number in it, and its number in the journal.
    back: Vec<(PathBuf, usize, u64)>,
    /// The last line: its file, and its number in it.
    end: Option<(PathBuf, usize)>,
}

/// How many lines that are older than the one before are named.
const MOST_BACK: usize = 1_000;

impl CheckUp<'_> {
    /// The journal, and the documents against it.
    pub(super) fn journal(&mut self) {
        let before = self.entries_of(JOURNAL);
        let files = self.files_of(JOURNAL);
        for path in files.values().filter(|path| !is_month(path)) {
            let inside = self.relative(path);
            self.odd(&inside, path);
        }
        // Reading what is no file might never end.
        if before.iter().any(|(name, path)| is_month(path) && !files.contains_key(name)) {
            return;
        }
        let journal = Journal::of(self.root);
        let tail = match journal.tail() {
            Ok(tail) => tail,
            Err(problem) => return self.problem(Id::JournalUnreadable, problem),
        };
        let mut seen = Seen::default();
        let read = journal.forwards(|file, number, line| {
            seen.end = Some((file.to_path_buf(), number));
            if let Ok(entry) = serde_json::from_slice::<Entry>(&line.bytes) {
                seen.line(file, number, &entry);
            }
            true
        });
        if let Err(problem) = read {
            return self.problem(Id::JournalUnreadable, problem);
        }
        self.broken(&journal, &tail, seen.end.as_ref());
        for (file, number, seq) in std::mem::take(&mut seen.back) {
            let position = Some(super::Position { line: number, column: 1 });
            let inside = self.relative(&file);
            self.found(Finding { position, ..Finding::about(Id::ClockWentBack, inside, seq.to_string()) });
        }
        self.unfinished(&tail, &mut seen);
        self.against_the_documents(&seen);
        if let Ok(open) = journal.open_follow_ups()
            && !open.is_empty()
        {
            self.found(Finding::about(Id::FollowUpsOpen, JOURNAL, open.len().to_string()));
        }
    }

    /// Lines that are not as they were written, and the torn one at the end, which is no forgery.
    fn broken(&mut self, journal: &Journal, tail: &Tail, end: Option<&(PathBuf, usize)>) {
        let problems = match journal.verify() {
            Ok(problems) => problems,
            Err(problem) => return self.problem(Id::JournalUnreadable, problem),
        };
        for problem in problems {
            let last = end.is_some_and(|(file, line)| {
                *file == problem.path && problem.position.is_some_and(|position| position.line == *line)
            });
            if !(last && tail.torn > 0) {
                self.problem(Id::JournalBroken, problem);
            }
        }
        if let Some((file, line)) = end.filter(|_| tail.torn > 0 && !self.held) {
            let inside = self.relative(file);
            let position = Some(super::Position { line: *line, column: 1 });
            self.found(Finding { position, ..Finding::about(Id::JournalTorn, inside, tail.torn.to_string()) });
        }
    }

    /// The last change, where its document never came.
    fn unfinished(&mut self, tail: &Tail, seen: &mut Seen) {
        let Some(change) = directory::unfinished(self.root, tail) else { return };
        let key = change.server.to_lowercase();
        seen.last.remove(&key);
        if !self.held {
            let finding = Finding::about(Id::ChangeUnfinished, document(&change.server), named(&change.server));
            self.found(finding.and(change.seq.to_string()));
        }
    }

    /// Documents that something else has changed since the journal's last line about them.
    fn against_the_documents(&mut self, seen: &Seen) {
        for (key, last) in &seen.last {
            let found = self.known.revisions.get(key);
            let (path, seq) = (document(&last.name), last.seq.to_string());
            // A document that cannot be read has been told of already.
            let there = self.root.join(&path).symlink_metadata().is_ok();
            match found {
                Some(revision) if *revision != last.after => {
                    self.found(Finding::about(Id::ChangedOutside, path, named(&last.name)).and(seq));
                }
                None if !there => {
                    self.found(Finding::about(Id::DocumentGone, path, named(&last.name)).and(seq));
                }
                _ => {}
            }
        }
    }
}

impl Seen {
    fn line(&mut self, file: &Path, number: usize, entry: &Entry) {
        if entry.time < self.time && self.back.len() < MOST_BACK {
            self.back.push((file.to_path_buf(), number, entry.seq));
        }
        self.time.clone_from(&entry.time);
        let key = entry.server.to_lowercase();
        let after = match entry.kind {
            EntryKind::Change | EntryKind::Import => &entry.after,
            EntryKind::Abandoned => &entry.before,
            _ => return,
        };
        if after.is_empty() {
            self.last.remove(&key);
        } else {
            self.last.insert(key, Last { name: entry.server.clone(), seq: entry.seq, after: after.clone() });
        }
    }
}

/// The document of a server as the journal names it; without a name it is the organization's own.
fn document(server: &str) -> PathBuf {
    match server {
        "" => PathBuf::from(ORGANIZATION_FILE),
        server => Path::new(directory::SERVERS).join(format!("{server}.toml")),
    }
}

fn named(server: &str) -> &str {
    if server.is_empty() { ORGANIZATION_FILE } else { server }
}
