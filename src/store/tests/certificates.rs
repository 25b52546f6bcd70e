//! Certificate, request and trust files.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, IsCa, KeyPair, date_time_ymd,
};

use super::*;
use crate::engine::{Certificate, Knowledge, RootCaType, Status, Trust, status};
use crate::store::{Judged, ProblemKind};
use crate::x509;

type Authority = CertifiedIssuer<'static, KeyPair>;

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(vec![]).unwrap();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2036, 1, 1);
    params
}

fn authority(name: &str) -> Authority {
    let mut params = params(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    Authority::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A certificate by that authority, put into the organization; its thumbprint.
fn issue(organization: &Organization, issuer: &Authority) -> Thumbprint {
    let leaf = params("mail.contoso.com").signed_by(&KeyPair::generate().unwrap(), issuer).unwrap();
    let thumbprint = x509::thumbprint(leaf.der());
    organization.put(&format!("certificates/{thumbprint}.pem"), leaf.pem());
    thumbprint
}

/// Lists a certificate on EX01, with these lines more.
fn list(organization: &Organization, thumbprint: Thumbprint, more: &str) -> Certificate {
    let text = format!("{EX01}\n[[certificates]]\nthumbprint = \"{thumbprint}\"\nprivate-key = \"present\"\n{more}");
    organization.put("servers/EX01.toml", text);
    organization.server("EX01").certificates.last().unwrap().clone()
}

fn trusting(organization: &Organization, root: &Authority, more: &str) {
    organization.put("trust/root.pem", root.pem());
    let trust = format!("[trust]\nroots = [\"trust/root.pem\"]\n{more}");
    organization.put("organization.toml", format!("schema = 1\nname = \"Contoso\"\n{trust}"));
}

fn judge(organization: &Organization, certificate: &Certificate) -> Judged {
    organization.open().facts(certificate, NOW)
}

#[test]
fn facts_and_trust_come_from_the_certificate_and_the_trust_files() {
    let (organization, root) = (Organization::contoso(), authority("Contoso Root CA"));
    trusting(&organization, &root, "root-types = { \"trust/root.pem\" = \"enterprise\" }\n");
    let thumbprint = issue(&organization, &root);
    let mut certificate = list(&organization, thumbprint, "");
    assert_eq!(status(&certificate, NOW), Status::Pending);
    judge(&organization, &certificate).fill(&mut certificate);
    assert_eq!(certificate.known().unwrap().common_name.as_deref(), Some("mail.contoso.com"));
    assert_eq!((status(&certificate, NOW), certificate.root_ca_type), (Status::Valid, RootCaType::Enterprise));
}

#[test]
fn the_root_type_is_that_of_the_root_at_the_end_of_the_chain() {
    let (organization, ours, theirs) = (Organization::contoso(), authority("Contoso Root CA"), authority("Public CA"));
    organization.put("trust/public.pem", theirs.pem());
    organization.put("trust/root.pem", ours.pem());
    let trust = "[trust]\nroots = [\"trust/root.pem\", \"trust/public.pem\"]\n";
    let types = "root-types = { \"trust/public.pem\" = \"ThirdParty\" }\n";
    organization.put("organization.toml", format!("schema = 1\nname = \"Contoso\"\n{trust}{types}"));
    for (issuer, expected) in [(&ours, RootCaType::Registry), (&theirs, RootCaType::ThirdParty)] {
        let thumbprint = issue(&organization, issuer);
        let certificate = list(&organization, thumbprint, "");
        let judged = judge(&organization, &certificate);
        assert_eq!((judged.trust, judged.root_ca_type), (Trust::Trusted, expected));
    }
    let stranger = list(&organization, issue(&organization, &authority("Stranger")), "");
    let judged = judge(&organization, &stranger);
    assert_eq!((judged.trust, judged.root_ca_type), (Trust::Untrusted, RootCaType::None));
}

#[test]
fn facts_are_read_once_for_all_servers_and_trust_again_when_the_trust_files_change() {
    let (organization, root) = (Organization::contoso(), authority("Contoso Root CA"));
    let certificate = list(&organization, issue(&organization, &root), "");
    let mut store = organization.open();
    let first = store.facts(&certificate, NOW);
    assert_eq!(first.trust, Trust::Untrusted);
    trusting(&organization, &root, "");
    assert_eq!(store.facts(&certificate, NOW).trust, Trust::Untrusted, "until somebody looks again");
    store.organization().unwrap();
    let second = store.facts(&certificate, NOW);
    assert_eq!(second.trust, Trust::Trusted);
    let (Knowledge::Known(first), Knowledge::Known(second)) = (first.facts, second.facts) else { panic!("known") };
    assert!(std::sync::Arc::ptr_eq(&first, &second));
}

#[test]
fn a_recorded_status_stands_beside_a_certificate() {
    let (organization, root) = (Organization::contoso(), authority("Contoso Root CA"));
    trusting(&organization, &root, "");
    let thumbprint = issue(&organization, &root);
    let recorded = "[certificates.recorded]\nstatus = \"RevocationCheckFailure\"\nroot-ca-type = \"ThirdParty\"\n";
    let judged = judge(&organization, &list(&organization, thumbprint, recorded));
    assert_eq!((judged.trust, judged.root_ca_type), (Trust::RevocationCheckFailure, RootCaType::ThirdParty));
    assert!(judged.facts.known().is_some());
    let judged = judge(&organization, &list(&organization, thumbprint, "unknown = [\"status\"]\n"));
    assert_eq!(judged.trust, Trust::Unknown);
}

#[test]
fn a_self_signed_certificate_recorded_as_valid_is_self_signed() {
    let (organization, own) = (Organization::contoso(), authority("EX01"));
    let thumbprint = x509::thumbprint(own.der());
    organization.put(&format!("certificates/{thumbprint}.pem"), own.pem());
    let certificate = list(&organization, thumbprint, "[certificates.recorded]\nstatus = \"Valid\"\n");
    assert_eq!(judge(&organization, &certificate).trust, Trust::SelfSigned);
}

#[test]
fn a_missing_a_damaged_and_an_exchanged_certificate_file_are_named() {
    let (organization, root) = (Organization::contoso(), authority("Contoso Root CA"));
    let thumbprint = issue(&organization, &root);
    let certificate = list(&organization, thumbprint, "");
    let file = format!("certificates/{thumbprint}.pem");
    let other = issue(&organization, &root);
    let exchanged = organization.text(&format!("certificates/{other}.pem"));
    for (content, reason) in [
        (None, "not found".to_owned()),
        (Some(String::new()), "it is empty".to_owned()),
        (Some("-----BEGIN NONSENSE-----".to_owned()), "there is no certificate in it".to_owned()),
        (Some("x".repeat((1 << 20) + 1)), "larger than 1048576 bytes".to_owned()),
        (Some(exchanged), format!("the certificate in it is another one, {other}")),
    ] {
        match content {
            None => fs::remove_file(organization.path(&file)).unwrap(),
            Some(content) => organization.put(&file, content),
        }
        let judged = judge(&organization, &certificate);
        let Knowledge::Unreadable(found) = judged.facts else { panic!("unreadable") };
        assert_eq!((&*found, judged.trust), (format!("{file}: {reason}").as_str(), Trust::Unknown));
    }
}

#[test]
fn a_broken_trust_file_is_a_finding_and_leaves_what_hangs_on_it_unknown() {
    let (organization, root) = (Organization::contoso(), authority("Contoso Root CA"));
    trusting(&organization, &root, "intermediates = [\"trust/gone.pem\"]\ncrls = [\"trust/root.pem\"]\n");
    let (ours, stranger) = (issue(&organization, &root), issue(&organization, &authority("Stranger")));
    let mut store = organization.open();
    assert_eq!(store.facts(&list(&organization, ours, ""), NOW).trust, Trust::Trusted);
    assert_eq!(store.facts(&list(&organization, stranger, ""), NOW).trust, Trust::Unknown);
    let problems = store.trust_problems();
    assert_eq!(problems.len(), 2);
    assert_eq!((&problems[0].kind, problems[0].path.as_path()), (&ProblemKind::NotFound, Path::new("trust/gone.pem")));
    assert!(matches!(problems[1].kind, ProblemKind::Certificate { .. }));
}

#[test]
fn a_pending_request_is_read_from_its_file() {
    let organization = Organization::contoso();
    let key = KeyPair::generate().unwrap();
    let request = params("mail.contoso.com").serialize_request(&key).unwrap();
    organization.put("requests/KEY1.csr", request.pem().unwrap());
    let text = format!(
        "{EX01}\n[[requests]]\nkey-id = \"KEY1\"\nthumbprint = \"{}\"\nfriendly-name = \"2028\"\n",
        print(0xCC)
    );
    organization.put("servers/EX01.toml", text);
    let mut certificate = organization.server("EX01").certificates.last().unwrap().clone();
    assert!(certificate.is_request());
    judge(&organization, &certificate).fill(&mut certificate);
    assert_eq!(certificate.known().unwrap().common_name.as_deref(), Some("mail.contoso.com"));
    assert_eq!(status(&certificate, NOW), Status::PendingRequest);
}

#[test]
fn a_pending_request_without_its_file_is_known_by_the_certificate_that_holds_its_place() {
    let organization = Organization::contoso();
    let placeholder = params("mail.contoso.com").self_signed(&KeyPair::generate().unwrap()).unwrap();
    let thumbprint = x509::thumbprint(placeholder.der());
    let request = format!("{EX01}\n[[requests]]\nkey-id = \"K1\"\nthumbprint = \"{thumbprint}\"\n");
    organization.put("servers/EX01.toml", request);
    let request = organization.server("EX01").certificates[2].clone();
    assert!(matches!(judge(&organization, &request).facts, Knowledge::Unreadable(_)), "neither is there");
    organization.put(&format!("certificates/{thumbprint}.pem"), placeholder.pem());
    let judged = judge(&organization, &request);
    let facts = judged.facts.known().unwrap();
    assert_eq!((facts.subject.as_str(), facts.key.is_some()), ("CN=mail.contoso.com", true));
    assert_eq!((facts.issuer.as_str(), facts.not_after, facts.self_signed), ("", None, false), "the placeholder's own");
    assert_eq!(judged.trust, Trust::Unknown);
}
