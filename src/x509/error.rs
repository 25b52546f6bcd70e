//! Why bytes could not be read as a certificate, a revocation list or a request.

use std::borrow::Cow;
use std::fmt;

use super::der::Malformed;

/// What was to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// An X.509 certificate.
    Certificate,
    /// An X.509 certificate revocation list.
    RevocationList,
    /// A PKCS#10 certificate request.
    Request,
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Document::Certificate => "certificate",
            Document::RevocationList => "revocation list",
            Document::Request => "certificate request",
        })
    }
}

/// The bytes are not what they should be. It says what is wrong; whoever read them says in which file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// Neither PEM with such a document in it, nor DER.
    #[error("there is no {0} in it")]
    NotFound(Document),
    /// Larger than any real one: read no further.
    #[error("the {document} is larger than {limit} bytes")]
    TooLarge {
        /// What was to be read.
        document: Document,
        /// The largest size that is read, in bytes of DER.
        limit: usize,
    },
    /// More bytes follow the end of the document.
    #[error("{bytes} bytes follow the end of the {document}")]
    Trailing {
        /// What was to be read.
        document: Document,
        /// How many bytes follow.
        bytes: usize,
    },
    /// A PEM block that cannot be taken apart.
    #[error("line {line}: {reason}")]
    Pem {
        /// The line on which the block begins, counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The DER is not such a document.
    #[error("not a {document}: {reason}")]
    Malformed {
        /// What was to be read.
        document: Document,
        /// What is wrong with it.
        reason: Cow<'static, str>,
    },
}

impl ReadError {
    /// The DER is not a `document`, because of `reason`.
    pub(super) fn malformed(document: Document, reason: impl Into<Cow<'static, str>>) -> ReadError {
        ReadError::Malformed { document, reason: reason.into() }
    }
}

/// Gives [`Malformed`] DER its reason.
pub(super) trait OrReason<T> {
    /// The value, or an error that says which part of which document is malformed.
    fn or_reason(self, document: Document, reason: &'static str) -> Result<T, ReadError>;
}

impl<T> OrReason<T> for Result<T, Malformed> {
    fn or_reason(self, document: Document, reason: &'static str) -> Result<T, ReadError> {
        self.map_err(|Malformed| ReadError::malformed(document, reason))
    }
}
