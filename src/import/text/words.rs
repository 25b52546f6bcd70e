//! Values as the properties mean them. `Ok(None)` is a value that the text does not carry; an error says why one that it
//! does carry cannot be read.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::record::{Value, is_type_name};
use crate::engine::{Build, Role, RootCaType, Service, ServiceSet, StartupMode, Thumbprint};

/// What a value says: nothing, something, or something that cannot be read.
pub(super) type Said<T> = Result<Option<T>, String>;

/// What stands where nobody knows.
const UNKNOWN: &str = "Unknown";

fn unreadable<T>(value: &Value) -> Said<T> {
    match value {
        Value::Text(text) if text.eq_ignore_ascii_case(UNKNOWN) => Ok(None),
        Value::Text(text) => Err(format!("{text:?} is not understood")),
        Value::Number(number) => Err(format!("{number} is not understood")),
        Value::Nothing | Value::Lost => Ok(None),
        _ => Err("a value of another kind".to_owned()),
    }
}

/// `True` or `False`.
pub(super) fn boolean(value: &Value) -> Said<bool> {
    match value {
        Value::Bool(yes) => Ok(Some(*yes)),
        Value::Text(text) if text.eq_ignore_ascii_case("true") => Ok(Some(true)),
        Value::Text(text) if text.eq_ignore_ascii_case("false") => Ok(Some(false)),
        other => unreadable(other),
    }
}

/// A whole number above zero.
pub(super) fn number(value: &Value) -> Said<u32> {
    let number = match value {
        Value::Number(number) => u32::try_from(*number).ok(),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    };
    number.filter(|number| *number > 0).map_or_else(|| unreadable(value), |number| Ok(Some(number)))
}

/// A text as it stands there; empty for nothing.
pub(super) fn text(value: &Value) -> Said<String> {
    match value {
        Value::Text(text) => Ok(Some(text.clone())),
        Value::Nothing => Ok(Some(String::new())),
        Value::Number(number) => Ok(Some(number.to_string())),
        other => unreadable(other),
    }
}

/// A distinguished name; one that reads `Unknown` is none.
pub(super) fn distinguished_name(value: &Value) -> Said<String> {
    Ok(text(value)?.filter(|name| name != UNKNOWN))
}

/// A thumbprint; blanks and invisible marks in it do not matter.
pub(super) fn thumbprint(value: &Value) -> Said<Thumbprint> {
    match value {
        Value::Text(text) => text.parse().map(Some).or_else(|_| unreadable(value)),
        other => unreadable(other),
    }
}

/// A serial number: hexadecimal digits, in upper case.
pub(super) fn serial(value: &Value) -> Said<String> {
    let Value::Text(text) = value else { return unreadable(value) };
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let hexadecimal = digits.chars().all(|c| c.is_ascii_hexdigit());
    if hexadecimal { Ok(Some(digits.to_ascii_uppercase())) } else { unreadable(value) }
}

/// Services: `IMAP, POP, IIS, SMTP`, `None`, the letters of a table's column, or Exchange's number.
pub(super) fn services(value: &Value) -> Said<ServiceSet> {
    let set = match value {
        Value::Number(bits) => service_bits(*bits),
        Value::Text(text) => letters(text).or_else(|| service_names(text)),
        _ => None,
    };
    set.map_or_else(|| unreadable(value), |set| Ok(Some(set)))
}

/// The set of Exchange's number; `None` for one with a flag that is not known.
fn service_bits(bits: i64) -> Option<ServiceSet> {
    let set: ServiceSet = Service::PRINTED.into_iter().filter(|service| bits & *service as i64 != 0).collect();
    (i64::from(set.bits()) == bits).then_some(set)
}

fn service_names(text: &str) -> Option<ServiceSet> {
    if text.eq_ignore_ascii_case("none") {
        return Some(ServiceSet::NONE);
    }
    text.split(',').map(|name| Service::named(name.trim())).collect()
}

/// The letters of the `Services` column by their places: six in Exchange 2010, seven since. What stands at the seventh is
/// the call router, whatever its letter: it is not attested anywhere.
fn letters(text: &str) -> Option<ServiceSet> {
    let mut set = ServiceSet::NONE;
    let mut services = Service::PRINTED.into_iter();
    for c in text.chars() {
        let service = services.next()?;
        match c {
            '.' => {}
            c if c == service.letter() || service == Service::UmCallRouter && c.is_alphabetic() => {
                set = set.with(service);
            }
            _ => return None,
        }
    }
    (services.count() <= 1).then_some(set)
}

/// Status as a server prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judged {
    /// `Valid`, or `DateInvalid`: the chain is good.
    Good,
    Untrusted,
    Revoked,
    Invalid,
    CheckFailed,
    Pending,
}

/// Status in Exchange's numbers. Only `Valid` = 1 is attested (microsoft/CSS-Exchange's test data); the others follow the
/// order in which its `HealthChecker` names them.
const STATUS: [(&str, Option<Judged>); 8] = [
    ("Unknown", None),
    ("Valid", Some(Judged::Good)),
    ("Revoked", Some(Judged::Revoked)),
    ("DateInvalid", Some(Judged::Good)),
    ("Untrusted", Some(Judged::Untrusted)),
    ("Invalid", Some(Judged::Invalid)),
    ("RevocationCheckFailure", Some(Judged::CheckFailed)),
    ("PendingRequest", Some(Judged::Pending)),
];

/// `Status`. A shell in another language may translate the word; then nobody knows.
pub(super) fn status(value: &Value) -> Said<Judged> {
    let found = match value {
        Value::Number(number) => usize::try_from(*number).ok().and_then(|at| STATUS.get(at)),
        Value::Text(text) => STATUS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)),
        _ => None,
    };
    found.map_or_else(|| unreadable(value), |(_, judged)| Ok(*judged))
}

/// `RootCAType`. Of the numbers 0 and 3 are attested (microsoft/CSS-Exchange's test data), and agree with the documented
/// order.
pub(super) fn root_ca_type(value: &Value) -> Said<RootCaType> {
    let found = match value {
        Value::Number(number) => usize::try_from(*number).ok().and_then(|at| RootCaType::ALL.get(at)).copied(),
        Value::Text(text) => RootCaType::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(text)),
        _ => None,
    };
    found.map_or_else(|| unreadable(value), |kind| Ok(Some(kind)))
}

/// A list: `{a, b}` of a list or a table, items joined by commas, semicolons or blanks, or a list of JSON. One that is cut
/// (`$FormatEnumerationLimit`) or of type names is not known: a shorter list would be a false one.
pub(super) fn list(value: &Value) -> Said<Vec<String>> {
    let items: Vec<String> = match value {
        Value::List(items) => items.clone(),
        Value::Bytes(bytes) if bytes.is_empty() => Vec::new(),
        Value::Text(text) if text.eq_ignore_ascii_case(UNKNOWN) => return Ok(None),
        Value::Text(text) => match text.strip_prefix('{') {
            Some(rest) => {
                let Some(inner) = rest.strip_suffix('}') else { return Ok(None) };
                split(inner, |c| c == ',')
            }
            None => split(text, |c| c == ',' || c == ';' || c.is_whitespace()),
        },
        other => return unreadable(other),
    };
    let lost = items.iter().any(|item| item.ends_with("...") || item.ends_with('…') || is_type_name(item));
    Ok((!lost).then_some(items))
}

fn split(text: &str, between: fn(char) -> bool) -> Vec<String> {
    text.split(between).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// Bytes: an array of numbers, `{48, 130, …}`, or Base64.
pub(super) fn bytes(value: &Value) -> Said<Vec<u8>> {
    match value {
        Value::Bytes(bytes) => Ok(Some(bytes.clone())),
        Value::Text(text) if text.starts_with('{') => match list(value)? {
            Some(items) => items
                .iter()
                .map(|item| item.parse().ok())
                .collect::<Option<_>>()
                .map_or_else(|| Err("not an array of bytes".to_owned()), |bytes| Ok(Some(bytes))),
            None => Ok(None),
        },
        Value::Text(text) => STANDARD.decode(text).map(Some).map_err(|error| format!("not Base64: {error}")),
        Value::List(_) => Err("not an array of bytes".to_owned()),
        other => unreadable(other),
    }
}

/// The first build number that no Exchange has: what lies behind it is the directory's own way of writing (30,000 more).
const NO_BUILD: u32 = 30_000;

/// `AdminDisplayVersion`: `Version 15.2 (Build 2562.17)`, four parts with dots, or an object of four numbers.
pub(super) fn build(value: &Value) -> Said<Build> {
    let found: Option<Build> = match value {
        Value::Version(parts) => parts.map(|part| part.to_string()).join(".").parse().ok(),
        Value::Text(text) => {
            let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
            parts.join(".").parse().ok()
        }
        _ => None,
    };
    found.filter(|build| build.build < NO_BUILD).map_or_else(|| unreadable(value), |build| Ok(Some(build)))
}

/// `UMStartupMode`. Only as a word: its numbers are not attested.
pub(super) fn startup_mode(value: &Value) -> Said<StartupMode> {
    value.text().and_then(StartupMode::named).map_or_else(|| unreadable(value), |mode| Ok(Some(mode)))
}

/// `ServerRole`: `Mailbox, ClientAccess`, or `Edge`. Roles that no certificate depends on are left out.
pub(super) fn roles(value: &Value) -> Said<Vec<Role>> {
    let Value::Text(text) = value else { return unreadable(value) };
    let mut roles = Vec::new();
    for name in text.split(',') {
        match name.trim().to_ascii_lowercase().as_str() {
            "mailbox" => roles.push(Role::Mailbox),
            "clientaccess" => roles.push(Role::ClientAccess),
            "edge" | "edgetransport" => roles.push(Role::EdgeTransport),
            "hubtransport" | "unifiedmessaging" | "cafe" | "frontendtransport" => {}
            _ => return unreadable(value),
        }
    }
    Ok((!roles.is_empty()).then_some(roles))
}
