//! Certificate files: PEM, DER, PKCS #7, PKCS #12.
//!
//! A file knows the certificate, its friendly name and whether the private key came along. It knows nothing of servers,
//! services or Status; where there is no key in it, the server may have one all the same.

use std::sync::Arc;

use super::read::Options;
use super::source::{CertificateFacts, ReadError, Skipped, Source};
use crate::engine::{Origin, PrivateKey};
use crate::x509::{self, BundleError, BundledCertificate, HasKey};

/// Whether the bytes are a certificate file rather than an export.
pub(super) fn is_certificate_file(bytes: &[u8]) -> bool {
    x509::is_bundle(bytes)
}

/// Reads a certificate file.
///
/// Authorities without a private key that came along with other certificates are a chain: those between root and certificate
/// go to [`Source::intermediates`], and a root is only named, since trusting somebody is a decision of its own. A file that
/// holds authorities and nothing else is about them.
pub(super) fn read(bytes: &[u8], options: &Options<'_>) -> Result<Source, ReadError> {
    let bundle = x509::bundle(bytes, options.password).map_err(|error| read_error(&error))?;
    let mut source = Source::new(Origin::File);
    let chain = bundle.certificates.iter().any(|certificate| !is_of_a_chain(certificate));
    for certificate in bundle.certificates {
        let facts = &certificate.facts;
        if !chain || !is_of_a_chain(&certificate) {
            source.certificates.push(certificate_facts(certificate));
        } else if facts.self_signed {
            let reason = format!("the root {} is not trusted by coming along: exchcert trust add", facts.subject);
            source.skipped.push(Skipped { place: facts.thumbprint.to_string(), reason });
        } else {
            source.intermediates.push(Arc::new(certificate.der));
        }
    }
    let place = |number: usize| format!("certificate {number}");
    let damaged = bundle.damaged.into_iter();
    source.skipped.extend(damaged.map(|(number, error)| Skipped { place: place(number), reason: error.to_string() }));
    let mut skip = |count: usize, reason: &str| {
        if count > 0 {
            source.skipped.push(Skipped { place: String::new(), reason: reason.to_owned() });
        }
    };
    skip(bundle.requests, "a certificate request is no certificate: it stays with the server that made it");
    skip(bundle.foreign_keys, "a private key in it belongs to none of its certificates");
    skip(bundle.unread_keys.len(), "a private key in it could not be opened: whose it is, is not known");
    Ok(source)
}

/// An authority whose key did not come along.
fn is_of_a_chain(certificate: &BundledCertificate) -> bool {
    certificate.facts.authority && certificate.has_key != HasKey::Yes
}

fn certificate_facts(certificate: BundledCertificate) -> CertificateFacts {
    CertificateFacts {
        friendly_name: certificate.friendly_name,
        // Whether it may leave the server again is decided where it is imported.
        private_key: (certificate.has_key == HasKey::Yes).then_some(PrivateKey::Present),
        der: Some(Arc::new(certificate.der)),
        ..CertificateFacts::new(certificate.facts.thumbprint)
    }
}

fn read_error(error: &BundleError) -> ReadError {
    match error {
        BundleError::Read(x509::ReadError::Empty) => ReadError::Empty,
        BundleError::TooLarge { limit } => ReadError::TooLarge { limit: *limit },
        BundleError::PasswordNeeded => ReadError::PasswordNeeded,
        BundleError::WrongPassword => ReadError::WrongPassword,
        BundleError::Read(x509::ReadError::Pem { line, reason }) => {
            ReadError::Damaged { place: format!("line {line}"), reason: (*reason).to_owned() }
        }
        other => ReadError::Damaged { place: String::new(), reason: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::super::read as read_any;
    use super::*;
    use crate::x509::Password;

    macro_rules! fixture {
        ($name:literal) => {
            include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bundle/", $name)).as_slice()
        };
    }

    fn opened(bytes: &[u8]) -> Source {
        let password = Password::new("exchcert".to_owned());
        read_any(bytes, &Options { password: Some(&password), ..Options::default() }).unwrap()
    }

    #[test]
    fn a_leaf_comes_with_its_key_and_name_its_authority_as_one_and_its_root_is_only_named() {
        let source = opened(fixture!("aes256.pfx"));
        let [leaf] = &source.certificates[..] else { panic!("{source:?}") };
        assert_eq!(source.origin, Origin::File);
        assert_eq!(leaf.der.as_ref().unwrap().as_slice(), fixture!("leaf.der"));
        assert_eq!(leaf.friendly_name.as_deref(), Some("Contoso mail"));
        assert_eq!((leaf.private_key, leaf.services, &leaf.status), (Some(PrivateKey::Present), None, &None));
        assert_eq!(source.intermediates.len(), 1);
        let [root] = &source.skipped[..] else { panic!("{source:?}") };
        assert!(root.reason.contains("Contoso Root") && root.reason.contains("exchcert trust add"), "{root:?}");
    }

    #[test]
    fn a_file_without_a_key_says_nothing_of_one() {
        let source = opened(fixture!("chain.p7b"));
        let [leaf] = &source.certificates[..] else { panic!("{source:?}") };
        assert_eq!((leaf.private_key, &leaf.friendly_name, source.intermediates.len()), (None, &None, 1));
        let wrong = opened(fixture!("wrong-key.pfx"));
        assert_eq!(wrong.certificates[0].private_key, None);
        assert!(wrong.skipped[0].reason.contains("none of its certificates"));
    }

    #[test]
    fn authorities_alone_are_certificates() {
        let source = opened(fixture!("root.der"));
        assert_eq!((source.certificates.len(), source.intermediates.len(), source.skipped.len()), (1, 0, 0));
    }

    #[test]
    fn a_file_that_cannot_be_taken_says_why() {
        let without = |bytes: &[u8]| read_any(bytes, &Options::default()).unwrap_err();
        assert_eq!(without(fixture!("aes256.pfx")), ReadError::PasswordNeeded);
        assert!(matches!(without(&fixture!("leaf.der")[..400]), ReadError::Damaged { .. }));
        let wrong = Password::new("wrong".to_owned());
        let options = Options { password: Some(&wrong), ..Options::default() };
        assert_eq!(read_any(fixture!("3des.pfx"), &options), Err(ReadError::WrongPassword));
        let ReadError::Damaged { reason, .. } = without(fixture!("request.der")) else { panic!() };
        assert_eq!(reason, "it holds a certificate request and no certificate");
    }

    #[test]
    fn an_export_is_no_certificate_file() {
        for text in ["<Objs/>", "[{\"Thumbprint\": \"00\"}]", "Thumbprint : 00\n", "0123456789ABCDEF\n"] {
            assert!(!is_certificate_file(text.as_bytes()), "{text}");
        }
    }
}
