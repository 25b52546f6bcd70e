//! Certificates that no public export shows.

use std::sync::Arc;

use super::writer::{Held, TYPE, bytes, file, object, signed};
use super::*;
use crate::engine::{Origin, PrivateKey, RootCaType, ServiceSet, Trust};
use crate::import::source::IisSites;

/// What a file of that one certificate says.
fn said_of(held: &Held) -> Source {
    said(&[held.object()])
}

#[test]
fn a_certificate_of_an_authority_says_all_that_the_server_knows() {
    let held = Held { services: 8 + 16, sites: vec!["IIS://EX01/W3SVC/1".into()], ..Held::issued("mail.contoso.com") };
    let source = said_of(&held);
    assert_eq!((source.origin, remarks(&source)), (Origin::Clixml, Vec::new()));
    let expected = CertificateFacts {
        server: Some("ex01.contoso.com".into()),
        der: Some(Arc::new(held.der.clone())),
        friendly_name: Some("Contoso".into()),
        services: crate::import::properties::services("IIS, SMTP").map(|services| services.set),
        iis_sites: Some(IisSites { default_web_site: true, back_end: false }),
        status: Some(Trust::Trusted),
        root_ca_type: Some(RootCaType::Enterprise),
        private_key: Some(PrivateKey::Exportable),
        ..CertificateFacts::new(held.thumbprint())
    };
    assert_eq!(*only(&source), expected);
}

#[test]
fn every_status_of_the_server_is_kept() {
    let invalid = Trust::Invalid("Invalid".into());
    for (status, self_signed, expected) in [
        (0, false, None),
        (1, false, Some(Trust::Trusted)),
        (1, true, Some(Trust::SelfSigned)),
        (2, false, Some(Trust::Revoked)),
        (3, false, Some(Trust::Trusted)),
        (3, true, Some(Trust::SelfSigned)),
        (4, false, Some(Trust::Untrusted)),
        (5, false, Some(invalid)),
        (6, false, Some(Trust::RevocationCheckFailure)),
    ] {
        let source = said_of(&Held { self_signed, status, ..Held::issued("mail.contoso.com") });
        assert_eq!((&only(&source).status, only(&source).pending), (&expected, false), "{status}");
        assert_eq!(remarks(&source), Vec::<String>::new(), "{status}");
    }
    let source = said_of(&Held { status: 8, ..Held::issued("mail.contoso.com") });
    assert_eq!((&only(&source).status, remarks(&source)), (&None, vec!["object 1: Status 8 is not known".to_owned()]));
}

#[test]
fn a_pending_request_is_said_to_be_one() {
    let held = Held { status: 7, root: 5, friendly_name: "", ..Held::issued("mail.contoso.com") };
    let source = said_of(&held);
    let request = only(&source);
    assert_eq!((request.pending, &request.status, request.thumbprint), (true, &None, held.thumbprint()));
    assert_eq!((request.root_ca_type, request.friendly_name.as_deref()), (Some(RootCaType::Unknown), Some("")));
}

#[test]
fn every_service_and_every_place_of_the_root_is_read_and_a_strange_one_is_named() {
    for (flags, text) in [
        (4, "UM"),
        (32, "Federation"),
        (64, "UMCallRouter"),
        (127, "IMAP, POP, UM, IIS, SMTP, Federation, UMCallRouter"),
    ] {
        let source = said_of(&Held { services: flags, ..Held::issued("mail.contoso.com") });
        assert_eq!(only(&source).services.unwrap().to_string(), text);
        assert!(source.skipped.is_empty());
    }
    let source = said_of(&Held { services: 16 + 256, ..Held::issued("mail.contoso.com") });
    assert_eq!(only(&source).services.unwrap().to_string(), "SMTP");
    assert_eq!(remarks(&source), ["object 1: Services has what is not known: 256"]);
    for (number, root) in (0..).zip(RootCaType::ALL) {
        let source = said_of(&Held { root: number, ..Held::issued("mail.contoso.com") });
        assert_eq!(only(&source).root_ca_type, Some(root));
    }
    let source = said_of(&Held { root: 6, ..Held::issued("mail.contoso.com") });
    assert_eq!(
        (only(&source).root_ca_type, remarks(&source)),
        (None, vec!["object 1: RootCAType 6 is not known".into()])
    );
}

#[test]
fn the_key_is_missing_present_or_exportable() {
    for (has_key, exportable, expected) in [
        (true, true, PrivateKey::Exportable),
        (true, false, PrivateKey::Present),
        (false, false, PrivateKey::Missing),
        (false, true, PrivateKey::Missing),
    ] {
        let source = said_of(&Held { has_key, exportable, ..Held::issued("mail.contoso.com") });
        assert_eq!(only(&source).private_key, Some(expected));
    }
}

#[test]
fn a_site_that_is_not_exchanges_is_named() {
    let sites = vec!["IIS://EX01/W3SVC/2".into(), "IIS://EX01/W3SVC/7".into(), "Default".into()];
    let source = said_of(&Held { sites, ..Held::issued("mail.contoso.com") });
    assert_eq!(only(&source).iis_sites, Some(IisSites { default_web_site: false, back_end: true }));
    assert_eq!(
        remarks(&source),
        [
            "object 1: it is bound to site 7 of IIS too, which is not Exchange's",
            "object 1: IISServices has a site without a number"
        ]
    );
}

#[test]
fn a_signature_around_the_data_is_stepped_over() {
    let held = Held { services: 27, ..Held::issued("mail.contoso.com") };
    let framed = object(TYPE, &bytes("RawData", &held.der), &bytes("SerializationData", &signed(&held.data())));
    assert_eq!(said(&[framed]), said_of(&held));
    let short = &signed(&held.data())[1..];
    let damaged = object(TYPE, &bytes("RawData", &held.der), &bytes("SerializationData", short));
    assert!(said(&[damaged]).skipped[0].reason.contains("SerializationData"));
    let shorter = signed(&held.data());
    let damaged =
        object(TYPE, &bytes("RawData", &held.der), &bytes("SerializationData", &shorter[..shorter.len() - 1]));
    let source = said(&[damaged]);
    assert_eq!(remarks(&source), ["object 1: SerializationData: its signature's frame has another length"]);
    assert_eq!((source.origin, only(&source).services), (Origin::RawData, None));
}

#[test]
fn a_class_that_is_not_read_leaves_the_certificate_and_is_named() {
    let held = Held { services_class: "Process", ..Held::issued("mail.contoso.com") };
    let source = said_of(&held);
    assert_eq!(
        remarks(&source),
        ["object 1: SerializationData: it holds the class \
          Microsoft.Exchange.Management.SystemConfigurationTasks.Process, which is not read"]
    );
    let der = Some(Arc::new(held.der.clone()));
    assert_eq!(*only(&source), CertificateFacts { der, ..CertificateFacts::new(held.thumbprint()) });
}

#[test]
fn data_of_another_certificate_does_not_count() {
    let (held, other) = (Held::issued("mail.contoso.com"), Held::issued("other.contoso.com"));
    let mixed = object(TYPE, &bytes("RawData", &held.der), &bytes("SerializationData", &other.data()));
    let source = said(&[mixed]);
    assert_eq!(only(&source).thumbprint, held.thumbprint());
    assert_eq!((only(&source).services, &only(&source).server), (None, &None));
    assert_eq!(
        remarks(&source),
        ["object 1: SerializationData holds another certificate than RawData, so only RawData counts"]
    );
    let alone = object(TYPE, "", &bytes("SerializationData", &other.data()));
    assert_eq!(only(&said(&[alone])).thumbprint, other.thumbprint(), "the data has the certificate too");
}

#[test]
fn a_thumbprint_that_is_not_the_certificates_is_named() {
    let held = Held { sha1: Some([7; 20]), ..Held::issued("mail.contoso.com") };
    let source = said_of(&held);
    let own = held.thumbprint();
    assert_eq!(
        remarks(&source),
        [format!("object 1: the thumbprint stored with the certificate is another one than its own, {own}")]
    );
    let identity = Some("0707070707070707070707070707070707070707");
    let source = said_of(&Held { identity, ..held.clone() });
    assert_eq!(source.skipped[1].reason, format!("Identity names another certificate than its own, {own}"));
    assert_eq!((only(&source).thumbprint, &only(&source).server), (own, &None));
}

#[test]
fn a_file_of_both_kinds_knows_what_each_object_says() {
    let (held, degraded) = (Held { services: 16, ..Held::issued("a.contoso.com") }, Held::issued("b.contoso.com"));
    let source = said(&[held.object(), degraded.degraded()]);
    assert_eq!((source.origin, remarks(&source)), (Origin::Clixml, Vec::new()));
    let known: Vec<_> =
        source.certificates.iter().map(|c| (c.services.map(ServiceSet::bits), c.server.is_some())).collect();
    assert_eq!(known, [(Some(16), true), (None, false)]);
    assert_eq!(said(&[degraded.degraded()]).origin, Origin::RawData);
}

#[test]
fn a_certificate_that_cannot_be_read_is_skipped_by_its_number() {
    let held = Held::issued("mail.contoso.com");
    let broken = object(&format!("Deserialized.{TYPE}"), &bytes("RawData", &held.der[..90]), "");
    let no_base64 = object(TYPE, "<BA N=\"RawData\">%%%</BA>", "");
    let source = said(&[held.degraded(), broken, no_base64, held.degraded()]);
    assert_eq!(source.certificates.len(), 2);
    let places: Vec<_> = source.skipped.iter().map(|skipped| skipped.place.as_str()).collect();
    assert_eq!(places, ["object 2", "object 3", "object 3"]);
    assert!(source.skipped[0].reason.starts_with("the certificate cannot be read: "), "{:?}", source.skipped);
}

#[test]
fn two_hundred_certificates_on_two_servers_are_all_there_and_the_same_one_is_kept_once() {
    let held: Vec<_> =
        (0..100).map(|at| Held { services: at % 128, ..Held::issued(&format!("n{at}.contoso.com")) }).collect();
    let second = held.iter().map(|held| Held { server: "ex02.contoso.com", ..held.clone() });
    let all: Vec<_> = held.iter().cloned().chain(second).collect();
    let objects: Vec<_> = all.iter().map(Held::object).collect();
    let source = said(&objects);
    assert_eq!((source.certificates.len(), source.skipped.len()), (200, 0));
    for (facts, held) in source.certificates.iter().zip(&all) {
        assert_eq!((facts.thumbprint, facts.server.as_deref()), (held.thumbprint(), Some(held.server)));
        assert_eq!(facts.services.map(|services| i32::from(services.bits())), Some(held.services));
    }
    let (first, second) = source.certificates.split_at(100);
    for (a, b) in first.iter().zip(second) {
        assert!(Arc::ptr_eq(a.der.as_ref().unwrap(), b.der.as_ref().unwrap()));
    }
    // `-InputObject` makes one list of them, which says the same.
    let list =
        format!("<Obj RefId=\"9\"><TN RefId=\"9\"><T>System.Object[]</T></TN><LST>{}</LST></Obj>", objects.concat());
    assert_eq!(read(&file(&[list])), Ok(source));
}
