//! The store, seen from whoever uses it.

mod any_import;
mod certificates;
mod creating;
mod disk;
mod doctor;
mod documents;
mod file;
mod follow_ups;
mod holders;
mod hostile;
mod importing;
mod interrupted;
mod journal;
mod killed;
mod layouts;
mod memory;
mod organizations;
mod reading;
mod removing;
mod rights;
mod scenes;
mod sound;
mod splicing;
mod struck;
mod taking_in;
mod writing;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Context, Directory, Mode, Store};
use crate::engine::{Assignments, Moment, Part, Revision, Server, ServerName, Step, Thumbprint};

/// 2026-11-21T09:00:00Z.
const NOW: Moment = Moment(1_795_251_600);

const EX01: &str = r#"# The first server.
schema = 1
name = "EX01"
fqdn = "ex01.contoso.com"
build = "15.2.2562.17" # SE
roles = ["Mailbox"]
rack = 7 # nothing the program knows

[services] # who serves what
iis = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" # the web site
smtp = [
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", # a
]
smtp-default = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

# The certificates.
[[certificates]]
thumbprint = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
friendly-name = "Contoso mail 2026"
private-key = "exportable"

[[certificates]]
thumbprint = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"
friendly-name = "Contoso mail 2027"
private-key = "present"
"#;

/// The thumbprint that is one byte over and over: `0xAA` is certificate A.
fn print(byte: u8) -> Thumbprint {
    Thumbprint([byte; 20])
}

fn name(name: &str) -> ServerName {
    ServerName::new(name)
}

/// An organization on disk, gone with the value.
struct Organization(TempDir);

impl Organization {
    /// Contoso with EX01.
    fn contoso() -> Organization {
        let organization = Organization(TempDir::new().unwrap());
        organization.put("organization.toml", "schema = 1\nname = \"Contoso\"\n");
        organization.put("servers/EX01.toml", EX01);
        organization
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    fn put(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    fn open(&self) -> Directory {
        Directory::open(self.0.path(), Mode::ReadWrite).unwrap()
    }

    fn server(&self, server: &str) -> Server {
        self.open().open(&name(server)).unwrap()
    }

    /// Every file with its bytes.
    fn snapshot(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        collect(self.0.path(), &mut files);
        files.sort();
        files
    }
}

fn collect(directory: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
}

/// A part of a plan: these assignments after.
fn part(server: &Server, change: impl FnOnce(&mut Assignments)) -> Part {
    let mut after = server.assignments.clone();
    change(&mut after);
    Part {
        server: server.name.clone(),
        base: server.revision,
        steps: Vec::new(),
        before: server.assignments.clone(),
        after,
        certificates: Vec::new(),
        warnings: Vec::new(),
        follow_ups: Vec::new(),
        arrivals: Vec::new(),
    }
}

/// A part of which a document sees these assignments and steps.
fn meaning(after: &Assignments, steps: Vec<Step>) -> Part {
    Part {
        server: name("EX01"),
        base: Revision::default(),
        steps,
        before: Assignments::default(),
        after: after.clone(),
        certificates: Vec::new(),
        warnings: Vec::new(),
        follow_ups: Vec::new(),
        arrivals: Vec::new(),
    }
}

fn context() -> Context {
    Context {
        user: "alice".into(),
        at: NOW,
        cmdlet: "Enable-ExchangeCertificate -Thumbprint BB -Services IIS".into(),
        ..Context::default()
    }
}
