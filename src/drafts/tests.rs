//! Drafts on a disk: what is kept comes back once, to one page, and nothing of it is ever a panic.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tempfile::TempDir;

use super::file::{self, Unreadable};
use super::{DIRECTORY, Keeper};
use crate::app::vocabulary::{Draft, Kept, NewDefault, Unsaved, UnsavedEdit};
use crate::engine::{Moment, Revision, ServerName, Service, Thumbprint};
use crate::locale::{Locale, Message};
use crate::testing::{NOW, thumb};

/// A home with an organization and a place for state.
struct Home(TempDir);

impl Home {
    fn new() -> Home {
        let home = Home(TempDir::new().unwrap());
        fs::create_dir_all(home.organization()).unwrap();
        home
    }

    fn organization(&self) -> PathBuf {
        self.0.path().join("organization")
    }

    fn state(&self) -> PathBuf {
        self.0.path().join("state")
    }

    fn keeper(&self) -> Keeper {
        Keeper::new(Some(&self.state()), &self.organization(), "alice".to_owned())
    }

    /// What lies among the drafts, by the ends of their names.
    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.state().join(DIRECTORY)).into_iter().flatten();
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    /// The one draft.
    fn draft(&self) -> PathBuf {
        let drafts = self.files().into_iter().filter(|file| is(file, "toml"));
        let drafts: Vec<_> = drafts.collect();
        assert_eq!(drafts.len(), 1, "{:?}", self.files());
        drafts.into_iter().next().unwrap()
    }

    /// What a page leaves that is killed with this unsaved.
    fn killed(&self, unsaved: &Unsaved, at: Moment) {
        self.keeper().keep(unsaved, at).unwrap();
    }
}

fn is(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|found| found == extension)
}

fn ticks() -> Unsaved {
    let draft = Draft {
        ticked: [Service::Iis, Service::Smtp].into_iter().collect(),
        default_smtp: NewDefault::InsteadOf(Some(thumb(1))),
    };
    let edit = UnsavedEdit {
        server: ServerName::new("EX01"),
        thumbprint: thumb(7),
        certificate: "Contoso \u{202e}\u{1b}[2J 日本".to_owned(),
        draft,
        revision: Some(Revision([0xAB; 32])),
    };
    Unsaved { edit: Some(edit), typed: None }
}

fn typed(text: &str) -> Unsaved {
    Unsaved { edit: None, typed: Some(text.to_owned()) }
}

fn said(messages: &[Message]) -> String {
    messages.iter().map(|message| String::from(Locale::english().text(message))).collect()
}

fn unsaved(found: &[Kept]) -> Vec<&Unsaved> {
    found.iter().map(|kept| &kept.unsaved).collect()
}

#[test]
fn what_a_killed_page_had_not_saved_is_found_by_the_next_one() {
    let home = Home::new();
    home.killed(&ticks(), NOW);
    let found = home.keeper().find();
    assert_eq!(unsaved(&found.kept), [&ticks()]);
    assert_eq!((found.kept[0].time, found.kept[0].user.as_str()), (NOW, "alice"));
    assert!(found.troubles.is_empty());
    let text = fs::read_to_string(home.draft()).unwrap();
    assert!(text.contains("services = [\n    \"IIS\",\n    \"SMTP\",\n]") && text.contains("time = 20"), "{text}");
}

#[test]
fn the_draft_of_a_page_that_lives_is_nobody_elses() {
    let home = Home::new();
    let mut living = home.keeper();
    living.keep(&ticks(), NOW).unwrap();
    assert!(home.keeper().find().kept.is_empty());
    drop(living);
    let mut first = home.keeper();
    let offered = first.find().kept;
    assert_eq!(offered.len(), 1);
    assert!(home.keeper().find().kept.is_empty(), "one page asks, not two");
    first.later(&offered[0].name);
    assert_eq!(home.keeper().find().kept.len(), 1, "later is the next start");
}

#[test]
fn another_organization_has_drafts_of_its_own() {
    let home = Home::new();
    home.killed(&ticks(), NOW);
    let other = home.0.path().join("other");
    fs::create_dir_all(&other).unwrap();
    assert!(Keeper::new(Some(&home.state()), &other, "alice".to_owned()).find().kept.is_empty());
}

#[test]
fn an_earlier_draft_with_the_same_process_number_is_not_overwritten() {
    let home = Home::new();
    home.killed(&typed("first"), NOW);
    home.killed(&typed("second"), NOW.plus(1));
    let found = home.keeper().find().kept;
    assert_eq!(unsaved(&found), [&typed("second"), &typed("first")], "the newest first");
}

#[test]
fn nothing_is_left_of_what_is_saved_discarded_or_restored() {
    let home = Home::new();
    let mut page = home.keeper();
    page.keep(&ticks(), NOW).unwrap();
    page.keep(&Unsaved::default(), NOW).unwrap();
    drop(page);
    assert_eq!(home.files(), Vec::<PathBuf>::new());
    home.killed(&ticks(), NOW);
    let mut page = home.keeper();
    let name = page.find().kept[0].name.clone();
    page.discard(&name).unwrap();
    drop(page);
    assert_eq!(home.files(), Vec::<PathBuf>::new());
    home.killed(&ticks(), NOW);
    let mut page = home.keeper();
    let name = page.find().kept[0].name.clone();
    page.keep(&ticks(), NOW).unwrap();
    page.restored(&name).unwrap();
    drop(page);
    assert_eq!(home.keeper().find().kept.len(), 1, "it is this page's draft now");
}

#[test]
fn a_page_without_anything_unsaved_leaves_nothing_behind() {
    let home = Home::new();
    let mut page = home.keeper();
    page.find();
    page.keep(&Unsaved::default(), NOW).unwrap();
    drop(page);
    assert!(!home.state().exists());
}

#[cfg(unix)]
#[test]
fn a_draft_is_for_its_owners_eyes() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    home.killed(&ticks(), NOW);
    for file in home.files() {
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
    }
    let directory = home.state().join(DIRECTORY);
    assert_eq!(fs::metadata(directory).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn where_nothing_can_be_kept_the_reason_is_given_and_what_was_kept_stays() {
    let home = Home::new();
    let mut nowhere = Keeper::new(None, &home.organization(), "alice".to_owned());
    assert!(nowhere.find().kept.is_empty());
    let reason = nowhere.keep(&ticks(), NOW).unwrap_err();
    assert!(said(&[reason]).contains("this account has no directory for it"));
    home.killed(&ticks(), NOW);
    // A state directory that is no directory: what is restored could not be kept again.
    let mut page = home.keeper();
    let name = page.find().kept[0].name.clone();
    let too_much = typed(&"x".repeat(2 * super::LARGEST));
    assert!(said(&[page.keep(&too_much, NOW).unwrap_err()]).contains("Saving is not affected"));
    page.restored(&name).unwrap();
    drop(page);
    assert_eq!(unsaved(&home.keeper().find().kept), [&ticks()]);
}

#[test]
fn a_draft_that_nobody_understands_is_explained_and_put_aside() {
    let home = Home::new();
    home.killed(&ticks(), NOW);
    let whole = fs::read_to_string(home.draft()).unwrap();
    for (from, to, reason) in [
        ("schema = 1", "schema = 1\nschema = 1", "duplicate key"),
        ("\"IIS\"", "\"OWA\"", "edit.services"),
        ("\"IIS\"", "\"Federation\"", "edit.services"),
        ("thumbprint = \"07", "thumbprint = \"7", "edit.thumbprint"),
        ("revision = \"ab", "revision = \"a", "edit.revision"),
        ("server = \"EX01\"", "", "server"),
        ("schema = 1", "schema = 0", "schema"),
        ("[edit]", "[other]", "edit, shell"),
        ("time = 20", "time = 99999", ""),
    ] {
        assert!(whole.contains(from), "{from} in {whole}");
        let path = home.state().join(DIRECTORY).join(format!("{}-1.toml", home.keeper().place.clone().unwrap().key));
        fs::write(&path, whole.replacen(from, to, 1)).unwrap();
        let found = home.keeper().find();
        let text = said(&found.troubles);
        assert!(text.contains("was put aside") && text.contains(reason), "{to}: {text}");
        assert_eq!(found.kept.len(), 1, "{to}");
        let aside = path.with_extension("unreadable");
        assert!(!path.exists() && aside.exists(), "{:?}", home.files());
        assert!(said(&home.keeper().find().troubles).is_empty(), "said once");
        fs::remove_file(aside).unwrap();
    }
}

#[test]
fn what_a_later_version_has_kept_is_left_for_it() {
    let home = Home::new();
    home.killed(&ticks(), NOW);
    let later = fs::read_to_string(home.draft()).unwrap().replace("schema = 1", "schema = 2\nnew = 1");
    fs::write(home.draft(), &later).unwrap();
    let found = home.keeper().find();
    assert!(said(&found.troubles).contains("a later version") && found.kept.is_empty());
    assert_eq!(fs::read_to_string(home.draft()).unwrap(), later);
}

#[cfg(unix)]
#[test]
fn a_link_a_pipe_or_a_directory_is_no_draft_and_holds_nobody_up() {
    let home = Home::new();
    home.killed(&ticks(), NOW);
    let name = home.draft();
    let bytes = fs::read(&name).unwrap();
    fs::remove_file(&name).unwrap();
    fs::create_dir(&name).unwrap();
    assert!(said(&home.keeper().find().troubles).contains("was put aside"));
    let elsewhere = home.0.path().join("elsewhere");
    fs::write(&elsewhere, bytes).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &name).unwrap();
    let found = home.keeper().find();
    assert!(found.kept.is_empty() && said(&found.troubles).contains("was put aside"));
}

fn any_unsaved() -> impl Strategy<Value = Unsaved> {
    let services = proptest::collection::vec(proptest::sample::select(Service::OFFERED.to_vec()), 1..6);
    let default = proptest::option::of(proptest::option::of(any::<[u8; 20]>()));
    let edit = (services, default, any::<[u8; 20]>(), ".{0,40}", ".{0,40}", proptest::option::of(any::<[u8; 32]>()));
    let edit = edit.prop_map(|(services, default, thumbprint, server, certificate, revision)| UnsavedEdit {
        server: ServerName::new(&server),
        thumbprint: Thumbprint(thumbprint),
        certificate,
        draft: Draft {
            ticked: services.into_iter().collect(),
            default_smtp: default.map_or(NewDefault::No, |current| NewDefault::InsteadOf(current.map(Thumbprint))),
        },
        revision: revision.map(Revision),
    });
    // As it comes out of the shell: no control characters but line ends.
    let typed = "([^\\p{C}]|\n|'|\"){0,60}[a-z]";
    (proptest::option::of(edit), proptest::option::of(typed))
        .prop_map(|(edit, typed)| Unsaved { edit, typed })
        .prop_filter("something is unsaved", |unsaved| !unsaved.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_reads_back(unsaved in any_unsaved(), user in ".{0,40}", seconds in 0_i64..253_402_300_799) {
        let bytes = file::write(&unsaved, Path::new("/srv/contoso"), &user, Moment(seconds)).unwrap();
        let kept = file::read("name", &bytes).unwrap();
        prop_assert_eq!(kept, Kept { name: "name".to_owned(), time: Moment(seconds), user, unsaved });
    }

    #[test]
    fn no_bytes_are_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(file::read("name", &bytes).is_err());
    }

    #[test]
    fn no_damage_is_a_panic(at in 0_usize..600, byte in any::<u8>(), end in 0_usize..900) {
        let mut bytes = file::write(&ticks(), Path::new("/srv"), "alice", NOW).unwrap();
        let at = at % bytes.len();
        bytes[at] = byte;
        bytes.truncate(end);
        // Whatever comes of it has passed every check, or is explained.
        match file::read("name", &bytes) {
            Ok(kept) => prop_assert!(!kept.unsaved.is_empty()),
            Err(Unreadable::LaterVersion) => {}
            Err(Unreadable::Broken(reason)) => prop_assert!(!said(&[reason]).is_empty()),
        }
    }
}
