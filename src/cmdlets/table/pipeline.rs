//! PowerShell's own cmdlets: choosing, ordering and laying out what others give, and the help.

use super::parameter::parameter;
use super::{Cmdlet, CmdletSpec, Gives, Input, Kind, Parameter, ParameterSpec, example};
use crate::cmdlets::object::Class;

const fn object(cmdlet: Cmdlet, name: &'static str, gives: Gives, tip: &'static str) -> CmdletSpec {
    CmdletSpec {
        cmdlet,
        name,
        aliases: &[],
        input: Input::Objects,
        gives,
        tip,
        parameters: &[],
        notes: &[],
        rules: &[],
        examples: &[],
    }
}

const fn operator(which: Parameter, tip: &'static str) -> ParameterSpec {
    parameter(which, Kind::Operator, tip)
}

const NO_TYPE: ParameterSpec =
    parameter(Parameter::NoTypeInformation, Kind::Switch, "accepted; there is never a line about types");

const SPREADSHEET: &str = "Every field stands in quotation marks. A field that a spreadsheet would run (it begins with =, \
                           +, -, @, a tab or a carriage return) gets an apostrophe in front.";
const PLAIN_DATES: &str = "Dates are RFC 3339 in UTC, services one text, what nobody knows is Unknown.";
const TYPED: &str = "What is typed is read as what the property is: dates compare with dates, numbers with numbers; \
                     anything else is an error. Case does not matter.";
const UNKNOWN: &str =
    "A value that nobody knows fits no comparison but -eq Unknown; a warning says how many were left out.";

pub(super) const GET_COMMAND: CmdletSpec = CmdletSpec {
    input: Input::Nothing,
    parameters: &[
        parameter(Parameter::Name, Kind::Cmdlets, "only cmdlets of these names; * and ? are wildcards").positional()
    ],
    examples: &[example("Get-Command *ExchangeCertificate", "What can be done with certificates.")],
    ..object(Cmdlet::GetCommand, "Get-Command", Gives::Objects(Class::CmdletInfo), "shows which cmdlets there are")
};

pub(super) const GET_HELP: CmdletSpec = CmdletSpec {
    aliases: &["help"],
    input: Input::Nothing,
    parameters: &[parameter(Parameter::Name, Kind::Cmdlet, "the cmdlet; without it every one").positional()],
    notes: &["-? behind any cmdlet shows its help."],
    examples: &[example("Get-Help Enable-ExchangeCertificate", "How certificates are assigned.")],
    ..object(Cmdlet::GetHelp, "Get-Help", Gives::Nothing, "shows how a cmdlet is written")
};

pub(super) const WHERE: CmdletSpec = CmdletSpec {
    aliases: &["where", "?"],
    parameters: &[
        parameter(Parameter::Property, Kind::PropertyName, "the property to look at").positional().required(),
        operator(Parameter::Eq, "is the same"),
        operator(Parameter::Ne, "is not the same"),
        operator(Parameter::Gt, "is greater, or later"),
        operator(Parameter::Ge, "is greater or the same"),
        operator(Parameter::Lt, "is less, or earlier"),
        operator(Parameter::Le, "is less or the same"),
        operator(Parameter::Like, "fits a pattern; of a list, one item does"),
        operator(Parameter::NotLike, "does not fit a pattern"),
        operator(Parameter::Contains, "is a list with this item"),
        operator(Parameter::NotContains, "is a list without this item"),
        operator(Parameter::In, "is one of these"),
        operator(Parameter::NotIn, "is none of these"),
        parameter(Parameter::Value, Kind::Operand, "what to compare with; several, with commas, for -in and -notin")
            .positional()
            .required(),
    ],
    notes: &[TYPED, UNKNOWN, "Script blocks and regular expressions cannot be used here."],
    examples: &[
        example("Get-ExchangeCertificate | Where-Object Services -like *SMTP*", "What serves SMTP."),
        example(
            "Get-ExchangeCertificate | where CertificateDomains -contains mail.contoso.com",
            "What is issued for a name.",
        ),
    ],
    ..object(Cmdlet::WhereObject, "Where-Object", Gives::Same, "passes on the objects that fit a comparison")
};

pub(super) const SORT: CmdletSpec = CmdletSpec {
    aliases: &["sort"],
    parameters: &[
        parameter(Parameter::Property, Kind::PropertyNames, "the properties to sort by, the first one first")
            .positional(),
        parameter(Parameter::Descending, Kind::Switch, "the greatest, or latest, first"),
        parameter(Parameter::Unique, Kind::Switch, "of those that are the same there, only the first"),
    ],
    notes: &["What nobody knows comes last."],
    examples: &[example("Get-ExchangeCertificate | Sort-Object NotAfter", "The first to end first.")],
    ..object(Cmdlet::SortObject, "Sort-Object", Gives::Same, "puts objects in order")
};

pub(super) const SELECT: CmdletSpec = CmdletSpec {
    aliases: &["select"],
    parameters: &[
        parameter(Parameter::Property, Kind::Properties, "only these properties, in this order")
            .positional()
            .excludes(&[Parameter::ExpandProperty]),
        parameter(Parameter::First, Kind::Number, "so many from the beginning"),
        parameter(Parameter::Last, Kind::Number, "so many from the end"),
        parameter(Parameter::Skip, Kind::Number, "but for so many: at the end with -Last, else at the beginning"),
        parameter(Parameter::Unique, Kind::Switch, "of those that are the same, only the first"),
        parameter(Parameter::ExpandProperty, Kind::PropertyName, "the values of this property alone")
            .excludes(&[Parameter::Property]),
    ],
    examples: &[
        example("Get-ExchangeCertificate | select Thumbprint,NotAfter -First 3", "Two properties of the first three."),
        example(
            "Get-ExchangeCertificate | Select-Object -ExpandProperty CertificateDomains | Sort-Object -Unique",
            "Every name that a certificate is issued for.",
        ),
    ],
    ..object(Cmdlet::SelectObject, "Select-Object", Gives::Chosen, "chooses objects and properties")
};

pub(super) const MEASURE: CmdletSpec = CmdletSpec {
    aliases: &["measure"],
    examples: &[example(
        "Get-ExchangeCertificate | where Status -ne Valid | Measure-Object",
        "How many need attention.",
    )],
    ..object(Cmdlet::MeasureObject, "Measure-Object", Gives::Objects(Class::Measurement), "counts objects")
};

pub(super) const FORMAT_LIST: CmdletSpec = CmdletSpec {
    aliases: &["fl"],
    parameters: &[parameter(
        Parameter::Property,
        Kind::Properties,
        "the properties to show, in this order; * shows them all",
    )
    .positional()],
    examples: &[example("Get-ExchangeCertificate | fl *", "Everything that is known.")],
    ..object(Cmdlet::FormatList, "Format-List", Gives::Nothing, "shows one property a line")
};

pub(super) const FORMAT_TABLE: CmdletSpec = CmdletSpec {
    aliases: &["ft"],
    parameters: &[
        parameter(Parameter::Property, Kind::Properties, "the properties to show, in this order; * shows them all")
            .positional(),
        parameter(Parameter::AutoSize, Kind::Switch, "accepted; columns are always as wide as what they hold"),
    ],
    examples: &[example("Get-ExchangeCertificate | ft FriendlyName,Status,NotAfter", "Three columns.")],
    ..object(Cmdlet::FormatTable, "Format-Table", Gives::Nothing, "shows one object a line")
};

pub(super) const CONVERT_TO_JSON: CmdletSpec = CmdletSpec {
    parameters: &[
        parameter(Parameter::Compress, Kind::Switch, "on one line"),
        parameter(Parameter::Depth, Kind::Number, "accepted; nothing here is deeper than a list"),
    ],
    notes: &["One object is an object, several are an array.", PLAIN_DATES],
    examples: &[example(
        "Get-ExchangeCertificate | Select-Object Thumbprint,Services,NotAfter | ConvertTo-Json",
        "For another program.",
    )],
    ..object(Cmdlet::ConvertToJson, "ConvertTo-Json", Gives::Nothing, "writes objects as JSON")
};

pub(super) const CONVERT_TO_CSV: CmdletSpec = CmdletSpec {
    parameters: &[NO_TYPE],
    notes: &[SPREADSHEET, PLAIN_DATES],
    examples: &[example("Get-ExchangeCertificate | select Thumbprint,NotAfter | ConvertTo-Csv", "Two columns.")],
    ..object(Cmdlet::ConvertToCsv, "ConvertTo-Csv", Gives::Nothing, "writes objects as lines of a CSV file")
};

pub(super) const EXPORT_CSV: CmdletSpec = CmdletSpec {
    aliases: &["epcsv"],
    parameters: &[
        parameter(Parameter::Path, Kind::Path, "the file; one that is there is replaced").positional().required(),
        NO_TYPE,
        parameter(Parameter::NoClobber, Kind::Switch, "do not replace a file that is there")
            .excludes(&[Parameter::Force]),
        parameter(Parameter::Force, Kind::Switch, "replace a file that is there, as without -NoClobber")
            .excludes(&[Parameter::NoClobber]),
    ],
    notes: &[SPREADSHEET, PLAIN_DATES, "The file is UTF-8."],
    examples: &[example(
        "Get-ExchangeCertificate | select FriendlyName,NotAfter,Services | Export-Csv certificates.csv -NoTypeInformation",
        "A file for a spreadsheet.",
    )],
    ..object(Cmdlet::ExportCsv, "Export-Csv", Gives::Nothing, "writes objects to a CSV file")
};
