//! The name Exchange gives a certificate: the SHA-1 of its DER.

use std::fmt;
use std::str::FromStr;

/// SHA-1 of a certificate's DER; written as 40 upper-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thumbprint(pub [u8; 20]);

/// A text is not a thumbprint: it does not hold exactly 40 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAThumbprint;

impl fmt::Display for NotAThumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a thumbprint is 40 hexadecimal digits")
    }
}

impl std::error::Error for NotAThumbprint {}

impl fmt::Display for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
    }
}

impl fmt::Debug for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Thumbprint {
    type Err = NotAThumbprint;

    /// Takes what people paste: any case, with spaces or colons between the digits, and with the invisible U+200E that
    /// the Windows certificate console (certlm.msc) puts in front.
    ///
    /// # Errors
    /// [`NotAThumbprint`] unless exactly 40 hexadecimal digits remain.
    fn from_str(text: &str) -> Result<Self, NotAThumbprint> {
        let mut bytes = [0u8; 20];
        let mut count = 0;
        for c in text.chars().filter(|c| !matches!(c, ' ' | ':' | '\u{200E}')) {
            let digit = c.to_digit(16).and_then(|d| u8::try_from(d).ok()).ok_or(NotAThumbprint)?;
            let byte = bytes.get_mut(count / 2).ok_or(NotAThumbprint)?;
            *byte = (*byte << 4) | digit;
            count += 1;
        }
        if count == 40 { Ok(Thumbprint(bytes)) } else { Err(NotAThumbprint) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "434AC224C8459924B26521298CE8834C514856AB";

    #[test]
    fn a_thumbprint_is_read_as_people_paste_it() {
        let plain: Thumbprint = SOURCE.parse().unwrap();
        for pasted in [
            "\u{200E}434ac224c8459924b26521298ce8834c514856ab",
            "43 4A C2 24 C8 45 99 24 B2 65 21 29 8C E8 83 4C 51 48 56 AB",
            "43:4a:c2:24:c8:45:99:24:b2:65:21:29:8c:e8:83:4c:51:48:56:ab",
        ] {
            assert_eq!(pasted.parse(), Ok(plain), "{pasted}");
        }
        assert_eq!(plain.to_string(), SOURCE);
    }

    #[test]
    fn anything_else_is_no_thumbprint() {
        let too_long = format!("{SOURCE}0");
        for text in ["", "434A", too_long.as_str(), "GG4AC224C8459924B26521298CE8834C514856AB", "４３４Ａ"] {
            assert_eq!(text.parse::<Thumbprint>(), Err(NotAThumbprint), "{text}");
        }
    }
}
