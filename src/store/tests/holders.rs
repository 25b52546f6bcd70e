//! The lock and whoever holds it: it ends with its process, and who hangs is named.

#![cfg(unix)]

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::ops::ControlFlow;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::scenes::{self, toggle};
use super::*;
use crate::engine::Intake;
use crate::locale::Locale;
use crate::problems;
use crate::store::fault::Point;
use crate::store::fault::strike::during;
use crate::store::{ApplyError, LOCK_FILE, Problem, ProblemKind};

const HOLDING: &str = "holding";

/// Not a test of its own: a process that begins an import and goes no further while it holds the lock.
#[test]
#[ignore = "run by the tests below, in a process of its own"]
fn holder() {
    let base = PathBuf::from(io::stdin().lines().next().unwrap().unwrap());
    let mut store = scenes::open(&base);
    let new = taking_in::new_server("EX09");
    let intake = Intake { servers: vec![new], sources: vec!["ex09.xml".into()], ..Intake::default() };
    let _ = store.take_in(&intake, &taking_in::import(), &mut |_| {
        writeln!(io::stdout(), "\n{HOLDING}").unwrap();
        // Nobody ever writes this line.
        let _ = io::stdin().read_line(&mut String::new());
        ControlFlow::Continue(())
    });
}

/// A process that holds the lock; its input stays open as long as it is kept.
fn held(base: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::tests::holders::holder", "--ignored", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.as_mut().unwrap(), "{}", base.display()).unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line == HOLDING));
    child
}

fn contoso() -> TempDir {
    let base = scenes::base();
    scenes::Scene::First.prepare(base.path());
    base
}

#[test]
fn a_holder_that_is_stopped_is_named_with_what_to_do_and_once_it_is_killed_the_next_one_goes_on() {
    let base = contoso();
    let mut child = held(base.path());
    let stop = Command::new("kill").args(["-STOP", &child.id().to_string()]).status().unwrap();
    assert!(stop.success());
    let mut store = scenes::open(base.path()).waiting(Duration::from_millis(1));
    let server = store.open(&name("EX01")).unwrap();
    let refused = store.apply(&part(&server, |to| to.iis = Some(print(0xBB))), &context()).unwrap_err();
    let ApplyError::Locked { holder: Some(holder) } = &refused else { panic!("{refused}") };
    assert_eq!((holder.user.as_str(), holder.process), ("alice", child.id()));
    assert_eq!(holder.since, "2026-11-21T09:00:00Z");
    let said = Locale::english().text(&problems::apply_error(&refused)).to_string();
    for part in ["alice", &child.id().to_string(), "2026-11-21T09:00:00Z", "end it"] {
        assert!(said.contains(part), "{said}");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // It left its unfinished server; the lock went with it.
    store.apply(&part(&server, |to| to.iis = Some(print(0xBB))), &context()).unwrap();
    store.recover("bob", NOW).unwrap();
    assert_eq!(scenes::open(base.path()).list().unwrap(), [name("EX01")]);
    toggle(base.path()).unwrap();
}

#[test]
fn a_lock_whose_file_was_taken_away_keeps_nobody_waiting_for_nothing() {
    let base = contoso();
    let mut child = held(base.path());
    fs::remove_file(scenes::root(base.path()).join(LOCK_FILE)).unwrap();
    toggle(base.path()).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    toggle(base.path()).unwrap();
}

#[test]
fn a_file_system_without_locks_is_named_as_the_reason() {
    let no_locks = if cfg!(any(target_os = "linux", target_os = "android")) { 37 } else { 77 };
    let unsupported = if cfg!(target_os = "linux") { 95 } else { 45 };
    for number in [no_locks, unsupported] {
        let base = contoso();
        let before = scenes::tree(base.path());
        let at = base.path().to_owned();
        let refuse = move |point| {
            if point == Point::LockTake { Err(io::Error::from_raw_os_error(number)) } else { Ok(()) }
        };
        let refused = during(refuse, || toggle(&at)).unwrap_err();
        let none = matches!(&refused, ApplyError::Problem(Problem { kind: ProblemKind::NoLocks { .. }, .. }));
        assert!(none, "{refused}");
        let said = Locale::english().text(&problems::apply_error(&refused)).to_string();
        assert!(said.contains(LOCK_FILE) && said.contains("no locks") && said.contains("another disk"), "{said}");
        assert_eq!(scenes::tree(base.path()), before);
    }
}

#[test]
fn when_the_organization_goes_away_while_a_save_waits_the_reason_is_clear() {
    let base = contoso();
    let mut child = held(base.path());
    let mut store = scenes::open(base.path());
    let server = store.open(&name("EX01")).unwrap();
    let servers = scenes::root(base.path()).join("servers");
    let saving = std::thread::spawn(move || store.apply(&part(&server, |to| to.iis = Some(print(0xBB))), &context()));
    fs::remove_dir_all(&servers).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let refused = saving.join().unwrap().unwrap_err();
    let ApplyError::Problem(Problem { path, kind: ProblemKind::NotFound, .. }) = &refused else { panic!("{refused}") };
    assert!(path.ends_with("servers/EX01.toml"), "{}", path.display());
    assert!(!servers.exists());
}
