//! The edit dialog, the steps of a plan, and the questions.

use super::{id, messages};
use crate::locale::message::{Number, Text};

messages! {
    // Edit: tabs and buttons
    /// Title of the dialog.
    edit_title(certificate: Text, server: Text);
    /// A tab.
    edit_tab_general();
    /// A tab.
    edit_tab_services();
    /// A button.
    button_save();
    /// A button.
    button_cancel();
    /// A button.
    button_close();
    /// Nothing can be changed in this dialog.
    edit_read_only(reason: Text);

    // Edit: General
    /// Label.
    field_friendly_name();
    /// Label.
    field_subject();
    /// Label.
    field_alternative_names();
    /// Label.
    field_issuer();
    /// Label.
    field_status();
    /// Label.
    field_valid_from();
    /// Label.
    field_expires_on();
    /// Label.
    field_private_key();
    /// Label.
    field_key_size();
    /// Label.
    field_signature();
    /// Label.
    field_services();
    /// Label.
    field_thumbprint();
    /// Label.
    field_serial();
    /// Label.
    field_self_signed();
    /// Label.
    field_root_ca_type();
    /// Label.
    field_key_usage();
    /// Label: the authorities above the certificate.
    field_chain();
    /// Label: what revocation lists say.
    field_revocation();
    /// An authority of the chain.
    chain_authority(name: Text);
    /// The root at its end.
    chain_root(name: Text);
    /// An authority that has expired.
    chain_expired(name: Text, day: Text);
    /// An authority that is not valid yet.
    chain_not_yet_valid(name: Text, day: Text);
    /// The authority above the last one is not known.
    chain_missing(name: Text);
    /// The last authority vouches for itself and is no root.
    chain_not_trusted();
    /// What is wrong with the chain, by the verifier's name.
    chain_error(error: Text);
    /// The verdict is not ours.
    chain_recorded();
    /// The list of the issuer does not name it.
    revocation_checked(issuer: Text, issued: Text);
    /// The same, by a list that should have been followed by another.
    revocation_overdue(issuer: Text, issued: Text, due: Text);
    /// There is no list of the issuer.
    revocation_no_list(issuer: Text);
    /// Without a chain no list counts.
    revocation_no_chain();
    /// It is revoked.
    revocation_revoked(since: Text, serial: Text, issuer: Text, issued: Text);
    /// An authority above it is revoked.
    revocation_authority(authority: Text, since: Text, serial: Text, issuer: Text, issued: Text);
    /// The private key is there and can be exported.
    private_key_exportable();
    /// The private key is there and cannot be exported.
    private_key_present();
    /// The private key is not there.
    private_key_missing();
    /// Nobody knows whether the private key is there.
    private_key_unknown();
    /// A public key with its size.
    key_size(algorithm: Text, bits: Number);

    // Edit: Services
    /// Above the check boxes.
    edit_specify();
    /// Above what the service covers.
    edit_uses(service: Text);
    /// Heading of the live preview.
    edit_will_change();
    /// The live preview before anything is ticked.
    edit_nothing_yet();
    /// No box can be ticked.
    edit_nothing_possible();
    /// Saving will ask about the default SMTP certificate.
    edit_asks_default();
    /// Heading of the warnings.
    edit_warnings();
    /// Heading of the cmdlet.
    edit_cmdlet();
    /// Why some services are not offered at all.
    edit_absent(services: Text, reason: Text);
    /// Button beside a locked SMTP box.
    edit_make_default();
    /// The same button once the answer was Replace; it takes the answer back.
    edit_becomes_default();
    /// Beside the SMTP box of the default certificate.
    edit_is_default();

    // The steps of a plan
    /// A certificate gets a service.
    step_assign(certificate: Text, service: Text);
    /// A certificate loses a service to another.
    step_displace(certificate: Text, service: Text);
    /// A certificate becomes the default SMTP certificate.
    step_default(certificate: Text);
    /// A certificate replaces the default SMTP certificate.
    step_default_instead(certificate: Text, before: Text);
    /// A protocol gets a name.
    step_protocol_name(protocol: Text, name: Text);
    /// A protocol gets another name.
    step_protocol_name_instead(protocol: Text, name: Text, before: Text);
    /// A protocol loses its name.
    step_protocol_name_cleared(protocol: Text);
    /// SSL becomes required.
    step_require_ssl();
    /// Network Service gets to read the private key.
    step_network_service(certificate: Text);
    /// A step: a startup mode is set.
    step_startup_mode(service: Text, mode: Text, before: Text);
    /// A step: a certificate is removed.
    step_remove(certificate: Text);
    /// A certificate is imported.
    step_import(certificate: Text);
    /// A certificate is imported and answers a pending request.
    step_import_completes(certificate: Text, request: Text);
    /// The services of a certificate before and after.
    change_services(certificate: Text, before: Text, after: Text);

    // The default SMTP question
    /// Title of the question.
    question_smtp_title();
    /// The question.
    question_smtp();
    /// Label of the certificate that is the default.
    question_current();
    /// Label of the certificate that would be.
    question_replace_with();
    /// Under a certificate.
    question_expires_on(day: Text);
    /// Under a certificate.
    question_issuer(issuer: Text);
    /// Heading of the consequences.
    question_if_replaced();
    /// Consequence.
    question_internal();
    /// Consequence.
    question_direct_trust();
    /// Consequence.
    question_edge_yes();
    /// Consequence.
    question_edge_no();
    /// Consequence.
    question_edge_unknown();
    /// Advice.
    question_advice();
    /// Answer, the safe one.
    answer_keep();
    /// Answer.
    answer_replace();
    /// Answer.
    answer_cancel();
    /// What the answer does.
    answer_keep_tip();
    /// What the answer does when only the default was in question.
    answer_keep_only_tip();
    /// What the answer does.
    answer_replace_tip();
    /// What the answer does.
    answer_cancel_tip();

    // Removing a certificate
    /// Title of the question.
    remove_title();
    /// The question.
    remove_question(server: Text);
    /// Label.
    remove_name();
    /// Label of a pending request's name.
    remove_request();
    /// Heading of what follows.
    remove_afterwards();
    /// What stays: the certificate's own file.
    remove_file_stays();
    /// What goes: the private key, on a real server.
    remove_key_goes();
    /// What has to be typed, above the text field.
    remove_type_digits(count: Number);
    /// Other digits were typed.
    remove_other_digits(count: Number);
    /// Answer.
    answer_remove();
    /// What the answer does.
    answer_remove_tip(server: Text);
    /// What the safe answer does.
    answer_remove_cancel_tip();
    /// Title of the report when nothing may be removed.
    remove_refused_title();
    /// Heading of that report.
    remove_refused(certificate: Text, server: Text);

    // Writing a script
    /// Title of the prompt.
    export_title();
    /// What is about to be written, and what it is for.
    export_text();
    /// Above the text field.
    export_name();
    /// Below it: the whole path.
    export_path(path: Text);
    /// There is no file name.
    export_nameless();
    /// A script is being written.
    export_writing(path: Text);
    /// A script was written.
    export_written(path: Text);
    /// It was not; the reason is a whole sentence.
    export_failed(reason: Text);
    /// Nothing was removed: the document is another one than the question was about.
    remove_conflict(server: Text);
    /// Why it was not: the file would be in a folder that is not there.
    export_no_folder(folder: Text);
    /// It was not, since there is such a file and nobody is there to be asked.
    export_exists(path: Text);
    /// Title of the question.
    overwrite_title();
    /// The question.
    overwrite_text(path: Text);
    /// Answer.
    answer_overwrite();

    // Changes that are not saved
    /// Title of the question.
    discard_title();
    /// The question.
    discard_text(certificate: Text);
    /// Answer.
    discard_yes();
    /// Answer, the safe one.
    discard_no();
}
