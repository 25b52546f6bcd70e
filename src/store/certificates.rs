//! The certificate, request and trust files: facts and trust, read when asked for and then remembered.
//!
//! Facts are shared by every server that holds the certificate, and so is its trust, which is judged again when the trust
//! files or the day change.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::organization::TrustFiles;
use super::problem::{Problem, ProblemKind};
use super::read::{self, LARGEST_CERTIFICATE, LARGEST_DOCUMENT};
use crate::engine::{Certificate, DAY, Facts, Kind, Knowledge, Moment, RootCaType, ServerName, Thumbprint, Trust};
use crate::x509::{self, Authorities};

/// What the files say of one certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Its facts, or why there are none.
    pub facts: Knowledge,
    /// Its trust.
    pub trust: Trust,
    /// Where its root stands.
    pub root_ca_type: RootCaType,
}

impl Judged {
    /// What a certificate says already.
    #[must_use]
    pub fn of(certificate: &Certificate) -> Judged {
        let Certificate { facts, trust, root_ca_type, .. } = certificate;
        Judged { facts: facts.clone(), trust: trust.clone(), root_ca_type: *root_ca_type }
    }

    /// Puts it into the certificate.
    pub fn fill(self, certificate: &mut Certificate) {
        certificate.facts = self.facts;
        certificate.trust = self.trust;
        certificate.root_ca_type = self.root_ca_type;
    }
}

/// The certificates of one organization.
#[derive(Debug)]
pub(super) struct Library {
    root: PathBuf,
    facts: HashMap<Thumbprint, Arc<Facts>>,
    /// What the requests ask for, by the thumbprints of what holds their places.
    requests: HashMap<Thumbprint, Arc<Facts>>,
    verdicts: HashMap<Thumbprint, (Trust, RootCaType)>,
    /// The day on which the verdicts were made, in days since 1970.
    day: i64,
    trust: Option<Trusted>,
}

/// Whom the organization trusts, read from its files.
#[derive(Debug, Default)]
struct Trusted {
    /// SHA-256 over the names and contents of the files.
    revision: Vec<u8>,
    authorities: Authorities,
    /// The roots apart by their type, without revocation lists, to see which of them anchors a chain.
    by_type: Vec<(RootCaType, Authorities)>,
    problems: Vec<Problem>,
    /// An authority's file could not be read, so that "no chain" may only mean that.
    incomplete: bool,
}

impl Library {
    pub(super) fn new(root: PathBuf) -> Library {
        Library { root, facts: HashMap::new(), requests: HashMap::new(), verdicts: HashMap::new(), day: 0, trust: None }
    }

    /// `certificates/<THUMBPRINT>.pem`, relative to the organization.
    fn certificate_file(thumbprint: Thumbprint) -> PathBuf {
        Path::new("certificates").join(format!("{thumbprint}.pem"))
    }

    /// `requests/<KEY-ID>.csr`, relative to the organization.
    fn request_file(key_id: &str) -> Result<PathBuf, Problem> {
        let name = Path::new("requests").join(format!("{key_id}.csr"));
        super::organization::check_name(&name, &ServerName::new(key_id))?;
        Ok(name)
    }

    /// Whether there is a file that says more of a certificate or request than what is recorded.
    pub(super) fn has(&self, kind: &Kind, thumbprint: Thumbprint) -> bool {
        let there = |name: PathBuf| self.root.join(name).is_file();
        let request = |key_id: &str| Self::request_file(key_id).is_ok_and(there);
        there(Self::certificate_file(thumbprint)) || matches!(kind, Kind::Request { key_id } if request(key_id))
    }

    /// Reads the trust files (again). Verdicts stay if nothing in them changed.
    pub(super) fn trust(&mut self, files: &TrustFiles) {
        let trusted = Trusted::read(&self.root, files);
        if self.trust.as_ref().is_none_or(|old| old.revision != trusted.revision) {
            self.verdicts.clear();
        }
        self.trust = Some(trusted);
    }

    /// What is wrong with the trust files.
    pub(super) fn problems(&self) -> Vec<Problem> {
        self.trust.as_ref().map(|trusted| trusted.problems.clone()).unwrap_or_default()
    }

    /// Facts and trust of a certificate or request. What the document recorded of it stands.
    pub(super) fn judge(&mut self, certificate: &Certificate, now: Moment) -> Judged {
        if certificate.known().is_some() {
            return Judged::of(certificate);
        }
        if let Kind::Request { key_id } = &certificate.kind {
            let facts = self.request(certificate.thumbprint, key_id);
            return Judged { facts: known(facts), trust: Trust::Unknown, root_ca_type: RootCaType::Unknown };
        }
        let today = now.0.div_euclid(DAY);
        if today != self.day {
            self.verdicts.clear();
            self.day = today;
        }
        let (facts, (trust, root)) = match self.read(certificate.thumbprint, now) {
            Ok(read) => read,
            Err(problem) => {
                let trust =
                    if certificate.trust == Trust::Pending { Trust::Unknown } else { certificate.trust.clone() };
                return Judged { facts: known(Err(problem)), trust, root_ca_type: certificate.root_ca_type };
            }
        };
        let trust = match &certificate.trust {
            Trust::Pending => trust,
            Trust::Trusted if facts.self_signed => Trust::SelfSigned,
            recorded => recorded.clone(),
        };
        let root_ca_type = match certificate.root_ca_type {
            RootCaType::Unknown => root,
            recorded => recorded,
        };
        Judged { facts: Knowledge::Known(facts), trust, root_ca_type }
    }

    fn read(&mut self, thumbprint: Thumbprint, now: Moment) -> Result<(Arc<Facts>, (Trust, RootCaType)), Problem> {
        if let (Some(facts), Some(verdict)) = (self.facts.get(&thumbprint), self.verdicts.get(&thumbprint)) {
            return Ok((facts.clone(), verdict.clone()));
        }
        let (der, read) = self.certificate(thumbprint)?;
        let facts = self.facts.get(&thumbprint).cloned().unwrap_or_else(|| Arc::new(read));
        let verdict = self.trust.as_ref().map_or((Trust::Unknown, RootCaType::Unknown), |t| t.judge(&der, &facts, now));
        self.facts.insert(thumbprint, facts.clone());
        self.verdicts.insert(thumbprint, verdict.clone());
        Ok((facts, verdict))
    }

    /// The certificate in its file, which has to be that one, and what it says.
    pub(super) fn certificate(&self, thumbprint: Thumbprint) -> Result<(Vec<u8>, Facts), Problem> {
        let name = Self::certificate_file(thumbprint);
        let der = self.der(&name, x509::certificates)?;
        let unreadable = |reason: String| Problem::of(&name, ProblemKind::Certificate { reason });
        let found = x509::thumbprint(&der);
        if found != thumbprint {
            return Err(unreadable(format!("the certificate in it is another one, {found}")));
        }
        let facts = x509::facts(&der).map_err(|error| unreadable(error.to_string()))?;
        Ok((der, facts))
    }

    /// What a pending request asks for: from the request, or from the certificate that holds its place until it is
    /// answered, which has the same names and the same key.
    fn request(&mut self, placeholder: Thumbprint, key_id: &str) -> Result<Arc<Facts>, Problem> {
        if let Some(facts) = self.requests.get(&placeholder) {
            return Ok(facts.clone());
        }
        let name = Self::request_file(key_id)?;
        let unreadable = |error: x509::ReadError| ProblemKind::Certificate { reason: error.to_string() };
        let facts = match self.der(&name, x509::requests) {
            Ok(der) => x509::request_facts(&der, placeholder).map_err(|error| Problem::of(&name, unreadable(error)))?,
            Err(Problem { kind: ProblemKind::NotFound, .. }) if self.has(&Kind::Issued, placeholder) => {
                asked_for(self.certificate(placeholder)?.1)
            }
            Err(problem) => return Err(problem),
        };
        let facts = Arc::new(facts);
        self.requests.insert(placeholder, facts.clone());
        Ok(facts)
    }

    /// The first document in a file, which is named relative to the organization in what can go wrong.
    fn der(&self, name: &Path, read: Reading) -> Result<Vec<u8>, Problem> {
        let unreadable = |reason: String| Problem::of(name, ProblemKind::Certificate { reason });
        let bytes = read::bytes(&self.root.join(name), LARGEST_CERTIFICATE)
            .map_err(|problem| Problem { path: name.to_path_buf(), ..problem })?;
        let documents = read(&bytes).map_err(|error| unreadable(error.to_string()))?;
        documents.into_iter().next().ok_or_else(|| unreadable("it is empty".to_owned()))
    }
}

/// What the certificate that holds a request's place says of the request: the rest is the placeholder's own.
fn asked_for(placeholder: Facts) -> Facts {
    Facts {
        issuer: String::new(),
        not_before: None,
        not_after: None,
        serial: String::new(),
        self_signed: false,
        ..placeholder
    }
}

type Reading = fn(&[u8]) -> Result<Vec<Vec<u8>>, x509::ReadError>;

fn known(facts: Result<Arc<Facts>, Problem>) -> Knowledge {
    match facts {
        Ok(facts) => Knowledge::Known(facts),
        Err(problem) => Knowledge::Unreadable(problem.to_string().into()),
    }
}

impl Trusted {
    fn read(root: &Path, files: &TrustFiles) -> Trusted {
        let mut trusted = Trusted::default();
        let mut hashed = format!("{files:?}").into_bytes();
        let mut contents = |trusted: &mut Trusted, name: &str| {
            let path = Path::new(name);
            match read::bytes(&root.join(path), LARGEST_DOCUMENT) {
                Ok(bytes) => {
                    hashed.extend_from_slice(&x509::sha256(&bytes));
                    Some(bytes)
                }
                Err(problem) => {
                    hashed.push(0);
                    trusted.problems.push(Problem { path: path.to_path_buf(), ..problem });
                    None
                }
            }
        };
        let refused = |name: &str, error: &x509::ReadError| {
            Problem::of(Path::new(name), ProblemKind::Certificate { reason: error.to_string() })
        };
        let mut chains = Vec::new();
        for name in &files.intermediates {
            let Some(bytes) = contents(&mut trusted, name) else {
                trusted.incomplete = true;
                continue;
            };
            match trusted.authorities.add_intermediates(&bytes) {
                Ok(_) => chains.push(bytes),
                Err(error) => {
                    trusted.incomplete = true;
                    trusted.problems.push(refused(name, &error));
                }
            }
        }
        for name in &files.roots {
            let Some(bytes) = contents(&mut trusted, name) else {
                trusted.incomplete = true;
                continue;
            };
            match trusted.authorities.add_roots(&bytes) {
                Ok(_) => trusted.group(files.root_types.get(name).copied().unwrap_or(UNTYPED_ROOT), &bytes, &chains),
                Err(error) => {
                    trusted.incomplete = true;
                    trusted.problems.push(refused(name, &error));
                }
            }
        }
        for name in &files.revocation_lists {
            let Some(bytes) = contents(&mut trusted, name) else { continue };
            if let Err(error) = trusted.authorities.add_revocation_lists(&bytes) {
                trusted.problems.push(refused(name, &error));
            }
        }
        trusted.revision = x509::sha256(&hashed).to_vec();
        trusted
    }

    /// Adds roots of a type. What is added here was added to the authorities before, so that it is sound.
    fn group(&mut self, root: RootCaType, bytes: &[u8], chains: &[Vec<u8>]) {
        let index = self.by_type.iter().position(|(known, _)| *known == root).unwrap_or_else(|| {
            let mut authorities = Authorities::default();
            for chain in chains {
                // It was read before, so it is sound.
                let _ = authorities.add_intermediates(chain);
            }
            self.by_type.push((root, authorities));
            self.by_type.len() - 1
        });
        if let Some((_, authorities)) = self.by_type.get_mut(index) {
            let _ = authorities.add_roots(bytes);
        }
    }

    fn judge(&self, der: &[u8], facts: &Facts, now: Moment) -> (Trust, RootCaType) {
        match self.authorities.judge(der, facts, now) {
            Trust::Untrusted if self.incomplete => (Trust::Unknown, RootCaType::Unknown),
            trust @ (Trust::Untrusted | Trust::SelfSigned) => (trust, RootCaType::None),
            trust => {
                let anchors = |authorities: &Authorities| authorities.judge(der, facts, now) != Trust::Untrusted;
                let root = match self.by_type.as_slice() {
                    [(only, _)] => Some(*only),
                    several => several.iter().find(|(_, authorities)| anchors(authorities)).map(|(root, _)| *root),
                };
                (trust, root.unwrap_or_default())
            }
        }
    }
}

/// The type of a trusted root of which the organization does not say more: one that was put into the servers' Trusted
/// Root store by hand.
const UNTYPED_ROOT: RootCaType = RootCaType::Registry;
