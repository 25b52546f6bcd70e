//! The cmdlets of certificates.

use super::parameter::parameter;
use super::{CONFIRM, Cmdlet, CmdletSpec, Gives, Input, Kind, Parameter, ParameterSpec, SERVER, WHAT_IF, example};
use crate::cmdlets::object::Class;
use crate::engine::RuleId;

const BESIDE_IDENTITY: ParameterSpec = SERVER.excludes(&[Parameter::Identity]);

const FROM_PIPE: &str = "Certificates may come through a '|': each by its Identity where it has one, else by its \
                         Thumbprint. With -Server the thumbprint alone counts.";

const ONE_COMMAND: &str = "Several certificates are one command: when one is refused, nothing is written.";

pub(super) const GET: CmdletSpec = CmdletSpec {
    cmdlet: Cmdlet::GetExchangeCertificate,
    name: "Get-ExchangeCertificate",
    aliases: &[],
    input: Input::Nothing,
    gives: Gives::Objects(Class::Certificate),
    tip: "shows the certificates and pending requests of a server",
    parameters: &[
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
        BESIDE_IDENTITY,
    ],
    notes: &["A value that nobody knows reads Unknown; it is never shown as None or Valid."],
    rules: &[],
    examples: &[
        example("Get-ExchangeCertificate", "Every certificate of the connected server."),
        example(
            "Get-ExchangeCertificate | Format-List FriendlyName,Subject,CertificateDomains,Thumbprint,Services",
            "What each is assigned to.",
        ),
        example(
            "Get-ExchangeCertificate -Server EX01 | Where-Object NotAfter -lt 2027-01-01 | Sort-Object NotAfter",
            "What ends before a day, the first to end first.",
        ),
    ],
};

pub(super) const ENABLE: CmdletSpec = CmdletSpec {
    cmdlet: Cmdlet::EnableExchangeCertificate,
    name: "Enable-ExchangeCertificate",
    aliases: &[],
    input: Input::Certificates,
    gives: Gives::Nothing,
    tip: "assigns a certificate to services",
    parameters: &[
        parameter(Parameter::Thumbprint, Kind::Thumbprint, "the certificate")
            .positional()
            .required()
            .excludes(&[Parameter::Identity]),
        parameter(Parameter::Identity, Kind::Identity, "the certificate, its server included")
            .excludes(&[Parameter::Thumbprint, Parameter::Server]),
        parameter(Parameter::Services, Kind::Services, "the services to add; an assignment is never taken away")
            .required(),
        BESIDE_IDENTITY,
        parameter(Parameter::Force, Kind::Switch, "ask nothing, and replace the default SMTP certificate"),
        parameter(Parameter::DoNotRequireSsl, Kind::Switch, "leave Require SSL on the Default Web Site as it is"),
        parameter(
            Parameter::NetworkServiceAllowed,
            Kind::Switch,
            "let Network Service read the private key without SMTP",
        ),
        WHAT_IF,
        CONFIRM,
    ],
    notes: &[FROM_PIPE, ONE_COMMAND],
    rules: &[
        RuleId::ServiceLocked,
        RuleId::StatusNotValid,
        RuleId::PrivateKeyMissing,
        RuleId::WildcardImap,
        RuleId::WildcardPop,
        RuleId::UmStartupMode,
        RuleId::UmCallRouterStartupMode,
        RuleId::UmNotInVersion,
        RuleId::DefaultSmtp,
        RuleId::NoServerAuth,
        RuleId::FederationElsewhere,
        RuleId::EdgeSmtpOnly,
        RuleId::AuthCertificate,
        RuleId::NotPermitted,
        RuleId::FactsUnknown,
    ],
    examples: &[
        example(
            "Enable-ExchangeCertificate -Thumbprint 434AC224C8459924B26521298CE8834C514856AB -Services POP,IMAP,IIS,SMTP",
            "Assigns one certificate to four services.",
        ),
        example(
            "Get-ExchangeCertificate -DomainName mail.contoso.com | Select-Object -First 1 | Enable-ExchangeCertificate -Services IIS -WhatIf",
            "Says what assigning the certificate that a connector would take means.",
        ),
    ],
};

pub(super) const REMOVE: CmdletSpec = CmdletSpec {
    cmdlet: Cmdlet::RemoveExchangeCertificate,
    name: "Remove-ExchangeCertificate",
    aliases: &[],
    input: Input::Certificates,
    gives: Gives::Nothing,
    tip: "removes a certificate or a pending request from a server",
    parameters: &[
        parameter(Parameter::Thumbprint, Kind::Thumbprint, "the certificate")
            .positional()
            .required()
            .excludes(&[Parameter::Identity]),
        parameter(Parameter::Identity, Kind::Identity, "the certificate, its server included")
            .excludes(&[Parameter::Thumbprint, Parameter::Server]),
        BESIDE_IDENTITY,
        WHAT_IF,
        parameter(Parameter::Confirm, Kind::Switch, "ask first, as it always does; -Confirm:$false asks nothing"),
    ],
    notes: &[
        FROM_PIPE,
        ONE_COMMAND,
        "The certificate's public file stays; only the server's entry goes.",
        "Where it is still assigned, or is a pending request, the first 8 digits of its thumbprint have to be typed.",
    ],
    rules: &[
        RuleId::NotPermitted,
        RuleId::FactsUnknown,
        RuleId::RemoveDefaultSmtp,
        RuleId::RemoveAuth,
        RuleId::RemoveFederation,
        RuleId::RemoveBackEnd,
        RuleId::RemoveOnSendConnector,
    ],
    examples: &[
        example(
            "Remove-ExchangeCertificate -Thumbprint 434AC224C8459924B26521298CE8834C514856AB",
            "Asks, then removes the certificate from the connected server.",
        ),
        example(
            "Get-ExchangeCertificate -Server EX01 | Where-Object NotAfter -lt 2026-01-01 | Where-Object Services -eq None | Remove-ExchangeCertificate -WhatIf",
            "Says which certificates would go: ended, and assigned to nothing.",
        ),
    ],
};
