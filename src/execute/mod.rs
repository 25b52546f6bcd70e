//! Cmdlets over a store: load what a pipeline needs, evaluate it, apply its plan, and say what came of it. The page's
//! shell and `exchcert -c` both come through here, so a line means the same wherever it is typed.
//!
//! ```text
//!   Pipeline --needs--> load servers --cmdlets::run--> Ask(Question): the caller asks, and runs again with the answer
//!                                           `--------> plan --store.apply--> lines, in the order in which they are read
//! ```

mod apply;
pub mod export;
mod files;
pub mod import;
pub mod record;
mod rehearsal;
mod servers;
mod since;
mod sources;

#[cfg(test)]
mod tests;

pub use rehearsal::Rehearsal;
pub use servers::{Broken, Loaded, find, list, load, read};
pub use since::since;
pub use sources::Files;

use std::sync::Arc;

use crate::cmdlets::{self, Answer, Done, Exit, Needs, Pipeline, Question, Stream, Wanted, World, needs};
use crate::engine::{Access, Moment, Organization, Plan, Revision, RuleId, Server, ServerName, ViewOnly};
use crate::locale::{Locale, Message, explain, say};
use crate::problems;
use crate::store::Store;
use crate::text::Shown;
use sources::Unopened;

/// Who is at work, and how they are answered.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The name for the journal.
    pub user: String,
    /// The role groups, for the journal.
    pub roles: Vec<String>,
    /// The account behind the name, where that is another one.
    pub account: Option<String>,
    /// What they may do.
    pub access: Access,
    /// Somebody can be asked.
    pub interactive: bool,
    /// The columns of what shows the output; `None` when nothing is wrapped or cut.
    pub width: Option<u16>,
}

/// The time of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// The organization's: the rules go by it.
    pub now: Moment,
    /// The clock of a simulated organization, for the journal.
    pub clock: Option<Moment>,
    /// Real time, for the journal.
    pub real: Moment,
}

/// Runs pipelines over a store.
pub struct Runner<'a> {
    /// The organization's store.
    pub store: &'a mut dyn Store,
    /// What holds for every server.
    pub organization: &'a Organization,
    /// The files outside the organization.
    pub files: &'a dyn Files,
    /// The server meant where none is named.
    pub connected: &'a ServerName,
    /// Who is at work.
    pub person: &'a Person,
    /// The time.
    pub time: Time,
    /// The language of explanations.
    pub locale: &'a Locale,
}

/// Questions with their answers, in the order in which they were asked.
pub type Answered = Vec<(Question, Answer)>;

/// What a run comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Ask this, and run again with one more answer. Nothing has changed.
    Ask(Question),
    /// Ask for the password of this file, hand it over by [`Files::password`], and run again. Nothing has changed.
    Password(String),
    /// It has ended.
    Ran(Ran),
}

/// A pipeline that has ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// What there is to read, in this order. Every line is harmless to a terminal.
    pub lines: Vec<(Stream, String)>,
    /// How it ended.
    pub exit: Exit,
    /// The servers whose documents changed.
    pub changed: Vec<ServerName>,
    /// The revisions that were written.
    pub written: Vec<(ServerName, Revision)>,
    /// The plan that was carried out, wholly unless `exit` says otherwise.
    pub plan: Option<Plan>,
}

impl Ran {
    fn out(&mut self, lines: Vec<String>) {
        self.lines.extend(lines.into_iter().map(|line| (Stream::Output, line)));
    }

    fn err(&mut self, lines: Vec<String>) {
        self.lines.extend(lines.into_iter().map(|line| (Stream::Error, line)));
    }

    /// The lines of one stream.
    pub fn of(&self, stream: Stream) -> impl Iterator<Item = &str> {
        self.lines.iter().filter(move |(to, _)| *to == stream).map(|(_, line)| line.as_str())
    }
}

impl Runner<'_> {
    /// Runs a pipeline with the answers given so far. An answer counts for the very question it was given to: one that
    /// reads otherwise by now is asked again.
    pub fn run(&mut self, pipeline: &Pipeline, given: &[(Question, Answer)]) -> Outcome {
        log_call(pipeline);
        let mut ran = Ran::default();
        let needed = needs(pipeline, self.connected);
        let files = match self.open_files(pipeline, &needed) {
            Ok(files) => files,
            Err(Unopened::Password(file)) => return Outcome::Password(file),
            Err(Unopened::Failed(exit, lines)) => return Outcome::Ran(Self::unopened(exit, lines, ran)),
        };
        let mut organization = self.organization.clone();
        if needed.edge {
            organization.edge_subscribed = self.store.edge_subscribed().ok();
        }
        let there = match self.load(needed, &mut ran) {
            Ok(there) => there,
            Err(broken) => {
                ran.err(vec![self.say(&broken.message())]);
                ran.exit = Exit::Failed;
                return Outcome::Ran(ran);
            }
        };
        let world = World {
            organization: &organization,
            servers: &there.servers,
            unreadable: &there.unreadable,
            connected: self.connected,
            files: &files,
            access: self.person.access,
            now: self.time.now,
            interactive: self.person.interactive,
            terminal_width: self.person.width,
            words: self.locale,
        };
        let (done, answered) = match evaluate(pipeline, &world, given) {
            Ok(ended) => ended,
            Err(question) => return Outcome::Ask(*question),
        };
        self.finish(done, &answered, &there.servers, &mut ran);
        Outcome::Ran(ran)
    }

    /// What a pipeline needs, as far as it exists.
    fn load(&mut self, needed: Needs, ran: &mut Ran) -> Result<There, Broken> {
        let (now, certificates) = (self.time.now, needed.certificates);
        let mut there = There::default();
        let mut odd = Vec::new();
        match needed.servers {
            Wanted::Named(named) => {
                for wanted in named {
                    if let Some(loaded) = load(self.store, &wanted, now, certificates)? {
                        odd.extend(loaded.odd);
                        there.servers.push(Arc::new(loaded.server));
                    }
                }
            }
            Wanted::All => {
                for name in list(self.store)? {
                    match read(self.store, &name, now, certificates) {
                        Ok(loaded) => {
                            odd.extend(loaded.odd);
                            there.servers.push(Arc::new(loaded.server));
                        }
                        // One broken document does not hide the others.
                        Err(broken) => there.unreadable.push((name, self.say(&broken.message()))),
                    }
                }
            }
        }
        // The trust files are one for all servers.
        odd.extend(self.store.trust_problems().iter().map(problems::problem));
        ran.err(odd.iter().map(|message| format!("WARNING: {}", self.say(message))).collect());
        Ok(there)
    }

    fn finish(&mut self, done: Done, answered: &[(Question, Answer)], servers: &[Arc<Server>], ran: &mut Ran) {
        log_refusals(&done);
        ran.err(done.warnings);
        ran.out(done.output);
        ran.err(done.errors);
        ran.exit = done.exit;
        if !self.write_files(&done.files, ran) {
            return;
        }
        if let Some(plan) = done.plan {
            let mut answers = record::answers(answered);
            answers.extend(done.kept.iter().map(|_| record::default_smtp(false)));
            let applied = self.apply(&plan, &answers, servers, ran);
            ran.plan = Some(plan);
            if !applied {
                return;
            }
        }
        ran.err(done.afterwards);
        // The default SMTP certificates that stayed, since nobody could be asked.
        for question in &done.kept {
            let named = servers.iter().find(|server| server.name == question.server);
            let name = |server: &Arc<Server>| cmdlets::words::name(server, question.current);
            let name = named.map_or_else(|| question.current.to_string(), name);
            let rule = format!("rule: {}", RuleId::DefaultSmtp.id());
            ran.err(vec![self.say(&say::notice_default_kept(name)), self.say(&say::cli_force_replaces()), rule]);
        }
    }

    fn say(&self, message: &Message) -> String {
        self.locale.text(message).into()
    }
}

/// What was loaded for a pipeline.
#[derive(Default)]
struct There {
    servers: Vec<Arc<Server>>,
    unreadable: Vec<(ServerName, String)>,
}

/// Evaluates with the answers that are for the questions asked now; gives the first question that has none.
fn evaluate(
    pipeline: &Pipeline,
    world: &World<'_>,
    given: &[(Question, Answer)],
) -> Result<(Done, Answered), Box<Question>> {
    let (mut answers, mut answered) = (Vec::new(), Vec::new());
    loop {
        match cmdlets::run(pipeline, world, &answers) {
            cmdlets::Outcome::Done(done) => return Ok((*done, answered)),
            cmdlets::Outcome::Ask(question) => match given.iter().find(|(asked, _)| *asked == question) {
                Some((_, answer)) => {
                    answers.push(*answer);
                    answered.push((question, *answer));
                }
                None => return Err(Box::new(question)),
            },
        }
    }
}

/// Why somebody may not change anything, what to do about it, and the rule.
#[must_use]
pub fn not_permitted(locale: &Locale, why: ViewOnly) -> Vec<String> {
    let said = [explain::view_only_detail(why), explain::view_only_remedy(why)];
    let rule = format!("rule: {}", RuleId::NotPermitted.id());
    said.iter().map(|message| locale.text(message).into()).chain([rule]).collect()
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
