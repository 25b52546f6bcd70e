//! The list's columns and their order.

use std::cmp::Ordering;

use crate::engine::{Certificate, Moment, Status, expires_soon, status};

/// A column of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// Friendly name, else the subject's CN.
    #[default]
    Name,
    /// Status.
    Status,
    /// Expires on.
    ExpiresOn,
}

/// How the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By this column.
    pub column: Column,
    /// From the last to the first.
    pub descending: bool,
}

impl Sort {
    /// The sorting after a column was asked for: by it, or reversed if it is sorted by it already.
    #[must_use]
    pub fn asked(self, column: Column) -> Sort {
        Sort { column, descending: self.column == column && !self.descending }
    }

    /// Sorts `rows`, indexes into `certificates`. Equal rows stand by name, then in the document's order; a certificate
    /// without an end stands last either way.
    pub(super) fn sort(self, rows: &mut [u32], certificates: &[Certificate], now: Moment) {
        let of = |row: &u32| usize::try_from(*row).ok().and_then(|index| certificates.get(index));
        let name = |row: &u32| of(row).map(|c| c.display_name().to_lowercase()).unwrap_or_default();
        rows.sort_by_cached_key(name);
        let directed = |ordering: Ordering| if self.descending { ordering.reverse() } else { ordering };
        match self.column {
            Column::Name if self.descending => rows.reverse(),
            Column::Name => {}
            Column::Status => {
                let mut keyed: Vec<_> = rows.iter().map(|row| (of(row).map(|c| rank(c, now)), *row)).collect();
                keyed.sort_by(|a, b| directed(a.0.cmp(&b.0)));
                rows.copy_from_slice(&keyed.into_iter().map(|(_, row)| row).collect::<Vec<_>>());
            }
            Column::ExpiresOn => rows.sort_by(|a, b| {
                let end = |row| of(row).and_then(Certificate::known).and_then(|facts| facts.not_after);
                match (end(a), end(b)) {
                    (Some(a), Some(b)) => directed(a.cmp(&b)),
                    (a, b) => b.is_some().cmp(&a.is_some()),
                }
            }),
        }
    }
}

/// The order of statuses: what needs attention first.
fn rank(certificate: &Certificate, now: Moment) -> u8 {
    match status(certificate, now) {
        Status::Revoked => 0,
        Status::DateInvalid { not_yet: false } => 1,
        Status::Invalid(_) => 2,
        Status::Untrusted => 3,
        Status::RevocationCheckFailure => 4,
        Status::Unknown => 5,
        Status::Valid if expires_soon(certificate, now) => 6,
        Status::PendingRequest => 7,
        Status::DateInvalid { not_yet: true } => 8,
        Status::Pending => 9,
        Status::Valid => 10,
    }
}

/// Whether a certificate deserves a look: anything but Valid with time left, or a pending request.
#[must_use]
pub fn needs_attention(certificate: &Certificate, now: Moment) -> bool {
    rank(certificate, now) <= 6
}
