//! The documents that the program prints are the ones in `docs/`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use std::path::Path;

use support::home::{Home, written};

#[test]
fn printed_documents_are_in_step() {
    let home = Home::empty();
    for what in ["keys", "rules", "cmdlets"] {
        let (printed, _) = written(&home.run(&["--locale", "en", "print", what]).success());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/{what}.md"));
        let kept = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
        assert!(kept == printed, "docs/{what}.md is out of step: cargo run -- print {what} > docs/{what}.md");
    }
}
