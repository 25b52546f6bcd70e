//! `-c`: cmdlets without the page.
//!
//! ```text
//!   text --parse, all of it--> pipelines; then each: execute --> Ask: prompt, run again
//!                                                        `----> lines and exit; the first that is not 0 ends it
//! ```

mod ask;
mod reach;

use std::io::{self, IsTerminal as _};
use std::path::Path;

use super::failure::Failure;
use super::flags::PasswordSource;
use super::password::Passwords;
use super::servers::Servers;
use super::session::{Ended, Opened, Session, Time, path as shown, real_time};
use crate::cmdlets::{self, Exit, Pipeline, Stream, SyntaxError};
use crate::engine::{Access, Organization, ServerName, ServerSteps};
use crate::execute::export;
use crate::execute::{self, Outcome, Person, Ran, Rehearsal, Runner};
use crate::locale::say;
use crate::store::{Existing, Store, write_file};
use crate::terminal::modes;
use reach::Reach;

/// What stands for standard input.
const STDIN: &str = "-";

pub(super) fn run(session: &Session, line: &str, script: Option<&Path>, source: &PasswordSource) -> Ended {
    let from_stdin = line == STDIN;
    let passwords = &Passwords::given(session, source, from_stdin)?;
    let text = if from_stdin { ask::script(session)? } else { line.to_owned() };
    let pipelines = cmdlets::parse(&text).map_err(|error| mistake(session, &text, &error))?;
    if script.is_some() && pipelines.iter().any(cmdlets::imports) {
        let lines = [say::cli_script_imports(), say::cli_script_imports_remedy()].map(|line| session.say(&line));
        return Err(Failure::new(Exit::Usage, lines.to_vec()));
    }
    if pipelines.is_empty() {
        return Ok(Exit::Done.code());
    }
    let mut opened = session.open(&session.organization_directory()?)?;
    if script.is_none() && pipelines.iter().any(cmdlets::changes) && opened.store.writable() {
        session.recover(&mut opened)?;
    }
    let connected = if pipelines.iter().any(cmdlets::wants_connected) {
        Servers::new(session, &mut opened).connected()?
    } else {
        // Nothing will ask for it.
        ServerName::new("")
    };
    let person = Person {
        user: opened.user.clone(),
        roles: opened.file.roles_of(&opened.user),
        account: session.account(),
        // Whoever may only look may still plan: a script is for somebody else to run.
        access: if script.is_some() { Access::Full } else { opened.access },
        // A script on standard input leaves no one to answer: what comes from there is not an answer.
        interactive: !from_stdin && io::stdin().is_terminal() && io::stderr().is_terminal(),
        width: io::stdout().is_terminal().then(|| modes::size().width),
    };
    let Opened { mut store, file, time, .. } = opened;
    let organization = file.organization;
    let shell =
        |store| Shell { session, store, organization: &organization, time, connected, person: &person, passwords };
    let Some(path) = script else { return Ok(shell(&mut store as &mut dyn Store).all(&pipelines)?.code()) };
    // What is said from here on reads as in a run that changes something.
    session.err(&[session.say(&say::cli_rehearsal())]);
    let mut rehearsal = Rehearsal::of(&mut store);
    let exit = shell(&mut rehearsal as &mut dyn Store).all(&pipelines)?;
    let plan = rehearsal.into_plan();
    if exit != Exit::Done {
        return Ok(exit.code());
    }
    let changes = plan.by_server();
    save(session, path, &changes, || {
        export::powershell(&mut store, &organization.name, &person.user, time.now(), &changes)
    })
}

/// Writes a script into a file that is not there yet, and says so.
pub(super) fn save(session: &Session, path: &Path, changes: &[ServerSteps], bytes: impl FnOnce() -> Vec<u8>) -> Ended {
    // A run with --readonly has promised to write nothing anywhere, on the page as here.
    session.must_write()?;
    if changes.is_empty() {
        session.err(&[session.say(&say::cli_script_empty())]);
        return Ok(Exit::Done.code());
    }
    write_file(path, &bytes(), Existing::Keep).map_err(|problem| session.problem(&problem))?;
    session.err(&[session.say(&say::cli_script_written(shown(path)))]);
    Ok(Exit::Done.code())
}

/// Names the line of a script that ended it, and what was not run.
fn stopped(session: &Session, pipeline: &Pipeline, left: usize, of: usize) {
    if of > 1 {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        session.err(&[session.say(&say::cli_stopped(number(pipeline.line), number(left)))]);
    }
}

/// A mistake in the script, with the line it is in and a mark below the place.
fn mistake(session: &Session, text: &str, error: &SyntaxError) -> Failure {
    let mut lines = vec![error.to_string()];
    let shown = !cmdlets::may_hold_a_password(text);
    if let Some(mark) = error.mark(text).filter(|_| shown) {
        lines.push(format!("  {}", mark.source));
        lines.push(format!("  {}^", " ".repeat(mark.column)));
    }
    lines.push(session.say(&say::cli_nothing_run()));
    Failure::new(Exit::Usage, lines)
}

/// What the pipelines of one script share.
struct Shell<'a> {
    session: &'a Session,
    store: &'a mut dyn Store,
    organization: &'a Organization,
    time: Time,
    connected: ServerName,
    person: &'a Person,
    passwords: &'a Passwords<'a>,
}

impl Shell<'_> {
    /// Runs pipelines until one does not end well.
    fn all(mut self, pipelines: &[Pipeline]) -> Result<Exit, Failure> {
        for (index, pipeline) in pipelines.iter().enumerate() {
            let exit = self.pipeline(pipeline)?;
            if exit != Exit::Done {
                stopped(self.session, pipeline, pipelines.len() - index - 1, pipelines.len());
                return Ok(exit);
            }
        }
        Ok(Exit::Done)
    }

    /// Runs one pipeline, asking what has to be asked.
    fn pipeline(&mut self, pipeline: &Pipeline) -> Result<Exit, Failure> {
        let mut given = Vec::new();
        let mut files = Reach::new(self.passwords);
        loop {
            let mut runner = Runner {
                organization: self.organization,
                store: &mut *self.store,
                files: &files,
                connected: &self.connected,
                person: self.person,
                time: execute::Time { now: self.time.now(), clock: self.time.clock(), real: real_time() },
                locale: &self.session.locale,
            };
            match runner.run(pipeline, &given) {
                Outcome::Ran(ran) => return self.print(&ran),
                Outcome::Password(file) => files.ask(file)?,
                Outcome::Ask(question) => match ask::ask(self.session, &question)? {
                    Some(answer) => given.push((question, answer)),
                    None => return Ok(Exit::Interrupted),
                },
            }
        }
    }

    /// Prints what there is to read, each line where it belongs, in order.
    fn print(&self, ran: &Ran) -> Result<Exit, Failure> {
        for run in ran.lines.chunk_by(|(one, _), (other, _)| one == other) {
            let lines: Vec<&str> = run.iter().map(|(_, line)| line.as_str()).collect();
            match run.first() {
                Some((Stream::Output, _)) => self.session.out(&lines)?,
                _ => self.session.err(&lines),
            }
        }
        Ok(ran.exit)
    }
}
