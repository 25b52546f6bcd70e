//! Bringing certificates and facts in from files.

use super::{id, messages};
use crate::locale::message::{Number, Text};

messages! {
    /// Title of an action.
    action_import();
    /// What it does.
    action_import_tip();
    /// Title of an action.
    action_take_in();
    /// What it does.
    action_take_in_tip();
    /// Heading of the keys in the prompt for the file.
    help_import_file();
    /// Heading of the keys in the prompt for its password.
    help_import_password();
    /// Heading of the keys where something has to be chosen.
    help_import_choice();
    /// Heading of the keys in the preview.
    help_import_preview();
    /// Heading of the keys while a file is read or taken in.
    help_import_work();

    /// Title of the dialog; the admin center's own words.
    importing_title();
    /// What can be imported, above the prompt.
    importing_about();
    /// Label of the prompt; the admin center's own words.
    importing_file();
    /// A button: read the file.
    button_next();
    /// A button: take in what is shown.
    button_import();
    /// No file is named.
    importing_nameless();
    /// Nothing in a folder begins as what is typed does.
    importing_no_match(folder: Text);
    /// A folder cannot be listed.
    importing_no_listing(folder: Text, reason: Text);
    /// Below what can follow: there is more.
    importing_more(count: Number);
    /// Beside a folder.
    importing_kind_folder();
    /// Beside a file, by its ending.
    importing_kind_certificate();
    /// Beside a file, by its ending.
    importing_kind_chain();
    /// Beside a file, by its ending.
    importing_kind_with_key();
    /// Beside a file, by its ending.
    importing_kind_clixml();
    /// Beside a file, by its ending.
    importing_kind_json();
    /// Beside a file, by its ending.
    importing_kind_csv();
    /// Beside a file, by its ending.
    importing_kind_text();

    /// A file is being read.
    importing_reading(file: Text);
    /// It is read, and what it says is being compared.
    importing_comparing(file: Text);
    /// So much of a large file is read.
    importing_megabytes(done: Number, of: Number);
    /// So much of a file is read.
    importing_kilobytes(done: Number, of: Number);
    /// What was shown is being taken in.
    importing_taking_in(file: Text);
    /// So much of it.
    importing_steps(done: Number, of: Number);
    /// Somebody has asked to stop.
    importing_stopping();
    /// Suspending has to wait.
    importing_busy();

    /// The file is protected.
    importing_needs_password(file: Text);
    /// The password is another one; Exchange's own words, and what to do.
    importing_wrong_password();
    /// Label of the prompt; the admin center's own word.
    importing_password();
    /// A date can be read in two ways.
    importing_dates(date: Text, place: Text);
    /// An answer to that.
    importing_month_first();
    /// An answer to that.
    importing_day_first();
    /// The file does not name its server.
    importing_unnamed(server: Text);
    /// The same, and there is no server to choose.
    importing_no_server();

    /// Above what would change.
    importing_preview(file: Text);
    /// Nothing would.
    importing_nothing();
    /// Above what was taken in.
    importing_result(file: Text);
    /// What was under way when the dialog was gone is done.
    importing_taken_in();
    /// Nothing can be taken from a file; the reason is a whole sentence.
    importing_failed(file: Text, reason: Text);
    /// What was shown is not kept any more.
    importing_gone();
    /// It is too large.
    importing_too_large(limit: Number);
    /// It grew while it was read.
    importing_grows();
    /// The certificate is on the server; Exchange's own words.
    importing_exists(thumbprint: Text, remedy: Text);
    /// The engine refuses it.
    importing_refused(reason: Text, remedy: Text);
    /// Authorities of a certificate file that are not imported.
    importing_authorities(names: Text, file: Text);
}
