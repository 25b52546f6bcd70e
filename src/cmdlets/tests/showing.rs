//! `Get-ExchangeCertificate` and the two ways to lay out what it finds, byte for byte.

use super::*;
use crate::cmdlets::{Exit, ServerRef, Wanted, needs};

/// EX01 with the thumbprint and the names of the documented samples on the new certificate.
fn sample() -> Server {
    let mut server = with_facts(server(), NEW, |facts| {
        facts.thumbprint = SAMPLE.parse().unwrap();
        facts.domains = vec!["mail.contoso.com".into(), "autodiscover.contoso.com".into()];
        facts.not_before = Some(Moment(1_773_363_600));
        facts.not_after = Some(Moment(1_804_985_999));
        facts.serial = "5E00000002A4C2".into();
    });
    let sample = SAMPLE.parse().unwrap();
    server = with(server, NEW, |certificate| {
        certificate.thumbprint = sample;
        certificate.root_ca_type = RootCaType::Enterprise;
    });
    for service in [Service::Imap, Service::Pop, Service::Iis, Service::Smtp] {
        server.assignments.assign(service, sample);
    }
    server
}

const SAMPLE: &str = "434AC224C8459924B26521298CE8834C514856AB";

#[test]
fn alone_it_shows_three_columns() {
    assert_eq!(
        Shell::on(sample()).shows("Get-ExchangeCertificate"),
        "\
Thumbprint                                Services   Subject
----------                                --------   -------
0101010101010101010101010101010101010101  ...WS..    CN=EX01
0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A  ....S..    CN=mail.contoso.com, O=Contoso, C=US
434AC224C8459924B26521298CE8834C514856AB  IP.WS..    CN=mail.contoso.com, O=Contoso, C=US"
    );
}

#[test]
fn only_a_terminal_cuts() {
    let mut shell = Shell::on(sample());
    shell.width = Some(72);
    let shown = shell.shows(&format!("Get-ExchangeCertificate {SAMPLE}"));
    assert_eq!(shown.lines().last(), Some("434AC224C8459924B26521298CE8834C514856AB  IP.WS..    CN=mail.contoso...."));
}

#[test]
fn a_list_has_fourteen_properties() {
    assert_eq!(
        Shell::on(sample()).shows(&format!("Get-ExchangeCertificate -Thumbprint {SAMPLE} | Format-List")),
        "\
AccessRules        : Unknown
CertificateDomains : {mail.contoso.com, autodiscover.contoso.com}
HasPrivateKey      : True
IsSelfSigned       : False
Issuer             : CN=Contoso Issuing CA, DC=contoso, DC=com
NotAfter           : 3/14/2027 12:59:59 AM
NotBefore          : 3/13/2026 1:00:00 AM
PublicKeySize      : 2048
RootCAType         : Enterprise
SerialNumber       : 5E00000002A4C2
Services           : IMAP, POP, IIS, SMTP
Status             : Valid
Subject            : CN=mail.contoso.com, O=Contoso, C=US
Thumbprint         : 434AC224C8459924B26521298CE8834C514856AB"
    );
}

#[test]
fn the_documented_check_shows_what_it_names_in_that_order() {
    let shown = Shell::on(sample())
        .shows("Get-ExchangeCertificate | fl FriendlyName,Subject,CertificateDomains,Thumbprint,Services");
    assert_eq!(
        shown,
        "\
FriendlyName       : Microsoft Exchange
Subject            : CN=EX01
CertificateDomains : {EX01, ex01.contoso.com}
Thumbprint         : 0101010101010101010101010101010101010101
Services           : IIS, SMTP

FriendlyName       : Contoso mail 2026
Subject            : CN=mail.contoso.com, O=Contoso, C=US
CertificateDomains : {mail.contoso.com, autodiscover.contoso.com, ex01.contoso.com}
Thumbprint         : 0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A
Services           : SMTP

FriendlyName       : Contoso mail 2027
Subject            : CN=mail.contoso.com, O=Contoso, C=US
CertificateDomains : {mail.contoso.com, autodiscover.contoso.com}
Thumbprint         : 434AC224C8459924B26521298CE8834C514856AB
Services           : IMAP, POP, IIS, SMTP"
    );
}

#[test]
fn labels_are_as_wide_as_the_longest_that_is_shown() {
    let shown =
        Shell::on(sample()).shows("Get-ExchangeCertificate 0101010101010101010101010101010101010101 | fl status,serv*");
    assert_eq!(shown, "Status             : Valid\nServices           : IIS, SMTP\nServicesStringForm : ...WS..");
    let shown = Shell::on(sample()).shows(&format!("Get-ExchangeCertificate {SAMPLE} | fl Status,Services"));
    assert_eq!(shown, "Status   : Valid\nServices : IMAP, POP, IIS, SMTP");
}

#[test]
fn a_star_shows_everything() {
    let shown = Shell::on(sample()).shows(&format!("Get-ExchangeCertificate {SAMPLE} | fl *"));
    assert!(shown.contains("\nEnhancedKeyUsageList : {Server Authentication (1.3.6.1.5.5.7.3.1)}\n"), "{shown}");
    assert!(shown.contains(&format!("\nIdentity             : ex01.contoso.com\\{SAMPLE}\n")), "{shown}");
    assert!(shown.contains("\nIISServices          : {IIS://EX01/W3SVC/1}\n"), "{shown}");
    assert!(shown.contains("\nPrivateKeyExportable : True\n"), "{shown}");
    assert_eq!(shown.lines().count(), 21);
}

#[test]
fn on_a_terminal_a_long_value_goes_on_below_itself() {
    let mut shell = Shell::on(sample());
    shell.width = Some(40);
    let shown = shell.shows(&format!("Get-ExchangeCertificate {SAMPLE} | fl Subject,CertificateDomains"));
    assert_eq!(
        shown,
        "\
Subject            : CN=mail.contoso.com
                     , O=Contoso, C=US
CertificateDomains : {mail.contoso.com, 
                     autodiscover.contos
                     o.com}"
    );
}

#[test]
fn a_table_shows_the_columns_it_is_told() {
    let shown = Shell::on(sample()).shows("Get-ExchangeCertificate | Format-Table FriendlyName,Status,Services");
    assert_eq!(
        shown,
        "\
FriendlyName       Status Services
------------       ------ --------
Microsoft Exchange Valid  IIS, SMTP
Contoso mail 2026  Valid  SMTP
Contoso mail 2027  Valid  IMAP, POP, IIS, SMTP"
    );
}

#[test]
fn what_is_unknown_says_so() {
    let server = with(server(), NEW, |certificate| {
        certificate.services_unknown = true;
        certificate.private_key = PrivateKey::Unknown;
        certificate.trust = Trust::Unknown;
    });
    let server = with_facts(server, NEW, |facts| {
        facts.not_after = None;
        facts.key = None;
    });
    let line =
        format!("Get-ExchangeCertificate {} | fl HasPrivateKey,NotAfter,PublicKeySize,Services,Status", thumb(NEW));
    assert_eq!(
        Shell::on(server).shows(&line),
        "\
HasPrivateKey : Unknown
NotAfter      : Unknown
PublicKeySize : Unknown
Services      : Unknown
Status        : Unknown"
    );
}

#[test]
fn a_pending_request_is_listed_too() {
    let server = with(server(), NEW, |certificate| certificate.kind = Kind::Request { key_id: "k1".into() });
    let shown = Shell::on(server).shows("Get-ExchangeCertificate | ft Thumbprint,Status");
    assert!(shown.ends_with(&format!("{} PendingRequest", thumb(NEW))), "{shown}");
}

#[test]
fn hostile_names_stay_harmless_and_on_their_line() {
    let server = with(server(), NEW, |certificate| certificate.friendly_name = "a\u{1B}]0;x\u{7}\n\u{202E}b".into());
    let server = with_facts(server, NEW, |facts| {
        facts.subject = "CN=x\r\nStatus : Valid".into();
        facts.domains = vec!["a\u{200B}b.com".into()];
    });
    let shell = Shell::on(server);
    for line in ["Get-ExchangeCertificate", "Get-ExchangeCertificate | fl *", "Get-ExchangeCertificate | ft *"] {
        for line in shell.done(line, &[]).output {
            assert!(!line.chars().any(|c| c.is_control() || matches!(c, '\u{202E}' | '\u{200B}')), "{line:?}");
        }
    }
    let shown = shell.shows(&format!("Get-ExchangeCertificate {} | fl FriendlyName", thumb(NEW)));
    assert_eq!(shown, "FriendlyName : a<U+001B>]0;x<U+0007><U+000A><U+202E>b");
}

#[test]
fn a_name_filters_and_the_one_a_connector_would_take_comes_first() {
    let mut server = with_facts(server(), NEW, |facts| facts.not_before = Some(NOW.plus(-DAY)));
    let order = |server: &Server| {
        let shown =
            Shell::on(server.clone()).shows("Get-ExchangeCertificate -DomainName EX01.contoso.com | fl Thumbprint");
        shown.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let line = |byte| format!("Thumbprint : {}", thumb(byte));
    // The new one is newer but has no SMTP.
    assert_eq!(order(&server), [line(OLD), line(SELF_SIGNED), line(NEW)]);
    server.assignments.assign(Service::Smtp, thumb(NEW));
    assert_eq!(order(&server), [line(NEW), line(OLD), line(SELF_SIGNED)]);
    let expired = with_facts(server, NEW, |facts| facts.not_after = Some(NOW.plus(-1)));
    assert_eq!(order(&expired), [line(OLD), line(SELF_SIGNED), line(NEW)]);
    assert_eq!(Shell::on(expired).shows("Get-ExchangeCertificate -DomainName nobody.example"), "");
}

#[test]
fn a_certificate_that_is_not_there_is_an_error() {
    let shell = Shell::on(server());
    for line in ["Get-ExchangeCertificate", "Enable-ExchangeCertificate -Services IIS -Thumbprint"] {
        let done = shell.done(&format!("{line} {SAMPLE}"), &[]);
        assert_eq!(done.errors, [format!("The certificate with thumbprint {SAMPLE} was not found.")]);
        assert_eq!((done.exit, done.plan), (Exit::NotFound, None));
    }
}

#[test]
fn a_server_goes_by_name_or_fqdn_and_one_that_is_not_there_is_an_error() {
    let shell = Shell::on(server());
    let by_identity = format!("Get-ExchangeCertificate -Identity EX01.CONTOSO.COM\\{}", thumb(NEW));
    for line in ["Get-ExchangeCertificate -Server ex01", "Get-ExchangeCertificate", &by_identity] {
        assert!(shell.shows(line).contains(&thumb(NEW).to_string()), "{line}");
    }
    let done = shell.done("Get-ExchangeCertificate -Server EX09", &[]);
    assert_eq!((done.exit, done.errors), (Exit::NotFound, vec!["The server EX09 was not found.".to_owned()]));
}

#[test]
fn a_pipeline_says_which_server_it_needs() {
    let needed = |line: &str| match needs(&parse(line).unwrap()[0], &ServerName::new("EX01")).servers {
        Wanted::Named(servers) => servers,
        Wanted::All => panic!("{line} wants them all"),
    };
    assert_eq!(needed("Get-ExchangeCertificate | fl"), [ServerRef("EX01".into())]);
    assert_eq!(needed("Get-ExchangeCertificate -Server ex02.contoso.com"), [ServerRef("ex02.contoso.com".into())]);
    assert_eq!(needed(&format!("Get-ExchangeCertificate -Identity EX02\\{SAMPLE}")), [ServerRef("EX02".into())]);
}
