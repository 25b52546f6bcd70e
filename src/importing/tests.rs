//! Stories of imports.

use std::fs;
use std::sync::Arc;

use proptest::prelude::*;
use tempfile::TempDir;

use super::{Control, Step};
use crate::app::Dialog;
use crate::app::vocabulary::{Effect, Event, ImportNews, ImportTask, Proposal, ReadOutcome, Reading, Ticket, Way};
use crate::engine::Thumbprint;
use crate::locale::say;
use crate::testing::{Opening, Robot, Sample, stories, story};

/// Somebody at work in a directory with a file of each kind.
fn at_work() -> (Robot, Sample, TempDir) {
    let (sample, own) = (Sample::new(), TempDir::new().unwrap());
    stories(own.path());
    let robot = Opening::default().directory(own.path()).sample(&sample);
    (robot, sample, own)
}

fn reads(robot: &Robot) -> Vec<&Reading> {
    let read = |effect| match effect {
        &Effect::Import(_, ImportTask::Read(ref reading)) => Some(reading),
        _ => None,
    };
    robot.effects.iter().filter_map(read).collect()
}

fn takes_in(robot: &Robot) -> bool {
    robot.effects.iter().any(|effect| matches!(effect, Effect::Import(_, ImportTask::TakeIn { .. })))
}

/// The page's import dialog is at its first step, with this in the field.
#[track_caller]
fn asks_for_file(robot: &Robot, text: &str) {
    assert!(matches!(robot.importing().step, Step::File(_)), "{}", robot.screen());
    assert_eq!(robot.importing().file.text, text);
}

#[test]
fn an_export_is_found_shown_and_taken_in() {
    let (mut robot, _sample, _own) = at_work();
    robot.press("i").type_text("ex").press("Tab");
    asks_for_file(&robot, "ex01.xml");
    robot.press("Enter");
    let dialog = robot.dialog();
    assert!(dialog.contains("What ex01.xml would change") && dialog.contains("EX01"), "{dialog}");
    assert!(dialog.contains("object 3") && dialog.contains("RawData is not a certificate"), "{dialog}");
    robot.press("Enter");
    assert!(robot.dialog().contains("Imported from ex01.xml"), "{}", robot.dialog());
    assert!(robot.effects.contains(&Effect::List), "what changed is read again");
    assert!(robot.names().contains(&"Contoso mail 2028".to_owned()), "{:?}", robot.names());
    robot.press("Enter");
    assert!(robot.state.dialogs.is_empty());
}

#[test]
fn every_way_in_leads_to_the_same_prompt() {
    for keys in ["i", "F6"] {
        let (mut robot, _sample, _own) = at_work();
        robot.press(keys);
        asks_for_file(&robot, "");
    }
    let (mut robot, _sample, _own) = at_work();
    robot.press("Ctrl-p").type_text("import").press("Enter");
    asks_for_file(&robot, "");
    robot.press("Esc").press("d i");
    asks_for_file(&robot, "");
}

#[test]
fn names_are_offered_chosen_by_arrows_and_taken_by_enter() {
    let (mut robot, _sample, own) = at_work();
    fs::create_dir(own.path().join("older")).unwrap();
    story(&own.path().join("older"), "mail 2026.pfx", "");
    fs::write(own.path().join("older/mail 2026.cer"), "").unwrap();
    robot.press("i Tab");
    robot.sees("both.json");
    robot.sees("inventory, or ConvertTo-Json");
    robot.press("PgDn PgDn Up Up Down Enter");
    asks_for_file(&robot, "printed.txt");
    robot.press("Ctrl-u").type_text("ol").press("Tab");
    asks_for_file(&robot, "older/");
    robot.press("Tab");
    asks_for_file(&robot, "older/mail 2026.");
    robot.press("Esc");
    robot.sees_no("mail 2026.cer");
    asks_for_file(&robot, "older/mail 2026.");
    robot.press("Tab Tab Enter");
    asks_for_file(&robot, "older/mail 2026.pfx");
    robot.press("Ctrl-u Tab Down Down Down Down Down Enter");
    robot.sees("mail 2026.cer");
    asks_for_file(&robot, "older/mail 2026.");
    robot.press("Ctrl-u").type_text("nothing").press("Tab");
    assert!(robot.dialog().contains("begins like this"), "{}", robot.dialog());
    asks_for_file(&robot, "nothing");
}

#[test]
fn a_pasted_path_may_have_the_quotes_of_copy_as_path() {
    let (mut robot, _sample, own) = at_work();
    let path = own.path().join("ex01.xml");
    robot.press("i").paste(&format!("\"{}\"\r\n", path.display())).press("Enter");
    assert!(robot.dialog().contains("What ex01.xml would change"), "{}", robot.dialog());
    assert_eq!(reads(&robot)[0].file.text, path.to_str().unwrap());
}

#[test]
fn a_wrong_password_is_asked_again_and_no_password_is_ever_shown() {
    let (mut robot, _sample, _own) = at_work();
    robot.press("i").paste("locked.pfx").press("Enter");
    assert!(robot.dialog().contains("locked.pfx is protected by a password."), "{}", robot.dialog());
    robot.type_text("sesame").press("Enter");
    assert!(robot.dialog().contains("the wrong password was specified"), "{}", robot.dialog());
    robot.paste("secret\n");
    robot.sees("••••••");
    robot.sees_no("•••••••");
    let seen = format!("{:?} {:?} {}", robot.state, robot.effects, robot.screen());
    robot.press("Enter");
    assert!(robot.dialog().contains("What locked.pfx would change"), "{}", robot.dialog());
    let seen = seen + &format!("{:?} {:?} {}", robot.state, robot.effects, robot.screen());
    assert!(!seen.contains("sesame") && !seen.contains("secret"), "{seen}");
    let of_others: Vec<_> = reads(&robot).iter().map(|reading| reading.password.is_some()).collect();
    assert_eq!(of_others, [false, true, true]);
    robot.press("Esc");
    asks_for_file(&robot, "locked.pfx");
    assert!(robot.importing().password.is_none(), "it is wiped with the step that needed it");
    robot.press("Enter");
    assert!(matches!(robot.importing().step, Step::Password(_)), "and has to be typed again");
    robot.press("Down Down Enter");
    asks_for_file(&robot, "locked.pfx");
}

#[test]
fn dates_that_can_be_read_in_two_ways_are_asked_about() {
    for (keys, day_first) in [("Enter", false), ("Down Space", true)] {
        let (mut robot, _sample, _own) = at_work();
        robot.press("i").paste("printed.txt").press("Enter");
        assert!(robot.dialog().contains("The date 03/04/2026 (line 7)"), "{}", robot.dialog());
        robot.press(keys);
        assert_eq!(robot.dialog().contains("days come first"), day_first, "{}", robot.dialog());
        assert!(robot.dialog().contains("What printed.txt would change"), "{}", robot.dialog());
    }
}

#[test]
fn whose_a_file_is_is_asked_and_the_server_in_view_is_proposed() {
    let (mut robot, _sample, _own) = at_work();
    robot.choose("EX02").press("i").paste("unnamed.csv").press("Enter");
    assert!(robot.dialog().contains("which server it is from: EX02?"), "{}", robot.dialog());
    robot.press("Up");
    assert!(robot.dialog().contains("which server it is from: EX01?"), "{}", robot.dialog());
    robot.press("Enter");
    assert!(robot.dialog().contains("What unnamed.csv would change EX01"), "{}", robot.dialog());
    robot.press("Esc");
    assert!(robot.dialog().contains("which server it is from: EX01?"), "{}", robot.dialog());
    robot.press("Down Enter");
    assert!(robot.dialog().contains("What unnamed.csv would change EX02"), "{}", robot.dialog());
    robot.press("Esc Esc");
    asks_for_file(&robot, "unnamed.csv");
}

#[test]
fn esc_goes_one_step_back_and_asks_nothing() {
    let (mut robot, sample, _own) = at_work();
    let before = sample.tree();
    for (file, shown) in [("ex01.xml", "would change"), ("locked.pfx", "Password:"), ("printed.txt", "two ways")] {
        robot.press("i").paste(file).press("Enter");
        assert!(robot.dialog().contains(shown), "{}", robot.dialog());
        robot.press("Esc");
        asks_for_file(&robot, file);
        robot.press("Esc");
        assert!(robot.state.dialogs.is_empty());
    }
    robot.press("i").paste("ex01.xml").press("Enter Tab Enter");
    asks_for_file(&robot, "ex01.xml");
    assert!(!takes_in(&robot));
    assert_eq!(sample.tree(), before);
}

#[test]
fn what_is_wrong_with_a_file_is_said_in_the_dialog_and_its_path_is_kept() {
    let (mut robot, _sample, own) = at_work();
    let large = fs::File::create(own.path().join("large.json")).unwrap();
    large.set_len(crate::import::LARGEST_SOURCE as u64 + 1).unwrap();
    fs::write(own.path().join("empty.pem"), " \n").unwrap();
    fs::write(own.path().join("letter.doc"), "Dear colleagues").unwrap();
    for (file, reason) in [
        ("broken.xml", "It is damaged at line 12: the document ends in the middle of an object"),
        ("nowhere.xml", "It is not there. Check the name."),
        (".", "This is not a regular file."),
        ("large.json", "It is larger than 512 MB"),
        ("empty.pem", "There is nothing in it."),
        ("letter.doc", "This is no certificate file, no inventory, and no export"),
    ] {
        robot.press("i").paste(file).press("Enter");
        let dialog = robot.dialog();
        assert!(dialog.contains(reason), "{file}: {dialog}");
        asks_for_file(&robot, file);
        robot.type_text("x");
        assert!(!robot.dialog().contains(reason), "it is of no interest any more");
        robot.press("Esc");
    }
    robot.press("i Enter");
    assert!(robot.dialog().contains("Name a file first"), "{}", robot.dialog());
}

/// Puts the file of a certificate that EX02 holds and EX01 does not, or both do, beside the others.
fn certificate_file(robot: &Robot, sample: &Sample, own: &TempDir, on_both: bool) -> Thumbprint {
    let (here, there) = (robot.server("EX01"), robot.server("EX02"));
    let file = |thumbprint: Thumbprint| sample.path(&format!("certificates/{thumbprint}.pem"));
    let mut found = there.certificates.iter().map(|certificate| certificate.thumbprint);
    let found = found.find(|t| file(*t).exists() && here.certificate(*t).is_some() == on_both).unwrap();
    fs::copy(file(found), own.path().join("mail.cer")).unwrap();
    found
}

#[test]
fn a_certificate_file_goes_to_the_server_in_view() {
    let (mut robot, sample, own) = at_work();
    let thumbprint = certificate_file(&robot, &sample, &own, false);
    robot.press("i").paste("mail.cer").press("Enter");
    assert!(robot.dialog().contains("What mail.cer would change"), "{}", robot.dialog());
    robot.press("Enter");
    assert_eq!(robot.saves(), 1);
    assert!(matches!(&robot.state.dialogs[..], [Dialog::Report(_)]), "{}", robot.screen());
    assert!(robot.server("EX01").certificate(thumbprint).is_some());
}

#[test]
fn a_certificate_that_is_there_already_is_not_imported() {
    let (mut robot, sample, own) = at_work();
    let thumbprint = certificate_file(&robot, &sample, &own, true);
    robot.press("i").paste("mail.cer").press("Enter");
    let said = robot.dialog();
    let words = format!("Cannot import certificate. A certificate with the thumbprint {thumbprint} already exists.");
    assert!(said.contains(&words), "{said}");
    assert_eq!(robot.saves(), 0);
}

#[test]
fn a_certificate_file_goes_the_way_of_the_cmdlet_and_no_service_is_assigned() {
    const PFX: &[u8] = include_bytes!("../../tests/fixtures/bundle/aes256.pfx");
    let (mut robot, sample, own) = at_work();
    fs::write(own.path().join("mail.pfx"), PFX).unwrap();
    robot.choose("EX02").press("i").paste("mail.pfx").press("Enter");
    robot.type_text("exchcert").press("Enter");
    assert!(robot.dialog().contains("What mail.pfx would change"), "{}", robot.dialog());
    assert!(robot.dialog().contains("EX02") && robot.dialog().contains("exchcert trust add"), "{}", robot.dialog());
    assert_eq!(robot.saves(), 0);
    robot.press("Enter");
    assert_eq!(robot.saves(), 1);
    let server = robot.server("EX02");
    let found = server.certificates.iter().find(|found| found.friendly_name == "Contoso mail").unwrap();
    assert_eq!(found.private_key, crate::engine::PrivateKey::Present);
    assert!(server.assignments.services_of(found.thumbprint).is_empty() && !found.services_unknown);
    assert!(sample.text(&format!("certificates/{}.pem", found.thumbprint)).starts_with("-----BEGIN CERTIFICATE-----"));
}

#[test]
fn an_import_that_changes_nothing_says_so_and_writes_nothing() {
    let (mut robot, _sample, _own) = at_work();
    robot.press("i").paste("known.xml").press("Enter");
    assert!(robot.dialog().contains("Nothing changes: what the file says is known already."), "{}", robot.dialog());
    robot.press("Ctrl-s");
    assert!(robot.notice().contains("Nothing changes"), "{}", robot.notice());
    robot.press("Enter");
    asks_for_file(&robot, "known.xml");
    assert!(!takes_in(&robot));
}

#[test]
fn who_may_only_look_sees_what_would_change_and_imports_nothing() {
    let (sample, own) = (Sample::new(), TempDir::new().unwrap());
    stories(own.path());
    let mut robot = Opening::default().readonly().directory(own.path()).sample(&sample);
    let before = sample.tree();
    robot.press("i").paste("ex01.xml").press("Enter");
    assert!(robot.dialog().contains("--readonly") && robot.dialog().contains("EX01"), "{}", robot.dialog());
    for key in ["Enter", "Ctrl-s", "F10"] {
        robot.press(key);
        assert!(robot.notice().contains("--readonly"), "{key}: {}", robot.notice());
    }
    assert!(!takes_in(&robot));
    // Nor does the store's side, whoever asks it.
    let shown = match &robot.importing().step {
        Step::Preview(preview) => preview.shown,
        other => panic!("{other:?}"),
    };
    robot.ask_store(vec![Effect::Import(Ticket(0), ImportTask::TakeIn { shown, stop: super::Stop::default() })]);
    assert_eq!(sample.tree(), before);
}

#[test]
fn reading_can_be_broken_off_and_nothing_of_it_comes_back() {
    for (file, then, back) in [("ex01.xml", "", "File to import from:"), ("locked.pfx", "x", "Password:")] {
        let (mut robot, _sample, _own) = at_work();
        robot.press("i").paste(file);
        if !then.is_empty() {
            robot.press("Enter").type_text(then);
        }
        robot.hold();
        robot.press("Enter");
        assert!(robot.dialog().contains("Reading"), "{}", robot.dialog());
        let stop = reads(&robot).last().unwrap().stop.clone();
        robot.resize(60, 20).press("Esc");
        assert!(stop.is_asked() && robot.dialog().contains(back), "{}", robot.dialog());
        let before = robot.state.clone();
        robot.go_on();
        assert_eq!(robot.state, before, "nobody asks any more");
    }
    let (mut robot, _sample, _own) = at_work();
    robot.hold();
    robot.press("i").paste("ex01.xml").press("Enter Ctrl-c");
    assert!(reads(&robot)[0].stop.is_asked(), "nor does anybody wait for it at the end");
}

#[test]
fn how_far_it_is_stands_there_in_words_and_as_a_bar() {
    let (mut robot, _sample, _own) = at_work();
    robot.press("i").paste("ex01.xml");
    robot.hold();
    robot.press("Enter");
    let ticket = robot.importing().waiting.unwrap();
    robot.event(Event::Import { ticket, news: ImportNews::Reading { done: 12 << 20, of: 48 << 20 } });
    robot.sees("12 of 48 MB");
    robot.sees("█░");
    robot.event(Event::Import { ticket, news: ImportNews::Reading { done: 48 << 20, of: 48 << 20 } });
    assert!(robot.dialog().contains("Comparing it with what is known"), "{}", robot.dialog());
    robot.event(Event::Import { ticket: Ticket(0), news: ImportNews::Reading { done: 1, of: 48 << 20 } });
    robot.sees("48 of 48 MB");
    robot.go_on();
    robot.hold();
    robot.press("Enter");
    let ticket = robot.importing().waiting.unwrap();
    robot.event(Event::Import { ticket, news: ImportNews::TakingIn { done: 120, of: 400 } });
    robot.sees("120 of 400");
    robot.press("Ctrl-z");
    assert!(robot.notice().contains("An import is under way") || cfg!(not(unix)), "{}", robot.notice());
    robot.go_on();
    assert!(robot.dialog().contains("Imported from"), "{}", robot.dialog());
}

#[test]
fn taking_in_can_be_broken_off_as_long_as_nothing_is_written() {
    let (mut robot, sample, _own) = at_work();
    let documents = || ["servers/EX01.toml", "servers/EX02.toml"].map(|file| sample.text(file));
    let before = documents();
    robot.press("i").paste("both.json").press("Enter");
    robot.hold();
    robot.press("Enter Esc Esc Esc");
    assert!(robot.dialog().contains("Breaking off"), "{}", robot.dialog());
    robot.go_on();
    assert!(robot.dialog().contains("Broken off. Nothing was written."), "{}", robot.dialog());
    assert!(robot.dialog().contains("What both.json would change"), "and it can be imported still");
    assert_eq!(documents(), before);
    robot.press("Enter");
    assert!(robot.dialog().contains("Imported from both.json"), "{}", robot.dialog());
    assert!(documents().iter().zip(&before).all(|(after, before)| after != before), "and it is, on both servers");
}

#[test]
fn a_certificate_goes_the_way_of_every_plan() {
    let (mut other, _other) = Robot::on_sample();
    other.open("Contoso mail 2027").tick("IIS").hold();
    other.press("Ctrl-s");
    let Some(Effect::Save(_, plan, _)) = other.waiting().first().cloned() else { panic!("{:?}", other.waiting()) };
    for conflict in [false, true] {
        let (mut robot, sample, _own) = at_work();
        robot.press("i").paste("locked.pfx").hold();
        robot.press("Enter");
        let ticket = robot.importing().waiting.unwrap();
        let shown = Proposal { lines: Arc::default(), way: Way::Certificate(plan.clone()) };
        robot.event(Event::Import { ticket, news: ImportNews::Read(ReadOutcome::Shown(shown)) });
        if conflict {
            sample.edit("servers/EX01.toml", "schema = 1", "schema = 1 # mine");
        }
        robot.press("Ctrl-s");
        robot.go_on();
        assert_eq!(robot.saves(), 1);
        let done = robot.services("EX01", "Contoso mail 2027").contains("IIS");
        assert_eq!(done, !conflict);
        if conflict {
            assert!(robot.dialog().contains("What locked.pfx would change"), "{}", robot.dialog());
            assert!(robot.dialog().contains("was changed"), "{}", robot.dialog());
        } else {
            assert!(matches!(&robot.state.dialogs[..], [Dialog::Report(_)]), "{}", robot.screen());
        }
    }
}

#[test]
fn what_was_shown_is_what_is_done_and_nothing_else() {
    let (mut robot, _sample, _own) = at_work();
    robot.press("i").paste("ex01.xml").press("Enter");
    // Somebody else's reading takes its place on the store's side.
    let other = Reading { file: reads(&robot)[0].file.clone(), ..Reading::default() };
    robot.ask_store(vec![Effect::Import(Ticket(0), ImportTask::Read(other))]);
    robot.press("Enter");
    assert!(robot.dialog().contains("not at hand any more"), "{}", robot.dialog());
    robot.press("Esc Enter Enter");
    assert!(robot.dialog().contains("Imported from"), "{}", robot.dialog());
}

#[test]
fn answers_that_come_late_are_dropped() {
    let (mut robot, _sample, _own) = at_work();
    robot.press("i").type_text("ex");
    robot.hold();
    robot.press("Tab").type_text("port");
    robot.go_on();
    asks_for_file(&robot, "export");
    robot.hold();
    robot.press("Tab Esc");
    let before = robot.state.clone();
    robot.go_on();
    for news in [
        ImportNews::Completed(Err(say::importing_nameless())),
        ImportNews::Read(ReadOutcome::Password { wrong: false }),
        ImportNews::Read(ReadOutcome::Unnamed),
        ImportNews::TakingIn { done: 1, of: 2 },
        ImportNews::TakingIn { done: 2, of: 2 },
    ] {
        robot.event(Event::Import { ticket: Ticket(1), news });
    }
    assert_eq!(robot.state, before);
}

#[test]
fn the_buttons_are_reached_from_the_field() {
    let (mut robot, _sample, _own) = at_work();
    robot.press("i Down");
    let focus = |robot: &Robot| match &robot.importing().step {
        Step::File(choosing) => choosing.focus,
        other => panic!("{other:?}"),
    };
    assert_eq!(focus(&robot), Control::Next);
    robot.press("Right");
    assert_eq!(focus(&robot), Control::Cancel);
    robot.press("Tab");
    assert_eq!(focus(&robot), Control::Field);
    robot.press("Shift-Tab Enter");
    assert!(robot.state.dialogs.is_empty());
}

proptest! {
    #[test]
    fn whatever_is_typed_is_kept_painted_and_never_reads_out_of_order(text in any::<String>(), size in (40u16..120, 10u16..40)) {
        let (mut robot, _sample) = Robot::on_sample();
        robot.press("i").paste(&text).resize(size.0, size.1);
        robot.press("Tab Enter");
        robot.screen();
        prop_assert!(matches!(robot.state.dialogs.last(), Some(Dialog::Import(_))));
    }
}
