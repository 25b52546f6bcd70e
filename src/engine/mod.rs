//! The validation engine: every rule of Exchange about assigning and removing certificates, in one place.
//!
//! It is pure: no input or output, no clock, no text for people, nothing but the standard library. The page, the cmdlets
//! and any other program ask the same questions and get the same answers:
//!
//! ```text
//!   Organization, Server, Request, now  --plan()-->   Verdict { plan, refusals, questions }
//!   Server, certificate, now            --boxes()-->  one state a check box: free, locked, blocked, absent
//!   Server, thumbprint                  --remove()--> Verdict
//!   Server, arrivals                    --import()--> Verdict
//!   Certificate, now                    --status()--> Status
//!   Server before, Server after         --differences()--> what somebody else changed
//! ```

pub mod access;
pub mod assign;
pub mod boxes;
pub mod build;
pub mod certificate;
pub mod connector;
pub mod difference;
pub mod evidence;
pub mod follow_up;
pub mod import;
pub mod intake;
pub mod moment;
pub mod organization;
pub mod origin;
mod part;
pub mod plan;
pub mod recorded;
pub mod refusal;
pub mod remove;
pub mod request;
pub mod rollback;
pub mod rules;
pub mod server;
pub mod service;
pub mod settings;
pub mod status;
pub mod thumbprint;
pub mod warning;
pub mod warnings;

#[cfg(test)]
mod tests;

pub use access::{Access, ROLE_GROUPS, ViewOnly};
pub use assign::plan;
pub use boxes::{BoxState, MakeDefault, ServiceBox, boxes, make_default};
pub use build::{Build, Product};
pub use certificate::{
    AlternativeName, Certificate, Facts, KeyAlgorithm, Kind, Knowledge, NameKind, PrivateKey, PublicKey, RootCaType,
    SignatureAlgorithm, Source, Trust, serves,
};
pub use connector::{NotATlsCertificateName, SendConnector, TlsCertificateName};
pub use difference::{Difference, differences};
pub use evidence::{Authority, ChainEnd, Evidence, Revocation, RevocationList, Revoked};
pub use follow_up::{FOLLOW_UPS, FollowUp, OpenFollowUp};
pub use import::{Arrival, import};
pub use intake::{CertificateFile, FactChange, Intake, OrganizationIntake, ServerIntake, TrustFile, TrustKind};
pub use moment::{DAY, Moment};
pub use organization::Organization;
pub use origin::{CertificateFact, Origin, Origins, ServerFact};
pub use plan::{Change, DefaultSmtpQuestion, NotFound, Part, Plan, ServerSteps, Step, Verdict};
pub use recorded::Recorded;
pub use refusal::{Reason, Refusal, Remedy, RuleId, UnknownFact};
pub use remove::remove;
pub use request::{DefaultSmtp, Request};
pub use rollback::{Rollback, Stays, rollback};
pub use server::{Assignments, Protocol, Revision, Role, Server, ServerName, StartupMode};
pub use service::{Service, ServiceSet};
pub use settings::{set_protocol_name, set_startup_mode};
pub use status::{Status, expires_soon, next_change, status};
pub use thumbprint::{NotAThumbprint, Thumbprint};
pub use warning::Warning;
