//! Stories of the picker.

use std::sync::Arc;

use crate::app::vocabulary::{Document, Effect, Event, Ticket};
use crate::engine::{Server, ServerName};
use crate::store::OrganizationFile;
use crate::store::memory::{Counting, Counts, Memory};
use crate::testing::{Opening, Robot, Sample, server};

#[test]
fn on_a_wide_terminal_the_cursor_chooses_and_enter_goes_to_the_list() {
    let sample = Sample::new();
    let mut robot = Opening::default().size(120, 32).sample(&sample);
    robot.press("F2 Down");
    assert_eq!(robot.state.world.chosen, Some(ServerName::new("EX02")));
    assert!(robot.names().contains(&"Contoso device sign-in".to_owned()));
    robot.press("Enter Down");
    assert_eq!(robot.list().row(), Some(1), "the keyboard is in the list");
}

#[test]
fn on_a_narrow_terminal_f2_drops_down_enter_takes_and_esc_leaves() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.sees("Select server: EX01");
    robot.sees_no("EDGE1");
    robot.press("F2");
    robot.sees("EDGE1");
    robot.press("Down Down");
    assert_eq!(robot.state.world.chosen, Some(ServerName::new("EX01")), "nothing is chosen yet");
    robot.press("Esc");
    robot.sees("Select server: EX01");
    robot.sees_no("EDGE1");
    robot.press("F2 Down Enter");
    robot.sees("Select server: EX02");
    robot.sees_no("EDGE1");
    assert!(!robot.state.page.servers.open);
    robot.press("Down");
    assert_eq!(robot.list().row(), Some(1), "the keyboard is in the list again");
}

#[test]
fn letters_in_the_dropped_down_list_go_to_the_server_that_begins_so() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.press("F2 Home");
    let mut at = |keys: &str| {
        robot.press(keys);
        robot.state.page.servers.under_cursor(&robot.state.world).unwrap().to_string()
    };
    assert_eq!([at("e"), at("x"), at("1")], ["EDGE1", "EX01", "EX16"], "in any case, letter by letter");
    assert_eq!([at("Backspace"), at("0"), at("2")], ["EX16", "EX01", "EX02"]);
    assert_eq!([at("q"), at("j"), at("?")], ["EX02", "EX02", "EX02"], "letters mean nothing else here");
    assert_eq!([at("Home"), at("e"), at("e")], ["EDGE1", "EDGE1", "EX01"], "the same letter goes round");
    assert_eq!(robot.quit, None);
    robot.press("x");
    robot.press("Enter");
    robot.sees("Select server: EX01");
    assert_eq!(robot.state.page.servers.typed, "");
}

#[test]
fn in_the_pane_of_a_wide_terminal_letters_are_the_pages_keys() {
    let mut robot = Opening::default().size(120, 32).sample(&Sample::new());
    robot.press("F2 Home j");
    assert_eq!(robot.state.world.chosen, Some(ServerName::new("EX01")));
    robot.press("q");
    assert_eq!(robot.quit, Some(false));
}

#[test]
fn the_picker_names_product_group_and_what_needs_attention() {
    let sample = Sample::new();
    let robot = Opening::default().size(140, 32).sample(&sample);
    let row = |name: &str| robot.row(name);
    assert!(row(" EX16").contains("2016"), "{}", robot.screen());
    assert!(row("EDGE1").contains("Edge"), "{}", robot.screen());
}

#[test]
fn a_broken_document_is_that_servers_problem_alone() {
    let sample = Sample::new();
    sample.edit("servers/EX02.toml", "roles = [\"Mailbox\"]", "roles = [\"Mailbox\"");
    let mut robot = Opening::default().size(120, 32).sample(&sample);
    assert!(robot.row("EX02").contains("broken"), "{}", robot.screen());
    robot.choose("EX02");
    let screen: String = robot.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(matches!(robot.document("EX02"), Document::Broken(_)));
    assert!(screen.contains("EX02 cannot be shown"), "{screen}");
    let at = robot.screen();
    assert!(at.contains("EX02.toml:8:"), "file, line and column are not named:\n{at}");
    robot.press("Enter");
    assert!(robot.state.dialogs.is_empty());
    assert!(robot.notice().contains("EX02.toml:8:"), "{}", robot.notice());
    robot.choose("EX01").open("Contoso mail 2027").tick("IIS").press("Ctrl-s");
    assert!(robot.dialog().contains("Saved on EX01"), "the others work");
    robot.press("Enter");
    sample.edit("servers/EX02.toml", "roles = [\"Mailbox\"", "roles = [\"Mailbox\"]");
    robot.choose("EX02").press("F5");
    assert!(matches!(robot.document("EX02"), Document::Open(_)), "repaired and read again");
    assert_eq!(robot.selected(), "Contoso archive");
}

#[test]
fn f5_shows_what_was_changed_outside() {
    let (mut robot, sample) = Robot::on_sample();
    let text = sample.text("servers/EX02.toml").replace("EX02", "EX03").replace("ex02", "ex03");
    sample.put("servers/EX03.toml", text);
    sample.edit("servers/EX01.toml", "\"Contoso wildcard\"", "\"Contoso joker\"");
    sample.edit("organization.toml", "name = \"Contoso\"", "name = \"Fabrikam\"");
    robot.sees("Contoso");
    let before = robot.state.world.servers.len();
    robot.press("F5");
    assert!(robot.names().contains(&"Contoso joker".to_owned()));
    assert_eq!(robot.state.world.servers.len(), before + 1);
    assert_eq!(robot.state.world.organization.name, "Fabrikam");
    assert_eq!(robot.notice(), "EX01 was changed outside: Contoso wildcard is now called Contoso joker");
    robot.press("F5");
    assert_eq!(robot.notice(), "EX01 was read again.");
    robot.choose("EX03");
    assert_eq!(robot.state.world.chosen, Some(ServerName::new("EX03")));
}

#[test]
fn a_server_that_is_gone_after_f5_is_said_to_be_gone_and_the_page_goes_nowhere_by_itself() {
    let (mut robot, sample) = Robot::on_sample();
    robot.choose("EX02");
    std::fs::remove_file(sample.path("servers/EX02.toml")).unwrap();
    robot.press("F5");
    assert!(robot.notice().starts_with("EX02 is no longer in the organization."), "{}", robot.notice());
    robot.press("F5");
    robot.sees("EX02 is no longer in the organization.");
    assert!(robot.names().is_empty());
    robot.choose("EDGE1");
    assert!(robot.names().contains(&"Contoso edge 2027".to_owned()));
}

fn thousand() -> Memory {
    let named = |n: usize| Server { name: ServerName::new(&format!("EX{n:04}")), ..server() };
    let mut memory = Memory::new(OrganizationFile::default(), (1..=1000).map(named).collect());
    memory.organization.connected_server = Some(ServerName::new("EX0500"));
    memory
}

fn opened(opening: Opening) -> (Robot, Arc<std::sync::Mutex<Counts>>) {
    let (store, counts) = Counting::new(thousand());
    (opening.store(store), counts)
}

#[test]
fn before_the_first_picture_a_thousand_servers_cost_one_document() {
    for (columns, rows) in [(80, 24), (120, 32), (200, 60)] {
        let (robot, counts) = opened(Opening::default().size(columns, rows).held());
        robot.screen();
        let counts = *counts.lock().unwrap();
        assert_eq!(counts, Counts { organizations: 1, listings: 1, ..Counts::default() }, "and that is still to come");
        assert!(
            matches!(robot.waiting(), [Effect::Load(_, name), Effect::FollowUps] if name.as_str() == "EX0500"),
            "{:?}",
            robot.waiting()
        );
    }
}

#[test]
fn afterwards_only_what_is_in_view_is_read() {
    let (mut robot, counts) = opened(Opening::default());
    assert_eq!(counts.lock().unwrap().documents, 1, "a folded picker shows one server");
    robot.press("F2");
    let rows = crate::app::regions(&robot.state).picker_rows;
    assert!((2..30).contains(&rows));
    let read = counts.lock().unwrap().documents;
    assert!((2..=rows).contains(&read), "{read} of {rows} rows");

    let (mut robot, counts) = opened(Opening::default().size(120, 32));
    let rows = crate::app::regions(&robot.state).picker_rows;
    let read = counts.lock().unwrap().documents;
    assert!((2..=rows).contains(&read), "{read} of {rows} rows");
    robot.press("F2 PgDn");
    let more = counts.lock().unwrap().documents;
    assert!(more > read && more <= 2 * rows + 1, "{more} of {rows} rows a page");
    assert_eq!(counts.lock().unwrap().organizations, 1);
    assert_eq!(counts.lock().unwrap().listings, 1);
}

#[test]
fn a_count_that_is_not_known_is_blank_and_never_nought() {
    let (mut robot, _) = opened(Opening::default().size(120, 32).held());
    let row = robot.row("EX0500 ").split('│').nth(1).unwrap_or_default().to_owned();
    let behind = row.split("EX0500").nth(1).unwrap();
    assert!(!behind.contains(|c: char| c.is_ascii_digit()), "{row}");
    assert!(robot.state.world.servers.iter().all(|entry| entry.attention.is_none()));
    robot.go_on();
    let entry = robot.state.world.chosen_entry().unwrap();
    assert_eq!(entry.attention, Some(0));
}

#[test]
fn answers_that_nobody_waits_for_any_more_are_dropped() {
    let (mut robot, _) = opened(Opening::default().held());
    let Some(Effect::Load(first, name)) = robot.waiting().first().cloned() else { panic!() };
    robot.press("F5");
    let mut late = server();
    late.name = name.clone();
    late.fqdn = "stale.contoso.com".to_owned();
    robot.event(Event::Opened {
        ticket: first,
        name: name.clone(),
        result: Ok(Arc::new(late)),
        findings: Vec::new(),
        own: false,
    });
    assert_eq!(robot.document("EX0500"), Document::Named, "the first load's answer came too late");
    robot.event(Event::Learned { ticket: Ticket(999), name, first: 0, facts: Vec::new() });
    robot.go_on();
    assert!(matches!(robot.document("EX0500"), Document::Open(server) if server.fqdn == "ex01.contoso.com"));
}

#[test]
fn while_a_server_is_read_the_list_says_so() {
    let sample = Sample::new();
    let mut robot = Opening::default().held().sample(&sample);
    robot.sees("Loading");
    robot.press("Down Enter PgDn / a Enter");
    assert!(robot.state.dialogs.is_empty());
    robot.press("Esc");
    robot.go_on();
    robot.sees("Contoso archive");
    robot.sees_no("Loading");
}

#[test]
fn choosing_quickly_reads_the_last_one_chosen() {
    let sample = Sample::new();
    let mut robot = Opening::default().size(120, 32).sample(&sample);
    robot.hold();
    robot.press("F2 Home Down Down Up Down Down Down");
    robot.go_on();
    let chosen = robot.state.world.chosen.clone().unwrap();
    assert!(matches!(robot.document(chosen.as_str()), Document::Open(_)));
    assert!(!robot.names().is_empty());
}

#[test]
fn an_organization_without_servers_says_so() {
    let mut robot = Robot::on(Memory::default());
    robot.sees("This organization has no servers");
    robot.press("F2 Down Enter Enter F5 e d / x Esc");
    robot.sees("This organization has no servers");
}

#[test]
fn what_is_odd_in_a_document_is_shown_and_kept() {
    let (mut robot, sample) = Robot::on_sample();
    let dangling = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    sample.edit("servers/EX02.toml", "[services]\n", &format!("[services]\num = \"{dangling}\"\n"));
    robot.choose("EX02");
    assert!(robot.details().contains("In the document of EX02"), "{}", robot.details());
    robot.press("d End");
    robot.sees(dangling);
}
