//! The certificate, request and trust files: facts and trust, read when asked for and then remembered.
//!
//! Facts are shared by every server that holds the certificate, and so is its trust, which is judged again when the trust
//! files or the day change.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::organization::TrustFiles;
use super::problem::{Problem, ProblemKind};
use super::read::{self, LARGEST_CERTIFICATE};
use super::trusted::{ReadSystemRoots, System, Trusted};
use crate::engine::{
    Certificate, DAY, Evidence, Facts, Kind, Knowledge, Moment, RootCaType, ServerName, Thumbprint, Trust,
};
use crate::x509::{self, Verdict};

/// What the files say of one certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Its facts, or why there are none.
    pub facts: Knowledge,
    /// Its trust.
    pub trust: Trust,
    /// What that rests on; see [`Certificate::evidence`].
    pub evidence: Option<Arc<Evidence>>,
    /// Where its root stands.
    pub root_ca_type: RootCaType,
}

impl Judged {
    /// What a certificate says already.
    #[must_use]
    pub fn of(certificate: &Certificate) -> Judged {
        let Certificate { facts, trust, evidence, root_ca_type, .. } = certificate;
        Judged { facts: facts.clone(), trust: trust.clone(), evidence: evidence.clone(), root_ca_type: *root_ca_type }
    }

    /// Puts it into the certificate.
    pub fn fill(self, certificate: &mut Certificate) {
        certificate.facts = self.facts;
        certificate.trust = self.trust;
        certificate.evidence = self.evidence;
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
    verdicts: HashMap<Thumbprint, Told>,
    /// Evidence that was found, to be shared by those of whom the same was.
    evidence: HashSet<Arc<Evidence>>,
    /// The day on which the verdicts were made, in days since 1970.
    day: i64,
    trust: Option<Trusted>,
    system: System,
}

/// `certificates/<THUMBPRINT>.pem`, relative to the organization.
pub(super) fn certificate_file(thumbprint: Thumbprint) -> PathBuf {
    Path::new("certificates").join(format!("{thumbprint}.pem"))
}

/// `requests/<KEY-ID>.csr`, relative to the organization.
pub(super) fn request_file(key_id: &str) -> Result<PathBuf, Problem> {
    let name = Path::new("requests").join(format!("{key_id}.csr"));
    super::organization::check_name(&name, &ServerName::new(key_id))?;
    Ok(name)
}

/// A verdict as it is remembered.
#[derive(Clone, Debug)]
struct Told {
    trust: Trust,
    evidence: Option<Arc<Evidence>>,
    root_ca_type: RootCaType,
}

impl Library {
    pub(super) fn new(root: PathBuf) -> Library {
        Library {
            root,
            facts: HashMap::new(),
            requests: HashMap::new(),
            verdicts: HashMap::new(),
            evidence: HashSet::new(),
            day: 0,
            trust: None,
            system: System::default(),
        }
    }

    /// Says how the roots of this machine are read, should the organization want them.
    pub(super) fn system(&mut self, read: ReadSystemRoots) {
        self.system = System::new(read);
    }

    /// Where the file of that certificate is, or would be.
    pub(super) fn path_of(&self, thumbprint: Thumbprint) -> PathBuf {
        self.root.join(certificate_file(thumbprint))
    }

    /// Whether there is a file that says more of a certificate or request than what is recorded.
    pub(super) fn has(&self, kind: &Kind, thumbprint: Thumbprint) -> bool {
        let there = |name: PathBuf| self.root.join(name).is_file();
        let request = |key_id: &str| request_file(key_id).is_ok_and(there);
        there(certificate_file(thumbprint)) || matches!(kind, Kind::Request { key_id } if request(key_id))
    }

    /// Reads the trust files (again). Verdicts stay if nothing in them changed.
    pub(super) fn trust(&mut self, files: &TrustFiles) {
        let trusted = Trusted::read(&self.root, files, &mut self.system);
        if self.trust.as_ref().is_none_or(|old| old.revision() != trusted.revision()) {
            self.forget();
        }
        self.trust = Some(trusted);
    }

    fn forget(&mut self) {
        self.verdicts.clear();
        self.evidence.clear();
    }

    /// What is wrong with the trust files.
    pub(super) fn problems(&self) -> Vec<Problem> {
        self.trust.as_ref().map(|trusted| trusted.problems().to_vec()).unwrap_or_default()
    }

    /// Facts and trust of a certificate or request. What the document recorded of it stands.
    pub(super) fn judge(&mut self, certificate: &Certificate, now: Moment) -> Judged {
        if certificate.known().is_some() {
            return Judged::of(certificate);
        }
        if let Kind::Request { key_id } = &certificate.kind {
            let facts = self.request(certificate.thumbprint, key_id);
            return Judged {
                facts: known(facts),
                trust: Trust::Unknown,
                evidence: None,
                root_ca_type: RootCaType::Unknown,
            };
        }
        let today = now.0.div_euclid(DAY);
        if today != self.day {
            self.forget();
            self.day = today;
        }
        let (facts, told) = match self.read(certificate.thumbprint, now) {
            Ok(read) => read,
            Err(problem) => {
                let trust =
                    if certificate.trust == Trust::Pending { Trust::Unknown } else { certificate.trust.clone() };
                return Judged {
                    facts: known(Err(problem)),
                    trust,
                    evidence: None,
                    root_ca_type: certificate.root_ca_type,
                };
            }
        };
        // What is recorded stands, and our evidence is none for it.
        let (trust, evidence) = match &certificate.trust {
            Trust::Pending => (told.trust, told.evidence),
            Trust::Trusted if facts.self_signed => (Trust::SelfSigned, None),
            recorded => (recorded.clone(), None),
        };
        let root_ca_type = match certificate.root_ca_type {
            RootCaType::Unknown => told.root_ca_type,
            recorded => recorded,
        };
        Judged { facts: Knowledge::Known(facts), trust, evidence, root_ca_type }
    }

    fn read(&mut self, thumbprint: Thumbprint, now: Moment) -> Result<(Arc<Facts>, Told), Problem> {
        if let (Some(facts), Some(told)) = (self.facts.get(&thumbprint), self.verdicts.get(&thumbprint)) {
            return Ok((facts.clone(), told.clone()));
        }
        let (der, read) = self.certificate(thumbprint)?;
        let facts = self.facts.get(&thumbprint).cloned().unwrap_or_else(|| Arc::new(read));
        let told = self.tell(&der, &facts, now);
        self.facts.insert(thumbprint, facts.clone());
        self.verdicts.insert(thumbprint, told.clone());
        Ok((facts, told))
    }

    /// The certificate in its file, which has to be that one, and what it says.
    pub(super) fn certificate(&self, thumbprint: Thumbprint) -> Result<(Vec<u8>, Facts), Problem> {
        let name = certificate_file(thumbprint);
        let der = self.der(&name, x509::certificates)?;
        let unreadable = |reason: String| Problem::of(&name, ProblemKind::Certificate { reason });
        let found = x509::thumbprint(&der);
        if found != thumbprint {
            return Err(unreadable(format!("the certificate in it is another one, {found}")));
        }
        let facts = x509::facts(&der).map_err(|error| unreadable(error.to_string()))?;
        Ok((der, facts))
    }

    fn tell(&mut self, der: &[u8], facts: &Facts, now: Moment) -> Told {
        let Some(trusted) = &self.trust else {
            return Told { trust: Trust::Unknown, evidence: None, root_ca_type: RootCaType::Unknown };
        };
        let (Verdict { trust, evidence }, root_ca_type) = trusted.judge(der, facts, now);
        Told { trust, evidence: evidence.map(|evidence| self.shared(evidence)), root_ca_type }
    }

    /// The same evidence, but for all of whom it was found.
    fn shared(&mut self, evidence: Evidence) -> Arc<Evidence> {
        if let Some(known) = self.evidence.get(&evidence) {
            return known.clone();
        }
        let evidence = Arc::new(evidence);
        self.evidence.insert(evidence.clone());
        evidence
    }

    /// What a pending request asks for: from the request, or from the certificate that holds its place until it is
    /// answered, which has the same names and the same key.
    fn request(&mut self, placeholder: Thumbprint, key_id: &str) -> Result<Arc<Facts>, Problem> {
        if let Some(facts) = self.requests.get(&placeholder) {
            return Ok(facts.clone());
        }
        let name = request_file(key_id)?;
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
