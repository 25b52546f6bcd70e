//! PowerShell text to tokens: words, quotation marks, dashes, `|`, `,`, comments and continued lines.
//!
//! What is pasted from documents is understood as PowerShell does: five characters are single quotation marks, four are
//! double ones, four are dashes.

mod expression;

use super::error::{At, Problem, SyntaxError};

/// A token and where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) at: At,
    pub(super) kind: TokenKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A value.
    Word(Word),
    /// `-Name`, or `-?`; `colon` when a `:` and its value follow at once.
    Parameter { name: String, colon: bool },
    /// `,`
    Comma,
    /// `|`
    Pipe,
    /// The end of a line, or `;`.
    End,
}

/// A value as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Text(String),
    True,
    False,
    Null,
    /// The bytes of the file of this path, as an expression.
    File(String),
    /// A password to be asked for, as an expression.
    Asked,
}

/// Every character that PowerShell takes for a single quotation mark.
pub(super) const SINGLE_QUOTES: [char; 5] = ['\'', '\u{2018}', '\u{2019}', '\u{201A}', '\u{201B}'];
/// Every character that PowerShell takes for a double quotation mark.
pub(super) const DOUBLE_QUOTES: [char; 4] = ['"', '\u{201C}', '\u{201D}', '\u{201E}'];
/// Every character that PowerShell takes for the dash of a parameter.
pub(super) const DASHES: [char; 4] = ['-', '\u{2013}', '\u{2014}', '\u{2015}'];
/// What begins a construct of PowerShell that does not exist here.
const FOREIGN: [char; 5] = [')', '&', '<', '>', '@'];

/// Cuts a text into its tokens.
pub(super) fn lex(text: &str) -> Result<Vec<Token>, SyntaxError> {
    let mut lexer = Lexer { chars: text.chars().collect(), next: 0, at: At { line: 1, column: 1 }, tokens: Vec::new() };
    if lexer.peek() == Some('\u{FEFF}') {
        lexer.next = 1;
    }
    while let Some(c) = lexer.peek() {
        lexer.token(c)?;
    }
    Ok(lexer.tokens)
}

struct Lexer {
    chars: Vec<char>,
    next: usize,
    at: At,
    tokens: Vec<Token>,
}

impl Lexer {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.next).copied()
    }

    fn second(&self) -> Option<char> {
        self.chars.get(self.next + 1).copied()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.next += 1;
        if c == '\n' {
            self.at = At { line: self.at.line + 1, column: 1 };
        } else {
            self.at.column += 1;
        }
        Some(c)
    }

    fn push(&mut self, at: At, kind: TokenKind) {
        self.tokens.push(Token { at, kind });
    }

    fn token(&mut self, c: char) -> Result<(), SyntaxError> {
        let at = self.at;
        let single = match c {
            '\n' | ';' => Some(TokenKind::End),
            ',' => Some(TokenKind::Comma),
            '|' => Some(TokenKind::Pipe),
            _ => None,
        };
        if let Some(kind) = single {
            self.take();
            self.push(at, kind);
        } else if c.is_whitespace() {
            self.take();
        } else if c == '#' {
            while self.peek().is_some_and(|c| c != '\n') {
                self.take();
            }
        } else if c == '`' && self.continues() {
            self.take();
            while self.take().is_some_and(|c| c != '\n') {}
        } else if DASHES.contains(&c) && self.second().is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '?')) {
            self.parameter();
        } else if matches!(c, '{' | '}') {
            return Err(self.error(at, Problem::ScriptBlock));
        } else if c == '(' {
            self.expression()?;
        } else if FOREIGN.contains(&c) || DASHES.contains(&c) && self.second().is_some_and(|c| DASHES.contains(&c)) {
            return Err(self.error(at, Problem::Unexpected(c.to_string())));
        } else {
            self.word()?;
        }
        Ok(())
    }

    fn error(&self, at: At, problem: Problem) -> SyntaxError {
        debug_assert!(at.line <= self.at.line);
        SyntaxError { at, problem }
    }

    /// Whether the backtick here ends its line.
    fn continues(&self) -> bool {
        match self.second() {
            Some('\n') => true,
            Some('\r') => self.chars.get(self.next + 2) == Some(&'\n'),
            _ => false,
        }
    }

    fn parameter(&mut self) {
        let at = self.at;
        self.take();
        let mut name = String::new();
        while let Some(c) = self.peek().filter(|c| c.is_alphanumeric() || matches!(c, '_' | '?')) {
            name.push(c);
            self.take();
        }
        let colon = self.peek() == Some(':');
        if colon {
            self.take();
        }
        self.push(at, TokenKind::Parameter { name, colon });
    }

    /// One word; pieces with and without quotation marks that touch are one.
    fn word(&mut self) -> Result<(), SyntaxError> {
        let at = self.at;
        let mut text = String::new();
        let mut quoted = false;
        while let Some(c) = self.peek() {
            if c.is_whitespace() || matches!(c, ',' | '|' | ';') || (c == '`' && self.continues()) {
                break;
            }
            if SINGLE_QUOTES.contains(&c) {
                quoted = true;
                self.single(&mut text)?;
            } else if DOUBLE_QUOTES.contains(&c) {
                quoted = true;
                self.double(&mut text)?;
            } else if c == '$' {
                return self.variable(at, text.is_empty() && !quoted);
            } else if matches!(c, '{' | '}') {
                return Err(self.error(self.at, Problem::ScriptBlock));
            } else if matches!(c, '(' | ')' | '<' | '>' | '&') {
                return Err(self.error(self.at, Problem::Unexpected(c.to_string())));
            } else if c == '`' && self.second().is_none() {
                // It goes on where there is nothing more: a line was lost.
                return Err(self.error(self.at, Problem::Unexpected(c.to_string())));
            } else if c == '`' {
                self.escape(&mut text);
            } else {
                text.push(c);
                self.take();
            }
        }
        self.push(at, TokenKind::Word(Word::Text(text)));
        Ok(())
    }

    fn single(&mut self, text: &mut String) -> Result<(), SyntaxError> {
        let open = self.at;
        self.take();
        while let Some(c) = self.take() {
            if SINGLE_QUOTES.contains(&c) {
                match self.peek().filter(|c| SINGLE_QUOTES.contains(c)) {
                    Some(doubled) => {
                        text.push(doubled);
                        self.take();
                    }
                    None => return Ok(()),
                }
            } else {
                text.push(c);
            }
        }
        Err(self.error(open, Problem::OpenQuote))
    }

    fn double(&mut self, text: &mut String) -> Result<(), SyntaxError> {
        let open = self.at;
        self.take();
        while let Some(c) = self.peek() {
            if DOUBLE_QUOTES.contains(&c) {
                self.take();
                match self.peek().filter(|c| DOUBLE_QUOTES.contains(c)) {
                    Some(doubled) => {
                        text.push(doubled);
                        self.take();
                    }
                    None => return Ok(()),
                }
            } else if c == '$' && self.second().is_some_and(begins_a_variable) {
                return self.variable(self.at, false);
            } else if c == '`' {
                self.escape(text);
            } else {
                text.push(c);
                self.take();
            }
        }
        Err(self.error(open, Problem::OpenQuote))
    }

    /// A backtick and what it stands for.
    fn escape(&mut self, text: &mut String) {
        self.take();
        match self.take() {
            Some('0') => text.push('\0'),
            Some('a') => text.push('\u{7}'),
            Some('b') => text.push('\u{8}'),
            Some('e') => text.push('\u{1B}'),
            Some('f') => text.push('\u{C}'),
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some('v') => text.push('\u{B}'),
            Some(other) => text.push(other),
            None => text.push('`'),
        }
    }

    /// `$true`, `$false` and `$null`, alone; nothing else that begins with `$`.
    fn variable(&mut self, at: At, alone: bool) -> Result<(), SyntaxError> {
        let dollar = self.at;
        let mut name = String::new();
        while let Some(c) = self.peek().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '|' | ';' | '"' | '\'')) {
            name.push(c);
            self.take();
        }
        let word = match name.to_ascii_lowercase().as_str() {
            "$true" => Word::True,
            "$false" => Word::False,
            "$null" => Word::Null,
            _ => return Err(self.error(dollar, Problem::Variable(name))),
        };
        let ends = self.peek().is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '|' | ';'));
        if alone && ends {
            self.push(at, TokenKind::Word(word));
            Ok(())
        } else {
            Err(self.error(dollar, Problem::Variable(name)))
        }
    }
}

/// Whether a `$` in double quotation marks would be replaced if this follows.
fn begins_a_variable(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '{' | '(' | '$' | '?' | '^' | ':')
}
