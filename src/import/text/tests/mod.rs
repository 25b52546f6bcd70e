//! Exports as text, as administrators have them.

mod dates;
mod forms;
mod hostile;
mod lists;
mod round_trip;

use crate::engine::{Moment, Service, ServiceSet, Thumbprint};
use crate::import::{CertificateFacts, Culture, Options, ReadError, Source};

/// The fixtures; `tests/fixtures/import/text/make.py` makes them.
macro_rules! fixtures {
    ($($name:literal),* $(,)?) => {
        const FIXTURES: &[(&str, &[u8])] = &[
            $(($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import/text/", $name)))),*
        ];
    };
}

fixtures!(
    "whole-5.1.json",
    "projection-7.json",
    "value-count-5.1.json",
    "session.json",
    "export-5.1.csv",
    "semicolon.csv",
    "session.txt",
    "german.txt",
    "australian.txt",
    "american.txt",
    "ambiguous.txt",
    "cut.txt",
    "table-2010.txt",
    "table-2013.txt",
    "companions.txt",
    "companions.json",
);

const OWN: &str = "0823404865A0BF91E8C43D9E35CA5911D1EA3CAE";
const MAIL: &str = "434AC224C8459924B26521298CE8834C514856AB";
const REQUEST: &str = "46A77726B080D6F079745B6B37BBFDCD6FE533B7";

/// 2027-03-14T00:59:59Z and 2026-03-13T01:00:00Z: the validity of [`MAIL`].
const NOT_AFTER: Moment = Moment(1_804_985_999);
const NOT_BEFORE: Moment = Moment(1_773_363_600);

fn fixture(name: &str) -> &'static [u8] {
    FIXTURES.iter().find(|(known, _)| *known == name).unwrap().1
}

/// Reads a text as the file it would be.
fn read_as(bytes: &[u8], culture: Option<Culture>) -> Result<Source, ReadError> {
    crate::import::read(bytes, &Options { culture, password: None })
}

#[track_caller]
fn read(bytes: impl AsRef<[u8]>) -> Source {
    read_as(bytes.as_ref(), None).unwrap()
}

#[track_caller]
fn certificate<'a>(source: &'a Source, thumbprint: &str) -> &'a CertificateFacts {
    let thumbprint: Thumbprint = thumbprint.parse().unwrap();
    source.certificates.iter().find(|facts| facts.thumbprint == thumbprint).unwrap()
}

/// The one certificate of a text.
#[track_caller]
fn one(text: &str) -> CertificateFacts {
    let mut source = read(text);
    assert_eq!(source.certificates.len(), 1, "{source:?}");
    source.certificates.remove(0)
}

fn services(names: &[Service]) -> ServiceSet {
    names.iter().copied().collect()
}

/// The remarks of a source, one after the other.
fn remarks(source: &Source) -> String {
    source.skipped.iter().map(|skipped| format!("{}: {}\n", skipped.place, skipped.reason)).collect::<Vec<_>>().concat()
}
