//! Taking an organization of 20,000 certificates in, against the least that its parts can cost.
//!
//! 200 servers with 100 certificates each, in one inventory. Times mean nothing across machines; the ratios within one run
//! do.

#![allow(clippy::unwrap_used, missing_docs, reason = "a measurement that cannot start has nothing to report")]

mod support;

use std::fs;
use std::hint::black_box;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use exchcert::execute::import::{carry_out, preview};
use exchcert::import::{Named, Options, read};
use exchcert::store::memory::Memory;
use exchcert::store::{Context, Directory, Mode, OrganizationFile, create};
use exchcert::x509;
use support::inventory::inventory;
use x509_parser::prelude::{FromDer, X509Certificate};

fn main() {
    divan::main();
}

const SERVERS: usize = 200;
const CERTIFICATES: usize = 100;
const ALL: usize = SERVERS * CERTIFICATES;

static INVENTORY: LazyLock<String> = LazyLock::new(|| inventory(SERVERS, CERTIFICATES));
static SOURCES: LazyLock<Vec<Named>> = LazyLock::new(|| vec![sources()]);

fn sources() -> Named {
    let source = read(INVENTORY.as_bytes(), &Options::default()).unwrap();
    Named { name: "inventory.json".to_owned(), source }
}

fn ders() -> Vec<&'static [u8]> {
    SOURCES[0].source.certificates.iter().map(|found| found.der.as_ref().unwrap().as_slice()).collect()
}

fn nothing() -> Memory {
    Memory::new(OrganizationFile::default(), Vec::new())
}

/// The limit of reading: one file for each certificate, SHA-1, the parser's own walk.
#[divan::bench]
fn bare_files_sha1_from_der(bencher: Bencher) {
    let directory = tempfile::tempdir().unwrap();
    let write = |(at, der): (usize, &&[u8])| {
        let path = directory.path().join(at.to_string());
        fs::write(&path, der).unwrap();
        path
    };
    let files: Vec<_> = ders().iter().enumerate().map(write).collect();
    bencher.counter(ItemsCount::new(ALL)).bench_local(|| {
        for file in &files {
            let der = fs::read(file).unwrap();
            black_box(x509::thumbprint(&der));
            black_box(X509Certificate::from_der(&der).is_ok());
        }
    });
}

/// The limit of writing: the same certificates as PEM, each written, forced to the disk and renamed.
#[divan::bench(sample_count = 3)]
fn bare_files_written(bencher: Bencher) {
    let pems: Vec<_> = ders().iter().map(|der| x509::to_pem(der, x509::Document::Certificate)).collect();
    bencher.counter(ItemsCount::new(ALL)).bench_local(|| {
        let directory = tempfile::tempdir().unwrap();
        for (at, pem) in pems.iter().enumerate() {
            let (temporary, path) = (directory.path().join(format!(".tmp{at}")), directory.path().join(at.to_string()));
            let mut file = fs::File::create(&temporary).unwrap();
            file.write_all(pem.as_bytes()).unwrap();
            file.sync_all().unwrap();
            fs::rename(temporary, path).unwrap();
        }
    });
}

/// Reading the inventory.
#[divan::bench]
fn read_inventory(bencher: Bencher) {
    LazyLock::force(&INVENTORY);
    bencher.counter(ItemsCount::new(ALL)).bench_local(|| black_box(sources()));
}

/// Reading it and showing what it would change.
#[divan::bench]
fn read_and_preview(bencher: Bencher) {
    LazyLock::force(&INVENTORY);
    bencher
        .counter(ItemsCount::new(ALL))
        .bench_local(|| black_box(preview(&mut nothing(), &[sources()], None).unwrap()));
}

/// All of it: read, shown, and safe on the disk.
#[divan::bench(sample_count = 3)]
fn the_whole_intake(bencher: Bencher) {
    LazyLock::force(&INVENTORY);
    bencher.counter(ItemsCount::new(ALL)).bench_local(|| {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("organization");
        create(&path, "Contoso").unwrap();
        let mut store = Directory::open(&path, Mode::ReadWrite).unwrap();
        let shown = preview(&mut store, &[sources()], None).unwrap();
        let mut on = |_, _| ControlFlow::Continue(());
        carry_out(&mut store, &shown.intake, &Context::default(), &mut on).unwrap();
    });
}
