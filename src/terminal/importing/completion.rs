//! What a half-typed path can go on with.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf, is_separator};
use std::sync::Arc;

use crate::app::vocabulary::{Candidate, Completed, FileKind, NamedFile};
use crate::locale::{Message, say};
use crate::problems;
use crate::store::Problem;

/// The most entries of a folder that are looked at: a folder of more answers within a second still.
const LOOKED_AT: usize = 100_000;
/// The most candidates that are given; the others are counted.
const GIVEN: usize = 200;

/// Completes the last part of a path by what is in its folder. Exact case comes first; where nothing fits exactly, any
/// case does. A name that begins with a dot is found by its dot alone.
///
/// # Errors
/// Why there is nothing, in words.
pub(super) fn complete(file: &NamedFile, home: Option<&Path>) -> Result<Completed, Message> {
    let (head, tail) = halves(&file.text);
    let folder = NamedFile { text: head.clone(), ..file.clone() }.path(home).unwrap_or_else(|| file.directory.clone());
    let shown = || folder.to_string_lossy();
    let (names, cut_off) = names(&folder, tail)
        .map_err(|error| say::importing_no_listing(shown(), problems::reason(&Problem::io(&folder, &error).kind)))?;
    if names.is_empty() {
        return Err(say::importing_no_match(shown()));
    }
    let common = common(&names);
    let common = if common.chars().count() < tail.chars().count() { tail.to_owned() } else { common };
    let more = names.len().saturating_sub(GIVEN) + usize::from(cut_off);
    let separator = head.chars().rev().find(|c| is_separator(*c)).unwrap_or(MAIN_SEPARATOR);
    let candidates: Vec<_> = names
        .into_iter()
        .take(GIVEN)
        .map(|(name, exact)| candidate(&head, name, folder.join(exact), separator))
        .collect();
    Ok(match <[Candidate; 1]>::try_from(candidates) {
        Ok([only]) if more == 0 => {
            Completed { exact: Some((only.text.clone(), only.path)), text: only.text, candidates: Arc::default(), more }
        }
        Ok(few) => completed(head + &common, file, few.into(), more),
        Err(many) => completed(head + &common, file, many, more),
    })
}

fn completed(text: String, file: &NamedFile, candidates: Vec<Candidate>, more: usize) -> Completed {
    Completed { text, exact: file.exact.clone(), candidates: Arc::new(candidates), more }
}

/// The folder as it is typed, with its separator, and what is typed of a name in it.
fn halves(text: &str) -> (String, &str) {
    // The quote that a pasted path begins with; the one behind it is still to come.
    let text = text.trim_start().trim_start_matches('"');
    match text.rfind(is_separator) {
        // A separator takes one byte.
        Some(at) => {
            let (head, tail) = text.split_at(at + 1);
            (head.to_owned(), tail)
        }
        None if text == "~" => (format!("~{MAIN_SEPARATOR}"), ""),
        None => (String::new(), text),
    }
}

/// A name as text, and as it is.
type Name = (String, OsString);

/// The names in a folder that begin so, in order, and whether there may be more than were looked at.
fn names(folder: &Path, beginning: &str) -> io::Result<(Vec<Name>, bool)> {
    let lower = beginning.to_lowercase();
    let (mut exact, mut other) = (Vec::new(), Vec::new());
    let mut looked_at = 0;
    for entry in fs::read_dir(folder)? {
        looked_at += 1;
        if looked_at > LOOKED_AT {
            break;
        }
        // One entry that cannot be read does not keep the others from being found.
        let Ok(entry) = entry else { continue };
        let as_it_is = entry.file_name();
        let name = as_it_is.to_string_lossy().into_owned();
        if name.starts_with('.') && !beginning.starts_with('.') {
            continue;
        }
        if name.starts_with(beginning) {
            exact.push((name, as_it_is));
        } else if name.to_lowercase().starts_with(&lower) {
            other.push((name, as_it_is));
        }
    }
    let mut found = if exact.is_empty() { other } else { exact };
    found.sort_by_cached_key(|(name, as_it_is)| (name.to_lowercase(), as_it_is.clone()));
    Ok((found, looked_at > LOOKED_AT))
}

/// The longest beginning that all names have, in whole characters.
fn common(names: &[Name]) -> String {
    let Some(((first, _), rest)) = names.split_first() else { return String::new() };
    let shared = rest.iter().fold(first.chars().count(), |shared, (name, _)| {
        first.chars().zip(name.chars()).take(shared).take_while(|(a, b)| a == b).count()
    });
    first.chars().take(shared).collect()
}

fn candidate(head: &str, name: String, path: PathBuf, separator: char) -> Candidate {
    let folder = fs::metadata(&path).is_ok_and(|metadata| metadata.is_dir());
    let kind = if folder { FileKind::Folder } else { kind(&path) };
    let name = if folder { format!("{name}{separator}") } else { name };
    Candidate { text: format!("{head}{name}"), name, path, kind }
}

/// What a file is, by its ending.
fn kind(path: &Path) -> FileKind {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("cer" | "crt" | "der" | "pem") => FileKind::Certificate,
        Some("p7b" | "p7c" | "p7s" | "spc") => FileKind::Chain,
        Some("pfx" | "p12") => FileKind::WithKey,
        Some("xml" | "clixml") => FileKind::Clixml,
        Some("json") => FileKind::Json,
        Some("csv") => FileKind::Csv,
        Some("txt" | "log") => FileKind::Text,
        _ => FileKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let place = tempfile::TempDir::new().unwrap();
        for name in names {
            let path = place.path().join(name);
            if name.ends_with('/') { fs::create_dir(path).unwrap() } else { fs::write(path, "").unwrap() }
        }
        place
    }

    fn typed(place: &tempfile::TempDir, text: &str) -> Result<Completed, Message> {
        let file = NamedFile { text: text.to_owned(), exact: None, directory: place.path().to_owned() };
        complete(&file, Some(place.path()))
    }

    fn offered(completed: &Completed) -> Vec<&str> {
        completed.candidates.iter().map(|candidate| candidate.name.as_str()).collect()
    }

    #[test]
    fn a_path_goes_on_as_far_as_all_names_agree_and_the_names_are_offered() {
        let place = folder(&["mail 2026.pfx", "mail 2027.pfx", "mail 2027.cer", "Other.xml", ".hidden"]);
        let found = typed(&place, "m").unwrap();
        assert_eq!((found.text.as_str(), found.candidates.len()), ("mail 202", 3));
        let kinds: Vec<_> = found.candidates.iter().map(|candidate| candidate.kind).collect();
        assert_eq!(kinds, [FileKind::WithKey, FileKind::Certificate, FileKind::WithKey]);
        let found = typed(&place, "mail 2026").unwrap();
        assert_eq!((found.text.as_str(), offered(&found)), ("mail 2026.pfx", vec![]));
        assert_eq!(typed(&place, "OTHER").unwrap().text, "Other.xml", "in any case, where no case fits");
        assert_eq!(typed(&place, ".").unwrap().text, ".hidden");
        assert_eq!(offered(&typed(&place, "").unwrap()).len(), 4, "what is hidden is found by its dot alone");
        assert_eq!(typed(&place, "\"mail 2026").unwrap().text, "mail 2026.pfx", "a quote is no part of a name");
    }

    #[test]
    fn folders_end_with_the_separator_and_are_gone_into() {
        let place = folder(&["exports/", "exports/ex01.xml", "exports/ex02.xml"]);
        let end = MAIN_SEPARATOR;
        assert_eq!(typed(&place, "e").unwrap().text, format!("exports{end}"));
        assert_eq!(typed(&place, "exports/e").unwrap().text, "exports/ex0");
        assert_eq!(typed(&place, "~").unwrap().text, format!("~{end}exports{end}"));
        assert_eq!(typed(&place, "~/exports/ex02").unwrap().text, "~/exports/ex02.xml");
        let whole = format!("{}/exports/ex01", place.path().display());
        assert_eq!(typed(&place, &whole).unwrap().text, whole.clone() + ".xml");
        assert_eq!(typed(&place, "exports/z").unwrap_err().id(), "importing-no-match");
        assert_eq!(typed(&place, "nowhere/z").unwrap_err().id(), "importing-no-listing");
        assert_eq!(typed(&place, "exports/ex01.xml/").unwrap_err().id(), "importing-no-listing");
    }

    #[test]
    fn of_very_many_names_the_first_are_offered_and_the_rest_counted() {
        let names: Vec<String> = (0..GIVEN + 7).map(|number| format!("f{number:04}")).collect();
        let place = folder(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let found = typed(&place, "f").unwrap();
        assert_eq!((found.text.as_str(), found.candidates.len(), found.more), ("f0", GIVEN, 7));
    }

    /// Other systems do not have such names.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_not_text_leads_to_its_file() {
        use std::os::unix::ffi::OsStringExt;
        let place = folder(&[]);
        let odd = |bytes: &[u8]| place.path().join(OsString::from_vec(bytes.to_vec()));
        fs::create_dir(odd(b"x\xff\x1b[31m")).unwrap();
        fs::write(odd(b"x\xff\x1b[31m/\xfe\n.pfx"), "").unwrap();
        let found = typed(&place, "x").unwrap();
        assert_eq!(found.text, "x\u{fffd}\u{1b}[31m/");
        let file = NamedFile { text: found.text, exact: found.exact, directory: place.path().to_owned() };
        let found = complete(&file, None).unwrap();
        let file = NamedFile { text: found.text, exact: found.exact, ..file };
        assert_eq!(file.path(None), Some(odd(b"x\xff\x1b[31m/\xfe\n.pfx")));
    }
}
