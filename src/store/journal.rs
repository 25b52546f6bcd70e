//! The journal: who did what, when, and with which answers. `journal/2026-11.jsonl`, one JSON object a line.
//!
//! Lines are only ever added. Each carries the SHA-256 of the line before it, over the ends of months too, so that a
//! line changed or taken out later shows. A change's line is on the disk before the document is replaced; a line whose
//! document never came is answered by an `abandoned` line, and a line torn by a crash is cut and noted.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Context;
use super::disk::{Checkpoint, Point, sync_directory};
use super::problem::{Position, Problem, ProblemKind};
use super::revision::{hexadecimal, revision};
use super::time::{month, rfc3339};
use crate::engine::{Moment, Part, Protocol, Revision, Step};

/// The directory of the journal inside an organization.
pub const JOURNAL: &str = "journal";

/// How much of the newest file is read at first to find its last lines.
const WINDOW: u64 = 64 << 10;

/// One line of the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Entry {
    /// The line's number, from 1, over all files.
    pub seq: u64,
    /// What kind of line it is.
    pub kind: EntryKind,
    /// When, RFC 3339 in real UTC.
    pub time: String,
    /// The clock of a simulated organization then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock: Option<String>,
    /// Who.
    pub user: String,
    /// The server whose document changes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub server: String,
    /// The cmdlet line, exactly; a change made on the page has one too.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cmdlet: String,
    /// The document's revision before, 64 hexadecimal digits.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// The document's revision after.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// What was done, step by step.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<EntryStep>,
    /// Every certificate whose services changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<EntryChange>,
    /// The questions that were asked, and the answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<EntryAnswer>,
    /// The ids of what was left to do by hand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<String>,
    /// Of an `abandoned` line: the number of the change that did not happen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// Of a `cut` line: how many bytes of a torn line were taken away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// The SHA-256 of the line before, without its line break; empty on the very first.
    pub previous: String,
}

/// The kinds of journal lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// A document was changed, unless an abandoned line says otherwise.
    #[default]
    Change,
    /// The change of an earlier line is not on the disk: it did not happen.
    Abandoned,
    /// A line torn by a crash was cut.
    Cut,
    /// A kind of a later version of the program.
    #[serde(other)]
    Other,
}

/// One step of a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct EntryStep {
    /// `assign`, `default-smtp`, `protocol-name`, `require-ssl` or `network-service`.
    pub step: String,
    /// The certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbprint: Option<String>,
    /// The service, or the protocol of a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// The certificate that had the service, or the value before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The value after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// The services of a certificate before and after, as Exchange prints them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryChange {
    /// The certificate.
    pub thumbprint: String,
    /// Its services before.
    pub before: String,
    /// Its services after.
    pub after: String,
}

/// A question and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryAnswer {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
}

impl Entry {
    /// The line of a change, but for its place in the chain.
    pub(super) fn change(part: &Part, context: &Context, after: Revision) -> Entry {
        let steps = part.steps.iter().map(EntryStep::of).collect();
        let certificates = part.certificates.iter().map(|change| EntryChange {
            thumbprint: change.thumbprint.to_string(),
            before: change.before.to_string(),
            after: change.after.to_string(),
        });
        let answers = context.answers.iter().cloned();
        Entry {
            kind: EntryKind::Change,
            time: rfc3339(context.at),
            clock: context.clock.map(rfc3339),
            user: context.user.clone(),
            server: part.server.to_string(),
            cmdlet: context.cmdlet.clone(),
            before: hexadecimal(part.base),
            after: hexadecimal(after),
            steps,
            certificates: certificates.collect(),
            answers: answers.map(|(question, answer)| EntryAnswer { question, answer }).collect(),
            follow_ups: part.follow_ups.iter().map(|follow_up| follow_up.id().to_owned()).collect(),
            ..Entry::default()
        }
    }

    fn remark(kind: EntryKind, user: &str, at: Moment) -> Entry {
        Entry { kind, time: rfc3339(at), user: user.to_owned(), ..Entry::default() }
    }

    /// The line that says a change did not happen.
    pub(super) fn abandoned(change: &Entry, user: &str, at: Moment) -> Entry {
        let (before, after) = (change.before.clone(), change.after.clone());
        let remark = Entry::remark(EntryKind::Abandoned, user, at);
        Entry { server: change.server.clone(), before, after, of: Some(change.seq), ..remark }
    }
}

impl EntryStep {
    fn of(step: &Step) -> EntryStep {
        let named = |step: &str| EntryStep { step: step.to_owned(), ..EntryStep::default() };
        match step {
            Step::Assign { thumbprint, service, displaces } => EntryStep {
                thumbprint: Some(thumbprint.to_string()),
                service: Some(service.name().to_owned()),
                before: displaces.map(|displaced| displaced.to_string()),
                ..named("assign")
            },
            Step::DefaultSmtp { thumbprint, before } => EntryStep {
                thumbprint: Some(thumbprint.to_string()),
                before: before.map(|before| before.to_string()),
                ..named("default-smtp")
            },
            Step::ProtocolName { protocol, before, after } => EntryStep {
                service: Some(Protocol::service(*protocol).name().to_owned()),
                before: before.clone(),
                after: after.clone(),
                ..named("protocol-name")
            },
            Step::RequireSsl => named("require-ssl"),
            Step::NetworkService { thumbprint } => {
                EntryStep { thumbprint: Some(thumbprint.to_string()), ..named("network-service") }
            }
        }
    }
}

/// The journal as it can be read: the entries, newest first, and the lines that are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// The entries, newest first.
    pub entries: Vec<Entry>,
    /// Lines that are no entries, or that break the chain.
    pub problems: Vec<Problem>,
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
        let is_month = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "jsonl");
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_month).collect();
        files.sort();
        Ok(files)
    }

    /// The end of the journal. Reads the end of the newest file, and of the one before it if there is no line in that.
    pub(super) fn tail(&self) -> Result<Tail, Problem> {
        let mut tail = Tail::default();
        for file in self.files()?.into_iter().rev() {
            let (good, torn, lines) = last_lines(&file).map_err(|error| Problem::io(&file, &error))?;
            if tail.file.is_none() {
                tail.torn = torn;
                tail.file = Some((file, good));
            }
            let Some(last) = lines.last() else { continue };
            tail.previous = hash(last);
            let entries: Vec<Entry> = lines.iter().filter_map(|line| serde_json::from_slice(line).ok()).collect();
            tail.seq = entries.last().map_or(0, |entry| entry.seq);
            let change = entries.iter().rev().find(|entry| entry.kind == EntryKind::Change).cloned();
            let abandoned = |change: &Entry| entries.iter().any(|entry| entry.of == Some(change.seq));
            tail.last_change = change.filter(|change| !abandoned(change));
            break;
        }
        Ok(tail)
    }

    /// Cuts a torn last line and says so.
    pub(super) fn cut(&self, tail: &Tail, user: &str, at: Moment) -> Result<(), Problem> {
        if let Some((file, good)) = &tail.file
            && tail.torn > 0
        {
            let cut = OpenOptions::new().write(true).open(file).and_then(|open| {
                open.set_len(*good)?;
                open.sync_all()
            });
            cut.map_err(|error| Problem::io(file, &error))?;
            let entry = Entry { bytes: Some(tail.torn), ..Entry::remark(EntryKind::Cut, user, at) };
            self.append(entry, at, |_| Ok(()))?;
        }
        Ok(())
    }

    /// Adds a line and forces it to the disk; gives its number. A line that cannot be written whole is taken back.
    pub(super) fn append(&self, mut entry: Entry, at: Moment, checkpoint: Checkpoint) -> Result<u64, Problem> {
        let tail = self.tail()?;
        let month = self.directory.join(format!("{}.jsonl", month(at)));
        // A clock that went back must not put a line before earlier ones.
        let file = tail.file.map(|(file, _)| file).filter(|newest| *newest > month).unwrap_or(month);
        entry.seq = tail.seq.saturating_add(1);
        entry.previous = tail.previous;
        let written = serde_json::to_vec(&entry).map_err(io::Error::from).and_then(|mut line| {
            line.push(b'\n');
            self.write(&file, &line, checkpoint)
        });
        written.map_err(|error| Problem::io(&file, &error))?;
        Ok(entry.seq)
    }

    fn write(&self, path: &Path, line: &[u8], checkpoint: Checkpoint) -> io::Result<()> {
        let new_directory = !self.directory.exists();
        if new_directory {
            fs::create_dir(&self.directory)?;
        }
        let new_file = !path.exists();
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        let before = file.metadata()?.len();
        // One write, so that no reader sees half a line of a writer that lives.
        let written = file.write_all(line).and_then(|()| checkpoint(Point::Journal)).and_then(|()| file.sync_all());
        if written.is_err() {
            // If even this fails, the next writer cuts what is left of the line.
            let _ = file.set_len(before);
        }
        written?;
        if new_file {
            sync_directory(&self.directory);
        }
        if new_directory && let Some(parent) = self.directory.parent() {
            sync_directory(parent);
        }
        Ok(())
    }

    /// The newest entries, at most `limit`.
    pub(super) fn read(&self, limit: usize) -> Result<Entries, Problem> {
        let mut read = Entries::default();
        for file in self.files()?.iter().rev() {
            let bytes = fs::read(file).map_err(|error| Problem::io(file, &error))?;
            let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            for (index, line) in lines.iter().enumerate().rev() {
                if read.entries.len() >= limit {
                    return Ok(read);
                }
                match serde_json::from_slice::<Entry>(line) {
                    Ok(entry) => read.entries.push(entry),
                    Err(error) => read.problems.push(broken(file, index, error.column(), &error.to_string())),
                }
            }
        }
        Ok(read)
    }

    /// Every line that is no entry or does not carry the hash of the one before.
    pub(super) fn verify(&self) -> Result<Vec<Problem>, Problem> {
        let mut problems = Vec::new();
        let mut previous = String::new();
        for file in self.files()? {
            let bytes = fs::read(&file).map_err(|error| Problem::io(&file, &error))?;
            for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
                let line = line.strip_suffix(b"\n").unwrap_or(line);
                match serde_json::from_slice::<Entry>(line) {
                    Ok(entry) if entry.previous == previous => {}
                    Ok(_) => problems.push(broken(&file, index, 1, "it does not follow from the line before")),
                    Err(error) => problems.push(broken(&file, index, error.column(), &error.to_string())),
                }
                previous = hash(line);
            }
        }
        Ok(problems)
    }
}

fn broken(file: &Path, index: usize, column: usize, reason: &str) -> Problem {
    let position = Some(Position { line: index + 1, column: column.max(1) });
    Problem { path: file.to_path_buf(), position, kind: ProblemKind::BrokenJournal { reason: reason.to_owned() } }
}

fn hash(line: &[u8]) -> String {
    hexadecimal(revision(line))
}

/// The last whole lines of a file, where they end, and how many bytes of a torn one follow. Whatever is no JSON at the
/// very end counts as torn.
fn last_lines(path: &Path) -> io::Result<(u64, u64, Vec<Vec<u8>>)> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut window = WINDOW;
    loop {
        let start = length.saturating_sub(window);
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        (&mut file).take(length - start).read_to_end(&mut bytes)?;
        let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        if start > 0 && !lines.is_empty() {
            // The first one begins before the window.
            lines.remove(0);
        }
        let mut torn = 0;
        let whole = |line: &&[u8]| line.ends_with(b"\n") && serde_json::from_slice::<Entry>(line).is_ok();
        if lines.last().is_some_and(|line| !whole(line)) {
            torn = lines.pop().map_or(0, <[u8]>::len);
        }
        if start > 0 && lines.len() < 4 {
            window = window.saturating_mul(4);
            continue;
        }
        let torn = u64::try_from(torn).unwrap_or(u64::MAX);
        let lines = lines.iter().map(|line| line.strip_suffix(b"\n").unwrap_or(line).to_vec()).collect();
        return Ok((length - torn.min(length), torn, lines));
    }
}
