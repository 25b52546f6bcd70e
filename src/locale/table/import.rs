//! Taking facts in.

use super::{id, messages};
use crate::locale::message::{Number, Text};

messages! {
    // What would change
    /// A server that comes.
    import_server_new(server: Text, certificates: Number);
    /// A server on which something changes.
    import_server_changed(server: Text, certificates: Number, facts: Number);
    /// A server of which a better source says the same.
    import_server_confirmed(server: Text, origin: Text);
    /// A fact of a server; the fact is a property's name.
    import_fact(fact: Text, before: Text, after: Text);
    /// A certificate that comes.
    import_certificate_new(name: Text, facts: Text);
    /// A fact of a certificate.
    import_certificate_fact(name: Text, fact: Text, before: Text, after: Text);
    /// The Auth certificate.
    import_auth(thumbprint: Text);
    /// Send connectors.
    import_connectors(names: Text, count: Number);
    /// Authorities between root and certificate.
    import_authorities(count: Number);
    /// Certificates that are kept from now on, though no server's document changes.
    import_files(count: Number);
    /// Nothing does.
    import_nothing();

    // What came of it
    /// It is done.
    import_done(servers: Number, certificates: Number);
    /// An organization was made by it.
    import_made(name: Text, path: Text);
    /// It was only looked at.
    import_dry_run();
    /// How far it is; said on one line that is written again and again.
    import_progress(done: Number, of: Number);
    /// The files are being read.
    import_reading(source: Text);

    // What there is to know
    /// A part of a source that could not be read.
    import_skipped(source: Text, place: Text, reason: Text);
    /// More of the same source.
    import_skipped_more(source: Text, count: Number);
    /// The source names another server.
    import_other_host(source: Text, named: Text, server: Text);
    /// Other servers of the source.
    import_left_out(source: Text, servers: Text);
    /// An error of the collector.
    import_collector(server: Text, error: Text);
    /// A fact that stays.
    import_kept(server: Text, fact: Text, kept: Text, said: Text);
    /// The same fact of certificates.
    import_kept_certificates(server: Text, fact: Text, count: Number, kept: Text, said: Text);
    /// A fact of certificates that nobody said.
    import_unknown(server: Text, fact: Text, count: Number);
    /// Facts of a server that nobody said.
    import_unknown_server(server: Text, facts: Text);
    /// IIS without its sites.
    import_unknown_site(server: Text, count: Number);
    /// What helps against what is unknown.
    import_unknown_remedy();
    /// Certificates that are not there any more.
    import_not_listed(server: Text, certificates: Text, count: Number);

    // What keeps it from being done
    /// The source does not say which server.
    import_which_server(source: Text);
    /// Two servers of one name.
    import_two_servers(server: Text, one: Text, other: Text);
    /// A server's name that cannot be one.
    import_not_a_name(source: Text, name: Text);
    /// What is wrong with a source, with its name.
    import_source(source: Text, reason: Text);
    /// There is nothing in it.
    import_empty();
    /// It is no source.
    import_unrecognised();
    /// It is too large.
    import_too_large(limit: Number);
    /// It is damaged.
    import_damaged(reason: Text);
    /// It is damaged there.
    import_damaged_at(place: Text, reason: Text);
    /// A date that can be read in two ways.
    import_ambiguous(date: Text, place: Text);
    /// It needs a password.
    import_password_needed();
    /// Exchange's own words, and what can be done.
    import_wrong_password();
    /// It could not be written.
    import_not_written(reason: Text);

    // Sources
    /// A certificate file.
    origin_file();
    /// A table.
    origin_table();
    /// CSV.
    origin_csv();
    /// A list.
    origin_list();
    /// JSON.
    origin_json();
    /// CLIXML without services.
    origin_raw_data();
    /// CLIXML.
    origin_clixml();
    /// The collector's inventory.
    origin_inventory();
}
