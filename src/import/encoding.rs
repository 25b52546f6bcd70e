//! The encodings that shells write: bytes to text.
//!
//! Windows PowerShell 5.1 writes UTF-16LE with a byte order mark by `>`, `Out-File` and `Export-Clixml`, and the code page
//! of Windows by `-Encoding Default`; PowerShell 7 writes UTF-8 without a mark. Nothing is replaced: a text that is not
//! what its mark says is refused with its place.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::source::ReadError;

/// How many bytes tell whether a file without a mark is UTF-16.
const PROBE: usize = 4096;

/// The text of a file, without its byte order mark.
///
/// UTF-8, UTF-16 of either order with a mark or without one, and else Windows-1252.
///
/// # Errors
/// [`ReadError::Unrecognised`] for what holds control characters: that is no text. [`ReadError::Damaged`] for a text that
/// breaks off within a character or holds what its encoding does not have.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).map(Cow::Borrowed).map_err(|error| {
            let place = format!("byte {}", bytes.len() - rest.len() + error.valid_up_to());
            ReadError::Damaged { place, reason: "not UTF-8, as the byte order mark says it is".to_owned() }
        })?,
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, UTF_16LE)?,
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, UTF_16BE)?,
        _ => match unmarked_utf_16(bytes) {
            Some(order) => utf_16(bytes, order)?,
            None => match std::str::from_utf8(bytes) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
            },
        },
    };
    if text.chars().any(is_binary) { Err(ReadError::Unrecognised) } else { Ok(text) }
}

fn utf_16<'a>(bytes: &'a [u8], order: &'static Encoding) -> Result<Cow<'a, str>, ReadError> {
    let damaged = |reason: &str| ReadError::Damaged { place: String::new(), reason: reason.to_owned() };
    if !bytes.len().is_multiple_of(2) {
        return Err(damaged("UTF-16 that ends within a character: the file is cut off"));
    }
    order
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or_else(|| damaged("UTF-16 with half a character in it"))
}

/// The order of UTF-16 without a mark: every other byte of ASCII in it is NUL, and none of the rest.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = bytes.get(..PROBE).unwrap_or(bytes).as_chunks::<2>();
    let first = pairs.iter().filter(|[first, _]| *first == 0).count();
    let second = pairs.iter().filter(|[_, second]| *second == 0).count();
    // Foreign names stand between ASCII labels: a quarter is enough, and no binary file keeps to one side.
    match (first, second) {
        (0, second) if second > 0 && second * 4 >= pairs.len() => Some(UTF_16LE),
        (first, 0) if first > 0 && first * 4 >= pairs.len() => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether a text does not hold the character. Escape begins a colour of PowerShell 7; those of U+0080 to U+009F are what
/// Windows-1252 does not have.
fn is_binary(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{C}' | '\u{1B}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Thumbprint : 434A\r\nSubject    : CN=Zürich, O=コントソ\r\n";

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_that_a_shell_writes_is_read() {
        let with = |mark: &[u8], text: Vec<u8>| [mark, &text].concat();
        for bytes in [
            TEXT.into(),
            with(b"\xEF\xBB\xBF", TEXT.into()),
            with(b"\xFF\xFE", utf_16(TEXT, u16::to_le_bytes)),
            with(b"\xFE\xFF", utf_16(TEXT, u16::to_be_bytes)),
            utf_16(TEXT, u16::to_le_bytes),
            utf_16(TEXT, u16::to_be_bytes),
        ] {
            assert_eq!(decode(&bytes).unwrap(), TEXT, "{:?}", &bytes[..4]);
        }
        assert_eq!(decode(b"O=Z\xFCrich \x80 5").unwrap(), "O=Zürich € 5");
    }

    #[test]
    fn a_text_that_breaks_off_within_a_character_is_not_shortened_in_silence() {
        let whole = [b"\xFF\xFE".as_slice(), &utf_16(TEXT, u16::to_le_bytes)].concat();
        let cut = &whole[..whole.len() - 1];
        let Err(ReadError::Damaged { reason, .. }) = decode(cut) else { panic!() };
        assert!(reason.contains("cut off"), "{reason}");
        let half = [b"\xFF\xFE".as_slice(), &[b'a', 0, 0x00, 0xD8, b'b', 0]].concat();
        assert!(matches!(decode(&half), Err(ReadError::Damaged { .. })));
        let Err(ReadError::Damaged { place, .. }) = decode(b"\xEF\xBB\xBFZ\xFCrich") else { panic!() };
        assert_eq!(place, "byte 4");
    }

    #[test]
    fn what_is_no_text_is_not_read_as_one() {
        for bytes in [
            b"\x30\x82\x03\x15\x30\x82".as_slice(),
            b"PK\x03\x04\x14\x00\x00\x00",
            b"a\0b\0\0c",
            b"\xFF\xFE\0\0a\0\0\0",
            b"text\x81text",
            b"caf\x07",
        ] {
            assert_eq!(decode(bytes), Err(ReadError::Unrecognised), "{bytes:?}");
        }
    }
}
