//! What an object is: by its type's name, else by properties that nothing else has.
//!
//! Source of the type names: the public exports in microsoft/CSS-Exchange for certificates and for the objects of
//! `Get-ExchangeServer` and `Get-MailboxServer`; the others follow from the names of the cmdlets, and a name that is
//! spelled otherwise is caught by the properties. These are documented in Microsoft's reference of each cmdlet.

use super::object::Object;

/// What is read of an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// `Get-ExchangeCertificate`; a certificate of .NET too.
    Certificate,
    /// `Get-ExchangeServer`.
    Server,
    /// `Get-TransportService`, `Get-TransportServer`.
    Transport,
    /// `Get-PopSettings`.
    Pop,
    /// `Get-ImapSettings`.
    Imap,
    /// `Get-UMService`.
    UnifiedMessaging,
    /// `Get-UMCallRouterSettings`.
    CallRouter,
    /// `Get-AuthConfig`.
    AuthConfig,
    /// `Get-SendConnector`.
    SendConnector,
    /// `Get-ReceiveConnector`: nothing of it is kept.
    ReceiveConnector,
    /// `Get-MailboxServer`.
    MailboxServer,
    /// `Get-DatabaseAvailabilityGroup`.
    AvailabilityGroup,
    /// `Get-EdgeSubscription`.
    EdgeSubscription,
    /// `Get-OrganizationConfig`.
    Organization,
}

/// Last parts of type names.
const TYPES: [(&str, Class); 18] = [
    ("ExchangeCertificate", Class::Certificate),
    ("X509Certificate2", Class::Certificate),
    ("X509Certificate", Class::Certificate),
    ("ExchangeServer", Class::Server),
    ("TransportServer", Class::Transport),
    ("TransportService", Class::Transport),
    ("UMServer", Class::UnifiedMessaging),
    ("UMService", Class::UnifiedMessaging),
    ("UMCallRouterSettings", Class::CallRouter),
    ("AuthConfig", Class::AuthConfig),
    ("SendConnector", Class::SendConnector),
    ("SmtpSendConnectorConfig", Class::SendConnector),
    ("ReceiveConnector", Class::ReceiveConnector),
    ("MailboxServer", Class::MailboxServer),
    ("DatabaseAvailabilityGroup", Class::AvailabilityGroup),
    ("EdgeSubscription", Class::EdgeSubscription),
    ("OrganizationConfig", Class::Organization),
    ("ADOrganizationConfig", Class::Organization),
];

/// Properties that only one class has, all of them together.
const PROPERTIES: [(&[&str], Class); 10] = [
    (&["RawData"], Class::Certificate),
    (&["Thumbprint"], Class::Certificate),
    (&["InternalTransportCertificateThumbprint"], Class::Transport),
    (&["CurrentCertificateThumbprint"], Class::AuthConfig),
    (&["TlsCertificateName", "SourceTransportServers"], Class::SendConnector),
    (&["TlsCertificateName", "AddressSpaces"], Class::SendConnector),
    (&["TlsCertificateName", "TransportRole"], Class::ReceiveConnector),
    (&["AdminDisplayVersion", "Name"], Class::Server),
    (&["AdminDisplayVersion", "Fqdn"], Class::Server),
    (&["ServerRole", "Name"], Class::Server),
];

/// The class of an object; `None` for one that nobody knows.
pub(super) fn class(object: &Object<'_>) -> Option<Class> {
    let name = object.type_name().rsplit('.').next().unwrap_or_default();
    let by_type = TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, class)| *class);
    by_type.or_else(|| settings(object, name)).or_else(|| by_properties(object))
}

/// The settings of POP and IMAP, which have the same properties, and those of the call router, which has the same as
/// Unified Messaging: only the type's name or the protocol tells them apart.
fn settings(object: &Object<'_>, name: &str) -> Option<Class> {
    if object.property("X509CertificateName").is_some() {
        let protocol = object.text("ProtocolName").unwrap_or(name).to_ascii_lowercase();
        return match protocol.as_str() {
            protocol if protocol.starts_with("pop") => Some(Class::Pop),
            protocol if protocol.starts_with("imap") => Some(Class::Imap),
            _ => None,
        };
    }
    (object.property("UMStartupMode").is_some() && name.to_ascii_lowercase().contains("callrouter"))
        .then_some(Class::CallRouter)
}

fn by_properties(object: &Object<'_>) -> Option<Class> {
    let has = |names: &[&str]| names.iter().all(|name| object.property(name).is_some());
    PROPERTIES.iter().find(|(names, _)| has(names)).map(|(_, class)| *class)
}
