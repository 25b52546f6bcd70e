//! Stories of the list and the details.

use super::Column;
use crate::engine::Knowledge;
use crate::store::OrganizationFile;
use crate::store::memory::Memory;
use crate::testing::{NEW, NOW, OLD, Opening, Robot, Sample, server, with, with_facts};

#[test]
fn each_column_sorts_both_ways() {
    let (mut robot, _sample) = Robot::on_sample();
    let by_name = robot.names();
    let mut sorted = by_name.clone();
    sorted.sort_by_key(|name| name.to_lowercase());
    assert_eq!(by_name, sorted);
    robot.press("1");
    assert_eq!(robot.names(), sorted.iter().rev().cloned().collect::<Vec<_>>());

    robot.press("3");
    assert_eq!((robot.list().sort.column, robot.list().sort.descending), (Column::ExpiresOn, false));
    let soonest = robot.names();
    assert_eq!(soonest[0], "Legacy OWA 2024");
    assert_eq!(soonest.last().unwrap(), "Contoso mail 2028 renewal request", "what has no end stands last");
    robot.press("3");
    let latest = robot.names();
    assert_eq!(latest.last().unwrap(), "Contoso mail 2028 renewal request", "either way");
    let dated = latest.len() - 1;
    assert_eq!(latest[..dated].iter().rev().cloned().collect::<Vec<_>>()[0], "Legacy OWA 2024");

    robot.press("2");
    assert_eq!(robot.names()[0], "Contoso webmail (old key)", "the revoked one needs attention first");
    robot.press("2");
    assert_eq!(robot.names().last().unwrap(), "Contoso webmail (old key)");
}

#[test]
fn the_sorted_column_wears_the_mark() {
    let (mut robot, _sample) = Robot::on_sample();
    assert!(robot.row("NAME").contains("NAME ▴"), "{}", robot.row("NAME"));
    robot.press("1");
    assert!(robot.row("NAME").contains("NAME ▾"));
    robot.press("2");
    assert!(robot.row("NAME").contains("STATUS ▴"));
}

#[test]
fn the_cursor_stays_on_its_certificate_through_sort_filter_and_reload() {
    let (mut robot, sample) = Robot::on_sample();
    robot.select("Contoso mail 2027");
    for keys in ["1", "2", "2", "3", "1", "F5"] {
        robot.press(keys);
        assert_eq!(robot.selected(), "Contoso mail 2027", "after {keys}");
    }
    robot.press("/").type_text("mail").press("Enter");
    assert_eq!(robot.selected(), "Contoso mail 2027");
    robot.press("Esc");
    assert_eq!(robot.selected(), "Contoso mail 2027");
    sample.edit("servers/EX01.toml", "friendly-name = \"Contoso mail 2027\"", "friendly-name = \"A new name\"");
    robot.press("F5");
    assert_eq!(robot.selected(), "A new name", "the certificate, not the row");
}

#[test]
fn a_selected_certificate_that_is_filtered_out_leaves_the_cursor_where_it_stood() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.select("WMSVC-SHA2").press("/").type_text("mail");
    assert!(!robot.selected().is_empty() && robot.selected() != "WMSVC-SHA2");
    robot.type_text(" nothing at all");
    assert_eq!(robot.selected(), "");
    robot.sees("Nothing matches");
    robot.press("Enter Enter");
    assert!(robot.state.dialogs.is_empty(), "there is nothing to edit");
    assert_eq!(robot.notice(), "No certificate is selected.");
}

#[test]
fn the_filter_finds_words_in_any_field_and_leaves_out_what_is_excluded() {
    let (mut robot, _sample) = Robot::on_sample();
    let mut found = |filter: &str| {
        robot.press("Esc /").type_text(filter);
        robot.names()
    };
    assert_eq!(found("fabrikam"), ["Fabrikam relay"]);
    assert_eq!(found("FABRIKAM RELAY"), ["Fabrikam relay"], "any case, all words");
    assert_eq!(found("4f17d0e1110a"), ["Contoso mail 2027"], "a part of the thumbprint");
    assert_eq!(found("revoked"), ["Contoso webmail (old key)"], "the status");
    assert_eq!(found("日本支社"), ["日本支社メール 2027"]);
    assert_eq!(found("contoso !exch !mail 2027 !ecdsa !日本"), Vec::<String>::new());
    assert_eq!(found("mail 2027 !ecdsa !日本"), ["Contoso mail 2027"]);
    assert_eq!(found("!").len(), 22, "a lone ! excludes nothing");
    assert!(found("pop").contains(&"Microsoft Exchange".to_owned()), "the services");
}

#[test]
fn three_thousand_pasted_characters_are_all_there_and_only_one_line() {
    let (mut robot, _sample) = Robot::on_sample();
    let text = format!("{}\r\nß\t\u{1b}[31m", "日x".repeat(1_500));
    robot.press("/").paste(&text);
    let filter = &robot.list().filter;
    assert_eq!(filter.text.chars().count(), 3_000 + 8);
    assert!(filter.text.chars().all(|c| !c.is_control()), "no control character arrives");
    assert_eq!(filter.cursor, 3_008);
    assert!(robot.cursor().is_some());
    robot.press("Ctrl-u");
    assert_eq!(robot.list().filter.text, "");
    robot.paste("mail\n2027");
    assert_eq!(robot.list().filter.text, "mail 2027", "a line end is a blank");
}

#[test]
fn the_filter_line_is_edited_like_any_line() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.press("/").type_text("mail 2026").press("Backspace").type_text("7").press("Home").type_text("!");
    assert_eq!(robot.list().filter.text, "!mail 2027");
    robot.press("Del End Ctrl-w");
    assert_eq!(robot.list().filter.text, "!ail ");
    robot.press("Left Left Right").type_text("X");
    assert_eq!(robot.list().filter.text, "!ailX ");
    robot.type_text("jkqde?123/");
    assert_eq!(robot.list().filter.text, "!ailXjkqde?123/ ", "letters are letters here");
    assert_eq!(robot.quit, None);
}

#[test]
fn pages_ends_and_single_steps_move_the_cursor_and_the_view() {
    let (mut robot, _sample) = Robot::on_sample();
    let last = robot.list().len() - 1;
    assert_eq!(robot.list().row(), Some(0));
    robot.press("Up");
    assert_eq!(robot.list().row(), Some(0));
    robot.press("Down j k k j");
    assert_eq!(robot.list().row(), Some(1));
    robot.press("End");
    assert_eq!(robot.list().row(), Some(last));
    assert!(robot.list().top > 0);
    robot.press("Down");
    assert_eq!(robot.list().row(), Some(last));
    robot.press("PgUp");
    let page = last - robot.list().row().unwrap();
    assert!(page > 1);
    robot.press("Home PgDn");
    assert_eq!(robot.list().row(), Some(page));
    robot.press("g");
    assert_eq!((robot.list().row(), robot.list().top), (Some(0), 0));
    robot.press("G");
    assert_eq!(robot.list().row(), Some(last));
}

#[test]
fn the_details_follow_the_cursor_and_scroll_on_their_own() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.select("Microsoft Exchange");
    let details = robot.details();
    assert!(details.contains("IIS back end only: Exchange Back End (:444)"), "{details}");
    assert!(details.contains("SMTP Default SMTP certificate"), "{details}");
    assert!(details.contains("IMAP serves ex01.contoso.com"), "{details}");
    robot.press("d End");
    assert!(robot.state.page.details_alone);
    robot.press("d");
    assert!(!robot.state.page.details_alone);
    robot.press("Down");
    assert_eq!(robot.list().details_top, 0, "another certificate begins at its first line");
}

#[test]
fn the_details_say_why_a_certificate_cannot_be_used_and_the_way_out() {
    let (mut robot, _sample) = Robot::on_sample();
    for (name, says) in [
        ("Legacy OWA 2024", "Renew it, then assign the new certificate"),
        ("Contoso webmail (old key)", "Do not use it any more"),
        ("Fabrikam relay", "Trust its root"),
        ("Contoso autodiscover", "Expiring"),
        ("Contoso fax gateway (RSA 1024)", "1024 bits"),
        ("Contoso intranet (SHA-1)", "SHA-1"),
        ("Contoso tasks (imported list)", "Unknown"),
        ("Contoso legacy import", "Recorded facts"),
        ("Contoso mail 2028 renewal request", "Pending request"),
        ("Microsoft Exchange Server Auth Certificate", "Auth certificate of the organization"),
    ] {
        robot.select(name);
        assert!(robot.details().contains(says), "{name}: {}", robot.details());
    }
}

fn alone(server: crate::engine::Server) -> Memory {
    let mut memory = Memory::new(OrganizationFile::default(), vec![server]);
    memory.organization.connected_server = Some(crate::engine::ServerName::new("EX01"));
    memory
}

#[test]
fn a_certificate_expires_under_the_readers_eyes() {
    let end = NOW.plus(3600);
    let server = with_facts(server(), NEW, |facts| facts.not_after = Some(end));
    let mut robot = Robot::on(alone(server));
    robot.select("Contoso mail 2027");
    assert_eq!(robot.state.boundary, Some(end.plus(1)), "the shell wakes up then");
    assert!(robot.row("Contoso mail 2027").contains("Expiring"));
    robot.time(end);
    assert!(robot.row("Contoso mail 2027").contains("Expiring"), "the last second is valid");
    robot.time(end.plus(1));
    assert!(robot.row("Contoso mail 2027").contains("Expired"));
    robot.press("Enter");
    robot.sees("Status is Expired, not Valid");
}

#[test]
fn a_dialog_open_over_the_boundary_blocks_its_boxes_and_its_save() {
    let end = NOW.plus(3600);
    let server = with_facts(server(), NEW, |facts| facts.not_after = Some(end));
    let mut robot = Robot::on(alone(server));
    robot.open("Contoso mail 2027").tick("IIS").time(end.plus(1)).press("Ctrl-s");
    assert_eq!(robot.saves(), 0);
    assert!(robot.notice().contains("Expired"), "{}", robot.notice());
}

#[test]
fn sorted_by_status_an_expired_certificate_moves_and_the_cursor_with_it() {
    let end = NOW.plus(3600);
    let server = with_facts(server(), OLD, |facts| facts.not_after = Some(end));
    let server = with(server, NEW, |certificate| certificate.trust = crate::engine::Trust::Untrusted);
    let mut robot = Robot::on(alone(server));
    robot.press("2").select("Contoso mail 2026");
    assert_eq!(robot.list().row(), Some(1), "behind the untrusted one");
    robot.time(end.plus(1));
    assert_eq!((robot.selected().as_str(), robot.list().row()), ("Contoso mail 2026", Some(0)));
}

/// The sample with 300 more certificates on EX02, so that *Contoso journaling* comes with the second batch.
pub(crate) fn with_many() -> Sample {
    let sample = Sample::new();
    let filler = |n| format!("[[certificates]]\nthumbprint = \"{n:040X}\"\nfriendly-name = \"Filler {n:03}\"\n\n");
    let many: String = (0..300).map(filler).collect();
    let last = "[[certificates]]\nthumbprint = \"35F2730993EA267AA8DCCF54E3BFA480AB8F3B7B\"";
    sample.edit("servers/EX02.toml", last, &format!("{many}{last}"));
    sample.edit("servers/EX02.toml", "private-key = \"unknown\"", "private-key = \"present\"");
    sample
}

#[test]
fn what_is_still_being_checked_blocks_and_is_free_once_known() {
    let sample = with_many();
    let mut robot = Opening::default().sample(&sample);
    robot.learn_later();
    robot.choose("EX02");
    robot.select("Contoso journaling");
    assert_eq!(robot.selected_certificate().facts, Knowledge::Pending);
    assert!(robot.row("Contoso journaling").contains("Checking"), "{}", robot.screen());
    assert!(robot.details().contains("Checking"));
    robot.press("Enter");
    robot.sees("still being checked");
    robot.tick("IIS");
    assert!(robot.notice().contains("still being checked"), "{}", robot.notice());
    robot.go_on();
    robot.tick("IIS");
    assert_eq!(robot.ticked().to_string(), "IIS");
}
