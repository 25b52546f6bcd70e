//! A certificate's properties by the names of `Get-ExchangeCertificate`, and their values as the shell writes them.
//!
//! What is not known reads `Unknown`, never an empty value or a default. Source of the default 14 and their order:
//! console captures of `Get-ExchangeCertificate | Format-List`.

use crate::engine::{Certificate, Facts, Moment, PrivateKey, Server, Source, status};

use super::shown::shown;

/// What is written where nobody knows.
pub const UNKNOWN: &str = "Unknown";

/// A certificate and the server that holds it.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// The server.
    pub server: &'a Server,
    /// The certificate on it.
    pub certificate: &'a Certificate,
    /// The time by which Status is judged.
    pub now: Moment,
}

macro_rules! properties {
    ($($name:ident),* $(,)?) => {
        /// A property.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, clippy::upper_case_acronyms, reason = "the names are Exchange's own")]
        pub enum Property { $($name),* }

        impl Property {
            /// Every property, by name.
            pub const ALL: &[Property] = &[$(Property::$name),*];

            /// Its name; never translated.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Property::$name => stringify!($name)),* }
            }
        }
    };
}

properties!(
    AccessRules,
    CertificateDomains,
    EnhancedKeyUsageList,
    FriendlyName,
    HasPrivateKey,
    Identity,
    IISServices,
    IsSelfSigned,
    Issuer,
    NotAfter,
    NotBefore,
    PrivateKeyExportable,
    PublicKeySize,
    RootCAType,
    SerialNumber,
    Services,
    ServicesStringForm,
    SignatureAlgorithm,
    Status,
    Subject,
    Thumbprint,
);

/// What `Format-List` shows when no property is named.
pub const DEFAULT: [Property; 14] = [
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

/// The properties of a name or a pattern: any case, `*` for any characters, `?` for any one.
pub fn matching(pattern: &str) -> impl Iterator<Item = Property> + '_ {
    Property::ALL.iter().copied().filter(move |property| like(property.name().as_bytes(), pattern.as_bytes()))
}

/// The properties that a caller's list names, in the caller's order, each once.
#[must_use]
pub fn chosen(patterns: &[String]) -> Vec<Property> {
    let mut chosen = Vec::new();
    for property in patterns.iter().flat_map(|pattern| matching(pattern)) {
        if !chosen.contains(&property) {
            chosen.push(property);
        }
    }
    chosen
}

/// Whether a name fits a pattern. Linear in the pattern for each start: the last `*` is the only one to come back to.
fn like(name: &[u8], pattern: &[u8]) -> bool {
    let (mut n, mut p) = (0, 0);
    let mut star = None;
    while n < name.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == b'?' || c.eq_ignore_ascii_case(&name[n]) => {
                p += 1;
                n += 1;
            }
            _ => match star {
                Some((at, from)) => {
                    p = at + 1;
                    n = from + 1;
                    star = Some((at, from + 1));
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|c| *c == b'*')
}

impl Property {
    /// The value as the shell writes it, foreign text made visible.
    #[must_use]
    pub fn value(self, record: &Record<'_>) -> String {
        let Record { server, certificate, now } = *record;
        let thumbprint = certificate.thumbprint;
        let services = || server.assignments.services_of(thumbprint);
        match self {
            Property::AccessRules => access_rules(certificate.private_key),
            Property::CertificateDomains => {
                fact(certificate, |facts| Some(list(&facts.domains.iter().map(|name| shown(name)).collect::<Vec<_>>())))
            }
            Property::EnhancedKeyUsageList => fact(certificate, usages),
            Property::FriendlyName => shown(&certificate.friendly_name),
            Property::HasPrivateKey => has_private_key(certificate.private_key),
            Property::Identity => {
                let host = if server.fqdn.is_empty() { server.name.as_str() } else { &server.fqdn };
                format!("{}\\{thumbprint}", shown(host))
            }
            Property::IISServices | Property::Services | Property::ServicesStringForm
                if certificate.services_unknown =>
            {
                UNKNOWN.into()
            }
            Property::IISServices => list(&sites(server, certificate)),
            Property::IsSelfSigned => fact(certificate, |facts| Some(boolean(facts.self_signed))),
            Property::Issuer => fact(certificate, |facts| Some(shown(&facts.issuer))),
            Property::NotAfter => fact(certificate, |facts| facts.not_after.map(crate::locale::date::en_us)),
            Property::NotBefore => fact(certificate, |facts| facts.not_before.map(crate::locale::date::en_us)),
            Property::PrivateKeyExportable => exportable(certificate.private_key),
            Property::PublicKeySize => fact(certificate, |facts| Some(facts.key.as_ref()?.bits?.to_string())),
            Property::RootCAType => certificate.root_ca_type.name().into(),
            Property::SerialNumber => {
                fact(certificate, |facts| Some(shown(&facts.serial)).filter(|serial| !serial.is_empty()))
            }
            Property::Services => services().to_string(),
            Property::ServicesStringForm => services().letters(),
            Property::SignatureAlgorithm => fact(certificate, |facts| Some(shown(&facts.signature.as_ref()?.name))),
            Property::Status => status(certificate, now).name().into(),
            Property::Subject => fact(certificate, |facts| Some(shown(&facts.subject))),
            Property::Thumbprint => thumbprint.to_string(),
        }
    }
}

fn fact(certificate: &Certificate, read: impl FnOnce(&Facts) -> Option<String>) -> String {
    certificate.known().and_then(read).unwrap_or_else(|| UNKNOWN.into())
}

fn boolean(value: bool) -> String {
    if value { "True" } else { "False" }.into()
}

fn list<T: AsRef<str>>(items: &[T]) -> String {
    format!("{{{}}}", items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "))
}

/// Who may read the key is not recorded; without a key there is no rule to show.
fn access_rules(key: PrivateKey) -> String {
    match key {
        PrivateKey::Missing => String::new(),
        PrivateKey::Exportable | PrivateKey::Present | PrivateKey::Unknown => UNKNOWN.into(),
    }
}

fn has_private_key(key: PrivateKey) -> String {
    match key {
        PrivateKey::Exportable | PrivateKey::Present => boolean(true),
        PrivateKey::Missing => boolean(false),
        PrivateKey::Unknown => UNKNOWN.into(),
    }
}

fn exportable(key: PrivateKey) -> String {
    match key {
        PrivateKey::Exportable => boolean(true),
        PrivateKey::Present | PrivateKey::Missing => boolean(false),
        PrivateKey::Unknown => UNKNOWN.into(),
    }
}

/// The IIS sites bound to the certificate: 1 is the Default Web Site, 2 the Exchange Back End.
fn sites(server: &Server, certificate: &Certificate) -> Vec<String> {
    let bound = Some(certificate.thumbprint);
    [(1, server.assignments.iis), (2, server.assignments.iis_back_end)]
        .into_iter()
        .filter(|(_, holder)| *holder == bound)
        .map(|(site, _)| format!("IIS://{}/W3SVC/{site}", shown(server.name.as_str())))
        .collect()
}

/// The purposes with the names Windows gives the usual ones.
fn usages(facts: &Facts) -> Option<String> {
    match &facts.enhanced_key_usage {
        Some(usages) => Some(list(&usages.iter().map(|oid| usage(oid)).collect::<Vec<_>>())),
        None if facts.source == Source::Recorded => None,
        None => Some("{}".into()),
    }
}

/// A purpose with the name Windows gives it, if it is a usual one.
#[must_use]
pub fn usage(oid: &str) -> String {
    let name = match oid {
        "1.3.6.1.5.5.7.3.1" => "Server Authentication",
        "1.3.6.1.5.5.7.3.2" => "Client Authentication",
        "1.3.6.1.5.5.7.3.3" => "Code Signing",
        "1.3.6.1.5.5.7.3.4" => "Secure Email",
        "1.3.6.1.5.5.7.3.8" => "Time Stamping",
        "1.3.6.1.5.5.7.3.9" => "OCSP Signing",
        "2.5.29.37.0" => "Any Purpose",
        other => return shown(other),
    };
    format!("{name} ({oid})")
}
