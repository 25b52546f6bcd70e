//! PowerShell spelling: what is read, what is refused and where, and that what is printed reads back.

use proptest::prelude::*;

use crate::cmdlets::{At, Call, Cmdlet, Parameter, Problem, SyntaxError, Value, parse};
use crate::engine::{Service, ServiceSet, Thumbprint};

const T: &str = "434AC224C8459924B26521298CE8834C514856AB";

fn thumbprint() -> Thumbprint {
    T.parse().unwrap()
}

fn set(services: &[Service]) -> ServiceSet {
    services.iter().copied().collect()
}

/// The one call of a line.
fn one(line: &str) -> Call {
    let mut pipelines = parse(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    assert_eq!((pipelines.len(), pipelines[0].calls.len()), (1, 1), "{line}");
    pipelines.remove(0).calls.remove(0)
}

fn refused(text: &str) -> (usize, usize, Problem) {
    let SyntaxError { at: At { line, column }, problem } = parse(text).expect_err(text);
    (line, column, problem)
}

#[test]
fn the_documented_example_reads_as_printed() {
    let call = one(&format!("Enable-ExchangeCertificate -Thumbprint {T} -Services POP,IMAP,IIS,SMTP"));
    assert_eq!(call.thumbprint(), Some(thumbprint()));
    assert_eq!(call.services(), set(&[Service::Pop, Service::Imap, Service::Iis, Service::Smtp]));
    let pipelines =
        parse("Get-ExchangeCertificate | Format-List FriendlyName,Subject,CertificateDomains,Thumbprint,Services");
    let pipelines = pipelines.unwrap();
    assert_eq!(pipelines[0].calls[1].list(Parameter::Property).len(), 5);
}

#[test]
fn one_call_has_many_spellings() {
    let plain = one(&format!("Enable-ExchangeCertificate -Thumbprint {T} -Services IIS,SMTP -Server EX01 -WhatIf"));
    for line in [
        format!("enable-exchangecertificate -thumb {T} -servi iis,smtp -server EX01 -w"),
        format!("ENABLE-EXCHANGECERTIFICATE -T:{T} -Services:IIS,SMTP -Server:EX01 -WhatIf:$TRUE"),
        format!("Enable-ExchangeCertificate -Thumbprint '{T}' -Services \"IIS,SMTP\" -Server \"EX01\" -WhatIf"),
        format!(
            "Enable-ExchangeCertificate `\n  -Thumbprint {T} `\r\n -Services IIS, SMTP -Server E`X01 -WhatIf # note"
        ),
        format!(
            "Enable-ExchangeCertificate \u{2013}Thumbprint \u{2018}{T}\u{2019} -Services 'IIS', 'SMTP' -Server \u{201C}EX01\u{201D} -WhatIf"
        ),
        format!("Enable-ExchangeCertificate {} -Services IIS,\n SMTP,None -Server 'EX'01 -WhatIf;", T.to_lowercase()),
        "Enable-ExchangeCertificate -Thumbprint '\u{200E}43 4a c2 24 c8 45 99 24 b2 65 21 29 8c e8 83 4c 51 48 56 ab' -Services IIS,SMTP -Server EX01 -WhatIf".to_owned(),
    ] {
        assert_eq!(one(&line), plain, "{line}");
    }
}

#[test]
fn a_switch_can_be_switched_off() {
    let call = one(&format!("Enable-ExchangeCertificate {T} -Services None -Confirm:$false -Force"));
    assert_eq!(call.value(Parameter::Confirm), Some(&Value::Switch(false)));
    assert!(call.is_on(Parameter::Force) && !call.is_on(Parameter::Confirm));
    assert_eq!(call.services(), ServiceSet::NONE);
}

#[test]
fn an_identity_may_name_its_server() {
    let call = one(&format!("Get-ExchangeCertificate -Identity ex01.contoso.com\\{T}"));
    assert_eq!((call.server(), call.thumbprint()), (Some("ex01.contoso.com"), Some(thumbprint())));
    assert_eq!(one(&format!("Get-ExchangeCertificate -Identity {T}")).server(), None);
}

#[test]
fn quotation_marks_take_what_stands_in_them() {
    for (written, meant) in [
        ("'it''s'", "it's"),
        ("'a\u{2019}\u{2019}b'", "a\u{2019}b"),
        ("'$true `n \"x\"'", "$true `n \"x\""),
        ("\"tab`tdollar`$x quote`\" \"\"\"", "tab\tdollar$x quote\" \""),
        ("\"5 $ only\"", "5 $ only"),
        ("a`,b", "a,b"),
        ("'two\nlines'", "two\nlines"),
        ("no#comment", "no#comment"),
    ] {
        let call = one(&format!("Get-ExchangeCertificate -Server {written}"));
        assert_eq!(call.server(), Some(meant), "{written}");
    }
}

#[test]
fn each_of_five_characters_is_a_single_quotation_mark() {
    for mark in ['\'', '\u{2018}', '\u{2019}', '\u{201A}', '\u{201B}'] {
        let read = one(&format!("Get-ExchangeCertificate -Server {mark}a b{mark}"));
        assert_eq!(read.server(), Some("a b"), "{mark}");
        let text = format!("a{mark}; Remove-Item");
        let call = Call::new(Cmdlet::GetExchangeCertificate).with(Parameter::Server, Value::Text(text));
        assert_eq!(call.to_string(), format!("Get-ExchangeCertificate -Server 'a{mark}{mark}; Remove-Item'"));
    }
}

#[test]
fn a_script_is_one_pipeline_a_line() {
    let script = format!(
        "# renew\r\n\r\nGet-ExchangeCertificate |\r\n  fl Thumbprint\r\nEnable-ExchangeCertificate {T} -Services IIS; Get-ExchangeCertificate | FT"
    );
    let pipelines = parse(&script).unwrap();
    let read: Vec<_> =
        pipelines.iter().map(|p| (p.line, p.calls.iter().map(|c| c.cmdlet).collect::<Vec<_>>())).collect();
    assert_eq!(
        read,
        [
            (3, vec![Cmdlet::GetExchangeCertificate, Cmdlet::FormatList]),
            (5, vec![Cmdlet::EnableExchangeCertificate]),
            (5, vec![Cmdlet::GetExchangeCertificate, Cmdlet::FormatTable]),
        ]
    );
    assert_eq!(parse(" \n# nothing\n"), Ok(Vec::new()));
}

#[test]
fn an_ambiguous_prefix_names_what_it_may_mean() {
    assert_eq!(
        refused(&format!("Enable-ExchangeCertificate {T} -Se IIS")),
        (1, 69, Problem::AmbiguousParameter { name: "Se".into(), candidates: vec!["Services", "Server"] })
    );
    // A whole name is never ambiguous, whatever begins with it.
    assert_eq!(one("Get-ExchangeCertificate -S EX01").server(), Some("EX01"));
}

#[test]
fn every_mistake_is_named_with_its_place() {
    let unknown = |name: &str| Problem::UnknownParameter { cmdlet: "Get-ExchangeCertificate", name: name.into() };
    let cases: &[(&str, usize, usize, Problem)] = &[
        ("Remove-Item x", 1, 1, Problem::UnknownCmdlet("Remove-Item".into())),
        ("\nGet-ExchangeCertificate\n  Set-Nothing", 3, 3, Problem::UnknownCmdlet("Set-Nothing".into())),
        ("Get-ExchangeCertificate -Svr EX01", 1, 25, unknown("Svr")),
        ("Get-ExchangeCertificate -Server", 1, 25, Problem::MissingValue("Server")),
        ("Get-ExchangeCertificate -Server -Thumbprint x", 1, 25, Problem::MissingValue("Server")),
        ("Get-ExchangeCertificate -Server a,b", 1, 35, Problem::OneValueOnly("Server")),
        ("Get-ExchangeCertificate -Server a -Server b", 1, 35, Problem::RepeatedParameter("Server")),
        ("Get-ExchangeCertificate -DomainName a,", 1, 38, Problem::Unexpected(",".into())),
        ("Get-ExchangeCertificate 434AC", 1, 25, Problem::NotAThumbprint("434AC".into())),
        ("Get-ExchangeCertificate -Identity EX01\\12", 1, 35, Problem::NotAThumbprint("12".into())),
        ("Get-ExchangeCertificate -Identity $null", 1, 35, Problem::EmptyValue("Identity")),
        ("Get-ExchangeCertificate -Identity ''", 1, 35, Problem::EmptyValue("Identity")),
        ("Get-ExchangeCertificate $null", 1, 25, Problem::EmptyValue("Thumbprint")),
        ("Get-ExchangeCertificate -Server $env:X", 1, 33, Problem::Variable("$env:X".into())),
        ("Get-ExchangeCertificate -Server \"$x y\"", 1, 34, Problem::Variable("$x".into())),
        ("Get-ExchangeCertificate -Server 'EX01", 1, 33, Problem::OpenQuote),
        ("Get-ExchangeCertificate --Server EX01", 1, 25, Problem::Unexpected("-".into())),
        ("Get-ExchangeServer `", 1, 20, Problem::Unexpected("`".into())),
        ("Get-ExchangeServer EX01`", 1, 24, Problem::Unexpected("`".into())),
        ("Get-ExchangeCertificate (x)", 1, 25, Problem::Unexpected("(".into())),
        ("Get-ExchangeCertificate |", 1, 25, Problem::EmptyPipe),
        ("| Format-List", 1, 1, Problem::EmptyPipe),
        ("Format-List", 1, 1, Problem::NeedsPipe("Format-List")),
        ("Get-ExchangeCertificate | Get-ExchangeCertificate", 1, 27, Problem::NotAfterPipe("Get-ExchangeCertificate")),
        ("Get-ExchangeCertificate | fl | ft", 1, 32, Problem::NothingBehind("Format-List")),
    ];
    for (text, line, column, problem) in cases {
        assert_eq!(refused(text), (*line, *column, problem.clone()), "{text}");
    }
}

#[test]
fn assigning_wants_to_know_what_to_what_and_once() {
    let enable = "Enable-ExchangeCertificate";
    let missing = |parameter| Problem::MissingParameter { cmdlet: enable, parameter };
    assert_eq!(refused(&format!("{enable} -Services IIS")), (1, 1, missing("Thumbprint")));
    assert_eq!(refused(&format!("{enable} {T}")), (1, 1, missing("Services")));
    assert_eq!(
        refused(&format!("{enable} -Server EX01 -Identity {T} -Services IIS")),
        (1, 41, Problem::Exclusive("Server", "Identity"))
    );
    assert_eq!(refused(&format!("{enable} {T} -Services IIS,OWA")), (1, 83, Problem::UnknownService("OWA".into())));
    let (_, _, problem) = refused(&format!("{enable} {T} -Services OWA"));
    assert_eq!(
        problem.to_string(),
        "There is no service 'OWA'. The services are: IMAP, POP, UM, IIS, SMTP, Federation, UMCallRouter, None."
    );
    assert_eq!(refused(&format!("{enable} {T} -Services IIS -Force:1")).2, Problem::NotABool("Force"));
}

#[test]
fn printing_quotes_only_what_needs_it() {
    let call =
        |server: &str| Call::new(Cmdlet::GetExchangeCertificate).with(Parameter::Server, Value::Text(server.into()));
    for (server, printed) in [
        ("ex01.contoso.com", "ex01.contoso.com"),
        ("EX 01", "'EX 01'"),
        ("-x", "'-x'"),
        ("$null", "'$null'"),
        ("O\u{2019}Neil", "'O\u{2019}\u{2019}Neil'"),
        ("日本", "'日本'"),
    ] {
        assert_eq!(call(server).to_string(), format!("Get-ExchangeCertificate -Server {printed}"));
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>(), tail in "[-'\"`$#,;|a-zA-Z \n]{0,40}") {
        let _ = parse(&text);
        let _ = parse(&format!("Get-ExchangeCertificate {tail}"));
    }
}
