//! A store in memory for tests and measurements, and one that counts what is asked of another.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use super::entry::Entry;
use super::follow_ups::Collector;
use super::journal::{Entries, JOURNAL};
use super::problem::{ApplyError, Problem, ProblemKind};
use super::{Applied, Context, Judged, OrganizationFile, Progress, Store, Taken, Watch, organization_write, revision};
use crate::engine::{
    Certificate, FollowUp, Intake, Knowledge, Moment, OpenFollowUp, Part, Revision, Server, ServerIntake, ServerName,
    Thumbprint, Trust,
};
use crate::x509;

/// What the next change meets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weather {
    /// Nothing unusual.
    #[default]
    Fair,
    /// Somebody else changed the server a moment ago.
    Conflict,
    /// The disk is full.
    Full,
    /// Another process holds the lock.
    Locked,
    /// The files cannot be written.
    ReadOnly,
}

impl Weather {
    /// Whether a file can be written in it.
    fn lets_write(self, file: &Path) -> Result<(), ApplyError> {
        match self {
            Weather::Fair | Weather::Conflict => Ok(()),
            Weather::Full => Err(Problem::of(file, ProblemKind::Full).into()),
            Weather::Locked => Err(ApplyError::Locked { holder: None }),
            Weather::ReadOnly => Err(ApplyError::ReadOnly),
        }
    }
}

/// The switches of a [`Memory`], kept by the test while the store is elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Switches(Arc<(Mutex<Settings>, Condvar)>);

#[derive(Clone, Copy, Debug, Default)]
struct Settings {
    weather: Weather,
    held: bool,
}

impl Switches {
    fn change(&self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.0.0.lock().unwrap_or_else(PoisonError::into_inner));
        self.0.1.notify_all();
    }

    /// What every change meets from now on.
    pub fn weather(&self, weather: Weather) {
        self.change(|settings| settings.weather = weather);
    }

    /// Lets every call wait until [`Switches::release`].
    pub fn hold(&self) {
        self.change(|settings| settings.held = true);
    }

    /// Lets the calls go on.
    pub fn release(&self) {
        self.change(|settings| settings.held = false);
    }

    /// Waits while held; says what the weather is then.
    fn pass(&self) -> Weather {
        let settings = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        let settings = self.0.1.wait_while(settings, |settings| settings.held);
        settings.unwrap_or_else(PoisonError::into_inner).weather
    }
}

/// An organization in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// What holds for every server.
    pub organization: OrganizationFile,
    /// The servers, or what is wrong with their documents.
    pub servers: BTreeMap<ServerName, Result<Server, Problem>>,
    /// What was done, oldest first.
    pub journal: Vec<Entry>,
    /// The certificates that imports brought, DER.
    pub files: BTreeMap<Thumbprint, Arc<Vec<u8>>>,
    /// Lines of the journal that nobody can read.
    pub broken: Vec<Problem>,
    switches: Switches,
}

impl Memory {
    /// An organization with these servers. Their revisions are made up here.
    #[must_use]
    pub fn new(organization: OrganizationFile, servers: Vec<Server>) -> Memory {
        let named = servers.into_iter().map(|mut server| {
            server.revision = revision(server.name.as_str().as_bytes());
            (server.name.clone(), Ok(server))
        });
        Memory { organization, servers: named.collect(), ..Memory::default() }
    }

    /// The switches, to be kept by the test.
    #[must_use]
    pub fn switches(&self) -> Switches {
        self.switches.clone()
    }

    /// Adds a line to the journal; gives its number.
    fn note(&mut self, entry: Entry) -> u64 {
        let seq = u64::try_from(self.journal.len()).unwrap_or(u64::MAX).saturating_add(1);
        self.journal.push(Entry { seq, ..entry });
        seq
    }

    /// Whether a server is what an import was merged into.
    fn is_based_on(&self, intake: &ServerIntake) -> Result<(), ApplyError> {
        let found = match (intake.base, self.servers.get(intake.name())) {
            (None, None) => return Ok(()),
            (None, Some(there)) => there.as_ref().map(|there| there.revision).unwrap_or_default(),
            (Some(base), _) => match self.server(intake.name())?.revision {
                found if found == base => return Ok(()),
                found => found,
            },
        };
        let (server, expected) = (intake.name().clone(), intake.base.unwrap_or_default());
        Err(ApplyError::Conflict { server, expected, found })
    }

    fn missing(name: &ServerName) -> Problem {
        Problem::of(format!("servers/{name}.toml").as_ref(), ProblemKind::NotFound)
    }

    fn server(&self, name: &ServerName) -> Result<&Server, Problem> {
        self.servers.get(name).ok_or_else(|| Self::missing(name))?.as_ref().map_err(Clone::clone)
    }
}

impl Store for Memory {
    fn organization(&mut self) -> Result<OrganizationFile, Problem> {
        self.switches.pass();
        Ok(self.organization.clone())
    }

    fn list(&mut self) -> Result<Vec<ServerName>, Problem> {
        self.switches.pass();
        let mut names: Vec<_> = self.servers.keys().cloned().collect();
        names.sort_by_cached_key(|name| name.as_str().to_lowercase());
        Ok(names)
    }

    fn open(&mut self, name: &ServerName) -> Result<Server, Problem> {
        self.switches.pass();
        self.server(name).cloned()
    }

    fn facts(&mut self, certificate: &Certificate, _: Moment) -> Judged {
        self.switches.pass();
        // What was imported since is known, and there are no roots here to trust.
        if let (Trust::Pending, Some(facts)) = (&certificate.trust, certificate.known()) {
            let trust = if facts.self_signed { Trust::SelfSigned } else { Trust::Untrusted };
            return Judged { trust, ..Judged::of(certificate) };
        }
        let file = self.files.get(&certificate.thumbprint).filter(|_| certificate.facts == Knowledge::Pending);
        let Some(facts) = file.and_then(|der| x509::facts(der).ok()) else { return Judged::of(certificate) };
        let (facts, trust) = (Knowledge::Known(Arc::new(facts)), certificate.trust.clone());
        let trust = if trust == Trust::Pending { Trust::Unknown } else { trust };
        Judged { facts, trust, evidence: certificate.evidence.clone(), root_ca_type: certificate.root_ca_type }
    }

    fn has_certificate(&self, thumbprint: Thumbprint) -> bool {
        self.files.contains_key(&thumbprint)
    }

    fn trust_problems(&mut self) -> Vec<Problem> {
        Vec::new()
    }

    fn edge_subscribed(&mut self) -> Result<bool, Problem> {
        self.switches.pass();
        Ok(self.servers.values().flatten().any(|server| server.edge_subscription.is_some()))
    }

    fn apply(&mut self, part: &Part, context: &Context) -> Result<Applied, ApplyError> {
        let weather = self.switches.pass();
        let found = self.server(&part.server)?.revision;
        let file = format!("servers/{}.toml", part.server);
        let conflict = |found| ApplyError::Conflict { server: part.server.clone(), expected: part.base, found };
        if weather == Weather::Conflict {
            return Err(conflict(Revision::default()));
        }
        weather.lets_write(file.as_ref())?;
        if found != part.base {
            return Err(conflict(found));
        }
        let after = revision(format!("{found:?} {:?} {:?}", part.after, part.steps).as_bytes());
        let seq = self.note(Entry::change(part, context, after));
        if let Some(Ok(server)) = self.servers.get_mut(&part.server) {
            *server = Server { revision: after, ..server.after(part) };
        }
        Ok(Applied { revision: after, seq })
    }

    /// The documents that say the same already are written all the same: their revisions are made up here.
    fn take_in(&mut self, intake: &Intake, context: &Context, watch: &mut Watch<'_>) -> Result<Taken, ApplyError> {
        let weather = self.switches.pass();
        let of = intake.servers.len() + intake.certificates.len() + usize::from(intake.organization.is_some());
        if weather == Weather::Conflict
            && let Some(server) = intake.servers.first()
        {
            let (server, expected) = (server.name().clone(), server.base.unwrap_or_default());
            return Err(ApplyError::Conflict { server, expected, found: Revision::default() });
        }
        weather.lets_write("servers".as_ref())?;
        for server in &intake.servers {
            self.is_based_on(server)?;
        }
        for done in 0..=of {
            if watch(Progress { done, of }).is_break() {
                return Err(ApplyError::Cancelled);
            }
        }
        let mut taken = Taken { files: intake.certificates.len(), ..Taken::default() };
        self.files.extend(intake.certificates.iter().map(|file| (file.thumbprint, Arc::clone(&file.der))));
        if let Some(wanted) = &intake.organization {
            let revision = revision(format!("{:?} {wanted:?}", self.organization.revision).as_bytes());
            let after = OrganizationFile { revision, ..organization_write::after(&self.organization, wanted) };
            let entry = Entry::organization_import(&intake.sources, context, &self.organization, &after);
            self.organization = after;
            taken.organization = Some(Applied { revision, seq: self.note(entry) });
        }
        for ServerIntake { base, after, changes } in &intake.servers {
            let revision = revision(format!("{base:?} {after:?}").as_bytes());
            let before = self.servers.get(&after.name).and_then(|server| server.clone().ok());
            let after = Server { revision, ..after.clone() };
            let entry = Entry::server_import(&intake.sources, context, before.as_ref(), &after, changes);
            taken.servers.push((after.name.clone(), Applied { revision, seq: self.note(entry) }));
            self.servers.insert(after.name.clone(), Ok(after));
        }
        Ok(taken)
    }

    fn journal(&mut self, limit: usize) -> Result<Entries, Problem> {
        self.switches.pass();
        let entries = self.journal.iter().rev().take(limit).cloned().collect();
        Ok(Entries { entries, problems: self.broken.clone(), ..Entries::default() })
    }

    fn verify_journal(&mut self) -> Result<Vec<Problem>, Problem> {
        self.switches.pass();
        Ok(Vec::new())
    }

    fn open_follow_ups(&mut self) -> Result<Vec<OpenFollowUp>, Problem> {
        self.switches.pass();
        let mut collector = Collector::default();
        self.journal.iter().for_each(|entry| collector.add(entry));
        Ok(collector.finish())
    }

    fn tick(&mut self, of: u64, follow_up: &FollowUp, context: &Context) -> Result<u64, ApplyError> {
        self.switches.pass().lets_write(JOURNAL.as_ref())?;
        let open = self.open_follow_ups()?.into_iter().find(|open| open.seq == of && open.follow_up == *follow_up);
        let left = open.ok_or_else(|| Problem::of(JOURNAL.as_ref(), ProblemKind::NotOpen { of }))?;
        Ok(self.note(Entry::ticked(&left, context)))
    }

    fn writable(&self) -> bool {
        self.switches.pass() != Weather::ReadOnly
    }
}

/// How often what was asked of a store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// `organization.toml`.
    pub organizations: usize,
    /// Directory listings.
    pub listings: usize,
    /// Server documents; looking for Edge subscriptions counts as one more listing.
    pub documents: usize,
    /// Certificates asked for.
    pub certificates: usize,
    /// Changes.
    pub changes: usize,
}

/// Counts what is asked of a store.
#[derive(Debug)]
pub struct Counting<S> {
    store: S,
    counts: Arc<Mutex<Counts>>,
}

impl<S> Counting<S> {
    /// A store that counts, and where it counts to.
    pub fn new(store: S) -> (Counting<S>, Arc<Mutex<Counts>>) {
        let counts = Arc::default();
        (Counting { store, counts: Arc::clone(&counts) }, counts)
    }

    fn count(&self, count: impl FnOnce(&mut Counts)) {
        count(&mut self.counts.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl<S: Store> Store for Counting<S> {
    fn organization(&mut self) -> Result<OrganizationFile, Problem> {
        self.count(|counts| counts.organizations += 1);
        self.store.organization()
    }

    fn list(&mut self) -> Result<Vec<ServerName>, Problem> {
        self.count(|counts| counts.listings += 1);
        self.store.list()
    }

    fn open(&mut self, name: &ServerName) -> Result<Server, Problem> {
        self.count(|counts| counts.documents += 1);
        self.store.open(name)
    }

    fn facts(&mut self, certificate: &Certificate, now: Moment) -> Judged {
        self.count(|counts| counts.certificates += 1);
        self.store.facts(certificate, now)
    }

    fn has_certificate(&self, thumbprint: Thumbprint) -> bool {
        self.store.has_certificate(thumbprint)
    }

    fn trust_problems(&mut self) -> Vec<Problem> {
        self.store.trust_problems()
    }

    fn edge_subscribed(&mut self) -> Result<bool, Problem> {
        self.count(|counts| counts.listings += 1);
        self.store.edge_subscribed()
    }

    fn apply(&mut self, part: &Part, context: &Context) -> Result<Applied, ApplyError> {
        self.count(|counts| counts.changes += 1);
        self.store.apply(part, context)
    }

    fn take_in(&mut self, intake: &Intake, context: &Context, watch: &mut Watch<'_>) -> Result<Taken, ApplyError> {
        self.count(|counts| counts.changes += 1);
        self.store.take_in(intake, context, watch)
    }

    fn journal(&mut self, limit: usize) -> Result<Entries, Problem> {
        self.store.journal(limit)
    }

    fn verify_journal(&mut self) -> Result<Vec<Problem>, Problem> {
        self.store.verify_journal()
    }

    fn open_follow_ups(&mut self) -> Result<Vec<OpenFollowUp>, Problem> {
        self.store.open_follow_ups()
    }

    fn tick(&mut self, of: u64, follow_up: &FollowUp, context: &Context) -> Result<u64, ApplyError> {
        self.count(|counts| counts.changes += 1);
        self.store.tick(of, follow_up, context)
    }

    fn writable(&self) -> bool {
        self.store.writable()
    }
}
