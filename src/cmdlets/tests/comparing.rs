//! `Where-Object`: what fits, what nobody can say, and what cannot be compared at all.

use super::*;

/// The names that are left.
fn left(server: &Server, condition: &str) -> Vec<String> {
    let line =
        format!("Get-ExchangeCertificate | Where-Object {condition} | Select-Object -ExpandProperty FriendlyName");
    Shell::on(server.clone()).done(&line, &[]).output
}

const EXCHANGE: &str = "Microsoft Exchange";
const MAIL_2026: &str = "Contoso mail 2026";
const MAIL_2027: &str = "Contoso mail 2027";

#[test]
fn each_operator_compares_as_the_property_is() {
    let server = with_facts(server(), NEW, |facts| facts.not_after = Some(NOW.plus(200 * DAY)));
    let server = with_facts(server, OLD, |facts| {
        facts.key = Some(PublicKey { algorithm: KeyAlgorithm::Rsa, bits: Some(512) });
    });
    for (condition, expected) in [
        ("FriendlyName -eq 'CONTOSO mail 2026'", &[MAIL_2026][..]),
        ("FriendlyName -ne 'Contoso mail 2026'", &[EXCHANGE, MAIL_2027]),
        ("FriendlyName -like contoso*", &[MAIL_2026, MAIL_2027]),
        ("FriendlyName -notlike *202?", &[EXCHANGE]),
        ("FriendlyName -in 'contoso mail 2027','microsoft exchange'", &[EXCHANGE, MAIL_2027]),
        ("FriendlyName -notin 'contoso mail 2027',x", &[EXCHANGE, MAIL_2026]),
        ("FriendlyName -gt 'Contoso mail 2026'", &[EXCHANGE, MAIL_2027]),
        // As texts 512 would be the greater.
        ("PublicKeySize -lt 2048", &[MAIL_2026]),
        ("PublicKeySize -ge 2048", &[EXCHANGE, MAIL_2027]),
        ("IsSelfSigned -eq $true", &[EXCHANGE]),
        ("IsSelfSigned -ne true", &[MAIL_2026, MAIL_2027]),
        ("NotAfter -gt 2027-04-01", &[MAIL_2027]),
        ("NotAfter -gt 4/1/2027", &[MAIL_2027]),
        ("NotAfter -le 2027-03-01T09:00:00Z", &[EXCHANGE, MAIL_2026]),
        ("NotAfter -lt 2027-03-01T10:00:00+01:00", &[]),
        ("NotAfter -eq '3/1/2027 9:00:00 AM'", &[EXCHANGE, MAIL_2026]),
        ("CertificateDomains -contains MAIL.contoso.com", &[MAIL_2026, MAIL_2027]),
        ("CertificateDomains -notcontains mail.contoso.com", &[EXCHANGE]),
        ("CertificateDomains -like auto*", &[MAIL_2026, MAIL_2027]),
        ("Services -eq None", &[MAIL_2027]),
        ("Services -eq 'smtp, iis'", &[EXCHANGE, MAIL_2026]),
        ("Services -eq IIS,SMTP", &[EXCHANGE, MAIL_2026]),
        ("Services -like *SMTP*", &[EXCHANGE, MAIL_2026]),
        ("Thumbprint -eq '0b 0b 0b 0b 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b'", &[MAIL_2027]),
        ("Thumbprint -like 0a*", &[MAIL_2026]),
        ("-Value Valid -eq -Property Status", &[EXCHANGE, MAIL_2026, MAIL_2027]),
    ] {
        assert_eq!(left(&server, condition), expected, "{condition}");
    }
}

#[test]
fn builds_compare_as_builds() {
    let other = |name: &str, build: &str| Server {
        name: ServerName::new(name),
        fqdn: format!("{name}.contoso.com"),
        build: build.parse().ok(),
        ..server()
    };
    let shell = Shell::of([server(), other("EX02", "15.2.986.5"), other("EX03", "")]);
    let names = |condition: &str| {
        shell.done(&format!("Get-ExchangeServer | where {condition} | select -ExpandProperty Name"), &[])
    };
    // As texts 986 would be the greater.
    assert_eq!(names("AdminDisplayVersion -lt 15.2.2562.17").output, ["EX02"]);
    assert_eq!(names("AdminDisplayVersion -eq 'version 15.2 (build 2562.17)'").output, ["EX01"]);
    assert_eq!(names("AdminDisplayVersion -eq Unknown").output, ["EX03"]);
}

#[test]
fn what_nobody_knows_fits_neither_way_and_is_said() {
    let server = with(server(), NEW, |certificate| certificate.services_unknown = true);
    let shell = Shell::on(server.clone());
    for condition in ["Services -eq None", "Services -ne None", "Services -like *SMTP*", "Services -notlike *SMTP*"] {
        let done = shell.done(&format!("Get-ExchangeCertificate | where {condition} | fl Thumbprint"), &[]);
        assert!(!done.output.iter().any(|line| line.contains(&thumb(NEW).to_string())), "{condition}");
        assert_eq!(
            done.warnings,
            ["WARNING: Services of one object is Unknown: it is left out. -eq Unknown finds it."],
            "{condition}"
        );
    }
    assert_eq!(left(&server, "Services -eq Unknown"), [MAIL_2027]);
    assert_eq!(left(&server, "Services -in Unknown,None"), [MAIL_2027]);
    assert_eq!(left(&server, "Services -ne Unknown"), [EXCHANGE, MAIL_2026]);
}

#[test]
fn there_may_be_no_value_at_all() {
    let shell = Shell::on(server());
    assert!(shell.shows("Get-ImapSettings | where X509CertificateName -eq $null").contains("EX01"));
    assert_eq!(shell.shows("Get-ImapSettings | where X509CertificateName -ne $null"), "");
    assert_eq!(shell.shows("Get-ImapSettings | where X509CertificateName -gt a"), "");
    let nameless = with(server(), NEW, |certificate| certificate.friendly_name = String::new());
    assert_eq!(left(&nameless, "FriendlyName -eq ''"), [""]);
}

#[test]
fn what_cannot_be_compared_names_both_and_its_column() {
    for (condition, message) in [
        (
            "NotAfter -lt ¦tomorrow",
            "NotAfter is a date (2027-01-31, 2027-01-31T09:00:00Z or 1/31/2027), which 'tomorrow' is not: they cannot be compared.",
        ),
        (
            "NotAfter -lt ¦14/3/2027",
            "NotAfter is a date (2027-01-31, 2027-01-31T09:00:00Z or 1/31/2027), which '14/3/2027' is not: they cannot be compared.",
        ),
        ("PublicKeySize -gt ¦many", "PublicKeySize is a whole number, which 'many' is not: they cannot be compared."),
        ("PublicKeySize -eq ¦$true", "PublicKeySize is a whole number, which '$true' is not: they cannot be compared."),
        (
            "Thumbprint -eq ¦434AC",
            "Thumbprint is a thumbprint of 40 hexadecimal digits, which '434AC' is not: they cannot be compared.",
        ),
        (
            "Services -eq ¦OWA",
            "Services is a set of services ('IIS, SMTP' or None), which 'OWA' is not: they cannot be compared.",
        ),
        (
            "Services ¦-contains IIS",
            "Services is a set of services ('IIS, SMTP' or None): '-contains' cannot compare it, only -eq, -ne, -like, -notlike, -in, -notin.",
        ),
        (
            "CertificateDomains ¦-eq mail.contoso.com",
            "CertificateDomains is a list: '-eq' cannot compare it, only -contains, -notcontains, -like.",
        ),
        ("FriendlyName -like ¦'[a-z]*'", "In a pattern only * and ? are wildcards here; '[' cannot be used."),
        ("FriendlyName -eq ¦a,b", "Only -in and -notin compare with several values."),
        ("FriendlyName -in ¦$true,b", "The parameter '-Value' takes one value."),
    ] {
        let text = format!("Get-ExchangeCertificate | Where-Object   {condition}");
        assert_eq!(mistake(&text), message, "{text}");
    }
}

#[test]
fn other_ways_to_filter_name_the_one_there_is() {
    let get = "Get-ExchangeCertificate |";
    let message = mistake(&format!("{get} Where-Object ¦{{ $_.Status -eq 'Valid' }}"));
    assert!(message.contains("Where-Object Property -Operator Value"), "{message}");
    let message = mistake(&format!("{get} ?¦{{$_.Status}}"));
    assert!(message.starts_with("Script blocks"), "{message}");
    for operator in ["match", "notmatch", "ceq", "is", "replace"] {
        let message = mistake(&format!("{get} where Subject ¦-{operator} contoso"));
        assert!(message.starts_with(&format!("The operator '-{operator}' cannot be used here.")), "{message}");
        assert!(message.contains("-eq, -ne, -gt"), "{message}");
    }
    let message = mistake(&format!("{get} ¦where IsSelfSigned"));
    assert!(message.starts_with("Where-Object compares: "), "{message}");
    let message = mistake(&format!("{get} where Status -eq Valid ¦-ne Invalid"));
    assert_eq!(message, "'-eq' and '-ne' cannot be used together.");
}
