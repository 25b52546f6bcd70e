//! Facts about a real organization, read from what Exchange exports and from certificate files.
//!
//! ```text
//!   bytes --read()--> Source { origin, servers, certificates, organization, skipped }
//!   Sources + what the organization says already --merge()--> Merged { intake, kept, unknown, remarks }
//!   Intake --> store: all of it or nothing
//! ```
//!
//! Reading is pure: bytes in, facts out, bounded in size, depth and work before anything is built. What a source does not
//! say is `None` in a [`Source`], never a guess; what is wrong in it is named with its place. Merging upgrades a fact by a
//! source that ranks as high or higher ([`Origin`]) and never downgrades one.

mod clixml;
mod encoding;
mod files;
mod inventory;
pub mod merge;
mod properties;
mod read;
pub mod source;
#[cfg(test)]
mod tests;
mod text;
pub mod trust;

pub use inventory::COLLECTOR;
pub use merge::{Known, MergeError, Merged, Named, merge, wanted};
pub use read::{LARGEST_SOURCE, Options, read};
pub use source::{
    CertificateFacts, Culture, IisSites, OrganizationFacts, ReadError, RecordedFacts, ServerFacts, Skipped, Source,
};

pub use crate::engine::Origin;
