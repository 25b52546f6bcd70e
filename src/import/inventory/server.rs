//! A server and what is its own.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Reading;
use super::certificate;
use super::raw::{Fields, Place, Raw, each, not_a, plain};
use crate::engine::{Build, Role, StartupMode, Thumbprint};
use crate::import::source::ServerFacts;

/// `servers[]`. What else stands there is kept for later.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Server<'a> {
    #[serde(borrow)]
    name: Raw<'a>,
    #[serde(borrow)]
    fqdn: Raw<'a>,
    #[serde(borrow)]
    admin_display_version: Raw<'a>,
    #[serde(borrow)]
    build: Raw<'a>,
    #[serde(borrow)]
    roles: Raw<'a>,
    #[serde(borrow)]
    dag: Raw<'a>,
    #[serde(borrow)]
    edge_subscription: Raw<'a>,
    #[serde(borrow)]
    internal_transport_certificate: Raw<'a>,
    #[serde(borrow)]
    imap_x509_certificate_name: Raw<'a>,
    #[serde(borrow)]
    pop_x509_certificate_name: Raw<'a>,
    #[serde(borrow)]
    um_startup_mode: Raw<'a>,
    #[serde(borrow)]
    um_call_router_startup_mode: Raw<'a>,
    #[serde(borrow)]
    errors: Raw<'a>,
    #[serde(borrow)]
    certificates: Raw<'a>,
}

/// `errors[]`: what the collector could not read.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Problem {
    pub(super) cmdlet: String,
    pub(super) message: String,
}

/// Reads a server with its certificates. One without a name, or that was there already, is skipped as a whole.
pub(super) fn read(index: usize, raw: &RawValue, reading: &mut Reading) {
    let place = Place::Server(index);
    let Some(server) = reading.findings.object::<Server<'_>>(place, raw) else { return };
    let mut fields = Fields { place, findings: &mut reading.findings };
    let fqdn = fields.filled("fqdn", server.fqdn).map(Cow::into_owned);
    let name = fields.filled("name", server.name).map(Cow::into_owned).or_else(|| fqdn.clone());
    let Some(name) = name else {
        reading.findings.add(place, "it has no name");
        return;
    };
    for host in [Some(&name), fqdn.as_ref()].into_iter().flatten() {
        let first = *reading.hosts.entry(host.to_lowercase()).or_insert(index);
        if first != index {
            reading.findings.add(place, format!("{}: the same server as servers[{first}]", shown(host)));
            return;
        }
    }
    let facts = facts(&server, name, fqdn, &mut fields_of(place, reading));
    let name = facts.server.clone();
    reading.source.servers.push(facts);
    reading.held.clear();
    if let Some(certificates) = server.certificates {
        let all = each(certificates, |at, raw| {
            certificate::read(Place::Certificate { server: index, certificate: at }, &name, raw, reading);
        });
        if let Err(error) = all {
            fields_of(place, reading).skip("certificates", plain(&error));
        }
    }
}

fn fields_of(place: Place, reading: &mut Reading) -> Fields<'_> {
    Fields { place, findings: &mut reading.findings }
}

fn shown(host: &str) -> String {
    host.chars().take(255).collect()
}

fn facts(server: &Server<'_>, name: String, fqdn: Option<String>, fields: &mut Fields<'_>) -> ServerFacts {
    let fqdn = fqdn.or_else(|| Some(name.clone()).filter(|name| name.contains('.')));
    ServerFacts {
        server: name,
        fqdn,
        build: build(server, fields),
        roles: roles(server.roles, fields),
        dag: fields.or_none("dag", server.dag),
        edge_subscription: fields.or_none("edgeSubscription", server.edge_subscription),
        smtp_default: smtp_default(server.internal_transport_certificate, fields),
        startup_mode: startup_mode("umStartupMode", server.um_startup_mode, fields),
        call_router_startup_mode: startup_mode("umCallRouterStartupMode", server.um_call_router_startup_mode, fields),
        imap_name: fields.or_none("imapX509CertificateName", server.imap_x509_certificate_name),
        pop_name: fields.or_none("popX509CertificateName", server.pop_x509_certificate_name),
        errors: problems(server.errors, "errors", fields)
            .into_iter()
            .map(|Problem { cmdlet, message }| format!("{cmdlet}: {message}"))
            .collect(),
    }
}

/// The build, else what `AdminDisplayVersion` says of it.
fn build(server: &Server<'_>, fields: &mut Fields<'_>) -> Option<Build> {
    let build = fields.read("build", server.build, "build", |text| text.parse().ok());
    build.or_else(|| fields.read("adminDisplayVersion", server.admin_display_version, "version", displayed_build))
}

/// `15.2.1748.10` from `Version 15.2 (Build 1748.10)`.
fn displayed_build(text: &str) -> Option<Build> {
    let (version, build) = text.strip_prefix("Version ")?.split_once(" (Build ")?;
    format!("{version}.{}", build.strip_suffix(')')?).parse().ok()
}

/// The roles that matter to certificates. Source: the names of `ServerRole` in the Get-ExchangeServer reference; those of
/// older products beside them are passed over.
fn roles(raw: Raw<'_>, fields: &mut Fields<'_>) -> Option<Vec<Role>> {
    const OTHERS: [&str; 5] = ["None", "HubTransport", "UnifiedMessaging", "FrontendTransport", "Cafe"];
    let names = fields.texts("roles", raw)?;
    let mut roles = Vec::new();
    for name in names {
        let name = name.trim();
        let role = match name.to_ascii_lowercase().as_str() {
            "mailbox" => Role::Mailbox,
            "clientaccess" => Role::ClientAccess,
            "edge" | "edgetransport" => Role::EdgeTransport,
            _ => {
                if !OTHERS.iter().any(|other| other.eq_ignore_ascii_case(name)) {
                    fields.skip("roles", not_a(name, "role"));
                }
                continue;
            }
        };
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    Some(roles).filter(|roles| !roles.is_empty())
}

#[allow(clippy::option_option, reason = "not known, none, or one: as ServerFacts has it")]
fn smtp_default(raw: Raw<'_>, fields: &mut Fields<'_>) -> Option<Option<Thumbprint>> {
    const FIELD: &str = "internalTransportCertificate";
    match fields.or_none(FIELD, raw)? {
        None => Some(None),
        Some(text) => {
            let thumbprint = text.parse().ok();
            if thumbprint.is_none() {
                fields.skip(FIELD, not_a(&text, "thumbprint"));
            }
            thumbprint.map(Some)
        }
    }
}

fn startup_mode(field: &str, raw: Raw<'_>, fields: &mut Fields<'_>) -> Option<StartupMode> {
    fields.read(field, raw, "startup mode", StartupMode::named)
}

/// What the collector could not read here.
pub(super) fn problems(raw: Raw<'_>, field: &str, fields: &mut Fields<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    let Some(raw) = raw else { return found };
    let place = format!("{}.{field}", fields.place);
    let all = each(raw, |index, raw| {
        let problem: Option<Problem> = fields.findings.object(format_args!("{place}[{index}]"), raw);
        found.extend(problem);
    });
    if let Err(error) = all {
        fields.skip(field, plain(&error));
    }
    found
}
