//! `screen`: a view of the page as a picture, without a terminal.

use super::failure::Failure;
use super::flags::Screen;
use super::session::{Ended, Opened, Session};
use crate::cmdlets::Exit;
use crate::text::Shown;

pub(super) fn run(session: &Session, screen: &Screen) -> Ended {
    let opened = session.open(&session.organization_directory()?)?;
    let picture = draw(session, opened, screen)
        .map_err(|error| Failure::new(Exit::Failed, vec![Shown::new(&format!("{error:#}")).into()]))?;
    session.out(&[picture.trim_end_matches('\n')])?;
    Ok(Exit::Done.code())
}

/// The view in the format asked for.
fn draw(_session: &Session, opened: Opened, screen: &Screen) -> anyhow::Result<String> {
    drop(opened);
    anyhow::bail!("this build has no page to draw yet ({:?}, {:?}, {:?})", screen.view, screen.size, screen.format)
}
