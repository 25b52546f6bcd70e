//! Steps on their way into a PowerShell script.

use super::read;
use crate::cmdlets::print;
use crate::engine::{FollowUp, Moment, Server, ServerName, ServerSteps, Thumbprint};
use crate::locale::date;
use crate::script::{self, Described, Script};
use crate::store::{Entry, EntryKind, Store, hexadecimal, revision};

/// The changes of a journal entry; `None` when it is no change, or holds something that this version does not know.
#[must_use]
pub fn of_entry(entry: &Entry) -> Option<ServerSteps> {
    let follow_ups = entry.follow_ups.iter().map(|written| FollowUp::read(written));
    Some(ServerSteps {
        server: ServerName::new(&entry.server),
        steps: entry.steps().filter(|_| entry.kind == EntryKind::Change)?,
        follow_ups: follow_ups.collect::<Option<_>>()?,
    })
}

/// The bytes of a `.ps1` that makes these changes in the real shell. What is known of the servers and their certificates
/// is read from the store; what cannot be read is left out, since the script looks for itself before it changes anything.
#[must_use]
pub fn powershell(
    store: &mut dyn Store,
    organization: &str,
    user: &str,
    made: Moment,
    changes: &[ServerSteps],
) -> Vec<u8> {
    let changes = one_a_server(changes);
    let servers: Vec<Option<Server>> =
        changes.iter().map(|one| Some(read(store, &one.server, made, true).ok()?.server)).collect();
    let describe: Vec<_> = servers.iter().map(|server| |of: Thumbprint| described(server.as_ref()?, of)).collect();
    let sections = changes.iter().zip(&servers).zip(&describe).map(|((one, server), describe)| script::Section {
        server: one.server.clone(),
        fqdn: server.as_ref().map(|server| server.fqdn.clone()),
        revision: server.as_ref().map(|server| hexadecimal(server.revision)).unwrap_or_default(),
        steps: &one.steps,
        follow_ups: &one.follow_ups,
        describe,
    });
    let plan: Vec<_> = changes.iter().map(|one| print::lines(&one.server, &one.steps, &[])).collect();
    script::powershell(&Script {
        organization,
        made,
        user,
        plan_sha256: hexadecimal(revision(plan.join("\n").as_bytes())),
        sections: sections.collect(),
    })
}

/// A script has one section a server: what several changes did there is done there in one go, in their order.
fn one_a_server(changes: &[ServerSteps]) -> Vec<ServerSteps> {
    let mut joined: Vec<ServerSteps> = Vec::new();
    for one in changes {
        match joined.iter_mut().find(|known| known.server == one.server) {
            Some(known) => {
                known.steps.extend(one.steps.iter().cloned());
                let new: Vec<_> =
                    one.follow_ups.iter().filter(|left| !known.follow_ups.contains(left)).cloned().collect();
                known.follow_ups.extend(new);
            }
            None => joined.push(one.clone()),
        }
    }
    joined
}

fn described(server: &Server, thumbprint: Thumbprint) -> Option<Described> {
    let certificate = server.certificate(thumbprint)?;
    let expires = certificate.known().and_then(|facts| facts.not_after).map(date::day).unwrap_or_default();
    let services = server.assignments.services_of(thumbprint);
    Some(Described { name: certificate.display_name().into_owned(), expires, services })
}
