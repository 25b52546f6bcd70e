//! What is different between two states of a server, in words.

use crate::engine::{Build, Difference, PrivateKey, Role, Service, Thumbprint};
use crate::locale::{Message, say};

/// A difference as a clause: it stands in a list or behind a colon. `names` gives the name by which the reader knows a
/// certificate, also of one that is gone.
#[must_use]
pub fn difference(difference: &Difference, names: &dyn Fn(Thumbprint) -> String) -> Message {
    match difference {
        Difference::Holder { service, before, after } => {
            held(say::plain(Service::name(*service)), *before, *after, names)
        }
        Difference::BackEnd { before, after } => held(say::difference_back_end(), *before, *after, names),
        Difference::DefaultSmtp { before: Some(before), after: Some(after) } => {
            say::difference_default(names(*after), names(*before))
        }
        Difference::DefaultSmtp { before: None, after: Some(after) } => say::difference_default_first(names(*after)),
        Difference::DefaultSmtp { before: Some(before), after: None } => say::difference_default_none(names(*before)),
        Difference::Gained { thumbprint, service } => say::difference_gained(names(*thumbprint), service.name()),
        Difference::Lost { thumbprint, service } => say::difference_lost(names(*thumbprint), service.name()),
        Difference::ProtocolName { protocol, before, after } => {
            let name = |name: &Option<String>| name.as_deref().map_or_else(say::value_none, say::plain);
            say::difference_protocol_name(protocol.service().name(), name(after), name(before))
        }
        Difference::StartupMode { service, before, after } => {
            say::difference_startup_mode(service.name(), after.name(), before.name())
        }
        Difference::Came { thumbprint } => say::difference_came(names(*thumbprint)),
        Difference::Gone { thumbprint } => say::difference_gone(names(*thumbprint)),
        Difference::FriendlyName { thumbprint, before, after } => {
            let called = |name: &str| if name.is_empty() { names(*thumbprint) } else { name.to_owned() };
            say::difference_friendly_name(called(before), called(after))
        }
        Difference::PrivateKey { thumbprint, after } => private_key(names(*thumbprint), *after),
        Difference::Facts { thumbprint } => say::difference_facts(names(*thumbprint)),
        Difference::Fqdn { after } => say::difference_fqdn(after),
        Difference::Build { before, after } => {
            let build = |build: &Option<Build>| match build {
                Some(build) => say::plain(build.to_string()),
                None => say::value_unknown(),
            };
            say::difference_build(build(after), build(before))
        }
        Difference::Roles { after } => {
            say::difference_roles(after.iter().map(|role| Role::name(*role)).collect::<Vec<_>>().join(", "))
        }
        Difference::Dag { after: Some(after) } => say::difference_dag(after),
        Difference::Dag { after: None } => say::difference_dag_none(),
        Difference::EdgeSubscription { after: Some(after) } => say::difference_edge(after),
        Difference::EdgeSubscription { after: None } => say::difference_edge_none(),
        Difference::Origins => say::difference_origins(),
        Difference::Order => say::difference_order(),
        Difference::DefaultSmtp { before: None, after: None } | Difference::Text => say::difference_text(),
    }
}

fn private_key(certificate: String, key: PrivateKey) -> Message {
    match key {
        PrivateKey::Exportable => say::difference_key_exportable(certificate),
        PrivateKey::Present => say::difference_key_present(certificate),
        PrivateKey::Missing => say::difference_key_missing(certificate),
        PrivateKey::Unknown => say::difference_key_unknown(certificate),
    }
}

fn held(
    what: Message,
    before: Option<Thumbprint>,
    after: Option<Thumbprint>,
    names: &dyn Fn(Thumbprint) -> String,
) -> Message {
    match (before, after) {
        (Some(before), Some(after)) => say::difference_holder(what, names(after), names(before)),
        (None, Some(after)) => say::difference_holder_first(what, names(after)),
        (Some(before), None) => say::difference_holder_none(what, names(before)),
        (None, None) => say::difference_text(),
    }
}
