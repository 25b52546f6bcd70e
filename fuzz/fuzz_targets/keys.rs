//! Keys, pastes, the mouse and new sizes, one after the other.
#![no_main]

#[path = "../cases/mod.rs"]
mod cases;

libfuzzer_sys::fuzz_target!(|data: &[u8]| cases::keys::run(data));
