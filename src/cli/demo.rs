//! `demo`: the built-in simulated organization, copied once and opened.

use std::fs;
use std::io;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::flags::Demo;
use super::init::not_made;
use super::page;
use super::session::{Ended, Session, path};
use crate::cmdlets::Exit;
use crate::locale::say;
use crate::store::{self, Directory, JOURNAL, LOCK_FILE, Mode, ORGANIZATION_FILE, Problem, ProblemKind, Store as _};

use super::failure::Failure;

/// The built-in organization, file by file.
static SAMPLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/organization");

/// Its name.
pub(super) const NAME: &str = "Contoso";

/// What an organization's directory holds, apart from unfinished files.
const PARTS: [&str; 7] = [ORGANIZATION_FILE, "servers", "certificates", "requests", "trust", JOURNAL, LOCK_FILE];

pub(super) fn run(session: &Session, demo: &Demo) -> Ended {
    let directory = match demo.directory.clone().or_else(|| session.flags.org.clone()) {
        Some(directory) => directory,
        None => session.data("demo")?,
    };
    let there = directory.join(ORGANIZATION_FILE).exists();
    if there && !is_demo(&directory) {
        return Err(session.failure(Exit::Failed, &say::cli_not_a_demo(path(&directory))));
    }
    if there && demo.fresh {
        remove(session, &directory)?;
    }
    if !there || demo.fresh {
        copy(session, &directory)?;
    }
    page::run(session, Some(directory))
}

/// Copies the sample.
pub(super) fn copy(session: &Session, directory: &Path) -> Result<(), Failure> {
    session.must_write()?;
    let mut files = Vec::new();
    collect(&SAMPLE, &mut files);
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    store::create_from(directory, &files).map_err(|problem| not_made(session, directory, &problem))
}

/// Every file below, by its path inside the organization.
fn collect(directory: &'static Dir<'static>, files: &mut Vec<(String, &'static [u8])>) {
    for file in directory.files() {
        files.push((file.path().to_string_lossy().replace('\\', "/"), file.contents()));
    }
    directory.dirs().for_each(|inner| collect(inner, files));
}

/// Whether it is an organization that this verb made: its name, and a clock that a real one never has.
fn is_demo(directory: &Path) -> bool {
    let file = Directory::open(directory, Mode::ReadOnly).and_then(|mut store| store.organization());
    file.is_ok_and(|file| file.organization.name == NAME && file.clock.is_some())
}

/// Removes a demo, and nothing that is not part of one.
fn remove(session: &Session, directory: &Path) -> Result<(), Failure> {
    session.must_write()?;
    let failed = |error: io::Error| not_made(session, directory, &Problem::io(directory, &error));
    for entry in fs::read_dir(directory).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let name = name.to_string_lossy();
        if !PARTS.contains(&&*name) && !name.starts_with(".tmp") {
            let message = say::cli_not_only_a_demo(path(directory), &*name);
            return Err(session.failure(Exit::Failed, &message));
        }
    }
    page::must_have_terminal(session)?;
    match fs::remove_dir_all(directory) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(not_made(session, directory, &Problem::of(directory, kind(&error))))
        }
        _ => Ok(()),
    }
}

fn kind(error: &io::Error) -> ProblemKind {
    ProblemKind::Io { error: error.kind(), message: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_a_demo_and_brings_no_private_key() {
        let mut files = Vec::new();
        collect(&SAMPLE, &mut files);
        assert!(files.iter().any(|(name, _)| name == ORGANIZATION_FILE));
        assert!(files.iter().any(|(name, _)| name == "servers/EX01.toml"));
        for (name, bytes) in &files {
            assert!(!String::from_utf8_lossy(bytes).contains("PRIVATE KEY"), "{name}");
        }
        let home = tempfile::tempdir().unwrap();
        let copied = home.path().join("demo");
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
        store::create_from(&copied, &files).unwrap();
        assert!(is_demo(&copied));
        let other = home.path().join("other");
        store::create(&other, NAME).unwrap();
        assert!(!is_demo(&other), "without a clock it is a real one");
    }
}
