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

/// A document of this many bytes at most, made of one thing over and over.
fn bomb(piece: impl Fn(usize) -> String, size: usize) -> Vec<u8> {
    let mut text = String::from("schema = 1\nname = \"EX01\"\n");
    let mut at = 0;
    while text.len() < size {
        text.push_str(&piece(at));
        at += 1;
    }
    text.into_bytes()
}

/// A document, or settings, that are nothing but one thing a hundred thousand times: read or refused, in memory that grows with
/// the file and no faster.
#[test]
fn no_document_takes_far_more_memory_than_its_size() {
    let _one = ONE.lock().unwrap();
    let name = exchcert::engine::ServerName::new("EX01");
    let bombs = [
        ("keys", bomb(|at| format!("k{at}=1\n"), 1 << 20)),
        ("the same key", bomb(|_| "k=1\n".to_owned(), 1 << 20)),
        ("tables", bomb(|at| format!("[t{at}]\n"), 1 << 20)),
        ("blocks", bomb(|_| "[[certificates]]\n".to_owned(), 1 << 20)),
        ("dots", bomb(|at| format!("a.b{at}.c.d.e=1\n"), 1 << 20)),
        ("a list", bomb(|at| if at == 0 { "x=[".to_owned() } else { "[],".to_owned() }, 1 << 20)),
        ("a long string", bomb(|at| if at == 0 { "fqdn=\"".to_owned() } else { "\\u001b".to_owned() }, 1 << 20)),
        ("deep lists", format!("x={}", "[".repeat(1 << 20)).into_bytes()),
        ("deep tables", format!("x={}", "{x=".repeat(1 << 18)).into_bytes()),
        ("deep keys", format!("x{}=1", ".x".repeat(1 << 19)).into_bytes()),
        ("deep headers", format!("[x{}]", ".x".repeat(1 << 19)).into_bytes()),
    ];
    for (what, bytes) in bombs {
        let most = 300 * bytes.len();
        ALLOCATOR.set_limit(ALLOCATOR.allocated() + most).unwrap();
        let _ = exchcert::store::plain::organization(&bytes);
        let _ = exchcert::store::plain::server(&name, &bytes);
        let settings = &bytes[..bytes.len().min(64 << 10)];
        let read = exchcert::cli::config::Config::read(Path::new("config.toml"), settings);
        assert!(read.is_err(), "{what} are no settings");
        ALLOCATOR.set_limit(usize::MAX).unwrap();
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
