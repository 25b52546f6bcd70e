//! A server as a sheet of what its document says: one row for every key, one block for every certificate and request.
//!
//! It is the one place that knows under which key each fact stands. Two sheets compared tell what to write; one sheet
//! printed is a new document.

use super::listed::{CERTIFICATES, REQUESTS, private_key_word, unsaid_private_key};
use super::recorded::status;
use super::server::{CALL_ROUTER_STARTUP_MODE, ORIGIN, STARTUP_MODE, UM, UNKNOWN, UNKNOWN_BUILD};
use super::time::rfc3339;
use crate::engine::{Certificate, CertificateFact, Kind, Recorded, RootCaType, Server, ServerFact, Thumbprint, Trust};

/// The table with a certificate's recorded facts.
pub(super) const RECORDED: &str = "recorded";
/// The table of who serves what.
pub(super) const SERVICES: &str = "services";
/// The key of a protocol's name, in its table.
const PROTOCOL_NAME: &str = "x509-certificate-name";

/// A value of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Number(u32),
    /// A list whose order counts.
    List(Vec<String>),
    /// A list of words in any order, among which others may stand.
    Words(Vec<&'static str>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The table that it stands in; `None` for the document's or the block's own keys.
    pub(super) table: Option<&'static str>,
    pub(super) key: &'static str,
    pub(super) value: Value,
}

/// A certificate or request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) list: &'static str,
    pub(super) thumbprint: Thumbprint,
    pub(super) rows: Vec<Row>,
}

/// Collects rows.
#[derive(Default)]
struct Rows {
    table: Option<&'static str>,
    rows: Vec<Row>,
}

impl Rows {
    fn value(&mut self, key: &'static str, value: Value) {
        self.rows.push(Row { table: self.table, key, value });
    }

    fn text(&mut self, key: &'static str, text: &str) {
        self.value(key, Value::Text(text.to_owned()));
    }

    /// Nothing to say is no row.
    fn unless_empty(&mut self, key: &'static str, text: &str) {
        if !text.is_empty() {
            self.text(key, text);
        }
    }

    fn maybe(&mut self, key: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    fn words(&mut self, key: &'static str, words: Vec<&'static str>) {
        if !words.is_empty() {
            self.value(key, Value::Words(words));
        }
    }
}

/// The rows of a server's document outside its blocks, but for `schema` and `name`, which never change.
pub(super) fn rows(server: &Server) -> Vec<Row> {
    let mut rows = Rows::default();
    rows.text("fqdn", &server.fqdn);
    rows.text("build", &server.build.map_or_else(|| UNKNOWN_BUILD.to_owned(), |build| build.to_string()));
    rows.value("roles", Value::List(server.roles.iter().map(|role| role.name().to_owned()).collect()));
    rows.maybe("dag", server.dag.as_deref());
    rows.maybe("edge-subscription", server.edge_subscription.as_deref());
    rows.words(UNKNOWN, server.unknown.iter().map(|fact| fact.name()).collect());
    rows.table = Some(UM);
    let modes = [
        (STARTUP_MODE, ServerFact::StartupMode, server.um_startup_mode),
        (CALL_ROUTER_STARTUP_MODE, ServerFact::CallRouterStartupMode, server.um_call_router_startup_mode),
    ];
    for (key, fact, mode) in modes {
        rows.maybe(key, Some(mode.name()).filter(|_| !server.unknown.contains(&fact)));
    }
    services(&mut rows, server);
    rows.table = Some(ORIGIN);
    for (fact, origin) in &server.origins {
        rows.text(fact.name(), origin.name());
    }
    rows.rows
}

fn services(rows: &mut Rows, server: &Server) {
    let named = &server.assignments;
    let text = |one: Option<Thumbprint>| one.map(|one| one.to_string());
    let list = |many: &[Thumbprint]| Value::List(many.iter().map(Thumbprint::to_string).collect());
    rows.table = Some(SERVICES);
    rows.maybe("iis", text(named.iis).as_deref());
    rows.maybe("iis-back-end", text(named.iis_back_end).as_deref());
    if !named.iis_site_unknown.is_empty() {
        rows.value("iis-site-unknown", list(&named.iis_site_unknown));
    }
    rows.value("smtp", list(&named.smtp));
    rows.maybe("smtp-default", text(named.smtp_default).as_deref());
    rows.value("imap", list(&named.imap));
    rows.value("pop", list(&named.pop));
    rows.maybe("um", text(named.um).as_deref());
    rows.maybe("um-call-router", text(named.um_call_router).as_deref());
    rows.value("federation", list(&named.federation));
    rows.table = Some("imap");
    rows.maybe(PROTOCOL_NAME, named.imap_name.as_deref());
    rows.table = Some("pop");
    rows.maybe(PROTOCOL_NAME, named.pop_name.as_deref());
}

/// The blocks of a server's document, certificates first.
pub(super) fn blocks(server: &Server) -> Vec<Block> {
    let (requests, certificates): (Vec<_>, Vec<_>) = server.certificates.iter().partition(|one| one.is_request());
    certificates.into_iter().chain(requests).map(block).collect()
}

fn block(certificate: &Certificate) -> Block {
    let mut rows = Rows::default();
    let list = match &certificate.kind {
        Kind::Issued => CERTIFICATES,
        Kind::Request { key_id } => {
            rows.text("key-id", key_id);
            REQUESTS
        }
    };
    rows.text("thumbprint", &certificate.thumbprint.to_string());
    rows.unless_empty("friendly-name", &certificate.friendly_name);
    if certificate.private_key != unsaid_private_key(&certificate.kind) {
        rows.text("private-key", private_key_word(certificate.private_key));
    }
    let unknown = [
        (CertificateFact::Services, certificate.services_unknown),
        (CertificateFact::Status, !certificate.is_request() && certificate.trust == Trust::Unknown),
    ];
    let unknown = unknown.into_iter().filter(|(_, unknown)| *unknown);
    rows.words(UNKNOWN, unknown.map(|(fact, _)| fact.name()).collect());
    rows.table = Some(ORIGIN);
    for (fact, origin) in &certificate.origins {
        rows.text(fact.name(), origin.name());
    }
    rows.table = Some(RECORDED);
    recorded(&mut rows, certificate);
    Block { list, thumbprint: certificate.thumbprint, rows: rows.rows }
}

fn recorded(rows: &mut Rows, certificate: &Certificate) {
    if let Some(Recorded { subject, issuer, not_before, not_after, domains, serial, key_size }) =
        certificate.known().map(Recorded::of)
    {
        rows.unless_empty("subject", &subject);
        rows.unless_empty("issuer", &issuer);
        rows.maybe("not-before", not_before.map(rfc3339).as_deref());
        rows.maybe("not-after", not_after.map(rfc3339).as_deref());
        if !domains.is_empty() {
            rows.value("domains", Value::List(domains));
        }
        rows.unless_empty("serial", &serial);
        if let Some(bits) = key_size {
            rows.value("key-size", Value::Number(bits));
        }
    }
    if certificate.is_request() {
        return;
    }
    if certificate.root_ca_type != RootCaType::Unknown {
        rows.text("root-ca-type", certificate.root_ca_type.name());
    }
    rows.maybe("status", status(&certificate.trust));
}
