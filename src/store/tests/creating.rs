//! Making an organization.

use super::*;
use crate::store::{ProblemKind, create, create_from};

#[test]
fn a_new_organization_can_be_opened_and_is_empty() {
    let place = TempDir::new().unwrap();
    let path = place.path().join("deep/contoso");
    create(&path, "Contoso \"East\"").unwrap();
    let mut store = Directory::open(&path, Mode::ReadWrite).unwrap();
    assert_eq!(store.organization().unwrap().organization.name, "Contoso \"East\"");
    assert_eq!(store.list(), Ok(Vec::new()));
}

#[test]
fn an_empty_directory_is_taken_and_a_full_one_refused() {
    let place = TempDir::new().unwrap();
    let files: [(&str, &[u8]); 2] = [("organization.toml", b"schema = 1\n"), ("servers/EX01.toml", EX01.as_bytes())];
    create_from(place.path(), &files).unwrap();
    let refused = create_from(place.path(), &files).unwrap_err();
    assert_eq!((refused.kind, refused.path), (ProblemKind::NotEmpty, place.path().to_path_buf()));
    assert_eq!(fs::read_to_string(place.path().join("servers/EX01.toml")).unwrap(), EX01);
}

#[test]
fn what_cannot_be_made_whole_is_not_made_at_all() {
    let place = TempDir::new().unwrap();
    let path = place.path().join("contoso");
    let files: [(&str, &[u8]); 2] = [("organization.toml", b"schema = 1\n"), ("organization.toml/x", b"")];
    assert!(create_from(&path, &files).is_err());
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
}
