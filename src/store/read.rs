//! Reading TOML so that every complaint has a line and a column.
//!
//! Unknown keys are nobody's business here: they are ignored, and a write keeps them.

use std::borrow::Borrow;
use std::fs::{self, File};
use std::io::Read;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Problem, ProblemKind};
use super::time;
use crate::engine::{Moment, Thumbprint};

/// The largest document read, in bytes.
pub const LARGEST_DOCUMENT: u64 = 16 << 20;
/// The largest certificate, request or trust file read, in bytes.
pub const LARGEST_CERTIFICATE: u64 = 1 << 20;

/// The one schema version there is.
const SCHEMA: i64 = 1;

/// Opens a file to read it.
pub(super) fn open(path: &Path) -> Result<File, Problem> {
    // Opening a pipe would wait for somebody to write into it.
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(Problem::of(path, ProblemKind::NotAFile));
    }
    File::open(path).map_err(|error| Problem::io(path, &error))
}

/// A whole file, if it is not larger than `limit` bytes.
pub(super) fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file of the limit's size from a larger one, whatever its metadata say.
    let read = open(path)?.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| Problem::io(path, &error))?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > limit { Err(Problem::of(path, ProblemKind::TooLarge { limit })) } else { Ok(bytes) }
}

/// A document's bytes as text.
pub(super) fn text<'t>(path: &Path, bytes: &'t [u8]) -> Result<&'t str, Problem> {
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok());
        Problem::at(path, valid.unwrap_or_default(), error.valid_up_to(), ProblemKind::NotUtf8)
    })
}

/// Parses a document's text.
pub(super) fn parse<'t>(path: &Path, text: &'t str) -> Result<DeTable<'t>, Problem> {
    DeTable::parse(text).map(Spanned::into_inner).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        Problem::at(path, text, offset, ProblemKind::Syntax { message: error.message().to_owned() })
    })
}

/// A table of a document, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Table<'d> {
    path: &'d Path,
    text: &'d str,
    name: &'d str,
    values: &'d DeTable<'d>,
    start: usize,
}

/// A value and the bytes it stands on.
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

/// A value and its key.
pub(super) type Keyed<'d, T> = (&'d str, T);

impl<'d> Table<'d> {
    /// The document itself.
    pub(super) fn root(path: &'d Path, text: &'d str, values: &'d DeTable<'d>) -> Self {
        Table { path, text, name: "", values, start: 0 }
    }

    pub(super) fn label(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    fn get(&self, key: &str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.values.get(key)
    }

    /// The problem with a value of this table.
    pub(super) fn problem(&self, span: &Range<usize>, kind: ProblemKind) -> Problem {
        Problem::at(self.path, self.text, span.start, kind)
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: &'static str) -> Problem {
        let found = value.get_ref().type_str();
        self.problem(&value.span(), ProblemKind::WrongType { key: self.label(key), expected, found })
    }

    /// A value that is not one of those the key can have.
    pub(super) fn bad(&self, key: &str, found: &Found<&str>, expected: &'static str) -> Problem {
        let value = found.value.to_owned();
        self.problem(&found.span, ProblemKind::BadValue { key: self.label(key), value, expected })
    }

    /// A required key is not there.
    pub(super) fn missing(&self, key: &str) -> Problem {
        self.problem(&(self.start..self.start), ProblemKind::Missing { key: self.label(key) })
    }

    /// Fails unless `schema` is the version this program knows.
    pub(super) fn schema(&self) -> Result<(), Problem> {
        let value = self.get("schema").ok_or_else(|| self.missing("schema"))?;
        let number = value.get_ref().as_integer().ok_or_else(|| self.wrong("schema", value, "an integer"))?;
        if i64::from_str_radix(number.as_str(), number.radix()) == Ok(SCHEMA) {
            return Ok(());
        }
        Err(self.problem(&value.span(), ProblemKind::UnknownSchema { found: number.to_string() }))
    }

    pub(super) fn string(&self, key: &str) -> Result<Option<Found<&'d str>>, Problem> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let text = value.get_ref().as_str().ok_or_else(|| self.wrong(key, value, "a string"))?;
        Ok(Some(Found { value: text, span: value.span() }))
    }

    pub(super) fn required(&self, key: &str) -> Result<Found<&'d str>, Problem> {
        self.string(key)?.ok_or_else(|| self.missing(key))
    }

    /// An optional string as the engine keeps it.
    pub(super) fn owned(&self, key: &str) -> Result<Option<String>, Problem> {
        Ok(self.string(key)?.map(|found| found.value.to_owned()))
    }

    pub(super) fn boolean(&self, key: &str) -> Result<Option<bool>, Problem> {
        let Some(value) = self.get(key) else { return Ok(None) };
        value.get_ref().as_bool().map(Some).ok_or_else(|| self.wrong(key, value, "true or false"))
    }

    pub(super) fn number(&self, key: &str) -> Result<Option<u32>, Problem> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let number = value.get_ref().as_integer().ok_or_else(|| self.wrong(key, value, "an integer"))?;
        let text = number.to_string();
        let found = Found { value: text.as_str(), span: value.span() };
        let parsed = u32::from_str_radix(number.as_str(), number.radix());
        parsed.map(Some).map_err(|_| self.bad(key, &found, "a number of at most 32 bits"))
    }

    /// A moment: an RFC 3339 string or a TOML datetime with an offset.
    pub(super) fn moment(&self, key: &str) -> Result<Option<Moment>, Problem> {
        const EXPECTED: &str = "a moment such as \"2026-11-21T09:00:00Z\"";
        let Some(value) = self.get(key) else { return Ok(None) };
        let written;
        let (moment, text) = match value.get_ref() {
            DeValue::String(text) => (time::moment(text), text.borrow()),
            DeValue::Datetime(datetime) => {
                written = datetime.to_string();
                (time::from_toml(datetime), written.as_str())
            }
            _ => return Err(self.wrong(key, value, EXPECTED)),
        };
        let found = Found { value: text, span: value.span() };
        moment.map(Some).ok_or_else(|| self.bad(key, &found, EXPECTED))
    }

    pub(super) fn strings(&self, key: &str) -> Result<Option<Vec<Found<&'d str>>>, Problem> {
        const EXPECTED: &str = "a list of strings";
        let Some(value) = self.get(key) else { return Ok(None) };
        let list = value.get_ref().as_array().ok_or_else(|| self.wrong(key, value, EXPECTED))?;
        let found = list.iter().map(|element| match element.get_ref().as_str() {
            Some(text) => Ok(Found { value: text, span: element.span() }),
            None => Err(self.wrong(key, element, EXPECTED)),
        });
        found.collect::<Result<Vec<_>, _>>().map(Some)
    }

    fn read_thumbprint(&self, key: &str, found: &Found<&str>) -> Result<Thumbprint, Problem> {
        found.value.parse().map_err(|_| self.bad(key, found, "a thumbprint of 40 hexadecimal digits"))
    }

    pub(super) fn thumbprint(&self, key: &str) -> Result<Option<Thumbprint>, Problem> {
        self.string(key)?.map(|found| self.read_thumbprint(key, &found)).transpose()
    }

    pub(super) fn required_thumbprint(&self, key: &str) -> Result<Thumbprint, Problem> {
        self.read_thumbprint(key, &self.required(key)?)
    }

    /// A list of thumbprints; an absent key is an empty one.
    pub(super) fn thumbprints(&self, key: &str) -> Result<Vec<Thumbprint>, Problem> {
        let found = self.strings(key)?.unwrap_or_default();
        found.iter().map(|found| self.read_thumbprint(key, found)).collect()
    }

    /// One of a few words, in any case.
    pub(super) fn word<T: Copy>(
        &self,
        key: &str,
        words: &[(&str, T)],
        expected: &'static str,
    ) -> Result<Option<T>, Problem> {
        let Some(found) = self.string(key)? else { return Ok(None) };
        let word = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(found.value));
        word.map(|(_, meaning)| Some(*meaning)).ok_or_else(|| self.bad(key, &found, expected))
    }

    /// A table inside this one.
    pub(super) fn table(&self, name: &'d str) -> Result<Option<Table<'d>>, Problem> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let values = value.get_ref().as_table().ok_or_else(|| self.wrong(name, value, "a table"))?;
        Ok(Some(Table { name, values, start: value.span().start, ..*self }))
    }

    /// A list of tables inside this one; an absent key is an empty one.
    pub(super) fn tables(&self, name: &'d str) -> Result<Vec<Table<'d>>, Problem> {
        const EXPECTED: &str = "a list of tables";
        let Some(value) = self.get(name) else { return Ok(Vec::new()) };
        let list = value.get_ref().as_array().ok_or_else(|| self.wrong(name, value, EXPECTED))?;
        let tables = list.iter().map(|element| match element.get_ref().as_table() {
            Some(values) => Ok(Table { name, values, start: element.span().start, ..*self }),
            None => Err(self.wrong(name, element, EXPECTED)),
        });
        tables.collect()
    }

    /// Every key, and where it stands.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&'d str, Range<usize>)> + use<'d> {
        self.values.keys().map(|key| (&**key.get_ref(), key.span()))
    }

    /// Every key with its list of strings.
    pub(super) fn lists(&self) -> Result<Vec<Keyed<'d, Vec<Found<&'d str>>>>, Problem> {
        let keys = self.values.keys().map(|key| &**key.get_ref());
        keys.map(|key| Ok((key, self.strings(key)?.unwrap_or_default()))).collect()
    }

    /// Every key with its string.
    pub(super) fn pairs(&self) -> Result<Vec<Keyed<'d, Found<&'d str>>>, Problem> {
        let keys = self.values.keys().map(|key| &**key.get_ref());
        keys.map(|key| Ok((key, self.required(key)?))).collect()
    }
}
