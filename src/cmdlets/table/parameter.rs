//! Parameters: their names and what each takes.

/// A parameter of some cmdlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are Exchange's and PowerShell's own")]
pub enum Parameter {
    Thumbprint,
    Identity,
    Services,
    Server,
    DomainName,
    Force,
    WhatIf,
    Confirm,
    DoNotRequireSsl,
    NetworkServiceAllowed,
    Property,
    Name,
    X509CertificateName,
    UmStartupMode,
    Value,
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
    Like,
    NotLike,
    Contains,
    NotContains,
    In,
    NotIn,
    Descending,
    Unique,
    First,
    Last,
    Skip,
    ExpandProperty,
    AutoSize,
    Compress,
    Depth,
    NoTypeInformation,
    Path,
    NoClobber,
    FileData,
    FileName,
    Password,
    PrivateKeyExportable,
    FriendlyName,
}

impl Parameter {
    /// The name without its dash; never translated.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Parameter::Thumbprint => "Thumbprint",
            Parameter::Identity => "Identity",
            Parameter::Services => "Services",
            Parameter::Server => "Server",
            Parameter::DomainName => "DomainName",
            Parameter::Force => "Force",
            Parameter::WhatIf => "WhatIf",
            Parameter::Confirm => "Confirm",
            Parameter::DoNotRequireSsl => "DoNotRequireSsl",
            Parameter::NetworkServiceAllowed => "NetworkServiceAllowed",
            Parameter::Property => "Property",
            Parameter::Name => "Name",
            Parameter::X509CertificateName => "X509CertificateName",
            Parameter::UmStartupMode => "UMStartupMode",
            Parameter::Value => "Value",
            Parameter::Eq => "eq",
            Parameter::Ne => "ne",
            Parameter::Gt => "gt",
            Parameter::Ge => "ge",
            Parameter::Lt => "lt",
            Parameter::Le => "le",
            Parameter::Like => "like",
            Parameter::NotLike => "notlike",
            Parameter::Contains => "contains",
            Parameter::NotContains => "notcontains",
            Parameter::In => "in",
            Parameter::NotIn => "notin",
            Parameter::Descending => "Descending",
            Parameter::Unique => "Unique",
            Parameter::First => "First",
            Parameter::Last => "Last",
            Parameter::Skip => "Skip",
            Parameter::ExpandProperty => "ExpandProperty",
            Parameter::AutoSize => "AutoSize",
            Parameter::Compress => "Compress",
            Parameter::Depth => "Depth",
            Parameter::NoTypeInformation => "NoTypeInformation",
            Parameter::Path => "Path",
            Parameter::NoClobber => "NoClobber",
            Parameter::FileData => "FileData",
            Parameter::FileName => "FileName",
            Parameter::Password => "Password",
            Parameter::PrivateKeyExportable => "PrivateKeyExportable",
            Parameter::FriendlyName => "FriendlyName",
        }
    }
}

/// What a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, or `:$true` and `:$false`.
    Switch,
    /// Nothing: it is an operator of `Where-Object`, of which there is exactly one.
    Operator,
    /// One text.
    Text,
    /// One or more texts with commas between them.
    List,
    /// A whole number.
    Number,
    /// A server, by name or FQDN.
    Server,
    /// 40 hexadecimal digits.
    Thumbprint,
    /// `Server\Thumbprint` or a thumbprint.
    Identity,
    /// Service names with commas between them, or `None`.
    Services,
    /// A text, or `$null` to take it back.
    Setting,
    /// `TCP`, `TLS` or `Dual`.
    StartupMode,
    /// Names of properties, `*` and `?` standing for any characters and any one character.
    Properties,
    /// Names of properties, whole.
    PropertyNames,
    /// The name of one property, whole.
    PropertyName,
    /// What a property is compared with.
    Operand,
    /// The name of a cmdlet that runs here.
    Cmdlet,
    /// Names of cmdlets, `*` and `?` standing for any characters and any one character.
    Cmdlets,
    /// A file's path.
    Path,
    /// The bytes of a file, as the one expression that reads them.
    FileData,
    /// A password, as an expression that asks for it.
    Password,
    /// `$true` or `$false`.
    Bool,
}

impl Kind {
    /// How the help writes what has to follow; empty for a switch.
    #[must_use]
    pub const fn placeholder(self) -> &'static str {
        match self {
            Kind::Switch | Kind::Operator => "",
            Kind::Text => "<Text>",
            Kind::List => "<Text>[,...]",
            Kind::Number => "<Number>",
            Kind::Server => "<Server>",
            Kind::Thumbprint => "<Thumbprint>",
            Kind::Identity => "<[Server\\]Thumbprint>",
            Kind::Services => "<Service>[,...]",
            Kind::Setting => "<Text | $null>",
            Kind::StartupMode => "<TCP | TLS | Dual>",
            Kind::Properties | Kind::PropertyNames => "<Property>[,...]",
            Kind::PropertyName => "<Property>",
            Kind::Operand => "<Value>[,...]",
            Kind::Cmdlet => "<Cmdlet>",
            Kind::Cmdlets => "<Cmdlet>[,...]",
            Kind::Path => "<Path>",
            Kind::FileData => "<([System.IO.File]::ReadAllBytes('PATH'))>",
            Kind::Password => "<(Read-Host -AsSecureString)>",
            Kind::Bool => "<$true | $false>",
        }
    }

    /// Whether nothing follows it.
    #[must_use]
    pub const fn is_switch(self) -> bool {
        matches!(self, Kind::Switch | Kind::Operator)
    }
}

/// One parameter of one cmdlet.
#[derive(Debug, PartialEq, Eq)]
pub struct ParameterSpec {
    /// Which.
    pub parameter: Parameter,
    /// What it takes.
    pub kind: Kind,
    /// Its value may stand alone, without the name.
    pub positional: bool,
    /// It has to be given, or one of those it excludes.
    pub required: bool,
    /// The parameters that cannot stand beside it.
    pub excludes: &'static [Parameter],
    /// What it does, in a line.
    pub tip: &'static str,
}

pub(super) const fn parameter(parameter: Parameter, kind: Kind, tip: &'static str) -> ParameterSpec {
    ParameterSpec { parameter, kind, positional: false, required: false, excludes: &[], tip }
}

impl ParameterSpec {
    pub(super) const fn positional(mut self) -> ParameterSpec {
        self.positional = true;
        self
    }

    pub(super) const fn required(mut self) -> ParameterSpec {
        self.required = true;
        self
    }

    pub(super) const fn excludes(mut self, others: &'static [Parameter]) -> ParameterSpec {
        self.excludes = others;
        self
    }
}
