//! Foreign texts in every view: what certificates and files say must not reach the terminal as anything but letters.

use crate::app::paint;
use crate::engine::{AlternativeName, Certificate, Knowledge, NameKind};
use crate::look::Look;
use crate::store::OrganizationFile;
use crate::store::memory::Memory;
use crate::testing::{NEW, OLD, Robot, SELF_SIGNED, painted, server, with, with_facts};

fn hostile() -> Vec<String> {
    vec![
        "\u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}[31mred".to_owned(),
        "\u{9b}2J\u{90}q\u{9c}\u{85}c1".to_owned(),
        "safe\u{202e}txe.exe\u{202c}\u{2066}x\u{2069}\u{200f}".to_owned(),
        "one\r\ntwo\u{2028}three\u{2029}four\tfive\0six\u{7f}".to_owned(),
        "a\u{200b}b\u{200d}c\u{feff}d\u{ad}e\u{2060}f".to_owned(),
        "W".repeat(10_000),
        "日".repeat(10_000),
        format!("z{}", "\u{301}".repeat(10_000)),
        "\u{e0041}\u{fff9}\u{fffb}\u{3164}".to_owned(),
        String::new(),
    ]
}

fn is_harmless(symbol: &str) -> bool {
    symbol.chars().all(|c| {
        !c.is_control()
            && !matches!(c,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' | '\u{61c}' | '\u{180e}')
    })
}

#[track_caller]
fn harmless(robot: &Robot, what: &str) {
    for size in [robot.state.size, (200, 60), (40, 10)] {
        let mut state = robot.state.clone();
        state.size = size;
        let (buffer, _) = painted(&state, &robot.look);
        for cell in buffer.content() {
            assert!(is_harmless(cell.symbol()), "{what} at {size:?}: {:?}", cell.symbol());
            assert!(cell.symbol().len() < 64, "{what} at {size:?}: a cell of {} bytes", cell.symbol().len());
        }
    }
}

/// A certificate that says `text` wherever a certificate can say anything.
fn poisoned(certificate: &mut Certificate, text: &str) {
    text.clone_into(&mut certificate.friendly_name);
    let mut facts = certificate.known().unwrap().clone();
    facts.subject = format!("CN={text}");
    facts.issuer = format!("CN={text}");
    facts.common_name = Some(text.to_owned());
    facts.domains = vec![text.to_owned()];
    facts.alternative_names = vec![AlternativeName { kind: NameKind::Dns, value: text.to_owned() }];
    text.clone_into(&mut facts.serial);
    certificate.facts = Knowledge::Known(facts.into());
}

#[test]
fn no_certificate_says_more_than_letters_in_any_view() {
    for text in hostile() {
        let mut server = server();
        for byte in [NEW, OLD, SELF_SIGNED] {
            server = with(server, byte, |certificate| poisoned(certificate, &text));
        }
        server.dag = Some(text.clone());
        server.fqdn.clone_from(&text);
        let mut memory = Memory::new(OrganizationFile::default(), vec![server]);
        memory.organization.organization.name.clone_from(&text);
        let mut robot = Robot::on(memory);
        let shown = text.chars().take(8).collect::<String>();
        let look = |robot: &mut Robot, keys: &str, what: &str| {
            robot.press(keys);
            harmless(robot, &format!("{what} of {shown:?}"));
        };
        look(&mut robot, "Home", "list");
        look(&mut robot, "End", "list");
        look(&mut robot, "d End", "details");
        look(&mut robot, "d / x", "filter");
        robot.paste(&text);
        look(&mut robot, "Left", "filter");
        look(&mut robot, "Esc F2", "picker");
        look(&mut robot, "Esc End Enter", "services");
        look(&mut robot, "Tab Tab Tab Tab Space", "services");
        look(&mut robot, "Home Up Right", "general");
        look(&mut robot, "End", "general");
        look(&mut robot, "Left Ctrl-s", "question");
        look(&mut robot, "Esc Esc", "question");
        look(&mut robot, "Esc Esc Esc Esc", "list");
        save_something(&mut robot);
        harmless(&robot, &format!("report of {shown:?}"));
        assert_eq!(robot.saves(), 1);
    }
}

/// What somebody types or pastes, wherever there is a line to type in, and what the shell says of it.
#[test]
fn nothing_typed_or_pasted_says_more_than_letters_in_any_dialog() {
    for text in hostile() {
        let server = with(server(), NEW, |certificate| poisoned(certificate, &text));
        let mut robot = Robot::on(Memory::new(OrganizationFile::default(), vec![server]));
        let ways: [(&str, &str, &str); 6] = [
            ("shell", ":", "Left Enter PgUp"),
            ("completion", ":", "Tab Down Enter"),
            ("import", "i", "Tab Enter"),
            ("palette", "Ctrl-p", "Down Enter"),
            ("filter", "/", "Left Enter"),
            ("removal", "End Del", "Enter"),
        ];
        for (what, there, then) in ways {
            robot.press(there);
            robot.paste(&text);
            harmless(&robot, what);
            for key in then.split(' ') {
                robot.press(key);
                harmless(&robot, what);
            }
            robot.press("Esc Esc Esc Esc");
        }
        robot.press(":");
        robot.paste("Get-ExchangeCertificate | Format-List");
        robot.press("Enter PgUp");
        harmless(&robot, "what the shell says");
    }
}

/// Assigns the certificate without services to IIS, whatever it is called.
fn save_something(robot: &mut Robot) {
    while !robot.state.dialogs.is_empty() {
        robot.press("End Enter");
    }
    robot.press("Home");
    while robot.selected_certificate().thumbprint != crate::testing::thumb(NEW) {
        robot.press("Down");
    }
    robot.press("Enter").tick("IIS").press("Ctrl-s");
}

/// A journal in which whoever wrote it says `text` wherever a line can say anything.
#[test]
fn no_line_of_the_journal_says_more_than_letters() {
    use crate::store::{Entry, EntryAnswer, EntryChange, EntryFact, EntryKind, Problem, ProblemKind};
    for text in hostile() {
        let line = |seq, kind| Entry {
            seq,
            kind,
            time: text.clone(),
            clock: Some(text.clone()),
            user: text.clone(),
            server: text.clone(),
            cmdlet: text.clone(),
            certificates: vec![EntryChange { thumbprint: text.clone(), before: text.clone(), after: text.clone() }],
            answers: vec![EntryAnswer { question: text.clone(), answer: text.clone() }],
            sources: vec![text.clone()],
            facts: vec![EntryFact {
                what: text.clone(),
                fact: text.clone(),
                before: Some(text.clone()),
                after: Some(text.clone()),
                origin: text.clone(),
            }],
            follow_ups: vec![text.clone(), "restart-iis".to_owned()],
            of: Some(1),
            ..Entry::default()
        };
        let mut memory = Memory::new(OrganizationFile::default(), vec![server()]);
        memory.broken = vec![Problem::of(text.as_ref(), ProblemKind::BrokenJournal { reason: text.clone() })];
        memory.journal = vec![
            line(1, EntryKind::Change),
            line(2, EntryKind::Cut),
            line(3, EntryKind::Abandoned),
            line(4, EntryKind::Other),
            line(5, EntryKind::Import),
        ];
        let mut robot = Robot::on(memory);
        for keys in
            ["J", "Home", "Down", "Down", "Down Enter", "Tab Down Down c", "Tab Right", "Down Enter End", "Left r"]
        {
            robot.press(keys);
            harmless(&robot, &format!("journal after {keys} of {:?}", text.chars().take(8).collect::<String>()));
        }
    }
}

#[test]
fn an_unreadable_file_and_a_broken_document_are_quoted_harmlessly() {
    for text in hostile().iter().filter(|text| !text.is_empty()) {
        let reason = Knowledge::Unreadable(text.as_str().into());
        let server = with(server(), NEW, |certificate| certificate.facts = reason);
        let mut memory = Memory::new(OrganizationFile::default(), vec![server.clone()]);
        let kind = crate::store::ProblemKind::Syntax { message: text.clone() };
        let problem = crate::store::Problem::at("servers/EX02.toml".as_ref(), "a\nb", 2, kind);
        memory.servers.insert(crate::engine::ServerName::new("EX02"), Err(problem));
        let mut robot = Robot::on(memory);
        robot.press("End");
        harmless(&robot, "list");
        robot.press("Up Up Enter Left Right");
        harmless(&robot, "services");
        robot.press("Home Up Right");
        harmless(&robot, "general");
        robot.press("Esc");
        robot.choose("EX02");
        harmless(&robot, "broken");
        robot.press("Enter");
        harmless(&robot, "notice");
    }
}

#[test]
fn the_check_can_fail() {
    assert!(!is_harmless("\u{202e}") && !is_harmless("\u{1b}") && !is_harmless("a\u{200b}") && is_harmless("日"));
}

#[test]
fn painting_touches_no_state_and_is_the_same_twice() {
    for (name, robot) in super::views() {
        let before = robot.state.clone();
        assert_eq!(robot.buffer(), robot.buffer(), "{name}");
        assert_eq!(robot.state, before);
        let look = Look::default();
        let mut twice = robot.buffer();
        let fresh = twice.clone();
        twice.reset();
        paint(&robot.state, &look, &mut twice);
        assert_eq!(twice, fresh, "{name}");
    }
}

/// A list's frame looks at the rows in view and no others: whatever the rest holds, the picture is the same.
#[test]
fn a_frame_shows_only_the_rows_in_view() {
    let many = |filler: usize| {
        let mut server = with_facts(server(), NEW, |_| {});
        let all = std::sync::Arc::make_mut(&mut server.certificates);
        for n in 0..filler {
            let mut certificate = all[0].clone();
            certificate.friendly_name = format!("Zulu {n:05}");
            let [a, b] = u16::try_from(n).unwrap().to_be_bytes();
            certificate.thumbprint.0[..3].copy_from_slice(&[0xEE, a, b]);
            all.push(certificate);
        }
        let mut robot = Robot::on(Memory::new(OrganizationFile::default(), vec![server]));
        robot.resize(120, 32);
        robot
    };
    let (few, more) = (many(50), many(5_000));
    let rows = |robot: &Robot| robot.names().into_iter().take(20).collect::<Vec<_>>();
    assert_eq!(rows(&few), rows(&more));
    let list = |robot: &Robot| {
        let lines: Vec<_> = robot.screen().lines().filter(|line| line.contains("Zulu")).map(str::to_owned).collect();
        lines.into_iter().map(|line| line.replace(['█', '┃', '│'], " ")).collect::<Vec<_>>()
    };
    assert_eq!(list(&few).len(), 27 - 3, "{}", few.screen());
    assert_eq!(list(&few), list(&more));
}
