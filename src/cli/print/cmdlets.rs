//! The cmdlets and their parameters, from the table that also reads them.

use super::markdown::{code, table};
use crate::cli::session::Session;
use crate::cmdlets::help::syntax;
use crate::cmdlets::properties::Property;
use crate::cmdlets::table::{CMDLETS, CmdletSpec};
use crate::engine::Service;
use crate::locale::say;

pub(super) fn lines(session: &Session) -> Vec<String> {
    let mut lines = vec![format!("# {}", session.say(&say::print_cmdlets_title())), String::new()];
    lines.extend([session.say(&say::print_cmdlets_intro()), String::new()]);
    for spec in CMDLETS {
        lines.extend(cmdlet(session, spec));
    }
    let services: Vec<_> = Service::PRINTED.into_iter().map(Service::name).chain(["None"]).collect();
    let properties: Vec<_> = Property::ALL.iter().map(|property| property.name()).collect();
    lines.extend([format!("## {}", session.say(&say::print_cmdlets_services())), String::new(), services.join(", ")]);
    lines.push(String::new());
    lines.extend([
        format!("## {}", session.say(&say::print_cmdlets_properties())),
        String::new(),
        properties.join(", "),
    ]);
    lines
}

fn cmdlet(session: &Session, spec: &CmdletSpec) -> Vec<String> {
    let alias = spec.alias.map(|alias| format!(" ({alias})")).unwrap_or_default();
    let mut lines = vec![format!("## {}{alias}", spec.name), String::new(), sentence(spec.tip)];
    if !spec.runs {
        lines.push(session.say(&say::print_cmdlets_only_printed()));
    }
    lines.extend([String::new(), "```text".to_owned(), syntax(spec), "```".to_owned(), String::new()]);
    let columns = [say::print_column_parameter(), say::print_column_meaning()];
    let rows: Vec<_> = spec
        .parameters
        .iter()
        .map(|parameter| {
            let written = format!("-{} {}", parameter.parameter.name(), parameter.kind.placeholder());
            vec![code(written.trim_end()), sentence(parameter.tip)]
        })
        .collect();
    lines.extend(table(&columns.map(|column| session.say(&column)), &rows));
    lines.push(String::new());
    lines
}

/// A tip with a capital letter and a full stop.
fn sentence(tip: &str) -> String {
    let mut rest = tip.chars();
    let first = rest.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", rest.as_str())
}
