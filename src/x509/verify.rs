//! Which signatures count: all of webpki's algorithms, and the weak ones that Exchange still accepts.
//!
//! SHA-1 and RSA with 1,024 bits are warned of elsewhere; here they verify, because a warning is not a broken chain.

use std::sync::LazyLock;

use aws_lc_rs::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use rustls_pki_types::{AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm, alg_id};

use super::der::{self, Malformed, Reader, Signed};

/// An algorithm that webpki leaves out because it is weak.
#[derive(Debug)]
struct Legacy {
    key: AlgorithmIdentifier,
    signature: AlgorithmIdentifier,
    algorithm: &'static dyn VerificationAlgorithm,
}

impl SignatureVerificationAlgorithm for Legacy {
    fn verify_signature(&self, key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        UnparsedPublicKey::new(self.algorithm, key).verify(message, signature).map_err(|_| InvalidSignature)
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.key
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.signature
    }
}

/// sha1WithRSAEncryption, with the NULL parameters of RFC 4055, 5.
const RSA_SHA1: AlgorithmIdentifier =
    AlgorithmIdentifier::from_slice(&[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05, 0x05, 0x00]);
/// The older sha1WithRSASignature.
const RSA_SHA1_OLD: AlgorithmIdentifier =
    AlgorithmIdentifier::from_slice(&[0x06, 0x05, 0x2B, 0x0E, 0x03, 0x02, 0x1D, 0x05, 0x00]);
/// ecdsa-with-SHA1.
const ECDSA_SHA1: AlgorithmIdentifier =
    AlgorithmIdentifier::from_slice(&[0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x01]);

static LEGACY: [Legacy; 6] = [
    Legacy {
        key: alg_id::RSA_ENCRYPTION,
        signature: RSA_SHA1,
        algorithm: &signature::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY,
    },
    Legacy {
        key: alg_id::RSA_ENCRYPTION,
        signature: RSA_SHA1_OLD,
        algorithm: &signature::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY,
    },
    Legacy {
        key: alg_id::RSA_ENCRYPTION,
        signature: alg_id::RSA_PKCS1_SHA256,
        algorithm: &signature::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
    },
    Legacy {
        key: alg_id::RSA_ENCRYPTION,
        signature: alg_id::RSA_PKCS1_SHA512,
        algorithm: &signature::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
    },
    Legacy { key: alg_id::ECDSA_P256, signature: ECDSA_SHA1, algorithm: &signature::ECDSA_P256_SHA1_ASN1 },
    Legacy { key: alg_id::ECDSA_P521, signature: ECDSA_SHA1, algorithm: &signature::ECDSA_P521_SHA1_ASN1 },
];

/// Every algorithm that counts. The weak ones stand first: webpki asks the first that fits key and signature, and its
/// own for RSA refuses a key below 2,048 bits.
pub(super) static ALGORITHMS: LazyLock<Vec<&'static dyn SignatureVerificationAlgorithm>> = LazyLock::new(|| {
    let legacy = LEGACY.iter().map(|algorithm| algorithm as &dyn SignatureVerificationAlgorithm);
    legacy.chain(webpki::ALL_VERIFICATION_ALGS.iter().copied()).collect()
});

/// Whether the key (a `SubjectPublicKeyInfo`) verifies the signature.
pub(super) fn verifies(key: &[u8], signed: &Signed<'_>) -> bool {
    der::only(key, der::SEQUENCE).is_ok_and(|content| content_verifies(content, signed))
}

/// As [`verifies`], for the content of a `SubjectPublicKeyInfo`: what webpki keeps of a root.
pub(super) fn content_verifies(content: &[u8], signed: &Signed<'_>) -> bool {
    let parts = || -> Result<(&[u8], &[u8]), Malformed> {
        let mut info = Reader(content);
        let algorithm = info.expect(der::SEQUENCE)?.content;
        Ok((algorithm, der::bits(info.expect(der::BIT_STRING)?.content)?))
    };
    let Ok((algorithm, key)) = parts() else { return false };
    ALGORITHMS
        .iter()
        .filter(|candidate| {
            candidate.public_key_alg_id().as_ref() == algorithm
                && candidate.signature_alg_id().as_ref() == signed.algorithm
        })
        .any(|candidate| candidate.verify_signature(key, signed.data, signed.signature).is_ok())
}
