//! Whatever a text holds, Windows PowerShell reads exactly that text back, from nothing but ASCII.

use proptest::prelude::*;

use super::super::quote::{array, comment, literal};

/// Characters that have done harm in PowerShell before, and some that nobody expects.
pub(in super::super) const HOSTILE: &str = "'\u{2018}\u{2019}\u{201A}\u{201B}\"\u{201C}\u{201D}\u{201E}$`#<>@(){}[];|&,\
    \r\n\t\0\u{7F}\u{85}\u{2028}\u{202E}\u{200F}\u{200B}\u{FEFF}\u{2013}\u{2014}\u{96}ñ日本語שלום😀\u{10FFFF}a .\\-%";

/// A text out of those, or out of anything.
pub(in super::super) fn hostile() -> impl Strategy<Value = String> {
    let known: Vec<char> = HOSTILE.chars().collect();
    let c = prop_oneof![3 => prop::sample::select(known), 1 => any::<char>()];
    prop::collection::vec(c, 0..24).prop_map(|chars| chars.into_iter().collect())
}

/// Reads an expression as Windows PowerShell does: single-quoted strings and `[char]` numbers joined by `+`, within
/// parentheses where there is more than one. `None` when it is anything else.
fn read(expression: &str) -> Option<String> {
    let (mut rest, joined) = match expression.strip_prefix('(') {
        Some(inside) => (inside.strip_suffix(')')?, true),
        None => (expression, false),
    };
    let mut units: Vec<u16> = Vec::new();
    let mut first = true;
    loop {
        if let Some(number) = rest.strip_prefix("[char]0x") {
            // Without a text on the left, `+` would add numbers.
            if first || !joined {
                return None;
            }
            let digits = number.get(..4)?;
            units.push(u16::from_str_radix(digits, 16).ok()?);
            rest = number.get(4..)?;
        } else {
            let (text, after) = single_quoted(rest)?;
            units.extend(text.encode_utf16());
            rest = after;
        }
        if rest.is_empty() {
            return String::from_utf16(&units).ok();
        }
        rest = rest.strip_prefix(" + ").filter(|_| joined)?;
        first = false;
    }
}

/// A single-quoted string and what comes after it. All five single quotation marks open, close and double.
fn single_quoted(text: &str) -> Option<(String, &str)> {
    let is_quote = |c: char| matches!(c, '\'' | '\u{2018}'..='\u{201B}');
    let mut chars = text.char_indices().peekable();
    chars.next().filter(|(_, c)| is_quote(*c))?;
    let mut out = String::new();
    while let Some((at, c)) = chars.next() {
        if !is_quote(c) {
            out.push(c);
        } else if chars.peek().is_some_and(|(_, next)| is_quote(*next)) {
            out.extend(chars.next().map(|(_, doubled)| doubled));
        } else {
            return Some((out, text.get(at + c.len_utf8()..)?));
        }
    }
    None
}

fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

#[test]
fn a_text_is_written_so_that_a_reviewer_can_read_it() {
    assert_eq!(literal("EX01"), "'EX01'");
    assert_eq!(literal(""), "''");
    assert_eq!(literal("O'Neil $x `n"), "'O''Neil $x `n'");
    assert_eq!(literal("Se\u{F1}or"), "('Se' + [char]0x00F1 + 'or')");
    assert_eq!(literal("\u{2019}"), "('' + [char]0x2019)");
    assert_eq!(literal("a\r\nb"), "('a' + [char]0x000D + [char]0x000A + 'b')");
    assert_eq!(literal("\u{1F600}'"), "('' + [char]0xD83D + [char]0xDE00 + '''')");
    assert_eq!(array(&["a".into(), "\u{E9}".into()]), "@('a', ('' + [char]0x00E9))");
}

#[test]
fn a_comment_ends_where_the_script_says() {
    assert_eq!(comment("mail #> Remove-Item\r\n#>"), "mail #\\u{3E} Remove-Item\\u{D}\\u{A}#\\u{3E}");
    assert_eq!(comment("日本"), "\\u{65E5}\\u{672C}");
}

#[test]
fn the_reader_of_these_tests_knows_what_is_wrong() {
    assert_eq!(read("'it''s'"), Some("it's".to_owned()));
    assert_eq!(read("'a\u{2019}"), Some("a".to_owned()));
    for wrong in ["'it's'", "[char]0x0041", "('a' + [char]0x41)", "'a' + 'b'", "('a'", "a", ""] {
        assert_eq!(read(wrong), None, "{wrong}");
    }
}

proptest! {
    #[test]
    fn every_text_reads_back(text in hostile()) {
        let written = literal(&text);
        prop_assert!(is_printable_ascii(&written), "{written}");
        prop_assert_eq!(read(&written), Some(text));
    }

    #[test]
    fn no_comment_is_ended_or_broken_by_a_text(text in hostile()) {
        let written = comment(&text);
        prop_assert!(is_printable_ascii(&written), "{written}");
        prop_assert!(!format!("# {written}").contains("#>"), "{written}");
    }
}
