//! The properties that are read, by the names of Exchange's cmdlets.

macro_rules! properties {
    ($($name:ident),* $(,)?) => {
        /// A property that is read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(clippy::upper_case_acronyms, reason = "the names are Exchange's own")]
        pub(super) enum Property { $($name),* }

        impl Property {
            const ALL: &[Property] = &[$(Property::$name),*];

            /// Exchange's name for it.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Property::$name => stringify!($name)),* }
            }
        }
    };
}

properties!(
    // Get-ExchangeCertificate
    CertificateDomains,
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
    RawData,
    RootCAType,
    SerialNumber,
    Services,
    ServicesStringForm,
    Status,
    Subject,
    Thumbprint,
    // Its companions
    AddressSpaces,
    AdminDisplayVersion,
    Bindings,
    CurrentCertificateThumbprint,
    Fqdn,
    InternalTransportCertificateThumbprint,
    IsClientAccessServer,
    IsEdgeServer,
    IsMailboxServer,
    LogFileLocation,
    MaxCallsAllowed,
    Name,
    ProtocolName,
    RemoteIPRanges,
    Server,
    ServerRole,
    SmartHosts,
    SourceTransportServers,
    TlsCertificateName,
    UMStartupMode,
    UnencryptedOrTLSBindings,
    X509CertificateName,
);

impl Property {
    /// The property of that name, in any case.
    pub(super) fn named(name: &str) -> Option<Property> {
        let name = name.trim();
        Property::ALL.iter().copied().find(|property| property.name().eq_ignore_ascii_case(name))
    }
}
