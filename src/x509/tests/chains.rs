//! Trust: who signed it, whether a list names it.

use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, NameConstraints,
    RevokedCertParams, SerialNumber, date_time_ymd,
};

use super::super::{Authorities, facts};
use super::*;
use crate::engine::{Moment, Trust};

pub(super) type Authority = CertifiedIssuer<'static, KeyPair>;

/// 2026-11-21T09:00:00Z.
pub(super) const NOW: Moment = Moment(1_795_251_600);

fn subject(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(vec![]).unwrap();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2036, 1, 1);
    params
}

pub(super) fn authority(name: &str) -> CertificateParams {
    let mut params = subject(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

pub(super) fn leaf(serial: u64) -> CertificateParams {
    let mut params = subject("mail.contoso.com");
    params.subject_alt_names = CertificateParams::new(vec!["mail.contoso.com".to_owned()]).unwrap().subject_alt_names;
    params.serial_number = Some(SerialNumber::from(serial));
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2027, 1, 1);
    params
}

/// A root, and an issuing authority below it.
pub(super) struct Hierarchy {
    pub(super) root: Authority,
    pub(super) issuing: Authority,
}

impl Hierarchy {
    pub(super) fn new() -> Hierarchy {
        Hierarchy::with(authority("Contoso Issuing CA"))
    }

    pub(super) fn with(issuing: CertificateParams) -> Hierarchy {
        let root = Authority::self_signed(authority("Contoso Root CA"), KeyPair::generate().unwrap()).unwrap();
        let issuing = Authority::signed_by(issuing, KeyPair::generate().unwrap(), &root).unwrap();
        Hierarchy { root, issuing }
    }

    pub(super) fn issue(&self, params: &CertificateParams) -> Vec<u8> {
        issue(&self.issuing, params)
    }

    /// Both are known.
    pub(super) fn trusted(&self) -> Authorities {
        let mut authorities = Authorities::default();
        assert_eq!(authorities.add_roots(self.root.pem().as_bytes()), Ok(1));
        assert_eq!(authorities.add_intermediates(self.issuing.der()), Ok(1));
        authorities
    }
}

pub(super) fn issue(issuer: &Authority, params: &CertificateParams) -> Vec<u8> {
    params.signed_by(&KeyPair::generate().unwrap(), issuer).unwrap().der().to_vec()
}

/// A list by `issuer` of 1 January of `year` that names `serials`.
pub(super) fn list(issuer: &Authority, year: i32, serials: &[u64]) -> String {
    let revoked = |serial: &u64| RevokedCertParams {
        serial_number: SerialNumber::from(*serial),
        revocation_time: date_time_ymd(2026, 1, 2),
        reason_code: None,
        invalidity_date: None,
    };
    let params = CertificateRevocationListParams {
        this_update: date_time_ymd(year, 1, 1),
        next_update: date_time_ymd(year, 2, 1),
        crl_number: SerialNumber::from(1),
        issuing_distribution_point: None,
        revoked_certs: serials.iter().map(revoked).collect(),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    params.signed_by(issuer).unwrap().pem().unwrap()
}

fn judge(authorities: &Authorities, der: &[u8]) -> Trust {
    authorities.judge(der, &facts(der).unwrap(), NOW)
}

#[test]
fn a_chain_to_a_root_is_trusted() {
    let contoso = Hierarchy::new();
    let der = contoso.issue(&leaf(1));
    assert_eq!(judge(&contoso.trusted(), &der), Trust::Trusted);
}

#[test]
fn without_the_root_or_the_authority_between_it_is_untrusted() {
    let contoso = Hierarchy::new();
    let der = contoso.issue(&leaf(1));
    let mut root_only = Authorities::default();
    root_only.add_roots(contoso.root.der()).unwrap();
    let mut wrong_root = Authorities::default();
    let fabrikam = Authority::self_signed(authority("Fabrikam Root CA"), KeyPair::generate().unwrap()).unwrap();
    wrong_root.add_roots(fabrikam.der()).unwrap();
    wrong_root.add_intermediates(contoso.issuing.der()).unwrap();
    for authorities in [Authorities::default(), root_only, wrong_root] {
        assert_eq!(judge(&authorities, &der), Trust::Untrusted);
    }
}

#[test]
fn a_root_of_the_same_name_with_another_key_does_not_verify() {
    let contoso = Hierarchy::new();
    let der = contoso.issue(&leaf(1));
    let trust = judge(&Hierarchy::new().trusted(), &der);
    assert_eq!(trust, Trust::Invalid("InvalidSignatureForPublicKey".into()));
}

#[test]
fn a_self_signed_certificate_has_no_chain_and_needs_no_root() {
    let der = subject("EX01").self_signed(&KeyPair::generate().unwrap()).unwrap().der().to_vec();
    assert_eq!(judge(&Authorities::default(), &der), Trust::SelfSigned);
    assert_eq!(judge(&Hierarchy::new().trusted(), &der), Trust::SelfSigned);
    assert_eq!(judge(&Authorities::default(), &one(fixture!("rsa1024-sha1.pem"))), Trust::SelfSigned);
}

#[test]
fn a_list_revokes_what_it_names_and_nothing_else() {
    let contoso = Hierarchy::new();
    let mut authorities = contoso.trusted();
    assert_eq!(authorities.add_revocation_lists(list(&contoso.issuing, 2026, &[7]).as_bytes()), Ok(1));
    assert_eq!(judge(&authorities, &contoso.issue(&leaf(7))), Trust::Revoked);
    // The list's next update was in February; it speaks all the same.
    assert_eq!(judge(&authorities, &contoso.issue(&leaf(8))), Trust::Trusted);
}

#[test]
fn a_revoked_authority_revokes_what_it_issued() {
    let mut params = authority("Contoso Issuing CA");
    params.serial_number = Some(SerialNumber::from(99));
    let contoso = Hierarchy::with(params);
    let mut authorities = contoso.trusted();
    authorities.add_revocation_lists(list(&contoso.root, 2026, &[99]).as_bytes()).unwrap();
    assert_eq!(judge(&authorities, &contoso.issue(&leaf(1))), Trust::Revoked);
}

#[test]
fn the_newest_list_of_an_authority_speaks_whichever_came_first() {
    let contoso = Hierarchy::new();
    let der = contoso.issue(&leaf(7));
    let (old, new) = (list(&contoso.issuing, 2025, &[]), list(&contoso.issuing, 2026, &[7]));
    for lists in [format!("{old}{new}"), format!("{new}{old}")] {
        let mut authorities = contoso.trusted();
        assert_eq!(authorities.add_revocation_lists(lists.as_bytes()), Ok(2));
        assert_eq!(judge(&authorities, &der), Trust::Revoked);
    }
}

#[test]
fn an_authority_renewed_with_a_new_key_speaks_with_both() {
    let Hierarchy { root, issuing: first } = Hierarchy::new();
    let second = authority("Contoso Issuing CA");
    let second = Authority::signed_by(second, KeyPair::generate().unwrap(), &root).unwrap();
    let lists = format!("{}{}", list(&first, 2025, &[7]), list(&second, 2026, &[8]));
    for order in [[&first, &second], [&second, &first]] {
        let mut authorities = Authorities::default();
        authorities.add_roots(root.der()).unwrap();
        for authority in order {
            authorities.add_intermediates(authority.der()).unwrap();
        }
        authorities.add_revocation_lists(lists.as_bytes()).unwrap();
        assert_eq!(judge(&authorities, &issue(&first, &leaf(7))), Trust::Revoked);
        assert_eq!(judge(&authorities, &issue(&first, &leaf(8))), Trust::Trusted);
        assert_eq!(judge(&authorities, &issue(&second, &leaf(7))), Trust::Trusted);
        assert_eq!(judge(&authorities, &issue(&second, &leaf(8))), Trust::Revoked);
    }
}

#[test]
fn a_list_that_another_signed_is_an_error_with_its_name() {
    let contoso = Hierarchy::new();
    let mut authorities = contoso.trusted();
    authorities.add_revocation_lists(list(&Hierarchy::new().issuing, 2026, &[]).as_bytes()).unwrap();
    let trust = judge(&authorities, &contoso.issue(&leaf(1)));
    assert_eq!(trust, Trust::Invalid("InvalidCrlSignatureForPublicKey".into()));
}

#[test]
fn the_leaf_s_own_dates_and_purposes_are_left_to_the_engine() {
    let contoso = Hierarchy::new();
    let (mut expired, mut not_yet, mut client) = (leaf(1), leaf(2), leaf(3));
    expired.not_after = date_time_ymd(2026, 2, 1);
    not_yet.not_before = date_time_ymd(2026, 12, 24);
    client.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    for params in [expired, not_yet, client] {
        assert_eq!(judge(&contoso.trusted(), &contoso.issue(&params)), Trust::Trusted);
    }
}

#[test]
fn an_expired_authority_is_an_error_with_its_name() {
    let mut params = authority("Contoso Issuing CA");
    params.not_after = date_time_ymd(2026, 6, 1);
    let contoso = Hierarchy::with(params);
    let trust = judge(&contoso.trusted(), &contoso.issue(&leaf(1)));
    assert_eq!(trust, Trust::Invalid("CertExpired".into()));
}

#[test]
fn an_authority_s_limits_hold() {
    let mut params = authority("Contoso Branch CA");
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![GeneralSubtree::DnsName("branch.contoso.com".to_owned())],
        excluded_subtrees: vec![],
    });
    let branch = Hierarchy::with(params);
    let trust = judge(&branch.trusted(), &branch.issue(&leaf(1)));
    assert_eq!(trust, Trust::Invalid("NameConstraintViolation".into()));

    let no_authority = Hierarchy::with(subject("Contoso Issuing CA"));
    let trust = judge(&no_authority.trusted(), &no_authority.issue(&leaf(1)));
    assert_eq!(trust, Trust::Invalid("EndEntityUsedAsCa".into()));
}

#[test]
fn weak_chains_verify_because_weakness_is_a_warning() {
    for (root, leaf) in [
        (fixture!("sha1-root.pem"), fixture!("sha1-leaf.pem")),
        (fixture!("rsa1024-root.pem"), fixture!("rsa1024-leaf.pem")),
    ] {
        let mut authorities = Authorities::default();
        authorities.add_roots(root).unwrap();
        assert_eq!(judge(&authorities, &one(leaf)), Trust::Trusted);
    }
}

#[test]
fn a_certificate_of_version_1_is_invalid_by_name() {
    let mut authorities = Authorities::default();
    authorities.add_roots(fixture!("rsa1024-root.pem")).unwrap();
    let trust = judge(&authorities, &one(fixture!("version1-leaf.pem")));
    assert_eq!(trust, Trust::Invalid("UnsupportedCertVersion".into()));
}

#[test]
fn one_bad_authority_in_a_file_adds_none_of_them() {
    let contoso = Hierarchy::new();
    let mut authorities = Authorities::default();
    let version1 = String::from_utf8(fixture!("version1-leaf.pem").to_vec()).unwrap();
    let both = format!("{}{version1}", contoso.issuing.pem());
    let error = authorities.add_intermediates(both.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "not a certificate: UnsupportedCertVersion");
    authorities.add_roots(contoso.root.der()).unwrap();
    assert_eq!(judge(&authorities, &contoso.issue(&leaf(1))), Trust::Untrusted);
    let error = authorities.add_revocation_lists(contoso.root.der()).unwrap_err().to_string();
    assert!(error.starts_with("not a revocation list: "), "{error}");
}

/// A clumsy renewal leaves authorities of one name behind, each with a key of its own.
#[test]
fn two_hundred_authorities_of_one_name_do_not_hide_the_right_one() {
    let Hierarchy { root, issuing } = Hierarchy::new();
    let mut authorities = Authorities::default();
    authorities.add_roots(root.der()).unwrap();
    for _ in 0..200 {
        let other = Authority::signed_by(authority("Contoso Issuing CA"), KeyPair::generate().unwrap(), &root).unwrap();
        authorities.add_intermediates(other.der()).unwrap();
    }
    let der = issue(&issuing, &leaf(1));
    assert_eq!(judge(&authorities, &der), Trust::Untrusted, "none of them signed it");
    authorities.add_intermediates(issuing.der()).unwrap();
    assert_eq!(judge(&authorities, &der), Trust::Trusted);
}

/// Authorities that all vouch for each other have more paths than anybody could try.
#[test]
fn a_thicket_of_authorities_ends() {
    let names: Vec<String> = (0..12).map(|number| format!("Contoso CA {number}")).collect();
    let own = |name: &String| Authority::self_signed(authority(name), KeyPair::generate().unwrap()).unwrap();
    let every: Vec<Authority> = names.iter().map(own).collect();
    let Hierarchy { root, .. } = Hierarchy::new();
    let mut authorities = Authorities::default();
    for above in &every {
        for (name, below) in names.iter().zip(&every) {
            let crossed = authority(name).signed_by(below.key(), above).unwrap();
            authorities.add_intermediates(crossed.der()).unwrap();
        }
    }
    let der = issue(&every[0], &leaf(1));
    assert_eq!(judge(&authorities, &der), Trust::Untrusted, "nobody is trusted");
    let way_out = authority(&names[1]).signed_by(every[1].key(), &root).unwrap();
    authorities.add_intermediates(way_out.der()).unwrap();
    // A root of that name with another key: every path that is tried fails at its end.
    authorities.add_roots(Hierarchy::new().root.der()).unwrap();
    let trust = judge(&authorities, &der);
    assert!(matches!(trust, Trust::Untrusted | Trust::Invalid(_)), "{trust:?}");
    authorities.add_roots(root.der()).unwrap();
    let trust = judge(&authorities, &der);
    assert!(matches!(trust, Trust::Trusted | Trust::Untrusted | Trust::Invalid(_)), "{trust:?}");
}

#[test]
fn a_root_is_held_to_its_own_dates_and_limits() {
    let judged = |params: CertificateParams| {
        let root = Authority::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let issuing =
            Authority::signed_by(authority("Contoso Issuing CA"), KeyPair::generate().unwrap(), &root).unwrap();
        Hierarchy { root, issuing }
    };
    let mut expired = authority("Contoso Root CA");
    expired.not_after = date_time_ymd(2026, 6, 1);
    let mut short = authority("Contoso Root CA");
    short.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    let mut lists_only = authority("Contoso Root CA");
    lists_only.key_usages = vec![KeyUsagePurpose::CrlSign];
    for (params, name) in
        [(expired, "CertExpired"), (short, "PathLenConstraintViolated"), (lists_only, "IssuerNotCertSigner")]
    {
        let contoso = judged(params);
        let trust = judge(&contoso.trusted(), &contoso.issue(&leaf(1)));
        assert_eq!(trust, Trust::Invalid(name.into()));
    }
}

#[test]
fn what_came_along_in_a_file_counts_while_it_is_lent() {
    let contoso = Hierarchy::new();
    let der = contoso.issue(&leaf(1));
    let mut authorities = Authorities::default();
    authorities.add_roots(contoso.root.der()).unwrap();
    let lent = authorities.lend(&[contoso.issuing.der(), b"no certificate"], |authorities| judge(authorities, &der));
    assert_eq!(lent, Trust::Trusted);
    assert_eq!(judge(&authorities, &der), Trust::Untrusted);
}
