//! The cmdlets and their parameters, from the table.

use super::object::Class;
use super::table::{CMDLETS, CmdletSpec, Gives, Kind, ParameterSpec};
use super::words::Words;
use crate::engine::Service;

/// Every cmdlet in a line.
#[must_use]
pub fn cmdlets() -> Vec<String> {
    let names: Vec<String> = CMDLETS.iter().map(CmdletSpec::titled).collect();
    let widest = names.iter().map(String::len).max().unwrap_or_default();
    let mut lines: Vec<String> =
        CMDLETS.iter().zip(&names).map(|(spec, name)| format!("{name:widest$}  {}", spec.tip)).collect();
    lines.extend([String::new(), "Get-Help and a name, or -? behind a cmdlet, shows more.".to_owned()]);
    lines
}

/// What `Get-Help` shows: one cmdlet, or every one in a line.
#[must_use]
pub fn get_help(name: Option<&str>, words: &dyn Words) -> Vec<String> {
    match name.and_then(CmdletSpec::named) {
        Some(spec) => about(spec, words),
        None => cmdlets(),
    }
}

/// Everything about one cmdlet.
#[must_use]
pub fn about(spec: &CmdletSpec, words: &dyn Words) -> Vec<String> {
    let mut help = Help::default();
    help.section("NAME", [spec.titled()]);
    help.section("SYNOPSIS", [sentence(spec.tip)]);
    help.section("SYNTAX", [syntax(spec)]);
    let named = |parameter: &ParameterSpec| (usage(parameter), sentence(parameter.tip));
    help.section("PARAMETERS", columns(spec.parameters.iter().map(named)));
    let rules = spec.rules.iter().map(|rule| (rule.id().to_owned(), words.rule(*rule)));
    help.section("RULES", columns(rules));
    if spec.parameters.iter().any(|parameter| parameter.kind == Kind::Services) {
        let uses = Service::OFFERED.into_iter().flat_map(|service| {
            let uses = words.uses(service).into_iter().map(|line| format!("    {line}"));
            std::iter::once(service.name().to_owned()).chain(uses)
        });
        help.section("SERVICES", uses);
    }
    help.section("PROPERTIES", properties(spec));
    help.section("NOTES", spec.notes.iter().map(|note| (*note).to_owned()));
    let examples = spec.examples.iter().flat_map(|example| [example.line.to_owned(), format!("    {}", example.tip)]);
    help.section("EXAMPLES", examples);
    help.lines
}

/// The properties of the objects that a cmdlet gives, on one line.
fn properties(spec: &CmdletSpec) -> Option<String> {
    match spec.gives {
        Gives::Objects(class) => Some(property_names(class)),
        Gives::Same | Gives::Chosen | Gives::Nothing => None,
    }
}

/// The names of the properties of a class, with commas between them.
#[must_use]
pub fn property_names(class: Class) -> String {
    class.properties().iter().map(|property| property.name()).collect::<Vec<_>>().join(", ")
}

/// A help text, section by section.
#[derive(Default)]
struct Help {
    lines: Vec<String>,
}

impl Help {
    /// Adds a section, unless there is nothing in it.
    fn section(&mut self, heading: &str, content: impl IntoIterator<Item = String>) {
        let content: Vec<String> = content.into_iter().map(|line| format!("    {line}")).collect();
        if content.is_empty() {
            return;
        }
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.push(heading.to_owned());
        self.lines.extend(content);
    }
}

/// Two columns, the first as wide as it has to be.
fn columns(rows: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let rows: Vec<_> = rows.collect();
    let widest = rows.iter().map(|(first, _)| first.len()).max().unwrap_or_default();
    rows.into_iter().map(|(first, second)| format!("{first:widest$}  {second}")).collect()
}

/// How a cmdlet is written, optional parts in brackets.
#[must_use]
pub fn syntax(spec: &CmdletSpec) -> String {
    let mut line = String::from(spec.name);
    let mut operators = false;
    for parameter in spec.parameters {
        let name = format!("-{}", parameter.parameter.name());
        if parameter.kind == Kind::Operator {
            // One of them stands there.
            line.push_str(if operators { " | " } else { " {" });
            line.push_str(&name);
            operators = true;
            continue;
        }
        if std::mem::take(&mut operators) {
            line.push('}');
        }
        let name = if parameter.positional { format!("[{name}]") } else { name };
        let written = match parameter.kind.placeholder() {
            "" => name,
            value => format!("{name} {value}"),
        };
        let (open, close) = if parameter.required { ("", "") } else { ("[", "]") };
        line.extend([" ", open, &written, close]);
    }
    line
}

/// A parameter with what follows it.
#[must_use]
pub fn usage(parameter: &ParameterSpec) -> String {
    format!("-{} {}", parameter.parameter.name(), parameter.kind.placeholder()).trim_end().to_owned()
}

/// A tip with a capital letter and a full stop.
#[must_use]
pub fn sentence(tip: &str) -> String {
    let mut rest = tip.chars();
    let first = rest.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", rest.as_str())
}
