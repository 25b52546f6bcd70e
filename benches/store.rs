//! The store against the bytes themselves: opening a server against its document parsed bare, saving one against the
//! same files written bare. Neither may know how many servers the organization has.

#![allow(clippy::unwrap_used, missing_docs, reason = "a measurement that cannot start has nothing to report")]

mod support;

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;

use divan::Bencher;
use exchcert::engine::{Part, ServerName, Service, Step};
use exchcert::store::{Context, Directory, Mode, Store, create_from};
use support::{NOW, thumbprint};

fn main() {
    divan::main();
}

const CERTIFICATES: usize = 50;

/// A server's document, with comments as people leave them.
fn document(name: &str) -> String {
    let (a, b) = (thumbprint(0), thumbprint(1));
    let mut text = format!(
        "# {name}: one of many.\nschema = 1\nname = \"{name}\"\nfqdn = \"{name}.contoso.com\"\nbuild = \"15.2.2562.17\" # SE\n\
         roles = [\"Mailbox\"]\n\n[services]\niis = \"{a}\" # clients see this one\nsmtp = [\n    \"{a}\",\n    \"{b}\", # spare\n]\n\
         smtp-default = \"{a}\"\n"
    );
    for index in 0..CERTIFICATES {
        let _ = write!(
            text,
            "\n[[certificates]]\nthumbprint = \"{}\"\nfriendly-name = \"Contoso mail {index}\"\nprivate-key = \"exportable\"\n\
             [certificates.recorded]\nsubject = \"CN=mail{index}.contoso.com\"\nissuer = \"CN=Contoso Issuing CA\"\n\
             not-before = \"2026-10-01T00:00:00Z\"\nnot-after = \"2027-04-01T00:00:00Z\"\n\
             domains = [\"mail{index}.contoso.com\"]\nserial = \"5E{index:04X}\"\nkey-size = 2048\nstatus = \"Valid\"\n",
            thumbprint(index)
        );
    }
    text
}

/// An organization of so many servers.
fn organization(at: &Path, servers: usize) -> Directory {
    let documents: Vec<(String, String)> = (0..servers)
        .map(|index| format!("EX{index:04}"))
        .map(|name| (format!("servers/{name}.toml"), document(&name)))
        .collect();
    let mut files: Vec<(&str, &[u8])> = vec![("organization.toml", b"schema = 1\nname = \"Contoso\"\n")];
    files.extend(documents.iter().map(|(path, text)| (path.as_str(), text.as_bytes())));
    let root = at.join("organization");
    create_from(&root, &files).unwrap();
    Directory::open(root, Mode::ReadWrite).unwrap()
}

const SERVERS: [usize; 2] = [10, 1_000];

/// The names of all servers.
#[divan::bench(args = SERVERS)]
fn list(bencher: Bencher, servers: usize) {
    let kept = tempfile::tempdir().unwrap();
    let mut store = organization(kept.path(), servers);
    bencher.bench_local(|| black_box(store.list().unwrap().len()));
}

/// The limit of opening: the document read and parsed, nothing more.
#[divan::bench]
fn open_bare_toml(bencher: Bencher) {
    let kept = tempfile::tempdir().unwrap();
    let path = kept.path().join("EX0001.toml");
    fs::write(&path, document("EX0001")).unwrap();
    bencher.bench_local(|| {
        let text = fs::read_to_string(&path).unwrap();
        black_box(toml::from_str::<toml::Table>(&text).unwrap().len());
    });
}

/// One server opened.
#[divan::bench(args = SERVERS)]
fn open(bencher: Bencher, servers: usize) {
    let kept = tempfile::tempdir().unwrap();
    let mut store = organization(kept.path(), servers);
    let name = ServerName::new("EX0001");
    bencher.bench_local(|| black_box(store.open(&name).unwrap().certificates.len()));
}

/// The limit of saving: a journal line and a document of the same size, both forced to the disk.
#[divan::bench]
fn save_bare_files(bencher: Bencher) {
    let kept = tempfile::tempdir().unwrap();
    let (journal, target, temporary) =
        (kept.path().join("journal.jsonl"), kept.path().join("EX0001.toml"), kept.path().join(".tmp"));
    let (line, text) = ("x".repeat(700) + "\n", document("EX0001"));
    bencher.bench_local(|| {
        let mut log = OpenOptions::new().create(true).append(true).open(&journal).unwrap();
        log.write_all(line.as_bytes()).unwrap();
        log.sync_data().unwrap();
        let mut file = File::create(&temporary).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.sync_all().unwrap();
        fs::rename(&temporary, &target).unwrap();
        #[cfg(unix)]
        File::open(kept.path()).unwrap().sync_all().unwrap();
    });
}

/// IIS goes from one certificate to the other and back: lock, re-read, compare, journal, splice, replace.
#[divan::bench(args = SERVERS)]
fn save(bencher: Bencher, servers: usize) {
    let kept = tempfile::tempdir().unwrap();
    let store = RefCell::new(organization(kept.path(), servers));
    let server = store.borrow_mut().open(&ServerName::new("EX0001")).unwrap();
    let (base, before) = (Cell::new(server.revision), RefCell::new(server.assignments));
    let context = Context { user: "alice".to_owned(), at: NOW, ..Context::default() };
    bencher.bench_local(|| {
        let holder = before.borrow().iis.unwrap();
        let next = if holder == thumbprint(0) { thumbprint(1) } else { thumbprint(0) };
        let mut after = before.borrow().clone();
        after.assign(Service::Iis, next);
        let part = Part {
            server: ServerName::new("EX0001"),
            base: base.get(),
            steps: vec![Step::Assign { thumbprint: next, service: Service::Iis, displaces: Some(holder) }],
            before: before.borrow().clone(),
            after: after.clone(),
            certificates: Vec::new(),
            warnings: Vec::new(),
            follow_ups: Vec::new(),
            arrivals: Vec::new(),
        };
        base.set(store.borrow_mut().apply(&part, &context).unwrap().revision);
        *before.borrow_mut() = after;
    });
}
