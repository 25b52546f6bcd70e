//! What no file of the organization may hold, and what is asked of each alike.

use std::path::Path;

use super::super::read::{self, LARGEST_CERTIFICATE};
use super::{CheckUp, Finding, Id};
use crate::engine::Facts;

/// What stands at the beginning and at the end of every private key in PEM, in each of its forms.
const KEY: &[u8] = b"PRIVATE KEY-----";

/// Endings of files that hold a private key, as a rule.
const KEY_FILES: [&str; 3] = ["pfx", "p12", "key"];

impl CheckUp<'_> {
    /// Looks at the bytes of a file that was read: no private key may be in it.
    pub(super) fn document(&mut self, inside: &Path, bytes: &[u8]) {
        if holds_a_key(bytes) {
            self.found(Finding::new(Id::PrivateKey, inside));
        }
    }

    /// A file whose name says that nobody reads it. A private key in it is in the organization all the same.
    pub(super) fn odd(&mut self, inside: &Path, path: &Path) {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let bytes = read::bytes(path, LARGEST_CERTIFICATE).unwrap_or_default();
        if KEY_FILES.contains(&ending.as_str()) || holds_a_key(&bytes) {
            self.found(Finding::new(Id::PrivateKey, inside));
        } else {
            self.found(Finding::new(Id::OddFile, inside));
        }
    }

    /// A certificate of these facts is there: which Send connectors mean it?
    pub(super) fn met(&mut self, facts: &Facts) {
        self.known.wanted.retain(|name| !name.names(facts));
    }
}

/// Whether there is a private key in PEM, in UTF-8 or as Windows' UTF-16 in either order.
pub(super) fn holds_a_key(bytes: &[u8]) -> bool {
    let plain = bytes.windows(KEY.len()).any(|window| window == KEY);
    let wide = |at: usize| {
        bytes.windows(2 * KEY.len()).any(|window| {
            let (pairs, _) = window.as_chunks::<2>();
            pairs.iter().zip(KEY).all(|(pair, letter)| pair[at] == *letter && pair[1 - at] == 0)
        })
    };
    plain || wide(0) || wide(1)
}
