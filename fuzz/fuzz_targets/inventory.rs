//! The collector's inventory.
#![no_main]

use exchcert::import::{Options, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut file = b"{\"format\":\"exchcert-inventory\",\"version\":1,".to_vec();
    file.extend_from_slice(data);
    let _ = read(&file, &Options::default());
    let _ = read(data, &Options::default());
});
