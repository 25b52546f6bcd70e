//! A PowerShell text to pipelines, all of it before anything runs.

use super::bind;
use super::call::{Call, Pipeline, Value};
use super::error::{At, Problem, SyntaxError};
use super::flow::{self, Flow};
use super::lexer::{Token, TokenKind, Word, lex};
use super::object::{Condition, Misfit};
use super::table::{Cmdlet, CmdletSpec, Input, Kind, Parameter, ParameterSpec};

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
    let mut calls: Vec<Call> = Vec::new();
    let mut input = Flow::Nothing;
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
        if let Some(spec) = asks_for_help(segment)? {
            let name = Value::Text(spec.name.to_owned());
            return Ok(Pipeline { calls: vec![Call::new(Cmdlet::GetHelp).with(Parameter::Name, name)], line });
        }
        let call = call(segment, calls.last(), &input)?;
        input = flow::after(&call, &input);
        calls.push(call);
        match (pipe, behind) {
            (Some(at), Some([])) => return Err(missing(at)),
            (_, Some(behind)) => rest = behind,
            (_, None) => return Ok(Pipeline { calls, line }),
        }
    }
}

/// The cmdlet behind which `-?` stands, which shows its help instead.
fn asks_for_help(segment: &[&Token]) -> Result<Option<&'static CmdletSpec>, SyntaxError> {
    let asks = |token: &&Token| matches!(&token.kind, TokenKind::Parameter { name, .. } if name == "?");
    match segment.first() {
        Some(first) if segment.iter().skip(1).any(asks) => named(first).map(Some),
        _ => Ok(None),
    }
}

fn named(token: &Token) -> Result<&'static CmdletSpec, SyntaxError> {
    let problem = match &token.kind {
        TokenKind::Word(Word::Text(name)) => match CmdletSpec::named(name) {
            Some(spec) => return Ok(spec),
            None => Problem::UnknownCmdlet(name.clone()),
        },
        other => Problem::Unexpected(written(other)),
    };
    Err(SyntaxError { at: token.at, problem })
}

/// One cmdlet with its arguments, behind `before`, with what comes from there.
fn call(segment: &[&Token], before: Option<&Call>, input: &Flow) -> Result<Call, SyntaxError> {
    let Some((first, arguments)) = segment.split_first() else {
        return Err(SyntaxError { at: At::default(), problem: Problem::EmptyPipe });
    };
    let spec = named(first)?;
    if let Some(problem) = misplaced(spec, before, input) {
        return Err(SyntaxError { at: first.at, problem });
    }
    let call = Call::new(spec.cmdlet);
    let mut reader = Reader { spec, input, tokens: arguments, next: 0, given: Vec::new(), call };
    while reader.argument()? {}
    reader.check(first.at)
}

/// Why a cmdlet cannot stand where it stands.
fn misplaced(spec: &CmdletSpec, before: Option<&Call>, input: &Flow) -> Option<Problem> {
    let Some(before) = before else {
        return (spec.input == Input::Objects).then_some(Problem::NeedsPipe(spec.name));
    };
    match (spec.input, input) {
        (Input::Nothing, _) => Some(Problem::NotAfterPipe(spec.name)),
        (_, Flow::Nothing) => Some(Problem::NothingBehind(before.cmdlet.name())),
        (Input::Certificates, Flow::Objects(shape)) if flow::are_certificates(shape) => None,
        (Input::Certificates, Flow::Objects(shape)) => {
            let noun = if shape.chosen { "a selection without them" } else { shape.class.noun() };
            Some(Problem::NotCertificates { cmdlet: spec.name, noun })
        }
        (Input::Certificates, Flow::Values) => {
            Some(Problem::NotCertificates { cmdlet: spec.name, noun: "a value alone" })
        }
        (Input::Objects, Flow::Values) if !flow::takes_values(spec.cmdlet) => Some(Problem::ValuesAlone(spec.name)),
        (Input::Objects, _) => None,
    }
}

/// A token as it is named in a message.
fn written(kind: &TokenKind) -> String {
    match kind {
        TokenKind::Word(Word::Text(text)) => text.clone(),
        TokenKind::Word(Word::True) => "$true".into(),
        TokenKind::Word(Word::False) => "$false".into(),
        TokenKind::Word(Word::Null) => "$null".into(),
        TokenKind::Word(Word::File(_) | Word::Asked) => "(".into(),
        TokenKind::Parameter { name, .. } => format!("-{name}"),
        TokenKind::Comma => ",".into(),
        TokenKind::Pipe => "|".into(),
        TokenKind::End => ";".into(),
    }
}

/// Reads the arguments of one cmdlet.
struct Reader<'a> {
    spec: &'static CmdletSpec,
    /// What comes through the `|`.
    input: &'a Flow,
    tokens: &'a [&'a Token],
    next: usize,
    /// Which parameters are there and where what they are given begins; the same order as in `call`.
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
                let begins = self.peek().map_or(at, |token| token.at);
                let value = match spec.kind {
                    Kind::Switch => self.switch(spec, *colon, at)?,
                    Kind::Operator => Value::Switch(true),
                    _ => self.value(spec, at)?,
                };
                self.give(spec, value, at, if spec.kind.is_switch() { at } else { begins })?;
            }
            TokenKind::Word(_) => {
                let free = |spec: &&ParameterSpec| {
                    spec.positional && !self.given.iter().any(|(given, _)| given.parameter == spec.parameter)
                };
                let Some(spec) = self.spec.parameters.iter().find(free) else {
                    return Err(SyntaxError { at, problem: Problem::Unexpected(written(&token.kind)) });
                };
                let value = self.value(spec, at)?;
                self.give(spec, value, at, at)?;
            }
            other => return Err(SyntaxError { at, problem: Problem::Unexpected(written(other)) }),
        }
        Ok(true)
    }

    fn resolve(&self, name: &str, at: At) -> Result<&'static ParameterSpec, SyntaxError> {
        match self.spec.candidates(name).as_slice() {
            [spec] => Ok(spec),
            [] => {
                let name = name.to_owned();
                let problem = if self.spec.cmdlet == Cmdlet::WhereObject {
                    Problem::Comparison(Misfit::UnknownOperator(name))
                } else {
                    Problem::UnknownParameter { cmdlet: self.spec.name, name }
                };
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
                return bind::value(spec, &items, self.input);
            }
            self.next += 1;
        }
    }

    fn give(&mut self, spec: &'static ParameterSpec, value: Value, at: At, begins: At) -> Result<(), SyntaxError> {
        let name = spec.parameter.name();
        let error = |problem| Err(SyntaxError { at, problem });
        for (given, _) in &self.given {
            if given.parameter == spec.parameter {
                return error(Problem::RepeatedParameter(name));
            }
            let operators = given.kind == Kind::Operator && spec.kind == Kind::Operator;
            if operators || given.excludes.contains(&spec.parameter) || spec.excludes.contains(&given.parameter) {
                return error(Problem::Exclusive(given.parameter.name(), name));
            }
        }
        if self.piped_certificates() && matches!(spec.kind, Kind::Thumbprint | Kind::Identity) {
            return error(Problem::FromPipe(name));
        }
        self.given.push((spec, begins));
        self.call.parameters.push((spec.parameter, value));
        Ok(())
    }

    /// Whether the certificates come through the `|`.
    fn piped_certificates(&self) -> bool {
        self.spec.input == Input::Certificates && *self.input != Flow::Nothing
    }

    /// The call, once everything it needs is there and fits together.
    fn check(self, at: At) -> Result<Call, SyntaxError> {
        let has = |parameter: &Parameter| self.given.iter().any(|(given, _)| given.parameter == *parameter);
        let operators = self.spec.parameters.iter().any(|spec| spec.kind == Kind::Operator);
        if operators && has(&Parameter::Property) && !self.given.iter().any(|(spec, _)| spec.kind == Kind::Operator) {
            return Err(SyntaxError { at, problem: Problem::Comparison(Misfit::NoOperator) });
        }
        for spec in self.spec.parameters.iter().filter(|spec| spec.required) {
            let piped = self.piped_certificates() && spec.kind == Kind::Thumbprint;
            if !piped && !has(&spec.parameter) && !spec.excludes.iter().any(has) {
                let problem = Problem::MissingParameter { cmdlet: self.spec.name, parameter: spec.parameter.name() };
                return Err(SyntaxError { at, problem });
            }
        }
        self.condition()?;
        let sorts = self.spec.cmdlet == Cmdlet::SortObject;
        if sorts && matches!(self.input, Flow::Objects(_)) && !has(&Parameter::Property) {
            return Err(SyntaxError { at, problem: Problem::NoProperty(self.spec.name) });
        }
        Ok(self.call)
    }

    /// Whether a comparison can be made; what is wrong with it is wrong at its value.
    fn condition(&self) -> Result<(), SyntaxError> {
        let Flow::Objects(shape) = self.input else { return Ok(()) };
        let property = self.call.text(Parameter::Property).and_then(|name| shape.named(name));
        let Some(Err(misfit)) = property.and_then(|property| Condition::of(&self.call, property)) else {
            return Ok(());
        };
        let about_the_operator = matches!(misfit, Misfit::WrongOperator { .. });
        let place = self.given.iter().find(|(spec, _)| {
            if about_the_operator { spec.kind == Kind::Operator } else { spec.kind == Kind::Operand }
        });
        Err(SyntaxError { at: place.map_or(At::default(), |(_, at)| *at), problem: Problem::Comparison(misfit) })
    }
}
