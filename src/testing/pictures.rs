//! Pictures of the page, kept under `snapshots/`.

use super::Robot;
use crate::look::picture;

/// Every picture there is. A picture that is not here cannot be taken, and the list is compared with the directory.
pub(crate) const PICTURES: &[&str] = &[
    "certificates-80x24",
];

/// Compares what the robot sees with the picture of that name: text, then the style of each cell as a letter, then what
/// the letters mean.
#[track_caller]
pub(crate) fn picture(name: &str, robot: &Robot) {
    assert!(PICTURES.contains(&name), "{name} is not in the list of pictures");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, picture::styled(&robot.buffer(), &robot.look.theme)));
}
