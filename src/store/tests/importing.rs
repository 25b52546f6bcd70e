//! What an import leaves on the disk, and what is left of one that did not come to its end.

use std::sync::Arc;

use super::*;
use crate::engine::{self, Access, Arrival, PrivateKey, Verdict};
use crate::store::{ApplyError, EntryKind, ProblemKind};
use crate::x509;
use rcgen::{CertificateParams, KeyPair};

/// A certificate and the request for it, of one key.
struct Made {
    der: Vec<u8>,
    request: String,
}

fn made() -> Made {
    let params = CertificateParams::new(vec!["mail.fabrikam.com".to_owned()]).unwrap();
    let key = KeyPair::generate().unwrap();
    let der = params.clone().self_signed(&key).unwrap().der().to_vec();
    Made { der, request: params.serialize_request(&key).unwrap().pem().unwrap() }
}

fn arrival(made: &Made, private_key: PrivateKey) -> Arrival {
    Arrival {
        der: Arc::new(made.der.clone()),
        facts: Arc::new(x509::facts(&made.der).unwrap()),
        friendly_name: "Fabrikam".into(),
        private_key,
        file: "fabrikam.pfx".into(),
        newer_encryption: false,
    }
}

/// EX01 as the engine is given it: everything read.
fn known(organization: &Organization) -> Server {
    let mut store = organization.open();
    let mut server = store.open(&name("EX01")).unwrap();
    for certificate in Arc::make_mut(&mut server.certificates) {
        store.facts(certificate, NOW).fill(certificate);
    }
    server
}

fn imported(organization: &Organization, arrival: Arrival) -> Verdict {
    let contoso = engine::Organization::default();
    engine::import(&contoso, &known(organization), &[arrival], Access::Full, NOW)
}

fn import(organization: &Organization, arrival: Arrival) -> Result<super::super::Applied, ApplyError> {
    let part = imported(organization, arrival).plan.parts.remove(0);
    organization.open().apply(&part, &context())
}

fn context() -> Context {
    Context { user: "alice".into(), at: NOW, ..Context::default() }
}

fn file_of(thumbprint: Thumbprint) -> String {
    format!("certificates/{thumbprint}.pem")
}

#[test]
fn a_certificate_gets_its_file_and_its_block_and_nothing_else_changes() {
    let (organization, made) = (Organization::contoso(), made());
    let arrival = arrival(&made, PrivateKey::Exportable);
    let thumbprint = arrival.thumbprint();
    import(&organization, arrival).unwrap();
    let block = format!(
        "\n[[certificates]]\nthumbprint = \"{thumbprint}\"\nfriendly-name = \"Fabrikam\"\nprivate-key = \"exportable\"\n"
    );
    assert_eq!(organization.text("servers/EX01.toml"), format!("{EX01}{block}"));
    let pem = organization.text(&file_of(thumbprint));
    assert_eq!(x509::certificates(pem.as_bytes()).unwrap(), [made.der]);
    let server = known(&organization);
    let found = server.certificate(thumbprint).unwrap();
    assert_eq!(found.known().unwrap().domains, ["mail.fabrikam.com"]);
    let entry = organization.open().journal(1).unwrap().entries.remove(0);
    assert_eq!((entry.kind, entry.steps[0].step.as_str()), (EntryKind::Change, "import"));
    assert_eq!(entry.steps().unwrap(), [Step::Import { thumbprint, completes: None }]);
    assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
}

#[test]
fn an_answer_takes_the_place_of_its_request() {
    let (organization, made) = (Organization::contoso(), made());
    let waiting = "\n# Sent on Monday.\n[[requests]]\nkey-id = \"K1\"\nthumbprint = \
                   \"CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC\"\nfriendly-name = \"Renewal\"\n";
    organization.put("servers/EX01.toml", format!("{EX01}{waiting}"));
    organization.put("requests/K1.csr", &made.request);
    let arrival = Arrival { friendly_name: String::new(), ..arrival(&made, PrivateKey::Missing) };
    let thumbprint = arrival.thumbprint();
    import(&organization, arrival).unwrap();
    let text = organization.text("servers/EX01.toml");
    assert!(!text.contains("[[requests]]") && text.contains("# Sent on Monday."), "{text}");
    let server = known(&organization);
    let found = server.certificate(thumbprint).unwrap();
    assert_eq!((found.friendly_name.as_str(), found.private_key), ("Renewal", PrivateKey::Present));
    assert!(organization.path("requests/K1.csr").exists(), "whoever wants to look at it can");
    let entry = organization.open().journal(1).unwrap().entries.remove(0);
    assert_eq!(entry.steps[0].before.as_deref(), Some("CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC"));
}

#[test]
fn an_import_that_ended_behind_its_file_can_be_done_again() {
    let (organization, made) = (Organization::contoso(), made());
    let arrival = arrival(&made, PrivateKey::Present);
    let file = file_of(arrival.thumbprint());
    import(&organization, arrival.clone()).unwrap();
    let pem = organization.text(&file);
    // As it stood when the power went: the file is there, the document is the old one.
    organization.put("servers/EX01.toml", EX01);
    let recovered = organization.open().recover("bob", NOW).unwrap();
    assert_eq!(recovered.abandoned, Some(1));
    import(&organization, arrival).unwrap();
    assert_eq!(organization.text(&file), pem);
    assert!(organization.text("servers/EX01.toml").contains("Fabrikam"));
}

#[test]
fn a_file_that_holds_another_certificate_is_not_written_over() {
    let (organization, first) = (Organization::contoso(), made());
    let arrival = arrival(&first, PrivateKey::Present);
    organization.put(&file_of(arrival.thumbprint()), x509::to_pem(&made().der, x509::Document::Certificate));
    let before = organization.snapshot();
    let error = import(&organization, arrival).unwrap_err();
    assert!(
        matches!(&error, ApplyError::Problem(found) if matches!(found.kind, ProblemKind::Certificate { .. })),
        "{error}"
    );
    let changed: Vec<_> = organization.snapshot().into_iter().filter(|file| !before.contains(file)).collect();
    assert!(changed.iter().all(|(path, _)| path.ends_with("store.lock")), "{changed:?}");
}

#[test]
fn somebody_elses_edit_in_between_is_a_conflict_and_nothing_comes() {
    let (organization, made) = (Organization::contoso(), made());
    let arrival = arrival(&made, PrivateKey::Present);
    let file = file_of(arrival.thumbprint());
    let part = imported(&organization, arrival).plan.parts.remove(0);
    organization.put("servers/EX01.toml", format!("{EX01}# a note\n"));
    assert!(matches!(organization.open().apply(&part, &context()), Err(ApplyError::Conflict { .. })));
    assert!(!organization.path(&file).exists());
}
