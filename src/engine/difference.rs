//! What is different between two states of one server: pure data, so that page and shell say it alike.

use std::collections::HashMap;

use super::build::Build;
use super::certificate::{Certificate, Knowledge, PrivateKey, Trust};
use super::server::{Assignments, Protocol, Role, Server, StartupMode};
use super::service::Service;
use super::thumbprint::Thumbprint;

/// One difference between two states of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A service that one certificate holds changed hands; without a holder nobody has it.
    Holder {
        /// IIS (on the Default Web Site), UM, or the call router.
        service: Service,
        /// Who held it.
        before: Option<Thumbprint>,
        /// Who holds it now.
        after: Option<Thumbprint>,
    },
    /// The certificate of the Exchange Back End.
    BackEnd {
        /// Before.
        before: Option<Thumbprint>,
        /// Now.
        after: Option<Thumbprint>,
    },
    /// The default SMTP certificate.
    DefaultSmtp {
        /// Before.
        before: Option<Thumbprint>,
        /// Now.
        after: Option<Thumbprint>,
    },
    /// A certificate has a service that several can have.
    Gained {
        /// The certificate.
        thumbprint: Thumbprint,
        /// The service; IIS on a site that nobody knows.
        service: Service,
    },
    /// A certificate no longer has it.
    Lost {
        /// The certificate.
        thumbprint: Thumbprint,
        /// The service.
        service: Service,
    },
    /// A protocol's `X509CertificateName`.
    ProtocolName {
        /// IMAP or POP.
        protocol: Protocol,
        /// Before.
        before: Option<String>,
        /// Now.
        after: Option<String>,
    },
    /// A startup mode.
    StartupMode {
        /// UM or the call router.
        service: Service,
        /// Before.
        before: StartupMode,
        /// Now.
        after: StartupMode,
    },
    /// The certificate, or the pending request, came.
    Came {
        /// It.
        thumbprint: Thumbprint,
    },
    /// The certificate, or the pending request, is gone.
    Gone {
        /// It.
        thumbprint: Thumbprint,
    },
    /// Another friendly name.
    FriendlyName {
        /// The certificate.
        thumbprint: Thumbprint,
        /// The name before.
        before: String,
        /// The name now.
        after: String,
    },
    /// Something else about the private key.
    PrivateKey {
        /// The certificate.
        thumbprint: Thumbprint,
        /// Now.
        after: PrivateKey,
    },
    /// Something else is recorded of the certificate, or it is judged otherwise.
    Facts {
        /// The certificate.
        thumbprint: Thumbprint,
    },
    /// The fully qualified domain name.
    Fqdn {
        /// Now.
        after: String,
    },
    /// The build.
    Build {
        /// Before.
        before: Option<Build>,
        /// Now.
        after: Option<Build>,
    },
    /// The roles.
    Roles {
        /// Now.
        after: Vec<Role>,
    },
    /// The database availability group.
    Dag {
        /// Now.
        after: Option<String>,
    },
    /// The Edge subscription.
    EdgeSubscription {
        /// Now.
        after: Option<String>,
    },
    /// What nobody knows of the server, or where its facts come from.
    Origins,
    /// The certificates stand in another order.
    Order,
    /// Only text that nothing here reads: comments, blanks, keys of others.
    Text,
}

/// What is different now, what matters most first; nothing when it is the same document. Facts that are still being read
/// are not compared.
#[must_use]
pub fn differences(before: &Server, after: &Server) -> Vec<Difference> {
    if before.revision == after.revision {
        return Vec::new();
    }
    let mut found = Vec::new();
    // Every field is named: what is added to a server has to be compared, or said to mean nothing here.
    let Server {
        name: _,
        fqdn,
        build,
        roles,
        dag,
        edge_subscription,
        um_startup_mode,
        um_call_router_startup_mode,
        assignments,
        certificates,
        unknown,
        origins,
        revision: _,
    } = before;
    of_assignments(&mut found, assignments, &after.assignments);
    let modes = [
        (Service::Um, *um_startup_mode, after.um_startup_mode),
        (Service::UmCallRouter, *um_call_router_startup_mode, after.um_call_router_startup_mode),
    ];
    found.extend(
        modes
            .into_iter()
            .filter(|(_, before, after)| before != after)
            .map(|(service, before, after)| Difference::StartupMode { service, before, after }),
    );
    of_certificates(&mut found, certificates, &after.certificates);
    if *fqdn != after.fqdn {
        found.push(Difference::Fqdn { after: after.fqdn.clone() });
    }
    if *build != after.build {
        found.push(Difference::Build { before: *build, after: after.build });
    }
    if *roles != after.roles {
        found.push(Difference::Roles { after: after.roles.clone() });
    }
    if *dag != after.dag {
        found.push(Difference::Dag { after: after.dag.clone() });
    }
    if *edge_subscription != after.edge_subscription {
        found.push(Difference::EdgeSubscription { after: after.edge_subscription.clone() });
    }
    if *unknown != after.unknown || *origins != after.origins {
        found.push(Difference::Origins);
    }
    if found.is_empty() && !order(certificates).eq(order(&after.certificates)) {
        found.push(Difference::Order);
    }
    if found.is_empty() {
        found.push(Difference::Text);
    }
    found
}

fn order(certificates: &[Certificate]) -> impl Iterator<Item = Thumbprint> {
    certificates.iter().map(|certificate| certificate.thumbprint)
}

fn of_assignments(found: &mut Vec<Difference>, before: &Assignments, after: &Assignments) {
    let Assignments {
        iis,
        iis_back_end,
        iis_site_unknown,
        smtp,
        smtp_default,
        imap,
        pop,
        um,
        um_call_router,
        federation,
        imap_name,
        pop_name,
    } = before;
    let holders = [
        (Service::Iis, *iis, after.iis),
        (Service::Um, *um, after.um),
        (Service::UmCallRouter, *um_call_router, after.um_call_router),
    ];
    for (service, before, after) in holders.into_iter().filter(|(_, before, after)| before != after) {
        found.push(Difference::Holder { service, before, after });
    }
    if *smtp_default != after.smtp_default {
        found.push(Difference::DefaultSmtp { before: *smtp_default, after: after.smtp_default });
    }
    let lists = [
        (Service::Smtp, smtp, &after.smtp),
        (Service::Imap, imap, &after.imap),
        (Service::Pop, pop, &after.pop),
        (Service::Iis, iis_site_unknown, &after.iis_site_unknown),
        (Service::Federation, federation, &after.federation),
    ];
    for (service, before, after) in lists {
        let gained = after.iter().filter(|holder| !before.contains(holder));
        found.extend(gained.map(|&thumbprint| Difference::Gained { thumbprint, service }));
        let lost = before.iter().filter(|holder| !after.contains(holder));
        found.extend(lost.map(|&thumbprint| Difference::Lost { thumbprint, service }));
    }
    if *iis_back_end != after.iis_back_end {
        found.push(Difference::BackEnd { before: *iis_back_end, after: after.iis_back_end });
    }
    for (protocol, before, after) in
        [(Protocol::Imap, imap_name, &after.imap_name), (Protocol::Pop, pop_name, &after.pop_name)]
    {
        if before != after {
            found.push(Difference::ProtocolName { protocol, before: before.clone(), after: after.clone() });
        }
    }
}

/// One look for each, of however many there are.
fn by_thumbprint(all: &[Certificate]) -> HashMap<Thumbprint, &Certificate> {
    all.iter().map(|certificate| (certificate.thumbprint, certificate)).collect()
}

fn of_certificates(found: &mut Vec<Difference>, before: &[Certificate], after: &[Certificate]) {
    let (earlier, now) = (by_thumbprint(before), by_thumbprint(after));
    let came = order(after).filter(|thumbprint| !earlier.contains_key(thumbprint));
    found.extend(came.map(|thumbprint| Difference::Came { thumbprint }));
    let gone = order(before).filter(|thumbprint| !now.contains_key(thumbprint));
    found.extend(gone.map(|thumbprint| Difference::Gone { thumbprint }));
    for earlier in before {
        if let Some(now) = now.get(&earlier.thumbprint) {
            of_certificate(found, earlier, now);
        }
    }
}

fn of_certificate(found: &mut Vec<Difference>, before: &Certificate, after: &Certificate) {
    let Certificate {
        thumbprint,
        friendly_name,
        private_key,
        kind,
        facts,
        trust,
        evidence: _,
        services_unknown,
        root_ca_type,
        origins,
    } = before;
    let thumbprint = *thumbprint;
    if *friendly_name != after.friendly_name {
        let (before, after) = (friendly_name.clone(), after.friendly_name.clone());
        found.push(Difference::FriendlyName { thumbprint, before, after });
    }
    if *private_key != after.private_key {
        found.push(Difference::PrivateKey { thumbprint, after: after.private_key });
    }
    // What is still being read or judged cannot be compared; what it rests on follows from the trust files.
    let read = *facts != Knowledge::Pending && after.facts != Knowledge::Pending;
    let judged = *trust != Trust::Pending && after.trust != Trust::Pending;
    let other_facts = read && *facts != after.facts;
    let other_verdict = read && judged && (*trust != after.trust || *root_ca_type != after.root_ca_type);
    let other_record = *kind != after.kind || *services_unknown != after.services_unknown || *origins != after.origins;
    if other_facts || other_verdict || other_record {
        found.push(Difference::Facts { thumbprint });
    }
}
