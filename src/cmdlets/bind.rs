//! Words to values, by what a parameter takes.

use crate::engine::{Service, ServiceSet, Thumbprint};

use super::call::{Identity, Value};
use super::error::{At, Problem, SyntaxError};
use super::lexer::Word;
use super::properties;
use super::table::{CmdletSpec, Kind, ParameterSpec};

type Items<'a> = [(At, &'a Word)];

/// The value of a parameter from its words; there is at least one.
pub(super) fn value(spec: &ParameterSpec, items: &Items<'_>) -> Result<Value, SyntaxError> {
    let name = spec.parameter.name();
    let texts = items.iter().map(|(at, word)| text(name, *at, word)).collect::<Result<Vec<_>, _>>()?;
    match spec.kind {
        Kind::Switch => Err(error(items, Problem::NotABool(name))),
        Kind::Text => Ok(Value::Text(single(name, items, &texts)?.to_owned())),
        Kind::List => Ok(Value::List(texts.into_iter().map(str::to_owned).collect())),
        Kind::Thumbprint => thumbprint(items, single(name, items, &texts)?).map(Value::Thumbprint),
        Kind::Identity => identity(items, single(name, items, &texts)?).map(Value::Identity),
        Kind::Services => services(items, &texts).map(Value::Services),
        Kind::Cmdlet => {
            let typed = single(name, items, &texts)?;
            let named = CmdletSpec::named(typed).map(|spec| Value::Text(spec.name.to_owned()));
            named.ok_or_else(|| error(items, Problem::UnknownCmdlet(typed.to_owned())))
        }
        Kind::Properties => {
            for ((at, _), pattern) in items.iter().zip(&texts) {
                if properties::matching(pattern).next().is_none() {
                    return Err(SyntaxError { at: *at, problem: Problem::UnknownProperty((*pattern).to_owned()) });
                }
            }
            Ok(Value::List(texts.into_iter().map(str::to_owned).collect()))
        }
    }
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
    };
    Err(SyntaxError { at, problem })
}

fn single<'a>(name: &'static str, items: &Items<'_>, texts: &[&'a str]) -> Result<&'a str, SyntaxError> {
    match (texts, items) {
        ([text], _) => Ok(text),
        (_, [_, (second, _), ..]) => Err(SyntaxError { at: *second, problem: Problem::OneValueOnly(name) }),
        _ => Err(error(items, Problem::MissingValue(name))),
    }
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
