//! A cmdlet with its parameters, as a value: what a parsed line says, what a plan's command line is made of.

use crate::engine::{ServiceSet, Thumbprint};

use super::table::{Cmdlet, Parameter};

/// One cmdlet and what it is called with, in the order written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The cmdlet.
    pub cmdlet: Cmdlet,
    /// Its parameters, each at most once.
    pub parameters: Vec<(Parameter, Value)>,
}

/// What a parameter is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A switch, on or off.
    Switch(bool),
    /// One text.
    Text(String),
    /// Texts; at least one.
    List(Vec<String>),
    /// A thumbprint.
    Thumbprint(Thumbprint),
    /// A certificate's identity.
    Identity(Identity),
    /// Services; the empty set is written `None`.
    Services(ServiceSet),
    /// A whole number.
    Number(u32),
    /// `$true` or `$false`, to compare with.
    Bool(bool),
    /// The bytes of the file of this path.
    File(String),
    /// A password that is asked for where one is needed.
    Asked,
    /// `$null`: to compare with, and where a setting is taken back.
    Null,
}

/// `Server\Thumbprint`, or a thumbprint on the connected server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The server's name or FQDN, as typed.
    pub server: Option<String>,
    /// The certificate.
    pub thumbprint: Thumbprint,
}

/// Cmdlets joined by `|`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipeline {
    /// The cmdlets in order; never empty.
    pub calls: Vec<Call>,
    /// The line it begins on, from 1.
    pub line: usize,
}

impl Call {
    /// A call without parameters.
    #[must_use]
    pub const fn new(cmdlet: Cmdlet) -> Call {
        Call { cmdlet, parameters: Vec::new() }
    }

    /// The call with one more parameter.
    #[must_use]
    pub fn with(mut self, parameter: Parameter, value: Value) -> Call {
        self.parameters.push((parameter, value));
        self
    }

    /// The value of a parameter.
    #[must_use]
    pub fn value(&self, parameter: Parameter) -> Option<&Value> {
        self.parameters.iter().find(|(given, _)| *given == parameter).map(|(_, value)| value)
    }

    /// Whether a switch is on.
    #[must_use]
    pub fn is_on(&self, parameter: Parameter) -> bool {
        self.value(parameter) == Some(&Value::Switch(true))
    }

    /// A parameter's text.
    #[must_use]
    pub fn text(&self, parameter: Parameter) -> Option<&str> {
        match self.value(parameter) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A parameter's texts; none when it is not given.
    #[must_use]
    pub fn list(&self, parameter: Parameter) -> &[String] {
        match self.value(parameter) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// The certificate, from `-Thumbprint` or `-Identity`.
    #[must_use]
    pub fn thumbprint(&self) -> Option<Thumbprint> {
        match (self.value(Parameter::Thumbprint), self.value(Parameter::Identity)) {
            (Some(Value::Thumbprint(thumbprint)), _) => Some(*thumbprint),
            (_, Some(Value::Identity(identity))) => Some(identity.thumbprint),
            _ => None,
        }
    }

    /// The server, from `-Server` or `-Identity`, as typed.
    #[must_use]
    pub fn server(&self) -> Option<&str> {
        match (self.text(Parameter::Server), self.value(Parameter::Identity)) {
            (Some(server), _) => Some(server),
            (None, Some(Value::Identity(identity))) => identity.server.as_deref(),
            (None, Some(Value::Text(server))) => Some(server),
            _ => None,
        }
    }

    /// A parameter's number.
    #[must_use]
    pub fn number(&self, parameter: Parameter) -> Option<usize> {
        match self.value(parameter) {
            Some(Value::Number(number)) => usize::try_from(*number).ok(),
            _ => None,
        }
    }

    /// The file whose bytes are meant, as typed.
    #[must_use]
    pub fn source_file(&self) -> Option<&str> {
        match (self.value(Parameter::FileData), self.value(Parameter::FileName)) {
            (Some(Value::File(path)), _) | (_, Some(Value::Text(path))) => Some(path),
            _ => None,
        }
    }

    /// The services asked for.
    #[must_use]
    pub fn services(&self) -> ServiceSet {
        match self.value(Parameter::Services) {
            Some(Value::Services(services)) => *services,
            _ => ServiceSet::NONE,
        }
    }
}
