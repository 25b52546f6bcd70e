//! Whole scripts, as an administrator meets them.

use std::collections::BTreeMap;

use super::*;

/// The ordinary case of a year: a new certificate takes over, the default SMTP certificate too, on two servers.
fn year() -> Vec<u8> {
    let first = [
        assign(0x0B, Service::Iis, Some(0x0A)),
        Step::RequireSsl,
        assign(0x0B, Service::Imap, None),
        name(Protocol::Imap, Some("old.contoso.com"), Some("mail.contoso.com")),
        assign(0x0B, Service::Smtp, None),
        Step::NetworkService { thumbprint: thumb(0x0B) },
        default_smtp(0x0B, Some(0x01)),
    ];
    let second = [
        assign(0x0B, Service::Smtp, None),
        Step::NetworkService { thumbprint: thumb(0x0B) },
        um_mode(Service::Um, StartupMode::Tcp, StartupMode::Dual),
        assign(0x0B, Service::Um, None),
        assign(0x0B, Service::Iis, Some(0x0A)),
        Step::Remove { thumbprint: thumb(0x0A) },
    ];
    let follow_ups = [
        FollowUp::RestartIis,
        FollowUp::VerifyIisBindings,
        FollowUp::RestartImap,
        FollowUp::EdgeResubscribe { certain: true },
    ];
    let japanese = |thumbprint: Thumbprint| {
        describe(thumbprint)
            .map(|known| Described { name: format!("{} \u{2018}日本\u{2019} #>", known.name), ..known })
    };
    let other = Section {
        server: ServerName::new("EX02"),
        fqdn: Some("ex02.contoso.com".to_owned()),
        revision: String::new(),
        describe: &japanese,
        ..section(&second, &[])
    };
    powershell(&script(vec![section(&first, &follow_ups), other]))
}

#[test]
fn the_script_of_a_year() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/script"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_binary_snapshot!("year.ps1", year()));
}

/// The steps of a script: the fields of each, as they are written.
fn steps(script: &str) -> Vec<BTreeMap<String, String>> {
    let plan = script.split_once("$Steps = @(").unwrap().1.split_once("\n)\n").unwrap().0;
    let objects = plan.split("[pscustomobject]@{").skip(1);
    let fields = |object: &str| {
        let lines = object.lines().filter_map(|line| line.trim().split_once(" = "));
        lines.map(|(name, value)| (name.trim().to_owned(), value.to_owned())).collect()
    };
    objects.map(fields).collect()
}

#[test]
fn only_a_replaced_default_is_forced() {
    let kept = of(&[assign(0x0B, Service::Smtp, None)]);
    assert!(!kept.contains("Force = "), "{kept}");
    assert!(kept.contains("Answer N"), "the operator is told what to answer");
    assert_eq!(steps(&kept)[0]["BecomesDefault"], "$false");
    let first = of(&[assign(0x0B, Service::Smtp, None), default_smtp(0x0B, None)]);
    assert!(!first.contains("Force = "), "nothing is replaced: {first}");
    let replaced = of(&[assign(0x0B, Service::Smtp, None), default_smtp(0x0B, Some(0x01))]);
    let found = steps(&replaced);
    assert_eq!((found[0]["Options"].as_str(), found[1]["Options"].as_str()), ("@{}", "@{ Force = $true }"));
    assert_eq!(found[0]["BecomesDefault"], "$true");
}

#[test]
fn require_ssl_is_left_alone_unless_it_was_planned() {
    let left_alone = of(&[assign(0x0B, Service::Iis, Some(0x0A))]);
    assert_eq!(steps(&left_alone)[0]["Options"], "@{ DoNotRequireSsl = $true }");
    let planned = of(&[assign(0x0B, Service::Iis, Some(0x0A)), Step::RequireSsl]);
    assert_eq!(steps(&planned)[0]["Options"], "@{}");
}

#[test]
fn a_rollback_gives_back_what_somebody_had() {
    let script = of(&[
        assign(0x0B, Service::Iis, Some(0x0A)),
        assign(0x0B, Service::Smtp, None),
        default_smtp(0x0B, Some(0x01)),
        name(Protocol::Pop, Some("old.contoso.com"), Some("mail.contoso.com")),
        um_mode(Service::Um, StartupMode::Tcp, StartupMode::Dual),
        assign(0x0B, Service::Um, None),
        Step::NetworkService { thumbprint: thumb(0x0C) },
        Step::Remove { thumbprint: thumb(0x0D) },
    ]);
    let undo: Vec<_> =
        steps(&script).iter().map(|step| (step["Kind"].clone(), step["Undo"].clone(), step["Stays"] != "''")).collect();
    let quoted = |byte| format!("'{}'", thumb(byte));
    let expected = [
        ("'Flag'", "''".to_owned(), true),
        ("'WebSite'", quoted(0x0A), false),
        ("'UMMode'", "'TCP'".to_owned(), false),
        ("'Holder'", "''".to_owned(), true),
        ("'PopName'", "'old.contoso.com'".to_owned(), false),
        ("'NetworkService'", "''".to_owned(), true),
        ("'DefaultSmtp'", quoted(0x01), false),
        ("'Presence'", "''".to_owned(), true),
    ];
    assert_eq!(undo, expected.map(|(kind, undo, stays)| (kind.to_owned(), undo, stays)));
}

#[test]
fn a_name_that_nobody_recorded_is_the_servers_own() {
    let script = of(&[name(Protocol::Imap, None, Some("mail.contoso.com"))]);
    let step = &steps(&script)[0];
    assert_eq!(step["Before"], "@('', 'EX01', 'ex01.contoso.com')");
    assert_eq!(step["Undo"], "''");
}

#[test]
fn a_name_may_have_been_set_by_the_assignment_before_it() {
    let script = of(&[
        name(Protocol::Imap, Some("old.contoso.com"), Some("mail.contoso.com")),
        assign(0x0B, Service::Pop, None),
        assign(0x0B, Service::Imap, None),
    ]);
    let found = steps(&script);
    let follows: Vec<_> = found.iter().map(|step| (step["Service"].as_str(), step["Follows"].as_str())).collect();
    assert_eq!(follows, [("'POP'", "0"), ("'IMAP'", "0"), ("'IMAP'", "2")]);
}

#[test]
fn a_removal_finds_nothing_but_what_the_plan_knew() {
    let remove = Step::Remove { thumbprint: thumb(0x0A) };
    let alone = steps(&of(std::slice::from_ref(&remove))).remove(0);
    assert_eq!(alone["Options"], "@{ Confirm = $false }");
    assert_eq!((alone["Keeps"].as_str(), alone["Loses"].as_str()), ("@('IIS', 'SMTP')", "@()"));
    let after = of(&[assign(0x0B, Service::Iis, Some(0x0A)), default_smtp(0x0B, Some(0x0A)), remove]);
    let after = steps(&after).remove(2);
    assert_eq!((after["Keeps"].as_str(), after["Loses"].as_str()), ("@('SMTP')", "@('IIS')"));
    assert_eq!(after["LosesDefault"], "$true");
    let unknown = steps(&of(&[Step::Remove { thumbprint: thumb(0x0D) }])).remove(0);
    assert_eq!(unknown["Keeps"], "@()", "of what nobody described nothing is known");
}

#[test]
fn steps_are_numbered_through_all_servers() {
    let steps = [assign(0x0B, Service::Imap, None), name(Protocol::Imap, Some("a.contoso.com"), Some("b.contoso.com"))];
    let text = text(&script(vec![section(&steps, &[]), section(&steps, &[])]));
    let found = self::steps(&text);
    let numbers: Vec<_> = found.iter().map(|step| (step["Step"].as_str(), step["Follows"].as_str())).collect();
    assert_eq!(numbers, [("1", "0"), ("2", "1"), ("3", "0"), ("4", "3")]);
}

#[test]
fn what_is_left_to_do_is_told_before_and_afterwards() {
    let follow_ups = [FollowUp::RestartIis, FollowUp::RemoveOldCertificate { thumbprint: thumb(0x0A) }];
    let steps = [assign(0x0B, Service::Iis, Some(0x0A))];
    let text = text(&script(vec![section(&steps, &follow_ups)]));
    let line =
        format!("by hand: Remove the replaced certificate {} (Contoso mail 2026, expires 2026-12-01)", thumb(0x0A));
    assert!(text.contains(&line), "{text}");
    let objects = text.split_once("$FollowUps = @(").unwrap().1;
    let rollback: Vec<_> = objects.lines().filter_map(|line| line.trim().strip_prefix("AfterRollback = ")).collect();
    assert_eq!(rollback, ["$true", "$false"], "after a rollback the old certificate is needed");
}
