//! The password of a certificate file: from a file, from the environment, or asked for on the terminal.
//!
//! It is never an argument, where everybody on the machine could read it, and its memory is wiped.

use std::env;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::path::Path;

use zeroize::Zeroizing;

use super::failure::Failure;
use super::flags::PasswordSource;
use super::session::{Session, path as shown};
use crate::cmdlets::Exit;
use crate::locale::say;
use crate::terminal::secret;
use crate::x509::Password;

/// The variable that may hold it.
const VARIABLE: &str = "EXCHCERT_PASSWORD";
/// How often it is asked for.
const ATTEMPTS: usize = 3;
/// The most bytes of a password file that are read; its first line has to end within.
const LONGEST_FILE: usize = 4096;

/// What a file has to say of its password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It needs one.
    Needed,
    /// It was another one.
    Wrong,
}

/// The password that was given with the command, for every file of a run.
pub(super) struct Passwords<'a> {
    session: &'a Session,
    given: Option<Password>,
}

impl<'a> Passwords<'a> {
    /// Reads the password that was given, from the file that was named, else from the environment. `stdin_is_read`: standard
    /// input is one of the certificate files, and cannot hold the password too.
    pub(super) fn given(
        session: &'a Session,
        source: &PasswordSource,
        stdin_is_read: bool,
    ) -> Result<Passwords<'a>, Failure> {
        let given = match &source.password_file {
            Some(file) if stdin_is_read && file == Path::new("-") => {
                return Err(session.failure(Exit::Usage, &say::password_stdin_twice()));
            }
            Some(file) => Some(first_line(session, file)?),
            // Not Unicode is no password that anybody could have typed into a certificate file.
            None => env::var(VARIABLE).ok().filter(|text| !text.is_empty()).map(Password::new),
        };
        Ok(Passwords { session, given })
    }

    /// Opens a file with the password that was given, and asks for another where that is none or not the one and somebody is
    /// there to ask. `refused` says what an error has to do with the password.
    ///
    /// The inner result is that of the last attempt; the outer one ends the run: nobody to ask, or the person left.
    pub(super) fn open<T, E>(
        &self,
        file: &Path,
        mut open: impl FnMut(Option<&Password>) -> Result<T, E>,
        refused: impl Fn(&E) -> Option<Refused>,
    ) -> Result<Result<T, E>, Failure> {
        let mut opened = open(self.given.as_ref());
        for _ in 0..ATTEMPTS {
            let Some(why) = opened.as_ref().err().and_then(&refused) else { break };
            if !somebody_is_there() {
                return if why == Refused::Needed { Err(self.nobody_to_ask(file)) } else { Ok(opened) };
            }
            if why == Refused::Wrong {
                self.session.err(&[self.session.say(&say::password_again())]);
            }
            opened = open(Some(&self.ask(file)?));
        }
        Ok(opened)
    }

    /// The password that was given.
    pub(super) fn first(&self) -> Option<&Password> {
        self.given.as_ref()
    }

    /// Asks for the password of a file on the terminal.
    pub(super) fn ask(&self, file: &Path) -> Result<Password, Failure> {
        let prompt = format!("{} ", self.session.say(&say::password_prompt(shown(file))));
        match secret::read(&prompt) {
            Ok(Some(mut typed)) => Ok(Password::new(std::mem::take(&mut *typed))),
            Ok(None) => Err(Failure::new(Exit::Interrupted, Vec::new())),
            Err(error) => Err(self.session.failure(Exit::Failed, &say::cli_terminal_failed(error.to_string()))),
        }
    }

    fn nobody_to_ask(&self, file: &Path) -> Failure {
        let lines = [say::password_needed(shown(file)), say::password_ways()];
        Failure::new(Exit::NobodyToAsk, lines.iter().map(|line| self.session.say(line)).collect())
    }
}

fn somebody_is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// The first line of a file, without its end and without a byte order mark.
fn first_line(session: &Session, file: &Path) -> Result<Password, Failure> {
    let unreadable = |reason: String| session.failure(Exit::Failed, &say::password_unreadable(shown(file), reason));
    let bytes = if file == Path::new("-") {
        start(&mut io::stdin().lock())
    } else {
        File::open(file).and_then(|mut file| start(&mut file))
    };
    let bytes = bytes.map_err(|error| unreadable(error.to_string()))?;
    let line = line(&bytes);
    if line.len() == LONGEST_FILE {
        return Err(unreadable(format!("its first line is longer than {LONGEST_FILE} bytes")));
    }
    let text = std::str::from_utf8(line).map_err(|_| unreadable("not UTF-8".to_owned()))?;
    Ok(Password::new(text.to_owned()))
}

/// The first bytes of a file, in memory that is wiped and never moves.
fn start(file: &mut impl Read) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; LONGEST_FILE]);
    let mut read = 0;
    while let Some(room) = bytes.get_mut(read..).filter(|room| !room.is_empty()) {
        match file.read(room) {
            Ok(0) => break,
            Ok(count) => read += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(read);
    Ok(bytes)
}

fn line(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_the_first_line_without_its_end() {
        for (file, password) in [
            ("secret", "secret"),
            ("secret\n", "secret"),
            ("secret\r\nsecond line\n", "secret"),
            (" with blanks \n", " with blanks "),
            ("\u{FEFF}Pässwörd\n", "Pässwörd"),
            ("\nsecond", ""),
        ] {
            assert_eq!(line(&start(&mut file.as_bytes()).unwrap()), password.as_bytes());
        }
    }
}
