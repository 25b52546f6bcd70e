//! `Export-Clixml` files: the XML, what is in it, and the companions of Get-ExchangeCertificate.
#![no_main]

use exchcert::import::{Options, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // Without the frame a fuzzer would spend its time on finding it.
    let mut file = b"<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">".to_vec();
    file.extend_from_slice(data);
    let _ = read(&file, &Options::default());
    let _ = read(data, &Options::default());
});
