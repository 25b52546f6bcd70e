//! PowerShell spelling: what is read, what is refused and where, and that what is printed reads back.

use proptest::prelude::*;

use crate::cmdlets::{At, Call, Cmdlet, Identity, Parameter, Problem, SyntaxError, Value, parse};
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

fn text() -> impl Strategy<Value = String> {
    let any = proptest::collection::vec(any::<char>(), 1..8).prop_map(|chars| chars.into_iter().collect::<String>());
    let tricky = "[-'\"`$#,;|(){}@&<>%\u{2018}\u{2019}\u{201A}\u{201B}\u{201C}\u{2013} \n\ra-z.*]{1,12}";
    prop_oneof![any, tricky].prop_filter("an empty value is refused", |text| !text.trim().is_empty())
}

fn services() -> impl Strategy<Value = ServiceSet> {
    proptest::sample::subsequence(Service::PRINTED.to_vec(), 0..=7).prop_map(|services| services.into_iter().collect())
}

fn certificate() -> impl Strategy<Value = (Parameter, Value)> {
    let by_thumbprint =
        any::<[u8; 20]>().prop_map(|bytes| (Parameter::Thumbprint, Value::Thumbprint(Thumbprint(bytes))));
    let server = proptest::option::of(text().prop_map(|text| text.trim().to_owned()));
    let by_identity = (server, any::<[u8; 20]>()).prop_map(|(server, bytes)| {
        (Parameter::Identity, Value::Identity(Identity { server, thumbprint: Thumbprint(bytes) }))
    });
    prop_oneof![by_thumbprint, by_identity]
}

fn enable() -> impl Strategy<Value = Call> {
    let switches = proptest::sample::subsequence(
        vec![Parameter::Force, Parameter::WhatIf, Parameter::Confirm, Parameter::DoNotRequireSsl],
        0..=4,
    );
    (certificate(), services(), proptest::option::of(text()), switches, any::<bool>()).prop_map(
        |(certificate, services, server, switches, on)| {
            let identity = certificate.0 == Parameter::Identity;
            let mut parameters = vec![certificate, (Parameter::Services, Value::Services(services))];
            parameters.extend(server.filter(|_| !identity).map(|server| (Parameter::Server, Value::Text(server))));
            parameters.extend(switches.into_iter().map(|switch| (switch, Value::Switch(on))));
            Call { cmdlet: Cmdlet::EnableExchangeCertificate, parameters }
        },
    )
}

fn get() -> impl Strategy<Value = Call> {
    proptest::collection::vec(text(), 1..4)
        .prop_map(|names| Call::new(Cmdlet::GetExchangeCertificate).with(Parameter::DomainName, Value::List(names)))
}

proptest! {
    #[test]
    fn what_is_printed_reads_back_as_the_same_call(call in prop_oneof![enable(), get()]) {
        let printed = call.to_string();
        prop_assert_eq!(one(&printed), call, "{}", printed);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>(), tail in "[-'\"`$#,;|a-zA-Z \n]{0,40}") {
        let _ = parse(&text);
        let _ = parse(&format!("Get-ExchangeCertificate {tail}"));
    }
}
