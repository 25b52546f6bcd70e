//! The roots that this machine's system trusts.

use crate::store::SystemRoots;

/// Where they come from, as the trust files' problems name it: the key that asks for them.
const PLACE: &str = "system-roots";

/// Reads them: from the system's certificate store or, where `SSL_CERT_FILE` or `SSL_CERT_DIR` is set, from there.
pub(super) fn of_the_system() -> SystemRoots {
    let found = rustls_native_certs::load_native_certs();
    tracing::info!(roots = found.certs.len(), problems = found.errors.len(), "the system's roots were read");
    let mut problems: Vec<String> = found.errors.iter().map(ToString::to_string).collect();
    if found.certs.is_empty() && problems.is_empty() {
        problems.push("this system has no trusted roots".to_owned());
    }
    SystemRoots {
        place: PLACE.to_owned(),
        roots: found.certs.iter().map(|der| der.as_ref().to_vec()).collect(),
        problems,
    }
}
