//! Keys that mean nothing: a slip of the pen beside those that the program knows.

use super::super::near::is_near;
use super::super::problem::ProblemKind;
use super::super::read::Table;
use super::{CheckUp, Finding, Id};

const ORGANIZATION: &[&str] =
    &["schema", "name", "connected-server", "clock", "trust", "auth", "send-connectors", "access"];
const TRUST: &[&str] = &["roots", "intermediates", "crls", "root-types", "system-roots"];
const CONNECTOR: &[&str] = &["name", "tls-certificate-name", "source-servers"];
const SERVER: &[&str] = &[
    "schema",
    "name",
    "fqdn",
    "build",
    "roles",
    "dag",
    "edge-subscription",
    "unknown",
    "um",
    "services",
    "pop",
    "imap",
    "certificates",
    "requests",
    "origin",
];
const SERVICES: &[&str] = &[
    "iis",
    "iis-back-end",
    "iis-site-unknown",
    "smtp",
    "smtp-default",
    "imap",
    "pop",
    "um",
    "um-call-router",
    "federation",
];
const BLOCK: &[&str] = &["thumbprint", "key-id", "friendly-name", "private-key", "unknown", "recorded", "origin"];
const RECORDED: &[&str] =
    &["subject", "issuer", "not-before", "not-after", "domains", "serial", "key-size", "root-ca-type", "status"];

impl CheckUp<'_> {
    /// The keys of `organization.toml`.
    pub(super) fn keys_of_the_organization(&mut self, root: Table<'_>) {
        self.misspelt(root, ORGANIZATION);
        self.inside(root, "trust", TRUST);
        self.inside(root, "auth", &["current"]);
        for connector in root.tables("send-connectors").unwrap_or_default() {
            self.misspelt(connector, CONNECTOR);
        }
    }

    /// The keys of a server's document.
    pub(super) fn keys_of_a_server(&mut self, root: Table<'_>) {
        self.misspelt(root, SERVER);
        self.inside(root, "um", &["startup-mode", "call-router-startup-mode"]);
        self.inside(root, "imap", &["x509-certificate-name"]);
        self.inside(root, "pop", &["x509-certificate-name"]);
        if let Ok(Some(services)) = root.table("services") {
            for (key, span) in services.keys().filter(|(key, _)| !SERVICES.contains(key)) {
                self.at(services, &span, Finding::about(Id::UnknownService, "", key));
            }
        }
        for list in ["certificates", "requests"] {
            for block in root.tables(list).unwrap_or_default() {
                self.misspelt(block, BLOCK);
                self.inside(block, "recorded", RECORDED);
            }
        }
    }

    fn inside(&mut self, table: Table<'_>, name: &str, known: &[&str]) {
        if let Ok(Some(inside)) = table.table(name) {
            self.misspelt(inside, known);
        }
    }

    /// Keys that are nearly one of those known; every other key is somebody's own. The document has been read, so what
    /// matters most, `access`, is not among them any more.
    fn misspelt(&mut self, table: Table<'_>, known: &[&str]) {
        for (key, span) in table.keys().filter(|(key, _)| !known.contains(key)) {
            if let Some(meant) = known.iter().find(|known| **known != "access" && is_near(key, known)) {
                self.at(table, &span, Finding::about(Id::MisspeltKey, "", table.label(key)).and(*meant));
            }
        }
    }

    /// Tells a finding with its place in the document.
    fn at(&mut self, table: Table<'_>, span: &std::ops::Range<usize>, finding: Finding) {
        // A problem of this table knows its file and its place.
        let place = table.problem(span, ProblemKind::NotAName);
        let path = self.relative(&place.path);
        self.found(Finding { path, position: place.position, ..finding });
    }
}
