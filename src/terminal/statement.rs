//! A statement of the page's shell, run over the store.

use std::path::Path;

use super::worker::{Identity, access};
use crate::app::vocabulary::{Password, Ran, RunOutcome, Statement};
use crate::cmdlets::{Exit, Stream};
use crate::engine::{Revision, ServerName};
use crate::execute::{self, Files, Outcome, Person, Runner, Time};
use crate::problems;
use crate::store::{OrganizationFile, Problem, Store, read_file};

/// Runs a statement, or says what has to be answered first. The organization is read anew: what somebody may do, and
/// what holds for every server, may have changed since the page was opened.
/// With it comes what was written.
pub(super) fn run(
    store: &mut dyn Store,
    identity: &Identity,
    statement: &Statement,
) -> (RunOutcome, Vec<(ServerName, Revision)>) {
    let file = match store.organization() {
        Ok(file) => file,
        Err(found) => return (failed(identity, &found), Vec::new()),
    };
    let person = Person {
        user: identity.user.clone(),
        roles: file.roles_of(&identity.user),
        account: identity.account.clone(),
        access: access(&file.access_of(&identity.user), identity, store.writable()),
        interactive: true,
        width: Some(statement.width),
    };
    let connected = connected(store, &file, statement);
    let now = (identity.clock)();
    let time = Time { now, clock: identity.simulated.then_some(now), real: (identity.real)() };
    let organization = &file.organization;
    let files = Reach { passwords: &statement.passwords };
    let mut runner = Runner {
        store,
        organization,
        files: &files,
        connected: &connected,
        person: &person,
        time,
        locale: &identity.locale,
    };
    match runner.run(&statement.pipeline, &statement.given) {
        Outcome::Ask(question) => (RunOutcome::Ask(question.into()), Vec::new()),
        Outcome::Password(file) => (RunOutcome::Password(file), Vec::new()),
        Outcome::Ran(mut ran) => {
            let written = std::mem::take(&mut ran.written);
            (RunOutcome::Ran(told(ran)), written)
        }
    }
}

/// The files as they are from where the page was started, with the passwords typed so far.
struct Reach<'a> {
    passwords: &'a [(String, Password)],
}

impl Files for Reach<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, Problem> {
        read_file(Path::new(path))
    }

    fn password(&self, path: &str) -> Option<Password> {
        self.passwords.iter().find(|(file, _)| file == path).map(|(_, password)| password.clone())
    }
}

/// The server meant where none is named: the one that the page shows.
fn connected(store: &mut dyn Store, file: &OrganizationFile, statement: &Statement) -> ServerName {
    let known = statement.server.clone().or_else(|| file.connected_server.clone());
    known.or_else(|| store.list().ok()?.into_iter().next()).unwrap_or_else(|| ServerName::new(""))
}

fn failed(identity: &Identity, found: &Problem) -> RunOutcome {
    let line = identity.locale.text(&problems::problem(found)).into();
    RunOutcome::Ran(Ran { lines: vec![(Stream::Error, line)], exit: Exit::Failed, ..Ran::default() })
}

/// What the page is told. After a conflict it has to read the servers again that the plan was about.
fn told(ran: execute::Ran) -> Ran {
    let mut changed = ran.changed;
    if ran.exit != Exit::Done {
        let planned = ran.plan.iter().flat_map(|plan| &plan.parts).map(|part| &part.server);
        let others: Vec<_> = planned.filter(|server| !changed.contains(server)).cloned().collect();
        changed.extend(others);
    }
    Ran { lines: ran.lines, exit: ran.exit, changed }
}
