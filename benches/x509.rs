//! Reading certificates, against the least that reading them can cost: the file, its SHA-1, and the parser's own walk.
//!
//! The sample organization's certificates. Times mean nothing across machines; the ratios within one run do.

#![allow(clippy::unwrap_used, missing_docs, reason = "a measurement that cannot start has nothing to report")]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use divan::Bencher;
use divan::counter::ItemsCount;
use exchcert::engine::{Facts, Moment};
use exchcert::x509::{self, Authorities};
use x509_parser::prelude::{FromDer, X509Certificate};

fn main() {
    divan::main();
}

/// 2026-11-21T09:00:00Z, the sample's clock.
const NOW: Moment = Moment(1_795_251_600);

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/organization")
}

/// Every certificate of the sample as a DER file of its own.
fn files() -> (tempfile::TempDir, Vec<PathBuf>) {
    let directory = tempfile::tempdir().unwrap();
    let mut written = Vec::new();
    for entry in fs::read_dir(sample().join("certificates")).unwrap() {
        let der = x509::certificates(&fs::read(entry.unwrap().path()).unwrap()).unwrap().remove(0);
        let path = directory.path().join(format!("{}.der", written.len()));
        fs::write(&path, der).unwrap();
        written.push(path);
    }
    (directory, written)
}

fn ders() -> Vec<Vec<u8>> {
    let entries = fs::read_dir(sample().join("certificates")).unwrap();
    entries.map(|entry| x509::certificates(&fs::read(entry.unwrap().path()).unwrap()).unwrap().remove(0)).collect()
}

/// The limit: read a file, take its SHA-1, let the parser walk it.
#[divan::bench]
fn bare_file_sha1_from_der(bencher: Bencher) {
    let (_kept, files) = files();
    bencher.counter(ItemsCount::new(files.len())).bench_local(|| {
        for file in &files {
            let der = fs::read(file).unwrap();
            black_box(x509::thumbprint(&der));
            black_box(X509Certificate::from_der(&der).is_ok());
        }
    });
}

/// Ours: read a file, all facts.
#[divan::bench]
fn facts_from_file(bencher: Bencher) {
    let (_kept, files) = files();
    bencher.counter(ItemsCount::new(files.len())).bench_local(|| {
        for file in &files {
            black_box(x509::facts(&fs::read(file).unwrap()).is_ok());
        }
    });
}

/// The limit in memory.
#[divan::bench]
fn bare_memory_sha1_from_der(bencher: Bencher) {
    let ders = ders();
    bencher.counter(ItemsCount::new(ders.len())).bench_local(|| {
        for der in &ders {
            black_box(x509::thumbprint(der));
            black_box(X509Certificate::from_der(der).is_ok());
        }
    });
}

/// Ours in memory.
#[divan::bench]
fn facts_from_memory(bencher: Bencher) {
    let ders = ders();
    bencher.counter(ItemsCount::new(ders.len())).bench_local(|| {
        for der in &ders {
            black_box(x509::facts(der).is_ok());
        }
    });
}

/// The chain of each certificate to the sample's roots, with its revocation list.
#[divan::bench]
fn chains(bencher: Bencher) {
    let trust = |name: &str| fs::read(sample().join("trust").join(name)).unwrap();
    let mut authorities = Authorities::default();
    authorities.add_roots(&trust("contoso-root.pem")).unwrap();
    for name in ["contoso-issuing.pem", "contoso-branch.pem"] {
        authorities.add_intermediates(&trust(name)).unwrap();
    }
    authorities.add_revocation_lists(&trust("contoso-issuing.crl")).unwrap();
    let certificates: Vec<(Vec<u8>, Facts)> =
        ders().into_iter().filter_map(|der| x509::facts(&der).ok().map(|facts| (der, facts))).collect();
    bencher.counter(ItemsCount::new(certificates.len())).bench_local(|| {
        for (der, facts) in &certificates {
            black_box(authorities.judge(der, facts, NOW));
        }
    });
}
