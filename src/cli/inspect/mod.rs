//! `inspect`: facts and would-be Status of certificate files, without an organization.
//!
//! ```text
//!   file --read, password--> x509::bundle --judge--> File --text, json--> standard output
//!                                                        `--warnings----> standard error
//! ```
//!
//! Nothing is stored, and nothing of a private key or a password is written anywhere.

mod json;
mod judge;
mod text;
mod warnings;

use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::flags::Inspect;
use super::input;
use super::password::{Passwords, Refused};
use super::session::{Ended, Session, path, real_time};
use crate::cmdlets::Exit;
use crate::engine::{Certificate, Status, Trust};
use crate::text::Shown;
use crate::x509::{self, Authorities, Bundle, BundleError, MAX_BUNDLE, ReadError};
use judge::Judge;

/// A file that was read.
struct File {
    path: Shown,
    bundle: Bundle,
    /// Its certificates, judged, in their order.
    certificates: Vec<Judged>,
}

/// A certificate with its would-be Status.
struct Judged {
    certificate: Certificate,
    status: Status,
}

pub(super) fn run(session: &Session, inspect: &Inspect) -> Ended {
    let stdin_is_read = inspect.files.iter().any(|file| file == Path::new("-"));
    let passwords = Passwords::given(session, &inspect.password, stdin_is_read)?;
    let now = session.flags.now.unwrap_or_else(real_time);
    let mut judge = Judge { authorities: authorities(inspect)?, anchored: !inspect.roots.is_empty(), now };
    let mut files = Vec::new();
    let mut exit = Exit::Done;
    for file in &inspect.files {
        match open(&passwords, file) {
            Ok(Ok(bundle)) => files.push(judge.file(path(file), bundle)),
            Ok(Err(reason)) => {
                exit = Exit::Failed;
                session.err(&reason.lines(session, file));
            }
            // The others are shown all the same.
            Err(Failure { exit: why @ Exit::NobodyToAsk, lines }) => {
                exit = if exit == Exit::Done { why } else { exit };
                session.err(&lines);
            }
            Err(left) => return Err(left),
        }
    }
    if inspect.json {
        session.out(&[json::document(&files)])?;
    } else {
        session.out(&text::lines(session, &files, now))?;
    }
    for file in &files {
        session.err(&warnings::of_file(session, file));
    }
    let judged = files.iter().flat_map(|file| &file.certificates);
    if !inspect.json && judged.into_iter().any(|judged| judged.certificate.trust == Trust::Unknown) {
        session.err(&[session.say(&crate::locale::say::inspect_no_roots())]);
    }
    Ok(exit.code())
}

/// Why a file cannot be shown.
enum Unreadable {
    /// It cannot be read from the disk; the system's words.
    File(String),
    Bundle(BundleError),
}

impl Unreadable {
    fn lines(&self, session: &Session, file: &Path) -> Vec<String> {
        match self {
            Unreadable::File(reason) => vec![unreadable(file, reason)],
            Unreadable::Bundle(error) => warnings::of_error(session, file, error),
        }
    }
}

fn open(passwords: &Passwords<'_>, file: &Path) -> Result<Result<Bundle, Unreadable>, Failure> {
    let bytes = match input::wiped(file, MAX_BUNDLE) {
        Ok(bytes) => bytes,
        Err(reason) => return Ok(Err(Unreadable::File(reason))),
    };
    let refused = |error: &BundleError| match error {
        BundleError::PasswordNeeded => Some(Refused::Needed),
        BundleError::WrongPassword => Some(Refused::Wrong),
        _ => None,
    };
    let opened = passwords.open(file, |password| x509::bundle(&bytes, password), refused)?;
    Ok(opened.map_err(Unreadable::Bundle))
}

fn unreadable(file: &Path, reason: &str) -> String {
    format!("{}: {}", path(file), Shown::new(reason))
}

type Add = fn(&mut Authorities, &[u8]) -> Result<usize, ReadError>;

fn authorities(inspect: &Inspect) -> Result<Authorities, Failure> {
    let mut authorities = Authorities::default();
    let kinds: [(&[PathBuf], Add); 3] = [
        (&inspect.intermediates, Authorities::add_intermediates),
        (&inspect.roots, Authorities::add_roots),
        (&inspect.revocation_lists, Authorities::add_revocation_lists),
    ];
    for (files, add) in kinds {
        for file in files {
            let bytes = input::wiped(file, input::LARGEST_AUTHORITY);
            let added = bytes.and_then(|bytes| add(&mut authorities, &bytes).map_err(|error| error.to_string()));
            added.map_err(|reason| Failure::new(Exit::Failed, vec![unreadable(file, &reason)]))?;
        }
    }
    Ok(authorities)
}
