//! What a check-up can find: the ids, how much each matters, and whether it can be repaired without a person.

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something does not work, or is not safe.
    Problem,
    /// Something does not count, or soon will not.
    Warning,
    /// Something to know. An organization with nothing but notes is in order.
    Note,
}

impl Severity {
    /// The word for other programs.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Severity::Problem => "problem",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

macro_rules! findings {
    ($(#[doc = $doc:literal] $name:ident = $id:literal, $severity:ident, $repair:literal;)*) => {
        /// What a check-up can find. The ids are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Id {
            $(#[doc = $doc] $name),*
        }

        impl Id {
            /// All of them, in the order of the documentation.
            pub const ALL: &[Id] = &[$(Id::$name),*];

            /// The name, in lower case with hyphens.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Id::$name => $id),* }
            }

            /// How much it matters.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Id::$name => Severity::$severity),* }
            }

            /// Whether `--fix` can repair it, as a rule.
            #[must_use]
            pub const fn is_repairable(self) -> bool {
                match self { $(Id::$name => $repair),* }
            }
        }
    };
}

findings! {
    /// `organization.toml` cannot be read.
    OrganizationUnreadable = "organization-unreadable", Problem, false;
    /// The table `[access]` cannot be understood.
    AccessTable = "access-table", Problem, false;
    /// The table `[access]` lets nobody write.
    AccessNobody = "access-nobody", Warning, false;
    /// A user is listed more than once in `[access]`, in other letters.
    AccessTwice = "access-twice", Warning, false;
    /// A key is not known, and nearly one that is.
    MisspeltKey = "misspelt-key", Warning, false;
    /// `connected-server` has no document.
    ConnectedServer = "connected-server", Warning, false;
    /// The Auth certificate is listed by no server.
    AuthCertificate = "auth-certificate", Warning, false;
    /// A Send connector names a certificate that nobody has.
    ConnectorCertificate = "connector-certificate", Warning, false;
    /// A Send connector sends from a server that has no document.
    ConnectorServer = "connector-server", Warning, false;
    /// A trust file cannot be read, or is not what it is listed as.
    TrustUnreadable = "trust-unreadable", Problem, false;
    /// An authority of `[trust]` has expired.
    TrustExpired = "trust-expired", Warning, false;
    /// A revocation list was to be replaced by now.
    RevocationListOverdue = "revocation-list-overdue", Warning, false;
    /// A root is not its own issuer.
    TrustNotARoot = "trust-not-a-root", Warning, false;
    /// `root-types` speaks of a file that is not among the roots.
    RootTypeUnlisted = "root-type-unlisted", Warning, false;
    /// The organization does not trust this file.
    TrustUnlisted = "trust-unlisted", Note, false;
    /// A server's document cannot be read.
    ServerUnreadable = "server-unreadable", Problem, false;
    /// Two documents are about the same server, in other letters.
    ServerTwice = "server-twice", Problem, false;
    /// A service names a certificate that the document does not list.
    ServiceUnlisted = "service-unlisted", Problem, false;
    /// The default SMTP certificate is not enabled for SMTP.
    DefaultWithoutSmtp = "default-without-smtp", Problem, false;
    /// A certificate is listed more than once.
    ListedTwice = "listed-twice", Warning, false;
    /// A list of `[services]` has a certificate twice.
    NamedTwice = "named-twice", Warning, false;
    /// A key in `[services]` is no service.
    UnknownService = "unknown-service", Warning, false;
    /// A certificate has neither a file nor recorded facts.
    CertificateWithoutFacts = "certificate-without-facts", Warning, false;
    /// A request has neither a file nor recorded facts.
    RequestWithoutFile = "request-without-file", Warning, false;
    /// A certificate file cannot be read as one.
    CertificateUnreadable = "certificate-unreadable", Problem, false;
    /// The certificate in a file is another one than its name says.
    CertificateMisnamed = "certificate-misnamed", Problem, true;
    /// There are several certificates in a file.
    CertificateMany = "certificate-many", Warning, false;
    /// There is a private key in this file.
    PrivateKey = "private-key", Problem, false;
    /// No server lists this certificate.
    CertificateUnlisted = "certificate-unlisted", Note, false;
    /// A request file cannot be read as one.
    RequestUnreadable = "request-unreadable", Problem, false;
    /// No server lists this request.
    RequestUnlisted = "request-unlisted", Note, false;
    /// This is none of the organization's files.
    OddFile = "odd-file", Note, false;
    /// This is not a regular file.
    NotAFile = "not-a-file", Warning, false;
    /// This link leads out of the organization.
    LeadsOut = "leads-out", Warning, false;
    /// The journal cannot be read.
    JournalUnreadable = "journal-unreadable", Problem, false;
    /// A line of the journal is none, or not what was written.
    JournalBroken = "journal-broken", Problem, false;
    /// The journal ends with a torn line.
    JournalTorn = "journal-torn", Warning, true;
    /// The last line of the journal says that a document was changed, and it was not.
    ChangeUnfinished = "change-unfinished", Warning, true;
    /// A document was changed by something else since the journal's last line about it.
    ChangedOutside = "changed-outside", Note, false;
    /// A server of the journal has no document any more.
    DocumentGone = "document-gone", Note, false;
    /// A line of the journal is older than the line before it.
    ClockWentBack = "clock-went-back", Note, false;
    /// Changes have left something to do by hand.
    FollowUpsOpen = "follow-ups-open", Note, false;
    /// This is an unfinished file of an interrupted writer.
    Leftover = "leftover", Warning, true;
    /// This is an unfinished directory of an interrupted run.
    LeftoverDirectory = "leftover-directory", Warning, false;
    /// A name stands in `store.lock`, and nobody writes.
    LockSigned = "lock-signed", Warning, true;
    /// Another process is writing.
    LockHeld = "lock-held", Note, false;
    /// Every account of this machine can write a file or directory.
    WritableByAll = "writable-by-all", Problem, true;
    /// A directory cannot be listed, or a file not looked at.
    NotReadable = "not-readable", Problem, false;
    /// It is marked read-only.
    ReadOnly = "read-only", Note, false;
    /// A file belongs to another account than the organization.
    OwnerDiffers = "owner-differs", Note, false;
    /// A file is marked as a program.
    Executable = "executable", Note, true;
}
