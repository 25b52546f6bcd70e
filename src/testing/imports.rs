//! Files to import, in a form that a test can write by hand. What the real forms say is a matter of their readers.

use std::fs;
use std::path::Path;

use super::thumb;
use crate::import::{CertificateFacts, Culture, Options, Origin, ReadError, Skipped, Source};

/// What a story begins with.
const STORY: &str = "story\n";

/// Writes a story into a directory.
pub(crate) fn story(directory: &Path, name: &str, lines: &str) {
    fs::write(directory.join(name), format!("{STORY}{lines}")).unwrap();
}

/// Writes one file of each kind into a directory.
pub(crate) fn stories(directory: &Path) {
    let skipped = "skipped object 3|RawData is not a certificate";
    story(directory, "ex01.xml", &format!("server EX01\ncertificate 7f Contoso mail 2028\n{skipped}"));
    story(directory, "both.json", "server EX01\ncertificate 7f Contoso mail 2028\nserver EX02\ncertificate 7f again");
    story(directory, "unnamed.csv", "certificate 7e Fabrikam 2028");
    story(directory, "locked.pfx", "password secret\nserver EX01\ncertificate 7d Contoso mail 2028");
    story(directory, "printed.txt", "dates 03/04/2026|line 7\nserver EX01\ncertificate 7c Contoso mail 2028");
    story(directory, "known.xml", "server EX01");
    story(directory, "broken.xml", "damaged line 12|the document ends in the middle of an object");
}

/// Reads a story; anything else as the program does.
pub(crate) fn read_story(bytes: &[u8], options: &Options<'_>) -> Result<Source, ReadError> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let Some(story) = text.strip_prefix(STORY) else { return crate::import::read(bytes, options) };
    let mut source = Source::new(Origin::Clixml);
    let mut server = None;
    for line in story.lines() {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let (place, reason) = rest.split_once('|').unwrap_or((rest, ""));
        let (place, reason) = (place.to_owned(), reason.to_owned());
        match word {
            "server" => server = Some(rest.to_owned()),
            "origin" => source.origin = Origin::named(rest).unwrap(),
            "certificate" => {
                let (byte, name) = rest.split_once(' ').unwrap();
                let facts = CertificateFacts::new(thumb(u8::from_str_radix(byte, 16).unwrap()));
                let friendly_name = Some(name.to_owned());
                source.certificates.push(CertificateFacts { server: server.clone(), friendly_name, ..facts });
            }
            "skipped" => source.skipped.push(Skipped { place, reason }),
            "damaged" => return Err(ReadError::Damaged { place, reason }),
            "password" => match options.password {
                None => return Err(ReadError::PasswordNeeded),
                Some(password) if password.expose() != rest => return Err(ReadError::WrongPassword),
                Some(_) => {}
            },
            "dates" if options.culture.is_none() => {
                return Err(ReadError::AmbiguousDate { date: place, place: reason });
            }
            "dates" if options.culture == Some(Culture::DayFirst) => {
                source.skipped.push(Skipped { place: reason, reason: "days come first".to_owned() });
            }
            _ => {}
        }
    }
    Ok(source)
}
