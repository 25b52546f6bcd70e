//! The file of settings: read, or refused with its place.

use std::path::Path;

use exchcert::cli::config::{Config, KEYS, LARGEST};

pub(crate) fn run(data: &[u8]) {
    let locale = super::locale(false);
    let path = Path::new("/etc/exchcert/config.toml");
    match Config::read(path, data) {
        Ok(config) => {
            // Whatever says nothing is the default, and what says something says it by a key.
            let text = std::str::from_utf8(data).expect("what was read is text");
            let says = KEYS.iter().any(|(key, ..)| text.contains(key)) || text.contains('\\');
            assert!(config == Config::default() || says, "{config:?}");
            assert!(!(config.readonly || config.ascii) || text.contains("true"), "{config:?}");
            assert!(u64::try_from(data.len()).unwrap() <= LARGEST);
        }
        Err(message) => {
            let told = locale.text(&message);
            assert!(told.starts_with("/etc/exchcert/config.toml:"), "{told}");
            assert!(super::is_harmless(&told), "{told:?}");
        }
    }
}
