//! Where facts come from, and how far each source is to be trusted: what an import needs to upgrade and never downgrade.

use std::collections::BTreeMap;

/// A kind of source of facts about a real organization, the least trusted first.
///
/// A fact from a source is replaced by the same fact from one that ranks as high or higher, never by one that ranks lower.
/// A fact without an origin was written by a person or by the program, and any import replaces it.
///
/// Source of the order: what each form of export can carry (microsoft/CSS-Exchange test data, public captures); our own
/// collector knows most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A certificate file: PEM, DER, PKCS #7, PKCS #12. It knows nothing of services.
    File,
    /// `Format-Table` text: thumbprint, letters of services, part of a subject.
    Table,
    /// `Export-Csv`.
    Csv,
    /// `Format-List` text.
    List,
    /// `ConvertTo-Json`.
    Json,
    /// `Export-Clixml` without `SerializationData`: the certificate itself and nothing else.
    RawData,
    /// `Export-Clixml` with `SerializationData`, or of the settings of a server.
    Clixml,
    /// The inventory of the collector script.
    Inventory,
}

impl Origin {
    /// Every kind, the least trusted first.
    pub const ALL: [Origin; 8] = [
        Origin::File,
        Origin::Table,
        Origin::Csv,
        Origin::List,
        Origin::Json,
        Origin::RawData,
        Origin::Clixml,
        Origin::Inventory,
    ];

    /// The store's name for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Origin::File => "file",
            Origin::Table => "table",
            Origin::Csv => "csv",
            Origin::List => "list",
            Origin::Json => "json",
            Origin::RawData => "raw-data",
            Origin::Clixml => "clixml",
            Origin::Inventory => "inventory",
        }
    }

    /// The kind of that name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Origin> {
        Origin::ALL.into_iter().find(|origin| origin.name().eq_ignore_ascii_case(name))
    }
}

/// The origin of each fact that an import brought.
pub type Origins<F> = BTreeMap<F, Origin>;

/// What an import can learn of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServerFact {
    /// Its fully qualified domain name.
    Fqdn,
    /// Its build.
    Build,
    /// Its roles.
    Roles,
    /// The database availability group it belongs to.
    Dag,
    /// The Active Directory site of its Edge subscription.
    EdgeSubscription,
    /// The default SMTP certificate.
    SmtpDefault,
    /// Unified Messaging's startup mode.
    StartupMode,
    /// The call router's startup mode.
    CallRouterStartupMode,
    /// IMAP's `X509CertificateName`.
    ImapName,
    /// POP's `X509CertificateName`.
    PopName,
}

impl ServerFact {
    /// Every fact, in the order of the document.
    pub const ALL: [ServerFact; 10] = [
        ServerFact::Fqdn,
        ServerFact::Build,
        ServerFact::Roles,
        ServerFact::Dag,
        ServerFact::EdgeSubscription,
        ServerFact::SmtpDefault,
        ServerFact::StartupMode,
        ServerFact::CallRouterStartupMode,
        ServerFact::ImapName,
        ServerFact::PopName,
    ];

    /// The store's name for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            ServerFact::Fqdn => "fqdn",
            ServerFact::Build => "build",
            ServerFact::Roles => "roles",
            ServerFact::Dag => "dag",
            ServerFact::EdgeSubscription => "edge-subscription",
            ServerFact::SmtpDefault => "smtp-default",
            ServerFact::StartupMode => "startup-mode",
            ServerFact::CallRouterStartupMode => "call-router-startup-mode",
            ServerFact::ImapName => "imap-name",
            ServerFact::PopName => "pop-name",
        }
    }

    /// The fact of that name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<ServerFact> {
        ServerFact::ALL.into_iter().find(|fact| fact.name().eq_ignore_ascii_case(name))
    }
}

/// What an import can learn of a certificate on a server, beside what the certificate says itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CertificateFact {
    /// Its services, and the sites of IIS it is bound to.
    Services,
    /// Its Status as the server judged it, with `RootCAType`.
    Status,
    /// Whether its private key is there and exportable.
    PrivateKey,
    /// Its friendly name.
    FriendlyName,
    /// Names, dates, serial number and key size as the source printed them, where there is no certificate to read.
    Recorded,
}

impl CertificateFact {
    /// Every fact, in the order of the document.
    pub const ALL: [CertificateFact; 5] = [
        CertificateFact::Services,
        CertificateFact::Status,
        CertificateFact::PrivateKey,
        CertificateFact::FriendlyName,
        CertificateFact::Recorded,
    ];

    /// The store's name for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            CertificateFact::Services => "services",
            CertificateFact::Status => "status",
            CertificateFact::PrivateKey => "private-key",
            CertificateFact::FriendlyName => "friendly-name",
            CertificateFact::Recorded => "recorded",
        }
    }

    /// The fact of that name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<CertificateFact> {
        CertificateFact::ALL.into_iter().find(|fact| fact.name().eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_carries_more_ranks_higher_and_every_name_is_read_back() {
        assert!(Origin::ALL.is_sorted());
        assert!(Origin::Clixml > Origin::RawData && Origin::RawData > Origin::Json && Origin::Json > Origin::List);
        assert!(Origin::ALL.into_iter().all(|origin| Origin::named(origin.name()) == Some(origin)));
        assert!(ServerFact::ALL.into_iter().all(|fact| ServerFact::named(fact.name()) == Some(fact)));
        assert!(CertificateFact::ALL.into_iter().all(|fact| CertificateFact::named(fact.name()) == Some(fact)));
    }
}
