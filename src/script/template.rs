//! The script's own text: one file that an administrator can read as it is, with the parts that a plan does not need
//! left out.
//!
//! A line `#? A B` begins a part for scripts with a step of kind A or B, `#! A` one for scripts without; `#.` ends the
//! innermost part. A line `#= name` is replaced. Nothing that comes from an organization is looked at for such lines.

const TEMPLATE: &str = include_str!("../../assets/script/template.ps1");

/// The template with the parts that `has` asks for; `fill` gives the lines for a `#=`.
pub(super) fn filled(has: impl Fn(&str) -> bool, fill: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let mut lines = Vec::new();
    // Whether each part that is open is wanted, from the outermost.
    let mut open: Vec<bool> = Vec::new();
    for line in TEMPLATE.lines() {
        if let Some(kinds) = line.strip_prefix("#? ") {
            open.push(kinds.split(' ').any(&has));
        } else if let Some(kinds) = line.strip_prefix("#! ") {
            open.push(!kinds.split(' ').any(&has));
        } else if line == "#." {
            open.pop();
        } else if open.contains(&false) {
        } else if let Some(name) = line.strip_prefix("#= ") {
            lines.extend(fill(name));
        } else {
            lines.push(line.to_owned());
        }
    }
    lines
}
