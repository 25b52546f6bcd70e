//! Cmdlet lines: read, completed, printed and run.
#![no_main]

#[path = "../cases/mod.rs"]
mod cases;

libfuzzer_sys::fuzz_target!(|data: &[u8]| cases::cmdlets::run(data));
