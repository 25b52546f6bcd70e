//! What can be wrong with a file.

use super::{id, messages};
use crate::locale::message::{Number, Text};

messages! {
    /// A reason at a place in a file.
    problem_at(file: Text, line: Number, column: Number, reason: Text);
    /// A reason that concerns a whole file.
    problem_in(file: Text, reason: Text);
    /// A service names a certificate that is not listed.
    finding_dangling(service: Text, thumbprint: Text);
    /// The default SMTP certificate is not enabled for SMTP.
    finding_default_without_smtp(thumbprint: Text);
    /// A certificate is listed more than once.
    finding_listed_twice(thumbprint: Text);
    /// The file does not exist.
    problem_not_found();
    /// There is something else than a file.
    problem_not_a_file();
    /// The system refuses, in its own words.
    problem_io(message: Text);
    /// The disk is full.
    problem_full();
    /// The file is larger than anything that is read.
    problem_too_large(limit: Number);
    /// The file is not UTF-8.
    problem_not_utf8();
    /// The file is not TOML, in the parser's words.
    problem_syntax(message: Text);
    /// A required key is missing.
    problem_missing(key: Text);
    /// A value is of another type.
    problem_wrong_type(key: Text, expected: Text, found: Text);
    /// A value is not one of those the key can have.
    problem_bad_value(key: Text, value: Text, expected: Text);
    /// A key that is nearly one that matters.
    problem_misspelt(key: Text, meant: Text);
    /// The document was written for another version.
    problem_schema(found: Text);
    /// The document names another server than its file.
    problem_other_name(name: Text);
    /// A text cannot be a server's name.
    problem_not_a_name();
    /// The document's layout leaves no place for the change.
    problem_cannot_splice(reason: Text);
    /// A certificate file cannot be used.
    problem_certificate(reason: Text);
    /// A line of the journal was not written by this program.
    problem_journal(reason: Text);
    /// A follow-up to be ticked off is not open.
    problem_not_open(change: Number);
    /// A directory to be made is there already.
    problem_not_empty();
    /// A file to be made is there already.
    problem_exists();
    /// A file or directory of the organization leads out of it.
    problem_leads_out();
}
