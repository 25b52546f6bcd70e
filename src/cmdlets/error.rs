//! What can be wrong with a line, and where.

use std::fmt;

use crate::engine::Service;

use super::shown::shown;
use crate::text::Shown;

/// A place in the text: both count from 1, the column in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// The line.
    pub line: usize,
    /// The character within the line.
    pub column: usize,
}

/// A line that cannot be understood. Nothing of the text it stands in has run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub at: At,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No cmdlet has this name.
    UnknownCmdlet(String),
    /// The cmdlet has no such parameter.
    UnknownParameter {
        /// The cmdlet's name.
        cmdlet: &'static str,
        /// What was typed, without the dash.
        name: String,
    },
    /// More than one parameter begins so.
    AmbiguousParameter {
        /// What was typed, without the dash.
        name: String,
        /// The names it may mean.
        candidates: Vec<&'static str>,
    },
    /// The same parameter twice.
    RepeatedParameter(&'static str),
    /// A parameter that has to be given is not there.
    MissingParameter {
        /// The cmdlet's name.
        cmdlet: &'static str,
        /// The parameter's name.
        parameter: &'static str,
    },
    /// Two parameters that exclude each other.
    Exclusive(&'static str, &'static str),
    /// A parameter without its value.
    MissingValue(&'static str),
    /// An empty or `$null` value. For an identity this would mean every certificate, so it is never let through.
    EmptyValue(&'static str),
    /// One value is wanted and there are more.
    OneValueOnly(&'static str),
    /// A switch takes `$true` and `$false` only.
    NotABool(&'static str),
    /// Not 40 hexadecimal digits.
    NotAThumbprint(String),
    /// No service has this name.
    UnknownService(String),
    /// A certificate has no such property.
    UnknownProperty(String),
    /// `$name`: there are no variables here.
    Variable(String),
    /// A quotation mark that nothing closes.
    OpenQuote,
    /// Something that cannot stand here.
    Unexpected(String),
    /// A `|` with nothing before or behind it.
    EmptyPipe,
    /// The cmdlet cannot stand behind a `|`.
    NotAfterPipe(&'static str),
    /// The cmdlet needs something in front of it, by a `|`.
    NeedsPipe(&'static str),
}

/// The line of a mistake, made harmless, and the column below which its mark belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The line; of a long one, the part around the mistake.
    pub source: Shown,
    /// Columns before the mark.
    pub column: usize,
}

impl SyntaxError {
    /// Where a mark belongs in the text that has the mistake; `None` when its line is empty.
    #[must_use]
    pub fn mark(&self, text: &str) -> Option<Mark> {
        /// The most characters of a line before the mistake, and as many behind it.
        const AROUND: usize = 400;
        let source = text.split('\n').nth(self.at.line.saturating_sub(1))?.trim_end();
        let at = self.at.column.saturating_sub(1);
        let from = at.saturating_sub(AROUND);
        let before: String = source.chars().skip(from).take(at - from).collect();
        let part: String = source.chars().skip(from).take(at - from + AROUND).collect();
        let mark = Mark { source: Shown::new(&part), column: Shown::new(&before).width() };
        (!mark.source.trim().is_empty() && mark.column <= mark.source.width()).then_some(mark)
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.at.line, self.at.column, self.problem)
    }
}

impl std::error::Error for SyntaxError {}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::UnknownCmdlet(name) => {
                write!(f, "The term '{}' is not recognized as the name of a cmdlet.", shown(name))
            }
            Problem::UnknownParameter { cmdlet, name } => write!(f, "{cmdlet} has no parameter '-{}'.", shown(name)),
            Problem::AmbiguousParameter { name, candidates } => {
                write!(f, "The parameter '-{name}' is ambiguous. It may mean: -{}.", candidates.join(", -"))
            }
            Problem::RepeatedParameter(name) => write!(f, "The parameter '-{name}' is given more than once."),
            Problem::MissingParameter { cmdlet, parameter } => {
                write!(f, "{cmdlet} needs the parameter '-{parameter}'.")
            }
            Problem::Exclusive(one, other) => write!(f, "'-{one}' and '-{other}' cannot be used together."),
            Problem::MissingValue(name) => write!(f, "The parameter '-{name}' needs a value."),
            Problem::EmptyValue(name) => write!(f, "The value of '-{name}' is empty or $null, which never means all."),
            Problem::OneValueOnly(name) => write!(f, "The parameter '-{name}' takes one value."),
            Problem::NotABool(name) => write!(f, "The switch '-{name}' takes only $true or $false."),
            Problem::NotAThumbprint(text) => {
                write!(f, "'{}' is not a thumbprint: a thumbprint is 40 hexadecimal digits.", shown(text))
            }
            Problem::UnknownService(name) => {
                let names: Vec<_> = Service::PRINTED.into_iter().map(Service::name).collect();
                write!(f, "There is no service '{}'. The services are: {}, None.", shown(name), names.join(", "))
            }
            Problem::UnknownProperty(name) => {
                let names: Vec<_> = super::properties::Property::ALL.iter().map(|property| property.name()).collect();
                write!(f, "A certificate has no property '{}'. The properties are: {}.", shown(name), names.join(", "))
            }
            Problem::Variable(name) => {
                write!(
                    f,
                    "'{}' cannot be used: there are no variables here, only $true, $false and $null.",
                    shown(name)
                )
            }
            Problem::OpenQuote => f.write_str("This quotation mark is never closed."),
            Problem::Unexpected(text) => write!(f, "'{}' cannot stand here.", shown(text)),
            Problem::EmptyPipe => f.write_str("There is a cmdlet missing beside this '|'."),
            Problem::NotAfterPipe(name) => write!(f, "{name} cannot stand behind this '|'."),
            Problem::NeedsPipe(name) => write!(f, "{name} needs something to show: put it behind a '|'."),
        }
    }
}
