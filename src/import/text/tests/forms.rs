//! Every form that Exchange's objects are exported in, with what each can say.

use super::*;
use crate::engine::{Origin, PrivateKey, Role, RootCaType, StartupMode, Trust};
use crate::import::IisSites;

const FRONT: IisSites = IisSites { default_web_site: true, back_end: false };
const BACK: IisSites = IisSites { default_web_site: false, back_end: true };
const SUBJECT: &str =
    "CN=mail.contoso.com, OU=Information Technology and Services, O=\"Contoso, Ltd.\", L=Redmond, C=US";

/// What a form that loses nothing says of [`MAIL`].
#[track_caller]
fn says_everything(facts: &CertificateFacts) {
    assert_eq!(facts.server.as_deref(), Some("ex01.contoso.com"));
    assert_eq!(facts.friendly_name.as_deref(), Some("Contoso mail 2027"));
    assert_eq!(facts.services, Some(services(&[Service::Iis, Service::Smtp])));
    assert_eq!(facts.iis_sites, Some(FRONT));
    assert_eq!(facts.status, Some(Trust::Trusted));
    assert_eq!(facts.root_ca_type, Some(RootCaType::Enterprise));
    assert_eq!(facts.private_key, Some(PrivateKey::Exportable));
    assert!(!facts.pending && facts.der.is_none());
    let recorded = &facts.recorded;
    assert_eq!(recorded.subject.as_deref(), Some(SUBJECT));
    assert_eq!(recorded.issuer.as_deref(), Some("CN=Contoso Issuing CA, DC=contoso, DC=com"));
    assert_eq!((recorded.not_before, recorded.not_after), (Some(NOT_BEFORE), Some(NOT_AFTER)));
    assert_eq!(
        recorded.domains.as_deref().unwrap(),
        ["mail.contoso.com", "autodiscover.contoso.com", "*.partner.contoso.com"]
    );
    assert_eq!(recorded.serial.as_deref(), Some("5E00000002A4C100000000B2"));
    assert_eq!((recorded.key_size, recorded.self_signed), (Some(2048), Some(false)));
}

#[test]
fn json_of_either_shell_says_everything() {
    for name in ["projection-7.json", "value-count-5.1.json"] {
        let source = read(fixture(name));
        assert_eq!((source.origin, source.certificates.len(), remarks(&source)), (Origin::Json, 3, String::new()));
        says_everything(certificate(&source, MAIL));
        let own = certificate(&source, OWN);
        assert_eq!((&own.status, own.private_key), (&Some(Trust::SelfSigned), Some(PrivateKey::Present)));
        assert_eq!(own.iis_sites, Some(BACK));
        let request = certificate(&source, REQUEST);
        assert_eq!((request.pending, &request.status, request.services), (true, &None, Some(ServiceSet::NONE)));
        assert_eq!((request.iis_sites, request.root_ca_type), (Some(IisSites::default()), Some(RootCaType::Unknown)));
    }
}

#[test]
fn json_of_whole_objects_brings_the_certificate_itself() {
    let source = read(fixture("whole-5.1.json"));
    let mail = certificate(&source, "366EB6046D79FC5CB89864E6EA4031DD30203D51");
    assert!(mail.der.is_some());
    assert_eq!(mail.recorded, crate::import::RecordedFacts::default(), "it says all that itself");
    assert_eq!((mail.services, mail.iis_sites), (Some(services(&[Service::Iis, Service::Smtp])), Some(FRONT)));
    assert_eq!(certificate(&source, OWN).recorded.domains.as_deref().unwrap(), ["EX01", "ex01.contoso.com"]);
    assert_eq!(remarks(&source), "");
}

#[test]
fn a_certificate_that_is_not_the_one_of_its_thumbprint_is_refused() {
    let text = crate::import::encoding::decode(fixture("whole-5.1.json")).unwrap();
    let source = read(text.replace("366EB6046D79FC5CB89864E6EA4031DD30203D51", MAIL));
    assert!(certificate(&source, MAIL).der.is_none());
    assert_eq!(remarks(&source), "object 2: RawData: it is not the certificate of that Thumbprint\n");
    let source = read(text.replace("[48, 130, ", "[49, 130, "));
    assert!(source.certificates.iter().all(|facts| facts.der.is_none()));
}

#[test]
fn json_between_the_lines_of_a_prompt_is_read() {
    let source = read(fixture("session.json"));
    says_everything(certificate(&source, MAIL));
    let twice = [fixture("projection-7.json"), fixture("session.json")].concat();
    assert_eq!(read(twice).certificates.len(), 4, "appended with >>");
    let error = read_as(&[fixture("projection-7.json"), b"and more"].concat(), None);
    assert!(matches!(error, Err(ReadError::Damaged { .. })), "{error:?}");
}

#[test]
fn what_depth_cut_off_is_unknown() {
    let text = format!(
        "{{\"Thumbprint\":\"{MAIL}\",\"CertificateDomains\":[\"System.Object\"],\"IISServices\":\"System.Object[]\",\
         \"RawData\":\"System.Byte[]\",\"Subject\":\"CN=a\",\"Services\":128,\"Status\":99}}"
    );
    let source = read(&text);
    let facts = certificate(&source, MAIL);
    assert_eq!((&facts.recorded.domains, facts.iis_sites, facts.services), (&None, None, None));
    assert_eq!(facts.recorded.subject.as_deref(), Some("CN=a"));
    assert_eq!(remarks(&source), "object 1: Services: 128 is not understood\nobject 1: Status: 99 is not understood\n");
}

#[test]
fn csv_loses_what_it_writes_as_a_type() {
    let source = read(fixture("export-5.1.csv"));
    assert_eq!((source.origin, source.certificates.len(), remarks(&source)), (Origin::Csv, 3, String::new()));
    let mail = certificate(&source, MAIL);
    assert_eq!((&mail.recorded.domains, mail.iis_sites, &mail.der), (&None, None, &None));
    let mut rest = mail.clone();
    rest.recorded.domains =
        Some(["mail.contoso.com", "autodiscover.contoso.com", "*.partner.contoso.com"].map(String::from).to_vec());
    rest.iis_sites = Some(FRONT);
    says_everything(&rest);
}

#[test]
fn csv_has_columns_in_any_order_and_case_and_any_separator() {
    let source = read(fixture("semicolon.csv"));
    let mail = certificate(&source, MAIL);
    assert_eq!((mail.recorded.not_before, mail.recorded.not_after), (Some(NOT_BEFORE), Some(NOT_AFTER)));
    assert_eq!(mail.recorded.domains.as_ref().unwrap().len(), 3, "joined by blanks");
    assert_eq!((mail.recorded.subject.as_deref(), mail.private_key), (Some(SUBJECT), None));
    let tabs = one(&format!("Subject\tThumbprint\r\n\"'=cmd\"\t{MAIL}\r\n"));
    assert_eq!(tabs.recorded.subject.as_deref(), Some("=cmd"), "the guard against spreadsheets is taken off");
}

#[test]
fn appended_csv_files_and_the_lines_of_a_session_around_them_are_read() {
    let table = |thumbprint: &str| format!("\"Thumbprint\",\"Services\"\r\n\"{thumbprint}\",\"IIS\"\r\n");
    let text = format!(
        "PS C:\\> Get-ExchangeCertificate | ConvertTo-Csv\r\n#TYPE A\r\n{}{}#TYPE B\r\n{}PS C:\\>\r\n",
        table(OWN),
        table(MAIL),
        table(REQUEST)
    );
    let source = read(text);
    assert_eq!((source.certificates.len(), remarks(&source)), (3, String::new()));
}

#[test]
fn a_row_that_cannot_be_whole_is_left_out_with_its_line() {
    let text = format!("Thumbprint,Subject\r\n{OWN},CN=a\r\n{MAIL}\r\n{MAIL},\"CN=b\r\n{REQUEST},CN=c\r\n");
    let source = read(text);
    assert_eq!(source.certificates.len(), 1);
    assert_eq!(remarks(&source), "line 3: 1 cells under 2 columns\nline 4: a quotation mark is not closed\n");
    let source = read(format!("Thumbprint,Subject\n{OWN},CN=a\n{MAIL},CN=mail.con"));
    assert_eq!((source.certificates.len(), source.skipped[0].place.as_str()), (1, "line 3"));
}

#[test]
fn a_list_of_a_whole_session_says_everything() {
    let source = read(fixture("session.txt"));
    assert_eq!((source.origin, source.certificates.len(), remarks(&source)), (Origin::List, 3, String::new()));
    says_everything(certificate(&source, MAIL));
    assert_eq!(certificate(&source, OWN).iis_sites, Some(BACK));
    assert!(certificate(&source, REQUEST).pending);
}

#[test]
fn a_table_says_thumbprint_letters_and_what_is_left_of_a_subject() {
    use Service::{Federation, Iis, Imap, Pop, Smtp, Um, UmCallRouter};
    let source = read(fixture("table-2010.txt"));
    assert_eq!((source.origin, remarks(&source)), (Origin::Table, String::new()));
    assert_eq!(certificate(&source, OWN).services, Some(services(&[Imap, Pop, Iis, Smtp])));
    assert_eq!(certificate(&source, REQUEST).services, Some(services(&[Smtp, Federation])));
    assert_eq!(certificate(&source, MAIL).recorded.subject, None, "cut at the window's edge");
    assert_eq!(certificate(&source, OWN).recorded.subject.as_deref(), Some("CN=EX01"));

    let source = read(fixture("table-2013.txt"));
    assert_eq!(certificate(&source, MAIL).services, Some(services(&[Um, Iis, Smtp, UmCallRouter])));
    assert_eq!(certificate(&source, REQUEST).services, Some(ServiceSet::NONE));
    assert_eq!(certificate(&source, OWN).status, None);
}

#[test]
fn a_row_of_a_table_may_go_on_below_itself_or_begin_with_nothing() {
    let row = |name: &str, thumbprint: &str, subject: &str| format!("{name:<12} {thumbprint:<40} {subject}\n");
    let text = row("FriendlyName", "Thumbprint", "Subject")
        + &row("------------", "----------", "-------")
        + &row("Contoso mail", MAIL, "CN=mail.contoso.com, OU=Information")
        + &row("2027", "", "Technology")
        + &row("", OWN, "CN=EX01");
    let source = read(text);
    let [mail, own] = &source.certificates[..] else { panic!("{source:?}") };
    assert_eq!((&mail.friendly_name, &mail.recorded.subject), (&None, &None), "where it was broken cannot be seen");
    assert_eq!((own.friendly_name.as_deref(), own.recorded.subject.as_deref()), (Some(""), Some("CN=EX01")));
}

#[test]
fn a_table_without_services_leaves_them_unknown() {
    let facts =
        one(&format!("Thumbprint{}Subject\n----------{}-------\n{MAIL}  CN=a\n\n", " ".repeat(32), " ".repeat(32)));
    assert_eq!((facts.services, facts.recorded.subject.as_deref()), (None, Some("CN=a")));
}

#[test]
fn the_cmdlets_beside_it_say_what_servers_are_set_to() {
    let source = read(fixture("companions.txt"));
    let [ex01, ex13, edge] = &source.servers[..] else { panic!("{:?}", source.servers) };
    assert_eq!((ex01.server.as_str(), ex01.fqdn.as_deref()), ("EX01", Some("ex01.contoso.com")));
    assert_eq!((ex01.build, ex01.roles.as_deref()), ("15.2.2562.17".parse().ok(), Some(&[Role::Mailbox][..])));
    assert_eq!(ex01.smtp_default, Some(OWN.parse().ok()));
    assert_eq!((&ex01.imap_name, &ex01.pop_name), (&Some(Some("imap.contoso.com".into())), &Some(None)));
    assert_eq!(ex13.roles.as_deref(), Some(&[Role::Mailbox, Role::ClientAccess][..]));
    assert_eq!((ex13.startup_mode, ex13.call_router_startup_mode), (Some(StartupMode::Dual), Some(StartupMode::Tls)));
    assert_eq!((edge.roles.as_deref(), edge.smtp_default), (Some(&[Role::EdgeTransport][..]), None));
    assert_eq!(source.organization.auth_certificate, OWN.parse().ok());
    let connectors = source.organization.send_connectors.as_ref().unwrap();
    assert_eq!(connectors[0].tls_certificate_name.as_ref().unwrap().subject, SUBJECT);
    assert_eq!(connectors[0].source_servers.len(), 2);
    assert_eq!((connectors[1].name.as_str(), &connectors[1].tls_certificate_name), ("Fabrikam", &None));
    assert_eq!(remarks(&source).lines().count(), 1, "the Receive connector: {}", remarks(&source));

    let source = read(fixture("companions.json"));
    let [ex01] = &source.servers[..] else { panic!("{:?}", source.servers) };
    assert_eq!((ex01.build, ex01.roles.as_deref()), ("15.2.2562.17".parse().ok(), Some(&[Role::Mailbox][..])));
    assert_eq!(ex01.imap_name, Some(Some("imap.contoso.com".into())));
}

#[test]
fn settings_that_do_not_say_whose_they_are_are_remarked() {
    for (text, why) in [
        ("Server : EX01\nX509CertificateName : a.b\n", "POP or of IMAP"),
        ("Name : EX01\nUMStartupMode : TLS\n", "call router"),
        ("Name : x\nTlsCertificateName : <I>a<S>b\n", "whether it sends"),
        ("InternalTransportCertificateThumbprint : 0823404865A0BF91E8C43D9E35CA5911D1EA3CAE\n", "names the server"),
        ("Name : a\nAlias : b\n", "no cmdlet that is read"),
        ("Subject : CN=a\nServices : IIS\nStatus : Valid\n", "without its Thumbprint"),
    ] {
        let Err(ReadError::Damaged { place, reason }) = read_as(text.as_bytes(), None) else { panic!("{text}") };
        assert!(place == "line 1" && reason.contains(why), "{text}: {reason}");
    }
}
