//! Documents and journal lines as bytes, without a disk: what is read, written and refused, for fuzzers and for tests from
//! outside. The store itself goes the same ways.

use std::path::Path;

use super::entry::Entry;
use super::harmless::harmless;
use super::organization::{self, ORGANIZATION_FILE, OrganizationFile};
use super::problem::Problem;
use super::seal::{check, sealed};
use super::{organization_write, read, server, write};
use crate::engine::{OrganizationIntake, Part, Server, ServerName};

/// What a server's document is called here.
const DOCUMENT: &str = "server.toml";

/// What `organization.toml` says.
///
/// # Errors
/// As [`Store::organization`](super::Store::organization).
pub fn organization(bytes: &[u8]) -> Result<OrganizationFile, Problem> {
    organization::read(ORGANIZATION_FILE.as_ref(), bytes)
}

/// What a server's document says, where no certificate has a file.
///
/// # Errors
/// As [`Store::open`](super::Store::open).
pub fn server(name: &ServerName, bytes: &[u8]) -> Result<Server, Problem> {
    server::read(DOCUMENT.as_ref(), name, bytes, &|_, _| false)
}

/// A server's document after a part of a plan, which brings no certificates.
///
/// # Errors
/// [`Problem`] when it cannot be read, or cannot be changed as it is laid out.
pub fn changed(bytes: &[u8], part: &Part) -> Result<String, Problem> {
    let path: &Path = DOCUMENT.as_ref();
    write::splice(path, read::text(path, bytes)?, part)
}

/// A server's document that says `after`, as an import writes it.
///
/// # Errors
/// As [`changed`].
pub fn rewritten(bytes: &[u8], after: &Server) -> Result<String, Problem> {
    let path: &Path = DOCUMENT.as_ref();
    Ok(write::write(path, read::text(path, bytes)?, after, &|_, _| false)?.text)
}

/// `organization.toml` after an import.
///
/// # Errors
/// As [`changed`].
pub fn organization_rewritten(bytes: &[u8], intake: &OrganizationIntake) -> Result<String, Problem> {
    let path: &Path = ORGANIZATION_FILE.as_ref();
    organization_write::write(path, read::text(path, bytes)?, intake)
}

/// What a journal line says, and whether it is as it was written.
///
/// # Errors
/// Why it is none.
pub fn entry(line: &[u8]) -> Result<(Entry, bool), String> {
    let entry = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    Ok((entry, check(line).is_ok()))
}

/// The journal line of an entry, without its line break.
///
/// # Errors
/// Why there is none.
pub fn line(entry: &Entry) -> Result<String, String> {
    let json = serde_json::to_string(entry).map_err(|error| error.to_string())?;
    Ok(sealed(&harmless(&json)))
}
