//! A process that really is killed, at every call by which the store changes something; and a disk that refuses every one of
//! them, in every way it has.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::io::{self, Write as _};
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::thread;

use super::scenes::{self, SCENES, Scene, gives_away, tree};
use super::sound::{Documents, is_sound};
use super::*;
use crate::locale::Locale;
use crate::problems;
use crate::store::disk::is_unfinished;
use crate::store::fault::Point;
use crate::store::fault::strike::{POINTS, during};
use crate::store::{ApplyError, Problem, ProblemKind};

/// The points of a scene in the order in which they are come past; at one of them it may be refused.
fn points(scene: Scene, refused: Option<Point>) -> Vec<Point> {
    let base = scenes::base();
    scene.prepare(base.path());
    let seen = Rc::new(RefCell::new(Vec::new()));
    let (noting, at) = (seen.clone(), base.path().to_owned());
    let note = move |point| {
        noting.borrow_mut().push(point);
        if Some(point) == refused { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    };
    let done = during(note, || scene.act(&at));
    assert_eq!(done.is_err(), refused.is_some(), "{scene:?}: {done:?}");
    Rc::into_inner(seen).unwrap().into_inner()
}

/// Ends this process as `kill -9` does.
fn die() -> ! {
    #[cfg(unix)]
    signal_hook::low_level::raise(signal_hook::consts::SIGKILL).unwrap();
    std::process::abort()
}

/// Not a test of its own: whoever is killed. It reads what to do, and when to die, from stdin.
#[test]
#[ignore = "run by the tests below, in a process of its own"]
fn victim() {
    let mut lines = io::stdin().lines();
    let mut line = || lines.next().unwrap().unwrap();
    let (scene, refused, at): (usize, usize, usize) =
        (line().parse().unwrap(), line().parse().unwrap(), line().parse().unwrap());
    let base = PathBuf::from(line());
    let scene = SCENES[scene];
    let refused = scene.refusals()[refused];
    let passed = Cell::new(0);
    let strike = move |point| {
        if passed.replace(passed.get() + 1) == at {
            die();
        }
        if Some(point) == refused { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    };
    let _ = during(strike, || scene.act(&base));
}

/// Lets another process do the scene and die at its point of that number.
fn kill(scene: Scene, refusal: usize, at: usize, base: &Path) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::tests::struck::victim", "--ignored", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let number = SCENES.iter().position(|known| *known == scene).unwrap();
    let mut stdin = child.stdin.take().unwrap();
    writeln!(stdin, "{number}\n{refusal}\n{at}\n{}", base.display()).unwrap();
    drop(stdin);
    let status = child.wait().unwrap();
    #[cfg(unix)]
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9), "{scene:?} at {at} was not killed");
    assert!(!status.success());
}

/// Every point has to be met by a test that is about all of them.
fn all_met(met: &HashSet<Point>) {
    let missed: Vec<Point> = POINTS.into_iter().filter(|point| !met.contains(point)).collect();
    let missed: Vec<Point> =
        missed.into_iter().filter(|point| *point != Point::TemporaryOwner || gives_away()).collect();
    assert_eq!(missed, [], "no scene comes past these");
}

#[test]
fn killed_at_every_call_each_document_is_old_or_new_and_the_next_start_puts_the_rest_in_order() {
    let met = thread::scope(|scope| {
        let scenes = SCENES.map(|scene| scope.spawn(move || kill_everywhere(scene)));
        scenes.map(|scene| scene.join().unwrap())
    });
    all_met(&met.into_iter().flatten().collect());
}

fn kill_everywhere(scene: Scene) -> Vec<Point> {
    let documents = Documents::of(scene);
    let mut met = Vec::new();
    for (number, refused) in scene.refusals().iter().enumerate() {
        let points = points(scene, *refused);
        for (at, point) in points.iter().enumerate() {
            let base = scenes::base();
            scene.prepare(base.path());
            kill(scene, number, at, base.path());
            is_sound(scene, &documents, base.path(), &format!("{scene:?} killed at {at}, {point:?}"));
        }
        met.extend(points);
    }
    met
}

/// The ways in which a disk refuses.
#[cfg(unix)]
fn errors() -> [(&'static str, io::Error); 5] {
    let quota = if cfg!(target_os = "linux") { 122 } else { 69 };
    [("ENOSPC", 28), ("EROFS", 30), ("EACCES", 13), ("EIO", 5), ("EDQUOT", quota)]
        .map(|(name, number)| (name, io::Error::from_raw_os_error(number)))
}

#[cfg(not(unix))]
fn errors() -> [(&'static str, io::Error); 2] {
    [("full", io::ErrorKind::StorageFull.into()), ("denied", io::ErrorKind::PermissionDenied.into())]
}

/// What may be refused while the change is made all the same: who holds the lock, and what is tidied up.
fn is_courtesy(point: Point) -> bool {
    use Point::{
        BuildTidy, JournalBack, Leftover, LockClear, LockEmpty, LockSign, LockSignPart, TakeBack, TemporaryOwner,
        TemporaryRemove, Unlock,
    };
    let ways_back = [TemporaryRemove, JournalBack, TakeBack, BuildTidy, Leftover];
    [LockEmpty, LockSign, LockSignPart, LockClear, Unlock, TemporaryOwner].contains(&point)
        || ways_back.contains(&point)
}

/// Does a scene while its points from `first` to `last` are refused.
fn refuse(scene: Scene, base: &Path, also: Option<Point>, range: (usize, usize), error: i32) -> Result<(), ApplyError> {
    let passed = Cell::new(0);
    let strike = move |point| {
        let now = passed.replace(passed.get() + 1);
        if (range.0..=range.1).contains(&now) {
            return Err(io::Error::from_raw_os_error(error));
        }
        if Some(point) == also { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    };
    during(strike, || scene.act(base))
}

/// What the reader is told names a file, a reason and what to do.
fn told(error: &ApplyError, base: &Path, when: &str) {
    let text = Locale::english().text(&problems::apply_error(error)).to_string();
    assert!(text.contains(&base.file_name().unwrap().to_string_lossy().to_string()), "{when}: {text}");
    assert!(text.matches(". ").count() >= 1 && text.ends_with('.'), "{when} says what to do: {text}");
}

fn refuse_everywhere(scene: Scene) -> Vec<Point> {
    let documents = Documents::of(scene);
    let mut met = Vec::new();
    for also in scene.refusals() {
        let points = points(scene, *also);
        for (at, point) in points.iter().enumerate() {
            for (named, error) in errors() {
                let Some(number) = error.raw_os_error() else { continue };
                // Once, or from there on: a disk that is full stays full.
                let lasting =
                    [at, usize::MAX].into_iter().take(if named == "ENOSPC" || named == "EIO" { 2 } else { 1 });
                for last in lasting {
                    let when = format!("{scene:?} {named} from {at} to {last}, {point:?}, {also:?} too");
                    let base = scenes::base();
                    scene.prepare(base.path());
                    let before = tree(base.path());
                    let done = refuse(scene, base.path(), *also, (at, last), number);
                    looked_at(scene, &documents, (&before, base.path()), (*point, &done), last == at, &when);
                    // A quota is a full disk, and a disk for reading only one that denies: once is enough for both.
                    if !["EDQUOT", "EROFS"].contains(&named) {
                        is_sound(scene, &documents, base.path(), &when);
                    }
                }
            }
        }
        met.extend(points);
    }
    met
}

/// Looks at what a refusal left, before anybody tidies up.
fn looked_at(
    scene: Scene,
    documents: &Documents,
    (before, base): (&[(PathBuf, Vec<u8>)], &Path),
    (point, done): (Point, &Result<(), ApplyError>),
    once: bool,
    when: &str,
) {
    match done {
        Ok(()) => {
            // A directory that cannot be forced is one thing, a start where nothing can be written another.
            let looked = scene == Scene::Recover && matches!(point, Point::LockOpen | Point::LockTake);
            assert!(is_courtesy(point) || looked || point == Point::DirectorySync, "{when}: said to be done");
            assert!(documents.are_new(base), "{when}: said to be done");
        }
        Err(error @ ApplyError::Partly { cause, .. }) => {
            told(error, base, when);
            told(cause, base, when);
        }
        Err(error) => {
            told(error, base, when);
            let written = matches!(error, ApplyError::Problem(Problem { kind: ProblemKind::NotForced { .. }, .. }));
            assert!(documents.are_old(base) || written && documents.are_new(base), "{when}: {error}");
            if once && !is_courtesy(point) && !written {
                nothing_new(scene, before, base, when);
            }
        }
    }
}

/// Nothing came but lines of the journal that say what did not happen, and perhaps a certificate that nobody names.
fn nothing_new(scene: Scene, before: &[(PathBuf, Vec<u8>)], base: &Path, when: &str) {
    for (path, bytes) in tree(base) {
        let harmless = path.starts_with("contoso/journal")
            || scene == Scene::Certificate && path.starts_with("contoso/certificates");
        let unfinished = path.components().any(|part| is_unfinished(part.as_os_str()));
        let same = before.iter().any(|(known, said)| *known == path && *said == bytes);
        assert!(same || harmless && !unfinished, "{when}: {} came", path.display());
    }
}

#[test]
fn refused_at_every_call_nothing_changes_and_what_is_said_names_file_reason_and_remedy() {
    let met = thread::scope(|scope| {
        let scenes = SCENES.map(|scene| scope.spawn(move || refuse_everywhere(scene)));
        scenes.map(|scene| scene.join().unwrap())
    });
    all_met(&met.into_iter().flatten().collect());
}
