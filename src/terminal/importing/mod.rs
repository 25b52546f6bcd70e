//! Imports, as the store's thread does them: a name completed, a file read, what it says kept until it is taken in.

mod completion;
mod reading;

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use super::worker::Worker;
use crate::app::vocabulary::{
    DayOrder, Event, ImportLine, ImportNews, ImportTask, NamedFile, Proposal, ReadOutcome, Reading, Stop, Ticket, Way,
};
use crate::engine::{Access, ServerName, ViewOnly};
use crate::execute;
use crate::execute::import::{self, Line, Place, Preview};
use crate::import::{Culture, Named, Options, Origin, ReadError, Source};
use crate::locale::{Message, explain, say};
use crate::problems;
use crate::store::{Context, Store};
use crate::x509::Password;

/// Columns of one step of indentation.
const INDENT: u16 = 2;

/// Makes facts of a file's bytes.
pub type Reader = fn(&[u8], &Options<'_>) -> Result<Source, ReadError>;

/// What the thread keeps for imports.
pub(super) struct Imports {
    reader: Reader,
    /// Where `~` is.
    home: Option<PathBuf>,
    kept: Option<Kept>,
}

/// What was read.
struct Kept {
    /// The answer that said so.
    read: Ticket,
    /// Each source with its name.
    sources: Vec<Named>,
    /// What it would change, and the answer that showed it.
    shown: Option<(Ticket, Preview)>,
}

impl Default for Imports {
    fn default() -> Imports {
        Imports { reader: crate::import::read, home: std::env::home_dir(), kept: None }
    }
}

impl<S: Store> Worker<S> {
    /// From now on facts are made of bytes in this way.
    #[cfg(test)]
    pub(crate) fn read_with(&mut self, reader: Reader) {
        self.imports.reader = reader;
    }

    /// Does one task of the import and says what came of it; nothing where nobody waits for it.
    pub(super) fn import(&mut self, ticket: Ticket, task: ImportTask, say: &mut dyn FnMut(Event)) {
        let mut tell = |news| say(Event::Import { ticket, news });
        match task {
            ImportTask::Complete(file) => {
                tell(ImportNews::Completed(completion::complete(&file, self.imports.home.as_deref())));
            }
            ImportTask::Read(reading) => {
                self.imports.kept = None;
                let outcome = self.read_source(ticket, &reading, &mut tell).unwrap_or_else(ReadOutcome::Failed);
                if reading.stop.is_asked() {
                    self.imports.kept = None;
                } else {
                    tell(ImportNews::Read(outcome));
                }
            }
            ImportTask::Place { read, server } => {
                let shown = self.show(ticket, read, Some(&server)).unwrap_or_else(ReadOutcome::Failed);
                tell(ImportNews::Read(shown));
            }
            ImportTask::TakeIn { shown, stop } => {
                let taken_in = self.take_in(shown, &stop, &mut tell);
                if let Err(reason) = &taken_in {
                    tracing::warn!(reason = reason.id(), "an import did not happen");
                }
                tell(ImportNews::TakenIn(taken_in));
            }
            ImportTask::Forget => self.imports.kept = None,
        }
    }

    fn read_source(
        &mut self,
        ticket: Ticket,
        reading: &Reading,
        tell: &mut dyn FnMut(ImportNews),
    ) -> Result<ReadOutcome, Message> {
        let path = path(&reading.file, &self.imports)?;
        let progress = &mut |done, of| tell(ImportNews::Reading { done, of });
        // Nobody waits for the outcome of what was stopped.
        let Some(bytes) = reading::whole(&path, &reading.stop, progress)? else { return Ok(ReadOutcome::Unnamed) };
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let password = reading.password.as_ref();
        let culture = reading.order.map(|order| match order {
            DayOrder::MonthFirst => Culture::MonthFirst,
            DayOrder::DayFirst => Culture::DayFirst,
        });
        let source = match (self.imports.reader)(&bytes, &Options { culture, password }) {
            Ok(source) => source,
            Err(error) => return of_error(error, password.is_some()),
        };
        if let Some(server) = reading.server.as_ref().filter(|_| source.origin == Origin::File) {
            return self.certificates(server, &path.to_string_lossy(), &bytes, password);
        }
        drop(bytes);
        self.imports.kept = Some(Kept { read: ticket, sources: vec![Named { name, source }], shown: None });
        self.show(ticket, ticket, None)
    }

    /// What a certificate file would change on the server in view, as `Import-ExchangeCertificate` has it.
    fn certificates(
        &mut self,
        server: &ServerName,
        path: &str,
        bytes: &[u8],
        password: Option<&Password>,
    ) -> Result<ReadOutcome, Message> {
        let file = self.store.organization().map_err(|problem| problems::problem(&problem))?;
        let now = (self.identity.clock)();
        let loaded = execute::read(&mut self.store, server, now, true).map_err(|broken| broken.message())?;
        // Whether it may be done is the gate's to say, when it is asked for.
        let place = Place { organization: &file.organization, server: &loaded.server, access: Access::Full, now };
        let (plan, said) = import::certificates(&place, path, bytes, password)?;
        let way = if plan.is_empty() { Way::Nothing } else { Way::Certificate(Arc::new(plan)) };
        Ok(ReadOutcome::Shown(Proposal { lines: lines(said), way }))
    }

    /// What the kept source would change.
    fn show(&mut self, ticket: Ticket, read: Ticket, server: Option<&ServerName>) -> Result<ReadOutcome, Message> {
        let Some(kept) = self.imports.kept.as_mut().filter(|kept| kept.read == read) else {
            return Err(say::importing_gone());
        };
        let preview = import::preview(&mut self.store, &kept.sources, server.map(ServerName::as_str))?;
        if preview.unnamed.is_some() {
            return Ok(ReadOutcome::Unnamed);
        }
        let way = if preview.intake.is_empty() { Way::Nothing } else { Way::Facts };
        let said = preview.changes.iter().chain(&preview.remarks).cloned().collect();
        kept.shown = Some((ticket, preview));
        Ok(ReadOutcome::Shown(Proposal { lines: lines(said), way }))
    }

    fn take_in(
        &mut self,
        shown: Ticket,
        stop: &Stop,
        tell: &mut dyn FnMut(ImportNews),
    ) -> Result<Arc<Vec<ImportLine>>, Message> {
        if self.identity.readonly {
            return Err(explain::view_only_detail(ViewOnly::Flag));
        }
        let names = self.imports.kept.iter().flat_map(|kept| &kept.sources).map(|named| named.name.as_str());
        let cmdlet = format!("exchcert import {}", names.collect::<Vec<_>>().join(" "));
        let context = Context { cmdlet, ..self.context()? };
        let kept = self.imports.kept.as_ref().and_then(|kept| kept.shown.as_ref());
        let Some((_, preview)) = kept.filter(|(ticket, _)| *ticket == shown) else { return Err(say::importing_gone()) };
        let mut last = None;
        let mut progress = |done: usize, of: usize| {
            if stop.is_asked() {
                return ControlFlow::Break(());
            }
            // A picture for every hundredth is often enough.
            let hundredth = done.saturating_mul(100) / of.max(1);
            if last.replace(hundredth) != Some(hundredth) {
                tell(ImportNews::TakingIn { done, of });
            }
            ControlFlow::Continue(())
        };
        let done = import::carry_out(&mut self.store, &preview.intake, &context, &mut progress);
        let (done, taken) = done.map_err(|not_taken| not_taken.message)?;
        self.own.extend(taken.servers.into_iter().map(|(server, applied)| (server, applied.revision)));
        // What was changed has been read; what was skipped, kept or stays unknown has to be at hand now.
        let changed = preview.changes.iter().filter(|line| line.indent == 0);
        let said = std::iter::once(&done).chain(changed).chain(&preview.remarks).cloned().collect();
        self.imports.kept = None;
        Ok(lines(said))
    }
}

fn path(file: &NamedFile, imports: &Imports) -> Result<PathBuf, Message> {
    file.path(imports.home.as_deref()).ok_or_else(say::importing_nameless)
}

fn lines(lines: Vec<Line>) -> Arc<Vec<ImportLine>> {
    let of_line = |Line { indent, message, attention }| ImportLine { indent: indent * INDENT, message, attention };
    Arc::new(lines.into_iter().map(of_line).collect())
}

/// What to ask next, or why nothing can be taken from the file.
fn of_error(error: ReadError, tried: bool) -> Result<ReadOutcome, Message> {
    match error {
        ReadError::PasswordNeeded => Ok(ReadOutcome::Password { wrong: tried }),
        ReadError::WrongPassword => Ok(ReadOutcome::Password { wrong: true }),
        ReadError::AmbiguousDate { date, place } => Ok(ReadOutcome::Dates { date, place }),
        other => Err(import::read_reason(&other)),
    }
}
