//! Everything an administrator can ask for, in one table.

use crate::locale::{Message, say};

macro_rules! actions {
    ($($(#[$doc:meta])* $action:ident = $name:literal, $title:ident, $tip:ident, $writes:literal;)*) => {
        /// Something an administrator can ask for. It has a stable name and nothing else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$doc])* $action,)*
        }

        /// Every action, in the order of the help.
        pub const ACTIONS: &[ActionRow] = &[
            $(ActionRow { action: Action::$action, name: $name, title: say::$title, tip: say::$tip, writes: $writes },)*
        ];

        impl Action {
            /// Its row in the table.
            #[must_use]
            pub fn row(self) -> &'static ActionRow {
                const ROWS: &[ActionRow] = ACTIONS;
                &ROWS[self as usize]
            }
        }
    };
}

/// An action as it is listed.
#[derive(Clone, Copy, Debug)]
pub struct ActionRow {
    /// The action.
    pub action: Action,
    /// Its stable name.
    pub name: &'static str,
    /// What it is called.
    pub title: fn() -> Message,
    /// What it does, in a sentence.
    pub tip: fn() -> Message,
    /// Whether it can lead to a write.
    pub writes: bool,
}

actions! {
    /// Move up one row, or to the box above.
    Up = "move.up", action_up, action_up_tip, false;
    /// Move down one row, or to the box below.
    Down = "move.down", action_down, action_down_tip, false;
    /// Move left.
    Left = "move.left", action_left, action_left_tip, false;
    /// Move right.
    Right = "move.right", action_right, action_right_tip, false;
    /// Move up one page.
    PageUp = "move.page-up", action_page_up, action_page_up_tip, false;
    /// Move down one page.
    PageDown = "move.page-down", action_page_down, action_page_down_tip, false;
    /// Move to the first row.
    First = "move.first", action_first, action_first_tip, false;
    /// Move to the last row.
    Last = "move.last", action_last, action_last_tip, false;
    /// Move to the next area or control.
    Next = "move.next", action_next, action_next_tip, false;
    /// Move to the area or control before.
    Previous = "move.previous", action_previous, action_previous_tip, false;
    /// Do what the focused control is for.
    Activate = "control.activate", action_take, action_take_tip, false;
    /// Tick or untick the focused box.
    Toggle = "control.toggle", action_toggle, action_toggle_tip, false;
    /// Open the edit dialog of the selected certificate.
    Edit = "certificate.edit", action_edit, action_edit_tip, false;
    /// Remove the selected certificate from its server; asks first.
    Remove = "certificate.remove", action_remove, action_remove_tip, true;
    /// Save the edit dialog.
    Save = "edit.save", action_save, action_save_tip, true;
    /// Do what came too late on the server as it is now.
    ApplyAgain = "conflict.apply", action_apply_again, action_apply_again_tip, true;
    /// Write what is pending as a PowerShell script. A file of the person's own changes nothing in the organization, so
    /// it is no write in the sense of this table; the gate closes it under --readonly alone.
    Export = "plan.export", action_export, action_export_tip, false;
    /// Make the certificate the default SMTP certificate.
    MakeDefault = "edit.make-default", action_make_default, action_make_default_tip, true;
    /// Bring certificates and facts in from a file. Whoever may only look may read a file and see what it would change.
    Import = "certificates.import", action_import, action_import_tip, false;
    /// Take in what the preview shows.
    TakeIn = "import.take-in", action_take_in, action_take_in_tip, true;
    /// Open the list of servers.
    SelectServer = "server.select", action_pick_server, action_pick_server_tip, false;
    /// Show the details alone, or the list again.
    Details = "certificate.details", action_show_details, action_show_details_tip, false;
    /// Filter the list.
    Filter = "certificates.filter", action_filter, action_filter_tip, false;
    /// Show every certificate again.
    ClearFilter = "certificates.clear-filter", action_clear_filter, action_clear_filter_tip, false;
    /// Sort by name; again: reversed.
    SortName = "certificates.sort-name", action_sort_name, action_sort_name_tip, false;
    /// Sort by status; again: reversed.
    SortStatus = "certificates.sort-status", action_sort_status, action_sort_status_tip, false;
    /// Sort by expiry; again: reversed.
    SortExpires = "certificates.sort-expires", action_sort_expires, action_sort_expires_tip, false;
    /// Read everything again.
    Refresh = "page.refresh", action_refresh, action_refresh_tip, false;
    /// Find an action by its name.
    Palette = "page.palette", action_palette, action_palette_tip, false;
    /// Check every file of the organization.
    CheckUp = "page.check-up", action_check_up, action_check_up_tip, false;
    /// Open the journal.
    Journal = "page.journal", action_journal, action_journal_tip, false;
    /// Between what was done and what is left to do.
    OtherTab = "journal.other-tab", action_other_tab, action_other_tab_tip, false;
    /// Read what is selected in the journal.
    Read = "journal.read", action_read, action_read_tip, false;
    /// Copy the cmdlet line.
    Copy = "cmdlet.copy", action_copy, action_copy_tip, false;
    /// Tick off what was done by hand.
    TickOff = "journal.tick-off", action_tick_off, action_tick_off_tip, true;
    /// Take a change back, as far as that can be; asks first.
    RollBack = "journal.roll-back", action_roll_back, action_roll_back_tip, true;
    /// Show the keys.
    Help = "page.help", action_help, action_help_tip, false;
    /// Close what was read.
    Close = "dialog.close", action_close, action_close_tip, false;
    /// From the details back to the list.
    Back = "details.back", action_back, action_back_tip, false;
    /// Leave what is open.
    Cancel = "control.cancel", action_cancel, action_cancel_tip, false;
    /// Open the shell.
    Shell = "page.shell", action_shell, action_shell_tip, false;
    /// Run what is typed into the shell. It is open to whoever may only look: the cmdlets that change something refuse
    /// by themselves, as they do on the command line.
    Run = "shell.run", action_run, action_run_tip, false;
    /// Show what can stand at the cursor.
    Complete = "shell.complete", action_complete, action_complete_tip, false;
    /// The same, from the last one on.
    CompleteBack = "shell.complete-back", action_complete_back, action_complete_back_tip, false;
    /// An earlier line of the shell.
    Older = "shell.older", action_older, action_older_tip, false;
    /// A later line of the shell.
    Newer = "shell.newer", action_newer, action_newer_tip, false;
    /// Empty the shell's output.
    ClearOutput = "shell.clear", action_clear_output, action_clear_output_tip, false;
    /// To the start of the line.
    LineStart = "line.start", action_line_start, action_line_start_tip, false;
    /// To the end of the line.
    LineEnd = "line.end", action_line_end, action_line_end_tip, false;
    /// One word back.
    WordLeft = "line.word-left", action_word_left, action_word_left_tip, false;
    /// One word on.
    WordRight = "line.word-right", action_word_right, action_word_right_tip, false;
    /// Delete the word before the cursor.
    DeleteWord = "line.delete-word", action_delete_word, action_delete_word_tip, false;
    /// Delete everything before the cursor.
    DeleteToStart = "line.delete-to-start", action_delete_to_start, action_delete_to_start_tip, false;
    /// Delete everything behind the cursor.
    DeleteToEnd = "line.delete-to-end", action_delete_to_end, action_delete_to_end_tip, false;
    /// Leave the screen to the shell for a while.
    Suspend = "app.suspend", action_suspend, action_suspend_tip, false;
    /// End the program from the page.
    Quit = "app.quit", action_quit, action_quit_tip, false;
    /// End the program from anywhere.
    QuitNow = "app.quit-now", action_quit, action_quit_tip, false;
}
