//! The files that a pipeline imports from: read and opened before it is evaluated.
//!
//! ```text
//!   needs --Files::read--> bytes --open--> certificates, whether a key came along --> cmdlets::SourceFile
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
use crate::x509::{
    self, Bundle, BundleError, BundledCertificate, HasKey, Password, Protection, UnreadKey, Windows2016,
};

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
        let mut opened = open(&bytes, None);
        if matches!(opened, Err(BundleError::PasswordNeeded)) {
            let password = self.files.password(path);
            if password.is_none() && self.person.interactive {
                return Err(Unopened::Password(path.to_owned()));
            }
            opened = open(&bytes, password.as_ref());
        }
        let bundle = opened.map_err(|error| match error {
            BundleError::PasswordNeeded => {
                failed(Exit::NobodyToAsk, &[say::password_needed(path), say::password_ways()])
            }
            BundleError::WrongPassword => {
                failed(Exit::Failed, &[say::source_wrong_password(path), say::source_wrong_password_remedy(path)])
            }
            other => failed(
                Exit::Failed,
                &[say::source_unreadable(path, other.to_string()), say::source_unreadable_remedy(path)],
            ),
        })?;
        let (source, beside) = sorted(path, bundle);
        if source.arrivals.is_empty() {
            return Err(failed(
                Exit::Failed,
                &[say::source_authorities_only(path), say::source_authorities_remedy(path)],
            ));
        }
        Ok(SourceFile { beside: beside.iter().map(|message| self.say(message)).collect(), ..source })
    }

    /// What a run comes to whose files cannot be opened.
    pub(super) fn unopened(exit: Exit, lines: Vec<String>, mut ran: Ran) -> Ran {
        ran.err(lines);
        ran.exit = exit;
        ran
    }
}

/// What else is in a file, and is not taken.
fn beside(path: &str, bundle: &Bundle) -> Vec<Message> {
    let damaged = bundle.damaged.iter().map(|(number, error)| {
        say::source_damaged(i64::try_from(*number).unwrap_or(i64::MAX), path, error.to_string())
    });
    let requests = (bundle.requests > 0).then(|| say::source_request(path));
    let keys = (bundle.foreign_keys > 0).then(|| say::source_foreign_key(path));
    let unread = (!bundle.unread_keys.is_empty()).then(|| say::source_unread_key(path));
    damaged.chain(requests).chain(keys).chain(unread).collect()
}

/// A certificate file that was opened.
pub(super) struct Certificates {
    /// What is to be imported.
    pub(super) arrivals: Vec<Arrival>,
    /// The authorities that only came along.
    pub(super) authorities: Vec<String>,
    /// What else is in it, and is not taken.
    pub(super) beside: Vec<Message>,
}

/// Opens a certificate file for the page.
///
/// # Errors
/// Why it cannot be opened, in words.
pub(super) fn certificates(path: &str, bytes: &[u8], password: Option<&Password>) -> Result<Certificates, Message> {
    let bundle = open(bytes, password).map_err(|error| match error {
        BundleError::PasswordNeeded => say::password_needed(path),
        BundleError::WrongPassword => say::source_wrong_password(path),
        other => say::source_unreadable(path, other.to_string()),
    })?;
    let (SourceFile { arrivals, authorities, .. }, beside) = sorted(path, bundle);
    if arrivals.is_empty() {
        Err(say::source_authorities_only(path))
    } else {
        Ok(Certificates { arrivals, authorities, beside })
    }
}

/// What is to be imported, what else is in the file, and which authorities only came along: those that have no private key in the file, beside
/// certificates that are none. A certificate that stands alone is never one of those: a self-signed one of a server often
/// says that it is an authority.
fn sorted(path: &str, bundle: Bundle) -> (SourceFile, Vec<Message>) {
    let beside = beside(path, &bundle);
    let refuses = |protection: &Protection| matches!(protection.windows_2016(), Windows2016::Refuses(_));
    let newer_encryption = bundle.protection.as_ref().is_some_and(refuses);
    let alone = bundle.certificates.len() == 1;
    let came_along = |found: &BundledCertificate| !alone && found.facts.authority && found.has_key == HasKey::No;
    let (authorities, own): (Vec<_>, Vec<_>) = bundle.certificates.into_iter().partition(came_along);
    let arrivals = own.into_iter().map(|found| Arrival {
        der: Arc::new(found.der),
        facts: Arc::new(found.facts),
        friendly_name: found.friendly_name.unwrap_or_default(),
        private_key: match found.has_key {
            HasKey::Yes => PrivateKey::Exportable,
            HasKey::No => PrivateKey::Missing,
            HasKey::Unknown => PrivateKey::Unknown,
        },
        file: path.to_owned(),
        newer_encryption,
    });
    let name = |facts: Facts| facts.common_name.unwrap_or(facts.subject);
    let source = SourceFile {
        path: path.to_owned(),
        arrivals: arrivals.collect(),
        authorities: authorities.into_iter().map(|found| name(found.facts)).collect(),
        beside: Vec::new(),
    };
    (source, beside)
}

/// Opens a file. A private key in it that its password does not open is not left out in silence: it may be the one that
/// belongs to a certificate of the file.
fn open(bytes: &[u8], password: Option<&Password>) -> Result<Bundle, BundleError> {
    let bundle = x509::bundle(bytes, password)?;
    match (bundle.unread_keys.contains(&UnreadKey::Password), password) {
        (false, _) => Ok(bundle),
        (true, None) => Err(BundleError::PasswordNeeded),
        (true, Some(_)) => Err(BundleError::WrongPassword),
    }
}
