//! JSON for other programs, that can be shown as it is.

use crate::store;
use crate::text::Shown;

/// JSON in which nothing acts on a terminal that shows it: what would be shown by number stands there by number.
pub(super) fn harmless(json: &str) -> String {
    store::escaped(json, |c| {
        let mut utf8 = [0; 4];
        let text: &str = c.encode_utf8(&mut utf8);
        Shown::new(text).as_str() != text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_harmless_and_means_the_same() {
        let hostile = "a\u{1b}[2J\u{202e}b\u{9b}日本";
        let written = harmless(&serde_json::to_string(hostile).unwrap());
        assert!(written.contains("日本"), "what is harmless stays readable: {written}");
        assert!(!written.chars().any(|c| c.is_control() || c == '\u{202e}'), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), hostile);
    }
}
