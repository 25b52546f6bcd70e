//! Organizations, servers and certificates for tests, built in one place; the page in a test's hands.

mod drawer;
mod imports;
mod opening;
mod pictures;
mod robot;
mod sample;
mod servers;

pub(crate) use drawer::Drawer;
pub(crate) use imports::{read_story, stories, story};
pub(crate) use opening::Opening;
pub(crate) use pictures::{PICTURES, picture};
pub(crate) use robot::{Robot, painted};
pub(crate) use sample::Sample;
pub(crate) use servers::*;
