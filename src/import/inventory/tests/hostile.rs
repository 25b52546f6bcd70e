//! Inventories that are damaged, wrong in places, or made to do harm.

use proptest::prelude::*;

use super::*;
use crate::import::ReadError;
use crate::import::inventory::is_inventory;
use crate::x509;

const THUMBPRINT: &str = "01D035C24430169697A25149E85882127A90721A";

fn refusal(text: &str) -> String {
    read(text.as_bytes(), &Options::default()).map(|source| format!("{source:?}")).unwrap_err().to_string()
}

#[test]
fn an_inventory_is_known_by_its_format_near_the_start() {
    for text in [
        WINDOWS,
        SEVEN,
        DEGRADED,
        "{\"a\":1, \"format\" :\r\n \"exchcert-inventory\"",
        "  {\"format\":\"exchcert-inventory\"}",
    ] {
        assert!(is_inventory(text), "{text:.40}");
    }
    let late = format!("{{{:5000}\"format\":\"exchcert-inventory\"}}", "");
    let quoted = r#"{"FriendlyName": "\"format\": \"exchcert-inventory\""}"#;
    for text in ["", "{}", "[{\"format\":\"exchcert-inventory\"}]", "{\"format\":\"other\"}", quoted, &late] {
        assert!(!is_inventory(text), "{text:.40}");
    }
}

#[test]
fn another_version_is_refused_with_the_version_that_is_known() {
    for (version, says) in [
        ("\"version\": 2,", "version: the inventory has version 2; the version that is known here is 1"),
        ("\"version\": \"1\",", "version: the inventory's version is no number; the version that is known here is 1"),
        ("", "version: the inventory does not say its version; the version that is known here is 1"),
    ] {
        let other = SEVEN.replace("\"version\": 1,", version);
        assert_ne!(other, SEVEN);
        assert_eq!(refusal(&other), says);
    }
}

#[test]
fn a_cut_at_any_byte_is_damage_with_its_place() {
    for text in [WINDOWS, SEVEN, DEGRADED] {
        let whole = text.trim_end();
        // Within the Base64 of a certificate one cut is as good as another.
        let within = |end: usize| {
            let around = &whole.as_bytes()[end.saturating_sub(16)..(end + 16).min(whole.len())];
            !end.is_multiple_of(97) && around.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(byte))
        };
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end) && !within(*end)) {
            let cut = whole.get(..end).unwrap();
            match read(cut.as_bytes(), &Options::default()) {
                Err(ReadError::Damaged { place, .. }) => assert!(place.starts_with("line "), "{end}: {place}"),
                Err(_) => assert!(!is_inventory(cut), "{end}"),
                Ok(_) => panic!("{end}: read half a file"),
            }
        }
    }
}

#[test]
fn a_wrong_value_is_named_with_its_place_and_the_rest_is_read() {
    let source = of(&server(&format!(
        r#""fqdn": 7, "build": "15.2", "roles": ["Mailbox", "Janitor"], "dag": ["x"], "umStartupMode": "UDP",
           "internalTransportCertificate": "none", "popX509CertificateName": "mail.contoso.com", "errors": "no",
           "certificates": [5, {{"thumbprint": "{THUMBPRINT}", "friendlyName": ["a"], "services": 27, "status": "Splendid",
           "hasPrivateKey": "yes", "iisServices": ["x"], "notAfter": "03/04/2027", "publicKeySize": -1}}, [], {{}}]"#
    )));
    assert_eq!(source.servers[0].pop_name, Some(Some("mail.contoso.com".to_owned())));
    assert_eq!(source.certificates.len(), 1);
    let skipped = skipped(&source);
    for place in [
        "servers[0].fqdn: invalid type: integer `7`",
        "servers[0].build: \"15.2\" is no build",
        "servers[0].roles: \"Janitor\" is no role",
        "servers[0].dag: invalid type: sequence",
        "servers[0].umStartupMode: \"UDP\" is no startup mode",
        "servers[0].internalTransportCertificate: \"none\" is no thumbprint",
        "servers[0].errors: invalid type: string \"no\"",
        "servers[0].certificates[0]: no object",
        "servers[0].certificates[1].friendlyName: invalid type: sequence",
        "servers[0].certificates[1].services: invalid type: integer `27`",
        "servers[0].certificates[1].status: \"Splendid\" is no Status",
        "servers[0].certificates[1].hasPrivateKey: invalid type: string \"yes\"",
        "servers[0].certificates[1].iisServices: \"x\" is no site of IIS",
        "servers[0].certificates[1].notAfter: \"03/04/2027\" is no moment in UTC",
        "servers[0].certificates[1].publicKeySize: invalid value: integer `-1`",
        "servers[0].certificates[2]: no object",
        "servers[0].certificates[3]: it has neither a thumbprint nor the certificate itself",
    ] {
        assert!(skipped.iter().any(|found| found.starts_with(place)), "{place}\n{skipped:#?}");
    }
    assert_eq!(skipped.len(), 17, "{skipped:#?}");
}

#[test]
fn a_thumbprint_vouches_for_the_certificate_and_the_other_way_round() {
    let source = of(SEVEN);
    let der = source.certificates[0].der.as_deref().unwrap();
    assert_eq!(x509::thumbprint(der).to_string(), THUMBPRINT);
    let wrong = of(&SEVEN.replace(THUMBPRINT, &"AB".repeat(20)));
    assert_eq!(wrong.certificates.len(), 0);
    let says = format!(
        "servers[0].certificates[0]: its thumbprint is {}, but that of rawData is {THUMBPRINT}",
        "AB".repeat(20)
    );
    assert_eq!(skipped(&wrong), [says]);
    // Without a thumbprint the bytes have to be a certificate.
    let source = of(&certificate(r#""rawData": "AAAA""#));
    assert_eq!(source.certificates.len(), 0);
    assert!(skipped(&source)[0].starts_with("servers[0].certificates[0]: rawData: "), "{:?}", source.skipped);
    let source = of(&certificate(&format!(r#""thumbprint": "{THUMBPRINT}", "rawData": "?""#)));
    assert_eq!((source.certificates.len(), source.certificates[0].der.is_none()), (1, true));
    assert!(skipped(&source)[0].starts_with("servers[0].certificates[0].rawData: no Base64"), "{:?}", source.skipped);
}

#[test]
fn what_is_there_twice_is_named_and_counts_once() {
    let twice = format!(
        r#"{{"format": "exchcert-inventory", "version": 1,
            "organization": {{"sendConnectors": [{{"name": "Internet"}}, {{"name": "INTERNET"}}, {{}}]}},
            "servers": [
              {{"name": "EX01", "fqdn": "ex01.contoso.com", "certificates": [{{"thumbprint": "{THUMBPRINT}"}}, {{"thumbprint": "{THUMBPRINT}"}}]}},
              {{"name": "ex01"}}, {{"fqdn": "EX01.contoso.com"}}, {{"name": " "}},
              {{"name": "EX02", "certificates": [{{"thumbprint": "{THUMBPRINT}"}}]}}]}}"#
    );
    let source = of(&twice);
    assert_eq!((source.servers.len(), source.certificates.len()), (2, 2));
    assert_eq!(
        skipped(&source),
        [
            "organization.sendConnectors[1]: \"INTERNET\" is no new name: it is there already".to_owned(),
            "organization.sendConnectors[2]: it has no name".to_owned(),
            format!("servers[0].certificates[1]: {THUMBPRINT} is there already on this server"),
            "servers[1]: ex01: the same server as servers[0]".to_owned(),
            "servers[2]: EX01.contoso.com: the same server as servers[0]".to_owned(),
            "servers[3]: it has no name".to_owned(),
        ]
    );
}

#[test]
fn a_field_that_stands_twice_is_refused_rather_than_chosen() {
    let source = of(&certificate(&format!(r#""thumbprint": "{THUMBPRINT}", "services": "IIS", "services": "None""#)));
    assert_eq!(source.certificates.len(), 0);
    assert_eq!(skipped(&source), ["servers[0].certificates[0]: duplicate field `services`"]);
    assert!(
        refusal(&SEVEN.replace("\"version\": 1,", "\"version\": 1, \"version\": 2,"))
            .contains("duplicate field `version`")
    );
}

#[test]
fn mistakes_beyond_measure_are_counted() {
    let many = server(&format!(r#""certificates": [{}1]"#, "1,".repeat(99_999)));
    let source = of(&many);
    assert_eq!(source.skipped.len(), 1001);
    assert_eq!(source.skipped.last().unwrap().reason, "and 99000 more");
    let long = certificate(&format!(r#""thumbprint": "{THUMBPRINT}", "services": "{}""#, "x".repeat(1_000_000)));
    assert!(of(&long).skipped[0].reason.len() < 300);
    let deep = server(&format!(r#""certificates": {}1{}"#, "[".repeat(200_000), "]".repeat(200_000)));
    assert_eq!(of(&deep).skipped.len(), 1);
}

#[test]
fn a_made_inventory_is_read_whole() {
    let source = of(&made::inventory(3, 40));
    assert_eq!((source.servers.len(), source.certificates.len(), source.skipped.len()), (3, 120, 0));
    let thumbprints: std::collections::HashSet<_> = source.certificates.iter().map(|found| found.thumbprint).collect();
    assert_eq!(thumbprints.len(), 120);
    assert!(source.certificates.iter().all(|found| x509::facts(found.der.as_deref().unwrap()).is_ok()));
}

/// Words that matter somewhere in an inventory.
const WORDS: &[&str] = &[
    "null", "true", "{}", "[]", "\"\"", "\"IIS\"", "0", "-1e9", "\\ud800", "\"", "{", "}", "[", "]", ",", ":",
    "\u{202E}", "\0",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_edit_is_an_error_or_a_smaller_truth(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..40, prop::sample::select(WORDS)), 1..6),
    ) {
        let mut text: Vec<char> = WINDOWS.chars().filter(|c| *c != '\r').collect();
        for (at, length, word) in edits {
            let at = at.index(text.len());
            let end = (at + length).min(text.len());
            drop(text.splice(at..end, word.chars()));
        }
        let text: String = text.into_iter().collect();
        if let Ok(source) = read(text.as_bytes(), &Options::default()) {
            prop_assert!(source.servers.len() <= 5 && source.certificates.len() <= 25);
            for found in &source.certificates {
                prop_assert!(found.der.as_deref().is_none_or(|der| x509::thumbprint(der) == found.thumbprint));
            }
        }
    }
}
