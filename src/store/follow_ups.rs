//! What is left to do by hand, over the whole journal: what changes left behind, but for what is done.

use std::collections::HashSet;

use super::entry::{Entry, EntryKind};
use crate::engine::{FollowUp, OpenFollowUp, ServerName, Step, Thumbprint};

/// Collects what is open from the entries of a journal, oldest first.
#[derive(Debug, Default)]
pub(super) struct Collector {
    left: Vec<OpenFollowUp>,
    ticked: HashSet<(u64, String)>,
    abandoned: HashSet<u64>,
    /// Every certificate that a change removed, with that change's number and its server's name in lower case.
    removed: Vec<(u64, String, Thumbprint)>,
}

impl Collector {
    pub(super) fn add(&mut self, entry: &Entry) {
        match (entry.kind, entry.of) {
            (EntryKind::Change, _) => self.change(entry),
            (EntryKind::Abandoned, Some(of)) => drop(self.abandoned.insert(of)),
            (EntryKind::FollowUp, Some(of)) => {
                self.ticked.extend(entry.follow_ups.iter().map(|written| (of, written.clone())));
            }
            _ => {}
        }
    }

    fn change(&mut self, entry: &Entry) {
        let server = ServerName::new(&entry.server);
        self.left.extend(entry.follow_ups.iter().filter_map(|written| FollowUp::read(written)).map(|follow_up| {
            let (time, user, server) = (entry.time.clone(), entry.user.clone(), server.clone());
            OpenFollowUp { seq: entry.seq, time, user, server, follow_up }
        }));
        let removed = entry.steps.iter().filter_map(|step| match step.step() {
            Some(Step::Remove { thumbprint }) => Some((entry.seq, entry.server.to_lowercase(), thumbprint)),
            _ => None,
        });
        self.removed.extend(removed);
    }

    /// What is open, oldest first.
    pub(super) fn finish(mut self) -> Vec<OpenFollowUp> {
        let mut left = std::mem::take(&mut self.left);
        left.retain(|left| {
            !self.abandoned.contains(&left.seq)
                && !self.ticked.contains(&(left.seq, left.follow_up.written()))
                && !self.done_by_itself(left)
        });
        left
    }

    /// A later change removed what was to be removed.
    fn done_by_itself(&self, left: &OpenFollowUp) -> bool {
        let FollowUp::RemoveOldCertificate { thumbprint } = left.follow_up else { return false };
        let server = left.server.as_str().to_lowercase();
        self.removed.iter().any(|(seq, on, removed)| {
            *seq > left.seq && *on == server && *removed == thumbprint && !self.abandoned.contains(seq)
        })
    }
}
