//! The names of properties, whatever object has them, and what their values are.

use super::datum::Type;
use crate::cmdlets::pattern::like;

macro_rules! properties {
    ($($name:ident: $kind:ident),* $(,)?) => {
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

            /// What its values are, where they are known.
            #[must_use]
            pub const fn kind(self) -> Type {
                match self { $(Property::$name => Type::$kind),* }
            }
        }
    };
}

properties!(
    AccessRules: Text,
    AdminDisplayVersion: Version,
    Alias: Text,
    Average: Text,
    CertificateDomains: List,
    CommandType: Text,
    Count: Number,
    EnhancedKeyUsageList: List,
    Fqdn: Text,
    FriendlyName: Text,
    HasPrivateKey: Bool,
    Identity: Text,
    IISServices: List,
    InternalTransportCertificateThumbprint: Thumbprint,
    IsClientAccessServer: Bool,
    IsEdgeServer: Bool,
    IsMailboxServer: Bool,
    IsSelfSigned: Bool,
    Issuer: Text,
    Maximum: Text,
    Minimum: Text,
    Name: Text,
    NotAfter: Date,
    NotBefore: Date,
    PrivateKeyExportable: Bool,
    Property: Text,
    PublicKeySize: Number,
    RootCAType: Text,
    SerialNumber: Text,
    Server: Text,
    ServerRole: Text,
    Services: Services,
    ServicesStringForm: Text,
    SignatureAlgorithm: Text,
    Status: Text,
    Subject: Text,
    Sum: Text,
    Synopsis: Text,
    Thumbprint: Thumbprint,
    UMCertificateThumbprint: Thumbprint,
    UMStartupMode: Text,
    X509CertificateName: Text,
);

/// The properties among `all` of a name or a pattern: any case, `*` for any characters, `?` for any one.
pub fn matching<'a>(all: &'a [Property], pattern: &'a str) -> impl Iterator<Item = Property> + 'a {
    all.iter().copied().filter(move |property| like(property.name(), pattern))
}

/// The properties among `all` that a caller's list names, in the caller's order, each once.
#[must_use]
pub fn chosen(all: &[Property], patterns: &[String]) -> Vec<Property> {
    let mut chosen = Vec::new();
    for property in patterns.iter().flat_map(|pattern| matching(all, pattern)) {
        if !chosen.contains(&property) {
            chosen.push(property);
        }
    }
    chosen
}
