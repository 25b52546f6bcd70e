//! The command line, and the documents it prints.

use super::{id, messages};
use crate::locale::message::{Number, Text};

messages! {
    // Without an organization
    /// How to get one: the sample.
    cli_hint_demo();
    /// How to get one: a new one.
    cli_hint_init();
    /// How to get one: one that is elsewhere.
    cli_hint_org();

    // demo and init
    /// An organization was made.
    cli_made(name: Text, path: Text);
    /// Its place is taken.
    cli_not_empty(path: Text);
    /// It could not be made.
    cli_not_made(path: Text, reason: Text);
    /// A demo was asked for where another organization is.
    cli_not_a_demo(path: Text);
    /// A demo cannot start over while something else is in its directory.
    cli_not_only_a_demo(path: Text, file: Text);
    /// The system names no directory for this user's data.
    cli_no_data_directory();

    // journal
    /// There is no entry.
    cli_journal_empty();
    /// No entry has this number.
    cli_journal_missing(seq: Number);
    /// Every line follows from the one before.
    cli_journal_whole();
    /// How many lines do not.
    cli_journal_broken(lines: Number);
    /// The entry says something else than what was written.
    cli_journal_altered(seq: Number);
    /// Nothing is open.
    cli_journal_nothing_left();
    /// What was ticked off, of which change.
    cli_journal_ticked(follow_up: Text, seq: Number);
    /// It is not open.
    cli_journal_not_open(follow_up: Text, seq: Number);
    /// No follow-up is written so, or not exactly one entry was named.
    cli_journal_no_follow_up(written: Text);
    /// Entries of several servers were named, and only one can be.
    cli_journal_one_server();
    /// The entry is no change that could be taken back or made again.
    cli_journal_no_change(seq: Number);
    /// Of an entry: the change of that entry did not happen.
    cli_journal_abandoned(seq: Number);
    /// Of an entry: a torn line was cut.
    cli_journal_cut(bytes: Number);
    /// Of an entry: a kind that a later version wrote.
    cli_journal_other();
    /// Of an entry: what was left to do by hand.
    cli_journal_left(follow_ups: Text);

    // -c
    /// Behind a mistake in a script.
    cli_nothing_run();
    /// The script cannot be read.
    cli_script_unreadable(reason: Text);
    /// Which line of a script ended it, and how many commands behind it were not run.
    cli_stopped(line: Number, left: Number);
    /// Before what would be done is said, where only a script is written.
    cli_rehearsal();
    /// A PowerShell script was written.
    cli_script_written(path: Text);
    /// There is nothing to put into one.
    cli_script_empty();
    /// Why the default stayed without a question.
    cli_force_replaces();
    /// Somebody else was faster.
    cli_conflict(server: Text);
    /// A change could not be made.
    cli_not_saved(server: Text, reason: Text);
    /// An interrupted change was put right.
    cli_abandoned(seq: Number);
    /// A torn line of the journal was cut.
    cli_torn(bytes: Number);

    // Everywhere
    /// The page was asked for where there is no terminal.
    cli_no_terminal();
    /// What to do without one.
    cli_no_terminal_hint();
    /// The terminal cannot be used.
    cli_terminal_failed(reason: Text);
    /// The page was left while a save was under way, and it met a conflict.
    cli_unsaved_conflict(server: Text);
    /// The page was left while a save was under way, and it failed.
    cli_unsaved(server: Text, reason: Text);
    /// The server that was asked for is not there.
    cli_server_missing(server: Text);
    /// The program has failed in a way nobody foresaw.
    cli_panic(message: Text, place: Text);
    /// What the failure did not touch.
    cli_panic_safe();
    /// Where to read more about the failure.
    cli_panic_log(path: Text);
    /// The log cannot be written.
    cli_log_failed(path: Text, reason: Text);
    /// The log's filter cannot be understood.
    cli_log_filter(filter: Text, reason: Text);
    /// Standard output cannot be written.
    cli_output_failed(reason: Text);

    // inspect
    /// Label of a file's name.
    inspect_file();
    /// Nobody was named who could be trusted.
    inspect_no_roots();
    /// Label of a file's form: PEM, DER, PKCS #7, PKCS #12.
    inspect_form();
    /// Label of how certificates are encrypted.
    inspect_certificates();
    /// Label of how private keys are encrypted.
    inspect_keys();
    /// Label of the message authentication code.
    inspect_mac();
    /// Label of whether Windows Server 2016 opens it.
    inspect_windows();
    /// An algorithm, and how often the password is hashed for it.
    inspect_way(name: Text, iterations: Number);
    /// Not encrypted.
    inspect_not_encrypted();
    /// There is no message authentication code.
    inspect_no_mac();
    /// Windows Server 2016 opens it.
    inspect_windows_opens();
    /// It does not.
    inspect_windows_refuses();
    /// Nobody can say.
    inspect_windows_not_known();
    /// Why Windows Server 2016 does not open it, and what to do.
    inspect_windows_warning(file: Text, what: Text);
    /// Nothing shows whether somebody changed it.
    inspect_no_mac_warning(file: Text);
    /// A certificate in it cannot be read, while others can.
    inspect_damaged(file: Text, number: Number, reason: Text);
    /// It holds certificate requests too.
    inspect_requests(file: Text, requests: Number);
    /// It holds private keys of none of its certificates.
    inspect_foreign_keys(file: Text, keys: Number);
    /// It holds a private key that another password opens, or that needs one.
    inspect_locked_key(file: Text);
    /// It holds a private key of a kind that is not compared.
    inspect_unread_key(file: Text, what: Text);
    /// What to do with a request.
    inspect_request_remedy();
    /// What to do with a key alone.
    inspect_key_remedy();
    /// What to do with a file that cannot be opened here.
    inspect_export_remedy();

    // The password of a certificate file
    /// Asks for it.
    password_prompt(file: Text);
    /// Asks once more.
    password_again();
    /// It needs one and there is nobody to ask.
    password_needed(file: Text);
    /// The ways to give one.
    password_ways();
    /// It was another one, or the file is damaged.
    password_wrong(file: Text);
    /// What to do about it.
    password_wrong_remedy();
    /// The file of the password cannot be read.
    password_unreadable(file: Text, reason: Text);
    /// Standard input is both certificate and password.
    password_stdin_twice();

    // trust
    /// Nobody is trusted.
    trust_nobody();
    /// Heading of the roots.
    trust_roots();
    /// Heading of the authorities between root and certificate.
    trust_intermediates();
    /// Heading of the revocation lists.
    trust_lists();
    /// The roots of this machine count too.
    trust_system();
    /// The last day of an authority.
    trust_until(day: Text);
    /// The same, when it is over.
    trust_expired(day: Text);
    /// The dates of a list.
    trust_next(issued: Text, next: Text);
    /// The same, when its successor is late.
    trust_overdue(issued: Text, next: Text);
    /// The date of a list that names no other.
    trust_issued(issued: Text);
    /// A root was added.
    trust_added_root(name: Text, file: Text);
    /// An authority was added.
    trust_added_intermediate(name: Text, file: Text);
    /// A revocation list was added.
    trust_added_list(name: Text, file: Text);
    /// It was there.
    trust_there(name: Text, file: Text);
    /// A root that was there stands in another store.
    trust_other_type(name: Text, known: Text, file: Text, asked: Text);
    /// A file that cannot be read.
    trust_unreadable(file: Text, reason: Text);
    /// A certificate that is no authority's.
    trust_no_authority(file: Text, name: Text);
    /// A type of roots was named, and there is none.
    trust_no_root();
    /// What the errors before it mean.
    trust_nothing_added();

    // The printed documents
    /// Title of the list of keys.
    print_keys_title();
    /// What it is.
    print_keys_intro();
    /// Title of the list of rules.
    print_rules_title();
    /// What it is.
    print_rules_intro();
    /// Heading of the rules.
    print_rules_rules();
    /// Heading of the warnings.
    print_rules_warnings();
    /// What warnings are.
    print_rules_warnings_intro();
    /// Heading of the follow-ups.
    print_rules_follow_ups();
    /// What follow-ups are.
    print_rules_follow_ups_intro();
    /// Heading of what services cover.
    print_rules_services();
    /// Title of the list of cmdlets.
    print_cmdlets_title();
    /// What it is.
    print_cmdlets_intro();
    /// Heading of the values of `-Services`.
    print_cmdlets_services();
    /// Heading of the properties.
    print_cmdlets_properties();
    /// Column.
    print_column_id();
    /// Column.
    print_column_rule();
    /// Column.
    print_column_source();
    /// Column.
    print_column_warning();
    /// Column.
    print_column_when();
    /// Column.
    print_column_service();
    /// Column.
    print_column_covers();
    /// Column.
    print_column_parameter();
    /// Column.
    print_column_meaning();
    /// Column.
    print_column_what();
    /// Column.
    print_column_path();
    /// Column.
    print_column_key();
    /// Column.
    print_column_action();
    /// Column.
    print_column_name();
    /// Title of the list of places.
    print_paths_title();
    /// The organization in use.
    print_paths_organization();
    /// The demo.
    print_paths_demo();
    /// The log.
    print_paths_log();
}
