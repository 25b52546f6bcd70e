//! From a password to a key: PKCS #12's own way (RFC 7292, appendix B) and PBKDF2 (RFC 8018, 5.2).

use std::num::NonZeroU32;

use aws_lc_rs::{digest, hmac, pbkdf2};
use zeroize::Zeroizing;

use super::BundleError;
use super::work::Budget;
use crate::x509::Password;

/// The hashes in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The hash of that object identifier.
    pub(super) fn of_digest(oid: &str) -> Option<Hash> {
        Some(match oid {
            "1.3.14.3.2.26" => Hash::Sha1,
            "2.16.840.1.101.3.4.2.4" => Hash::Sha224,
            "2.16.840.1.101.3.4.2.1" => Hash::Sha256,
            "2.16.840.1.101.3.4.2.2" => Hash::Sha384,
            "2.16.840.1.101.3.4.2.3" => Hash::Sha512,
            _ => return None,
        })
    }

    /// The hash of the HMAC of that object identifier.
    pub(super) fn of_hmac(oid: &str) -> Option<Hash> {
        Some(match oid {
            "1.2.840.113549.2.7" => Hash::Sha1,
            "1.2.840.113549.2.8" => Hash::Sha224,
            "1.2.840.113549.2.9" => Hash::Sha256,
            "1.2.840.113549.2.10" => Hash::Sha384,
            "1.2.840.113549.2.11" => Hash::Sha512,
            _ => return None,
        })
    }

    /// HMAC with it, by name.
    pub(super) const fn hmac_name(self) -> &'static str {
        match self {
            Hash::Sha1 => "HMAC-SHA-1",
            Hash::Sha224 => "HMAC-SHA-224",
            Hash::Sha256 => "HMAC-SHA-256",
            Hash::Sha384 => "HMAC-SHA-384",
            Hash::Sha512 => "HMAC-SHA-512",
        }
    }

    fn digest(self) -> &'static digest::Algorithm {
        match self {
            Hash::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Hash::Sha224 => &digest::SHA224,
            Hash::Sha256 => &digest::SHA256,
            Hash::Sha384 => &digest::SHA384,
            Hash::Sha512 => &digest::SHA512,
        }
    }

    /// HMAC with it.
    pub(super) fn hmac(self) -> hmac::Algorithm {
        match self {
            Hash::Sha1 => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
            Hash::Sha224 => hmac::HMAC_SHA224,
            Hash::Sha256 => hmac::HMAC_SHA256,
            Hash::Sha384 => hmac::HMAC_SHA384,
            Hash::Sha512 => hmac::HMAC_SHA512,
        }
    }

    /// The length of what it gives, in bytes.
    pub(super) fn length(self) -> usize {
        self.digest().output_len()
    }
}

/// A password in the two forms that a file may have been made with.
pub(super) struct Spelling {
    /// For PKCS #12's own derivation: UTF-16, big end first, with a NUL behind it; nothing at all for no password.
    bmp: Zeroizing<Vec<u8>>,
    /// For PBKDF2: UTF-8.
    utf_8: Zeroizing<Vec<u8>>,
}

impl Spelling {
    fn new(characters: impl Iterator<Item = char>, utf_8: &str) -> Spelling {
        // A character of UTF-8 never takes more bytes as UTF-16 than twice its own.
        let mut bmp = Zeroizing::new(Vec::with_capacity(2 * utf_8.len() + 2));
        for c in characters {
            bmp.extend(c.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()));
        }
        bmp.extend([0, 0]);
        Spelling { bmp, utf_8: Zeroizing::new(utf_8.as_bytes().to_vec()) }
    }

    /// The ways in which programs have written this password, the usual one first.
    ///
    /// An empty password is written as an empty string or as none at all, and the two give different keys. One beyond ASCII
    /// was written by OpenSSL before 1.1.0 as if each byte of its UTF-8 were a character.
    pub(super) fn all(password: Option<&Password>) -> Vec<Spelling> {
        let text = password.map(Password::expose).unwrap_or_default();
        let mut all = vec![Spelling::new(text.chars(), text)];
        if text.is_empty() {
            all.push(Spelling { bmp: Zeroizing::default(), utf_8: Zeroizing::default() });
        } else if !text.is_ascii() {
            all.push(Spelling::new(text.bytes().map(char::from), text));
        }
        all
    }
}

/// What a key derived in PKCS #12's own way is for (RFC 7292, B.3).
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    Key = 1,
    Iv = 2,
    Mac = 3,
}

/// How a password is hashed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hashing<'a> {
    pub(super) hash: Hash,
    pub(super) salt: &'a [u8],
    pub(super) iterations: NonZeroU32,
}

impl Hashing<'_> {
    /// PKCS #12's own way.
    pub(super) fn pkcs12(
        &self,
        password: &Spelling,
        purpose: Purpose,
        length: usize,
        budget: &mut Budget,
    ) -> Result<Zeroizing<Vec<u8>>, BundleError> {
        let algorithm = self.hash.digest();
        budget.hash(self.iterations.get(), length.div_ceil(algorithm.output_len()))?;
        let block = algorithm.block_len();
        let diversifier = vec![purpose as u8; block];
        let mut input = Zeroizing::new(filled(self.salt, block));
        let mut tail = Zeroizing::new(filled(&password.bmp, block));
        // `append` would leave a copy behind where it grows.
        let mut both = Zeroizing::new(Vec::with_capacity(input.len() + tail.len()));
        both.append(&mut input);
        both.append(&mut tail);
        let mut output = Zeroizing::new(Vec::with_capacity(length + algorithm.output_len()));
        loop {
            let mut context = digest::Context::new(algorithm);
            context.update(&diversifier);
            context.update(&both);
            let mut hashed = context.finish();
            for _ in 1..self.iterations.get() {
                hashed = digest::digest(algorithm, hashed.as_ref());
            }
            output.extend_from_slice(hashed.as_ref());
            if output.len() >= length {
                output.truncate(length);
                return Ok(output);
            }
            let addend = Zeroizing::new(filled_to(hashed.as_ref(), block));
            both.chunks_mut(block).for_each(|part| add_and_one(part, &addend));
        }
    }

    /// PBKDF2.
    pub(super) fn pbkdf2(
        &self,
        password: &Spelling,
        length: usize,
        budget: &mut Budget,
    ) -> Result<Zeroizing<Vec<u8>>, BundleError> {
        budget.hash(self.iterations.get(), length.div_ceil(self.hash.length()))?;
        let algorithm = match self.hash {
            Hash::Sha1 => pbkdf2::PBKDF2_HMAC_SHA1,
            Hash::Sha224 => return Ok(self.pbkdf2_by_hand(password, length)),
            Hash::Sha256 => pbkdf2::PBKDF2_HMAC_SHA256,
            Hash::Sha384 => pbkdf2::PBKDF2_HMAC_SHA384,
            Hash::Sha512 => pbkdf2::PBKDF2_HMAC_SHA512,
        };
        let mut output = Zeroizing::new(vec![0; length]);
        pbkdf2::derive(algorithm, self.iterations, self.salt, &password.utf_8, &mut output);
        Ok(output)
    }

    /// PBKDF2 over a hash for which the library has none.
    fn pbkdf2_by_hand(&self, password: &Spelling, length: usize) -> Zeroizing<Vec<u8>> {
        let key = hmac::Key::new(self.hash.hmac(), &password.utf_8);
        let mut output = Zeroizing::new(Vec::with_capacity(length + self.hash.length()));
        for number in 1u32.. {
            let mut last = hmac::sign(&key, &[self.salt, &number.to_be_bytes()].concat());
            let mut block = Zeroizing::new(last.as_ref().to_vec());
            for _ in 1..self.iterations.get() {
                last = hmac::sign(&key, last.as_ref());
                block.iter_mut().zip(last.as_ref()).for_each(|(to, from)| *to ^= from);
            }
            output.extend_from_slice(&block);
            if output.len() >= length {
                break;
            }
        }
        output.truncate(length);
        output
    }
}

/// The bytes again and again, up to the next whole number of blocks; nothing for none.
fn filled(bytes: &[u8], block: usize) -> Vec<u8> {
    filled_to(bytes, bytes.len().div_ceil(block) * block)
}

fn filled_to(bytes: &[u8], length: usize) -> Vec<u8> {
    bytes.iter().copied().cycle().take(length).collect()
}

/// Both are numbers, the big end first: `part = part + addend + 1`, without what no longer fits.
fn add_and_one(part: &mut [u8], addend: &[u8]) {
    let mut carry = 1u16;
    for (to, from) in part.iter_mut().zip(addend).rev() {
        let sum = u16::from(*to) + u16::from(*from) + carry;
        let [high, low] = sum.to_be_bytes();
        carry = u16::from(high);
        *to = low;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashing(hash: Hash, salt: &[u8], iterations: u32) -> Hashing<'_> {
        Hashing { hash, salt, iterations: iterations.try_into().unwrap() }
    }

    fn hex(bytes: &[u8]) -> String {
        super::super::super::der::hex(bytes)
    }

    /// The values that programs check PKCS #12's derivation with; they go back to the first implementations.
    #[test]
    fn pkcs_12_keys_are_those_of_other_programs() {
        let budget = &mut Budget::default();
        let smeg = &Spelling::all(Some(&Password::new("smeg".into())))[0];
        let key = hashing(Hash::Sha1, &[0x0A, 0x58, 0xCF, 0x64, 0x53, 0x0D, 0x82, 0x3F], 1);
        let derived = |purpose, length, budget: &mut Budget| hex(&key.pkcs12(smeg, purpose, length, budget).unwrap());
        assert_eq!(derived(Purpose::Key, 24, budget), "8AAAE6297B6CB04642AB5B077851284EB7128F1A2A7FBCA3");
        assert_eq!(derived(Purpose::Iv, 8, budget), "79993DFE048D3B76");
        let mac = hashing(Hash::Sha1, &[0x3D, 0x83, 0xC0, 0xE4, 0x54, 0x6A, 0xC1, 0x40], 1);
        let mac = mac.pkcs12(smeg, Purpose::Mac, 20, budget).unwrap();
        assert_eq!(hex(&mac), "8D967D88F6CAA9D714800AB3D48051D63F73A312");
    }

    #[test]
    fn pbkdf2_by_hand_is_that_of_the_library() {
        let password = &Spelling::all(Some(&Password::new("pässword".into())))[0];
        for length in [16, 24, 32, 100] {
            let by_hand = hashing(Hash::Sha256, b"salt", 7).pbkdf2_by_hand(password, length);
            let library = hashing(Hash::Sha256, b"salt", 7).pbkdf2(password, length, &mut Budget::default()).unwrap();
            assert_eq!(by_hand, library);
        }
    }

    #[test]
    fn work_is_refused_before_it_is_done() {
        let password = &Spelling::all(None)[0];
        let endless = hashing(Hash::Sha1, b"salt", u32::MAX);
        let refused = |done: Result<_, BundleError>| matches!(done, Err(BundleError::TooMuchWork { .. }));
        assert!(refused(endless.pbkdf2(password, 16, &mut Budget::default())));
        assert!(refused(endless.pkcs12(password, Purpose::Key, 24, &mut Budget::default())));
    }
}
