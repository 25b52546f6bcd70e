//! Whom the organization trusts, in lines and in JSON.

use serde::Serialize;

use super::{Listed, UNTYPED_ROOT};
use crate::cli::json::harmless;
use crate::cli::session::Session;
use crate::engine::{Facts, Moment, RootCaType, TrustFile, TrustKind};
use crate::import::trust::{Item, Trustworthy, Untrustworthy};
use crate::locale::{Message, date, say};
use crate::text::Shown;

/// What became of something that was to be added.
pub(super) struct Outcome<'a> {
    pub(super) item: &'a Trustworthy,
    /// The file that holds it already.
    pub(super) there: Option<&'a Listed>,
    /// The file that was made for it.
    pub(super) added: Option<TrustFile>,
}

/// Why a file was not taken, with its name.
pub(super) fn refused(session: &Session, file: &str, why: &Untrustworthy) -> String {
    session.say(&match why {
        Untrustworthy::Unreadable(reason) => say::trust_unreadable(file, reason.as_str()),
        Untrustworthy::NoAuthority(name) => say::trust_no_authority(file, name.as_str()),
    })
}

pub(super) fn outcome(session: &Session, outcome: &Outcome<'_>) -> String {
    let name = outcome.item.item.name();
    let message = match (&outcome.added, outcome.there) {
        (Some(file), _) => match outcome.item.item.kind() {
            TrustKind::Root => say::trust_added_root(name, file.name.as_str()),
            TrustKind::Intermediate => say::trust_added_intermediate(name, file.name.as_str()),
            TrustKind::RevocationList => say::trust_added_list(name, file.name.as_str()),
        },
        (None, there) => say::trust_there(name, there.map_or("", |file| file.name.as_str())),
    };
    session.say(&message)
}

/// A root that is there, in another of the servers' stores than was asked for.
pub(super) fn other_type(session: &Session, outcome: &Outcome<'_>, asked: Option<RootCaType>) -> Option<String> {
    let there = outcome.there?;
    let (known, asked) = (there.root_type?, asked?);
    let message = say::trust_other_type(outcome.item.item.name(), known.name(), there.name.as_str(), asked.name());
    (known != asked).then(|| session.say(&message))
}

/// Everything that is trusted, by kind.
pub(super) fn listed(session: &Session, files: &[Listed], now: Moment) -> Vec<String> {
    let kinds = [
        (TrustKind::Root, say::trust_roots()),
        (TrustKind::Intermediate, say::trust_intermediates()),
        (TrustKind::RevocationList, say::trust_lists()),
    ];
    let mut lines = Vec::new();
    for (kind, heading) in kinds {
        let of_kind: Vec<_> = files.iter().filter(|file| file.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        lines.push(session.say(&heading));
        for file in of_kind {
            for held in file.held.as_deref().unwrap_or_default() {
                lines.push(format!("  {}", Shown::new(held.item.name())));
                let mut parts = vec![session.say(&until(&held.item, now))];
                parts.extend(file.root_type.map(|root| root.name().to_owned()));
                parts.push(Shown::new(&file.name).as_str().to_owned());
                lines.push(format!("      {}", parts.join(", ")));
            }
        }
    }
    lines
}

/// How long it holds.
fn until(item: &Item, now: Moment) -> Message {
    match item {
        Item::Root(facts) | Item::Intermediate(facts) => match facts.not_after {
            Some(end) if end < now => say::trust_expired(date::day(end)),
            Some(end) => say::trust_until(date::day(end)),
            None => say::value_unknown(),
        },
        Item::List(list) => {
            let issued = date::day(list.issued);
            match list.next_update {
                Some(next) if list.overdue(now) => say::trust_overdue(issued, date::day(next)),
                Some(next) => say::trust_next(issued, date::day(next)),
                None => say::trust_issued(issued),
            }
        }
    }
}

/// Something trusted, in JSON.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Object<'a> {
    kind: &'static str,
    name: &'a str,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thumbprint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_after: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_update: Option<String>,
    #[serde(rename = "RootCAType", skip_serializing_if = "Option::is_none")]
    root_ca_type: Option<&'static str>,
}

impl<'a> Object<'a> {
    fn of(held: &'a Trustworthy, file: &'a str, root_type: Option<RootCaType>) -> Object<'a> {
        let (facts, list): (Option<&Facts>, _) = match &held.item {
            Item::Root(facts) | Item::Intermediate(facts) => (Some(facts), None),
            Item::List(list) => (None, Some(list)),
        };
        let written = |at: Option<Moment>| at.map(date::rfc3339);
        Object {
            kind: match held.item.kind() {
                TrustKind::Root => "Root",
                TrustKind::Intermediate => "Intermediate",
                TrustKind::RevocationList => "RevocationList",
            },
            name: held.item.name(),
            file,
            state: None,
            thumbprint: facts.map(|facts| facts.thumbprint.to_string()),
            not_before: written(facts.and_then(|facts| facts.not_before)),
            not_after: written(facts.and_then(|facts| facts.not_after)),
            issued: written(list.map(|list| list.issued)),
            next_update: written(list.and_then(|list| list.next_update)),
            root_ca_type: root_type.map(RootCaType::name),
        }
    }
}

pub(super) fn listed_as_json(files: &[Listed]) -> String {
    let held = files.iter().flat_map(|file| {
        let held = file.held.as_deref().unwrap_or_default().iter();
        held.map(move |held| Object::of(held, &file.name, file.root_type))
    });
    array(&held.collect::<Vec<_>>())
}

pub(super) fn outcomes_as_json(outcomes: &[Outcome<'_>]) -> String {
    let untyped = |file: &TrustFile| (file.kind == TrustKind::Root).then_some(UNTYPED_ROOT);
    let objects = outcomes.iter().map(|Outcome { item, there, added }| match (added, there) {
        (Some(file), _) => {
            Object { state: Some("Added"), ..Object::of(item, &file.name, file.root_type.or_else(|| untyped(file))) }
        }
        (None, Some(file)) => Object { state: Some("Present"), ..Object::of(item, &file.name, file.root_type) },
        (None, None) => Object::of(item, "", None),
    });
    array(&objects.collect::<Vec<_>>())
}

fn array(objects: &[Object<'_>]) -> String {
    harmless(&serde_json::to_string_pretty(objects).unwrap_or_else(|_| "[]".to_owned()))
}
