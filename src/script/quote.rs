//! Text in a script: as a literal that Windows PowerShell reads back exactly, and in a comment that nothing escapes from.
//!
//! The script is pure ASCII. Windows PowerShell 5.1 reads a file without a byte order mark in the machine's ANSI code
//! page, where a stray byte can be read as one of PowerShell's five single quotation marks; an editor or a mail gateway
//! that drops the mark must not change what a script says.

use std::fmt::Write as _;

/// An expression of PowerShell with exactly this text as its value, in ASCII.
///
/// Printable ASCII stands in single quotation marks, where nothing but `'` has a meaning, and that is doubled. Everything
/// else, the other four single quotation marks and line breaks among it, stands by its UTF-16 number:
/// `('Se' + [char]0x00F1 + 'or')`.
pub(super) fn literal(text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut run = String::new();
    let mut all_plain = true;
    for c in text.chars() {
        if is_plain(c) {
            run.push(c);
            if c == '\'' {
                run.push(c);
            }
            continue;
        }
        all_plain = false;
        // The first operand is a string, if an empty one: with a string on its left, `+` joins texts.
        if !run.is_empty() || parts.is_empty() {
            parts.push(format!("'{run}'"));
            run.clear();
        }
        parts.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("[char]0x{unit:04X}")));
    }
    if all_plain {
        return format!("'{run}'");
    }
    if !run.is_empty() {
        parts.push(format!("'{run}'"));
    }
    format!("({})", parts.join(" + "))
}

/// An array of PowerShell with exactly these texts, in ASCII.
pub(super) fn array(texts: &[String]) -> String {
    format!("@({})", texts.iter().map(|text| literal(text)).collect::<Vec<_>>().join(", "))
}

/// The text as it may stand within a line of a comment: printable ASCII; everything else, and a `>` that would close the
/// comment, by its number.
pub(super) fn comment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        if is_plain(c) && !(before == '#' && c == '>') {
            out.push(c);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{{{:X}}}", u32::from(c));
        }
        before = c;
    }
    out
}

fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~')
}
