//! A server's document where there is none yet, written as a person would write it.

use super::block;
use super::harmless::is_harmless;
use super::layout::{pair, quoted};
use super::listed::HasFile;
use super::sheet::{self, Row, SERVICES, Value};
use super::write::{added, new, said};
use crate::engine::{Server, Thumbprint};

/// The document of a server.
pub(super) fn print(server: &Server, has_file: &HasFile<'_>) -> String {
    let server = said(server, has_file);
    let name = quoted(server.name.as_str(), '"');
    let mut lines = vec!["schema = 1".to_owned(), format!("name = {name}")];
    let rows = sheet::rows(&server);
    let mut table = None;
    for row in rows.iter().filter(|row| !goes_without_saying(row)) {
        if row.table != table {
            table = row.table;
            lines.push(String::new());
            lines.extend(row.table.map(|table| format!("[{table}]")));
        }
        match &row.value {
            Value::List(list) if row.table == Some(SERVICES) => lines.extend(holders(&server, row.key, list)),
            value => lines.extend(pair(row.key, &new(value)).map(|(key, value)| {
                let about = if row.table == Some(SERVICES) { about(&server, &row.value) } else { String::new() };
                format!("{key} = {value}{about}")
            })),
        }
    }
    for block in sheet::blocks(&server) {
        lines.push(String::new());
        lines.extend(block::lines(&added(&block)));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// An empty list says as much as none, and TCP is what counts without a word.
fn goes_without_saying(row: &Row) -> bool {
    match &row.value {
        Value::List(list) => list.is_empty() && row.table.is_some(),
        Value::Text(mode) => row.table == Some(super::server::UM) && mode == "TCP",
        Value::Number(_) | Value::Words(_) => false,
    }
}

/// A list of certificates, one a line with its name.
fn holders(server: &Server, key: &str, list: &[String]) -> Vec<String> {
    let holder = |one: &String| format!("    {},{}", quoted(one, '"'), about(server, &Value::Text(one.clone())));
    let lines = list.iter().map(holder);
    [format!("{key} = [")].into_iter().chain(lines).chain(["]".to_owned()]).collect()
}

/// The comment with a certificate's friendly name, where it has one that reads as it is written.
fn about(server: &Server, value: &Value) -> String {
    const LONGEST: usize = 64;
    let Value::Text(thumbprint) = value else { return String::new() };
    let found = thumbprint.parse::<Thumbprint>().ok().and_then(|thumbprint| server.certificate(thumbprint));
    let name = found.map(|certificate| certificate.friendly_name.trim()).unwrap_or_default();
    let fits = !name.is_empty() && name.chars().count() <= LONGEST && is_harmless(name);
    if fits { format!(" # {name}") } else { String::new() }
}
