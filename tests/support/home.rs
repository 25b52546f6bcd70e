//! A home of its own with the simulated organization in it, and the built program to run there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use assert_cmd::Command;
use tempfile::TempDir;

/// The built program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_exchcert");

/// A home directory, gone when dropped.
pub(crate) struct Home(TempDir);

impl Home {
    /// An empty home.
    pub(crate) fn empty() -> Home {
        Home(tempfile::tempdir().unwrap())
    }

    /// A home with the simulated organization.
    pub(crate) fn with_sample() -> Home {
        let home = Home::empty();
        home.run(&["init", "org", "--sample"]).success();
        home
    }

    /// A path in it.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }

    /// The environment of the program: nothing of this machine's.
    pub(crate) fn environment(&self) -> Vec<(&'static str, PathBuf)> {
        vec![
            ("HOME", self.path("")),
            ("XDG_CONFIG_HOME", self.path("config")),
            ("XDG_DATA_HOME", self.path("data")),
            ("XDG_STATE_HOME", self.path("state")),
            ("XDG_CACHE_HOME", self.path("cache")),
            ("EXCHCERT_ORG", self.path("org")),
        ]
    }

    /// The program in this home.
    pub(crate) fn program(&self) -> Command {
        let mut command = Command::new(PROGRAM);
        command.env_clear().envs(self.environment()).current_dir(self.0.path());
        command
    }

    /// The same, to be started by hand.
    pub(crate) fn spawned(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(PROGRAM);
        command.env_clear().envs(self.environment()).current_dir(self.0.path()).args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs it to its end, without a terminal.
    pub(crate) fn run(&self, arguments: &[&str]) -> assert_cmd::assert::Assert {
        self.program().args(arguments).assert()
    }

    /// Runs cmdlets.
    pub(crate) fn shell(&self, line: &str) -> assert_cmd::assert::Assert {
        self.run(&["-c", line])
    }

    /// A server's document.
    pub(crate) fn server(&self, name: &str) -> String {
        fs::read_to_string(self.path(&format!("org/servers/{name}.toml"))).unwrap()
    }

    /// Every file of the organization with its bytes.
    pub(crate) fn organization(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path("org"), &mut files);
        files
    }
}

fn collect(directory: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
}

/// What a run wrote, as text: standard output, standard error.
pub(crate) fn written(assert: &assert_cmd::assert::Assert) -> (String, String) {
    let output = assert.get_output();
    (String::from_utf8(output.stdout.clone()).unwrap(), String::from_utf8(output.stderr.clone()).unwrap())
}
