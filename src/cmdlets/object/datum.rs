//! The value of a property: typed, so that it compares as what it is and is written in each format's own way.

use std::cmp::Ordering;

use crate::cmdlets::shown::shown;
use crate::engine::{Build, Moment, ServiceSet, Thumbprint};
use crate::locale::date;

/// What is written where nobody knows.
pub const UNKNOWN: &str = "Unknown";

/// A value. Its texts are foreign and as they are: they are made visible when they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Datum {
    /// A text.
    Text(String),
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A moment, in UTC.
    Date(Moment),
    /// Texts, in order.
    List(Vec<String>),
    /// Services.
    Services(ServiceSet),
    /// A build number.
    Version(Build),
    /// A thumbprint.
    Thumbprint(Thumbprint),
    /// There is no value, and that is known.
    Nothing,
    /// There is a value, and nobody knows it.
    Unknown,
}

/// What the values of a property are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the type of the value of the same name")]
pub enum Type {
    Text,
    Bool,
    Number,
    Date,
    List,
    Services,
    Version,
    Thumbprint,
}

impl Type {
    /// The type as a message names it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Type::Text => "a text",
            Type::Bool => "$true or $false",
            Type::Number => "a whole number",
            Type::Date => "a date (2027-01-31, 2027-01-31T09:00:00Z or 1/31/2027)",
            Type::List => "a list",
            Type::Services => "a set of services ('IIS, SMTP' or None)",
            Type::Version => "a build number (15.2.2562.17)",
            Type::Thumbprint => "a thumbprint of 40 hexadecimal digits",
        }
    }
}

impl Datum {
    /// The value as `Format-List` and `Format-Table` write it, foreign text made visible.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Datum::Text(text) => shown(text),
            Datum::Bool(yes) => if *yes { "True" } else { "False" }.to_owned(),
            Datum::Number(number) => number.to_string(),
            Datum::Date(moment) => date::en_us(*moment),
            Datum::List(items) => format!("{{{}}}", joined(items)),
            Datum::Services(services) => services.to_string(),
            Datum::Version(build) => version(*build),
            Datum::Thumbprint(thumbprint) => thumbprint.to_string(),
            Datum::Nothing => String::new(),
            Datum::Unknown => UNKNOWN.to_owned(),
        }
    }

    /// The value as a line of its own or a cell of a CSV file: dates in RFC 3339, a list without braces, foreign text made
    /// visible.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Datum::Date(moment) => date::rfc3339(*moment),
            Datum::List(items) => joined(items),
            other => other.written(),
        }
    }

    /// Which of two values of one property comes first: nothing before everything, what nobody knows behind it. Case does
    /// not matter.
    #[must_use]
    pub fn order(&self, other: &Datum) -> Ordering {
        match (self, other) {
            (Datum::Text(one), Datum::Text(two)) => folded(one).cmp(&folded(two)),
            (Datum::Bool(one), Datum::Bool(two)) => one.cmp(two),
            (Datum::Number(one), Datum::Number(two)) => one.cmp(two),
            (Datum::Date(one), Datum::Date(two)) => one.cmp(two),
            (Datum::List(one), Datum::List(two)) => {
                one.iter().map(|item| folded(item)).cmp(two.iter().map(|item| folded(item)))
            }
            (Datum::Services(one), Datum::Services(two)) => one.bits().cmp(&two.bits()),
            (Datum::Version(one), Datum::Version(two)) => one.cmp(two),
            (Datum::Thumbprint(one), Datum::Thumbprint(two)) => one.cmp(two),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    const fn rank(&self) -> u8 {
        match self {
            Datum::Nothing => 0,
            Datum::Unknown => 2,
            _ => 1,
        }
    }
}

/// A text without regard to case.
pub(super) fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

fn joined(items: &[String]) -> String {
    items.iter().map(|item| shown(item)).collect::<Vec<_>>().join(", ")
}

/// A build number as `AdminDisplayVersion` writes it.
fn version(build: Build) -> String {
    let Build { major, minor, build, revision } = build;
    format!("Version {major}.{minor} (Build {build}.{revision})")
}
