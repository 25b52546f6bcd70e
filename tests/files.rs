//! The organization's files, seen from other processes: two writers at once, and one that is killed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic in a test is its report")]

use std::collections::{BTreeMap, BTreeSet};
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
    started("writer", &format!("{}\n{count}", path.display()))
}

/// Starts one of the other processes, with what it reads.
fn started(name: &str, input: &str) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--ignored", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{input}").unwrap();
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

/// A certificate of its own for every change of every process.
fn certificate(process: u8, change: u16) -> Thumbprint {
    let mut bytes = [process; 20];
    bytes[..2].copy_from_slice(&change.to_be_bytes());
    Thumbprint(bytes)
}

const SERVERS: u16 = 4;

/// The server that a change is made on: they go round.
fn server_of(process: u8, change: u16) -> ServerName {
    ServerName::new(&format!("EX{:02}", (u16::from(process) + change) % SERVERS + 1))
}

/// Adds a certificate to those of SMTP, planned again after every conflict; gives the number of the line and that of the
/// conflicts. Each conflict is somebody else's success, so that there are never more than all the others' changes.
fn add_to_smtp(store: &mut Directory, server: &ServerName, added: Thumbprint, most: usize) -> (u64, usize) {
    let context = Context { user: "alice".into(), at: NOW, ..Context::default() };
    for conflicts in 0..=most {
        let server = store.open(server).unwrap();
        let before = server.assignments.clone();
        let mut after = before.clone();
        after.smtp.push(added);
        let part = Part {
            server: server.name.clone(),
            base: server.revision,
            steps: Vec::new(),
            before,
            after,
            certificates: Vec::new(),
            warnings: Vec::new(),
            follow_ups: Vec::new(),
            arrivals: Vec::new(),
        };
        match store.apply(&part, &context) {
            Ok(applied) => return (applied.seq, conflicts),
            Err(ApplyError::Conflict { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
    panic!("more conflicts than there are changes")
}

/// Not a test of its own: one of many processes. It reads where, which one it is, of how many, and how many changes to make.
#[test]
#[ignore = "run by the tests below, in a process of its own"]
fn adder() {
    let mut lines = io::stdin().lines();
    let mut line = || lines.next().unwrap().unwrap();
    let mut store = Directory::open(line(), Mode::ReadWrite).unwrap();
    let (process, processes, changes): (u8, u8, u16) =
        (line().parse().unwrap(), line().parse().unwrap(), line().parse().unwrap());
    let mut most = usize::from(processes - 1) * usize::from(changes);
    for change in 0..changes {
        let (seq, conflicts) = add_to_smtp(&mut store, &server_of(process, change), certificate(process, change), most);
        most -= conflicts;
        writeln!(io::stdout(), "\n{DONE} {seq} {conflicts}").unwrap();
    }
}

/// Lets so many processes make so many changes each, all at once, and looks for every one of them; says what happened.
fn add_all(processes: u8, changes: u16) -> String {
    let directory = tempfile::tempdir().unwrap();
    let organization = "schema = 1\nname = \"Contoso\"\n".to_owned();
    let mut files = vec![("organization.toml".to_owned(), organization)];
    for number in 1..=SERVERS {
        let name = format!("EX{number:02}");
        let text = format!(
            "schema = 1\nname = \"{name}\"\nfqdn = \"{name}.contoso.com\"\nbuild = \"15.2.2562.17\"\n\
             roles = [\"Mailbox\"]\n"
        );
        files.push((format!("servers/{name}.toml"), text));
    }
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    create_from(directory.path(), &files).unwrap();

    let adders: Vec<Child> = (0..processes)
        .map(|process| {
            let input = format!("{}\n{process}\n{processes}\n{changes}", directory.path().display());
            started("adder", &input)
        })
        .collect();
    let (mut seqs, mut conflicts) = (Vec::new(), 0);
    for adder in adders {
        let output = adder.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{said}");
        for line in said.lines().filter_map(|line| line.strip_prefix(DONE)) {
            let mut numbers = line.split_whitespace().map(|number| number.parse::<u64>().unwrap());
            seqs.push(numbers.next().unwrap());
            conflicts += numbers.next().unwrap();
        }
    }
    let all = usize::from(processes) * usize::from(changes);
    assert_eq!(seqs.len(), all, "every process made its changes");
    seqs.sort_unstable();
    assert_eq!(seqs, (1..=u64::try_from(all).unwrap()).collect::<Vec<_>>(), "every change has a line of its own");

    let mut store = Directory::open(directory.path(), Mode::ReadWrite).unwrap();
    assert_eq!(count(&mut store, EntryKind::Change), all);
    assert_eq!(store.verify_journal(), Ok(Vec::new()));
    let all_of_them = (0..processes).flat_map(|process| (0..changes).map(move |change| (process, change)));
    let mut smtp = BTreeMap::new();
    for name in store.list().unwrap() {
        let found: BTreeSet<Thumbprint> = store.open(&name).unwrap().assignments.smtp.into_iter().collect();
        smtp.insert(name, found);
    }
    let is_there =
        |(process, change): &(u8, u16)| smtp[&server_of(*process, *change)].contains(&certificate(*process, *change));
    let lost = all_of_them.filter(|change| !is_there(change)).count();
    assert_eq!(lost, 0);
    format!(
        "{processes} processes made {all} changes on {SERVERS} servers; {conflicts} conflicts, each made again; lost {lost}"
    )
}

#[test]
fn many_processes_lose_nothing_and_end_by_themselves() {
    add_all(4, 12);
}

#[test]
#[ignore = "takes minutes"]
fn eight_processes_make_two_hundred_changes_each() {
    let said = add_all(8, 200);
    writeln!(io::stdout(), "\n{said}").unwrap();
}
