//! The real terminal: the only module that writes to one, reads from one or hears a signal.
//!
//! ```text
//!   keyboard, mouse, paste, resize --> input    \
//!   SIGTERM, SIGHUP, SIGCONT       --> signals   >  one channel of the page's loop
//!
//!   a painted Buffer --> screen (frame: what changed, sgr: in which style) --> one write a frame
//!
//!   modes: enter and leave, one pair for start, quit, panic, suspend and signals
//!   panic: leave first, then say what happened
//!   secret: a password that is typed and not shown
//!   ability: colours and glyphs, decided once from flags and environment
//! ```

pub mod ability;
mod checks;
mod drafts;
mod frame;
pub mod importing;
pub mod input;
mod keys;
pub mod modes;
pub mod panic;
mod records;
pub mod run;
pub mod screen;
pub mod secret;
mod sgr;
pub mod signals;
mod statement;
pub mod watch;
pub mod worker;
