//! Drafts: what was entered and not saved.

use super::{id, messages};
use crate::locale::message::{Number, Text};

messages! {
    /// Title of the question about what an earlier run has kept.
    draft_title();
    /// What it is, with its minute.
    draft_about(time: Text);
    /// The same of somebody else.
    draft_about_of(time: Text, user: Text);
    /// Label of the certificate.
    draft_certificate();
    /// Label of the server.
    draft_server();
    /// Label of the ticked services.
    draft_services();
    /// The server's document is being read.
    draft_reading(server: Text);
    /// There is no such server any more.
    draft_server_gone(server: Text);
    /// What can be done where the dialog cannot be opened.
    draft_not_restorable();
    /// The server is not as it was when the boxes were ticked.
    draft_server_changed(server: Text);
    /// It is.
    draft_server_same(server: Text);
    /// Nobody can say.
    draft_server_unknown(server: Text);
    /// Above the cmdlet line that does the same.
    draft_cmdlet(key: Text);
    /// Above what was typed.
    draft_typed(count: Number);
    /// Below the first lines of it.
    draft_more_lines(count: Number);
    /// An answer.
    draft_restore();
    /// What it does.
    draft_restore_tip();
    /// An answer.
    draft_later();
    /// What it does.
    draft_later_tip();
    /// What throwing it away does.
    draft_discard_tip();
    /// It is on the page again.
    draft_restored();
    /// Two sentences.
    draft_and(first: Text, second: Text);
    /// What was typed is there too.
    draft_typed_too(key: Text);
    /// Services that the certificate has by now.
    draft_done(services: Text, certificate: Text);
    /// Services that are not offered on the server.
    draft_not_here(services: Text, server: Text);
    /// What was typed has no room beside what is typed now.
    draft_no_room();
    /// It stays for the next start.
    draft_for_later();
    /// It is gone.
    draft_discarded();

    /// What is entered cannot be kept; the reason is the system's.
    draft_not_kept(place: Text, reason: Text);
    /// There is no place for drafts.
    draft_nowhere();
    /// A draft that is not wanted any more cannot be removed.
    draft_not_removed(place: Text, reason: Text);
    /// The words of whoever could not read one.
    draft_reason(reason: Text);
    /// The place of drafts cannot be read.
    draft_no_place(place: Text, reason: Text);
    /// A draft cannot be understood and was put aside.
    draft_broken(place: Text, reason: Text);
    /// A draft cannot be understood and stays where it is.
    draft_broken_stays(place: Text, reason: Text);
    /// A draft of a later version.
    draft_later_version(place: Text);
    /// There are more drafts than are ever offered.
    draft_too_many(place: Text, most: Number);
    /// A draft is larger than any that was written.
    draft_too_large();
    /// Something of a draft's file is not what it has to be.
    draft_wrong_value(key: Text);
    /// What is unsaved as the program ends is kept.
    cli_draft_kept();
    /// The same where it could not be kept; here it is.
    cli_draft_lost();
    /// What is typed may hold a password.
    cli_draft_password();
    /// The place of drafts.
    print_paths_drafts();
}
