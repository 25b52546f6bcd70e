//! Each line of the journal ends with the SHA-256 of what stands before it in the line, so that a line changed later is
//! known by itself, the last one too. The chain over the lines says when one was taken out or put in.

use super::revision::{hexadecimal, revision};

/// What stands before the sum.
const KEY: &str = ",\"sum\":\"";
/// What stands behind it.
const END: &str = "\"}";
/// The digits of a sum.
const DIGITS: usize = 64;

/// A JSON object with its sum.
pub(super) fn sealed(object: &str) -> String {
    let body = object.strip_suffix('}').unwrap_or(object);
    format!("{body}{KEY}{}{END}", hexadecimal(revision(body.as_bytes())))
}

/// Whether a line is as it was written.
///
/// # Errors
/// Why it is not.
pub(super) fn check(line: &[u8]) -> Result<(), &'static str> {
    let without =
        line.strip_suffix(END.as_bytes()).and_then(|rest| rest.split_at_checked(rest.len().checked_sub(DIGITS)?));
    let found = without.and_then(|(rest, sum)| Some((rest.strip_suffix(KEY.as_bytes())?, sum)));
    let (body, sum) = found.ok_or("it does not end with its own sum")?;
    if hexadecimal(revision(body)).as_bytes() == sum { Ok(()) } else { Err("it has been changed since it was written") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_byte_changed_or_taken_away_shows() {
        let line = sealed(r#"{"seq":1,"user":"ålice"}"#);
        assert_eq!(check(line.as_bytes()), Ok(()));
        assert!(serde_json::from_str::<serde_json::Value>(&line).is_ok(), "{line}");
        for at in 0..line.len() {
            let mut changed = line.clone().into_bytes();
            changed[at] ^= 1;
            assert!(check(&changed).is_err(), "byte {at}");
            changed.remove(at);
            assert!(check(&changed).is_err(), "without byte {at}");
        }
        assert!(check(b"").is_err() && check(b"{}").is_err());
    }
}
