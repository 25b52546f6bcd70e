//! `-c`: cmdlets without the page.
//!
//! ```text
//!   text --parse, all of it--> pipelines; then each: load what it needs --run--> Ask: prompt, run again
//!                                                                        `----> Done: apply the plan, say the rest
//! ```

mod ask;

use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Arc;

use super::failure::Failure;
use super::servers::Servers;
use super::session::{Ended, Opened, Session, real_time};
use crate::cmdlets::{
    self, About, Answer, Done, Exit, OutFile, Outcome, Parameter, Pipeline, Question, ServerRef, SyntaxError, Wanted,
    World, changes, needs, print, wants_connected,
};
use crate::engine::{Part, Plan, RuleId, Server, ServerName, Thumbprint};
use crate::locale::{explain, say};
use crate::problems;
use crate::store::{ApplyError, Context, Store as _};
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
    if pipelines.iter().any(changes) && opened.store.writable() {
        session.recover(&mut opened)?;
    }
    let connected = if pipelines.iter().any(wants_connected) {
        Servers::new(session, &mut opened).connected()?
    } else {
        // Nothing will ask for it.
        ServerName::new("")
    };
    // A script on standard input leaves no one to answer: what comes from there is not an answer.
    let interactive = !from_stdin && io::stdin().is_terminal() && io::stderr().is_terminal();
    let width = io::stdout().is_terminal().then(|| modes::size().width);
    let mut shell = Shell { session, opened, connected, interactive, width };
    for pipeline in &pipelines {
        let exit = shell.pipeline(pipeline)?;
        if exit != Exit::Done {
            return Ok(exit.code());
        }
    }
    Ok(Exit::Done.code())
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
    interactive: bool,
    width: Option<u16>,
}

/// Servers that cannot be read, each with its reason.
type Unreadable = Vec<(ServerName, String)>;

/// A pipeline that has run, with the questions that were answered on the way.
struct Ran {
    done: Done,
    answers: Vec<(String, String)>,
    /// The server it was about.
    server: Option<Arc<Server>>,
}

impl Shell<'_> {
    fn pipeline(&mut self, pipeline: &Pipeline) -> Result<Exit, Failure> {
        log_call(pipeline);
        let (servers, unreadable) = self.load(pipeline)?;
        let mut organization = self.opened.file.organization.clone();
        if needs(pipeline, &self.connected).edge {
            organization.edge_subscribed = self.opened.store.edge_subscribed().ok();
        }
        let world = World {
            organization: &organization,
            servers: &servers,
            unreadable: &unreadable,
            connected: &self.connected,
            access: self.opened.access,
            now: self.opened.time.now(),
            interactive: self.interactive,
            terminal_width: self.width,
            words: &*self.session.locale,
        };
        let Some(mut ran) = self.evaluate(pipeline, &world)? else { return Ok(Exit::Interrupted) };
        ran.server = servers.first().cloned();
        let kept = kept_unasked(pipeline, &world, &ran);
        if let Some((question, _)) = &kept {
            ran.answers.push(recorded(question, Answer::No));
        }
        log_refusals(&ran.done);
        self.session.err(&ran.done.warnings);
        self.session.out(&ran.done.output)?;
        self.session.err(&ran.done.errors);
        for file in &ran.done.files {
            write(file)
                .map_err(|error| Failure::new(Exit::Failed, vec![format!("{}: {error}", Shown::new(&file.path))]))?;
        }
        if let Some(plan) = &ran.done.plan {
            self.apply(plan, &ran.answers)?;
        }
        self.session.err(&ran.done.afterwards);
        if let (Some((_, current)), Some(server)) = (kept, &ran.server) {
            self.say_kept(server, current);
        }
        Ok(ran.done.exit)
    }

    /// The servers a pipeline needs, those that exist, everything known of their certificates; and, where it wants them
    /// all, those that cannot be read.
    fn load(&mut self, pipeline: &Pipeline) -> Result<(Vec<Arc<Server>>, Unreadable), Failure> {
        let mut servers = Servers::new(self.session, &mut self.opened);
        let named = match needs(pipeline, &self.connected).servers {
            Wanted::Named(named) => named,
            Wanted::All => {
                let (mut read, mut unreadable) = (Vec::new(), Vec::new());
                for name in servers.list()? {
                    match servers.load(&ServerRef(name.to_string())) {
                        Ok(server) => read.extend(server),
                        Err(failure) => unreadable.push((name, failure.lines.join(" "))),
                    }
                }
                return Ok((read, unreadable));
            }
        };
        let read: Result<_, Failure> = named.iter().filter_map(|named| servers.load(named).transpose()).collect();
        Ok((read?, Vec::new()))
    }

    /// Runs it, asking what has to be asked. `None` when the person left instead of answering.
    fn evaluate(&self, pipeline: &Pipeline, world: &World<'_>) -> Result<Option<Ran>, Failure> {
        let mut given = Vec::new();
        let mut answers = Vec::new();
        loop {
            match cmdlets::run(pipeline, world, &given) {
                Outcome::Done(done) => return Ok(Some(Ran { done: *done, answers, server: None })),
                Outcome::Ask(question) => match ask::ask(self.session, &question)? {
                    Some(answer) => {
                        answers.push(recorded(&question, answer));
                        given.push(answer);
                    }
                    None => return Ok(None),
                },
            }
        }
    }

    fn apply(&mut self, plan: &Plan, answers: &[(String, String)]) -> Result<(), Failure> {
        for part in &plan.parts {
            let calls = print::plan(&Plan { parts: vec![part.clone()] });
            let context = Context {
                user: self.opened.user.clone(),
                at: real_time(),
                clock: self.opened.time.clock(),
                cmdlet: calls.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
                answers: answers.to_vec(),
            };
            match self.opened.store.apply(part, &context) {
                Ok(applied) => {
                    let cmdlet = Shown::new(&context.cmdlet);
                    tracing::info!(server = %Shown::new(part.server.as_str()), seq = applied.seq, %cmdlet, "changed");
                }
                Err(error) => return Err(self.not_applied(part, error)),
            }
        }
        Ok(())
    }

    fn not_applied(&self, part: &Part, error: ApplyError) -> Failure {
        tracing::warn!(server = %Shown::new(part.server.as_str()), error = %Shown::new(&error.to_string()), "not changed");
        let session = self.session;
        match error {
            ApplyError::Conflict { server, .. } => session.failure(Exit::Conflict, &say::cli_conflict(&server)),
            ApplyError::Locked { holder: Some(holder) } => {
                session.failure(Exit::Conflict, &say::notice_locked(holder.to_string()))
            }
            ApplyError::Locked { holder: None } => {
                session.failure(Exit::Conflict, &say::notice_locked(say::cli_somebody()))
            }
            ApplyError::ReadOnly => {
                let why = crate::engine::ViewOnly::Files;
                let mut lines = vec![session.say(&explain::view_only_detail(why)), session.say(&say::remedy_files())];
                lines.push(format!("rule: {}", RuleId::NotPermitted.id()));
                Failure::new(Exit::NotPermitted, lines)
            }
            ApplyError::Problem(problem) => {
                session.failure(Exit::Failed, &say::cli_not_saved(&part.server, problems::problem(&problem)))
            }
        }
    }

    fn say_kept(&self, server: &Server, current: Thumbprint) {
        let kept = say::notice_default_kept(cmdlets::words::name(server, current));
        let rule = format!("rule: {}", RuleId::DefaultSmtp.id());
        self.session.err(&[self.session.say(&kept), self.session.say(&say::cli_force_replaces()), rule]);
    }
}

/// The default SMTP question that was answered with its safe answer because nobody was there to ask.
fn kept_unasked(pipeline: &Pipeline, world: &World<'_>, ran: &Ran) -> Option<(Question, Thumbprint)> {
    let preview = pipeline.calls.iter().any(|call| call.is_on(Parameter::WhatIf) || call.is_on(Parameter::Confirm));
    if world.interactive || preview || ran.done.exit != Exit::Done {
        return None;
    }
    match cmdlets::run(pipeline, &World { interactive: true, ..*world }, &[]) {
        Outcome::Ask(question) => match &question.about {
            About::DefaultSmtp(about) => Some(about.current).map(|current| (question, current)),
            About::Action | About::Removal { .. } => None,
        },
        Outcome::Done(_) => None,
    }
}

fn write(file: &OutFile) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).create_new(!file.overwrite);
    options.open(&file.path)?.write_all(file.text.as_bytes())
}

/// A question and its answer as the journal keeps them.
fn recorded(question: &Question, answer: Answer) -> (String, String) {
    let (asked, answered) = match (&question.about, answer.is_yes()) {
        (About::Action, true) => ("confirm", "Yes"),
        (About::Action, false) => ("confirm", "No"),
        (About::Removal { typed: Some(typed), .. }, true) => return ("remove".to_owned(), format!("Typed {typed}")),
        (About::Removal { .. }, true) => ("remove", "Yes"),
        (About::Removal { .. }, false) => ("remove", "No"),
        (About::DefaultSmtp(_), true) => (RuleId::DefaultSmtp.id(), "Replace"),
        (About::DefaultSmtp(_), false) => (RuleId::DefaultSmtp.id(), "Keep"),
    };
    (asked.to_owned(), answered.to_owned())
}

fn log_call(pipeline: &Pipeline) {
    tracing::info!(line = pipeline.line, cmdlet = %Shown::new(&pipeline.to_string()), "run");
}

fn log_refusals(done: &Done) {
    for refusal in done.verdict.iter().flat_map(|verdict| &verdict.refusals) {
        let server = Shown::new(refusal.server.as_str());
        tracing::info!(rule = refusal.rule().id(), %server, service = ?refusal.service, "refused");
    }
}
