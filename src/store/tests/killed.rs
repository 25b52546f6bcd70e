//! An import killed anywhere: each document is whole, the journal is true, and nothing is left lying about.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::taking_in::{contents, contoso, go_on, import};
use super::*;
use crate::engine::{OrganizationIntake, SendConnector};
use crate::store::disk::is_unfinished;
use crate::store::fault::Point;
use crate::store::fault::strike::during;
use crate::store::{Entry, EntryKind, Recovered, hexadecimal, revision};

/// Every file with its bytes, its path inside the organization.
type Picture = Vec<(PathBuf, Vec<u8>)>;

/// What an organization looks like each time a point is passed: as a power cut there would leave it.
fn pictures(root: &Path, act: impl FnOnce()) -> Vec<(Point, Picture)> {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let (looking, at) = (seen.clone(), root.to_owned());
    let look = move |point| {
        let mut files = Vec::new();
        collect(&at, &mut files);
        let inside =
            |(path, bytes): (PathBuf, Vec<u8>)| Some((path.strip_prefix(at.as_path()).ok()?.to_owned(), bytes));
        looking.borrow_mut().push((point, files.into_iter().filter_map(inside).collect()));
        Ok(())
    };
    during(look, act);
    Rc::into_inner(seen).unwrap().into_inner()
}

/// The organization as it was at a point.
fn restored(files: &[(PathBuf, Vec<u8>)]) -> Organization {
    let organization = Organization(TempDir::new().unwrap());
    for (path, bytes) in files {
        organization.put(&path.to_string_lossy(), bytes);
    }
    organization
}

/// The newest line about each document, and whether it happened.
fn last_lines(entries: &[Entry]) -> HashMap<String, (Entry, bool)> {
    let abandoned: Vec<u64> = entries.iter().filter(|e| e.kind == EntryKind::Abandoned).filter_map(|e| e.of).collect();
    let mut last = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.kind == EntryKind::Import) {
        last.entry(entry.server.clone()).or_insert((entry.clone(), !abandoned.contains(&entry.seq)));
    }
    last
}

#[test]
fn killed_at_any_point_every_document_is_old_or_new_and_the_journal_knows_which() {
    let organization = Organization::contoso();
    let mut intake = contoso(&organization);
    let base = organization.open().organization().unwrap().revision;
    let connector = SendConnector { name: "To Fabrikam".into(), ..SendConnector::default() };
    intake.organization =
        Some(OrganizationIntake { base, send_connectors: vec![connector], ..OrganizationIntake::default() });
    let old: HashMap<String, String> =
        ["organization.toml", "servers/EX01.toml"].map(|file| (file.to_owned(), organization.text(file))).into();
    let seen = pictures(organization.0.path(), || {
        organization.open().take_in(&intake, &import(), &mut go_on).unwrap();
    });
    let times = |point| seen.iter().filter(|(seen, _)| *seen == point).count();
    assert_eq!([Point::TemporaryWrite, Point::TemporarySync].map(times), [4, 4], "each file is written and forced");
    assert_eq!([Point::JournalWrite, Point::Place, Point::Rename].map(times), [3, 2, 2], "each document has a line");
    let new: HashMap<String, String> = ["organization.toml", "servers/EX01.toml", "servers/EX02.toml"]
        .map(|file| (file.to_owned(), organization.text(file)))
        .into();
    for (at, (point, files)) in seen.iter().enumerate() {
        let killed = restored(files);
        // While it runs, somebody stands in the lock's file.
        killed.put("store.lock", "4711\n2026-11-21T09:00:00Z\nalice\n");
        killed.open().recover("bob", NOW).unwrap();
        for file in killed.snapshot() {
            assert!(!is_unfinished(file.0.file_name().unwrap()), "{at} {point:?}: {file:?}");
        }
        let entries = killed.open().journal(100).unwrap();
        assert_eq!((entries.problems, killed.open().verify_journal().unwrap()), (vec![], vec![]), "{at} {point:?}");
        let last = last_lines(&entries.entries);
        for (file, new) in &new {
            let server = file.strip_prefix("servers/").and_then(|file| file.strip_suffix(".toml")).unwrap_or_default();
            let now = fs::read_to_string(killed.path(file)).ok();
            let is_new = now.as_ref() == Some(new);
            assert!(is_new || now.as_ref() == old.get(file), "{at} {point:?}: {file} is torn");
            let line = last.get(server);
            assert_eq!(line.is_some_and(|(_, happened)| *happened), is_new, "{at} {point:?}: {file}");
            if let Some((line, true)) = line {
                assert_eq!(line.after, hexadecimal(revision(new.as_bytes())));
            }
        }
        assert_eq!(killed.open().recover("bob", NOW).unwrap(), Recovered::default(), "once is enough");
        let before = contents(&killed);
        killed.open().list().unwrap();
        assert_eq!(contents(&killed), before);
    }
}

#[test]
fn a_new_servers_document_that_never_came_is_said_not_to_have_happened() {
    let organization = Organization::contoso();
    let intake = contoso(&organization);
    let taken = organization.open().take_in(&intake, &import(), &mut go_on).unwrap();
    let document = organization.path("servers/EX02.toml");
    fs::rename(&document, organization.path("servers/.tmp-EX02.toml")).unwrap();
    let recovered = organization.open().recover("bob", NOW).unwrap();
    assert_eq!(recovered, Recovered { leftovers: 1, torn: 0, abandoned: Some(taken.servers[1].1.seq) });
    assert!(!document.exists());
}

#[test]
fn what_an_import_of_files_alone_left_is_found_by_the_lock_it_held() {
    let organization = Organization::contoso();
    organization.put("certificates/.tmp-AA.pem", "half a certi");
    organization.put("trust/.tmp-root.pem", "half a certi");
    assert_eq!(organization.open().recover("bob", NOW).unwrap().leftovers, 0, "a start lists no thousands of files");
    organization.put("store.lock", "4711\n2026-11-21T09:00:00Z\nalice\n");
    assert_eq!(organization.open().recover("bob", NOW).unwrap().leftovers, 2);
    assert_eq!(organization.text("store.lock"), "");
}
