//! Pictures of the page, kept under `snapshots/`.

use super::Robot;
use crate::look::picture;

/// Every picture there is. A picture that is not here cannot be taken, and the list is compared with the directory.
pub(crate) const PICTURES: &[&str] = &[
    "ascii-edit-80x24",
    "broken-120x32",
    "broken-80x24",
    "certificates-120x32",
    "certificates-40x12",
    "certificates-80x24",
    "checking-80x24",
    "details-40x12",
    "details-80x24",
    "discard-80x24",
    "drop-down-80x24",
    "edit-absent-80x24",
    "edit-blocked-80x24",
    "edit-general-80x24",
    "edit-locked-80x24",
    "edit-read-only-80x24",
    "edit-revoked-80x24",
    "edit-services-120x32",
    "edit-services-40x12",
    "edit-services-80x24",
    "edit-untrusted-80x24",
    "export-40x12",
    "export-80x24",
    "filter-80x24",
    "follow-ups-120x32",
    "follow-ups-40x12",
    "follow-ups-80x24",
    "help-80x24",
    "journal-120x32",
    "journal-40x12",
    "journal-80x24",
    "journal-broken-80x24",
    "journal-details-40x12",
    "loading-80x24",
    "mono-certificates-80x24",
    "mono-edit-80x24",
    "notice-80x24",
    "notice-below-edit-40x12",
    "notice-below-edit-80x24",
    "palette-40x12",
    "palette-80x24",
    "palette-blocked-80x24",
    "pseudo-certificates-80x24",
    "pseudo-edit-80x24",
    "pseudo-smtp-question-80x24",
    "remove-80x24",
    "remove-refused-80x24",
    "remove-typed-40x12",
    "remove-typed-80x24",
    "report-80x24",
    "shell-120x32",
    "shell-40x12",
    "shell-80x24",
    "shell-completion-40x12",
    "shell-completion-80x24",
    "shell-mistake-40x12",
    "shell-mistake-80x24",
    "shell-paste-80x24",
    "shell-question-80x24",
    "shell-refusal-80x24",
    "shell-remove-80x24",
    "shell-running-80x24",
    "picker-counts-120x32",
    "picker-counts-40x12",
    "picker-counts-80x24",
    "pseudo-certificates-80x24",
    "pseudo-edit-80x24",
    "pseudo-smtp-question-80x24",
    "pseudo-journal-80x24",
    "report-80x24",
    "rollback-120x32",
    "rollback-40x12",
    "rollback-80x24",
    "rollback-refused-80x24",
    "smtp-question-120x32",
    "smtp-question-40x12",
    "smtp-question-80x24",
    "too-small",
    "type-ahead-80x24",
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
