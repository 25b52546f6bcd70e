//! What several steps come to, and in which order they are done.

use super::super::changes::{ByHand, Change, changes};
use super::*;

fn what_changes(steps: &[Step]) -> Vec<Change> {
    changes(steps).changes
}

#[test]
fn the_order_is_smtp_then_clients_then_settings_then_the_default_and_removals_last() {
    let steps = [
        Step::Remove { thumbprint: thumb(0x0A) },
        default_smtp(0x0B, Some(0x01)),
        um_mode(Service::UmCallRouter, StartupMode::Dual, StartupMode::Tcp),
        assign(0x0B, Service::Um, None),
        um_mode(Service::Um, StartupMode::Tcp, StartupMode::Dual),
        Step::NetworkService { thumbprint: thumb(0x0C) },
        assign(0x0B, Service::Iis, Some(0x0A)),
        name(Protocol::Pop, None, Some("mail.contoso.com")),
        assign(0x0B, Service::Pop, None),
        assign(0x0B, Service::Smtp, None),
    ];
    let script = of(&steps);
    let order: Vec<&str> = script
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Kind           = '"))
        .filter_map(|kind| kind.strip_suffix('\''))
        .collect();
    // UM takes a certificate only in the mode TLS or Dual; the old certificate goes when nothing needs it any more.
    let settings = ["UMCallRouterMode", "NetworkService", "PopName"];
    let expected =
        [&["Flag", "Flag", "WebSite", "UMMode", "Holder"], &settings[..], &["DefaultSmtp", "Presence"]].concat();
    assert_eq!(order, expected);
}

#[test]
fn what_changes_hands_twice_changes_once() {
    let steps = [assign(0x0B, Service::Iis, Some(0x0A)), assign(0x0C, Service::Iis, Some(0x0B)), Step::RequireSsl];
    let expected =
        Change::Holder { service: Service::Iis, thumbprint: thumb(0x0C), before: Some(thumb(0x0A)), require_ssl: true };
    assert_eq!(what_changes(&steps), [expected]);
    let steps = [
        name(Protocol::Imap, Some("a.contoso.com"), Some("b.contoso.com")),
        name(Protocol::Imap, Some("b.contoso.com"), Some("c.contoso.com")),
    ];
    let expected = Change::Name {
        protocol: Protocol::Imap,
        before: Some("a.contoso.com".to_owned()),
        after: "c.contoso.com".to_owned(),
    };
    assert_eq!(what_changes(&steps), [expected]);
}

#[test]
fn what_comes_back_to_where_it_was_does_not_change() {
    let steps = [
        assign(0x0B, Service::Iis, Some(0x0A)),
        assign(0x0A, Service::Iis, Some(0x0B)),
        default_smtp(0x0B, Some(0x01)),
        default_smtp(0x01, Some(0x0B)),
        name(Protocol::Pop, Some("a.contoso.com"), Some("b.contoso.com")),
        name(Protocol::Pop, Some("b.contoso.com"), Some("a.contoso.com")),
        um_mode(Service::Um, StartupMode::Tcp, StartupMode::Dual),
        um_mode(Service::Um, StartupMode::Dual, StartupMode::Tcp),
    ];
    assert_eq!(what_changes(&steps), []);
}

#[test]
fn smtp_gives_network_service_its_access_and_needs_no_step_for_it() {
    let steps = [assign(0x0B, Service::Smtp, None), Step::NetworkService { thumbprint: thumb(0x0B) }];
    assert_eq!(what_changes(&steps), [Change::Flag { service: Service::Smtp, thumbprint: thumb(0x0B) }]);
    let alone = [assign(0x0A, Service::Smtp, None), Step::NetworkService { thumbprint: thumb(0x0B) }];
    assert_eq!(what_changes(&alone).len(), 2);
}

#[test]
fn what_no_cmdlet_does_is_left_to_a_person() {
    let steps =
        [assign(0x0B, Service::Federation, None), Step::RequireSsl, name(Protocol::Imap, Some("a.contoso.com"), None)];
    let found = changes(&steps);
    assert_eq!(found.changes, []);
    assert_eq!(found.by_hand, [ByHand::Federation(thumb(0x0B)), ByHand::NoName(Protocol::Imap), ByHand::RequireSsl]);
    let script = of(&steps);
    assert!(script.contains("by hand: Turn on Require SSL for the Default Web Site"), "{script}");
    assert!(script.contains("X509CertificateName of IMAP had no recorded value before"), "{script}");
}
