//! A draft as a file: TOML that people can read.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use toml::value::Datetime;

use super::LARGEST;
use crate::app::vocabulary::{Draft, Kept, NewDefault, Unsaved, UnsavedEdit};
use crate::engine::{Moment, Revision, ServerName, Service, ServiceSet, Thumbprint};
use crate::locale::{Message, date, say};
use crate::store::{hexadecimal, moment};

/// The only version there is.
const SCHEMA: i64 = 1;
/// What a default SMTP certificate is called where there was none.
const NOBODY: &str = "none";
/// The most characters of a name.
const LONGEST_NAME: usize = 1000;

const HEADER: &str = "\
# Entered in exchcert and not saved. The next start offers it; deleting this file discards it.
";

/// Why a draft cannot be offered.
#[derive(Debug, PartialEq)]
pub(super) enum Unreadable {
    /// A later version wrote it.
    LaterVersion,
    /// It says no draft, and this is why.
    Broken(Message),
}

#[derive(Serialize, Deserialize)]
struct Document {
    schema: i64,
    organization: String,
    time: Datetime,
    user: String,
    edit: Option<Edit>,
    shell: Option<Shell>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Edit {
    server: String,
    thumbprint: String,
    certificate: String,
    services: Vec<String>,
    /// The default SMTP certificate that is to be replaced by this one.
    default_smtp_instead_of: Option<String>,
    /// Of the server's document then.
    revision: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Shell {
    lines: String,
}

/// The bytes of a draft.
pub(super) fn write(unsaved: &Unsaved, organization: &Path, user: &str, at: Moment) -> io::Result<Vec<u8>> {
    let time = date::rfc3339(at).parse().map_err(io::Error::other)?;
    let document = Document {
        schema: SCHEMA,
        organization: organization.to_string_lossy().into_owned(),
        time,
        user: user.to_owned(),
        edit: unsaved.edit.as_ref().map(edit),
        shell: unsaved.typed.as_ref().map(|lines| Shell { lines: lines.clone() }),
    };
    let text = toml::to_string_pretty(&document).map_err(io::Error::other)?;
    let bytes = [HEADER.as_bytes(), text.as_bytes()].concat();
    if bytes.len() > LARGEST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

fn edit(edit: &UnsavedEdit) -> Edit {
    Edit {
        server: edit.server.as_str().to_owned(),
        thumbprint: edit.thumbprint.to_string(),
        certificate: edit.certificate.clone(),
        services: edit.draft.ticked.offered().map(|service| service.name().to_owned()).collect(),
        default_smtp_instead_of: match edit.draft.default_smtp {
            NewDefault::No => None,
            NewDefault::InsteadOf(None) => Some(NOBODY.to_owned()),
            NewDefault::InsteadOf(Some(current)) => Some(current.to_string()),
        },
        revision: edit.revision.map(hexadecimal),
    }
}

/// Reads any bytes.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Kept, Unreadable> {
    if bytes.len() > LARGEST {
        return Err(Unreadable::Broken(say::draft_too_large()));
    }
    let text = str::from_utf8(bytes).map_err(|error| said(&error))?;
    if let Ok(Newer { schema }) = toml::from_str(text)
        && schema > SCHEMA
    {
        return Err(Unreadable::LaterVersion);
    }
    let document: Document = toml::from_str(text).map_err(|error| Unreadable::Broken(text_of(error.message())))?;
    if document.schema != SCHEMA {
        return Err(wrong("schema"));
    }
    let time = moment(&document.time.to_string()).ok_or_else(|| wrong("time"))?;
    let edit = document.edit.map(read_edit).transpose()?;
    let typed = document.shell.map(|shell| {
        // As a paste: nothing of it may act on a terminal.
        shell.lines.chars().filter(|c| *c == '\n' || !c.is_control()).collect::<String>()
    });
    let unsaved = Unsaved { edit, typed: typed.filter(|typed| !typed.trim().is_empty()) };
    if unsaved.is_empty() {
        return Err(wrong("edit, shell"));
    }
    Ok(Kept { name: name.to_owned(), time, user: short(document.user, "user")?, unsaved })
}

/// What is asked of a document before anything else.
#[derive(Deserialize)]
struct Newer {
    schema: i64,
}

fn read_edit(edit: Edit) -> Result<UnsavedEdit, Unreadable> {
    let offered = |name: &String| Service::named(name).filter(|service| Service::OFFERED.contains(service));
    let ticked: Option<ServiceSet> = edit.services.iter().map(offered).collect();
    let ticked = ticked.ok_or_else(|| wrong("edit.services"))?;
    let thumbprint = |text: &str, key| text.parse::<Thumbprint>().map_err(|_| wrong(key));
    let default_smtp = match edit.default_smtp_instead_of.as_deref() {
        None => NewDefault::No,
        Some(NOBODY) => NewDefault::InsteadOf(None),
        Some(current) => NewDefault::InsteadOf(Some(thumbprint(current, "edit.default-smtp-instead-of")?)),
    };
    let draft = Draft { ticked, default_smtp };
    if draft.services().is_empty() {
        return Err(wrong("edit.services"));
    }
    let revision = edit.revision.map(|text| read_revision(&text).ok_or_else(|| wrong("edit.revision"))).transpose()?;
    Ok(UnsavedEdit {
        server: ServerName::new(&short(edit.server, "edit.server")?),
        thumbprint: thumbprint(&edit.thumbprint, "edit.thumbprint")?,
        certificate: short(edit.certificate, "edit.certificate")?,
        draft,
        revision,
    })
}

fn short(name: String, key: &str) -> Result<String, Unreadable> {
    if name.chars().count() > LONGEST_NAME { Err(wrong(key)) } else { Ok(name) }
}

fn read_revision(text: &str) -> Option<Revision> {
    let digits: Vec<u8> =
        text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    (digits.len() == 64).then(|| bytes.try_into().ok().map(Revision)).flatten()
}

fn wrong(key: &str) -> Unreadable {
    Unreadable::Broken(say::draft_wrong_value(key))
}

fn said(error: &dyn std::fmt::Display) -> Unreadable {
    Unreadable::Broken(text_of(&error.to_string()))
}

/// The words of whoever could not read it.
pub(super) fn text_of(reason: &str) -> Message {
    say::draft_reason(reason)
}
