//! Whether a line that nobody understands may hold a password: then it is neither kept nor shown again.

use super::lexer::DASHES;

/// Whether a text may hold a password. A line that `parse` reads never does: there is no way to write one
/// in it. What it refuses may: a `-Password` with something behind it, or PowerShell's own ways to make one from text.
#[must_use]
pub fn may_hold_a_password(text: &str) -> bool {
    let text = text.to_lowercase();
    let names_it = text.split(|c: char| c.is_whitespace()).any(|word| {
        let Some(name) = word.strip_prefix(DASHES) else { return false };
        let name = name.split(':').next().unwrap_or_default();
        name.starts_with("pass") || matches!(name, "pa" | "pas")
    });
    names_it || ["securestring", "asplaintext", "networkcredential"].iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_a_password_is_known_by_its_parameter() {
        for line in [
            "Import-ExchangeCertifcate -Password hunter2",
            "Import-ExchangeCertificate -FileName a -pas:hunter2",
            "$p = ConvertTo-SecureString 'hunter2' -AsPlainText -Force",
            "Import-ExchangeCertificate \u{2013}Passwort hunter2",
        ] {
            assert!(may_hold_a_password(line), "{line}");
        }
        for line in ["Export-Csv -Path a.csv", "Get-ExchangeCertificate -Server EX01", "Get-Pas"] {
            assert!(!may_hold_a_password(line), "{line}");
        }
    }
}
