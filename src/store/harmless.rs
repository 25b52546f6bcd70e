//! JSON that can be shown as it is.

use std::fmt::Write as _;

/// JSON in which nothing acts on a terminal or hides, and which means the same. Line breaks between values stay.
pub(super) fn harmless(json: &str) -> String {
    escaped(json, acts)
}

/// Whether nothing in a text acts on a terminal or hides.
pub(super) fn is_harmless(text: &str) -> bool {
    !text.chars().any(acts)
}

/// JSON in which the characters that `acts` names stand as `\uXXXX`, which means the same to whoever reads the JSON. Line
/// breaks, blanks and what ASCII prints are never asked about: they are the JSON's own.
#[must_use]
pub fn escaped(json: &str, acts: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(json.len());
    let mut units = [0; 2];
    for c in json.chars() {
        if c == '\n' || c == ' ' || c.is_ascii_graphic() || !acts(c) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut units) {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

/// Whether a character acts on a terminal, takes no room or is drawn as nothing.
///
/// Source: Unicode's general categories Cc, Zl and Zp, the properties `Bidi_Control` and `Default_Ignorable_Code_Point`,
/// and the noncharacters.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0x00AD | 0x034F | 0x061C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
            | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164
            | 0xFDD0..=0xFDEF | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
            | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF)
        || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_harmless_and_means_the_same() {
        let hostile = "a\u{1b}[2J\u{202e}b\u{9b}\u{e0041}é日本";
        let written = harmless(&serde_json::to_string(hostile).unwrap());
        assert!(written.contains("é日本"), "what is harmless stays readable: {written}");
        assert!(!written.chars().any(acts), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), hostile);
    }
}
