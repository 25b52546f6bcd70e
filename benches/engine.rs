//! What a question to the engine costs: the edit dialog asks one on every tick, a plan for many servers asks many.

#![allow(clippy::unwrap_used, missing_docs, reason = "a measurement that cannot start has nothing to report")]

mod support;

use std::hint::black_box;

use divan::Bencher;
use exchcert::engine::{self, Access, DefaultSmtp, Organization, Request, Server, ServerName, ServiceSet};
use support::{NOW, free_certificate, server};

fn main() {
    divan::main();
}

fn organization() -> Organization {
    Organization { name: "Contoso".to_owned(), edge_subscribed: Some(true), ..Organization::default() }
}

/// All services for the certificate that holds none, the default SMTP certificate replaced.
fn request(servers: Vec<ServerName>) -> Request {
    let services = engine::Service::OFFERED
        .into_iter()
        .filter(|s| !matches!(s, engine::Service::Um | engine::Service::UmCallRouter));
    let services: ServiceSet = services.collect();
    let first = servers.first().cloned().unwrap();
    let mut request = Request::assign(first, free_certificate(), services, Access::Full);
    request.servers = servers;
    request.default_smtp = DefaultSmtp::Replace;
    request
}

/// One certificate, every service, one server of so many certificates.
#[divan::bench(args = [5, 50, 500, 5_000])]
fn plan_for_one_server(bencher: Bencher, certificates: usize) {
    let (organization, server) = (organization(), server("EX01", certificates));
    let request = request(vec![server.name.clone()]);
    assert!(!engine::plan(&organization, &[&server], &request, NOW).unwrap().plan.is_empty());
    bencher.bench_local(|| black_box(engine::plan(&organization, &[&server], &request, NOW)));
}

/// One certificate, every service, a thousand servers of fifty certificates each.
#[divan::bench]
fn plan_for_a_thousand_servers(bencher: Bencher) {
    let organization = organization();
    let servers: Vec<Server> = (0..1_000).map(|index| server(&format!("EX{index:04}"), 50)).collect();
    let named: Vec<&Server> = servers.iter().collect();
    let request = request(servers.iter().map(|server| server.name.clone()).collect());
    bencher.bench_local(|| black_box(engine::plan(&organization, &named, &request, NOW)));
}

/// The state of every check box, as the edit dialog asks it.
#[divan::bench]
fn boxes(bencher: Bencher) {
    let (organization, server) = (organization(), server("EX01", 50));
    let certificate = server.certificate(free_certificate()).unwrap();
    bencher.bench_local(|| black_box(engine::boxes(&organization, &server, certificate, Access::Full, NOW)));
}
