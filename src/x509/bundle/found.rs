//! What was found in a file, put together: which certificate has its private key beside it.

use std::collections::BTreeMap;

use super::super::error::{Document, ReadError};
use super::super::facts;
use super::keys::{self, Key};
use super::{Bundle, BundleError, BundledCertificate, Form, HasKey};

/// What lies in a file, one beside the other.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Certificates, DER, with the friendly name that stands beside each.
    pub(super) certificates: Vec<(Vec<u8>, Option<String>)>,
    pub(super) keys: Vec<FoundKey>,
    /// How many certificate requests.
    pub(super) requests: usize,
}

/// A private key.
#[derive(Debug)]
pub(super) struct FoundKey {
    pub(super) key: Result<Key, UnreadKey>,
    pub(super) friendly_name: Option<String>,
}

impl FoundKey {
    pub(super) fn new(key: Key, friendly_name: Option<String>) -> FoundKey {
        let key = match key {
            Key::Other(kind) => Err(UnreadKey::Kind(kind)),
            key @ Key::Of(_) => Ok(key),
        };
        FoundKey { key, friendly_name }
    }
}

/// Why nobody can say to which certificate a private key belongs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnreadKey {
    /// It is encrypted, and there is no password, or only that of the rest of the file.
    Password,
    /// It is of a kind that is not compared, or encrypted in a way that is not supported: by name or object identifier.
    Kind(String),
}

impl Found {
    /// Everything as the answer has it: each certificate once, in the order of the file.
    pub(super) fn into_bundle(self, form: Form) -> Result<Bundle, BundleError> {
        let (mut certificates, mut damaged) = (Vec::<BundledCertificate>::new(), Vec::new());
        let mut places = BTreeMap::new();
        let unread: Vec<_> = self.keys.iter().filter_map(|key| key.key.as_ref().err().cloned()).collect();
        let mut used = vec![false; self.keys.len()];
        for (number, (der, beside)) in (1..).zip(self.certificates) {
            let facts = match facts(&der) {
                Ok(facts) => facts,
                Err(error) => {
                    damaged.push((number, error));
                    continue;
                }
            };
            let place = *places.entry(facts.thumbprint).or_insert(certificates.len());
            if let Some(known) = certificates.get_mut(place) {
                known.friendly_name = known.friendly_name.take().or(beside);
                continue;
            }
            let public = keys::of_certificate(&der).map(Key::Of);
            // The same key may be there twice: each of them belongs to this certificate.
            let mut own = None;
            for (found, used) in self.keys.iter().zip(&mut used) {
                if public.is_some() && found.key.as_ref().ok() == public.as_ref() {
                    *used = true;
                    own = own.or(Some(found));
                }
            }
            let has_key = match own {
                Some(_) => HasKey::Yes,
                None if unread.is_empty() => HasKey::No,
                None => HasKey::Unknown,
            };
            let friendly_name = beside.or_else(|| own?.friendly_name.clone());
            certificates.push(BundledCertificate { der, facts, friendly_name, has_key });
        }
        if certificates.is_empty() {
            return Err(match damaged.into_iter().next() {
                Some((_, error)) => BundleError::Read(error),
                None if self.requests + self.keys.len() > 0 => {
                    BundleError::NoCertificate { requests: self.requests, keys: self.keys.len() }
                }
                None => BundleError::Read(ReadError::NotFound(Document::Certificate)),
            });
        }
        let others = self.keys.iter().zip(&used).filter(|(found, used)| found.key.is_ok() && !**used).count();
        let requests = self.requests;
        Ok(Bundle {
            form,
            certificates,
            damaged,
            requests,
            foreign_keys: others,
            unread_keys: unread,
            protection: None,
        })
    }
}
