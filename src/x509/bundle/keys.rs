//! Which public key belongs to a private key: what decides whether a certificate's key is in a file.
//!
//! A private key is read where it lies, in memory that is wiped; what leaves this file is a public key.

use aws_lc_rs::agreement::{self, ECDH_P256, ECDH_P384, ECDH_P521};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use zeroize::Zeroizing;

use super::super::der::{self, Malformed, Reader};

const RSA: &str = "1.2.840.113549.1.1.1";
const RSA_PSS: &str = "1.2.840.113549.1.1.10";
const EC: &str = "1.2.840.10045.2.1";
const ED25519: &str = "1.3.101.112";

/// A public key, in the one form in which two can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PublicKey {
    /// Modulus and exponent, without zeros in front.
    Rsa {
        modulus: Vec<u8>,
        exponent: Vec<u8>,
    },
    /// The curve, and the point in its short form: whether y is odd, and x.
    Ec {
        curve: String,
        odd: bool,
        x: Vec<u8>,
    },
    Ed25519(Vec<u8>),
}

/// A private key that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// It belongs to this public key.
    Of(PublicKey),
    /// It is of a kind whose public key cannot be told: DSA, a curve that is not in use. By name or object identifier.
    Other(String),
}

/// Reads a `PrivateKeyInfo` (PKCS #8, RFC 5958).
pub(super) fn pkcs8(bytes: &[u8]) -> Result<Key, Malformed> {
    let mut info = Reader(der::only(bytes, der::SEQUENCE)?);
    info.expect(der::INTEGER)?;
    let mut algorithm = Reader(info.expect(der::SEQUENCE)?.content);
    let oid = der::dotted(algorithm.expect(der::OID)?.content);
    let key = info.expect(der::OCTET_STRING)?.content;
    match oid.as_str() {
        RSA | RSA_PSS => rsa(key),
        EC => {
            let curve = algorithm.optional(der::OID)?.map(|oid| der::dotted(oid.content));
            ec(key, curve)
        }
        ED25519 => {
            let pair =
                Ed25519KeyPair::from_seed_unchecked(der::only(key, der::OCTET_STRING)?).map_err(|_| Malformed)?;
            Ok(Key::Of(PublicKey::Ed25519(pair.public_key().as_ref().to_vec())))
        }
        _ => Ok(Key::Other(oid)),
    }
}

/// Reads an `RSAPrivateKey` (RFC 8017, A.1.2): the public key stands in it.
pub(super) fn rsa(bytes: &[u8]) -> Result<Key, Malformed> {
    let mut parts = Reader(der::only(bytes, der::SEQUENCE)?);
    parts.expect(der::INTEGER)?;
    let modulus = magnitude(parts.expect(der::INTEGER)?.content);
    let exponent = magnitude(parts.expect(der::INTEGER)?.content);
    // The private exponent: without it, it is no private key.
    parts.expect(der::INTEGER)?;
    Ok(Key::Of(PublicKey::Rsa { modulus, exponent }))
}

/// Reads an `ECPrivateKey` (RFC 5915). The public key is computed from the private one; what stands beside it is believed only
/// for curves that cannot be computed here.
pub(super) fn ec(bytes: &[u8], curve: Option<String>) -> Result<Key, Malformed> {
    let mut parts = Reader(der::only(bytes, der::SEQUENCE)?);
    parts.expect(der::INTEGER)?;
    let secret = parts.expect(der::OCTET_STRING)?.content;
    let named = parts.optional(der::CONTEXT_0)?;
    let named = named.and_then(|named| der::only(named.content, der::OID).ok()).map(der::dotted);
    let Some(curve) = curve.or(named) else { return Ok(Key::Other("EC without a named curve".to_owned())) };
    let (algorithm, length) = match curve.as_str() {
        "1.2.840.10045.3.1.7" => (&ECDH_P256, 32),
        "1.3.132.0.34" => (&ECDH_P384, 48),
        "1.3.132.0.35" => (&ECDH_P521, 66),
        _ => {
            let public = parts.optional(0xA1)?;
            let point = public.and_then(|public| der::only(public.content, der::BIT_STRING).ok());
            let point = point.and_then(|bits| der::bits(bits).ok());
            return Ok(match point.and_then(|point| ec_point(&curve, point)) {
                Some(public) => Key::Of(public),
                None => Key::Other(format!("EC on the curve {curve}")),
            });
        }
    };
    let secret = padded(secret, length).ok_or(Malformed)?;
    let private = agreement::PrivateKey::from_private_key(algorithm, &secret).map_err(|_| Malformed)?;
    let public = private.compute_public_key().map_err(|_| Malformed)?;
    ec_point(&curve, public.as_ref()).map(Key::Of).ok_or(Malformed)
}

/// A number as exactly that many bytes.
fn padded(number: &[u8], length: usize) -> Option<Zeroizing<Vec<u8>>> {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let number = number.get(zeros..)?;
    let mut padded = Zeroizing::new(vec![0; length]);
    padded.get_mut(length.checked_sub(number.len())?..)?.copy_from_slice(number);
    Some(padded)
}

fn ec_point(curve: &str, point: &[u8]) -> Option<PublicKey> {
    let (odd, x) = match point {
        [0x02, x @ ..] => (false, x),
        [0x03, x @ ..] => (true, x),
        [0x04, both @ ..] if both.len() % 2 == 0 => {
            let (x, y) = both.split_at_checked(both.len() / 2)?;
            (y.last()? % 2 == 1, x)
        }
        _ => return None,
    };
    Some(PublicKey::Ec { curve: curve.to_owned(), odd, x: x.to_vec() })
}

/// A number without zeros in front.
fn magnitude(integer: &[u8]) -> Vec<u8> {
    integer.iter().copied().skip_while(|byte| *byte == 0).collect()
}

/// The public key of a certificate; `None` for a kind that cannot be compared.
pub(super) fn of_certificate(certificate: &[u8]) -> Option<PublicKey> {
    public_key(certificate).ok().flatten()
}

fn public_key(certificate: &[u8]) -> Result<Option<PublicKey>, Malformed> {
    let whole = der::only(certificate, der::SEQUENCE)?;
    let mut data = Reader(Reader(whole).expect(der::SEQUENCE)?.content);
    data.optional(der::CONTEXT_0)?;
    // Serial number, algorithm, issuer, validity, subject.
    data.expect(der::INTEGER)?;
    for _ in 0..4 {
        data.expect(der::SEQUENCE)?;
    }
    let mut info = Reader(data.expect(der::SEQUENCE)?.content);
    let mut algorithm = Reader(info.expect(der::SEQUENCE)?.content);
    let oid = der::dotted(algorithm.expect(der::OID)?.content);
    let key = der::bits(info.expect(der::BIT_STRING)?.content)?;
    Ok(match oid.as_str() {
        RSA | RSA_PSS => {
            let mut parts = Reader(der::only(key, der::SEQUENCE)?);
            let modulus = magnitude(parts.expect(der::INTEGER)?.content);
            let exponent = magnitude(parts.expect(der::INTEGER)?.content);
            Some(PublicKey::Rsa { modulus, exponent })
        }
        EC => {
            let curve = algorithm.optional(der::OID)?.map(|oid| der::dotted(oid.content));
            curve.and_then(|curve| ec_point(&curve, key))
        }
        ED25519 => Some(PublicKey::Ed25519(key.to_vec())),
        _ => None,
    })
}
