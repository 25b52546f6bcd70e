//! The one table of cmdlets. Reading a line, printing one and the help all follow it; nothing else knows a cmdlet's
//! parameters.
//!
//! Source: Microsoft's reference for `Get-` and `Enable-ExchangeCertificate`, `Set-ImapSettings`, `Set-PopSettings`,
//! `Set-UMService` and `Set-UMCallRouterSettings`; `Format-List`, `Format-Table` and `Get-Help` are PowerShell's own.

/// A cmdlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are Exchange's own")]
pub enum Cmdlet {
    GetExchangeCertificate,
    EnableExchangeCertificate,
    RemoveExchangeCertificate,
    FormatList,
    FormatTable,
    GetHelp,
    SetImapSettings,
    SetPopSettings,
    SetUmService,
    SetUmCallRouterSettings,
}

/// A parameter of some cmdlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are Exchange's own")]
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
        }
    }
}

/// What a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, or `:$true` and `:$false`.
    Switch,
    /// One text.
    Text,
    /// One or more texts with commas between them.
    List,
    /// 40 hexadecimal digits.
    Thumbprint,
    /// `Server\Thumbprint` or a thumbprint.
    Identity,
    /// Service names with commas between them, or `None`.
    Services,
    /// Names of a certificate's properties, `*` and `?` standing for any characters and any one character.
    Properties,
    /// The name of a cmdlet that runs here.
    Cmdlet,
}

impl Kind {
    /// How the help writes what has to follow; empty for a switch.
    #[must_use]
    pub const fn placeholder(self) -> &'static str {
        match self {
            Kind::Switch => "",
            Kind::Text => "<Text>",
            Kind::List => "<Text>[,...]",
            Kind::Thumbprint => "<Thumbprint>",
            Kind::Identity => "<[Server\\]Thumbprint>",
            Kind::Services => "<Service>[,...]",
            Kind::Properties => "<Property>[,...]",
            Kind::Cmdlet => "<Cmdlet>",
        }
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

/// One cmdlet.
#[derive(Debug, PartialEq, Eq)]
pub struct CmdletSpec {
    /// Which.
    pub cmdlet: Cmdlet,
    /// Its name; never translated.
    pub name: &'static str,
    /// Its short name, if it has one.
    pub alias: Option<&'static str>,
    /// It stands behind a `|`.
    pub after_pipe: bool,
    /// It runs here. The others are only printed, for a person to run in Exchange.
    pub runs: bool,
    /// What it does, in a line.
    pub tip: &'static str,
    /// Its parameters, in the order of the help.
    pub parameters: &'static [ParameterSpec],
}

const fn parameter(parameter: Parameter, kind: Kind, tip: &'static str) -> ParameterSpec {
    ParameterSpec { parameter, kind, positional: false, required: false, excludes: &[], tip }
}

impl ParameterSpec {
    const fn positional(mut self) -> ParameterSpec {
        self.positional = true;
        self
    }

    const fn required(mut self) -> ParameterSpec {
        self.required = true;
        self
    }

    const fn excludes(mut self, others: &'static [Parameter]) -> ParameterSpec {
        self.excludes = others;
        self
    }
}

const SERVER: ParameterSpec =
    parameter(Parameter::Server, Kind::Text, "the server, by name or FQDN; without it the connected server")
        .excludes(&[Parameter::Identity]);

const PROPERTY: ParameterSpec =
    parameter(Parameter::Property, Kind::Properties, "the properties to show, in this order; * shows them all")
        .positional();

const GET: &[ParameterSpec] = &[
    parameter(Parameter::Thumbprint, Kind::Thumbprint, "only the certificate of this thumbprint")
        .positional()
        .excludes(&[Parameter::Identity]),
    parameter(Parameter::Identity, Kind::Identity, "only this certificate, its server included")
        .excludes(&[Parameter::Thumbprint, Parameter::Server]),
    parameter(
        Parameter::DomainName,
        Kind::List,
        "only certificates with one of these names, the one a connector would take first",
    ),
    SERVER,
];

const ENABLE: &[ParameterSpec] = &[
    parameter(Parameter::Thumbprint, Kind::Thumbprint, "the certificate")
        .positional()
        .required()
        .excludes(&[Parameter::Identity]),
    parameter(Parameter::Identity, Kind::Identity, "the certificate, its server included")
        .excludes(&[Parameter::Thumbprint, Parameter::Server]),
    parameter(Parameter::Services, Kind::Services, "the services to add; an assignment is never taken away").required(),
    SERVER,
    parameter(Parameter::Force, Kind::Switch, "ask nothing, and replace the default SMTP certificate"),
    parameter(Parameter::DoNotRequireSsl, Kind::Switch, "leave Require SSL on the Default Web Site as it is"),
    parameter(Parameter::NetworkServiceAllowed, Kind::Switch, "let Network Service read the private key without SMTP"),
    parameter(Parameter::WhatIf, Kind::Switch, "say what would happen, and change nothing"),
    parameter(Parameter::Confirm, Kind::Switch, "ask before anything changes"),
];

const REMOVE: &[ParameterSpec] = &[
    parameter(Parameter::Thumbprint, Kind::Thumbprint, "the certificate or pending request").positional().required(),
    parameter(Parameter::Server, Kind::Text, "the server, by name or FQDN; without it the connected server"),
    parameter(Parameter::Confirm, Kind::Switch, "-Confirm:$false asks nothing"),
];

const SET_PROTOCOL: &[ParameterSpec] = &[
    parameter(Parameter::X509CertificateName, Kind::Text, "the name by which the service finds its certificate")
        .required(),
    parameter(Parameter::Server, Kind::Text, "the server"),
];

/// Every cmdlet, those that run here first.
pub const CMDLETS: &[CmdletSpec] = &[
    CmdletSpec {
        cmdlet: Cmdlet::GetExchangeCertificate,
        name: "Get-ExchangeCertificate",
        alias: None,
        after_pipe: false,
        runs: true,
        tip: "shows the certificates and pending requests of a server",
        parameters: GET,
    },
    CmdletSpec {
        cmdlet: Cmdlet::EnableExchangeCertificate,
        name: "Enable-ExchangeCertificate",
        alias: None,
        after_pipe: false,
        runs: true,
        tip: "assigns a certificate to services",
        parameters: ENABLE,
    },
    CmdletSpec {
        cmdlet: Cmdlet::FormatList,
        name: "Format-List",
        alias: Some("fl"),
        after_pipe: true,
        runs: true,
        tip: "shows one property a line",
        parameters: &[PROPERTY],
    },
    CmdletSpec {
        cmdlet: Cmdlet::FormatTable,
        name: "Format-Table",
        alias: Some("ft"),
        after_pipe: true,
        runs: true,
        tip: "shows one certificate a line",
        parameters: &[PROPERTY],
    },
    CmdletSpec {
        cmdlet: Cmdlet::GetHelp,
        name: "Get-Help",
        alias: None,
        after_pipe: false,
        runs: true,
        tip: "shows how a cmdlet is written",
        parameters: &[parameter(Parameter::Name, Kind::Cmdlet, "the cmdlet; without it every one").positional()],
    },
    CmdletSpec {
        cmdlet: Cmdlet::RemoveExchangeCertificate,
        name: "Remove-ExchangeCertificate",
        alias: None,
        after_pipe: false,
        runs: false,
        tip: "removes a certificate or a pending request from a server",
        parameters: REMOVE,
    },
    CmdletSpec {
        cmdlet: Cmdlet::SetImapSettings,
        name: "Set-ImapSettings",
        alias: None,
        after_pipe: false,
        runs: false,
        tip: "names the certificate of IMAP",
        parameters: SET_PROTOCOL,
    },
    CmdletSpec {
        cmdlet: Cmdlet::SetPopSettings,
        name: "Set-PopSettings",
        alias: None,
        after_pipe: false,
        runs: false,
        tip: "names the certificate of POP",
        parameters: SET_PROTOCOL,
    },
    CmdletSpec {
        cmdlet: Cmdlet::SetUmService,
        name: "Set-UMService",
        alias: None,
        after_pipe: false,
        runs: false,
        tip: "sets the startup mode of Unified Messaging",
        parameters: &[
            parameter(Parameter::Identity, Kind::Text, "the server").positional().required(),
            parameter(Parameter::UmStartupMode, Kind::Text, "TCP, TLS or Dual"),
        ],
    },
    CmdletSpec {
        cmdlet: Cmdlet::SetUmCallRouterSettings,
        name: "Set-UMCallRouterSettings",
        alias: None,
        after_pipe: false,
        runs: false,
        tip: "sets the startup mode of the call router",
        parameters: &[
            parameter(Parameter::Server, Kind::Text, "the server"),
            parameter(Parameter::UmStartupMode, Kind::Text, "TCP, TLS or Dual"),
        ],
    },
];

impl Cmdlet {
    /// Its entry of the table.
    #[must_use]
    pub fn spec(self) -> &'static CmdletSpec {
        // The table holds every cmdlet (a test counts them), so the first entry is never the answer by default.
        CMDLETS.iter().find(|spec| spec.cmdlet == self).unwrap_or(&CMDLETS[0])
    }

    /// Its name; never translated.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.spec().name
    }
}

impl CmdletSpec {
    /// The cmdlet of that name or short name, in any case, if it runs here.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static CmdletSpec> {
        CMDLETS.iter().filter(|spec| spec.runs).find(|spec| {
            spec.name.eq_ignore_ascii_case(name) || spec.alias.is_some_and(|alias| alias.eq_ignore_ascii_case(name))
        })
    }

    /// The parameters that `name` may mean: the one of that name, else every one that begins so. Case does not matter.
    #[must_use]
    pub fn candidates(&self, name: &str) -> Vec<&'static ParameterSpec> {
        let exact = self.parameters.iter().find(|spec| spec.parameter.name().eq_ignore_ascii_case(name));
        match exact {
            Some(spec) => vec![spec],
            None => self.parameters.iter().filter(|spec| begins(spec.parameter.name(), name)).collect(),
        }
    }
}

fn begins(name: &str, prefix: &str) -> bool {
    name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
