//! Removing, naming, switching modes; and several certificates in one command.

use super::*;
use crate::cmdlets::{About, Exit, Typed, print};

fn remove(rest: &str) -> String {
    format!("Remove-ExchangeCertificate -Thumbprint {rest}")
}

/// 2016, where there is Unified Messaging.
fn older() -> Server {
    Server { build: "15.1.2507.6".parse().ok(), ..server() }
}

fn printed(done: &Done) -> Vec<String> {
    print::plan(done.plan.as_ref().expect("something changes")).iter().map(ToString::to_string).collect()
}

#[test]
fn a_removal_is_asked_for_and_no_keeps_the_certificate() {
    let shell = Shell::on(server());
    let line = remove(&thumb(NEW).to_string());
    let question = shell.asks(&line, &[]);
    assert_eq!(question.about, About::Removal { thumbprint: thumb(NEW), typed: None });
    assert_eq!((question.read(""), question.read("n")), (Typed::Answer(Answer::Yes), Typed::Answer(Answer::No)));
    assert_eq!(shell.done(&line, &[Answer::No]).plan, None);
    let done = shell.done(&line, &[Answer::Yes]);
    assert_eq!(done.plan.as_ref().unwrap().parts[0].removed().collect::<Vec<_>>(), [thumb(NEW)]);
    assert_eq!((done.exit, done.afterwards.concat()), (Exit::Done, "[step remove][verify-iis-bindings]".to_owned()));
    let unasked = shell.done(&format!("{line} -Confirm:$false"), &[]);
    assert_eq!(unasked.plan, done.plan);
}

#[test]
fn what_is_still_in_use_is_removed_by_typing_only() {
    let mut shell = Shell::on(server());
    let line = remove(&thumb(OLD).to_string());
    let question = shell.asks(&line, &[]);
    assert_eq!(question.about, About::Removal { thumbprint: thumb(OLD), typed: Some("0A0A0A0A".into()) });
    assert_eq!(question.lines[0], "WARNING: [still-assigned]");
    assert_eq!(
        question.lines.last().unwrap(),
        "Type the first 8 digits of its thumbprint to remove it, or nothing to keep it:"
    );
    for typed in ["", "y", "yes", "A", "0A0A0A0B", "?"] {
        assert_eq!(question.read(typed), Typed::Answer(Answer::No), "{typed}");
    }
    assert_eq!(question.read(" 0a0a0a0a "), Typed::Answer(Answer::Yes));
    let kept = shell.done(&line, &[Answer::No]);
    assert!(kept.plan.is_none() && kept.warnings[0].contains("was not removed"), "{kept:?}");
    let done = shell.done(&line, &[Answer::Yes]);
    assert_eq!(after(&done, OLD), "None");
    assert!(!done.afterwards.contains(&"WARNING: [still-assigned]".to_owned()), "said once: {:?}", done.afterwards);
    let unasked = shell.done(&format!("{line} -Confirm:$false"), &[]);
    assert!(unasked.afterwards.contains(&"WARNING: [still-assigned]".to_owned()), "{:?}", unasked.afterwards);
    shell.interactive = false;
    let alone = shell.done(&line, &[]);
    assert_eq!((alone.exit, alone.plan), (Exit::NobodyToAsk, None));
    assert!(alone.errors[0].contains("-Confirm:$false"), "{:?}", alone.errors);
    assert!(shell.done(&format!("{line} -Confirm:$false"), &[]).plan.is_some());
}

#[test]
fn a_pending_request_is_removed_by_typing_too() {
    let server = with(server(), NEW, |certificate| certificate.kind = Kind::Request { key_id: "k1".into() });
    let question = Shell::on(server).asks(&remove(&thumb(NEW).to_string()), &[]);
    assert_eq!(question.lines[0], "WARNING: [pending-request]");
    assert_eq!(question.about, About::Removal { thumbprint: thumb(NEW), typed: Some("0B0B0B0B".into()) });
}

#[test]
fn what_must_stay_is_refused_before_anything_is_asked() {
    let mut shell = Shell::on(server());
    let done = shell.done(&remove(&thumb(SELF_SIGNED).to_string()), &[]);
    assert_eq!((done.exit, done.plan), (Exit::Refused, None));
    assert!(done.errors[0].starts_with("The internal transport certificate cannot be removed"), "{:?}", done.errors);
    assert!(done.errors.contains(&"rule: remove-default-smtp".to_owned()));
    shell.organization.auth_certificate = Some(thumb(NEW));
    let done = shell.done(&remove(&format!("{} -WhatIf", thumb(NEW))), &[]);
    assert_eq!(
        done.errors,
        [
            &format!("The certificate with thumbprint {} cannot be removed from server EX01.", thumb(NEW)),
            "[reason remove-auth]",
            "[remedy remove-auth]",
            "rule: remove-auth",
        ]
    );
    assert_eq!(shell.done(&remove(&thumb(9).to_string()), &[]).exit, Exit::NotFound);
    shell.access = Access::ViewOnly(ViewOnly::Flag);
    assert_eq!(shell.done(&remove(&thumb(OLD).to_string()), &[]).exit, Exit::NotPermitted);
    assert_eq!(shell.done(&remove(&thumb(9).to_string()), &[]).exit, Exit::NotPermitted, "that is said first");
    assert_eq!(shell.done("Get-ExchangeCertificate | Remove-ExchangeCertificate", &[]).exit, Exit::NotPermitted);
}

#[test]
fn a_send_connector_that_names_it_keeps_a_certificate_in_exchanges_words() {
    let mut shell = Shell::on(server());
    let named = |name: &str| SendConnector {
        name: name.into(),
        tls_certificate_name: Some(TlsCertificateName {
            issuer: "CN=Contoso Issuing CA, DC=contoso, DC=com".into(),
            subject: "CN=mail.contoso.com, O=Contoso, C=US".into(),
        }),
        source_servers: Vec::new(),
    };
    shell.organization.send_connectors = vec![named("To Internet"), named("To partners")];
    let done = shell.done(&remove(&thumb(NEW).to_string()), &[]);
    assert_eq!(
        done.errors[0],
        "These certificates are tagged with following Send Connectors : To Internet, To partners. Removing and replacing certificates from Send Connector would break the mail flow. If you still want to proceed then replace or remove these certificates from Send Connector and then try this command."
    );
    assert_eq!(done.errors.last().unwrap(), "rule: remove-on-send-connector");
}

#[test]
fn a_preview_of_a_removal_changes_and_asks_nothing() {
    let mut shell = Shell::on(server());
    shell.access = Access::ViewOnly(ViewOnly::Role);
    let done = shell.done(&remove(&format!("{} -WhatIf", thumb(OLD))), &[]);
    assert_eq!(done.output, [format!("What if: Removing certificate {} from server EX01.", thumb(OLD))]);
    assert_eq!(done.warnings[0], "WARNING: [still-assigned]");
    assert_eq!((done.plan, done.exit), (None, Exit::Done));
}

#[test]
fn a_protocol_is_named_and_its_name_taken_back() {
    let shell = Shell::on(server());
    let line = "Set-ImapSettings -X509CertificateName mail.contoso.com";
    let done = shell.done(line, &[]);
    assert_eq!(printed(&done), ["Set-ImapSettings -X509CertificateName mail.contoso.com -Server EX01"]);
    assert!(done.afterwards.contains(&"[restart-imap]".to_owned()), "{:?}", done.afterwards);
    let mut named = server();
    named.assignments.imap_name = Some("mail.contoso.com".into());
    named.assignments.pop_name = Some("mail.contoso.com".into());
    let shell = Shell::on(named);
    assert_eq!(shell.done(line, &[]).plan, None, "nothing to do");
    let back = shell.done("Set-PopSettings -X509CertificateName $null -Server EX01", &[]);
    assert_eq!(printed(&back), ["Set-PopSettings -X509CertificateName $null -Server EX01"]);
    assert_eq!(
        shell.done("Set-PopSettings -X509CertificateName pop.contoso.com -WhatIf", &[]).output,
        ["What if: Setting X509CertificateName of POP to 'pop.contoso.com' on server EX01."]
    );
    let question = shell.asks("Set-PopSettings -X509CertificateName pop.contoso.com -Confirm", &[]);
    assert_eq!(question.lines[2], "Set X509CertificateName of POP to 'pop.contoso.com' on server EX01.");
}

#[test]
fn a_startup_mode_is_set_where_there_is_one() {
    let shell = Shell::on(older());
    let done = shell.done("Set-UMService -Identity EX01 -UMStartupMode dual", &[]);
    assert_eq!(printed(&done), ["Set-UMService -Identity EX01 -UMStartupMode Dual"]);
    assert!(done.afterwards.contains(&"[restart-um]".to_owned()), "{:?}", done.afterwards);
    let done = shell.done("Set-UMCallRouterSettings -UMStartupMode TLS", &[]);
    assert_eq!(printed(&done), ["Set-UMCallRouterSettings -Server EX01 -UMStartupMode TLS"]);
    assert_eq!(shell.done("Set-UMService EX01 -UMStartupMode TCP", &[]).plan, None);
    let refused = Shell::on(server()).done("Set-UMService EX01 -UMStartupMode TLS", &[]);
    assert_eq!(
        refused.errors,
        [
            "UMStartupMode of UM cannot be set on server EX01.",
            "[reason um-not-in-version]",
            "[remedy um-not-in-version]",
            "rule: um-not-in-version"
        ]
    );
    assert_eq!(refused.exit, Exit::Refused);
}

#[test]
fn several_certificates_are_one_plan() {
    let shell = Shell::on(server());
    let done = shell.done(
        "Get-ExchangeCertificate | where FriendlyName -like contoso* | Enable-ExchangeCertificate -Services POP",
        &[],
    );
    let plan = done.plan.clone().unwrap();
    assert_eq!(plan.parts.len(), 1, "one document, written once");
    assert_eq!((after(&done, OLD).as_str(), after(&done, NEW).as_str()), ("POP, IIS, SMTP", "POP"));
    assert_eq!(done.afterwards.iter().filter(|line| *line == "[restart-pop]").count(), 1, "{:?}", done.afterwards);
    let printed = printed(&done);
    assert_eq!(printed.len(), 2, "{printed:?}");
    // The same as one behind the other.
    let first = shell.done(&printed[0], &[]).plan.unwrap();
    let second = Shell::on(server().after(&first.parts[0])).done(&printed[1], &[]).plan.unwrap();
    assert_eq!(plan.parts[0].after, second.parts[0].after);
}

#[test]
fn the_last_of_several_holds_what_only_one_can() {
    let shell = Shell::on(older());
    let mut server = older();
    server.um_startup_mode = StartupMode::Dual;
    let shell = Shell { servers: vec![Arc::new(server)], ..shell };
    let done = shell.done("Get-ExchangeCertificate | sort FriendlyName -Descending | where Subject -like *mail* | Enable-ExchangeCertificate -Services UM", &[]);
    assert_eq!((after(&done, NEW).as_str(), after(&done, OLD).as_str()), ("None", "UM, IIS, SMTP"));
}

#[test]
fn one_refusal_writes_nothing_of_the_command() {
    let server = with(server(), OLD, |certificate| certificate.private_key = PrivateKey::Missing);
    let shell = Shell::on(server);
    let done = shell.done("Get-ExchangeCertificate | Enable-ExchangeCertificate -Services IMAP", &[]);
    assert_eq!((done.exit, done.plan), (Exit::Refused, None));
    assert!(done.errors[0].contains(&thumb(OLD).to_string()), "{:?}", done.errors);
    let done = shell.done("Get-ExchangeCertificate | Remove-ExchangeCertificate -Confirm:$false", &[]);
    assert_eq!((done.exit, done.plan), (Exit::Refused, None));
}

#[test]
fn nothing_through_the_pipe_is_nothing_to_do_never_everything() {
    let shell = Shell::on(server());
    for last in ["Remove-ExchangeCertificate -Confirm:$false", "Enable-ExchangeCertificate -Services IIS -Force"] {
        let done = shell.done(&format!("Get-ExchangeCertificate | where FriendlyName -eq nobody | {last}"), &[]);
        assert_eq!((done.exit, done.plan, done.errors.len()), (Exit::Done, None, 0), "{last}");
    }
}

#[test]
fn an_answer_to_all_holds_for_all_but_for_what_has_to_be_typed() {
    let mut server = server();
    server.assignments.iis = None;
    server.assignments.smtp.retain(|thumbprint| *thumbprint != thumb(OLD));
    let all = "Get-ExchangeCertificate | where FriendlyName -like contoso* |";
    let shell = Shell::on(server);
    let done = shell.done(&format!("{all} Remove-ExchangeCertificate"), &[Answer::YesToAll]);
    assert_eq!(done.plan.unwrap().parts[0].removed().count(), 2);
    assert_eq!(shell.done(&format!("{all} Remove-ExchangeCertificate"), &[Answer::NoToAll]).plan, None);
    assert!(shell.asks(&format!("{all} Remove-ExchangeCertificate"), &[Answer::Yes]).lines[2].contains("0B0B0B0B"));
    let done = shell.done(&format!("{all} Remove-ExchangeCertificate"), &[Answer::No, Answer::Yes]);
    assert_eq!(done.plan.unwrap().parts[0].removed().collect::<Vec<_>>(), [thumb(NEW)]);
    let smtp = format!("{all} Enable-ExchangeCertificate -Services SMTP");
    assert!(shell.asks(&smtp, &[Answer::No]).lines[1].starts_with("Overwrite"));
    let done = shell.done(&smtp, &[Answer::YesToAll]);
    assert_eq!(done.plan.unwrap().parts[0].after.smtp_default, Some(thumb(NEW)));
    let in_use = Shell::on(crate::testing::server());
    assert!(
        in_use
            .asks(&format!("{all} Remove-ExchangeCertificate"), &[Answer::YesToAll])
            .lines
            .iter()
            .any(|line| line.contains("0B0B0B0B"))
    );
}

#[test]
fn of_several_certificates_a_warning_says_which_one_it_means() {
    let shell = Shell::on(server());
    let all = "Get-ExchangeCertificate | where FriendlyName -like contoso* | Remove-ExchangeCertificate";
    let warning = format!("WARNING: {}: [still-assigned]", thumb(OLD));
    let unasked = shell.done(&format!("{all} -Confirm:$false"), &[]);
    assert_eq!(unasked.afterwards.iter().filter(|line| line.contains("[still-assigned]")).count(), 1);
    assert!(unasked.afterwards.contains(&warning), "{:?}", unasked.afterwards);
    assert!(shell.done(&format!("{all} -WhatIf"), &[]).warnings.contains(&warning));
    let asked = shell.done(all, &[Answer::Yes, Answer::Yes]);
    assert!(!asked.afterwards.concat().contains("[still-assigned]"), "the question said it: {:?}", asked.afterwards);
}

#[test]
fn a_server_that_is_named_takes_the_thumbprints_of_another() {
    let other = Server { name: ServerName::new("EX02"), fqdn: "ex02.contoso.com".into(), ..server() };
    let shell = Shell::of([server(), other]);
    let get = format!("Get-ExchangeCertificate -Server EX02 -Thumbprint {}", thumb(NEW));
    let on = |line: &str| shell.done(line, &[]).plan.unwrap().parts[0].server.to_string();
    assert_eq!(on(&format!("{get} | Enable-ExchangeCertificate -Services IIS")), "EX02", "where it came from");
    assert_eq!(on(&format!("{get} | Enable-ExchangeCertificate -Services IIS -Server ex01.contoso.com")), "EX01");
    assert_eq!(on(&format!("{get} | select Identity | Enable-ExchangeCertificate -Services IIS")), "EX02");
    assert_eq!(on(&format!("{get} | select Thumbprint | Enable-ExchangeCertificate -Services IIS")), "EX01");
}

#[test]
fn what_was_kept_because_nobody_could_be_asked_is_told() {
    let mut shell = Shell::on(server());
    shell.interactive = false;
    let line = format!("Enable-ExchangeCertificate {} -Services SMTP", thumb(NEW));
    let kept = shell.done(&line, &[]).kept;
    assert_eq!((kept.len(), kept[0].current, kept[0].candidate), (1, thumb(SELF_SIGNED), thumb(NEW)));
    assert!(shell.done(&format!("{line} -Force"), &[]).kept.is_empty());
    assert!(shell.done(&format!("{line} -WhatIf"), &[]).kept.is_empty());
}
