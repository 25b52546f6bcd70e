//! The lines of a text, and what a session leaves between the lines that matter.

use std::borrow::Cow;

/// The longest line that is read, in bytes; a certificate's bytes as numbers in braces are the longest there are.
pub(super) const LONGEST_LINE: usize = 1 << 20;

/// A line of a text.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// Its number, from 1.
    pub(super) number: usize,
    /// The line without its end; empty when it is longer than is read.
    pub(super) text: Cow<'a, str>,
    /// It is longer than is read.
    pub(super) too_long: bool,
    /// It is the last one and has no end: it may be cut off.
    pub(super) open: bool,
}

impl Line<'_> {
    /// Whether there is nothing on it.
    pub(super) fn is_blank(&self) -> bool {
        !self.too_long && self.text.trim().is_empty()
    }

    /// How many blanks it begins with.
    pub(super) fn indent(&self) -> usize {
        self.text.bytes().take_while(|byte| *byte == b' ').count()
    }

    /// Its place, for remarks.
    pub(super) fn place(&self) -> String {
        format!("line {}", self.number)
    }
}

/// The lines of a text, one after the other.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> + Clone {
    text.split_inclusive('\n').zip(1..).map(|(whole, number)| {
        let ended = whole.strip_suffix('\n');
        let line = ended.unwrap_or(whole);
        // Appended files have a mark each.
        let line = line.strip_suffix('\r').unwrap_or(line).trim_start_matches('\u{FEFF}');
        let too_long = line.len() > LONGEST_LINE;
        let text = if too_long { Cow::Borrowed("") } else { colourless(line) };
        Line { number, text, too_long, open: ended.is_none() }
    })
}

/// A line without the colours that PowerShell 7 puts around labels (`ESC [ … m`).
fn colourless(line: &str) -> Cow<'_, str> {
    if !line.contains('\u{1B}') {
        return Cow::Borrowed(line);
    }
    let mut parts = line.split('\u{1B}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let colour = part.strip_prefix('[').and_then(|rest| rest.split_once('m'));
        match colour.filter(|(codes, _)| codes.chars().all(|c| c.is_ascii_digit() || c == ';')) {
            Some((_, rest)) => plain.push_str(rest),
            None => plain.push_str(part),
        }
    }
    Cow::Owned(plain)
}

/// What a prompt's line asks for: the text behind `PS C:\>` and its like; `None` for any other line.
pub(super) fn prompt(line: &str) -> Option<&str> {
    let start = line.trim_start();
    // Of a remote session, `[ex01.contoso.com]: PS C:\>`; of the Exchange Management Shell, `[PS] C:\>`.
    let start = match start.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((_, rest)) => rest.trim_start_matches([':', ' ']),
        None => start,
    };
    let (before, behind) = start.split_once('>')?;
    let drive = before.strip_prefix("PS").unwrap_or(before).trim_start();
    let is_path = matches!(drive.as_bytes(), [letter, b':', b'\\', ..] if letter.is_ascii_alphabetic());
    let bare = drive.is_empty() && (before.starts_with("PS") || behind.starts_with('>'));
    (is_path || bare).then(|| behind.trim_start_matches('>').trim())
}

/// Whether a line is a shell's own word (`WARNING: …`, in any language) or a prompt.
pub(super) fn is_remark(line: &str) -> bool {
    let word = |line: &str| {
        line.split_once(':').is_some_and(|(word, _)| {
            let word = word.trim_end();
            word.chars().count() > 3 && word.chars().all(char::is_uppercase)
        })
    };
    prompt(line).is_some() || word(line)
}

/// The cmdlet that a command begins with: `Get-ImapSettings` of `Get-ImapSettings -Server EX01 | fl`.
pub(super) fn cmdlet(command: &str) -> Option<&str> {
    command
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|' | '=' | ';'))
        .find(|word| word.get(..4).is_some_and(|verb| verb.eq_ignore_ascii_case("get-")) && word.len() > 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_is_known_in_every_shell() {
        for (line, command) in [
            (r"[PS] C:\>Get-ImapSettings | fl", "Get-ImapSettings | fl"),
            (r"[PS] C:\Windows\system32> Get-ImapSettings | fl", "Get-ImapSettings | fl"),
            (r"PS C:\Users\a b> Get-ImapSettings | fl", "Get-ImapSettings | fl"),
            (r"[ex01.contoso.com]: PS C:\>Get-ImapSettings | fl", "Get-ImapSettings | fl"),
            ("PS>Get-ImapSettings | fl", "Get-ImapSettings | fl"),
            (">>", ""),
            (r"PS C:\> $x = (Get-ImapSettings)", "$x = (Get-ImapSettings)"),
        ] {
            assert_eq!(prompt(line), Some(command), "{line}");
            assert!(command.is_empty() || cmdlet(command) == Some("Get-ImapSettings"), "{line}: {:?}", cmdlet(command));
        }
        for line in ["Subject : CN=a>b", "Thumbprint", r"C:\Logs", "-> x", "", "PSComputerName : ex01"] {
            assert_eq!(prompt(line), None, "{line}");
        }
    }

    #[test]
    fn a_line_has_its_number_and_no_colour() {
        let text = "\u{1B}[32;1mSubject : \u{1B}[0mCN=a\r\n\r\nlast";
        let all: Vec<_> = lines(text).map(|line| (line.number, line.text.into_owned(), line.open)).collect();
        assert_eq!(all, [(1, "Subject : CN=a".into(), false), (2, String::new(), false), (3, "last".into(), true)]);
    }
}
