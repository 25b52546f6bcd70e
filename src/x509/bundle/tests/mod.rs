//! Certificate files of every form, as other programs write them; `tests/fixtures/bundle/make.sh` made them.

mod files;
mod hostile;
mod pem;

use super::*;

/// A committed file.
macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bundle/", $name)).as_slice()
    };
}
use fixture;

/// The password of nearly all of them.
fn password() -> Password {
    text("exchcert")
}

fn text(password: &str) -> Password {
    Password::new(password.to_owned())
}

fn open(bytes: &[u8]) -> Bundle {
    bundle(bytes, Some(&password())).unwrap()
}

/// The common names in a bundle, each with whether its key is there.
fn names(bundle: &Bundle) -> Vec<(&str, HasKey)> {
    let name = |certificate: &BundledCertificate| certificate.facts.common_name.as_deref().unwrap().to_owned();
    let names: Vec<String> = bundle.certificates.iter().map(name).collect();
    let known = ["mail.contoso.com", "Contoso Issuing", "Contoso Root", "ec.contoso.com"];
    let known = |name: &str| known.into_iter().find(|known| *known == name).unwrap();
    names
        .iter()
        .map(|name| known(name))
        .zip(bundle.certificates.iter().map(|certificate| certificate.has_key))
        .collect()
}
