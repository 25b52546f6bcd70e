//! The cmdlets and their parameters, from the table.

use super::properties::Property;
use super::table::{CMDLETS, CmdletSpec, Kind, ParameterSpec};
use super::words::Words;
use crate::engine::Service;

/// Every cmdlet that runs here: its syntax, then each parameter with a line on it.
#[must_use]
pub fn cmdlets() -> Vec<String> {
    let mut lines = Vec::new();
    for spec in CMDLETS.iter().filter(|spec| spec.runs) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(about(spec));
    }
    let names: Vec<_> = Property::ALL.iter().map(|property| property.name()).collect();
    lines.extend([String::new(), format!("Properties: {}", names.join(", "))]);
    lines
}

/// What `Get-Help` shows: of one cmdlet, with what each service covers where services are assigned, or of every one.
#[must_use]
pub fn get_help(name: Option<&str>, words: &dyn Words) -> Vec<String> {
    let Some(spec) = name.and_then(CmdletSpec::named) else { return cmdlets() };
    let mut lines = about(spec);
    if spec.parameters.iter().any(|parameter| parameter.kind == Kind::Services) {
        for service in Service::OFFERED {
            lines.extend([String::new(), service.name().to_owned()]);
            lines.extend(words.uses(service).into_iter().map(|line| format!("    {line}")));
        }
    }
    lines
}

/// One cmdlet.
#[must_use]
pub fn about(spec: &CmdletSpec) -> Vec<String> {
    let name = spec.alias.map_or_else(|| spec.name.to_owned(), |alias| format!("{} ({alias})", spec.name));
    let widest = spec.parameters.iter().map(|parameter| usage(parameter).len()).max().unwrap_or_default();
    let mut lines = vec![format!("{name}: {}", spec.tip), format!("  {}", syntax(spec))];
    lines
        .extend(spec.parameters.iter().map(|parameter| format!("    {:widest$}  {}", usage(parameter), parameter.tip)));
    lines
}

/// How a cmdlet is written, optional parts in brackets.
#[must_use]
pub fn syntax(spec: &CmdletSpec) -> String {
    let mut line = String::from(spec.name);
    for parameter in spec.parameters {
        let name = format!("-{}", parameter.parameter.name());
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

fn usage(parameter: &ParameterSpec) -> String {
    format!("-{} {}", parameter.parameter.name(), parameter.kind.placeholder()).trim_end().to_owned()
}
