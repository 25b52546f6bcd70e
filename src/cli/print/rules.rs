//! Rules, warnings, follow-ups, and what the services cover.

use super::markdown::{code, table};
use crate::cli::session::Session;
use crate::engine::rules::RULES;
use crate::engine::warnings::WARNINGS;
use crate::engine::{FOLLOW_UPS, Service};
use crate::locale::{Message, explain, say};

pub(super) fn lines(session: &Session) -> Vec<String> {
    let title = |mark: &str, message: &Message| vec![format!("{mark} {}", session.say(message)), String::new()];
    let paragraph = |message: &Message| vec![session.say(message), String::new()];
    let blank = || vec![String::new()];
    [
        title("#", &say::print_rules_title()),
        paragraph(&say::print_rules_intro()),
        title("##", &say::print_rules_rules()),
        rules(session),
        blank(),
        title("##", &say::print_rules_warnings()),
        paragraph(&say::print_rules_warnings_intro()),
        kinds(session, &say::print_column_warning(), &WARNINGS, explain::warning_kind),
        blank(),
        title("##", &say::print_rules_follow_ups()),
        paragraph(&say::print_rules_follow_ups_intro()),
        kinds(session, &say::print_column_when(), &FOLLOW_UPS, explain::follow_up_kind),
        blank(),
        title("##", &say::print_rules_services()),
        services(session),
    ]
    .concat()
}

fn rules(session: &Session) -> Vec<String> {
    let columns = [say::print_column_id(), say::print_column_rule(), say::print_column_source()];
    let rows: Vec<_> = RULES
        .iter()
        .map(|rule| vec![code(rule.id.id()), session.say(&explain::rule(rule.id)), rule.source.to_owned()])
        .collect();
    table(&columns.map(|column| session.say(&column)), &rows)
}

fn kinds(
    session: &Session,
    column: &Message,
    listed: &[(&str, &str)],
    kind: fn(&str) -> Option<Message>,
) -> Vec<String> {
    let row = |(id, source): &(&str, &str)| {
        vec![code(id), kind(id).map(|message| session.say(&message)).unwrap_or_default(), (*source).to_owned()]
    };
    let columns = [session.say(&say::print_column_id()), session.say(column), session.say(&say::print_column_source())];
    table(&columns, &listed.iter().map(row).collect::<Vec<_>>())
}

fn services(session: &Session) -> Vec<String> {
    let columns = [say::print_column_service(), say::print_column_covers()];
    let row = |service: Service| {
        let uses: Vec<_> = explain::service_uses(service).iter().map(|uses| session.say(uses)).collect();
        vec![service.name().to_owned(), uses.join("; ")]
    };
    let rows: Vec<_> = Service::OFFERED.into_iter().chain([Service::Federation]).map(row).collect();
    table(&columns.map(|column| session.say(&column)), &rows)
}
