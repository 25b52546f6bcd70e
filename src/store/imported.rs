//! What an import writes: the certificate's own file first, then its block in the server's document.

use std::fs;
use std::path::Path;

use super::certificates::Library;
use super::disk::{Prepared, sync_directory};
use super::fault::{self, Point};
use super::links::stays_inside;
use super::listed::HasFile;
use super::lock::refused;
use super::problem::{ApplyError, Problem, ProblemKind};
use super::read::{self, Table};
use super::{server, write};
use crate::engine::{Arrival, Part};
use crate::x509::{self, Document};

/// The document's text after a part that imports certificates, and whatever else it does.
pub(super) fn splice(path: &Path, text: &str, part: &Part, library: &Library) -> Result<String, Problem> {
    // The files come before the document does.
    let has_file: &HasFile<'_> =
        &|kind, thumbprint| part.arrival(thumbprint).is_some() || library.has(kind, thumbprint);
    let values = read::parse(path, text)?;
    let before = server::read_parsed(Table::root(path, text, &values), &part.server, has_file)?;
    Ok(write::write(path, text, &before.after(part), has_file)?.text)
}

/// Writes the file of a certificate, unless there is one that holds it. A file of that name that holds something else is
/// left alone and is the reason why nothing is imported.
pub(super) fn keep(arrival: &Arrival, root: &Path, library: &Library) -> Result<(), ApplyError> {
    match library.certificate(arrival.thumbprint()) {
        Ok(_) => return Ok(()),
        Err(Problem { kind: ProblemKind::NotFound, .. }) => {}
        Err(problem) => return Err(problem.into()),
    }
    let path = library.path_of(arrival.thumbprint());
    if let Some(directory) = path.parent() {
        stays_inside(root, directory)?;
        if !directory.exists() {
            let made = fault::at(Point::Directory).and_then(|()| fs::create_dir(directory));
            made.map_err(|error| refused(directory, &error))?;
            sync_directory(root)?;
        }
    }
    let pem = x509::to_pem(&arrival.der, Document::Certificate);
    Prepared::making(&path, pem.as_bytes())?.forced()?.commit()
}
