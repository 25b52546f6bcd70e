//! Cmdlet lines: whatever somebody types is read, completed, printed again and run, or refused.

use std::sync::Arc;

use exchcert::cmdlets::complete::{Known, KnownCertificate, complete};
use exchcert::cmdlets::{
    self, Answer, Outcome, Pipeline, Wanted, World, may_hold_a_password, needs, parse, run as evaluate,
};
use exchcert::engine::{Access, Organization, Server, ServerName, Thumbprint};
use exchcert::store::{Context, Store as _};

use super::{NOW, is_harmless, sample};

/// What the words of a line stand for, so that a fuzzer finds them sooner: a byte below the blanks.
const WORDS: [&str; 20] = [
    "Get-ExchangeCertificate",
    "Enable-ExchangeCertificate",
    "Remove-ExchangeCertificate",
    "Import-ExchangeCertificate",
    " -Thumbprint 0823404865A0BF91E8C43D9E35CA5911D1EA3CAE",
    " -Services IIS,SMTP",
    " -Services 'POP','IMAP'",
    " -Server EX01",
    " -Identity 'EX01\\0823404865A0BF91E8C43D9E35CA5911D1EA3CAE'",
    " -WhatIf",
    " -Confirm:$false",
    " | Format-List ",
    " | Where-Object {$_.",
    " | Sort-Object ",
    " | ConvertTo-Json",
    " | ConvertTo-Csv",
    "Set-ImapSettings -X509CertificateName ",
    "Get-Help ",
    " -Force",
    "FriendlyName",
];

pub(crate) fn run(data: &[u8]) {
    let mut line = String::new();
    for piece in String::from_utf8_lossy(data).chars() {
        match WORDS.get(usize::try_from(u32::from(piece)).unwrap_or(usize::MAX).wrapping_sub(11)) {
            Some(word) if piece < ' ' && piece != '\r' => line.push_str(word),
            _ => line.push(piece),
        }
    }
    let _ = may_hold_a_password(&line);
    let ends = line.chars().count();
    for cursor in [ends, ends / 2, ends / 3] {
        completed(&line, cursor);
    }
    match parse(&line) {
        Err(error) => {
            assert!(is_harmless(&error.to_string().replace('\n', "")), "{error}");
            if let Some(mark) = error.mark(&line) {
                assert!(is_harmless(&mark.source), "{:?}", mark.source);
            }
        }
        Ok(pipelines) => pipelines.iter().for_each(|pipeline| read(&line, pipeline, data.len())),
    }
}

/// What is offered can be taken in the place that it says.
fn completed(line: &str, cursor: usize) {
    let found = complete(line, cursor, &Here);
    let length = line.chars().count();
    assert!(found.from <= found.to && found.to <= length, "{found:?} of {line:?}");
    for item in found.items.iter().take(2) {
        let head: String = line.chars().take(found.from).collect();
        let tail: String = line.chars().skip(found.to).collect();
        let _ = parse(&(head + &item.insert + &tail));
    }
}

struct Here;

impl Known for Here {
    fn servers(&self) -> Vec<String> {
        vec!["EX01".to_owned(), "it's \u{2019}$(x)`".to_owned()]
    }

    fn certificates(&self, _: Option<&str>) -> Vec<KnownCertificate> {
        let name = "*.contoso.com\u{202e}".to_owned();
        vec![KnownCertificate {
            thumbprint: Thumbprint([7; 20]),
            server: "EX01".to_owned(),
            name: name.clone(),
            subject: format!("CN={name}"),
        }]
    }
}

fn read(line: &str, pipeline: &Pipeline, length: usize) {
    let printed = pipeline.to_string();
    let again = parse(&printed).unwrap_or_else(|error| panic!("{printed:?} of {line:?}: {error}"));
    assert_eq!(again, [Pipeline { line: 1, ..pipeline.clone() }], "{printed:?} of {line:?}");
    let connected = ServerName::new("EX01");
    let mut store = sample().clone();
    let named = |server: &Server| match needs(pipeline, &connected).servers {
        Wanted::All => true,
        Wanted::Named(named) => named.iter().any(|named| named.means(server)),
    };
    let servers: Vec<Arc<Server>> =
        store.servers.values().flatten().filter(|server| named(server)).cloned().map(Arc::new).collect();
    let organization = Organization { edge_subscribed: Some(true), ..store.organization.organization.clone() };
    let locale = super::locale(false);
    let mut answers = Vec::new();
    let world = World {
        organization: &organization,
        servers: &servers,
        unreadable: &[],
        files: &[],
        connected: &connected,
        access: Access::Full,
        now: NOW,
        interactive: length.is_multiple_of(2),
        terminal_width: length.is_multiple_of(3).then_some(40),
        words: &*locale,
    };
    let done = loop {
        match evaluate(pipeline, &world, &answers) {
            Outcome::Done(done) => break done,
            Outcome::Ask(question) => {
                assert!(question.lines.iter().chain(&question.help).all(|line| is_harmless(line)), "{question:?}");
                assert!(answers.len() < 1_000, "it asks for ever: {question:?}");
                answers.push(if length.is_multiple_of(5) { Answer::NoToAll } else { Answer::Yes });
            }
        }
    };
    let said = [&done.output, &done.warnings, &done.errors, &done.afterwards];
    for one in said.into_iter().flatten() {
        assert!(is_harmless(one), "{one:?} of {line:?}");
    }
    for part in done.plan.iter().flat_map(|plan| &plan.parts) {
        store.apply(part, &Context { user: "fuzz".to_owned(), at: NOW, ..Context::default() }).unwrap();
    }
    let _ = cmdlets::changes(pipeline);
}
