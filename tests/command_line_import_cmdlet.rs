//! `Import-ExchangeCertificate` by the built program: certificate files of every kind, their passwords, and what is on the
//! disk afterwards.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use std::fs;
use std::path::Path;

use base64::Engine as _;
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;
use rcgen::{CertificateParams, KeyPair};
use support::home::{Home, written};

/// The certificate of `tests/fixtures/bundle/leaf.der`, its key and the password of the files with both.
const PASSWORD: &str = "exchcert";

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bundle").join(name)).unwrap()
}

/// The sample with a file beside it.
fn home(file: &str, bytes: impl AsRef<[u8]>) -> Home {
    let home = Home::with_sample();
    fs::write(home.path(file), bytes).unwrap();
    home
}

fn import(file: &str) -> String {
    format!("Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes('{file}')) -Server EX02")
}

/// The files that are new or differ, by their names.
fn changed(home: &Home, before: &std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>) -> Vec<String> {
    let now = home.organization();
    let differs = now.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes));
    differs.map(|(path, _)| path.file_name().unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn a_pfx_comes_with_its_key_and_the_password_from_the_environment() {
    let home = home("mail.pfx", fixture("aes256.pfx"));
    let before = home.organization();
    let line = format!("{} -PrivateKeyExportable $true", import("mail.pfx"));
    let done = home.program().env("EXCHCERT_PASSWORD", PASSWORD).args(["-c", &line]).assert().success();
    let (output, errors) = written(&done);
    let thumbprint = output.lines().last().unwrap().split_whitespace().next().unwrap().to_owned();
    assert!(errors.contains("exchcert trust add \"mail.pfx\""), "the chain is named: {errors}");
    let document = home.server("EX02");
    assert!(document.contains(&format!(
        "[[certificates]]\nthumbprint = \"{thumbprint}\"\nfriendly-name = \"Contoso mail\"\nprivate-key = \"exportable\"\n"
    )));
    let files = changed(&home, &before);
    assert!(files.contains(&format!("{thumbprint}.pem")) && files.contains(&"EX02.toml".to_owned()), "{files:?}");
    home.shell(&format!(
        "Get-ExchangeCertificate {thumbprint} -Server EX02 | fl HasPrivateKey,PrivateKeyExportable,Services"
    ))
    .success()
    .stdout(contains("HasPrivateKey        : True").and(contains("PrivateKeyExportable : True")));
    // It is there now.
    home.program()
        .env("EXCHCERT_PASSWORD", PASSWORD)
        .args(["-c", &line])
        .assert()
        .code(3)
        .stderr(contains(format!(
            "Cannot import certificate. A certificate with the thumbprint {thumbprint} already exists."
        )))
        .stderr(contains("rule: already-exists"));
}

#[test]
fn a_password_comes_from_a_file_and_nobody_is_asked_without_a_terminal() {
    let home = home("mail.pfx", fixture("3des.pfx"));
    let before = home.organization();
    home.shell(&import("mail.pfx"))
        .code(7)
        .stderr(contains("The source data cannot be imported or the wrong password was specified."))
        .stderr(contains("EXCHCERT_PASSWORD").and(contains("--password-file")));
    fs::write(home.path("secret"), "wrong\n").unwrap();
    home.run(&["-c", &import("mail.pfx"), "--password-file", "secret"])
        .code(1)
        .stderr(contains("The source data cannot be imported or the wrong password was specified."))
        .stderr(contains("exchcert inspect \"mail.pfx\""));
    assert!(changed(&home, &before).iter().all(|file| file == "store.lock"), "{:?}", changed(&home, &before));
    fs::write(home.path("secret"), format!("{PASSWORD}\n")).unwrap();
    home.run(&["-c", &import("mail.pfx"), "--password-file", "secret"]).success();
    home.run(&["--password-file", "secret"]).code(2);
}

#[test]
fn a_preview_needs_the_file_and_changes_nothing() {
    let home = home("chain.p7b", fixture("chain.p7b"));
    let before = home.organization();
    home.shell(&format!("{} -WhatIf", import("chain.p7b")))
        .success()
        .stdout(contains("What if: Importing certificate ").and(contains(" to server EX02.")))
        .stderr(contains("certutil -repairstore my"));
    assert_eq!(home.organization(), before);
}

#[test]
fn an_exchange_2016_server_is_warned_of_what_it_could_not_open() {
    for (file, warned) in [("aes256.pfx", true), ("3des.pfx", false)] {
        let home = home("mail.pfx", fixture(file));
        let line = import("mail.pfx").replace("EX02", "EX16");
        let done = home.program().env("EXCHCERT_PASSWORD", PASSWORD).args(["-c", &line]).assert().success();
        assert_eq!(written(&done).1.contains("TripleDES-SHA1"), warned, "{file}");
    }
}

#[test]
fn the_answer_to_a_request_takes_its_place() {
    let home = Home::with_sample();
    let params = CertificateParams::new(vec!["mail.contoso.com".to_owned()]).unwrap();
    let key = KeyPair::generate().unwrap();
    let request = params.clone().serialize_request(&key).unwrap().pem().unwrap();
    fs::write(home.path("org/requests/K1.csr"), request).unwrap();
    let document = home.path("org/servers/EX02.toml");
    let waiting = "\n[[requests]]\nkey-id = \"K1\"\nthumbprint = \"CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC\"\nfriendly-name = \"Renewal\"\n";
    fs::write(&document, fs::read_to_string(&document).unwrap() + waiting).unwrap();
    fs::write(home.path("answer.cer"), params.self_signed(&key).unwrap().der()).unwrap();
    home.shell(&import("answer.cer")).success().stderr(contains("answers the pending request"));
    let text = home.server("EX02");
    assert!(
        !text.contains("key-id = \"K1\"") && text.contains("friendly-name = \"Renewal\"\nprivate-key = \"present\""),
        "{text}"
    );
    // There is no way back to the request.
    home.run(&["journal", "1", "--rollback"]).stderr(contains("the pending request that it answered cannot come back"));
}

#[test]
fn no_script_carries_a_file_or_its_password() {
    let home = home("chain.p7b", fixture("chain.p7b"));
    home.run(&["-c", &import("chain.p7b"), "--script", "change.ps1"])
        .code(2)
        .stderr(contains("A script cannot import a certificate"));
    assert!(!home.path("change.ps1").exists());
}

#[test]
fn a_password_in_a_line_is_refused_and_not_repeated() {
    let home = Home::with_sample();
    for secret in ["hunter2", "(ConvertTo-SecureString 'hunter2' -AsPlainText -Force)"] {
        let done = home.shell(&format!("Import-ExchangeCertificate -FileName mail.pfx -Password {secret}")).code(2);
        let (output, errors) = written(&done);
        assert!(errors.contains("A password in a line ends in histories and logs"), "{errors}");
        assert!(!output.contains("hunter2") && !errors.contains("hunter2"), "{errors}");
    }
}

/// Every file below a directory, whole.
fn everything(directory: &Path, into: &mut Vec<(std::path::PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            everything(&path, into);
        } else {
            let bytes = fs::read(&path).unwrap();
            into.push((path, bytes));
        }
    }
}

#[test]
fn neither_a_private_key_nor_a_password_is_left_anywhere() {
    const SECRET: &str = "Zm9vYmFy-correct-horse";
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["mail.contoso.com".to_owned()]).unwrap().self_signed(&key).unwrap();
    let home = home("both.pem", format!("{}{}", key.serialize_pem(), certificate.pem()));
    let log = home.path("exchcert.log").display().to_string();
    home.program()
        .env("EXCHCERT_PASSWORD", SECRET)
        .env("EXCHCERT_LOG", "trace")
        .args(["--log", &log, "-c", &import("both.pem")])
        .assert()
        .success();
    home.program()
        .env("EXCHCERT_LOG", "trace")
        .args(["--log", &log, "-c", &format!("Import-ExchangeCertificate -FileName a -Password {SECRET}")])
        .assert()
        .code(2);
    assert!(home.server("EX02").contains("private-key = \"present\""), "the key came along");
    fs::remove_file(home.path("both.pem")).unwrap();

    // The private number itself, as it could stand anywhere: raw, in hexadecimal, in Base64 at each of three places.
    let der = key.serialize_der();
    let at = der.windows(4).position(|window| window == [0x02, 0x01, 0x01, 0x04]).unwrap() + 5;
    let number = der[at..at + 32].to_vec();
    let hex = |upper: bool| -> String {
        number.iter().map(|byte| if upper { format!("{byte:02X}") } else { format!("{byte:02x}") }).collect()
    };
    let mut wanted: Vec<Vec<u8>> = vec![number.clone(), hex(true).into_bytes(), hex(false).into_bytes(), SECRET.into()];
    for skipped in 0..3 {
        let whole = (number.len() - skipped) / 3 * 3;
        let base64 = base64::engine::general_purpose::STANDARD.encode(&number[skipped..skipped + whole]);
        wanted.push(base64.into_bytes());
    }
    let mut files = Vec::new();
    everything(&home.path(""), &mut files);
    assert!(files.iter().any(|(path, _)| path.ends_with("exchcert.log")) && files.len() > 40);
    for (path, bytes) in &files {
        // Line breaks of PEM do not hide it.
        let joined: Vec<u8> = bytes.iter().copied().filter(|byte| !matches!(byte, b'\n' | b'\r')).collect();
        for secret in &wanted {
            let found = |text: &[u8]| text.windows(secret.len()).any(|window| window == secret);
            assert!(!found(bytes) && !found(&joined), "{} has {:?}", path.display(), String::from_utf8_lossy(secret));
        }
    }
}
