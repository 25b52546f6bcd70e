//! The organization's own part.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Reading;
use super::raw::{Fields, Findings, Place, Raw, each, not_a, plain};
use super::server::{Problem, problems};
use crate::engine::{SendConnector, ServerName, TlsCertificateName};

/// `organization`. What else stands there is kept for later.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Organization<'a> {
    #[serde(borrow)]
    name: Raw<'a>,
    #[serde(borrow)]
    auth_config: Raw<'a>,
    #[serde(borrow)]
    send_connectors: Raw<'a>,
    #[serde(borrow)]
    errors: Raw<'a>,
}

/// `organization.authConfig`.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct AuthConfig<'a> {
    #[serde(borrow)]
    current: Raw<'a>,
}

/// `organization.sendConnectors[]`.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Connector<'a> {
    #[serde(borrow)]
    name: Raw<'a>,
    #[serde(borrow)]
    tls_certificate_name: Raw<'a>,
    #[serde(borrow)]
    source_transport_servers: Raw<'a>,
}

/// Reads what is said of the organization; errors that the collector met there are named with what could not be read.
pub(super) fn read(raw: Raw<'_>, reading: &mut Reading) {
    let Some(raw) = raw else { return };
    let Reading { source, findings, .. } = reading;
    let Some(organization) = findings.object::<Organization<'_>>(Place::Organization, raw) else { return };
    let mut fields = Fields { place: Place::Organization, findings };
    let facts = &mut source.organization;
    facts.name = fields.filled("name", organization.name).map(std::borrow::Cow::into_owned);
    if let Some(config) = organization.auth_config
        && let Some(config) = fields.findings.object::<AuthConfig<'_>>("organization.authConfig", config)
    {
        facts.auth_certificate =
            fields.read("authConfig.current", config.current, "thumbprint", |text| text.parse().ok());
    }
    facts.send_connectors = connectors(organization.send_connectors, fields.findings);
    for Problem { cmdlet, message } in problems(organization.errors, "errors", &mut fields) {
        fields.findings.add(Place::Organization, format!("{cmdlet}: {message}"));
    }
}

fn connectors(raw: Raw<'_>, findings: &mut Findings) -> Option<Vec<SendConnector>> {
    let mut found: Vec<SendConnector> = Vec::new();
    let mut names = std::collections::HashSet::new();
    let all = each(raw?, |index, raw| {
        let Some(connector) = connector(index, raw, findings) else { return };
        if names.insert(connector.name.to_lowercase()) {
            found.push(connector);
        } else {
            findings.add(Place::Connector(index), not_a(&connector.name, "new name: it is there already"));
        }
    });
    all.map_err(|error| findings.add("organization.sendConnectors", plain(&error))).ok().map(|()| found)
}

fn connector(index: usize, raw: &RawValue, findings: &mut Findings) -> Option<SendConnector> {
    let place = Place::Connector(index);
    let connector: Connector<'_> = findings.object(place, raw)?;
    let mut fields = Fields { place, findings };
    let Some(name) = fields.filled("name", connector.name) else {
        findings.add(place, "it has no name");
        return None;
    };
    let tls_certificate_name =
        fields.read("tlsCertificateName", connector.tls_certificate_name, "<I>issuer<S>subject", |text| {
            text.parse::<TlsCertificateName>().ok()
        });
    let sources = fields.texts("sourceTransportServers", connector.source_transport_servers).unwrap_or_default();
    let source_servers = sources
        .iter()
        .filter(|source| !source.trim().is_empty())
        .map(|source| ServerName::new(source.trim()))
        .collect();
    Some(SendConnector { name: name.into_owned(), tls_certificate_name, source_servers })
}
