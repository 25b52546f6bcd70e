//! The Exchange Management Shell: its cmdlets as values, read, printed, run and laid out.
//!
//! ```text
//!   text --parse()--> Pipeline --run()--> Ask(Question) | Done { output, plan, exit, ... }
//!                        ^                       |
//!   Plan --print::plan()-'                       '- run again with one more answer
//! ```
//!
//! One table ([`table`]) drives reading, printing and help. Nothing here reads a file, a clock or a terminal: the caller
//! loads what [`needs`] names, asks the questions, applies the plan through the store and prints the lines.

mod asking;
mod bind;
pub mod call;
mod change;
pub mod complete;
mod csv_text;
mod deed;
pub mod error;
pub mod exit;
mod flow;
mod get;
pub mod help;
mod imported;
mod json;
mod layout;
mod lexer;
pub mod list;
mod mark;
pub mod object;
pub mod parse;
mod pattern;
mod preview;
pub mod print;
pub mod question;
mod refusals;
pub mod run;
mod secret;
mod shown;
mod source;
mod stage;
pub mod table;
pub mod table_format;
pub mod words;

#[cfg(test)]
mod tests;

pub use call::{Call, Identity, Pipeline, Value};
pub use error::{At, Problem, SyntaxError};
pub use exit::{Exit, Stream};
pub use mark::Mark;
pub use parse::parse;
pub use question::{About, Answer, Question, Typed};
pub use run::{
    Done, Needs, OutFile, Outcome, ServerRef, SourceFile, Wanted, World, changes, imports, needs, run, wants_connected,
};
pub use secret::may_hold_a_password;
pub use table::{CMDLETS, Cmdlet, Parameter};
pub use words::Words;
