//! What is typed, pasted or resized arrives, all of it.

use super::support::pty::Screen;
use super::{PROBE, Program, SIZE, start, start_with};

#[test]
fn a_thousand_keys_in_one_burst_all_arrive() {
    let mut page = start();
    page.raw(&"\u{1b}[B".repeat(1_000));
    page.wait_for("downs=1000");
}

#[test]
fn a_paste_of_three_thousand_bytes_arrives_whole_as_one_paste_and_not_as_keys() {
    let mut page = start();
    page.wait_until(Screen::bracketed_paste);
    page.paste(&"mail.contoso.com q!\n".repeat(150));
    let screen = page.wait_for("pasted=3000/1");
    assert!(screen.contains("letters=0") && screen.contains("downs=0"), "{screen}");
}

#[test]
fn three_thousand_bytes_typed_at_once_are_three_thousand_keys() {
    let mut page = start();
    page.type_text(&"abc".repeat(1_000));
    page.wait_for("letters=3000");
}

#[test]
fn a_key_that_arrives_with_a_resize_is_not_lost() {
    let mut page = start();
    for columns in 41..=60 {
        page.resize(columns, 20);
        page.press("down");
        page.wait_until(|screen| {
            screen.contains(&format!("size={columns}x20")) && screen.contains(&format!("downs={}", columns - 40))
        });
    }
}

#[test]
fn a_resize_is_followed_down_to_the_smallest_window_and_back() {
    let mut page = start();
    for (columns, rows) in [(40, 12), (20, 5), (2, 2), (200, 60), (80, 24)] {
        page.resize(columns, rows);
        page.wait_until(|screen| screen.cell(rows - 1, columns - 1).is_some_and(|cell| cell.contents() == "┘"));
    }
    page.wait_for("size=80x24");
}

#[test]
fn a_broken_sequence_does_not_swallow_the_keys_after_it() {
    let mut page = start_with(Program::new(SIZE).env(PROBE, "plain"));
    page.raw("\u{1b}[999;999;999Xabc");
    page.wait_until(|screen| screen.contains("letters=3"));
}

#[test]
fn a_click_comes_with_its_cell_and_a_mouse_that_only_moves_does_not_come() {
    let mut page = start();
    // A move without a button, as a terminal sends it that was asked for every move.
    page.raw("\u{1b}[<35;3;4M");
    page.click(70, 20);
    page.wait_for("mouse=2 first=70,20");
}
