//! Where things are on this machine.

use super::markdown::table;
use crate::cli::session::{Session, path};
use crate::locale::say;

pub(super) fn lines(session: &Session) -> Vec<String> {
    let organization = session.organization_directory().ok();
    let demo = session.data("demo").ok();
    let drafts = session.state().map(|state| state.join(crate::drafts::DIRECTORY));
    let log = session.log_place().map(|place| place.path().to_path_buf());
    let rows: Vec<_> = [
        (say::print_paths_organization(), organization),
        (say::print_paths_demo(), demo),
        (say::print_paths_log(), log),
        (say::print_paths_drafts(), drafts),
        (say::print_paths_config(), session.config_path()),
    ]
    .into_iter()
    .map(|(what, place)| {
        let shown = place.map_or_else(|| session.say(&say::value_none()), |place| path(&place).into());
        vec![session.say(&what), shown]
    })
    .collect();
    let columns = [say::print_column_what(), say::print_column_path()].map(|column| session.say(&column));
    let mut lines = vec![format!("# {}", session.say(&say::print_paths_title())), String::new()];
    lines.extend(table(&columns, &rows));
    lines
}
