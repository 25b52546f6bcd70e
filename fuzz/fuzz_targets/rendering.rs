//! Foreign text wherever the page shows any, up to the bytes for the terminal.
#![no_main]

#[path = "../cases/mod.rs"]
mod cases;

libfuzzer_sys::fuzz_target!(|data: &[u8]| cases::rendering::run(data));
