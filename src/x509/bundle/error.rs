//! Why a certificate file could not be read.

use super::super::error::ReadError;

/// A certificate file cannot be read. It says what is wrong; whoever read it says in which file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// It holds no certificate, or one that cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is larger than any real one: read no further.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The largest size that is read, in bytes.
        limit: usize,
    },
    /// It holds more certificates and keys than are read.
    #[error("more than {limit} certificates and keys are in it")]
    TooMany {
        /// How many are read.
        limit: usize,
    },
    /// Its structure is damaged.
    #[error("{form} file is damaged: {reason}")]
    Damaged {
        /// What it is.
        form: super::Form,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// It needs something that is not supported here.
    #[error("{what} is not supported")]
    Unsupported {
        /// What: an algorithm or a kind of content, by name or object identifier.
        what: String,
    },
    /// It holds certificate requests or private keys, and no certificate.
    #[error("{}", without_certificate(*.requests, *.keys))]
    NoCertificate {
        /// How many certificate requests it holds.
        requests: usize,
        /// How many private keys it holds.
        keys: usize,
    },
    /// It is protected by a password, and there is none.
    #[error("it needs a password")]
    PasswordNeeded,
    /// The password is another one, or the file is damaged: the two cannot be told apart.
    #[error("the password is wrong, or the file is damaged")]
    WrongPassword,
    /// Opening it would take longer than anyone waits: nothing of that was done.
    #[error("its password would have to be hashed more than {limit} times, which no program asks for")]
    TooMuchWork {
        /// The most iterations for a whole file.
        limit: u64,
    },
}

fn without_certificate(requests: usize, keys: usize) -> &'static str {
    match (requests, keys) {
        (0, _) => "it holds a private key and no certificate",
        (_, 0) => "it holds a certificate request and no certificate",
        _ => "it holds a certificate request and a private key, and no certificate",
    }
}
