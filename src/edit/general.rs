//! The General tab: the certificate's facts, to read.

use super::{Edit, chain};
use crate::app::vocabulary::World;
use crate::cmdlets::object::certificate::usage;
use crate::engine::{Certificate, Facts, KeyAlgorithm, Knowledge, PublicKey, Server, expires_soon, status};
use crate::locale::{Message, date, explain, say};
use crate::look::Role;
use crate::look::prose::{Prose, ProseLine};
use crate::text::Shown;

/// Columns of the labels.
pub(super) const LABELS: u16 = 25;

/// The lines of the tab at this width.
#[must_use]
pub(super) fn rows(edit: &Edit, world: &World, columns: usize) -> Vec<ProseLine> {
    let mut prose = Prose::new(&world.locale, columns);
    match edit.subject(world) {
        Some((server, certificate)) => about(&mut prose, world, server, certificate),
        None => prose.text(0, Role::Error, &edit.gone(world)),
    }
    prose.lines()
}

fn about(prose: &mut Prose, world: &World, server: &Server, certificate: &Certificate) {
    let said = |message: &Message| world.locale.text(message);
    let line = |prose: &mut Prose, label: Message, value: Shown| {
        prose.labelled(0, &said(&label), LABELS, Role::Text, &value);
    };
    let status = status(certificate, world.now);
    line(prose, say::field_friendly_name(), Shown::new(&certificate.friendly_name));
    if let Some(facts) = certificate.known() {
        line(prose, say::field_subject(), Shown::new(&facts.subject));
        line(prose, say::field_alternative_names(), names(facts));
        line(prose, say::field_issuer(), Shown::new(&facts.issuer));
    } else if let Knowledge::Unreadable(reason) = &certificate.facts {
        line(prose, say::field_subject(), said(&say::details_unreadable(reason.as_ref())));
    }
    line(prose, say::field_status(), said(&explain::status(&status, expires_soon(certificate, world.now))));
    chain::rows(prose, world, certificate);
    line(prose, say::field_private_key(), said(&explain::private_key(certificate.private_key)));
    let held = server.assignments.services_of(certificate.thumbprint);
    let services = if certificate.services_unknown { say::value_unknown() } else { explain::services(held) };
    line(prose, say::field_services(), said(&say::plain(services)));
    line(prose, say::field_thumbprint(), Shown::new(&certificate.thumbprint.to_string()));
    let Some(facts) = certificate.known() else { return };
    let day = |moment| said(&say::details_day(date::day(moment), date::distance(world.now, moment)));
    let unknown = || said(&say::value_unknown());
    line(prose, say::field_valid_from(), facts.not_before.map_or_else(unknown, day));
    line(prose, say::field_expires_on(), facts.not_after.map_or_else(unknown, day));
    line(prose, say::field_key_size(), facts.key.as_ref().map_or_else(unknown, |key| said(&key_size(key))));
    let signature = facts.signature.as_ref().map(|signature| Shown::new(&signature.name));
    line(prose, say::field_signature(), signature.unwrap_or_else(unknown));
    line(prose, say::field_serial(), Shown::new(&facts.serial));
    line(prose, say::field_self_signed(), said(&yes_no(facts.self_signed)));
    line(prose, say::field_root_ca_type(), Shown::ours(certificate.root_ca_type.name()));
    if let Some(usages) = &facts.enhanced_key_usage {
        let usages: Vec<String> = usages.iter().map(|oid| usage(oid)).collect();
        line(prose, say::field_key_usage(), Shown::new(&usages.join(", ")));
    }
}

fn names(facts: &Facts) -> Shown {
    let values = if facts.alternative_names.is_empty() {
        facts.domains.clone()
    } else {
        facts.alternative_names.iter().map(|name| name.value.clone()).collect()
    };
    Shown::new(&values.join(", "))
}

fn key_size(key: &PublicKey) -> Message {
    let algorithm = match &key.algorithm {
        KeyAlgorithm::Rsa => "RSA",
        KeyAlgorithm::Ec => "EC",
        KeyAlgorithm::Ed25519 => "Ed25519",
        KeyAlgorithm::Dsa => "DSA",
        KeyAlgorithm::Other(oid) => oid.as_str(),
    };
    match key.bits {
        Some(bits) => say::key_size(algorithm, i64::from(bits)),
        None => say::plain(algorithm),
    }
}

fn yes_no(yes: bool) -> Message {
    if yes { say::value_yes() } else { say::value_no() }
}
