//! The engine's stories of removing, of settings, and of one change behind another.

use super::*;

fn gone(server: &Server, byte: u8) -> Verdict {
    gone_in(&organization(), server, byte)
}

fn gone_in(organization: &Organization, server: &Server, byte: u8) -> Verdict {
    remove(organization, server, thumb(byte), Access::Full, NOW).unwrap()
}

fn refused_ids(verdict: &Verdict) -> Vec<&'static str> {
    assert_eq!(verdict.plan.is_empty(), !verdict.refusals.is_empty(), "refused, or a plan");
    verdict.refusals.iter().map(|refusal| refusal.rule().id()).collect()
}

fn typed_ids(verdict: &Verdict) -> Vec<&'static str> {
    assert!(verdict.plan.warnings().all(|(_, warning)| warning.asks_for_typing()));
    verdict.plan.warnings().map(|(_, warning)| warning.id()).collect()
}

/// An organization with a Send connector that names certificates so.
fn connected(name: &str, source_servers: &[&str]) -> Organization {
    let send = SendConnector {
        name: "To Fabrikam".to_owned(),
        tls_certificate_name: Some(name.parse().unwrap()),
        source_servers: source_servers.iter().map(|name| ServerName::new(name)).collect(),
    };
    let unnamed = SendConnector { name: "To the internet".to_owned(), ..SendConnector::default() };
    Organization { send_connectors: vec![unnamed, send], ..organization() }
}

const OF_OLD: &str = "<I>cn=contoso issuing ca,DC=Contoso, DC=com<S>CN=mail.contoso.com,O=CONTOSO, C=US";

#[test]
fn an_unused_certificate_is_removed_and_the_bindings_are_to_be_checked() {
    let verdict = gone(&server(), NEW);
    assert_eq!((refused_ids(&verdict), typed_ids(&verdict)), (vec![], vec![]));
    let part = &verdict.plan.parts[0];
    assert_eq!(part.steps, [Step::Remove { thumbprint: thumb(NEW) }]);
    assert_eq!((&part.before, part.certificates.len()), (&part.after, 0));
    assert_eq!(follow_up_ids(&verdict), ["verify-iis-bindings"]);
    assert!(server().after(part).certificate(thumb(NEW)).is_none());
    let missing = remove(&organization(), &server(), thumb(0x99), Access::Full, NOW).unwrap_err();
    assert_eq!((missing.server.as_str(), missing.thumbprint), ("EX01", thumb(0x99)));
}

#[test]
fn what_is_still_assigned_is_removed_from_everything_that_names_it_once_somebody_types() {
    let mut ex01 = server();
    ex01.assignments.imap = vec![thumb(OLD)];
    ex01.assignments.um = Some(thumb(OLD));
    ex01.assignments.um_call_router = Some(thumb(OLD));
    ex01.assignments.pop = vec![thumb(NEW), thumb(OLD)];
    let verdict = gone(&ex01, OLD);
    assert_eq!(typed_ids(&verdict), ["still-assigned"]);
    let part = &verdict.plan.parts[0];
    let services = ex01.assignments.services_of(thumb(OLD));
    assert_eq!(part.warnings, [Warning::StillAssigned { services }]);
    assert!(part.after.thumbprints().all(|holder| holder != thumb(OLD)));
    assert_eq!(part.after.pop, [thumb(NEW)]);
    let change = Change { thumbprint: thumb(OLD), before: services, after: ServiceSet::NONE };
    assert_eq!(part.certificates, [change]);
}

#[test]
fn a_pending_request_is_removed_whatever_is_unknown_of_it_once_somebody_types() {
    let request = with(server(), NEW, |certificate| {
        certificate.kind = Kind::Request { key_id: "1".to_owned() };
        certificate.facts = Knowledge::Pending;
    });
    let verdict = gone_in(&connected(OF_OLD, &[]), &request, NEW);
    assert_eq!((refused_ids(&verdict), typed_ids(&verdict)), (vec![], vec!["pending-request"]));
    assert_eq!(follow_up_ids(&verdict), [""; 0], "no site is bound to a request");
}

#[test]
fn what_servers_and_the_organization_live_on_is_not_removed() {
    assert_eq!(refused_ids(&gone(&server(), SELF_SIGNED)), ["remove-default-smtp", "remove-back-end"]);
    let mut free = server();
    free.assignments.smtp_default = Some(thumb(OLD));
    assert_eq!(refused_ids(&gone(&free, SELF_SIGNED)), ["remove-back-end"]);
    free.assignments.iis_back_end = Some(thumb(OLD));
    assert_eq!(refused_ids(&gone(&free, SELF_SIGNED)), [""; 0]);
    free.assignments.federation = vec![thumb(SELF_SIGNED)];
    assert_eq!(refused_ids(&gone(&free, SELF_SIGNED)), ["remove-federation"]);
    let auth = Organization { auth_certificate: Some(thumb(NEW)), ..organization() };
    assert_eq!(refused_ids(&gone_in(&auth, &server(), NEW)), ["remove-auth"]);
}

#[test]
fn a_send_connector_holds_the_old_and_the_renewed_certificate_by_one_name() {
    for byte in [OLD, NEW] {
        let verdict = gone_in(&connected(OF_OLD, &[]), &server(), byte);
        assert_eq!(refused_ids(&verdict), ["remove-on-send-connector"]);
        assert_eq!(verdict.refusals[0].reason, Reason::OnSendConnectors(vec!["To Fabrikam".to_owned()]));
    }
    let other = "<I>CN=Contoso Issuing CA, DC=contoso, DC=com<S>CN=mail.fabrikam.com";
    assert_eq!(refused_ids(&gone_in(&connected(other, &[]), &server(), OLD)), [""; 0]);
    assert_eq!(refused_ids(&gone_in(&connected(OF_OLD, &["EX02"]), &server(), OLD)), [""; 0], "another server's");
    assert_eq!(refused_ids(&gone_in(&connected(OF_OLD, &["ex02", "ex01"]), &server(), OLD)).len(), 1);
    let held = gone_in(&connected("<I>CN=EX01<S>cn=ex01", &[]), &server(), SELF_SIGNED);
    assert_eq!(refused_ids(&held), ["remove-default-smtp", "remove-back-end", "remove-on-send-connector"]);
}

#[test]
fn what_is_not_known_of_a_certificate_keeps_it() {
    let unknown = with(server(), NEW, |certificate| certificate.services_unknown = true);
    assert_eq!(gone(&unknown, NEW).refusals[0].reason, Reason::FactsUnknown(UnknownFact::Services));
    let named = connected(OF_OLD, &[]);
    let nameless = with_facts(server(), NEW, |facts| {
        facts.source = Source::Recorded;
        facts.issuer = String::new();
    });
    for (ex01, fact) in [
        (with(server(), NEW, |found| found.facts = Knowledge::Pending), UnknownFact::StillChecking),
        (with(server(), NEW, |found| found.facts = Knowledge::Unreadable("gone".into())), UnknownFact::Unreadable),
        (nameless, UnknownFact::Names),
    ] {
        assert_eq!(gone_in(&named, &ex01, NEW).refusals[0].reason, Reason::FactsUnknown(fact));
        assert_eq!(refused_ids(&gone(&ex01, NEW)), [""; 0], "no connector asks who it is");
    }
}

#[test]
fn whoever_may_only_look_is_told_that_alone() {
    let verdict =
        remove(&organization(), &server(), thumb(SELF_SIGNED), Access::ViewOnly(ViewOnly::Role), NOW).unwrap();
    assert_eq!(refused_ids(&verdict), ["not-permitted"]);
    let verdict =
        set_protocol_name(&organization(), &server(), Protocol::Pop, None, Access::ViewOnly(ViewOnly::Flag), NOW);
    assert_eq!(refused_ids(&verdict), ["not-permitted"]);
}

#[test]
fn on_an_edge_server_there_are_no_bindings_to_check() {
    let verdict = gone(&edge(), NEW);
    assert_eq!((refused_ids(&verdict), follow_up_ids(&verdict)), (vec![], vec![]));
}

fn named(server: &Server, protocol: Protocol, name: Option<&str>) -> Verdict {
    set_protocol_name(&organization(), server, protocol, name.map(str::to_owned), Access::Full, NOW)
}

#[test]
fn a_protocol_is_named_restarted_and_warned_of_when_nobody_covers_the_name() {
    let mut ex01 = server();
    ex01.assignments.imap = vec![thumb(OLD)];
    let verdict = named(&ex01, Protocol::Imap, Some("mail.contoso.com"));
    let part = &verdict.plan.parts[0];
    let after = Some("mail.contoso.com".to_owned());
    assert_eq!(part.steps, [Step::ProtocolName { protocol: Protocol::Imap, before: None, after }]);
    assert_eq!((part.warnings.len(), follow_up_ids(&verdict)), (0, vec!["restart-imap"]));

    let warned = |server: &Server, protocol, name| {
        let verdict = named(server, protocol, Some(name));
        verdict.plan.warnings().map(|(_, warning)| warning.clone()).collect::<Vec<_>>()
    };
    let uncovered = |service, name: &str| {
        vec![Warning::NameNotCovered { service, name: name.to_owned(), server: ServerName::new("EX01") }]
    };
    assert_eq!(warned(&ex01, Protocol::Imap, "imap.contoso.com"), uncovered(Service::Imap, "imap.contoso.com"));
    assert_eq!(warned(&ex01, Protocol::Pop, "mail.contoso.com"), uncovered(Service::Pop, "mail.contoso.com"));
    let expired = with_facts(ex01.clone(), OLD, |facts| facts.not_after = Some(NOW.plus(-1)));
    assert_eq!(warned(&expired, Protocol::Imap, "mail.contoso.com").len(), 1, "an expired holder covers nothing");
    let wildcard = with_facts(ex01, NEW, |facts| {
        facts.common_name = Some("*.contoso.com".to_owned());
        facts.domains = vec!["*.contoso.com".to_owned()];
    });
    assert_eq!(warned(&wildcard, Protocol::Pop, "pop.contoso.com"), [], "a wildcard serves by the name alone");
}

#[test]
fn a_name_can_be_cleared_and_one_that_is_set_already_is_nothing_to_do() {
    let mut ex01 = server();
    assert!(named(&ex01, Protocol::Pop, None).plan.is_empty());
    assert!(named(&ex01, Protocol::Pop, Some("")).plan.is_empty());
    ex01.assignments.pop_name = Some("pop.contoso.com".to_owned());
    assert!(named(&ex01, Protocol::Pop, Some("pop.contoso.com")).plan.is_empty());
    assert_eq!(named(&ex01, Protocol::Pop, None).plan.parts[0].after.pop_name, None);
    assert_eq!(refused_ids(&named(&edge(), Protocol::Pop, Some("a.b"))), ["edge-smtp-only"]);
}

#[test]
fn a_startup_mode_is_set_where_there_is_unified_messaging() {
    let set = |server: &Server, service| {
        set_startup_mode(&organization(), server, service, StartupMode::Tls, Access::Full, NOW)
    };
    let ex16 = exchange_2016();
    let verdict = set(&ex16, Service::Um);
    let step = Step::StartupMode { service: Service::Um, before: StartupMode::Tcp, after: StartupMode::Tls };
    assert_eq!(verdict.plan.parts[0].steps, [step]);
    assert_eq!(follow_up_ids(&verdict), ["restart-um"]);
    let after = ex16.after(&verdict.plan.parts[0]);
    assert_eq!((after.um_startup_mode, after.um_call_router_startup_mode), (StartupMode::Tls, StartupMode::Dual));
    assert_eq!(refused(&after, Service::Um), None, "the refusal is gone");
    assert!(set(&after, Service::Um).plan.is_empty(), "set already");
    let router = set(&ex16, Service::UmCallRouter);
    assert_eq!(follow_up_ids(&router), ["restart-um-call-router"]);
    assert_eq!(ex16.after(&router.plan.parts[0]).um_call_router_startup_mode, StartupMode::Tls);

    assert_eq!(refused_ids(&set(&server(), Service::Um)), ["um-not-in-version"]);
    assert_eq!(refused_ids(&set(&edge(), Service::UmCallRouter)), ["edge-smtp-only"]);
    assert_eq!(refused_ids(&set(&Server { build: None, ..ex16 }, Service::Um)), ["facts-unknown"]);
    assert_eq!(set(&server(), Service::Iis), Verdict::default());
}

/// A plan and then another, made on what the first leaves behind.
fn assigned_then_removed(byte: u8) -> (Plan, Server) {
    let mut plan = ask(&server(), &request(NEW, &[Service::Iis])).plan;
    let between = server().after(&plan.parts[0]);
    let later = remove(&organization(), &between, thumb(byte), Access::Full, NOW).unwrap().plan;
    assert!(!later.is_empty());
    plan.then(later);
    let after = server().after(&plan.parts[0]);
    (plan, after)
}

#[test]
fn one_change_behind_another_is_one_part_of_the_server() {
    let (plan, after) = assigned_then_removed(OLD);
    let [part] = &plan.parts[..] else { panic!("one server, one part: {plan:?}") };
    assert_eq!(part.before, server().assignments);
    assert_eq!((part.after.iis, part.after.smtp.as_slice()), (Some(thumb(NEW)), &[thumb(SELF_SIGNED)][..]));
    assert_eq!(part.base, server().revision);
    let changes: Vec<_> = part.certificates.iter().map(|c| (c.thumbprint, c.before.len(), c.after.len())).collect();
    assert_eq!(changes, [(thumb(NEW), 0, 1), (thumb(OLD), 2, 0)], "from before the first to after the last");
    assert_eq!(part.removed().collect::<Vec<_>>(), [thumb(OLD)]);
    let left: Vec<_> = part.follow_ups.iter().map(FollowUp::id).collect();
    assert_eq!(left, ["restart-iis", "verify-iis-bindings"], "each once");
    assert!(part.warnings.iter().any(Warning::asks_for_typing));
    assert_eq!(after.certificates.len(), 2);

    let (plan, _) = assigned_then_removed(NEW);
    let of: Vec<_> = plan.parts[0].certificates.iter().map(|change| change.thumbprint).collect();
    assert_eq!(of, [thumb(OLD)], "what came and went has not changed");

    let mut both = gone(&server(), NEW).plan;
    both.then(gone(&Server { name: ServerName::new("EX02"), ..server() }, NEW).plan);
    assert_eq!(both.parts.len(), 2, "another server, another part");
}

#[test]
fn what_is_removed_by_the_same_command_is_not_left_to_be_removed_and_the_subscription_comes_last() {
    let replace = Request { default_smtp: DefaultSmtp::Replace, ..request(NEW, &[Service::Smtp]) };
    let mut plan = ask(&edge(), &replace).plan;
    let between = edge().after(&plan.parts[0]);
    plan.then(gone(&between, OLD).plan);
    let left: Vec<_> = plan.follow_ups().map(|(_, follow_up)| follow_up.id()).collect();
    assert_eq!(left, ["edge-resubscribe"]);

    let perhaps = Organization { edge_subscribed: None, ..organization() };
    let asked = Request { default_smtp: DefaultSmtp::Replace, ..request(NEW, &[Service::Smtp]) };
    let mut plan = planned(&perhaps, &server(), &asked);
    let between = server().after(&plan.parts[0]);
    plan.then(gone(&between, OLD).plan);
    let left: Vec<_> = plan.follow_ups().map(|(_, follow_up)| follow_up.written()).collect();
    assert_eq!(left, ["verify-iis-bindings", "edge-resubscribe:perhaps"]);
}

fn planned(organization: &Organization, server: &Server, request: &Request) -> Plan {
    plan(organization, &[server], request, NOW).unwrap().plan
}

fn back(server: &Server, done: &[Step]) -> Rollback {
    rollback(&organization(), server, done, Access::Full, NOW)
}

#[test]
fn a_rollback_leaves_the_removed_removed_and_hands_its_services_back_to_who_is_there() {
    let (plan, after) = assigned_then_removed(NEW);
    let way = back(&after, &plan.parts[0].steps);
    assert_eq!(way.plan.parts[0].after.iis, Some(thumb(OLD)));
    assert_eq!(way.stays, [Stays::Removed { thumbprint: thumb(NEW) }, Stays::RequireSsl]);

    let (plan, after) = assigned_then_removed(OLD);
    let way = back(&after, &plan.parts[0].steps);
    assert!(way.plan.is_empty(), "the holder before is gone");
    assert!(way.stays.contains(&Stays::Service { thumbprint: thumb(NEW), service: Service::Iis }));
}

#[test]
fn a_rollback_of_several_changes_unwinds_them_one_by_one() {
    let first = ask(&server(), &request(NEW, &[Service::Iis])).plan.parts.remove(0);
    let between = server().after(&first);
    let second = ask(&between, &request(SELF_SIGNED, &[Service::Iis])).plan.parts.remove(0);
    let after = between.after(&second);
    let steps: Vec<Step> = first.steps.iter().chain(&second.steps).cloned().collect();
    let way = back(&after, &steps);
    assert_eq!(way.plan.parts[0].after, server().assignments);
    assert_eq!(way.stays, [Stays::RequireSsl]);
}

#[test]
fn a_rollback_takes_a_startup_mode_back_unless_somebody_changed_it_since() {
    let ex16 = exchange_2016();
    let mode = |server: &Server, mode| {
        set_startup_mode(&organization(), server, Service::Um, mode, Access::Full, NOW).plan.parts.remove(0)
    };
    let done = mode(&ex16, StartupMode::Tls);
    let after = ex16.after(&done);
    let way = back(&after, &done.steps);
    assert_eq!(after.after(&way.plan.parts[0]).um_startup_mode, StartupMode::Tcp);
    let moved_on = after.after(&mode(&after, StartupMode::Dual));
    let way = back(&moved_on, &done.steps);
    assert!(way.plan.is_empty());
    assert_eq!(way.stays, [Stays::ChangedSince { service: Service::Um }]);
}

#[test]
fn a_rollback_says_of_a_certificate_that_went_since_that_things_have_changed() {
    let done = ask(&server(), &request(NEW, &[Service::Smtp])).plan.parts.remove(0);
    let after = server().after(&done);
    let without = after.after(&gone(&after, NEW).plan.parts[0]);
    let way = back(&without, &done.steps);
    assert_eq!(way.stays, [Stays::NetworkService, Stays::ChangedSince { service: Service::Smtp }]);
}

#[test]
fn a_certificate_known_by_record_is_compared_with_the_connectors_once_both_names_are_recorded() {
    let connected = connected("<I>CN=Somebody Else<S>CN=elsewhere", &[]);
    let recorded = |issuer: &str, subject: &str| {
        with_facts(server(), NEW, |facts| {
            facts.source = Source::Recorded;
            facts.issuer = issuer.to_owned();
            facts.subject = subject.to_owned();
        })
    };
    let both = gone_in(&connected, &recorded("CN=Contoso Issuing CA", "CN=mail.contoso.com"), NEW);
    assert_eq!(refused_ids(&both), [""; 0]);
    for (issuer, subject) in [("", "CN=mail.contoso.com"), ("CN=Contoso Issuing CA", "")] {
        let half = gone_in(&connected, &recorded(issuer, subject), NEW);
        assert_eq!(refused_ids(&half), ["facts-unknown"], "{issuer:?} {subject:?}");
    }
}
