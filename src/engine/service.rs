//! The Exchange services a certificate can be assigned to, and sets of them.

use std::fmt;

/// An Exchange service; the value is Exchange's own flag (`AllowedServices`).
///
/// Source: the flags 1, 2, 8 and 16 are proven by decoded exports; 4, 32 and 64 follow the documented order of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Service {
    /// IMAP4 client connections.
    Imap = 1,
    /// POP3 client connections.
    Pop = 2,
    /// Unified Messaging on a Mailbox server; 2013 and 2016 only.
    Um = 4,
    /// The Default Web Site and, apart from it, the Exchange Back End.
    Iis = 8,
    /// External SMTP and, for the default certificate, SMTP between Exchange servers.
    Smtp = 16,
    /// A federation trust; never assigned here (rule `federation-elsewhere`).
    Federation = 32,
    /// The Unified Messaging call router; 2013 and 2016 only.
    UmCallRouter = 64,
}

impl Service {
    /// Every service in the order in which Exchange prints them in a list.
    pub const PRINTED: [Service; 7] = [
        Service::Imap,
        Service::Pop,
        Service::Um,
        Service::Iis,
        Service::Smtp,
        Service::Federation,
        Service::UmCallRouter,
    ];

    /// The services of the page's check boxes, in the order of the source's table.
    pub const OFFERED: [Service; 6] =
        [Service::Iis, Service::Imap, Service::Pop, Service::Smtp, Service::Um, Service::UmCallRouter];

    /// The name in the shell and on the page; never translated.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Service::Imap => "IMAP",
            Service::Pop => "POP",
            Service::Um => "UM",
            Service::Iis => "IIS",
            Service::Smtp => "SMTP",
            Service::Federation => "Federation",
            Service::UmCallRouter => "UMCallRouter",
        }
    }

    /// The service of that name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Service> {
        Service::PRINTED.into_iter().find(|service| service.name().eq_ignore_ascii_case(name))
    }

    /// The letter of the 7-letter `Services` column. The `C` of the call router is not attested anywhere.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Service::Imap => 'I',
            Service::Pop => 'P',
            Service::Um => 'U',
            Service::Iis => 'W',
            Service::Smtp => 'S',
            Service::Federation => 'F',
            Service::UmCallRouter => 'C',
        }
    }

    /// Whether it is Unified Messaging or its call router.
    #[must_use]
    pub const fn is_unified_messaging(self) -> bool {
        matches!(self, Service::Um | Service::UmCallRouter)
    }

    const fn flag(self) -> u8 {
        self as u8
    }
}

/// A set of services; the bits are Exchange's own flags.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ServiceSet(u8);

impl ServiceSet {
    /// No service.
    pub const NONE: ServiceSet = ServiceSet(0);

    /// Whether `service` is in the set.
    #[must_use]
    pub const fn contains(self, service: Service) -> bool {
        self.0 & service.flag() != 0
    }

    /// The set with `service`.
    #[must_use]
    pub const fn with(self, service: Service) -> ServiceSet {
        ServiceSet(self.0 | service.flag())
    }

    /// The set without `service`.
    #[must_use]
    pub const fn without(self, service: Service) -> ServiceSet {
        ServiceSet(self.0 & !service.flag())
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many services are in it.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Exchange's own number for the set, as it stands in exports (27 = IMAP, POP, IIS, SMTP).
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The services in Exchange's printed order.
    pub fn iter(self) -> impl Iterator<Item = Service> {
        Service::PRINTED.into_iter().filter(move |service| self.contains(*service))
    }

    /// The services in the order of the page.
    pub fn offered(self) -> impl Iterator<Item = Service> {
        Service::OFFERED.into_iter().filter(move |service| self.contains(*service))
    }

    /// The seven letters of the `Services` column, a dot where a service is missing: `IP.WS..`.
    #[must_use]
    pub fn letters(self) -> String {
        Service::PRINTED
            .into_iter()
            .map(|service| if self.contains(service) { service.letter() } else { '.' })
            .collect()
    }
}

impl FromIterator<Service> for ServiceSet {
    fn from_iter<I: IntoIterator<Item = Service>>(services: I) -> Self {
        services.into_iter().fold(ServiceSet::NONE, ServiceSet::with)
    }
}

impl fmt::Display for ServiceSet {
    /// As `Format-List` prints it: `IMAP, POP, IIS, SMTP`, or `None`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("None");
        }
        for (index, service) in self.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            f.write_str(service.name())?;
        }
        Ok(())
    }
}

impl fmt::Debug for ServiceSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_prints_as_exchange_prints_it() {
        let set: ServiceSet = [Service::Smtp, Service::Iis, Service::Pop, Service::Imap].into_iter().collect();
        assert_eq!(set.to_string(), "IMAP, POP, IIS, SMTP");
        assert_eq!(set.letters(), "IP.WS..");
        assert_eq!(set.bits(), 27);
        assert_eq!(ServiceSet::NONE.to_string(), "None");
        assert_eq!(ServiceSet::NONE.letters(), ".......");
    }

    #[test]
    fn a_service_is_found_by_name_in_any_case() {
        assert_eq!(Service::named("umcallrouter"), Some(Service::UmCallRouter));
        assert_eq!(Service::named("OWA"), None);
    }
}
