//! What the tests outside the process share.

#![allow(dead_code, reason = "each test program uses its part")]

pub(crate) mod home;
pub(crate) mod pty;
