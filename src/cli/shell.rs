//! `-c`: cmdlets without the page.
//!
//! ```text
//!   text --parse, all of it--> pipelines; then each: execute --> Ask: prompt, run again
//!                                                        `----> lines and exit; the first that is not 0 ends it
//! ```

mod ask;

use std::io::{self, IsTerminal as _};

use super::failure::Failure;
use super::servers::Servers;
use super::session::{Ended, Opened, Session, real_time};
use crate::cmdlets::{self, Exit, Pipeline, SyntaxError};
use crate::engine::ServerName;
use crate::execute::{Outcome, Person, Ran, Runner, Stream, Time};
use crate::locale::say;
use crate::store::Store as _;
use crate::terminal::modes;
use crate::text::{self, Shown};

/// What stands for standard input.
const STDIN: &str = "-";

pub(super) fn run(session: &Session, line: &str) -> Ended {
    let from_stdin = line == STDIN;
    let text = if from_stdin { ask::script(session)? } else { line.to_owned() };
    let pipelines = cmdlets::parse(&text).map_err(|error| mistake(session, &text, &error))?;
    if pipelines.is_empty() {
        return Ok(Exit::Done.code());
    }
    let mut opened = session.open(&session.organization_directory()?)?;
    if pipelines.iter().any(cmdlets::changes) && opened.store.writable() {
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
        access: opened.access,
        // A script on standard input leaves no one to answer: what comes from there is not an answer.
        interactive: !from_stdin && io::stdin().is_terminal() && io::stderr().is_terminal(),
        width: io::stdout().is_terminal().then(|| modes::size().width),
    };
    let mut shell = Shell { session, opened, connected, person };
    for (index, pipeline) in pipelines.iter().enumerate() {
        let exit = shell.pipeline(pipeline)?;
        if exit != Exit::Done {
            stopped(session, pipeline, pipelines.len() - index - 1, pipelines.len());
            return Ok(exit.code());
        }
    }
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
    let source = text.split('\n').nth(error.at.line.saturating_sub(1)).unwrap_or_default();
    let before: String = source.chars().take(error.at.column.saturating_sub(1)).collect();
    let source = Shown::new(source.trim_end());
    let column = text::width(&Shown::new(&before));
    if !source.trim().is_empty() && column <= source.width() {
        lines.push(format!("  {source}"));
        lines.push(format!("  {}^", " ".repeat(column)));
    }
    lines.push(session.say(&say::cli_nothing_run()));
    Failure::new(Exit::Usage, lines)
}

/// What the pipelines of one script share.
struct Shell<'a> {
    session: &'a Session,
    opened: Opened,
    connected: ServerName,
    person: Person,
}

impl Shell<'_> {
    /// Runs one pipeline, asking what has to be asked.
    fn pipeline(&mut self, pipeline: &Pipeline) -> Result<Exit, Failure> {
        let mut given = Vec::new();
        loop {
            let time = self.opened.time;
            let mut runner = Runner {
                organization: &self.opened.file.organization,
                store: &mut self.opened.store,
                connected: &self.connected,
                person: &self.person,
                time: Time { now: time.now(), clock: time.clock(), real: real_time() },
                locale: &self.session.locale,
            };
            match runner.run(pipeline, &given) {
                Outcome::Ran(ran) => return self.print(&ran),
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
