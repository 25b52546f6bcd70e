//! What readers of strangers' files may take: never a panic, and never more than 64 MiB beside the file itself, whatever is cut
//! off or wrong in it.
//!
//! The files of the fixtures, cut off in many places, and what the fuzzers of `fuzz/` have found worth keeping. Memory that
//! the crypto library takes in C is not counted.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "../fuzz/cases/mod.rs"]
mod cases;

use std::alloc::System;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use cap::Cap;
use exchcert::engine::Moment;
use exchcert::import::{Options, read};
use exchcert::x509::{self, Authorities, Password};

/// Memory that would be more than this ends the program, and with it the test.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// The limit is the program's: one test at a time.
static ONE: Mutex<()> = Mutex::new(());

const MOST: usize = 64 << 20;
/// 2026-11-21T09:00:00Z.
const NOW: Moment = Moment(1_795_251_600);
/// How many cuts of a file are tried; the readers' own tests cut at every byte.
const CUTS: usize = 60;

fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn files(folders: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in folders {
        below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder), &mut files);
    }
    files.sort();
    assert!(!files.is_empty());
    files
}

/// Everything that reads such bytes, each within its memory.
fn read_all(bytes: &[u8]) {
    let password = Password::new("exchcert".to_owned());
    let options = Options { culture: None, password: Some(&password) };
    within(|| drop(read(bytes, &options)));
    within(|| drop(x509::bundle(bytes, Some(&password))));
    within(|| {
        let mut authorities = Authorities::default();
        let _ = authorities.add_revocation_lists(bytes);
        let _ = authorities.add_intermediates(bytes);
        let _ = authorities.add_roots(bytes);
        if let Ok(facts) = x509::facts(bytes) {
            let _ = authorities.judge(bytes, &facts, NOW);
        }
    });
}

fn within(work: impl FnOnce()) {
    ALLOCATOR.set_limit(ALLOCATOR.allocated() + MOST).unwrap();
    work();
    ALLOCATOR.set_limit(usize::MAX).unwrap();
}

/// Cuts every file in so many places, or everywhere.
fn cut_off(cuts: usize) {
    let _one = ONE.lock().unwrap();
    for path in files(&["import", "bundle", "x509"]) {
        let whole = fs::read(&path).unwrap();
        read_all(&whole);
        for cut in (0..whole.len()).step_by((whole.len() / cuts).max(1)) {
            read_all(&whole[..cut]);
        }
    }
}

#[test]
fn no_file_takes_more_memory_than_64_mib_wherever_it_is_cut_off() {
    cut_off(CUTS);
}

#[test]
#[ignore = "takes minutes: cargo test --release --test bounds -- --ignored"]
fn no_file_takes_more_memory_than_64_mib_cut_off_at_any_byte() {
    cut_off(usize::MAX);
}

#[test]
fn what_the_fuzzers_kept_is_read_or_refused() {
    let _one = ONE.lock().unwrap();
    for path in
        files(&["fuzz/bundle", "fuzz/certificate", "fuzz/clixml", "fuzz/inventory", "fuzz/serialized", "fuzz/text"])
    {
        let bytes = fs::read(&path).unwrap();
        read_all(&bytes);
        // The payload of one fuzzer stands inside a file.
        let base64 = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, &bytes);
        let der = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, include_bytes!("../fuzz/certificate.der"));
        let object = "<Objs><Obj RefId=\"0\"><TN RefId=\"0\"><T>Microsoft.Exchange.Management.SystemConfigurationTasks.\
                      ExchangeCertificate</T></TN><Props><BA N=\"RawData\">";
        let file = format!("{object}{der}</BA></Props><MS><BA N=\"SerializationData\">{base64}</BA></MS></Obj></Objs>");
        read_all(file.as_bytes());
        for frame in ["<Objs>", "{\"format\":\"exchcert-inventory\",\"version\":1,"] {
            read_all(&[frame.as_bytes(), &bytes].concat());
        }
    }
}

/// What a fuzzer of our own documents and screens kept, through the same code, each within its memory.
fn replay(folder: &str, run: fn(&[u8])) {
    let _one = ONE.lock().unwrap();
    // What every run shares is read once, and is nobody's.
    cases::sample();
    for path in files(&[folder]) {
        let bytes = fs::read(&path).unwrap();
        within(|| run(&bytes));
    }
}

#[test]
fn what_the_fuzzer_of_documents_kept_is_read_changed_or_refused() {
    replay("fuzz/documents", cases::documents::run);
}

#[test]
fn what_the_fuzzer_of_settings_kept_is_read_or_refused_with_its_place() {
    replay("fuzz/config", cases::config::run);
}

#[test]
fn what_the_fuzzer_of_cmdlet_lines_kept_is_read_printed_and_run() {
    replay("fuzz/cmdlets", cases::cmdlets::run);
}

#[test]
fn what_the_fuzzer_of_keys_kept_leaves_the_page_sound() {
    replay("fuzz/keys", cases::keys::run);
}

#[test]
fn what_the_fuzzer_of_screens_kept_reaches_the_terminal_as_letters() {
    replay("fuzz/rendering", cases::rendering::run);
}
