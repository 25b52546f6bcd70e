//! The Exchange Management Shell: its cmdlets as values, read, printed, run and laid out.
//!
//! ```text
//!   text --parse()--> Pipeline --run()--> Ask(Question) | Done { output, plan, exit, ... }
//!                        ^                       |
//!   Plan --print::plan()-'                       '- run again with one more answer
//! ```
//!
//! One table ([`table`]) drives reading, printing and help. Nothing here reads a file, a clock or a terminal: the caller
//! loads what a pipeline needs, asks the questions, applies the plan through the store and prints the lines.

mod bind;
pub mod call;
pub mod date;
pub mod error;
mod lexer;
pub mod parse;
pub mod print;
pub mod properties;
pub mod table;

#[cfg(test)]
mod tests;

pub use call::{Call, Identity, Pipeline, Value};
pub use error::{At, Problem, SyntaxError};
pub use parse::parse;
pub use table::{CMDLETS, Cmdlet, Parameter};
