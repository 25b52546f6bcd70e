//! The files that a line names, and their passwords.

use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::password::Passwords;
use crate::execute::Files;
use crate::store::{Problem, read_file};
use crate::x509::Password;

/// The files as they are from here, with the passwords known so far.
pub(super) struct Reach<'a> {
    passwords: &'a Passwords<'a>,
    /// The passwords that were asked for, each with its file as typed.
    asked: Vec<(String, Password)>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(passwords: &'a Passwords<'a>) -> Reach<'a> {
        Reach { passwords, asked: Vec::new() }
    }

    /// Asks for the password of a file on the terminal.
    pub(super) fn ask(&mut self, file: String) -> Result<(), Failure> {
        let password = self.passwords.ask(Path::new(&file))?;
        self.asked.push((file, password));
        Ok(())
    }
}

impl Files for Reach<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, Problem> {
        read_file(Path::new(path))
    }

    fn password(&self, path: &str) -> Option<Password> {
        let asked = self.asked.iter().find(|(file, _)| file == path).map(|(_, password)| password);
        asked.or(self.passwords.first()).cloned()
    }
}
