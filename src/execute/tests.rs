//! Stories of a line from its words to the organization's files.

mod importing;

use std::path::PathBuf;
use std::sync::Arc;

use crate::cmdlets::{Answer, Exit, Question, Stream, parse};
use crate::engine::{Access, Organization, Request, Server, ServerName, Service, Thumbprint, plan};
use crate::execute::{Outcome, Person, Ran, Runner, Time};
use crate::locale::Locale;
use crate::store::memory::{Counting, Memory, Weather};
use crate::store::{Mode, OrganizationFile, Store};
use crate::testing::*;

/// Somebody at a shell on an organization in memory.
struct Shell {
    store: Memory,
    person: Person,
    files: Drawer,
}

impl Shell {
    fn on(server: Server) -> Shell {
        let person = Person { user: "alice".into(), access: Access::Full, interactive: true, ..Person::default() };
        Shell { store: Memory::new(OrganizationFile::default(), vec![server]), person, files: Drawer::default() }
    }

    fn run(&mut self, line: &str, given: &[(Question, Answer)]) -> Outcome {
        let organization = self.store.organization().unwrap().organization;
        let mut runner = Runner {
            store: &mut self.store,
            organization: &organization,
            files: &self.files,
            connected: &ServerName::new("EX01"),
            person: &self.person,
            time: Time { now: NOW, clock: Some(NOW), real: NOW },
            locale: &Locale::english(),
        };
        runner.run(&parse(line).unwrap()[0], given)
    }

    #[track_caller]
    fn ran(&mut self, line: &str, given: &[(Question, Answer)]) -> Ran {
        match self.run(line, given) {
            Outcome::Ran(ran) => ran,
            Outcome::Ask(question) => panic!("{line} asks {:?}", question.lines),
            Outcome::Password(file) => panic!("{line} asks for the password of {file}"),
        }
    }

    #[track_caller]
    fn asks(&mut self, line: &str, given: &[(Question, Answer)]) -> Question {
        match self.run(line, given) {
            Outcome::Ask(question) => question,
            other => panic!("{line} asks nothing: {other:?}"),
        }
    }
}

fn enable(services: &str) -> String {
    format!("Enable-ExchangeCertificate {} -Services {services}", thumb(NEW))
}

#[test]
fn an_assignment_is_in_the_organization_and_in_the_journal() {
    let mut shell = Shell::on(server());
    let ran = shell.ran(&enable("IIS"), &[]);
    assert_eq!((ran.exit, ran.changed.as_slice()), (Exit::Done, [ServerName::new("EX01")].as_slice()), "{ran:?}");
    let entry = &shell.store.journal[0];
    assert_eq!(entry.user, "alice");
    assert_eq!(
        entry.cmdlet,
        format!("Enable-ExchangeCertificate -Thumbprint {} -Services IIS -Server EX01", thumb(NEW))
    );
    assert!(entry.answers.is_empty());
    let server = shell.store.open(&ServerName::new("EX01")).unwrap();
    assert_eq!(server.assignments.iis, Some(thumb(NEW)));
}

#[test]
fn what_was_asked_and_answered_is_in_the_journal() {
    let mut shell = Shell::on(server());
    let line = enable("SMTP");
    let question = shell.asks(&line, &[]);
    assert!(shell.store.journal.is_empty(), "a question changes nothing");
    let ran = shell.ran(&line, &[(question, Answer::No)]);
    assert_eq!(ran.exit, Exit::Done);
    let answers = &shell.store.journal[0].answers;
    assert_eq!((answers[0].question.as_str(), answers[0].answer.as_str()), ("default-smtp", "Keep"));
}

/// Yes to replacing one certificate is not yes to replacing another.
#[test]
fn an_answer_to_a_question_that_has_changed_meanwhile_is_asked_again() {
    let mut shell = Shell::on(server());
    let line = enable("SMTP");
    let asked = shell.asks(&line, &[]);
    let mut changed = server();
    changed.assignments.smtp_default = Some(thumb(OLD));
    shell.store = Memory::new(OrganizationFile::default(), vec![changed]);
    let again = shell.asks(&line, &[(asked.clone(), Answer::Yes)]);
    assert_ne!(asked, again);
    assert!(again.lines.iter().any(|line| line.contains(&thumb(OLD).to_string())), "{:?}", again.lines);
    assert!(shell.store.journal.is_empty());
}

#[test]
fn nobody_to_ask_keeps_the_default_and_says_so() {
    let mut shell = Shell::on(server());
    shell.person.interactive = false;
    let ran = shell.ran(&enable("SMTP"), &[]);
    assert_eq!(ran.exit, Exit::Done);
    let said: Vec<_> = ran.of(Stream::Error).collect();
    assert!(said.contains(&"rule: default-smtp"), "{said:?}");
    assert_eq!(shell.store.journal[0].answers[0].answer, "Keep");
    let server = shell.store.open(&ServerName::new("EX01")).unwrap();
    assert_eq!(server.assignments.smtp_default, Some(thumb(SELF_SIGNED)));
}

#[test]
fn a_change_that_did_not_happen_says_why_and_how_it_ended() {
    for (weather, exit) in [
        (Weather::Conflict, Exit::Conflict),
        (Weather::Locked, Exit::Conflict),
        (Weather::Full, Exit::Failed),
        (Weather::ReadOnly, Exit::NotPermitted),
    ] {
        let mut shell = Shell::on(server());
        shell.store.switches().weather(weather);
        let ran = shell.ran(&enable("IIS"), &[]);
        assert_eq!(ran.exit, exit, "{ran:?}");
        assert!(ran.changed.is_empty() && shell.store.journal.is_empty());
        assert!(ran.of(Stream::Error).count() >= 1, "{weather:?} without a word");
        assert!(!ran.of(Stream::Error).any(|line| line.contains("IIS has to be restarted")), "follow-ups of nothing");
    }
}

#[test]
fn a_server_that_is_not_there_is_not_found() {
    let mut shell = Shell::on(server());
    let ran = shell.ran("Get-ExchangeCertificate -Server EX09", &[]);
    assert_eq!(ran.exit, Exit::NotFound);
    assert_eq!(ran.of(Stream::Error).collect::<Vec<_>>(), ["The server EX09 was not found."]);
}

#[test]
fn objects_and_what_is_said_about_them_are_kept_apart() {
    let mut shell = Shell::on(server());
    let ran = shell.ran("Get-ExchangeCertificate", &[]);
    assert_eq!(ran.of(Stream::Output).count(), 2 + 3);
    assert_eq!(ran.of(Stream::Error).count(), 0);
}

#[test]
fn every_server_costs_its_document_and_nothing_more() {
    let named = |number: u32| Server { name: ServerName::new(&format!("EX{number:03}")), ..server() };
    let servers = (0..100).map(named).collect();
    let (store, counts) = Counting::new(Memory::new(OrganizationFile::default(), servers));
    let person = Person { user: "alice".into(), access: Access::Full, interactive: false, ..Person::default() };
    let mut store = store;
    let mut runner = Runner {
        store: &mut store,
        organization: &OrganizationFile::default().organization,
        files: &Drawer::default(),
        connected: &ServerName::new("EX000"),
        person: &person,
        time: Time { now: NOW, clock: None, real: NOW },
        locale: &Locale::english(),
    };
    let Outcome::Ran(ran) = runner.run(&parse("Get-ExchangeServer").unwrap()[0], &[]) else { panic!("it asks") };
    assert_eq!(ran.of(Stream::Output).count(), 2 + 100);
    let counts = *counts.lock().unwrap();
    assert_eq!((counts.listings, counts.documents, counts.certificates), (1, 100, 0));
}

/// What somebody else has done is named, whoever it was, and nothing of it is overwritten.
#[test]
fn a_conflict_says_who_changed_what_and_what_to_do() {
    let plan_on = |sample: &Sample| {
        let server = Opening::default().sample(sample).server("EX01");
        let new = server.certificates.iter().find(|c| c.friendly_name == "Contoso mail 2027").unwrap().thumbprint;
        let request = Request::assign(server.name.clone(), new, [Service::Iis].into_iter().collect(), Access::Full);
        let verdict = plan(&Organization::default(), &[&server], &request, NOW).unwrap();
        (Arc::new(server), new, verdict.plan)
    };
    let too_late = |sample: &Sample, by: &dyn Fn(&mut Runner<'_>, Thumbprint)| {
        let (server, new, plan) = plan_on(sample);
        let mut store = sample.open(Mode::ReadWrite);
        let organization = store.organization().unwrap().organization;
        let person = Person { user: "bob".into(), access: Access::Full, interactive: false, ..Person::default() };
        let mut runner = Runner {
            store: &mut store,
            organization: &organization,
            files: &Drawer::default(),
            connected: &ServerName::new("EX01"),
            person: &person,
            time: Time { now: NOW, clock: Some(NOW), real: NOW },
            locale: &Locale::english(),
        };
        by(&mut runner, new);
        let before = sample.tree();
        let mut ran = Ran::default();
        assert!(!runner.apply(&plan, &[], &[server], &mut ran));
        let documents = |tree: &[(PathBuf, Vec<u8>)]| {
            tree.iter().filter(|(path, _)| !path.ends_with("store.lock")).cloned().collect::<Vec<_>>()
        };
        assert_eq!(documents(&sample.tree()), documents(&before));
        assert_eq!(ran.exit, Exit::Conflict);
        ran.of(Stream::Error).map(str::to_owned).collect::<Vec<_>>()
    };
    let (unwritten, again) = (
        "EX01 was changed by someone else meanwhile. Nothing was written.",
        "Look at EX01 again, then repeat the command if it is still right.",
    );

    let sample = Sample::new();
    let said = too_late(&sample, &|runner, new| {
        let line = format!("Enable-ExchangeCertificate -Thumbprint {new} -Services POP -Server EX01");
        let Outcome::Ran(ran) = runner.run(&parse(&line).unwrap()[0], &[]) else { panic!("it asks") };
        assert_eq!(ran.exit, Exit::Done);
    });
    let by = "  bob, 2026-11-21T09:00:00Z: Enable-ExchangeCertificate -Thumbprint 4F17";
    assert!(said[1].starts_with(by) && said[1].ends_with("-Services POP -Server EX01"), "{said:?}");
    assert_eq!([said[0].as_str(), said[2].as_str()], [unwritten, "  Contoso mail 2027 now has POP"]);
    assert_eq!(said.last().map(String::as_str), Some(again));

    let sample = Sample::new();
    let said = too_late(&sample, &|_, _| sample.edit("servers/EX01.toml", "Contoso wildcard", "Contoso joker"));
    assert_eq!(said, [unwritten, "  Contoso wildcard is now called Contoso joker", again]);
}
