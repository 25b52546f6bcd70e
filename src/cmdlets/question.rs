//! The questions a cmdlet asks, as a terminal shows them, and the answers.

use crate::engine::{Certificate, DefaultSmtpQuestion, Server, Thumbprint};

use super::properties::UNKNOWN;

/// A question to the person at the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub about: About,
    /// Its lines; the last one waits for the answer.
    pub lines: Vec<String>,
    /// What `?` shows; then the last line is asked again.
    pub help: Vec<String>,
    /// What an empty answer means.
    pub default: Answer,
}

/// What a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// `-Confirm`: whether to do it at all.
    Action,
    /// Whether the certificate becomes the default SMTP certificate.
    DefaultSmtp(DefaultSmtpQuestion),
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This one.
    Yes,
    /// This one and all that follow.
    YesToAll,
    /// Not this one.
    No,
    /// Neither this one nor any that follows.
    NoToAll,
}

/// What somebody typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// An answer.
    Answer(Answer),
    /// `?`: show the help and ask again.
    Help,
    /// Nothing that the question offers: ask again.
    Nothing,
}

impl Answer {
    /// Whether it says yes.
    #[must_use]
    pub const fn is_yes(self) -> bool {
        matches!(self, Answer::Yes | Answer::YesToAll)
    }
}

impl Question {
    /// What a typed line means here: a letter or the whole word, in any case; an empty line is the default.
    #[must_use]
    pub fn read(&self, typed: &str) -> Typed {
        match typed.trim().to_ascii_lowercase().as_str() {
            "" => Typed::Answer(self.default),
            "y" | "yes" => Typed::Answer(Answer::Yes),
            "a" | "yes to all" => Typed::Answer(Answer::YesToAll),
            "n" | "no" => Typed::Answer(Answer::No),
            "l" | "no to all" => Typed::Answer(Answer::NoToAll),
            "?" => Typed::Help,
            _ => Typed::Nothing,
        }
    }

    /// `-Confirm`: the shell's own question, about `what`.
    #[must_use]
    pub fn action(what: &str) -> Question {
        Question {
            about: About::Action,
            lines: lines(&["Confirm", "Are you sure you want to perform this action?", what, &choices('Y')]),
            help: lines(&[
                "Y - Continue with only the next step of the operation.",
                "A - Continue with all the steps of the operation.",
                "N - Skip this operation and proceed with the next operation.",
                "L - Skip this operation and all subsequent operations.",
            ]),
            default: Answer::Yes,
        }
    }

    /// Whether to overwrite the default SMTP certificate. Source: console captures of `Enable-ExchangeCertificate`, but
    /// for the default answer: there it is Y, here N.
    #[must_use]
    pub fn default_smtp(question: &DefaultSmtpQuestion, server: &Server) -> Question {
        let named = |thumbprint: Thumbprint| format!("'{thumbprint}' (expires {})", expires(server, thumbprint));
        Question {
            lines: lines(&[
                "Confirm",
                "Overwrite the existing default SMTP certificate?",
                "",
                &format!("Current certificate: {}", named(question.current)),
                &format!("Replace it with certificate: {}", named(question.candidate)),
                &choices('N'),
            ]),
            help: lines(&[
                "Y - The certificate gets SMTP and becomes the default SMTP certificate.",
                "A - As Y, for every certificate of this command.",
                "N - The certificate gets SMTP; the default SMTP certificate stays as it is.",
                "L - As N, for every certificate of this command.",
            ]),
            default: Answer::No,
            about: About::DefaultSmtp(question.clone()),
        }
    }
}

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn choices(default: char) -> String {
    format!("[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [?] Help (default is \"{default}\"):")
}

fn expires(server: &Server, thumbprint: Thumbprint) -> String {
    let end = server.certificate(thumbprint).and_then(Certificate::known).and_then(|facts| facts.not_after);
    end.map_or_else(|| UNKNOWN.to_owned(), crate::locale::date::en_us)
}
