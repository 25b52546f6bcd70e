//! Words to values, by what a parameter takes.

use crate::engine::{Service, ServiceSet, StartupMode, Thumbprint};

use super::call::{Identity, Value};
use super::error::{At, Problem, SyntaxError};
use super::flow::Flow;
use super::lexer::Word;
use super::object::Property;
use super::table::{CmdletSpec, Kind, ParameterSpec};

type Items<'a> = [(At, &'a Word)];

/// The value of a parameter from its words, of which there is at least one; `input` is what comes through the `|`.
pub(super) fn value(spec: &ParameterSpec, items: &Items<'_>, input: &Flow) -> Result<Value, SyntaxError> {
    let name = spec.parameter.name();
    match (spec.kind, items) {
        (Kind::Setting, [(_, Word::Null)]) => return Ok(Value::Null),
        (Kind::Operand, _) => return operand(name, items),
        (Kind::FileData, _) => return file(name, items),
        (Kind::Password, _) => return password(name, items),
        (Kind::Bool, _) => return boolean(name, items),
        _ => {}
    }
    let texts = items.iter().map(|(at, word)| text(name, *at, word)).collect::<Result<Vec<_>, _>>()?;
    let one = || single(name, items, &texts);
    match spec.kind {
        Kind::Switch | Kind::Operator | Kind::Operand | Kind::FileData | Kind::Password | Kind::Bool => {
            Err(error(items, Problem::NotABool(name)))
        }
        Kind::Text | Kind::Server | Kind::Setting | Kind::Path => Ok(Value::Text(one()?.to_owned())),
        Kind::List | Kind::Cmdlets => Ok(list(&texts)),
        Kind::Number => number(name, items, one()?),
        Kind::Thumbprint => thumbprint(items, one()?).map(Value::Thumbprint),
        Kind::Identity => identity(items, one()?).map(Value::Identity),
        Kind::Services => services(items, &texts).map(Value::Services),
        Kind::StartupMode => mode(items, one()?),
        Kind::Cmdlet => {
            let typed = one()?;
            let named = CmdletSpec::named(typed).map(|spec| Value::Text(spec.name.to_owned()));
            named.ok_or_else(|| error(items, Problem::UnknownCmdlet(typed.to_owned())))
        }
        Kind::PropertyName => property(name, items, one()?, input).map(|name| Value::Text(name.to_owned())),
        Kind::PropertyNames => {
            let named = items.iter().zip(&texts).map(|(item, text)| property(name, &[*item], text, input));
            Ok(Value::List(named.map(|name| name.map(str::to_owned)).collect::<Result<_, _>>()?))
        }
        Kind::Properties => {
            let Flow::Objects(shape) = input else { return Err(error(items, Problem::ValuesAlone(name))) };
            match items.iter().zip(&texts).find(|(_, pattern)| !shape.knows(pattern)) {
                Some(((at, _), pattern)) => Err(SyntaxError { at: *at, problem: shape.unknown(pattern) }),
                None => Ok(list(&texts)),
            }
        }
    }
}

fn list(texts: &[&str]) -> Value {
    Value::List(texts.iter().map(|text| (*text).to_owned()).collect())
}

fn error(items: &Items<'_>, problem: Problem) -> SyntaxError {
    SyntaxError { at: items.first().map_or(At::default(), |(at, _)| *at), problem }
}

/// A word's text; empty and `$null` are never let through, since a null identity once meant every certificate.
fn text<'a>(name: &'static str, at: At, word: &'a Word) -> Result<&'a str, SyntaxError> {
    let problem = match word {
        Word::Text(text) if !text.trim().is_empty() => return Ok(text),
        Word::Text(_) | Word::Null => Problem::EmptyValue(name),
        Word::True => Problem::Unexpected("$true".into()),
        Word::False => Problem::Unexpected("$false".into()),
        Word::File(_) | Word::Asked => Problem::Unexpected("(".into()),
    };
    Err(SyntaxError { at, problem })
}

/// What to compare with: there an empty text and `$null` mean themselves.
fn operand(name: &'static str, items: &Items<'_>) -> Result<Value, SyntaxError> {
    match items {
        [(_, Word::Text(text))] => Ok(Value::Text(text.clone())),
        [(_, Word::True)] => Ok(Value::Bool(true)),
        [(_, Word::False)] => Ok(Value::Bool(false)),
        [(_, Word::Null)] => Ok(Value::Null),
        [(at, Word::File(_) | Word::Asked)] => Err(SyntaxError { at: *at, problem: Problem::Unexpected("(".into()) }),
        many => {
            let texts = many.iter().map(|(at, word)| match word {
                Word::Text(text) => Ok(text.clone()),
                _ => Err(SyntaxError { at: *at, problem: Problem::OneValueOnly(name) }),
            });
            Ok(Value::List(texts.collect::<Result<_, _>>()?))
        }
    }
}

/// The bytes of a file, as the path that is to be read.
fn file(name: &'static str, items: &Items<'_>) -> Result<Value, SyntaxError> {
    match items {
        [(_, Word::File(path))] if !path.trim().is_empty() => Ok(Value::File(path.clone())),
        [(_, Word::File(_))] => Err(error(items, Problem::EmptyValue(name))),
        [_] => Err(error(items, Problem::NotFileData(name))),
        _ => Err(error(items, Problem::OneValueOnly(name))),
    }
}

/// A password to be asked for; one that stands in the line is refused, and not even named.
fn password(name: &'static str, items: &Items<'_>) -> Result<Value, SyntaxError> {
    match items {
        [(_, Word::Asked)] => Ok(Value::Asked),
        [(_, Word::Null)] => Err(error(items, Problem::EmptyValue(name))),
        _ => Err(error(items, Problem::PasswordInLine)),
    }
}

fn boolean(name: &'static str, items: &Items<'_>) -> Result<Value, SyntaxError> {
    match items {
        [(_, Word::True)] => Ok(Value::Bool(true)),
        [(_, Word::False)] => Ok(Value::Bool(false)),
        _ => Err(error(items, Problem::NotTrueOrFalse(name))),
    }
}

fn single<'a>(name: &'static str, items: &Items<'_>, texts: &[&'a str]) -> Result<&'a str, SyntaxError> {
    match (texts, items) {
        ([text], _) => Ok(text),
        (_, [_, (second, _), ..]) => Err(SyntaxError { at: *second, problem: Problem::OneValueOnly(name) }),
        _ => Err(error(items, Problem::MissingValue(name))),
    }
}

fn number(name: &'static str, items: &Items<'_>, text: &str) -> Result<Value, SyntaxError> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits).map(Value::Number);
    number.ok_or_else(|| error(items, Problem::NotANumber(name, text.to_owned())))
}

fn mode(items: &Items<'_>, text: &str) -> Result<Value, SyntaxError> {
    let modes = [StartupMode::Tcp, StartupMode::Tls, StartupMode::Dual];
    let mode = modes.into_iter().find(|mode| mode.name().eq_ignore_ascii_case(text));
    mode.map(|mode| Value::Text(mode.name().to_owned()))
        .ok_or_else(|| error(items, Problem::UnknownMode(text.to_owned())))
}

/// The name of a property as it is spelled; where values alone come, nothing has a property.
fn property(parameter: &'static str, items: &Items<'_>, text: &str, input: &Flow) -> Result<&'static str, SyntaxError> {
    let Flow::Objects(shape) = input else { return Err(error(items, Problem::ValuesAlone(parameter))) };
    shape.named(text).map(Property::name).ok_or_else(|| error(items, shape.unknown(text)))
}

fn thumbprint(items: &Items<'_>, text: &str) -> Result<Thumbprint, SyntaxError> {
    text.parse().map_err(|_| error(items, Problem::NotAThumbprint(text.to_owned())))
}

fn identity(items: &Items<'_>, text: &str) -> Result<Identity, SyntaxError> {
    match text.rsplit_once('\\') {
        None => Ok(Identity { server: None, thumbprint: thumbprint(items, text)? }),
        Some((server, rest)) if !server.trim().is_empty() => {
            Ok(Identity { server: Some(server.trim().to_owned()), thumbprint: thumbprint(items, rest)? })
        }
        Some(_) => Err(error(items, Problem::EmptyValue("Identity"))),
    }
}

/// Service names; one string may hold several, as in `"IIS,SMTP"`.
fn services(items: &Items<'_>, texts: &[&str]) -> Result<ServiceSet, SyntaxError> {
    let mut set = ServiceSet::NONE;
    for ((at, _), text) in items.iter().zip(texts) {
        for name in text.split(',').map(str::trim) {
            match Service::named(name) {
                Some(service) => set = set.with(service),
                None if name.eq_ignore_ascii_case("None") => {}
                None => return Err(SyntaxError { at: *at, problem: Problem::UnknownService(name.to_owned()) }),
            }
        }
    }
    Ok(set)
}
