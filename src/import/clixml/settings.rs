//! Servers and settings: what other cmdlets say that belongs to certificates.

use super::certificate::shortened;
use super::class::Class;
use super::gathered::Gathered;
use super::object::{Object, Said, Value};
use crate::engine::{Build, Role, SendConnector, ServerName, StartupMode};
use crate::import::properties::{self, leaf};

/// Reads an object that is no certificate.
pub(super) fn read(object: &Object<'_>, class: Class, gathered: &mut Gathered) {
    match class {
        Class::Server => server(object, gathered),
        Class::Transport => transport(object, gathered),
        Class::Pop | Class::Imap => protocol(object, class, gathered),
        Class::UnifiedMessaging | Class::CallRouter => startup_mode(object, class, gathered),
        Class::MailboxServer => mailbox_server(object, gathered),
        Class::AvailabilityGroup => availability_group(object, gathered),
        Class::EdgeSubscription => edge_subscription(object, gathered),
        Class::AuthConfig => auth_config(object, gathered),
        Class::SendConnector => send_connector(object, gathered),
        Class::Organization => gathered.source.organization.name = object.text("Name").map(str::to_owned),
        // A Receive connector may name a certificate (TlsCertificateName), but no rule of Exchange guards it: nothing of
        // it is kept, and nothing is missing.
        Class::ReceiveConnector | Class::Certificate => {}
    }
}

/// The server that settings belong to: by the first of these properties, else a remark.
fn host<'o>(object: &'o Object<'_>, names: &[&str], gathered: &mut Gathered) -> Option<&'o str> {
    // Settings have an identity below their server's: `EX01\1`.
    let host = |name: &&str| object.text(name).map(|text| leaf(text.split('\\').next().unwrap_or(text)));
    let found = names.iter().find_map(host).filter(|name| !name.is_empty());
    if found.is_none() {
        gathered.remark(format!("it names no server ({})", names.join(", ")));
    }
    found
}

/// `Get-ExchangeServer`.
fn server(object: &Object<'_>, gathered: &mut Gathered) {
    let Some(name) = host(object, &["Name", "Identity", "Fqdn"], gathered) else { return };
    let build = build(object, gathered);
    let roles = roles(object, build, gathered);
    let fqdn = object.text("Fqdn").map(str::to_owned);
    let facts = gathered.server(name);
    facts.fqdn = fqdn.or(facts.fqdn.take());
    facts.build = build.or(facts.build);
    facts.roles = roles.or(facts.roles.take());
}

/// `AdminDisplayVersion`: its four numbers, or its text.
fn build(object: &Object<'_>, gathered: &mut Gathered) -> Option<Build> {
    let value = object.property("AdminDisplayVersion")?;
    let numbers = value.object().and_then(|version| {
        let number = |name| version.text(name);
        let (major, minor) = (number("Major")?, number("Minor")?);
        format!("{major}.{minor}.{}.{}", number("Build")?, number("Revision")?).parse().ok()
    });
    let build = numbers.or_else(|| value.text().and_then(properties::build));
    if build.is_none() {
        gathered.remark("AdminDisplayVersion is no version of Exchange");
    }
    build
}

/// The roles, by `ServerRole`, else by what the server is asked to be. `IsClientAccessServer` counts for Exchange 2013
/// alone: since 2016 it is true of every Mailbox server.
fn roles(object: &Object<'_>, build: Option<Build>, gathered: &mut Gathered) -> Option<Vec<Role>> {
    if let Some(text) = object.text("ServerRole") {
        let (roles, unknown) = properties::roles(text);
        if !unknown.is_empty() {
            gathered.remark(format!("ServerRole has what is not known: {}", shortened(&unknown.join(", "))));
        }
        return (!roles.is_empty()).then_some(roles);
    }
    let is = |name| object.text(name).and_then(properties::boolean);
    if is("IsEdgeServer") == Some(true) {
        return Some(vec![Role::EdgeTransport]);
    }
    let client_access = is("IsClientAccessServer")?;
    match (is("IsMailboxServer")?, build.map(|build| (build.major, build.minor))) {
        (true, Some((15, 0))) if client_access => Some(vec![Role::Mailbox, Role::ClientAccess]),
        (true, Some(_)) => Some(vec![Role::Mailbox]),
        (false, Some((15, 0))) if client_access => Some(vec![Role::ClientAccess]),
        _ => None,
    }
}

/// `Get-TransportService`.
fn transport(object: &Object<'_>, gathered: &mut Gathered) {
    const NAME: &str = "InternalTransportCertificateThumbprint";
    let Some(name) = host(object, &["Name", "Identity"], gathered) else { return };
    let default = match object.said(NAME) {
        Said::Text(text) => match text.parse() {
            Ok(thumbprint) => Some(thumbprint),
            Err(_) => return unreadable(NAME, gathered),
        },
        Said::Null => None,
        Said::Nothing | Said::Unreadable => return unreadable(NAME, gathered),
    };
    gathered.server(name).smtp_default = Some(default);
}

/// What the settings are about is missing.
fn unreadable(name: &str, gathered: &mut Gathered) {
    gathered.remark(format!("{name} is missing or cannot be read"));
}

/// `Get-PopSettings`, `Get-ImapSettings`.
fn protocol(object: &Object<'_>, class: Class, gathered: &mut Gathered) {
    const NAME: &str = "X509CertificateName";
    let Some(server) = host(object, &["Server", "Identity"], gathered) else { return };
    let name = match object.said(NAME) {
        Said::Text(text) => Some(text.to_owned()),
        Said::Null => None,
        Said::Nothing | Said::Unreadable => return unreadable(NAME, gathered),
    };
    let facts = gathered.server(server);
    if class == Class::Pop {
        facts.pop_name = Some(name);
    } else {
        facts.imap_name = Some(name);
    }
}

/// `Get-UMService`, `Get-UMCallRouterSettings`.
fn startup_mode(object: &Object<'_>, class: Class, gathered: &mut Gathered) {
    let names: &[&str] = if class == Class::CallRouter { &["Server", "Identity"] } else { &["Name", "Identity"] };
    let Some(server) = host(object, names, gathered) else { return };
    let Some(mode) = object.text("UMStartupMode").and_then(StartupMode::named) else {
        return unreadable("UMStartupMode", gathered);
    };
    let facts = gathered.server(server);
    if class == Class::CallRouter {
        facts.call_router_startup_mode = Some(mode);
    } else {
        facts.startup_mode = Some(mode);
    }
}

/// `Get-MailboxServer`: the group it belongs to.
fn mailbox_server(object: &Object<'_>, gathered: &mut Gathered) {
    const NAME: &str = "DatabaseAvailabilityGroup";
    let Some(server) = host(object, &["Name", "Identity"], gathered) else { return };
    let group = match object.said(NAME) {
        Said::Text(text) => Some(leaf(text).to_owned()),
        Said::Null => None,
        Said::Nothing | Said::Unreadable => return unreadable(NAME, gathered),
    };
    gathered.server(server).dag = Some(group);
}

/// `Get-DatabaseAvailabilityGroup`: the servers that belong to it.
fn availability_group(object: &Object<'_>, gathered: &mut Gathered) {
    let (Some(name), Some(servers)) = (object.text("Name"), object.items("Servers")) else {
        return unreadable("Name or Servers", gathered);
    };
    for server in servers {
        match server.text().map(leaf) {
            Some(server) => gathered.server(server).dag = Some(Some(name.to_owned())),
            None => gathered.remark("Servers has one without a name"),
        }
    }
}

/// `Get-EdgeSubscription`: its name is the Edge Transport server's.
fn edge_subscription(object: &Object<'_>, gathered: &mut Gathered) {
    let Some(server) = host(object, &["Name", "Identity"], gathered) else { return };
    let Some(site) = object.text("Site").map(leaf) else { return unreadable("Site", gathered) };
    gathered.server(server).edge_subscription = Some(Some(site.to_owned()));
}

/// `Get-AuthConfig`.
fn auth_config(object: &Object<'_>, gathered: &mut Gathered) {
    match object.text("CurrentCertificateThumbprint").map(str::parse) {
        Some(Ok(thumbprint)) => gathered.source.organization.auth_certificate = Some(thumbprint),
        _ => gathered.remark("CurrentCertificateThumbprint is missing or no thumbprint"),
    }
}

/// `Get-SendConnector`. One that does not say all of what its rules need is left out: without a certificate's name it would
/// read as bound to none, without servers as sending from all.
fn send_connector(object: &Object<'_>, gathered: &mut Gathered) {
    let tls_certificate_name = match object.said("TlsCertificateName") {
        Said::Null => None,
        Said::Text(text) => match text.parse() {
            Ok(name) => Some(name),
            Err(_) => {
                return gathered.remark(format!("TlsCertificateName {} is not <I>issuer<S>subject", shortened(text)));
            }
        },
        Said::Nothing | Said::Unreadable => {
            return gathered.remark("it is left out: TlsCertificateName is missing or cannot be read");
        }
    };
    let name = |server: &Value<'_>| server.text().map(|server| ServerName::new(leaf(server)));
    let servers = object.items("SourceTransportServers").and_then(|items| items.iter().map(name).collect());
    let (Some(name), Some(source_servers)) = (object.text("Name"), servers) else {
        return gathered.remark("it is left out: Name or SourceTransportServers is missing or cannot be read");
    };
    let connector = SendConnector { name: name.to_owned(), tls_certificate_name, source_servers };
    gathered.source.organization.send_connectors.get_or_insert_default().push(connector);
}
