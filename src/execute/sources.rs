//! The files that a pipeline imports from: read and opened before it is evaluated.
//!
//! ```text
//!   needs --Files::read--> bytes --open--> certificates, whether a key came along    --> cmdlets::SourceFile
//!                                  `-- a password is needed --> Files::password, else Outcome::Password: the caller asks
//! ```
//!
//! A password is only ever on its way to the file it opens: no line, no answer and no log has it.

use std::sync::Arc;

use super::{Ran, Runner};
use crate::cmdlets::{self, Exit, Needs, Pipeline, SourceFile};
use crate::engine::{Access, Arrival, Facts, PrivateKey};
use crate::locale::{Message, say};
use crate::problems;
use crate::store::Problem;
use crate::x509::{self, Password};

/// The files outside the organization, and the passwords of them, as whoever runs a pipeline can reach them.
pub trait Files {
    /// The bytes of a file; `path` is as it was typed.
    ///
    /// # Errors
    /// [`Problem`] when it cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, Problem>;

    /// The password of a file that needs one, where it is known.
    fn password(&self, path: &str) -> Option<Password>;
}

/// Why a pipeline cannot be evaluated yet, or ever.
pub(super) enum Unopened {
    /// This file needs a password, and somebody can be asked for it.
    Password(String),
    /// It has ended.
    Failed(Exit, Vec<String>),
}

/// What is in a file.
struct Contents {
    certificates: Vec<Found>,
    newer_encryption: bool,
}

/// A certificate of a file.
struct Found {
    der: Arc<Vec<u8>>,
    facts: Arc<Facts>,
    friendly_name: String,
    key: bool,
}

/// Why there is nothing to take from a file.
enum Closed {
    PasswordNeeded,
    WrongPassword,
    /// In the parser's words: English.
    Unreadable(String),
}

/// Source: public captures of `Import-ExchangeCertificate`.
const CANNOT_BE_IMPORTED: &str = "The source data cannot be imported or the wrong password was specified.";

impl Runner<'_> {
    /// Opens the files that a pipeline needs, unless whoever runs it may not import anything: then nobody is asked for a
    /// password in vain.
    pub(super) fn open_files(&self, pipeline: &Pipeline, needed: &Needs) -> Result<Vec<SourceFile>, Unopened> {
        if self.person.access != Access::Full && cmdlets::imports(pipeline) {
            return Ok(Vec::new());
        }
        needed.files.iter().map(|path| self.open_file(path)).collect()
    }

    fn open_file(&self, path: &str) -> Result<SourceFile, Unopened> {
        let failed = |exit, messages: &[Message]| {
            let said = messages.iter().map(|message| self.say(message));
            Unopened::Failed(exit, std::iter::once(CANNOT_BE_IMPORTED.to_owned()).chain(said).collect())
        };
        let bytes = self.files.read(path).map_err(|problem| failed(Exit::Failed, &[problems::problem(&problem)]))?;
        let opened = match open(&bytes, None) {
            Err(Closed::PasswordNeeded) => {
                let password = self.files.password(path);
                if password.is_none() && self.person.interactive {
                    return Err(Unopened::Password(path.to_owned()));
                }
                open(&bytes, password.as_ref())
            }
            opened => opened,
        };
        let contents = opened.map_err(|closed| match closed {
            Closed::PasswordNeeded => {
                failed(Exit::NobodyToAsk, &[say::source_password_needed(path), say::source_password_remedy()])
            }
            Closed::WrongPassword => {
                failed(Exit::Failed, &[say::source_wrong_password(path), say::source_wrong_password_remedy()])
            }
            Closed::Unreadable(reason) => {
                failed(Exit::Failed, &[say::source_unreadable(path, reason), say::source_unreadable_remedy()])
            }
        })?;
        let source = sorted(path, contents);
        if source.arrivals.is_empty() {
            return Err(failed(
                Exit::Failed,
                &[say::source_authorities_only(path), say::source_authorities_remedy(path)],
            ));
        }
        Ok(source)
    }

    /// What a run comes to whose files cannot be opened.
    pub(super) fn unopened(exit: Exit, lines: Vec<String>, mut ran: Ran) -> Ran {
        ran.err(lines);
        ran.exit = exit;
        ran
    }
}

/// What is to be imported, and which authorities only came along: those that issued another certificate of the file, and
/// have no private key in it. A certificate that stands alone is never one of those.
fn sorted(path: &str, contents: Contents) -> SourceFile {
    let Contents { certificates, newer_encryption } = contents;
    let alone = certificates.len() == 1;
    let came_along = |found: &Found| !alone && !found.key && is_authority(found, &certificates);
    let (authorities, own): (Vec<&Found>, Vec<&Found>) = certificates.iter().partition(|found| came_along(found));
    let arrivals = own.into_iter().map(|found| Arrival {
        der: Arc::clone(&found.der),
        facts: Arc::clone(&found.facts),
        friendly_name: found.friendly_name.clone(),
        private_key: if found.key { PrivateKey::Exportable } else { PrivateKey::Missing },
        file: path.to_owned(),
        newer_encryption,
    });
    let name = |facts: &Facts| facts.common_name.clone().unwrap_or_else(|| facts.subject.clone());
    SourceFile {
        path: path.to_owned(),
        arrivals: arrivals.collect(),
        authorities: authorities.into_iter().map(|found| name(&found.facts)).collect(),
    }
}

fn is_authority(found: &Found, all: &[Found]) -> bool {
    let issued =
        |other: &Found| other.facts.thumbprint != found.facts.thumbprint && other.facts.issuer == found.facts.subject;
    found.facts.authority || all.iter().any(issued)
}

/// What is in a file, opened with a password where it needs one.
fn open(bytes: &[u8], _: Option<&Password>) -> Result<Contents, Closed> {
    let unreadable = |error: &x509::ReadError| Closed::Unreadable(error.to_string());
    let found = x509::certificates(bytes).map_err(|error| unreadable(&error))?;
    let certificate = |der: Vec<u8>| {
        let facts = x509::facts(&der).map_err(|error| unreadable(&error))?;
        Ok(Found { der: Arc::new(der), facts: Arc::new(facts), friendly_name: String::new(), key: false })
    };
    let certificates = found.into_iter().map(certificate).collect::<Result<_, _>>()?;
    Ok(Contents { certificates, newer_encryption: false })
}
