//! Who may name whom: the table of `docs/architecture.md`, asked of every file in `src/`.

use super::files::{is_test, rust_below};
use super::nothing_found;
use super::rust::{Path, paths};

/// What a part of the house may name of the others. A word is a whole part; `app::vocabulary` is that module of it only.
struct Part {
    name: &'static str,
    may: &'static [&'static str],
    /// The crates it may use beside the standard library.
    crates: &'static [&'static str],
}

/// What a feature may name of `app`.
const VOCABULARY: &str = "app::vocabulary";

const HOUSE: &[Part] = &[
    Part { name: "engine", may: &[], crates: &[] },
    Part {
        name: "x509",
        may: &["engine"],
        crates: &[
            "aws_lc_rs",
            "base64",
            "cbc",
            "des",
            "rc2",
            "rustls_pki_types",
            "thiserror",
            "webpki",
            "x509_parser",
            "zeroize",
        ],
    },
    Part {
        name: "store",
        may: &["engine", "x509"],
        crates: &[
            "include_dir",
            "jiff",
            "serde",
            "serde_json",
            "tempfile",
            "thiserror",
            "toml",
            "toml_edit",
            "tracing",
        ],
    },
    Part { name: "text", may: &[], crates: &["unicode_segmentation", "unicode_width"] },
    // Facts from outside: readers and their merge. No files: bytes are handed in.
    Part {
        name: "import",
        may: &["engine", "x509"],
        crates: &["quick_xml", "serde", "serde_json", "csv", "encoding_rs", "base64"],
    },
    Part { name: "locale", may: &["engine", "text"], crates: &["fluent_bundle", "jiff", "unic_langid"] },
    Part { name: "look", may: &["locale", "text"], crates: &["ratatui"] },
    Part { name: "cmdlets", may: &["engine", "locale", "text"], crates: &[] },
    Part { name: "script", may: &["engine", "cmdlets::print", "locale::date", "text"], crates: &[] },
    // What the store has to say, in words: the one place that knows both.
    Part { name: "problems", may: &["engine", "store", "locale", "text"], crates: &[] },
    // Cmdlets over a store, for the page and for the command line.
    Part {
        name: "execute",
        may: &["engine", "x509", "cmdlets", "import", "store", "problems", "script", "locale", "text"],
        crates: &["tracing"],
    },
    Part { name: "keymap", may: &[VOCABULARY], crates: &["crossterm"] },
    // The features.
    // tui_input's requests are what typing is, wherever there is a text to type.
    Part { name: "servers", may: FEATURE, crates: &["ratatui", "tui_input"] },
    Part { name: "certificates", may: FEATURE, crates: &["ratatui", "tui_input"] },
    Part { name: "edit", may: FEATURE, crates: &["ratatui"] },
    Part { name: "export", may: FEATURE, crates: &["ratatui", "tui_input"] },
    Part { name: "confirm", may: FEATURE, crates: &["ratatui", "tui_input"] },
    Part { name: "journal", may: FEATURE, crates: &["ratatui"] },
    Part { name: "help", may: FEATURE, crates: &["ratatui"] },
    Part { name: "importing", may: FEATURE, crates: &["ratatui", "tui_input"] },
    Part { name: "shell", may: FEATURE, crates: &["ratatui", "tui_input"] },
    Part { name: "checkup", may: FEATURE, crates: &["ratatui"] },
    Part { name: "palette", may: FEATURE, crates: &["ratatui", "tui_input"] },
    Part {
        name: "app",
        may: &[
            "engine",
            // What somebody types that nobody may see.
            "x509::Password",
            "cmdlets",
            "keymap",
            "look",
            "locale",
            "text",
            "servers",
            "certificates",
            "edit",
            "confirm",
            "journal",
            "help",
            "shell",
            "palette",
            "export",
            "importing",
            "checkup",
        ],
        crates: &["ratatui", "tui_input", "zeroize"],
    },
    // The machine.
    Part {
        name: "logging",
        may: &["text"],
        crates: &["tracing", "tracing_appender", "tracing_subscriber", "thiserror"],
    },
    // What is entered and not saved, on the disk.
    Part { name: "drafts", may: &["engine", "locale", "store", VOCABULARY], crates: &["serde", "toml"] },
    Part {
        name: "terminal",
        may: &[
            "drafts", "engine", "import", "x509", "store", "problems", "text", "locale", "look", "keymap", "app",
            "cmdlets", "execute",
        ],
        crates: &["crossterm", "notify", "ratatui", "jiff", "rustix", "signal_hook", "tracing", "zeroize"],
    },
    Part { name: "cli", may: ANY, crates: ANY },
    Part { name: "main", may: ANY, crates: ANY },
    Part { name: "lib", may: ANY, crates: ANY },
];

const FEATURE: &[&str] = &["engine", "cmdlets", "keymap", "look", "locale", "text", VOCABULARY];
const ANY: &[&str] = &["*"];

/// Names that reach the machine, and the only places that may say them. Everyone else is handed what it needs.
const MACHINE: &[(&[&str], &[&str])] = &[
    (&["std::env"], &["terminal", "cli", "main"]),
    (&["std::process"], &["terminal", "cli", "main", "store::lock", "drafts"]),
    (&["std::fs", "std::os", "std::path::absolute"], &["store", "drafts", "terminal", "logging", "cli", "main"]),
    (&["std::net::TcpStream", "std::net::TcpListener", "std::net::UdpSocket", "std::net::ToSocketAddrs"], &[]),
    // An import forces thousands of files to the disk, several at the same time.
    (&["std::thread"], &["terminal", "cli", "main", "store::lock", "store::take_in"]),
    (&["std::thread::sleep"], &[]),
    (&["std::io::stdout", "std::io::stderr", "std::io::stdin"], &["terminal", "cli", "main"]),
    // The lock waits at most ten seconds for another writer: the one place below the shell that measures time.
    (&["std::time::Instant", "std::time::SystemTime"], &["terminal", "cli", "main", "store::lock"]),
    (&["jiff::Timestamp::now", "jiff::Zoned::now", "jiff::tz"], &["terminal", "cli", "main"]),
    (&["crossterm"], &["terminal"]),
    (&["crossterm::event"], &["terminal", "keymap"]),
    (&["jiff"], &["store", "locale::date", "terminal", "cli", "main"]),
    (&["ratatui::crossterm", "ratatui::init", "ratatui::restore", "ratatui::run"], &[]),
];

/// Crates that a path can begin with. A path that begins with anything else names something of the file itself.
fn is_crate(name: &str) -> bool {
    const STANDARD: [&str; 3] = ["std", "core", "alloc"];
    STANDARD.contains(&name) || HOUSE.iter().any(|part| part.crates.contains(&name)) || OTHERS.contains(&name)
}

/// The package's crates that only the shell uses, and those that only tests do.
const OTHERS: &[&str] = &[
    "anyhow",
    "assert_cmd",
    "clap",
    "directories",
    "divan",
    "exchcert",
    "insta",
    "portable_pty",
    "predicates",
    "proptest",
    "rcgen",
    "rustls_native_certs",
    "termlens",
    "tree_sitter",
    "tree_sitter_powershell",
    "tracing_appender",
    "tracing_subscriber",
    "whoami",
];

/// `src/store/lock.rs` -> `["store", "lock"]`; `src/store/mod.rs` -> `["store"]`.
fn module(path: &str) -> Vec<String> {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    let inside = inside.strip_suffix(".rs").unwrap_or(inside);
    let inside = inside.strip_suffix("/mod").unwrap_or(inside);
    inside.split('/').map(str::to_owned).collect()
}

/// Whether `path` is `prefix` or lies in it.
fn within(path: &str, prefix: &str) -> bool {
    path == prefix || path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with("::"))
}

/// What is wrong in one file, each with its line.
fn findings(path: &str, source: &str) -> Vec<String> {
    let module = module(path);
    let here = module.join("::");
    let Some(part) = HOUSE.iter().find(|part| part.name == module[0]) else {
        return vec![format!(
            "{path}: `{}` has no place in the house: give it one in tests/house/imports.rs",
            module[0]
        )];
    };
    let from_root = if ["main", "lib"].contains(&part.name) { Vec::new() } else { module.clone() };
    let known = |named: &Path| HOUSE.iter().any(|part| named.segments.first().is_some_and(|first| part.name == first));
    paths(source, &from_root)
        .iter()
        .filter_map(|named| {
            let whole = named.segments.join("::");
            let wrong = if named.own && known(named) {
                (named.segments[0] != part.name && !part.may.iter().any(|may| *may == "*" || within(&whole, may)))
                    .then(|| format!("{here} may not name {whole}"))
            } else if named.own {
                None
            } else {
                foreign(part, &here, named, &whole)
            };
            wrong.map(|wrong| format!("{path}:{}: {wrong}", named.line))
        })
        .collect()
}

/// A path that does not begin at the crate's root: of the standard library, of another crate, or of the file itself.
fn foreign(part: &Part, here: &str, named: &Path, whole: &str) -> Option<String> {
    let first = named.segments.first()?;
    let full = short_names(whole);
    // The closest entry speaks.
    let rule = MACHINE
        .iter()
        .flat_map(|(names, places)| names.iter().map(move |name| (*name, *places)))
        .filter(|(name, _)| within(&full, name))
        .max_by_key(|(name, _)| name.len());
    if let Some((name, places)) = rule
        && !places.iter().any(|place| within(here, place))
    {
        return Some(format!("{here} may not name {name} ({whole})"));
    }
    let standard = ["std", "core", "alloc"].contains(&first.as_str());
    let allowed = standard || !is_crate(first) || part.crates.iter().any(|name| *name == "*" || name == first);
    (!allowed).then(|| format!("{here} may not use the crate {first}"))
}

/// The usual short spellings after a `use`: `env::var` is `std::env::var`.
fn short_names(whole: &str) -> String {
    const SHORT: [(&str, &str); 9] = [
        ("env::", "std::env::"),
        ("fs::", "std::fs::"),
        ("thread::", "std::thread::"),
        ("io::", "std::io::"),
        ("process::", "std::process::"),
        ("Instant::", "std::time::Instant::"),
        ("SystemTime::", "std::time::SystemTime::"),
        ("Timestamp::", "jiff::Timestamp::"),
        ("Zoned::", "jiff::Zoned::"),
    ];
    SHORT
        .iter()
        .find_map(|(short, long)| whole.strip_prefix(short).map(|rest| format!("{long}{rest}")))
        .unwrap_or_else(|| whole.to_owned())
}

#[test]
fn nobody_names_what_it_may_not() {
    let files = rust_below("src");
    assert!(files.len() > 50, "the sources are where they are looked for");
    let found: Vec<_> =
        files.iter().filter(|(path, _)| !is_test(path)).flat_map(|(path, text)| findings(path, text)).collect();
    nothing_found(
        &found,
        "docs/architecture.md says who may name whom and why; hand the thing in, or move the code to where it belongs.",
    );
}

#[test]
fn every_place_in_the_table_is_a_module() {
    let files = rust_below("src");
    let missing: Vec<_> = HOUSE
        .iter()
        .filter(|part| !files.iter().any(|(path, _)| module(path)[0] == part.name))
        .map(|part| format!("tests/house/imports.rs: there is no module `{}`", part.name))
        .collect();
    nothing_found(&missing, "Take the row out of the table.");
}

#[test]
fn a_feature_sees_nothing_of_the_program_but_its_words() {
    assert_eq!(findings("src/edit/view.rs", "use crate::app::vocabulary::Action;"), Vec::<String>::new());
    assert_eq!(
        findings("src/edit/view.rs", "\nuse crate::app::{vocabulary, State};"),
        ["src/edit/view.rs:2: edit::view may not name app::State"]
    );
    assert_eq!(
        findings("src/edit/mod.rs", "use crate::store::Store;"),
        ["src/edit/mod.rs:1: edit may not name store::Store"]
    );
}

#[test]
fn the_engine_is_pure() {
    for source in [
        "use crate::locale::say;",
        "use super::super::text::Shown;",
        "use std::fs;",
        "fn f() { std::env::var(\"X\") }",
        "use std::time::SystemTime;",
        "use jiff::Timestamp;",
        "use serde::Serialize;",
        "fn f() { std::io::stdout() }",
        "use std::{fmt, thread};",
    ] {
        assert_eq!(findings("src/engine/status.rs", source).len(), 1, "{source}");
    }
    assert_eq!(findings("src/engine/status.rs", "use std::sync::Arc; use super::Moment;"), Vec::<String>::new());
}

#[test]
fn the_machine_is_touched_in_one_place() {
    for source in ["use crossterm::terminal;", "use std::io::{self, stdout};", "fn f() { Instant::now() }"] {
        assert_eq!(findings("src/terminal/run.rs", source), Vec::<String>::new(), "{source}");
        assert_eq!(findings("src/app/paint.rs", source).len(), 1, "{source}");
    }
    assert_eq!(findings("src/terminal/run.rs", "fn f() { std::thread::sleep(d) }").len(), 1, "nobody sleeps");
    assert_eq!(findings("src/keymap/key.rs", "use crossterm::event::KeyCode;"), Vec::<String>::new());
    assert_eq!(findings("src/keymap/key.rs", "use crossterm::terminal;").len(), 1);
}

#[test]
fn a_new_module_needs_a_place() {
    assert_eq!(findings("src/parlour/mod.rs", "").len(), 1);
}
