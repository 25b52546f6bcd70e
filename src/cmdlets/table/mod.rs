//! The one table of cmdlets. Reading a line, printing one, the help and the documents all follow it; nothing else knows a
//! cmdlet's parameters.
//!
//! Source: Microsoft's reference for the Exchange cmdlets of these names; the rest is PowerShell's own.

mod certificates;
mod import;
mod parameter;
mod pipeline;
mod settings;

pub use parameter::{Kind, Parameter, ParameterSpec};

use super::object::Class;
use crate::engine::RuleId;

/// A cmdlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are Exchange's and PowerShell's own")]
pub enum Cmdlet {
    GetExchangeCertificate,
    EnableExchangeCertificate,
    RemoveExchangeCertificate,
    ImportExchangeCertificate,
    GetImapSettings,
    SetImapSettings,
    GetPopSettings,
    SetPopSettings,
    GetUmService,
    SetUmService,
    GetUmCallRouterSettings,
    SetUmCallRouterSettings,
    GetExchangeServer,
    GetTransportService,
    GetCommand,
    GetHelp,
    WhereObject,
    SortObject,
    SelectObject,
    MeasureObject,
    FormatList,
    FormatTable,
    ConvertToJson,
    ConvertToCsv,
    ExportCsv,
}

/// What a cmdlet takes from the one in front of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Nothing: it begins a pipeline.
    Nothing,
    /// Certificates, where it stands behind a `|`; it may begin a pipeline too.
    Certificates,
    /// Objects: it stands behind a `|`.
    Objects,
}

/// What a cmdlet gives to the one behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// Objects of this class.
    Objects(Class),
    /// Some of the objects it was given.
    Same,
    /// What was chosen of the objects it was given.
    Chosen,
    /// Nothing: lines for a person, a file, or a change.
    Nothing,
}

/// One cmdlet.
#[derive(Debug, PartialEq, Eq)]
pub struct CmdletSpec {
    /// Which.
    pub cmdlet: Cmdlet,
    /// Its name; never translated.
    pub name: &'static str,
    /// Its short names.
    pub aliases: &'static [&'static str],
    /// What it takes from a `|` in front of it.
    pub input: Input,
    /// What it gives to a `|` behind it.
    pub gives: Gives,
    /// What it does, in a line.
    pub tip: &'static str,
    /// Its parameters, in the order of the help.
    pub parameters: &'static [ParameterSpec],
    /// What is good to know, a sentence each.
    pub notes: &'static [&'static str],
    /// The rules that it may refuse by.
    pub rules: &'static [RuleId],
    /// Lines to try.
    pub examples: &'static [Example],
}

/// A line to try, and what it does.
#[derive(Debug, PartialEq, Eq)]
pub struct Example {
    /// The line.
    pub line: &'static str,
    /// What it does.
    pub tip: &'static str,
}

const fn example(line: &'static str, tip: &'static str) -> Example {
    Example { line, tip }
}

const SERVER: ParameterSpec = parameter::parameter(
    Parameter::Server,
    Kind::Server,
    "the server, by name or FQDN; without it the connected server",
);

const WHAT_IF: ParameterSpec =
    parameter::parameter(Parameter::WhatIf, Kind::Switch, "say what would happen, and change nothing");

const CONFIRM: ParameterSpec = parameter::parameter(Parameter::Confirm, Kind::Switch, "ask before anything changes");

/// Every cmdlet, Exchange's first.
pub const CMDLETS: &[CmdletSpec] = &[
    certificates::GET,
    certificates::ENABLE,
    certificates::REMOVE,
    import::IMPORT,
    settings::GET_IMAP,
    settings::SET_IMAP,
    settings::GET_POP,
    settings::SET_POP,
    settings::GET_UM,
    settings::SET_UM,
    settings::GET_CALL_ROUTER,
    settings::SET_CALL_ROUTER,
    settings::GET_SERVER,
    settings::GET_TRANSPORT,
    pipeline::GET_COMMAND,
    pipeline::GET_HELP,
    pipeline::WHERE,
    pipeline::SORT,
    pipeline::SELECT,
    pipeline::MEASURE,
    pipeline::FORMAT_LIST,
    pipeline::FORMAT_TABLE,
    pipeline::CONVERT_TO_JSON,
    pipeline::CONVERT_TO_CSV,
    pipeline::EXPORT_CSV,
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

    /// Whether it changes something, unless it is only to say what it would do.
    #[must_use]
    pub const fn changes(self) -> bool {
        matches!(
            self,
            Cmdlet::EnableExchangeCertificate
                | Cmdlet::RemoveExchangeCertificate
                | Cmdlet::ImportExchangeCertificate
                | Cmdlet::SetImapSettings
                | Cmdlet::SetPopSettings
                | Cmdlet::SetUmService
                | Cmdlet::SetUmCallRouterSettings
        )
    }
}

impl CmdletSpec {
    /// The cmdlet of that name or short name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static CmdletSpec> {
        CMDLETS.iter().find(|spec| {
            spec.name.eq_ignore_ascii_case(name) || spec.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
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

    /// Its name with its short ones behind it: `Where-Object (where, ?)`.
    #[must_use]
    pub fn titled(&self) -> String {
        if self.aliases.is_empty() {
            self.name.to_owned()
        } else {
            format!("{} ({})", self.name, self.aliases.join(", "))
        }
    }
}

fn begins(name: &str, prefix: &str) -> bool {
    name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
