//! Taking facts in with the built program: real exports, inventories and certificate files become an organization, again and
//! again, whole or not at all, and nothing is guessed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use std::fs;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};
use support::home::{Home, written};

/// The day on which the exports of the samples are good.
const NOW: &str = "2024-06-01T00:00:00Z";

fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn e19() -> String {
    fixture("import/samples/GetExchangeCertificate-E19.xml")
}

/// What the shell says of the certificates of a server, as a list of these properties.
fn list(home: &Home, server: &str, properties: &str) -> String {
    let line = format!("Get-ExchangeCertificate -Server {server} | Format-List {properties}");
    written(&home.run(&["--now", NOW, "-c", &line]).success()).0
}

#[test]
fn a_real_export_makes_an_organization_with_everything_it_knows() {
    let home = Home::empty();
    let done = home.run(&["import", &e19()]).success();
    done.stdout(contains("Solo-E19A: new, with 3 certificates")).stderr(contains("Taken in: one server, 3 new"));
    let shown = list(&home, "Solo-E19A", "FriendlyName,Services,Status,PrivateKeyExportable,RootCAType,IISServices");
    let values = |label: &str| -> Vec<String> {
        let lines = shown.lines().filter(|line| line.starts_with(label));
        lines.map(|line| line.split_once(" : ").unwrap().1.to_owned()).collect()
    };
    assert_eq!(values("Services"), ["SMTP", "IMAP, POP, IIS, SMTP", "None"], "{shown}");
    assert_eq!(values("Status"), ["Valid", "Valid", "Valid"]);
    assert_eq!(values("PrivateKeyExportable"), ["True", "False", "True"]);
    assert_eq!(values("RootCAType"), ["None", "Registry", "Registry"]);
    assert_eq!(values("FriendlyName")[..2], ["Microsoft Exchange Server Auth Certificate", "Microsoft Exchange"]);
    let document = home.server("Solo-E19A");
    for key in ["iis = ", "iis-back-end = ", "services = \"clixml\"", "build = \"unknown\""] {
        assert!(document.contains(key), "{key}: {document}");
    }
}

#[test]
fn the_same_export_again_changes_no_byte_and_writes_no_line() {
    let home = Home::empty();
    home.run(&["import", &e19()]).success();
    let before = home.organization();
    let again = home.run(&["import", &e19()]).success();
    again.stdout(contains("Nothing changes"));
    assert_eq!(home.organization(), before);
    home.run(&["journal", "--verify"]).success();
}

#[test]
fn a_degraded_export_is_unknown_everywhere_and_nothing_can_be_assigned() {
    let home = Home::empty();
    let degraded = fixture("import/samples/GetExchangeCertificate-degraded.xml");
    home.run(&["import", &degraded]).code(2).stderr(contains("--server NAME"));
    assert!(!home.path("org").exists(), "a failed import changes nothing");
    let done = home.run(&["import", &degraded, "--server", "EX05"]).success();
    done.stderr(
        contains("EX05: unknown of 5 certificates: Services.")
            .and(contains("EX05: unknown of 5 certificates: Status.")),
    );
    let shown = list(&home, "EX05", "Services,Status");
    let unknown = |line: &&str| line.ends_with(": Unknown");
    assert!(!shown.contains("None") && !shown.contains("Valid"), "{shown}");
    assert!(shown.lines().filter(unknown).count() >= 2, "{shown}");
    let objects = home.shell("Get-ExchangeCertificate -Server EX05 | Select-Object Thumbprint | ConvertTo-Csv");
    let (output, _) = written(&objects);
    let thumbprint = output.lines().last().unwrap().trim_matches('"').to_owned();
    let refused = home.shell(&format!("Enable-ExchangeCertificate {thumbprint} -Services IIS -Server EX05"));
    refused.code(3).stderr(contains("rule: facts-unknown").and(contains("Import the certificates of EX05 again")));
}

#[test]
fn a_better_source_corrects_a_lesser_one_and_never_the_other_way_round() {
    let home = Home::empty();
    let degraded = fixture("import/samples/GetExchangeCertificate-degraded.xml");
    home.run(&["import", "--server", "Solo-E19A", &degraded]).success();
    home.run(&["import", "--server", "Solo-E19A", &e19()]).success();
    let known = home.organization();
    // The degraded one has nothing to add.
    home.run(&["import", "--server", "Solo-E19A", &degraded]).success().stdout(contains("Nothing changes"));
    assert_eq!(home.organization(), known);
    // A list that says otherwise is named and not taken.
    let thumbprint = home.server("Solo-E19A").lines().find(|line| line.starts_with("iis = ")).unwrap().to_owned();
    let thumbprint = thumbprint.split('"').nth(1).unwrap();
    fs::write(home.path("list.txt"), format!("Thumbprint : {thumbprint}\nServices   : POP\nStatus     : Valid\n"))
        .unwrap();
    let kept = home.run(&["import", "--server", "Solo-E19A", "list.txt"]).success();
    kept.stderr(contains(
        "kept for one certificate: Services, from Export-Clixml, which knows better than Format-List",
    ));
    assert!(list(&home, "Solo-E19A", "Services").contains("IMAP, POP, IIS, SMTP"));
}

#[test]
fn an_inventory_makes_the_whole_organization() {
    let home = Home::empty();
    let inventory = fixture("import/inventory/windows-powershell.json");
    let done = home.run(&["import", &inventory, "--json"]).success();
    let said: serde_json::Value = serde_json::from_str(&written(&done).0).unwrap();
    assert_eq!((&said["changed"], &said["dryRun"]), (&true.into(), &false.into()));
    let servers = said["servers"].as_array().unwrap();
    assert!(servers.len() >= 2 && servers.iter().all(|server| server["new"] == true), "{said:#}");
    for server in servers {
        let name = server["server"].as_str().unwrap();
        home.run(&["--now", NOW, "-c", &format!("Get-ExchangeCertificate -Server {name}")]).success();
    }
    home.run(&["journal", "--verify"]).success();
    let before = home.organization();
    home.run(&["import", &inventory]).success().stdout(contains("Nothing changes"));
    assert_eq!(home.organization(), before);
}

#[test]
fn a_dry_run_shows_every_fact_and_changes_nothing() {
    let home = Home::with_sample();
    let before = home.organization();
    let export = fixture("import/clixml/certificates.xml");
    let shown = home.run(&["import", "--dry-run", &export]).success();
    shown.stdout(contains("EX01: ")).stderr(contains("Nothing was changed: this was a dry run."));
    assert_eq!(home.organization(), before);
    let new = Home::empty();
    new.run(&["import", "--dry-run", &export]).success().stdout(contains("EX01: new"));
    assert!(!new.path("org").exists());
}

#[test]
fn one_bad_source_among_good_ones_keeps_all_of_them_out() {
    let home = Home::with_sample();
    let before = home.organization();
    fs::write(home.path("bad.xml"), "<Objs><Obj>").unwrap();
    fs::write(home.path("letter.txt"), "Dear colleague,\nplease find attached.\n").unwrap();
    for bad in ["bad.xml", "letter.txt", "gone.xml"] {
        home.run(&["import", &e19(), bad]).code(1).stderr(contains(bad));
        assert_eq!(home.organization(), before, "{bad}");
    }
}

#[test]
fn dates_that_can_be_read_in_two_ways_are_asked_about() {
    let home = Home::empty();
    let ambiguous = fixture("import/text/ambiguous.txt");
    let asked = home.run(&["import", &ambiguous, "--server", "EX01"]);
    asked.code(2).stderr(contains("--culture month-first or --culture day-first"));
    assert!(!home.path("org").exists());
    home.run(&["import", &ambiguous, "--server", "EX01", "--culture", "day-first"]).success();
}

#[test]
fn a_source_that_names_another_server_is_taken_for_the_one_that_was_said_with_a_warning() {
    let home = Home::empty();
    let done = home.run(&["import", &e19(), "--server", "EX07"]).success();
    done.stderr(contains("WARNING:").and(contains("it is taken for EX07")));
    assert!(home.path("org/servers/EX07.toml").exists());
}

#[test]
fn who_may_only_look_imports_nothing() {
    let home = Home::with_sample();
    let before = home.organization();
    home.run(&["--readonly", "import", &e19()]).code(6).stderr(contains("not-permitted"));
    assert_eq!(home.organization(), before);
    home.run(&["--readonly", "import", "--dry-run", &e19()]).success();
    let new = Home::empty();
    new.run(&["--readonly", "import", &e19()]).code(6);
    assert!(!new.path("org").exists());
}

#[test]
fn no_key_and_no_password_is_left_behind_by_a_pfx() {
    const PASSWORD: &str = "exchcert";
    let home = Home::empty();
    let pfx = fixture("bundle/aes256.pfx");
    home.run(&["import", &pfx, "--server", "EX01"]).code(7).stdout(is_empty());
    let mut import = home.program();
    import.args(["--log", "log.txt", "import", &pfx, "--server", "EX01"]).env("EXCHCERT_PASSWORD", PASSWORD);
    import.env("EXCHCERT_LOG", "trace").assert().success();
    assert!(home.server("EX01").contains("private-key = \"present\""));
    let key = fs::read(fixture("bundle/leaf.rsa.der")).unwrap();
    // The private exponent and a prime are somewhere in the second half of an RSA key; what stands before is public.
    let secret = &key[key.len() / 2..key.len() / 2 + 24];
    let hexadecimal = secret.iter().fold(String::new(), |text, byte| text + &format!("{byte:02X}"));
    let mut files = home.organization();
    files.insert(home.path("log.txt"), fs::read(home.path("log.txt")).unwrap());
    for (path, bytes) in files {
        let text = String::from_utf8_lossy(&bytes);
        let path = path.display();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret), "{path}");
        assert!(!text.to_uppercase().contains(&hexadecimal), "{path}");
        assert!(!text.contains(concat!("PRIVATE", " KEY")), "{path}");
        // The program's own name is the password here: only where it would stand for one.
        assert!(
            !text.contains(&format!("assword = \"{PASSWORD}")) && !text.contains(&format!("assword: {PASSWORD}")),
            "{path}"
        );
    }
}
