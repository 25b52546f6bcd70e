//! What an inventory says of servers, certificates and the organization.

use super::*;
use crate::engine::{
    Moment, Origin, PrivateKey, Role, RootCaType, Service, ServiceSet, StartupMode, Thumbprint, Trust,
};
use crate::import::IisSites;
use crate::x509;

fn set(services: &[Service]) -> ServiceSet {
    services.iter().copied().collect()
}

#[test]
fn a_server_says_who_it_is_and_what_it_uses() {
    let source = of(WINDOWS);
    assert_eq!(source.origin, Origin::Inventory);
    assert_eq!(source.servers.len(), 5);
    let server = server_of(&source, "EX01");
    assert_eq!(server.fqdn.as_deref(), Some("ex01.contoso.com"));
    assert_eq!(server.build, "15.2.2562.17".parse().ok());
    assert_eq!(server.roles, Some(vec![Role::Mailbox]));
    assert_eq!(server.dag, Some(Some("DAG1".to_owned())));
    assert_eq!(server.edge_subscription, Some(None));
    assert_eq!(server.smtp_default, Some("0823404865A0BF91E8C43D9E35CA5911D1EA3CAE".parse().ok()));
    assert_eq!(server.imap_name, Some(Some("ex01.contoso.com".to_owned())));
    assert_eq!(server.pop_name, Some(None), "an empty name is known to be none");
    assert_eq!((server.startup_mode, server.call_router_startup_mode), (None, None));
    let edge = server_of(&source, "EDGE1");
    assert_eq!(edge.roles, Some(vec![Role::EdgeTransport]));
    assert_eq!(edge.edge_subscription, Some(Some("Default-First-Site-Name".to_owned())));
    assert_eq!((&edge.imap_name, &edge.pop_name), (&None, &None));
    assert_eq!(server_of(&source, "EX19").smtp_default, Some(None));
}

#[test]
fn unified_messaging_has_its_startup_modes() {
    let source = of(WINDOWS);
    let server = server_of(&source, "EX16");
    assert_eq!(server.startup_mode, Some(StartupMode::Tcp));
    assert_eq!(server.call_router_startup_mode, Some(StartupMode::Dual));
    assert_eq!(certificate_of(&source, "EX16", "429898").services, Some(set(&[Service::UmCallRouter])));
    assert_eq!(certificate_of(&source, "EX16", "EDF322").services, Some(set(&[Service::Smtp, Service::Federation])));
}

#[test]
fn a_server_that_did_not_answer_is_there_with_its_errors_and_nothing_of_it_is_guessed() {
    let source = of(WINDOWS);
    let server = server_of(&source, "EX17");
    assert_eq!(server.build, "15.1.2507.6".parse().ok());
    assert_eq!((&server.dag, &server.smtp_default, server.startup_mode), (&None, &None, None));
    let [rpc, um] = &server.errors[..] else { panic!("{:?}", server.errors) };
    assert!(rpc.starts_with("Get-ExchangeCertificate: The Exchange Certificate operation has failed"), "{rpc}");
    assert_eq!(um, "Get-UMService: not available in this session");
    assert!(source.certificates.iter().all(|found| found.server.as_deref() != Some("EX17")));
}

#[test]
fn every_status_is_told_apart() {
    let source = of(WINDOWS);
    for (thumbprint, status) in [
        ("082340", Some(Trust::SelfSigned)),
        ("01D035", Some(Trust::Trusted)),
        ("0FB000", Some(Trust::Trusted)),
        ("BBEB49", Some(Trust::Revoked)),
        ("6F97E5", Some(Trust::Untrusted)),
        ("CE096D", Some(Trust::Invalid("Invalid".into()))),
        ("43E84D", Some(Trust::RevocationCheckFailure)),
        ("4D03C6", None),
        ("46A777", None),
    ] {
        let found = certificate_of(&source, "EX01", thumbprint);
        assert_eq!(found.status, status, "{thumbprint}");
        assert_eq!(found.pending, thumbprint == "46A777", "{thumbprint}");
    }
}

#[test]
fn a_certificate_comes_with_services_sites_key_name_and_itself() {
    let source = of(WINDOWS);
    let found = certificate_of(&source, "EX01", "082340");
    assert_eq!(found.services, Some(set(&[Service::Imap, Service::Pop, Service::Iis, Service::Smtp])));
    assert_eq!(found.iis_sites, Some(IisSites { default_web_site: false, back_end: true }));
    assert_eq!(found.private_key, Some(PrivateKey::Present));
    assert_eq!(found.root_ca_type, Some(RootCaType::Registry));
    assert_eq!(found.friendly_name.as_deref(), Some("Microsoft Exchange"));
    let der = found.der.as_deref().unwrap();
    assert_eq!(x509::thumbprint(der), found.thumbprint);
    assert_eq!(found.recorded, crate::import::RecordedFacts::default(), "the certificate says it itself");
    assert_eq!(certificate_of(&source, "EX01", "FF8004").private_key, Some(PrivateKey::Exportable));
    assert_eq!(certificate_of(&source, "EX01", "467C14").private_key, Some(PrivateKey::Missing));
    assert_eq!(certificate_of(&source, "EX01", "467C14").services, Some(ServiceSet::NONE));
    let nameless = certificate_of(&source, "EX01", "0FB000");
    assert_eq!(nameless.friendly_name.as_deref(), Some(""), "known to have none");
}

#[test]
fn what_only_was_printed_is_recorded() {
    let source = of(WINDOWS);
    let found = certificate_of(&source, "EX01", "434AC2");
    assert_eq!(found.der, None);
    let recorded = &found.recorded;
    assert_eq!(recorded.subject.as_deref(), Some("CN=mail.contoso.com, OU=IT, O=Contoso, C=US"));
    assert_eq!(recorded.issuer.as_deref(), Some("CN=Contoso Issuing CA, DC=contoso, DC=com"));
    assert_eq!(recorded.not_before, Some(Moment(1_773_363_600)));
    assert_eq!(recorded.not_after, Some(Moment(1_804_985_999)));
    assert_eq!(recorded.domains.as_deref(), Some(&["mail.contoso.com".to_owned()][..]));
    assert_eq!(recorded.serial.as_deref(), Some("5E00000002A4C100000000B2"));
    assert_eq!((recorded.key_size, recorded.self_signed), (Some(2048), Some(false)));
}

#[test]
fn the_same_certificate_on_two_servers_is_kept_once() {
    let source = of(WINDOWS);
    let auth = |server| certificate_of(&source, server, "FF8004").der.clone().unwrap();
    assert!(std::sync::Arc::ptr_eq(&auth("EX01"), &auth("EX16")));
}

#[test]
fn the_organization_says_its_auth_certificate_and_its_send_connectors() {
    let source = of(WINDOWS);
    let organization = &source.organization;
    assert_eq!(organization.name, None);
    assert_eq!(organization.auth_certificate, "FF80049F346A5C24650934FDA3938502CA6F76A4".parse().ok());
    let [fabrikam, internet] = &organization.send_connectors.as_ref().unwrap()[..] else { panic!() };
    assert_eq!(
        fabrikam.tls_certificate_name.as_ref().unwrap().subject,
        "CN=partner.contoso.com, OU=IT, O=Contoso, C=US"
    );
    assert_eq!(fabrikam.source_servers.iter().map(ToString::to_string).collect::<Vec<_>>(), ["EX01"]);
    assert_eq!((internet.tls_certificate_name.as_ref(), internet.source_servers.len()), (None, 0));
    assert_eq!(skipped(&source), ["organization: Get-OrganizationConfig: not available in this session"]);
}

#[test]
fn both_shells_say_the_same() {
    let source = of(SEVEN);
    assert_eq!(skipped(&source), Vec::<String>::new());
    assert_eq!(source.organization.name.as_deref(), Some("Contoso"));
    let [found] = &source.certificates[..] else { panic!("{:?}", source.certificates) };
    assert_eq!(found.friendly_name.as_deref(), Some("Señor <日本> & 'Söhne'"));
    assert_eq!(found.iis_sites, Some(IisSites { default_web_site: true, back_end: false }));
    let escaped =
        SEVEN.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026").replace('\'', "\\u0027");
    assert_ne!(escaped, SEVEN);
    assert_eq!(of(&escaped), source);
    let pretty: serde_json::Value = serde_json::from_str(SEVEN).unwrap();
    let pretty = serde_json::to_string_pretty(&pretty).unwrap();
    assert_eq!(of(&pretty.replace("\": ", "\":  ").replace('\n', "\r\n")), source, "laid out as 5.1 does");
    assert_eq!(of(&format!("\u{FEFF}{SEVEN}").replace('\u{FEFF}', "")), source);
}

#[test]
fn an_array_that_windows_powershell_wrapped_is_an_array() {
    let wrapped = SEVEN
        .replace("[\"IIS://EX02/W3SVC/1\"]", "{\"value\":[\"IIS://EX02/W3SVC/1\"],\"Count\":1}")
        .replace("\"certificates\":[", "\"certificates\":{\"Count\":1,\"value\":[")
        .replace("}]}\n]", "}]}}\n]");
    assert_ne!(wrapped, SEVEN);
    assert_eq!(of(&wrapped), of(SEVEN));
    let other = of(&server(r#""roles": {"value": ["Mailbox"]}"#));
    assert_eq!(skipped(&other), ["servers[0].roles: invalid type: map, expected a sequence"]);
}

#[test]
fn without_the_types_of_exchange_the_certificates_come_and_nothing_else_is_known() {
    let source = of(DEGRADED);
    assert_eq!(skipped(&source), Vec::<String>::new());
    let thumbprints: Vec<Thumbprint> = source.certificates.iter().map(|found| found.thumbprint).collect();
    let expected = ["0823404865A0BF91E8C43D9E35CA5911D1EA3CAE", "01D035C24430169697A25149E85882127A90721A"];
    assert_eq!(thumbprints, expected.map(|text| text.parse().unwrap()));
    for found in &source.certificates {
        assert!(found.der.is_some());
        assert_eq!((found.services, &found.status, found.private_key), (None, &None, None));
        assert_eq!((&found.friendly_name, found.iis_sites, found.root_ca_type), (&None, None, None));
    }
}

#[test]
fn a_certificate_that_serves_iis_nobody_knows_where_has_no_known_site() {
    let thumbprint = "AB".repeat(20);
    for (services, sites, expected) in [
        ("IIS", "[]", None),
        ("None", "[]", Some(IisSites::default())),
        (
            "IIS",
            r#"["IIS://EX01/W3SVC/1", "IIS://EX01/W3SVC/2/ROOT"]"#,
            Some(IisSites { default_web_site: true, back_end: true }),
        ),
        ("IIS", r#"["IIS://EX01/W3SVC/7"]"#, Some(IisSites::default())),
        ("IIS", "null", None),
    ] {
        let fields = format!(r#""thumbprint": "{thumbprint}", "services": "{services}", "iisServices": {sites}"#);
        let source = of(&certificate(&fields));
        assert_eq!((source.certificates[0].iis_sites, source.skipped.len()), (expected, 0), "{services} {sites}");
    }
}

#[test]
fn services_are_read_by_name_and_by_exchanges_own_number() {
    let thumbprint = "AB".repeat(20);
    let read = |services: &str| {
        let source = of(&certificate(&format!(r#""thumbprint": "{thumbprint}", "services": "{services}""#)));
        (source.certificates[0].services, source.skipped.len())
    };
    let four = Some(set(&[Service::Imap, Service::Pop, Service::Iis, Service::Smtp]));
    assert_eq!(read("IMAP, POP, IIS, SMTP"), (four, 0));
    assert_eq!(read("27"), (four, 0));
    assert_eq!(read("0"), (Some(ServiceSet::NONE), 0));
    assert_eq!(read("128"), (None, 1), "a flag that nobody knows");
    assert_eq!(read("IIS, Telex"), (None, 1), "half a list is none");
}

#[test]
fn the_build_is_also_read_from_the_displayed_version() {
    let source = of(&server(r#""adminDisplayVersion": "Version 15.1 (Build 2507.6)", "build": null"#));
    assert_eq!(source.servers[0].build, "15.1.2507.6".parse().ok());
    let source = of(&server(r#""roles": ["Mailbox", "ClientAccess", "UnifiedMessaging", "Mailbox"]"#));
    assert_eq!(source.servers[0].roles, Some(vec![Role::Mailbox, Role::ClientAccess]));
}

#[test]
fn what_a_later_collector_adds_is_passed_over() {
    let later = SEVEN
        .replace("\"servers\":", "\"later\": {\"deep\": [1, null, \"x\"]}, \"servers\":")
        .replace("\"friendlyName\":", "\"later\": [[]], \"friendlyName\":");
    assert_eq!(of(&later), of(SEVEN));
}
