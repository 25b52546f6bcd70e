//! What has to be said of a file beside what is shown of it, and why one cannot be shown.

use std::collections::BTreeSet;
use std::path::Path;

use super::{File, unreadable};
use crate::cli::session::{Session, path};
use crate::locale::{Message, say};
use crate::x509::{BundleError, UnreadKey, Windows2016};

/// What is odd about a file that was read.
pub(super) fn of_file(session: &Session, file: &File) -> Vec<String> {
    let (path, bundle) = (&file.path, &file.bundle);
    let mut said: Vec<Message> = Vec::new();
    for (number, reason) in &bundle.damaged {
        said.push(say::inspect_damaged(path, *number, reason.to_string()));
    }
    if bundle.requests > 0 {
        said.push(say::inspect_requests(path, bundle.requests));
    }
    if bundle.foreign_keys > 0 {
        said.push(say::inspect_foreign_keys(path, bundle.foreign_keys));
    }
    // Many keys may have the same reason: it is said once.
    for key in bundle.unread_keys.iter().collect::<BTreeSet<_>>() {
        said.push(match key {
            UnreadKey::Password => say::inspect_locked_key(path),
            UnreadKey::Kind(kind) => say::inspect_unread_key(path, kind),
        });
    }
    match bundle.protection.as_ref().map(crate::x509::Protection::windows_2016) {
        Some(Windows2016::Refuses(what)) => said.push(say::inspect_windows_warning(path, what)),
        Some(Windows2016::NotKnown) => said.push(say::inspect_no_mac_warning(path)),
        Some(Windows2016::Opens) | None => {}
    }
    said.iter().map(|message| session.say(message)).collect()
}

/// Why a file cannot be shown, and what to do about it.
pub(super) fn of_error(session: &Session, file: &Path, error: &BundleError) -> Vec<String> {
    let remedy = match error {
        BundleError::WrongPassword => {
            let lines = [say::password_wrong(path(file)), say::password_wrong_remedy()];
            return lines.iter().map(|line| session.say(line)).collect();
        }
        BundleError::NoCertificate { requests: 1.., .. } => Some(say::inspect_request_remedy()),
        BundleError::NoCertificate { .. } => Some(say::inspect_key_remedy()),
        BundleError::Unsupported { .. } | BundleError::TooMuchWork { .. } => Some(say::inspect_export_remedy()),
        _ => None,
    };
    let mut lines = vec![unreadable(file, &error.to_string())];
    lines.extend(remedy.map(|remedy| session.say(&remedy)));
    lines
}
