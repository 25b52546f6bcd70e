//! A check-up of the organization's files, in words for the page.

use std::sync::Arc;

use super::worker::Worker;
use crate::app::vocabulary::{CheckedUp, FileFinding, Weight};
use crate::engine::ServerName;
use crate::locale::{Message, say};
use crate::problems::check_up;
use crate::store::Store;
use crate::store::doctor::{Finding, Findings, Severity, When};

/// The most findings that the page shows: nobody reads more, and the list has to stay small.
const MOST: usize = 500;

impl<S: Store> Worker<S> {
    /// Checks every file of the organization.
    pub(super) fn check_up(&mut self) -> Result<Arc<CheckedUp>, Message> {
        let when =
            When { clock: self.identity.simulated.then(|| (self.identity.clock)()), real: (self.identity.real)() };
        let found = self.store.check_up(when, MOST).ok_or_else(say::check_up_no_files)?;
        Ok(Arc::new(words(&found)))
    }
}

fn words(found: &Findings) -> CheckedUp {
    CheckedUp {
        findings: found.shown.iter().map(finding).collect(),
        more: found.more(),
        counts: (found.problems, found.warnings, found.notes),
        repairable: found.repairable,
    }
}

fn finding(found: &Finding) -> FileFinding {
    let severity = found.id.severity();
    FileFinding {
        weight: match severity {
            Severity::Problem => Weight::Problem,
            Severity::Warning => Weight::Warning,
            Severity::Note => Weight::Note,
        },
        severity: check_up::severity(severity),
        id: found.id.id(),
        place: check_up::place(found),
        server: found.server().map(|name| ServerName::new(&name)),
        what: check_up::what(found),
        why: check_up::why(found.id),
        remedy: check_up::remedy(found),
        repairable: found.repairable,
    }
}
