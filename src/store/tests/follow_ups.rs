//! What changes leave to be done by hand: kept until somebody ticks it off, on disk and in memory alike.

use super::*;
use crate::engine::{FollowUp, Protocol, Service, StartupMode, Step};
use crate::store::memory::{Memory, Weather};
use crate::store::{ApplyError, Entry, EntryKind, EntryStep, OrganizationFile, ProblemKind};

/// Makes a change that leaves these to be done.
fn change(store: &mut dyn Store, steps: Vec<Step>, follow_ups: &[FollowUp]) -> u64 {
    let server = store.open(&name("EX01")).unwrap();
    let to = if server.assignments.iis == Some(print(0xAA)) { 0xBB } else { 0xAA };
    let part = Part { steps, follow_ups: follow_ups.to_vec(), ..part(&server, |after| after.iis = Some(print(to))) };
    store.apply(&part, &context()).unwrap().seq
}

fn open(store: &mut dyn Store) -> Vec<(u64, String)> {
    store.open_follow_ups().unwrap().iter().map(|open| (open.seq, open.follow_up.written())).collect()
}

fn not_open(ticked: &Result<u64, ApplyError>, change: u64) -> bool {
    matches!(ticked, Err(ApplyError::Problem(problem)) if problem.kind == ProblemKind::NotOpen { of: change })
}

/// The same story on a disk and in memory.
fn both(story: impl Fn(&mut dyn Store)) {
    let organization = Organization::contoso();
    story(&mut organization.open());
    assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
    story(&mut Memory::new(OrganizationFile::default(), vec![organization.server("EX01")]));
}

#[test]
fn what_is_left_to_do_stays_open_until_it_is_ticked_off() {
    both(|store| {
        assert_eq!(open(store), []);
        let first = change(store, vec![], &[FollowUp::RestartIis, FollowUp::EdgeResubscribe { certain: false }]);
        let second = change(store, vec![], &[FollowUp::RestartIis]);
        let iis = "restart-iis".to_owned();
        let edge = "edge-resubscribe:perhaps".to_owned();
        assert_eq!(open(store), [(first, iis.clone()), (first, edge.clone()), (second, iis.clone())]);
        let found = store.open_follow_ups().unwrap().remove(0);
        assert_eq!((found.user.as_str(), found.time.as_str()), ("alice", "2026-11-21T09:00:00Z"));
        assert_eq!(found.server, name("EX01"));

        let bob = Context { user: "bob".into(), cmdlet: String::new(), ..context() };
        let line = store.tick(first, &FollowUp::RestartIis, &bob).unwrap();
        assert_eq!(open(store), [(first, edge), (second, iis)]);
        let entry = store.journal(1).unwrap().entries.remove(0);
        assert_eq!((entry.seq, entry.kind, entry.of), (line, EntryKind::FollowUp, Some(first)));
        assert_eq!((entry.user.as_str(), entry.server.as_str(), entry.steps.len()), ("bob", "EX01", 0));
        assert_eq!(entry.follow_ups, ["restart-iis"]);

        for (of, follow_up) in
            [(first, FollowUp::RestartIis), (second, FollowUp::RestartPop), (99, FollowUp::RestartIis)]
        {
            assert!(not_open(&store.tick(of, &follow_up, &bob), of), "{of} {follow_up:?}");
        }
        assert_eq!(store.journal(9).unwrap().entries.len(), 3, "what is not open leaves no line");
    });
}

#[test]
fn an_old_certificate_that_was_removed_since_needs_no_tick() {
    both(|store| {
        let old = FollowUp::RemoveOldCertificate { thumbprint: print(0xCC) };
        let removed = |byte| vec![Step::Remove { thumbprint: print(byte) }];
        change(store, removed(0xCC), &[]);
        let asked = change(store, vec![], &[old.clone(), FollowUp::EdgeResubscribe { certain: true }]);
        change(store, removed(0xDD), &[]);
        assert_eq!(open(store).len(), 2, "removed before, or another one");
        change(store, removed(0xCC), &[]);
        assert_eq!(open(store), [(asked, "edge-resubscribe".to_owned())]);
        assert!(not_open(&store.tick(asked, &old, &context()), asked));
    });
}

#[test]
fn an_abandoned_change_leaves_nothing_to_do() {
    let organization = Organization::contoso();
    let mut store = organization.open();
    let done = change(&mut store, vec![], &[FollowUp::RestartPop]);
    let before = organization.text("servers/EX01.toml");
    let abandoned = change(&mut store, vec![Step::Remove { thumbprint: print(0xCC) }], &[FollowUp::RestartIis]);
    // Killed before the rename; the next writer is a tick.
    organization.put("servers/EX01.toml", &before);
    assert!(not_open(&store.tick(abandoned, &FollowUp::RestartIis, &context()), abandoned));
    assert_eq!(open(&mut store), [(done, "restart-pop".to_owned())]);
    store.tick(done, &FollowUp::RestartPop, &context()).unwrap();
    let kinds: Vec<_> = store.journal(9).unwrap().entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [EntryKind::FollowUp, EntryKind::Abandoned, EntryKind::Change, EntryKind::Change]);
}

#[test]
fn a_tick_does_not_make_its_change_one_that_did_not_happen() {
    let organization = Organization::contoso();
    let mut store = organization.open();
    let done = change(&mut store, vec![], &[FollowUp::RestartIis]);
    store.tick(done, &FollowUp::RestartIis, &context()).unwrap();
    organization.put("servers/EX01.toml", EX01);
    let recovered = organization.open().recover("bob", NOW).unwrap();
    assert_eq!(recovered.abandoned, Some(done), "it is looked at all the same");
}

#[test]
fn where_nothing_can_be_written_nothing_is_ticked_off() {
    let organization = Organization::contoso();
    let done = change(&mut organization.open(), vec![], &[FollowUp::RestartIis]);
    let before = organization.snapshot();
    let mut store = Directory::open(organization.0.path(), Mode::ReadOnly).unwrap();
    assert_eq!(open(&mut store).len(), 1);
    assert_eq!(store.tick(done, &FollowUp::RestartIis, &context()), Err(ApplyError::ReadOnly));
    assert_eq!(organization.snapshot(), before);

    let mut memory = Memory::new(OrganizationFile::default(), vec![organization.server("EX01")]);
    let done = change(&mut memory, vec![], &[FollowUp::RestartIis]);
    for weather in [Weather::Full, Weather::Locked, Weather::ReadOnly] {
        memory.switches().weather(weather);
        assert!(memory.tick(done, &FollowUp::RestartIis, &context()).is_err(), "{weather:?}");
    }
    assert_eq!(open(&mut memory).len(), 1);
}

#[test]
fn follow_ups_of_another_version_and_lines_that_cannot_be_read_are_passed_over() {
    let organization = Organization::contoso();
    let done = change(&mut organization.open(), vec![], &[FollowUp::RestartIis]);
    let file = "journal/2026-11.jsonl";
    let text =
        organization.text(file).replace("[\"restart-iis\"]", "[\"restart-iis\",\"remove-old-certificate\",\"polish\"]");
    let later = "{\"seq\":2,\"kind\":\"toast\",\"of\":1}";
    organization.put(file, format!("{text}~\n{later}\n"));
    assert_eq!(open(&mut organization.open()), [(done, "restart-iis".to_owned())]);
}

/// One of every step, with and without what may be missing.
fn steps() -> Vec<Step> {
    vec![
        Step::Assign { thumbprint: print(1), service: Service::Iis, displaces: Some(print(2)) },
        Step::Assign { thumbprint: print(1), service: Service::UmCallRouter, displaces: None },
        Step::DefaultSmtp { thumbprint: print(1), before: Some(print(2)) },
        Step::DefaultSmtp { thumbprint: print(1), before: None },
        Step::ProtocolName { protocol: Protocol::Pop, before: Some("a.b".into()), after: None },
        Step::ProtocolName { protocol: Protocol::Imap, before: None, after: Some("a.b".into()) },
        Step::StartupMode { service: Service::Um, before: StartupMode::Tcp, after: StartupMode::Dual },
        Step::StartupMode { service: Service::UmCallRouter, before: StartupMode::Dual, after: StartupMode::Tls },
        Step::Remove { thumbprint: print(3) },
        Step::RequireSsl,
        Step::NetworkService { thumbprint: print(4) },
    ]
}

#[test]
fn every_step_reads_back_from_the_journal_as_it_was() {
    let organization = Organization::contoso();
    let server = organization.server("EX01");
    // Stated steps are enough: what a document cannot hold is not asked of it.
    let stated: Vec<Step> =
        steps().into_iter().filter(|step| !matches!(step, Step::StartupMode { .. } | Step::Remove { .. })).collect();
    let part = Part { steps: stated.clone(), ..part(&server, |_| {}) };
    organization.open().apply(&part, &context()).unwrap();
    assert_eq!(organization.open().journal(1).unwrap().entries[0].steps(), Some(stated));

    let mut memory = Memory::new(OrganizationFile::default(), vec![server]);
    let server = memory.open(&name("EX01")).unwrap();
    memory.apply(&Part { steps: steps(), ..super::part(&server, |_| {}) }, &context()).unwrap();
    let written = serde_json::to_string(&memory.journal(1).unwrap().entries[0]).unwrap();
    assert_eq!(serde_json::from_str::<Entry>(&written).unwrap().steps(), Some(steps()));
}

#[test]
fn a_step_of_another_version_leaves_the_steps_unknown() {
    let step = |step: &str| EntryStep { step: step.into(), ..EntryStep::default() };
    let known = EntryStep { thumbprint: Some(print(1).to_string()), ..step("remove") };
    let entry = |other: EntryStep| Entry { steps: vec![known.clone(), other], ..Entry::default() };
    assert!(entry(step("require-ssl")).steps().is_some());
    let mode = |service: &str, after: &str| EntryStep {
        service: Some(service.into()),
        before: Some("TCP".into()),
        after: Some(after.into()),
        ..step("startup-mode")
    };
    assert!(entry(mode("UM", "TLS")).steps().is_some());
    for other in [
        step("polish"),
        step("remove"),
        step("assign"),
        EntryStep { thumbprint: Some("AB".into()), ..step("remove") },
        EntryStep { service: Some("SMTP".into()), ..step("protocol-name") },
        mode("IIS", "TLS"),
        mode("UM", "Quick"),
    ] {
        assert_eq!(entry(other.clone()).steps(), None, "{other:?}");
    }
}
