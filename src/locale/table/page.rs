//! The page: frame, servers, list, details, actions, help.

use super::{id, messages};
use crate::locale::message::{Number, Text};

messages! {
    /// Words that need no others around them: a service's label, an algorithm's name.
    plain(value: Text);

    // The frame of the page
    /// The name of the application the page stands for.
    product_title();
    /// Where the page stands in it.
    breadcrumb();
    /// The organization is simulated, at this date.
    header_simulated(day: Text);
    /// Who is at work, without the right to change anything.
    header_view_only(user: Text);
    /// A pane waits for its content.
    loading();
    /// A fact is still being read or checked.
    checking();
    /// The terminal is too small for the page.
    too_small(width: Number, height: Number, needed_width: Number, needed_height: Number);

    // Select server
    /// Title of the server pane.
    picker_title();
    /// The server pane on one line.
    picker_folded(server: Text);
    /// Beside a server whose document cannot be read.
    picker_broken();
    /// Beside an Edge Transport server.
    picker_edge();
    /// Beside a server of which no build is recorded.
    picker_build_unknown();
    /// How many certificates of a server need attention.
    picker_attention(count: Number);
    /// The organization has no servers.
    picker_empty();
    /// In place of the list of a server whose document cannot be read.
    picker_broken_detail(server: Text, reason: Text);

    // Certificates
    /// Title of the list.
    list_title();
    /// Column heading.
    column_name();
    /// Column heading.
    column_status();
    /// Column heading.
    column_expires_on();
    /// The server has no certificates.
    list_empty();
    /// Below the list.
    list_counts(selected: Number, total: Number);
    /// What the star in the list means.
    list_default_smtp();
    /// Before what is typed into the filter.
    filter_prompt();
    /// In the empty filter.
    filter_hint();
    /// How many rows the filter leaves.
    filter_counts(shown: Number, total: Number);
    /// The filter leaves no row.
    filter_none(filter: Text);

    // Details
    /// Title of the details pane while nothing is selected.
    details_title();
    /// The details pane while nothing is selected.
    details_nothing();
    /// Heading of what is odd in the server's document.
    details_findings(server: Text);
    /// Label.
    details_issuer();
    /// Label.
    details_status();
    /// Label.
    details_expires_on();
    /// Label, when the date has passed.
    details_expired_on();
    /// Label of a certificate that is not valid yet.
    details_valid_from();
    /// A date and how far it is away.
    details_day(day: Text, distance: Text);
    /// Heading of the services.
    details_assigned();
    /// Heading of the warnings.
    details_warnings();
    /// Said of the Auth certificate.
    details_auth();
    /// Said of a pending request.
    details_request();
    /// Said of a certificate known by recorded facts only.
    details_recorded();
    /// The certificate cannot be read.
    details_unreadable(reason: Text);
    /// A list without anything in it.
    value_none();
    /// A list of services by name.
    value_services(services: Text);
    /// A value that is not known.
    value_unknown();
    /// Yes.
    value_yes();
    /// No.
    value_no();

    // Details: why a certificate has a service
    /// IIS: bound to the Default Web Site.
    why_site();
    /// IIS: bound to both sites.
    why_both_sites();
    /// IIS: bound to the Exchange Back End alone.
    why_back_end();
    /// SMTP: the default certificate.
    why_smtp_default();
    /// SMTP: enabled, and not the default.
    why_smtp();
    /// The default SMTP certificate, without the SMTP flag.
    why_default_without_smtp();
    /// IMAP or POP: this certificate is offered for that name.
    why_serves(name: Text);
    /// IMAP or POP: another certificate is offered for that name.
    why_flag_only(name: Text);
    /// IMAP or POP: the name clients use is not covered.
    why_flag_only_not_covered(name: Text);
    /// The same, where no holder can serve.
    why_flag_only_nobody(name: Text);
    /// IMAP or POP: no name is set.
    why_flag_only_unnamed();
    /// UM or the call router, with its startup mode.
    why_startup_mode(mode: Text);
    /// Used by a federation trust.
    why_federation();

    // Actions: titles are short, for the footer; tips are sentences, for the help
    /// Title of an action.
    action_edit();
    /// What the action does.
    action_edit_tip();
    /// Title of an action.
    action_remove();
    /// What the action does.
    action_remove_tip();
    /// Title of an action.
    action_export();
    /// What the action does.
    action_export_tip();
    /// Title of an action.
    action_refresh();
    /// What the action does.
    action_refresh_tip();
    /// Title of an action.
    action_filter();
    /// What the action does.
    action_filter_tip();
    /// Title of an action.
    action_help();
    /// What the action does.
    action_help_tip();
    /// Title of an action.
    action_quit();
    /// What the action does.
    action_quit_tip();
    /// Title of an action.
    action_pick_server();
    /// What the action does.
    action_pick_server_tip();
    /// Title of an action.
    action_take();
    /// What the action does.
    action_take_tip();
    /// Title of an action.
    action_show_details();
    /// What the action does.
    action_show_details_tip();
    /// Title of an action.
    action_close();
    /// What the action does.
    action_close_tip();
    /// Title of an action.
    action_next();
    /// What the action does.
    action_next_tip();
    /// Title of an action.
    action_previous();
    /// What the action does.
    action_previous_tip();
    /// Title of an action.
    action_up();
    /// What the action does.
    action_up_tip();
    /// Title of an action.
    action_down();
    /// What the action does.
    action_down_tip();
    /// Title of an action.
    action_left();
    /// What the action does.
    action_left_tip();
    /// Title of an action.
    action_right();
    /// What the action does.
    action_right_tip();
    /// Title of an action.
    action_page_up();
    /// What the action does.
    action_page_up_tip();
    /// Title of an action.
    action_page_down();
    /// What the action does.
    action_page_down_tip();
    /// Title of an action.
    action_first();
    /// What the action does.
    action_first_tip();
    /// Title of an action.
    action_last();
    /// What the action does.
    action_last_tip();
    /// Title of an action.
    action_sort_name();
    /// What the action does.
    action_sort_name_tip();
    /// Title of an action.
    action_sort_status();
    /// What the action does.
    action_sort_status_tip();
    /// Title of an action.
    action_sort_expires();
    /// What the action does.
    action_sort_expires_tip();
    /// Title of an action.
    action_toggle();
    /// What the action does.
    action_toggle_tip();
    /// Title of an action.
    action_save();
    /// What the action does.
    action_save_tip();
    /// Title of an action.
    action_clear_filter();
    /// What the action does.
    action_clear_filter_tip();
    /// Title of an action.
    action_back();
    /// What the action does.
    action_back_tip();
    /// Title of an action.
    action_cancel();
    /// What the action does.
    action_cancel_tip();
    /// Title of an action.
    action_make_default();
    /// What the action does.
    action_make_default_tip();
    /// Title of an action.
    action_suspend();
    /// What the action does.
    action_suspend_tip();
    /// Title of an action.
    action_palette();
    /// What the action does.
    action_palette_tip();
    /// A text goes on: the key that shows more of it.
    more_below(key: Text);
    /// The footer has more than fits; the help shows it.
    hints_more();

    // Help
    /// Title of the help.
    help_title();
    /// Heading.
    help_everywhere();
    /// Heading.
    help_picker();
    /// Heading.
    help_list();
    /// Heading.
    help_details();
    /// Heading.
    help_filter();
    /// Heading.
    help_edit();
    /// Heading.
    help_question();
    /// Heading.
    help_typed_question();
    /// Section of the keys that work on the whole page.
    help_page();
    /// Section of the keys in a report.
    help_report();
    /// Section of the keys in the dropped down list of servers.
    help_drop_down();
    /// Below those keys: what letters do there.
    help_type_ahead();
    /// Section of the keys in the prompt for a script's name.
    help_export();
    /// Section of the keys in the palette.
    help_palette();
    /// Heading of the signs the page uses.
    help_signs();

    // The palette
    /// Title of the palette.
    palette_title();
    /// In the empty palette.
    palette_hint();
    /// No action is found.
    palette_nothing();
}
