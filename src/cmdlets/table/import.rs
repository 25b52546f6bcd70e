//! The cmdlet that brings certificates from a file.

use super::parameter::parameter;
use super::{CONFIRM, Cmdlet, CmdletSpec, Gives, Input, Kind, Parameter, SERVER, WHAT_IF, example};
use crate::engine::RuleId;

/// Source: Microsoft's reference for `Import-ExchangeCertificate`; `-FileName` in its edition for Exchange 2013.
pub(super) const IMPORT: CmdletSpec = CmdletSpec {
    cmdlet: Cmdlet::ImportExchangeCertificate,
    name: "Import-ExchangeCertificate",
    aliases: &[],
    input: Input::Nothing,
    gives: Gives::Nothing,
    tip: "imports a certificate, or the answer to a pending request",
    parameters: &[
        parameter(Parameter::FileData, Kind::FileData, "the bytes of the file")
            .required()
            .excludes(&[Parameter::FileName]),
        parameter(Parameter::FileName, Kind::Path, "the file, as before Exchange 2016 CU23 and Exchange 2019 CU12")
            .excludes(&[Parameter::FileData]),
        parameter(Parameter::Password, Kind::Password, "accepted; a password is asked for where the file needs one"),
        parameter(
            Parameter::PrivateKeyExportable,
            Kind::Bool,
            "whether the private key can leave this server again; without it, it cannot",
        ),
        parameter(Parameter::FriendlyName, Kind::Text, "the name it gets, instead of the one that comes along"),
        SERVER,
        WHAT_IF,
        CONFIRM,
    ],
    notes: &[
        "PEM, DER, PKCS #7 (.p7b) and PKCS #12 (.pfx) are read. Of a private key it is only kept that it is there.",
        "No service is assigned: Enable-ExchangeCertificate does that, as a line of its own.",
        "A certificate that comes without its private key and has the public key of a pending request answers that request.",
        "Authorities that come along are not imported; exchcert trust add takes them.",
    ],
    rules: &[RuleId::NotPermitted, RuleId::FactsUnknown, RuleId::AlreadyExists],
    examples: &[
        example(
            r"Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes('C:\Certificates\mail.pfx')) -PrivateKeyExportable $true",
            "Asks for the password of the file, and imports what it holds to the connected server.",
        ),
        example(
            r"Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes('\\FS1\Data\answer.p7b')) -Server EX01 -WhatIf",
            "Says which pending request the answer of an authority would complete.",
        ),
    ],
};
