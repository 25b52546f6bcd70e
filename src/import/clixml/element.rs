//! A certificate as Windows serializes it from a certificate store: the certificate and its properties.
//!
//! ```text
//!   { number: u32, encoding: u32, length: u32, bytes }*      the certificate itself is number 32
//! ```
//!
//! Source: the layout of every object in the public exports of microsoft/CSS-Exchange; the numbers are those of
//! `wincrypt.h` (`CERT_..._PROP_ID`).

/// `CERT_KEY_PROV_INFO_PROP_ID`: where the private key is.
const KEY_PROVIDER: u32 = 2;
/// `CERT_SHA1_HASH_PROP_ID`.
const SHA1: u32 = 3;
/// `CERT_FRIENDLY_NAME_PROP_ID`, UTF-16 with a zero at its end.
const FRIENDLY_NAME: u32 = 11;
/// `CERT_CERT_PROP_ID`: the certificate.
const CERTIFICATE: u32 = 32;
/// X.509, alone or with PKCS #7.
const ENCODINGS: [u32; 2] = [0x1, 0x1_0001];

/// What a serialized certificate says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element<'a> {
    /// The certificate, DER.
    pub(super) der: Option<&'a [u8]>,
    /// The thumbprint that was stored with it.
    pub(super) sha1: Option<&'a [u8]>,
    /// Whether it names a private key.
    pub(super) has_key: bool,
    /// Its friendly name; empty for none, `None` for one that is no text.
    pub(super) friendly_name: Option<String>,
}

/// Reads all of `bytes`. Properties that say nothing here are stepped over.
///
/// # Errors
/// Why it is none.
pub(super) fn read(bytes: &[u8]) -> Result<Element<'_>, &'static str> {
    const SHORT: &str = "a property is cut short";
    let mut element = Element { friendly_name: Some(String::new()), ..Element::default() };
    let mut rest = bytes;
    while !rest.is_empty() {
        let (header, after) = rest.split_at_checked(12).ok_or(SHORT)?;
        let (words, _) = header.as_chunks::<4>();
        let &[number, encoding, length] = words else { return Err(SHORT) };
        if !ENCODINGS.contains(&u32::from_le_bytes(encoding)) {
            return Err("a property has another encoding");
        }
        let length = usize::try_from(u32::from_le_bytes(length)).map_err(|_| SHORT)?;
        let (value, after) = after.split_at_checked(length).ok_or(SHORT)?;
        match u32::from_le_bytes(number) {
            KEY_PROVIDER => element.has_key = true,
            SHA1 => element.sha1 = Some(value),
            FRIENDLY_NAME => element.friendly_name = utf16(value),
            CERTIFICATE => element.der = Some(value),
            _ => {}
        }
        rest = after;
    }
    Ok(element)
}

/// The text up to its zero.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (units, []) = bytes.as_chunks::<2>() else { return None };
    let units: Vec<u16> = units.iter().map(|pair| u16::from_le_bytes(*pair)).take_while(|unit| *unit != 0).collect();
    String::from_utf16(&units).ok()
}
