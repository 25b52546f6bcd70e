//! A buffer as something to look at without a terminal: plain text, text with styles, or SVG.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};

use super::role::Role;
use super::theme::Theme;
use crate::text;

pub use super::svg::svg;

/// The text of a buffer, a line for each row, blanks at the ends of lines left out.
#[must_use]
pub fn text(buffer: &Buffer) -> String {
    rows(buffer).map(|row| line(&row, ' ', |cell| cell.symbol().to_owned())).collect()
}

/// The text of a buffer, below it the same grid with a letter for the style of each cell, below that what each letter
/// means, by roles of the theme. A dot is ordinary text.
#[must_use]
pub fn styled(buffer: &Buffer, theme: &Theme) -> String {
    let mut legend = Legend { theme, letters: Vec::new() };
    let letters: String = rows(buffer)
        .map(|row| line(&row, '.', |cell| legend.letter(cell).to_string().repeat(text::width(cell.symbol()).max(1))))
        .collect();
    let mut out = format!("{}\n{letters}\n", self::text(buffer));
    for (letter, style) in &legend.letters {
        // Writing into a String cannot fail.
        let _ = writeln!(out, "{letter} = {}", meaning(theme, style));
    }
    out
}

/// The rows of a buffer, each as the cells that a terminal shows: what a wide character covers is not among them.
pub(super) fn rows(buffer: &Buffer) -> impl Iterator<Item = Vec<(u16, &Cell)>> {
    let area = *buffer.area();
    (area.top()..area.bottom()).map(move |y| {
        let mut cells = Vec::with_capacity(usize::from(area.width));
        let mut x = area.left();
        while let Some(cell) = buffer.cell((x, y)).filter(|_| x < area.right()) {
            cells.push((x - area.left(), cell));
            x = x.saturating_add(u16::try_from(text::width(cell.symbol())).unwrap_or(u16::MAX).max(1));
        }
        cells
    })
}

fn line(row: &[(u16, &Cell)], blank: char, mut write: impl FnMut(&Cell) -> String) -> String {
    let line: String = row.iter().map(|(_, cell)| write(cell)).collect();
    line.trim_end_matches(blank).to_owned() + "\n"
}

/// What of a cell is style; two cells look alike when it is equal.
type Worn = (Color, Color, Color, Modifier);

fn worn(cell: &Cell) -> Worn {
    (cell.fg, cell.bg, cell.underline_color, cell.modifier)
}

fn wearing(style: Style) -> Worn {
    let mut cell = Cell::EMPTY;
    cell.set_style(style);
    worn(&cell)
}

struct Legend<'a> {
    theme: &'a Theme,
    letters: Vec<(char, Worn)>,
}

impl Legend<'_> {
    fn letter(&mut self, cell: &Cell) -> char {
        let style = worn(cell);
        if style == wearing(self.theme.style(Role::Text)) {
            return '.';
        }
        if let Some((letter, _)) = self.letters.iter().find(|(_, known)| *known == style) {
            return *letter;
        }
        let letter = ('a'..='z').chain('A'..='Z').nth(self.letters.len()).unwrap_or('#');
        self.letters.push((letter, style));
        letter
    }
}

/// The roles that look like this, or two of them one over the other, or the bare style.
fn meaning(theme: &Theme, style: &Worn) -> String {
    let alike: Vec<&str> =
        Role::ALL.into_iter().filter(|role| wearing(theme.style(*role)) == *style).map(Role::name).collect();
    if !alike.is_empty() {
        return alike.join(" or ");
    }
    let over = |lower: Role, upper: Role| wearing(theme.style(lower).patch(theme.style(upper))) == *style;
    for upper in Role::ALL {
        if let Some(lower) = Role::ALL.into_iter().find(|lower| over(*lower, upper)) {
            return format!("{} over {}", upper.name(), lower.name());
        }
    }
    format!("{} on {} {:?}", style.0, style.1, style.3)
}
