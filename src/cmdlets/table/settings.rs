//! The cmdlets of servers and of the services that need more than an assignment.

use super::parameter::parameter;
use super::{CONFIRM, Cmdlet, CmdletSpec, Gives, Input, Kind, Parameter, ParameterSpec, SERVER, WHAT_IF, example};
use crate::cmdlets::object::Class;
use crate::engine::RuleId;

const NAME: ParameterSpec = parameter(
    Parameter::X509CertificateName,
    Kind::Setting,
    "the name by which the service finds its certificate; $null takes it back",
)
.required();

const MODE: ParameterSpec =
    parameter(Parameter::UmStartupMode, Kind::StartupMode, "TCP, TLS or Dual; with TCP no certificate can be assigned")
        .required();

const IDENTITY: ParameterSpec =
    parameter(Parameter::Identity, Kind::Server, "only this server, by name or FQDN; without it every one")
        .positional();

const SET_RULES: &[RuleId] = &[RuleId::NotPermitted];
const SET_PROTOCOL_RULES: &[RuleId] = &[RuleId::EdgeSmtpOnly, RuleId::NotPermitted];
const SET_UM_RULES: &[RuleId] =
    &[RuleId::UmNotInVersion, RuleId::EdgeSmtpOnly, RuleId::NotPermitted, RuleId::FactsUnknown];

const fn get(cmdlet: Cmdlet, name: &'static str, class: Class, tip: &'static str) -> CmdletSpec {
    CmdletSpec {
        cmdlet,
        name,
        aliases: &[],
        input: Input::Nothing,
        gives: Gives::Objects(class),
        tip,
        parameters: &[SERVER],
        notes: &[],
        rules: &[],
        examples: &[],
    }
}

const fn set(cmdlet: Cmdlet, name: &'static str, tip: &'static str) -> CmdletSpec {
    CmdletSpec {
        cmdlet,
        name,
        aliases: &[],
        input: Input::Nothing,
        gives: Gives::Nothing,
        tip,
        parameters: &[NAME, SERVER, WHAT_IF, CONFIRM],
        notes: &[],
        rules: SET_RULES,
        examples: &[],
    }
}

pub(super) const GET_IMAP: CmdletSpec = CmdletSpec {
    examples: &[example(
        "Get-ImapSettings -Server EX01 | Format-List",
        "The name by which IMAP finds its certificate.",
    )],
    ..get(
        Cmdlet::GetImapSettings,
        "Get-ImapSettings",
        Class::ImapSettings,
        "shows by which name IMAP finds its certificate",
    )
};

pub(super) const SET_IMAP: CmdletSpec = CmdletSpec {
    rules: SET_PROTOCOL_RULES,
    examples: &[example(
        "Set-ImapSettings -X509CertificateName mail.contoso.com -Server EX01",
        "Lets IMAP use the certificate of that name; a wildcard certificate may be it.",
    )],
    ..set(Cmdlet::SetImapSettings, "Set-ImapSettings", "names the certificate of IMAP")
};

pub(super) const GET_POP: CmdletSpec = CmdletSpec {
    examples: &[example("Get-PopSettings -Server EX01 | Format-List", "The name by which POP finds its certificate.")],
    ..get(
        Cmdlet::GetPopSettings,
        "Get-PopSettings",
        Class::PopSettings,
        "shows by which name POP finds its certificate",
    )
};

pub(super) const SET_POP: CmdletSpec = CmdletSpec {
    rules: SET_PROTOCOL_RULES,
    examples: &[example(
        "Set-PopSettings -X509CertificateName mail.contoso.com -Server EX01",
        "Lets POP use the certificate of that name; a wildcard certificate may be it.",
    )],
    ..set(Cmdlet::SetPopSettings, "Set-PopSettings", "names the certificate of POP")
};

pub(super) const GET_UM: CmdletSpec = CmdletSpec {
    parameters: &[IDENTITY],
    notes: &["Exchange 2019 and later have no Unified Messaging."],
    examples: &[example("Get-UMService", "Every server that has Unified Messaging.")],
    ..get(
        Cmdlet::GetUmService,
        "Get-UMService",
        Class::UmService,
        "shows the startup mode and the certificate of Unified Messaging",
    )
};

pub(super) const SET_UM: CmdletSpec = CmdletSpec {
    parameters: &[
        parameter(Parameter::Identity, Kind::Server, "the server, by name or FQDN").positional().required(),
        MODE,
        WHAT_IF,
        CONFIRM,
    ],
    rules: SET_UM_RULES,
    examples: &[example(
        "Set-UMService -Identity EX03 -UMStartupMode Dual",
        "Lets a certificate be assigned to UM; the service has to be restarted.",
    )],
    ..set(Cmdlet::SetUmService, "Set-UMService", "sets the startup mode of Unified Messaging")
};

pub(super) const GET_CALL_ROUTER: CmdletSpec = CmdletSpec {
    notes: &["Exchange 2019 and later have no Unified Messaging."],
    examples: &[example("Get-UMCallRouterSettings -Server EX03", "The call router of one server.")],
    ..get(
        Cmdlet::GetUmCallRouterSettings,
        "Get-UMCallRouterSettings",
        Class::UmCallRouterSettings,
        "shows the startup mode and the certificate of the call router",
    )
};

pub(super) const SET_CALL_ROUTER: CmdletSpec = CmdletSpec {
    parameters: &[SERVER, MODE, WHAT_IF, CONFIRM],
    rules: SET_UM_RULES,
    examples: &[example(
        "Set-UMCallRouterSettings -Server EX03 -UMStartupMode Dual",
        "Lets a certificate be assigned to UMCallRouter; the service has to be restarted.",
    )],
    ..set(Cmdlet::SetUmCallRouterSettings, "Set-UMCallRouterSettings", "sets the startup mode of the call router")
};

pub(super) const GET_SERVER: CmdletSpec = CmdletSpec {
    parameters: &[IDENTITY],
    examples: &[
        example("Get-ExchangeServer", "Every server of the organization."),
        example(
            "Get-ExchangeServer | Where-Object AdminDisplayVersion -lt 15.2.2562.0 | Format-Table Name,AdminDisplayVersion",
            "The servers that are older than Exchange Server Subscription Edition.",
        ),
    ],
    ..get(
        Cmdlet::GetExchangeServer,
        "Get-ExchangeServer",
        Class::ExchangeServer,
        "shows servers, their roles and builds",
    )
};

pub(super) const GET_TRANSPORT: CmdletSpec = CmdletSpec {
    parameters: &[IDENTITY],
    examples: &[example(
        "Get-TransportService | Format-List Name,InternalTransportCertificateThumbprint",
        "The default SMTP certificate of every server.",
    )],
    ..get(
        Cmdlet::GetTransportService,
        "Get-TransportService",
        Class::TransportService,
        "shows the default SMTP (internal transport) certificate of servers",
    )
};
