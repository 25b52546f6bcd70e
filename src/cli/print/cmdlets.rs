//! The cmdlets and their parameters, from the table that also reads them.

use super::markdown::{code, table};
use crate::cli::session::Session;
use crate::cmdlets::Words as _;
use crate::cmdlets::help::{property_names, sentence, syntax, usage};
use crate::cmdlets::table::{CMDLETS, CmdletSpec, Gives};
use crate::engine::Service;
use crate::locale::{Message, say};

pub(super) fn lines(session: &Session) -> Vec<String> {
    let mut lines = vec![format!("# {}", session.say(&say::print_cmdlets_title())), String::new()];
    lines.extend([session.say(&say::print_cmdlets_intro()), String::new()]);
    for spec in CMDLETS {
        lines.extend(cmdlet(session, spec));
    }
    let services: Vec<_> = Service::PRINTED.into_iter().map(Service::name).chain(["None"]).collect();
    lines.extend([format!("## {}", session.say(&say::print_cmdlets_services())), String::new(), services.join(", ")]);
    lines
}

fn cmdlet(session: &Session, spec: &CmdletSpec) -> Vec<String> {
    let mut lines = vec![format!("## {}", spec.titled()), String::new(), sentence(spec.tip), String::new()];
    lines.extend(["```text".to_owned(), syntax(spec), "```".to_owned(), String::new()]);
    if !spec.parameters.is_empty() {
        let rows: Vec<_> =
            spec.parameters.iter().map(|parameter| vec![code(&usage(parameter)), sentence(parameter.tip)]).collect();
        lines.extend(columns(session, [say::print_column_parameter(), say::print_column_meaning()], &rows));
    }
    if !spec.rules.is_empty() {
        let rows: Vec<_> = spec.rules.iter().map(|rule| vec![code(rule.id()), session.locale.rule(*rule)]).collect();
        lines.extend(columns(session, [say::print_column_rule(), say::print_column_meaning()], &rows));
    }
    if let Gives::Objects(class) = spec.gives {
        let heading = session.say(&say::print_cmdlets_properties());
        lines.extend([format!("{heading}: {}", property_names(class)), String::new()]);
    }
    if !spec.notes.is_empty() {
        lines.extend(spec.notes.iter().map(|note| format!("- {note}")));
        lines.push(String::new());
    }
    for example in spec.examples {
        lines.extend([example.tip.to_owned(), String::new(), "```powershell".to_owned(), example.line.to_owned()]);
        lines.extend(["```".to_owned(), String::new()]);
    }
    lines
}

fn columns(session: &Session, headings: [Message; 2], rows: &[Vec<String>]) -> Vec<String> {
    let mut lines = table(&headings.map(|heading| session.say(&heading)), rows);
    lines.push(String::new());
    lines
}
