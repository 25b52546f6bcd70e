//! Merging, in stories: what several sources come to.

use super::*;
use crate::engine::{CertificateFact, FactChange, Origin, PrivateKey, ServerFact, Service, StartupMode, Trust};
use crate::import::source::{CertificateFacts, IisSites, RecordedFacts};

const A: Thumbprint = Thumbprint([0xAA; 20]);
const B: Thumbprint = Thumbprint([0xBB; 20]);

fn named(origin: Origin, change: impl FnOnce(&mut Source)) -> Named {
    let mut source = Source::new(origin);
    change(&mut source);
    Named { name: format!("{}.export", origin.name()), source }
}

/// A certificate of EX01 with these services.
fn holds(thumbprint: Thumbprint, names: &[Service]) -> CertificateFacts {
    CertificateFacts {
        server: Some("ex01.contoso.com".to_owned()),
        services: Some(names.iter().copied().collect()),
        status: Some(Trust::Trusted),
        private_key: Some(PrivateKey::Exportable),
        recorded: RecordedFacts { subject: Some("CN=mail.contoso.com".to_owned()), ..RecordedFacts::default() },
        ..CertificateFacts::new(thumbprint)
    }
}

/// What an organization says by now; grows by what is merged into it.
#[derive(Default)]
struct World {
    organization: Organization,
    servers: Vec<Arc<Server>>,
}

impl World {
    fn merge(&self, sources: &[Named], server: Option<&str>) -> Result<Merged, MergeError> {
        let names: Vec<ServerName> = self.servers.iter().map(|server| server.name.clone()).collect();
        let known = Known {
            organization: &self.organization,
            revision: Revision::default(),
            names: &names,
            servers: &self.servers,
            has_certificate: &|_| false,
            intermediates: &[],
        };
        merge(sources, &known, server)
    }

    /// Merges and lets the result be what the organization says.
    fn take(&mut self, sources: &[Named]) -> Merged {
        let merged = self.merge(sources, None).unwrap();
        for taken in &merged.intake.servers {
            self.servers.retain(|server| server.name != taken.after.name);
            self.servers.push(Arc::new(taken.after.clone()));
        }
        if let Some(changes) = &merged.intake.organization {
            self.organization.auth_certificate = changes.auth_certificate.or(self.organization.auth_certificate);
        }
        merged
    }

    fn server(&self) -> &Server {
        &self.servers[0]
    }
}

#[test]
fn a_server_that_nobody_knew_is_made_and_what_nobody_said_is_unknown() {
    let mut world = World::default();
    let merged = world.take(&[named(Origin::Clixml, |source| {
        source.certificates.push(CertificateFacts {
            iis_sites: Some(IisSites { default_web_site: true, back_end: false }),
            ..holds(A, &[Service::Iis, Service::Smtp])
        });
    })]);
    let server = world.server();
    assert_eq!((server.name.as_str(), server.fqdn.as_str(), server.build), ("EX01", "ex01.contoso.com", None));
    assert_eq!((server.assignments.iis, server.assignments.smtp.as_slice()), (Some(A), &[A][..]));
    assert!(server.is_unknown(ServerFact::SmtpDefault) && server.is_unknown(ServerFact::StartupMode));
    assert!(!server.is_unknown(ServerFact::Fqdn));
    assert!(matches!(merged.intake.servers[0].changes[0], FactChange::NewServer { origin: Origin::Clixml }));
    let Some(Remark::UnknownServer { facts, .. }) =
        merged.remarks.iter().find(|remark| matches!(remark, Remark::UnknownServer { .. }))
    else {
        panic!("{:?}", merged.remarks)
    };
    assert!(facts.contains(&ServerFact::Build) && facts.contains(&ServerFact::SmtpDefault));
}

#[test]
fn the_same_sources_again_change_nothing() {
    let sources = [
        named(Origin::Inventory, |source| {
            source.server("EX01").build = "15.2.2562.17".parse().ok();
            source.server("ex01.contoso.com").smtp_default = Some(Some(A));
            source.certificates.push(holds(A, &[Service::Smtp]));
            source.certificates.push(CertificateFacts { pending: true, ..CertificateFacts::new(B) });
            source.certificates[1].server = Some("EX01".to_owned());
        }),
        named(Origin::List, |source| source.certificates.push(holds(A, &[Service::Smtp, Service::Pop]))),
    ];
    let mut world = World::default();
    assert!(!world.take(&sources).intake.is_empty());
    let again = world.take(&sources);
    assert!(again.intake.is_empty(), "{:#?}", again.intake);
}

#[test]
fn a_better_source_upgrades_a_fact_and_a_worse_one_never_downgrades_it() {
    let mut world = World::default();
    world.take(&[named(Origin::Csv, |source| source.certificates.push(holds(A, &[Service::Pop])))]);
    world.take(&[named(Origin::Json, |source| source.certificates.push(holds(A, &[Service::Smtp])))]);
    assert_eq!(world.server().assignments.services_of(A).to_string(), "SMTP");

    let worse = world.take(&[named(Origin::Table, |source| source.certificates.push(holds(A, &[Service::Imap])))]);
    assert_eq!(world.server().assignments.services_of(A).to_string(), "SMTP");
    let kept = Remark::Kept {
        server: world.server().name.clone(),
        fact: Fact::Certificate(CertificateFact::Services),
        thumbprints: vec![A],
        kept: Origin::Json,
        said: Origin::Table,
    };
    assert!(worse.intake.is_empty() && worse.remarks.contains(&kept), "{worse:#?}");
    // A later export of the same kind is newer.
    world.take(&[named(Origin::Json, |source| source.certificates.push(holds(A, &[Service::Iis])))]);
    assert_eq!(world.server().assignments.services_of(A).to_string(), "IIS");
}

#[test]
fn of_several_sources_the_best_counts_whatever_their_order() {
    let better = || named(Origin::Clixml, |source| source.certificates.push(holds(A, &[Service::Smtp])));
    let worse = || named(Origin::Table, |source| source.certificates.push(holds(A, &[Service::Imap])));
    for sources in [[better(), worse()], [worse(), better()]] {
        let mut world = World::default();
        world.take(&sources);
        assert_eq!(world.server().assignments.services_of(A).to_string(), "SMTP");
    }
}

#[test]
fn a_degraded_export_knows_no_services_and_no_status_and_takes_neither_away() {
    let degraded = || {
        named(Origin::RawData, |source| {
            source.certificates.push(CertificateFacts { server: Some("EX01".to_owned()), ..CertificateFacts::new(A) });
        })
    };
    let mut world = World::default();
    let merged = world.take(&[degraded()]);
    let found = world.server().certificate(A).unwrap();
    assert!(found.services_unknown && found.trust == Trust::Unknown && found.private_key == PrivateKey::Unknown);
    let unknown = |fact| Remark::Unknown { server: world.server().name.clone(), fact, thumbprints: vec![A] };
    assert!(merged.remarks.contains(&unknown(CertificateFact::Services)), "{:?}", merged.remarks);
    assert!(merged.remarks.contains(&unknown(CertificateFact::Status)));
    // A lesser export that does know them is taken: nobody knew better.
    world.take(&[named(Origin::Table, |source| source.certificates.push(holds(A, &[Service::Smtp])))]);
    let found = world.server().certificate(A).unwrap();
    assert!(!found.services_unknown && found.trust == Trust::Trusted);
    world.take(&[degraded()]);
    assert!(!world.server().certificate(A).unwrap().services_unknown);
}

#[test]
fn a_service_that_one_certificate_can_hold_changes_hands() {
    let mut world = World::default();
    let on = |sites| Some(sites);
    world.take(&[named(Origin::Clixml, |source| {
        source.certificates.push(CertificateFacts {
            iis_sites: on(IisSites { default_web_site: true, back_end: true }),
            ..holds(A, &[Service::Iis, Service::Um])
        });
    })]);
    let moved = world.take(&[named(Origin::Clixml, |source| {
        source.certificates.push(CertificateFacts {
            iis_sites: on(IisSites { default_web_site: false, back_end: true }),
            ..holds(A, &[Service::Iis])
        });
        source.certificates.push(CertificateFacts {
            iis_sites: on(IisSites { default_web_site: true, back_end: false }),
            ..holds(B, &[Service::Iis, Service::Um])
        });
    })]);
    let after = &world.server().assignments;
    assert_eq!((after.iis, after.iis_back_end, after.um), (Some(B), Some(A), Some(B)));
    let lost = moved.intake.servers[0].changes.iter().any(|change| {
        matches!(change, FactChange::Certificate { thumbprint: A, before: Some(before), after: Some(after), .. }
            if before == "UM, IIS (W3SVC/1, W3SVC/2)" && after == "IIS (W3SVC/2)")
    });
    assert!(lost, "{:#?}", moved.intake.servers[0].changes);
}

#[test]
fn without_the_sites_of_iis_it_is_not_guessed_which_certificate_has_which() {
    let mut world = World::default();
    let merged = world.take(&[named(Origin::Json, |source| {
        source.certificates.extend([holds(A, &[Service::Iis]), holds(B, &[Service::Iis])]);
    })]);
    let after = &world.server().assignments;
    assert_eq!((after.iis, after.iis_site_unknown.as_slice()), (None, &[A, B][..]));
    assert!(after.services_of(A).contains(Service::Iis) && !after.holds(Service::Iis, A));
    assert!(merged.remarks.iter().any(|remark| matches!(remark, Remark::UnknownSite { .. })));
    // Once a better source says it, it is known, and a lesser one does not take it back.
    world.take(&[named(Origin::Inventory, |source| {
        source.certificates.push(CertificateFacts {
            iis_sites: Some(IisSites { default_web_site: true, back_end: false }),
            ..holds(A, &[Service::Iis])
        });
        source.certificates.push(CertificateFacts {
            iis_sites: Some(IisSites { default_web_site: false, back_end: true }),
            ..holds(B, &[Service::Iis])
        });
    })]);
    let after = &world.server().assignments;
    assert_eq!((after.iis, after.iis_back_end, after.iis_site_unknown.len()), (Some(A), Some(B), 0));
}

#[test]
fn facts_of_a_server_have_origins_too() {
    let mut world = World::default();
    let mode = |origin, mode| named(origin, |source| source.server("EX16").startup_mode = Some(mode));
    world.take(&[mode(Origin::Inventory, StartupMode::Tls)]);
    let worse = world.take(&[mode(Origin::List, StartupMode::Tcp)]);
    assert_eq!(world.server().um_startup_mode, StartupMode::Tls);
    assert!(worse.remarks.iter().any(|remark| matches!(remark, Remark::Kept { fact: Fact::Server(_), .. })));
    assert!(!world.server().is_unknown(ServerFact::StartupMode));
    assert!(world.server().is_unknown(ServerFact::CallRouterStartupMode));
}

#[test]
fn a_source_that_names_no_server_needs_to_be_told_one() {
    let unnamed =
        || named(Origin::Table, |source| source.certificates.push(CertificateFacts { server: None, ..holds(A, &[]) }));
    let world = World::default();
    let refused = world.merge(&[unnamed()], None).unwrap_err();
    assert_eq!(refused, MergeError::WhichServer { source: "table.export".to_owned() });
    let merged = world.merge(&[unnamed()], Some("EX05")).unwrap();
    assert_eq!(merged.intake.servers[0].name().as_str(), "EX05");
    assert_eq!(merged.intake.servers[0].after.build, None);
}

#[test]
fn a_source_that_names_another_server_is_taken_as_told_and_that_is_said() {
    let world = World::default();
    let source = named(Origin::Clixml, |source| source.certificates.push(holds(A, &[])));
    let merged = world.merge(&[source], Some("EX02")).unwrap();
    assert_eq!(merged.intake.servers[0].name().as_str(), "EX02");
    assert!(merged.remarks.iter().any(
        |remark| matches!(remark, Remark::OtherHost { named, taken_for, .. } if named == "ex01.contoso.com" && taken_for.as_str() == "EX02")
    ));
}

#[test]
fn of_a_source_with_several_servers_only_the_one_asked_for_is_taken() {
    let world = World::default();
    let source = named(Origin::Inventory, |source| {
        for name in ["ex01.contoso.com", "ex02.contoso.com", "ex03.contoso.com"] {
            source.server(name).build = "15.2.2562.17".parse().ok();
        }
    });
    let merged = world.merge(&[source], Some("EX02")).unwrap();
    let [taken] = &merged.intake.servers[..] else { panic!("{:?}", merged.intake.servers) };
    assert_eq!(taken.name().as_str(), "EX02");
    let left = Remark::LeftOut {
        source: "inventory.export".to_owned(),
        servers: vec!["ex01.contoso.com".to_owned(), "ex03.contoso.com".to_owned()],
    };
    assert!(merged.remarks.contains(&left), "{:?}", merged.remarks);
}

#[test]
fn two_servers_of_one_name_in_two_domains_are_not_mixed_up() {
    let world = World::default();
    let source = named(Origin::Inventory, |source| {
        source.server("ex01.contoso.com").dag = Some(None);
        source.server("ex01.fabrikam.com").dag = Some(None);
    });
    assert!(matches!(world.merge(&[source], None), Err(MergeError::TwoServers { .. })));
}

#[test]
fn a_name_that_is_no_file_name_is_refused() {
    for name in ["..", "a/b", "EX01:x", "a\\b", " ", "con*"] {
        let source = named(Origin::List, |source| {
            source.certificates.push(CertificateFacts { server: Some(name.to_owned()), ..holds(A, &[]) });
        });
        assert!(matches!(World::default().merge(&[source], None), Err(MergeError::NotAName { .. })), "{name}");
    }
}

#[test]
fn a_certificate_that_a_full_listing_lacks_stays_and_is_named() {
    let mut world = World::default();
    world.take(&[named(Origin::Clixml, |source| source.certificates.push(holds(A, &[Service::Smtp])))]);
    let merged = world.take(&[named(Origin::Inventory, |source| {
        source.server("ex01.contoso.com").dag = Some(None);
        source.certificates.push(holds(B, &[]));
    })]);
    assert!(world.server().certificate(A).is_some());
    let named = Remark::NotListed { server: world.server().name.clone(), thumbprints: vec![A] };
    assert!(merged.remarks.contains(&named), "{:?}", merged.remarks);
}

#[test]
fn a_certificate_file_is_judged_by_the_organizations_own_trust() {
    let mut world = World::default();
    let file = named(Origin::File, |source| {
        let found = CertificateFacts { private_key: Some(PrivateKey::Present), ..CertificateFacts::new(A) };
        source.certificates.push(CertificateFacts { server: Some("EX01".to_owned()), ..found });
    });
    world.take(&[file]);
    let found = world.server().certificate(A).unwrap();
    assert_eq!((found.trust.clone(), found.private_key), (Trust::Pending, PrivateKey::Present));
    assert!(found.services_unknown);
}

#[test]
fn the_auth_certificate_and_the_connectors_belong_to_the_organization() {
    let mut world = World::default();
    let auth = |origin, thumbprint| named(origin, |source| source.organization.auth_certificate = Some(thumbprint));
    let merged = world.take(&[auth(Origin::Inventory, A), auth(Origin::List, B)]);
    assert_eq!(merged.intake.organization.unwrap().auth_certificate, Some(A));
    assert_eq!(world.take(&[auth(Origin::Clixml, A)]).intake.organization, None);
}
