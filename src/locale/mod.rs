//! Every word the page says, in the reader's language.
//!
//! ```text
//!   say::report_saved("EX01")  -->  Message { id, args }  --Locale::text()-->  Shown
//!   explain::refusal(&refusal) -->  Message
//! ```
//!
//! A [`Message`] is data: a state may hold one, two can be compared, and no language is in it. [`TABLES`] says
//! which messages exist and which arguments each takes; `assets/locales/*.ftl` say them in a language. A test compares
//! both ways, so no message can be missing. What the Exchange Management Shell prints word for word is not here: it is
//! never translated, and stands in `cmdlets`.

pub mod date;
pub mod explain;
mod languages;
mod message;
mod pseudo;
mod table;

pub use languages::{LANGUAGES, Language, Locale, PSEUDO, UnknownLocale};
pub use message::{Arg, Message, Number, Text};
pub use table::{Entry, TABLES, say};

#[cfg(test)]
mod tests;
