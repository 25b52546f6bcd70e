//! What is written, counted in writes and bytes. That it also looks right on a terminal is proved on one, outside.

use ratatui::style::{Color, Style};

use super::*;

/// A terminal that counts.
#[derive(Debug, Default)]
struct Counting {
    writes: Vec<String>,
    flushes: usize,
    broken: bool,
}

impl Write for Counting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.broken {
            return Err(io::Error::other("gone"));
        }
        self.writes.push(String::from_utf8_lossy(bytes).replace('\u{1b}', "^"));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.flushes += 1;
        Ok(())
    }
}

const FULL: Size = Size { width: 200, height: 60 };

fn screen(size: Size) -> Screen<Counting> {
    Screen::new(Counting::default(), size, Colours::True)
}

fn show(screen: &mut Screen<Counting>, rows: &[&str], cursor: Option<Position>) -> Option<String> {
    let before = screen.writer().writes.len();
    let written = screen
        .draw(|buffer| {
            for (y, row) in (0..).zip(rows) {
                buffer.set_string(0, y, row, Style::new());
            }
            cursor
        })
        .unwrap();
    let writes = &screen.writer().writes[before..];
    assert_eq!(writes.len(), usize::from(written), "one write for a frame that changes something, else none");
    assert_eq!(screen.writer().flushes, screen.writer().writes.len());
    writes.first().cloned()
}

/// A page of certificates, the row of `cursor` marked, rows from `top`.
fn page(buffer: &mut Buffer, top: usize, cursor: u16) -> Option<Position> {
    const NAMES: [&str; 5] =
        ["Contoso mail", "Back end", "*.fabrikam.com wildcard", "Auth certificate", "Edge direct trust"];
    const STATUS: [&str; 3] = ["Valid", "Date invalid", "Revoked"];
    const SERVICES: [&str; 4] = ["IIS, SMTP", "IMAP, POP, IIS, SMTP", "SMTP", "None"];
    for y in 0..buffer.area.height {
        let n = top + usize::from(y);
        let (name, status, services) = (NAMES[n % 5], STATUS[n * 7 % 3], SERVICES[n * 3 % 4]);
        let text =
            format!("{name} {n:<30} {status:<15} 20{}-{:02}-{:02}   {services}", 20 + n % 19, n % 12 + 1, n % 28 + 1);
        let style = if y == cursor { Style::new().bg(Color::Blue).fg(Color::White) } else { Style::new() };
        buffer.set_string(0, y, format!("{text:<200}"), style);
    }
    None
}

#[test]
fn a_frame_is_one_write_however_long() {
    let mut screen = screen(FULL);
    let rainbow = |buffer: &mut Buffer| {
        for (n, cell) in (0..=u8::MAX).cycle().zip(&mut buffer.content) {
            cell.set_symbol("漢").set_fg(Color::Rgb(n, 255 - n, n / 2));
        }
        None
    };
    assert!(screen.draw(rainbow).unwrap());
    assert_eq!(screen.writer().writes.len(), 1);
    assert!(screen.writer().writes[0].len() > 64 * 1024);
    assert_eq!(screen.writer().flushes, 1);
}

#[test]
fn a_frame_that_changes_nothing_writes_nothing() {
    let mut screen = screen(FULL);
    let cursor = Some(Position { x: 3, y: 2 });
    assert!(show(&mut screen, &["server EX01", "", "certificates"], cursor).is_some());
    assert_eq!(show(&mut screen, &["server EX01", "", "certificates"], cursor), None);
}

#[test]
fn a_frame_is_a_synchronized_update_with_the_cursor_hidden_until_its_end() {
    let mut screen = screen(Size { width: 20, height: 2 });
    let at = |x| Some(Position { x, y: 0 });
    show(&mut screen, &["filter: "], at(8));
    assert_eq!(show(&mut screen, &["filter: m"], at(9)).unwrap(), "^[?2026h^[?25l^[1;9Hm^[1;10H^[?25h^[?2026l");
}

#[test]
fn a_cursor_that_moves_shows_or_hides_over_the_same_cells_is_all_that_is_written() {
    let mut screen = screen(Size { width: 20, height: 2 });
    let at = |x| Some(Position { x, y: 1 });
    show(&mut screen, &["text"], None);
    assert_eq!(show(&mut screen, &["text"], at(4)).unwrap(), "^[2;5H^[?25h");
    assert_eq!(show(&mut screen, &["text"], at(0)).unwrap(), "^[2H");
    assert_eq!(show(&mut screen, &["text"], None).unwrap(), "^[?25l");
    assert_eq!(show(&mut screen, &["text"], Some(Position { x: 20, y: 0 })), None, "there is no such cell");
}

#[test]
fn the_terminal_is_asked_to_copy_in_one_write_and_the_picture_stays() {
    let mut screen = screen(Size { width: 20, height: 2 });
    show(&mut screen, &["text"], None);
    screen.copy("Get-ExchangeCertificate -Server 'EX01'").unwrap();
    let request = "^]52;c;R2V0LUV4Y2hhbmdlQ2VydGlmaWNhdGUgLVNlcnZlciAnRVgwMSc=^\\";
    assert_eq!(screen.writer().writes.last().unwrap(), request);
    assert_eq!(show(&mut screen, &["text"], None), None, "nothing has to be drawn again");
    screen.writer.broken = true;
    assert!(screen.copy("x").is_err());
}

#[test]
fn a_new_size_or_an_unknown_screen_is_cleared_and_drawn_whole() {
    let mut screen = screen(Size { width: 20, height: 2 });
    assert!(show(&mut screen, &["first"], None).unwrap().contains("^[2J^[1Hfirst"));
    screen.repaint();
    assert!(show(&mut screen, &["first"], None).unwrap().contains("^[2J^[1Hfirst"));
    screen.resize(Size { width: 5, height: 1 });
    assert_eq!(screen.size(), Size { width: 5, height: 1 });
    assert!(show(&mut screen, &["fifth"], None).unwrap().contains("^[2J^[1Hfifth"));
    assert_eq!(show(&mut screen, &["fifth"], None), None);
}

#[test]
fn a_screen_without_cells_is_survived() {
    let mut screen = screen(Size { width: 0, height: 0 });
    screen.draw(|_| Some(Position::ORIGIN)).unwrap();
    assert!(!screen.draw(|_| None).unwrap());
}

#[test]
fn after_a_failed_write_everything_is_drawn_again() {
    let mut screen = screen(Size { width: 20, height: 2 });
    show(&mut screen, &["first"], None);
    screen.writer.broken = true;
    assert!(
        screen
            .draw(|buffer| {
                buffer.set_string(0, 0, "other", Style::new());
                None
            })
            .is_err()
    );
    screen.writer.broken = false;
    assert!(show(&mut screen, &["other"], None).unwrap().contains("^[2J^[1Hother"));
}

#[test]
fn a_cursor_move_and_a_scroll_cost_few_bytes() {
    let mut screen = screen(FULL);
    let mut cost = |top, cursor| {
        let before = screen.shown.clone();
        screen.draw(|buffer| page(buffer, top, cursor)).unwrap();
        let changed = before.content.iter().zip(&screen.shown.content).filter(|(a, b)| a != b).count();
        (screen.writer().writes.last().unwrap().len(), changed)
    };
    cost(1000, 10);
    let (bytes, _) = cost(1000, 11);
    assert!(bytes <= 600, "a cursor move wrote {bytes} bytes");
    let (bytes, changed) = cost(1001, 11);
    assert!(bytes <= changed * 3 / 2, "a scroll that changed {changed} cells wrote {bytes} bytes");
}

#[test]
fn without_colours_no_colour_is_written_and_the_rest_of_the_style_is() {
    let mut screen = Screen::new(Counting::default(), Size { width: 20, height: 1 }, Colours::None);
    let style = Style::new().fg(Color::Red).bg(Color::Rgb(1, 2, 3)).bold();
    screen
        .draw(|buffer| {
            buffer.set_string(0, 0, "expired", style);
            None
        })
        .unwrap();
    assert!(screen.writer().writes[0].contains("^[1H^[1mexpired^[0m"), "{:?}", screen.writer().writes);
}

#[test]
fn a_control_character_never_reaches_the_terminal() {
    let mut screen = screen(Size { width: 20, height: 1 });
    screen
        .draw(|buffer| {
            buffer.content[0].set_symbol("\u{1b}]0;title\u{7}");
            buffer.content[1].set_symbol("\u{9b}2J");
            None
        })
        .unwrap();
    let written = &screen.writer().writes[0];
    assert!(!written.contains("title") && !written.contains('\u{9b}') && !written.contains('\u{7}'), "{written}");
}
