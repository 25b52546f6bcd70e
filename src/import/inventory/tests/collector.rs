//! The script parses as PowerShell, calls nothing but what is listed here, and changes nothing.

use std::collections::BTreeSet;

use tree_sitter::{Node, Parser, Tree};

use crate::import::COLLECTOR;

/// PowerShell's own commands that it may call: none of them changes anything.
const LOCAL: &[&str] = &[
    "ConvertTo-Json",
    "ForEach-Object",
    "Get-Command",
    "Get-Date",
    "Set-StrictMode",
    "Where-Object",
    "Write-Progress",
    "Write-Verbose",
    "Write-Warning",
];

/// What it may invoke beside commands: to convert, to collect, and to write its one file.
const INVOKED: &[&str] = &[
    "$Moment.ToUniversalTime(",
    "$PSCmdlet.GetUnresolvedProviderPathFromPSPath(",
    "$Problem.Add(",
    "$Problem.ToArray(",
    "$lines.Add(",
    "$problems.ToArray(",
    "[System.Collections.Generic.List[object]]::new(",
    "[System.Collections.Generic.List[string]]::new(",
    "[System.Convert]::ToBase64String(",
    "[System.IO.File]::AppendAllText($file, '')",
    "[System.IO.File]::WriteAllText($file, $text)",
];

/// The script's text with `\n`, without its byte order mark.
pub(super) fn body() -> String {
    let body = COLLECTOR.strip_prefix(b"\xEF\xBB\xBF").unwrap();
    String::from_utf8(body.to_vec()).unwrap().replace("\r\n", "\n")
}

fn parsed(source: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).unwrap();
    parser.parse(source, None).unwrap()
}

fn said<'a>(node: Node, source: &'a str) -> &'a str {
    source.get(node.byte_range()).unwrap()
}

fn walk<'a>(node: Node<'a>, each: &mut impl FnMut(Node<'a>)) {
    each(node);
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        walk(child, each);
    }
}

/// What every node of that kind says.
fn all(source: &str, kind: &str) -> Vec<String> {
    let tree = parsed(source);
    let mut found = Vec::new();
    walk(tree.root_node(), &mut |node| {
        if node.kind() == kind {
            found.push(said(node, source).to_owned());
        }
    });
    found
}

/// The cmdlets of Exchange that the script says it calls.
fn declared(source: &str) -> BTreeSet<String> {
    let list = source.split("$Cmdlets = @(\n").nth(1).and_then(|rest| rest.split("\n)").next()).unwrap();
    list.lines().map(|line| line.trim().trim_matches('\'').to_owned()).collect()
}

fn functions(source: &str) -> BTreeSet<String> {
    all(source, "function_name").into_iter().collect()
}

/// The keys of the file: those of every ordered hashtable but the one of cmdlets, and those that stand as text.
pub(super) fn keys(source: &str) -> BTreeSet<String> {
    let tree = parsed(source);
    let mut found = BTreeSet::new();
    walk(tree.root_node(), &mut |node| {
        let said = said(node, source);
        if node.kind() == "key_expression" && said.starts_with(|c: char| c.is_ascii_lowercase()) {
            found.insert(said.to_owned());
        }
    });
    let file = source.split("$text = @(\n").nth(1).unwrap();
    found.extend(
        file.lines()
            .filter_map(|line| line.trim().strip_prefix("'\"")?.split_once("\": "))
            .map(|(key, _)| key.to_owned()),
    );
    found
}

/// What is wrong with the script: places that do not parse, calls of what is not listed, values without a parameter.
fn findings(source: &str) -> Vec<String> {
    let (declared, functions) = (declared(source), functions(source));
    let tree = parsed(source);
    let mut found = Vec::new();
    walk(tree.root_node(), &mut |node| {
        let at = node.start_position().row + 1;
        let said = said(node, source);
        if node.is_error() || node.is_missing() {
            found.push(format!("line {at}: does not parse: {said:?}"));
        }
        match node.kind() {
            "command_name" if !declared.contains(said) && !functions.contains(said) && !LOCAL.contains(&said) => {
                found.push(format!("line {at}: calls {said:?}"));
            }
            // One place calls what it was handed: blocks of this script.
            "command" if said.starts_with(['&', '.']) && said.trim_end() != "& $Read $Argument" => {
                found.push(format!("line {at}: calls what it computes: {said:?}"));
            }
            "command" if !said.starts_with('&') && !named_arguments(node, source) => {
                found.push(format!("line {at}: a value without its parameter: {said:?}"));
            }
            "invokation_expression" if !INVOKED.iter().any(|known| said.starts_with(known)) => {
                found.push(format!("line {at}: invokes {said:?}"));
            }
            _ => {}
        }
    });
    found
}

/// Whether what follows a command's name begins with a parameter or a splatted hashtable.
fn named_arguments(command: Node<'_>, source: &str) -> bool {
    let mut text = said(command, source).split_whitespace().skip(1);
    text.next().is_none_or(|first| first.starts_with(['-', '@']))
}

#[test]
fn it_is_ascii_with_a_byte_order_mark_and_the_line_ends_of_windows() {
    let bytes = COLLECTOR.strip_prefix(b"\xEF\xBB\xBF").unwrap();
    assert!(bytes.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\r' | b'\n')));
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.ends_with("\r\n") && text.starts_with("#Requires -Version 5.1\r\n"));
    assert!(text.split("\r\n").all(|line| !line.contains(['\r', '\n']) && line.trim_end() == line));
}

#[test]
fn it_parses_and_calls_only_what_is_listed() {
    assert_eq!(findings(&body()), Vec::<String>::new());
    for wrong in [
        "Get-ExchangeCertificate -Server (",
        "Set-PopSettings -Server EX01",
        "Invoke-Expression -Command 'x'",
        "Write-Host -Object 'x'",
        "& $Server",
        ". .\\other.ps1",
        "Get-Date 'today'",
        "[System.IO.File]::Delete($file)",
        "$file.Delete()",
    ] {
        assert_ne!(findings(&format!("{}\n{wrong}\n", body())), Vec::<String>::new(), "{wrong}");
    }
}

#[test]
fn of_exchange_it_calls_what_only_reads() {
    let source = body();
    let declared = declared(&source);
    assert!(declared.len() > 20 && declared.iter().all(|name| name.starts_with("Get-")), "{declared:?}");
    let called: BTreeSet<String> = all(&source, "command_name").into_iter().collect();
    let never: Vec<_> = declared.difference(&called).collect();
    assert!(never.is_empty(), "listed and never called: {never:?}");
    let functions = functions(&source);
    let never: Vec<_> = functions.difference(&called).collect();
    assert!(never.is_empty(), "defined and never called: {never:?}");
    assert!(functions.is_disjoint(&declared) && functions.iter().all(|name| !LOCAL.contains(&name.as_str())));
}

#[test]
fn every_cmdlet_of_exchange_stops_at_its_own_error() {
    let source = body();
    let declared = declared(&source);
    let calls = all(&source, "command")
        .into_iter()
        .filter(|call| call.split_whitespace().next().is_some_and(|name| declared.contains(name)));
    let calls: Vec<_> = calls.collect();
    assert!(calls.len() > 20);
    let loose: Vec<_> = calls.iter().filter(|call| !call.ends_with("-ErrorAction Stop")).collect();
    assert!(loose.is_empty(), "{loose:?}");
}

#[test]
fn it_writes_the_form_that_is_read_here() {
    let source = body();
    assert!(source.contains("'\"format\": \"exchcert-inventory\",'\n    '\"version\": 1,'\n"));
    assert!(source.contains("[CmdletBinding()]") && source.contains("Set-StrictMode -Version Latest"));
    let help = source.split("<#").nth(1).and_then(|rest| rest.split("#>").next()).unwrap();
    for part in [".SYNOPSIS", ".DESCRIPTION", ".PARAMETER Path", ".PARAMETER Server", ".EXAMPLE", ".OUTPUTS", ".NOTES"]
    {
        assert!(help.contains(part), "{part}");
    }
}
