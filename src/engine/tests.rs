//! The engine's stories: one rule, warning and follow-up after the other, each with what refuses and what does not.

mod defaults;
mod differences;
mod importing;
mod plans;
mod removing;
mod status;
mod unknown;

use crate::engine::warnings::IDS;
use crate::engine::*;
use crate::testing::*;

fn organization() -> Organization {
    Organization { name: "Contoso".to_owned(), edge_subscribed: Some(true), ..Organization::default() }
}

fn request(byte: u8, services: &[Service]) -> Request {
    Request::assign(ServerName::new("EX01"), thumb(byte), services.iter().copied().collect(), Access::Full)
}

fn ask(server: &Server, request: &Request) -> Verdict {
    plan(&organization(), &[server], request, NOW).unwrap()
}

/// The rule that refuses `service` for the new certificate on this server.
fn refused(server: &Server, service: Service) -> Option<RuleId> {
    let verdict = ask(server, &request(NEW, &[service]));
    assert_eq!(verdict.is_refused(), !verdict.refusals.is_empty(), "one service: refused or not");
    verdict.refusals.first().map(Refusal::rule)
}

fn box_of(server: &Server, byte: u8, service: Service) -> BoxState {
    let certificate = server.certificate(thumb(byte)).unwrap();
    let all = boxes(&organization(), server, certificate, Access::Full, NOW);
    all.into_iter().find(|b| b.service == service).unwrap().state
}

fn warning_ids(server: &Server, byte: u8, services: &[Service]) -> Vec<&'static str> {
    ask(server, &request(byte, services)).plan.warnings().map(|(_, warning)| warning.id()).collect()
}

fn follow_up_ids(verdict: &Verdict) -> Vec<&'static str> {
    verdict.plan.follow_ups().map(|(_, follow_up)| follow_up.id()).collect()
}

fn exchange_2016() -> Server {
    Server { build: "15.1.2507.6".parse().ok(), um_call_router_startup_mode: StartupMode::Dual, ..server() }
}

fn edge() -> Server {
    let mut server = Server {
        roles: vec![Role::EdgeTransport],
        edge_subscription: Some("Default-First-Site-Name".to_owned()),
        ..server()
    };
    server.assignments =
        Assignments { smtp: vec![thumb(OLD)], smtp_default: Some(thumb(OLD)), ..Assignments::default() };
    server
}

#[test]
fn assigning_iis_displaces_its_holder_and_says_so() {
    let verdict = ask(&server(), &request(NEW, &[Service::Iis]));
    let part = &verdict.plan.parts[0];
    assert_eq!(part.after.iis, Some(thumb(NEW)));
    assert_eq!(part.after.iis_back_end, Some(thumb(SELF_SIGNED)), "the back end is never moved");
    let changes: Vec<_> =
        part.certificates.iter().map(|c| (c.thumbprint, c.before.to_string(), c.after.to_string())).collect();
    assert_eq!(
        changes,
        [(thumb(NEW), "None".to_owned(), "IIS".to_owned()), (thumb(OLD), "IIS, SMTP".to_owned(), "SMTP".to_owned())]
    );
    assert_eq!(part.steps.last(), Some(&Step::RequireSsl));
    assert_eq!(follow_up_ids(&verdict), ["restart-iis", "verify-iis-bindings"]);
}

#[test]
fn a_holder_bound_to_the_back_end_keeps_showing_iis() {
    let mut ex01 = server();
    ex01.assignments.iis_back_end = Some(thumb(OLD));
    let verdict = ask(&ex01, &request(NEW, &[Service::Iis]));
    assert!(verdict.plan.parts[0].certificates.iter().all(|change| change.thumbprint != thumb(OLD)));
    assert!(matches!(
        verdict.plan.parts[0].warnings[0],
        Warning::LosesService { service: Service::Iis, back_end_stays: true, .. }
    ));
    assert_eq!(box_of(&server(), SELF_SIGNED, Service::Iis), BoxState::Free, "back end only: its box is free");
}

#[test]
fn smtp_asks_about_the_default_and_keeps_it_unless_told() {
    let mut asked = request(NEW, &[Service::Smtp]);
    let verdict = ask(&server(), &asked);
    assert_eq!(verdict.questions.len(), 1);
    assert_eq!((verdict.questions[0].current, verdict.questions[0].candidate), (thumb(SELF_SIGNED), thumb(NEW)));
    assert_eq!(verdict.plan.parts[0].after.smtp_default, Some(thumb(SELF_SIGNED)));

    asked.default_smtp = DefaultSmtp::Keep;
    assert!(ask(&server(), &asked).questions.is_empty());

    asked.default_smtp = DefaultSmtp::Replace;
    let verdict = ask(&server(), &asked);
    assert_eq!(verdict.plan.parts[0].after.smtp_default, Some(thumb(NEW)));
    assert_eq!(follow_up_ids(&verdict), ["edge-resubscribe"]);
}

#[test]
fn a_server_without_a_default_takes_the_certificate_unasked() {
    let mut ex01 = server();
    ex01.assignments.smtp_default = None;
    let verdict = ask(&ex01, &request(NEW, &[Service::Smtp]));
    assert!(verdict.questions.is_empty());
    assert_eq!(verdict.plan.parts[0].after.smtp_default, Some(thumb(NEW)));
    assert_eq!(follow_up_ids(&verdict), [""; 0], "nothing depended on a default that was not there");
}

#[test]
fn a_certificate_that_holds_smtp_can_still_be_made_the_default() {
    let ex01 = server();
    let old = ex01.certificate(thumb(OLD)).unwrap();
    assert_eq!(make_default(&organization(), &ex01, old, Access::Full, NOW), MakeDefault::Offered);
    let verdict = ask(&ex01, &request(OLD, &[Service::Smtp]));
    assert_eq!((verdict.already.len(), verdict.questions.len()), (1, 1));
    assert!(verdict.plan.is_empty(), "as long as nobody answers, nothing changes");
    let replace = Request { default_smtp: DefaultSmtp::Replace, ..request(OLD, &[Service::Smtp]) };
    assert_eq!(
        ask(&ex01, &replace).plan.parts[0].steps,
        [Step::DefaultSmtp { thumbprint: thumb(OLD), before: Some(thumb(SELF_SIGNED)) }]
    );
}

#[test]
fn an_expired_certificate_that_holds_a_service_is_left_alone_but_never_becomes_the_default() {
    let ex01 = with_facts(server(), OLD, |facts| facts.not_after = Some(NOW.plus(-1)));
    let verdict = ask(&ex01, &request(OLD, &[Service::Iis, Service::Smtp]));
    assert!(!verdict.is_refused() && verdict.plan.is_empty() && verdict.questions.is_empty());
    assert_eq!(box_of(&ex01, OLD, Service::Iis), BoxState::Locked);
    let replace = Request { default_smtp: DefaultSmtp::Replace, ..request(OLD, &[Service::Smtp]) };
    assert_eq!(ask(&ex01, &replace).refusals[0].rule(), RuleId::StatusNotValid);
}

#[test]
fn only_a_valid_certificate_can_be_assigned() {
    for (trust, ok) in [
        (Trust::Trusted, true),
        (Trust::SelfSigned, true),
        (Trust::Untrusted, false),
        (Trust::Revoked, false),
        (Trust::RevocationCheckFailure, false),
        (Trust::Invalid("PathLenConstraintViolated".into()), false),
    ] {
        let ex01 = with(server(), NEW, |certificate| certificate.trust = trust.clone());
        let expected = (!ok).then_some(RuleId::StatusNotValid);
        assert_eq!(refused(&ex01, Service::Iis), expected, "{trust:?}");
    }
    let early = with_facts(server(), NEW, |facts| facts.not_before = Some(NOW.plus(1)));
    assert_eq!(refused(&early, Service::Smtp), Some(RuleId::StatusNotValid));
    let request = with(server(), NEW, |certificate| {
        certificate.kind = Kind::Request { key_id: "1".to_owned() };
        certificate.private_key = PrivateKey::Unknown;
    });
    assert_eq!(refused(&request, Service::Smtp), Some(RuleId::StatusNotValid));
}

#[test]
fn the_first_and_last_second_of_validity_count() {
    let new = |now| status(server().certificate(thumb(NEW)).unwrap(), now);
    assert_eq!(new(NOW.plus(100 * DAY)), Status::Valid);
    assert_eq!(new(NOW.plus(100 * DAY + 1)), Status::DateInvalid { not_yet: false });
    assert_eq!(new(NOW.plus(-100 * DAY)), Status::Valid);
    assert_eq!(new(NOW.plus(-100 * DAY - 1)), Status::DateInvalid { not_yet: true });
}

#[test]
fn dates_come_before_revocation_and_unknown_before_dates() {
    let expired = with_facts(server(), NEW, |facts| facts.not_after = Some(NOW.plus(-1)));
    let of = |server: &Server| status(server.certificate(thumb(NEW)).unwrap(), NOW);
    let revoked = with(expired.clone(), NEW, |certificate| certificate.trust = Trust::Revoked);
    assert_eq!(of(&revoked), Status::DateInvalid { not_yet: false });
    let unknown = with(expired.clone(), NEW, |certificate| certificate.trust = Trust::Unknown);
    assert_eq!(of(&unknown), Status::Unknown);
    let request = with(unknown, NEW, |certificate| certificate.kind = Kind::Request { key_id: String::new() });
    assert_eq!(of(&request), Status::PendingRequest);
}

#[test]
fn a_missing_private_key_refuses_but_leaves_the_status_alone() {
    let ex01 = with(server(), NEW, |certificate| certificate.private_key = PrivateKey::Missing);
    assert_eq!(refused(&ex01, Service::Iis), Some(RuleId::PrivateKeyMissing));
    assert_eq!(status(ex01.certificate(thumb(NEW)).unwrap(), NOW), Status::Valid);
}

#[test]
fn what_is_not_known_blocks_until_it_is() {
    let key = with(server(), NEW, |certificate| certificate.private_key = PrivateKey::Unknown);
    let services = with(server(), NEW, |certificate| certificate.services_unknown = true);
    let trust = with(server(), NEW, |certificate| certificate.trust = Trust::Unknown);
    let checking = with(server(), NEW, |certificate| certificate.facts = Knowledge::Pending);
    let unreadable = with(server(), NEW, |certificate| certificate.facts = Knowledge::Unreadable("gone".into()));
    for ex01 in [key, services, trust, checking, unreadable] {
        assert_eq!(refused(&ex01, Service::Iis), Some(RuleId::FactsUnknown));
    }
    let build = Server { build: None, ..exchange_2016() };
    assert_eq!(refused(&build, Service::UmCallRouter), Some(RuleId::FactsUnknown));
    assert_eq!(refused(&build, Service::Iis), None, "IIS does not depend on the build");
}

#[test]
fn a_wildcard_drops_imap_and_pop_and_lets_the_rest_through() {
    let ex01 = with_facts(server(), NEW, |facts| {
        facts.common_name = Some("*.contoso.com".to_owned());
        facts.domains = vec!["*.contoso.com".to_owned(), "contoso.com".to_owned()];
    });
    assert_eq!(refused(&ex01, Service::Imap), Some(RuleId::WildcardImap));
    assert_eq!(refused(&ex01, Service::Pop), Some(RuleId::WildcardPop));
    let verdict = ask(&ex01, &request(NEW, &[Service::Imap, Service::Iis]));
    assert!(!verdict.is_refused());
    assert_eq!(verdict.plan.parts[0].after.iis, Some(thumb(NEW)));
    assert!(verdict.plan.parts[0].after.imap.is_empty());
    assert_eq!(verdict.refusals[0].remedy(), Some(Remedy::SetProtocolName(Protocol::Imap)));
}

#[test]
fn a_certificate_without_any_plain_dns_name_is_no_imap_certificate() {
    let ex01 = with_facts(server(), NEW, |facts| {
        facts.common_name = Some("Contoso Mail".to_owned());
        facts.domains = vec![];
    });
    assert_eq!(refused(&ex01, Service::Imap), Some(RuleId::WildcardImap));
}

#[test]
fn imap_and_pop_take_the_subjects_name_as_their_own_step() {
    let verdict = ask(&server(), &request(NEW, &[Service::Imap, Service::Pop]));
    let part = &verdict.plan.parts[0];
    assert_eq!(part.after.imap_name.as_deref(), Some("mail.contoso.com"));
    assert_eq!(part.after.pop_name.as_deref(), Some("mail.contoso.com"));
    assert!(part.steps.contains(&Step::ProtocolName {
        protocol: Protocol::Imap,
        before: None,
        after: Some("mail.contoso.com".to_owned())
    }));
    assert_eq!(follow_up_ids(&verdict), ["restart-imap", "restart-pop"]);
    let by_san = with_facts(server(), NEW, |facts| facts.common_name = Some("Contoso Mail".to_owned()));
    let after = &ask(&by_san, &request(NEW, &[Service::Imap])).plan.parts[0].after.clone();
    assert_eq!(after.imap_name.as_deref(), Some("mail.contoso.com"), "no FQDN in the CN: the first plain DNS name");
}

#[test]
fn um_needs_tls_or_dual_and_a_version_that_has_it() {
    assert_eq!(refused(&exchange_2016(), Service::Um), Some(RuleId::UmStartupMode));
    assert_eq!(refused(&exchange_2016(), Service::UmCallRouter), None);
    let tcp = Server { um_call_router_startup_mode: StartupMode::Tcp, ..exchange_2016() };
    assert_eq!(refused(&tcp, Service::UmCallRouter), Some(RuleId::UmCallRouterStartupMode));
    assert_eq!(refused(&server(), Service::Um), Some(RuleId::UmNotInVersion));
    assert!(matches!(box_of(&server(), NEW, Service::Um), BoxState::Absent(_)));
    assert!(matches!(box_of(&exchange_2016(), NEW, Service::Um), BoxState::Blocked(_)));
}

#[test]
fn a_certificate_for_clients_only_is_refused() {
    let client = "1.3.6.1.5.5.7.3.2".to_owned();
    let ex01 = with_facts(server(), NEW, |facts| facts.enhanced_key_usage = Some(vec![client]));
    assert_eq!(refused(&ex01, Service::Iis), Some(RuleId::NoServerAuth));
    let any = with_facts(server(), NEW, |facts| facts.enhanced_key_usage = None);
    assert_eq!(refused(&any, Service::Iis), None, "no purposes named: any purpose");
}

#[test]
fn federation_and_the_auth_certificate_have_their_own_cmdlets() {
    assert_eq!(refused(&server(), Service::Federation), Some(RuleId::FederationElsewhere));
    let organization = Organization { auth_certificate: Some(thumb(NEW)), ..organization() };
    let verdict = plan(&organization, &[&server()], &request(NEW, &[Service::Iis]), NOW).unwrap();
    assert_eq!(verdict.refusals[0].rule(), RuleId::AuthCertificate);
}

#[test]
fn an_edge_server_offers_smtp_alone() {
    for service in [Service::Iis, Service::Imap, Service::Um] {
        assert_eq!(refused(&edge(), service), Some(RuleId::EdgeSmtpOnly), "{service:?}");
        assert!(matches!(box_of(&edge(), NEW, service), BoxState::Absent(_)));
    }
    assert_eq!(box_of(&edge(), NEW, Service::Smtp), BoxState::Free);
}

#[test]
fn on_a_subscribed_edge_server_the_old_certificate_goes_before_the_subscription() {
    let replace = Request { default_smtp: DefaultSmtp::Replace, ..request(NEW, &[Service::Smtp]) };
    let verdict = ask(&edge(), &replace);
    assert_eq!(follow_up_ids(&verdict), ["remove-old-certificate", "edge-resubscribe"]);
    let unsubscribed = Server { edge_subscription: None, ..edge() };
    assert_eq!(follow_up_ids(&ask(&unsubscribed, &replace)), [""; 0]);
    let keep = Request { default_smtp: DefaultSmtp::Keep, ..replace };
    assert_eq!(follow_up_ids(&ask(&edge(), &keep)), [""; 0], "the default stays, and cannot be removed");
    let mut beside = edge();
    beside.assignments.smtp.push(thumb(SELF_SIGNED));
    beside.assignments.smtp_default = Some(thumb(SELF_SIGNED));
    assert_eq!(follow_up_ids(&ask(&beside, &keep)), ["remove-old-certificate", "edge-resubscribe"], "a renewal");
    let other = with_facts(beside, NEW, |facts| facts.subject = "CN=smtp.contoso.com".to_owned());
    assert_eq!(follow_up_ids(&ask(&other, &keep)), [""; 0], "beside the old one: neither renewed nor replaced");
}

#[test]
fn whoever_may_only_look_is_refused_first() {
    let request = Request { access: Access::ViewOnly(ViewOnly::Flag), ..request(OLD, &[Service::Iis]) };
    let verdict = ask(&server(), &request);
    assert_eq!(verdict.refusals[0].rule(), RuleId::NotPermitted);
    assert!(verdict.is_refused() && verdict.plan.is_empty());
    let ex01 = server();
    let new = ex01.certificate(thumb(NEW)).unwrap();
    let all = boxes(&organization(), &ex01, new, Access::ViewOnly(ViewOnly::Role), NOW);
    assert!(all.iter().all(|b| matches!(b.state, BoxState::Blocked(_) | BoxState::Absent(_))));
}

#[test]
fn one_refused_service_refuses_the_whole_request() {
    let verdict = ask(&exchange_2016(), &request(NEW, &[Service::Iis, Service::Um]));
    assert!(verdict.is_refused() && verdict.plan.is_empty());
}

#[test]
fn every_warning_is_given_where_it_belongs() {
    let ex01 = with_facts(server(), NEW, |facts| {
        facts.not_after = Some(NOW.plus(8 * DAY));
        facts.key = Some(PublicKey { algorithm: KeyAlgorithm::Rsa, bits: Some(1024) });
        facts.signature = Some(SignatureAlgorithm { name: "sha1RSA".to_owned(), sha1: true });
        facts.domains = vec!["mail.contoso.com".to_owned(), "*.fabrikam.com".to_owned()];
        facts.self_signed = true;
    });
    let mut ex01 = with(ex01, NEW, |certificate| certificate.private_key = PrivateKey::Present);
    ex01.assignments.pop_name = Some("pop.contoso.com".to_owned());
    let mut seen = warning_ids(&ex01, NEW, &[Service::Iis, Service::Pop, Service::Smtp]);
    seen.dedup();
    assert_eq!(seen, IDS[..8], "the others are about removing");
    assert_eq!(warning_ids(&server(), NEW, &[Service::Smtp]), [""; 0], "an ordinary certificate warns of nothing");
}

#[test]
fn expiring_is_the_last_third_at_most_thirty_days() {
    let lasting = |days: i64, left: i64| {
        let ex01 = with_facts(server(), NEW, |facts| {
            facts.not_before = Some(NOW.plus((left - days) * DAY));
            facts.not_after = Some(NOW.plus(left * DAY));
        });
        expires_soon(ex01.certificate(thumb(NEW)).unwrap(), NOW)
    };
    assert!(lasting(365, 30) && !lasting(365, 31));
    assert!(lasting(47, 15) && !lasting(47, 16));
}

#[test]
fn a_plan_is_for_several_servers_in_their_order() {
    let second = Server { name: ServerName::new("EX02"), ..server() };
    let verdict = plan(&organization(), &[&server(), &second], &request(NEW, &[Service::Iis]), NOW).unwrap();
    let names: Vec<_> = verdict.plan.parts.iter().map(|part| part.server.as_str()).collect();
    assert_eq!(names, ["EX01", "EX02"]);
    let missing = plan(&organization(), &[&server()], &request(0x99, &[Service::Iis]), NOW).unwrap_err();
    assert_eq!(missing.thumbprint, thumb(0x99));
}

#[test]
fn a_rollback_hands_back_what_one_certificate_can_hold_and_names_what_stays() {
    let replace =
        Request { default_smtp: DefaultSmtp::Replace, ..request(NEW, &[Service::Iis, Service::Smtp, Service::Pop]) };
    let done = ask(&server(), &replace).plan.parts.remove(0);
    let after = Server { assignments: done.after.clone(), ..server() };
    let back = rollback(&organization(), &after, &done.steps, Access::Full, NOW);
    let restored = &back.plan.parts[0].after;
    assert_eq!(restored.iis, Some(thumb(OLD)));
    assert_eq!(restored.smtp_default, Some(thumb(SELF_SIGNED)));
    assert_eq!(restored.pop_name, None);
    assert!(back.stays.contains(&Stays::Service { thumbprint: thumb(NEW), service: Service::Smtp }));
    assert!(back.stays.contains(&Stays::Service { thumbprint: thumb(NEW), service: Service::Pop }));

    let mut moved_on = after;
    moved_on.assignments.iis = Some(thumb(SELF_SIGNED));
    let back = rollback(&organization(), &moved_on, &done.steps, Access::Full, NOW);
    assert!(back.stays.contains(&Stays::ChangedSince { service: Service::Iis }));
}

#[test]
fn network_service_is_stated_and_needs_a_key() {
    let asked = Request { network_service: true, ..request(NEW, &[]) };
    assert_eq!(ask(&server(), &asked).plan.parts[0].steps, [Step::NetworkService { thumbprint: thumb(NEW) }]);
    let keyless = with(server(), NEW, |certificate| certificate.private_key = PrivateKey::Missing);
    assert_eq!(ask(&keyless, &asked).refusals[0].rule(), RuleId::PrivateKeyMissing);
    let expired_too = with_facts(keyless, NEW, |facts| facts.not_after = Some(NOW.plus(-1)));
    assert_eq!(ask(&expired_too, &asked).refusals[0].rule(), RuleId::PrivateKeyMissing, "whatever else is wrong");
    let unknown = with(server(), NEW, |certificate| certificate.private_key = PrivateKey::Unknown);
    assert_eq!(ask(&unknown, &asked).refusals[0].rule(), RuleId::FactsUnknown);
    let request = with(server(), NEW, |certificate| certificate.kind = Kind::Request { key_id: "1".to_owned() });
    assert_eq!(ask(&request, &asked).refusals[0].rule(), RuleId::StatusNotValid);
}

#[test]
fn making_a_weak_certificate_the_default_warns_as_assigning_it_does() {
    let ex01 = with_facts(server(), OLD, |facts| facts.not_after = Some(NOW.plus(8 * DAY)));
    let replace = Request { default_smtp: DefaultSmtp::Replace, ..request(OLD, &[Service::Smtp]) };
    let verdict = ask(&ex01, &replace);
    let ids: Vec<_> = verdict.plan.warnings().map(|(_, warning)| warning.id()).collect();
    assert_eq!(ids, ["expires-soon"]);
}

#[test]
fn a_rollback_asks_the_rules_too() {
    let replace = Request { default_smtp: DefaultSmtp::Replace, ..request(NEW, &[Service::Smtp]) };
    let done = ask(&server(), &replace).plan.parts.remove(0);
    let after = Server { assignments: done.after.clone(), ..server() };
    let keyless = with(after.clone(), SELF_SIGNED, |certificate| certificate.private_key = PrivateKey::Missing);
    let back = rollback(&organization(), &keyless, &done.steps, Access::Full, NOW);
    assert!(back.plan.is_empty());
    assert_eq!(back.refusals[0].rule(), RuleId::PrivateKeyMissing);
    let looking = rollback(&organization(), &after, &done.steps, Access::ViewOnly(ViewOnly::Role), NOW);
    assert!(looking.plan.is_empty());
    assert_eq!(looking.refusals[0].rule(), RuleId::NotPermitted);
}

#[test]
fn every_rule_has_one_place_in_the_list() {
    let mut ids: Vec<_> = rules::RULES.iter().map(|rule| rule.id.id()).collect();
    assert!(rules::RULES.iter().all(|rule| !rule.source.is_empty()));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), rules::RULES.len());
}
