//! Certificate files at the command line: what `inspect` shows of each form, where the password comes from, and that nothing
//! of a key or a password is ever written.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use std::fs;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};
use support::home::{Home, written};

const PASSWORD: &str = "exchcert";

/// A committed certificate file; `tests/fixtures/bundle/make.sh` made it.
fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/bundle/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A run of `inspect` in an empty home, the password in the environment.
fn inspect(home: &Home, arguments: &[&str]) -> assert_cmd::assert::Assert {
    home.program().arg("inspect").args(arguments).env("EXCHCERT_PASSWORD", PASSWORD).assert()
}

/// A block, with lines as OpenSSL breaks them.
fn pem(label: &str, der: &[u8]) -> String {
    let base64 = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, der);
    let lines: Vec<&str> = base64.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

#[test]
fn a_pfx_shows_its_certificates_its_key_and_how_it_is_protected() {
    let home = Home::empty();
    let shown = inspect(&home, &[&fixture("3des.pfx")]).success();
    for line in [
        "Form                  : PKCS #12",
        "CertificateEncryption : PBE-SHA1-3DES, 2 iterations",
        "KeyEncryption         : PBE-SHA1-3DES, 2 iterations",
        "MAC                   : HMAC-SHA-1, 2 iterations",
        "Windows Server 2016   : opens it",
        "FriendlyName          : Contoso mail",
        "HasPrivateKey         : True",
        "HasPrivateKey         : False",
        "Subject               : CN=Contoso Root, O=Contoso",
    ] {
        assert!(written(&shown).0.lines().any(|shown| shown == line), "{line}\n{}", written(&shown).0);
    }
    inspect(&home, &[&fixture("aes256.pfx")])
        .success()
        .stdout(contains("Windows Server 2016   : does not open it").and(contains("AES-256-CBC")))
        .stderr(contains("calls the right password wrong").and(contains("TripleDES-SHA1")));
}

#[test]
fn every_form_is_shown_with_one_command() {
    let home = Home::empty();
    for (file, form, lines) in [
        ("aes128-sha512.pfx", "PKCS #12", "AES-192-CBC"),
        ("absent.pfx", "PKCS #12", "KeyEncryption         : none"),
        ("ber.pfx", "PKCS #12", "PBE-SHA1-3DES"),
        ("certificate-only.pfx", "PKCS #12", "HasPrivateKey         : False"),
        ("ec.pfx", "PKCS #12", "FriendlyName          : Zertifikat für Übersicht 証明書"),
        ("empty.pfx", "PKCS #12", "HasPrivateKey         : True"),
        ("no-mac.pfx", "PKCS #12", "MAC                   : none"),
        ("pbmac1.pfx", "PKCS #12", "PBMAC1 with HMAC-SHA-256"),
        ("rc2-40.pfx", "PKCS #12", "PBE-SHA1-RC2-40"),
        ("chain.p7b", "PKCS #7", "CN=Contoso Issuing"),
        ("ber.p7b", "PKCS #7", "CN=Contoso Issuing"),
        ("leaf.der", "DER", "CN=mail.contoso.com"),
    ] {
        let password = if ["absent.pfx", "empty.pfx"].contains(&file) { "" } else { PASSWORD };
        let shown =
            home.program().args(["inspect", &fixture(file)]).env("EXCHCERT_PASSWORD", password).assert().success();
        let (shown, _) = written(&shown);
        assert!(shown.contains(&format!(": {form}\n")) && shown.contains(lines), "{file}\n{shown}");
    }
}

#[test]
fn json_has_the_same_facts() {
    let home = Home::empty();
    let shown = inspect(&home, &["--json", &fixture("aes256.pfx"), &fixture("chain.p7b")]).success();
    let found: serde_json::Value = serde_json::from_slice(&shown.get_output().stdout).unwrap();
    let leaf = &found[0];
    assert_eq!((&leaf["Form"], &leaf["FriendlyName"]), (&"PKCS #12".into(), &"Contoso mail".into()));
    assert_eq!(leaf["HasPrivateKey"], true);
    assert_eq!(leaf["Protection"]["OpensOnWindowsServer2016"], false);
    assert_eq!(leaf["Protection"]["Mac"], serde_json::json!({ "Algorithm": "HMAC-SHA-256", "Iterations": 2 }));
    assert_eq!((&found[1]["HasPrivateKey"], &found[3]["Protection"]), (&false.into(), &serde_json::Value::Null));
    assert_eq!(found.as_array().unwrap().len(), 6);
}

#[test]
fn the_authorities_of_a_file_lead_from_its_leaf_to_a_root_that_is_trusted() {
    let home = Home::empty();
    let root = fixture("root.der");
    let status = |files: &[&str]| {
        let shown =
            inspect(&home, &[&["--json", "--now", "2030-01-01T00:00:00Z", "--root", &root], files].concat()).success();
        let found: serde_json::Value = serde_json::from_slice(&shown.get_output().stdout).unwrap();
        let leaf = found.as_array().unwrap().iter().find(|found| found["Subject"] == "CN=mail.contoso.com, O=Contoso");
        leaf.unwrap()["Status"].clone()
    };
    assert_eq!(status(&[&fixture("chain.p7b")]), "Valid");
    assert_eq!(status(&[&fixture("aes256.pfx")]), "Valid");
    // Alone it has no chain, and another file's authorities do not count for it.
    assert_eq!(status(&[&fixture("leaf.der")]), "Untrusted");
    assert_eq!(status(&[&fixture("leaf.der"), &fixture("chain.p7b")]), "Untrusted");
}

#[test]
fn the_password_comes_from_a_file_standard_input_or_the_environment() {
    let home = Home::empty();
    let file = fixture("aes256.pfx");
    fs::write(home.path("password.txt"), format!("{PASSWORD}\r\nnot this line\n")).unwrap();
    home.run(&["inspect", &file, "--password-file", "password.txt"]).success().stdout(contains("Contoso mail"));
    let from_stdin = home.program().args(["inspect", &file, "--password-file", "-"]).write_stdin("exchcert\n").assert();
    from_stdin.success().stdout(contains("Contoso mail"));
    let both = home.program().args(["inspect", "-", "--password-file", "-"]).write_stdin("exchcert\n").assert();
    both.code(2).stderr(contains("not both"));
    let mut certificate = home.program();
    certificate.args(["inspect", "-"]).write_stdin(fs::read(&file).unwrap()).env("EXCHCERT_PASSWORD", PASSWORD);
    certificate.assert().success().stdout(contains("Contoso mail"));
    // The file that was named counts before the environment.
    fs::write(home.path("wrong.txt"), "wrong").unwrap();
    inspect(&home, &["--password-file", "wrong.txt", &file]).code(1);
    inspect(&home, &["--password-file", "gone.txt", &file]).code(1).stderr(contains("gone.txt cannot be read"));
}

#[test]
fn without_a_password_and_without_a_terminal_the_ways_to_give_one_are_said() {
    let home = Home::empty();
    home.run(&["inspect", &fixture("aes256.pfx"), &fixture("leaf.der")])
        .code(7)
        .stdout(contains("CN=mail.contoso.com"))
        .stderr(contains("--password-file").and(contains("EXCHCERT_PASSWORD")));
}

#[test]
fn a_wrong_password_is_called_what_exchange_calls_it() {
    let home = Home::empty();
    for file in ["aes256.pfx", "3des.pfx", "no-mac.pfx"] {
        let wrong = home.program().args(["inspect", &fixture(file)]).env("EXCHCERT_PASSWORD", "Exchcert").assert();
        wrong
            .code(1)
            .stdout(is_empty())
            .stderr(contains("The source data cannot be imported or the wrong password was specified."))
            .stderr(contains("Check the password"));
    }
}

#[test]
fn what_cannot_be_read_is_named_with_what_to_do() {
    let home = Home::empty();
    for (file, reason, remedy) in [
        ("rc4.pfx", "PBE-SHA1-RC4-128 is not supported", "Export it again"),
        ("many-iterations.pfx", "5000000 times", "Export it again"),
        ("request.der", "a certificate request and no certificate", "the authority sent back"),
        ("leaf.p8.der", "a private key and no certificate", "another file"),
        ("deep.pfx", "too deep", ""),
    ] {
        let shown = inspect(&home, &[&fixture(file)]).code(1).stdout(is_empty());
        shown.stderr(contains(reason).and(contains(remedy)));
    }
    inspect(&home, &[&fixture("wrong-key.pfx")]).success().stderr(contains("belongs to none of its certificates"));
}

#[test]
fn nothing_of_a_key_or_a_password_is_written() {
    let home = Home::empty();
    let key = fs::read(fixture("leaf.p8.der")).unwrap();
    let bundle = [
        pem("CERTIFICATE", &fs::read(fixture("leaf.der")).unwrap()),
        pem("PRIVATE KEY", &key),
        pem("ENCRYPTED PRIVATE KEY", &fs::read(fixture("leaf.encrypted.der")).unwrap()),
    ];
    fs::write(home.path("bundle.pem"), bundle.concat()).unwrap();
    let secret = "Pässwörd€";
    let files = ["bundle.pem", &fixture("umlaut-aes.pfx"), &fixture("umlaut-3des.pfx"), &fixture("3des.pfx")];
    let mut all = String::new();
    for password in [secret, PASSWORD] {
        for form in [&["--json"][..], &[]] {
            let mut program = home.program();
            program.args(["--log", "run.log", "inspect"]).args(form).args(files);
            let (out, err) = written(&program.env("EXCHCERT_PASSWORD", password).env("EXCHCERT_LOG", "trace").assert());
            all += &(out + &err);
        }
    }
    all += &fs::read_to_string(home.path("run.log")).unwrap();
    assert!(all.contains("Contoso mail") && all.contains("started"), "{all}");
    // A line of the key, of its Base64 and of its hexadecimal, from the part that is private.
    let private = &key[200..232];
    let hexadecimal = private.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let base64 = pem("PRIVATE KEY", &key).lines().nth(5).unwrap().to_owned();
    for secret in [secret, &base64, &hexadecimal, "PRIVATE KEY-----"] {
        assert!(!all.to_lowercase().contains(&secret.to_lowercase()), "{secret}");
    }
    let left: Vec<_> = fs::read_dir(home.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}
