//! `config.toml`: habits, so that some flags need not be given every time.
//!
//! ```text
//!   flag > environment > config.toml > default          readonly, ascii: any of them that says so
//! ```
//!
//! Read strictly, since a key that is passed over is a promise that is not kept: what is unknown, of another type or no
//! value of its key ends the run, with file, line and column.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::locale::{Locale, Message, say};
use crate::problems;
use crate::store::{Position, Problem, ProblemKind};
use crate::terminal::ability::ColourChoice;

/// What the file is called in the directory of this user's settings.
pub const FILE: &str = "config.toml";
/// The largest one that is read, in bytes.
pub const LARGEST: u64 = 64 << 10;

/// What the file can say. Everything in it is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The organization's directory.
    pub org: Option<PathBuf>,
    /// The connected server.
    pub server: Option<String>,
    /// The language.
    pub locale: Option<String>,
    /// Colours on the page.
    pub color: Option<ColourChoice>,
    /// Draw with ASCII only.
    pub ascii: bool,
    /// The log's file.
    pub log: Option<PathBuf>,
    /// Change nothing in any run.
    pub readonly: bool,
}

/// A key: its name, the line that shows how it is written, and what it is for.
type Key = (&'static str, &'static str, fn() -> Message);

/// Every key.
pub const KEYS: [Key; 7] = [
    ("org", "\"/srv/exchange/contoso\"", say::config_org),
    ("server", "\"EX01\"", say::config_server),
    ("locale", "\"en\"", say::config_locale),
    ("color", "\"never\"", say::config_color),
    ("ascii", "true", say::config_ascii),
    ("log", "\"/var/log/exchcert.log\"", say::config_log),
    ("readonly", "true", say::config_readonly),
];

const COLOURS: [(&str, ColourChoice); 3] =
    [("auto", ColourChoice::Auto), ("always", ColourChoice::Always), ("never", ColourChoice::Never)];

impl Config {
    /// Reads the file from its bytes. A relative path in it is meant from the file's directory.
    ///
    /// # Errors
    /// File, line, column and reason, as a sentence.
    pub fn read(path: &Path, bytes: &[u8]) -> Result<Config, Message> {
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST {
            return Err(problems::problem(&Problem::of(path, ProblemKind::TooLarge { limit: LARGEST })));
        }
        let text = text(path, bytes).map_err(|problem| problems::problem(&problem))?;
        let values = DeTable::parse(text).map(Spanned::into_inner).map_err(|error| {
            let kind = ProblemKind::Syntax { message: error.message().to_owned() };
            problems::problem(&Problem::at(path, text, error.span().map_or(0, |span| span.start), kind))
        })?;
        let file = File { path, text };
        let mut config = Config::default();
        // In the order of the file, so that the first mistake is the first one told.
        let mut said: Vec<_> = values.iter().collect();
        said.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in said {
            file.take(&mut config, key.get_ref(), key.span().start, value)?;
        }
        Ok(config)
    }

    /// A file that says nothing, with every key in it as a comment. Read, it is the default.
    #[must_use]
    pub fn commented(say: impl Fn(&Message) -> String) -> Vec<String> {
        let remark = |message: &Message| format!("# {}", say(message));
        let mut lines = vec![remark(&say::config_title()), remark(&say::config_order())];
        for (key, example, what) in KEYS {
            lines.extend([String::new(), remark(&what()), format!("#{key} = {example}")]);
        }
        lines
    }
}

fn text<'t>(path: &Path, bytes: &'t [u8]) -> Result<&'t str, Problem> {
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok());
        Problem::at(path, valid.unwrap_or_default(), error.valid_up_to(), ProblemKind::NotUtf8)
    })
}

/// The file, to say where in it something stands.
struct File<'f> {
    path: &'f Path,
    text: &'f str,
}

impl File<'_> {
    fn take(&self, config: &mut Config, key: &str, at: usize, value: &Spanned<DeValue<'_>>) -> Result<(), Message> {
        let place = |text: &str| self.path.parent().unwrap_or(Path::new("")).join(text);
        match key {
            "org" => config.org = Some(place(self.string(key, value)?)),
            "server" => config.server = Some(self.string(key, value)?.to_owned()),
            "locale" => {
                let tag = self.string(key, value)?;
                Locale::new(tag)
                    .map_err(|unknown| self.wrong(value.span().start, say::config_bad_locale(unknown.to_string())))?;
                config.locale = Some(tag.to_owned());
            }
            "color" => {
                let word = self.string(key, value)?;
                let known = COLOURS.iter().find(|(known, _)| *known == word);
                let bad = || self.bad(key, word, value, "auto, always or never");
                config.color = Some(known.ok_or_else(bad)?.1);
            }
            "ascii" => config.ascii = self.boolean(key, value)?,
            "log" => config.log = Some(place(self.string(key, value)?)),
            "readonly" => config.readonly = self.boolean(key, value)?,
            _ => {
                let known = KEYS.map(|(key, ..)| key).join(", ");
                return Err(self.wrong(at, say::config_unknown_key(key, known)));
            }
        }
        Ok(())
    }

    fn string<'v>(&self, key: &str, value: &'v Spanned<DeValue<'_>>) -> Result<&'v str, Message> {
        let text = value.get_ref().as_str().ok_or_else(|| self.of_another_type(key, value, "a string"))?;
        // An empty path or name is nobody's habit: it would be taken for none, and the default for what was meant.
        if text.trim().is_empty() { Err(self.bad(key, text, value, "a text that says something")) } else { Ok(text) }
    }

    fn boolean(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<bool, Message> {
        value.get_ref().as_bool().ok_or_else(|| self.of_another_type(key, value, "true or false"))
    }

    fn of_another_type(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: &'static str) -> Message {
        let found = value.get_ref().type_str();
        let kind = ProblemKind::WrongType { key: key.to_owned(), expected, found };
        self.wrong(value.span().start, problems::reason(&kind))
    }

    fn bad(&self, key: &str, text: &str, value: &Spanned<DeValue<'_>>, expected: &'static str) -> Message {
        let kind = ProblemKind::BadValue { key: key.to_owned(), value: text.to_owned(), expected };
        self.wrong(value.span().start, problems::reason(&kind))
    }

    fn wrong(&self, at: usize, reason: Message) -> Message {
        let Position { line, column } = Position::of(self.text, at);
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        say::problem_at(self.path.display().to_string(), number(line), number(column), reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: impl AsRef<[u8]>) -> Result<Config, String> {
        let read = Config::read(Path::new("/etc/exchcert/config.toml"), text.as_ref());
        read.map_err(|message| Locale::english().text(&message).to_string())
    }

    #[test]
    fn every_key_says_what_its_flag_says() {
        let text = "org = 'contoso'\nserver = \"EX02\"\nlocale = \"en-GB\"\ncolor = \"never\"\nascii = true\n\
                    log = \"/tmp/log\"\nreadonly = true\n";
        let meant = Config {
            org: Some("/etc/exchcert/contoso".into()),
            server: Some("EX02".to_owned()),
            locale: Some("en-GB".to_owned()),
            color: Some(ColourChoice::Never),
            ascii: true,
            log: Some("/tmp/log".into()),
            readonly: true,
        };
        assert_eq!(read(text), Ok(meant));
        assert_eq!(read(""), Ok(Config::default()));
        assert_eq!(read("\u{feff}ascii = true\r\n").map(|config| config.ascii), Ok(true));
    }

    #[test]
    fn what_is_printed_reads_back_as_the_default_and_every_key_in_it_can_be_taken_out_of_its_comment() {
        let english = Locale::english();
        for locale in [english, Locale::pseudo()] {
            let lines = Config::commented(|message| locale.text(message).to_string());
            assert_eq!(read(lines.join("\n")), Ok(Config::default()), "{lines:#?}");
            let taken_out: Vec<_> = lines
                .iter()
                .map(|line| line.strip_prefix('#').filter(|line| !line.starts_with(' ')).unwrap_or(line))
                .collect();
            let all = read(taken_out.join("\n")).unwrap();
            assert!(
                all.org.is_some() && all.server.is_some() && all.locale.is_some() && all.color.is_some(),
                "{all:?}"
            );
            assert!(all.ascii && all.readonly && all.log.is_some(), "{all:?}");
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_never_passed_over() {
        for (text, told) in [
            ("theme = \"dark\"", ":1:1: There is no setting theme. There are: org, server,"),
            ("org = \"a\"\n  Ascii = true", ":2:3: There is no setting Ascii"),
            ("[access]\nalice = []", ":1:2: There is no setting access"),
            ("readonly.now = true", ":1:1: readonly has to be true or false, not table"),
            ("ascii = 1", ":1:9: ascii has to be true or false, not integer"),
            ("readonly = \"false\"", ":1:12: readonly has to be true or false, not string"),
            ("server = [\"EX01\"]", ":1:10: server has to be a string, not array"),
            ("org = \"\"", ":1:7: org has to be a text that says something"),
            ("color = \"Never\"", ":1:9: color has to be auto, always or never, not \"Never\""),
            ("locale = \"xx\u{202e}\"", ":1:10: locale: no locale"),
            ("org = \"a\"\norg = \"b\"", ":2:1: This is not TOML: duplicate key"),
            ("org = ", ":1:7: This is not TOML"),
        ] {
            let found = read(text).unwrap_err();
            assert!(found.starts_with(&format!("/etc/exchcert/config.toml{told}")), "{text}: {found}");
            assert!(!found.chars().any(|c| c.is_control() || c == '\u{202e}'), "{found:?}");
        }
        assert!(read(b"ascii = true\n# \xff").unwrap_err().contains(":2:3: It is not UTF-8"));
        assert!(read("#".repeat((64 << 10) + 1)).unwrap_err().contains("larger than 65536 bytes"));
        assert!(read("#".repeat(64 << 10)).is_ok());
    }
}
