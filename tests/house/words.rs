//! Every message of the table is said by somebody. The library's own tests compare the table with every language.

use std::collections::BTreeSet;

use super::files::rust_below;
use super::nothing_found;

const TABLE: &str = "src/locale/table/";

/// The messages a table file declares: `    name(arguments);`.
fn declared(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (name, _) = line.strip_prefix("    ")?.split_once('(')?;
        let lower = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        (lower && line.trim_end().ends_with(';')).then_some(name)
    })
}

/// The words a text is made of.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

fn never_said(table: &[(String, String)], others: &[(String, String)]) -> Vec<String> {
    let said: BTreeSet<&str> = others.iter().flat_map(|(_, text)| words(text)).collect();
    let missing = |path: &str, name: &str| (!said.contains(name)).then(|| format!("{path}: {name}"));
    table.iter().flat_map(|(path, text)| declared(text).filter_map(|name| missing(path, name))).collect()
}

#[test]
fn a_message_that_nobody_says_is_found() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let table = [file("table.rs", "messages! {\n    /// A.\n    said(who: Text);\n    /// B.\n    unsaid();\n}\n")];
    let code = [file("page.rs", "look.text(&say::said(name))")];
    assert_eq!(never_said(&table, &code), ["table.rs: unsaid"]);
}

#[test]
fn every_message_is_said_somewhere() {
    let (table, others): (Vec<_>, Vec<_>) =
        rust_below("src").into_iter().partition(|(path, _)| path.starts_with(TABLE));
    assert!(!table.is_empty());
    nothing_found(&never_said(&table, &others), "Say it, or take it out of the table and of every language.");
}
