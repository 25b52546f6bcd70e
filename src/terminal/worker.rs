//! The thread that owns the store: it does what the page asks for and answers with events.
//!
//! A save comes before everything else, then the last server asked for; a large server's certificates are learned in
//! batches, each larger than the one before, and anything new is looked at in between.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread::{self, JoinHandle};

use super::importing::Imports;
use super::{records, statement};
use crate::app::vocabulary::{
    Answered, Effect, Event, ImportTask, JournalNews, Learned, OpenFollowUp, OrganizationNews, SaveFailure, ScriptFile,
    Ticket, WriteFailure,
};
use crate::cmdlets::print;
use crate::engine::{Access, Certificate, DefaultSmtp, Moment, Plan, Revision, Server, ServerName, ViewOnly};
use crate::execute::{export, record, since};
use crate::locale::{Locale, Message, explain, say};
use crate::problems;
use crate::store::{ApplyError, Context, Existing, Judged, Problem, ProblemKind, Store, findings, write_file};

/// Certificates read before a server is shown; later batches double.
const FIRST_BATCH: usize = 256;
/// The most certificates of one batch: what else is asked for waits no longer than these take.
const LARGEST_BATCH: usize = 4096;

/// Tells the time: the organization's own clock, or the machine's.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// Who is at work, for the journal and the gate.
#[derive(Clone)]
pub struct Identity {
    /// The user.
    pub user: String,
    /// The account behind the user, where that is another one.
    pub account: Option<String>,
    /// Whether the program was started for reading only.
    pub readonly: bool,
    /// The page's clock.
    pub clock: Clock,
    /// Whether that clock is an organization's own.
    pub simulated: bool,
    /// Real time, for the journal.
    pub real: Clock,
    /// The language of what cmdlets explain.
    pub locale: Arc<Locale>,
}

/// What the worker does with one effect, and what is left of it.
pub struct Worker<S: Store> {
    pub(super) store: S,
    pub(super) identity: Identity,
    pub(super) imports: Imports,
    /// What this program wrote last of a server and has not read since.
    pub(super) own: HashMap<ServerName, Revision>,
    learning: Vec<Learning>,
    troubles: Vec<Problem>,
}

/// A server whose certificates are still being read.
struct Learning {
    ticket: Ticket,
    name: ServerName,
    certificates: Arc<Vec<Certificate>>,
    next: usize,
    batch: usize,
}

impl<S: Store> Worker<S> {
    /// A worker for this store.
    pub fn new(store: S, identity: Identity) -> Worker<S> {
        Worker {
            store,
            identity,
            imports: Imports::default(),
            own: HashMap::new(),
            learning: Vec::new(),
            troubles: Vec::new(),
        }
    }

    /// Does one effect and says what came of it. Learning goes on with [`Worker::learn`].
    pub fn perform(&mut self, effect: Effect, say: &mut dyn FnMut(Event)) {
        match effect {
            Effect::List => say(Event::Listed(self.store.list().map_err(|found| problems::problem(&found)))),
            Effect::Organization => say(self.organization()),
            Effect::Load(ticket, name) => self.load(ticket, name, say),
            Effect::Since { server, before, after } => {
                let entries = since(&mut self.store, &server, before, after);
                let records = records::alone(entries);
                say(Event::Since { server, before, after, records });
            }
            Effect::Edge => match self.store.edge_subscribed() {
                Ok(subscribed) => say(Event::EdgeSubscribed(subscribed)),
                // Perhaps there is one: a document that cannot be read is that server's problem, shown there.
                Err(found) => tracing::warn!(problem = %found.to_string().escape_debug(), "Edge subscriptions unknown"),
            },
            Effect::Save(ticket, plan, answer) => say(self.save(ticket, plan, answer.as_ref())),
            Effect::Run(ticket, statement) => {
                let (outcome, written) = statement::run(&mut self.store, &self.identity, &statement);
                self.own.extend(written);
                say(Event::Ran { ticket, outcome });
            }
            Effect::Journal(ticket, limit) => {
                let result = self.store.journal(limit).map(|read| records::lines(read, limit));
                let result = result.map_err(|found| problems::problem(&found));
                say(Event::Journal(JournalNews::Lines { ticket, result }));
            }
            Effect::CheckUp(ticket) => say(Event::CheckedUp { ticket, result: self.check_up() }),
            Effect::FollowUps => say(Event::Journal(JournalNews::FollowUps(self.follow_ups()))),
            Effect::Tick(follow_up) => say(Event::Journal(self.tick(follow_up))),
            Effect::Write(ticket, file) => say(self.write(ticket, file)),
            Effect::Import(ticket, task) => self.import(ticket, task, say),
            Effect::Copy(_) | Effect::Draft(_) | Effect::Suspend | Effect::Quit { .. } => {}
        }
    }

    /// Does one effect, learns everything that follows from it, and gives all the answers: for a picture, and for tests.
    pub fn answer(&mut self, effect: Effect) -> Vec<Event> {
        let mut events = Vec::new();
        self.perform(effect, &mut |event| events.push(event));
        while self.learn(&mut |event| events.push(event)) {}
        events
    }

    fn organization(&mut self) -> Event {
        Event::Organization(match self.store.organization() {
            Ok(file) => {
                let access = access(&file.access_of(&self.identity.user), &self.identity, self.store.writable());
                Ok(Box::new(OrganizationNews { organization: file.organization, access }))
            }
            Err(found) => Err(problems::problem(&found)),
        })
    }

    fn load(&mut self, ticket: Ticket, name: ServerName, say: &mut dyn FnMut(Event)) {
        self.learning.retain(|learning| learning.name != name);
        let mut odd = Vec::new();
        let result = match self.store.open(&name) {
            Ok(mut server) => {
                odd = findings(&server).iter().map(problems::finding).collect();
                let now = (self.identity.clock)();
                let mut certificates = (*server.certificates).clone();
                for certificate in certificates.iter_mut().take(FIRST_BATCH) {
                    self.store.facts(certificate, now).fill(certificate);
                }
                server.certificates = Arc::new(certificates);
                if server.certificates.len() > FIRST_BATCH {
                    self.learning.push(Learning {
                        ticket,
                        name: name.clone(),
                        certificates: Arc::new(server.certificates[FIRST_BATCH..].to_vec()),
                        next: 0,
                        batch: FIRST_BATCH * 2,
                    });
                }
                Ok(Arc::new(server))
            }
            Err(found) => {
                tracing::warn!(problem = %found.to_string().escape_debug(), "a server cannot be read");
                Err(problems::problem(&found))
            }
        };
        let written = self.own.remove(&name);
        let own = result.as_ref().is_ok_and(|server: &Arc<Server>| written == Some(server.revision));
        say(Event::Opened { ticket, name, result, findings: odd, own });
        self.trouble(say);
    }

    /// Says once what is wrong with the trust files.
    fn trouble(&mut self, say: &mut dyn FnMut(Event)) {
        let found = self.store.trust_problems();
        if found != self.troubles {
            self.troubles = found;
            if let Some(first) = self.troubles.first() {
                say(Event::Trouble(problems::problem(first)));
            }
        }
    }

    /// Reads one more batch of certificates; `false` when there is none left.
    pub fn learn(&mut self, say: &mut dyn FnMut(Event)) -> bool {
        let Some(learning) = self.learning.last_mut() else { return false };
        let now = (self.identity.clock)();
        let batch = learning.certificates.iter().skip(learning.next).take(learning.batch);
        let facts: Vec<_> = batch.map(|certificate| learned(self.store.facts(certificate, now))).collect();
        let first = FIRST_BATCH + learning.next;
        learning.next += facts.len();
        learning.batch = (learning.batch * 2).min(LARGEST_BATCH);
        say(Event::Learned { ticket: learning.ticket, name: learning.name.clone(), first, facts });
        if learning.next >= learning.certificates.len() {
            self.learning.pop();
        }
        true
    }

    /// Who is at work, in which roles, and when. The organization is read anew: who may write may have changed since the
    /// page was opened.
    ///
    /// # Errors
    /// Why they may only look by now.
    pub(super) fn context(&mut self) -> Result<Context, Message> {
        let file = self.store.organization().map_err(|found| problems::problem(&found))?;
        let user = &self.identity.user;
        if let Access::ViewOnly(why) = file.access_of(user) {
            return Err(explain::view_only_detail(why));
        }
        Ok(Context {
            user: user.clone(),
            at: (self.identity.real)(),
            clock: self.identity.simulated.then(|| (self.identity.clock)()),
            roles: file.roles_of(user),
            account: self.identity.account.clone(),
            ..Context::default()
        })
    }

    /// What is left to do by hand, of all servers.
    fn follow_ups(&mut self) -> Result<Arc<Vec<OpenFollowUp>>, Message> {
        let open = self.store.open_follow_ups().map_err(|found| problems::problem(&found))?;
        Ok(Arc::new(open))
    }

    fn tick(&mut self, follow_up: OpenFollowUp) -> JournalNews {
        let result = self.context().and_then(|context| {
            let ticked = self.store.tick(follow_up.seq, &follow_up.follow_up, &context);
            if let Err(error) = &ticked {
                tracing::warn!(error = %error.to_string().escape_debug(), "a follow-up was not ticked off");
            }
            ticked.map(drop).map_err(|error| problems::apply_error(&error))
        });
        JournalNews::TickedOff { follow_up, result }
    }

    fn write(&mut self, ticket: Ticket, file: ScriptFile) -> Event {
        let result = self.write_script(&file);
        if let Err(WriteFailure::Failed(reason)) = &result {
            tracing::warn!(reason = reason.id(), "a script was not written");
        }
        Event::Written { ticket, file, result }
    }

    /// Writes nothing anywhere where the program was started for reading only.
    fn write_script(&mut self, file: &ScriptFile) -> Result<(), WriteFailure> {
        if self.identity.readonly {
            return Err(WriteFailure::Failed(explain::view_only_detail(ViewOnly::Flag)));
        }
        let failed = |problem: Problem| match problem.kind {
            ProblemKind::Exists => WriteFailure::Exists,
            ProblemKind::NotFound => {
                let folder = file.path.parent().unwrap_or(&file.path);
                WriteFailure::Failed(say::export_no_folder(folder.to_string_lossy()))
            }
            _ => WriteFailure::Failed(problems::problem(&problem)),
        };
        let organization = self.store.organization().map_err(failed)?.organization;
        let now = (self.identity.clock)();
        let bytes = export::powershell(&mut self.store, &organization.name, &self.identity.user, now, &file.changes);
        let existing = if file.overwrite { Existing::Replace } else { Existing::Keep };
        write_file(&file.path, &bytes, existing).map_err(failed)
    }

    fn save(&mut self, ticket: Ticket, plan: Arc<Plan>, answer: Option<&Answered>) -> Event {
        for part in &plan.parts {
            let who = match self.context() {
                Ok(who) => who,
                Err(why) => {
                    let failure = SaveFailure::Failed(why);
                    return Event::SaveFailed { ticket, server: part.server.clone(), failure };
                }
            };
            let context = Context {
                cmdlet: print::lines(&part.server, &part.steps, &part.arrivals),
                answers: answer.map(recorded).into_iter().collect(),
                ..who
            };
            let applied = self.store.apply(part, &context);
            if let Ok(applied) = &applied {
                self.own.insert(part.server.clone(), applied.revision);
            }
            if let Err(error) = applied {
                tracing::warn!(
                    server = %part.server.as_str().escape_debug(),
                    error = %error.to_string().escape_debug(),
                    "a save did not happen"
                );
                let failure = match &error {
                    ApplyError::Conflict { .. } => SaveFailure::Conflict,
                    other => SaveFailure::Failed(problems::apply_error(other)),
                };
                return Event::SaveFailed { ticket, server: part.server.clone(), failure };
            }
            tracing::info!(server = %part.server.as_str().escape_debug(), cmdlet = %context.cmdlet.escape_debug(), "saved");
        }
        Event::Saved { ticket, plan }
    }
}

/// Question and answer as the journal writes them.
fn recorded(answer: &Answered) -> (String, String) {
    match answer {
        Answered::DefaultSmtp(answer) => record::default_smtp(*answer == DefaultSmtp::Replace),
        Answered::Remove { typed } => record::removed(typed.as_deref()),
    }
}

fn learned(judged: Judged) -> Learned {
    Learned { facts: judged.facts, trust: judged.trust, evidence: judged.evidence, root_ca_type: judged.root_ca_type }
}

/// What somebody may do, from the roles, the flag and the files; the strictest reason that is easiest to change first.
#[must_use]
pub fn access(roles: &Access, identity: &Identity, writable: bool) -> Access {
    match roles {
        _ if identity.readonly => Access::ViewOnly(ViewOnly::Flag),
        Access::ViewOnly(why) => Access::ViewOnly(*why),
        Access::Full if !writable => Access::ViewOnly(ViewOnly::Files),
        Access::Full => Access::Full,
    }
}

/// A running worker. Dropping the sender lets it finish what is in flight; then it can be joined.
#[derive(Debug)]
pub struct Running {
    /// Where effects go.
    pub effects: Sender<Effect>,
    thread: JoinHandle<()>,
}

impl Running {
    /// Waits until a save in flight is done.
    pub fn finish(self) {
        drop(self.effects);
        if self.thread.join().is_err() {
            tracing::error!("the store's thread panicked");
        }
    }
}

/// Starts the thread; it ends when the sender of effects is gone, or when nobody listens any more.
///
/// # Errors
/// The system's, when it gives no thread.
pub fn spawn<S: Store + 'static>(
    store: S,
    identity: Identity,
    say: impl Fn(Event) -> bool + Send + 'static,
) -> std::io::Result<Running> {
    let (effects, inbox) = channel();
    let worker = Worker::new(store, identity);
    let thread = thread::Builder::new().name("store".to_owned()).spawn(move || run(worker, &inbox, &say))?;
    Ok(Running { effects, thread })
}

fn run<S: Store>(mut worker: Worker<S>, inbox: &Receiver<Effect>, say: &dyn Fn(Event) -> bool) {
    let mut waiting = VecDeque::new();
    let mut heard = true;
    while heard {
        let open = collect(inbox, &mut waiting, worker.learning.is_empty());
        if !open {
            // Nobody looks any more; only what was confirmed is still done.
            waiting.retain(is_write);
        }
        let mut tell = |event| heard &= say(event);
        match next(&mut waiting, worker.learning.is_empty()) {
            Some(effect) => worker.perform(effect, &mut tell),
            None if !open => return,
            None => {
                worker.learn(&mut tell);
            }
        }
    }
}

/// Takes everything that was asked for meanwhile; waits only when there is nothing else to do. `false` when nobody will
/// ask any more.
fn collect(inbox: &Receiver<Effect>, waiting: &mut VecDeque<Effect>, idle: bool) -> bool {
    if idle && waiting.is_empty() {
        match inbox.recv() {
            Ok(effect) => waiting.push_back(effect),
            Err(_) => return false,
        }
    }
    loop {
        match inbox.try_recv() {
            Ok(effect) => waiting.push_back(effect),
            Err(TryRecvError::Empty) => return true,
            Err(TryRecvError::Disconnected) => return false,
        }
    }
}

/// What a person waits for first, then small questions in their order, then the last server asked for. What is left to do by hand costs a
/// look at the whole journal: it waits until nothing else is to be done, and is asked once however often it was asked for.
fn next(waiting: &mut VecDeque<Effect>, idle: bool) -> Option<Effect> {
    let save = waiting.iter().position(|effect| is_write(effect) || matches!(effect, Effect::Run(..)));
    let small = waiting.iter().position(|effect| !matches!(effect, Effect::Load(..) | Effect::FollowUps));
    let load = waiting.iter().rposition(|effect| matches!(effect, Effect::Load(..)));
    if let Some(at) = save.or(small).or(load) {
        return waiting.remove(at);
    }
    if !idle {
        return None;
    }
    let background = waiting.pop_front();
    waiting.clear();
    background
}

/// Whether it is something that was confirmed, and has to be done.
fn is_write(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Save(..) | Effect::Tick(_) | Effect::Write(..) | Effect::Import(_, ImportTask::TakeIn { .. })
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_to_do_is_looked_for_once_and_last() {
        let load = |number, name| Effect::Load(Ticket(number), ServerName::new(name));
        let save = Effect::Save(Ticket(9), Arc::default(), None);
        let mut waiting: VecDeque<_> =
            [Effect::FollowUps, load(1, "EX01"), Effect::FollowUps, load(2, "EX02"), Effect::Edge, save.clone()].into();
        let mut order = Vec::new();
        while let Some(effect) = next(&mut waiting, false) {
            order.push(effect);
        }
        assert_eq!(order, [save, Effect::Edge, load(2, "EX02"), load(1, "EX01")], "and not before certificates");
        assert_eq!(next(&mut waiting, true), Some(Effect::FollowUps));
        assert_eq!(next(&mut waiting, true), None);
    }
}
