//! What an inventory says, and what becomes of one that is wrong.

mod collector;
mod hostile;
#[path = "../../../../benches/support/inventory.rs"]
mod made;
mod papers;
mod reading;

use crate::import::source::{CertificateFacts, ServerFacts, Source};
use crate::import::{Options, read};

/// As Windows PowerShell 5.1 writes it: five servers, one of which did not answer.
const WINDOWS: &str = include_str!("../../../../tests/fixtures/import/inventory/windows-powershell.json");
/// As PowerShell 7 writes it: one of everything that is a list.
const SEVEN: &str = include_str!("../../../../tests/fixtures/import/inventory/powershell-7.json");
/// From a session without Exchange's types.
const DEGRADED: &str = include_str!("../../../../tests/fixtures/import/inventory/degraded.json");

/// Read as any file is.
fn of(text: &str) -> Source {
    read(text.as_bytes(), &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// An inventory of one server with these fields.
fn server(fields: &str) -> String {
    format!(r#"{{"format": "exchcert-inventory", "version": 1, "servers": [{{"name": "EX01", {fields}}}]}}"#)
}

/// An inventory of one certificate with these fields.
fn certificate(fields: &str) -> String {
    server(&format!(r#""certificates": [{{{fields}}}]"#))
}

/// What could not be read, as `place: reason`.
fn skipped(source: &Source) -> Vec<String> {
    source.skipped.iter().map(|skipped| format!("{}: {}", skipped.place, skipped.reason)).collect()
}

fn server_of<'a>(source: &'a Source, name: &str) -> &'a ServerFacts {
    source.servers.iter().find(|server| server.server == name).unwrap()
}

/// The certificate of a server whose thumbprint begins so.
fn certificate_of<'a>(source: &'a Source, server: &str, thumbprint: &str) -> &'a CertificateFacts {
    let of_server = source.certificates.iter().filter(|found| found.server.as_deref() == Some(server));
    of_server.into_iter().find(|found| found.thumbprint.to_string().starts_with(thumbprint)).unwrap()
}
