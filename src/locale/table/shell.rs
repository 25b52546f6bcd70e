//! The page's shell, and the questions that its cmdlets ask.

use super::{id, messages};
use crate::locale::message::{Number, Text};

messages! {
    // Actions: titles are short, for the footer; tips are sentences, for the help
    /// Title of an action.
    action_shell();
    /// What the action does.
    action_shell_tip();
    /// Title of an action.
    action_run();
    /// What the action does.
    action_run_tip();
    /// Title of an action.
    action_complete();
    /// What the action does.
    action_complete_tip();
    /// Title of an action.
    action_complete_back();
    /// What the action does.
    action_complete_back_tip();
    /// Title of an action.
    action_older();
    /// What the action does.
    action_older_tip();
    /// Title of an action.
    action_newer();
    /// What the action does.
    action_newer_tip();
    /// Title of an action.
    action_clear_output();
    /// What the action does.
    action_clear_output_tip();
    /// Title of an action.
    action_line_start();
    /// What the action does.
    action_line_start_tip();
    /// Title of an action.
    action_line_end();
    /// What the action does.
    action_line_end_tip();
    /// Title of an action.
    action_word_left();
    /// What the action does.
    action_word_left_tip();
    /// Title of an action.
    action_word_right();
    /// What the action does.
    action_word_right_tip();
    /// Title of an action.
    action_delete_word();
    /// What the action does.
    action_delete_word_tip();
    /// Title of an action.
    action_delete_to_start();
    /// What the action does.
    action_delete_to_start_tip();
    /// Title of an action.
    action_delete_to_end();
    /// What the action does.
    action_delete_to_end_tip();

    // Help
    /// Heading of the shell's keys.
    help_shell();
    /// Heading of the keys of what can stand at the cursor.
    help_completion();

    // The shell
    /// Title of the shell.
    shell_title();
    /// In the empty shell.
    shell_hint();
    /// In place of the prompt while a statement runs.
    shell_running();
    /// Stands before a password while it is typed.
    shell_password(file: Text);
    /// Why nothing can be run now.
    shell_busy();
    /// How many of the lines that can stand at the cursor are before the chosen one, itself included.
    shell_completion(chosen: Number, total: Number);
    /// Nothing can stand at the cursor.
    shell_no_completion();
    /// What was pasted is longer than a line may be.
    shell_too_long(most: Number);
    /// The person left a question instead of answering it.
    shell_cancelled();
    /// The password of a file is another one.
    source_wrong_password(file: Text);
    /// What to do about a wrong password.
    source_wrong_password_remedy(file: Text);
    /// There is no certificate to take from the file.
    source_unreadable(file: Text, reason: Text);
    /// What to do about it.
    source_unreadable_remedy(file: Text);
    /// A certificate of the file that cannot be read.
    source_damaged(number: Number, file: Text, reason: Text);
    /// There is a request in the file.
    source_request(file: Text);
    /// There is a private key in the file that belongs to none of its certificates.
    source_foreign_key(file: Text);
    /// There is a private key in the file of which nobody can say whose it is.
    source_unread_key(file: Text);
    /// There are only authorities in the file.
    source_authorities_only(file: Text);
    /// What to do about it.
    source_authorities_remedy(file: Text);
    /// No script can import a certificate.
    cli_script_imports();
    /// What to do instead.
    cli_script_imports_remedy();
    /// An answer given in a dialog, as it stays in the output.
    shell_answered(question: Text, answer: Text);
    /// Before the statements that were not run since one before them did not end well.
    shell_not_run(count: Number);
    /// The oldest lines of the output are no longer there.
    shell_lines_gone();

    // How a statement ended
    /// A statement did not do what it should; `how` is one of the messages below.
    shell_ended(how: Text, code: Number);
    /// Something failed.
    ended_failed();
    /// The line is wrong.
    ended_usage();
    /// A rule refused.
    ended_refused();
    /// A server or certificate is not there.
    ended_not_found();
    /// Somebody else wrote meanwhile.
    ended_conflict();
    /// View-only.
    ended_not_permitted();
    /// A question has no answer.
    ended_nobody_to_ask();
    /// Interrupted.
    ended_interrupted();

    // Questions of cmdlets
    /// Title of the question before an action.
    question_confirm_title();
    /// An answer: do it.
    answer_yes();
    /// An answer: do not do it.
    answer_no();
    /// What yes does.
    answer_yes_tip();
    /// What no does.
    answer_no_tip();
    /// What leaving the question does.
    answer_leave_tip();
}
