//! What has to be true of an organization after anything: after a kill, after an error, at every start.

use std::collections::HashMap;

use super::scenes::{self, Scene, open, root, toggle, tree};
use super::*;
use crate::store::disk::is_unfinished;
use crate::store::{Entry, EntryKind, Recovered, hexadecimal, revision};

/// What the documents of a scene may say: before it and after it.
pub(super) struct Documents {
    old: HashMap<PathBuf, Vec<u8>>,
    new: HashMap<PathBuf, Vec<u8>>,
}

/// The documents below, and the files of somebody's.
fn documents(base: &Path) -> HashMap<PathBuf, Vec<u8>> {
    let counts = |path: &Path| {
        let unfinished = path.components().any(|part| is_unfinished(part.as_os_str()));
        !unfinished && path.extension().is_some_and(|ending| ending == "toml" || ending == "ps1")
    };
    tree(base).into_iter().filter(|(path, _)| counts(path)).collect()
}

impl Documents {
    /// Does the scene somewhere else to know what comes of it.
    pub(super) fn of(scene: Scene) -> Documents {
        let base = scenes::base();
        scene.prepare(base.path());
        let old = documents(base.path());
        scene.act(base.path()).unwrap();
        Documents { old, new: documents(base.path()) }
    }

    /// Whether everything says what it said before.
    pub(super) fn are_old(&self, base: &Path) -> bool {
        documents(base) == self.old
    }

    /// Whether everything says what it is to say after.
    pub(super) fn are_new(&self, base: &Path) -> bool {
        documents(base) == self.new
    }
}

/// Starts, as the program does, and looks whether all is well; then does the rest of the scene, and one more change.
pub(super) fn is_sound(scene: Scene, documents_of: &Documents, base: &Path, when: &str) {
    if root(base).join("organization.toml").exists() {
        open(base).recover("bob", NOW).unwrap();
    }
    each_is_old_or_new(documents_of, base, when);
    if matches!(scene, Scene::Create | Scene::CreateAgain | Scene::Import) && !root(base).exists() {
        assert_eq!(documents(base), HashMap::new(), "{when}: whole or not at all");
        scene.act(base).unwrap();
    }
    if matches!(scene, Scene::Replace | Scene::Make) {
        // Outside an organization nobody may take away what he did not make: the next write goes through beside it.
        return assert!(scene.act(base).is_ok() || documents_of.are_new(base), "{when}");
    }
    let left: Vec<_> = tree(base).into_iter().map(|(path, _)| path).collect();
    let unfinished = |path: &PathBuf| path.components().any(|part| is_unfinished(part.as_os_str()));
    assert!(!left.iter().any(unfinished), "{when}: {left:?}");
    assert!(!base.join(".tmp-contoso").exists(), "{when}: the site is gone");
    the_journal_is_true(base, when);
    assert_eq!(open(base).recover("bob", NOW).unwrap(), Recovered::default(), "{when}: once is enough");
    if matches!(scene, Scene::TakeIn | Scene::Certificate) && !documents_of.are_new(base) {
        scene.act(base).unwrap();
        assert!(documents_of.are_new(base), "{when}: again does the rest");
    }
    toggle(base).unwrap();
    the_journal_is_true(base, when);
}

fn each_is_old_or_new(Documents { old, new }: &Documents, base: &Path, when: &str) {
    let now = documents(base);
    for path in old.keys().chain(new.keys()).chain(now.keys()) {
        let (now, old, new) = (now.get(path), old.get(path), new.get(path));
        assert!(now == old || now == new, "{when}: {} is torn", path.display());
    }
}

/// The newest line about each document is what it says, or an `abandoned` line says that it is not.
fn the_journal_is_true(base: &Path, when: &str) {
    assert_eq!(open(base).verify_journal().unwrap(), vec![], "{when}");
    let read = open(base).journal(100).unwrap();
    assert_eq!(read.problems, vec![], "{when}");
    let entries = read.entries;
    let abandoned: Vec<u64> = entries.iter().filter(|e| e.kind == EntryKind::Abandoned).filter_map(|e| e.of).collect();
    let stands = |entry: &&Entry| entry.writes() && !abandoned.contains(&entry.seq);
    let mut seen = Vec::new();
    for entry in entries.iter().filter(stands) {
        if seen.contains(&entry.server) {
            continue;
        }
        seen.push(entry.server.clone());
        let file = match entry.server.as_str() {
            "" => "organization.toml".to_owned(),
            server => format!("servers/{server}.toml"),
        };
        let now = fs::read(root(base).join(&file)).unwrap();
        assert_eq!(entry.after, hexadecimal(revision(&now)), "{when}: the journal says something else of {file}");
    }
}
