//! Files outside the organization.

use std::fs;

use tempfile::TempDir;

use crate::store::{Existing, ProblemKind, write_file};

#[test]
fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("certificates.csv");
    write_file(&path, b"first, and long", Existing::Keep).unwrap();
    write_file(&path, b"second", Existing::Replace).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"second");
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
}

#[test]
fn a_file_that_is_to_be_kept_is_kept() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("certificates.csv");
    fs::write(&path, "mine").unwrap();
    let refused = write_file(&path, b"yours", Existing::Keep).unwrap_err();
    assert_eq!(refused.kind, ProblemKind::Exists);
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

#[test]
fn where_nothing_can_be_written_the_system_says_why() {
    let directory = TempDir::new().unwrap();
    let nowhere = directory.path().join("gone").join("certificates.csv");
    assert_eq!(write_file(&nowhere, b"", Existing::Replace).unwrap_err().kind, ProblemKind::NotFound);
    assert_eq!(write_file(directory.path(), b"", Existing::Replace).unwrap_err().kind, ProblemKind::NotAFile);
    let protected = directory.path().join("protected.csv");
    fs::write(&protected, "mine").unwrap();
    let mut permissions = fs::metadata(&protected).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&protected, permissions).unwrap();
    assert!(write_file(&protected, b"yours", Existing::Replace).is_err());
    assert_eq!(fs::read(&protected).unwrap(), b"mine");
}

#[cfg(unix)]
#[test]
fn a_link_stays_one_and_the_rights_stay_as_they_are() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let directory = TempDir::new().unwrap();
    let (path, link) = (directory.path().join("certificates.csv"), directory.path().join("link.csv"));
    fs::write(&path, "old").unwrap();
    fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
    symlink(&path, &link).unwrap();
    write_file(&link, b"new", Existing::Replace).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_replaced_by_one() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    let directory = TempDir::new().unwrap();
    let (socket, link) = (directory.path().join("socket"), directory.path().join("link.csv"));
    let _listener = UnixListener::bind(&socket).unwrap();
    symlink(directory.path().join("gone.csv"), &link).unwrap();
    for path in [&socket, &link] {
        let before = fs::symlink_metadata(path).unwrap().file_type();
        assert_eq!(write_file(path, b"new", Existing::Replace).unwrap_err().kind, ProblemKind::NotAFile);
        assert_eq!(fs::symlink_metadata(path).unwrap().file_type(), before);
    }
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 2);
}
