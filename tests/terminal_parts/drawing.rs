//! What a terminal shows is what was painted, whatever it showed before.

use std::fs;

use exchcert::terminal::ability::Colours;
use exchcert::terminal::screen::Screen;
use proptest::collection::vec;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier, Style};

use super::support::pty::{Painted, Program};

const WIDTH: u16 = 12;
const HEIGHT: u16 = 3;

/// One thing painted: where, what, how.
type Stroke = (u16, u16, &'static str, Style);

fn style() -> impl Strategy<Value = Style> {
    let colour = || {
        prop::sample::select(vec![Color::Reset, Color::Red, Color::LightBlue, Color::Indexed(208), Color::Rgb(1, 2, 3)])
    };
    let modifier = prop::sample::select(vec![
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::REVERSED,
        Modifier::UNDERLINED | Modifier::ITALIC,
        Modifier::DIM,
    ]);
    (colour(), colour(), modifier).prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

/// Letters, wide glyphs, accents set apart, blanks, and the wide ones at the edge.
fn stroke() -> impl Strategy<Value = Stroke> {
    let text = prop::sample::select(vec!["a", "mail", "証明書", "字", "e\u{301}a", "é", "     ", "─│", "a証b", "가나"]);
    (0..WIDTH, 0..HEIGHT, text, style())
}

fn paint(strokes: &[Stroke], buffer: &mut Buffer) {
    for (x, y, text, style) in strokes {
        buffer.set_string(*x, *y, text, *style);
    }
}

/// The bytes of all frames, one after the other.
fn bytes(frames: &[Vec<Stroke>]) -> Vec<u8> {
    let mut screen = Screen::new(Vec::new(), Size { width: WIDTH, height: HEIGHT }, Colours::True);
    for strokes in frames {
        screen
            .draw(|buffer| {
                paint(strokes, buffer);
                None
            })
            .unwrap();
    }
    screen.writer().clone()
}

/// What a terminal shows after `bytes`.
fn shown(bytes: &[u8]) -> Painted {
    let program = Program::new((WIDTH, HEIGHT));
    let file = program.home().join("frames");
    fs::write(&file, bytes).unwrap();
    program.arg(file).start("/bin/cat").painted()
}

/// What a terminal has to show for the last frame, cell by cell.
fn expected(strokes: &[Stroke]) -> Painted {
    let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, WIDTH, HEIGHT));
    paint(strokes, &mut buffer);
    let mut painted = Painted::new();
    for row in buffer.content.chunks(usize::from(WIDTH)) {
        let mut covered = 0;
        for cell in row {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            covered = cell.symbol().cell_width() - 1;
            painted.push(cell.symbol(), cell.fg, cell.bg, cell.modifier);
        }
    }
    painted
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_terminal_shows_the_last_frame_whatever_came_before_it(frames in vec(vec(stroke(), 0..8), 1..5)) {
        let last = frames.last().unwrap();
        prop_assert_eq!(shown(&bytes(&frames)), expected(last));
    }
}

#[test]
fn no_half_of_a_wide_glyph_stays_behind() {
    let plain = Style::new();
    let blue = Style::new().bg(Color::Blue);
    for (before, after) in [
        (vec![(0, 0, "証明書", plain)], vec![(1, 0, "証明書", plain)]),
        (vec![(1, 0, "証明書", blue)], vec![(0, 0, "証", plain), (3, 0, "x", plain)]),
        (vec![(0, 0, "証明書", blue)], vec![(0, 0, "a", plain)]),
        (vec![(0, 0, "証明書", plain)], vec![(0, 0, "証", plain), (3, 0, "x", plain)]),
        (vec![(10, 0, "証", blue)], vec![(11, 0, "証", blue)]),
        (vec![(0, 0, "abc", plain)], vec![(1, 0, "字", plain)]),
    ] {
        assert_eq!(shown(&bytes(&[before.clone(), after.clone()])), expected(&after), "{before:?} then {after:?}");
    }
}
