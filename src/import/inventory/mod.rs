//! The collector and its inventory: one script that reads an organization, one versioned JSON file that it writes.
//!
//! ```text
//!   COLLECTOR, run in a shell of Exchange  -->  certificate-inventory.json  --read()-->  Source
//! ```
//!
//! `docs/inventory.md` describes every field. Three rules hold for all of them: `null`, or a field that is not there, is
//! not known; an empty text or list is known to be none; a field that is not listed is passed over, so that a later
//! collector can say more. A value that is wrong is named with its place and is then not known; the rest is read.
//!
//! The text is walked, not built: beside what it says, a reading holds one server's fields at a time.

mod certificate;
mod date;
mod organization;
mod raw;
mod server;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;

use super::source::{ReadError, Source};
use crate::engine::{Origin, Thumbprint};
use raw::{Findings, Raw, each, plain};

/// `Export-CertificateInventory.ps1`, byte for byte: UTF-8 with a byte order mark, pure ASCII, CRLF.
///
/// It runs in Windows PowerShell 5.1 and PowerShell 7, and calls only cmdlets of Exchange that begin with `Get-`.
pub const COLLECTOR: &[u8] = include_bytes!("../../../assets/collector/Export-CertificateInventory.ps1");

/// What `format` says.
const FORMAT: &str = "\"exchcert-inventory\"";
/// The version of the form that is read.
const VERSION: u64 = 1;
/// How far into a text the format is looked for, in characters.
const HEAD: usize = 4096;

/// Whether a JSON text is an inventory: its `format` stands near the start, whatever its version.
pub(super) fn is_inventory(text: &str) -> bool {
    let end = text.char_indices().nth(HEAD).map_or(text.len(), |(at, _)| at);
    let head = text.get(..end).unwrap_or_default().trim_start();
    let says =
        |rest: &str| rest.trim_start().strip_prefix(':').is_some_and(|value| value.trim_start().starts_with(FORMAT));
    head.starts_with('{') && head.split("\"format\"").skip(1).any(says)
}

/// Reads an inventory.
///
/// # Errors
/// [`ReadError::Damaged`] when the text is no JSON to its end, or its version is another one.
pub(super) fn read(text: &str) -> Result<Source, ReadError> {
    let inventory: Inventory<'_> = serde_json::from_str(text).map_err(|error| damaged(&error))?;
    check_version(inventory.version)?;
    let mut reading = Reading::new();
    organization::read(inventory.organization, &mut reading);
    if let Some(servers) = inventory.servers
        && let Err(error) = each(servers, |index, raw| server::read(index, raw, &mut reading))
    {
        reading.findings.add("servers", plain(&error));
    }
    reading.source.skipped = reading.findings.done();
    Ok(reading.source)
}

/// The file as a whole.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Inventory<'a> {
    #[serde(borrow)]
    version: Raw<'a>,
    #[serde(borrow)]
    organization: Raw<'a>,
    #[serde(borrow)]
    servers: Raw<'a>,
}

/// What a reading holds while it goes through the text.
struct Reading {
    source: Source,
    findings: Findings,
    /// Where each server stands that was read, by name and by FQDN in lower case.
    hosts: HashMap<String, usize>,
    /// Certificates that several servers hold are kept once.
    ders: HashMap<Thumbprint, Arc<Vec<u8>>>,
    /// The certificates of the server that is being read.
    held: HashSet<Thumbprint>,
}

impl Reading {
    fn new() -> Reading {
        Reading {
            source: Source::new(Origin::Inventory),
            findings: Findings::default(),
            hosts: HashMap::new(),
            ders: HashMap::new(),
            held: HashSet::new(),
        }
    }
}

fn check_version(version: Raw<'_>) -> Result<(), ReadError> {
    let other = |said: String| {
        let reason = format!("{said}; the version that is known here is {VERSION}");
        Err(ReadError::Damaged { place: "version".to_owned(), reason })
    };
    match version.map(|raw| serde_json::from_str::<u64>(raw.get())) {
        Some(Ok(VERSION)) => Ok(()),
        Some(Ok(version)) => other(format!("the inventory has version {version}")),
        Some(Err(_)) => other("the inventory's version is no number".to_owned()),
        None => other("the inventory does not say its version".to_owned()),
    }
}

fn damaged(error: &serde_json::Error) -> ReadError {
    ReadError::Damaged { place: format!("line {}, column {}", error.line(), error.column()), reason: plain(error) }
}
