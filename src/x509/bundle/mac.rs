//! What shows that nothing in a PKCS #12 file was changed, and that the password is the right one.

use aws_lc_rs::hmac;

use super::super::der::{self, Reader};
use super::BundleError;
use super::cipher::{self, SchemeError};
use super::kdf::{Hash, Hashing, Purpose, Spelling};
use super::protection::Mac;
use super::work::Budget;

/// The longest key that is derived for a PBMAC1: real ones are as long as the hash.
const LONGEST_KEY: usize = 64;

/// A `MacData` (RFC 7292, 4).
pub(super) struct MacData<'a> {
    /// The hash of the HMAC.
    hash: Hash,
    digest: &'a [u8],
    hashing: Hashing<'a>,
    /// The length of PBMAC1's key (RFC 9579); `None` for PKCS #12's own way.
    pbmac1: Option<usize>,
}

impl<'a> MacData<'a> {
    /// Reads its content.
    pub(super) fn read(content: &'a [u8]) -> Result<MacData<'a>, SchemeError> {
        let mut parts = Reader(content);
        let mut info = Reader(parts.expect(der::SEQUENCE)?.content);
        let mut algorithm = Reader(info.expect(der::SEQUENCE)?.content);
        let digest = info.expect(der::OCTET_STRING)?.content;
        let salt = cipher::salt(parts.expect(der::OCTET_STRING)?.content)?;
        // The default is one.
        let iterations = parts.optional(der::INTEGER)?.map_or(&[1][..], |iterations| iterations.content);
        let iterations = cipher::iterations(iterations)?;
        let oid = der::dotted(algorithm.expect(der::OID)?.content);
        if oid == "1.2.840.113549.1.5.14" {
            return MacData::pbmac1(algorithm.0, digest);
        }
        let hash = Hash::of_digest(&oid).ok_or_else(|| SchemeError::Unsupported(format!("a MAC with {oid}")))?;
        Ok(MacData { hash, digest, hashing: Hashing { hash, salt, iterations }, pbmac1: None })
    }

    /// RFC 8018, A.5, as RFC 9579 uses it.
    fn pbmac1(parameters: &'a [u8], digest: &'a [u8]) -> Result<MacData<'a>, SchemeError> {
        let mut parts = Reader(der::only(parameters, der::SEQUENCE)?);
        let (hashing, length) = cipher::pbkdf2(parts.expect(der::SEQUENCE)?.content)?;
        let mut scheme = Reader(parts.expect(der::SEQUENCE)?.content);
        let oid = der::dotted(scheme.expect(der::OID)?.content);
        let hash = Hash::of_hmac(&oid).ok_or_else(|| SchemeError::Unsupported(format!("PBMAC1 with {oid}")))?;
        // RFC 9579, 3: the length has to be there.
        match length {
            Some(length @ 1..=LONGEST_KEY) => Ok(MacData { hash, digest, hashing, pbmac1: Some(length) }),
            _ => Err(SchemeError::Malformed),
        }
    }

    /// What it is called.
    pub(super) fn describe(&self) -> Mac {
        let hash = self.hash.hmac_name();
        let name = if self.pbmac1.is_some() { format!("PBMAC1 with {hash}") } else { hash.to_owned() };
        Mac { name, iterations: self.hashing.iterations.get() }
    }

    /// Whether it is the MAC of that content with that password.
    pub(super) fn fits(&self, password: &Spelling, content: &[u8], budget: &mut Budget) -> Result<bool, BundleError> {
        let key = match self.pbmac1 {
            Some(length) => self.hashing.pbkdf2(password, length, budget)?,
            None => self.hashing.pkcs12(password, Purpose::Mac, self.hash.length(), budget)?,
        };
        let key = hmac::Key::new(self.hash.hmac(), &key);
        Ok(hmac::verify(&key, content, self.digest).is_ok())
    }
}
