//! Certificate files: PEM, DER, PKCS #7, PKCS #12 with and without its password.
#![no_main]

use exchcert::import::{Options, read};
use exchcert::x509::{self, Password};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let password = Password::new("secret".to_owned());
    let _ = x509::bundle(data, Some(&password));
    let _ = read(data, &Options::default());
});
