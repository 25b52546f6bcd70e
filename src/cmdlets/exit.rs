//! What a command leaves: lines for one of two streams, and a number at its end.

/// Where a line belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Objects, previews and help.
    Output,
    /// Warnings, errors, and what a change brought with it.
    Error,
}

/// How a command ended, as the process's exit code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done, or nothing to do.
    #[default]
    Done = 0,
    /// Failed.
    Failed = 1,
    /// The command line is wrong; an unknown cmdlet or parameter too.
    Usage = 2,
    /// A rule refused.
    Refused = 3,
    /// A server or a certificate is not there.
    NotFound = 4,
    /// Somebody else changed it meanwhile.
    Conflict = 5,
    /// Read-only, or not permitted.
    NotPermitted = 6,
    /// A question without a safe answer, and nobody to ask.
    NobodyToAsk = 7,
    /// Interrupted.
    Interrupted = 130,
}

impl Exit {
    /// The number.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }
}
