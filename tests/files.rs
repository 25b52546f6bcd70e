//! The organization's files, seen from other processes: two writers at once, and one that is killed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic in a test is its report")]

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use exchcert::engine::{Assignments, Moment, Part, ServerName, Thumbprint};
use exchcert::store::{ApplyError, Context, Directory, EntryKind, Mode, Store, create_from};

/// 2026-11-21T09:00:00Z.
const NOW: Moment = Moment(1_795_251_600);
const A: Thumbprint = Thumbprint([0xAA; 20]);
const B: Thumbprint = Thumbprint([0xBB; 20]);

/// What a writer says after each change.
const DONE: &str = "changed";

fn contoso(path: &Path) {
    let server = format!(
        "schema = 1\nname = \"EX01\"\nfqdn = \"ex01.contoso.com\"\nbuild = \"15.2.2562.17\"\nroles = [\"Mailbox\"]\n\
         # The web site.\n[services]\niis = \"{A}\" # one\n\n[[certificates]]\nthumbprint = \"{A}\"\n\n\
         [[certificates]]\nthumbprint = \"{B}\"\n"
    );
    let organization = "schema = 1\nname = \"Contoso\"\n";
    create_from(path, &[("organization.toml", organization.as_bytes()), ("servers/EX01.toml", server.as_bytes())])
        .unwrap();
}

/// Moves IIS to the other certificate, again and again until it is done once.
fn move_iis(store: &mut Directory) {
    let context = Context { user: "alice".into(), at: NOW, ..Context::default() };
    loop {
        let server = store.open(&ServerName::new("EX01")).unwrap();
        let before = server.assignments.clone();
        let other = if before.iis == Some(A) { B } else { A };
        let part = Part {
            server: server.name.clone(),
            base: server.revision,
            steps: Vec::new(),
            after: Assignments { iis: Some(other), ..before.clone() },
            before,
            certificates: Vec::new(),
            warnings: Vec::new(),
            follow_ups: Vec::new(),
            arrivals: Vec::new(),
        };
        match store.apply(&part, &context) {
            Ok(_) => return,
            Err(ApplyError::Conflict { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

/// Not a test of its own: the other process. It reads the organization's path and a number of changes from stdin.
#[test]
#[ignore = "run by the tests below, in a process of its own"]
fn writer() {
    let mut lines = io::stdin().lines();
    let mut line = || lines.next().unwrap().unwrap();
    let mut store = Directory::open(line(), Mode::ReadWrite).unwrap();
    let count: u32 = line().parse().unwrap();
    for _ in 0..count {
        move_iis(&mut store);
        writeln!(io::stdout(), "\n{DONE}").unwrap();
    }
}

fn start(path: &Path, count: u32) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "writer", "--ignored", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    writeln!(stdin, "{}\n{count}", path.display()).unwrap();
    child
}

fn count(store: &mut Directory, kind: EntryKind) -> usize {
    let read = store.journal(usize::MAX).unwrap();
    assert_eq!(read.problems, []);
    read.entries.iter().filter(|entry| entry.kind == kind).count()
}

#[test]
fn two_processes_write_in_turn_and_lose_nothing() {
    let directory = tempfile::tempdir().unwrap();
    contoso(directory.path());
    let writers = [start(directory.path(), 15), start(directory.path(), 15)];
    for writer in writers {
        let output = writer.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    let mut store = Directory::open(directory.path(), Mode::ReadWrite).unwrap();
    assert_eq!(count(&mut store, EntryKind::Change), 30);
    assert_eq!(count(&mut store, EntryKind::Abandoned), 0);
    assert_eq!(store.verify_journal(), Ok(Vec::new()));
    // Thirty moves between two certificates end where they began.
    assert_eq!(store.open(&ServerName::new("EX01")).unwrap().assignments.iis, Some(A));
}

#[test]
fn a_writer_killed_at_any_moment_leaves_a_whole_organization() {
    let directory = tempfile::tempdir().unwrap();
    contoso(directory.path());
    let document = directory.path().join("servers/EX01.toml");
    let original = fs::read_to_string(&document).unwrap();
    for changes in 1..12 {
        let mut child = start(directory.path(), u32::MAX);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = lines.map_while(Result::ok).filter(|line| line == DONE).take(changes).count();
        assert_eq!(said, changes);
        child.kill().unwrap();
        child.wait().unwrap();

        let mut store = Directory::open(directory.path(), Mode::ReadWrite).unwrap();
        let recovered = store.recover("bob", NOW).unwrap();
        assert!(recovered.abandoned.is_none() || count(&mut store, EntryKind::Abandoned) > 0);
        assert_eq!(store.verify_journal(), Ok(Vec::new()));
        let text = fs::read_to_string(&document).unwrap();
        let (a, b) = (format!("iis = \"{A}\""), format!("iis = \"{B}\""));
        assert!(text == original || text == original.replace(&a, &b), "{text}");
        // Nothing is left over, and the next change goes through.
        let names: Vec<_> =
            fs::read_dir(directory.path().join("servers")).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names, ["EX01.toml"]);
        move_iis(&mut store);
    }
}
