//! A buffer as an SVG image.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::picture::rows;
use crate::text;

/// A cell in pixels: the advance (0.6) and, a little less than, the line height (1.16) of the usual monospace fonts at
/// this size, so that the frames of neighbouring cells meet.
const CELL: (usize, usize) = (9, 17);
/// The font size in pixels.
const FONT: usize = 15;
/// Empty pixels around the page.
const MARGIN: usize = 12;
/// The colours of text and page where the terminal's own are meant.
const TEXT: &str = "#d4d4d4";
const PAGE: &str = "#16181d";

/// The buffer as one SVG image: dark page, monospace, one `<text>` for each run of cells that look alike. Every run
/// states its place and its length, so the columns stand whatever font the reader has.
#[must_use]
pub fn svg(buffer: &Buffer) -> String {
    let (columns, lines) = (usize::from(buffer.area().width), usize::from(buffer.area().height));
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, lines * CELL.1 + 2 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"{PAGE}\"/>\n\
         <g font-family=\"DejaVu Sans Mono, Menlo, Consolas, Noto Sans Mono CJK JP, monospace\" font-size=\"{FONT}\" xml:space=\"preserve\">\n"
    );
    for (y, row) in rows(buffer).enumerate() {
        for run in runs(&row) {
            run.write(&mut out, y);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Neighbouring cells of one look.
struct Run<'a> {
    column: usize,
    columns: usize,
    text: String,
    cell: &'a Cell,
}

fn runs<'a>(row: &[(u16, &'a Cell)]) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    let mut alone = false;
    for (column, cell) in row {
        let columns = text::width(cell.symbol()).max(1);
        // A wide character has a run of its own: its advance is the font's, and it must not push its neighbours.
        let wide = columns > 1;
        match runs.last_mut().filter(|run| !alone && !wide && alike(run.cell, cell)) {
            Some(run) => {
                run.text.push_str(cell.symbol());
                run.columns += columns;
            }
            None => runs.push(Run { column: usize::from(*column), columns, text: cell.symbol().to_owned(), cell }),
        }
        alone = wide;
    }
    runs
}

fn alike(one: &Cell, other: &Cell) -> bool {
    (one.fg, one.bg, one.modifier) == (other.fg, other.bg, other.modifier)
}

impl Run<'_> {
    fn write(&self, out: &mut String, y: usize) {
        let (x, top) = (MARGIN + self.column * CELL.0, MARGIN + y * CELL.1);
        let width = self.columns * CELL.0;
        let reversed = self.cell.modifier.contains(Modifier::REVERSED);
        let (mut ink, mut ground) = (colour(self.cell.fg), colour(self.cell.bg));
        if reversed {
            (ink, ground) =
                (Some(ground.unwrap_or_else(|| PAGE.to_owned())), Some(ink.unwrap_or_else(|| TEXT.to_owned())));
        }
        // Writing into a String cannot fail.
        if let Some(ground) = ground {
            let _ = writeln!(
                out,
                "<rect x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{}\" fill=\"{ground}\"/>",
                CELL.1
            );
        }
        let underlined = self.cell.modifier.contains(Modifier::UNDERLINED);
        if self.text.trim().is_empty() && !underlined {
            return;
        }
        let ink = ink.unwrap_or_else(|| TEXT.to_owned());
        let _ = write!(out, "<text x=\"{x}\" y=\"{}\" textLength=\"{width}\" fill=\"{ink}\"", top + CELL.1 - 4);
        if self.cell.modifier.contains(Modifier::BOLD) {
            out.push_str(" font-weight=\"bold\"");
        }
        if self.cell.modifier.contains(Modifier::DIM) {
            out.push_str(" fill-opacity=\"0.6\"");
        }
        if underlined {
            out.push_str(" text-decoration=\"underline\"");
        }
        let _ = writeln!(out, ">{}</text>", escaped(&self.text));
    }
}

/// The text for XML; a no-break space keeps its column even where a reader ignores `xml:space`.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            ' ' => out.push('\u{A0}'),
            '\'' => out.push_str("&#39;"),
            // What XML has no place for, not even by number.
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
        out
    })
}

/// A colour in hexadecimal; `None` where the terminal's own is meant.
fn colour(colour: Color) -> Option<String> {
    let named = match colour {
        Color::Reset => return None,
        Color::Rgb(r, g, b) => return Some(format!("#{r:02x}{g:02x}{b:02x}")),
        Color::Indexed(index) => return Some(indexed(index)),
        Color::Black => "#2b2d33",
        Color::Red => "#e06c75",
        Color::Green => "#98c379",
        Color::Yellow => "#e5c07b",
        Color::Blue => "#61afef",
        Color::Magenta => "#c678dd",
        Color::Cyan => "#56b6c2",
        Color::Gray => "#abb2bf",
        Color::DarkGray => "#7f848e",
        Color::LightRed => "#ff7b86",
        Color::LightGreen => "#b5e890",
        Color::LightYellow => "#ffd68a",
        Color::LightBlue => "#8cc8ff",
        Color::LightMagenta => "#dd9bf0",
        Color::LightCyan => "#7fd6e2",
        Color::White => "#ffffff",
    };
    Some(named.to_owned())
}

/// xterm's 256 colours: sixteen by name, a cube of 6x6x6, 24 greys.
fn indexed(index: u8) -> String {
    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match index {
        0..=15 => NAMED.get(usize::from(index)).and_then(|named| colour(*named)).unwrap_or_else(|| TEXT.to_owned()),
        16..=231 => {
            let cube = index - 16;
            format!("#{:02x}{:02x}{:02x}", level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        232..=255 => {
            let grey = 8 + 10 * (index - 232);
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
    }
}
