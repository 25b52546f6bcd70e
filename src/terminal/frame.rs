//! From what is shown to what is wanted: the bytes of one frame.
//!
//! A row is seen as the terminal shows it, as glyphs, each covering one cell or more. A glyph stays as it is if the
//! same glyph already stands there; if the cell was the second half of a wide one it does not, whatever the buffer
//! holds there. So neither half of a wide glyph ever outlives the other.
//!
//! Not every terminal gives a combined glyph (an emoji with a selector, a letter with its accents) the width that
//! Unicode does. Around those nothing is taken for granted: the cells are cleared first, the cursor is placed anew
//! afterwards, and what the glyph may have spilled over is drawn again.

use std::io::Write;

use ratatui::buffer::{Buffer, Cell, CellWidth};

use super::ability::Colours;
use super::sgr::Pen;

/// Unchanged cells that are written again rather than stepped over: as cheap as moving the cursor.
const BRIDGE: u16 = 4;
/// Blank cells at the end of a row from which erasing is cheaper than writing them.
const ERASE: u16 = 4;

/// Appends to `out` what turns a terminal showing `shown` into one showing `wanted`, from a plain pen and back to it.
/// Appends nothing if that is no difference. Both buffers have the same area.
pub(super) fn encode(shown: &Buffer, wanted: &Buffer, colours: Colours, out: &mut Vec<u8>) {
    let width = wanted.area.width;
    let mut writer = Writer { out, colours, pen: Pen::PLAIN, at: None };
    let mut covered = Vec::new();
    let rows = shown.content.chunks(usize::from(width).max(1)).zip(wanted.content.chunks(usize::from(width).max(1)));
    for (y, (shown, wanted)) in (0..).zip(rows) {
        if shown != wanted {
            mark_covered(shown, &mut covered);
            writer.row(y, shown, wanted, &covered);
        }
    }
    writer.pen(Pen::PLAIN);
}

/// Which cells of a row are not the first of their glyph.
fn mark_covered(row: &[Cell], covered: &mut Vec<bool>) {
    covered.clear();
    while let Some(cell) = row.get(covered.len()) {
        let room = row.len() - covered.len();
        let width = usize::from(Glyph::of(cell.symbol(), room).width);
        covered.push(false);
        covered.resize(covered.len() + width - 1, true);
    }
}

/// What a terminal draws for a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Glyph<'a> {
    text: &'a str,
    /// Cells covered: 1 or more, never beyond the row.
    width: u16,
    /// Cells that some terminal may cover instead; equal to `width` for glyphs all terminals agree on.
    spill: u16,
    /// Every terminal gives it the same width.
    sure: bool,
}

impl<'a> Glyph<'a> {
    const BLANK: Self = Glyph { text: " ", width: 1, spill: 1, sure: true };

    /// `room`: cells from here to the end of the row, at least 1.
    fn of(symbol: &'a str, room: usize) -> Self {
        if let [byte] = symbol.as_bytes()
            && (b' '..=b'~').contains(byte)
        {
            return Self { text: symbol, ..Self::BLANK };
        }
        // Texts are made harmless long before; this is the last gate to the terminal, and it does not trust.
        if symbol.chars().any(char::is_control) {
            return Self { text: "\u{fffd}", sure: false, ..Self::BLANK };
        }
        let width = symbol.cell_width();
        if width == 0 || usize::from(width) > room {
            return Self::BLANK;
        }
        let mut buffer = [0; 4];
        let apart: u16 = symbol.chars().map(|c| c.encode_utf8(&mut buffer).cell_width()).sum();
        let sure = symbol.chars().nth(1).is_none();
        Self { text: symbol, width, spill: width.max(apart), sure }
    }
}

struct Writer<'a> {
    out: &'a mut Vec<u8>,
    colours: Colours,
    pen: Pen,
    /// Where the cursor is, if that is certain.
    at: Option<(u16, u16)>,
}

impl Writer<'_> {
    fn row(&mut self, y: u16, shown: &[Cell], wanted: &[Cell], covered: &[bool]) {
        let width = cells(wanted.len());
        let blank_from = width - self.blank_end(wanted);
        let mut again = 0;
        let mut x = 0;
        while let Some(cell) = wanted.get(usize::from(x)) {
            let glyph = Glyph::of(cell.symbol(), wanted.len() - usize::from(x));
            let stays = x >= again && !covered[usize::from(x)] && shown[usize::from(x)] == *cell;
            if !stays {
                self.go(x, y, wanted);
                self.pen(Pen::of(cell, self.colours));
                if x >= blank_from && width - x >= ERASE {
                    self.out.extend_from_slice(b"\x1b[K");
                    return;
                }
                self.glyph(x, y, glyph, width);
                if !glyph.sure {
                    again = x.saturating_add(glyph.spill).saturating_add(1);
                }
            }
            x += glyph.width;
        }
    }

    /// How many cells at the end of the row look erased.
    fn blank_end(&self, row: &[Cell]) -> u16 {
        let blank = |cell: &&Cell| cell.symbol() == " " && Pen::of(cell, self.colours).erases();
        cells(row.iter().rev().take_while(blank).count())
    }

    fn glyph(&mut self, x: u16, y: u16, glyph: Glyph<'_>, width: u16) {
        if !glyph.sure {
            self.out.resize(self.out.len() + usize::from(glyph.width), b' ');
            self.place(x, y);
        }
        self.out.extend_from_slice(glyph.text.as_bytes());
        let end = x + glyph.width;
        // Past the last column the cursor waits for the next character in ways that differ.
        self.at = (glyph.sure && end < width).then_some((end, y));
    }

    fn pen(&mut self, pen: Pen) {
        self.pen.change(pen, self.out);
        self.pen = pen;
    }

    /// Moves the cursor, the shortest way.
    fn go(&mut self, x: u16, y: u16, row: &[Cell]) {
        match self.at {
            Some(at) if at == (x, y) => {}
            Some((from, line)) if line == y && from < x => {
                if !self.bridge(from, x, row) {
                    match x - from {
                        1 => self.out.extend_from_slice(b"\x1b[C"),
                        gap => self.sequence(format_args!("\x1b[{gap}C")),
                    }
                }
            }
            _ => self.place(x, y),
        }
        self.at = Some((x, y));
    }

    /// Writes the few cells between again, if they are plain letters in the present style.
    fn bridge(&mut self, from: u16, to: u16, row: &[Cell]) -> bool {
        let Some(gap) = row.get(usize::from(from)..usize::from(to)) else { return false };
        let letter = |cell: &Cell| cell.symbol().len() == 1 && cell.symbol() >= " " && cell.symbol() <= "~";
        let alike = |cell: &Cell| letter(cell) && Pen::of(cell, self.colours) == self.pen;
        let bridged = to - from <= BRIDGE && gap.iter().all(alike);
        if bridged {
            self.out.extend(gap.iter().flat_map(|cell| cell.symbol().bytes()));
        }
        bridged
    }

    fn place(&mut self, x: u16, y: u16) {
        place(x, y, self.out);
    }

    fn sequence(&mut self, sequence: std::fmt::Arguments<'_>) {
        // Writing into a Vec cannot fail.
        let _ = self.out.write_fmt(sequence);
    }
}

/// Appends the move of the cursor to a cell, counted from 0.
pub(super) fn place(x: u16, y: u16, out: &mut Vec<u8>) {
    let (column, line) = (u32::from(x) + 1, u32::from(y) + 1);
    // Writing into a Vec cannot fail.
    let _ = if column == 1 { write!(out, "\x1b[{line}H") } else { write!(out, "\x1b[{line};{column}H") };
}

fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    use super::*;

    const WIDTH: u16 = 10;

    fn row(text: &str, style: Style) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, 1));
        buffer.set_string(0, 0, text, style);
        buffer
    }

    fn written(shown: &Buffer, wanted: &Buffer) -> String {
        let mut out = Vec::new();
        encode(shown, wanted, Colours::True, &mut out);
        String::from_utf8(out).unwrap().replace('\u{1b}', "^")
    }

    fn plain(shown: &str, wanted: &str) -> String {
        written(&row(shown, Style::new()), &row(wanted, Style::new()))
    }

    #[test]
    fn the_second_half_of_a_wide_glyph_is_never_taken_for_what_the_buffer_holds_there() {
        let blue = Style::new().bg(Color::Blue);
        // The buffer holds a blank there before and after; the terminal shows half a glyph on blue before.
        assert_eq!(written(&row("字字", blue), &row("ab字", Style::new())), "^[1Hab字");
        assert_eq!(written(&row("字", blue), &row("a", Style::new())), "^[1Ha^[K");
        assert_eq!(plain("a字", "字b"), "^[1H字b");
        assert_eq!(plain("字字", "a字"), "^[1Ha字^[K");
    }

    #[test]
    fn a_wide_glyph_without_room_is_a_blank() {
        let mut cut = row("", Style::new());
        cut[(9, 0)].set_symbol("字");
        assert_eq!(written(&row("         x", Style::new()), &cut), "^[1;10H ");
    }

    #[test]
    fn around_a_glyph_of_doubtful_width_everything_is_drawn_again() {
        // Cleared, drawn, and then the two cells that a terminal drawing two glyphs would have covered, and one more.
        let family = "👩\u{200d}👦";
        assert_eq!(plain("abcdefgh", &format!("{family}cdefgh")), format!("^[1H  ^[1H{family}^[1;3Hcde"));
        assert_eq!(plain("abcdefgh", "e\u{301}bcdefgh"), "^[1H ^[1He\u{301}^[1;2Hb");
    }

    #[test]
    fn a_short_gap_is_written_and_a_long_one_stepped_over() {
        assert_eq!(plain("a123b", "x123y"), "^[1Hx123y");
        assert_eq!(plain("a12345b", "x12345y"), "^[1Hx^[5Cy");
        assert_eq!(plain("a字b", "x字y"), "^[1Hx^[2Cy");
    }

    #[test]
    fn an_empty_end_of_a_row_is_erased_unless_it_has_a_colour() {
        assert_eq!(plain("a23456789", "a"), "^[1;2H^[K");
        let blue = |text| row(text, Style::new().bg(Color::Blue));
        assert_eq!(written(&blue("1234567890"), &blue("12345     ")), "^[1;6H^[44m     ^[49m");
    }
}
