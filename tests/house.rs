//! The house check: what the compiler does not see and a reader relies on.
//!
//! ```text
//!   imports      who may name whom in src/, and who may touch the machine     (docs/architecture.md)
//!   sizes        no file and no function grows beyond what can be read
//!   repository   what stands at the top; no secret, no path of somebody's machine; no sleeping test
//!   pictures     snapshots/ and the list of pictures are the same
//!   words        every message of the table is said by somebody
//!   papers       the generated documents and the README say what the program says
//! ```
//!
//! Each check is a function from texts to findings, proved on made-up texts beside it, and then asked about the real ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "house/files.rs"]
mod files;
#[path = "house/imports.rs"]
mod imports;
#[path = "house/papers.rs"]
mod papers;
#[path = "house/pictures.rs"]
mod pictures;
#[path = "house/repository.rs"]
mod repository;
#[path = "house/rust.rs"]
mod rust;
#[path = "house/sizes.rs"]
mod sizes;
#[path = "house/words.rs"]
mod words;

/// Fails with every finding, one a line, and what to do about them.
fn nothing_found(findings: &[String], advice: &str) {
    assert!(findings.is_empty(), "\n{}\n\n{advice}\n", findings.join("\n"));
}
