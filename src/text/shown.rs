//! Foreign text made harmless.
//!
//! A certificate's names are chosen by whoever made the certificate. Printed as they are, they could move the cursor,
//! recolour or retitle the terminal (control characters, escapes), read backwards (bidirectional controls), hide parts of
//! themselves (zero-width characters) or bury the page (length, stacked marks).

use std::borrow::Cow;
use std::fmt;
use std::fmt::Write as _;
use std::ops::Deref;

use unicode_segmentation::UnicodeSegmentation;

use super::{cut, grapheme_width, is_plain, wrap};

/// The most graphemes of a foreign text that are shown; what follows is cut, and `...` says so.
pub const LONGEST: usize = 1_000;

/// The most bytes of a foreign text that are looked at at all.
const MOST_BYTES: usize = 16 * 1024;

/// The most code points of one grapheme: a base with more marks on it than any script needs is cut.
const MOST_MARKS: usize = 12;

/// What marks the cut; plain ASCII, since it must be readable everywhere.
const CUT: &str = "...";

/// Characters that look like the star of a wildcard and are none.
const STARS: [char; 6] = ['\u{204E}', '\u{2217}', '\u{2731}', '\u{A673}', '\u{FE61}', '\u{FF0A}'];
/// Characters that look like the dot behind it and are none; the first is one.
const DOTS: [char; 6] = ['.', '\u{2024}', '\u{3002}', '\u{FE52}', '\u{FF0E}', '\u{FF61}'];

/// Text that may be shown: our own words, or foreign text in which nothing acts on the terminal or hides.
///
/// Control, bidirectional and zero-width characters, line separators and characters that only look like nothing stand
/// there by number, such as `<U+202E>`, and so does what makes a name look like a wildcard that it is not. Combining marks stay on their base; without one they stand by number too.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shown(String);

impl Shown {
    /// Foreign text made harmless, at most [`LONGEST`] graphemes of it. The cost does not grow with a longer text.
    #[must_use]
    pub fn new(foreign: &str) -> Shown {
        if foreign.len() <= LONGEST && is_plain(foreign) {
            return Shown(foreign.to_owned());
        }
        let (looked_at, cut_off) = bounded(foreign);
        let named: String = looked_at.chars().fold(String::with_capacity(looked_at.len()), |mut out, c| {
            if is_hidden(c) {
                name(&mut out, c);
            } else {
                out.push(c);
            }
            out
        });
        let named = without_false_wildcards(&named);
        let mut out = String::with_capacity(named.len());
        let mut graphemes = named.graphemes(true);
        for grapheme in graphemes.by_ref().take(LONGEST) {
            push(&mut out, grapheme);
        }
        if cut_off || graphemes.next().is_some() {
            out.push_str(CUT);
        }
        Shown(out)
    }

    /// Our own words: a literal of this program.
    #[must_use]
    pub fn ours(words: &'static str) -> Shown {
        Shown(words.to_owned())
    }

    /// Words of the message table with harmless arguments in them.
    pub(crate) fn assembled(words: String) -> Shown {
        Shown(words)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many columns it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        super::width(&self.0)
    }

    /// This text within `max` columns; see [`cut`].
    #[must_use]
    pub fn cut(&self, max: usize, ellipsis: &'static str) -> Shown {
        Shown(cut(&self.0, max, ellipsis).into_owned())
    }

    /// The lines of this text within `columns`; see [`wrap`].
    #[must_use]
    pub fn wrap(&self, columns: usize) -> Vec<Shown> {
        wrap(&self.0, columns).into_iter().map(Shown).collect()
    }

    /// Several texts in one, with `between` between them.
    #[must_use]
    pub fn join<'a>(parts: impl IntoIterator<Item = &'a Shown>, between: &'static str) -> Shown {
        let parts: Vec<&str> = parts.into_iter().map(Shown::as_str).collect();
        Shown(parts.join(between))
    }
}

impl Deref for Shown {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Shown {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Shown {
    fn from(foreign: &str) -> Shown {
        Shown::new(foreign)
    }
}

impl From<Shown> for String {
    fn from(shown: Shown) -> String {
        shown.0
    }
}

/// The part of a text that is looked at, and whether anything was left out.
fn bounded(text: &str) -> (&str, bool) {
    if text.len() <= MOST_BYTES {
        return (text, false);
    }
    let end = (0..=MOST_BYTES).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    (text.split_at(end).0, true)
}

/// A name that only looks like a wildcard (`＊.contoso.com`, `*。contoso.com`) matches no name, and nobody may take it for one:
/// what is false in it stands there by number. Elsewhere such characters are letters like others.
fn without_false_wildcards(text: &str) -> Cow<'_, str> {
    if !text.contains(STARS) && !text.contains('*') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut before = None;
    while let Some(c) = rest.next() {
        let false_star = STARS.contains(&c) && rest.peek().is_some_and(|next| DOTS.contains(next));
        let behind_star = before.is_some_and(|before| before == '*' || STARS.contains(&before));
        let false_dot = c != '.' && DOTS.contains(&c) && behind_star;
        if false_star || false_dot {
            name(&mut out, c);
        } else {
            out.push(c);
        }
        before = Some(c);
    }
    Cow::Owned(out)
}

fn push(out: &mut String, grapheme: &str) {
    if grapheme_width(grapheme) == 0 {
        // Nothing to stand on: the buffer would drop it, and nobody would know.
        grapheme.chars().take(MOST_MARKS).for_each(|c| name(out, c));
        return;
    }
    match grapheme.char_indices().nth(MOST_MARKS) {
        None => out.push_str(grapheme),
        Some((at, _)) => {
            out.push_str(grapheme.split_at(at).0);
            out.push_str(CUT);
        }
    }
}

fn name(out: &mut String, c: char) {
    // Writing into a String cannot fail.
    let _ = write!(out, "<U+{:04X}>", u32::from(c));
}

/// Whether a character acts on the terminal, takes no room, or is drawn as nothing though it is not a blank.
///
/// Source: Unicode's general categories Cc, Zl, Zp, the `Bidi_Control` and `Default_Ignorable_Code_Point` properties, and
/// the noncharacters.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0x00AD | 0x034F | 0x061C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
            | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164
            | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
            | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF
            | 0xFDD0..=0xFDEF)
        || u32::from(c) & 0xFFFE == 0xFFFE
}
