//! What an export says, real ones and our own.

mod authority;
mod certificates;
mod companions;
mod fixtures;
mod hostile;
mod projected;
mod samples;
mod writer;

use super::*;
use crate::import::source::CertificateFacts;

/// A real export of microsoft/CSS-Exchange, as text.
macro_rules! sample {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import/samples/", $name))
    };
}
pub(crate) use sample;

/// What a file of these objects says.
fn said(objects: &[String]) -> Source {
    read(&writer::file(objects)).unwrap()
}

/// The one certificate of a source.
fn only(source: &Source) -> &CertificateFacts {
    let [certificate] = &source.certificates[..] else { panic!("{:?}", source.certificates) };
    certificate
}

/// What was skipped, `object 1: why`.
fn remarks(source: &Source) -> Vec<String> {
    source.skipped.iter().map(|skipped| format!("{}: {}", skipped.place, skipped.reason)).collect()
}
