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
    /// The table [access] lets nobody write.
    AccessNobody = "access-nobody", Warning, false;
    /// The user … is listed more than once, in other letters.
    AccessTwice = "access-twice", Warning, false;
    /// The key … is not known; … is.
    MisspeltKey = "misspelt-key", Warning, false;
    /// The connected server … has no document.
    ConnectedServer = "connected-server", Warning, false;
    /// The Auth certificate … is listed by no server.
    AuthCertificate = "auth-certificate", Warning, false;
    /// The Send connector … names a certificate that nobody has.
    ConnectorCertificate = "connector-certificate", Warning, false;
    /// The Send connector … sends from …, which has no document.
    ConnectorServer = "connector-server", Warning, false;
    /// A trust file cannot be read, or is not what it is listed as.
    TrustUnreadable = "trust-unreadable", Problem, false;
    /// The authority … expired on ….
    TrustExpired = "trust-expired", Warning, false;
    /// The revocation list of … was to be replaced on ….
    RevocationListOverdue = "revocation-list-overdue", Warning, false;
    /// The root … is not its own issuer.
    TrustNotARoot = "trust-not-a-root", Warning, false;
    /// root-types speaks of …, which is not among the roots.
    RootTypeUnlisted = "root-type-unlisted", Warning, false;
    /// The organization does not trust this file.
    TrustUnlisted = "trust-unlisted", Note, false;
    /// A server's document cannot be read.
    ServerUnreadable = "server-unreadable", Problem, false;
    /// … and … are the same server to Exchange.
    ServerTwice = "server-twice", Problem, false;
    /// A service names a certificate that the document does not list.
    ServiceUnlisted = "service-unlisted", Problem, false;
    /// The default SMTP certificate is not enabled for SMTP.
    DefaultWithoutSmtp = "default-without-smtp", Problem, false;
    /// A certificate is listed more than once.
    ListedTwice = "listed-twice", Warning, false;
    /// The list … has … twice.
    NamedTwice = "named-twice", Warning, false;
    /// The key … in [services] is no service.
    UnknownService = "unknown-service", Warning, false;
    /// Nothing is known of the certificate …: it has no file and no recorded facts.
    CertificateWithoutFacts = "certificate-without-facts", Warning, false;
    /// Nothing is known of the request …: it has no file and no recorded facts.
    RequestWithoutFile = "request-without-file", Warning, false;
    /// A certificate file cannot be read as one.
    CertificateUnreadable = "certificate-unreadable", Problem, false;
    /// The certificate in it is ….
    CertificateMisnamed = "certificate-misnamed", Problem, true;
    /// There are … certificates in it.
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
    /// … bytes of a torn line are at its end.
    JournalTorn = "journal-torn", Warning, true;
    /// Line … says that … was changed, and it was not.
    ChangeUnfinished = "change-unfinished", Warning, true;
    /// … was changed by something else than exchcert since line … of the journal.
    ChangedOutside = "changed-outside", Note, false;
    /// … has no document any more; line … of the journal is about it.
    DocumentGone = "document-gone", Note, false;
    /// Line … is older than the line before it.
    ClockWentBack = "clock-went-back", Note, false;
    /// Follow-ups that are open: ….
    FollowUpsOpen = "follow-ups-open", Note, false;
    /// This is an unfinished file of an interrupted writer.
    Leftover = "leftover", Warning, true;
    /// This is an unfinished directory of an interrupted run.
    LeftoverDirectory = "leftover-directory", Warning, false;
    /// … still stands in it, and writes no more.
    LockSigned = "lock-signed", Warning, true;
    /// … is writing at this moment.
    LockHeld = "lock-held", Note, false;
    /// Every account of this machine can write it (mode …).
    WritableByAll = "writable-by-all", Problem, true;
    /// A directory cannot be listed, or a file not looked at.
    NotReadable = "not-readable", Problem, false;
    /// It is marked read-only.
    ReadOnly = "read-only", Note, false;
    /// It belongs to account …, and the organization to account ….
    OwnerDiffers = "owner-differs", Note, false;
    /// It is marked as a program (mode …).
    Executable = "executable", Note, true;
}
