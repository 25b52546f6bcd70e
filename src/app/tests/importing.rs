//! Pictures of an import, step by step. What it shows are stories of a fixed form, and lines made up for a full screen.

use std::fs;
use std::sync::Arc;

use tempfile::TempDir;

use crate::app::Dialog;
use crate::app::vocabulary::{Event, ImportLine, ImportNews, Proposal, ReadOutcome, Way};
use crate::locale::{Message, say};
use crate::look::{ASCII, Look};
use crate::testing::{Opening, Robot, Sample, picture, stories, story};

/// The dialog, open in a directory with a file of each kind.
fn open(opening: Opening) -> (Robot, TempDir) {
    let own = TempDir::new().unwrap();
    stories(own.path());
    fs::create_dir(own.path().join("older exports")).unwrap();
    let mut robot = opening.directory(own.path()).sample(&Sample::new());
    robot.press("i");
    (robot, own)
}

fn at(columns: u16, rows: u16) -> Opening {
    Opening::default().size(columns, rows)
}

fn ascii() -> Opening {
    Opening::default().look(Look { glyphs: &ASCII, ..Look::default() })
}

fn with(opening: Opening, file: &str, keys: &str) -> Robot {
    let (mut robot, own) = open(opening);
    robot.paste(file).press(keys);
    drop(own);
    robot
}

fn line(indent: u16, message: Message, attention: bool) -> ImportLine {
    ImportLine { indent, message, attention }
}

/// What an inventory of two servers changes.
fn lines() -> Arc<Vec<ImportLine>> {
    let fact = |text: &str| line(4, say::plain(text), false);
    let certificate = |text: &str| line(2, say::plain(text), false);
    let mut lines = vec![
        line(0, say::import_skipped("ex01.xml", "object 7", "RawData is not a certificate"), true),
        line(0, say::plain("EX01"), false),
        certificate("Contoso mail 2027"),
        fact("Services: IIS -> IIS, SMTP"),
        fact("Status: unknown -> Valid"),
        certificate("Contoso mail 2028 (new)"),
        fact("Services: IMAP, POP"),
        line(
            2,
            say::plain("Which certificate is the default for SMTP stays unknown. Import an inventory to know it."),
            true,
        ),
        line(0, say::plain("EX07 (new server)"), false),
    ];
    for number in 1..=12 {
        lines.push(certificate(&format!("Fabrikam gateway {number} (new)")));
        lines.push(fact("Services: None"));
    }
    Arc::new(lines)
}

/// The dialog while the file is read, told this instead of what is in it.
fn told(opening: Opening, file: &str, outcome: ReadOutcome) -> Robot {
    let (mut robot, _own) = open(opening);
    robot.paste(file).hold();
    robot.press("Enter");
    hear(&mut robot, ImportNews::Read(outcome));
    robot
}

fn hear(robot: &mut Robot, news: ImportNews) {
    let Some(Dialog::Import(importing)) = robot.state.dialogs.last() else { panic!("{}", robot.screen()) };
    let ticket = importing.waiting.unwrap();
    robot.event(Event::Import { ticket, news });
}

fn previewed(opening: Opening) -> Robot {
    let shown = ReadOutcome::Shown(Proposal { lines: lines(), way: Way::Facts });
    told(opening, "inventory-2026-11-21.json", shown)
}

fn working(opening: Opening) -> Robot {
    let mut robot = previewed(opening);
    robot.press("Ctrl-s");
    hear(&mut robot, ImportNews::TakingIn { done: 148, of: 400 });
    robot
}

#[test]
fn which_file() {
    for (name, columns, rows) in [("import-80x24", 80, 24), ("import-40x12", 40, 12), ("import-120x32", 120, 32)] {
        picture(name, &open(at(columns, rows)).0);
    }
    for (name, opening) in [
        ("import-files-80x24", at(80, 24)),
        ("import-files-40x12", at(40, 12)),
        ("pseudo-import-files-80x24", at(80, 24).pseudo()),
    ] {
        let (mut robot, _own) = open(opening);
        robot.press("Tab Down Down");
        picture(name, &robot);
    }
    picture("import-problem-80x24", &with(at(80, 24), "broken.xml", "Enter"));
    picture("import-problem-40x12", &with(at(40, 12), "broken.xml", "Enter"));
    let (mut robot, _own) = open(at(80, 24));
    robot.paste("inventory-2026-11-21.json").hold();
    robot.press("Enter");
    hear(&mut robot, ImportNews::Reading { done: 84 << 20, of: 310 << 20 });
    picture("import-reading-80x24", &robot);
}

#[test]
fn what_has_to_be_known_first() {
    let mut robot = with(at(80, 24), "locked.pfx", "Enter");
    robot.type_text("secre");
    picture("import-password-80x24", &robot);
    let mut robot = with(ascii(), "locked.pfx", "Enter");
    robot.type_text("secre");
    picture("ascii-import-password-80x24", &robot);
    for (name, opening) in [
        ("import-password-wrong-80x24", at(80, 24)),
        ("import-password-wrong-40x12", at(40, 12)),
        ("pseudo-import-password-80x24", at(80, 24).pseudo()),
    ] {
        picture(name, &with(opening, "locked.pfx", "Enter Enter"));
    }
    picture("import-dates-80x24", &with(at(80, 24), "printed.txt", "Enter Down"));
    picture("import-dates-40x12", &with(at(40, 12), "printed.txt", "Enter"));
    picture("import-server-80x24", &with(at(80, 24), "unnamed.csv", "Enter"));
    picture("import-server-40x12", &with(at(40, 12), "unnamed.csv", "Enter"));
}

#[test]
fn what_it_would_change_and_what_it_did() {
    for (name, opening) in [
        ("import-preview-80x24", at(80, 24)),
        ("import-preview-120x32", at(120, 32)),
        ("import-preview-40x12", at(40, 12)),
        ("pseudo-import-preview-80x24", at(80, 24).pseudo()),
        ("import-read-only-80x24", at(80, 24).readonly()),
    ] {
        picture(name, &previewed(opening));
    }
    let nothing = ReadOutcome::Shown(Proposal { lines: Arc::default(), way: Way::Nothing });
    picture("import-nothing-80x24", &told(at(80, 24), "known.xml", nothing));
    picture("import-work-80x24", &working(at(80, 24)));
    picture("import-work-40x12", &working(at(40, 12)));
    picture("ascii-import-work-80x24", &working(ascii()));
    let mut robot = working(at(80, 24));
    robot.press("Esc");
    picture("import-stopping-80x24", &robot);
    for (name, opening) in [("imported-80x24", at(80, 24)), ("imported-40x12", at(40, 12))] {
        let mut robot = working(opening);
        hear(&mut robot, ImportNews::TakenIn(Ok(lines())));
        picture(name, &robot);
    }
}

#[test]
fn wide_names() {
    let (mut robot, own) = open(at(80, 24));
    for name in ["証明書の一覧 (東京).xml", "証明書の一覧 (大阪).xml", "証明\u{202e}xml.exe"] {
        story(own.path(), name, "");
    }
    robot.paste("証").press("Tab Down");
    picture("import-japanese-80x24", &robot);
}
