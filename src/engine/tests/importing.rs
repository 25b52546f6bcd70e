//! The engine's stories of importing.

use std::sync::Arc;

use super::*;

/// A byte that no certificate of the server has.
const COMES: u8 = 0x20;
/// The placeholder of the pending request.
const WAITS: u8 = 0x30;

fn arrival(byte: u8, private_key: PrivateKey) -> Arrival {
    Arrival {
        der: Arc::new(vec![byte]),
        facts: Arc::new(facts(byte)),
        friendly_name: String::new(),
        private_key,
        file: "mail.pfx".to_owned(),
        newer_encryption: false,
    }
}

fn imported(server: &Server, arrivals: &[Arrival]) -> Verdict {
    import(&organization(), server, arrivals, Access::Full, NOW)
}

fn ids(verdict: &Verdict) -> Vec<&'static str> {
    verdict.plan.warnings().map(|(_, warning)| warning.id()).collect()
}

/// EX01 with a pending request whose key is that of [`COMES`].
fn waiting() -> Server {
    let mut server = server();
    let request = Certificate {
        private_key: PrivateKey::Present,
        kind: Kind::Request { key_id: "k1".into() },
        ..certificate("Renewal", Facts { key_sha256: facts(COMES).key_sha256, ..facts(WAITS) })
    };
    Arc::make_mut(&mut server.certificates).push(request);
    server
}

fn rollback_of(server: &Server, done: &[Step]) -> Rollback {
    rollback(&organization(), server, done, Access::Full, NOW)
}

#[test]
fn a_certificate_comes_with_its_key_and_without_any_service() {
    let verdict = imported(&server(), &[arrival(COMES, PrivateKey::Exportable)]);
    let part = &verdict.plan.parts[0];
    assert_eq!(part.steps, [Step::Import { thumbprint: thumb(COMES), completes: None }]);
    assert_eq!((&part.before, part.certificates.len(), follow_up_ids(&verdict).len()), (&part.after, 0, 0));
    assert!(ids(&verdict).is_empty());
    let after = server().after(part);
    let came = after.certificate(thumb(COMES)).unwrap();
    assert_eq!((came.private_key, &came.trust, came.is_request()), (PrivateKey::Exportable, &Trust::Pending, false));
    assert_eq!(after.assignments.services_of(thumb(COMES)), ServiceSet::NONE);
    assert_eq!(after.certificates.len(), server().certificates.len() + 1);
}

#[test]
fn a_certificate_that_is_there_is_refused_and_nothing_else_of_the_file_comes() {
    let both = [arrival(COMES, PrivateKey::Present), arrival(OLD, PrivateKey::Present)];
    let verdict = imported(&server(), &both);
    assert!(verdict.plan.is_empty() && verdict.is_refused());
    assert_eq!(verdict.refusals.len(), 1);
    assert_eq!(verdict.refusals[0].reason, Reason::AlreadyExists(thumb(OLD)));
    assert_eq!(verdict.refusals[0].rule().id(), "already-exists");
}

#[test]
fn whoever_may_only_look_is_told_that_first() {
    for why in [ViewOnly::Role, ViewOnly::Flag, ViewOnly::Files] {
        let arrivals = [arrival(OLD, PrivateKey::Present)];
        let verdict = import(&organization(), &server(), &arrivals, Access::ViewOnly(why), NOW);
        assert_eq!(verdict.refusals[0].reason, Reason::NotPermitted(why));
    }
}

#[test]
fn without_its_key_it_comes_and_cannot_be_assigned() {
    let verdict = imported(&server(), &[arrival(COMES, PrivateKey::Missing)]);
    assert_eq!(ids(&verdict), ["imported-without-key"]);
    let mut after = server().after(&verdict.plan.parts[0]);
    for certificate in Arc::make_mut(&mut after.certificates) {
        certificate.trust = Trust::Trusted;
    }
    let assigned = ask(&after, &request(COMES, &[Service::Iis]));
    assert_eq!(assigned.refusals[0].rule(), RuleId::PrivateKeyMissing);
}

#[test]
fn an_answer_takes_the_key_and_the_name_of_its_request_and_the_request_goes() {
    let server = waiting();
    let verdict = imported(&server, &[arrival(COMES, PrivateKey::Missing)]);
    let part = &verdict.plan.parts[0];
    assert_eq!(part.steps, [Step::Import { thumbprint: thumb(COMES), completes: Some(thumb(WAITS)) }]);
    assert_eq!(ids(&verdict), ["key-not-exportable"], "the key is that of the request");
    let after = server.after(part);
    let came = after.certificate(thumb(COMES)).unwrap();
    assert_eq!((came.private_key, came.friendly_name.as_str()), (PrivateKey::Present, "Renewal"));
    assert!(after.certificate(thumb(WAITS)).is_none());
    let named = Arrival { friendly_name: "Mail 2028".into(), ..arrival(COMES, PrivateKey::Missing) };
    let after = server.after(&imported(&server, &[named]).plan.parts[0]);
    assert_eq!(after.certificate(thumb(COMES)).unwrap().friendly_name, "Mail 2028");
}

#[test]
fn only_what_has_the_key_of_a_request_answers_it() {
    let other = imported(&waiting(), &[arrival(0x21, PrivateKey::Missing)]);
    assert_eq!(other.plan.parts[0].steps, [Step::Import { thumbprint: thumb(0x21), completes: None }]);
    let own_key = imported(&waiting(), &[arrival(COMES, PrivateKey::Present)]);
    assert_eq!(own_key.plan.parts[0].steps, [Step::Import { thumbprint: thumb(COMES), completes: None }]);
    // Two answers to one request: the key goes with the first.
    let second = Facts { key_sha256: facts(COMES).key_sha256, ..facts(0x22) };
    let second = Arrival { facts: Arc::new(second), ..arrival(0x22, PrivateKey::Missing) };
    let verdict = imported(&waiting(), &[arrival(COMES, PrivateKey::Missing), second]);
    assert_eq!(verdict.plan.parts[0].steps[1], Step::Import { thumbprint: thumb(0x22), completes: None });
    let nobody_knows = with_facts(waiting(), WAITS, |facts| facts.key_sha256 = None);
    let mut keyless = arrival(COMES, PrivateKey::Missing);
    keyless.facts = Arc::new(Facts { key_sha256: None, ..facts(COMES) });
    let verdict = imported(&nobody_knows, &[keyless]);
    assert_eq!(verdict.plan.parts[0].steps, [Step::Import { thumbprint: thumb(COMES), completes: None }]);
}

#[test]
fn while_a_request_is_still_being_read_nobody_knows_which_it_answers() {
    let reading = with(waiting(), WAITS, |request| request.facts = Knowledge::Pending);
    let verdict = imported(&reading, &[arrival(COMES, PrivateKey::Missing)]);
    assert_eq!(verdict.refusals[0].reason, Reason::FactsUnknown(UnknownFact::StillChecking));
    assert!(imported(&reading, &[arrival(COMES, PrivateKey::Present)]).refusals.is_empty());
}

#[test]
fn an_older_server_cannot_open_newer_encryption() {
    let newer = || [Arrival { newer_encryption: true, ..arrival(COMES, PrivateKey::Exportable) }];
    assert_eq!(ids(&imported(&exchange_2016(), &newer())), ["newer-encryption"]);
    assert_eq!(ids(&imported(&Server { build: None, ..server() }, &newer())), ["newer-encryption"]);
    assert!(ids(&imported(&server(), &newer())).is_empty());
    assert!(ids(&imported(&exchange_2016(), &[arrival(COMES, PrivateKey::Exportable)])).is_empty());
}

#[test]
fn an_edge_server_takes_certificates_too() {
    assert!(!imported(&edge(), &[arrival(COMES, PrivateKey::Present)]).is_refused());
}

#[test]
fn the_same_certificate_twice_comes_once() {
    let verdict = imported(&server(), &[arrival(COMES, PrivateKey::Exportable), arrival(COMES, PrivateKey::Missing)]);
    let part = &verdict.plan.parts[0];
    assert_eq!((part.steps.len(), part.arrivals.len(), ids(&verdict).len()), (1, 1, 0));
}

#[test]
fn an_import_and_then_an_assignment_are_one_part() {
    let mut ex01 = server();
    let first = imported(&ex01, &[arrival(COMES, PrivateKey::Exportable)]).plan.parts.remove(0);
    let mut then = ex01.after(&first);
    for certificate in Arc::make_mut(&mut then.certificates) {
        certificate.trust = Trust::Trusted;
    }
    let second = ask(&then, &request(COMES, &[Service::Iis])).plan.parts.remove(0);
    let joined = first.then(second);
    assert!(joined.arrival(thumb(COMES)).is_some());
    ex01 = ex01.after(&joined);
    assert_eq!(ex01.assignments.iis, Some(thumb(COMES)));
    assert!(ex01.certificate(thumb(COMES)).is_some());
}

#[test]
fn what_was_imported_is_removed_again_unless_something_depends_on_it() {
    let done = imported(&server(), &[arrival(COMES, PrivateKey::Exportable)]).plan.parts.remove(0);
    let after = server().after(&done);
    let way = rollback_of(&after, &done.steps);
    assert_eq!(way.plan.parts[0].steps, [Step::Remove { thumbprint: thumb(COMES) }]);
    assert!(way.stays.is_empty());

    let mut assigned = after.clone();
    assigned.assignments.assign(Service::Smtp, thumb(COMES));
    let way = rollback_of(&assigned, &done.steps);
    assert_eq!((way.stays, way.plan.is_empty()), (vec![Stays::Imported { thumbprint: thumb(COMES) }], true));

    // Whoever removed it meanwhile has done so already.
    assert_eq!(rollback_of(&server(), &done.steps), Rollback::default());
}

#[test]
fn an_answered_request_does_not_come_back() {
    let done = imported(&waiting(), &[arrival(COMES, PrivateKey::Missing)]).plan.parts.remove(0);
    let way = rollback_of(&waiting().after(&done), &done.steps);
    assert_eq!((way.stays, way.plan.is_empty()), (vec![Stays::Answered { thumbprint: thumb(COMES) }], true));
}
