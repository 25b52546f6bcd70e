//! What can be wrong with a line, and where.

use std::fmt;

use crate::engine::Service;

use super::object::Misfit;
use super::shown::shown;
use super::table::{Cmdlet, CmdletSpec};

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
    /// The objects have no such property.
    UnknownProperty {
        /// What was typed.
        name: String,
        /// The properties they have.
        properties: Vec<&'static str>,
    },
    /// There is no such startup mode.
    UnknownMode(String),
    /// Not a whole number.
    NotANumber(&'static str, String),
    /// A password that stands in the line.
    PasswordInLine,
    /// Not the bytes of a file.
    NotFileData(&'static str),
    /// `$true` or `$false` is wanted.
    NotTrueOrFalse(&'static str),
    /// `{ ... }`: there are no script blocks here.
    ScriptBlock,
    /// A comparison that cannot be made.
    Comparison(Misfit),
    /// The objects need a property to be put in order.
    NoProperty(&'static str),
    /// The cmdlet takes objects with properties, and these are values alone.
    ValuesAlone(&'static str),
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
    /// Something stands behind a cmdlet that passes nothing on.
    NothingBehind(&'static str),
    /// The cmdlet takes certificates, and the objects in front of it carry no thumbprint.
    NotCertificates {
        /// The cmdlet.
        cmdlet: &'static str,
        /// The objects, as a message names them.
        noun: &'static str,
    },
    /// The parameter names what already comes through the `|`.
    FromPipe(&'static str),
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
            Problem::UnknownParameter { cmdlet, name } => unknown_parameter(f, cmdlet, name),
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
            Problem::UnknownProperty { name, properties } => {
                let properties = properties.join(", ");
                write!(f, "There is no property '{}' here. The properties are: {properties}.", shown(name))
            }
            Problem::UnknownMode(text) => {
                write!(f, "There is no startup mode '{}'. The modes are: TCP, TLS, Dual.", shown(text))
            }
            Problem::NotANumber(name, text) => {
                write!(f, "'-{name}' takes a whole number, which '{}' is not.", shown(text))
            }
            Problem::PasswordInLine => f.write_str(
                "A password in a line ends in histories and logs, so none is read from it. Leave -Password out: it is \
                 asked for where the file needs one.",
            ),
            Problem::NotFileData(name) => write!(
                f,
                "'-{name}' takes the bytes of a file, written ([System.IO.File]::ReadAllBytes('PATH')); nothing else is \
                 evaluated here."
            ),
            Problem::NotTrueOrFalse(name) => write!(f, "'-{name}' takes $true or $false."),
            Problem::ScriptBlock => f.write_str(
                "Script blocks cannot be used here. Write Where-Object Property -Operator Value, such as \
                             Where-Object NotAfter -lt 2027-01-31.",
            ),
            Problem::Comparison(misfit) => misfit.fmt(f),
            Problem::NoProperty(name) => write!(f, "{name} needs the property to go by."),
            Problem::ValuesAlone(name) => {
                write!(f, "{name} takes objects with properties, and values alone come through this '|'.")
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
            Problem::NeedsPipe(name) => write!(f, "{name} needs something to work on: put it behind a '|'."),
            Problem::NothingBehind(name) if *name == Cmdlet::ImportExchangeCertificate.name() => write!(
                f,
                "{name} passes nothing on here: a certificate is judged once the server holds it. Write what comes next \
                 as a line of its own."
            ),
            Problem::NothingBehind(name) => write!(f, "{name} passes nothing on: nothing can stand behind it."),
            Problem::NotCertificates { cmdlet, noun } => {
                write!(
                    f,
                    "{cmdlet} takes certificates by their Thumbprint or Identity, and {noun} comes through this '|'."
                )
            }
            Problem::FromPipe(name) => {
                write!(f, "'-{name}' cannot be given here: the certificates come through the '|'.")
            }
        }
    }
}

/// What the cmdlet has instead; and why not, where the parameter is one of Exchange's that means nothing here.
fn unknown_parameter(f: &mut fmt::Formatter<'_>, cmdlet: &str, name: &str) -> fmt::Result {
    if name.eq_ignore_ascii_case("DomainController") {
        return f
            .write_str("'-DomainController' means nothing here: there is no domain controller to ask. Leave it out.");
    }
    write!(f, "{cmdlet} has no parameter '-{}'.", shown(name))?;
    let spec = CmdletSpec::named(cmdlet);
    let names: Vec<_> = spec.iter().flat_map(|spec| spec.parameters).map(|spec| spec.parameter.name()).collect();
    match names.as_slice() {
        [] => f.write_str(" It has none."),
        names => write!(f, " It has: -{}.", names.join(", -")),
    }
}
