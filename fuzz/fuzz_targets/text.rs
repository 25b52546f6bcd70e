//! JSON, CSV, lists and tables, in any encoding.
#![no_main]

use exchcert::import::{Culture, Options, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for culture in [None, Some(Culture::DayFirst)] {
        let _ = read(data, &Options { culture, password: None });
    }
});
