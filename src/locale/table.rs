//! The message table: which sentences exist, and what each needs to be said.
//!
//! To add one: a line here and a line in `assets/locales/en.ftl` (and in every other language). The id is the name with
//! hyphens; an argument is `name: Text` or `name: Number`.

use super::message::{Arg, Message, Number, Text};

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
        const { utf8(&const { hyphenated::<{ stringify!($name).len() }>(stringify!($name)) }) }
    };
}

macro_rules! messages {
    ($(#[doc = $doc:literal] $name:ident($($arg:ident: $kind:ident),*);)*) => {
        /// Every message there is.
        pub const TABLE: &[Entry] =
            &[$(Entry { id: id!($name), args: &[$(stringify!($arg)),*], doc: $doc }),*];

        /// One function a message: the only way to make one.
        pub mod say {
            use super::*;
            $(
                #[doc = $doc]
                #[must_use]
                pub fn $name($($arg: impl Into<$kind>),*) -> Message {
                    Message { id: id!($name), args: vec![$((stringify!($arg), Arg::from($arg.into()))),*] }
                }
            )*
        }
    };
}

messages! {
    /// Far end of a time, in the future.
    distance_in_days(days: Number);
    /// Far end of a time, today still.
    distance_within_a_day();
    /// Far end of a time, passed less than a day ago.
    distance_less_than_a_day_ago();
    /// Far end of a time, in the past.
    distance_days_ago(days: Number);
    /// Days left, beside a date in the list.
    days_short(days: Number);
}
