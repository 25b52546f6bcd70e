//! What the disk and its rights keep from being written.

use super::{id, messages};
use crate::locale::message::Text;

messages! {
    /// This account may not, in the system's words.
    problem_denied(message: Text);
    /// The disk is mounted for reading only.
    problem_read_only_disk(message: Text);
    /// There is a link where the program writes only into a file of its own.
    problem_link();
    /// It is written, and the disk did not say that it stays.
    problem_not_forced(message: Text);
    /// The file system has no locks.
    problem_no_locks(message: Text);
    /// Another process is making the same organization.
    problem_being_made();
}
