//! The pictures in `snapshots/` and the list of them in `src/testing.rs` are the same.

use std::collections::BTreeSet;

use super::files::{below, has_extension, rust_below};
use super::nothing_found;

/// The list of names: the strings of `PICTURES: &[&str] = &[...]`.
fn listed(testing: &str) -> Option<BTreeSet<String>> {
    let list = testing.split_once("PICTURES: &[&str] = &[")?.1.split_once("];")?.0;
    Some(list.split('"').skip(1).step_by(2).map(str::to_owned).collect())
}

/// What of the two does not fit the other.
fn findings(listed: &BTreeSet<String>, files: &[String]) -> Vec<String> {
    let drawn: BTreeSet<String> = files
        .iter()
        .filter_map(|path| path.strip_prefix("snapshots/")?.strip_suffix(".snap").map(str::to_owned))
        .collect();
    let strangers =
        files.iter().filter(|path| !has_extension(path, "snap")).map(|path| format!("{path}: not a picture"));
    let unused = drawn.difference(listed).map(|name| format!("snapshots/{name}.snap: no test draws it"));
    let missing = listed.difference(&drawn).map(|name| format!("src/testing.rs: {name} has never been accepted"));
    strangers.chain(unused).chain(missing).collect()
}

#[test]
fn every_picture_is_drawn_and_kept() {
    let places = ["src/testing.rs", "src/testing/mod.rs", "src/testing/pictures.rs"];
    let sources = rust_below("src");
    let testing = sources.iter().filter(|(path, _)| places.contains(&path.as_str())).find_map(|(_, text)| listed(text));
    let Some(listed) = testing else { panic!("src/testing.rs has no list PICTURES: &[&str] = &[...];") };
    nothing_found(
        &findings(&listed, &below("snapshots")),
        "Remove the file, or add the name to PICTURES and accept the picture: docs/testing.md says how.",
    );
}

#[test]
fn a_picture_too_many_and_one_too_few_are_found() {
    let listed = listed("pub(crate) const PICTURES: &[&str] = &[\n    \"list\",\n    \"edit\",\n];").unwrap();
    let files = ["snapshots/list.snap", "snapshots/old.snap", "snapshots/edit.snap.new"].map(str::to_owned);
    assert_eq!(
        findings(&listed, &files),
        [
            "snapshots/edit.snap.new: not a picture",
            "snapshots/old.snap: no test draws it",
            "src/testing.rs: edit has never been accepted",
        ]
    );
}
