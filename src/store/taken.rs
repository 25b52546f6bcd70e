//! What the journal says of an import.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::entry::{Entry, EntryAnswer, EntryChange, EntryFact, EntryKind};
use super::organization::OrganizationFile;
use super::revision::hexadecimal;
use crate::engine::{Assignments, FactChange, Origin, Revision, Server, Service, ServiceSet, Thumbprint};

/// How many facts a line lists; of the rest it gives the number.
const MOST_FACTS: usize = 2_000;

/// What a fact of the server itself, or of the organization, is said to be of.
const SERVER: &str = "server";
const ORGANIZATION: &str = "organization";

impl Entry {
    /// The line of an import into one document.
    fn import(sources: &[String], context: &Context, before: Option<Revision>, after: Revision) -> Entry {
        let answers = context.answers.iter().cloned();
        Entry {
            cmdlet: context.cmdlet.clone(),
            before: before.map(hexadecimal).unwrap_or_default(),
            after: hexadecimal(after),
            sources: sources.to_vec(),
            answers: answers.map(|(question, answer)| EntryAnswer { question, answer }).collect(),
            ..Entry::by(context, EntryKind::Import)
        }
    }

    /// The line of an import into a server's document; `before` is the server as it was.
    pub(super) fn server_import(
        sources: &[String],
        context: &Context,
        before: Option<&Server>,
        after: &Server,
        changes: &[FactChange],
    ) -> Entry {
        let facts = changes.iter().take(MOST_FACTS).map(EntryFact::of);
        let more = u64::try_from(changes.len().saturating_sub(MOST_FACTS)).unwrap_or(u64::MAX);
        let nobody = Assignments::default();
        Entry {
            server: after.name.to_string(),
            certificates: services(before.map_or(&nobody, |before| &before.assignments), &after.assignments),
            facts: facts.collect(),
            more_facts: Some(more).filter(|more| *more > 0),
            ..Entry::import(sources, context, before.map(|before| before.revision), after.revision)
        }
    }

    /// The line of an import into the organization's own document.
    pub(super) fn organization_import(
        sources: &[String],
        context: &Context,
        before: &OrganizationFile,
        after: &OrganizationFile,
    ) -> Entry {
        Entry {
            facts: organization_facts(before, after),
            ..Entry::import(sources, context, Some(before.revision), after.revision)
        }
    }
}

/// Every certificate whose services differ.
fn services(before: &Assignments, after: &Assignments) -> Vec<EntryChange> {
    let (before, after) = (held(before), held(after));
    let all: BTreeSet<&Thumbprint> = before.keys().chain(after.keys()).collect();
    let of = |held: &BTreeMap<Thumbprint, ServiceSet>, thumbprint| held.get(thumbprint).copied().unwrap_or_default();
    let changes = all.into_iter().map(|thumbprint| (thumbprint, of(&before, thumbprint), of(&after, thumbprint)));
    let changes = changes.filter(|(_, before, after)| before != after);
    let change = |(thumbprint, before, after): (&Thumbprint, ServiceSet, ServiceSet)| EntryChange {
        thumbprint: thumbprint.to_string(),
        before: before.to_string(),
        after: after.to_string(),
    };
    changes.map(change).collect()
}

/// The services of every certificate that serves anything, in one pass however many there are.
fn held(named: &Assignments) -> BTreeMap<Thumbprint, ServiceSet> {
    let lists: [(Service, &[Thumbprint]); 8] = [
        (Service::Iis, named.iis.as_slice()),
        (Service::Iis, named.iis_back_end.as_slice()),
        (Service::Iis, &named.iis_site_unknown),
        (Service::Smtp, &named.smtp),
        (Service::Imap, &named.imap),
        (Service::Pop, &named.pop),
        (Service::Um, named.um.as_slice()),
        (Service::UmCallRouter, named.um_call_router.as_slice()),
    ];
    let mut held: BTreeMap<Thumbprint, ServiceSet> = BTreeMap::new();
    let federation: (Service, &[Thumbprint]) = (Service::Federation, &named.federation);
    for (service, list) in lists.into_iter().chain([federation]) {
        for thumbprint in list {
            let services = held.entry(*thumbprint).or_default();
            *services = services.with(service);
        }
    }
    held
}

fn organization_facts(before: &OrganizationFile, after: &OrganizationFile) -> Vec<EntryFact> {
    let fact = |fact: &str, before: Option<String>, after: Option<String>| EntryFact {
        what: ORGANIZATION.to_owned(),
        fact: fact.to_owned(),
        before,
        after,
        origin: String::new(),
    };
    let mut facts = Vec::new();
    let auth = |file: &OrganizationFile| file.organization.auth_certificate.map(|thumbprint| thumbprint.to_string());
    if auth(before) != auth(after) {
        facts.push(fact("auth-certificate", auth(before), auth(after)));
    }
    let (old, new) = (&before.organization.send_connectors, &after.organization.send_connectors);
    let changed = new.iter().enumerate().filter(|(at, connector)| old.get(*at) != Some(*connector));
    facts.extend(changed.map(|(_, connector)| fact("send-connector", None, Some(connector.name.clone()))));
    let trust = [
        ("root", &before.trust.roots, &after.trust.roots),
        ("intermediate", &before.trust.intermediates, &after.trust.intermediates),
        ("crl", &before.trust.revocation_lists, &after.trust.revocation_lists),
    ];
    for (kind, old, new) in trust {
        facts.extend(new.iter().skip(old.len()).map(|file| fact(kind, None, Some(file.clone()))));
    }
    facts
}

impl EntryFact {
    fn of(change: &FactChange) -> EntryFact {
        let said = |what: String, fact: &str, origin: &Origin| EntryFact {
            what,
            fact: fact.to_owned(),
            origin: origin.name().to_owned(),
            ..EntryFact::default()
        };
        match change {
            FactChange::NewServer { origin } => said(SERVER.to_owned(), "new", origin),
            FactChange::Confirmed { origin } => said(SERVER.to_owned(), "confirmed", origin),
            FactChange::NewCertificate { thumbprint, origin } => said(thumbprint.to_string(), "new", origin),
            FactChange::Server { fact, before, after, origin } => EntryFact {
                before: before.clone(),
                after: after.clone(),
                ..said(SERVER.to_owned(), fact.name(), origin)
            },
            FactChange::Certificate { thumbprint, fact, before, after, origin } => EntryFact {
                before: before.clone(),
                after: after.clone(),
                ..said(thumbprint.to_string(), fact.name(), origin)
            },
        }
    }
}
