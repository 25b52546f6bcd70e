//! A change is made entirely or not at all, and the journal says so.

use std::io;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::*;
use crate::engine::{Change, FollowUp, Service, ServiceSet, Step};
use crate::store::lock::{Lock, Wait};
use crate::store::{ApplyError, EntryKind, ProblemKind, hexadecimal, revision};

fn to_b(assignments: &mut Assignments) {
    assignments.assign(Service::Iis, print(0xBB));
    assignments.assign(Service::Smtp, print(0xBB));
}

#[test]
fn an_assignment_changes_its_values_and_nothing_else() {
    let organization = Organization::contoso();
    let server = organization.server("EX01");
    let applied = organization.open().apply(&part(&server, to_b), &context()).unwrap();
    let b = print(0xBB);
    let expected = EX01.replacen(&format!("iis = \"{}\"", print(0xAA)), &format!("iis = \"{b}\""), 1).replacen(
        "# a\n]",
        &format!("# a\n    \"{b}\",\n]"),
        1,
    );
    assert_eq!(organization.text("servers/EX01.toml"), expected);
    let again = organization.server("EX01");
    assert_eq!((again.revision, again.assignments.iis), (applied.revision, Some(b)));
}

#[test]
fn the_journal_says_who_did_what_with_which_answers() {
    let organization = Organization::contoso();
    let server = organization.server("EX01");
    let mut part = part(&server, to_b);
    let (a, b) = (print(0xAA), print(0xBB));
    part.steps = vec![Step::Assign { thumbprint: b, service: Service::Iis, displaces: Some(a) }];
    let iis: ServiceSet = [Service::Iis].into_iter().collect();
    part.certificates =
        vec![Change { thumbprint: a, before: iis.with(Service::Smtp), after: ServiceSet::NONE.with(Service::Smtp) }];
    part.follow_ups = vec![FollowUp::RestartIis];
    let context = Context {
        answers: vec![("Overwrite the existing default SMTP certificate?".into(), "No".into())],
        clock: Some(NOW.plus(-60)),
        ..context()
    };
    let applied = organization.open().apply(&part, &context).unwrap();
    let text = organization.text("journal/2026-11.jsonl");
    let body = format!(
        concat!(
            r#"{{"seq":1,"kind":"change","time":"2026-11-21T09:00:00Z","clock":"2026-11-21T08:59:00Z","user":"alice","server":"EX01","#,
            r#""cmdlet":"Enable-ExchangeCertificate -Thumbprint BB -Services IIS","before":"{}","after":"{}","#,
            r#""steps":[{{"step":"assign","thumbprint":"{b}","service":"IIS","before":"{a}"}}],"#,
            r#""certificates":[{{"thumbprint":"{a}","before":"IIS, SMTP","after":"SMTP"}}],"#,
            r#""answers":[{{"question":"Overwrite the existing default SMTP certificate?","answer":"No"}}],"#,
            r#""follow-ups":["restart-iis"],"previous":"""#,
        ),
        hexadecimal(server.revision),
        hexadecimal(applied.revision),
        a = a,
        b = b,
    );
    let sum = hexadecimal(revision(body.as_bytes()));
    assert_eq!(text, format!("{body},\"sum\":\"{sum}\"}}\n"));
    let entries = organization.open().journal(10).unwrap();
    assert_eq!((entries.entries.len(), entries.entries[0].seq, entries.problems), (1, applied.seq, Vec::new()));
}

#[test]
fn a_document_changed_meanwhile_is_a_conflict_and_nothing_is_written() {
    let organization = Organization::contoso();
    let server = organization.server("EX01");
    organization.put("servers/EX01.toml", EX01.replace("# SE", "# SE, patched"));
    let theirs = organization.server("EX01").revision;
    let before = organization.snapshot();
    let refused = organization.open().apply(&part(&server, to_b), &context()).unwrap_err();
    assert_eq!(refused, ApplyError::Conflict { server: name("EX01"), expected: server.revision, found: theirs });
    organization.put("store.lock", "");
    let lock = (organization.path("store.lock"), Vec::new());
    let before: Vec<_> = before.into_iter().filter(|file| *file != lock).chain([lock.clone()]).collect();
    let (mut before, now) = (before, organization.snapshot());
    before.sort();
    assert_eq!(now, before);
}

#[test]
fn of_two_writers_with_the_same_document_the_second_gets_a_conflict() {
    let organization = Organization::contoso();
    let server = organization.server("EX01");
    let (mut first, mut second) = (organization.open(), organization.open());
    assert!(first.apply(&part(&server, to_b), &context()).is_ok());
    let late = second.apply(&part(&server, |after| after.um = Some(print(0xBB))), &context());
    assert!(matches!(late, Err(ApplyError::Conflict { .. })), "{late:?}");
    assert_eq!(second.journal(10).unwrap().entries.len(), 1);
}

#[test]
fn a_writer_waits_for_the_lock_and_goes_on_when_it_is_free() {
    let organization = Organization::contoso();
    let server = organization.server("EX01");
    let lock = Lock::take(organization.0.path(), "bob", NOW, Wait::No).unwrap();
    let mut store = organization.open();
    let (sender, receiver) = mpsc::channel();
    let writer = thread::spawn(move || {
        sender.send(()).unwrap();
        store.apply(&part(&server, to_b), &context())
    });
    receiver.recv().unwrap();
    drop(lock);
    assert!(writer.join().unwrap().is_ok());
}

#[test]
fn whoever_waits_too_long_is_told_who_holds_the_lock() {
    let organization = Organization::contoso();
    let server = organization.server("EX01");
    let lock = Lock::take(organization.0.path(), "bob\n", NOW, Wait::No).unwrap();
    let mut store = organization.open().waiting(Duration::ZERO);
    let refused = store.apply(&part(&server, to_b), &context()).unwrap_err();
    let ApplyError::Locked { holder } = &refused else { panic!("{refused}") };
    if cfg!(unix) {
        let holder = holder.as_ref().unwrap();
        assert_eq!((holder.user.as_str(), holder.process), ("bob ", std::process::id()));
        assert_eq!(holder.since, "2026-11-21T09:00:00Z");
    }
    assert_eq!(organization.text("servers/EX01.toml"), EX01);
    drop(lock);
    // The one that gave up does not keep the lock from others for good.
    assert!(organization.open().apply(&part(&server, to_b), &context()).is_ok());
}

#[test]
fn a_full_disk_changes_nothing_wherever_it_strikes() {
    use crate::store::fault::{Point, strike::during};
    let organization = Organization::contoso();
    let server = organization.server("EX01");
    for at in [Point::TemporaryWrite, Point::JournalSync, Point::Rename] {
        let full = move |point| if at == point { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) };
        let refused = during(full, || organization.open().apply(&part(&server, to_b), &context())).unwrap_err();
        let ApplyError::Problem(problem) = refused else { panic!("{refused}") };
        assert_eq!(problem.kind, ProblemKind::Full);
        assert_eq!(organization.text("servers/EX01.toml"), EX01);
        assert_eq!(crate::store::disk::leftovers(&organization.path("servers")), Vec::<PathBuf>::new());
    }
    // Only the last one got as far as the journal, and that says that it did not happen.
    let kinds: Vec<_> = organization.open().journal(10).unwrap().entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [EntryKind::Abandoned, EntryKind::Change]);
    assert!(organization.open().apply(&part(&server, to_b), &context()).is_ok());
    assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
}

#[test]
fn opened_for_reading_only_nothing_is_ever_written() {
    let organization = Organization::contoso();
    organization.put("servers/.tmp-EX01.toml", "half a docu");
    organization.put("journal/2026-11.jsonl", "{\"seq\":1");
    let before = organization.snapshot();
    let mut store = Directory::open(organization.0.path(), Mode::ReadOnly).unwrap();
    assert!(!store.writable());
    let server = store.open(&name("EX01")).unwrap();
    assert_eq!(store.apply(&part(&server, to_b), &context()), Err(ApplyError::ReadOnly));
    assert!(store.recover("alice", NOW).is_ok());
    assert_eq!(organization.snapshot(), before);
}

#[test]
fn looking_writes_nothing_either() {
    let organization = Organization::contoso();
    let before = organization.snapshot();
    let mut store = organization.open();
    assert!(store.writable());
    store.recover("alice", NOW).unwrap();
    store.organization().unwrap();
    let server = store.open(&name("EX01")).unwrap();
    store.facts(&server.certificates[0], NOW);
    store.edge_subscribed().unwrap();
    assert_eq!(store.journal(10).unwrap().entries, []);
    assert_eq!(organization.snapshot(), before);
}

#[test]
fn a_plan_that_stores_nothing_is_journaled_all_the_same() {
    let organization = Organization::contoso();
    let server = organization.server("EX01");
    let mut part = part(&server, |_| {});
    part.steps = vec![Step::RequireSsl];
    let applied = organization.open().apply(&part, &context()).unwrap();
    assert_eq!(applied.revision, server.revision);
    let entries = organization.open().journal(10).unwrap().entries;
    assert_eq!(entries[0].steps[0].step, "require-ssl");
    assert_eq!(organization.open().recover("alice", NOW).unwrap(), crate::store::Recovered::default());
}

#[cfg(unix)]
#[test]
fn a_document_keeps_its_rights_and_its_symbolic_link() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let organization = Organization::contoso();
    let (real, link) = (organization.path("elsewhere.toml"), organization.path("servers/EX01.toml"));
    fs::rename(&link, &real).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o664)).unwrap();
    symlink("../elsewhere.toml", &link).unwrap();
    let server = organization.server("EX01");
    organization.open().apply(&part(&server, to_b), &context()).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o664);
    assert_eq!(organization.server("EX01").assignments.iis, Some(print(0xBB)));
}

#[test]
fn a_read_only_document_is_left_alone() {
    let organization = Organization::contoso();
    let server = organization.server("EX01");
    let path = organization.path("servers/EX01.toml");
    let mut rights = fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&path, rights).unwrap();
    assert_eq!(organization.open().apply(&part(&server, to_b), &context()), Err(ApplyError::ReadOnly));
    assert_eq!(organization.text("servers/EX01.toml"), EX01);
}
