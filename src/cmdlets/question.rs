//! The questions a cmdlet asks, as a terminal shows them, and the answers.

use crate::engine::{Certificate, DefaultSmtpQuestion, Server, Thumbprint};

use super::object::UNKNOWN;

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
    /// Whether to remove a certificate.
    Removal {
        /// The certificate.
        thumbprint: Thumbprint,
        /// What has to be typed to say yes, where a letter is not enough: the certificate is still assigned, or it is a
        /// pending request. Anything else says no.
        typed: Option<String>,
    },
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
    /// What a typed line means here: a letter or the whole word, in any case; an empty line is the
    /// default. Where something has to be typed, that alone says yes, and anything else no.
    #[must_use]
    pub fn read(&self, typed: &str) -> Typed {
        if let About::Removal { typed: Some(wanted), .. } = &self.about {
            let fits = typed.trim().eq_ignore_ascii_case(wanted);
            return Typed::Answer(if fits { Answer::Yes } else { Answer::No });
        }
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

/// How many digits of a thumbprint have to be typed to remove what is still in use.
const TYPED_DIGITS: usize = 8;

impl Question {
    /// Whether to remove a certificate. Source: console captures of `Remove-ExchangeCertificate`.
    fn removal(thumbprint: Thumbprint) -> Question {
        let what = format!("Remove certificate with thumbprint {thumbprint} from the computer's certificate store?");
        Question { about: About::Removal { thumbprint, typed: None }, ..Question::action(&what) }
    }

    /// Whether to remove a certificate; where `warnings` say that something still depends on it, a letter is not enough.
    #[must_use]
    pub fn of_removal(thumbprint: Thumbprint, warnings: Vec<String>) -> Question {
        let mut question = Question::removal(thumbprint);
        if warnings.is_empty() {
            return question;
        }
        let typed: String = thumbprint.to_string().chars().take(TYPED_DIGITS).collect();
        question.lines.pop();
        question.lines.splice(0..0, warnings);
        let ask =
            format!("Type the first {TYPED_DIGITS} digits of its thumbprint to remove it, or nothing to keep it:");
        question.lines.push(ask);
        question.help.clear();
        question.about = About::Removal { thumbprint, typed: Some(typed) };
        question.default = Answer::No;
        question
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
