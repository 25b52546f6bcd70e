//! Pictures of every screen: every one at 80x24 in English, a few in other sizes, languages and themes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::engine::ServerName;
use crate::look::{ASCII, Look, Theme};
use crate::store::{Position, Problem, ProblemKind};
use crate::testing::{Opening, PICTURES, Robot, Sample, picture};

const NEW: &str = "Contoso mail 2027";

fn at(columns: u16, rows: u16) -> Robot {
    Opening::default().size(columns, rows).sample(&Sample::new())
}

fn page() -> Robot {
    at(80, 24)
}

/// The edit dialog with a draft worth looking at.
fn ticking(mut robot: Robot) -> Robot {
    robot.open(NEW).tick("SMTP").tick("IIS");
    robot
}

fn asking(robot: Robot) -> Robot {
    let mut robot = ticking(robot);
    robot.press("Ctrl-s");
    robot
}

#[test]
fn the_page() {
    for (name, mut robot) in [
        ("certificates-80x24", page()),
        ("certificates-120x32", at(120, 32)),
        ("certificates-40x12", at(40, 12)),
        ("pseudo-certificates-80x24", Opening::default().pseudo().sample(&Sample::new())),
        ("mono-certificates-80x24", Opening::default().look(mono()).sample(&Sample::new())),
    ] {
        robot.select("Contoso autodiscover");
        picture(name, &robot);
    }
    for (name, mut robot) in [("details-80x24", page()), ("details-40x12", at(40, 12))] {
        robot.select("Microsoft Exchange").press("d");
        picture(name, &robot);
    }
    picture("too-small", &at(39, 9));
}

fn mono() -> Look {
    Look { theme: Theme::mono(), ..Look::default() }
}

#[test]
fn the_picker_and_the_filter() {
    let mut robot = page();
    robot.press("F2 Home Down");
    picture("drop-down-80x24", &robot);
    let mut robot = page();
    robot.press("/").type_text("mail !2026");
    picture("filter-80x24", &robot);
    let mut robot = page();
    robot.press("F2").type_text("ex1");
    picture("type-ahead-80x24", &robot);
    let mut robot = page();
    robot.open("Contoso wildcard").tick("IMAP");
    picture("notice-below-edit-80x24", &robot);
    let mut robot = at(40, 12);
    robot.open("Contoso wildcard").tick("IMAP");
    picture("notice-below-edit-40x12", &robot);
    let mut robot = page();
    robot.press("F5");
    picture("notice-80x24", &robot);
    picture("loading-80x24", &Opening::default().held().sample(&Sample::new()));
}

#[test]
fn a_broken_server() {
    for (name, (columns, rows)) in [("broken-80x24", (80, 24)), ("broken-120x32", (120, 32))] {
        // In memory, where the file has no directory of this machine before it.
        let mut memory = Sample::new().in_memory();
        let kind = ProblemKind::Missing { key: "roles".to_owned() };
        let problem = Problem::at("servers/EX02.toml".as_ref(), "schema = 1\nname\n", 11, kind);
        memory.servers.insert(ServerName::new("EX02"), Err(problem));
        let mut robot = Opening::default().size(columns, rows).store(memory);
        robot.choose("EX02");
        picture(name, &robot);
    }
}

#[test]
fn the_edit_dialog() {
    picture("edit-services-80x24", &ticking(page()));
    picture("edit-services-120x32", &ticking(at(120, 32)));
    picture("edit-services-40x12", &ticking(at(40, 12)));
    picture("pseudo-edit-80x24", &ticking(Opening::default().pseudo().sample(&Sample::new())));
    picture("mono-edit-80x24", &ticking(Opening::default().look(mono()).sample(&Sample::new())));
    let ascii = Look { glyphs: &ASCII, ..Look::default() };
    picture("ascii-edit-80x24", &ticking(Opening::default().look(ascii).sample(&Sample::new())));

    let mut robot = page();
    robot.open(NEW).press("Home Up Right");
    picture("edit-general-80x24", &robot);
    for (name, certificate) in
        [("edit-revoked-80x24", "Contoso webmail (old key)"), ("edit-untrusted-80x24", "Fabrikam relay")]
    {
        let mut robot = page();
        robot.open(certificate).press("Home Up Right");
        picture(name, &robot);
    }
    let mut robot = page();
    robot.open("Contoso mail 2026").focus("SMTP");
    picture("edit-locked-80x24", &robot);
    let mut robot = page();
    robot.open("Contoso wildcard").focus("IMAP");
    picture("edit-blocked-80x24", &robot);
    let mut robot = page();
    robot.choose("EDGE1").open("Contoso edge 2027");
    picture("edit-absent-80x24", &robot);
    let mut robot = Opening::default().readonly().sample(&Sample::new());
    robot.open(NEW);
    picture("edit-read-only-80x24", &robot);
}

#[test]
fn the_questions() {
    picture("smtp-question-80x24", &asking(page()));
    picture("smtp-question-120x32", &asking(at(120, 32)));
    picture("smtp-question-40x12", &asking(at(40, 12)));
    picture("pseudo-smtp-question-80x24", &asking(Opening::default().pseudo().sample(&Sample::new())));
    let mut robot = ticking(page());
    robot.press("Esc");
    picture("discard-80x24", &robot);
}

#[test]
fn removing() {
    let mut robot = page();
    robot.select("Contoso archive").press("Del");
    picture("remove-80x24", &robot);
    for (name, mut robot) in [("remove-typed-80x24", page()), ("remove-typed-40x12", at(40, 12))] {
        robot.select("Legacy OWA 2024").press("Del").type_text("0FB0");
        picture(name, &robot);
    }
    let mut robot = page();
    robot.select("Microsoft Exchange").press("Del");
    picture("remove-refused-80x24", &robot);
}

#[test]
fn the_name_of_a_script() {
    for (name, mut robot) in [("export-80x24", page()), ("export-40x12", at(40, 12))] {
        robot.open(NEW).tick("IIS").press("Ctrl-e");
        picture(name, &robot);
    }
}

#[test]
fn the_report_and_the_help() {
    let mut robot = asking(page());
    robot.press("Enter");
    picture("report-80x24", &robot);
    let mut robot = page();
    robot.press("?");
    picture("help-80x24", &robot);
}

/// A page on which something was done on two servers.
fn worked(mut robot: Robot) -> Robot {
    robot.open(NEW).tick("IIS").tick("SMTP").press("Ctrl-s Enter Enter");
    robot.choose("EX02").open(NEW).tick("IMAP").press("Ctrl-s Enter");
    robot.choose("EX01");
    robot
}

fn looked_back(robot: Robot) -> Robot {
    let mut robot = worked(robot);
    robot.press("J Down");
    robot
}

/// An organization with a problem on EX02, a torn lock, a leftover, and a certificate that nobody can find.
fn damaged() -> Sample {
    let sample = Sample::new();
    sample.edit("servers/EX02.toml", "schema = 1", "schema = 7");
    sample.put("servers/.tmp-EX16.toml", "half");
    sample.put("store.lock", "4711\n2026-11-21T08:55:00Z\nbob\n");
    sample.edit("servers/EX01.toml", "iis = \"01", "iis = \"99");
    sample
}

#[test]
fn the_check_up() {
    for (name, size) in [("check-up-80x24", (80, 24)), ("check-up-120x32", (120, 32)), ("check-up-40x12", (40, 12))] {
        let mut robot = Opening::default().size(size.0, size.1).sample(&damaged());
        robot.press("C Down");
        picture(name, &robot);
    }
    let mut robot = page();
    robot.press("C");
    picture("check-up-clean-80x24", &robot);
}

#[test]
fn the_journal() {
    picture("journal-80x24", &looked_back(page()));
    picture("journal-120x32", &looked_back(at(120, 32)));
    picture("journal-40x12", &looked_back(at(40, 12)));
    picture("pseudo-journal-80x24", &looked_back(Opening::default().pseudo().sample(&Sample::new())));
    let mut robot = looked_back(at(40, 12));
    robot.press("Enter");
    picture("journal-details-40x12", &robot);
    for (name, robot) in
        [("follow-ups-80x24", page()), ("follow-ups-120x32", at(120, 32)), ("follow-ups-40x12", at(40, 12))]
    {
        let mut robot = worked(robot);
        robot.press("J Right Down");
        picture(name, &robot);
    }
    for (name, robot) in [("rollback-80x24", page()), ("rollback-120x32", at(120, 32)), ("rollback-40x12", at(40, 12))]
    {
        let mut robot = looked_back(robot);
        robot.press("r");
        picture(name, &robot);
    }
}

/// The journal of somebody whose files have suffered.
#[test]
fn a_journal_with_scars() {
    let broken = |line: usize| Problem {
        path: "journal/2026-11.jsonl".into(),
        position: Some(Position { line, column: 7 }),
        kind: ProblemKind::BrokenJournal { reason: "expected `,` or `}`".to_owned() },
    };
    let mut memory = Sample::new().in_memory();
    memory.broken = vec![broken(12), broken(3)];
    let mut robot = Opening::default().store(memory);
    robot.open(NEW).tick("IIS").press("Ctrl-s Enter J Home");
    picture("journal-broken-80x24", &robot);
}

#[test]
fn what_is_left_to_do_in_the_picker() {
    picture("picker-counts-80x24", &worked(page()));
    picture("picker-counts-120x32", &worked(at(120, 32)));
    picture("picker-counts-40x12", &worked(at(40, 12)));
}

#[test]
fn the_palette() {
    for (name, mut robot) in [("palette-80x24", page()), ("palette-40x12", at(40, 12))] {
        robot.press("Ctrl-p Down Down");
        picture(name, &robot);
    }
    let mut robot = page();
    robot.open("Legacy OWA 2024").press("Ctrl-p").type_text("a");
    picture("palette-blocked-80x24", &robot);
}

#[test]
fn what_is_still_being_checked() {
    let sample = crate::certificates::tests::with_many();
    let mut robot = Opening::default().sample(&sample);
    robot.learn_later();
    robot.choose("EX02").open("Contoso journaling");
    picture("checking-80x24", &robot);
}

#[test]
fn every_picture_is_in_the_list_and_every_name_of_the_list_has_one() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    let files = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let taken: BTreeSet<String> = files.filter_map(|file| file.strip_suffix(".snap").map(str::to_owned)).collect();
    let listed: BTreeSet<String> = PICTURES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(taken, listed);
}
