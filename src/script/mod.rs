//! The script: a plan as one reviewed `.ps1` that an administrator runs in the real Exchange Management Shell.
//!
//! ```text
//!   Script { sections of steps } --powershell()--> bytes: UTF-8 with a byte order mark, pure ASCII, CRLF
//! ```
//!
//! It is pure: nothing here reads a file or a clock. The script says what each step finds before and after, reads the
//! server before it changes anything, skips what is done, stops at what has moved, and can go back as far as Exchange
//! lets it. `docs/script.md` is its manual; `assets/script/template.ps1` the part that is the same in every script.
//!
//! Everything of the organization in it is data: `quote` writes it as literals and comments that nothing escapes from.

mod changes;
mod describe;
mod help;
mod planned;
mod quote;
mod template;

#[cfg(test)]
mod tests;

use crate::engine::{FollowUp, Moment, ServerName, ServiceSet, Step, Thumbprint};

use describe::FollowUpText;
use planned::Planned;

/// A plan, and where it comes from.
#[derive(Clone, Debug)]
pub struct Script<'a> {
    /// The organization's name.
    pub organization: &'a str,
    /// When the script is made.
    pub made: Moment,
    /// Who makes it.
    pub user: &'a str,
    /// The SHA-256 of the plan in hexadecimal, as its maker counts it; may be empty.
    pub plan_sha256: String,
    /// What changes, one section a server, in the order in which they are done.
    pub sections: Vec<Section<'a>>,
}

/// What changes on one server.
#[derive(Clone)]
pub struct Section<'a> {
    /// The server.
    pub server: ServerName,
    /// Its fully qualified domain name, where it is known.
    pub fqdn: Option<String>,
    /// The revision of the server's document in hexadecimal; may be empty.
    pub revision: String,
    /// The engine's steps; the script does them in an order of its own.
    pub steps: &'a [Step],
    /// What is left to do by hand afterwards.
    pub follow_ups: &'a [FollowUp],
    /// What is known of the server's certificates, for whoever reads the script.
    pub describe: &'a dyn Fn(Thumbprint) -> Option<Described>,
}

/// What a script says of a certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// Its name on the page. Foreign text.
    pub name: String,
    /// When it expires, written: `2027-03-14`.
    pub expires: String,
    /// Its services when the plan was made, as the server shows them: what a removal may find at most.
    pub services: ServiceSet,
}

impl std::fmt::Debug for Section<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Section").field("server", &self.server).field("steps", &self.steps).finish_non_exhaustive()
    }
}

/// A section with its steps as the script has them.
struct Done<'a> {
    section: &'a Section<'a>,
    steps: Vec<Planned>,
    follow_ups: Vec<FollowUpText>,
}

/// The script's bytes: a byte order mark, then pure ASCII with CRLF line ends.
#[must_use]
pub fn powershell(script: &Script) -> Vec<u8> {
    let mut number = 0;
    let done: Vec<Done> = script
        .sections
        .iter()
        .map(|section| {
            let (steps, by_hand) = planned::planned(section, number);
            number += steps.len();
            Done { section, steps, follow_ups: describe::follow_ups(section, &by_hand) }
        })
        .collect();
    let steps = || done.iter().flat_map(|done| &done.steps);
    let lines = template::filled(
        |part| steps().any(|step| step.needs_part(part)),
        |name| match name {
            "help" => help::help(script, &done),
            "steps" => done.iter().flat_map(step_lines).collect(),
            "follow-ups" => done.iter().flat_map(|done| &done.follow_ups).flat_map(FollowUpText::lines).collect(),
            _ => cmdlets(steps()),
        },
    );
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    for line in lines {
        // A line of ours ends in code or in a comment: a blank there is nobody's.
        bytes.extend(line.trim_end().bytes());
        bytes.extend(b"\r\n");
    }
    bytes
}

/// The steps of a server, below its name.
fn step_lines(done: &Done) -> Vec<String> {
    let head = format!("    # {}", quote::comment(&describe::server(done.section)));
    std::iter::once(head).chain(done.steps.iter().flat_map(Planned::lines)).collect()
}

/// Every cmdlet of Exchange that the steps need, each once.
fn cmdlets<'a>(steps: impl Iterator<Item = &'a Planned>) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in steps.flat_map(Planned::cmdlets) {
        if !names.contains(name) {
            names.push(name);
        }
    }
    names.iter().map(|name| format!("    {}", quote::literal(name))).collect()
}
