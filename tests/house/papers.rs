//! The documents say what the program says: the generated ones word for word, the README's examples by running them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use exchcert::engine::{FOLLOW_UPS, rules, warnings};
use exchcert::store::doctor;

use super::files::{below, root, text};
use super::nothing_found;

/// The built program with nothing of this machine around it.
fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_exchcert"));
    for (name, _) in std::env::vars_os() {
        let ours = name.to_str().is_some_and(|name| name.starts_with("EXCHCERT_") || name.starts_with("LC_"));
        if ours {
            command.env_remove(name);
        }
    }
    command.current_dir(home).env("HOME", home).env("USERPROFILE", home).env("APPDATA", home).env("LOCALAPPDATA", home);
    for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
        command.env(name, home);
    }
    command.env("LANG", "C.UTF-8").env_remove("LANGUAGE");
    command
}

fn said(output: &Output) -> String {
    let both = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8(both).expect("the program speaks UTF-8").replace("\r\n", "\n")
}

/// What `exchcert print WHAT` prints.
fn printed(what: &str) -> String {
    let home = tempfile::tempdir().unwrap();
    let output = program(home.path()).args(["print", what]).output().unwrap();
    assert!(output.status.success(), "exchcert print {what}: {}", said(&output));
    said(&output)
}

/// Fails, with the first line that differs, when a document is not what the program prints.
fn in_step(what: &str) {
    let (kept, printed) = (text(&format!("docs/{what}.md")), printed(what));
    let differs = kept.lines().zip(printed.lines()).position(|(kept, printed)| kept != printed);
    let line = differs.unwrap_or_else(|| kept.lines().count().min(printed.lines().count()));
    assert!(
        kept == printed,
        "docs/{what}.md, line {}: says     {:?}\nthe program prints {:?}\n\nUpdate it: cargo run --release -- print {what} > docs/{what}.md\n",
        line + 1,
        kept.lines().nth(line),
        printed.lines().nth(line),
    );
}

#[test]
fn the_list_of_keys_is_what_the_program_prints() {
    in_step("keys");
}

#[test]
fn the_list_of_rules_is_what_the_program_prints() {
    in_step("rules");
}

#[test]
fn the_list_of_cmdlets_is_what_the_program_prints() {
    in_step("cmdlets");
}

/// The picture on the README's first lines.
#[test]
fn the_picture_of_the_page_is_what_the_program_draws() {
    const ARGUMENTS: [&str; 9] =
        ["--org", "assets/organization", "--as", "alice", "screen", "--size", "120x32", "--format", "svg"];
    let home = tempfile::tempdir().unwrap();
    let output = program(home.path()).current_dir(root()).args(ARGUMENTS).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let line = ARGUMENTS.join(" ");
    assert!(
        String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n") == text("docs/page.svg"),
        "docs/page.svg is not the page.\n\nUpdate it: cargo run --release -- {line} > docs/page.svg\n"
    );
}

/// The names that `paper` does not mention as a word of its own.
fn unmentioned(paper: &str, names: &[&str]) -> Vec<String> {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
    let words: Vec<&str> = paper.split(|c: char| !part_of_word(c)).map(|word| word.trim_matches('.')).collect();
    names.iter().filter(|name| !words.contains(*name)).map(|name| format!("{name} is missing")).collect()
}

#[test]
fn every_rule_warning_and_follow_up_is_listed() {
    let mut names: Vec<&str> = rules::RULES.iter().map(|rule| rule.id.id()).collect();
    names.extend(warnings::IDS);
    names.extend(FOLLOW_UPS.map(|(id, _)| id));
    nothing_found(&unmentioned(&text("docs/rules.md"), &names), "docs/rules.md lists them all.");
    assert_eq!(unmentioned("weak-key-not", &["weak-key"]), ["weak-key is missing"]);
}

#[test]
fn every_finding_of_a_check_up_is_listed_as_it_is() {
    let paper = text("docs/doctor.md");
    let row = |id: &doctor::Id| {
        let fix = if id.is_repairable() { "yes" } else { "" };
        format!("| `{}` | {} | {fix} |", id.id(), id.severity().id())
    };
    let missing: Vec<_> = doctor::Id::ALL.iter().map(row).filter(|row| !paper.contains(row)).collect();
    nothing_found(
        &missing,
        "docs/doctor.md has a row for every finding, with its severity and whether --fix repairs it.",
    );
    let rows = paper.lines().filter(|line| line.starts_with("| `") && line.matches('|').count() == 6).count();
    assert_eq!(rows, doctor::Id::ALL.len(), "and none that nobody finds");
}

#[test]
fn every_action_is_listed() {
    let names: Vec<&str> = exchcert::app::vocabulary::ACTIONS.iter().map(|row| row.name).collect();
    nothing_found(&unmentioned(&text("docs/keys.md"), &names), "docs/keys.md lists them all.");
}

/// The verbs that a document names after the program's name, and the flags it names.
fn verbs_and_flags(document: &str) -> (Vec<&str>, Vec<&str>) {
    let word = |text: &str| text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
    let verbs = document.split("`exchcert ").skip(1).map(|rest| rest.split_at(word(rest)).0);
    let flags = document.split("`--").skip(1).map(|rest| rest.split_at(word(rest)).0);
    let verbs = verbs.filter(|verb| !verb.is_empty() && !verb.starts_with('-'));
    (verbs.collect(), flags.filter(|flag| !flag.is_empty()).collect())
}

#[test]
fn the_readme_names_verbs_and_flags_that_exist() {
    let readme = text("README.md");
    let (verbs, flags) = verbs_and_flags(&readme);
    assert!(verbs.contains(&"demo") && flags.contains(&"org"), "{verbs:?} {flags:?}");
    let home = tempfile::tempdir().unwrap();
    let mut known = said(&program(home.path()).arg("--help").output().unwrap());
    let mut found = Vec::new();
    for verb in verbs {
        let help = program(home.path()).args([verb, "--help"]).output().unwrap();
        known.push_str(&said(&help));
        if !help.status.success() {
            found.push(format!("README.md: there is no verb {verb}"));
        }
    }
    let unknown = flags.into_iter().filter(|flag| !known.contains(&format!("--{flag}")));
    found.extend(unknown.map(|flag| format!("README.md: there is no flag --{flag}")));
    nothing_found(&found, "`exchcert --help` says what there is.");
}

/// A command of a document and what it shows.
#[derive(Debug, PartialEq, Eq)]
struct Example {
    command: String,
    shown: String,
}

/// The blocks ` ```console ` of a document, each a list of `$ command` with what is shown below it.
fn examples(document: &str) -> Vec<Vec<Example>> {
    let blocks = document.split("\n```console\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let block = |text: &str| {
        let mut found: Vec<Example> = Vec::new();
        for line in text.lines() {
            match (line.strip_prefix("$ "), found.last_mut()) {
                (Some(command), _) => found.push(Example { command: command.to_owned(), shown: String::new() }),
                (None, Some(example)) => example.shown.extend([line, "\n"]),
                (None, None) => panic!("a block begins with a command, not with {line:?}"),
            }
        }
        found
    };
    blocks.map(block).collect()
}

/// The words of a command line as a shell reads them; single quotes keep blanks.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut parts = line.split('\'');
    while let Some(plain) = parts.next() {
        words.extend(plain.split_whitespace().map(str::to_owned));
        words.extend(parts.next().map(str::to_owned));
    }
    words
}

/// Whether `shown` is `output`, where a line `...` stands for any lines.
fn fits(shown: &[&str], output: &[&str]) -> bool {
    match (shown.split_first(), output.split_first()) {
        (None, None) => true,
        (Some((&"...", rest)), _) => (0..=output.len()).any(|skip| fits(rest, &output[skip..])),
        (Some((a, shown)), Some((b, output))) => a.trim_end() == b.trim_end() && fits(shown, output),
        _ => false,
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::write(&target, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

/// Runs one block on its own copy of the sample organization and says what is not as shown.
fn run(path: &str, block: &[Example]) -> Vec<String> {
    let home = tempfile::tempdir().unwrap();
    let organization = home.path().join("organization");
    copy(&root().join("assets/organization"), &organization);
    let mut last = Some(0);
    let mut found = Vec::new();
    for example in block {
        let output = if example.command == "echo $?" {
            format!("{}\n", last.unwrap_or(-1))
        } else {
            let words = words(&example.command);
            assert_eq!(words[0], "exchcert", "{path}: examples run exchcert: {}", example.command);
            let output = program(home.path()).env("EXCHCERT_ORG", &organization).args(&words[1..]).output().unwrap();
            last = output.status.code();
            said(&output)
        };
        let shown: Vec<_> = example.shown.trim_end().lines().collect();
        let lines: Vec<_> = output.trim_end().lines().collect();
        if !fits(&shown, &lines) {
            found.push(format!(
                "{path}: $ {}\nshows\n{}\nand the program says\n{output}",
                example.command, example.shown
            ));
        }
    }
    found
}

#[test]
fn every_example_runs_as_printed() {
    let mut documents = below("docs");
    documents.push("README.md".to_owned());
    documents.retain(|path| super::files::has_extension(path, "md"));
    let found: Vec<_> = documents
        .iter()
        .flat_map(|path| examples(&text(path)).into_iter().flat_map(|block| run(path, &block)).collect::<Vec<_>>())
        .collect();
    nothing_found(&found, "A document shows what the program does on a fresh copy of assets/organization.");
    assert!(!examples(&text("README.md")).is_empty(), "the README has examples");
}

#[test]
fn an_example_is_read_as_a_shell_reads_it() {
    let document = "text\n```console\n$ exchcert -c 'Get-X | Y'\na\n...\nz\n$ echo $?\n0\n```\n";
    let read = examples(document);
    assert_eq!(read[0].len(), 2);
    assert_eq!(words(&read[0][0].command), ["exchcert", "-c", "Get-X | Y"]);
    assert!(fits(&["a", "...", "z"], &["a", "b", "c", "z"]));
    assert!(!fits(&["a", "...", "z"], &["a", "b"]));
    assert!(!fits(&["a"], &["a", "b"]));
}
