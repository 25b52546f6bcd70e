//! `organization.toml`, and what it says of others.

use std::collections::HashSet;

use super::super::ORGANIZATION_FILE;
use super::super::organization::{self, OrganizationFile};
use super::super::problem::Position;
use super::super::read::{self, LARGEST_DOCUMENT, Table};
use super::super::revision::{hexadecimal, revision};
use super::{CheckUp, Finding, Id};
use crate::engine::ROLE_GROUPS;

impl CheckUp<'_> {
    /// Reads the organization's document; `None` where it cannot be read.
    pub(super) fn organization(&mut self) -> Option<OrganizationFile> {
        let path = self.root.join(ORGANIZATION_FILE);
        let bytes = match read::bytes(&path, LARGEST_DOCUMENT) {
            Ok(bytes) => bytes,
            Err(problem) => {
                self.problem(Id::OrganizationUnreadable, problem);
                return None;
            }
        };
        self.document(ORGANIZATION_FILE.as_ref(), &bytes);
        self.known.revisions.insert(String::new(), hexadecimal(revision(&bytes)));
        let file = match organization::read(&path, &bytes) {
            Ok(file) => file,
            Err(problem) => {
                self.problem(Id::OrganizationUnreadable, problem);
                return None;
            }
        };
        self.access(&file);
        if let Ok(text) = read::text(&path, &bytes)
            && let Ok(values) = read::parse(&path, text)
        {
            self.keys_of_the_organization(Table::root(&path, text, &values));
        }
        let connectors = file.organization.send_connectors.iter();
        self.known.wanted = connectors.filter_map(|connector| connector.tls_certificate_name.clone()).collect();
        if self.when.clock.is_none() {
            self.when.clock = file.clock;
        }
        Some(file)
    }

    /// Who may write.
    fn access(&mut self, file: &OrganizationFile) {
        if let Some(problem) = file.access_problem.clone() {
            self.problem(Id::AccessTable, problem);
        }
        let Some(table) = &file.access else { return };
        let mut users = HashSet::new();
        for user in table.keys().filter(|user| !users.insert(user.to_lowercase())) {
            self.found(Finding::about(Id::AccessTwice, ORGANIZATION_FILE, user.as_str()));
        }
        let manages = |groups: &Vec<String>| groups.iter().any(|group| ROLE_GROUPS.contains(&group.as_str()));
        if !table.values().any(manages) {
            self.found(Finding::new(Id::AccessNobody, ORGANIZATION_FILE));
        }
    }

    /// What the organization says of servers and certificates, once those are known.
    pub(super) fn references(&mut self, file: Option<&OrganizationFile>) {
        let Some(file) = file else { return };
        let here = |id, name: &str| Finding::about(id, ORGANIZATION_FILE, name);
        if let Some(server) = file.connected_server.as_ref().filter(|server| !self.is_server(server.as_str())) {
            self.found(here(Id::ConnectedServer, server.as_str()));
        }
        // What a document lists that cannot be read may be the very certificate.
        let complete = !self.known.incomplete;
        if let Some(thumbprint) = file.organization.auth_certificate
            && complete
            && !self.known.listed.contains(&thumbprint)
        {
            self.found(here(Id::AuthCertificate, &thumbprint.to_string()));
        }
        for connector in &file.organization.send_connectors {
            let named = connector.tls_certificate_name.as_ref();
            if complete && named.is_some_and(|name| self.known.wanted.contains(name)) {
                self.found(here(Id::ConnectorCertificate, &connector.name));
            }
            for server in &connector.source_servers {
                if !self.is_server(server.as_str()) {
                    self.found(here(Id::ConnectorServer, &connector.name).and(server.as_str()));
                }
            }
        }
    }

    fn is_server(&self, name: &str) -> bool {
        self.known.servers.contains(&name.to_lowercase())
    }
}

/// Where a word stands in a document, the last time if `last`.
pub(super) fn position_of(bytes: &[u8], word: &str, last: bool) -> Option<Position> {
    let text = std::str::from_utf8(bytes).ok()?;
    let found = if last { text.rfind(word) } else { text.find(word) };
    found.map(|offset| Position::of(text, offset))
}
