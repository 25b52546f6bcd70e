//! The files that a line names, and their passwords.

use std::path::Path;

use crate::execute::Files;
use crate::store::{Problem, read_file};
use crate::x509::Password;

/// The files as they are from here, with the passwords known so far.
#[derive(Default)]
pub(super) struct Reach {
    /// The password that was given beforehand; it is tried on every file.
    pub(super) given: Option<Password>,
    /// The passwords that were asked for, each with its file as typed.
    pub(super) asked: Vec<(String, Password)>,
}

impl Files for Reach {
    fn read(&self, path: &str) -> Result<Vec<u8>, Problem> {
        read_file(Path::new(path))
    }

    fn password(&self, path: &str) -> Option<Password> {
        let asked = self.asked.iter().find(|(file, _)| file == path).map(|(_, password)| password);
        asked.or(self.given.as_ref()).cloned()
    }
}
