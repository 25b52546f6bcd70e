//! PKCS #12 (RFC 7292): which certificates and keys lie in a file, and how it is protected.
//!
//! ```text
//!   PFX --mac: which spelling of the password fits--> AuthenticatedSafe
//!     data, encrypted data --decrypt--> SafeContents --> bags: certificate, key, shrouded key, SafeContents again
//! ```

use super::super::der::{self, Element, Malformed, Reader};
use super::super::name;
use super::cipher::{Scheme, SchemeError};
use super::found::{Found, FoundKey, UnreadKey};
use super::kdf::Spelling;
use super::mac::MacData;
use super::protection::{Encryption, Protection};
use super::work::Budget;
use super::{BundleError, Form, ber, keys, pkcs7};
use crate::x509::Password;

/// `data`
const DATA: &str = "1.2.840.113549.1.7.1";
/// `encryptedData`
const ENCRYPTED: &str = "1.2.840.113549.1.7.6";
/// How deep `SafeContents` may lie in each other; a real file has none in another.
const DEEPEST: usize = 4;

/// What lies in a file, and how it is protected.
type Opened = (Found, Protection);

fn damaged(reason: &'static str) -> impl Fn(Malformed) -> BundleError {
    move |Malformed| BundleError::Damaged { form: Form::Pkcs12, reason }
}

/// Reads a `PFX`.
pub(super) fn read(pfx: &[u8], password: Option<&Password>, budget: &mut Budget) -> Result<Opened, BundleError> {
    let (content, mac) = parts(pfx)?;
    let spellings = Spelling::all(password);
    let refused = || if password.is_some() { BundleError::WrongPassword } else { BundleError::PasswordNeeded };
    let Some(mac) = mac else { return without_mac(content, &spellings, password.is_some(), budget, refused) };
    for spelling in &spellings {
        if mac.fits(spelling, content, budget)? {
            let (found, protection) = contents(content, spelling, budget).map_err(|error| match error {
                // The password fits the file, so it is not to blame.
                BundleError::WrongPassword => BundleError::Damaged {
                    form: Form::Pkcs12,
                    reason: "a part of it is damaged, or encrypted with another password than the whole",
                },
                other => other,
            })?;
            return Ok((found, Protection { mac: Some(mac.describe()), ..protection }));
        }
    }
    Err(refused())
}

/// Without a MAC, the right spelling of the password is the one that opens everything. Where nobody gave a password, what
/// opens without one is the answer.
fn without_mac(
    content: &[u8],
    spellings: &[Spelling],
    given: bool,
    budget: &mut Budget,
    refused: impl Fn() -> BundleError,
) -> Result<Opened, BundleError> {
    let mut partly = None;
    for spelling in spellings {
        match contents(content, spelling, budget) {
            Ok(opened) if !opened.0.keys.iter().any(|key| key.key == Err(UnreadKey::Password)) => return Ok(opened),
            Ok(opened) => partly = partly.or(Some(opened)),
            Err(BundleError::WrongPassword) => {}
            Err(other) => return Err(other),
        }
    }
    partly.filter(|_| !given).ok_or_else(refused)
}

/// The authenticated content of a `PFX`, and its MAC.
fn parts(pfx: &[u8]) -> Result<(&[u8], Option<MacData<'_>>), BundleError> {
    let outer = damaged("its outer structure is no PKCS #12");
    let mut parts = Reader(der::only(pfx, der::SEQUENCE).map_err(&outer)?);
    parts.expect(der::INTEGER).map_err(&outer)?;
    let info = parts.expect(der::SEQUENCE).map_err(&outer)?;
    let (kind, content) = pkcs7::content_info(info.raw).map_err(&outer)?;
    if kind != DATA {
        return Err(BundleError::Unsupported { what: "PKCS #12 signed with a key in place of a password".to_owned() });
    }
    let content = der::only(content, der::OCTET_STRING).map_err(&outer)?;
    let mac = parts.optional(der::SEQUENCE).map_err(&outer)?;
    parts.end().map_err(&outer)?;
    let mac = mac.map(|mac| MacData::read(mac.content)).transpose();
    let mac = mac.map_err(|error| scheme_error(error, "its MAC is damaged"))?;
    Ok((content, mac))
}

fn scheme_error(error: SchemeError, reason: &'static str) -> BundleError {
    match error {
        SchemeError::Malformed => BundleError::Damaged { form: Form::Pkcs12, reason },
        SchemeError::Unsupported(what) => BundleError::Unsupported { what },
    }
}

/// Everything in an `AuthenticatedSafe`.
fn contents(content: &[u8], password: &Spelling, budget: &mut Budget) -> Result<Opened, BundleError> {
    budget.begin();
    let broken = damaged("its content is damaged");
    let der = ber::to_der(content).map_err(&broken)?;
    let der = der.as_deref().map_or(content, Vec::as_slice);
    let mut walk = Walk { password, budget, found: Found::default(), protection: Protection::default() };
    let mut safes = Reader(der::only(der, der::SEQUENCE).map_err(&broken)?);
    while let Some(safe) = safes.next().map_err(&broken)? {
        let (kind, content) = pkcs7::content_info(safe.raw).map_err(&broken)?;
        match kind.as_str() {
            DATA => walk.bags(der::only(content, der::OCTET_STRING).map_err(&broken)?, None, 0)?,
            ENCRYPTED => walk.encrypted(content)?,
            _ => {
                let what = "PKCS #12 encrypted for accounts or keys in place of a password".to_owned();
                return Err(BundleError::Unsupported { what });
            }
        }
    }
    Ok((walk.found, walk.protection))
}

struct Walk<'a> {
    password: &'a Spelling,
    budget: &'a mut Budget,
    found: Found,
    protection: Protection,
}

impl Walk<'_> {
    /// `EncryptedData` (RFC 5652, 8).
    fn encrypted(&mut self, content: &[u8]) -> Result<(), BundleError> {
        const REASON: &str = "an encrypted part of it is damaged";
        let broken = damaged(REASON);
        let mut parts = Reader(der::only(content, der::SEQUENCE).map_err(&broken)?);
        parts.expect(der::INTEGER).map_err(&broken)?;
        let mut info = Reader(parts.expect(der::SEQUENCE).map_err(&broken)?.content);
        info.expect(der::OID).map_err(&broken)?;
        let algorithm = info.expect(der::SEQUENCE).map_err(&broken)?.content;
        let scheme = Scheme::read(algorithm).map_err(|error| scheme_error(error, REASON))?;
        let encrypted = info.next().map_err(&broken)?.ok_or(Malformed).map_err(&broken)?;
        let encrypted = ber::implicit_string(&encrypted).map_err(&broken)?;
        let bags = scheme.decrypt(self.password, &encrypted, self.budget)?;
        self.bags(&bags, Some(&scheme.describe()), 0).map_err(|error| match error {
            // A wrong key sometimes leaves something that only looks right.
            BundleError::Damaged { .. } => BundleError::WrongPassword,
            other => other,
        })
    }

    /// `SafeContents`.
    fn bags(&mut self, bytes: &[u8], encryption: Option<&Encryption>, depth: usize) -> Result<(), BundleError> {
        let broken = damaged("a list of its bags is damaged");
        if depth > DEEPEST {
            return Err(damaged("its bags lie too deep in each other")(Malformed));
        }
        let der = ber::to_der(bytes).map_err(&broken)?;
        let der = der.as_deref().map_or(bytes, Vec::as_slice);
        let mut bags = Reader(der::only(der, der::SEQUENCE).map_err(&broken)?);
        while let Some(bag) = bags.next().map_err(&broken)? {
            self.budget.bag()?;
            let bag = Bag::read(&bag).map_err(&broken)?;
            match bag.kind.as_str() {
                "1.2.840.113549.1.12.10.1.1" => self.key(&bag, encryption)?,
                "1.2.840.113549.1.12.10.1.2" => self.shrouded_key(&bag)?,
                "1.2.840.113549.1.12.10.1.3" => self.certificate(&bag, encryption).map_err(&broken)?,
                "1.2.840.113549.1.12.10.1.6" => self.bags(bag.value, encryption, depth + 1)?,
                // Revocation lists and secrets.
                _ => {}
            }
        }
        Ok(())
    }

    fn certificate(&mut self, bag: &Bag<'_>, encryption: Option<&Encryption>) -> Result<(), Malformed> {
        let mut parts = Reader(der::only(bag.value, der::SEQUENCE)?);
        // Only X.509: nobody issues the other kind.
        if der::dotted(parts.expect(der::OID)?.content) == "1.2.840.113549.1.9.22.1" {
            let value = parts.expect(der::CONTEXT_0)?.content;
            let der = der::only(value, der::OCTET_STRING)?.to_vec();
            note(&mut self.protection.certificates, encryption);
            self.found.certificates.push((der, bag.friendly_name.clone()));
        }
        Ok(())
    }

    fn key(&mut self, bag: &Bag<'_>, encryption: Option<&Encryption>) -> Result<(), BundleError> {
        let key = keys::pkcs8(bag.value).map_err(damaged("a private key in it is damaged"))?;
        note(&mut self.protection.keys, encryption);
        self.found.keys.push(FoundKey::new(key, bag.name_of_key()));
        Ok(())
    }

    fn shrouded_key(&mut self, bag: &Bag<'_>) -> Result<(), BundleError> {
        const REASON: &str = "a private key in it is damaged";
        let (scheme, encrypted) = encrypted_key(bag.value).map_err(|error| scheme_error(error, REASON))?;
        note(&mut self.protection.keys, Some(&scheme.describe()));
        let opened = scheme.decrypt(self.password, encrypted, self.budget);
        let key = match opened.map(|bytes| keys::pkcs8(&bytes)) {
            Ok(Ok(key)) => FoundKey::new(key, bag.name_of_key()),
            Ok(Err(Malformed)) | Err(BundleError::WrongPassword) => {
                FoundKey { key: Err(UnreadKey::Password), friendly_name: bag.name_of_key() }
            }
            Err(other) => return Err(other),
        };
        self.found.keys.push(key);
        Ok(())
    }
}

/// How an `EncryptedPrivateKeyInfo` (RFC 5958, 3) is encrypted, and what.
pub(super) fn encrypted_key(bytes: &[u8]) -> Result<(Scheme<'_>, &[u8]), SchemeError> {
    let mut parts = Reader(der::only(bytes, der::SEQUENCE)?);
    let algorithm = parts.expect(der::SEQUENCE)?.content;
    let encrypted = parts.expect(der::OCTET_STRING)?.content;
    parts.end()?;
    Ok((Scheme::read(algorithm)?, encrypted))
}

fn note(ways: &mut Vec<Option<Encryption>>, way: Option<&Encryption>) {
    let way = way.cloned();
    if !ways.contains(&way) {
        ways.push(way);
    }
}

/// A `SafeBag` (RFC 7292, 4.2).
struct Bag<'a> {
    kind: String,
    value: &'a [u8],
    friendly_name: Option<String>,
    /// Windows wrote it: the friendly name of such a key is the name of its container.
    from_windows: bool,
}

impl<'a> Bag<'a> {
    fn read(bag: &Element<'a>) -> Result<Bag<'a>, Malformed> {
        if bag.tag != der::SEQUENCE {
            return Err(Malformed);
        }
        let mut parts = Reader(bag.content);
        let kind = der::dotted(parts.expect(der::OID)?.content);
        let value = parts.expect(der::CONTEXT_0)?.content;
        let (mut friendly_name, mut from_windows) = (None, false);
        if let Some(set) = parts.optional(der::SET)? {
            let mut attributes = Reader(set.content);
            while !attributes.0.is_empty() {
                let mut attribute = Reader(attributes.expect(der::SEQUENCE)?.content);
                let kind = der::dotted(attribute.expect(der::OID)?.content);
                let values = attribute.expect(der::SET)?.content;
                match kind.as_str() {
                    // friendlyName
                    "1.2.840.113549.1.9.20" => {
                        let text = Reader(values).next()?.and_then(|value| name::string(&value));
                        let text = text.map(|text| text.trim_end_matches('\0').to_owned());
                        friendly_name = text.filter(|text| !text.is_empty());
                    }
                    // The cryptographic service provider.
                    "1.3.6.1.4.1.311.17.1" => from_windows = true,
                    _ => {}
                }
            }
        }
        parts.end()?;
        Ok(Bag { kind, value, friendly_name, from_windows })
    }

    fn name_of_key(&self) -> Option<String> {
        self.friendly_name.clone().filter(|_| !self.from_windows)
    }
}
