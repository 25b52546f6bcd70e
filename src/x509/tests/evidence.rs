//! What a verdict rests on.

use rcgen::{KeyPair, date_time_ymd};

use super::super::{Authorities, facts};
use super::chains::{Authority, Hierarchy, NOW, authority, issue, leaf, list};
use crate::engine::{ChainEnd, DAY, Evidence, Moment, Revocation, Trust};

fn evidence(authorities: &Authorities, der: &[u8]) -> (Trust, Evidence) {
    let verdict = authorities.verdict(der, &facts(der).unwrap(), NOW);
    (verdict.trust, verdict.evidence.unwrap())
}

fn names(evidence: &Evidence) -> Vec<&str> {
    evidence.authorities.iter().map(|authority| authority.name.as_str()).collect()
}

const BOTH: [&str; 2] = ["CN=Contoso Issuing CA", "CN=Contoso Root CA"];

#[test]
fn a_good_chain_is_its_authorities_up_to_the_root() {
    let contoso = Hierarchy::new();
    let (trust, evidence) = evidence(&contoso.trusted(), &contoso.issue(&leaf(1)));
    assert_eq!((trust, names(&evidence)), (Trust::Trusted, BOTH.to_vec()));
    assert_eq!((evidence.end, evidence.revocation), (ChainEnd::Root, Revocation::NotChecked));
}

#[test]
fn a_chain_that_ends_names_the_authority_that_is_missing() {
    let contoso = Hierarchy::new();
    let der = contoso.issue(&leaf(1));
    let mut authorities = Authorities::default();
    let (trust, found) = evidence(&authorities, &der);
    assert_eq!((trust, names(&found).len()), (Trust::Untrusted, 0));
    assert_eq!(found.end, ChainEnd::Missing("CN=Contoso Issuing CA".into()));
    authorities.add_intermediates(contoso.issuing.der()).unwrap();
    let (_, found) = evidence(&authorities, &der);
    assert_eq!((names(&found), &found.end), (BOTH[..1].to_vec(), &ChainEnd::Missing("CN=Contoso Root CA".into())));
    // The root is there, and nobody trusts it.
    authorities.add_intermediates(contoso.root.der()).unwrap();
    let (_, found) = evidence(&authorities, &der);
    assert_eq!((names(&found), &found.end), (BOTH.to_vec(), &ChainEnd::NotTrusted));
}

#[test]
fn an_expired_authority_is_in_the_chain_with_its_dates() {
    let mut params = authority("Contoso Issuing CA");
    params.not_after = date_time_ymd(2026, 6, 1);
    let contoso = Hierarchy::with(params);
    let (trust, evidence) = evidence(&contoso.trusted(), &contoso.issue(&leaf(1)));
    assert_eq!(trust, Trust::Invalid("CertExpired".into()));
    let [issuing, root] = &evidence.authorities[..] else { panic!("{evidence:?}") };
    assert!(issuing.outside_validity(NOW) && !root.outside_validity(NOW));
}

#[test]
fn a_list_tells_since_when_and_what_it_is_of() {
    let contoso = Hierarchy::new();
    let mut authorities = contoso.trusted();
    authorities.add_revocation_lists(list(&contoso.issuing, 2026, &[0xA7]).as_bytes()).unwrap();
    let (trust, found) = evidence(&authorities, &contoso.issue(&leaf(0xA7)));
    let Revocation::Revoked(revoked) = &found.revocation else { panic!("{found:?}") };
    assert_eq!((trust, &revoked.authority, revoked.serial.as_str()), (Trust::Revoked, &None, "00A7"));
    // 2026-01-02
    assert_eq!(revoked.since, Moment(20_455 * DAY));
    let (trust, found) = evidence(&authorities, &contoso.issue(&leaf(8)));
    let Revocation::Checked(list) = &found.revocation else { panic!("{found:?}") };
    assert_eq!((trust, list.issuer.as_str()), (Trust::Trusted, BOTH[0]));
    assert_eq!((list.issued, list.next_update), (Moment(20_454 * DAY), Some(Moment(20_485 * DAY))));
    assert!(list.overdue(NOW));
}

#[test]
fn a_revoked_authority_is_named() {
    let mut params = authority("Contoso Issuing CA");
    params.serial_number = Some(99_u64.into());
    let contoso = Hierarchy::with(params);
    let mut authorities = contoso.trusted();
    authorities.add_revocation_lists(list(&contoso.root, 2026, &[99]).as_bytes()).unwrap();
    let (trust, found) = evidence(&authorities, &contoso.issue(&leaf(1)));
    let Revocation::Revoked(revoked) = &found.revocation else { panic!("{found:?}") };
    assert_eq!((trust, revoked.authority.as_deref()), (Trust::Revoked, Some(BOTH[0])));
}

/// Of a renewed authority the list that was asked is named, not the other key's newer one.
#[test]
fn the_list_of_the_key_that_signed_is_the_evidence() {
    let Hierarchy { root, issuing: first } = Hierarchy::new();
    let second = Authority::signed_by(authority("Contoso Issuing CA"), KeyPair::generate().unwrap(), &root).unwrap();
    let mut authorities = Authorities::default();
    authorities.add_roots(root.der()).unwrap();
    for authority in [&first, &second] {
        authorities.add_intermediates(authority.der()).unwrap();
    }
    let lists = format!("{}{}", list(&first, 2025, &[]), list(&second, 2026, &[]));
    authorities.add_revocation_lists(lists.as_bytes()).unwrap();
    for (authority, day) in [(&first, 20_089), (&second, 20_454)] {
        let (_, found) = evidence(&authorities, &issue(authority, &leaf(1)));
        let Revocation::Checked(list) = &found.revocation else { panic!("{found:?}") };
        assert_eq!(list.issued, Moment(day * DAY));
    }
}

#[test]
fn a_self_signed_certificate_has_no_chain_to_show() {
    let der = Authority::self_signed(leaf(1), KeyPair::generate().unwrap()).unwrap().der().to_vec();
    let verdict = Authorities::default().verdict(&der, &facts(&der).unwrap(), NOW);
    assert_eq!((verdict.trust, verdict.evidence), (Trust::SelfSigned, None));
}
