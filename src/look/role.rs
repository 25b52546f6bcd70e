//! What a part of the page is, as far as its looks go.

/// A role: features name these, themes give each a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// Text of lesser weight: hints, labels of facts, days left.
    Muted,
    /// The application's name, a dialog's title.
    Title,
    /// A heading inside a pane; column headings.
    Heading,
    /// The label of a value.
    Label,
    /// A frame.
    Border,
    /// The frame that has the keyboard.
    FocusedBorder,
    /// The chosen row of the pane that has the keyboard.
    Selected,
    /// The chosen row of another pane.
    SelectedElsewhere,
    /// Good: Valid, saved.
    Good,
    /// Deserves attention: Expiring, a warning.
    Warning,
    /// Bad: Expired, Revoked, an error.
    Error,
    /// Not known or not there yet.
    Unknown,
    /// A check box that is ticked for good.
    Locked,
    /// A check box or an action that cannot be used now.
    Blocked,
    /// A key's name in the footer and in help.
    Key,
    /// What a key does.
    KeyHint,
    /// Something to notice: the default SMTP mark, a changed box.
    Accent,
    /// Something that is left to do by hand.
    FollowUp,
    /// A button.
    Button,
    /// The button that has the keyboard.
    FocusedButton,
    /// What somebody types.
    Input,
    /// A cmdlet line.
    Cmdlet,
    /// The marker of simulated or read-only operation.
    Badge,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 24] = [
        Role::Text,
        Role::Muted,
        Role::Title,
        Role::Heading,
        Role::Label,
        Role::Border,
        Role::FocusedBorder,
        Role::Selected,
        Role::SelectedElsewhere,
        Role::Good,
        Role::Warning,
        Role::Error,
        Role::Unknown,
        Role::Locked,
        Role::Blocked,
        Role::Key,
        Role::KeyHint,
        Role::Accent,
        Role::FollowUp,
        Role::Button,
        Role::FocusedButton,
        Role::Input,
        Role::Cmdlet,
        Role::Badge,
    ];

    /// Its name, in theme files and in the legend of pictures.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Role::Text => "text",
            Role::Muted => "muted",
            Role::Title => "title",
            Role::Heading => "heading",
            Role::Label => "label",
            Role::Border => "border",
            Role::FocusedBorder => "focused-border",
            Role::Selected => "selected",
            Role::SelectedElsewhere => "selected-elsewhere",
            Role::Good => "good",
            Role::Warning => "warning",
            Role::Error => "error",
            Role::Unknown => "unknown",
            Role::Locked => "locked",
            Role::Blocked => "blocked",
            Role::Key => "key",
            Role::KeyHint => "key-hint",
            Role::Accent => "accent",
            Role::FollowUp => "follow-up",
            Role::Button => "button",
            Role::FocusedButton => "focused-button",
            Role::Input => "input",
            Role::Cmdlet => "cmdlet",
            Role::Badge => "badge",
        }
    }
}

/// How good or bad something is: one word, one sign and one role for it everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// Deserves attention.
    Attention,
    /// Wrong.
    Bad,
    /// Waits for something or somebody.
    Waiting,
    /// Not known.
    Unknown,
}

impl Tone {
    /// The role that shows it.
    #[must_use]
    pub const fn role(self) -> Role {
        match self {
            Tone::Good => Role::Good,
            Tone::Attention => Role::Warning,
            Tone::Bad => Role::Error,
            Tone::Waiting => Role::Accent,
            Tone::Unknown => Role::Unknown,
        }
    }
}
