//! The few expressions in parentheses that are understood, each as a whole: the bytes of a file, and a password that the
//! shell is to ask for. Nothing is evaluated; everything else in parentheses is an error.
//!
//! ```text
//!   ([System.IO.File]::ReadAllBytes('C:\x.pfx'))          Word::File
//!   (Read-Host -AsSecureString)  (Get-Credential).Password   Word::Asked
//!   (ConvertTo-SecureString ...)                              an error: the password would stand in the line
//! ```
//!
//! Source: Microsoft's reference for `Import-ExchangeCertificate`, whose examples are written so.

use super::{DASHES, DOUBLE_QUOTES, Lexer, SINGLE_QUOTES, TokenKind, Word};
use crate::cmdlets::error::{At, Problem, SyntaxError};

impl Lexer {
    /// Reads an expression that begins here with `(`.
    pub(super) fn expression(&mut self) -> Result<(), SyntaxError> {
        let (next, at) = (self.next, self.at);
        let word = if let Some(path) = self.file() {
            Some(Word::File(path))
        } else {
            (self.next, self.at) = (next, at);
            self.asked(at)?.then_some(Word::Asked)
        };
        match word {
            Some(word) if self.ends() => {
                self.push(at, TokenKind::Word(word));
                Ok(())
            }
            _ => Err(self.error(at, Problem::Unexpected("(".into()))),
        }
    }

    /// `([System.IO.File]::ReadAllBytes('...'))`; the path.
    fn file(&mut self) -> Option<String> {
        self.sign("(")?;
        self.sign("[")?;
        self.sign("System.IO.File").or_else(|| self.sign("IO.File"))?;
        self.sign("]")?;
        self.sign("::")?;
        self.sign("ReadAllBytes")?;
        self.sign("(")?;
        self.blanks();
        let path = self.quoted()?;
        self.sign(")")?;
        self.sign(")")?;
        Some(path)
    }

    /// Whether it is a password that has to be asked for; an error where it is one that stands in the line.
    fn asked(&mut self, at: At) -> Result<bool, SyntaxError> {
        if self.sign("(").is_none() {
            return Ok(false);
        }
        if self.sign("ConvertTo-SecureString").is_some() {
            return Err(SyntaxError { at, problem: Problem::PasswordInLine });
        }
        let credential = self.sign("Get-Credential").is_some();
        if !credential && self.sign("Read-Host").is_none() {
            return Ok(false);
        }
        let Some(arguments) = self.arguments() else { return Ok(false) };
        if credential {
            return Ok(self.sign(".Password").is_some());
        }
        // Without it what is typed would be seen, and is no password for a cmdlet.
        let secure = |word: &str| {
            let name = word.strip_prefix(DASHES).unwrap_or_default().to_ascii_lowercase();
            !name.is_empty() && "assecurestring".starts_with(&name)
        };
        Ok(arguments.split_whitespace().any(secure))
    }

    /// What stands up to the closing parenthesis, without what stands in quotation marks; `None` when it never closes, or
    /// holds something that would be evaluated.
    fn arguments(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let c = self.peek()?;
            if SINGLE_QUOTES.contains(&c) || DOUBLE_QUOTES.contains(&c) {
                self.quoted()?;
                continue;
            }
            self.take();
            match c {
                ')' => return Some(text),
                '(' | '{' | '}' | '$' | '|' | ';' | '\n' => return None,
                _ => text.push(c),
            }
        }
    }

    /// A text in quotation marks; nothing in it is replaced.
    fn quoted(&mut self) -> Option<String> {
        let mut text = String::new();
        let first = self.peek()?;
        if SINGLE_QUOTES.contains(&first) {
            self.single(&mut text).ok()?;
        } else if DOUBLE_QUOTES.contains(&first) {
            self.double(&mut text).ok()?;
        } else {
            return None;
        }
        Some(text)
    }

    /// Takes this text, in any case, behind any blanks.
    fn sign(&mut self, sign: &str) -> Option<()> {
        self.blanks();
        let mut wanted = sign.chars();
        let found = self
            .chars
            .iter()
            .skip(self.next)
            .zip(&mut wanted)
            .all(|(c, wanted)| c.eq_ignore_ascii_case(&wanted) || (wanted == '-' && DASHES.contains(c)));
        if !found || wanted.next().is_some() {
            return None;
        }
        for _ in sign.chars() {
            self.take();
        }
        Some(())
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(|c| c.is_whitespace() && c != '\n') {
            self.take();
        }
    }

    /// Whether the word ends here.
    fn ends(&self) -> bool {
        self.peek().is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '|' | ';'))
    }
}
