//! Whether the journal is what the program wrote: each line carries the hash of the line before it.

use std::path::{Path, PathBuf};

use super::entry::Entry;
use super::journal::{MOST_PROBLEMS, broken, hash};
use super::lines::Line;
use super::problem::Problem;

const CHANGED: &str = "it was changed since it was written, or a line behind it was changed or taken out";

/// Looks at the lines one after the other, over the files.
///
/// A line that was changed no longer has the hash that the next one carries, so it is the line before such a break that is
/// reported; between two breaks it is the one line that was changed in the hash it carries itself.
#[derive(Debug, Default)]
pub(super) struct Verifier {
    problems: Vec<Problem>,
    /// The line before: where it stands, and its hash.
    before: Option<(Place, String)>,
    /// The line before does not carry the hash of the one before it.
    broken_before: bool,
    /// The line to be reported, unless the next break says better.
    suspect: Option<Place>,
}

type Place = (PathBuf, usize);

impl Verifier {
    /// Takes the next line into account; says whether to go on.
    pub(super) fn look(&mut self, file: &Path, number: usize, line: &Line) -> bool {
        let place = (file.to_path_buf(), number);
        let entry = serde_json::from_slice::<Entry>(&line.bytes);
        let previous = self.before.as_ref().map_or("", |(_, hash)| hash.as_str());
        let follows = entry.as_ref().map_or(true, |entry| entry.previous == previous);
        if follows {
            self.report_suspect();
        } else {
            let before = self.before.take().map(|(place, _)| place);
            if std::mem::take(&mut self.suspect).is_some() || self.broken_before {
                // The second break in a row: what stands between the two.
                self.suspect = None;
                if let Some((file, number)) = before {
                    self.report(&file, number, 1, CHANGED);
                }
            } else {
                // The first line has nothing before it that could have been changed.
                self.suspect = before.or_else(|| Some(place.clone()));
            }
        }
        if let Err(error) = entry {
            self.report(file, number, error.column(), &error.to_string());
        }
        self.broken_before = !follows;
        self.before = Some((place, hash(&line.bytes)));
        self.problems.len() < MOST_PROBLEMS
    }

    fn report_suspect(&mut self) {
        if let Some((file, number)) = self.suspect.take() {
            self.report(&file, number, 1, CHANGED);
        }
    }

    /// Reports a line, once.
    fn report(&mut self, file: &Path, line: usize, column: usize, reason: &str) {
        let told = self
            .problems
            .last()
            .is_some_and(|last| last.path == file && last.position.is_some_and(|position| position.line == line));
        if !told {
            self.problems.push(broken(file, line, column, reason));
        }
    }

    /// The lines that are none, or that are not what the program wrote.
    pub(super) fn finish(mut self) -> Vec<Problem> {
        self.report_suspect();
        self.problems
    }
}
