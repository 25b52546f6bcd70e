//! From the values that Exchange's cmdlets give their properties, as text, to facts.
//!
//! Pure functions on strings: the same property says the same whether it stands in CLIXML, JSON, CSV or a list. Each gives
//! `None`, or names what it does not know, rather than a guess.
//!
//! Sources: the names are those of Microsoft's reference for `Get-ExchangeCertificate` and of the public exports in
//! microsoft/CSS-Exchange; how far the numbers are proven stands beside them.

use crate::engine::{Build, Moment, Role, RootCaType, Service, ServiceSet, Thumbprint, Trust};

/// What a text says of services.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Services {
    /// Those that are known.
    pub(super) set: ServiceSet,
    /// Names or flags that are not, as they stand there.
    pub(super) unknown: Vec<String>,
}

/// `Services`: names with commas between them (`IMAP, POP, IIS, SMTP`), `None`, or the number of the flags. `None` for an
/// empty text.
pub(super) fn services(text: &str) -> Option<Services> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if let Ok(flags) = text.parse::<i64>() {
        return Some(service_flags(flags));
    }
    let mut services = Services::default();
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("None")) {
        match Service::named(name) {
            Some(service) => services.set = services.set.with(service),
            None => services.unknown.push(name.to_owned()),
        }
    }
    Some(services)
}

/// The flags of `AllowedServices`; how far they are proven: [`Service`].
pub(super) fn service_flags(flags: i64) -> Services {
    let (known, strange): (Vec<i64>, Vec<i64>) = (0..i64::BITS)
        .map(|bit| flags & (1 << bit))
        .filter(|flag| *flag != 0)
        .partition(|flag| (1..=64).contains(flag));
    let service = |flag: &i64| Service::PRINTED.into_iter().find(|service| *service as i64 == *flag);
    Services {
        set: known.iter().filter_map(service).collect(),
        unknown: strange.iter().map(ToString::to_string).collect(),
    }
}

/// `ServicesStringForm`: seven letters at their places, a dot where a service is missing (`IP.WS..`); six in Exchange 2010.
/// `None` for any other text. The call router's letter is attested nowhere: any letter at its place counts.
pub(super) fn service_letters(text: &str) -> Option<ServiceSet> {
    let letters: Vec<char> = text.trim().chars().collect();
    if !(6..=7).contains(&letters.len()) {
        return None;
    }
    let mut set = ServiceSet::NONE;
    for (letter, service) in letters.into_iter().zip(Service::PRINTED) {
        match letter {
            '.' => {}
            _ if service == Service::UmCallRouter && letter.is_ascii_alphabetic() => set = set.with(service),
            _ if letter == service.letter() => set = set.with(service),
            _ => return None,
        }
    }
    Some(set)
}

/// EMS `Status` as a server reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are Exchange's own")]
pub(super) enum Reported {
    Unknown,
    Valid,
    Revoked,
    DateInvalid,
    Untrusted,
    Invalid,
    RevocationCheckFailure,
    PendingRequest,
}

/// Every Status with its number and its name.
///
/// The names are documented. Of the numbers only Valid is proven, by every decoded export in microsoft/CSS-Exchange; the
/// others follow the order of that project's `HealthChecker`.
const REPORTED: [(i64, &str, Reported); 8] = [
    (0, "Unknown", Reported::Unknown),
    (1, "Valid", Reported::Valid), // proven
    (2, "Revoked", Reported::Revoked),
    (3, "DateInvalid", Reported::DateInvalid),
    (4, "Untrusted", Reported::Untrusted),
    (5, "Invalid", Reported::Invalid),
    (6, "RevocationCheckFailure", Reported::RevocationCheckFailure),
    (7, "PendingRequest", Reported::PendingRequest),
];

/// `Status`: a name in any case, or its number.
pub(super) fn status(text: &str) -> Option<Reported> {
    let text = text.trim();
    let number = text.parse::<i64>().ok();
    let row = REPORTED.iter().find(|(at, name, _)| Some(*at) == number || name.eq_ignore_ascii_case(text))?;
    Some(row.2)
}

impl Reported {
    /// What the server's judgement says of the chain. `self_signed` is `IsSelfSigned`, where it is known: Exchange calls a
    /// self-signed certificate without a trusted root Valid. `None` for `Unknown`, and for a pending request.
    pub(super) fn trust(self, self_signed: Option<bool>) -> Option<Trust> {
        match self {
            Reported::Unknown | Reported::PendingRequest => None,
            // Dates are computed: a certificate out of its dates has an intact chain.
            Reported::Valid | Reported::DateInvalid if self_signed == Some(true) => Some(Trust::SelfSigned),
            Reported::Valid | Reported::DateInvalid => Some(Trust::Trusted),
            Reported::Revoked => Some(Trust::Revoked),
            Reported::Untrusted => Some(Trust::Untrusted),
            // The server does not say which error it was.
            Reported::Invalid => Some(Trust::Invalid("Invalid".into())),
            Reported::RevocationCheckFailure => Some(Trust::RevocationCheckFailure),
        }
    }
}

/// `RootCAType`: a name in any case, or its number. The numbers 0 and 3 are proven by decoded exports; the others follow
/// the documented order.
pub(super) fn root_ca_type(text: &str) -> Option<RootCaType> {
    let text = text.trim();
    let number = text.parse::<usize>().ok();
    let mut all = RootCaType::ALL.into_iter().enumerate();
    all.find(|(at, root)| Some(*at) == number || root.name().eq_ignore_ascii_case(text)).map(|(_, root)| root)
}

/// `AdminDisplayVersion`: `Version 15.2 (Build 986.5)` or `15.2.986.5`.
pub(super) fn build(text: &str) -> Option<Build> {
    let text = text.trim();
    let Some(version) = text.strip_prefix("Version ") else { return text.parse().ok() };
    let (product, build) = version.split_once("(Build ")?;
    format!("{}.{}", product.trim(), build.strip_suffix(')')?.trim()).parse().ok()
}

/// `ServerRole`: names with commas between them; those that this program has no role for are in the second list.
pub(super) fn roles(text: &str) -> (Vec<Role>, Vec<String>) {
    let (mut roles, mut unknown) = (Vec::new(), Vec::new());
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let role = match name.to_ascii_lowercase().as_str() {
            "mailbox" => Role::Mailbox,
            "clientaccess" => Role::ClientAccess,
            "edge" | "edgetransport" => Role::EdgeTransport,
            _ => {
                unknown.push(name.to_owned());
                continue;
            }
        };
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    (roles, unknown)
}

/// A certificate's `Identity`, `SERVER\THUMBPRINT`: the server and the thumbprint.
pub(super) fn identity(text: &str) -> Option<(&str, Thumbprint)> {
    let (server, thumbprint) = text.trim().rsplit_once('\\')?;
    (!server.is_empty()).then_some(())?;
    Some((server, thumbprint.parse().ok()?))
}

/// The number of the site in `IIS://SERVER/W3SVC/n`.
pub(super) fn iis_site(text: &str) -> Option<u32> {
    let (_, rest) = text.trim().strip_prefix("IIS://")?.split_once('/')?;
    rest.strip_prefix("W3SVC/")?.parse().ok()
}

/// The name in an Active Directory identity: `contoso.com/Configuration/Sites/Rome`, `CN=EX01,CN=Servers,...` or `EX01`.
pub(super) fn leaf(text: &str) -> &str {
    let text = text.trim();
    match text.get(..3) {
        Some(start) if start.eq_ignore_ascii_case("CN=") => {
            text.get(3..).unwrap_or_default().split(',').next().unwrap_or_default()
        }
        _ => text.rsplit('/').next().unwrap_or_default(),
    }
}

/// `True` or `False`, in any case.
pub(super) fn boolean(text: &str) -> Option<bool> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("true") { Some(true) } else { text.eq_ignore_ascii_case("false").then_some(false) }
}

/// Why a date is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoMoment {
    /// It is no date of this form.
    Form,
    /// It is the local time of a zone that it does not name.
    Zone,
}

/// A date in the round-trip form of .NET, `2027-03-14T00:59:59.0000000+01:00` or with `Z`: the moment in UTC, fractions of
/// a second cut off.
///
/// # Errors
/// [`NoMoment::Zone`] when it ends behind the time: it is local then, and nobody knows where.
pub(super) fn moment(text: &str) -> Result<Moment, NoMoment> {
    let (date, time) = text.trim().split_once('T').ok_or(NoMoment::Form)?;
    let at = time.find(['Z', '+', '-']).ok_or(NoMoment::Zone);
    let (clock, zone) = match at {
        Ok(at) => time.split_at_checked(at).ok_or(NoMoment::Form)?,
        Err(_) => (time, ""),
    };
    let clock = clock.split_once('.').map_or(clock, |(clock, _)| clock);
    let days = days(&numbers::<3>(date, '-')?)?;
    let [hour, minute, second] = numbers::<3>(clock, ':')?;
    if hour > 23 || minute > 59 || second > 59 {
        return Err(NoMoment::Form);
    }
    at?;
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second;
    Ok(Moment(seconds - offset(zone)?))
}

/// `Z`, `+hh:mm` or `-hh:mm`, in seconds.
fn offset(zone: &str) -> Result<i64, NoMoment> {
    let (sign, rest) = match zone.split_at_checked(1) {
        Some(("Z", "")) => return Ok(0),
        Some(("+", rest)) => (1, rest),
        Some(("-", rest)) => (-1, rest),
        _ => return Err(NoMoment::Form),
    };
    let [hours, minutes] = numbers::<2>(rest, ':')?;
    if hours > 14 || minutes > 59 { Err(NoMoment::Form) } else { Ok(sign * (hours * 3_600 + minutes * 60)) }
}

fn numbers<const N: usize>(text: &str, between: char) -> Result<[i64; N], NoMoment> {
    let mut found = [0; N];
    let mut parts = text.split(between);
    for number in &mut found {
        let part = parts.next().filter(|part| (1..=4).contains(&part.len())).ok_or(NoMoment::Form)?;
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        *number = part.parse().ok().filter(|_| digits).ok_or(NoMoment::Form)?;
    }
    if parts.next().is_some() { Err(NoMoment::Form) } else { Ok(found) }
}

/// Days from 1970-01-01 to a day of the Gregorian calendar.
fn days(&[year, month, day]: &[i64; 3]) -> Result<i64, NoMoment> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return Err(NoMoment::Form),
    };
    if year < 1 || !(1..=length).contains(&day) {
        return Err(NoMoment::Form);
    }
    // Years begin in March, so that the leap day is the last; eras are 400 years.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    Ok(year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_read_from_names_numbers_and_letters() {
        let all = Services { set: Service::PRINTED.into_iter().collect(), unknown: Vec::new() };
        assert_eq!(services("IMAP, POP, UM, IIS, SMTP, Federation, UMCallRouter"), Some(all.clone()));
        assert_eq!(services("127"), Some(all));
        assert_eq!(services("None"), Some(Services::default()));
        assert_eq!(services("0"), Some(Services::default()));
        assert_eq!(services(" "), None);
        let strange = services("SMTP, OWA").unwrap();
        assert_eq!((strange.set.to_string().as_str(), &strange.unknown[..]), ("SMTP", &["OWA".to_owned()][..]));
        let strange = services("144").unwrap();
        assert_eq!((strange.set.to_string().as_str(), &strange.unknown[..]), ("SMTP", &["128".to_owned()][..]));
        assert_eq!(services("-1").unwrap().set.len(), 7);
        assert_eq!(service_letters("IP.WS..").unwrap().to_string(), "IMAP, POP, IIS, SMTP");
        assert_eq!(service_letters("....SF").unwrap().to_string(), "SMTP, Federation");
        assert_eq!(service_letters("..U...R").unwrap().to_string(), "UM, UMCallRouter");
        assert_eq!(service_letters("IPXWS.."), None);
        assert_eq!(service_letters("None"), None);
    }

    #[test]
    fn a_status_is_read_by_name_and_by_number_and_says_how_far_the_chain_is_trusted() {
        for (number, name, reported) in REPORTED {
            assert_eq!((status(&number.to_string()), status(name)), (Some(reported), Some(reported)), "{name}");
        }
        assert_eq!((status("8"), status("Gültig"), status("")), (None, None, None));
        assert_eq!(Reported::Valid.trust(Some(true)), Some(Trust::SelfSigned));
        assert_eq!(Reported::DateInvalid.trust(Some(false)), Some(Trust::Trusted));
        assert_eq!(Reported::Untrusted.trust(Some(true)), Some(Trust::Untrusted));
        assert_eq!((Reported::Unknown.trust(None), Reported::PendingRequest.trust(None)), (None, None));
        assert_eq!(root_ca_type("3"), Some(RootCaType::Registry));
        assert_eq!(root_ca_type("grouppolicy"), Some(RootCaType::GroupPolicy));
        assert_eq!(root_ca_type("6"), None);
    }

    #[test]
    fn a_servers_version_roles_and_names_are_read() {
        let known: Build = "15.2.986.5".parse().unwrap();
        assert_eq!((build("Version 15.2 (Build 986.5)"), build("15.2.986.5")), (Some(known), Some(known)));
        assert_eq!((build("Version 15.2"), build("Version 15.2 (Build 986)")), (None, None));
        assert_eq!(roles("Mailbox, ClientAccess"), (vec![Role::Mailbox, Role::ClientAccess], Vec::new()));
        assert_eq!(roles("Edge, HubTransport"), (vec![Role::EdgeTransport], vec!["HubTransport".to_owned()]));
        let thumbprint = "434AC224C8459924B26521298CE8834C514856AB";
        let text = format!("ex01.contoso.com\\{thumbprint}");
        assert_eq!(identity(&text), Some(("ex01.contoso.com", thumbprint.parse().unwrap())));
        assert_eq!((identity(thumbprint), identity("EX01\\1")), (None, None));
        assert_eq!(
            (iis_site("IIS://EX01/W3SVC/2"), iis_site("IIS://EX01/W3SVC"), iis_site("2")),
            (Some(2), None, None)
        );
        assert_eq!(leaf("contoso.com/Configuration/Sites/Rome"), "Rome");
        assert_eq!((leaf("CN=EX01,CN=Servers,DC=contoso"), leaf("EX01"), leaf("")), ("EX01", "EX01", ""));
        assert_eq!((boolean("True"), boolean("false"), boolean("1")), (Some(true), Some(false), None));
    }

    #[test]
    fn a_date_with_its_zone_is_a_moment_and_one_without_is_not() {
        for (text, moment_of) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2027-03-14T00:59:59.0000000+01:00", 1_804_982_399),
            ("2027-03-13T15:59:59-08:00", 1_804_982_399),
            ("2000-02-29T12:00:00Z", 951_825_600),
            ("1969-12-31T23:59:59Z", -1),
            ("9999-12-31T23:59:59Z", 253_402_300_799),
        ] {
            assert_eq!(moment(text), Ok(Moment(moment_of)), "{text}");
        }
        assert_eq!(moment("2027-03-14T00:59:59.0000000"), Err(NoMoment::Zone));
        for text in ["", "2027-03-14", "2027-02-29T00:00:00Z", "2027-13-01T00:00:00Z", "T", "2027-03-14T24:00:00Z"] {
            assert_eq!(moment(text), Err(NoMoment::Form), "{text}");
        }
        for text in ["2027-03-14T1:2Z", "+027-03-14T00:00:00Z", "2027-03-14T00:00:00+1", "2027-03-14T00:00:00+ä1:00"] {
            assert_eq!(moment(text), Err(NoMoment::Form), "{text}");
        }
    }
}
