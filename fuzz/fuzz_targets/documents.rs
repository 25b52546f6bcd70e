//! The organization's own documents, and journal lines: read, and changed as plans and imports change them.
#![no_main]

#[path = "../cases/mod.rs"]
mod cases;

libfuzzer_sys::fuzz_target!(|data: &[u8]| cases::documents::run(data));
