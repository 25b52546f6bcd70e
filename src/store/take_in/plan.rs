//! What an import will write, found out before anything is written: every document compared with what the import was
//! merged into, every text made and read again, every file checked to be what it is said to be.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{CERTIFICATES, Import, TRUST};
use crate::engine::{
    CertificateFile, Intake, Kind, OrganizationIntake, Revision, Server, ServerIntake, ServerName, Thumbprint,
    TrustFile, TrustKind,
};
use crate::store::directory::{SERVERS, document_path, listing};
use crate::store::entry::Entry;
use crate::store::links::stays_inside;
use crate::store::organization::{self, ORGANIZATION_FILE, OrganizationFile, check_name, same_name};
use crate::store::print::print;
use crate::store::problem::{ApplyError, Problem, ProblemKind};
use crate::store::read::{self, LARGEST_DOCUMENT};
use crate::store::revision::revision;
use crate::store::write::{Written, said, write};
use crate::store::{Context, organization_write, server};
use crate::x509::{self, Document as Kept};

/// A document that is made or replaced.
#[derive(Debug)]
pub(super) struct Document {
    /// The server, or [`ORGANIZATION_FILE`].
    pub(super) name: ServerName,
    pub(super) path: PathBuf,
    pub(super) text: String,
    /// There is none yet.
    pub(super) new: bool,
    pub(super) revision: Revision,
    pub(super) entry: Entry,
}

/// A file that is made.
#[derive(Debug)]
pub(super) struct NewFile<'i> {
    pub(super) path: PathBuf,
    contents: Contents<'i>,
}

#[derive(Debug)]
enum Contents<'i> {
    Certificate(&'i [u8]),
    Pem(String),
}

impl NewFile<'_> {
    /// What it will hold: PEM.
    pub(super) fn bytes(&self) -> String {
        match &self.contents {
            Contents::Certificate(der) => x509::to_pem(der, Kept::Certificate),
            Contents::Pem(pem) => pem.clone(),
        }
    }
}

/// Everything that is to be written; the organization's own document first, since what protects certificates stands in it.
#[derive(Debug, Default)]
pub(super) struct Planned<'i> {
    pub(super) documents: Vec<Document>,
    pub(super) files: Vec<NewFile<'i>>,
}

/// A server's document as it is.
struct Found<'i> {
    intake: &'i ServerIntake,
    path: PathBuf,
    bytes: Option<Vec<u8>>,
}

pub(super) fn plan<'i>(import: &Import<'_>, intake: &'i Intake, context: &Context) -> Result<Planned<'i>, ApplyError> {
    let organization = intake.organization.as_ref().map(|wanted| found_organization(import, wanted)).transpose()?;
    let servers = found_servers(import, &intake.servers)?;
    let mut planned = Planned { files: certificates(import, &intake.certificates)?, ..Planned::default() };
    if let (Some(wanted), Some(text)) = (&intake.organization, organization) {
        planned.files.extend(trust(import, &wanted.trust)?);
        planned.documents.extend(plan_organization(import, intake, wanted, &text, context)?);
    }
    let coming: HashSet<Thumbprint> = intake.certificates.iter().map(|file| file.thumbprint).collect();
    let has_file = |kind: &Kind, thumbprint| coming.contains(&thumbprint) || import.library.has(kind, thumbprint);
    for found in servers {
        planned.documents.extend(plan_server(intake, found, &has_file, context)?);
    }
    Ok(planned)
}

fn conflict(name: &ServerName, expected: Revision, found: Revision) -> ApplyError {
    ApplyError::Conflict { server: name.clone(), expected, found }
}

/// The bytes of a document that is to be replaced.
fn bytes(root: &Path, path: &Path, name: &ServerName, base: Revision) -> Result<Vec<u8>, ApplyError> {
    stays_inside(root, path)?;
    let bytes = read::bytes(path, LARGEST_DOCUMENT)?;
    let found = revision(&bytes);
    if found != base {
        return Err(conflict(name, base, found));
    }
    if fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly()) {
        return Err(ApplyError::ReadOnly);
    }
    Ok(bytes)
}

fn found_organization(import: &Import<'_>, wanted: &OrganizationIntake) -> Result<Vec<u8>, ApplyError> {
    bytes(import.root, &import.root.join(ORGANIZATION_FILE), &ServerName::new(ORGANIZATION_FILE), wanted.base)
}

fn found_servers<'i>(import: &Import<'_>, servers: &'i [ServerIntake]) -> Result<Vec<Found<'i>>, ApplyError> {
    let (there, _) = listing(import.root)?;
    let mut named: HashSet<String> = HashSet::new();
    let mut found = Vec::with_capacity(servers.len());
    for intake in servers {
        let name = intake.name();
        let path = document_path(import.root, name)?;
        if !named.insert(name.as_str().to_lowercase()) {
            return Err(Problem::of(&path, ProblemKind::Exists).into());
        }
        let bytes = if let Some(base) = intake.base {
            Some(bytes(import.root, &path, name, base)?)
        } else {
            is_new(import.root, name, &there)?;
            None
        };
        found.push(Found { intake, path, bytes });
    }
    Ok(found)
}

/// A server that is to be new must not be there, in any case.
fn is_new(root: &Path, name: &ServerName, there: &[ServerName]) -> Result<(), ApplyError> {
    if let Some(same) = there.iter().find(|there| same_name(there.as_str(), name.as_str())) {
        let theirs = read::bytes(&document_path(root, same)?, LARGEST_DOCUMENT);
        let theirs = theirs.map_or(Revision::default(), |bytes| revision(&bytes));
        return Err(conflict(name, Revision::default(), theirs));
    }
    Ok(stays_inside(root, &root.join(SERVERS))?)
}

/// The certificates that are not there yet. One that is there has to be the one that its name says.
fn certificates<'i>(import: &Import<'_>, coming: &'i [CertificateFile]) -> Result<Vec<NewFile<'i>>, Problem> {
    let directory = import.root.join(CERTIFICATES);
    let mut seen = HashSet::new();
    let mut files = Vec::new();
    for CertificateFile { thumbprint, der } in coming {
        if !seen.insert(*thumbprint) {
            continue;
        }
        if import.library.has(&Kind::Issued, *thumbprint) {
            import.library.certificate(*thumbprint)?;
            continue;
        }
        let path = directory.join(format!("{thumbprint}.pem"));
        let unfit = |reason: String| Problem::of(&path, ProblemKind::Certificate { reason });
        // Nothing but a certificate gets in, and under no other name than its own.
        let facts = x509::facts(der).map_err(|error| unfit(error.to_string()))?;
        if facts.thumbprint != *thumbprint {
            return Err(unfit(format!("the certificate in it is another one, {}", facts.thumbprint)));
        }
        let contents = Contents::Certificate(der);
        files.push(NewFile { path, contents });
    }
    if !files.is_empty() {
        stays_inside(import.root, &directory)?;
    }
    Ok(files)
}

/// The trust files that are not there yet. One that is there has to hold the same.
fn trust<'i>(import: &Import<'_>, coming: &[TrustFile]) -> Result<Vec<NewFile<'i>>, Problem> {
    let mut files: Vec<NewFile<'i>> = Vec::new();
    for file in coming {
        let path = import.root.join(&file.name);
        let own = file.name.strip_prefix("trust/").unwrap_or_default();
        check_name(&path, &ServerName::new(own))?;
        let pem = kept(file.kind, &file.bytes, &path)?;
        let known = match files.iter().find(|known| known.path == path) {
            Some(NewFile { contents: Contents::Pem(known), .. }) => Some(known.clone()),
            _ if fs::symlink_metadata(&path).is_ok() => {
                Some(kept(file.kind, &read::bytes(&path, LARGEST_DOCUMENT)?, &path)?)
            }
            _ => None,
        };
        match known {
            Some(known) if known == pem => {}
            Some(_) => return Err(Problem::of(&path, ProblemKind::Exists)),
            None => files.push(NewFile { path, contents: Contents::Pem(pem) }),
        }
    }
    if !files.is_empty() {
        stays_inside(import.root, &import.root.join(TRUST))?;
    }
    Ok(files)
}

/// What is kept of a trust file: the certificates or lists in it, and nothing that stands beside them.
fn kept(kind: TrustKind, bytes: &[u8], path: &Path) -> Result<String, Problem> {
    let unfit = |reason: String| Problem::of(path, ProblemKind::Certificate { reason });
    let (read, document): (fn(&[u8]) -> _, _) = match kind {
        TrustKind::Root | TrustKind::Intermediate => (x509::certificates, Kept::Certificate),
        TrustKind::RevocationList => (x509::revocation_lists, Kept::RevocationList),
    };
    let found = read(bytes).map_err(|error: x509::ReadError| unfit(error.to_string()))?;
    let pem: String = found.iter().map(|der| x509::to_pem(der, document)).collect();
    fits(path, &pem)?;
    Ok(pem)
}

/// Nothing is written that is larger than what is read.
fn fits(path: &Path, text: &str) -> Result<(), Problem> {
    let size = u64::try_from(text.len()).unwrap_or(u64::MAX);
    let limit = LARGEST_DOCUMENT;
    if size > limit { Err(Problem::of(path, ProblemKind::TooLarge { limit })) } else { Ok(()) }
}

fn plan_organization(
    import: &Import<'_>,
    intake: &Intake,
    wanted: &OrganizationIntake,
    bytes: &[u8],
    context: &Context,
) -> Result<Option<Document>, ApplyError> {
    let path = import.root.join(ORGANIZATION_FILE);
    let before = organization::read(&path, bytes)?;
    let old = read::text(&path, bytes)?;
    let text = organization_write::write(&path, old, wanted)?;
    if text == old {
        return Ok(None);
    }
    fits(&path, &text)?;
    let revision = revision(text.as_bytes());
    let after = OrganizationFile { revision, ..organization_write::after(&before, wanted) };
    let entry = Entry::organization_import(&intake.sources, context, &before, &after);
    Ok(Some(Document { name: ServerName::new(ORGANIZATION_FILE), path, text, new: false, revision, entry }))
}

fn plan_server(
    intake: &Intake,
    Found { intake: wanted, path, bytes }: Found<'_>,
    has_file: &dyn Fn(&Kind, Thumbprint) -> bool,
    context: &Context,
) -> Result<Option<Document>, ApplyError> {
    let name = wanted.name().clone();
    let (text, before) = match &bytes {
        None => (printed(&path, &wanted.after, has_file)?, None),
        Some(bytes) => {
            let old = read::text(&path, bytes)?;
            let Written { text, before } = write(&path, old, &wanted.after, has_file)?;
            if text == old {
                return Ok(None);
            }
            (text, Some(Server { revision: revision(bytes), ..before }))
        }
    };
    fits(&path, &text)?;
    let revision = revision(text.as_bytes());
    let after = Server { revision, ..wanted.after.clone() };
    let entry = Entry::server_import(&intake.sources, context, before.as_ref(), &after, &wanted.changes);
    Ok(Some(Document { name, path, text, new: bytes.is_none(), revision, entry }))
}

/// A new document, which has to say what it was printed from.
fn printed(path: &Path, after: &Server, has_file: &dyn Fn(&Kind, Thumbprint) -> bool) -> Result<String, Problem> {
    let text = print(after, has_file);
    let read = server::read(path, &after.name, text.as_bytes(), has_file)?;
    if (Server { revision: Revision::default(), ..read }) == said(after, has_file) {
        return Ok(text);
    }
    Err(Problem::of(path, ProblemKind::CannotSplice { reason: "the result would say something else than was meant" }))
}
