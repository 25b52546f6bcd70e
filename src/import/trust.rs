//! Whom to trust, from files: roots, authorities between root and certificate, revocation lists.

use std::sync::Arc;

use crate::engine::{Facts, RevocationList, RootCaType, Thumbprint, TrustFile, TrustKind};
use crate::x509::{self, Authorities, Document};

/// Something that can be trusted.
#[derive(Clone, Debug)]
pub struct Trustworthy {
    /// What it says of itself.
    pub item: Item,
    /// SHA-1 of its DER; of a certificate its thumbprint.
    pub digest: Thumbprint,
    /// Its DER.
    pub der: Vec<u8>,
}

/// What it says of itself.
#[derive(Clone, Debug)]
pub enum Item {
    /// A certificate that is its own issuer: a root.
    Root(Box<Facts>),
    /// Any other certificate of an authority.
    Intermediate(Box<Facts>),
    /// A revocation list.
    List(RevocationList),
}

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Untrustworthy {
    /// It cannot be read, or something in it cannot serve in a chain: the reader's reason.
    Unreadable(String),
    /// A certificate in it belongs to a server or a person: its subject.
    NoAuthority(String),
}

impl Item {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> TrustKind {
        match self {
            Item::Root(_) => TrustKind::Root,
            Item::Intermediate(_) => TrustKind::Intermediate,
            Item::List(_) => TrustKind::RevocationList,
        }
    }

    /// Whose it is: the subject, or the issuer of a list.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Item::Root(facts) | Item::Intermediate(facts) => &facts.subject,
            Item::List(list) => &list.issuer,
        }
    }
}

impl Trustworthy {
    /// The file that keeps it. Its name is the authority's, as far as any file system takes it, and eight digits.
    #[must_use]
    pub fn file(&self, root_type: Option<RootCaType>) -> TrustFile {
        let (document, ending) = match self.item {
            Item::Root(_) | Item::Intermediate(_) => (Document::Certificate, "pem"),
            Item::List(_) => (Document::RevocationList, "crl"),
        };
        let digits: String = self.digest.to_string().chars().take(8).collect();
        let name = format!("trust/{}-{}.{ending}", readable(self.item.name()), digits.to_ascii_lowercase());
        TrustFile {
            kind: self.item.kind(),
            name,
            bytes: Arc::new(x509::to_pem(&self.der, document).into_bytes()),
            root_type: root_type.filter(|_| self.item.kind() == TrustKind::Root),
        }
    }
}

/// The longest part of a file's name that comes from the authority's.
const LONGEST_NAME: usize = 40;

/// The first value of a name (its CN, as a rule), in letters, digits and hyphens.
fn readable(name: &str) -> String {
    let value = name.split_once('=').map_or(name, |(_, value)| value);
    let end = value.char_indices().find(|(at, c)| *c == ',' && !value.get(..*at).is_some_and(|b| b.ends_with('\\')));
    let value = end.and_then(|(end, _)| value.get(..end)).unwrap_or(value);
    let mut readable = String::new();
    for c in value.chars() {
        if readable.len() >= LONGEST_NAME {
            break;
        }
        if c.is_ascii_alphanumeric() {
            readable.push(c.to_ascii_lowercase());
        } else if !readable.is_empty() && !readable.ends_with('-') {
            readable.push('-');
        }
    }
    let readable = readable.trim_end_matches('-');
    if readable.is_empty() { "authority".to_owned() } else { readable.to_owned() }
}

/// The certificates of a PKCS #7 file, which is how authorities hand out their chains; `None` when it is none.
fn chain(bytes: &[u8]) -> Option<Result<Vec<Trustworthy>, Untrustworthy>> {
    let bundle = x509::bundle(bytes, None).ok().filter(|bundle| bundle.form == x509::Form::Pkcs7)?;
    Some(bundle.certificates.into_iter().map(|held| of_certificate(held.der)).collect())
}

/// What a file holds of those who can be trusted, in its order: PEM, DER or PKCS #7, certificates before lists. Another form of file
/// is read here, and nobody else has to know of it.
///
/// # Errors
/// [`Untrustworthy`] when anything in it cannot be taken; a file is taken whole or not at all.
pub fn trustworthy(bytes: &[u8]) -> Result<Vec<Trustworthy>, Untrustworthy> {
    // DER is one or the other, and only reading it tells.
    if let [0x30, 0x81..=0x84, ..] = bytes {
        let list = x509::revocation_lists(bytes).map_err(|error| unreadable(&error));
        let list = list.and_then(|ders| ders.into_iter().map(of_list).collect::<Result<Vec<_>, _>>());
        return list.or_else(|_| {
            let certificates = x509::certificates(bytes);
            // PKCS #7 is DER that is neither.
            match chain(bytes).filter(|_| certificates.is_err()) {
                Some(chain) => chain,
                None => all(certificates, of_certificate),
            }
        });
    }
    let mut found = all(none_is_fine(x509::certificates(bytes)), of_certificate)?;
    found.extend(all(none_is_fine(x509::revocation_lists(bytes)), of_list)?);
    if found.is_empty()
        && let Some(chain) = chain(bytes)
    {
        return chain;
    }
    if found.is_empty() {
        return Err(unreadable(&x509::ReadError::NotFound(Document::Certificate)));
    }
    Ok(found)
}

type Read = Result<Vec<Vec<u8>>, x509::ReadError>;

/// All that was read, or the first thing that cannot be taken.
fn all(
    read: Read,
    of: impl Fn(Vec<u8>) -> Result<Trustworthy, Untrustworthy>,
) -> Result<Vec<Trustworthy>, Untrustworthy> {
    read.map_err(|error| unreadable(&error))?.into_iter().map(of).collect()
}

/// A file need not hold both, certificates and lists.
fn none_is_fine(read: Read) -> Read {
    match read {
        Err(x509::ReadError::NotFound(_)) => Ok(Vec::new()),
        other => other,
    }
}

fn unreadable(error: &x509::ReadError) -> Untrustworthy {
    Untrustworthy::Unreadable(error.to_string())
}

fn of_certificate(der: Vec<u8>) -> Result<Trustworthy, Untrustworthy> {
    let facts = x509::facts(&der).map_err(|error| unreadable(&error))?;
    if !facts.authority {
        let name = if facts.subject.is_empty() { facts.thumbprint.to_string() } else { facts.subject };
        return Err(Untrustworthy::NoAuthority(name));
    }
    let mut authorities = Authorities::default();
    let digest = facts.thumbprint;
    let item = if facts.self_signed {
        authorities.add_roots(&der).map_err(|error| unreadable(&error))?;
        Item::Root(Box::new(facts))
    } else {
        authorities.add_intermediates(&der).map_err(|error| unreadable(&error))?;
        Item::Intermediate(Box::new(facts))
    };
    Ok(Trustworthy { item, digest, der })
}

fn of_list(der: Vec<u8>) -> Result<Trustworthy, Untrustworthy> {
    let list = x509::revocation_list(&der).map_err(|error| unreadable(&error))?;
    Ok(Trustworthy { item: Item::List(list), digest: x509::thumbprint(&der), der })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &[u8] = include_bytes!("../../assets/organization/trust/contoso-root.pem");
    const ISSUING: &[u8] = include_bytes!("../../assets/organization/trust/contoso-issuing.pem");
    const LIST: &[u8] = include_bytes!("../../assets/organization/trust/contoso-issuing.crl");
    const LEAF: &[u8] = include_bytes!("../../tests/fixtures/x509/sha1-leaf.pem");

    fn kinds(bytes: &[u8]) -> Vec<TrustKind> {
        trustworthy(bytes).unwrap().iter().map(|found| found.item.kind()).collect()
    }

    #[test]
    fn one_file_may_hold_roots_authorities_and_lists() {
        let all = [LIST, ISSUING, ROOT].concat();
        assert_eq!(kinds(&all), [TrustKind::Intermediate, TrustKind::Root, TrustKind::RevocationList]);
        for (pem, kind) in
            [(ROOT, TrustKind::Root), (ISSUING, TrustKind::Intermediate), (LIST, TrustKind::RevocationList)]
        {
            assert_eq!(kinds(pem), [kind]);
            let der = &trustworthy(pem).unwrap()[0].der;
            assert_eq!(kinds(der), [kind], "the same as DER");
        }
    }

    #[test]
    fn a_certificate_of_a_server_spoils_its_file() {
        let all = [ROOT, LEAF].concat();
        assert_eq!(trustworthy(&all).unwrap_err(), Untrustworthy::NoAuthority("CN=old.contoso.com".to_owned()));
        for nothing in
            [&b""[..], b"hello", b"\x30\x82", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
        {
            assert!(matches!(trustworthy(nothing), Err(Untrustworthy::Unreadable(_))));
        }
    }

    #[test]
    fn what_is_kept_says_the_same_again() {
        for pem in [ROOT, ISSUING, LIST] {
            let found = &trustworthy(pem).unwrap()[0];
            let file = found.file(Some(RootCaType::Enterprise));
            assert_eq!(trustworthy(&file.bytes).unwrap()[0].der, found.der);
            assert_eq!(file.root_type.is_some(), file.kind == TrustKind::Root);
        }
    }

    #[test]
    fn a_file_s_name_is_readable_and_harmless() {
        for (name, expected) in [
            ("CN=Contoso Root CA, DC=contoso", "contoso-root-ca"),
            ("OU=Class 3, O=Old\\, Inc.", "class-3"),
            ("O=Old\\, Inc., C=US", "old-inc"),
            ("CN=../../etc/passwd", "etc-passwd"),
            ("CN=日本", "authority"),
            ("", "authority"),
            ("CN=con", "con"),
        ] {
            assert_eq!(readable(name), expected);
        }
        assert!(readable(&format!("CN={}", "x".repeat(500))).len() <= LONGEST_NAME);
    }
}
