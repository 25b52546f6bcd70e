//! How the parts of a PKCS #12 file and private keys are encrypted, and their decryption.

use std::num::NonZeroU32;

use aws_lc_rs::cipher::{self as aws, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey};
use aws_lc_rs::iv::FixedLength;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt as _, InnerIvInit as _, KeyInit as _};
use des::{TdesEde2, TdesEde3};
use rc2::Rc2;
use zeroize::Zeroizing;

use super::super::der::{self, Malformed, Reader};
use super::BundleError;
use super::kdf::{Hash, Hashing, Purpose, Spelling};
use super::protection::Encryption;
use super::work::Budget;

/// The longest salt of a real file has 32 bytes.
const LONGEST_SALT: usize = 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    TripleDes,
    TwoKeyTripleDes,
    Rc2With128,
    Rc2With40,
}

impl Cipher {
    const fn key_length(self) -> usize {
        match self {
            Cipher::Rc2With40 => 5,
            Cipher::Aes128 | Cipher::TwoKeyTripleDes | Cipher::Rc2With128 => 16,
            Cipher::Aes192 | Cipher::TripleDes => 24,
            Cipher::Aes256 => 32,
        }
    }

    const fn block_length(self) -> usize {
        match self {
            Cipher::Aes128 | Cipher::Aes192 | Cipher::Aes256 => 16,
            _ => 8,
        }
    }

    /// CBC with PKCS #7's padding. A wrong key is noticed by the padding, most of the time.
    fn decrypt(self, key: &[u8], iv: &[u8], encrypted: &[u8]) -> Result<Zeroizing<Vec<u8>>, BundleError> {
        let mut data = Zeroizing::new(encrypted.to_vec());
        let length = match self {
            Cipher::Aes128 => aes(&aws::AES_128, key, iv, &mut data),
            Cipher::Aes192 => aes(&aws::AES_192, key, iv, &mut data),
            Cipher::Aes256 => aes(&aws::AES_256, key, iv, &mut data),
            Cipher::TripleDes => TdesEde3::new_from_slice(key).ok().and_then(|key| cbc(key, iv, &mut data)),
            Cipher::TwoKeyTripleDes => TdesEde2::new_from_slice(key).ok().and_then(|key| cbc(key, iv, &mut data)),
            Cipher::Rc2With128 | Cipher::Rc2With40 => {
                cbc(Rc2::new_with_eff_key_len(key, 8 * self.key_length()), iv, &mut data)
            }
        };
        data.truncate(length.ok_or(BundleError::WrongPassword)?);
        Ok(data)
    }
}

/// Decrypts in place and says how much of it is data; `None` when it was another key.
fn aes(algorithm: &'static aws::Algorithm, key: &[u8], iv: &[u8], data: &mut [u8]) -> Option<usize> {
    let key = UnboundCipherKey::new(algorithm, key).and_then(PaddedBlockDecryptingKey::cbc_pkcs7).ok()?;
    let iv = <&[u8; 16]>::try_from(iv).ok()?;
    let context = DecryptionContext::Iv128(FixedLength::from(iv));
    key.decrypt(data, context).ok().map(|plain| plain.len())
}

fn cbc<C: BlockCipherDecrypt>(cipher: C, iv: &[u8], data: &mut [u8]) -> Option<usize> {
    let mode = cbc::Decryptor::inner_iv_slice_init(cipher, iv).ok()?;
    mode.decrypt_padded::<Pkcs7>(data).ok().map(<[u8]>::len)
}

/// How something is encrypted with a password.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scheme<'a> {
    cipher: Cipher,
    hashing: Hashing<'a>,
    /// For PBES2; PKCS #12's own schemes derive it from the password too.
    iv: Option<&'a [u8]>,
}

impl<'a> Scheme<'a> {
    /// Reads the content of an `AlgorithmIdentifier`.
    pub(super) fn read(identifier: &'a [u8]) -> Result<Scheme<'a>, SchemeError> {
        let mut parts = Reader(identifier);
        let oid = der::dotted(parts.expect(der::OID)?.content);
        let cipher = match oid.as_str() {
            "1.2.840.113549.1.5.13" => return Scheme::pbes2(parts.0),
            "1.2.840.113549.1.12.1.3" => Cipher::TripleDes,
            "1.2.840.113549.1.12.1.4" => Cipher::TwoKeyTripleDes,
            "1.2.840.113549.1.12.1.5" => Cipher::Rc2With128,
            "1.2.840.113549.1.12.1.6" => Cipher::Rc2With40,
            "1.2.840.113549.1.12.1.1" => return Err(SchemeError::unsupported("PBE-SHA1-RC4-128")),
            "1.2.840.113549.1.12.1.2" => return Err(SchemeError::unsupported("PBE-SHA1-RC4-40")),
            _ => return Err(SchemeError::Unsupported(format!("encryption with {oid}"))),
        };
        let mut parameters = Reader(der::only(parts.0, der::SEQUENCE)?);
        let salt = salt(parameters.expect(der::OCTET_STRING)?.content)?;
        let iterations = iterations(parameters.expect(der::INTEGER)?.content)?;
        Ok(Scheme { cipher, hashing: Hashing { hash: Hash::Sha1, salt, iterations }, iv: None })
    }

    /// RFC 8018, A.4.
    fn pbes2(parameters: &'a [u8]) -> Result<Scheme<'a>, SchemeError> {
        let mut parts = Reader(der::only(parameters, der::SEQUENCE)?);
        let derivation = parts.expect(der::SEQUENCE)?.content;
        let mut encryption = Reader(parts.expect(der::SEQUENCE)?.content);
        let oid = der::dotted(encryption.expect(der::OID)?.content);
        let cipher = match oid.as_str() {
            "2.16.840.1.101.3.4.1.2" => Cipher::Aes128,
            "2.16.840.1.101.3.4.1.22" => Cipher::Aes192,
            "2.16.840.1.101.3.4.1.42" => Cipher::Aes256,
            "1.2.840.113549.3.7" => Cipher::TripleDes,
            _ => return Err(SchemeError::Unsupported(format!("encryption with {oid}"))),
        };
        let (hashing, length) = pbkdf2(derivation)?;
        if length.is_some_and(|length| length != cipher.key_length()) {
            return Err(SchemeError::Malformed);
        }
        let iv = der::only(encryption.0, der::OCTET_STRING)?;
        if iv.len() != cipher.block_length() {
            return Err(SchemeError::Malformed);
        }
        Ok(Scheme { cipher, hashing, iv: Some(iv) })
    }

    /// What it is called.
    pub(super) fn describe(&self) -> Encryption {
        let name = match (self.iv, self.cipher) {
            (None, Cipher::TwoKeyTripleDes) => "PBE-SHA1-3DES-2KEY".to_owned(),
            (None, Cipher::Rc2With128) => "PBE-SHA1-RC2-128".to_owned(),
            (None, Cipher::Rc2With40) => "PBE-SHA1-RC2-40".to_owned(),
            (None, _) => "PBE-SHA1-3DES".to_owned(),
            (Some(_), cipher) => {
                let cipher = match cipher {
                    Cipher::Aes128 => "AES-128-CBC",
                    Cipher::Aes192 => "AES-192-CBC",
                    Cipher::Aes256 => "AES-256-CBC",
                    _ => "3DES-CBC",
                };
                format!("{cipher}, PBKDF2 with {}", self.hashing.hash.hmac_name())
            }
        };
        Encryption { name, iterations: self.hashing.iterations.get(), pbes1: self.iv.is_none() }
    }

    /// Decrypts what was encrypted with this password. [`BundleError::WrongPassword`] when it was another.
    pub(super) fn decrypt(
        &self,
        password: &Spelling,
        encrypted: &[u8],
        budget: &mut Budget,
    ) -> Result<Zeroizing<Vec<u8>>, BundleError> {
        let key_length = self.cipher.key_length();
        if let Some(iv) = self.iv {
            let key = self.hashing.pbkdf2(password, key_length, budget)?;
            self.cipher.decrypt(&key, iv, encrypted)
        } else {
            let key = self.hashing.pkcs12(password, Purpose::Key, key_length, budget)?;
            let iv = self.hashing.pkcs12(password, Purpose::Iv, self.cipher.block_length(), budget)?;
            self.cipher.decrypt(&key, &iv, encrypted)
        }
    }
}

/// How something is encrypted cannot be read, or is not supported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SchemeError {
    Malformed,
    Unsupported(String),
}

impl SchemeError {
    fn unsupported(what: &str) -> SchemeError {
        SchemeError::Unsupported(what.to_owned())
    }
}

impl From<Malformed> for SchemeError {
    fn from(_: Malformed) -> SchemeError {
        SchemeError::Malformed
    }
}

/// Reads PBKDF2 and its parameters (RFC 8018, A.2) from the content of an `AlgorithmIdentifier`; with the key's length where
/// it is said.
pub(super) fn pbkdf2(identifier: &[u8]) -> Result<(Hashing<'_>, Option<usize>), SchemeError> {
    let mut parts = Reader(identifier);
    let oid = der::dotted(parts.expect(der::OID)?.content);
    if oid != "1.2.840.113549.1.5.12" {
        let scrypt = oid == "1.3.6.1.4.1.11591.4.11";
        let name = if scrypt { "scrypt".to_owned() } else { oid };
        return Err(SchemeError::Unsupported(format!("a key derived with {name}")));
    }
    let mut parameters = Reader(der::only(parts.0, der::SEQUENCE)?);
    let salt = salt(parameters.expect(der::OCTET_STRING)?.content)?;
    let iterations = iterations(parameters.expect(der::INTEGER)?.content)?;
    let length = parameters.optional(der::INTEGER)?;
    let length = length.map(|length| number(length.content)).transpose()?;
    let length = length.map(usize::try_from).transpose().map_err(|_| Malformed)?;
    let hash = match parameters.optional(der::SEQUENCE)? {
        None => Hash::Sha1,
        Some(identifier) => {
            let oid = der::dotted(Reader(identifier.content).expect(der::OID)?.content);
            Hash::of_hmac(&oid).ok_or_else(|| SchemeError::Unsupported(format!("PBKDF2 with {oid}")))?
        }
    };
    Ok((Hashing { hash, salt, iterations }, length))
}

pub(super) fn salt(bytes: &[u8]) -> Result<&[u8], Malformed> {
    if bytes.len() > LONGEST_SALT { Err(Malformed) } else { Ok(bytes) }
}

/// A number of iterations: at least one.
pub(super) fn iterations(integer: &[u8]) -> Result<NonZeroU32, Malformed> {
    NonZeroU32::new(number(integer)?).ok_or(Malformed)
}

/// A number that is not negative. One that needs more than 32 bits is the largest there is.
fn number(integer: &[u8]) -> Result<u32, Malformed> {
    match integer {
        [] | [0x80..=0xFF, ..] => Err(Malformed),
        bytes => Ok(bytes.iter().fold(0u32, |sum, byte| {
            sum.checked_mul(256).and_then(|sum| sum.checked_add(u32::from(*byte))).unwrap_or(u32::MAX)
        })),
    }
}
