//! `Enable-ExchangeCertificate`: what it asks, refuses, warns of and does.

use super::*;
use crate::cmdlets::{Exit, Typed};

fn enable(rest: &str) -> String {
    format!("Enable-ExchangeCertificate -Thumbprint {} -Services {rest}", thumb(NEW))
}

fn wildcard() -> Server {
    with_facts(server(), NEW, |facts| {
        facts.subject = "CN=*.contoso.com, O=Contoso".into();
        facts.common_name = Some("*.contoso.com".into());
        facts.domains = vec!["*.contoso.com".into()];
    })
}

#[test]
fn services_are_added_and_what_is_left_to_do_is_said() {
    let done = Shell::on(server()).done(&enable("IIS,IMAP"), &[]);
    assert_eq!((done.exit, after(&done, NEW).as_str(), after(&done, OLD).as_str()), (Exit::Done, "IMAP, IIS", "SMTP"));
    assert!(done.output.is_empty() && done.errors.is_empty() && done.warnings.is_empty(), "{done:?}");
    assert!(done.afterwards.contains(&"WARNING: [loses-service]".to_owned()), "{:?}", done.afterwards);
    assert!(done.afterwards.contains(&"[restart-iis]".to_owned()), "{:?}", done.afterwards);
}

#[test]
fn smtp_asks_word_for_word_and_its_default_is_no() {
    let server = with_facts(server(), SELF_SIGNED, |facts| facts.not_after = Some(Moment(1_540_200_028)));
    let server = with_facts(server, NEW, |facts| facts.not_after = Some(NOW.plus(DAY)));
    let question = Shell::on(server).asks(&enable("SMTP"), &[]);
    assert_eq!(
        question.lines.join("\n"),
        "\
Confirm
Overwrite the existing default SMTP certificate?

Current certificate: '0101010101010101010101010101010101010101' (expires 10/22/2018 9:20:28 AM)
Replace it with certificate: '0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B' (expires 11/22/2026 9:00:00 AM)
[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [?] Help (default is \"N\"):"
    );
    assert_eq!(question.read(""), Typed::Answer(Answer::No));
    assert_eq!(question.read(" y "), Typed::Answer(Answer::Yes));
    assert_eq!(question.read("?"), Typed::Help);
    assert_eq!(question.read("maybe"), Typed::Nothing);
    assert_eq!(question.help.len(), 4);
}

#[test]
fn either_answer_assigns_smtp_and_only_yes_moves_the_default() {
    let shell = Shell::on(server());
    for (answer, default) in
        [(Answer::No, SELF_SIGNED), (Answer::NoToAll, SELF_SIGNED), (Answer::Yes, NEW), (Answer::YesToAll, NEW)]
    {
        let done = shell.done(&enable("SMTP"), &[answer]);
        assert_eq!(after(&done, NEW), "SMTP");
        assert_eq!(done.plan.unwrap().parts[0].after.smtp_default, Some(thumb(default)), "{answer:?}");
    }
}

#[test]
fn force_replaces_the_default_and_a_pipe_keeps_it() {
    let mut shell = Shell::on(server());
    let forced = shell.done(&enable("SMTP -Force"), &[]);
    assert_eq!(forced.plan.unwrap().parts[0].after.smtp_default, Some(thumb(NEW)));
    shell.interactive = false;
    let piped = shell.done(&enable("SMTP"), &[]);
    assert_eq!((piped.exit, after(&piped, NEW).as_str()), (Exit::Done, "SMTP"));
    assert_eq!(piped.plan.unwrap().parts[0].after.smtp_default, Some(thumb(SELF_SIGNED)));
}

#[test]
fn confirm_asks_before_the_other_question_and_no_does_nothing() {
    let mut shell = Shell::on(server());
    let line = enable("SMTP,IIS -Confirm");
    assert_eq!(
        shell.asks(&line, &[]).lines.join("\n"),
        "\
Confirm
Are you sure you want to perform this action?
Enable certificate with thumbprint 0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B for IIS,SMTP on server EX01.
[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [?] Help (default is \"Y\"):"
    );
    assert_eq!(Done { verdict: None, ..shell.done(&line, &[Answer::No]) }, Done::default());
    assert!(shell.asks(&line, &[Answer::Yes]).lines[1].starts_with("Overwrite"));
    assert_eq!(after(&shell.done(&line, &[Answer::Yes, Answer::No]), NEW), "IIS, SMTP");
    assert_eq!(after(&shell.done(&enable("IIS -Confirm:$false"), &[]), NEW), "IIS");
    shell.interactive = false;
    let alone = shell.done(&line, &[]);
    assert_eq!((alone.exit, alone.plan), (Exit::NobodyToAsk, None));
}

#[test]
fn what_is_assigned_already_is_silently_fine() {
    let shell = Shell::on(server());
    let old = thumb(OLD);
    for line in [format!("Enable-ExchangeCertificate {old} -Services IIS"), enable("None")] {
        let done = shell.done(&line, &[]);
        assert_eq!(Done { verdict: None, ..done }, Done::default(), "{line}");
    }
}

#[test]
fn what_if_says_each_step_and_changes_nothing() {
    let mut shell = Shell::on(server());
    // Looking at what would happen is allowed to whoever may look.
    shell.access = Access::ViewOnly(ViewOnly::Flag);
    let done = shell.done(&enable("IIS,IMAP,SMTP -WhatIf"), &[]);
    let new = thumb(NEW);
    assert_eq!(
        done.output,
        [
            format!("What if: Assigning certificate {new} to IIS on server EX01, in place of {}.", thumb(OLD)),
            "What if: Turning on Require SSL on the Default Web Site on server EX01.".to_owned(),
            format!("What if: Assigning certificate {new} to IMAP on server EX01."),
            "What if: Setting X509CertificateName of IMAP to 'mail.contoso.com' on server EX01.".to_owned(),
            format!("What if: Assigning certificate {new} to SMTP on server EX01."),
            format!("What if: Letting Network Service read the private key of certificate {new} on server EX01."),
            format!(
                "What if: The default SMTP certificate on server EX01 stays {}; -Force would replace it.",
                thumb(SELF_SIGNED)
            ),
        ]
    );
    assert_eq!((done.exit, done.plan, done.afterwards), (Exit::Done, None, Vec::new()));
    let forced = shell.done(&enable("SMTP -Force -WhatIf"), &[]).output;
    assert_eq!(
        forced.last().unwrap(),
        &format!(
            "What if: Making certificate {new} the default SMTP certificate on server EX01, in place of {}.",
            thumb(SELF_SIGNED)
        )
    );
}

#[test]
fn whoever_may_only_look_is_told_first_of_all() {
    for why in [ViewOnly::Role, ViewOnly::Flag, ViewOnly::Files] {
        let mut shell = Shell::on(server());
        shell.access = Access::ViewOnly(why);
        for line in [enable("IIS"), enable("None"), format!("Enable-ExchangeCertificate {} -Services UM", thumb(9))] {
            let done = shell.done(&line, &[]);
            assert_eq!((done.exit, done.plan.is_none()), (Exit::NotPermitted, true), "{line}");
            assert_eq!(done.errors[1..], ["[reason not-permitted]", "[remedy not-permitted]", "rule: not-permitted"]);
        }
    }
}

#[test]
fn a_missing_private_key_is_refused_in_exchanges_words() {
    let server = with(server(), NEW, |certificate| certificate.private_key = PrivateKey::Missing);
    let done = Shell::on(server).done(&enable("IIS,SMTP"), &[]);
    assert_eq!(
        done.errors,
        [
            "The certificate with thumbprint 0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B was found but is not valid for use with Exchange Server (reason: PrivateKeyMissing).",
            "[reason private-key-missing]",
            "[remedy private-key-missing]",
            "rule: private-key-missing",
        ]
    );
    assert_eq!((done.exit, done.plan), (Exit::Refused, None));
}

#[test]
fn a_status_that_is_not_valid_is_named() {
    let server = with_facts(server(), NEW, |facts| facts.not_after = Some(NOW.plus(-1)));
    let done = Shell::on(server).done(&enable("IIS"), &[]);
    assert!(done.errors[0].ends_with("(reason: DateInvalid)."), "{:?}", done.errors);
    assert_eq!((done.exit, done.errors[3].as_str()), (Exit::Refused, "rule: status-not-valid"));
}

#[test]
fn a_startup_mode_of_tcp_comes_with_the_ready_cmdlet() {
    let server = Server { build: "15.1.2507.6".parse().ok(), ..server() };
    let done = Shell::on(server).done(&enable("UM,UMCallRouter"), &[]);
    let new = thumb(NEW);
    assert_eq!(
        done.errors,
        [
            &format!("The certificate with thumbprint {new} cannot be assigned to UM on server EX01."),
            "[reason um-startup-mode]",
            "[remedy um-startup-mode]",
            "Set-UMService -Identity EX01 -UMStartupMode Dual",
            "rule: um-startup-mode",
            &format!("The certificate with thumbprint {new} cannot be assigned to UMCallRouter on server EX01."),
            "[reason um-call-router-startup-mode]",
            "[remedy um-call-router-startup-mode]",
            "Set-UMCallRouterSettings -Server EX01 -UMStartupMode Dual",
            "rule: um-call-router-startup-mode",
        ]
    );
}

#[test]
fn one_reason_for_many_services_is_told_once() {
    let done = Shell::on(server()).done(&enable("UM,UMCallRouter,Federation"), &[]);
    let rules: Vec<_> = done.errors.iter().filter(|line| line.starts_with("rule: ")).collect();
    assert_eq!(rules, ["rule: um-not-in-version", "rule: federation-elsewhere"]);
    assert!(done.errors[0].contains(" to UM,UMCallRouter on server EX01."), "{:?}", done.errors);
}

const POP_WARNING: &str = "WARNING: This certificate with thumbprint 0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B and subject '*.contoso.com' cannot used for POP SSL/TLS connections because the subject is not a Fully Qualified Domain Name (FQDN). Use command Set-POPSettings to set X509CertificateName to the FQDN of the service.";
const IMAP_WARNING: &str = "WARNING: This certificate with thumbprint 0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B and subject '*.contoso.com' cannot used for IMAP SSL/TLS connections because the subject is not a Fully Qualified Domain Name (FQDN). Use command Set-IMAPSettings to set X509CertificateName to the FQDN of the service.";

#[test]
fn a_wildcard_drops_pop_and_imap_with_exchanges_warnings_and_assigns_the_rest() {
    let done = Shell::on(wildcard()).done(&enable("POP,IMAP,IIS"), &[]);
    assert_eq!(
        done.warnings,
        [
            POP_WARNING,
            "[reason wildcard-pop]",
            "[remedy wildcard-pop]",
            "Set-PopSettings -X509CertificateName ex01.contoso.com -Server EX01",
            "rule: wildcard-pop",
            IMAP_WARNING,
            "[reason wildcard-imap]",
            "[remedy wildcard-imap]",
            "Set-ImapSettings -X509CertificateName ex01.contoso.com -Server EX01",
            "rule: wildcard-imap",
        ]
    );
    assert_eq!((done.exit, after(&done, NEW).as_str()), (Exit::Done, "IIS"));
}

#[test]
fn a_wildcard_for_pop_alone_leaves_nothing_and_is_refused() {
    let done = Shell::on(wildcard()).done(&enable("POP"), &[]);
    assert_eq!((done.exit, &done.warnings[0] as &str, done.plan), (Exit::Refused, POP_WARNING, None));
}

#[test]
fn in_english_the_engine_speaks_below_the_shells_own_lines() {
    let organization = Organization::default();
    let locale = crate::locale::Locale::english();
    let said = |server: Server, line: &str| {
        let servers = [Arc::new(server)];
        let world = World {
            organization: &organization,
            servers: &servers,
            unreadable: &[],
            files: &[],
            connected: &ServerName::new("EX01"),
            access: Access::Full,
            now: NOW,
            interactive: false,
            terminal_width: None,
            words: &locale,
        };
        match run(&parse(line).unwrap()[0], &world, &[]) {
            Outcome::Done(done) => *done,
            Outcome::Ask(question) => panic!("{question:?}"),
        }
    };
    let done = said(with(server(), NEW, |certificate| certificate.private_key = PrivateKey::Missing), &enable("IIS"));
    assert_eq!(done.errors.len(), 4);
    assert!(done.errors.iter().all(|line| !line.is_empty() && !line.contains('\n')), "{:?}", done.errors);
    let hostile = with(server(), OLD, |certificate| certificate.friendly_name = "a\u{1B}[2Jb".into());
    let done = said(hostile, &enable("IIS"));
    assert!(
        done.afterwards.contains(&format!("WARNING: a<U+001B>[2Jb ({}) loses IIS.", thumb(OLD))),
        "{:?}",
        done.afterwards
    );
}
