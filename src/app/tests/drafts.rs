//! What was entered and not saved outlives the page, whatever ends it, and is offered at the next start.

use std::fs;

use tempfile::TempDir;

use crate::app::Dialog;
use crate::app::vocabulary::{DraftTask, Effect, Event};
use crate::engine::Service;
use crate::testing::{NOW, Opening, Robot, Sample, picture};

const NAME: &str = "Contoso mail 2027";
const ASKED: (&str, &str) = ("Not saved", "and not saved:");

/// An organization, and a place for drafts, that several pages have one after the other.
struct Desk {
    sample: Sample,
    state: TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk { sample: Sample::new(), state: TempDir::new().unwrap() }
    }

    fn opening(&self) -> Opening {
        Opening::default().state(self.state.path())
    }

    fn page(&self) -> Robot {
        self.opening().sample(&self.sample)
    }

    /// A page that is killed with these ticks.
    fn killed_with(&self, services: &[&str]) {
        let mut page = self.page();
        page.open(NAME);
        for service in services {
            page.tick(service);
        }
    }

    /// How many drafts lie there.
    fn drafts(&self) -> usize {
        let entries = fs::read_dir(self.state.path().join(crate::drafts::DIRECTORY)).into_iter().flatten();
        entries.filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|end| end == "toml")).count()
    }
}

#[test]
fn ticks_of_a_killed_page_are_offered_and_come_back() {
    let desk = Desk::new();
    desk.killed_with(&["IIS", "SMTP"]);
    let mut page = desk.page();
    page.asked(ASKED.0, ASKED.1);
    let text = page.dialog();
    for part in [NAME, "EX01", "IIS, SMTP", "EX01 is as it was then", "2026-11-21 09:00", "-Services IIS,SMTP"] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
    page.answer("Restore");
    assert_eq!(page.edit().name, NAME);
    assert_eq!(page.ticked(), [Service::Iis, Service::Smtp].into_iter().collect());
    assert_eq!(page.saves(), 0);
    assert_eq!(desk.drafts(), 1, "it is the page's own draft now");
    page.press("Ctrl-s").asked("Default SMTP certificate", "Overwrite").answer("Keep");
    page.sees("Saved on EX01");
    assert_eq!(desk.drafts(), 0);
}

#[test]
fn a_tick_is_kept_at_once_and_nothing_is_kept_of_what_is_taken_back() {
    let desk = Desk::new();
    let mut page = desk.page();
    page.open(NAME);
    assert_eq!(desk.drafts(), 0);
    page.tick("IIS");
    assert_eq!(desk.drafts(), 1);
    page.press("Space");
    assert_eq!(desk.drafts(), 0);
    page.press("Space Esc").asked("Discard changes?", "not saved").answer("Discard");
    assert_eq!(desk.drafts(), 0);
}

#[test]
fn discard_takes_it_away_and_later_asks_again() {
    let desk = Desk::new();
    desk.killed_with(&["IIS"]);
    for leave in ["Later", "Esc"] {
        let mut page = desk.page();
        page.asked(ASKED.0, ASKED.1);
        if leave == "Esc" {
            page.press("Esc")
        } else {
            page.answer(leave)
        };
        assert!(page.state.dialogs.is_empty(), "{leave}");
        assert_eq!(desk.drafts(), 1, "{leave}");
    }
    desk.page().asked(ASKED.0, ASKED.1).answer("Discard");
    assert_eq!(desk.drafts(), 0);
    assert!(desk.page().state.dialogs.is_empty());
}

#[test]
fn what_was_assigned_meanwhile_is_said_and_no_longer_ticked() {
    let desk = Desk::new();
    desk.killed_with(&["IIS", "POP"]);
    let other = Opening::default().sample(&desk.sample);
    let mut other = other;
    other.open(NAME).tick("POP").press("Ctrl-s");
    drop(other);
    let mut page = desk.page();
    page.asked(ASKED.0, "EX01 has changed since");
    page.answer("Restore");
    assert_eq!(page.ticked(), [Service::Iis].into_iter().collect());
    assert!(page.notice().contains(&format!("{NAME} has POP by now")), "{}", page.notice());
}

#[test]
fn a_save_that_happened_as_the_page_was_killed_leaves_nothing_to_do() {
    let desk = Desk::new();
    desk.killed_with(&["POP"]);
    let mut other = Opening::default().sample(&desk.sample);
    other.open(NAME).tick("POP").press("Ctrl-s");
    let mut page = desk.page();
    page.asked(ASKED.0, ASKED.1).answer("Restore");
    assert!(page.ticked().is_empty());
    assert!(page.notice().contains("has POP by now"), "{}", page.notice());
    assert_eq!(desk.drafts(), 0);
}

#[test]
fn a_certificate_or_a_server_that_is_gone_is_said_with_the_cmdlet_to_copy() {
    let desk = Desk::new();
    desk.killed_with(&["IIS"]);
    let document = desk.sample.text("servers/EX01.toml");
    desk.sample.put(
        "servers/EX01.toml",
        document.replace("4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1", "00AA7B7E8D2C4F90A1B2C3D4E5F60718293A4B5C"),
    );
    let mut page = desk.page();
    page.asked(ASKED.0, &format!("{NAME} is no longer on EX01"));
    page.press("Enter");
    assert!(page.notice().contains("is no longer on EX01"), "{}", page.notice());
    page.press("c");
    let line =
        "Enable-ExchangeCertificate -Thumbprint 4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1 -Services IIS -Server EX01";
    assert!(page.effects.contains(&Effect::Copy(line.to_owned())), "{:?}", page.effects);
    assert_eq!(desk.drafts(), 1);
    drop(page);
    fs::remove_file(desk.sample.path("servers/EX01.toml")).unwrap();
    desk.page().asked(ASKED.0, "There is no server EX01 any more");
}

#[test]
fn a_server_that_cannot_be_read_is_said_and_the_draft_stays() {
    let desk = Desk::new();
    desk.killed_with(&["IIS"]);
    desk.sample.put("servers/EX01.toml", "schema = ");
    let mut page = desk.page();
    page.asked(ASKED.0, "servers/EX01.toml:1");
    page.press("Enter");
    assert!(matches!(page.state.dialogs.last(), Some(Dialog::Confirm(_))));
    page.press("Esc");
    assert_eq!(desk.drafts(), 1);
}

#[test]
fn what_was_typed_in_the_shell_comes_back_and_is_not_run() {
    let desk = Desk::new();
    let script = "Get-ExchangeCertificate |\n  Format-List\nEnable-ExchangeCertificate 4F17 -Services POP";
    desk.page().press(":").paste(script);
    let mut page = desk.page();
    page.asked(ASKED.0, "Entered in the shell and not run, 3 lines").answer("Restore");
    assert_eq!(page.state.dialogs.last(), Some(&Dialog::Shell));
    assert_eq!(page.state.shell.input.text, script);
    assert!(!page.effects.iter().any(|effect| matches!(effect, Effect::Run(..))));
    page.press("Ctrl-a Ctrl-k");
    assert_eq!(desk.drafts(), 0, "emptied");
}

#[test]
fn ticks_and_a_typed_line_come_back_together() {
    let desk = Desk::new();
    let mut page = desk.page();
    page.press(":").paste("Get-ExchangeServer").press("Esc");
    page.open(NAME).tick("IIS");
    drop(page);
    let mut page = desk.page();
    page.asked(ASKED.0, "Typed in the shell and not run").answer("Restore");
    assert_eq!(page.ticked(), [Service::Iis].into_iter().collect());
    assert!(page.notice().contains("in the shell again"), "{}", page.notice());
    assert_eq!(page.state.shell.input.text, "Get-ExchangeServer");
}

#[test]
fn a_line_that_may_hold_a_password_is_never_kept() {
    let desk = Desk::new();
    let mut page = desk.page();
    page.press(":").type_text("Import-ExchangeCertificate -FileName a.pfx -Password hunter2");
    let kept = page.effects.iter().filter_map(|effect| match effect {
        Effect::Draft(DraftTask::Keep(unsaved)) => unsaved.typed.clone(),
        _ => None,
    });
    let kept: Vec<_> = kept.collect();
    assert!(kept.iter().any(|line| line.ends_with(".pfx ")), "{kept:?}");
    assert!(!kept.iter().any(|line| line.contains("hunter")), "{kept:?}");
    assert_eq!(desk.drafts(), 0, "and what was kept of the line before is gone");
    drop(page);
    assert!(desk.page().state.dialogs.is_empty());
}

#[test]
fn a_script_that_was_under_way_comes_back_from_where_nothing_was_run() {
    let desk = Desk::new();
    let mut page = desk.page();
    page.hold();
    page.shell("Get-ExchangeServer EX01\nGet-ExchangeServer EX02\nGet-ExchangeServer");
    let unsaved = |robot: &Robot, ran| robot.state.unsaved(ran).typed.unwrap();
    assert_eq!(unsaved(&page, true), "Get-ExchangeServer -Identity EX02\nGet-ExchangeServer");
    assert_eq!(unsaved(&page, false).lines().count(), 3, "as long as it has not been run");
    page.go_on();
    assert!(page.state.unsaved(false).is_empty());
}

#[test]
fn several_drafts_are_offered_one_after_the_other() {
    let desk = Desk::new();
    let (mut one, mut other) = (desk.page(), desk.page());
    one.open(NAME).tick("IIS");
    other.time(NOW.plus(60));
    other.press(":").paste("Get-ExchangeServer");
    drop((one, other));
    assert_eq!(desk.drafts(), 2);
    let mut page = desk.page();
    page.asked(ASKED.0, "Get-ExchangeServer").answer("Later");
    page.asked(ASKED.0, NAME).answer("Restore");
    assert_eq!(page.ticked(), [Service::Iis].into_iter().collect());
    assert_eq!(desk.drafts(), 2);
}

#[test]
fn nobody_is_asked_in_the_middle_of_something_else() {
    let desk = Desk::new();
    let mut living = desk.page();
    living.open(NAME).tick("IIS");
    let kept = living.state.unsaved(false);
    let mut page = Robot::on_sample().0;
    let found = crate::app::vocabulary::Kept { name: "a".into(), time: NOW, user: "admin".into(), unsaved: kept };
    page.press("/").type_text("con");
    page.event(Event::Draft(crate::app::vocabulary::DraftNews::Found(vec![found])));
    page.type_text("toso");
    assert!(page.state.dialogs.is_empty());
    page.press("Enter");
    page.asked(ASKED.0, ASKED.1);
}

#[test]
fn a_run_that_writes_nothing_keeps_nothing_and_asks_nothing() {
    let desk = Desk::new();
    desk.killed_with(&["IIS"]);
    let mut page = desk.opening().readonly().sample(&desk.sample);
    assert!(page.state.dialogs.is_empty());
    page.press(":").paste("Get-ExchangeServer");
    assert!(!page.effects.iter().any(|effect| matches!(effect, Effect::Draft(_))));
    assert_eq!(desk.drafts(), 1);
}

#[test]
fn that_nothing_can_be_kept_is_said_and_stops_nobody() {
    let desk = Desk::new();
    fs::write(desk.state.path().join(crate::drafts::DIRECTORY), "no directory").unwrap();
    let mut page = desk.page();
    page.open(NAME).tick("POP");
    assert!(page.notice().contains("Saving is not affected"), "{}", page.notice());
    page.press("Ctrl-s").sees("Saved on EX01");
}

#[test]
fn a_broken_draft_is_explained_and_not_offered() {
    let desk = Desk::new();
    desk.killed_with(&["IIS"]);
    let directory = desk.state.path().join(crate::drafts::DIRECTORY);
    for entry in fs::read_dir(&directory).unwrap() {
        fs::write(entry.unwrap().path(), [0xFF, 0x00, 0x1B]).unwrap();
    }
    let page = desk.page();
    assert!(page.state.dialogs.is_empty());
    assert!(page.notice().contains("was put aside"), "{}", page.notice());
}

#[test]
fn pictures_of_what_is_offered() {
    let desk = Desk::new();
    let mut page = desk.page();
    page.press(":").paste("Get-ExchangeCertificate -Server EX02 |\n  Format-List Thumbprint,Services").press("Esc");
    page.open(NAME).tick("IIS").tick("SMTP");
    drop(page);
    for (columns, rows) in [(80, 24), (120, 32), (40, 12)] {
        let mut page = desk.opening().size(columns, rows).sample(&desk.sample);
        page.asked(ASKED.0, ASKED.1);
        picture(&format!("draft-{columns}x{rows}"), &page);
    }
}
