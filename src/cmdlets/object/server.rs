//! A server's properties, by the names of the cmdlets that show it.

use super::class::Class;
use super::datum::Datum;
use super::property::Property;
use crate::engine::{Product, Protocol, Role, Server, StartupMode, Thumbprint};

/// The value of a property of a server seen as this class; nothing where it has no such property.
pub(super) fn get(class: Class, server: &Server, property: Property) -> Datum {
    let assignments = &server.assignments;
    match (class, property) {
        (_, Property::Name | Property::Server) => Datum::Text(server.name.to_string()),
        (Class::ImapSettings, Property::X509CertificateName) => name(assignments.protocol_name(Protocol::Imap)),
        (Class::PopSettings, Property::X509CertificateName) => name(assignments.protocol_name(Protocol::Pop)),
        (Class::UmService, Property::UMStartupMode) => mode(server.um_startup_mode),
        (Class::UmService, Property::UMCertificateThumbprint) => thumbprint(assignments.um),
        (Class::UmCallRouterSettings, Property::UMStartupMode) => mode(server.um_call_router_startup_mode),
        (Class::UmCallRouterSettings, Property::UMCertificateThumbprint) => thumbprint(assignments.um_call_router),
        (Class::TransportService, Property::InternalTransportCertificateThumbprint) => {
            thumbprint(assignments.smtp_default)
        }
        (Class::ExchangeServer, Property::AdminDisplayVersion) => server.build.map_or(Datum::Unknown, Datum::Version),
        (Class::ExchangeServer, Property::Fqdn) => Datum::Text(server.fqdn.clone()),
        (Class::ExchangeServer, Property::ServerRole) => roles(server),
        (Class::ExchangeServer, Property::IsEdgeServer) => Datum::Bool(server.is_edge()),
        (Class::ExchangeServer, Property::IsMailboxServer) => Datum::Bool(server.roles.contains(&Role::Mailbox)),
        (Class::ExchangeServer, Property::IsClientAccessServer) => client_access(server),
        _ => Datum::Nothing,
    }
}

fn name(name: Option<&str>) -> Datum {
    name.map_or(Datum::Nothing, |name| Datum::Text(name.to_owned()))
}

fn mode(mode: StartupMode) -> Datum {
    Datum::Text(mode.name().to_owned())
}

fn thumbprint(thumbprint: Option<Thumbprint>) -> Datum {
    thumbprint.map_or(Datum::Nothing, Datum::Thumbprint)
}

/// The roles as `ServerRole` names them; there an Edge Transport server is just `Edge`.
fn roles(server: &Server) -> Datum {
    let names = server.roles.iter().map(|role| match role {
        Role::EdgeTransport => "Edge",
        other => other.name(),
    });
    Datum::Text(names.collect::<Vec<_>>().join(", "))
}

/// Since 2016 the Client Access services are part of the Mailbox role; before, they were a role of their own.
fn client_access(server: &Server) -> Datum {
    if server.roles.contains(&Role::ClientAccess) {
        return Datum::Bool(true);
    }
    match server.build {
        _ if !server.roles.contains(&Role::Mailbox) => Datum::Bool(false),
        None => Datum::Unknown,
        Some(build) => Datum::Bool(build.product() != Product::Exchange2013),
    }
}
