//! The languages, and how one is chosen and speaks.

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::message::{Arg, Message};
use super::pseudo;
use crate::text::Shown;

/// A language the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its BCP 47 tag.
    pub tag: &'static str,
    /// Its name in itself.
    pub name: &'static str,
    /// Its messages, in Fluent's syntax.
    pub(super) messages: &'static str,
}

/// Every language, the first is the one the others are translated from.
pub const LANGUAGES: &[Language] =
    &[Language { tag: "en", name: "English", messages: include_str!("../../assets/locales/en.ftl") }];

/// The tag of the pseudo-locale: English with accents, longer and in brackets, to find words that are not in the message
/// table and places that are too narrow for other languages.
pub const PSEUDO: &str = "qps-ploc";

/// One language, ready to speak.
pub struct Locale {
    tag: &'static str,
    pseudo: bool,
    bundle: FluentBundle<FluentResource>,
}

/// No language of that tag is spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLocale(pub String);

impl fmt::Display for UnknownLocale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no locale {:?}; there are:", self.0)?;
        LANGUAGES.iter().map(|language| language.tag).chain([PSEUDO]).try_for_each(|tag| write!(f, " {tag}"))
    }
}

impl std::error::Error for UnknownLocale {}

impl Locale {
    /// The language of a BCP 47 or POSIX tag (`en`, `en-GB`, `en_US.UTF-8`), in any case. A region that nobody speaks in
    /// particular gets its language; [`PSEUDO`] gets the pseudo-locale.
    ///
    /// # Errors
    /// [`UnknownLocale`] when the language is not spoken here.
    pub fn new(tag: &str) -> Result<Locale, UnknownLocale> {
        let wanted = tag.split(['.', '@']).next().unwrap_or_default().replace('_', "-").to_ascii_lowercase();
        if wanted == PSEUDO {
            return Ok(Locale::pseudo());
        }
        let exact = LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(&wanted));
        let primary = wanted.split('-').next().unwrap_or_default();
        let language = exact.or_else(|| LANGUAGES.iter().find(|language| language.tag == primary));
        language.map(|language| Locale::speak(language, false)).ok_or_else(|| UnknownLocale(tag.to_owned()))
    }

    /// The language the others are translated from; the answer where no other can be used.
    #[must_use]
    pub fn english() -> Locale {
        Locale::speak(&LANGUAGES[0], false)
    }

    /// The pseudo-locale.
    #[must_use]
    pub fn pseudo() -> Locale {
        Locale::speak(&LANGUAGES[0], true)
    }

    /// Its tag.
    #[must_use]
    pub fn tag(&self) -> &'static str {
        if self.pseudo { PSEUDO } else { self.tag }
    }

    /// The sentence in this language. Foreign text among the arguments comes out harmless.
    ///
    /// A message that this language lacks would come out as its id; a test keeps that from happening.
    #[must_use]
    pub fn text(&self, message: &Message) -> Shown {
        let said = self.say(message);
        Shown::assembled(if self.pseudo { pseudo::bracket(&said) } else { said })
    }

    fn say(&self, message: &Message) -> String {
        let mut args = FluentArgs::with_capacity(message.args.len());
        for (name, arg) in &message.args {
            args.set(*name, self.value(arg));
        }
        let pattern = self.bundle.get_message(message.id).and_then(|found| found.value());
        let mut errors = Vec::new();
        let said = pattern.map(|pattern| self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned());
        debug_assert!(errors.is_empty(), "{}: {errors:?}", message.id);
        said.unwrap_or_else(|| message.id.to_owned())
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Text(text) => FluentValue::String(String::from(Shown::new(text)).into()),
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Words(message) => FluentValue::String(self.say(message).into()),
        }
    }

    fn speak(language: &'static Language, pseudo: bool) -> Locale {
        let id: LanguageIdentifier = language.tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // The marks Fluent would put around arguments are for browsers; a terminal shows them or worse.
        bundle.set_use_isolating(false);
        if pseudo {
            bundle.set_transform(Some(pseudo::accent));
        }
        // A broken entry is left out here and found by the test that compares the table with the language.
        let resource = FluentResource::try_new(language.messages.to_owned()).unwrap_or_else(|(resource, _)| resource);
        let repeated = bundle.add_resource(resource).is_err();
        debug_assert!(!repeated, "{}: a message is there twice", language.tag);
        Locale { tag: language.tag, pseudo, bundle }
    }
}

impl PartialEq for Locale {
    fn eq(&self, other: &Locale) -> bool {
        self.tag() == other.tag()
    }
}

impl Eq for Locale {}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({})", self.tag())
    }
}
