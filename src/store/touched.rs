//! What a file of an organization is to those who read it: told from its path alone, for whoever watches the files.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use super::directory::{DOCUMENT, SERVERS};
use super::journal::JOURNAL;
use super::organization::ORGANIZATION_FILE;
use super::{disk, take_in};
use crate::engine::ServerName;

/// The directory of the pending requests.
const REQUESTS: &str = "requests";
/// Files that may hold trust wherever they lie.
const TRUST: [&str; 6] = ["pem", "crl", "cer", "crt", "der", "p7b"];

/// What was touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// The organization's own document.
    Organization,
    /// A server's document.
    Server(ServerName),
    /// The journal.
    Journal,
    /// A certificate, a request or a trust file: certificates have to be judged again.
    Certificates,
    /// The organization's directory itself, or one in it that has a meaning: it came, went, or was replaced.
    Directory,
}

/// The directories whose files have a meaning, the organization's own first. Not all of them have to exist.
#[must_use]
pub fn directories(root: &Path) -> Vec<PathBuf> {
    let inside = [SERVERS, JOURNAL, take_in::CERTIFICATES, take_in::TRUST, REQUESTS].map(|name| root.join(name));
    std::iter::once(root.to_owned()).chain(inside).collect()
}

/// Whether a directory's files are never written twice, so that its listing says everything.
#[must_use]
pub fn is_never_rewritten(directory: &Path) -> bool {
    directory.file_name() == Some(OsStr::new(take_in::CERTIFICATES))
}

/// What the file at `path` is to the organization in `root`; `None` for what nobody reads: unfinished files, the lock,
/// what editors leave about, and everything else.
#[must_use]
pub fn touched(root: &Path, path: &Path) -> Option<Touched> {
    let inside = path.strip_prefix(root).ok()?;
    let mut names = inside.components().filter_map(|component| match component {
        Component::Normal(name) => Some(name),
        _ => None,
    });
    let Some(first) = names.next() else { return Some(Touched::Directory) };
    let Some(last) = names.next_back() else { return at_the_top(root, first) };
    if disk::is_unfinished(last) {
        return None;
    }
    let name = Path::new(last);
    let ends = |ending: &str| name.extension().is_some_and(|found| found == ending);
    let stem = name.file_stem().and_then(OsStr::to_str).filter(|stem| !stem.starts_with('.'))?;
    let deep = names.next().is_some();
    match first.to_str()? {
        SERVERS if !deep && ends(DOCUMENT) => Some(Touched::Server(ServerName::new(stem))),
        JOURNAL if !deep && ends("jsonl") => Some(Touched::Journal),
        take_in::CERTIFICATES if !deep && ends("pem") => Some(Touched::Certificates),
        REQUESTS if !deep && ends("csr") => Some(Touched::Certificates),
        take_in::TRUST => Some(Touched::Certificates),
        _ => None,
    }
}

/// A file or a directory in the organization's own directory.
fn at_the_top(root: &Path, name: &OsStr) -> Option<Touched> {
    if name == ORGANIZATION_FILE {
        return Some(Touched::Organization);
    }
    let path = root.join(name);
    if directories(root).contains(&path) {
        return Some(Touched::Directory);
    }
    let trust = path.extension().is_some_and(|found| TRUST.iter().any(|ending| found == *ending));
    (trust && !disk::is_unfinished(name)).then_some(Touched::Certificates)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> Option<Touched> {
        touched(Path::new("/org"), &Path::new("/org").join(path))
    }

    #[test]
    fn a_path_says_what_has_to_be_read_again() {
        let server = |name| Some(Touched::Server(ServerName::new(name)));
        assert_eq!(of("servers/EX01.toml"), server("EX01"));
        assert_eq!(of("servers/日本.toml"), server("日本"));
        assert_eq!(of("organization.toml"), Some(Touched::Organization));
        assert_eq!(of("journal/2026-11.jsonl"), Some(Touched::Journal));
        for file in
            ["certificates/01D0.pem", "requests/K1.csr", "trust/root.pem", "trust/more/list.crl", "own-root.pem"]
        {
            assert_eq!(of(file), Some(Touched::Certificates), "{file}");
        }
        for directory in ["", "servers", "journal", "certificates", "trust", "requests"] {
            assert_eq!(of(directory), Some(Touched::Directory), "{directory:?}");
        }
    }

    #[test]
    fn what_nobody_reads_is_nothing() {
        for file in [
            "store.lock",
            ".tmp-organization.toml",
            "servers/.tmp-EX01.toml",
            "certificates/.tmp-01D0.pem",
            "trust/.tmp-root.pem",
            ".tmp-root.pem",
            "servers/.EX01.toml.swp",
            "servers/EX01.toml~",
            "servers/4913",
            "servers/old/EX01.toml",
            ".git/index",
            "README.md",
        ] {
            assert_eq!(of(file), None, "{file}");
        }
        assert_eq!(touched(Path::new("/org"), Path::new("/elsewhere/servers/EX01.toml")), None);
    }
}
