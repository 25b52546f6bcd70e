//! Statements on their way: what they change, ask, refuse and say.

use crate::app::Dialog;
use crate::app::vocabulary::{Effect, Event};
use crate::cmdlets::{self, Answer};
use crate::engine::{Access, ServerName, ViewOnly};
use crate::execute::{Outcome, Person, Runner, Time};
use crate::locale::Locale;
use crate::store::memory::Weather;
use crate::store::{Mode, Store as _};
use crate::testing::{Drawer, NOW, Opening, Robot, Sample};

use super::{NEW, enable};

const TITLE: &str = "Default SMTP certificate";
const OVERWRITE: &str = "Overwrite the existing default SMTP certificate?";

/// What `exchcert -c` does with a line: the same statements over the same store, asked at a terminal.
fn command_line(sample: &Sample, line: &str, access: Access, answers: &[Answer]) -> (Vec<String>, u8) {
    let mut store = sample.open(if access == Access::Full { Mode::ReadWrite } else { Mode::ReadOnly });
    let file = store.organization().unwrap();
    let now = file.clock.unwrap_or(NOW);
    let person = Person { user: "admin".into(), access, interactive: true, ..Person::default() };
    let mut said = Vec::new();
    for pipeline in cmdlets::parse(line).unwrap() {
        let (mut given, mut answers) = (Vec::new(), answers.iter());
        loop {
            let mut runner = Runner {
                store: &mut store,
                organization: &file.organization,
                files: &Drawer::default(),
                connected: &ServerName::new("EX01"),
                person: &person,
                time: Time { now, clock: file.clock, real: now },
                locale: &Locale::english(),
            };
            match runner.run(&pipeline, &given) {
                Outcome::Ask(question) => given.push((question, *answers.next().unwrap())),
                Outcome::Password(file) => panic!("the password of {file}"),
                Outcome::Ran(ran) => {
                    said.extend(ran.lines.into_iter().map(|(_, line)| line));
                    if ran.exit != cmdlets::Exit::Done {
                        return (said, ran.exit.code());
                    }
                    break;
                }
            }
        }
    }
    (said, 0)
}

/// Everything that the shell says, as running text.
fn said(robot: &Robot) -> String {
    let mut state = robot.state.clone();
    state.size = (240, 400);
    let screen = crate::look::picture::text(&crate::testing::painted(&state, &robot.look).0);
    let inside = screen.lines().filter_map(|line| line.strip_prefix('┃')?.split('┃').next());
    inside
        .flat_map(str::split_whitespace)
        .filter(|word| !["█", "✗", "!", "•"].contains(word))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The documents of the servers and the journal, by name.
fn documents(sample: &Sample) -> Vec<(String, String)> {
    let text = |path: &std::path::Path| ["toml", "jsonl"].iter().any(|end| path.extension() == Some(end.as_ref()));
    let files = sample.tree().into_iter().filter(|(path, _)| text(path));
    files
        .map(|(path, bytes)| {
            (path.file_name().unwrap().to_str().unwrap().to_owned(), String::from_utf8(bytes).unwrap())
        })
        .collect()
}

fn robot() -> (Robot, Sample) {
    Robot::on_sample()
}

#[test]
fn keys_shell_and_command_line_leave_the_same_bytes_and_the_same_journal() {
    for (label, answer) in [("Keep", Answer::No), ("Replace", Answer::Yes)] {
        let (mut by_keys, keys) = robot();
        by_keys.open(NEW).tick("IIS").tick("SMTP").press("Ctrl-s").asked(TITLE, OVERWRITE).answer(label);

        let (mut by_shell, shell) = robot();
        let line = enable(&by_shell, NEW, "-Services IIS,SMTP");
        by_shell.shell(&line).asked(TITLE, OVERWRITE).answer(label);

        let command = Sample::new();
        assert_eq!(command_line(&command, &line, Access::Full, &[answer]).1, 0);

        // What is there to see afterwards is the same on all three.
        let show = format!("Get-ExchangeCertificate {} | Format-List Services", by_shell.thumbprint("EX01", NEW));
        assert_eq!(by_keys.services("EX01", NEW), "IIS, SMTP");
        by_shell.shell(&show).sees("Services : IIS, SMTP");
        assert!(command_line(&command, &show, Access::Full, &[]).0.contains(&"Services : IIS, SMTP".to_owned()));

        let done = documents(&keys);
        assert!(done.iter().any(|(name, text)| !name.contains("toml") && text.contains(label)), "{label} is recorded");
        assert_eq!(done, documents(&shell), "{label}: by keys and by the shell");
        assert_eq!(done, documents(&command), "{label}: by keys and on the command line");
    }
}

#[test]
fn a_removal_is_the_same_by_keys_shell_and_command_line() {
    const REMOVE: &str = "Remove certificate";
    for (certificate, digits) in [("Contoso archive", ""), ("Legacy OWA 2024", "0fb000d9")] {
        let confirm = |robot: &mut Robot| {
            robot.asked(REMOVE, certificate);
            match digits {
                "" => robot.answer("Remove"),
                digits => robot.type_text(digits).press("Enter"),
            };
        };
        let (mut by_keys, keys) = robot();
        confirm(by_keys.select(certificate).press("Del"));

        let (mut by_shell, shell) = robot();
        let line = format!("Remove-ExchangeCertificate {}", by_shell.thumbprint("EX01", certificate));
        confirm(by_shell.shell(&line));

        let command = Sample::new();
        assert_eq!(command_line(&command, &line, Access::Full, &[Answer::Yes]).1, 0);

        let written = keys.open(Mode::ReadOnly).journal(1).unwrap().entries.remove(0);
        let answer = if digits.is_empty() { "Yes" } else { "Typed 0FB000D9" };
        assert_eq!((written.answers[0].question.as_str(), written.answers[0].answer.as_str()), ("remove", answer));
        assert_eq!(written.follow_ups, ["verify-iis-bindings"]);
        let done = documents(&keys);
        assert_eq!(done, documents(&shell), "{certificate}: by keys and by the shell");
        assert_eq!(done, documents(&command), "{certificate}: by keys and on the command line");
    }
}

#[test]
fn the_question_is_the_one_of_the_edit_dialog() {
    let (mut by_keys, _keys) = robot();
    by_keys.open(NEW).tick("SMTP").press("Ctrl-s");
    let (mut by_shell, _shell) = robot();
    let line = enable(&by_shell, NEW, "-Services SMTP");
    by_shell.shell(&line);
    assert_eq!(by_shell.dialog(), by_keys.dialog());
    for keys in ["Tab", "Tab"] {
        assert_eq!(by_shell.press(keys).dialog(), by_keys.press(keys).dialog());
    }
}

#[test]
fn a_question_that_is_left_leaves_everything_as_it_was_and_says_so() {
    let (mut robot, sample) = robot();
    let before = sample.tree();
    let line = enable(&robot, NEW, "-Services SMTP");
    robot.shell(&format!("{line}\nGet-Help\nGet-Command")).asked(TITLE, OVERWRITE).answer("Cancel");
    assert_eq!(sample.tree(), before);
    let said = said(&robot);
    assert!(said.contains("Cancelled: nothing was done."), "{said}");
    assert!(said.contains("2 lines were not run: Get-Help Get-Command"), "{said}");
    robot.shell(&line).press("Esc");
    assert_eq!(sample.tree(), before);
    assert!(!robot.state.shell.is_running());
}

#[test]
fn confirm_asks_first() {
    for (label, services) in [("No", "None"), ("Yes", "POP")] {
        let (mut robot, _sample) = robot();
        let line = enable(&robot, NEW, "-Services POP -Confirm");
        robot.shell(&line).asked("Confirm", "Are you sure you want to perform this action?").answer(label);
        assert_eq!(robot.services("EX01", NEW), services, "{label}");
        assert!(said(&robot).contains(&format!("-Confirm Confirm: {label} ")), "the answer stays: {}", said(&robot));
        assert!(!robot.state.shell.is_running());
    }
}

#[test]
fn what_is_still_in_use_is_removed_by_typing_its_digits_only() {
    let (mut robot, _sample) = robot();
    let thumbprint = robot.thumbprint("EX01", "Legacy OWA 2024");
    let line = format!("Remove-ExchangeCertificate {thumbprint}");
    robot.shell(&line).asked("Remove certificate", "Legacy OWA 2024");
    robot.type_text("12345678").press("Enter");
    assert!(robot.notice().contains("Nothing is removed"), "{}", robot.notice());
    robot.press("Tab Tab Enter");
    assert!(matches!(robot.state.dialogs.last(), Some(Dialog::Confirm(_))), "the button does not work yet");
    let digits: String = thumbprint.to_string().to_lowercase().chars().take(8).collect();
    robot.press("Ctrl-u").type_text(&digits).press("Enter");
    assert!(robot.server("EX01").certificate(thumbprint).is_none(), "{}", robot.screen());
    robot.press("Esc");
    assert!(!robot.names().contains(&"Legacy OWA 2024".to_owned()), "the list follows");
}

#[test]
fn the_page_follows_what_the_shell_changed() {
    let (mut robot, _sample) = robot();
    robot.select(NEW);
    assert!(!robot.details().contains("POP"));
    let line = enable(&robot, NEW, "-Services POP");
    robot.shell(&line).press("Esc");
    assert!(robot.details().contains("POP"), "{}", robot.details());
    assert_eq!(robot.selected(), NEW);
}

#[test]
fn a_cmdlet_means_the_chosen_server() {
    let (mut robot, _sample) = robot();
    robot.choose("EX02").shell("Get-ExchangeCertificate | Format-List Identity");
    robot.sees("[PS] EX02>");
    let said = said(&robot);
    assert!(said.contains("ex02.contoso.com\\") && !said.contains("ex01.contoso.com\\"), "{said}");
}

#[test]
fn who_may_only_look_is_refused_as_on_the_command_line_and_may_still_look() {
    let sample = Sample::new();
    let before = sample.tree();
    let mut robot = Opening::default().readonly().size(120, 40).sample(&sample);
    let line = enable(&robot, NEW, "-Services POP");
    robot.shell(&line);
    let (lines, code) = command_line(&sample, &line, Access::ViewOnly(ViewOnly::Flag), &[]);
    assert_eq!(code, 6);
    let told = said(&robot);
    for line in &lines {
        assert!(told.contains(&line.split_whitespace().collect::<Vec<_>>().join(" ")), "{line}: {told}");
    }
    assert!(told.contains("Not permitted (exit 6)"), "{told}");
    robot.shell(&format!("{line} -WhatIf")).shell("Get-ExchangeCertificate");
    assert!(said(&robot).contains("What if:"));
    assert_eq!(sample.tree(), before);
}

#[test]
fn the_first_statement_that_fails_is_the_last_that_runs() {
    let (mut robot, _sample) = robot();
    let (first, refused) = (enable(&robot, NEW, "-Services POP"), enable(&robot, "Legacy OWA 2024", "-Services IIS"));
    robot.shell(&format!("{first}; {refused}; Get-Help; Get-Command"));
    assert_eq!(robot.services("EX01", NEW), "POP", "what went before stands");
    let said = said(&robot);
    assert!(said.contains("Refused by a rule (exit 3)") && said.contains("2 lines were not run"), "{said}");
}

#[test]
fn nothing_of_a_text_with_a_mistake_runs() {
    let (mut robot, sample) = robot();
    let before = sample.tree();
    let line = enable(&robot, NEW, "-Services POP");
    robot.shell(&format!("{line}\nGet-Nonsense"));
    let said = said(&robot);
    assert!(said.contains("line 2, column 1") && said.contains("nothing was run"), "{said}");
    assert_eq!(sample.tree(), before);
}

#[test]
fn somebody_who_writes_meanwhile_is_not_written_over() {
    let memory = Sample::new().in_memory();
    let switches = memory.switches();
    let mut robot = Robot::on(memory);
    let line = enable(&robot, NEW, "-Services POP");
    switches.weather(Weather::Conflict);
    let loads = |robot: &Robot| robot.effects.iter().filter(|effect| matches!(effect, Effect::Load(..))).count();
    let before = loads(&robot);
    robot.shell(&line);
    assert!(said(&robot).contains("(exit 5)"), "{}", said(&robot));
    assert!(loads(&robot) > before, "the page looks at the server again");
    assert_eq!(robot.services("EX01", NEW), "None");
}

#[test]
fn an_answer_counts_only_for_the_question_it_was_given_to() {
    let (mut robot, sample) = robot();
    let line = enable(&robot, NEW, "-Services SMTP");
    robot.shell(&line).asked(TITLE, "Microsoft Exchange");
    // Somebody makes another certificate the default while the question is read.
    let old = robot.server("EX01").assignments.smtp_default.unwrap();
    let other = robot.thumbprint("EX01", "Legacy OWA 2024");
    sample.edit("servers/EX01.toml", &format!("smtp-default = \"{old}\""), &format!("smtp-default = \"{other}\""));
    robot.answer("Replace");
    robot.asked(TITLE, "Legacy OWA 2024");
    assert_eq!(robot.server("EX01").assignments.smtp_default, Some(other), "nothing is replaced that nobody named");
    robot.answer("Replace");
    assert_eq!(robot.server("EX01").assignments.smtp_default, Some(robot.thumbprint("EX01", NEW)));
}

#[test]
fn names_that_would_act_on_the_terminal_are_shown_instead() {
    let sample = Sample::new();
    sample.edit(
        "servers/EX01.toml",
        "friendly-name = \"Contoso archive\"",
        "friendly-name = \"\\u001b[2J\\u202egnp.exe\"",
    );
    let mut robot = Opening::default().sample(&sample);
    robot.shell("Get-ExchangeCertificate | Where-Object FriendlyName -like *gnp* | Format-List FriendlyName");
    assert!(said(&robot).contains("<U+001B>[2J<U+202E>gnp.exe"), "{}", said(&robot));
    robot.type_text("Enable-ExchangeCertificate gnp").press("Ctrl-Left Ctrl-e Tab");
    assert!(robot.screen().chars().all(|c| c == '\n' || !c.is_control()));
}

#[test]
fn while_a_line_runs_the_next_can_be_typed_but_not_run() {
    let (mut robot, _sample) = robot();
    robot.hold();
    robot.shell("Get-ExchangeCertificate").sees("running...");
    robot.type_text("Get-Help").press("Enter");
    assert!(robot.notice().contains("A line is running"), "{}", robot.notice());
    assert_eq!(robot.state.shell.input.text, "Get-Help");
    robot.press("Ctrl-z");
    assert!(!robot.effects.contains(&Effect::Suspend), "a stopped program would keep the lock");
    robot.go_on();
    robot.press("Enter");
    assert!(
        said(&robot).contains("Get-Help Get-ExchangeCertificate")
            || said(&robot).contains("shows how a cmdlet is written")
    );
    robot.hold();
    robot.shell("Get-ExchangeCertificate").press("Ctrl-c");
    assert_eq!(robot.quit, Some(true));
}

#[test]
fn a_question_opens_the_closed_shell_again() {
    let (mut robot, _sample) = robot();
    let line = enable(&robot, NEW, "-Services SMTP");
    robot.hold();
    robot.shell(&line).press("Esc");
    assert!(robot.state.dialogs.is_empty());
    robot.go_on();
    robot.asked(TITLE, OVERWRITE).answer("Keep");
    assert_eq!(robot.state.dialogs.last(), Some(&Dialog::Shell));
    assert_eq!(robot.services("EX01", NEW), "SMTP");
}

#[test]
fn an_answer_that_nobody_waits_for_changes_nothing() {
    let (mut robot, _sample) = robot();
    robot.shell("Get-Help");
    let before = robot.state.clone();
    let ticket = crate::app::vocabulary::Ticket(999);
    let outcome = crate::app::vocabulary::RunOutcome::Ran(crate::app::vocabulary::Ran::default());
    robot.event(Event::Ran { ticket, outcome });
    assert_eq!(robot.state, before);
}
