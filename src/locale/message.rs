//! A sentence before it has a language.

use std::borrow::Cow;

use crate::engine::{ServerName, Thumbprint};
use crate::text::Shown;

/// A sentence of the message table with its arguments. Made by the functions of [`say`](super::say) only, so that no
/// argument can be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub(super) id: &'static str,
    pub(super) args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// Its id in the message table, such as `report-saved`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// Its arguments by name.
    #[must_use]
    pub fn args(&self) -> &[(&'static str, Arg)] {
        &self.args
    }
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A text, foreign or not: it is made harmless when the sentence is.
    Text(String),
    /// A number; languages choose their plural by it.
    Number(i64),
    /// Another message, said in the same language.
    Words(Box<Message>),
}

/// A text argument: a text, or another message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(pub(super) Arg);

/// A number argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number(pub(super) i64);

impl From<Text> for Arg {
    fn from(text: Text) -> Arg {
        text.0
    }
}

impl From<Number> for Arg {
    fn from(number: Number) -> Arg {
        Arg::Number(number.0)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text(Arg::Text(text.to_owned()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text(Arg::Text(text))
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Text {
        text.as_str().into()
    }
}

impl From<Cow<'_, str>> for Text {
    fn from(text: Cow<'_, str>) -> Text {
        text.into_owned().into()
    }
}

impl From<Shown> for Text {
    fn from(text: Shown) -> Text {
        String::from(text).into()
    }
}

impl From<&Shown> for Text {
    fn from(text: &Shown) -> Text {
        text.as_str().into()
    }
}

impl From<&ServerName> for Text {
    fn from(name: &ServerName) -> Text {
        name.as_str().into()
    }
}

impl From<Thumbprint> for Text {
    fn from(thumbprint: Thumbprint) -> Text {
        thumbprint.to_string().into()
    }
}

impl From<Message> for Text {
    fn from(message: Message) -> Text {
        Text(Arg::Words(Box::new(message)))
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Number {
        Number(number)
    }
}

impl From<u32> for Number {
    fn from(number: u32) -> Number {
        Number(number.into())
    }
}

impl From<u16> for Number {
    fn from(number: u16) -> Number {
        Number(number.into())
    }
}

impl From<usize> for Number {
    fn from(number: usize) -> Number {
        Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
