//! Foreign text made visible, and text measured and cut for a terminal.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The most characters of one foreign text that are shown.
const LONGEST: usize = 1_000;

/// Foreign text as it may be printed: what would act on a terminal or hides stands there by number.
pub(super) fn shown(foreign: &str) -> String {
    let mut out = String::with_capacity(foreign.len().min(LONGEST));
    for (index, c) in foreign.chars().enumerate() {
        if index == LONGEST {
            out.push_str("...");
            break;
        }
        if is_hidden(c) {
            out.push_str(&format!("<U+{:04X}>", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0x00AD | 0x034F | 0x061C | 0x115F..=0x1160 | 0x180B..=0x180F | 0x200B..=0x200F | 0x2028..=0x202E
            | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB | 0xE0000..=0xE0FFF)
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The longest beginning within `max` columns, and the rest.
pub(super) fn split(text: &str, max: usize) -> (&str, &str) {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > max {
            return text.split_at(at);
        }
    }
    (text, "")
}

/// The text within `max` columns, `...` at its end where something is cut.
pub(super) fn cut(text: &str, max: usize) -> Cow<'_, str> {
    if split(text, max).1.is_empty() {
        return text.into();
    }
    match max.checked_sub(3).filter(|room| *room > 0) {
        Some(room) => (split(text, room).0.to_owned() + "...").into(),
        None => split(text, max).0.into(),
    }
}

/// The text with blanks behind it until it takes `columns`.
pub(super) fn pad(text: &str, columns: usize) -> String {
    text.to_owned() + &" ".repeat(columns.saturating_sub(width(text)))
}
