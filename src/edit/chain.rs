//! What the verdict on a certificate's chain rests on: its authorities, and what revocation lists say.

use super::general::LABELS;
use crate::app::vocabulary::World;
use crate::engine::{Authority, Certificate, ChainEnd, Evidence, Moment, Revocation, Revoked, Trust};
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
        (_, true) if now < authority.not_before => say::chain_not_yet_valid(name, date::day(authority.not_before)),
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
    let (since, day, whose) = (date::day(*since), date::day(list.issued), list.issuer.as_str());
    match authority {
        None => say::revocation_revoked(since, serial.as_str(), whose, day),
        Some(authority) => say::revocation_authority(authority.as_str(), since, serial.as_str(), whose, day),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::engine::{DAY, RevocationList, Thumbprint};
    use crate::locale::Locale;
    use crate::testing::{NOW, Robot, Sample};

    const FIX: &str = "exchcert trust add FILE";

    fn known(name: &str, from: i64, until: i64) -> Arc<Authority> {
        Arc::new(Authority {
            name: name.to_owned(),
            thumbprint: Thumbprint([0; 20]),
            not_before: NOW.plus(from * DAY),
            not_after: NOW.plus(until * DAY),
        })
    }

    fn found(authorities: Vec<Arc<Authority>>, end: ChainEnd, revocation: Revocation) -> Evidence {
        Evidence { authorities, end, revocation }
    }

    fn said(messages: &[Message]) -> String {
        let locale = Locale::english();
        messages.iter().map(|message| locale.text(message).as_str().to_owned()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_chain_names_its_authorities_and_what_is_missing_of_it() {
        let good = vec![known("CN=Issuing", -9, 9), known("CN=Root", -9, 9)];
        let chain = |evidence: &Evidence, trust: &Trust| said(&chain(evidence, trust, NOW));
        let whole = found(good.clone(), ChainEnd::Root, Revocation::NotChecked);
        assert_eq!(chain(&whole, &Trust::Trusted), "CN=Issuing\nCN=Root, a trusted root");
        let untrusted = found(good, ChainEnd::NotTrusted, Revocation::NotChecked);
        let text = chain(&untrusted, &Trust::Untrusted);
        assert_eq!(text, format!("CN=Issuing\nCN=Root\nIt is no trusted root. Trust it: {FIX}"));
        let cut = found(Vec::new(), ChainEnd::Missing("CN=Issuing".into()), Revocation::NotChecked);
        let text = chain(&cut, &Trust::Untrusted);
        assert_eq!(text, format!("No certificate of CN=Issuing is known. Add it: {FIX}"));
    }

    #[test]
    fn an_authority_outside_its_dates_is_shown_with_them() {
        let old = vec![known("CN=Issuing", -9, -1), known("CN=Root", 1, 9)];
        let evidence = found(old, ChainEnd::Root, Revocation::NotChecked);
        let text = said(&chain(&evidence, &Trust::Invalid("CertExpired".into()), NOW));
        let (ended, begins) = (date::day(NOW.plus(-DAY)), date::day(NOW.plus(DAY)));
        assert_eq!(
            text,
            format!(
                "CN=Issuing, expired on {ended}\nCN=Root, not valid before {begins}\nThe verifier calls it CertExpired"
            )
        );
    }

    #[test]
    fn a_list_that_should_have_been_followed_says_so() {
        let list = |due: i64| RevocationList {
            issuer: "CN=Issuing".to_owned(),
            issued: NOW.plus(-9 * DAY),
            next_update: Some(NOW.plus(due * DAY)),
        };
        let text = |due| {
            let evidence = found(Vec::new(), ChainEnd::Root, Revocation::Checked(list(due).into()));
            said(&[revocation(&evidence, "CN=Issuing", NOW)])
        };
        assert!(!text(1).contains("due"), "{}", text(1));
        assert!(text(-1).ends_with(&format!("; a newer one was due on {}", date::day(NOW.plus(-DAY)))), "{}", text(-1));
        let none = found(Vec::new(), ChainEnd::Root, Revocation::NotChecked);
        let text = said(&[revocation(&none, "CN=Issuing", NOW)]);
        assert_eq!(text, format!("Not checked: there is no list of CN=Issuing. Add it: {FIX}"));
    }

    #[test]
    fn a_revoked_authority_is_named_with_its_day() {
        let list = RevocationList { issuer: "CN=Root".to_owned(), issued: NOW, next_update: None };
        let revoked = Revoked {
            authority: Some("CN=Issuing".to_owned()),
            serial: "0A".to_owned(),
            since: NOW.plus(-DAY),
            list: list.into(),
        };
        let text = said(&[said_of(&revoked)]);
        let since = date::day(NOW.plus(-DAY));
        assert!(text.starts_with(&format!("CN=Issuing is revoked since {since} (serial number 0A)")), "{text}");
    }

    /// A status that an import recorded has no evidence of ours, and none is made up.
    #[test]
    fn what_an_import_recorded_is_said_to_be_recorded() {
        let sample = Sample::new();
        let (from, to) = ("private-key = \"exportable\" # issued by Fabrikam Root CA, which nobody here trusts", "");
        sample.edit("servers/EX01.toml", from, &format!("{to}[certificates.recorded]\nstatus = \"Untrusted\"\n"));
        let mut robot = crate::testing::Opening::default().sample(&sample);
        robot.open("Fabrikam relay").press("Home Up Right");
        robot.sees("As recorded by the import");
        robot.sees_no("Revocation");
        let (mut robot, _sample) = Robot::on_sample();
        robot.open("Microsoft Exchange").press("Home Up Right");
        robot.sees_no("Chain");
    }
}
