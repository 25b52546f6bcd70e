//! Objects of the cmdlets beside `Get-ExchangeCertificate` to facts of servers and of the organization.

use super::property::Property;
use super::reading::Reading;
use super::record::{Record, Value};
use super::words;
use crate::engine::{Product, Protocol, Role, SendConnector, ServerName, TlsCertificateName};

/// Reads an object of another cmdlet. Which one is told by its properties; what they do not tell is remarked.
pub(super) fn read(record: &Record, reading: &mut Reading) {
    if record.has(Property::CurrentCertificateThumbprint) {
        auth_config(record, reading);
    } else if record.has(Property::InternalTransportCertificateThumbprint) {
        transport_service(record, reading);
    } else if record.has(Property::X509CertificateName) {
        protocol_settings(record, reading);
    } else if record.has(Property::UMStartupMode) {
        unified_messaging(record, reading);
    } else if record.has(Property::TlsCertificateName) || record.has(Property::SourceTransportServers) {
        connector(record, reading);
    } else if record.has_any(&[Property::AdminDisplayVersion, Property::ServerRole, Property::IsEdgeServer]) {
        exchange_server(record, reading);
    } else {
        reading.skip(&record.place, "an object of no cmdlet that is read, or without the properties that matter");
    }
}

/// `Get-AuthConfig`.
fn auth_config(record: &Record, reading: &mut Reading) {
    let thumbprint = reading.value(record, Property::CurrentCertificateThumbprint, words::thumbprint);
    if thumbprint.is_some() {
        reading.source.organization.auth_certificate = thumbprint;
    }
}

/// The server that an object of its settings is of: `Server`, `Fqdn`, the server of `EX01\1`, or `Name` and `Identity`
/// where the object is named after its server. The settings of POP and IMAP are not: they are all called `1`.
fn server(record: &Record, named_after_it: bool, reading: &mut Reading) -> Option<String> {
    let identity = record.text(Property::Identity);
    let settings_of = identity.and_then(|identity| identity.split_once('\\')).map(|(server, _)| server);
    let by_name = || record.text(Property::Name).or(identity).filter(|_| named_after_it);
    let server = record.text(Property::Server).or_else(|| record.text(Property::Fqdn)).or(settings_of).or_else(by_name);
    let whole = |name: &&str| !name.is_empty() && !name.ends_with("...") && !name.ends_with('…');
    let server = server.map(str::trim).filter(whole).map(str::to_owned);
    if server.is_none() {
        reading.skip(&record.place, "nothing in it names the server: Name, Server or Identity is needed");
    }
    server
}

/// `Get-TransportService`, `Get-TransportServer`.
fn transport_service(record: &Record, reading: &mut Reading) {
    let property = Property::InternalTransportCertificateThumbprint;
    let default = match record.get(property) {
        Some(Value::Nothing) => None,
        _ => match reading.value(record, property, words::thumbprint) {
            None => return,
            said => said,
        },
    };
    if let Some(server) = server(record, true, reading) {
        reading.server(&server).smtp_default = Some(default);
    }
}

/// `Get-PopSettings` and `Get-ImapSettings`: the same properties, told apart by the protocol's name, its ports or its log.
fn protocol_settings(record: &Record, reading: &mut Reading) {
    let Some(protocol) = protocol(record, &reading.cmdlet) else {
        let reason = "settings of POP or of IMAP: nothing in it says which (ProtocolName is needed)";
        return reading.skip(&record.place, reason);
    };
    let Some(name) = reading.value(record, Property::X509CertificateName, words::text) else { return };
    let Some(server) = server(record, false, reading) else { return };
    let name = Some(name).filter(|name| !name.is_empty());
    let facts = reading.server(&server);
    match protocol {
        Protocol::Imap => facts.imap_name = Some(name),
        Protocol::Pop => facts.pop_name = Some(name),
    }
}

fn protocol(record: &Record, cmdlet: &str) -> Option<Protocol> {
    let named = |text: &str| {
        let text = text.to_ascii_lowercase();
        match (text.contains("imap"), text.contains("pop")) {
            (true, false) => Some(Protocol::Imap),
            (false, true) => Some(Protocol::Pop),
            _ => None,
        }
    };
    let ports = |value: &Value| {
        let bindings = words::list(value).ok()??.join(" ") + " ";
        match (bindings.contains(":143 "), bindings.contains(":110 ")) {
            (true, false) => Some(Protocol::Imap),
            (false, true) => Some(Protocol::Pop),
            _ => None,
        }
    };
    let said = record.text(Property::ProtocolName).and_then(named);
    said.or_else(|| record.get(Property::UnencryptedOrTLSBindings).and_then(ports))
        .or_else(|| record.text(Property::LogFileLocation).and_then(named))
        .or_else(|| named(cmdlet))
}

/// `Get-UMService` and `Get-UMCallRouterSettings`: only a service has a limit of its own for calls.
fn unified_messaging(record: &Record, reading: &mut Reading) {
    let cmdlet = reading.cmdlet.to_ascii_lowercase();
    let router = ["callrouter", "sipfe"].iter().any(|word| cmdlet.contains(word));
    let service = ["umservice", "umserver"].iter().any(|word| cmdlet.contains(word));
    let service = match (record.has(Property::MaxCallsAllowed) || service, router) {
        (true, false) => true,
        (false, true) => false,
        _ => {
            let reason = "UMStartupMode of a UM service or of a call router: nothing in it says which \
                          (MaxCallsAllowed is needed for a service, the prompt's line for a call router)";
            return reading.skip(&record.place, reason);
        }
    };
    let Some(mode) = reading.value(record, Property::UMStartupMode, words::startup_mode) else { return };
    let Some(server) = server(record, true, reading) else { return };
    let facts = reading.server(&server);
    if service {
        facts.startup_mode = Some(mode);
    } else {
        facts.call_router_startup_mode = Some(mode);
    }
}

/// `Get-ExchangeServer`.
fn exchange_server(record: &Record, reading: &mut Reading) {
    let Some(server) = record.text(Property::Name).map(str::to_owned).or_else(|| server(record, true, reading)) else {
        return;
    };
    let build = reading.value(record, Property::AdminDisplayVersion, words::build);
    let edge = reading.value(record, Property::IsEdgeServer, words::boolean);
    let mailbox = reading.value(record, Property::IsMailboxServer, words::boolean);
    let client_access = reading.value(record, Property::IsClientAccessServer, words::boolean);
    let roles = reading.value(record, Property::ServerRole, roles_in_words).or_else(|| match (edge, mailbox) {
        (Some(true), _) => Some(vec![Role::EdgeTransport]),
        // Since 2016 every Mailbox server has the Client Access services; before, they were a role.
        (_, Some(true)) => match (build?.product(), client_access) {
            (Product::Exchange2013, Some(true)) => Some(vec![Role::Mailbox, Role::ClientAccess]),
            (Product::Exchange2013, None) => None,
            _ => Some(vec![Role::Mailbox]),
        },
        _ => None,
    });
    let fqdn = record.text(Property::Fqdn).map(str::to_owned);
    // Known by its FQDN from the start, so that what another object says of `ex01.contoso.com` meets it.
    let facts = reading.server(fqdn.as_deref().unwrap_or(&server));
    facts.server = server;
    facts.fqdn = fqdn.or(facts.fqdn.take());
    facts.build = build.or(facts.build);
    facts.roles = roles.or(facts.roles.take());
}

/// Roles as words; as a number of JSON they are left to the properties that say the same.
fn roles_in_words(value: &Value) -> words::Said<Vec<Role>> {
    if let Value::Number(_) = value { Ok(None) } else { words::roles(value) }
}

/// `Get-SendConnector`. `Get-ReceiveConnector` has the same property, and nothing depends on it here.
fn connector(record: &Record, reading: &mut Reading) {
    let cmdlet = reading.cmdlet.to_ascii_lowercase();
    let receive = [Property::Bindings, Property::RemoteIPRanges];
    let send = [Property::SourceTransportServers, Property::AddressSpaces, Property::SmartHosts];
    if record.has_any(&receive) || cmdlet.contains("receiveconnector") {
        return reading.skip(&record.place, "a Receive connector: nothing depends on it here");
    }
    if !record.has_any(&send) && !cmdlet.contains("sendconnector") {
        let reason = "a connector: nothing in it says whether it sends (SourceTransportServers is needed)";
        return reading.skip(&record.place, reason);
    }
    let Some(name) = record.text(Property::Name).or(record.text(Property::Identity)).map(str::to_owned) else {
        return reading.skip(&record.place, "a Send connector without its Name");
    };
    let tls_certificate_name = match record.get(Property::TlsCertificateName) {
        Some(Value::Nothing) => None,
        Some(_) => match reading.value(record, Property::TlsCertificateName, tls_name) {
            Some(name) => Some(name),
            None => return reading.skip(&record.place, format!("{name}: which certificate it names is not known")),
        },
        None => return reading.skip(&record.place, format!("{name}: TlsCertificateName is not there")),
    };
    let Some(servers) = reading.value(record, Property::SourceTransportServers, words::list) else {
        let reason = format!("{name}: which servers it sends from is not known (SourceTransportServers)");
        return reading.skip(&record.place, reason);
    };
    let source_servers = servers.iter().map(|server| ServerName::new(server)).collect();
    let connector = SendConnector { name, tls_certificate_name, source_servers };
    reading.source.organization.send_connectors.get_or_insert_default().push(connector);
}

fn tls_name(value: &Value) -> words::Said<TlsCertificateName> {
    match value.text() {
        Some(text) => text.parse().map(Some).map_err(|error| format!("{text:?}: {error}")),
        None => Ok(None),
    }
}
