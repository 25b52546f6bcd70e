//! `Export-Clixml`: objects of Exchange's cmdlets as PowerShell writes them to a file.
//!
//! ```text
//!   text --xml--> one object at a time --class--> certificate: RawData, SerializationData --nrbf, element--> facts
//!                                           `---> server or setting ------------------------------------> facts
//! ```
//!
//! Read are `Get-ExchangeCertificate`, whole, degraded or projected, and `Get-ExchangeServer`, `Get-TransportService`,
//! `Get-PopSettings`, `Get-ImapSettings`, `Get-UMService`, `Get-UMCallRouterSettings`, `Get-AuthConfig`,
//! `Get-SendConnector`, `Get-MailboxServer`, `Get-DatabaseAvailabilityGroup`, `Get-EdgeSubscription` and
//! `Get-OrganizationConfig`, in one file or in many. `Get-ReceiveConnector` is accepted, and nothing of it is kept: no rule
//! needs it. An object of another type is named among what was skipped.
//!
//! A certificate that cannot be read is skipped with its object's number. XML that cannot be read ends the reading: what
//! is behind the damage could change what stands before it.
//!
//! Source: the public exports in microsoft/CSS-Exchange, and [MS-PSRP] and [MS-NRBF].

mod certificate;
mod class;
mod element;
mod escape;
mod gathered;
mod nrbf;
mod object;
mod projected;
mod serialized;
mod settings;
mod xml;

#[cfg(test)]
mod tests;

use self::class::Class;
use self::gathered::Gathered;
use self::object::{Object, Value};
use self::xml::Objects;
use super::source::{ReadError, Source};

/// Reads what `Export-Clixml` wrote. Its origin is [`Origin::RawData`](crate::engine::Origin::RawData) when no object says
/// more than the certificate itself.
///
/// # Errors
/// [`ReadError::Unrecognised`] when it is no CLIXML, or no object in it is of a type that is read.
/// [`ReadError::Damaged`] when its XML is, or is cut short, or one object of it exceeds what is read.
pub(super) fn read(text: &str) -> Result<Source, ReadError> {
    let mut objects = Objects::open(text)?;
    let mut gathered = Gathered::new();
    while let Some(value) = objects.next()? {
        gathered.begin(objects.number());
        match &value {
            Value::Object(object) => one(object, &mut gathered),
            Value::Null => gathered.remark("it is $null"),
            Value::Text(_) => gathered.remark("it is a value without properties"),
            Value::Elsewhere => gathered.remark("it refers to an object that stands before it"),
        }
        gathered.check()?;
    }
    if gathered.understood { Ok(gathered.finish()) } else { Err(ReadError::Unrecognised) }
}

/// One object that has properties.
fn one(object: &Object<'_>, gathered: &mut Gathered) {
    let Some(class) = class::class(object) else {
        let name = match object.type_name() {
            "" => "without a type",
            name => name,
        };
        gathered.remark(format!("objects of this type are not read: {}", certificate::shortened(name)));
        return;
    };
    gathered.understood = true;
    if class == Class::Certificate {
        certificate::read(object, gathered);
    } else {
        gathered.more_than_raw_data = true;
        settings::read(object, class, gathered);
    }
}
