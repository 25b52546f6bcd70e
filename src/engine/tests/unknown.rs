//! What an import could not learn of a server keeps those services from being assigned that depend on it, and no other.

use super::*;

/// Which of the services are refused because something is unknown.
fn unknown(server: &Server) -> Vec<Service> {
    let services = [Service::Iis, Service::Imap, Service::Pop, Service::Smtp, Service::Um, Service::UmCallRouter];
    let is_unknown = |service: &Service| refused(server, *service) == Some(RuleId::FactsUnknown);
    services.into_iter().filter(is_unknown).collect()
}

fn without(fact: ServerFact) -> Server {
    let mut server = exchange_2016();
    server.unknown.insert(fact);
    match fact {
        ServerFact::SmtpDefault => server.assignments.smtp_default = None,
        ServerFact::StartupMode => server.um_startup_mode = StartupMode::Tcp,
        ServerFact::CallRouterStartupMode => server.um_call_router_startup_mode = StartupMode::Tcp,
        _ => {}
    }
    server
}

#[test]
fn a_service_waits_for_the_fact_it_depends_on() {
    assert_eq!(unknown(&exchange_2016()), []);
    assert_eq!(unknown(&without(ServerFact::SmtpDefault)), [Service::Smtp]);
    assert_eq!(unknown(&without(ServerFact::StartupMode)), [Service::Um]);
    assert_eq!(unknown(&without(ServerFact::CallRouterStartupMode)), [Service::UmCallRouter]);
    assert_eq!(unknown(&without(ServerFact::Dag)), []);
    let mut ex01 = exchange_2016();
    ex01.assignments.iis_site_unknown = vec![thumb(OLD)];
    assert_eq!(unknown(&ex01), [Service::Iis], "nobody knows from whom it would be taken");
}
