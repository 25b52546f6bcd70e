//! The script's steps: what each finds before and after, what it is called with, and what a reader is told of it.

use crate::cmdlets::print::quoted;
use crate::engine::{Protocol, Service, ServiceSet, StartupMode, Thumbprint};

use super::Section;
use super::changes::{ByHand, Change, Changes, changes};
use super::describe::{certificate, shown};
use super::quote::{array, comment, literal};

/// A step as the script has it.
pub(super) struct Planned {
    /// Its number in the script, from 1.
    pub(super) number: usize,
    /// What it does, for a reader.
    pub(super) summary: String,
    server: String,
    /// The name that the template knows this kind of step by.
    kind: &'static str,
    service: &'static str,
    thumbprint: String,
    /// What the step may find; each leads to `after`.
    before: Vec<String>,
    after: String,
    /// The switches of its cmdlet, each with its value.
    options: Vec<(&'static str, bool)>,
    /// Whether the server shows afterwards, for certain, that it was done.
    shows: bool,
    /// The number of an earlier step that may change the same value itself; 0 for none.
    follows: usize,
    /// `before`, for a reader.
    expected: String,
    /// What must be true of the certificate, for a reader.
    needs: &'static str,
    /// What the question before the step is about.
    target: String,
    /// The cmdlet that does it.
    action: String,
    back: Back,
    /// SMTP without the default: whether a later step makes the same certificate the default.
    becomes_default: Option<bool>,
    removal: Option<Removal>,
}

/// The way back.
enum Back {
    /// The value that is put back, and the question before it.
    To { value: String, target: String, action: String },
    /// There is none; why, for a reader.
    Stays(String),
}

/// What a removal may find.
struct Removal {
    /// The services that the certificate still has when its turn comes, at most.
    keeps: Vec<String>,
    /// The services that earlier steps take from it.
    loses: Vec<String>,
    /// Whether an earlier step makes another certificate the default SMTP certificate.
    loses_default: bool,
}

/// The steps of a section, numbered from `first` + 1, and what is left to a person.
pub(super) fn planned(section: &Section, first: usize) -> (Vec<Planned>, Vec<ByHand>) {
    let Changes { changes, by_hand } = changes(section.steps);
    let follows = |change: &Change| {
        let Change::Name { protocol, .. } = change else { return 0 };
        let gives = |other: &Change| matches!(other, Change::Flag { service, .. } if *service == protocol.service());
        changes.iter().rposition(gives).map_or(0, |at| first + at + 1)
    };
    let steps = changes.iter().enumerate().map(|(at, change)| {
        let writer = Writer { section, all: &changes };
        Planned { number: first + at + 1, follows: follows(change), ..writer.step(change) }
    });
    (steps.collect(), by_hand)
}

struct Writer<'a> {
    section: &'a Section<'a>,
    all: &'a [Change],
}

const USABLE: &str = "a certificate that is on the server, with the Status Valid";

impl Writer<'_> {
    fn step(&self, change: &Change) -> Planned {
        match change {
            Change::Flag { service, thumbprint } => self.flag(*service, *thumbprint),
            Change::Holder { service, thumbprint, before, require_ssl } => {
                self.holder(*service, *thumbprint, *before, *require_ssl)
            }
            Change::DefaultSmtp { thumbprint, before } => self.default_smtp(*thumbprint, *before),
            Change::Name { protocol, before, after } => self.name(*protocol, before.as_deref(), after),
            Change::Mode { service, before, after } => self.mode(*service, *before, *after),
            Change::NetworkService { thumbprint } => self.network_service(*thumbprint),
            Change::Remove { thumbprint } => self.remove(*thumbprint),
        }
    }

    fn server(&self) -> &str {
        self.section.server.as_str()
    }

    fn certificate(&self, thumbprint: Thumbprint) -> String {
        certificate(self.section, Some(thumbprint))
    }

    /// The question's target: `EX01: certificate 434AC224... (Contoso mail 2027)`.
    fn about(&self, what: &str) -> String {
        format!("{}: {what}", shown(self.server()))
    }

    /// A cmdlet with its server, for a reader.
    fn action(&self, cmdlet: &str, server: &str, rest: &str) -> String {
        format!("{cmdlet} -{server} {} {rest}", shown(&quoted(self.server())))
    }

    fn enable(&self, thumbprint: Thumbprint, services: &str, options: &[(&str, bool)]) -> String {
        let mut rest = format!("-Thumbprint {thumbprint} -Services {services}");
        for (name, _) in options {
            rest.extend([" -", name]);
        }
        self.action("Enable-ExchangeCertificate", "Server", &rest)
    }

    /// A step about a certificate, so far.
    fn about_certificate(&self, kind: &'static str, service: Service, thumbprint: Thumbprint) -> Planned {
        let certificate = self.certificate(thumbprint);
        Planned {
            number: 0,
            summary: format!("{}: certificate {certificate}", service.name()),
            server: self.server().to_owned(),
            kind,
            service: service.name(),
            thumbprint: thumbprint.to_string(),
            before: vec![String::new()],
            after: thumbprint.to_string(),
            options: Vec::new(),
            shows: true,
            follows: 0,
            expected: "(none)".to_owned(),
            needs: USABLE,
            target: self.about(&format!("certificate {certificate}")),
            action: String::new(),
            back: Back::Stays(String::new()),
            becomes_default: None,
            removal: None,
        }
    }

    fn flag(&self, service: Service, thumbprint: Thumbprint) -> Planned {
        let stays = format!("the certificate keeps {}: a service is only given, never taken away", service.name());
        let becomes_default = self
            .all
            .iter()
            .any(|change| matches!(change, Change::DefaultSmtp { thumbprint: named, .. } if *named == thumbprint));
        Planned {
            action: self.enable(thumbprint, service.name(), &[]),
            // The flags of IMAP and POP follow from the name, which is set later.
            shows: service == Service::Smtp,
            becomes_default: (service == Service::Smtp).then_some(becomes_default),
            back: Back::Stays(stays),
            ..self.about_certificate("Flag", service, thumbprint)
        }
    }

    /// A step about what one certificate has and another had.
    fn handed_on(&self, step: Planned, thumbprint: Thumbprint, before: Option<Thumbprint>, services: &str) -> Planned {
        let instead = before.map(|before| format!(", instead of {}", self.certificate(before))).unwrap_or_default();
        let back = match before {
            Some(previous) => Back::To {
                value: previous.to_string(),
                target: self.about(&format!("certificate {}", self.certificate(previous))),
                action: self.enable(previous, services, &step.options),
            },
            None => Back::Stays("it stays with the certificate: nobody had it before".to_owned()),
        };
        Planned {
            summary: format!("{}{instead}", step.summary),
            before: vec![before.map(|before| before.to_string()).unwrap_or_default()],
            expected: certificate(self.section, before),
            target: format!("{}{instead}", step.target),
            action: self.enable(thumbprint, services, &step.options),
            back,
            ..step
        }
    }

    fn holder(
        &self,
        service: Service,
        thumbprint: Thumbprint,
        before: Option<Thumbprint>,
        require_ssl: bool,
    ) -> Planned {
        let is_site = service == Service::Iis;
        let mut step = self.about_certificate(if is_site { "WebSite" } else { "Holder" }, service, thumbprint);
        if is_site && !require_ssl {
            step.options.push(("DoNotRequireSsl", true));
        }
        self.handed_on(step, thumbprint, before, service.name())
    }

    /// Only a default that is replaced needs `-Force`: without it Exchange asks, with it Exchange replaces.
    fn default_smtp(&self, thumbprint: Thumbprint, before: Option<Thumbprint>) -> Planned {
        let mut step = self.about_certificate("DefaultSmtp", Service::Smtp, thumbprint);
        step.summary = format!("default SMTP certificate: {}", self.certificate(thumbprint));
        step.target = self.about(&format!("default SMTP certificate {}", self.certificate(thumbprint)));
        if before.is_some() {
            step.options.push(("Force", true));
        }
        self.handed_on(step, thumbprint, before, Service::Smtp.name())
    }

    fn network_service(&self, thumbprint: Thumbprint) -> Planned {
        let options = vec![("NetworkServiceAllowed", true)];
        let step = self.about_certificate("NetworkService", Service::Smtp, thumbprint);
        Planned {
            summary: format!("Network Service may read the private key of {}", self.certificate(thumbprint)),
            service: "",
            action: self.enable(thumbprint, "None", &options),
            options,
            shows: false,
            back: Back::Stays("Network Service keeps its access to the private key".to_owned()),
            ..step
        }
    }

    /// A step about a setting, so far.
    fn setting(&self, kind: &'static str, service: Service, before: Vec<String>, after: &str) -> Planned {
        Planned {
            number: 0,
            summary: String::new(),
            server: self.server().to_owned(),
            kind,
            service: service.name(),
            thumbprint: String::new(),
            before,
            after: after.to_owned(),
            options: Vec::new(),
            shows: true,
            follows: 0,
            expected: String::new(),
            needs: "",
            target: String::new(),
            action: String::new(),
            back: Back::Stays(String::new()),
            becomes_default: None,
            removal: None,
        }
    }

    fn name(&self, protocol: Protocol, before: Option<&str>, after: &str) -> Planned {
        let (kind, cmdlet) = match protocol {
            Protocol::Imap => ("ImapName", "Set-ImapSettings"),
            Protocol::Pop => ("PopName", "Set-PopSettings"),
        };
        let service = protocol.service();
        let what = format!("X509CertificateName of {}", service.name());
        let set = |name: &str| self.action(cmdlet, "Server", &format!("-X509CertificateName {}", shown(&quoted(name))));
        let (found, expected, back) = if let Some(name) = before {
            let target = self.about(&format!("{what}: {}", shown(name)));
            let back = Back::To { value: name.to_owned(), target, action: set(name) };
            (vec![name.to_owned()], shown(name), back)
        } else {
            // What nobody recorded is what Exchange begins with: the server's own name.
            let own = std::iter::once(self.server()).chain(self.section.fqdn.as_deref()).map(str::to_owned);
            let found = std::iter::once(String::new()).chain(own).collect();
            let stays = Back::Stays("the name stays: the plan knows of none before it".to_owned());
            (found, "(none), or the server's own name".to_owned(), stays)
        };
        Planned {
            summary: format!("{what}: {}, instead of {expected}", shown(after)),
            target: self.about(&format!("{what}: {}, instead of {expected}", shown(after))),
            action: set(after),
            expected,
            back,
            ..self.setting(kind, service, found, after)
        }
    }

    fn mode(&self, service: Service, before: StartupMode, after: StartupMode) -> Planned {
        let (kind, cmdlet, server) = match service {
            Service::UmCallRouter => ("UMCallRouterMode", "Set-UMCallRouterSettings", "Server"),
            _ => ("UMMode", "Set-UMService", "Identity"),
        };
        let what = format!("UMStartupMode of {}", service.name());
        let set = |mode: StartupMode| self.action(cmdlet, server, &format!("-UMStartupMode {}", mode.name()));
        let summary = format!("{what}: {}, instead of {}", after.name(), before.name());
        Planned {
            target: self.about(&summary),
            summary,
            action: set(after),
            expected: before.name().to_owned(),
            back: Back::To {
                value: before.name().to_owned(),
                target: self.about(&format!("{what}: {}", before.name())),
                action: set(before),
            },
            ..self.setting(kind, service, vec![before.name().to_owned()], after.name())
        }
    }

    fn remove(&self, thumbprint: Thumbprint) -> Planned {
        let taken = |service: Service| {
            self.all.iter().any(|change| {
                matches!(change, Change::Holder { service: named, before, .. }
                    if *named == service && *before == Some(thumbprint))
            })
        };
        let loses_default = self
            .all
            .iter()
            .any(|change| matches!(change, Change::DefaultSmtp { before, .. } if *before == Some(thumbprint)));
        let given = self.all.iter().filter_map(|change| match change {
            Change::Flag { service, thumbprint: named } | Change::Holder { service, thumbprint: named, .. } => {
                (*named == thumbprint).then_some(*service)
            }
            _ => None,
        });
        let known = (self.section.describe)(thumbprint).unwrap_or_default().services;
        let known = given.fold(known, ServiceSet::with);
        let (loses, keeps): (Vec<Service>, Vec<Service>) = known.iter().partition(|service| taken(*service));
        let names = |services: Vec<Service>| services.into_iter().map(|service| service.name().to_owned()).collect();
        let step = self.about_certificate("Presence", Service::Smtp, thumbprint);
        Planned {
            summary: format!("remove certificate {}", self.certificate(thumbprint)),
            service: "",
            before: vec!["present".to_owned()],
            after: "absent".to_owned(),
            // The script has just asked.
            options: vec![("Confirm", false)],
            expected: "present".to_owned(),
            needs: "a certificate that nothing uses but what the plan knew of",
            action: self.action("Remove-ExchangeCertificate", "Server", &format!("-Thumbprint {thumbprint}")),
            back: Back::Stays(
                "the certificate stays removed: import it again from a backup with its private key".to_owned(),
            ),
            removal: Some(Removal { keeps: names(keeps), loses: names(loses), loses_default }),
            ..step
        }
    }
}

impl Planned {
    /// Whether the step needs a part of the template.
    pub(super) fn needs_part(&self, part: &str) -> bool {
        self.kind == part || (part == "Smtp" && self.kind == "Flag" && self.service == Service::Smtp.name())
    }

    /// The cmdlets of Exchange that the step uses.
    pub(super) fn cmdlets(&self) -> &'static [&'static str] {
        match self.kind {
            "Flag" if self.needs_part("Smtp") => {
                &["Get-ExchangeCertificate", "Get-TransportService", "Enable-ExchangeCertificate"]
            }
            "DefaultSmtp" => &["Get-ExchangeCertificate", "Get-TransportService", "Enable-ExchangeCertificate"],
            "ImapName" => &["Get-ImapSettings", "Set-ImapSettings"],
            "PopName" => &["Get-PopSettings", "Set-PopSettings"],
            "UMMode" => &["Get-UMService", "Set-UMService"],
            "UMCallRouterMode" => &["Get-UMCallRouterSettings", "Set-UMCallRouterSettings"],
            "Presence" => &["Get-ExchangeCertificate", "Get-TransportService", "Remove-ExchangeCertificate"],
            _ => &["Get-ExchangeCertificate", "Enable-ExchangeCertificate"],
        }
    }

    /// The step as an object of the script, line by line.
    pub(super) fn lines(&self) -> Vec<String> {
        let (undo, undo_target, undo_action, stays) = match &self.back {
            Back::To { value, target, action } => (value.as_str(), target.as_str(), action.as_str(), ""),
            Back::Stays(why) => ("", "", "", why.as_str()),
        };
        let options: Vec<_> = self.options.iter().map(|(name, on)| format!("{name} = ${on}")).collect();
        let options = if options.is_empty() { "@{}".to_owned() } else { format!("@{{ {} }}", options.join("; ")) };
        let mut fields = vec![
            ("Step", self.number.to_string()),
            ("Server", literal(&self.server)),
            ("Kind", literal(self.kind)),
            ("Service", literal(self.service)),
            ("Thumbprint", literal(&self.thumbprint)),
            ("Before", array(&self.before)),
            ("After", literal(&self.after)),
            ("Options", options),
            ("Shows", format!("${}", self.shows)),
            ("Follows", self.follows.to_string()),
            ("Expected", literal(&self.expected)),
            ("Needs", literal(self.needs)),
            ("Target", literal(&self.target)),
            ("Action", literal(&self.action)),
            ("Undo", literal(undo)),
            ("UndoTarget", literal(undo_target)),
            ("UndoAction", literal(undo_action)),
            ("Stays", literal(stays)),
        ];
        if let Some(becomes_default) = self.becomes_default {
            fields.push(("BecomesDefault", format!("${becomes_default}")));
        }
        if let Some(removal) = &self.removal {
            fields.push(("Keeps", array(&removal.keeps)));
            fields.push(("Loses", array(&removal.loses)));
            fields.push(("LosesDefault", format!("${}", removal.loses_default)));
        }
        let mut lines =
            vec![format!("    # {}. {}", self.number, comment(&self.summary)), "    [pscustomobject]@{".into()];
        lines.extend(fields.into_iter().map(|(name, value)| format!("        {name:<14} = {value}")));
        lines.push("    }".to_owned());
        lines
    }
}
