//! Whose a file is, who may read it, and where a link leads: a save changes none of that, and writes nowhere else.

#![cfg(unix)]

use std::io::{self, Write as _};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};

use super::scenes::{self, Scene, toggle, tree};
use super::*;
use crate::store::fault::Point;
use crate::store::fault::strike::during;
use crate::store::{ApplyError, LOCK_FILE, Problem, ProblemKind, Recovered};

const DOCUMENT: &str = "servers/EX01.toml";
const JOURNAL: &str = "journal/2026-11.jsonl";

fn contoso() -> TempDir {
    let base = scenes::base();
    Scene::First.prepare(base.path());
    base
}

fn at(base: &TempDir, file: &str) -> PathBuf {
    scenes::root(base.path()).join(file)
}

fn kind(refused: Result<(), ApplyError>) -> ProblemKind {
    match refused.unwrap_err() {
        ApplyError::Problem(problem) => problem.kind,
        other => panic!("{other}"),
    }
}

#[test]
fn what_is_written_is_never_more_open_than_the_document() {
    let base = contoso();
    fs::set_permissions(at(&base, DOCUMENT), fs::Permissions::from_mode(0o640)).unwrap();
    let (before, temporary) = (fs::metadata(at(&base, DOCUMENT)).unwrap(), at(&base, "servers/.tmp-EX01.toml"));
    let watch = move |_| {
        if let Ok(there) = fs::metadata(&temporary) {
            let mode = there.mode() & 0o777;
            assert!(mode == 0o600 || mode == 0o640, "{mode:o}");
            assert!(mode == 0o600 || there.gid() == 4712 || !scenes::gives_away(), "for a group it is not meant for");
        }
        Ok(())
    };
    during(watch, || toggle(base.path())).unwrap();
    let after = fs::metadata(at(&base, DOCUMENT)).unwrap();
    assert_eq!(after.mode(), before.mode());
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()), "owner and group stay");
    assert_ne!(after.ino(), before.ino(), "it is another file");
}

#[test]
fn where_the_group_cannot_be_kept_a_strange_one_may_not_read() {
    if !scenes::gives_away() {
        return;
    }
    let base = contoso();
    fs::set_permissions(at(&base, DOCUMENT), fs::Permissions::from_mode(0o660)).unwrap();
    // Neither the owner nor the group can be given.
    let refuse = |point| {
        if point == Point::TemporaryOwner { Err(io::Error::from_raw_os_error(1)) } else { Ok(()) }
    };
    during(refuse, || toggle(base.path())).unwrap();
    let after = fs::metadata(at(&base, DOCUMENT)).unwrap();
    assert_ne!(after.gid(), 4712);
    assert_eq!(after.mode() & 0o777, 0o600);
}

#[test]
fn a_link_that_leads_out_is_refused_and_what_it_leads_to_stays() {
    let outside = scenes::base();
    for (file, expected) in [
        (DOCUMENT, ProblemKind::LeadsOut),
        ("servers", ProblemKind::LeadsOut),
        ("journal", ProblemKind::LeadsOut),
        (JOURNAL, ProblemKind::Link),
        (LOCK_FILE, ProblemKind::Link),
    ] {
        let base = contoso();
        toggle(base.path()).unwrap();
        let (place, elsewhere) = (at(&base, file), outside.path().join(file.replace('/', "-")));
        fs::rename(&place, &elsewhere).unwrap();
        symlink(&elsewhere, &place).unwrap();
        let before = (tree(base.path()), tree(outside.path()));
        let refused = toggle(base.path());
        if file == JOURNAL || file == "journal" {
            // It may be seen at once that nothing can be written there.
            assert!(refused.is_err(), "{file}");
        } else {
            assert_eq!(kind(refused), expected, "{file}");
        }
        assert_eq!((tree(base.path()), tree(outside.path())), before, "{file}");
    }
}

#[test]
fn a_lock_that_is_a_link_to_a_document_empties_nothing() {
    let base = contoso();
    symlink(DOCUMENT, at(&base, LOCK_FILE)).unwrap();
    assert_eq!(kind(toggle(base.path())), ProblemKind::Link);
    assert_eq!(fs::read_to_string(at(&base, DOCUMENT)).unwrap(), EX01);
    fs::remove_file(at(&base, LOCK_FILE)).unwrap();
    fs::hard_link(at(&base, DOCUMENT), at(&base, LOCK_FILE)).unwrap();
    toggle(base.path()).unwrap();
    assert_eq!(fs::read_to_string(at(&base, LOCK_FILE)).unwrap(), EX01, "another name of it: nobody signs there");
}

#[test]
fn a_hard_link_keeps_the_old_document_and_the_new_one_comes_beside_it() {
    let base = contoso();
    let other = base.path().join("other.toml");
    fs::hard_link(at(&base, DOCUMENT), &other).unwrap();
    toggle(base.path()).unwrap();
    assert_eq!(fs::read_to_string(&other).unwrap(), EX01);
    assert_ne!(fs::read_to_string(at(&base, DOCUMENT)).unwrap(), EX01);
}

#[test]
fn a_pipe_in_the_place_of_a_file_keeps_nobody_waiting() {
    for file in [DOCUMENT, JOURNAL, LOCK_FILE, "organization.toml"] {
        let base = contoso();
        toggle(base.path()).unwrap();
        fs::remove_file(at(&base, file)).unwrap();
        assert!(Command::new("mkfifo").arg(at(&base, file)).status().unwrap().success());
        assert_eq!(toggle(base.path()).is_ok(), file == "organization.toml", "no change needs that one: {file}");
        if let Ok(mut store) = Directory::open(scenes::root(base.path()), Mode::ReadWrite) {
            let _ = (store.organization(), store.list(), store.journal(9), store.verify_journal());
            let _ = store.recover("bob", NOW);
        }
    }
}

#[test]
fn a_rename_that_is_said_to_have_failed_and_happened_is_a_save() {
    let base = contoso();
    let (temporary, document) = (at(&base, "servers/.tmp-EX01.toml"), at(&base, DOCUMENT));
    let lie = move |point| {
        if point != Point::Rename {
            return Ok(());
        }
        fs::rename(&temporary, &document).unwrap();
        Err(io::Error::from_raw_os_error(5))
    };
    during(lie, || toggle(base.path())).unwrap();
    let mut store = scenes::open(base.path());
    assert_eq!(store.open(&name("EX01")).unwrap().assignments.iis, Some(print(0xBB)));
    assert_eq!(store.journal(9).unwrap().entries.len(), 1);
    assert_eq!(store.recover("bob", NOW).unwrap(), Recovered::default());
}

/// Not a test of its own: a change by somebody who may not write everything.
#[test]
#[ignore = "run by the test below, in a process of its own"]
fn changer() {
    let base = PathBuf::from(io::stdin().lines().next().unwrap().unwrap());
    let said = match toggle(&base) {
        Ok(()) => "done".to_owned(),
        Err(ApplyError::ReadOnly) => "read-only".to_owned(),
        Err(ApplyError::NotPermitted(Problem { path, .. })) => format!("denied {}", path.display()),
        Err(other) => format!("{other}"),
    };
    writeln!(io::stdout(), "\nsaid {said}").unwrap();
}

/// What an account that owns nothing is told when it makes a change.
fn as_nobody(base: &Path) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "store::tests::rights::changer", "--ignored", "--nocapture"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).uid(65_534).gid(65_534);
    let mut child = command.spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{}", base.display()).unwrap();
    let output = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    output.lines().find_map(|line| line.strip_prefix("said ")).unwrap_or(&output).to_owned()
}

#[test]
fn an_account_that_really_may_not_write_changes_nothing() {
    if !scenes::gives_away() {
        return;
    }
    let base = contoso();
    toggle(base.path()).unwrap();
    let open = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    open(base.path(), 0o755);
    let before = tree(base.path());
    assert_eq!(as_nobody(base.path()), "read-only", "the whole organization is somebody else's");
    for place in ["", "servers", "journal"] {
        open(&at(&base, place), 0o777);
    }
    assert_eq!(as_nobody(base.path()), "read-only", "the journal's file is somebody else's");
    open(&at(&base, JOURNAL), 0o666);
    assert_eq!(as_nobody(base.path()), format!("denied {}", at(&base, LOCK_FILE).display()));
    assert_eq!(tree(base.path()), before);
    open(&at(&base, LOCK_FILE), 0o666);
    assert_eq!(as_nobody(base.path()), "done");
    let after = fs::metadata(at(&base, DOCUMENT)).unwrap();
    assert_eq!(after.uid(), 65_534, "who may not give files away owns what he wrote");
}
