//! `SerializationData`: what Exchange's own shell needs to make a certificate object again, and so what a server knows of
//! it.
//!
//! A signature may be around it (`#sig#`, since the updates of 2023). It is stepped over: who exported a file may have
//! changed it, signed or not, and so nothing in it is believed more than the rest of the file.
//!
//! Source: the public exports in microsoft/CSS-Exchange, plain and signed.

use super::element::{self, Element};
use super::nrbf::{self, Fault, Graph, Value};

/// What the frame of a signature begins with; then come the length as a 32-bit number, the data, and the signature.
const SIGNED: &[u8] = b"#sig#";
/// The bytes of a signature.
const SIGNATURE: usize = 32;

/// The members of a certificate object; `None` for one that is not there, or is something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Serialized<'a> {
    /// `CertData`.
    pub(super) certificate: Element<'a>,
    /// `SelfSigned`.
    pub(super) self_signed: Option<bool>,
    /// `Status`, its number.
    pub(super) status: Option<i64>,
    /// `RootCAType`, its number.
    pub(super) root_ca_type: Option<i64>,
    /// `Services`, the flags.
    pub(super) services: Option<i64>,
    /// The `serviceName` of each of `IISServices`.
    pub(super) sites: Option<Vec<&'a str>>,
    /// `PrivateKeyExportable`.
    pub(super) exportable: Option<bool>,
    /// `Identity`.
    pub(super) identity: Option<&'a str>,
}

/// Reads the bytes of `SerializationData`.
///
/// # Errors
/// Why they are not read.
pub(super) fn read(bytes: &[u8]) -> Result<Serialized<'_>, String> {
    let graph = nrbf::read(unframed(bytes)?).map_err(reason)?;
    let root = graph.root("ExchangeCertificate").map_err(reason)?;
    let member = |name| graph.member(root, name);
    let number = |name| member(name).and_then(|value| graph.number(value));
    let data = member("CertData").and_then(|value| graph.bytes(value)).ok_or("it has no CertData")?;
    let certificate = element::read(data).map_err(|reason| format!("CertData: {reason}"))?;
    Ok(Serialized {
        certificate,
        self_signed: member("SelfSigned").and_then(boolean),
        status: number("Status"),
        root_ca_type: number("RootCAType"),
        services: number("Services"),
        sites: member("IISServices").and_then(|value| sites(&graph, value)),
        exportable: member("PrivateKeyExportable").and_then(boolean),
        identity: member("Identity").and_then(|value| graph.text(value)),
    })
}

fn reason(fault: Fault) -> String {
    match fault {
        Fault::Damaged(reason) => reason.to_owned(),
        Fault::Class(name) => format!("it holds the class {name}, which is not read"),
    }
}

/// The data without the frame of its signature.
fn unframed(bytes: &[u8]) -> Result<&[u8], &'static str> {
    const LENGTH: &str = "its signature's frame has another length";
    let Some(rest) = bytes.strip_prefix(SIGNED) else { return Ok(bytes) };
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(LENGTH)?;
    let length = usize::try_from(i32::from_le_bytes(*length)).map_err(|_| LENGTH)?;
    let (data, signature) = rest.split_at_checked(length).ok_or(LENGTH)?;
    if signature.len() == SIGNATURE { Ok(data) } else { Err(LENGTH) }
}

fn boolean(value: Value) -> Option<bool> {
    if let Value::Boolean(value) = value { Some(value) } else { None }
}

/// The names of the sites; none for no list.
fn sites<'a>(graph: &Graph<'a>, list: Value) -> Option<Vec<&'a str>> {
    if list == Value::Null {
        return Some(Vec::new());
    }
    let items = graph.items(list)?.iter().filter(|item| **item != Value::Null);
    items.map(|item| graph.member(*item, "serviceName").and_then(|name| graph.text(name))).collect()
}
