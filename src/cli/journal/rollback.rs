//! The way back from what the journal has: cmdlets for standard output, and what stays for standard error.

use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::session::{Ended, Opened, Session};
use crate::cli::shell;
use crate::cmdlets::{Exit, ServerRef, print, words};
use crate::engine::{Access, Organization, Plan, Rollback, Server, Step, Thumbprint, rollback};
use crate::execute::{self, export};
use crate::locale::{explain, say};
use crate::store::{Entry, Store as _};

/// Entries come newest first: so they are taken back.
pub(super) fn run(session: &Session, opened: &mut Opened, script: Option<&Path>, entries: &[Entry]) -> Ended {
    let done = super::changes(session, entries)?;
    let server = one_server(session, opened, entries)?;
    let steps: Vec<Step> = done.into_iter().flat_map(|change| change.steps).collect();
    let edge_subscribed = opened.store.edge_subscribed().ok();
    let organization = Organization { edge_subscribed, ..opened.file.organization.clone() };
    // It only says how: whoever runs it has to be permitted.
    let way = rollback(&organization, &server, &steps, Access::Full, opened.time.now());
    say_what_stays(session, &server, &way);
    if let Some(path) = script {
        let changes = way.plan.by_server();
        let (user, now) = (opened.user.clone(), opened.time.now());
        let name = &organization.name;
        return shell::save(session, path, &changes, || {
            export::powershell(&mut opened.store, name, &user, now, &changes)
        });
    }
    session.out(&cmdlets(&way.plan))?;
    let exit = if way.plan.is_empty() && !way.refusals.is_empty() { Exit::Refused } else { Exit::Done };
    Ok(exit.code())
}

/// The server that all the entries are about, as it is now.
fn one_server(session: &Session, opened: &mut Opened, entries: &[Entry]) -> Result<Server, Failure> {
    let named = entries.first().map(|entry| entry.server.clone()).unwrap_or_default();
    if entries.iter().any(|entry| entry.server != named) {
        return Err(session.failure(Exit::Usage, &say::cli_journal_one_server()));
    }
    let now = opened.time.now();
    let loaded = execute::load(&mut opened.store, &ServerRef(named.clone()), now, true);
    let loaded = loaded.map_err(|broken| session.failure(Exit::Failed, &broken.message()))?;
    let missing = || session.failure(Exit::NotFound, &say::cli_server_missing(named.as_str()));
    Ok(loaded.ok_or_else(missing)?.server)
}

fn cmdlets(plan: &Plan) -> Vec<String> {
    // What a person pastes has to be harmless, and to read back as the same: both hold for what is printed here.
    print::plan(plan).iter().map(|call| crate::text::Shown::new(&call.to_string()).into()).collect()
}

fn say_what_stays(session: &Session, server: &Server, way: &Rollback) {
    let names = |thumbprint: Thumbprint| words::name(server, thumbprint);
    let refused = way.refusals.iter().flat_map(|refusal| {
        let rule = format!("rule: {}", refusal.rule().id());
        [session.say(&explain::refusal_detail(refusal)), rule]
    });
    let stays = way.stays.iter().map(|stays| session.say(&explain::stays(stays, &names)));
    let lines: Vec<String> = refused.chain(stays).collect();
    session.err(&lines);
}
