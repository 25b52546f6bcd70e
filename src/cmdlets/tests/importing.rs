//! `Import-ExchangeCertificate`: how it is written, what it says, and what it never takes.

use super::*;
use crate::cmdlets::{
    At, Call, Cmdlet, Exit, Parameter, Problem, SyntaxError, Value, imports, may_hold_a_password, needs,
};

const COMES: u8 = 0x20;
const FILE: &str = r"C:\Certificates\mail.pfx";
const LINE: &str = r"Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes('C:\Certificates\mail.pfx'))";

fn arrival(byte: u8, private_key: PrivateKey) -> Arrival {
    Arrival {
        der: Arc::new(vec![byte]),
        facts: Arc::new(facts(byte)),
        friendly_name: "From the file".into(),
        private_key,
        file: FILE.into(),
        newer_encryption: false,
    }
}

/// A shell with the file, as it was opened.
fn shell(server: Server, arrivals: Vec<Arrival>, authorities: &[&str]) -> Shell {
    let authorities = authorities.iter().map(|name| (*name).to_owned()).collect();
    let file = SourceFile { path: FILE.into(), arrivals, authorities, beside: Vec::new() };
    Shell { files: vec![file], ..Shell::on(server) }
}

fn with_key() -> Shell {
    shell(server(), vec![arrival(COMES, PrivateKey::Exportable)], &[])
}

fn one(line: &str) -> Call {
    let mut pipelines = parse(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    pipelines.remove(0).calls.remove(0)
}

fn refused(text: &str) -> (usize, Problem) {
    let SyntaxError { at: At { column, .. }, problem } = parse(text).expect_err(text);
    (column, problem)
}

#[test]
fn the_bytes_of_a_file_are_written_as_the_reference_writes_them() {
    let plain = one(LINE);
    assert_eq!((plain.cmdlet, plain.source_file()), (Cmdlet::ImportExchangeCertificate, Some(FILE)));
    for line in [
        r#"Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes("C:\Certificates\mail.pfx"))"#,
        r"import-exchangecertificate -filed ( [io.file]::readallbytes( 'C:\Certificates\mail.pfx' ) )",
        r"Import-ExchangeCertificate –FileData:([System.IO.File]::ReadAllBytes(‘C:\Certificates\mail.pfx’))",
    ] {
        assert_eq!(one(line), plain, "{line}");
    }
    let quoted = one("Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes('it''s (1).pfx'))");
    assert_eq!(quoted.source_file(), Some("it's (1).pfx"));
    assert_eq!(one(&quoted.to_string()), quoted);
    assert_eq!(one("Import-ExchangeCertificate -FileName mail.cer").source_file(), Some("mail.cer"));
}

#[test]
fn no_other_expression_is_evaluated() {
    for line in [
        "Import-ExchangeCertificate -FileData (Get-Content mail.pfx)",
        "Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes($file))",
        "Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes(\"$home\\a.pfx\"))",
        "Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllText('a.pfx'))",
        "Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes('a.pfx')",
        "Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes('a.pfx'))x",
        "Import-ExchangeCertificate -FileData (",
    ] {
        assert_eq!(refused(line), (38, Problem::Unexpected("(".into())), "{line}");
    }
    assert_eq!(refused("Import-ExchangeCertificate -FileData mail.pfx").1, Problem::NotFileData("FileData"));
    assert_eq!(refused("Get-ExchangeCertificate ([IO.File]::ReadAllBytes('a'))").1, Problem::Unexpected("(".into()));
    let both = "Import-ExchangeCertificate -FileName a -FileData ([IO.File]::ReadAllBytes('a'))";
    assert_eq!(refused(both).1, Problem::Exclusive("FileName", "FileData"));
    let neither = Problem::MissingParameter { cmdlet: "Import-ExchangeCertificate", parameter: "FileData" };
    assert_eq!(refused("Import-ExchangeCertificate -Server EX01").1, neither);
    let bool = "Import-ExchangeCertificate -FileName a -PrivateKeyExportable yes";
    assert_eq!(refused(bool).1, Problem::NotTrueOrFalse("PrivateKeyExportable"));
}

#[test]
fn a_password_is_asked_for_and_never_stands_in_the_line() {
    for asked in ["(Read-Host -AsSecureString)", "(Read-Host \"The (long) one\" -as)", "(Get-Credential).Password"] {
        let call = one(&format!("Import-ExchangeCertificate -FileName a.pfx -Password {asked}"));
        assert_eq!(call.value(Parameter::Password), Some(&Value::Asked), "{asked}");
        assert_eq!(one(&call.to_string()), call);
    }
    for typed in [
        "hunter2",
        "'hunter2'",
        "(ConvertTo-SecureString -String 'hunter2' -AsPlainText -Force)",
        "(convertto-securestring hunter2 -asplaintext)",
        "([IO.File]::ReadAllBytes('hunter2'))",
    ] {
        let line = format!("Import-ExchangeCertificate -FileName a.pfx -Password {typed}");
        let (_, problem) = refused(&line);
        assert_eq!(problem, Problem::PasswordInLine, "{typed}");
        assert!(may_hold_a_password(&line));
        assert!(!problem.to_string().contains("hunter2"));
    }
    let seen = "Import-ExchangeCertificate -FileName a.pfx -Password (Read-Host)";
    assert_eq!(refused(seen).1, Problem::Unexpected("(".into()), "what is typed would be seen");
}

#[test]
fn nothing_stands_behind_it_and_it_says_how_to_go_on() {
    let (_, problem) = refused(&format!("{LINE} | Enable-ExchangeCertificate -Services IIS"));
    assert_eq!(problem, Problem::NothingBehind("Import-ExchangeCertificate"));
    assert!(problem.to_string().contains("line of its own"));
}

#[test]
fn its_file_is_wanted_before_it_runs_and_only_its_file() {
    let connected = ServerName::new("EX01");
    let wanted = needs(&parse(LINE).unwrap()[0], &connected);
    assert_eq!((wanted.files, wanted.certificates), (vec![FILE.to_owned()], true));
    assert!(needs(&parse("Get-ExchangeCertificate | Export-Csv a.csv").unwrap()[0], &connected).files.is_empty());
    assert!(imports(&parse(LINE).unwrap()[0]) && !imports(&parse(&format!("{LINE} -WhatIf")).unwrap()[0]));
}

#[test]
fn an_import_shows_the_certificate_as_exchange_does() {
    let done = with_key().done(LINE, &[]);
    assert_eq!((done.exit, done.errors.len()), (Exit::Done, 0));
    assert!(done.output.iter().any(|line| line.starts_with(&thumb(COMES).to_string())), "{:?}", done.output);
    let part = &done.plan.as_ref().unwrap().parts[0];
    assert_eq!(part.steps, [Step::Import { thumbprint: thumb(COMES), completes: None }]);
    assert_eq!(part.arrivals[0].private_key, PrivateKey::Present, "it cannot leave the server unless somebody says so");
    assert_eq!(done.afterwards, ["WARNING: [key-not-exportable]", "[step import]"]);
    let exportable = with_key().done(&format!("{LINE} -PrivateKeyExportable $true -FriendlyName 'Mail 2028'"), &[]);
    let arrival = &exportable.plan.as_ref().unwrap().parts[0].arrivals[0];
    assert_eq!((arrival.private_key, arrival.friendly_name.as_str()), (PrivateKey::Exportable, "Mail 2028"));
    assert_eq!(exportable.afterwards, ["[step import]"]);
}

#[test]
fn what_is_printed_of_an_import_imports_the_same() {
    let line =
        format!("{LINE} -Password (Read-Host -AsSecureString) -PrivateKeyExportable $true -FriendlyName 'Mail, 2028'");
    let plan = with_key().done(&line, &[]).plan.unwrap();
    let printed = crate::cmdlets::print::plan(&plan);
    let [call] = &printed[..] else { panic!("{printed:?}") };
    assert_eq!(
        call.to_string(),
        format!("{LINE} -Server EX01 -PrivateKeyExportable $true -FriendlyName 'Mail, 2028'"),
        "and no password"
    );
    assert_eq!(with_key().done(&call.to_string(), &[]).plan, Some(plan));
}

#[test]
fn a_preview_says_which_request_is_answered_and_changes_nothing() {
    let mut waiting = server();
    let request = Certificate {
        kind: Kind::Request { key_id: "k1".into() },
        ..certificate("Renewal", Facts { key_sha256: facts(COMES).key_sha256, ..facts(0x30) })
    };
    Arc::make_mut(&mut waiting.certificates).push(request);
    let shell = shell(waiting, vec![arrival(COMES, PrivateKey::Missing)], &["Contoso Issuing CA"]);
    let done = shell.done(&format!("{LINE} -WhatIf"), &[]);
    let line = format!(
        "What if: Importing certificate {} to server EX01, the answer to pending request {}.",
        thumb(COMES),
        thumb(0x30)
    );
    assert_eq!((done.output, done.plan), (vec![line], None));
    assert!(done.warnings[0].contains("'Contoso Issuing CA'"), "{:?}", done.warnings);
    assert!(done.warnings[0].contains(&format!("exchcert trust add \"{FILE}\"")));
}

#[test]
fn a_certificate_that_is_there_is_refused_in_exchanges_words() {
    let done = shell(server(), vec![arrival(OLD, PrivateKey::Exportable)], &[]).done(LINE, &[]);
    assert_eq!((done.exit, done.plan), (Exit::Refused, None));
    let body = format!("Cannot import certificate. A certificate with the thumbprint {} already exists.", thumb(OLD));
    assert_eq!(
        done.errors,
        [body.as_str(), "[reason already-exists]", "[remedy already-exists]", "rule: already-exists"]
    );
}

#[test]
fn whoever_may_only_look_is_refused_without_the_file() {
    let looking = Shell { access: Access::ViewOnly(ViewOnly::Role), ..Shell::on(server()) };
    let done = looking.done(LINE, &[]);
    assert_eq!((done.exit, done.plan), (Exit::NotPermitted, None));
    assert_eq!(done.errors.last().unwrap(), "rule: not-permitted");
    let preview = Shell { files: with_key().files, ..looking };
    assert_eq!(preview.done(&format!("{LINE} -WhatIf"), &[]).exit, Exit::Done);
}

#[test]
fn it_asks_only_when_it_is_told_to() {
    let question = with_key().asks(&format!("{LINE} -Confirm"), &[]);
    let what = format!("Import certificate with thumbprint {} to server EX01.", thumb(COMES));
    assert!(question.lines.contains(&what), "{:?}", question.lines);
    assert_eq!(with_key().done(&format!("{LINE} -Confirm"), &[Answer::No]).plan, None);
}

#[test]
fn an_old_parameter_is_taken_and_named_where_the_server_has_it_no_more() {
    let line = format!("Import-ExchangeCertificate -FileName {FILE}");
    let done = with_key().done(&line, &[]);
    assert!(done.plan.is_some() && done.warnings[0].contains("has no -FileName any more"), "{:?}", done.warnings);
    let older = Server { build: "15.2.986.5".parse().ok(), ..server() };
    let older = shell(older, vec![arrival(COMES, PrivateKey::Exportable)], &[]);
    assert!(older.done(&line, &[]).warnings.is_empty());
}
