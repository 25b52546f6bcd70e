//! The style of a cell as bytes: the shortest change from the style before it.
//!
//! Written here, not through crossterm: its colour commands look at `NO_COLOR` by themselves and then write a full
//! reset in the colour's place. Underline colours are not used: older terminals take them for blinking.

use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::ability::Colours;

/// What the next character will look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// What can be seen even where there is no character.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

impl Pen {
    pub(super) const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    pub(super) fn of(cell: &Cell, colours: Colours) -> Self {
        let mut modifier = cell.modifier;
        if modifier.contains(Modifier::BOLD) {
            // One intensity on many terminals, where the later code would win.
            modifier.remove(Modifier::DIM);
        }
        Self { fg: colours.fit(cell.fg), bg: colours.fit(cell.bg), modifier }
    }

    /// A blank in this style looks like an erased cell.
    pub(super) fn erases(self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(SEEN_ON_BLANK)
    }

    /// Appends the change from `self` to `next`; nothing if they are the same.
    pub(super) fn change(self, next: Self, out: &mut Vec<u8>) {
        if self == next {
            return;
        }
        let mut codes = Codes { out, first: true };
        let from = if self.modifier.difference(next.modifier).is_empty() {
            self
        } else {
            // Codes that take one modifier back are not the same everywhere (22 takes two): start from nothing.
            codes.push(format_args!("0"));
            Self::PLAIN
        };
        for (modifier, code) in MODIFIERS {
            if next.modifier.contains(modifier) && !from.modifier.contains(modifier) {
                codes.push(format_args!("{code}"));
            }
        }
        if next.fg != from.fg {
            codes.colour(next.fg, 30);
        }
        if next.bg != from.bg {
            codes.colour(next.bg, 40);
        }
        if !codes.first {
            out.push(b'm');
        }
    }
}

/// The parameters of one sequence, opened by the first.
struct Codes<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
}

impl Codes<'_> {
    fn push(&mut self, code: std::fmt::Arguments<'_>) {
        let opening: &[u8] = if self.first { b"\x1b[" } else { b";" };
        self.first = false;
        self.out.extend_from_slice(opening);
        // Writing into a Vec cannot fail.
        let _ = self.out.write_fmt(code);
    }

    /// `base`: 30 for the foreground, 40 for the background.
    fn colour(&mut self, colour: Color, base: u8) {
        let index = match colour {
            Color::Reset => return self.push(format_args!("{}", base + 9)),
            Color::Rgb(red, green, blue) => return self.push(format_args!("{};2;{red};{green};{blue}", base + 8)),
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
            Color::Indexed(index) => index,
        };
        match index {
            0..=7 => self.push(format_args!("{}", base + index)),
            8..=15 => self.push(format_args!("{}", base + 60 + index - 8)),
            16..=255 => self.push(format_args!("{};5;{index}", base + 8)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        from.change(to, &mut out);
        String::from_utf8(out).unwrap().replace('\u{1b}', "^")
    }

    #[test]
    fn only_what_differs_is_written() {
        let bold_red = Pen { fg: Color::Red, modifier: Modifier::BOLD, ..Pen::PLAIN };
        let bold_blue = Pen { fg: Color::Indexed(4), ..bold_red };
        let underlined = Pen { modifier: Modifier::BOLD | Modifier::UNDERLINED, ..bold_blue };
        assert_eq!(change(Pen::PLAIN, bold_red), "^[1;31m");
        assert_eq!(change(bold_red, bold_red), "");
        assert_eq!(change(bold_red, bold_blue), "^[34m");
        assert_eq!(change(bold_blue, underlined), "^[4m");
        assert_eq!(change(underlined, bold_blue), "^[0;1;34m");
        assert_eq!(change(bold_red, Pen::PLAIN), "^[0m");
    }

    #[test]
    fn bold_is_brighter_than_dim_on_every_terminal() {
        let mut cell = Cell::new("a");
        cell.modifier = Modifier::BOLD | Modifier::DIM;
        assert_eq!(change(Pen::PLAIN, Pen::of(&cell, Colours::True)), "^[1m");
    }

    #[test]
    fn colours_are_written_in_their_shortest_form() {
        let bg = |bg| Pen { bg, ..Pen::PLAIN };
        assert_eq!(change(Pen::PLAIN, bg(Color::Indexed(9))), "^[101m");
        assert_eq!(change(Pen::PLAIN, bg(Color::Indexed(208))), "^[48;5;208m");
        assert_eq!(change(Pen::PLAIN, bg(Color::Rgb(1, 2, 3))), "^[48;2;1;2;3m");
        assert_eq!(change(bg(Color::White), bg(Color::Reset)), "^[49m");
    }
}
