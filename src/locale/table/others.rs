//! What others did to the organization, and the conflict of a save.

use super::{id, messages};
use crate::locale::message::{Number, Text};

messages! {
    // Differences, each a clause that stands in a list or behind a colon
    /// A service that one certificate holds changed hands.
    difference_holder(service: Text, certificate: Text, before: Text);
    /// A service that nobody held has a holder.
    difference_holder_first(service: Text, certificate: Text);
    /// A service has no holder any more.
    difference_holder_none(service: Text, before: Text);
    /// What IIS is called where both sites are named.
    difference_back_end();
    /// The default SMTP certificate changed.
    difference_default(certificate: Text, before: Text);
    /// There was no default SMTP certificate.
    difference_default_first(certificate: Text);
    /// There is no default SMTP certificate any more.
    difference_default_none(before: Text);
    /// A certificate has a service now.
    difference_gained(certificate: Text, service: Text);
    /// A certificate no longer has a service.
    difference_lost(certificate: Text, service: Text);
    /// A protocol's name changed.
    difference_protocol_name(protocol: Text, name: Text, before: Text);
    /// A startup mode changed.
    difference_startup_mode(service: Text, mode: Text, before: Text);
    /// A certificate came.
    difference_came(certificate: Text);
    /// A certificate is gone.
    difference_gone(certificate: Text);
    /// A friendly name changed.
    difference_friendly_name(before: Text, name: Text);
    /// The private key can be exported.
    difference_key_exportable(certificate: Text);
    /// The private key is there.
    difference_key_present(certificate: Text);
    /// The private key is not there.
    difference_key_missing(certificate: Text);
    /// Nobody knows of the private key.
    difference_key_unknown(certificate: Text);
    /// Something else is recorded or judged of a certificate.
    difference_facts(certificate: Text);
    /// The domain name changed.
    difference_fqdn(name: Text);
    /// The build changed.
    difference_build(build: Text, before: Text);
    /// The roles changed.
    difference_roles(roles: Text);
    /// The database availability group changed.
    difference_dag(name: Text);
    /// It belongs to no database availability group any more.
    difference_dag_none();
    /// The Edge subscription changed.
    difference_edge(site: Text);
    /// There is no Edge subscription any more.
    difference_edge_none();
    /// What is unknown, or where facts come from.
    difference_origins();
    /// The certificates stand in another order.
    difference_order();
    /// Nothing that is read differs.
    difference_text();

    // What others did
    /// Somebody changed a server with a cmdlet.
    others_changed(user: Text, server: Text, cmdlet: Text);
    /// Somebody changed a server, and it was changed before that.
    others_changed_more(user: Text, server: Text, cmdlet: Text, count: Number);
    /// A document was written by something else.
    others_outside(server: Text, difference: Text);
    /// The same, with more differences.
    others_outside_more(server: Text, difference: Text, count: Number);
    /// A document can no longer be read.
    others_broken(server: Text, reason: Text);
    /// A document can be read again and says what it said.
    others_repaired(server: Text);
    /// The server shown is no longer in the organization.
    others_server_gone(server: Text);
    /// Servers came.
    others_came(servers: Text);
    /// Servers are gone.
    others_went(servers: Text);
    /// More names than are listed.
    others_and_more(servers: Text, count: Number);
    /// The organization's directory is gone.
    others_directory_gone();
    /// The organization's directory is there again.
    others_directory_back();

    // In the edit dialog
    /// A save failed; the reason is a whole sentence, and the key saves again.
    others_save_failed(server: Text, reason: Text, key: Text);
    /// Beside a box that was ticked here and that somebody else has assigned since.
    edit_assigned_meanwhile();
    /// Everything that was ticked is assigned by now.
    edit_all_assigned();
    /// The dialog's server is no longer in the organization.
    edit_server_gone(server: Text);
    /// What was ticked, where it can no longer be saved.
    edit_was_ticked(services: Text);

    // The conflict of a save
    /// Title.
    conflict_title(server: Text);
    /// Nothing was written.
    conflict_unwritten(server: Text);
    /// Heading of who did what.
    conflict_who();
    /// A change, with who made it when.
    conflict_line(time: Text, user: Text);
    /// It was changed by an editor or another program.
    conflict_nobody();
    /// The journal is still being read.
    conflict_looking();
    /// Heading of the differences.
    conflict_differences();
    /// It says the same as before again.
    conflict_same();
    /// Nobody knows what it was before.
    conflict_before_unknown();
    /// Heading of what would change now.
    conflict_again();
    /// Everything asked for is so already.
    conflict_nothing_left();
    /// The certificate is already gone.
    conflict_removed_already();
    /// The answer to the question before counts again.
    conflict_answer_kept();
    /// The question is asked again.
    conflict_asks_again();
    /// The server is being read again.
    conflict_reading(server: Text);
    /// Button and action: save against the new state.
    action_apply_again();
    /// Tip of the action.
    action_apply_again_tip();
    /// Button: back to what is below.
    conflict_back();
    /// Heading of the keys.
    help_conflict();

    // On the command line
    /// A change came too late; how the server differs by now stands below.
    cli_conflict_unwritten(server: Text);
    /// What to do after a conflict.
    cli_conflict_again(server: Text);
    /// Who did it.
    cli_conflict_by(user: Text, time: Text, cmdlet: Text);
}
