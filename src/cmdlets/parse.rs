//! A PowerShell text to pipelines, all of it before anything runs.

use super::bind;
use super::call::{Call, Pipeline, Value};
use super::error::{At, Problem, SyntaxError};
use super::lexer::{Token, TokenKind, Word, lex};
use super::table::{CmdletSpec, Kind, Parameter, ParameterSpec};

/// Reads a line or a whole script: one pipeline a line, every cmdlet and parameter resolved.
///
/// # Errors
/// The first [`SyntaxError`], with its line and column; then nothing of the text may run.
pub fn parse(text: &str) -> Result<Vec<Pipeline>, SyntaxError> {
    let tokens = lex(text)?;
    statements(&tokens).iter().map(|statement| pipeline(statement)).collect()
}

/// The tokens of each statement; a line that ends with `|` or `,` goes on.
fn statements(tokens: &[Token]) -> Vec<Vec<&Token>> {
    let mut statements = vec![Vec::<&Token>::new()];
    for token in tokens {
        let Some(current) = statements.last_mut() else { continue };
        if token.kind != TokenKind::End {
            current.push(token);
        } else if !current.last().is_some_and(|last| matches!(last.kind, TokenKind::Pipe | TokenKind::Comma)) {
            statements.push(Vec::new());
        }
    }
    statements.retain(|statement| !statement.is_empty());
    statements
}

fn pipeline(statement: &[&Token]) -> Result<Pipeline, SyntaxError> {
    let line = statement.first().map_or(1, |token| token.at.line);
    let mut calls = Vec::new();
    let mut rest = statement;
    loop {
        let pipe = rest.iter().position(|token| token.kind == TokenKind::Pipe);
        let (segment, behind) = pipe.map_or((rest, None), |at| (&rest[..at], Some(&rest[at + 1..])));
        let missing = |at: usize| SyntaxError {
            at: rest.get(at).map_or(At { line, column: 1 }, |t| t.at),
            problem: Problem::EmptyPipe,
        };
        if segment.is_empty() {
            return Err(missing(0));
        }
        calls.push(call(segment, calls.len())?);
        match (pipe, behind) {
            (Some(at), Some([])) => return Err(missing(at)),
            (_, Some(behind)) => rest = behind,
            (_, None) => return Ok(Pipeline { calls, line }),
        }
    }
}

fn call(segment: &[&Token], position: usize) -> Result<Call, SyntaxError> {
    let Some((first, arguments)) = segment.split_first() else {
        return Err(SyntaxError { at: At::default(), problem: Problem::EmptyPipe });
    };
    let at = first.at;
    let spec = match &first.kind {
        TokenKind::Word(Word::Text(name)) => {
            CmdletSpec::named(name).ok_or_else(|| SyntaxError { at, problem: Problem::UnknownCmdlet(name.clone()) })?
        }
        other => return Err(SyntaxError { at, problem: Problem::Unexpected(written(other)) }),
    };
    if spec.after_pipe && position == 0 {
        return Err(SyntaxError { at, problem: Problem::NeedsPipe(spec.name) });
    }
    if position > 1 || (!spec.after_pipe && position > 0) {
        return Err(SyntaxError { at, problem: Problem::NotAfterPipe(spec.name) });
    }
    let mut reader = Reader { spec, tokens: arguments, next: 0, given: Vec::new(), call: Call::new(spec.cmdlet) };
    while reader.argument()? {}
    reader.check(at)
}

/// A token as it is named in a message.
fn written(kind: &TokenKind) -> String {
    match kind {
        TokenKind::Word(Word::Text(text)) => text.clone(),
        TokenKind::Word(Word::True) => "$true".into(),
        TokenKind::Word(Word::False) => "$false".into(),
        TokenKind::Word(Word::Null) => "$null".into(),
        TokenKind::Parameter { name, .. } => format!("-{name}"),
        TokenKind::Comma => ",".into(),
        TokenKind::Pipe => "|".into(),
        TokenKind::End => ";".into(),
    }
}

/// Reads the arguments of one cmdlet.
struct Reader<'a> {
    spec: &'static CmdletSpec,
    tokens: &'a [&'a Token],
    next: usize,
    /// Which parameters are there and where; the same order as in `call`.
    given: Vec<(&'static ParameterSpec, At)>,
    call: Call,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.next).copied()
    }

    /// Reads one argument; `false` when there is none left.
    fn argument(&mut self) -> Result<bool, SyntaxError> {
        let Some(token) = self.peek() else { return Ok(false) };
        let at = token.at;
        match &token.kind {
            TokenKind::Parameter { name, colon } => {
                self.next += 1;
                let spec = self.resolve(name, at)?;
                let value =
                    if spec.kind == Kind::Switch { self.switch(spec, *colon, at)? } else { self.value(spec, at)? };
                self.give(spec, value, at)?;
            }
            TokenKind::Word(_) => {
                let free = |spec: &&ParameterSpec| {
                    spec.positional && !self.given.iter().any(|(given, _)| given.parameter == spec.parameter)
                };
                let Some(spec) = self.spec.parameters.iter().find(free) else {
                    return Err(SyntaxError { at, problem: Problem::Unexpected(written(&token.kind)) });
                };
                let value = self.value(spec, at)?;
                self.give(spec, value, at)?;
            }
            other => return Err(SyntaxError { at, problem: Problem::Unexpected(written(other)) }),
        }
        Ok(true)
    }

    fn resolve(&self, name: &str, at: At) -> Result<&'static ParameterSpec, SyntaxError> {
        match self.spec.candidates(name).as_slice() {
            [spec] => Ok(spec),
            [] => {
                let problem = Problem::UnknownParameter { cmdlet: self.spec.name, name: name.to_owned() };
                Err(SyntaxError { at, problem })
            }
            many => {
                let candidates = many.iter().map(|spec| spec.parameter.name()).collect();
                Err(SyntaxError { at, problem: Problem::AmbiguousParameter { name: name.to_owned(), candidates } })
            }
        }
    }

    fn switch(&mut self, spec: &ParameterSpec, colon: bool, at: At) -> Result<Value, SyntaxError> {
        if !colon {
            return Ok(Value::Switch(true));
        }
        let token = self.peek();
        self.next += 1;
        match token.map(|token| &token.kind) {
            Some(TokenKind::Word(Word::True)) => Ok(Value::Switch(true)),
            Some(TokenKind::Word(Word::False)) => Ok(Value::Switch(false)),
            _ => Err(SyntaxError {
                at: token.map_or(at, |token| token.at),
                problem: Problem::NotABool(spec.parameter.name()),
            }),
        }
    }

    /// The value of a parameter: one word, or several with commas between them.
    fn value(&mut self, spec: &ParameterSpec, at: At) -> Result<Value, SyntaxError> {
        let mut items: Vec<(At, &Word)> = Vec::new();
        loop {
            match self.peek() {
                Some(Token { at, kind: TokenKind::Word(word) }) => items.push((*at, word)),
                _ if items.is_empty() => {
                    return Err(SyntaxError { at, problem: Problem::MissingValue(spec.parameter.name()) });
                }
                // A comma with nothing behind it.
                _ => {
                    let comma = self.tokens.get(self.next - 1).map_or(at, |token| token.at);
                    return Err(SyntaxError { at: comma, problem: Problem::Unexpected(",".into()) });
                }
            }
            self.next += 1;
            if !self.peek().is_some_and(|token| token.kind == TokenKind::Comma) {
                return bind::value(spec, &items);
            }
            self.next += 1;
        }
    }

    fn give(&mut self, spec: &'static ParameterSpec, value: Value, at: At) -> Result<(), SyntaxError> {
        let name = spec.parameter.name();
        for (given, _) in &self.given {
            if given.parameter == spec.parameter {
                return Err(SyntaxError { at, problem: Problem::RepeatedParameter(name) });
            }
            if given.excludes.contains(&spec.parameter) || spec.excludes.contains(&given.parameter) {
                return Err(SyntaxError { at, problem: Problem::Exclusive(given.parameter.name(), name) });
            }
        }
        self.given.push((spec, at));
        self.call.parameters.push((spec.parameter, value));
        Ok(())
    }

    /// The call, once everything it needs is there.
    fn check(self, at: At) -> Result<Call, SyntaxError> {
        let has = |parameter: &Parameter| self.given.iter().any(|(given, _)| given.parameter == *parameter);
        for spec in self.spec.parameters.iter().filter(|spec| spec.required) {
            if !has(&spec.parameter) && !spec.excludes.iter().any(has) {
                let problem = Problem::MissingParameter { cmdlet: self.spec.name, parameter: spec.parameter.name() };
                return Err(SyntaxError { at, problem });
            }
        }
        Ok(self.call)
    }
}
