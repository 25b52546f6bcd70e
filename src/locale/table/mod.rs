//! The message table: which sentences exist, and what each needs to be said.
//!
//! To add one: a line in the file of its feature and a line in `assets/locales/en.ftl` (and in every other language). The id is the name with
//! hyphens; an argument is `name: Text` or `name: Number`.

mod check_up;
mod cli;
mod config;
mod disk;
mod drafts;
mod edit;
mod import;
mod importing;
mod journal;
mod notices;
mod others;
mod page;
mod problems;
mod rules;
mod shell;
mod taken;

/// A line of the message table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The id, in lower case with hyphens.
    pub id: &'static str,
    /// The names of its arguments.
    pub args: &'static [&'static str],
    /// What it is for.
    pub doc: &'static str,
}

const fn hyphenated<const N: usize>(name: &str) -> [u8; N] {
    let mut out = [0; N];
    let bytes = name.as_bytes();
    let mut at = 0;
    while at < N {
        out[at] = if bytes[at] == b'_' { b'-' } else { bytes[at] };
        at += 1;
    }
    out
}

const fn utf8(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

macro_rules! id {
    ($name:ident) => {
        const { super::utf8(&const { super::hyphenated::<{ stringify!($name).len() }>(stringify!($name)) }) }
    };
}

macro_rules! messages {
    ($(#[doc = $doc:literal] $name:ident($($arg:ident: $kind:ident),*);)*) => {
        pub(super) const TABLE: &[$crate::locale::Entry] =
            &[$($crate::locale::Entry { id: id!($name), args: &[$(stringify!($arg)),*], doc: $doc }),*];

        $(
            #[doc = $doc]
            #[must_use]
            pub fn $name($($arg: impl Into<$kind>),*) -> $crate::locale::Message {
                $crate::locale::Message {
                    id: id!($name),
                    args: vec![$((stringify!($arg), $crate::locale::Arg::from($arg.into()))),*],
                }
            }
        )*
    };
}

use {id, messages};

/// Every message there is, feature by feature.
pub const TABLES: &[&[Entry]] = &[
    page::TABLE,
    edit::TABLE,
    rules::TABLE,
    notices::TABLE,
    problems::TABLE,
    disk::TABLE,
    cli::TABLE,
    config::TABLE,
    import::TABLE,
    journal::TABLE,
    others::TABLE,
    shell::TABLE,
    importing::TABLE,
    taken::TABLE,
    drafts::TABLE,
    check_up::TABLE,
];

/// One function a message: the only way to make one.
pub mod say {
    pub use super::check_up::*;
    pub use super::cli::*;
    pub use super::config::*;
    pub use super::disk::*;
    pub use super::drafts::*;
    pub use super::edit::*;
    pub use super::import::*;
    pub use super::importing::*;
    pub use super::journal::*;
    pub use super::notices::*;
    pub use super::others::*;
    pub use super::page::*;
    pub use super::problems::*;
    pub use super::rules::*;
    pub use super::shell::*;
    pub use super::taken::*;
}
