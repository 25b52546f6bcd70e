//! Stories of the journal.

use crate::app::vocabulary::Effect;
use crate::locale::date;
use crate::store::memory::{Memory, Weather};
use crate::store::{Entry, EntryFact, EntryKind, Mode, OrganizationFile};
use crate::testing::{NOW, Opening, Robot, Sample, picture, server};

const MAIL: &str = "Contoso mail 2027";
const BACK: &str = "Roll back";

/// Assigns Contoso mail 2027 on EX01 to IIS and SMTP, keeps the default, and closes the report.
fn assign(robot: &mut Robot) {
    robot.open(MAIL).tick("IIS").tick("SMTP").press("Ctrl-s");
    robot.asked("Default SMTP certificate", "Overwrite the existing default SMTP certificate?").answer("Keep");
    robot.press("Enter");
}

fn worked() -> (Robot, Sample) {
    let (mut robot, sample) = Robot::on_sample();
    assign(&mut robot);
    (robot, sample)
}

/// Everything the journal says, without the frame of the details.
fn read(robot: &Robot) -> String {
    robot.dialog().replace(['│', '─', '╭', '╮', '╰', '╯'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the terminal was asked to copy, oldest first.
fn copied(robot: &Robot) -> Vec<&str> {
    robot
        .effects
        .iter()
        .filter_map(|effect| if let Effect::Copy(text) = effect { Some(text.as_str()) } else { None })
        .collect()
}

#[test]
fn what_was_assigned_stands_in_the_journal_with_its_cmdlet_and_its_answers() {
    let (mut robot, _sample) = worked();
    robot.press("J");
    assert!(robot.row("admin").contains("2026-11-21 09:00"), "{}", robot.screen());
    assert!(robot.row("admin").contains("Contoso mail 2027 gets IIS, SMTP"), "{}", robot.screen());
    let text = read(&robot);
    let thumbprint = robot.thumbprint("EX01", MAIL);
    for told in [
        &*format!("Enable-ExchangeCertificate -Thumbprint {thumbprint} -Services IIS,SMTP -Server EX01"),
        "User admin",
        "Server EX01",
        "Contoso mail 2027: None -> IIS, SMTP",
        "Contoso mail 2026: IIS, SMTP -> SMTP",
        "+ Contoso mail 2027 gets IIS",
        "- Contoso mail 2026 loses IIS",
        "Overwrite the existing default SMTP certificate? Keep",
        "Restart IIS",
    ] {
        assert!(text.contains(told), "{told:?}: {text}");
    }
}

#[test]
fn the_newest_comes_first_and_the_journal_of_a_new_organization_says_that_it_is_empty() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.press("F8");
    robot.sees("Nothing has been done yet.");
    robot.press("Right");
    robot.sees("Nothing is left to do by hand.");
    robot.press("Esc");
    assign(&mut robot);
    robot.choose("EX02").open(MAIL).tick("POP").press("Ctrl-s Enter J");
    let screen = robot.screen();
    assert!(screen.find("gets POP") < screen.find("gets IIS, SMTP"), "{screen}");
}

#[test]
fn the_terminal_is_asked_to_copy_exactly_the_cmdlet() {
    let (mut robot, _sample) = worked();
    robot.press("J c");
    let line = format!(
        "Enable-ExchangeCertificate -Thumbprint {} -Services IIS,SMTP -Server EX01",
        robot.thumbprint("EX01", MAIL)
    );
    assert_eq!(copied(&robot), [line]);
    assert!(robot.notice().contains("The terminal was asked to copy it"), "{}", robot.notice());
    assert!(robot.notice().contains("set-clipboard on"), "{}", robot.notice());
}

#[test]
fn the_edit_dialog_copies_the_line_it_shows() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.open(MAIL).press("c");
    assert!(robot.notice().contains("no cmdlet"), "nothing is ticked: {}", robot.notice());
    robot.tick("IIS").press("c");
    let line =
        format!("Enable-ExchangeCertificate -Thumbprint {} -Services IIS -Server EX01", robot.thumbprint("EX01", MAIL));
    assert_eq!(copied(&robot), [line]);
    robot.press("Esc").press("Tab Enter");
    robot.open("Contoso wildcard").focus("IMAP").press("c");
    let line = copied(&robot).last().copied().unwrap_or_default();
    assert!(line.starts_with("Set-ImapSettings -X509CertificateName"), "the way out of the refusal: {line}");
}

#[test]
fn what_could_do_more_than_it_shows_is_not_copied() {
    for (cmdlet, reason) in [
        ("Get-ExchangeCertificate\u{1b}[201~\nRemove-Everything".to_owned(), "control characters"),
        ("x".repeat(100_000), "too long"),
        (String::new(), "no cmdlet"),
    ] {
        let mut memory = Memory::new(OrganizationFile::default(), vec![server()]);
        memory.journal.push(Entry { seq: 1, cmdlet, ..Entry::default() });
        let mut robot = Robot::on(memory);
        robot.press("J c");
        assert!(robot.notice().contains(reason), "{}", robot.notice());
        assert!(copied(&robot).is_empty());
    }
}

#[test]
fn a_rollback_hands_iis_back_and_says_that_smtp_stays() {
    let (mut robot, sample) = worked();
    let before = sample.text("servers/EX01.toml");
    robot.press("J r");
    robot.asked(BACK, "Contoso mail 2026 gets IIS");
    let text = robot.dialog();
    let old = robot.thumbprint("EX01", "Contoso mail 2026");
    for told in [
        "What admin did on EX01 at 2026-11-21 09:00 UTC",
        "Contoso mail 2027 loses IIS",
        &*format!("Enable-ExchangeCertificate -Thumbprint {old} -Services IIS -Server EX01"),
        "Contoso mail 2027 keeps SMTP: an assignment cannot be taken away.",
    ] {
        assert!(text.contains(told), "{told:?}: {text}");
    }
    assert_eq!(sample.text("servers/EX01.toml"), before, "a question changes nothing");
    robot.answer(BACK);
    assert!(robot.dialog().contains("Saved on EX01"), "{}", robot.dialog());
    assert_eq!(robot.services("EX01", "Contoso mail 2026"), "IIS, SMTP");
    assert_eq!(robot.services("EX01", MAIL), "SMTP");
    robot.press("Enter");
    assert!(robot.row("gets IIS").contains("Contoso mail 2026 gets IIS"), "the way back has its own line");
}

#[test]
fn the_safe_answer_to_a_rollback_is_to_leave_it() {
    let (mut robot, _sample) = worked();
    robot.press("J r").asked(BACK, "Will be done").answer("Cancel");
    assert_eq!(robot.saves(), 1, "the assignment alone");
    assert_eq!(robot.services("EX01", MAIL), "IIS, SMTP");
    robot.sees("What was done");
}

/// The words of the picker beside a server, unfolded.
fn picker(sample: &Sample, server: &str) -> String {
    let robot = Opening::default().size(120, 32).sample(sample);
    robot.screen().lines().find(|line| line.contains(server)).map(|line| line.chars().take(22).collect()).unwrap()
}

#[test]
fn what_was_ticked_off_is_gone_after_a_restart_and_from_the_picker_and_stands_in_the_journal() {
    let (mut robot, sample) = worked();
    assert!(robot.row("Select server").contains("☐ 2 to do"), "{}", robot.screen());
    assert!(picker(&sample, "EX01").contains("☐2"), "{}", picker(&sample, "EX01"));
    robot.press("F8 Right");
    robot.sees("Open follow-ups (2)");
    assert!(robot.row("▸2026").contains("Restart IIS"), "{}", robot.screen());
    robot.press("Space");
    assert_eq!(robot.notice(), "Done on EX01: Restart IIS. It is in the journal.");
    robot.press("Up");
    robot.sees("Open follow-ups (1)");
    robot.sees_no("Restart IIS");
    robot.sees("Check the bindings in IIS");
    robot.press("Left Home");
    assert!(robot.row("┃ ▸").contains("✓ Done by hand: Restart IIS"), "{}", robot.screen());
    assert!(read(&robot).contains("Somebody did by hand what line 1 had left to do."), "{}", read(&robot));
    robot.press("Down");
    assert!(
        read(&robot).contains("✓ Restart IIS") && read(&robot).contains("☐ Check the bindings"),
        "{}",
        read(&robot)
    );
    robot.press("Esc");
    assert!(robot.row("Select server").contains("☐ 1 to do"), "{}", robot.screen());

    let mut again = Opening::default().sample(&sample);
    assert!(again.row("Select server").contains("☐ 1 to do"), "{}", again.screen());
    again.press("J Right");
    again.sees("Open follow-ups (1)");
    again.sees_no("Restart IIS");
    again.press("t Esc");
    again.sees_no("to do");
    assert!(!picker(&sample, "EX01").contains('☐'), "{}", picker(&sample, "EX01"));
}

#[test]
fn a_report_says_where_its_follow_ups_stay_and_its_key_leads_there() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.open(MAIL).tick("IIS").press("Ctrl-s");
    let report = robot.dialog();
    assert!(report.contains("They stay open in the journal until they are ticked off there. J opens it."), "{report}");
    robot.press("J");
    assert!(robot.row("▸2026").contains("☐ Restart IIS"), "{}", robot.screen());
    robot.press("Esc");
    assert!(robot.state.dialogs.is_empty());
}

#[test]
fn who_may_only_look_sees_everything_and_ticks_and_takes_back_nothing() {
    let (mut robot, sample) = worked();
    robot.press("q");
    let before = sample.tree();
    for (opening, reason) in [
        (Opening::default().readonly(), "--readonly"),
        (Opening::default().user("carol"), "Organization Management or Server Management"),
    ] {
        if reason != "--readonly" {
            let file = sample.text("organization.toml");
            sample.put("organization.toml", file + "\n[access]\nadmin = [\"Server Management\"]\n");
        }
        let before = if reason == "--readonly" { before.clone() } else { sample.tree() };
        let mut robot = opening.sample(&sample);
        robot.press("J");
        assert!(read(&robot).contains("Contoso mail 2027: None -> IIS, SMTP"), "{}", read(&robot));
        robot.sees_no("Tick off");
        robot.press("c");
        assert_eq!(copied(&robot).len(), 1, "looking is enough to copy");
        robot.press("r");
        assert!(robot.notice().contains(reason), "{}", robot.notice());
        robot.press("Right Space");
        assert!(robot.notice().contains(reason), "{}", robot.notice());
        robot.sees("Open follow-ups (2)");
        assert_eq!(sample.tree(), before);
    }
}

#[test]
fn a_previous_holder_that_has_expired_is_not_handed_iis_again() {
    let (mut robot, _sample) = worked();
    // Contoso mail 2026 ended on 2027-01-10.
    robot.time(date::moment(2027, 1, 20).unwrap());
    robot.press("J r").asked(BACK, "Nothing can be taken back.");
    let text = robot.dialog();
    for told in [
        "Cannot be taken back",
        "Contoso mail 2026 does not get IIS back: The Status of the certificate is Expired. Only a Valid certificate can be assigned.",
        "rule: status-not-valid",
        "Contoso mail 2027 keeps SMTP",
    ] {
        assert!(text.contains(told), "{told:?}: {text}");
    }
    assert!(!text.contains("Will be done"), "{text}");
    picture("rollback-refused-80x24", &robot);
    robot.answer("Close");
    assert_eq!(robot.saves(), 1, "the assignment alone");
}

#[test]
fn what_can_be_taken_back_is_and_the_rest_is_said() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.open(MAIL).tick("IIS").tick("POP").press("Ctrl-s Enter");
    robot.time(date::moment(2027, 1, 20).unwrap());
    robot.press("J r").asked(BACK, "Will be done");
    let text = robot.dialog();
    assert!(text.contains("POP X509CertificateName: ex01.contoso.com instead of mail.contoso.com"), "{text}");
    assert!(text.contains("Set-PopSettings -X509CertificateName ex01.contoso.com -Server EX01"), "{text}");
    assert!(
        text.contains("Contoso mail 2026 does not get IIS back: The Status of the certificate is Expired."),
        "{text}"
    );
    robot.answer(BACK);
    assert_eq!(robot.server("EX01").assignments.pop_name.as_deref(), Some("ex01.contoso.com"));
    assert_eq!(robot.services("EX01", MAIL), "POP, IIS");
}

#[test]
fn the_way_back_is_from_the_server_as_it_is_now() {
    let (mut robot, sample) = worked();
    let (old, new) = (robot.thumbprint("EX01", "Contoso mail 2026"), robot.thumbprint("EX01", MAIL));
    // Somebody else has handed IIS back already, in an editor.
    sample.edit("servers/EX01.toml", &format!("iis = \"{new}\""), &format!("iis = \"{old}\""));
    robot.press("J r").asked(BACK, "IIS was changed again since; that newer state is left alone.");
    robot.answer("Close");
    assert_eq!(robot.saves(), 1);
}

#[test]
fn somebody_who_changes_the_server_behind_the_question_wins() {
    let (mut robot, sample) = worked();
    robot.press("J r").asked(BACK, "Will be done");
    sample.edit("servers/EX01.toml", "schema = 1", "schema = 1 # mine");
    robot.answer(BACK);
    let said = robot.dialog();
    assert!(said.contains("Someone else changed EX01 before this was saved. Nothing of yours was written"), "{said}");
    assert!(said.contains("Only text that exchcert does not read"), "{said}");
    assert_eq!(robot.services("EX01", MAIL), "IIS, SMTP");
    robot.press("Ctrl-s").asked(BACK, "Will be done").answer(BACK);
    assert_eq!(robot.services("EX01", MAIL), "SMTP", "and the second time it is taken back");
}

#[test]
fn a_slow_disk_keeps_nobody_from_moving_and_the_question_comes_when_the_server_is_read() {
    let (mut robot, _sample) = worked();
    robot.hold();
    robot.press("J");
    robot.sees("Loading");
    robot.press("Down Up Right Left");
    robot.go_on();
    robot.sees("gets IIS, SMTP");
    robot.hold();
    robot.press("r");
    assert!(robot.notice().contains("Reading EX01 as it is now"), "{}", robot.notice());
    robot.press("r");
    assert!(robot.notice().contains("Reading EX01 as it is now"), "once is enough: {}", robot.notice());
    robot.go_on();
    robot.asked(BACK, "Will be done").press("Esc");
    robot.hold();
    robot.press("r Esc");
    robot.go_on();
    assert!(robot.state.dialogs.is_empty(), "whoever has left is asked nothing");
}

#[test]
fn lines_of_other_writers_come_with_f5() {
    let (mut robot, sample) = worked();
    robot.press("J");
    let mut other = Opening::default().user("bob").sample(&sample);
    other.choose("EX02").open(MAIL).tick("POP").press("Ctrl-s");
    robot.press("F5");
    let screen = robot.screen();
    assert!(
        screen.contains("bob") && screen.find("bob") < screen.find("┃ ▸"),
        "above the line that was read: {screen}"
    );
    robot.sees("Open follow-ups (3)");
    assert!(robot.row("bob").contains("Contoso mail 2027 gets POP"), "{screen}");
    assert!(read(&robot).contains("Contoso mail 2027: None -> IIS, SMTP"), "the cursor stays on its line");
}

#[test]
fn what_did_not_happen_and_what_was_cut_is_said_plainly() {
    let (mut robot, sample) = worked();
    robot.press("q");
    let line = sample.text("journal/2026-11.jsonl");
    // A crash in the middle of the second line; the next start cuts it.
    sample.put("journal/2026-11.jsonl", format!("{line}{}", line.get(..40).unwrap()));
    sample.open(Mode::ReadWrite).recover("admin", NOW).unwrap();
    let mut robot = Opening::default().sample(&sample);
    robot.press("J");
    assert!(robot.row("torn").contains("! A torn line was cut"), "{}", robot.screen());
    assert!(read(&robot).contains("40 bytes of a line that was torn by a crash were cut away."), "{}", read(&robot));
    robot.press("r");
    assert!(robot.notice().contains("Only a change that happened can be rolled back"), "{}", robot.notice());

    let mut memory = Memory::new(OrganizationFile::default(), vec![server()]);
    let change = Entry { seq: 1, server: "EX01".into(), ..Entry::default() };
    let abandoned = Entry { seq: 2, kind: EntryKind::Abandoned, of: Some(1), ..Entry::default() };
    memory.journal = vec![change, abandoned];
    let mut robot = Robot::on(memory);
    robot.press("J");
    robot.sees("✗ Line 1 did not happen");
    robot.press("Down");
    assert!(robot.row("┃ ▸").contains("✗ Did not happen"), "{}", robot.screen());
    assert!(read(&robot).contains("This change did not happen"), "{}", read(&robot));
    robot.press("r");
    assert!(robot.notice().contains("a change that happened"), "{}", robot.notice());
}

#[test]
fn an_import_says_what_it_learned_from_what_and_cannot_be_rolled_back() {
    let mut memory = Memory::new(OrganizationFile::default(), vec![server()]);
    let fact = |what: &str, fact: &str, before: Option<&str>, after: Option<&str>| EntryFact {
        what: what.into(),
        fact: fact.into(),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
        origin: "clixml".into(),
    };
    memory.journal = vec![Entry {
        kind: EntryKind::Import,
        seq: 1,
        server: "EX01".into(),
        sources: vec!["ex01.xml".into(), "services.xml".into()],
        facts: vec![
            fact("server", "build", None, Some("15.2.2562.17")),
            fact(&crate::engine::Thumbprint([0x77; 20]).to_string(), "new", None, None),
        ],
        more_facts: Some(3),
        ..Entry::default()
    }];
    let mut robot = Robot::on(memory);
    robot.press("J");
    robot.sees("Taken in from 2 sources");
    let text = read(&robot);
    for said in
        ["ex01.xml", "services.xml", "EX01: build: Unknown -> 15.2.2562.17 (clixml)", ": new (clixml)", "3 more facts"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    for key in ["r", "Ctrl-e"] {
        robot.press(key);
        assert!(robot.notice().contains("An import says what the servers told"), "{key}: {}", robot.notice());
        robot.press("Down");
    }
}

#[test]
fn a_line_nobody_can_read_is_shown_with_its_file_and_number() {
    let (mut robot, sample) = worked();
    let line = sample.text("journal/2026-11.jsonl");
    sample.put("journal/2026-11.jsonl", format!("{line}{{\"seq\": oops}}\n"));
    robot.press("J");
    robot.sees("! 1 line cannot be read");
    assert!(robot.row("┃ ▸").contains("gets IIS, SMTP"), "the newest line comes first: {}", robot.screen());
    robot.press("Home");
    let text = read(&robot).replace(' ', "");
    assert!(text.contains("2026-11.jsonl:2:"), "{text}");
    robot.press("r");
    assert!(robot.notice().contains("Only a change"), "{}", robot.notice());
}

#[test]
fn a_long_journal_is_read_as_far_as_it_is_looked_at() {
    let mut memory = Memory::new(OrganizationFile::default(), vec![server()]);
    let line = |seq| Entry { seq, time: "2026-11-21T09:00:00Z".into(), user: format!("user{seq}"), ..Entry::default() };
    memory.journal = (1..=100_000).map(line).collect();
    let mut robot = Robot::on(memory);
    let asked = |robot: &Robot| -> Vec<usize> {
        robot
            .effects
            .iter()
            .filter_map(|e| if let Effect::Journal(_, limit) = e { Some(*limit) } else { None })
            .collect()
    };
    robot.press("J");
    assert_eq!(asked(&robot), [200]);
    robot.sees("user100000");
    robot.sees("1 of 200, older ones follow");
    robot.press("PgDn PgDn Down");
    assert_eq!(asked(&robot), [200], "nobody has come near the end");
    robot.press("End");
    assert_eq!(asked(&robot), [200, 400]);
    robot.sees("user99801");
    robot.press("Down");
    robot.sees("user99800");
    for _ in 0..12 {
        robot.press("End");
    }
    robot.sees("user1 ");
    robot.sees("100000 of 100000");
    assert!(asked(&robot).iter().sum::<usize>() < 500_000, "{:?}", asked(&robot));
    robot.press("Home");
    robot.sees("user100000");
}

#[test]
fn a_tick_that_cannot_be_written_is_not_made() {
    let mut memory = Memory::new(OrganizationFile::default(), vec![server()]);
    memory.organization.connected_server = Some(crate::engine::ServerName::new("EX01"));
    let switches = memory.switches();
    let mut robot = Robot::on(memory);
    robot.select(MAIL).press("Enter").tick("IIS").press("Ctrl-s J");
    robot.sees("Open follow-ups (2)");
    switches.weather(Weather::Full);
    robot.press("Space");
    assert!(robot.notice().starts_with("It was not ticked off: "), "{}", robot.notice());
    robot.press("Up");
    robot.sees("Open follow-ups (2)");
    switches.weather(Weather::Fair);
    robot.press("Space Space");
    robot.sees("Nothing is left to do by hand.");
}

#[test]
fn a_server_that_is_gone_keeps_its_lines_and_has_no_way_back() {
    let (mut robot, sample) = worked();
    std::fs::remove_file(sample.path("servers/EX01.toml")).unwrap();
    robot.press("F5 J");
    robot.sees("EX01");
    robot.press("r");
    assert!(robot.notice().contains("EX01 is no longer in this organization."), "{}", robot.notice());
}

#[test]
fn names_of_every_script_stand_in_the_journal() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.open("日本支社メール 2027").tick("IIS").press("Ctrl-s Enter J");
    robot.sees("日本支社メール 2027 gets IIS");
    robot.resize(40, 12).press("Enter Esc");
    robot.sees("日本支社");
}

#[test]
fn nothing_is_made_from_a_line_that_somebody_has_changed() {
    let (_, sample) = worked();
    let months = std::fs::read_dir(sample.path("journal")).unwrap();
    let month = months.map(|entry| entry.unwrap().file_name().into_string().unwrap()).next().unwrap();
    sample.edit(&format!("journal/{month}"), "-Services IIS,SMTP", "-Services IIS,IMAP");
    let mut robot = Opening::default().sample(&sample);
    for key in ["r", "Ctrl-e"] {
        robot.press("J Down").press(key);
        assert!(robot.notice().contains("changed since it was written"), "{key}: {}", robot.screen());
        robot.press("Esc");
    }
}
