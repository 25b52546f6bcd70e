//! Pipelines: choosing, ordering, counting and laying out, and what other programs are given.

use super::*;
use crate::cmdlets::{Exit, OutFile, Wanted, needs, wants_connected};

#[test]
fn objects_are_put_in_order_by_several_properties() {
    let server = with_facts(server(), SELF_SIGNED, |facts| facts.not_after = Some(NOW.plus(DAY)));
    let server = with_facts(server, NEW, |facts| facts.not_after = None);
    let shell = Shell::on(server);
    let names =
        |sort: &str| shell.shows(&format!("Get-ExchangeCertificate | {sort} | select -ExpandProperty FriendlyName"));
    assert_eq!(names("Sort-Object NotAfter"), "Microsoft Exchange\nContoso mail 2026\nContoso mail 2027");
    // What nobody knows is last either way.
    assert_eq!(names("sort NotAfter -Descending"), "Contoso mail 2026\nMicrosoft Exchange\nContoso mail 2027");
    assert_eq!(names("sort Issuer,FriendlyName"), "Contoso mail 2026\nContoso mail 2027\nMicrosoft Exchange");
    assert_eq!(names("sort Issuer -Unique"), "Contoso mail 2026\nMicrosoft Exchange");
}

#[test]
fn some_objects_and_some_properties_are_chosen() {
    let shell = Shell::on(server());
    let names = |select: &str| {
        shell
            .shows(&format!("Get-ExchangeCertificate | {select} | select -ExpandProperty FriendlyName"))
            .replace("Contoso mail ", "")
    };
    assert_eq!(names("select -First 2"), "Microsoft Exchange\n2026");
    assert_eq!(names("select -Last 2"), "2026\n2027");
    assert_eq!(names("select -Skip 1 -First 1"), "2026");
    assert_eq!(names("select -Skip 1 -Last 1"), "2026");
    assert_eq!(names("select -First 1 -Last 1"), "Microsoft Exchange\n2027");
    assert_eq!(names("select -First 2 -Last 2"), "Microsoft Exchange\n2026\n2027");
    assert_eq!(names("select -Skip 9 -First 4294967295"), "");
    assert_eq!(names("select -First 0"), "");
    let shown = shell.shows("Get-ExchangeCertificate | Select-Object Issuer,IsSelfSigned -Unique");
    assert_eq!(
        shown,
        "\
Issuer                                    IsSelfSigned
------                                    ------------
CN=EX01                                   True
CN=Contoso Issuing CA, DC=contoso, DC=com False"
    );
    let domains = shell.shows("Get-ExchangeCertificate | select -ExpandProperty CertificateDomains | sort -Unique");
    assert_eq!(domains, "autodiscover.contoso.com\nEX01\nex01.contoso.com\nmail.contoso.com");
    let dates = shell.shows("Get-ExchangeCertificate | select -ExpandProperty NotAfter | select -Unique");
    assert_eq!(dates, "2027-03-01T09:00:00Z");
}

#[test]
fn a_selection_of_more_than_four_properties_is_a_list() {
    let shell = Shell::on(server());
    let four = shell.shows("Get-ExchangeCertificate | select Status,Services,PublicKeySize,IsSelfSigned -First 1");
    assert_eq!(four.lines().count(), 3, "{four}");
    let five =
        shell.shows("Get-ExchangeCertificate | select Status,Services,PublicKeySize,IsSelfSigned,Issuer -First 1");
    assert_eq!(
        five,
        "Status        : Valid\nServices      : IIS, SMTP\nPublicKeySize : 2048\nIsSelfSigned  : True\nIssuer        : CN=EX01"
    );
}

#[test]
fn objects_are_counted() {
    let shell = Shell::on(server());
    assert_eq!(
        shell.shows("Get-ExchangeCertificate | where Services -eq None | Measure-Object"),
        "Count    : 1\nAverage  : \nSum      : \nMaximum  : \nMinimum  : \nProperty : "
    );
    assert_eq!(shell.shows("Get-ExchangeCertificate | measure | select -ExpandProperty Count"), "3");
    assert_eq!(shell.shows("Get-ExchangeCertificate | measure | select Count"), "Count\n-----\n3");
}

#[test]
fn json_is_an_object_for_one_and_an_array_for_several() {
    let server = with(server(), NEW, |certificate| {
        certificate.services_unknown = true;
        certificate.friendly_name = "a \"b\" \\ \u{202E}\u{1B}é日\u{1F512}\n".into();
    });
    let shell = Shell::on(server);
    let one = shell.shows(&format!(
        "Get-ExchangeCertificate {} | select FriendlyName,Services,NotAfter,HasPrivateKey,PublicKeySize,CertificateDomains | ConvertTo-Json -Depth 3",
        thumb(NEW)
    ));
    assert_eq!(
        one,
        "\
{
  \"FriendlyName\": \"a \\\"b\\\" \\\\ \\u202e\\u001bé日\u{1F512}\\n\",
  \"Services\": \"Unknown\",
  \"NotAfter\": \"2027-03-01T09:00:00Z\",
  \"HasPrivateKey\": true,
  \"PublicKeySize\": 2048,
  \"CertificateDomains\": [
    \"mail.contoso.com\",
    \"autodiscover.contoso.com\",
    \"ex01.contoso.com\"
  ]
}"
    );
    let line = "Get-ExchangeCertificate | select Services,AccessRules -First 2 | ConvertTo-Json -Compress";
    assert_eq!(
        shell.shows(line),
        "[{\"Services\":\"IIS, SMTP\",\"AccessRules\":\"Unknown\"},{\"Services\":\"IIS, SMTP\",\"AccessRules\":\"Unknown\"}]"
    );
    assert_eq!(
        shell.shows("Get-ImapSettings | ConvertTo-Json -Compress"),
        "{\"Server\":\"EX01\",\"X509CertificateName\":null}"
    );
    assert_eq!(shell.shows("Get-ExchangeCertificate | where Status -eq Revoked | ConvertTo-Json"), "");
    let names = "Get-ExchangeCertificate | select -ExpandProperty CertificateDomains | select -First 2 | ConvertTo-Json -Compress";
    assert_eq!(shell.shows(names), "[\"EX01\",\"ex01.contoso.com\"]");
    let all: serde_json::Value =
        serde_json::from_str(&shell.shows("Get-ExchangeCertificate | ConvertTo-Json")).unwrap();
    assert_eq!(
        all[2]["FriendlyName"], "a \"b\" \\ \u{202E}\u{1B}é日\u{1F512}\n",
        "another program reads what was meant"
    );
}

#[test]
fn csv_is_quoted_and_nothing_in_it_runs() {
    let mut shell = Shell::on(server());
    for (name, field) in [
        ("plain", "\"plain\""),
        ("with \"quotes\", comma", "\"with \"\"quotes\"\", comma\""),
        ("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\""),
        ("+1", "\"'+1\""),
        ("-1", "\"'-1\""),
        ("@SUM(A1)", "\"'@SUM(A1)\""),
        ("\t=1", "\"'<U+0009>=1\""),
        ("\n=1", "\"'<U+000A>=1\""),
        ("  =1+1", "\"'  =1+1\""),
        ("＝cmd", "\"'＝cmd\""),
        ("＋1", "\"'＋1\""),
        ("－1", "\"'－1\""),
        ("＠x", "\"'＠x\""),
        (" plain", "\" plain\""),
        ("\r=1", "\"'<U+000D>=1\""),
        ("two\nlines\u{202E}", "\"two<U+000A>lines<U+202E>\""),
        ("", "\"\""),
    ] {
        shell.servers = vec![Arc::new(with(server(), NEW, |certificate| certificate.friendly_name = name.into()))];
        let line =
            format!("Get-ExchangeCertificate {} | select FriendlyName,NotAfter,Services | ConvertTo-Csv", thumb(NEW));
        let expected = format!("\"FriendlyName\",\"NotAfter\",\"Services\"\n{field},\"2027-03-01T09:00:00Z\",\"None\"");
        assert_eq!(shell.shows(&line), expected);
    }
    let domains = with_facts(server(), NEW, |facts| facts.domains = vec!["=x".into(), "b".into()]);
    let line = format!(
        "Get-ExchangeCertificate {} | select CertificateDomains | ConvertTo-Csv -NoTypeInformation",
        thumb(NEW)
    );
    assert_eq!(Shell::on(domains).shows(&line), "\"CertificateDomains\"\n\"'=x, b\"");
}

#[test]
fn a_csv_file_is_handed_out_to_be_written() {
    let shell = Shell::on(server());
    let exported = |rest: &str| {
        let done = shell.done(&format!("Get-ExchangeCertificate | select Status -First 1 | Export-Csv {rest}"), &[]);
        assert!(done.output.is_empty() && done.plan.is_none());
        done.files
    };
    let file = |overwrite| OutFile { path: "out.csv".into(), text: "\"Status\"\r\n\"Valid\"\r\n".into(), overwrite };
    assert_eq!(exported("out.csv"), [file(true)]);
    assert_eq!(exported("-Path out.csv -NoTypeInformation -Force"), [file(true)]);
    assert_eq!(exported("out.csv -NoClobber"), [file(false)]);
    let none = shell.done("Get-ExchangeCertificate | where Status -eq Revoked | Export-Csv x.csv", &[]);
    assert_eq!(none.files[0].text, "");
    mistake("Get-ExchangeCertificate | Export-Csv x -NoClobber ¦-Force");
}

#[test]
fn servers_and_their_services_are_shown() {
    let older = Server {
        name: ServerName::new("EX03"),
        fqdn: "ex03.contoso.com".into(),
        build: "15.0.1497.2".parse().ok(),
        roles: vec![Role::Mailbox, Role::ClientAccess],
        um_startup_mode: StartupMode::Dual,
        assignments: Assignments {
            um: Some(thumb(NEW)),
            pop_name: Some("pop.contoso.com".into()),
            ..Assignments::default()
        },
        ..server()
    };
    let edge = Server {
        name: ServerName::new("EDGE1"),
        fqdn: "edge1.contoso.com".into(),
        roles: vec![Role::EdgeTransport],
        ..server()
    };
    let shell = Shell::of([edge, server(), older]);
    assert_eq!(
        shell.shows("Get-ExchangeServer"),
        "\
Name  ServerRole            AdminDisplayVersion
----  ----------            -------------------
EDGE1 Edge                  Version 15.2 (Build 2562.17)
EX01  Mailbox               Version 15.2 (Build 2562.17)
EX03  Mailbox, ClientAccess Version 15.0 (Build 1497.2)"
    );
    assert_eq!(
        shell.shows("Get-ExchangeServer -Identity edge1.contoso.com | fl"),
        "\
AdminDisplayVersion  : Version 15.2 (Build 2562.17)
Fqdn                 : edge1.contoso.com
IsClientAccessServer : False
IsEdgeServer         : True
IsMailboxServer      : False
Name                 : EDGE1
ServerRole           : Edge"
    );
    assert_eq!(
        shell.shows("Get-UMService | fl Name,UM*"),
        format!(
            "Name                    : EX03\nUMCertificateThumbprint : {}\nUMStartupMode           : Dual",
            thumb(NEW)
        )
    );
    assert_eq!(shell.shows("Get-UMCallRouterSettings -Server EX03 | select -ExpandProperty UMStartupMode"), "TCP");
    assert_eq!(
        shell.shows("Get-TransportService EX01 | select -ExpandProperty InternalTransportCertificateThumbprint"),
        thumb(SELF_SIGNED).to_string()
    );
    assert_eq!(
        shell.shows("Get-PopSettings -Server EX03 | fl"),
        "Server              : EX03\nX509CertificateName : pop.contoso.com"
    );
    for (line, missing) in [
        ("Get-UMService EX01", "EX01 has no Unified Messaging service"),
        ("Get-UMCallRouterSettings -Server EX01", "EX01 has no Unified Messaging call router"),
        ("Get-ImapSettings -Server EDGE1", "EDGE1 has no IMAP service"),
        ("Get-ExchangeServer EX09", "EX09 was not found"),
    ] {
        let done = shell.done(line, &[]);
        assert_eq!((done.exit, done.errors), (Exit::NotFound, vec![format!("The server {missing}.")]));
    }
}

#[test]
fn a_server_that_cannot_be_read_is_left_out_and_said() {
    let mut shell = Shell::on(server());
    shell.unreadable = vec![(ServerName::new("EX03"), "servers/EX03.toml:3:1: broken".into())];
    for line in ["Get-ExchangeServer | measure", "Get-TransportService", "Get-UMService"] {
        let done = shell.done(line, &[]);
        assert_eq!(done.exit, Exit::Failed, "{line}");
        assert_eq!(done.warnings, ["WARNING: The server EX03 is left out: servers/EX03.toml:3:1: broken"]);
    }
    assert_eq!(shell.done("Get-ExchangeServer EX01", &[]).exit, Exit::Done);
}

#[test]
fn a_pipeline_says_all_that_it_needs() {
    let of = |line: &str| {
        let pipeline = parse(line).unwrap_or_else(|error| panic!("{line}: {error}")).remove(0);
        let needs = needs(&pipeline, &ServerName::new("EX01"));
        let servers = match needs.servers {
            Wanted::All => "*".to_owned(),
            Wanted::Named(names) => names.into_iter().map(|name| name.0).collect::<Vec<_>>().join(" "),
        };
        (servers, needs.certificates, needs.edge, wants_connected(&pipeline))
    };
    let is = |servers: &str, certificates, edge, connected| (servers.to_owned(), certificates, edge, connected);
    let t = thumb(NEW);
    assert_eq!(of("Get-ExchangeServer"), is("*", false, false, false));
    assert_eq!(of("Get-ExchangeServer EX02"), is("EX02", false, false, false));
    assert_eq!(of("Get-TransportService | fl"), is("*", false, false, false));
    assert_eq!(of("Get-ImapSettings"), is("EX01", false, false, true));
    assert_eq!(of("Get-Command"), is("", false, false, false));
    assert_eq!(of("Get-Help fl"), is("", false, false, false));
    assert_eq!(of("Get-ExchangeCertificate -Server EX02 | Remove-ExchangeCertificate"), is("EX02", true, false, false));
    assert_eq!(
        of("Get-ExchangeCertificate -Server EX02 | Enable-ExchangeCertificate -Server EX03 -Services SMTP"),
        is("EX02 EX03", true, true, false)
    );
    assert_eq!(
        of("Get-ExchangeCertificate -Server EX02 | select Thumbprint | Remove-ExchangeCertificate"),
        is("EX02 EX01", true, false, true)
    );
    assert_eq!(of(&format!("Remove-ExchangeCertificate -Identity EX02\\{t}")), is("EX02", true, false, false));
    assert_eq!(of("Set-UMService EX03 -UMStartupMode TLS"), is("EX03", true, false, false));
    assert_eq!(of("Set-PopSettings -X509CertificateName x"), is("EX01", true, false, true));
}

#[test]
fn a_pipeline_that_means_nothing_is_an_error_of_its_line() {
    let get = "Get-ExchangeCertificate";
    let cases = [
        (format!("{get} | fl Subject,¦Owner"), "There is no property 'Owner' here. The properties are: AccessRules, "),
        (
            format!("{get} | select Subject | sort ¦NotAfter"),
            "There is no property 'NotAfter' here. The properties are: Subject.",
        ),
        (format!("{get} | select *x* | where ¦Statu -eq 1"), "There is no property 'Statu' here"),
        (format!("{get} | select -ExpandProperty Subject | ¦where Subject -eq x"), "Where-Object takes objects"),
        (format!("{get} | select -ExpandProperty Subject | ¦ConvertTo-Csv"), "ConvertTo-Csv takes objects"),
        (format!("{get} | select -ExpandProperty Subject | sort ¦Subject"), "Property takes objects"),
        (
            format!("{get} | select Subject ¦-ExpandProperty Status"),
            "'-Property' and '-ExpandProperty' cannot be used together.",
        ),
        (format!("{get} | ¦sort"), "Sort-Object needs the property to go by."),
        (format!("{get} | select -First ¦x"), "'-First' takes a whole number, which 'x' is not."),
        (format!("{get} | select -First ¦-1"), "'-First' takes a whole number, which '-1' is not."),
        (format!("{get} | measure ¦Status"), "'Status' cannot stand here."),
        (format!("{get} | ConvertTo-Json | ¦fl"), "ConvertTo-Json passes nothing on"),
        (
            format!("{get} | Enable-ExchangeCertificate -Services IIS | ¦fl"),
            "Enable-ExchangeCertificate passes nothing on",
        ),
        (
            "Get-ExchangeServer | ¦Remove-ExchangeCertificate".into(),
            "Remove-ExchangeCertificate takes certificates by their Thumbprint or Identity, and an Exchange server comes",
        ),
        (
            format!("{get} | select Subject | ¦Remove-ExchangeCertificate"),
            "Remove-ExchangeCertificate takes certificates",
        ),
        (format!("{get} | Remove-ExchangeCertificate ¦{}", thumb(NEW)), "'-Thumbprint' cannot be given here"),
        (format!("{get} | Remove-ExchangeCertificate ¦-Identity {}", thumb(NEW)), "'-Identity' cannot be given here"),
        ("¦Remove-ExchangeCertificate".into(), "Remove-ExchangeCertificate needs the parameter '-Thumbprint'."),
        (
            "Remove-ExchangeCertificate ¦''".into(),
            "The value of '-Thumbprint' is empty or $null, which never means all.",
        ),
        ("Get-ExchangeServer ¦$null".into(), "The value of '-Identity' is empty or $null, which never means all."),
        (
            "Set-UMService EX01 -UMStartupMode ¦Off".into(),
            "There is no startup mode 'Off'. The modes are: TCP, TLS, Dual.",
        ),
        ("Set-ImapSettings -X509CertificateName ¦''".into(), "The value of '-X509CertificateName' is empty"),
        (format!("{get} ¦-DomainController dc01"), "'-DomainController' means nothing here"),
        ("Get-ImapSettings ¦-Verbose".into(), "Get-ImapSettings has no parameter '-Verbose'. It has: -Server."),
        (format!("{get} |\n  ¦ForEach-Object x"), "The term 'ForEach-Object' is not recognized"),
        (format!("{get} | select ¦@{{n='x'}}"), "'@' cannot stand here."),
        (format!("{get} | ¦Get-ImapSettings"), "Get-ImapSettings cannot stand behind this '|'."),
    ];
    for (text, message) in cases {
        let said = mistake(&text);
        assert!(said.starts_with(message), "{text}: {said}");
    }
}

#[test]
fn commands_are_listed_and_found() {
    let shell = Shell::on(server());
    let shown = shell.shows("Get-Command *-exchangecertificate | select -ExpandProperty Name");
    assert_eq!(
        shown,
        "Get-ExchangeCertificate\nEnable-ExchangeCertificate\nRemove-ExchangeCertificate\nImport-ExchangeCertificate"
    );
    assert_eq!(
        shell.shows("Get-Command fl | select Name,Alias"),
        "Name        Alias\n----        -----\nFormat-List fl"
    );
    assert_eq!(shell.shows("Get-Command Get-Nothing*"), "");
    let done = shell.done("Get-Command Remove-Item", &[]);
    assert_eq!((done.exit, done.errors[0].contains("'Remove-Item' is not recognized")), (Exit::NotFound, true));
}
