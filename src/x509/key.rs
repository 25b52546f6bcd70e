//! Public keys and signature algorithms by the names Windows gives them.

use super::der::{self, Malformed, Reader};
use crate::engine::{KeyAlgorithm, PublicKey, SignatureAlgorithm};

/// Reads a `SubjectPublicKeyInfo` (RFC 5280, 4.1.2.7).
pub(super) fn public_key(der: &[u8]) -> Result<PublicKey, Malformed> {
    let mut info = Reader(der::only(der, der::SEQUENCE)?);
    let mut algorithm = Reader(info.expect(der::SEQUENCE)?.content);
    let oid = der::dotted(algorithm.expect(der::OID)?.content);
    let parameters = algorithm.0;
    let key = info.expect(der::BIT_STRING)?.content;
    Ok(match oid.as_str() {
        // rsaEncryption, id-RSASSA-PSS
        "1.2.840.113549.1.1.1" | "1.2.840.113549.1.1.10" => {
            PublicKey { algorithm: KeyAlgorithm::Rsa, bits: der::bits(key).and_then(first_integer_bits).ok() }
        }
        "1.2.840.10045.2.1" => PublicKey { algorithm: KeyAlgorithm::Ec, bits: curve_bits(parameters) },
        "1.2.840.10040.4.1" => PublicKey { algorithm: KeyAlgorithm::Dsa, bits: first_integer_bits(parameters).ok() },
        "1.3.101.112" => PublicKey { algorithm: KeyAlgorithm::Ed25519, bits: None },
        _ => PublicKey { algorithm: KeyAlgorithm::Other(oid), bits: None },
    })
}

/// The exact length in bits of the first number in a sequence: the modulus of an RSA key, the prime of DSA parameters.
fn first_integer_bits(sequence: &[u8]) -> Result<u32, Malformed> {
    let integer = Reader(Reader(sequence).expect(der::SEQUENCE)?.content).expect(der::INTEGER)?.content;
    let zeros = integer.iter().take_while(|byte| **byte == 0).count();
    let magnitude = integer.get(zeros..).unwrap_or_default();
    let first = magnitude.first().ok_or(Malformed)?;
    let bytes = u32::try_from(magnitude.len()).map_err(|_| Malformed)?;
    bytes.checked_mul(8).map(|bits| bits - first.leading_zeros()).ok_or(Malformed)
}

/// The field size of a named curve; `None` for one that is not known here or is spelled out.
fn curve_bits(parameters: &[u8]) -> Option<u32> {
    let oid = Reader(parameters).expect(der::OID).ok()?;
    Some(match der::dotted(oid.content).as_str() {
        // P-192, P-224
        "1.2.840.10045.3.1.1" => 192,
        "1.3.132.0.33" => 224,
        // P-256, secp256k1, brainpoolP256r1
        "1.2.840.10045.3.1.7" | "1.3.132.0.10" | "1.3.36.3.3.2.8.1.1.7" => 256,
        // P-384, brainpoolP384r1
        "1.3.132.0.34" | "1.3.36.3.3.2.8.1.1.11" => 384,
        // brainpoolP512r1
        "1.3.36.3.3.2.8.1.1.13" => 512,
        // P-521
        "1.3.132.0.35" => 521,
        _ => return None,
    })
}

/// Reads the content of a signature's `AlgorithmIdentifier`. The names are those of Windows' certificate dialog; what has
/// none there is an OID in dotted form.
pub(super) fn signature_algorithm(identifier: &[u8]) -> Result<SignatureAlgorithm, Malformed> {
    let mut parts = Reader(identifier);
    let oid = der::dotted(parts.expect(der::OID)?.content);
    let (name, sha1) = match oid.as_str() {
        "1.2.840.113549.1.1.2" => ("md2RSA", false),
        "1.2.840.113549.1.1.4" | "1.3.14.3.2.3" => ("md5RSA", false),
        // sha1WithRSAEncryption, and the older sha1WithRSASignature of Windows' makecert
        "1.2.840.113549.1.1.5" | "1.3.14.3.2.29" => ("sha1RSA", true),
        "1.2.840.113549.1.1.10" => ("RSASSA-PSS", pss_uses_sha1(parts.0)),
        "1.2.840.113549.1.1.11" => ("sha256RSA", false),
        "1.2.840.113549.1.1.12" => ("sha384RSA", false),
        "1.2.840.113549.1.1.13" => ("sha512RSA", false),
        "1.2.840.10040.4.3" | "1.3.14.3.2.27" => ("sha1DSA", true),
        "1.2.840.10045.4.1" => ("sha1ECDSA", true),
        "1.2.840.10045.4.3" => ("specifiedECDSA", false),
        "1.2.840.10045.4.3.2" => ("sha256ECDSA", false),
        "1.2.840.10045.4.3.3" => ("sha384ECDSA", false),
        "1.2.840.10045.4.3.4" => ("sha512ECDSA", false),
        _ => return Ok(SignatureAlgorithm { name: oid, sha1: false }),
    };
    Ok(SignatureAlgorithm { name: name.to_owned(), sha1 })
}

/// Whether RSASSA-PSS parameters name SHA-1, which they also do by not naming any hash (RFC 4055, 3.1).
fn pss_uses_sha1(parameters: &[u8]) -> bool {
    let named = || -> Result<Option<String>, Malformed> {
        let mut parameters = Reader(Reader(parameters).expect(der::SEQUENCE)?.content);
        let Some(hash) = parameters.optional(der::CONTEXT_0)? else { return Ok(None) };
        let oid = Reader(Reader(hash.content).expect(der::SEQUENCE)?.content).expect(der::OID)?;
        Ok(Some(der::dotted(oid.content)))
    };
    match named() {
        Ok(Some(oid)) => oid == "1.3.14.3.2.26",
        Ok(None) | Err(Malformed) => true,
    }
}
