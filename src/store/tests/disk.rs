//! Replacing one file: what is not certain is never called done.

use std::io;

use super::*;
use crate::store::disk::{Prepared, sync_directory};
use crate::store::fault::{Point, strike::during};
use crate::store::{ApplyError, ProblemKind};

/// The name of the unfinished file beside a document.
const UNFINISHED: &str = "servers/.tmp-EX01.toml";

#[test]
fn bytes_that_cannot_be_forced_to_the_disk_are_no_save() {
    let organization = Organization::contoso();
    let document = organization.path("servers/EX01.toml");
    let prepared = Prepared::replacing(&document, b"new").unwrap();
    assert_eq!(organization.text(UNFINISHED), "new");
    // Somebody takes it away.
    fs::remove_file(organization.path(UNFINISHED)).unwrap();
    let Err(ApplyError::Problem(problem)) = prepared.sync() else { panic!("forced what is not there") };
    assert_eq!((problem.path.as_path(), &problem.kind), (document.as_path(), &ProblemKind::NotFound));
    drop(prepared);
    assert_eq!(organization.text("servers/EX01.toml"), EX01);
}

#[test]
fn a_place_that_somebody_takes_meanwhile_stays_theirs() {
    let organization = Organization::contoso();
    let document = organization.path("servers/EX02.toml");
    let prepared = Prepared::making(&document, b"ours").unwrap();
    organization.put("servers/EX02.toml", "theirs");
    let not_placed = prepared.place().unwrap_err();
    assert_eq!((not_placed.problem.kind, not_placed.perhaps), (ProblemKind::Exists, false));
    assert_eq!(organization.text("servers/EX02.toml"), "theirs");
    assert!(!organization.path("servers/.tmp-EX02.toml").exists());
}

#[test]
fn what_came_of_a_rename_is_unknown_only_where_it_cannot_be_read() {
    let placed = |spoil: fn(&Organization)| {
        let organization = Organization::contoso();
        let prepared = Prepared::replacing(&organization.path("servers/EX01.toml"), b"new").unwrap();
        fs::remove_file(organization.path(UNFINISHED)).unwrap();
        fs::remove_file(organization.path("servers/EX01.toml")).unwrap();
        spoil(&organization);
        prepared.place().map(drop).map_err(|not_placed| not_placed.perhaps)
    };
    assert_eq!(placed(|_| {}), Err(false), "there is nothing");
    assert_eq!(
        placed(|organization| organization.put("servers/EX01.toml", "old")),
        Err(false),
        "it says something else"
    );
    let unreadable = |organization: &Organization| fs::create_dir(organization.path("servers/EX01.toml")).unwrap();
    assert_eq!(placed(unreadable), Err(true), "nobody can say");
    assert_eq!(placed(|organization| organization.put("servers/EX01.toml", "new")), Ok(()), "it happened");
}

#[test]
#[cfg(unix)]
fn a_new_document_whose_directory_is_gone_is_not_called_safe() {
    let organization = Organization::contoso();
    let placed =
        Prepared::write(&organization.path("servers/EX01.toml"), b"new").unwrap().place().map_err(drop).unwrap();
    fs::remove_dir_all(organization.path("servers")).unwrap();
    assert!(matches!(placed.force().unwrap_err().kind, ProblemKind::NotForced { .. }));
}

#[test]
#[cfg(unix)]
fn a_directory_is_forced_where_that_can_be_done() {
    let organization = Organization::contoso();
    let forced = move |error: fn() -> io::Error| {
        let answer = move |point| if point == Point::DirectorySync { Err(error()) } else { Ok(()) };
        during(answer, || sync_directory(&organization.path("servers")).is_ok())
    };
    let cannot: [fn() -> io::Error; 4] = [
        || io::ErrorKind::InvalidInput.into(),
        || io::ErrorKind::PermissionDenied.into(),
        || io::ErrorKind::Unsupported.into(),
        || io::Error::from_raw_os_error(9),
    ];
    assert_eq!(cannot.map(&forced), [true; 4], "this system, this directory: it cannot");
    let failed: [fn() -> io::Error; 3] =
        [|| io::Error::from_raw_os_error(5), || io::ErrorKind::StorageFull.into(), || io::ErrorKind::NotFound.into()];
    assert_eq!(failed.map(&forced), [false; 3], "it could, and did not");
}

#[test]
#[cfg(unix)]
fn a_directory_that_is_gone_cannot_be_forced_to_the_disk() {
    let organization = Organization::contoso();
    assert_eq!(sync_directory(&organization.path("servers")), Ok(()));
    let problem = sync_directory(&organization.path("nowhere")).unwrap_err();
    assert!(matches!(problem.kind, ProblemKind::NotForced { .. }), "{problem}");
}
