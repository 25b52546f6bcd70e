//! What was read of a file so far.

use std::collections::HashMap;
use std::sync::Arc;

use crate::engine::{Facts, Origin, Thumbprint};
use crate::import::source::{ReadError, ServerFacts, Skipped, Source, same_host};
use crate::x509;

/// The most names of servers in one file. Each is compared with the others.
const MOST_SERVERS: usize = 2_000;
/// The most remarks that are kept one by one; the rest is counted.
const MOST_REMARKS: usize = 1_000;

/// A certificate that was read, shared by the servers that hold it.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The certificate.
    pub(super) der: Arc<Vec<u8>>,
    /// Issuer equals subject and its own key verifies the signature.
    pub(super) self_signed: bool,
}

/// The facts of a file, while it is read.
#[derive(Debug)]
pub(super) struct Gathered {
    /// The facts.
    pub(super) source: Source,
    /// Whether any object was understood.
    pub(super) understood: bool,
    /// Whether anything said more than the certificate itself.
    pub(super) more_than_raw_data: bool,
    /// The object that is being read.
    object: usize,
    /// Remarks that are not kept.
    not_kept: usize,
    certificates: HashMap<Thumbprint, Known>,
    /// Where a server's facts are, by each name that it was called.
    servers: HashMap<String, usize>,
    too_many_servers: bool,
}

impl Gathered {
    pub(super) fn new() -> Gathered {
        Gathered {
            source: Source::new(Origin::Clixml),
            understood: false,
            more_than_raw_data: false,
            object: 0,
            not_kept: 0,
            certificates: HashMap::new(),
            servers: HashMap::new(),
            too_many_servers: false,
        }
    }

    /// Begins with the object of that number.
    pub(super) fn begin(&mut self, object: usize) {
        self.object = object;
    }

    /// Something of the object that is being read could not be read.
    pub(super) fn remark(&mut self, reason: impl Into<String>) {
        if self.source.skipped.len() < MOST_REMARKS {
            let place = format!("object {}", self.object);
            self.source.skipped.push(Skipped { place, reason: reason.into() });
        } else {
            self.not_kept += 1;
        }
    }

    /// The certificate of that DER, read once.
    ///
    /// # Errors
    /// Why it is none.
    pub(super) fn certificate(&mut self, der: Vec<u8>) -> Result<(Thumbprint, Known), String> {
        let thumbprint = x509::thumbprint(&der);
        if let Some(known) = self.certificates.get(&thumbprint) {
            return Ok((thumbprint, known.clone()));
        }
        let Facts { self_signed, .. } = x509::facts(&der).map_err(|error| error.to_string())?;
        let known = Known { der: Arc::new(der), self_signed };
        self.certificates.insert(thumbprint, known.clone());
        Ok((thumbprint, known))
    }

    /// The facts of a server. One too many shares those of the first, and [`check`](Gathered::check) says so.
    pub(super) fn server(&mut self, name: &str) -> &mut ServerFacts {
        let key = name.to_lowercase();
        if let Some(at) = self.servers.get(&key).copied() {
            return &mut self.source.servers[at];
        }
        if self.servers.len() >= MOST_SERVERS {
            self.too_many_servers = true;
            return &mut self.source.servers[0];
        }
        let before = self.source.servers.len();
        self.source.server(name);
        // A new one is the last.
        let same = |known: &ServerFacts| same_host(&known.server, name);
        let at = self.source.servers.iter().take(before).position(same).unwrap_or(before);
        self.servers.insert(key, at);
        &mut self.source.servers[at]
    }

    /// Whether the file may be read on.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] when it names too many servers.
    pub(super) fn check(&self) -> Result<(), ReadError> {
        if self.too_many_servers {
            let place = format!("object {}", self.object);
            Err(ReadError::Damaged { place, reason: format!("there are more than {MOST_SERVERS} servers") })
        } else {
            Ok(())
        }
    }

    /// The facts, when all is read.
    pub(super) fn finish(mut self) -> Source {
        if self.not_kept > 0 {
            let reason = format!("{} more things could not be read", self.not_kept);
            self.source.skipped.push(Skipped { place: String::new(), reason });
        }
        if !self.more_than_raw_data {
            self.source.origin = Origin::RawData;
        }
        self.source
    }
}
