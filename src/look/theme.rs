//! Themes: a style for every role.

use ratatui::style::{Color, Modifier, Style};

use super::role::Role;

/// A style for every role, under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    name: &'static str,
    styles: Vec<(Role, Style)>,
}

/// The names of the built-in themes.
pub const THEMES: [&str; 2] = ["default", "mono"];

impl Theme {
    /// The built-in theme of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Theme> {
        match name {
            "default" => Some(Theme::ansi()),
            "mono" => Some(Theme::mono()),
            _ => None,
        }
    }

    /// The default theme: the terminal's own sixteen colours by name, so that it follows a light or dark terminal.
    #[must_use]
    pub fn ansi() -> Theme {
        Theme::of("default", ansi)
    }

    /// No colour at all: bold, dim, underline and reverse. For `NO_COLOR` and `--color never`.
    #[must_use]
    pub fn mono() -> Theme {
        Theme::of("mono", mono)
    }

    fn of(name: &'static str, style: fn(Role) -> Style) -> Theme {
        Theme { name, styles: Role::ALL.into_iter().map(|role| (role, style(role))).collect() }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name
    }

    /// The style of a role.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.styles.iter().find(|(of, _)| *of == role).map_or_else(Style::new, |(_, style)| *style)
    }
}

fn ansi(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text | Role::KeyHint | Role::Button => plain,
        Role::Muted | Role::Label | Role::Border => plain.add_modifier(Modifier::DIM),
        Role::Title | Role::Heading | Role::SelectedElsewhere => plain.add_modifier(Modifier::BOLD),
        Role::FocusedBorder | Role::Key => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Role::Selected => selected(),
        Role::FocusedButton => plain.add_modifier(Modifier::REVERSED | Modifier::BOLD),
        Role::Good => plain.fg(Color::Green),
        Role::Warning => plain.fg(Color::Yellow),
        Role::Error => plain.fg(Color::Red).add_modifier(Modifier::BOLD),
        Role::Unknown => plain.fg(Color::Magenta),
        Role::Locked => plain.fg(Color::Blue),
        Role::Blocked => plain.fg(Color::Yellow).add_modifier(Modifier::DIM),
        Role::Accent | Role::Cmdlet => plain.fg(Color::Cyan),
        Role::FollowUp => plain.fg(Color::Blue).add_modifier(Modifier::BOLD),
        Role::Input => plain.add_modifier(Modifier::UNDERLINED),
        Role::Badge => plain.fg(Color::Magenta).add_modifier(Modifier::BOLD),
    }
}

/// The row that has the keyboard, in one piece: reversed as a whole, whatever colours its parts had.
fn selected() -> Style {
    Style::new().fg(Color::Reset).bg(Color::Reset).add_modifier(Modifier::REVERSED).remove_modifier(Modifier::DIM)
}

fn mono(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text | Role::KeyHint | Role::Button | Role::Good | Role::Cmdlet => plain,
        Role::Muted | Role::Label | Role::Border | Role::Unknown | Role::Locked | Role::Blocked => {
            plain.add_modifier(Modifier::DIM)
        }
        Role::Title
        | Role::Heading
        | Role::FocusedBorder
        | Role::Key
        | Role::Accent
        | Role::FollowUp
        | Role::SelectedElsewhere => plain.add_modifier(Modifier::BOLD),
        Role::Selected => selected(),
        Role::FocusedButton => plain.add_modifier(Modifier::REVERSED | Modifier::BOLD),
        Role::Warning | Role::Input => plain.add_modifier(Modifier::UNDERLINED),
        Role::Error | Role::Badge => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
    }
}
