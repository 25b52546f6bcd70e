//! What lies in the repository, and what must not.

use std::fs;

use super::files::{below, has_extension, root, rust_below, text};
use super::nothing_found;
use super::rust::{code, tokens};

/// Everything that may stand at the top.
const TOP: &[&str] = &[
    ".ci",
    ".gitattributes",
    ".github",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "assets",
    "benches",
    "clippy.toml",
    "docs",
    "fuzz",
    "rustfmt.toml",
    "snapshots",
    "src",
    "tests",
];

/// What tools put there and version control ignores.
const IGNORED: &[&str] = &[".git", "target"];

const FOLDERS: &[&str] = &[".ci", ".github", "assets", "benches", "docs", "snapshots", "src", "tests"];

/// Every file that is kept, with its path.
fn kept() -> Vec<(String, String)> {
    let top = TOP.iter().filter(|name| root().join(name).is_file()).map(|name| (*name).to_owned());
    let below = FOLDERS.iter().flat_map(|folder| below(folder));
    top.chain(below).map(|path| (text(&path), path)).map(|(text, path)| (path, text)).collect()
}

#[test]
fn the_top_is_small() {
    let names = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut strangers: Vec<_> =
        names.filter(|name| !TOP.contains(&name.as_str()) && !IGNORED.contains(&name.as_str())).collect();
    strangers.sort();
    nothing_found(
        &strangers,
        "The top of the repository holds what tests/house/repository.rs lists, and nothing else.",
    );
}

/// Lines that hold a private key or a place on somebody's machine.
fn findings(path: &str, content: &str) -> Vec<String> {
    // Put together here, so that this file does not find itself.
    let key = concat!("PRIVATE", " KEY-----");
    let places = [concat!("/", "root/"), concat!("/", "home/"), concat!("/", "Users/"), concat!("/", "work/")];
    let mut found = Vec::new();
    let mut lines = content.lines().enumerate().peekable();
    while let Some((index, line)) = lines.next() {
        // Tests say "a key" with something in it that is none: a real one has a whole line of base64 below its header.
        let base64 =
            |next: &str| next.len() >= 40 && next.chars().all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c));
        if line.contains("BEGIN") && line.contains(key) && lines.peek().is_some_and(|(_, next)| base64(next.trim())) {
            found.push(format!("{path}:{}: a private key", index + 1));
        }
        if let Some(place) = places.iter().find(|place| begins_in(line, place)) {
            found.push(format!("{path}:{}: {place}... is a place on one machine", index + 1));
        }
    }
    found
}

/// Whether `place` begins a path in the line, rather than standing within one.
fn begins_in(line: &str, place: &str) -> bool {
    let within = |c: char| c.is_alphanumeric() || "._-}*".contains(c);
    let parts: Vec<&str> = line.split(place).collect();
    parts[..parts.len() - 1].iter().any(|before| !before.ends_with(within))
}

#[test]
fn no_secret_and_no_place_of_one_machine_is_kept() {
    let found: Vec<_> = kept().iter().flat_map(|(path, content)| findings(path, content)).collect();
    nothing_found(&found, "Take it out; a key that was committed is no secret any more.");
}

#[test]
fn a_secret_and_a_place_are_found() {
    let key = format!("-----BEGIN {}\n{}\n", concat!("PRIVATE", " KEY-----"), "QUJD".repeat(16));
    assert_eq!(findings("a.pem", &key), ["a.pem:1: a private key"]);
    let place = concat!("see /", "home/alice/org");
    assert_eq!(findings("a.md", place).len(), 1);
    assert_eq!(findings("a.md", "see /etc/hosts and ~/org"), Vec::<String>::new());
}

/// Waits of a fixed length in Rust code: calls of a function `sleep`, not of a method.
fn sleeps(path: &str, source: &str) -> Vec<String> {
    let tokens = tokens(&code(source));
    let calls = tokens.windows(3).filter(|three| {
        let [before, name, after] = three else { return false };
        ["sleep", "sleep_ms"].contains(&name.text.as_str())
            && after.text == "("
            && before.text != "fn"
            && before.text != "."
    });
    calls.map(|three| format!("{path}:{}: sleeps", three[1].line)).collect()
}

#[test]
fn nobody_sleeps() {
    let files = ["src", "tests", "benches"].iter().flat_map(|folder| rust_below(folder));
    let found: Vec<_> = files.flat_map(|(path, source)| sleeps(&path, &source)).collect();
    nothing_found(&found, "Wait for what has to happen, never for a time.");
    assert_eq!(sleeps("a.rs", "// sleep(1)\nself.sleep(); thread::sleep(second)"), ["a.rs:2: sleeps"]);
}

#[test]
fn every_link_in_the_documents_leads_somewhere() {
    let documents = kept().into_iter().filter(|(path, _)| has_extension(path, "md"));
    let found: Vec<_> = documents.flat_map(|(path, content)| dead_links(&path, &content)).collect();
    nothing_found(&found, "A link is relative to the document it stands in.");
}

/// Links of a Markdown document to files that are not there.
fn dead_links(path: &str, content: &str) -> Vec<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let targets = content.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    targets
        .map(|target| target.split('#').next().unwrap_or_default())
        .filter(|target| !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:"))
        .filter(|target| !root().join(folder).join(target).exists())
        .map(|target| format!("{path}: there is no {target}"))
        .collect()
}

#[test]
fn a_dead_link_is_found() {
    assert_eq!(dead_links("docs/x.md", "[a](../Cargo.toml) [b](nowhere.md) [c](https://example.org)").len(), 1);
}

#[test]
fn the_readme_and_the_checks_run_the_same_test_command() {
    let readme = text("README.md");
    let command = test_command(&readme).expect("README.md has a block ```sh with the test command");
    assert_eq!(command, "cargo test");
    let script = text(".ci/run");
    assert!(script.contains("README.md"), ".ci/run takes the command from the README");
}

/// The line of the README that starts with `cargo test`.
fn test_command(readme: &str) -> Option<&str> {
    readme.lines().map(str::trim).find(|line| line.starts_with("cargo test"))
}
