//! A session at the Exchange Management Shell, byte for byte: what is typed stands behind `>`, a question's answer behind
//! `?`, standard error behind `!`.
//!
//! Source of layouts, prompts, warnings and errors: public console captures. Two things are ours and meant: the default of
//! the SMTP question is N, and an error goes on with its reason, its remedy and its rule.

use std::fmt::Write as _;

use super::*;
use crate::cmdlets::Typed;
use crate::locale::Locale;

const SAMPLE: &str = "434AC224C8459924B26521298CE8834C514856AB";

/// EX01 with the certificates of the session: the documented one, a wildcard, one without its key.
fn ex01() -> Server {
    let mut server = with_facts(server(), NEW, |facts| {
        facts.thumbprint = SAMPLE.parse().unwrap();
        facts.domains = vec!["mail.contoso.com".into(), "autodiscover.contoso.com".into()];
        facts.not_before = Some(Moment(1_773_363_600));
        facts.not_after = Some(Moment(1_804_985_999));
        facts.serial = "5E00000002A4C2".into();
    });
    server = with(server, NEW, |certificate| {
        certificate.thumbprint = SAMPLE.parse().unwrap();
        certificate.root_ca_type = RootCaType::Enterprise;
    });
    let wildcard = Facts {
        subject: "CN=*.contoso.com, O=Contoso".into(),
        common_name: Some("*.contoso.com".into()),
        domains: vec!["*.contoso.com".into()],
        ..facts(0x0C)
    };
    let keyless = Certificate { private_key: PrivateKey::Missing, ..certificate("Contoso relay", facts(0x0D)) };
    Arc::make_mut(&mut server.certificates).extend([certificate("Contoso wildcard", wildcard), keyless]);
    let sample = SAMPLE.parse().unwrap();
    for service in [Service::Imap, Service::Pop, Service::Iis, Service::Smtp] {
        server.assignments.assign(service, sample);
    }
    server = with_facts(server, SELF_SIGNED, |facts| facts.not_after = Some(Moment(1_540_200_028)));
    server
}

/// The file that is imported.
fn file() -> SourceFile {
    let arrival = Arrival {
        der: Arc::new(vec![0x20]),
        facts: Arc::new(facts(0x20)),
        friendly_name: "Contoso mail 2028".into(),
        private_key: PrivateKey::Exportable,
        file: r"C:\Certificates\mail.pfx".into(),
        newer_encryption: false,
    };
    let path = arrival.file.clone();
    SourceFile { path, arrivals: vec![arrival], authorities: vec!["Contoso Issuing CA".into()], beside: Vec::new() }
}

/// Plays the typed lines and answers of a transcript, and writes down what happens.
fn played(script: &str) -> String {
    let locale = Locale::english();
    let mut server = ex01();
    let mut out = String::new();
    let mut typed = script.lines().filter(|line| line.starts_with(['>', '?'])).peekable();
    while let Some(line) = typed.next() {
        let _ = writeln!(out, "{line}");
        let pipeline = parse(line.trim_start_matches("> ")).unwrap().remove(0);
        let mut answers = Vec::new();
        let done = loop {
            let organization = Organization { edge_subscribed: Some(false), ..Organization::default() };
            let world = World {
                organization: &organization,
                servers: &[Arc::new(server.clone())],
                unreadable: &[],
                files: &[file()],
                connected: &ServerName::new("EX01"),
                access: Access::Full,
                now: NOW,
                interactive: true,
                terminal_width: None,
                words: &locale,
            };
            match run(&pipeline, &world, &answers) {
                Outcome::Done(done) => break done,
                Outcome::Ask(question) => {
                    for line in &question.lines {
                        let _ = writeln!(out, "! {line}");
                    }
                    let answer = typed.next_if(|line| line.starts_with('?')).expect("an answer");
                    let _ = writeln!(out, "{answer}");
                    let Typed::Answer(answer) = question.read(answer.trim_start_matches('?')) else {
                        panic!("{answer} is no answer")
                    };
                    answers.push(answer);
                }
            }
        };
        for line in &done.warnings {
            let _ = writeln!(out, "! {line}");
        }
        for line in &done.output {
            let _ = writeln!(out, "{line}");
        }
        for line in done.errors.iter().chain(&done.afterwards) {
            let _ = writeln!(out, "! {line}");
        }
        if let Some(plan) = &done.plan {
            server = server.after(&plan.parts[0]);
        }
    }
    out
}

#[test]
fn a_session_reads_as_in_the_shell() {
    let expected = include_str!("transcript.txt");
    let played = played(expected);
    for (number, (played, expected)) in played.lines().zip(expected.lines()).enumerate() {
        assert_eq!(played, expected, "transcript.txt, line {}", number + 1);
    }
    assert_eq!(played, expected);
}
