//! Files outside the organization, in memory.

use std::collections::BTreeMap;
use std::path::Path;

use crate::execute::Files;
use crate::store::{Problem, ProblemKind};
use crate::x509::Password;

/// Files by their paths, and the passwords that are known of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drawer {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) passwords: BTreeMap<String, Password>,
}

impl Drawer {
    pub(crate) fn with(path: &str, bytes: impl Into<Vec<u8>>) -> Drawer {
        Drawer { files: [(path.to_owned(), bytes.into())].into(), ..Drawer::default() }
    }
}

impl Files for Drawer {
    fn read(&self, path: &str) -> Result<Vec<u8>, Problem> {
        let found = self.files.get(path).cloned();
        found.ok_or_else(|| Problem::of(Path::new(path), ProblemKind::NotFound))
    }

    fn password(&self, path: &str) -> Option<Password> {
        self.passwords.get(path).cloned()
    }
}
