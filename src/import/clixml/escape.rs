//! The escapes inside CLIXML's texts: `_x000D_` is the UTF-16 code unit 000D.
//!
//! Source: [MS-PSRP] 2.2.5.3.2, encoding strings.

use std::borrow::Cow;

/// An escape's length: `_x`, four hexadecimal digits, `_`.
const LENGTH: usize = 7;

/// The text without its escapes. What is no escape stays, and so does half of a surrogate pair: it is no character.
pub(super) fn decode(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text;
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at_checked(at).unwrap_or((rest, ""));
        decoded.push_str(before);
        let (character, length) = character(escape).unwrap_or(('_', 1));
        decoded.push(character);
        rest = escape.get(length..).unwrap_or_default();
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The character that the text begins with, and how long its escape is.
fn character(text: &str) -> Option<(char, usize)> {
    let first = unit(text)?;
    if let Some(character) = char::from_u32(first.into()) {
        return Some((character, LENGTH));
    }
    let second = unit(text.get(LENGTH..)?)?;
    let character = char::decode_utf16([first, second]).next()?.ok()?;
    Some((character, 2 * LENGTH))
}

/// The code unit of the escape that the text begins with.
fn unit(text: &str) -> Option<u16> {
    let digits = text.get(..LENGTH)?.strip_prefix("_x")?.strip_suffix('_')?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_code_units_and_anything_else_stays() {
        for (text, decoded) in [
            ("a_x000D__x000A_b", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_", "\u{1F600}"),
            ("_xD83D_", "_xD83D_"),
            ("_xD83D__x0041_", "_xD83D_A"),
            ("_x00", "_x00"),
            ("_x_x0041_", "_xA"),
            ("_x+041_", "_x+041_"),
            ("_xä", "_xä"),
            ("plain", "plain"),
        ] {
            assert_eq!(decode(text.into()), decoded, "{text}");
        }
    }
}
