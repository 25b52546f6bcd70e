//! Every remedy that is a cmdlet runs here as it is printed; every other remedy is words.

use super::*;
use crate::cmdlets::print;
use crate::locale::{Locale, explain};

/// A refusal for each reason there is.
fn reasons() -> Vec<Reason> {
    let status = [
        Status::DateInvalid { not_yet: true },
        Status::DateInvalid { not_yet: false },
        Status::Revoked,
        Status::RevocationCheckFailure,
        Status::Untrusted,
        Status::Invalid("x".into()),
        Status::PendingRequest,
        Status::Unknown,
    ];
    let facts = [
        UnknownFact::Services,
        UnknownFact::Status,
        UnknownFact::PrivateKey,
        UnknownFact::Names,
        UnknownFact::Build,
        UnknownFact::DefaultSmtp,
        UnknownFact::StartupMode,
        UnknownFact::IisSite,
        UnknownFact::StillChecking,
        UnknownFact::Unreadable,
    ];
    let view_only = [ViewOnly::Role, ViewOnly::Flag, ViewOnly::Files];
    let mode = |service| Reason::StartupMode { service, mode: StartupMode::Tcp };
    [
        Reason::Locked,
        Reason::PrivateKeyMissing,
        Reason::Wildcard(Protocol::Imap),
        Reason::Wildcard(Protocol::Pop),
        mode(Service::Um),
        mode(Service::UmCallRouter),
        Reason::NoUnifiedMessaging,
        Reason::NoServerAuthentication,
        Reason::Federation,
        Reason::EdgeSmtpOnly,
        Reason::AuthCertificate,
        Reason::RemoveDefaultSmtp,
        Reason::RemoveAuth,
        Reason::RemoveFederation,
        Reason::RemoveBackEnd,
        Reason::OnSendConnectors(vec!["Outbound".into()]),
        Reason::AlreadyExists(thumb(OLD)),
    ]
    .into_iter()
    .chain(status.map(Reason::StatusNotValid))
    .chain(facts.map(Reason::FactsUnknown))
    .chain(view_only.map(Reason::NotPermitted))
    .collect()
}

#[test]
fn a_remedy_is_a_cmdlet_for_the_wildcards_and_the_startup_modes_and_words_for_all_else() {
    let locale = Locale::english();
    let server = server();
    for reason in reasons() {
        let refusal = Refusal { server: server.name.clone(), service: Some(Service::Smtp), reason };
        let call = print::remedy(&refusal, &server, server.certificate(thumb(NEW)));
        let is_cmdlet = matches!(refusal.reason, Reason::Wildcard(_) | Reason::StartupMode { .. });
        assert_eq!((call.is_some(), refusal.remedy().is_some()), (is_cmdlet, is_cmdlet), "{refusal:?}");
        let words = locale.text(&explain::remedy(&refusal));
        assert!(!words.as_str().trim().is_empty(), "{refusal:?}");
        assert!(!words.as_str().contains("Set-UM") || is_cmdlet, "{refusal:?} sends to a cmdlet in words: {words}");
    }
}

/// The cmdlet lines among the lines of an error or a warning.
fn printed(lines: &[String]) -> Vec<String> {
    lines.iter().filter(|line| line.starts_with("Set-")).cloned().collect()
}

/// The server once a line has run on it.
fn once(server: &Server, line: &str) -> Server {
    let done = Shell::on(server.clone()).done(line, &[]);
    let plan = done.plan.unwrap_or_else(|| panic!("{line} changes nothing: {:?}", done.errors));
    server.after(&plan.parts[0])
}

#[test]
fn what_is_printed_for_a_startup_mode_removes_the_refusal() {
    let enable = format!("Enable-ExchangeCertificate {} -Services UM,UMCallRouter", thumb(NEW));
    let mut server = Server { build: "15.1.2507.6".parse().ok(), ..server() };
    let refused = Shell::on(server.clone()).done(&enable, &[]);
    let remedies = printed(&refused.errors);
    assert_eq!(remedies.len(), 2, "{:?}", refused.errors);
    for remedy in &remedies {
        server = once(&server, remedy);
    }
    let done = Shell::on(server).done(&enable, &[]);
    assert_eq!(after(&done, NEW), "UM, UMCallRouter");
}

#[test]
fn what_is_printed_for_a_wildcard_sets_the_name() {
    let mut server = with_facts(server(), NEW, |facts| {
        facts.common_name = Some("*.contoso.com".into());
        facts.domains = vec!["*.contoso.com".into(), "contoso.com".into()];
    });
    // A name that has to be quoted.
    server.name = ServerName::new("EX 01'’");
    server.fqdn = "ex01.contoso.com".into();
    let enable = format!("Enable-ExchangeCertificate {} -Services POP,IMAP -Server ex01.contoso.com", thumb(NEW));
    let refused = Shell::on(server.clone()).done(&enable, &[]);
    let remedies = printed(&refused.warnings);
    assert_eq!(remedies.len(), 2, "{:?}", refused.warnings);
    for remedy in &remedies {
        server = once(&server, remedy);
    }
    let names = (server.assignments.imap_name.as_deref(), server.assignments.pop_name.as_deref());
    assert_eq!(names, (Some("ex01.contoso.com"), Some("ex01.contoso.com")));
}
