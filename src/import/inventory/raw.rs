//! Values as they stand in the text, read one by one: what is wrong is named, and the rest goes on.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer as _, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::import::source::Skipped;

/// A field as it stands in the text; `None` where it is not there, or `null`.
pub(super) type Raw<'a> = Option<&'a RawValue>;

/// The most findings that are named; those beyond are counted.
const MOST: usize = 1000;
/// The longest reason, in characters: a parser quotes what it was given.
const LONGEST: usize = 200;

/// Where something stands, as an expression of the file.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// The organization.
    Organization,
    /// A Send connector.
    Connector(usize),
    /// A server.
    Server(usize),
    /// A certificate on a server.
    Certificate {
        /// The server's place.
        server: usize,
        /// The certificate's place on the server.
        certificate: usize,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Organization => f.write_str("organization"),
            Place::Connector(index) => write!(f, "organization.sendConnectors[{index}]"),
            Place::Server(index) => write!(f, "servers[{index}]"),
            Place::Certificate { server, certificate } => write!(f, "servers[{server}].certificates[{certificate}]"),
        }
    }
}

/// What could not be read, bounded: a file of nothing but mistakes is not answered with a list of its own size.
#[derive(Debug, Default)]
pub(super) struct Findings {
    named: Vec<Skipped>,
    more: usize,
}

impl Findings {
    /// Names what is wrong.
    pub(super) fn add(&mut self, place: impl fmt::Display, reason: impl Into<String>) {
        if self.named.len() < MOST {
            self.named.push(Skipped { place: place.to_string(), reason: reason.into() });
        } else {
            self.more += 1;
        }
    }

    /// All of it.
    pub(super) fn done(mut self) -> Vec<Skipped> {
        if self.more > 0 {
            self.named.push(Skipped { place: String::new(), reason: format!("and {} more", self.more) });
        }
        self.named
    }

    /// An object's fields. Anything but an object is named.
    pub(super) fn object<'a, T: Deserialize<'a>>(&mut self, place: impl fmt::Display, raw: &'a RawValue) -> Option<T> {
        // An array would be taken for the fields in their order.
        if !raw.get().starts_with('{') {
            self.add(place, "no object");
            return None;
        }
        serde_json::from_str(raw.get()).map_err(|error| self.add(place, plain(&error))).ok()
    }
}

/// A reason without the position: it counts from the value's own start, and the place says more.
pub(super) fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let reason = text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason);
    reason.chars().take(LONGEST).collect()
}

/// Calls for every element of an array with its number.
///
/// # Errors
/// When it is no array.
pub(super) fn each<'a>(array: &'a RawValue, item: impl FnMut(usize, &'a RawValue)) -> Result<(), serde_json::Error> {
    serde_json::Deserializer::from_str(plain_array(array).get()).deserialize_seq(Each(item))
}

/// An array as Windows PowerShell 5.1 writes it when the array has gone through its pipeline. The collector avoids it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrapped<'a> {
    #[serde(borrow)]
    value: &'a RawValue,
    #[serde(rename = "Count")]
    _count: IgnoredAny,
}

/// The array itself, where it is wrapped; anything else as it is.
fn plain_array(raw: &RawValue) -> &RawValue {
    let wrapped = raw.get().starts_with('{').then(|| serde_json::from_str::<Wrapped<'_>>(raw.get()).ok());
    wrapped.flatten().map_or(raw, |wrapped| wrapped.value)
}

struct Each<F>(F);

impl<'de, F: FnMut(usize, &'de RawValue)> Visitor<'de> for Each<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<(), A::Error> {
        let mut index = 0;
        while let Some(element) = elements.next_element()? {
            (self.0)(index, element);
            index += 1;
        }
        Ok(())
    }
}

/// A text that is borrowed where it can be.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// Reads the fields of one object.
pub(super) struct Fields<'f> {
    pub(super) place: Place,
    pub(super) findings: &'f mut Findings,
}

impl Fields<'_> {
    /// Names what is wrong with a field.
    pub(super) fn skip(&mut self, field: &str, reason: impl Into<String>) {
        self.findings.add(format_args!("{}.{field}", self.place), reason);
    }

    /// A value of that type.
    pub(super) fn value<'a, T: Deserialize<'a>>(&mut self, field: &str, raw: Raw<'a>) -> Option<T> {
        serde_json::from_str(raw?.get()).map_err(|error| self.skip(field, plain(&error))).ok()
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, field: &str, raw: Raw<'_>) -> Option<Vec<String>> {
        self.value(field, raw.map(plain_array))
    }

    /// A text, which may be empty.
    pub(super) fn text<'a>(&mut self, field: &str, raw: Raw<'a>) -> Option<Cow<'a, str>> {
        self.value(field, raw).map(|Text(text)| text)
    }

    /// A text that says something.
    pub(super) fn filled<'a>(&mut self, field: &str, raw: Raw<'a>) -> Option<Cow<'a, str>> {
        self.text(field, raw).filter(|text| !text.trim().is_empty())
    }

    /// A text that says something, or `Some(None)` for an empty one.
    #[allow(clippy::option_option, reason = "not known, none, or one: as ServerFacts has it")]
    pub(super) fn or_none(&mut self, field: &str, raw: Raw<'_>) -> Option<Option<String>> {
        self.text(field, raw).map(|text| Some(text.into_owned()).filter(|text| !text.trim().is_empty()))
    }

    /// A text that says something, read further. What `read` does not know is named, as no `what`.
    pub(super) fn read<T>(
        &mut self,
        field: &str,
        raw: Raw<'_>,
        what: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.filled(field, raw)?;
        let value = read(text.trim());
        if value.is_none() {
            self.skip(field, not_a(&text, what));
        }
        value
    }
}

/// A text, quoted and cut, is no such thing.
pub(super) fn not_a(text: &str, what: &str) -> String {
    let shown: String = text.chars().take(LONGEST).collect();
    format!("{shown:?} is no {what}")
}
