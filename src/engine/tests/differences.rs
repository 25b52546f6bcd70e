//! What somebody else changed.

use std::sync::Arc;

use super::*;

/// What is different after this was done to a server.
fn after(change: impl FnOnce(&mut Server)) -> Vec<Difference> {
    let mut changed = server();
    changed.revision = Revision([8; 32]);
    change(&mut changed);
    differences(&server(), &changed)
}

fn of_new(change: impl FnOnce(&mut Certificate)) -> Vec<Difference> {
    after(|server| *server = with(server.clone(), NEW, change))
}

#[test]
fn a_service_that_changes_hands_names_both_holders() {
    let moved = after(|server| server.assignments.iis = Some(thumb(NEW)));
    let (before, new) = (Some(thumb(OLD)), Some(thumb(NEW)));
    assert_eq!(moved, [Difference::Holder { service: Service::Iis, before, after: new }]);
    let taken = after(|server| server.assignments.iis = None);
    assert_eq!(taken, [Difference::Holder { service: Service::Iis, before, after: None }]);
    let default = after(|server| server.assignments.smtp_default = new);
    assert_eq!(default, [Difference::DefaultSmtp { before: Some(thumb(SELF_SIGNED)), after: new }]);
    let back_end = after(|server| server.assignments.iis_back_end = new);
    assert_eq!(back_end, [Difference::BackEnd { before: Some(thumb(SELF_SIGNED)), after: new }]);
    let um = after(|server| server.assignments.um_call_router = new);
    assert_eq!(um, [Difference::Holder { service: Service::UmCallRouter, before: None, after: new }]);
}

#[test]
fn services_of_several_are_gained_and_lost() {
    let found = after(|server| server.assignments.smtp = vec![thumb(SELF_SIGNED), thumb(NEW)]);
    assert_eq!(
        found,
        [
            Difference::Gained { thumbprint: thumb(NEW), service: Service::Smtp },
            Difference::Lost { thumbprint: thumb(OLD), service: Service::Smtp },
        ]
    );
    let pop = after(|server| {
        server.assignments.assign(Service::Pop, thumb(NEW));
        server.assignments.pop_name = Some("mail.contoso.com".to_owned());
    });
    let name = Some("mail.contoso.com".to_owned());
    assert_eq!(
        pop,
        [
            Difference::Gained { thumbprint: thumb(NEW), service: Service::Pop },
            Difference::ProtocolName { protocol: Protocol::Pop, before: None, after: name },
        ]
    );
}

#[test]
fn certificates_come_go_and_are_called_otherwise() {
    let gone = after(|server| Arc::make_mut(&mut server.certificates).retain(|c| c.thumbprint != thumb(NEW)));
    assert_eq!(gone, [Difference::Gone { thumbprint: thumb(NEW) }]);
    let came = after(|server| Arc::make_mut(&mut server.certificates).push(certificate("More", facts(0x33))));
    assert_eq!(came, [Difference::Came { thumbprint: thumb(0x33) }]);
    let called = of_new(|certificate| certificate.friendly_name = "Joker".to_owned());
    let (before, now) = ("Contoso mail 2027".to_owned(), "Joker".to_owned());
    assert_eq!(called, [Difference::FriendlyName { thumbprint: thumb(NEW), before, after: now }]);
    let key = of_new(|certificate| certificate.private_key = PrivateKey::Missing);
    assert_eq!(key, [Difference::PrivateKey { thumbprint: thumb(NEW), after: PrivateKey::Missing }]);
    let judged = of_new(|certificate| certificate.trust = Trust::Untrusted);
    assert_eq!(judged, [Difference::Facts { thumbprint: thumb(NEW) }]);
}

#[test]
fn what_is_still_being_read_is_not_compared() {
    let pending = of_new(|certificate| {
        certificate.facts = Knowledge::Pending;
        certificate.trust = Trust::Pending;
    });
    assert_eq!(pending, [Difference::Text]);
}

#[test]
fn the_server_itself_is_compared() {
    let build = "15.2.1118.7".parse().ok();
    let before = server().build;
    assert_eq!(after(|server| server.build = build), [Difference::Build { before, after: build }]);
    assert_eq!(after(|server| server.dag = None), [Difference::Dag { after: None }]);
    let fqdn = "mail.contoso.com".to_owned();
    assert_eq!(after(|server| server.fqdn.clone_from(&fqdn)), [Difference::Fqdn { after: fqdn.clone() }]);
    let roles = vec![Role::EdgeTransport];
    assert_eq!(after(|server| server.roles.clone_from(&roles)), [Difference::Roles { after: roles.clone() }]);
    let (before, mode) = (StartupMode::Tcp, StartupMode::Dual);
    let found = after(|server| server.um_startup_mode = mode);
    assert_eq!(found, [Difference::StartupMode { service: Service::Um, before, after: mode }]);
    let site = Some("Default-First-Site-Name".to_owned());
    let found = after(|server| server.edge_subscription.clone_from(&site));
    assert_eq!(found, [Difference::EdgeSubscription { after: site }]);
    let found = after(|server| {
        server.unknown.insert(ServerFact::ImapName);
    });
    assert_eq!(found, [Difference::Origins]);
}

#[test]
fn the_same_document_has_no_difference_and_another_text_says_so() {
    assert_eq!(differences(&server(), &server()), []);
    assert_eq!(after(|_| ()), [Difference::Text]);
    assert_eq!(after(|server| Arc::make_mut(&mut server.certificates).reverse()), [Difference::Order]);
}

#[test]
fn what_a_plan_does_is_what_is_different_afterwards() {
    let server = server();
    let verdict =
        ask(&server, &Request { default_smtp: DefaultSmtp::Replace, ..request(NEW, &[Service::Iis, Service::Smtp]) });
    let mut done = server.after(&verdict.plan.parts[0]);
    done.revision = Revision([9; 32]);
    let found = differences(&server, &done);
    assert!(found.contains(&Difference::Holder {
        service: Service::Iis,
        before: Some(thumb(OLD)),
        after: Some(thumb(NEW))
    }));
    assert!(found.contains(&Difference::Gained { thumbprint: thumb(NEW), service: Service::Smtp }));
    let default = Difference::DefaultSmtp { before: Some(thumb(SELF_SIGNED)), after: Some(thumb(NEW)) };
    assert!(found.contains(&default), "{found:?}");
    assert_eq!(found.len(), 3, "{found:?}");
}
