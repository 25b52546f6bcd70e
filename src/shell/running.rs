//! From what was entered to statements, one after the other, and back to lines.

use std::sync::Arc;

use super::output::Line;
use super::secret::Secret;
use super::{LONGEST, Shell, Size};
use crate::app::vocabulary::{Field, Outcome, Question, Ran, RunOutcome, Statement, Ticket, World};
use crate::cmdlets::{self, About, Answer, Exit, Pipeline, Stream};
use crate::locale::{Message, say};
use crate::look::prose::Sign;
use crate::look::{Role, Tone};
use crate::text::Shown;

/// The statement under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Running {
    /// The run whose answer is waited for.
    ticket: Option<Ticket>,
    statement: Statement,
    /// What comes after it.
    rest: Vec<Arc<Pipeline>>,
    /// What it asks.
    question: Option<Arc<cmdlets::Question>>,
    /// The password that it needs, while it is typed.
    pub(super) secret: Option<Secret>,
}

impl Running {
    /// Whether it is not waiting for the person.
    pub(super) fn is_busy(&self) -> bool {
        self.question.is_none() && self.secret.is_none()
    }
}

/// What stands for a line that may hold a password.
const HIDDEN: &str = "***";

/// Whether a text may hold a password: one that is understood never does.
fn is_secret(text: &str) -> bool {
    cmdlets::may_hold_a_password(text) && cmdlets::parse(text).is_err()
}

/// The prompt of a server.
pub(super) fn prompt(world: &World) -> Shown {
    /// The columns of a server's name.
    const NAME: usize = 20;
    let name = world.chosen.as_ref().map(|name| Shown::new(name.as_str()).cut(NAME, "...")).unwrap_or_default();
    Shown::join([&Shown::ours("[PS] "), &name, &Shown::ours(">")], "")
}

impl Shell {
    /// Enter: reads what is typed, and runs it if all of it can be understood.
    pub(super) fn enter(&mut self, world: &World, size: Size) -> Outcome {
        let text = std::mem::take(&mut self.input).text;
        let text = text.trim_end();
        self.back = 0;
        self.history.leave();
        if text.trim().is_empty() {
            self.typed(world, "");
            return Outcome::Stay;
        }
        // A line that may hold a password is not kept.
        let secret = is_secret(text);
        if !secret {
            self.history.push(text);
        }
        match text.trim().to_ascii_lowercase().as_str() {
            "clear" | "cls" | "clear-host" => {
                self.clear();
                return Outcome::Stay;
            }
            "exit" => return Outcome::Close,
            _ => {}
        }
        let mut pipelines = match cmdlets::parse(text) {
            Ok(pipelines) => pipelines.into_iter().map(Arc::new),
            Err(error) => {
                self.typed(world, if secret { HIDDEN } else { text });
                self.mistake(text, &error, world);
                return Outcome::Stay;
            }
        };
        let first = pipelines.next();
        let rest: Vec<_> = pipelines.collect();
        // Of several, each is shown when its turn comes, so that what it says stands below it.
        if rest.is_empty() {
            self.typed(world, text);
        }
        let Some(pipeline) = first else { return Outcome::Stay };
        if !rest.is_empty() {
            self.typed(world, &pipeline.to_string());
        }
        let width = u16::try_from(size.columns).unwrap_or(u16::MAX);
        let statement =
            Statement { pipeline, given: Vec::new(), passwords: Vec::new(), server: world.chosen.clone(), width };
        self.running = Some(Running { ticket: None, statement: statement.clone(), rest, question: None, secret: None });
        Outcome::Run(statement)
    }

    /// The statement has been handed over under this ticket.
    pub fn begun(&mut self, ticket: Ticket) {
        if let Some(running) = &mut self.running {
            running.ticket = Some(ticket);
        }
    }

    /// What came of the statement that was handed over.
    pub fn ran(&mut self, ticket: Ticket, outcome: RunOutcome, world: &World) -> Outcome {
        let Some(running) = self.running.as_mut().filter(|running| running.ticket == Some(ticket)) else {
            return Outcome::Stay;
        };
        match outcome {
            RunOutcome::Ask(question) => {
                running.question = Some(question.clone());
                Outcome::Open(Question::Cmdlet(question))
            }
            RunOutcome::Password(file) => {
                running.secret = Some(Secret::new(file));
                Outcome::Stay
            }
            RunOutcome::Ran(ran) => {
                self.print(&ran);
                let outcome = if ran.exit == Exit::Done {
                    self.next(world)
                } else {
                    let ended = say::shell_ended(how(ran.exit), i64::from(ran.exit.code()));
                    self.stop(Sign::Tone(Tone::Bad), Role::Error, &ended, world);
                    Outcome::Stay
                };
                self.output.trim(|| said(None, Role::Muted, &say::shell_lines_gone(), world));
                outcome
            }
        }
    }

    /// The question was answered; `None` when the person left it.
    pub fn answered(&mut self, answer: Option<cmdlets::Answer>, world: &World) -> Outcome {
        let Some(running) = &mut self.running else { return Outcome::Stay };
        let Some(question) = running.question.take() else { return Outcome::Stay };
        let Some(answer) = answer else {
            self.stop(Sign::Tone(Tone::Attention), Role::Warning, &say::shell_cancelled(), world);
            return Outcome::Stay;
        };
        // The dialog is gone, and an Enable or a Remove that was done says no more than one that was not.
        let told = say::shell_answered(title(&question), button(&question, answer));
        self.output.push(said(Some(Sign::Bullet), Role::Muted, &told, world));
        running.statement.given.push((question.as_ref().clone(), answer));
        Outcome::Run(running.statement.clone())
    }

    /// The password is typed: on with it.
    pub(super) fn unlock(&mut self) -> Outcome {
        let Some(running) = &mut self.running else { return Outcome::Stay };
        let Some(secret) = running.secret.take() else { return Outcome::Stay };
        running.statement.passwords.push((secret.file.clone(), secret.take()));
        Outcome::Run(running.statement.clone())
    }

    /// The person left without a password.
    pub(super) fn give_up(&mut self, world: &World) {
        self.stop(Sign::Tone(Tone::Attention), Role::Warning, &say::shell_cancelled(), world);
    }

    /// The statements that are under way or wait, as they would be typed.
    #[must_use]
    pub fn unfinished(&self) -> Vec<String> {
        let Some(running) = &self.running else { return Vec::new() };
        let all = std::iter::once(&running.statement.pipeline).chain(&running.rest);
        all.map(ToString::to_string).collect()
    }

    /// What was entered and not run: the statements that wait for their turn, then what is typed. `None` where there is
    /// none, and where it may hold a password. `ran`: the first of them counts as run.
    #[must_use]
    pub fn not_run(&self, ran: bool) -> Option<String> {
        let waiting = self.unfinished().into_iter().skip(usize::from(ran && self.is_running()));
        let typed = (!self.input.text.trim().is_empty()).then(|| self.input.text.clone());
        let lines: Vec<String> = waiting.chain(typed).collect();
        (!lines.is_empty()).then(|| lines.join("\n")).filter(|text| !is_secret(text))
    }

    /// Whether what is typed is not kept, because it may hold a password.
    #[must_use]
    pub fn holds_a_secret(&self) -> bool {
        is_secret(&self.input.text)
    }

    /// Puts back what was entered once, below what is typed by now; `false` where there is no room for both.
    pub fn put_back(&mut self, text: &str) -> bool {
        let before = self.input.text.trim_end();
        let whole = if before.is_empty() { text.to_owned() } else { format!("{before}\n{text}") };
        if whole.len() > LONGEST {
            return false;
        }
        self.history.leave();
        self.popup = None;
        self.input = Field { cursor: whole.chars().count(), text: whole };
        true
    }

    fn next(&mut self, world: &World) -> Outcome {
        let Some(running) = &mut self.running else { return Outcome::Stay };
        if running.rest.is_empty() {
            self.running = None;
            return Outcome::Stay;
        }
        running.statement.pipeline = running.rest.remove(0);
        running.statement.given.clear();
        running.statement.passwords.clear();
        let statement = running.statement.clone();
        self.typed(world, &statement.pipeline.to_string());
        Outcome::Run(statement)
    }

    /// Nothing more is run; says why, and what was not.
    fn stop(&mut self, sign: Sign, role: Role, why: &Message, world: &World) {
        self.output.push(said(Some(sign), role, why, world));
        let left = self.running.take().map(|running| running.rest).unwrap_or_default();
        if left.is_empty() {
            return;
        }
        self.output.push(said(
            Some(Sign::Tone(Tone::Attention)),
            Role::Warning,
            &say::shell_not_run(left.len()),
            world,
        ));
        for pipeline in left {
            self.output.push(Line::signed(None, Role::Text, &pipeline.to_string()));
        }
    }

    /// What was entered, as it was typed.
    fn typed(&mut self, world: &World, text: &str) {
        let (prompt, goes_on) = (prompt(world), Shown::ours(">>"));
        for (index, line) in text.split('\n').enumerate() {
            self.output.push(Line::typed(if index == 0 { &prompt } else { &goes_on }, line));
        }
    }

    fn mistake(&mut self, text: &str, error: &cmdlets::SyntaxError, world: &World) {
        self.output.push(Line::signed(Some(Sign::Tone(Tone::Bad)), Role::Error, &error.to_string()));
        let shown = !cmdlets::may_hold_a_password(text);
        if let Some(mark) = error.mark(text).filter(|_| shown) {
            self.output.push(Line::marked(&mark));
        }
        let ended = say::shell_ended(how(Exit::Usage), i64::from(Exit::Usage.code()));
        self.output.push(said(Some(Sign::Tone(Tone::Bad)), Role::Error, &ended, world));
    }

    /// What there is to read: output as it is; a warning or an error with its sign, as its words say which it is.
    fn print(&mut self, ran: &Ran) {
        let failed = ran.exit != Exit::Done;
        let mut before = None;
        for (stream, line) in &ran.lines {
            let warning = line.starts_with("WARNING: ");
            let (sign, role) = match (stream, warning, failed) {
                (Stream::Output, ..) => {
                    before = None;
                    self.output.push(Line::exact(line));
                    continue;
                }
                (_, true, _) => (Sign::Tone(Tone::Attention), Role::Warning),
                (_, _, true) => (Sign::Tone(Tone::Bad), Role::Error),
                (_, _, false) => (Sign::Bullet, Role::Text),
            };
            // An error is one thing in several lines.
            let goes_on = before == Some(role) && role == Role::Error;
            self.output.push(Line::signed((!goes_on).then_some(sign), role, line));
            before = Some(role);
        }
    }
}

fn said(sign: Option<Sign>, role: Role, message: &Message, world: &World) -> Line {
    Line::signed(sign, role, &world.locale.text(message))
}

/// What a question is called, as its dialog is.
fn title(question: &cmdlets::Question) -> Message {
    match question.about {
        About::DefaultSmtp(_) => say::question_smtp_title(),
        About::Action => say::question_confirm_title(),
        About::Removal { .. } => say::remove_title(),
    }
}

/// What the button of an answer says.
fn button(question: &cmdlets::Question, answer: Answer) -> Message {
    match (&question.about, answer) {
        (About::DefaultSmtp(_), Answer::No | Answer::NoToAll) => say::answer_keep(),
        (About::DefaultSmtp(_), Answer::Yes | Answer::YesToAll) => say::answer_replace(),
        (About::Removal { .. }, Answer::Yes | Answer::YesToAll) => say::answer_remove(),
        (About::Action | About::Removal { .. }, Answer::No | Answer::NoToAll) => say::answer_no(),
        (About::Action, Answer::Yes | Answer::YesToAll) => say::answer_yes(),
    }
}

fn how(exit: Exit) -> Message {
    match exit {
        Exit::Done | Exit::Failed => say::ended_failed(),
        Exit::Usage => say::ended_usage(),
        Exit::Refused => say::ended_refused(),
        Exit::NotFound => say::ended_not_found(),
        Exit::Conflict => say::ended_conflict(),
        Exit::NotPermitted => say::ended_not_permitted(),
        Exit::NobodyToAsk => say::ended_nobody_to_ask(),
        Exit::Interrupted => say::ended_interrupted(),
    }
}
