//! What the terminal can show: how many colours, and which glyphs. Decided once, from flags and environment.

use ratatui::style::Color;

/// What the person asked for with `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColourChoice {
    /// As the terminal and the environment say.
    #[default]
    Auto,
    /// Colours, whatever the environment says.
    Always,
    /// No colours; bold, underline and reverse stay.
    Never,
}

/// How many colours may be sent, fewest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colours {
    /// None: no colour is ever written.
    None,
    /// The 16 named ones.
    Sixteen,
    /// The 256 of xterm's palette.
    Palette,
    /// Any red, green and blue.
    True,
}

/// Which characters the terminal's encoding has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    /// ASCII only: lines and marks must be drawn with it.
    Ascii,
    /// All of Unicode.
    Unicode,
}

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ability {
    /// Its colours.
    pub colours: Colours,
    /// Its characters.
    pub glyphs: Glyphs,
}

/// Decides from `variable` (the environment), `--color`, `--ascii` and the system.
///
/// `NO_COLOR`, if not empty, means no colours unless `--color always` says otherwise (<https://no-color.org>).
/// `TERM=dumb` means neither colours nor glyphs beyond ASCII. On Unix the encoding is the locale's: the first of
/// `LC_ALL`, `LC_CTYPE` and `LANG` that is not empty; without any it is ASCII.
#[must_use]
pub fn detect(variable: impl Fn(&str) -> Option<String>, choice: ColourChoice, ascii: bool, windows: bool) -> Ability {
    let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
    let term = variable("TERM");
    let dumb = term.as_deref() == Some("dumb");
    let possible = match variable("COLORTERM").as_deref() {
        _ if dumb => Colours::None,
        Some("truecolor" | "24bit") => Colours::True,
        _ => match term.as_deref() {
            Some(term) if term.ends_with("-direct") => Colours::True,
            Some(term) if term.contains("256color") => Colours::Palette,
            Some(_) => Colours::Sixteen,
            None if windows => Colours::True,
            None => Colours::None,
        },
    };
    let colours = match choice {
        ColourChoice::Never => Colours::None,
        ColourChoice::Always => possible.max(Colours::Sixteen),
        ColourChoice::Auto if variable("NO_COLOR").is_some() => Colours::None,
        ColourChoice::Auto => possible,
    };
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable).unwrap_or_default().to_lowercase();
    let unicode = windows || locale.contains("utf-8") || locale.contains("utf8");
    let glyphs = if unicode && !ascii && !dumb { Glyphs::Unicode } else { Glyphs::Ascii };
    Ability { colours, glyphs }
}

impl Colours {
    /// The nearest colour that may be sent.
    #[must_use]
    pub fn fit(self, colour: Color) -> Color {
        match (self, colour) {
            (Self::None, _) => Color::Reset,
            (Self::Palette, Color::Rgb(red, green, blue)) => Color::Indexed(nearest(16..=255, red, green, blue)),
            (Self::Sixteen, Color::Rgb(red, green, blue)) => Color::Indexed(nearest(0..=15, red, green, blue)),
            (Self::Sixteen, Color::Indexed(index)) if index > 15 => {
                let (red, green, blue) = palette(index);
                Color::Indexed(nearest(0..=15, red, green, blue))
            }
            (_, other) => other,
        }
    }
}

/// The palette entry in `among` with the smallest squared distance; the lower index of two equals.
fn nearest(among: std::ops::RangeInclusive<u8>, red: u8, green: u8, blue: u8) -> u8 {
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    let distance = |index: &u8| {
        let (r, g, b) = palette(*index);
        square(r, red) + square(g, green) + square(b, blue)
    };
    among.min_by_key(distance).unwrap_or(0)
}

/// xterm's palette: 16 names, a cube of 6x6x6, 24 greys.
fn palette(index: u8) -> (u8, u8, u8) {
    const NAMED: [(u8, u8, u8); 16] = [
        (0, 0, 0),
        (205, 0, 0),
        (0, 205, 0),
        (205, 205, 0),
        (0, 0, 238),
        (205, 0, 205),
        (0, 205, 205),
        (229, 229, 229),
        (127, 127, 127),
        (255, 0, 0),
        (0, 255, 0),
        (255, 255, 0),
        (92, 92, 255),
        (255, 0, 255),
        (0, 255, 255),
        (255, 255, 255),
    ];
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |n: u8| STEPS[usize::from(n % 6)];
    match index {
        0..=15 => NAMED[usize::from(index)],
        16..=231 => {
            let n = index - 16;
            (step(n / 36), step(n / 6), step(n))
        }
        232..=255 => {
            let grey = 8 + 10 * (index - 232);
            (grey, grey, grey)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_unix(environment: &[(&str, &str)], choice: ColourChoice) -> Ability {
        let variable =
            |name: &str| environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        detect(variable, choice, false, false)
    }

    const XTERM: (&str, &str) = ("TERM", "xterm-256color");
    const UTF8: (&str, &str) = ("LANG", "de_DE.UTF-8");

    #[test]
    fn the_terminal_says_how_many_colours_it_has() {
        let colours = |environment: &[(&str, &str)]| on_unix(environment, ColourChoice::Auto).colours;
        assert_eq!(colours(&[XTERM]), Colours::Palette);
        assert_eq!(colours(&[XTERM, ("COLORTERM", "truecolor")]), Colours::True);
        assert_eq!(colours(&[("TERM", "vt220")]), Colours::Sixteen);
        assert_eq!(colours(&[("TERM", "dumb"), ("COLORTERM", "truecolor")]), Colours::None);
        assert_eq!(colours(&[]), Colours::None);
    }

    #[test]
    fn no_color_counts_unless_it_is_empty_or_overruled() {
        let no_color = [XTERM, ("NO_COLOR", "1")];
        assert_eq!(on_unix(&no_color, ColourChoice::Auto).colours, Colours::None);
        assert_eq!(on_unix(&no_color, ColourChoice::Always).colours, Colours::Palette);
        assert_eq!(on_unix(&[XTERM, ("NO_COLOR", "")], ColourChoice::Auto).colours, Colours::Palette);
        assert_eq!(on_unix(&[XTERM], ColourChoice::Never).colours, Colours::None);
        assert_eq!(on_unix(&[("TERM", "dumb")], ColourChoice::Always).colours, Colours::Sixteen);
    }

    #[test]
    fn the_first_locale_that_is_set_decides_about_glyphs() {
        let glyphs = |environment: &[(&str, &str)]| on_unix(environment, ColourChoice::Auto).glyphs;
        assert_eq!(glyphs(&[XTERM, UTF8]), Glyphs::Unicode);
        assert_eq!(glyphs(&[XTERM, ("LC_ALL", ""), UTF8]), Glyphs::Unicode);
        assert_eq!(glyphs(&[XTERM, ("LC_ALL", "C"), UTF8]), Glyphs::Ascii);
        assert_eq!(glyphs(&[XTERM, ("LC_CTYPE", "ja_JP.utf8"), ("LANG", "C")]), Glyphs::Unicode);
        assert_eq!(glyphs(&[XTERM, ("LANG", "de_DE.ISO-8859-1")]), Glyphs::Ascii);
        assert_eq!(glyphs(&[XTERM]), Glyphs::Ascii);
        assert_eq!(glyphs(&[("TERM", "dumb"), UTF8]), Glyphs::Ascii);
    }

    #[test]
    fn ascii_can_be_asked_for_and_windows_needs_no_locale() {
        assert_eq!(detect(|_| None, ColourChoice::Auto, true, true).glyphs, Glyphs::Ascii);
        let windows = detect(|_| None, ColourChoice::Auto, false, true);
        assert_eq!(windows, Ability { colours: Colours::True, glyphs: Glyphs::Unicode });
    }

    #[test]
    fn a_colour_becomes_the_nearest_the_terminal_has() {
        let orange = Color::Rgb(255, 135, 0);
        assert_eq!(Colours::True.fit(orange), orange);
        assert_eq!(Colours::Palette.fit(orange), Color::Indexed(208));
        assert_eq!(Colours::Palette.fit(Color::Rgb(8, 8, 8)), Color::Indexed(232));
        assert_eq!(Colours::Sixteen.fit(Color::Rgb(250, 10, 10)), Color::Indexed(9));
        assert_eq!(Colours::Sixteen.fit(Color::Indexed(196)), Color::Indexed(9));
        assert_eq!(Colours::Sixteen.fit(Color::Red), Color::Red);
        assert_eq!(Colours::None.fit(Color::Red), Color::Reset);
    }
}
