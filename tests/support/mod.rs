//! What the tests outside the process share.

pub mod pty;
