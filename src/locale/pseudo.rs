//! The pseudo-locale: English made strange and longer, and still readable.

use std::borrow::Cow;

/// Accents on every letter, and about a third more of them. Fluent calls it for the words of a message only, so
/// arguments stay as they are.
pub(super) fn accent(words: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(words.len() * 3);
    for c in words.chars() {
        let accented = accented(c);
        out.push(accented);
        if matches!(c, 'a' | 'e' | 'i' | 'o' | 'u') {
            out.push(accented);
        }
    }
    Cow::Owned(out)
}

/// Brackets around a whole sentence: one that lacks its end was cut.
pub(super) fn bracket(sentence: &str) -> String {
    format!("[{sentence}]")
}

fn accented(c: char) -> char {
    const PLAIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const ACCENTED: &str = "ÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçđéƒĝĥîĵķļṁñöþǫŕšţûṽŵẋýž";
    PLAIN.chars().position(|plain| plain == c).and_then(|at| ACCENTED.chars().nth(at)).unwrap_or(c)
}
