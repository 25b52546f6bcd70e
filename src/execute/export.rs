//! Changes on their way into a PowerShell script.

use crate::engine::{FollowUp, Moment, Plan, Server, ServerName, Step, Thumbprint};
use crate::locale::date;
use crate::script::{self, Described, Script};
use crate::store::{Store, hexadecimal, revision};

/// The changes of one server that go into a script: of a plan, or of what the journal has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The server.
    pub server: ServerName,
    /// What is done there, in order.
    pub steps: Vec<Step>,
    /// What is left to do by hand afterwards.
    pub follow_ups: Vec<FollowUp>,
}

/// The changes of a plan.
#[must_use]
pub fn of_plan(plan: &Plan) -> Vec<Changes> {
    let of_part = |part: &crate::engine::Part| Changes {
        server: part.server.clone(),
        steps: part.steps.clone(),
        follow_ups: part.follow_ups.clone(),
    };
    plan.parts.iter().map(of_part).collect()
}

/// The bytes of a `.ps1` that makes these changes in the real shell. What is known of the servers and their certificates
/// is read from the store; what cannot be read is left out, since the script looks for itself before it changes anything.
#[must_use]
pub fn powershell(store: &mut dyn Store, organization: &str, user: &str, made: Moment, changes: &[Changes]) -> Vec<u8> {
    let servers: Vec<Option<Server>> = changes.iter().map(|one| known(store, &one.server, made)).collect();
    let describe: Vec<_> = servers.iter().map(|server| |of: Thumbprint| described(server.as_ref()?, of)).collect();
    let sections = changes.iter().zip(&servers).zip(&describe).map(|((one, server), describe)| script::Section {
        server: one.server.clone(),
        fqdn: server.as_ref().map(|server| server.fqdn.clone()),
        revision: server.as_ref().map(|server| hexadecimal(server.revision)).unwrap_or_default(),
        steps: &one.steps,
        follow_ups: &one.follow_ups,
        describe,
    });
    let plan: String = changes.iter().map(|one| format!("{} {:?}\n", one.server, one.steps)).collect();
    script::powershell(&Script {
        organization,
        made,
        user,
        plan_sha256: hexadecimal(revision(plan.as_bytes())),
        sections: sections.collect(),
    })
}

fn known(store: &mut dyn Store, name: &ServerName, now: Moment) -> Option<Server> {
    let mut server = store.open(name).ok()?;
    for certificate in std::sync::Arc::make_mut(&mut server.certificates) {
        store.facts(certificate, now).fill(certificate);
    }
    Some(server)
}

fn described(server: &Server, thumbprint: Thumbprint) -> Option<Described> {
    let certificate = server.certificate(thumbprint)?;
    let expires = certificate.known().and_then(|facts| facts.not_after).map(date::day).unwrap_or_default();
    let services = server.assignments.services_of(thumbprint);
    Some(Described { name: certificate.display_name().into_owned(), expires, services })
}
