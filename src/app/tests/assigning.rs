//! From a tick to the saved document, along both roads.

use crate::cmdlets::{Answer, Exit};
use crate::engine::Step;
use crate::store::memory::{Memory, Weather};
use crate::store::{Mode, OrganizationFile, Store};
use crate::testing::{NEW, Opening, Robot, Sample, server, thumb};

const SMTP: &str = "Default SMTP certificate";
const OVERWRITE: &str = "Overwrite the existing default SMTP certificate?";

/// Assigns Contoso mail 2027 on EX01 to IIS and SMTP and keeps the default, by keys only.
fn assign_and_keep(robot: &mut Robot) {
    robot.open("Contoso mail 2027").tick("IIS").tick("SMTP").press("Ctrl-s");
    robot.asked(SMTP, OVERWRITE).answer("Keep");
}

#[test]
fn contoso_mail_2027_gets_iis_and_smtp_by_keys_only() {
    let (mut robot, sample) = Robot::on_sample();
    let before = sample.text("servers/EX01.toml");
    assign_and_keep(&mut robot);

    let report = robot.dialog();
    assert!(report.contains("Saved on EX01"), "{report}");
    assert!(report.contains("Restart IIS") && report.contains("Check the bindings in IIS"), "{report}");
    robot.press("Enter");
    assert!(robot.state.dialogs.is_empty(), "the report closes and nothing lies below it");
    robot.select("Contoso mail 2027");
    let details = robot.details();
    assert!(details.contains("IIS Default Web Site (:443)"), "{details}");
    assert!(details.contains("SMTP external SMTP; not the default"), "{details}");
    let line = "Get-ExchangeCertificate | Format-List FriendlyName,Subject,CertificateDomains,Thumbprint,Services";
    let list = robot.cmdlet(line, &[]).output.join("\n");
    let block = list.split("\n\n").find(|block| block.contains("Contoso mail 2027\n")).unwrap();
    assert!(block.contains("Services           : IIS, SMTP"), "{block}");

    assert_eq!(robot.services("EX01", "Contoso mail 2026"), "SMTP", "the holder before lost IIS");
    assert_eq!(robot.services("EX01", "Microsoft Exchange"), "IMAP, POP, IIS, SMTP", "the back end is not moved");
    let after = sample.text("servers/EX01.toml");
    let comments = |text: &str| text.matches('#').count();
    assert_eq!(comments(&before), comments(&after), "no comment is lost");
    let changed = before.lines().zip(after.lines()).filter(|(before, after)| before != after).count();
    assert!(changed > 0 && before != after);
    assert_eq!(before.lines().count() + 1, after.lines().count(), "one more holder of SMTP, a changed one of IIS");

    let again = Opening::default().sample(&sample);
    assert_eq!(again.server("EX01").assignments, robot.server("EX01").assignments, "a restart shows the same");
}

#[test]
fn keep_keeps_the_default_smtp_certificate_and_only_make_default_replaces_it() {
    let (mut robot, _sample) = Robot::on_sample();
    let default = robot.thumbprint("EX01", "Microsoft Exchange");
    assign_and_keep(&mut robot);
    assert_eq!(robot.server("EX01").assignments.smtp_default, Some(default));
    robot.press("Enter").open("Contoso mail 2027").press("m");
    robot.asked(SMTP, "Current Microsoft Exchange").answer("Keep");
    robot.press("Ctrl-s");
    assert!(robot.notice().contains("Nothing changes yet"), "{}", robot.notice());
    robot.press("m").asked(SMTP, "Replace with Contoso mail 2027").answer("Replace");
    assert_eq!(robot.server("EX01").assignments.smtp_default, Some(default), "nothing is done before Save");
    robot.press("Ctrl-s");
    let report = robot.dialog();
    assert!(report.contains("Contoso mail 2027 is now the default SMTP certificate of EX01"), "{report}");
    let new = robot.thumbprint("EX01", "Contoso mail 2027");
    assert_eq!(robot.server("EX01").assignments.smtp_default, Some(new));
    robot.press("Enter").select("Contoso mail 2027");
    assert!(robot.details().contains("SMTP Default SMTP certificate"), "{}", robot.details());
}

#[test]
fn replace_makes_it_the_default_in_the_same_save() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.open("Contoso mail 2027").tick("SMTP").press("Ctrl-s");
    robot.asked(SMTP, "There is an Edge subscription: delete and recreate it afterwards").answer("Replace");
    assert_eq!(robot.server("EX01").assignments.smtp_default, Some(robot.thumbprint("EX01", "Contoso mail 2027")));
    assert!(robot.dialog().contains("Delete and recreate the Edge subscription"), "{}", robot.dialog());
}

#[test]
fn cancel_at_the_question_goes_back_to_the_ticks() {
    let (mut robot, sample) = Robot::on_sample();
    let before = sample.tree();
    robot.open("Contoso mail 2027").tick("SMTP").press("Ctrl-s").asked(SMTP, OVERWRITE).answer("Cancel");
    assert_eq!(robot.ticked().to_string(), "SMTP");
    robot.press("Ctrl-s Esc");
    assert_eq!(robot.ticked().to_string(), "SMTP");
    assert_eq!(sample.tree(), before);
}

#[test]
fn page_and_shell_lead_to_the_same_document() {
    let (mut page, by_page) = Robot::on_sample();
    assign_and_keep(&mut page);
    let (shell, by_shell) = Robot::on_sample();
    let thumbprint = shell.thumbprint("EX01", "Contoso mail 2027");
    let line = format!("Enable-ExchangeCertificate -Thumbprint {thumbprint} -Services IIS,SMTP -Server EX01");
    let done = shell.cmdlet(&line, &[Answer::No]);
    assert_eq!(done.exit, Exit::Done);
    assert_eq!(by_page.text("servers/EX01.toml"), by_shell.text("servers/EX01.toml"));

    page.press("Enter").open("Contoso mail 2027").press("m").asked(SMTP, OVERWRITE).answer("Replace").press("Ctrl-s");
    let line = format!("Enable-ExchangeCertificate -Thumbprint {thumbprint} -Services SMTP -Server EX01 -Force");
    shell.cmdlet(&line, &[]);
    assert_eq!(by_page.text("servers/EX01.toml"), by_shell.text("servers/EX01.toml"));
}

#[test]
fn the_dialog_prints_the_cmdlet_that_does_the_same() {
    let (mut page, by_page) = Robot::on_sample();
    let (shell, by_shell) = Robot::on_sample();
    page.resize(200, 60).choose("EX02").open("Contoso mail 2027").tick("IMAP").tick("POP");
    let text = page.dialog();
    let (_, line) = text.split_at(text.find("Enable-ExchangeCertificate").expect(&text));
    let (line, _) = line.split_at(line.find("-Server EX02").expect(&text) + "-Server EX02".len());
    page.press("Ctrl-s");
    assert!(page.dialog().contains("Saved on EX02"), "{}", page.dialog());
    shell.cmdlet(line, &[]);
    assert_eq!(by_page.text("servers/EX02.toml"), by_shell.text("servers/EX02.toml"), "{line}");
    assert_eq!(page.services("EX02", "Contoso mail 2027"), "IMAP, POP, IIS, SMTP");
}

#[test]
fn what_is_confirmed_is_what_is_done() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.open("Contoso mail 2027").tick("SMTP").press("Ctrl-s");
    // The list is sorted anew below the question; the question is about the same certificate still.
    robot.press("1").asked(SMTP, "Replace with Contoso mail 2027").answer("Keep");
    assert_eq!(robot.services("EX01", "Contoso mail 2027"), "SMTP");
}

#[test]
fn a_replaced_edge_certificate_is_removed_before_the_subscription_is_made_again() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.choose("EDGE1").open("Contoso edge 2027").tick("SMTP").press("Ctrl-s");
    robot.asked(SMTP, "Current Contoso edge 2026").answer("Replace");
    let report = robot.dialog();
    let remove = report.find("First remove the replaced certificate, Contoso edge 2026").expect(&report);
    let again = report.find("Delete and recreate the Edge subscription").expect(&report);
    assert!(remove < again, "{report}");
}

#[test]
fn the_preview_says_who_gains_and_who_loses_before_anything_is_done() {
    let (mut robot, sample) = Robot::on_sample();
    let before = sample.tree();
    robot.open("Contoso mail 2027").tick("IIS");
    let dialog = robot.dialog();
    assert!(dialog.contains("+ Contoso mail 2027 gets IIS"), "{dialog}");
    assert!(dialog.contains("- Contoso mail 2026 loses IIS"), "{dialog}");
    assert_eq!(sample.tree(), before);
}

fn in_memory() -> Memory {
    let mut second = server();
    second.name = crate::engine::ServerName::new("EX02");
    let mut memory = Memory::new(OrganizationFile::default(), vec![server(), second]);
    memory.organization.connected_server = Some(crate::engine::ServerName::new("EX01"));
    memory
}

#[test]
fn a_conflict_names_the_server_and_keeps_the_ticks() {
    let memory = in_memory();
    let switches = memory.switches();
    let mut robot = Robot::on(memory);
    robot.open("Contoso mail 2027").tick("IIS").tick("POP");
    switches.weather(Weather::Conflict);
    robot.press("Ctrl-s");
    robot.sees("EX01 was changed meanwhile");
    robot.press("Esc");
    assert_eq!(robot.ticked().to_string(), "POP, IIS");
    assert_eq!(robot.services("EX01", "Contoso mail 2027"), "None", "nothing was written");
    switches.weather(Weather::Fair);
    robot.press("Ctrl-s");
    assert_eq!(robot.services("EX01", "Contoso mail 2027"), "POP, IIS", "saving again does it");
}

#[test]
fn a_document_changed_meanwhile_is_a_conflict_and_is_shown_as_it_is_now() {
    let (mut robot, sample) = Robot::on_sample();
    robot.open("Contoso mail 2027").tick("IIS");
    sample.edit("servers/EX01.toml", "friendly-name = \"Contoso wildcard\"", "friendly-name = \"Contoso joker\"");
    let changed = sample.text("servers/EX01.toml");
    robot.press("Ctrl-s");
    let said = robot.dialog();
    assert!(said.contains("Someone else changed EX01 before this was saved"), "{said}");
    assert!(said.contains("Contoso wildcard is now called Contoso joker"), "{said}");
    robot.press("Esc");
    assert_eq!(sample.text("servers/EX01.toml"), changed);
    assert_eq!(robot.ticked().to_string(), "IIS");
    assert!(robot.names().contains(&"Contoso joker".to_owned()), "the server was read again");
    robot.press("Ctrl-s");
    assert!(robot.dialog().contains("Saved on EX01"));
}

#[test]
fn a_full_disk_and_a_lock_are_said_and_the_ticks_are_kept() {
    for (weather, said) in [
        (Weather::Full, "EX01 was not saved: servers/EX01.toml: The disk is full"),
        (Weather::Locked, "EX01 was not saved: Another process is writing to this organization. Nothing was changed"),
        (Weather::ReadOnly, "EX01 was not saved: The files of the organization cannot be written by this account"),
    ] {
        let memory = in_memory();
        let switches = memory.switches();
        let mut robot = Robot::on(memory);
        robot.open("Contoso mail 2027").tick("IIS");
        switches.weather(weather);
        robot.press("Ctrl-s");
        assert!(robot.notice().contains(said), "{weather:?}: {}", robot.notice());
        assert!(!robot.notice().contains(".."), "two full stops: {}", robot.notice());
        assert_eq!(robot.ticked().to_string(), "IIS");
        assert_eq!(robot.edit().saving, None);
    }
}

#[test]
fn while_a_save_is_under_way_nothing_is_saved_twice() {
    let mut robot = Robot::on(in_memory());
    robot.open("Contoso mail 2027").tick("IIS");
    robot.hold();
    robot.press("Ctrl-s Ctrl-s F10");
    assert_eq!(robot.saves(), 1);
    assert!(robot.notice().contains("Saving EX01"), "{}", robot.notice());
    robot.go_on();
    assert_eq!(robot.services("EX01", "Contoso mail 2027"), "IIS");
    assert!(robot.dialog().contains("Saved on EX01"));
}

#[test]
fn a_dialog_cannot_be_left_or_changed_during_its_save_so_that_a_conflict_finds_its_draft() {
    let memory = in_memory();
    let switches = memory.switches();
    let mut robot = Robot::on(memory);
    robot.open("Contoso mail 2027").tick("IIS");
    switches.weather(Weather::Conflict);
    robot.hold();
    robot.press("Ctrl-s Esc Down Space");
    assert!(robot.notice().contains("Saving EX01"), "{}", robot.notice());
    robot.press("Ctrl-z");
    assert!(robot.notice().contains("Saving EX01"), "a stopped process would keep the lock: {}", robot.notice());
    robot.go_on();
    assert!(robot.dialog().contains("Nothing of yours was written"), "{}", robot.dialog());
    robot.press("Esc");
    assert_eq!(robot.ticked().to_string(), "IIS");
}

#[test]
fn a_default_that_changed_meanwhile_is_asked_about_again() {
    let (mut robot, sample) = Robot::on_sample();
    robot.open("Contoso mail 2026").press("m");
    robot.asked("Default SMTP certificate", "Microsoft Exchange").answer("Replace");
    let other = "881ED42A4581352F7D723A181003351BC55539D5"; // WMSVC-SHA2
    sample.edit(
        "servers/EX01.toml",
        "smtp-default = \"0823404865A0BF91E8C43D9E35CA5911D1EA3CAE\"",
        &format!("smtp-default = \"{other}\""),
    );
    robot.press("Ctrl-s");
    assert!(robot.dialog().contains("WMSVC-SHA2 is now the default SMTP certificate"), "{}", robot.dialog());
    robot.press("Ctrl-s");
    robot.asked("Default SMTP certificate", "WMSVC-SHA2");
}

#[test]
fn the_plan_that_is_saved_is_the_one_that_was_shown() {
    let mut robot = Robot::on(in_memory());
    robot.open("Contoso mail 2027").tick("IIS");
    robot.hold();
    robot.press("Ctrl-s");
    let [crate::app::vocabulary::Effect::Save(_, plan, None)] = robot.waiting() else {
        panic!("{:?}", robot.waiting())
    };
    let steps: Vec<_> = plan.parts[0].steps.iter().filter(|step| matches!(step, Step::Assign { .. })).collect();
    assert_eq!(steps.len(), 1);
    assert_eq!(plan.parts[0].after.iis, Some(thumb(NEW)));
}

/// Reads only, for a person or a run that may only look: every road to a write is closed.
#[test]
fn who_may_only_look_writes_along_no_road() {
    type Open = fn(&Sample) -> Robot;
    let looking: [(&str, Open); 2] = [
        ("This run was started read-only", |sample| Opening::default().readonly().sample(sample)),
        ("You may only view", |sample| {
            let text = sample.text("organization.toml");
            sample.put("organization.toml", text + "\n[access]\ncarol = [\"View-Only Organization Management\"]\n");
            Opening::default().user("carol").sample(sample)
        }),
    ];
    for (why, open) in looking {
        let sample = Sample::new();
        let mut robot = open(&sample);
        let before = sample.tree();
        robot.sees("view-only");
        robot.open("Contoso mail 2027");
        for service in ["IIS", "SMTP", "IMAP", "POP"] {
            robot.tick(service);
            assert!(robot.notice().contains(why), "{service}: {}", robot.notice());
        }
        assert!(robot.ticked().is_empty());
        robot.press("Ctrl-s F10 m");
        assert!(robot.notice().contains(why), "{}", robot.notice());
        let thumbprint = robot.thumbprint("EX01", "Contoso mail 2027");
        let line = format!("Enable-ExchangeCertificate -Thumbprint {thumbprint} -Services IIS -Force");
        let done = robot.cmdlet(&line, &[]);
        assert_eq!(done.exit, Exit::NotPermitted);
        assert_eq!(done.verdict.unwrap().refusals[0].rule().id(), "not-permitted");
        assert_eq!(robot.saves(), 0);
        assert_eq!(sample.tree(), before, "{why}");
    }
}

#[test]
fn a_store_opened_for_reading_refuses_even_a_plan_made_elsewhere() {
    let (mut robot, sample) = Robot::on_sample();
    robot.open("Contoso mail 2027").tick("IIS");
    robot.hold();
    robot.press("Ctrl-s");
    let Some(crate::app::vocabulary::Effect::Save(_, plan, _)) = robot.waiting().first().cloned() else { panic!() };
    let before = sample.tree();
    let mut reading = sample.open(Mode::ReadOnly);
    assert!(reading.apply(&plan.parts[0], &crate::store::Context::default()).is_err());
    assert_eq!(sample.tree(), before);
}

#[test]
fn the_journal_tells_the_cmdlet_the_answer_and_the_person() {
    let (mut robot, sample) = Robot::on_sample();
    assign_and_keep(&mut robot);
    let journal = sample.open(Mode::ReadOnly).journal(1).unwrap();
    let entry = format!("{:?}", journal.entries[0]);
    for told in ["admin", "Enable-ExchangeCertificate", "default-smtp", "Keep"] {
        assert!(entry.contains(told), "{told}: {entry}");
    }
}
