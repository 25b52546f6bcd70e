//! What a line of the journal holds.

use serde::{Deserialize, Serialize};

use super::Context;
use super::revision::hexadecimal;
use super::time::rfc3339;
use crate::engine::{FollowUp, Moment, OpenFollowUp, Part, Protocol, Revision, Service, StartupMode, Step, Thumbprint};

/// One line of the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Entry {
    /// The line's number, from 1, over all files.
    pub seq: u64,
    /// What kind of line it is.
    pub kind: EntryKind,
    /// When, RFC 3339 in real UTC.
    pub time: String,
    /// The clock of a simulated organization then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock: Option<String>,
    /// Who.
    pub user: String,
    /// The user's role groups then; none in an organization without an `[access]` table, and on lines of before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// The account that the program ran under, where the user was said to be somebody else (`--as`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The server whose document changes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub server: String,
    /// The cmdlet line, exactly; a change made on the page has one too.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cmdlet: String,
    /// The document's revision before, 64 hexadecimal digits; empty where an import made the document.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// The document's revision after.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// What was done, step by step.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<EntryStep>,
    /// Every certificate whose services changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<EntryChange>,
    /// Of an `import` line: what the sources are called.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Of an `import` line: the facts that changed, with where they come from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<EntryFact>,
    /// Of an `import` line: how many more facts changed than it lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more_facts: Option<u64>,
    /// The questions that were asked, and the answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<EntryAnswer>,
    /// What was left to do by hand, in its written form ([`FollowUp::written`]); of a `follow-up` line: what is done.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<String>,
    /// Of an `abandoned` line: the number of the change that did not happen; of a `follow-up` line: of the change that left
    /// something to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// Of a `cut` line: how many bytes of a torn line were taken away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// Of a `repair` line: what was repaired.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub repairs: Vec<EntryRepair>,
    /// Of a `repair` line: the directory, relative to the organization, that keeps what the files were before.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub backup: String,
    /// The SHA-256 of the line before, without its line break; empty on the very first.
    pub previous: String,
}

/// The kinds of journal lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// A document was changed, unless an abandoned line says otherwise.
    #[default]
    Change,
    /// A document was made or changed by an import, unless an abandoned line says otherwise. Without a server it is the
    /// organization's own.
    Import,
    /// The change of an earlier line is not on the disk: it did not happen.
    Abandoned,
    /// A line torn by a crash was cut.
    Cut,
    /// Somebody has done what an earlier change left to do by hand.
    FollowUp,
    /// A check-up repaired files; no document says anything else for it.
    Repair,
    /// A kind of a later version of the program.
    #[serde(other)]
    Other,
}

/// One step of a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct EntryStep {
    /// `assign`, `default-smtp`, `protocol-name`, `startup-mode`, `remove`, `import`, `require-ssl` or `network-service`.
    pub step: String,
    /// The certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbprint: Option<String>,
    /// The service, or the protocol of a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// The certificate that had the service, the pending request that an import answered, or the value before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The value after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// The services of a certificate before and after, as Exchange prints them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryChange {
    /// The certificate.
    pub thumbprint: String,
    /// Its services before.
    pub before: String,
    /// Its services after.
    pub after: String,
}

/// A fact that an import changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryFact {
    /// What it is a fact of: `server`, `organization`, or a certificate's thumbprint.
    pub what: String,
    /// Which fact, as documents call it; `new` for what was not there, `confirmed` where only the origin changed.
    pub fact: String,
    /// The value before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The value after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The kind of source.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub origin: String,
}

/// What a check-up repaired.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryRepair {
    /// The finding's id.
    pub finding: String,
    /// The file, relative to the organization.
    pub file: String,
    /// What it was: a mode in octal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it is: a mode, or the new name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A question and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryAnswer {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
}

impl Entry {
    /// The line of a change, but for its place in the chain.
    pub(super) fn change(part: &Part, context: &Context, after: Revision) -> Entry {
        let steps = part.steps.iter().map(EntryStep::of).collect();
        let certificates = part.certificates.iter().map(|change| EntryChange {
            thumbprint: change.thumbprint.to_string(),
            before: change.before.to_string(),
            after: change.after.to_string(),
        });
        let answers = context.answers.iter().cloned();
        Entry {
            server: part.server.to_string(),
            cmdlet: context.cmdlet.clone(),
            before: hexadecimal(part.base),
            after: hexadecimal(after),
            steps,
            certificates: certificates.collect(),
            answers: answers.map(|(question, answer)| EntryAnswer { question, answer }).collect(),
            follow_ups: part.follow_ups.iter().map(FollowUp::written).collect(),
            ..Entry::by(context, EntryKind::Change)
        }
    }

    /// A line of whoever is at work: who, in which roles, and when.
    pub(super) fn by(context: &Context, kind: EntryKind) -> Entry {
        Entry {
            clock: context.clock.map(rfc3339),
            roles: context.roles.clone(),
            account: context.account.clone(),
            ..Entry::remark(kind, &context.user, context.at)
        }
    }

    /// A line of the program's own.
    pub(super) fn remark(kind: EntryKind, user: &str, at: Moment) -> Entry {
        Entry { kind, time: rfc3339(at), user: user.to_owned(), ..Entry::default() }
    }

    /// The line that says a change did not happen.
    pub(super) fn abandoned(change: &Entry, user: &str, at: Moment) -> Entry {
        let (before, after) = (change.before.clone(), change.after.clone());
        let remark = Entry::remark(EntryKind::Abandoned, user, at);
        Entry { server: change.server.clone(), before, after, of: Some(change.seq), ..remark }
    }
}

impl Entry {
    /// What was done, step by step; `None` when the line holds something that this version does not know.
    #[must_use]
    pub fn steps(&self) -> Option<Vec<Step>> {
        self.steps.iter().map(EntryStep::step).collect()
    }

    /// Whether it says that a document was written.
    #[must_use]
    pub fn writes(&self) -> bool {
        matches!(self.kind, EntryKind::Change | EntryKind::Import)
    }

    /// The line that ticks a follow-up off.
    pub(super) fn ticked(left: &OpenFollowUp, context: &Context) -> Entry {
        Entry {
            server: left.server.to_string(),
            cmdlet: context.cmdlet.clone(),
            follow_ups: vec![left.follow_up.written()],
            of: Some(left.seq),
            ..Entry::by(context, EntryKind::FollowUp)
        }
    }
}

impl EntryStep {
    /// The step; `None` when it is none that this version knows.
    #[must_use]
    pub fn step(&self) -> Option<Step> {
        let read = |text: &Option<String>| text.as_deref().map(str::parse::<Thumbprint>).transpose().ok();
        let thumbprint = || read(&self.thumbprint)?;
        let service = || Service::named(self.service.as_deref()?);
        let mode = |text: &Option<String>| StartupMode::named(text.as_deref()?);
        Some(match self.step.as_str() {
            "assign" => Step::Assign { thumbprint: thumbprint()?, service: service()?, displaces: read(&self.before)? },
            "default-smtp" => Step::DefaultSmtp { thumbprint: thumbprint()?, before: read(&self.before)? },
            "protocol-name" => Step::ProtocolName {
                protocol: [Protocol::Imap, Protocol::Pop].into_iter().find(|p| Some(p.service()) == service())?,
                before: self.before.clone(),
                after: self.after.clone(),
            },
            "startup-mode" => Step::StartupMode {
                service: service().filter(|service| service.is_unified_messaging())?,
                before: mode(&self.before)?,
                after: mode(&self.after)?,
            },
            "remove" => Step::Remove { thumbprint: thumbprint()? },
            "import" => Step::Import { thumbprint: thumbprint()?, completes: read(&self.before)? },
            "require-ssl" => Step::RequireSsl,
            "network-service" => Step::NetworkService { thumbprint: thumbprint()? },
            _ => return None,
        })
    }

    fn of(step: &Step) -> EntryStep {
        let named = |step: &str| EntryStep { step: step.to_owned(), ..EntryStep::default() };
        match step {
            Step::Assign { thumbprint, service, displaces } => EntryStep {
                thumbprint: Some(thumbprint.to_string()),
                service: Some(service.name().to_owned()),
                before: displaces.map(|displaced| displaced.to_string()),
                ..named("assign")
            },
            Step::DefaultSmtp { thumbprint, before } => EntryStep {
                thumbprint: Some(thumbprint.to_string()),
                before: before.map(|before| before.to_string()),
                ..named("default-smtp")
            },
            Step::ProtocolName { protocol, before, after } => EntryStep {
                service: Some(Protocol::service(*protocol).name().to_owned()),
                before: before.clone(),
                after: after.clone(),
                ..named("protocol-name")
            },
            Step::StartupMode { service, before, after } => EntryStep {
                service: Some(service.name().to_owned()),
                before: Some(before.name().to_owned()),
                after: Some(after.name().to_owned()),
                ..named("startup-mode")
            },
            Step::Remove { thumbprint } => EntryStep { thumbprint: Some(thumbprint.to_string()), ..named("remove") },
            Step::Import { thumbprint, completes } => EntryStep {
                thumbprint: Some(thumbprint.to_string()),
                before: completes.map(|request| request.to_string()),
                ..named("import")
            },
            Step::RequireSsl => named("require-ssl"),
            Step::NetworkService { thumbprint } => {
                EntryStep { thumbprint: Some(thumbprint.to_string()), ..named("network-service") }
            }
        }
    }
}
