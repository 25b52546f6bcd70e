//! A server's document where there is none yet, written as a person would write it.

use std::collections::HashMap;

use super::block;
use super::harmless::is_harmless;
use super::layout::{pair, quoted};
use super::listed::HasFile;
use super::sheet::{self, Row, SERVICES, Value};
use super::write::{added, new, said};
use crate::engine::Server;

/// The document of a server.
pub(super) fn print(server: &Server, has_file: &HasFile<'_>) -> String {
    let server = said(server, has_file);
    let mut lines = vec!["schema = 1".to_owned(), format!("name = {}", quoted(server.name.as_str(), '"'))];
    let names = names(&server);
    let rows = sheet::rows(&server);
    let mut table = None;
    for row in rows.iter().filter(|row| !goes_without_saying(row)) {
        if row.table != table {
            table = row.table;
            lines.push(String::new());
            lines.extend(row.table.map(|table| format!("[{table}]")));
        }
        match &row.value {
            Value::List(list) if row.table == Some(SERVICES) => lines.extend(holders(&names, row.key, list)),
            value => lines.extend(pair(row.key, &new(value)).map(|(key, written)| match value {
                Value::Text(one) if row.table == Some(SERVICES) => format!("{key} = {written}{}", about(&names, one)),
                _ => format!("{key} = {written}"),
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
fn holders(names: &Names<'_>, key: &str, list: &[String]) -> Vec<String> {
    let holder = |one: &String| format!("    {},{}", quoted(one, '"'), about(names, one));
    let lines = list.iter().map(holder);
    [format!("{key} = [")].into_iter().chain(lines).chain(["]".to_owned()]).collect()
}

/// The friendly names by thumbprint, of those that have one that reads as it is written.
type Names<'s> = HashMap<String, &'s str>;

fn names(server: &Server) -> Names<'_> {
    const LONGEST: usize = 64;
    let fits = |name: &&str| !name.is_empty() && name.chars().count() <= LONGEST && is_harmless(name);
    let named = server.certificates.iter().map(|one| (one.thumbprint.to_string(), one.friendly_name.trim()));
    named.filter(|(_, name)| fits(name)).collect()
}

/// The comment with a certificate's name.
fn about(names: &Names<'_>, thumbprint: &str) -> String {
    names.get(thumbprint).map(|name| format!(" # {name}")).unwrap_or_default()
}
