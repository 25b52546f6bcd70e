//! Whole scripts, as an administrator meets them.

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
    let second = [assign(0x0B, Service::Smtp, None), Step::NetworkService { thumbprint: thumb(0x0B) }];
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
