//! A certificate on a server: what its DER says, what the server says of it, and whether it is trusted.

use std::sync::Arc;

use super::evidence::Evidence;
use super::moment::Moment;
use super::origin::{CertificateFact, Origins};
use super::thumbprint::Thumbprint;

/// What is known of a certificate independent of any server: what its DER says or, where there is no DER, what was
/// recorded of it. Shared by every server that holds the certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// SHA-1 of the DER.
    pub thumbprint: Thumbprint,
    /// The subject name in RFC 4514 order and escapes, `, ` between the parts. Empty for an empty name.
    pub subject: String,
    /// The issuer name, written like [`subject`](Facts::subject).
    pub issuer: String,
    /// The subject's most specific CN, unescaped.
    pub common_name: Option<String>,
    /// EMS `CertificateDomains`: the DNS names of the subject alternative name, the CN first if it is a DNS name and not
    /// among them.
    pub domains: Vec<String>,
    /// Every subject alternative name, DNS names too, in the certificate's order.
    pub alternative_names: Vec<AlternativeName>,
    /// First moment of validity; `None` when not recorded.
    pub not_before: Option<Moment>,
    /// Last moment of validity; `None` when not recorded.
    pub not_after: Option<Moment>,
    /// Upper-case hexadecimal serial number, as the DER has it; empty when not recorded.
    pub serial: String,
    /// The public key; `None` when not recorded.
    pub key: Option<PublicKey>,
    /// The SHA-256 of the public key (`SubjectPublicKeyInfo`): by it a certificate finds the request that it answers. `None`
    /// when not recorded.
    pub key_sha256: Option<[u8; 32]>,
    /// How the certificate is signed; `None` when not recorded.
    pub signature: Option<SignatureAlgorithm>,
    /// The Enhanced Key Usage OIDs in dotted form; `None` when the extension is absent (any purpose) or not recorded.
    pub enhanced_key_usage: Option<Vec<String>>,
    /// Issuer equals subject and its own key verifies the signature.
    pub self_signed: bool,
    /// Basic constraints say it is a certification authority.
    pub authority: bool,
    /// Where these facts come from.
    pub source: Source,
}

/// Where facts come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Read from the certificate itself.
    Der,
    /// Recorded by a person or an import; there is no certificate to read.
    Recorded,
}

/// One subject alternative name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlternativeName {
    /// Its kind.
    pub kind: NameKind,
    /// Its value as text: a directory name in RFC 4514 form, an address in its usual notation, bytes in hexadecimal.
    pub value: String,
}

/// The kinds of RFC 5280's `GeneralName`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are RFC 5280's own")]
pub enum NameKind {
    Dns,
    Email,
    Uri,
    IpAddress,
    DirectoryName,
    RegisteredId,
    OtherName,
    X400Address,
    EdiPartyName,
}

/// A public key's algorithm and size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// The algorithm.
    pub algorithm: KeyAlgorithm,
    /// Size in bits: an RSA modulus, an EC field; `None` where the algorithm has no such number.
    pub bits: Option<u32>,
}

/// Public key algorithms by their usual names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the algorithms' own")]
pub enum KeyAlgorithm {
    Rsa,
    Ec,
    Ed25519,
    Dsa,
    /// Anything else, by its OID in dotted form.
    Other(String),
}

/// How a certificate is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureAlgorithm {
    /// Windows' name where it has one (`sha256RSA`), else the OID in dotted form.
    pub name: String,
    /// Whether SHA-1 is part of it.
    pub sha1: bool,
}

/// A certificate as a server holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Its thumbprint; for a pending request the placeholder certificate's.
    pub thumbprint: Thumbprint,
    /// The friendly name; empty when it has none. Foreign text: show it only made visible.
    pub friendly_name: String,
    /// The private key on this server.
    pub private_key: PrivateKey,
    /// Whether it is a certificate or a request for one.
    pub kind: Kind,
    /// What its DER says.
    pub facts: Knowledge,
    /// Whether a chain leads to a trusted root.
    pub trust: Trust,
    /// What that verdict rests on; `None` when there is no chain to judge, it has not been judged yet, or the verdict is
    /// a recorded one.
    pub evidence: Option<Arc<Evidence>>,
    /// The services this server gives it are not known (a degraded import).
    pub services_unknown: bool,
    /// Where its root stands in the server's stores (EMS `RootCAType`).
    pub root_ca_type: RootCaType,
    /// Where the facts that an import brought come from.
    pub origins: Origins<CertificateFact>,
}

/// A certificate, or the wait for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A certificate.
    Issued,
    /// A request that no authority has answered yet; `key_id` names its file.
    Request {
        /// The file stem of `requests/<KEY-ID>.csr`.
        key_id: String,
    },
}

/// What is known of a certificate's facts by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Knowledge {
    /// Not read yet; it will come.
    Pending,
    /// Read.
    Known(Arc<Facts>),
    /// Neither a readable certificate nor recorded facts; says why.
    Unreadable(Arc<str>),
}

impl Knowledge {
    /// The facts, once known.
    #[must_use]
    pub fn known(&self) -> Option<&Facts> {
        match self {
            Knowledge::Known(facts) => Some(facts),
            Knowledge::Pending | Knowledge::Unreadable(_) => None,
        }
    }
}

/// The private key of a certificate on one server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrivateKey {
    /// Present and exportable.
    Exportable,
    /// Present, not exportable.
    Present,
    /// Not there.
    Missing,
    /// Not known.
    Unknown,
}

/// The verdict on a certificate's chain and revocation. The leaf's own dates and purposes are not part of it: the engine
/// judges those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Not judged yet; it will come.
    Pending,
    /// Nobody can say (a degraded import).
    Unknown,
    /// Self-signed: there is no chain to judge. Exchange calls such a certificate Valid.
    SelfSigned,
    /// A chain leads to a trusted root, and no revocation list names the certificate.
    Trusted,
    /// No chain leads to a trusted root.
    Untrusted,
    /// A revocation list names it.
    Revoked,
    /// An import recorded that revocation could not be checked.
    RevocationCheckFailure,
    /// Any other chain error, by the verifier's name for it.
    Invalid(Arc<str>),
}

/// EMS `RootCAType`: in which of a server's stores the root stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are Exchange's own")]
pub enum RootCaType {
    #[default]
    None,
    ThirdParty,
    Enterprise,
    Registry,
    GroupPolicy,
    Unknown,
}

impl RootCaType {
    /// Every type, in the documented order.
    pub const ALL: [RootCaType; 6] = [
        RootCaType::None,
        RootCaType::ThirdParty,
        RootCaType::Enterprise,
        RootCaType::Registry,
        RootCaType::GroupPolicy,
        RootCaType::Unknown,
    ];

    /// Exchange's name for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            RootCaType::None => "None",
            RootCaType::ThirdParty => "ThirdParty",
            RootCaType::Enterprise => "Enterprise",
            RootCaType::Registry => "Registry",
            RootCaType::GroupPolicy => "GroupPolicy",
            RootCaType::Unknown => "Unknown",
        }
    }
}

/// The OID of the Server Authentication purpose.
const SERVER_AUTH: &str = "1.3.6.1.5.5.7.3.1";
/// The OID of "any purpose".
const ANY_PURPOSE: &str = "2.5.29.37.0";

impl Facts {
    /// Whether the certificate may authenticate a server: it names no purposes, or Server Authentication, or any purpose.
    #[must_use]
    pub fn allows_server_authentication(&self) -> bool {
        self.enhanced_key_usage.as_ref().is_none_or(|usages| usages.iter().any(|usage| serves(usage)))
    }

    /// Whether the subject's CN is a wildcard.
    #[must_use]
    pub fn wildcard_subject(&self) -> bool {
        self.common_name.as_deref().is_some_and(is_wildcard)
    }

    /// The DNS names that are fully qualified: no wildcard, more than the bare name of a server.
    pub fn plain_names(&self) -> impl Iterator<Item = &str> {
        self.domains.iter().map(String::as_str).filter(|name| is_fqdn(name))
    }

    /// The name IMAP or POP would be given: the subject CN if it is an FQDN, else the first plain DNS name.
    /// `None` when there is none, and so nothing to give (rules `wildcard-imap`, `wildcard-pop`).
    #[must_use]
    pub fn protocol_name(&self) -> Option<&str> {
        self.common_name.as_deref().filter(|name| is_fqdn(name)).or_else(|| self.plain_names().next())
    }

    /// Whether `host` is among the names; a wildcard covers exactly one label (RFC 6125, 6.4.3). Case does not matter.
    #[must_use]
    pub fn covers(&self, host: &str) -> bool {
        self.domains.iter().any(|name| covers(name, host))
    }
}

/// Whether a purpose, an OID in dotted form, is to authenticate servers: that one, or any.
#[must_use]
pub fn serves(purpose: &str) -> bool {
    purpose == SERVER_AUTH || purpose == ANY_PURPOSE
}

/// Whether a name is a wildcard (`*.contoso.com`).
#[must_use]
pub fn is_wildcard(name: &str) -> bool {
    name.contains('*')
}

/// Whether a name is a fully qualified domain name: letters, digits, hyphens and underscores in at least two labels.
#[must_use]
pub fn is_fqdn(name: &str) -> bool {
    name.contains('.')
        && name.len() <= 255
        && name.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        })
}

fn covers(name: &str, host: &str) -> bool {
    match name.strip_prefix("*.") {
        Some(parent) => {
            host.split_once('.').is_some_and(|(label, rest)| !label.is_empty() && rest.eq_ignore_ascii_case(parent))
        }
        None => name.eq_ignore_ascii_case(host),
    }
}

impl Certificate {
    /// The facts, once known.
    #[must_use]
    pub fn known(&self) -> Option<&Facts> {
        self.facts.known()
    }

    /// The NAME of the list: the friendly name, else the subject's CN, else the subject, else the thumbprint.
    #[must_use]
    pub fn display_name(&self) -> std::borrow::Cow<'_, str> {
        if !self.friendly_name.is_empty() {
            return self.friendly_name.as_str().into();
        }
        match self.known() {
            Some(facts) if facts.common_name.is_some() => facts.common_name.as_deref().unwrap_or_default().into(),
            Some(facts) if !facts.subject.is_empty() => facts.subject.as_str().into(),
            _ => self.thumbprint.to_string().into(),
        }
    }

    /// Whether it is a pending request.
    #[must_use]
    pub fn is_request(&self) -> bool {
        matches!(self.kind, Kind::Request { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_covers_one_label_and_no_more() {
        assert!(covers("*.contoso.com", "Mail.contoso.com"));
        assert!(!covers("*.contoso.com", "a.b.contoso.com"));
        assert!(!covers("*.contoso.com", "contoso.com"));
        assert!(covers("mail.contoso.com", "MAIL.contoso.com"));
    }

    #[test]
    fn what_only_looks_like_a_wildcard_is_none_and_covers_nothing() {
        for name in ["＊.contoso.com", "\u{2217}.contoso.com", "\u{FE61}.contoso.com", "\u{204E}.contoso.com"] {
            assert!(!is_wildcard(name) && !is_fqdn(name), "{name}");
            assert!(!covers(name, "mail.contoso.com"), "{name}");
        }
        for name in ["*。contoso.com", "*．contoso．com", "*.contoso。com"] {
            assert!(!covers(name, "mail.contoso.com") && !is_fqdn(name), "{name}");
        }
        assert!(!covers("mail。contoso.com", "mail.contoso.com"));
        assert!(!covers("xn--mail-.contoso.com", "mail.contoso.com"), "punycode is compared as it is written");
    }

    #[test]
    fn an_fqdn_has_two_labels_and_no_star() {
        assert!(is_fqdn("mail.contoso.com"));
        assert!(is_fqdn("xn--wgv71a.contoso.com"));
        for name in ["EX01", "*.contoso.com", "mail..com", "", ".", "mail contoso.com"] {
            assert!(!is_fqdn(name), "{name}");
        }
    }
}
