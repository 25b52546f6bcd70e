//! Whom an organization trusts, read from its files and, where it says so, from this machine.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::organization::TrustFiles;
use super::problem::{Problem, ProblemKind};
use super::read::{self, LARGEST_DOCUMENT};
use crate::engine::{ChainEnd, Evidence, Facts, Moment, RootCaType, Thumbprint, Trust, TrustKind};
use crate::x509::{self, Authorities, ReadError, Verdict};

/// The type of a trusted root of which the organization does not say more: one that was put into the servers' Trusted
/// Root store by hand.
const UNTYPED_ROOT: RootCaType = RootCaType::Registry;

/// The type of a root that this machine's system trusts: its maker's programme put it there, as Windows keeps those of its
/// own programme among the Third-Party Root Certification Authorities.
const SYSTEM_ROOT: RootCaType = RootCaType::ThirdParty;

/// The roots that this machine's system trusts.
#[derive(Clone, Debug, Default)]
pub struct SystemRoots {
    /// Where they are, for people.
    pub place: String,
    /// Each as DER.
    pub roots: Vec<Vec<u8>>,
    /// What could not be read, and why.
    pub problems: Vec<String>,
}

/// Reads the roots of this machine. The store itself looks at no environment.
pub type ReadSystemRoots = fn() -> SystemRoots;

/// The roots of this machine, read when an organization wants them and then remembered.
#[derive(Debug, Default)]
pub(super) struct System {
    read: Option<ReadSystemRoots>,
    found: Option<Arc<SystemRoots>>,
}

impl System {
    pub(super) fn new(read: ReadSystemRoots) -> System {
        System { read: Some(read), found: None }
    }

    fn roots(&mut self) -> Option<Arc<SystemRoots>> {
        let read = self.read?;
        Some(self.found.get_or_insert_with(|| Arc::new(read())).clone())
    }
}

/// Whom an organization trusts.
#[derive(Debug, Default)]
pub(super) struct Trusted {
    /// SHA-256 over the names and contents of the files.
    revision: Vec<u8>,
    authorities: Authorities,
    /// Where a root stands.
    types: HashMap<Thumbprint, RootCaType>,
    problems: Vec<Problem>,
    /// An authority's file could not be read, so that "no chain" may only mean that.
    incomplete: bool,
}

/// A link in `trust/` must not make whoever opens a foreign organization read elsewhere. What is not there is told by
/// whoever reads it.
fn inside(root: &Path, file: &Path) -> Result<(), Problem> {
    const OUT: &str = "it is a link that leads out of the organization; put the file itself into its place";
    let Some((file, root)) = fs::canonicalize(root.join(file)).ok().zip(fs::canonicalize(root).ok()) else {
        return Ok(());
    };
    if file.starts_with(root) {
        return Ok(());
    }
    Err(Problem::of(&file, ProblemKind::Certificate { reason: OUT.to_owned() }))
}

impl Trusted {
    pub(super) fn read(root: &Path, files: &TrustFiles, system: &mut System) -> Trusted {
        let mut trusted = Trusted::default();
        let mut hashed = format!("{files:?}").into_bytes();
        let kinds = [
            (TrustKind::Intermediate, &files.intermediates),
            (TrustKind::Root, &files.roots),
            (TrustKind::RevocationList, &files.revocation_lists),
        ];
        for (kind, names) in kinds {
            for name in names {
                let root_type = files.root_types.get(name).copied().unwrap_or(UNTYPED_ROOT);
                trusted.file(root, kind, name, root_type, &mut hashed);
            }
        }
        if files.system_roots {
            trusted.system(system);
        }
        trusted.revision = x509::sha256(&hashed).to_vec();
        trusted
    }

    /// Takes a file in; what is in it joins `hashed`.
    fn file(&mut self, root: &Path, kind: TrustKind, name: &str, root_type: RootCaType, hashed: &mut Vec<u8>) {
        let path = Path::new(name);
        let added = match inside(root, path).and_then(|()| read::bytes(&root.join(path), LARGEST_DOCUMENT)) {
            Ok(bytes) => {
                hashed.extend_from_slice(&x509::sha256(&bytes));
                let refused =
                    |error: ReadError| Problem::of(path, ProblemKind::Certificate { reason: error.to_string() });
                self.add(kind, &bytes, root_type).map_err(refused)
            }
            Err(problem) => {
                hashed.push(0);
                Err(Problem { path: path.to_path_buf(), ..problem })
            }
        };
        if let Err(problem) = added {
            self.incomplete |= kind != TrustKind::RevocationList;
            self.problems.push(problem);
        }
    }

    fn add(&mut self, kind: TrustKind, bytes: &[u8], root_type: RootCaType) -> Result<(), ReadError> {
        match kind {
            TrustKind::Root => {
                self.authorities.add_roots(bytes)?;
                for der in x509::certificates(bytes)? {
                    self.types.entry(x509::thumbprint(&der)).or_insert(root_type);
                }
            }
            TrustKind::Intermediate => {
                self.authorities.add_intermediates(bytes)?;
            }
            TrustKind::RevocationList => {
                self.authorities.add_revocation_lists(bytes)?;
            }
        }
        Ok(())
    }

    /// Adds the roots of this machine. One that cannot serve is left out: a system has dozens, and nobody put them into
    /// the organization by hand.
    fn system(&mut self, system: &mut System) {
        let Some(found) = system.roots() else { return };
        let problem =
            |reason: &str| Problem::of(Path::new(&found.place), ProblemKind::Certificate { reason: reason.to_owned() });
        self.problems.extend(found.problems.iter().map(|reason| problem(reason)));
        for der in &found.roots {
            if let Err(error) = self.add(TrustKind::Root, der, SYSTEM_ROOT) {
                self.problems.push(problem(&error.to_string()));
            }
        }
    }

    /// What is wrong with the files.
    pub(super) fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// SHA-256 over what was read.
    pub(super) fn revision(&self) -> &[u8] {
        &self.revision
    }

    pub(super) fn judge(&self, der: &[u8], facts: &Facts, now: Moment) -> (Verdict, RootCaType) {
        let verdict = self.authorities.verdict(der, facts, now);
        let root = match &verdict.trust {
            Trust::Untrusted if self.incomplete => {
                return (Verdict { trust: Trust::Unknown, ..verdict }, RootCaType::Unknown);
            }
            Trust::Untrusted | Trust::SelfSigned => RootCaType::None,
            _ => verdict.evidence.as_ref().map_or(RootCaType::None, |evidence| self.root_type(evidence)),
        };
        (verdict, root)
    }

    /// Where the root at the end of a chain stands.
    fn root_type(&self, evidence: &Evidence) -> RootCaType {
        let root = evidence.authorities.last().filter(|_| evidence.end == ChainEnd::Root);
        root.and_then(|root| self.types.get(&root.thumbprint)).copied().unwrap_or_default()
    }
}
