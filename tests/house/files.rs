//! The project's files.

use std::fs;
use std::path::{Path, PathBuf};

/// Where `Cargo.toml` is.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder of the project, by its path from the project's root with `/`, sorted. A folder that does not
/// exist has none.
pub(crate) fn below(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    walk(&root().join(folder), folder, &mut found);
    found.sort();
    found
}

fn walk(directory: &Path, name: &str, found: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    for entry in entries {
        let entry = entry.unwrap();
        let path = format!("{name}/{}", entry.file_name().to_str().expect("file names are UTF-8"));
        if entry.file_type().unwrap().is_dir() {
            walk(&entry.path(), &path, found);
        } else {
            found.push(path);
        }
    }
}

/// The text of a file of the project, its line ends as `\n`.
pub(crate) fn text(path: &str) -> String {
    let bytes = fs::read(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
}

/// The Rust files below a folder with their texts.
pub(crate) fn rust_below(folder: &str) -> Vec<(String, String)> {
    let mut files: Vec<_> =
        below(folder).into_iter().filter(|path| has_extension(path, "rs")).map(|path| (text(&path), path)).collect();
    files.sort_by(|a, b| a.1.cmp(&b.1));
    files.into_iter().map(|(text, path)| (path, text)).collect()
}

/// Whether a path ends in that extension.
pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

/// Whether the file is test code: `testing.rs`, `tests.rs` and everything in a folder `tests`.
pub(crate) fn is_test(path: &str) -> bool {
    path == "src/testing.rs" || path.split('/').any(|part| part == "tests" || part == "tests.rs" || part == "testing")
}
