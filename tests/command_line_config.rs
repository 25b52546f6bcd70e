//! The file of settings, through the built program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use std::fs;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty, starts_with};
use support::home::{Home, written};

/// A home with the sample and these settings, where the program says that they are.
fn with(settings: impl AsRef<[u8]>) -> Home {
    let home = Home::with_sample();
    let (printed, _) = written(&home.run(&["print", "paths"]).success());
    let row = printed.lines().find(|line| line.starts_with("| Settings |")).unwrap();
    let file = row.trim_matches(['|', ' ']).split('|').nth(1).unwrap().trim().to_owned();
    fs::create_dir_all(std::path::Path::new(&file).parent().unwrap()).unwrap();
    fs::write(file, settings).unwrap();
    home
}

#[test]
fn what_print_config_prints_changes_nothing() {
    let home = Home::with_sample();
    let (printed, _) = written(&home.run(&["print", "config"]).success());
    assert!(printed.starts_with("# ") && printed.contains("\n#readonly = true\n"), "{printed}");
    let shown = |home: &Home| written(&home.run(&["screen"]).success());
    assert_eq!(shown(&with(printed)), shown(&home));
}

#[test]
fn a_flag_comes_before_the_environment_and_that_before_the_settings() {
    let home = with("server = \"EX02\"\norg = \"elsewhere\"\n");
    let server = |flags: &[&str], environment: Option<&str>| {
        let mut program = home.program();
        program.args(flags).args(["-c", "Get-ExchangeCertificate | Select-Object -First 1 Identity | Format-List"]);
        program.envs(environment.map(|name| ("EXCHCERT_SERVER", name)));
        let (out, err) = written(&program.assert().success());
        assert_eq!(err, "");
        out.split_once(": ").unwrap().1.split('.').next().unwrap().to_owned()
    };
    assert_eq!(server(&[], None), "ex02", "the settings, before the document's connected server");
    assert_eq!(server(&[], Some("EX16")), "ex16");
    assert_eq!(server(&["--server", "EX01"], Some("EX16")), "ex01");
    // The environment of this home names the organization. Without it the settings do, from their own directory.
    home.program()
        .env_remove("EXCHCERT_ORG")
        .args(["-c", "Get-ExchangeServer"])
        .assert()
        .code(4)
        .stderr(contains("elsewhere"));
}

#[test]
fn settings_make_a_run_read_only_and_nothing_takes_that_back() {
    let home = with("readonly = true\n");
    let before = home.organization();
    let line = "Remove-ExchangeCertificate 434AC224C8459924B26521298CE8834C514856AB -Confirm:$false";
    home.shell(line).code(6).stdout(is_empty()).stderr(contains("config.toml"));
    assert_eq!(home.organization(), before);
    // What does not forbid does not allow either.
    let home = with("readonly = false\n");
    home.run(&["--readonly", "-c", line]).code(6);
    home.shell(line).success();
}

#[test]
fn settings_that_cannot_be_read_end_every_run_and_are_named_with_their_place() {
    let large = "#".repeat(70_000);
    for (settings, told) in [
        (&b"colour = \"never\"\n"[..], "config.toml:1:1: There is no setting colour. There are: org, server, locale"),
        (b"ascii = true\nreadonly = 1\n", "config.toml:2:12: readonly has to be true or false, not integer"),
        (b"server = \"EX01\n", "config.toml:1:15: This is not TOML"),
        (b"# \xff\xfe\n", "config.toml:1:3: It is not UTF-8"),
        (large.as_bytes(), "config.toml: It is larger than 65536 bytes"),
        (b"locale = \"\\u001b[31m\"", "config.toml:1:10: locale: no locale"),
    ] {
        let home = with(settings);
        for arguments in [&["-c", "Get-ExchangeServer"][..], &["screen"], &["print", "keys"], &["journal"]] {
            home.run(arguments).code(1).stdout(is_empty()).stderr(contains(told).and(contains("\u{1b}").not()));
        }
    }
}

#[test]
fn another_file_can_be_named_and_has_to_be_there() {
    let home = with("not even TOML");
    fs::write(home.path("mine.toml"), "server = \"EX02\"\n").unwrap();
    home.program().env("EXCHCERT_CONFIG", "mine.toml").args(["-c", "Get-ExchangeServer"]).assert().success();
    let missing = || home.program().env("EXCHCERT_CONFIG", "nowhere.toml").args(["print", "keys"]).assert();
    missing().code(1).stdout(is_empty()).stderr(starts_with("EXCHCERT_CONFIG names a file that is not there"));
    // A directory, a device: nothing that would never end, and no default in its place.
    home.program().env("EXCHCERT_CONFIG", "org").args(["print", "keys"]).assert().code(1).stdout(is_empty());
}
