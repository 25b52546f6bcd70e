//! Whatever happens in whatever order: properties of every state that can be reached.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tempfile::TempDir;

use crate::app::vocabulary::{Effect, ImportTask};
use crate::app::{Dialog, regions};
use crate::engine::{Server, ServerName, Trust};
use crate::keymap::{BINDINGS, Key};
use crate::store::OrganizationFile;
use crate::store::memory::{Memory, Switches, Weather};
use crate::testing::{NEW, NOW, OLD, Opening, Robot, Sample, painted, server, stories, with, with_facts};

/// Something that can happen to the page.
#[derive(Clone, Debug)]
enum Happening {
    Key(Key),
    Paste(String),
    Resize(u16, u16),
    Later(i64),
    Weather(Weather),
    Slow(bool),
    /// A file to import, by its name.
    Import(&'static str),
}

fn key() -> impl Strategy<Value = Key> {
    let bound: Vec<Key> = BINDINGS.iter().flat_map(|binding| binding.keys.iter().copied()).collect();
    let leading =
        ["Down", "Enter", "Space", "Tab", "Ctrl-s", "e", "m", "Del", "Ctrl-e"].map(|key| key.parse().unwrap());
    prop_oneof![
        6 => proptest::sample::select(bound),
        // Ways that lead somewhere.
        14 => proptest::sample::select(leading.to_vec()),
        1 => proptest::sample::select(vec![Key::char('J'), Key::char('r')]),
        1 => any::<char>().prop_map(Key::char),
        1 => any::<char>().prop_map(Key::ctrl),
    ]
}

fn happening() -> impl Strategy<Value = Happening> {
    let weather = [Weather::Fair, Weather::Conflict, Weather::Full, Weather::Locked, Weather::ReadOnly];
    prop_oneof![
        30 => key().prop_map(Happening::Key),
        1 => any::<String>().prop_map(Happening::Paste),
        3 => (1u16..200, 1u16..60).prop_map(|(columns, rows)| Happening::Resize(columns, rows)),
        1 => (0i64..20_000_000).prop_map(Happening::Later),
        1 => proptest::sample::select(weather.to_vec()).prop_map(Happening::Weather),
        1 => any::<bool>().prop_map(Happening::Slow),
        4 => proptest::sample::select(FILES.to_vec()).prop_map(Happening::Import),
    ]
}

/// What [`stories`] writes, and something that is not there.
const FILES: [&str; 8] =
    ["ex01.xml", "both.json", "unnamed.csv", "locked.pfx", "printed.txt", "known.xml", "broken.xml", "nowhere.xml"];

fn storm() -> impl Strategy<Value = Vec<Happening>> {
    proptest::collection::vec(happening(), 1..60)
}

/// Three servers: an ordinary one, one with trouble, one that is broken.
fn organization() -> Memory {
    let second = Server { name: ServerName::new("EX02"), ..server() };
    let second = with(second, OLD, |certificate| certificate.trust = Trust::Revoked);
    let second = with_facts(second, NEW, |facts| facts.not_after = Some(NOW.plus(5_000_000)));
    let mut memory = Memory::new(OrganizationFile::default(), vec![server(), second]);
    memory.organization.connected_server = Some(ServerName::new("EX01"));
    let kind = crate::store::ProblemKind::NotUtf8;
    let problem = crate::store::Problem::of("servers/EX03.toml".as_ref(), kind);
    memory.servers.insert(ServerName::new("EX03"), Err(problem));
    memory
}

fn happen(robot: &mut Robot, switches: &Switches, happening: &Happening) {
    match happening {
        Happening::Key(key) => robot.event(crate::app::vocabulary::Event::Key(*key)),
        Happening::Paste(text) => {
            robot.paste(text);
        }
        Happening::Resize(columns, rows) => {
            robot.resize(*columns, *rows);
        }
        Happening::Later(seconds) => {
            robot.time(robot.state.world.now.plus(*seconds));
        }
        Happening::Weather(weather) => switches.weather(*weather),
        Happening::Import(file) => {
            robot.press("i").paste(file).press("Enter");
        }
        Happening::Slow(true) => robot.hold(),
        Happening::Slow(false) => robot.go_on(),
    }
}

/// What holds in every state.
fn sound(robot: &Robot) {
    let regions = regions(&robot.state);
    let (buffer, cursor) = painted(&robot.state, &robot.look);
    if let Some(cursor) = cursor {
        assert!(buffer.area.contains(cursor), "the terminal's cursor is outside: {cursor:?}");
    }
    let list = robot.list();
    let rows = regions.certificates(&robot.state).rows;
    match list.row() {
        Some(row) => {
            assert!(row < list.len());
            assert_eq!(list.at(row, &robot.state.world).map(|c| c.thumbprint), list.cursor);
            let seen = regions.list.height > 0 && rows > 0;
            assert!(!seen || (list.top..list.top + rows).contains(&row), "row {row} of {}+{rows}", list.top);
        }
        None => assert!(list.is_empty(), "there are rows, and none is selected"),
    }
    let servers = &robot.state.page.servers;
    let shown = !regions.too_small && (!regions.folded || servers.open);
    let in_view = servers.top..servers.top + regions.picker_rows.max(1);
    assert!(!shown || in_view.contains(&servers.row), "server {} of {in_view:?}", servers.row);
}

/// What holds of every save that was asked for.
fn harmless(robot: &Robot) {
    for effect in &robot.effects {
        let Effect::Save(_, plan, _) = effect else { continue };
        assert!(!plan.is_empty(), "a plan that changes nothing");
        for part in &plan.parts {
            assert!(part.before.smtp.iter().all(|holder| part.after.smtp.contains(holder)), "SMTP adds up");
            assert!(part.before.imap.iter().all(|holder| part.after.imap.contains(holder)), "IMAP adds up");
            assert_eq!(part.before.iis_back_end, part.after.iis_back_end, "the back end is never moved");
        }
    }
}

fn run(cases: u32, check: impl Fn(Vec<Happening>, bool) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    runner
        .run(&(storm(), any::<bool>()), |(storm, pseudo)| check(storm, pseudo))
        .unwrap_or_else(|error| panic!("{error}"));
}

fn opening(pseudo: bool) -> Opening {
    if pseudo { Opening::default().pseudo() } else { Opening::default() }
}

fn takes_in(effect: &Effect) -> bool {
    matches!(effect, Effect::Import(_, ImportTask::TakeIn { .. }))
}

/// A directory with files to import.
fn files() -> TempDir {
    let own = TempDir::new().unwrap();
    stories(own.path());
    own
}

#[test]
fn any_storm_leaves_the_page_sound_and_esc_leads_home() {
    let (saves, imports) = (Cell::new(0), Cell::new(0));
    let own = files();
    run(128, |storm, pseudo| {
        let memory = organization();
        let switches = memory.switches();
        let mut robot = opening(pseudo).directory(own.path()).store(memory);
        sound(&robot);
        for happening in &storm {
            happen(&mut robot, &switches, happening);
            sound(&robot);
        }
        assert_eq!(robot.buffer(), robot.buffer(), "painting twice is equal");
        harmless(&robot);
        saves.set(saves.get() + robot.saves());
        imports.set(imports.get() + robot.effects.iter().filter(|effect| takes_in(effect)).count());
        robot.go_on();
        for _ in 0..8 {
            robot.press("Esc");
            // The safe answer to "throw the ticks away?" is to go on; going home means to throw them away.
            if let Some(Dialog::Confirm(confirm)) = robot.state.dialogs.last()
                && matches!(confirm.question, crate::app::vocabulary::Question::Discard { .. })
            {
                robot.press("Tab Enter");
            }
        }
        prop_assert!(robot.state.dialogs.is_empty(), "{:?}", robot.state.dialogs);
        prop_assert!(!robot.list().filtering && !robot.state.page.servers.open);
        Ok(())
    });
    assert!(saves.get() > 10, "the storms do not get anywhere: {} saves", saves.get());
    assert!(imports.get() > 10, "the storms do not get anywhere: {} imports", imports.get());
}

#[test]
fn no_storm_saves_anything_for_who_may_only_look() {
    let sample = Sample::new();
    let text = sample.text("organization.toml");
    sample.put("organization.toml", text + "\n[access]\ncarol = [\"View-Only Organization Management\"]\n");
    let before = sample.tree();
    let own = files();
    run(64, |storm, by_role| {
        let looking = if by_role { Opening::default().user("carol") } else { Opening::default().readonly() };
        let mut robot = looking.directory(own.path()).sample(&sample);
        for happening in &storm {
            // The sample has a disk of its own, and no weather.
            happen(&mut robot, &Switches::default(), happening);
        }
        robot.go_on();
        prop_assert!(!robot.effects.iter().any(|effect| matches!(effect, Effect::Save(..)) || takes_in(effect)));
        let writes = robot.effects.iter().any(|effect| matches!(effect, Effect::Write(..)));
        prop_assert!(by_role || !writes, "a run that only reads writes no file");
        Ok(())
    });
    assert_eq!(sample.tree(), before);
}
