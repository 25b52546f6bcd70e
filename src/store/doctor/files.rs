//! Certificates, requests and trust files.

use std::path::Path;

use super::super::certificates::{certificate_file, request_file};
use super::super::organization::OrganizationFile;
use super::super::problem::{Problem, ProblemKind};
use super::super::read::{self, LARGEST_CERTIFICATE, LARGEST_DOCUMENT};
use super::super::take_in::{CERTIFICATES, TRUST};
use super::super::time::rfc3339;
use super::documents::holds_a_key;
use super::mended::{is_free, is_link};
use super::{CheckUp, Finding, Id};
use crate::engine::{Facts, Moment, Thumbprint, TrustKind};
use crate::x509::{self, Authorities, ReadError};

/// The directory of the requests inside an organization.
const REQUESTS: &str = "requests";

impl CheckUp<'_> {
    /// Every certificate by itself.
    pub(super) fn certificates(&mut self, organization: Option<&OrganizationFile>) {
        let auth = organization.and_then(|file| file.organization.auth_certificate);
        for (_, path) in self.files_of(CERTIFICATES) {
            let inside = self.relative(&path);
            if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("pem")) {
                self.odd(&inside, &path);
                continue;
            }
            match read::bytes(&path, LARGEST_CERTIFICATE) {
                Ok(bytes) => self.certificate(&inside, &bytes, auth),
                Err(problem) => self.problem(Id::CertificateUnreadable, problem),
            }
        }
    }

    fn certificate(&mut self, inside: &Path, bytes: &[u8], auth: Option<Thumbprint>) {
        self.document(inside, bytes);
        let read = x509::certificates(bytes).and_then(|ders| {
            let der = ders.first().map(Vec::as_slice).unwrap_or_default();
            Ok((ders.len(), x509::facts(der)?))
        });
        let (count, facts) = match read {
            Ok(read) => read,
            Err(error) => return self.unreadable(Id::CertificateUnreadable, inside, &error),
        };
        self.met(&facts);
        if count > 1 {
            self.found(Finding::about(Id::CertificateMany, inside, count.to_string()));
        }
        let thumbprint = facts.thumbprint;
        let right = certificate_file(thumbprint);
        if right != inside {
            // Only where nothing has to be decided: one certificate, no key, and a name that is free.
            let plain = count == 1 && !holds_a_key(bytes) && !is_link(&self.root.join(inside));
            let repairable = plain && is_free(&self.root.join(&right));
            let finding = Finding::about(Id::CertificateMisnamed, inside, thumbprint.to_string());
            self.found(Finding { repairable, ..finding });
        } else if !self.known.incomplete && !self.known.listed.contains(&thumbprint) && auth != Some(thumbprint) {
            self.found(Finding::new(Id::CertificateUnlisted, inside));
        }
    }

    fn unreadable(&mut self, id: Id, inside: &Path, error: &ReadError) {
        let kind = ProblemKind::Certificate { reason: error.to_string() };
        self.problem(id, Problem::of(inside, kind));
    }

    /// Every request by itself.
    pub(super) fn requests(&mut self) {
        for (name, path) in self.files_of(REQUESTS) {
            let inside = self.relative(&path);
            let key_id =
                Path::new(&name).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            if request_file(&key_id).is_ok_and(|right| right != inside) || inside.extension().is_none() {
                self.odd(&inside, &path);
                continue;
            }
            let bytes = match read::bytes(&path, LARGEST_CERTIFICATE) {
                Ok(bytes) => bytes,
                Err(problem) => {
                    self.problem(Id::RequestUnreadable, problem);
                    continue;
                }
            };
            self.document(&inside, &bytes);
            let read = x509::requests(&bytes).and_then(|ders| {
                let der = ders.first().map(Vec::as_slice).unwrap_or_default();
                x509::request_facts(der, Thumbprint([0; 20]))
            });
            if let Err(error) = read {
                self.unreadable(Id::RequestUnreadable, &inside, &error);
            } else if !self.known.incomplete && !self.known.requests.contains(&key_id.to_lowercase()) {
                self.found(Finding::new(Id::RequestUnlisted, &inside));
            }
        }
    }

    /// What `[trust]` lists, and what else lies beside it.
    pub(super) fn trust(&mut self, organization: Option<&OrganizationFile>) {
        let files = organization.map(|file| file.trust.clone()).unwrap_or_default();
        let kinds = [
            (TrustKind::Root, &files.roots),
            (TrustKind::Intermediate, &files.intermediates),
            (TrustKind::RevocationList, &files.revocation_lists),
        ];
        let mut listed = std::collections::BTreeSet::new();
        for (kind, name) in kinds.iter().flat_map(|(kind, names)| names.iter().map(move |name| (*kind, name))) {
            let inside: std::path::PathBuf = Path::new(name).components().collect();
            if listed.insert(inside.clone()) {
                self.trusted(kind, &inside);
            }
        }
        for name in files.root_types.keys().filter(|name| !files.roots.contains(name)) {
            self.found(Finding::about(Id::RootTypeUnlisted, super::super::ORGANIZATION_FILE, name.as_str()));
        }
        for (_, path) in self.files_of(TRUST) {
            let inside = self.relative(&path);
            if listed.contains(&inside) {
                continue;
            }
            let before = read::bytes(&path, LARGEST_DOCUMENT).unwrap_or_default();
            self.document(&inside, &before);
            // Without the organization's document nobody can tell.
            if organization.is_some() {
                self.found(Finding::new(Id::TrustUnlisted, &inside));
            }
        }
    }

    /// A file that `[trust]` lists: it has to be what it is listed as.
    fn trusted(&mut self, kind: TrustKind, inside: &Path) {
        let path = self.root.join(inside);
        let bytes = match read::bytes(&path, LARGEST_DOCUMENT) {
            Ok(bytes) => bytes,
            Err(problem) => return self.problem(Id::TrustUnreadable, problem),
        };
        self.document(inside, &bytes);
        let mut authorities = Authorities::default();
        let usable = match kind {
            TrustKind::Root => authorities.add_roots(&bytes),
            TrustKind::Intermediate => authorities.add_intermediates(&bytes),
            TrustKind::RevocationList => authorities.add_revocation_lists(&bytes),
        };
        if let Err(error) = usable {
            return self.unreadable(Id::TrustUnreadable, inside, &error);
        }
        let now = self.when.clock.unwrap_or(self.when.real);
        if kind == TrustKind::RevocationList {
            for der in x509::revocation_lists(&bytes).unwrap_or_default() {
                if let Ok(list) = x509::revocation_list(&der)
                    && list.overdue(now)
                {
                    let next = list.next_update.map(rfc3339).unwrap_or_default();
                    self.found(Finding::about(Id::RevocationListOverdue, inside, list.issuer.as_str()).and(next));
                }
            }
            return;
        }
        for der in x509::certificates(&bytes).unwrap_or_default() {
            if let Ok(facts) = x509::facts(&der) {
                self.authority(kind, inside, &facts, now);
            }
        }
    }

    fn authority(&mut self, kind: TrustKind, inside: &Path, facts: &Facts, now: Moment) {
        let about = |id| Finding::about(id, inside, facts.subject.as_str());
        if let Some(end) = facts.not_after.filter(|end| *end < now) {
            self.found(about(Id::TrustExpired).and(rfc3339(end)));
        }
        if kind == TrustKind::Root && facts.subject != facts.issuer {
            self.found(about(Id::TrustNotARoot));
        }
    }
}
