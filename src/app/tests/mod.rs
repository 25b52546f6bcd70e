//! Stories of the whole page.

mod assigning;
mod drafts;
mod importing;
mod keys;
mod looking;
mod others;
mod pictures;
mod removing;
mod storms;

use tempfile::TempDir;

use crate::testing::{Opening, Robot, Sample, stories};

/// Every place the keyboard can be in, on the sample at 80x24.
fn views() -> Vec<(&'static str, Robot)> {
    let keys: [(&str, &[&str]); 34] = [
        ("list", &[]),
        ("details", &["d"]),
        ("picker", &["F2"]),
        ("filter", &["/"]),
        ("help", &["?"]),
        ("edit", &["open"]),
        ("general", &["open", "Home Up Right"]),
        ("question", &["open", "smtp", "Ctrl-s"]),
        ("discard", &["open", "smtp", "Esc"]),
        ("report", &["open", "smtp", "Ctrl-s", "Enter"]),
        ("help over edit", &["open", "F1"]),
        ("shell", &[":"]),
        ("completion", &[":", "Tab"]),
        ("question of a cmdlet", &["enable -Confirm"]),
        ("remove", &["Del"]),
        ("remove by typing", &["assigned", "Del"]),
        ("not removed", &["default", "Del"]),
        ("script", &["open", "iis", "Ctrl-e"]),
        ("script question", &["open", "smtp", "Ctrl-e"]),
        ("palette", &["Ctrl-p"]),
        ("palette over edit", &["open", "Ctrl-p"]),
        ("journal", &["open", "smtp", "Ctrl-s", "Enter", "Esc", "J"]),
        ("journal's details", &["open", "smtp", "Ctrl-s", "Enter", "Esc", "J Enter"]),
        ("follow-ups", &["open", "smtp", "Ctrl-s", "Enter", "F8"]),
        ("check-up", &["C"]),
        ("import", &["i"]),
        ("import's files", &["i", "Tab"]),
        ("import's password", &["i", "locked.pfx", "Enter"]),
        ("import's dates", &["i", "printed.txt", "Enter"]),
        ("import's server", &["i", "unnamed.csv", "Enter"]),
        ("import's preview", &["i", "ex01.xml", "Enter"]),
        ("imported", &["i", "ex01.xml", "Enter", "Enter"]),
        ("conflict", &["open", "iis", "others", "Ctrl-s"]),
        ("rollback", &["open", "smtp", "Ctrl-s", "Enter", "Esc", "J r"]),
    ];
    let view = |steps: &[&str]| {
        let (sample, own) = (Sample::new(), TempDir::new().unwrap());
        stories(own.path());
        let mut robot = Opening::default().directory(own.path()).sample(&sample);
        for step in steps {
            match *step {
                "open" => robot.open("Contoso mail 2027"),
                "enable -Confirm" => robot.shell(&format!(
                    "Enable-ExchangeCertificate {} -Services POP -Confirm",
                    robot.thumbprint("EX01", "Contoso mail 2027")
                )),
                "assigned" => robot.select("Legacy OWA 2024"),
                "default" => robot.select("Microsoft Exchange"),
                "iis" => robot.tick("IIS"),
                "others" => {
                    sample.edit("servers/EX01.toml", "\"Contoso wildcard\"", "\"Contoso joker\"");
                    &mut robot
                }
                "smtp" => robot.tick("SMTP"),
                file if file.contains('.') => robot.paste(file),
                keys => robot.press(keys),
            };
        }
        robot
    };
    keys.into_iter().map(|(name, steps)| (name, view(steps))).collect()
}
