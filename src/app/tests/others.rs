//! Other writers: what they do is seen, said, and never overwritten.

use std::collections::BTreeSet;

use crate::app::vocabulary::{Action, Changes, Effect, Event, Gate, Presence};
use crate::app::{Dialog, gate};
use crate::cmdlets::{self, Exit};
use crate::engine::{Access, ServerName};
use crate::execute::{Outcome, Person, Runner, Time};
use crate::locale::Locale;
use crate::store::memory::{Memory, Weather};
use crate::store::{Mode, OrganizationFile, Store as _};
use crate::testing::{Drawer, NOW, Opening, Robot, Sample, picture, server};

const MAIL: &str = "Contoso mail 2027";
const SMTP: &str = "Default SMTP certificate";
const OVERWRITE: &str = "Overwrite the existing default SMTP certificate?";

/// Somebody else runs cmdlets on the same organization.
fn bob(sample: &Sample, lines: &str) {
    let mut store = sample.open(Mode::ReadWrite);
    let file = store.organization().unwrap();
    let person = Person { user: "bob".into(), access: Access::Full, interactive: false, ..Person::default() };
    let mut runner = Runner {
        store: &mut store,
        organization: &file.organization,
        files: &Drawer::default(),
        connected: &ServerName::new("EX01"),
        person: &person,
        time: Time { now: NOW, clock: Some(NOW), real: NOW },
        locale: &Locale::english(),
    };
    for pipeline in cmdlets::parse(lines).unwrap() {
        let Outcome::Ran(ran) = runner.run(&pipeline, &[]) else { panic!("{lines} asks") };
        assert_eq!(ran.exit, Exit::Done, "{:?}", ran.lines);
    }
}

fn enable(robot: &Robot, name: &str, services: &str) -> String {
    let thumbprint = robot.thumbprint("EX01", name);
    format!("Enable-ExchangeCertificate -Thumbprint {thumbprint} -Services {services} -Server EX01")
}

fn touched(servers: &[&str]) -> Changes {
    let servers: BTreeSet<_> = servers.iter().map(|name| ServerName::new(name)).collect();
    Changes { servers, journal: true, ..Changes::default() }
}

fn listed(server: &str) -> Changes {
    Changes { list: true, ..touched(&[server]) }
}

/// The files' watcher tells the page.
fn told(robot: &mut Robot, changes: Changes) {
    robot.event(Event::Changed(changes));
}

#[test]
fn what_somebody_did_with_a_cmdlet_is_said_with_who_and_what_and_the_reader_stays_where_he_is() {
    let (mut robot, sample) = Robot::on_sample();
    robot.press("/").type_text("contoso").press("Enter End Up");
    let (selected, row, names) = (robot.selected(), robot.list().row(), robot.names());
    bob(&sample, &enable(&robot, MAIL, "IIS"));
    told(&mut robot, touched(&["EX01"]));
    let notice = robot.notice();
    assert!(notice.starts_with("bob changed EX01: Enable-ExchangeCertificate -Thumbprint 4F17"), "{notice}");
    assert!(notice.ends_with("-Services IIS -Server EX01"), "{notice}");
    assert_eq!((robot.selected(), robot.list().row(), robot.names()), (selected, row, names));
    robot.select(MAIL);
    assert!(robot.details().contains("IIS Default Web Site (:443)"), "{}", robot.details());
    bob(&sample, &format!("{}\n{}", enable(&robot, MAIL, "POP"), enable(&robot, "Contoso mail 2026", "POP")));
    told(&mut robot, touched(&["EX01"]));
    assert!(robot.notice().ends_with("(and there was 1 change before it)"), "{}", robot.notice());
}

#[test]
fn what_an_editor_did_is_said_as_the_difference() {
    let (mut robot, sample) = Robot::on_sample();
    let (old, new) = (robot.thumbprint("EX01", "Contoso mail 2026"), robot.thumbprint("EX01", MAIL));
    sample.edit("servers/EX01.toml", &format!("iis = \"{old}\""), &format!("iis = \"{new}\""));
    told(&mut robot, touched(&["EX01"]));
    let said = "EX01 was changed outside: IIS is now held by Contoso mail 2027 (was Contoso mail 2026)";
    assert_eq!(robot.notice(), said);
    sample.edit("servers/EX01.toml", &format!("iis = \"{new}\""), &format!("iis = \"{old}\""));
    sample.edit("servers/EX01.toml", "\"Contoso wildcard\"", "\"Contoso joker\"");
    told(&mut robot, touched(&["EX01"]));
    let said = "EX01 was changed outside: IIS is now held by Contoso mail 2026 (was Contoso mail 2027), and 1 more";
    assert_eq!(robot.notice(), said);
    sample.edit("servers/EX01.toml", "schema = 1", "schema = 1 # checked");
    told(&mut robot, touched(&["EX01"]));
    assert_eq!(robot.notice(), "EX01 was changed outside: Only text that exchcert does not read");
}

#[test]
fn what_was_done_here_is_no_news() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.open(MAIL).tick("IIS").press("Ctrl-s");
    robot.press("Enter");
    assert_eq!(robot.notice(), "");
    told(&mut robot, touched(&["EX01"]));
    assert_eq!(robot.notice(), "", "a save of our own");
    let line = enable(&robot, MAIL, "POP");
    robot.shell(&line);
    told(&mut robot, touched(&["EX01"]));
    robot.press("Esc");
    told(&mut robot, touched(&["EX01"]));
    assert_eq!(robot.notice(), "", "a statement of our own");
    assert_eq!(robot.services("EX01", MAIL), "POP, IIS");
}

#[test]
fn a_change_that_was_undone_and_made_again_by_others_is_news_each_time() {
    let (mut robot, sample) = Robot::on_sample();
    let before = sample.text("servers/EX01.toml");
    robot.open(MAIL).tick("IIS").press("Ctrl-s Enter");
    let after = sample.text("servers/EX01.toml");
    sample.put("servers/EX01.toml", &before);
    told(&mut robot, touched(&["EX01"]));
    assert!(robot.notice().contains("IIS is now held by Contoso mail 2026"), "{}", robot.notice());
    robot.press("Down");
    sample.put("servers/EX01.toml", &after);
    told(&mut robot, touched(&["EX01"]));
    assert!(robot.notice().contains("changed EX01: Enable-ExchangeCertificate"), "{}", robot.notice());
}

#[test]
fn a_tick_that_somebody_else_has_assigned_is_locked_says_so_and_stays_a_tick() {
    let (mut robot, sample) = Robot::on_sample();
    robot.open(MAIL).tick("IIS").tick("POP");
    bob(&sample, &enable(&robot, MAIL, "IIS"));
    told(&mut robot, touched(&["EX01"]));
    assert!(robot.notice().starts_with("bob changed EX01"), "{}", robot.notice());
    assert!(robot.row("IIS").contains("assigned meanwhile by someone else"), "{}", robot.row("IIS"));
    assert_eq!(robot.ticked().to_string(), "POP, IIS");
    assert!(!robot.dialog().contains("gets IIS") && robot.dialog().contains("gets POP"), "{}", robot.dialog());
    bob(&sample, &enable(&robot, MAIL, "POP"));
    told(&mut robot, touched(&["EX01"]));
    assert!(
        robot.dialog().contains("Nothing is left to do: what you ticked is assigned already."),
        "{}",
        robot.dialog()
    );
    robot.press("Ctrl-s");
    assert!(robot.notice().contains("Nothing is left to do"), "{}", robot.notice());
    assert_eq!(robot.saves(), 0);
    robot.tick("IIS");
    assert!(robot.row("IIS").contains("already assigned"), "the tick can be taken away: {}", robot.row("IIS"));
}

#[test]
fn a_tick_that_is_refused_by_now_says_why_at_once() {
    let (mut robot, sample) = Robot::on_sample();
    robot.open(MAIL).tick("IIS");
    let certificate = "friendly-name = \"Contoso mail 2027\"\nprivate-key = \"exportable\"";
    sample.edit("servers/EX01.toml", certificate, &certificate.replace("exportable", "missing"));
    told(&mut robot, touched(&["EX01"]));
    assert!(robot.dialog().contains("The private key of the certificate is not on EX01"), "{}", robot.dialog());
    assert_eq!(robot.ticked().to_string(), "IIS");
    assert!(matches!(gate(&robot.state, Action::Save), Gate::Blocked(_)));
}

/// Takes a certificate's block out of a document.
fn without(sample: &Sample, file: &str, thumbprint: &str) {
    let text = sample.text(file);
    let (before, after) =
        text.split_at(text.find(&format!("[[certificates]]\nthumbprint = \"{thumbprint}\"")).unwrap());
    let next = after.match_indices("[[certificates]]").nth(1).map_or(after.len(), |found| found.0);
    sample.put(file, format!("{before}{}", after.split_at(next).1));
}

#[test]
fn a_draft_outlives_its_certificate_and_its_server_and_its_cmdlet_can_be_copied() {
    let (mut robot, sample) = Robot::on_sample();
    robot.open(MAIL).tick("IIS").tick("POP");
    let (thumbprint, text) = (robot.edit().thumbprint.to_string(), sample.text("servers/EX01.toml"));
    without(&sample, "servers/EX01.toml", &thumbprint);
    told(&mut robot, touched(&["EX01"]));
    let dialog = robot.dialog();
    assert!(dialog.contains("Contoso mail 2027 is no longer on EX01."), "{dialog}");
    assert!(dialog.contains("What you ticked: IIS, POP"), "{dialog}");
    let line = format!("Enable-ExchangeCertificate -Thumbprint {thumbprint} -Services IIS,POP -Server EX01");
    assert!(dialog.contains(&line), "{dialog}");
    robot.press("c");
    assert_eq!(robot.effects.last(), Some(&Effect::Copy(line.clone())));
    robot.press("Esc").asked("Discard changes?", MAIL).answer("Go on editing");
    std::fs::remove_file(sample.path("servers/EX01.toml")).unwrap();
    told(&mut robot, listed("EX01"));
    assert!(robot.notice().starts_with("EX01 is no longer in the organization."), "{}", robot.notice());
    assert!(robot.dialog().contains("EX01 is no longer in the organization."), "{}", robot.dialog());
    assert!(robot.dialog().contains(&line), "{}", robot.dialog());
    sample.put("servers/EX01.toml", text);
    told(&mut robot, listed("EX01"));
    assert_eq!(robot.ticked().to_string(), "POP, IIS");
    robot.press("Ctrl-s");
    assert!(robot.dialog().contains("Saved on EX01"), "{}", robot.dialog());
}

#[test]
fn a_document_somebody_is_half_way_through_shows_as_broken_and_comes_back_with_the_draft() {
    let (mut robot, sample) = Robot::on_sample();
    robot.open(MAIL).tick("IIS");
    let (row, text) = (robot.list().row(), sample.text("servers/EX01.toml"));
    sample.put("servers/EX01.toml", format!("{text}\n[half"));
    told(&mut robot, touched(&["EX01"]));
    let notice = robot.notice();
    assert!(notice.starts_with("EX01 was changed outside and cannot be read now: "), "{notice}");
    assert!(notice.contains("servers/EX01.toml:"), "{notice}");
    assert!(robot.dialog().contains("What you ticked: IIS"), "{}", robot.dialog());
    sample.put("servers/EX01.toml", &text);
    told(&mut robot, touched(&["EX01"]));
    assert_eq!(robot.notice(), "EX01 can be read again, and says what it said before.");
    assert!(robot.dialog().contains("gets IIS"), "{}", robot.dialog());
    assert_eq!((robot.list().row(), robot.ticked().to_string().as_str()), (row, "IIS"));
    sample.put("servers/EX01.toml", format!("{text}\n[half"));
    told(&mut robot, touched(&["EX01"]));
    sample.put("servers/EX01.toml", text.replace("\"Contoso wildcard\"", "\"Contoso joker\""));
    told(&mut robot, touched(&["EX01"]));
    assert_eq!(robot.notice(), "EX01 was changed outside: Contoso wildcard is now called Contoso joker");
    robot.press("Ctrl-s");
    assert!(robot.dialog().contains("Saved on EX01"), "{}", robot.dialog());
}

#[test]
fn servers_that_come_and_go_are_said_and_the_page_stays_where_it_is() {
    let (mut robot, sample) = Robot::on_sample();
    robot.select("Contoso hybrid");
    let text = sample.text("servers/EX02.toml").replace("EX02", "EX09").replace("ex02", "ex09");
    sample.put("servers/EX09.toml", text);
    told(&mut robot, touched(&["EX09"]));
    assert_eq!(robot.notice(), "New in the organization: EX09");
    std::fs::remove_file(sample.path("servers/EX09.toml")).unwrap();
    told(&mut robot, listed("EX09"));
    assert_eq!(robot.notice(), "No longer in the organization: EX09");
    let text = sample.text("servers/EX01.toml");
    std::fs::remove_file(sample.path("servers/EX01.toml")).unwrap();
    told(&mut robot, listed("EX01"));
    assert!(robot.notice().starts_with("EX01 is no longer in the organization."), "{}", robot.notice());
    assert!(robot.names().is_empty());
    robot.press("Down");
    robot.sees("EX01 is no longer in the organization.");
    sample.put("servers/EX01.toml", text);
    told(&mut robot, listed("EX01"));
    assert_eq!(robot.selected(), "Contoso hybrid", "back where he was");
}

#[test]
fn of_a_thousand_documents_only_what_is_shown_is_read() {
    let names: Vec<String> = (1..=1000).map(|number| format!("EX{number:04}")).collect();
    let server_of = |name: &String| crate::engine::Server { name: ServerName::new(name), ..server() };
    let memory = Memory::new(OrganizationFile::default(), names.iter().map(server_of).collect());
    let loads = |robot: &Robot| robot.effects.iter().filter(|effect| matches!(effect, Effect::Load(..))).count();
    for (size, shown) in [((80, 24), 1), ((120, 32), 29)] {
        let mut robot = Opening::default().size(size.0, size.1).store(memory.clone());
        let before = loads(&robot);
        let all: Vec<&str> = names.iter().map(String::as_str).collect();
        told(&mut robot, touched(&all));
        let read = loads(&robot) - before;
        assert!(read > 0 && read <= shown, "{read} at {size:?}");
    }
}

#[test]
fn a_trust_file_that_changes_has_every_certificate_judged_again() {
    let (mut robot, sample) = Robot::on_sample();
    robot.select(MAIL);
    assert!(robot.row(MAIL).contains("Valid"), "{}", robot.row(MAIL));
    let files = std::fs::read_dir(sample.path("trust")).unwrap().flatten().map(|entry| entry.path());
    files.filter(|path| path.extension().is_some_and(|found| found == "pem")).for_each(|path| {
        std::fs::remove_file(path).unwrap();
    });
    told(&mut robot, Changes { certificates: true, ..Changes::default() });
    robot.press("Down Up");
    assert!(!robot.row(MAIL).contains("Valid"), "{}", robot.row(MAIL));
}

#[test]
fn an_organization_that_goes_away_and_comes_back_is_said_and_read_again() {
    let (mut robot, sample) = Robot::on_sample();
    robot.open(MAIL).tick("IIS");
    let gone = Changes { directory: Some(Presence::Gone), ..Changes::default() };
    told(&mut robot, gone);
    assert!(robot.notice().starts_with("The organization's directory is gone."), "{}", robot.notice());
    sample.edit("servers/EX01.toml", "\"Contoso wildcard\"", "\"Contoso joker\"");
    told(&mut robot, Changes { directory: Some(Presence::Back), everything: true, ..Changes::default() });
    assert!(robot.notice().contains("Contoso joker"), "{}", robot.notice());
    assert_eq!(robot.ticked().to_string(), "IIS");
}

#[test]
fn a_save_that_failed_is_not_talked_over() {
    let memory = Sample::new().in_memory();
    let switches = memory.switches();
    let mut robot = Robot::on(memory);
    robot.open(MAIL).tick("IIS");
    switches.weather(Weather::Locked);
    robot.press("Ctrl-s");
    let said = "EX01 was not saved: Another process is writing to this organization. Nothing was changed; \
                try again when that is done. If that process hangs, end it: its lock ends with it. \
                Your changes are still here: Ctrl-S saves them.";
    assert_eq!(robot.notice(), said);
    told(&mut robot, Changes { directory: Some(Presence::Gone), ..Changes::default() });
    assert_eq!(robot.notice(), said);
    switches.weather(Weather::Fair);
    robot.press("Ctrl-s");
    assert!(robot.dialog().contains("Saved on EX01"), "{}", robot.dialog());
}

#[test]
fn the_open_journal_shows_a_line_of_somebody_else() {
    let (mut robot, sample) = Robot::on_sample();
    robot.press("J");
    bob(&sample, &enable(&robot, MAIL, "POP"));
    told(&mut robot, touched(&["EX01"]));
    robot.sees("bob");
}

/// A draft of IIS, and bob was faster with this.
fn too_late(services: &str, by_bob: &str) -> (Robot, Sample) {
    let (mut robot, sample) = Robot::on_sample();
    robot.open(MAIL);
    for service in services.split(',') {
        robot.tick(service);
    }
    bob(&sample, by_bob);
    robot.press("Ctrl-s");
    (robot, sample)
}

fn line(services: &str) -> String {
    enable(&Robot::on_sample().0, MAIL, services)
}

#[test]
fn the_loser_reads_who_changed_what_and_saves_on_top_of_it_with_one_key() {
    let (mut robot, sample) = too_late("IIS", &line("POP"));
    let after_bob = sample.text("servers/EX01.toml");
    let said = robot.dialog();
    for part in [
        "EX01 was changed meanwhile",
        "Changed by",
        "bob Enable-ExchangeCertificate -Thumbprint 4F17",
        "Contoso mail 2027 now has POP",
        "Contoso mail 2027 gets IIS",
        "Contoso mail 2026 loses IIS",
        "-Services IIS -Server EX01",
    ] {
        assert!(said.contains(part) || robot.screen().contains(part), "{part}: {said}");
    }
    robot.sees("Apply again");
    assert_eq!(sample.text("servers/EX01.toml"), after_bob, "nothing is overwritten");
    robot.press("Ctrl-s");
    assert!(robot.dialog().contains("Saved on EX01"), "{}", robot.dialog());
    assert_eq!(robot.services("EX01", MAIL), "POP, IIS", "both");
}

#[test]
fn back_leads_to_the_ticks_and_enter_does_nothing_by_accident() {
    let (mut robot, sample) = too_late("IIS", &line("POP"));
    let before = sample.text("servers/EX01.toml");
    robot.press("Enter");
    assert_eq!(robot.ticked().to_string(), "IIS");
    robot.press("Ctrl-s").press("Enter").press("Enter Esc");
    let (mut robot, sample2) = too_late("IIS", &line("POP"));
    robot.press("Tab Enter");
    assert!(robot.dialog().contains("Saved on EX01"), "{}", robot.dialog());
    assert_ne!(sample2.text("servers/EX01.toml"), before);
}

#[test]
fn who_is_too_late_again_reads_the_newer_difference() {
    let (mut robot, sample) = too_late("IIS", &line("POP"));
    bob(&sample, &line("IMAP"));
    robot.press("Ctrl-s");
    let said = robot.dialog();
    assert!(said.contains("now has IMAP") && !said.contains("now has POP"), "{said}");
    robot.press("Ctrl-s");
    assert_eq!(robot.services("EX01", MAIL), "IMAP, POP, IIS");
}

#[test]
fn the_open_conflict_follows_what_goes_on_behind_it() {
    let (mut robot, sample) = too_late("IIS", &line("POP"));
    bob(&sample, &line("IMAP"));
    told(&mut robot, touched(&["EX01"]));
    let said = robot.dialog();
    assert!(said.contains("now has IMAP") && said.contains("now has POP"), "{said}");
    assert_eq!(said.matches("bob Enable-ExchangeCertificate").count(), 2, "{said}");
    bob(&sample, &line("IIS"));
    told(&mut robot, touched(&["EX01"]));
    assert!(robot.dialog().contains("Nothing is left to do: it is so already."), "{}", robot.dialog());
    robot.press("Ctrl-s");
    assert!(robot.notice().contains("Nothing is left to do"), "{}", robot.notice());
    assert_eq!(robot.saves(), 1);
}

#[test]
fn an_answer_counts_again_as_long_as_its_question_reads_the_same() {
    let (mut robot, sample) = Robot::on_sample();
    robot.open(MAIL).tick("SMTP").press("Ctrl-s").asked(SMTP, OVERWRITE);
    bob(&sample, &line("POP"));
    robot.answer("Replace");
    assert!(
        robot.dialog().contains("Your answer about the default SMTP certificate still counts."),
        "{}",
        robot.dialog()
    );
    // A second time too.
    bob(&sample, &line("IMAP"));
    robot.press("Ctrl-s");
    assert!(robot.dialog().contains("now has IMAP"), "{}", robot.dialog());
    robot.press("Ctrl-s");
    let report = robot.dialog();
    assert!(report.contains("Contoso mail 2027 is now the default SMTP certificate of EX01"), "{report}");
    let journal = sample.open(Mode::ReadOnly).journal(1).unwrap();
    assert!(format!("{:?}", journal.entries[0].answers).contains("Replace"), "{:?}", journal.entries[0]);
}

#[test]
fn a_question_that_reads_otherwise_by_now_is_asked_again() {
    let (mut robot, sample) = Robot::on_sample();
    robot.open(MAIL).tick("SMTP").press("Ctrl-s").asked(SMTP, "Current Microsoft Exchange");
    let other = robot.thumbprint("EX01", "WMSVC-SHA2");
    let default = robot.thumbprint("EX01", "Microsoft Exchange");
    let by = |thumbprint| format!("smtp-default = \"{thumbprint}\"");
    sample.edit("servers/EX01.toml", &by(default), &by(other));
    robot.answer("Replace");
    assert!(robot.dialog().contains("Changed by Nothing in the journal"), "{}", robot.dialog());
    robot.press("Ctrl-s").asked(SMTP, "Current WMSVC-SHA2").answer("Keep");
    assert_eq!(robot.server("EX01").assignments.smtp_default, Some(other));
    assert!(robot.services("EX01", MAIL).contains("SMTP"));
}

#[test]
fn a_removal_that_came_too_late_is_asked_again_and_says_when_it_is_done_already() {
    let remove = |robot: &Robot| {
        let thumbprint = robot.thumbprint("EX01", "Contoso hybrid");
        format!("Remove-ExchangeCertificate -Thumbprint {thumbprint} -Server EX01 -Confirm:$false")
    };
    let (mut robot, sample) = Robot::on_sample();
    robot.select("Contoso hybrid").press("Del").asked("Remove certificate", "Contoso hybrid");
    bob(&sample, &line("POP"));
    robot.answer("Remove");
    assert!(robot.dialog().contains("now has POP"), "{}", robot.dialog());
    robot.press("Ctrl-s").asked("Remove certificate", "Contoso hybrid").answer("Remove");
    assert!(robot.dialog().contains("Contoso hybrid is removed from the server"), "{}", robot.dialog());

    let (mut robot, sample) = Robot::on_sample();
    robot.select("Contoso hybrid").press("Del").asked("Remove certificate", "Contoso hybrid");
    bob(&sample, &remove(&robot));
    robot.answer("Remove");
    assert!(robot.dialog().contains("Contoso hybrid is gone"), "{}", robot.dialog());
    assert!(robot.dialog().contains("it has been removed already"), "{}", robot.dialog());
    robot.press("Ctrl-s");
    assert!(robot.notice().contains("removed already"), "{}", robot.notice());
    robot.press("Esc");
    assert!(robot.state.dialogs.is_empty());
}

#[test]
fn a_conflict_lies_below_the_help_that_somebody_reads_meanwhile() {
    let (mut robot, sample) = Robot::on_sample();
    robot.open(MAIL).tick("IIS");
    bob(&sample, &line("POP"));
    robot.hold();
    robot.press("Ctrl-s F1");
    robot.go_on();
    assert!(matches!(robot.state.dialogs.last(), Some(Dialog::Help(_))));
    robot.press("Esc");
    robot.sees("EX01 was changed meanwhile");
}

#[test]
fn a_conflict_fits_the_smallest_page_and_scrolls() {
    let (mut robot, _sample) = too_late("IIS", &line("POP"));
    robot.resize(40, 10);
    robot.press("End");
    robot.sees("Server EX01");
    robot.press("Home Down Up PgDn PgUp");
    robot.sees("Someone else changed");
}

#[test]
fn pictures_of_what_others_did() {
    for (name, columns, rows) in [("conflict-80x24", 80, 24), ("conflict-120x32", 120, 32), ("conflict-40x12", 40, 12)]
    {
        let sample = Sample::new();
        let mut robot = Opening::default().size(columns, rows).sample(&sample);
        robot.open(MAIL).tick("IIS").tick("SMTP").press("Ctrl-s").asked(SMTP, OVERWRITE);
        bob(&sample, &line("POP"));
        robot.answer("Keep");
        picture(name, &robot);
    }
    let (mut robot, _sample) = too_late("IIS", &line("IIS"));
    picture("conflict-nothing-left-80x24", &robot);
    robot.press("Esc");
    picture("edit-assigned-meanwhile-80x24", &robot);
    let (mut robot, sample) = Robot::on_sample();
    robot.select("Contoso hybrid");
    bob(&sample, &line("POP"));
    told(&mut robot, touched(&["EX01"]));
    picture("others-80x24", &robot);
    robot.open(MAIL).tick("IIS");
    without(&sample, "servers/EX01.toml", &robot.thumbprint("EX01", MAIL).to_string());
    told(&mut robot, touched(&["EX01"]));
    picture("edit-gone-80x24", &robot);
}
