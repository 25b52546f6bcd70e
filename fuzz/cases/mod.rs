//! What the fuzzers do with their bytes. `tests/bounds.rs` replays what they kept through the same code.
#![allow(dead_code, reason = "each fuzzer, and the test, uses a part of it")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is the finding")]

pub(crate) mod cmdlets;
pub(crate) mod config;
pub(crate) mod documents;
pub(crate) mod feed;
pub(crate) mod keys;
pub(crate) mod page;
pub(crate) mod rendering;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use exchcert::engine::Moment;
use exchcert::locale::Locale;
use exchcert::store::memory::Memory;
use exchcert::store::{Directory, Mode, Store as _};

/// 2026-11-21T09:00:00Z.
pub(crate) const NOW: Moment = Moment(1_795_251_600);

/// A place in the project, wherever the program that asks was built.
pub(crate) fn place(inside: &str) -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = if here.ends_with("fuzz") { here.parent().unwrap() } else { here };
    project.join(inside)
}

/// The sample organization in memory, every certificate known and judged.
pub(crate) fn sample() -> &'static Memory {
    static SAMPLE: OnceLock<Memory> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let mut store = Directory::open(place("assets/organization"), Mode::ReadOnly).unwrap();
        let organization = store.organization().unwrap();
        let mut servers = Vec::new();
        for name in store.list().unwrap() {
            let mut server = store.open(&name).unwrap();
            for certificate in Arc::make_mut(&mut server.certificates) {
                store.facts(certificate, NOW).fill(certificate);
            }
            servers.push(server);
        }
        Memory::new(organization, servers)
    })
}

/// English, or English made strange.
pub(crate) fn locale(pseudo: bool) -> Arc<Locale> {
    static BOTH: OnceLock<[Arc<Locale>; 2]> = OnceLock::new();
    Arc::clone(&BOTH.get_or_init(|| [Arc::new(Locale::english()), Arc::new(Locale::pseudo())])[usize::from(pseudo)])
}

/// A document of the sample organization.
pub(crate) fn document(file: &str) -> Vec<u8> {
    fs::read(place("assets/organization").join(file)).unwrap()
}

/// Whether nothing in a text acts on a terminal or reads backwards.
pub(crate) fn is_harmless(text: &str) -> bool {
    text.chars().all(|c| {
        !c.is_control()
            && !matches!(c,
                '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
    })
}
