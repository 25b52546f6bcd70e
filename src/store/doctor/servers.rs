//! The servers' documents.

use std::ffi::OsStr;
use std::path::Path;

use super::super::certificates::{certificate_file, request_file};
use super::super::directory::{SERVERS, document_path};
use super::super::findings::{self, findings};
use super::super::problem::{Position, Problem};
use super::super::read::{self, LARGEST_DOCUMENT, Table};
use super::super::revision::hexadecimal;
use super::super::server;
use super::organization::position_of;
use super::{CheckUp, Finding, Id};
use crate::engine::{Certificate, Kind, Server, ServerName, Thumbprint};

impl CheckUp<'_> {
    /// Every document, with what it says of certificates.
    pub(super) fn servers(&mut self) {
        let mut names: std::collections::HashMap<String, String> = std::collections::HashMap::new();
        for (file, path) in self.files_of(SERVERS) {
            let inside = self.relative(&path);
            let Some(name) = name_of(&file) else {
                self.odd(&inside, &path);
                continue;
            };
            if let Some(twin) = names.insert(name.to_lowercase(), name.clone()) {
                self.found(Finding::about(Id::ServerTwice, &inside, twin).and(name.as_str()));
            }
            self.known.servers.insert(name.to_lowercase());
            if let Err(problem) = self.server(&ServerName::new(&name), &path) {
                self.known.incomplete = true;
                self.problem(Id::ServerUnreadable, problem);
            }
        }
    }

    fn server(&mut self, name: &ServerName, path: &Path) -> Result<(), Problem> {
        document_path(self.root, name)?;
        let bytes = read::bytes(path, LARGEST_DOCUMENT)?;
        let inside = self.relative(path);
        self.document(&inside, &bytes);
        let root = self.root;
        let has_file = |kind: &Kind, thumbprint: Thumbprint| has_file(root, kind, thumbprint);
        let server = server::read(path, name, &bytes, &has_file)?;
        let text = read::text(path, &bytes)?;
        let values = read::parse(path, text)?;
        self.keys_of_a_server(Table::root(path, text, &values));
        self.oddities(&server, &inside, &bytes);
        self.twice_in_a_list(&server, &inside, &bytes);
        for certificate in server.certificates.iter() {
            self.listed(certificate, &inside, &bytes);
        }
        self.known.revisions.insert(name.as_str().to_lowercase(), hexadecimal(server.revision));
        Ok(())
    }

    /// What loads and is odd: the same that the page shows.
    fn oddities(&mut self, server: &Server, inside: &Path, bytes: &[u8]) {
        for odd in findings(server) {
            let (finding, thumbprint, last) = match odd {
                findings::Finding::Dangling { service, thumbprint } => {
                    (Finding::about(Id::ServiceUnlisted, inside, service.name()), thumbprint, false)
                }
                findings::Finding::DefaultWithoutSmtp { thumbprint } => {
                    (Finding::new(Id::DefaultWithoutSmtp, inside), thumbprint, false)
                }
                findings::Finding::ListedTwice { thumbprint } => {
                    (Finding::new(Id::ListedTwice, inside), thumbprint, true)
                }
            };
            let thumbprint = thumbprint.to_string();
            let position = position_of(bytes, &thumbprint, last);
            self.found(Finding { position, ..finding.and(thumbprint) });
        }
    }

    fn twice_in_a_list(&mut self, server: &Server, inside: &Path, bytes: &[u8]) {
        let named = &server.assignments;
        let lists = [
            ("smtp", &named.smtp),
            ("imap", &named.imap),
            ("pop", &named.pop),
            ("federation", &named.federation),
            ("iis-site-unknown", &named.iis_site_unknown),
        ];
        for (key, list) in lists {
            let mut met = std::collections::HashSet::new();
            let mut told = std::collections::HashSet::new();
            for thumbprint in list.iter().filter(|thumbprint| !met.insert(**thumbprint)) {
                if told.insert(*thumbprint) {
                    let position = position_of(bytes, &format!("{key} ="), false);
                    let finding = Finding::about(Id::NamedTwice, inside, key).and(thumbprint.to_string());
                    self.found(Finding { position, ..finding });
                }
            }
        }
    }

    /// A certificate or request that a document lists.
    fn listed(&mut self, certificate: &Certificate, inside: &Path, bytes: &[u8]) {
        let position = |word: &str| -> Option<Position> { position_of(bytes, word, true) };
        let thumbprint = certificate.thumbprint;
        let known = certificate.known().is_some() || has_file(self.root, &certificate.kind, thumbprint);
        if let Some(facts) = certificate.known() {
            self.met(facts);
        }
        match &certificate.kind {
            Kind::Request { key_id } => {
                self.known.requests.insert(key_id.to_lowercase());
                self.known.listed.insert(thumbprint);
                if !known {
                    let finding = Finding::about(Id::RequestWithoutFile, inside, key_id.as_str());
                    self.found(Finding { position: position(key_id), ..finding });
                }
            }
            Kind::Issued => {
                self.known.listed.insert(thumbprint);
                if !known {
                    let name = thumbprint.to_string();
                    let finding = Finding::about(Id::CertificateWithoutFacts, inside, name.as_str());
                    self.found(Finding { position: position(&name), ..finding });
                }
            }
        }
    }
}

/// The server that a file is about; `None` where its name is none of a document.
fn name_of(file: &OsStr) -> Option<String> {
    let name = Path::new(file);
    let stem = name.file_stem()?.to_str().filter(|stem| !stem.starts_with('.'))?;
    name.extension().is_some_and(|ending| ending == "toml").then(|| stem.to_owned())
}

/// Whether there is a file that says more than what is recorded.
fn has_file(root: &Path, kind: &Kind, thumbprint: Thumbprint) -> bool {
    let certificate = root.join(certificate_file(thumbprint));
    let request = |key_id: &str| request_file(key_id).is_ok_and(|name| root.join(name).is_file());
    certificate.is_file() || matches!(kind, Kind::Request { key_id } if request(key_id))
}
