//! Who serves what, by what a source says of one certificate after the other.

use crate::engine::{Assignments, Service, ServiceSet, Thumbprint};
use crate::import::source::{CertificateFacts, IisSites};

/// Takes the services of a certificate, those it has and those it has not.
///
/// IIS is two sites: the Default Web Site and the Exchange Back End. A source that shows IIS without naming the site
/// leaves that open, unless it was known before. Source: `IISServices` in the public exports of microsoft/CSS-Exchange.
pub(super) fn take(assignments: &mut Assignments, facts: &CertificateFacts) {
    let Some(services) = facts.services else { return };
    let thumbprint = facts.thumbprint;
    for (service, holders) in [
        (Service::Smtp, &mut assignments.smtp),
        (Service::Imap, &mut assignments.imap),
        (Service::Pop, &mut assignments.pop),
        (Service::Federation, &mut assignments.federation),
    ] {
        member(holders, thumbprint, services.contains(service));
    }
    holder(&mut assignments.um, thumbprint, services.contains(Service::Um));
    holder(&mut assignments.um_call_router, thumbprint, services.contains(Service::UmCallRouter));
    sites(assignments, thumbprint, services, facts);
}

/// Whether the assignments say of the certificate what the source says.
pub(super) fn says(assignments: &Assignments, facts: &CertificateFacts) -> bool {
    let thumbprint = facts.thumbprint;
    let sites = IisSites {
        default_web_site: assignments.iis == Some(thumbprint),
        back_end: assignments.iis_back_end == Some(thumbprint),
    };
    facts.services.is_none_or(|services| assignments.services_of(thumbprint) == services)
        && facts.iis_sites.is_none_or(|said| said == sites)
}

fn sites(assignments: &mut Assignments, thumbprint: Thumbprint, services: ServiceSet, facts: &CertificateFacts) {
    let shows = services.contains(Service::Iis);
    let named = facts.iis_sites.filter(|sites| sites.default_web_site || sites.back_end || !shows);
    match named {
        Some(sites) => {
            holder(&mut assignments.iis, thumbprint, sites.default_web_site);
            holder(&mut assignments.iis_back_end, thumbprint, sites.back_end);
            member(&mut assignments.iis_site_unknown, thumbprint, false);
        }
        None if shows => {
            let known = [assignments.iis, assignments.iis_back_end].contains(&Some(thumbprint));
            member(&mut assignments.iis_site_unknown, thumbprint, !known);
        }
        None => {
            holder(&mut assignments.iis, thumbprint, false);
            holder(&mut assignments.iis_back_end, thumbprint, false);
            member(&mut assignments.iis_site_unknown, thumbprint, false);
        }
    }
}

fn member(holders: &mut Vec<Thumbprint>, thumbprint: Thumbprint, is: bool) {
    let known = holders.contains(&thumbprint);
    if is && !known {
        holders.push(thumbprint);
    } else if !is && known {
        holders.retain(|holder| *holder != thumbprint);
    }
}

fn holder(place: &mut Option<Thumbprint>, thumbprint: Thumbprint, is: bool) {
    if is {
        *place = Some(thumbprint);
    } else {
        place.take_if(|holder| *holder == thumbprint);
    }
}
