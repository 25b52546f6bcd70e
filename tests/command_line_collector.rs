//! `exchcert print collector`: the script leaves the program as it is kept, byte for byte.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Stdio;

use support::home::Home;

/// The script as it is kept.
fn kept() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/collector/Export-CertificateInventory.ps1");
    fs::read(path).unwrap()
}

#[test]
fn the_collector_is_printed_byte_for_byte() {
    let home = Home::empty();
    let printed = home.run(&["print", "collector"]).success();
    assert!(printed.get_output().stdout == kept());
    assert!(printed.get_output().stderr.is_empty());
}

#[test]
fn it_is_the_same_through_a_pipe_and_into_a_file() {
    let home = Home::empty();
    let file = home.path("Export-CertificateInventory.ps1");
    let mut child = home.spawned(&["print", "collector"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut bytes = Vec::new();
    child.stdout.take().unwrap().read_to_end(&mut bytes).unwrap();
    assert!(child.wait().unwrap().success());
    assert!(bytes == kept());
    let status = home.spawned(&["print", "collector"]).stdout(fs::File::create(&file).unwrap()).status().unwrap();
    assert!(status.success() && fs::read(&file).unwrap() == kept());
}

#[test]
fn a_reader_that_went_away_is_no_failure() {
    let home = Home::empty();
    let mut child = home.spawned(&["print", "collector"]).spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
}
