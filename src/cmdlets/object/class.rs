//! What kinds of objects there are, which properties each has, and how it is laid out when nobody says how.

use super::property::Property;

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what the cmdlet of that name gives")]
pub enum Class {
    Certificate,
    ImapSettings,
    PopSettings,
    UmService,
    UmCallRouterSettings,
    ExchangeServer,
    TransportService,
    CmdletInfo,
    /// What `Measure-Object` gives.
    Measurement,
}

/// One column of a table: its property, how wide it is at least, and its heading where that is not the property's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The property.
    pub property: Property,
    /// The fewest columns of the terminal it takes.
    pub least: usize,
    /// What stands above it.
    pub heading: &'static str,
}

impl Column {
    /// A column as wide as it has to be.
    #[must_use]
    pub const fn of(property: Property) -> Column {
        Column { property, least: 0, heading: property.name() }
    }
}

/// Every property of a certificate, by name.
const CERTIFICATE: &[Property] = &[
    Property::AccessRules,
    Property::CertificateDomains,
    Property::EnhancedKeyUsageList,
    Property::FriendlyName,
    Property::HasPrivateKey,
    Property::Identity,
    Property::IISServices,
    Property::IsSelfSigned,
    Property::Issuer,
    Property::NotAfter,
    Property::NotBefore,
    Property::PrivateKeyExportable,
    Property::PublicKeySize,
    Property::RootCAType,
    Property::SerialNumber,
    Property::Services,
    Property::ServicesStringForm,
    Property::SignatureAlgorithm,
    Property::Status,
    Property::Subject,
    Property::Thumbprint,
];

/// What `Format-List` shows of a certificate when no property is named. Source of the 14 and their order: console captures
/// of `Get-ExchangeCertificate | Format-List`.
const CERTIFICATE_LIST: &[Property] = &[
    Property::AccessRules,
    Property::CertificateDomains,
    Property::HasPrivateKey,
    Property::IsSelfSigned,
    Property::Issuer,
    Property::NotAfter,
    Property::NotBefore,
    Property::PublicKeySize,
    Property::RootCAType,
    Property::SerialNumber,
    Property::Services,
    Property::Status,
    Property::Subject,
    Property::Thumbprint,
];

/// The three columns that a certificate has by default. Source: console captures; the widths are theirs.
const CERTIFICATE_TABLE: &[Column] = &[
    Column { heading: "Thumbprint", property: Property::Thumbprint, least: 41 },
    Column { heading: "Services", property: Property::ServicesStringForm, least: 10 },
    Column { heading: "Subject", property: Property::Subject, least: 0 },
];

const PROTOCOL: &[Property] = &[Property::Server, Property::X509CertificateName];
const UM_SERVICE: &[Property] = &[Property::Name, Property::UMCertificateThumbprint, Property::UMStartupMode];
const CALL_ROUTER: &[Property] = &[Property::Server, Property::UMCertificateThumbprint, Property::UMStartupMode];
const TRANSPORT: &[Property] = &[Property::InternalTransportCertificateThumbprint, Property::Name];
const SERVER: &[Property] = &[
    Property::AdminDisplayVersion,
    Property::Fqdn,
    Property::IsClientAccessServer,
    Property::IsEdgeServer,
    Property::IsMailboxServer,
    Property::Name,
    Property::ServerRole,
];
const CMDLET: &[Property] = &[Property::Alias, Property::CommandType, Property::Name, Property::Synopsis];
/// In the order in which PowerShell lists them.
const MEASUREMENT: &[Property] =
    &[Property::Count, Property::Average, Property::Sum, Property::Maximum, Property::Minimum, Property::Property];

impl Class {
    /// Every kind.
    pub const ALL: [Class; 9] = [
        Class::Certificate,
        Class::ImapSettings,
        Class::PopSettings,
        Class::UmService,
        Class::UmCallRouterSettings,
        Class::ExchangeServer,
        Class::TransportService,
        Class::CmdletInfo,
        Class::Measurement,
    ];

    /// The kind as a heading and a message name it.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Class::Certificate => "certificate",
            Class::ImapSettings => "IMAP settings object",
            Class::PopSettings => "POP settings object",
            Class::UmService => "UM service",
            Class::UmCallRouterSettings => "UM call router settings object",
            Class::ExchangeServer => "Exchange server",
            Class::TransportService => "Transport service",
            Class::CmdletInfo => "cmdlet",
            Class::Measurement => "measurement",
        }
    }

    /// Its properties.
    #[must_use]
    pub const fn properties(self) -> &'static [Property] {
        match self {
            Class::Certificate => CERTIFICATE,
            Class::ImapSettings | Class::PopSettings => PROTOCOL,
            Class::UmService => UM_SERVICE,
            Class::UmCallRouterSettings => CALL_ROUTER,
            Class::ExchangeServer => SERVER,
            Class::TransportService => TRANSPORT,
            Class::CmdletInfo => CMDLET,
            Class::Measurement => MEASUREMENT,
        }
    }

    /// The properties that `Format-List` shows when none is named.
    #[must_use]
    pub const fn list(self) -> &'static [Property] {
        match self {
            Class::Certificate => CERTIFICATE_LIST,
            other => other.properties(),
        }
    }

    /// The columns that it is shown in when nobody says how; `None` when it is shown as a list.
    #[must_use]
    pub fn table(self) -> Option<Vec<Column>> {
        let properties: &[Property] = match self {
            Class::Certificate => return Some(CERTIFICATE_TABLE.to_vec()),
            Class::Measurement => return None,
            Class::ImapSettings | Class::PopSettings => PROTOCOL,
            Class::UmService => &[Property::Name, Property::UMStartupMode, Property::UMCertificateThumbprint],
            Class::UmCallRouterSettings => {
                &[Property::Server, Property::UMStartupMode, Property::UMCertificateThumbprint]
            }
            Class::ExchangeServer => &[Property::Name, Property::ServerRole, Property::AdminDisplayVersion],
            Class::TransportService => &[Property::Name, Property::InternalTransportCertificateThumbprint],
            Class::CmdletInfo => &[Property::CommandType, Property::Name, Property::Synopsis],
        };
        Some(properties.iter().copied().map(Column::of).collect())
    }
}
