//! Who may change what.

/// What the person at the keyboard may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Everything.
    #[default]
    Full,
    /// Looking only, and why.
    ViewOnly(ViewOnly),
}

/// Why somebody may only look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewOnly {
    /// The user is in none of the role groups that manage certificates.
    Role,
    /// The program was started with `--readonly`.
    Flag,
    /// The organization's files cannot be written.
    Files,
    /// The organization's table of who may write cannot be understood: nobody may.
    AccessTable,
}

/// The role groups that may assign certificates.
///
/// Source: Microsoft's page on server permissions, the "Exchange Server Certificates" role.
pub const ROLE_GROUPS: [&str; 2] = ["Organization Management", "Server Management"];
