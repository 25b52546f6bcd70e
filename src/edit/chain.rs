//! What the verdict on a certificate's chain rests on: its authorities, and what revocation lists say.

use super::general::LABELS;
use crate::app::vocabulary::World;
use crate::engine::{
    Authority, Certificate, ChainEnd, Evidence, Moment, Revocation, RevocationList, Revoked, Trust,
};
use crate::locale::{Message, date, say};
use crate::look::Role;
use crate::look::prose::Prose;
use crate::text::Shown;

/// The rows of the chain and of revocation. A self-signed certificate and a request have no chain, and none.
pub(super) fn rows(prose: &mut Prose, world: &World, certificate: &Certificate) {
    let Some(facts) = certificate.known().filter(|facts| !facts.self_signed) else { return };
    if certificate.is_request() {
        return;
    }
    let chain = match (&certificate.evidence, &certificate.trust) {
        (Some(evidence), trust) => chain(evidence, trust, world.now),
        (None, Trust::Pending) => vec![say::checking()],
        (None, Trust::Unknown) => vec![say::value_unknown()],
        (None, _) => vec![say::chain_recorded()],
    };
    several(prose, world, &say::field_chain(), &chain);
    if let Some(evidence) = &certificate.evidence {
        let said = revocation(evidence, &facts.issuer, world.now);
        several(prose, world, &say::field_revocation(), &[said]);
    }
}

/// A label, and sentences beside it, each on a line of its own.
fn several(prose: &mut Prose, world: &World, label: &Message, sentences: &[Message]) {
    let mut label = world.locale.text(label);
    for sentence in sentences {
        prose.labelled(0, &label, LABELS, Role::Text, &world.locale.text(sentence));
        label = Shown::default();
    }
}

/// The authorities from the issuer up, where they end, and what the verifier calls the trouble.
fn chain(evidence: &Evidence, trust: &Trust, now: Moment) -> Vec<Message> {
    let last = evidence.authorities.len().saturating_sub(1);
    let is_root = |index: usize| evidence.end == ChainEnd::Root && index == last;
    let known = evidence.authorities.iter().enumerate();
    let mut said: Vec<Message> = known.map(|(index, known)| authority(known, is_root(index), now)).collect();
    match &evidence.end {
        ChainEnd::Root => {}
        ChainEnd::Missing(name) => said.push(say::chain_missing(name.as_ref())),
        ChainEnd::NotTrusted => said.push(say::chain_not_trusted()),
    }
    if let Trust::Invalid(error) = trust {
        said.push(say::chain_error(error.as_ref()));
    }
    said
}

fn authority(authority: &Authority, root: bool, now: Moment) -> Message {
    let name = authority.name.as_str();
    match (root, authority.outside_validity(now)) {
        (false, false) => say::chain_authority(name),
        (true, false) => say::chain_root(name),
        (_, true) if now < authority.not_before => {
            say::chain_not_yet_valid(name, date::day(authority.not_before))
        }
        (_, true) => say::chain_expired(name, date::day(authority.not_after)),
    }
}

fn revocation(evidence: &Evidence, issuer: &str, now: Moment) -> Message {
    match &evidence.revocation {
        Revocation::NotChecked if evidence.end != ChainEnd::Root => say::revocation_no_chain(),
        Revocation::NotChecked => say::revocation_no_list(issuer),
        Revocation::Checked(list) => match list.next_update {
            Some(next) if list.overdue(now) => {
                say::revocation_overdue(list.issuer.as_str(), date::day(list.issued), date::day(next))
            }
            _ => say::revocation_checked(list.issuer.as_str(), date::day(list.issued)),
        },
        Revocation::Revoked(revoked) => said_of(revoked),
    }
}

fn said_of(revoked: &Revoked) -> Message {
    let Revoked { authority, serial, since, list } = revoked;
    let RevocationList { issuer, issued, .. } = &**list;
    let (since, issued) = (date::day(*since), date::day(*issued));
    match authority {
        None => say::revocation_revoked(since, serial.as_str(), issuer.as_str(), issued),
        Some(authority) => {
            say::revocation_authority(authority.as_str(), since, serial.as_str(), issuer.as_str(), issued)
        }
    }
}
