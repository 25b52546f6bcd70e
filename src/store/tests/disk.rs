//! Replacing one file: what is not certain is never called done.

use super::*;
use crate::store::disk::{Prepared, sync_directory};
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
#[cfg(unix)]
fn a_directory_that_is_gone_cannot_be_forced_to_the_disk() {
    let organization = Organization::contoso();
    assert_eq!(sync_directory(&organization.path("servers")), Ok(()));
    let problem = sync_directory(&organization.path("nowhere")).unwrap_err();
    assert!(matches!(problem.kind, ProblemKind::NotForced { .. }), "{problem}");
}
