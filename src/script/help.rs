//! The script's comment-based help: what it does, for whoever reviews it and for `Get-Help`.

use crate::locale::date::rfc3339;

use super::describe::{server, shown};
use super::quote::comment;
use super::{Done, Script};

/// The help, from `<#` to `#>`.
pub(super) fn help(script: &Script, done: &[Done]) -> Vec<String> {
    let mut lines = vec!["<#".to_owned(), ".SYNOPSIS".to_owned()];
    let servers: Vec<_> = done.iter().map(|done| shown(done.section.server.as_str())).collect();
    lines.push(text(&format!("Carries out a plan for the certificates of Exchange on {}.", listed(&servers))));
    lines.extend(own(DESCRIPTION));
    for done in done {
        lines.push(String::new());
        lines.push(text(&format!("Server {}:", server(done.section))));
        let steps = done.steps.iter().map(|step| format!("{:>3}. {}", step.number, step.summary));
        let by_hand = done.follow_ups.iter().map(|left| format!("  -  by hand: {}", left.text));
        lines.extend(steps.chain(by_hand).map(|line| text(&line)));
    }
    lines.extend(own(USE));
    lines.push(text(&format!("Organization: {}", shown(script.organization))));
    lines.push(text(&format!("Made by: {}, {}", shown(script.user), rfc3339(script.made))));
    lines.push(text(&format!("SHA-256 of the plan: {}", or_unknown(&script.plan_sha256))));
    for done in done {
        let name = shown(done.section.server.as_str());
        lines.push(text(&format!("SHA-256 of the inventory of {name}: {}", or_unknown(&done.section.revision))));
    }
    lines.extend(own(UNSIGNED));
    lines.push("#>".to_owned());
    lines
}

/// A line below a keyword, foreign text in it made harmless. Foreign text never begins it: a dot there makes a keyword.
fn text(line: &str) -> String {
    format!("    {}", comment(line))
}

/// Our own lines.
fn own(text: &str) -> impl Iterator<Item = String> {
    text.trim_end().lines().map(str::to_owned)
}

fn or_unknown(text: &str) -> String {
    if text.is_empty() { "not recorded".to_owned() } else { shown(text) }
}

/// `EX01, EX02`; with many, how many more.
fn listed(names: &[String]) -> String {
    const MOST: usize = 4;
    let shown = names.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

const DESCRIPTION: &str = "
.DESCRIPTION
    Run it in the Exchange Management Shell, elevated, as a member of Organization Management or Server Management; on
    an Edge Transport server there, as a local administrator.

    Every step on every server is read before the first one is done, and each again just before it is done:
      - done already: it is skipped, so that the script can be run again;
      - as it was when the plan was made: you are asked, and then it is done;
      - anything else: the script stops, and the error says what was expected and what was found.

    Where SMTP is given to a certificate without making it the default, Exchange itself may ask \"Overwrite the existing
    default SMTP certificate?\". Answer N. The script looks afterwards whether the default is still the same.

    The plan:
";

const USE: &str = "
.PARAMETER Verify
    Changes nothing. Says of each step whether it is Done, Pending (still to do), Drift (the server is neither as it was
    when the plan was made nor as the plan leaves it) or Unknown (no cmdlet shows it).

.PARAMETER Rollback
    Goes back, last step first: gives services back to their previous certificates and puts names, modes and the default
    SMTP certificate back, where nobody has changed them since. Says of everything else that it stays: a service that any
    number of certificates can have is never taken away, and a removed certificate does not come back.

.EXAMPLE
    .\\plan.ps1 -Verify

    Where does each step stand?

.EXAMPLE
    .\\plan.ps1 -WhatIf

    What would be asked and done?

.EXAMPLE
    .\\plan.ps1

    Asks before each step and does it. With -Confirm:$false it does not ask; Exchange still asks its own questions.

.EXAMPLE
    .\\plan.ps1 -Rollback

    Goes back as far as possible.

.INPUTS
    None.

.OUTPUTS
    One object a step: Step, Server, Action, Result, Expected, Found. Result is Changed, AlreadyDone, Skipped, or Unconfirmed
    (done, but the server does not show it); with -Rollback RolledBack, NotDone, Skipped or Stays. Then one object for each
    thing that is left to do by hand, with the Result ByHand.

.NOTES
";

const UNSIGNED: &str = "
    This script is not signed. Read it first. Where the execution policy is RemoteSigned, unblock it with Unblock-File;
    where it is AllSigned, sign it with Set-AuthenticodeSignature and a code signing certificate of your own.
";
