//! `Ctrl-P`: everything that can be done where the reader is, found by typing.
//!
//! ```text
//! ╭ Actions ─────────────────────────────────────────────────────────────────────╮
//! │ sort                                                                         │
//! │                                                                              │
//! │▸ Sort by name                                                              1 │
//! │  Sort by status                                                            2 │
//! │  Save              The Status of the certificate is Expired...        Ctrl-S │
//! │                                                                              │
//! │ Sort by name; again to reverse.                                              │
//! ╰──────────────────────────────────────────────────────────────────────────────╯
//! ```
//!
//! What it lists is asked of the keymap and the gate each time, so it cannot know less or more than the keys do.

mod rows;
mod update;
mod view;

pub use rows::{Row, rows};
pub use update::Beneath;
pub use view::paint;

use crate::app::vocabulary::{Action, Field};

/// The palette. It lies over everything else; what it offers belongs to what is beneath.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// What is typed.
    pub typed: Field,
    /// The action under the cursor; `None` for the first that is found. It survives changes beneath.
    pub cursor: Option<Action>,
    /// The first row in view.
    top: usize,
}

#[cfg(test)]
mod tests;
