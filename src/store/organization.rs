//! `organization.toml`: what holds for every server.

use std::collections::BTreeMap;
use std::path::Path;

use super::access;
use super::harmless::is_harmless;
use super::problem::{Problem, ProblemKind};
use super::read::{self, Table};
use super::recorded::{ROOT_TYPES, root_types};
use super::revision::revision;
use crate::engine::{
    Access, Moment, Organization, ROLE_GROUPS, Revision, RootCaType, SendConnector, ServerName, ViewOnly,
};

/// The name of the organization's own document.
pub const ORGANIZATION_FILE: &str = "organization.toml";

/// What `organization.toml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganizationFile {
    /// What the rules need of it.
    pub organization: Organization,
    /// The server that a cmdlet without `-Server` means.
    pub connected_server: Option<ServerName>,
    /// The moment at which a simulated organization stands still; a real one has none.
    pub clock: Option<Moment>,
    /// Role groups by user; `None` without such a table, and then everyone may write.
    pub access: Option<BTreeMap<String, Vec<String>>>,
    /// What cannot be understood of that table: then nobody may write.
    pub access_problem: Option<Problem>,
    /// Whom it trusts.
    pub trust: TrustFiles,
    /// The state of the document this was read from.
    pub revision: Revision,
}

/// The files that say whom an organization trusts, relative to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustFiles {
    /// Trusted roots.
    pub roots: Vec<String>,
    /// Intermediate authorities.
    pub intermediates: Vec<String>,
    /// Certificate revocation lists.
    pub revocation_lists: Vec<String>,
    /// Where a root stands in the servers' stores (EMS `RootCAType`), by its file.
    pub root_types: BTreeMap<String, RootCaType>,
    /// Whether the roots of this machine count too ([`Directory::with_system_roots`](super::Directory::with_system_roots)).
    pub system_roots: bool,
}

impl OrganizationFile {
    /// What a user may do: everything without an access table; with one, everything for a member of one of the
    /// [`ROLE_GROUPS`], and only looking for everybody else, and for everybody where the table cannot be understood. Case
    /// does not matter, neither in users nor in groups.
    #[must_use]
    pub fn access_of(&self, user: &str) -> Access {
        if self.access_problem.is_some() {
            return Access::ViewOnly(ViewOnly::AccessTable);
        }
        if self.access.is_none() {
            return Access::Full;
        }
        let manages = |group: &String| ROLE_GROUPS.iter().any(|managing| same_name(managing, group));
        if self.roles_of(user).iter().any(manages) { Access::Full } else { Access::ViewOnly(ViewOnly::Role) }
    }

    /// The role groups of a user, each once; none without an access table.
    #[must_use]
    pub fn roles_of(&self, user: &str) -> Vec<String> {
        let listed = self.access.iter().flatten().filter(|(listed, _)| same_name(listed, user));
        let mut roles: Vec<String> = Vec::new();
        for group in listed.flat_map(|(_, groups)| groups) {
            if !roles.contains(group) {
                roles.push(group.clone());
            }
        }
        roles
    }
}

/// Whether two names are the same to Exchange, which does not look at case.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Reads `organization.toml` from its bytes.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<OrganizationFile, Problem> {
    let text = read::text(path, bytes)?;
    let values = read::parse(path, text)?;
    let root = Table::root(path, text, &values);
    root.schema()?;
    let auth = root.table("auth")?;
    let (access, access_problem) = match access::read(root) {
        Ok(table) => (table, None),
        Err(problem) => (None, Some(problem)),
    };
    Ok(OrganizationFile {
        organization: Organization {
            name: root.required("name")?.value.to_owned(),
            auth_certificate: auth.map(|auth| auth.thumbprint("current")).transpose()?.flatten(),
            edge_subscribed: None,
            send_connectors: root.tables("send-connectors")?.into_iter().map(connector).collect::<Result<_, _>>()?,
        },
        connected_server: root.string("connected-server")?.map(|found| ServerName::new(found.value)),
        clock: root.moment("clock")?,
        access,
        access_problem,
        trust: root.table("trust")?.map(trust).transpose()?.unwrap_or_default(),
        revision: revision(bytes),
    })
}

/// What stands between an organization and a certificate that mail flow depends on: read strictly, so that a slip of the pen
/// does not let it go.
fn connector(table: Table<'_>) -> Result<SendConnector, Problem> {
    const NAME: &str = "tls-certificate-name";
    const EXPECTED: &str =
        "<I>issuer<S>subject, such as \"<I>CN=Contoso CA<S>CN=mail.contoso.com\"; for $null leave the key out";
    let named = table.string(NAME)?;
    let name = named.map(|found| found.value.parse().map_err(|_| table.bad(NAME, &found, EXPECTED)));
    let sources = table.strings("source-servers")?.unwrap_or_default();
    Ok(SendConnector {
        name: table.required("name")?.value.to_owned(),
        tls_certificate_name: name.transpose()?,
        source_servers: sources.iter().map(|found| ServerName::new(found.value)).collect(),
    })
}

fn owned(found: &[read::Found<&str>]) -> Vec<String> {
    found.iter().map(|found| found.value.to_owned()).collect()
}

fn trust(table: Table<'_>) -> Result<TrustFiles, Problem> {
    let files = |key| -> Result<Vec<String>, Problem> {
        let found = table.strings(key)?.unwrap_or_default();
        if let Some(outside) = found.iter().find(|found| !is_inside(found.value)) {
            return Err(table.bad(key, outside, "files inside the organization"));
        }
        Ok(owned(&found))
    };
    let mut root_types_by_file = BTreeMap::new();
    if let Some(types) = table.table("root-types")? {
        for (file, found) in types.pairs()? {
            let named = root_types().into_iter().find(|(name, _)| name.eq_ignore_ascii_case(found.value));
            let (_, root) = named.ok_or_else(|| types.bad(file, &found, ROOT_TYPES))?;
            root_types_by_file.insert(file.to_owned(), root);
        }
    }
    Ok(TrustFiles {
        roots: files("roots")?,
        intermediates: files("intermediates")?,
        revocation_lists: files("crls")?,
        root_types: root_types_by_file,
        system_roots: table.boolean("system-roots")?.unwrap_or(false),
    })
}

/// Whether a path stays inside the organization: a document somebody handed over must not make us read elsewhere.
pub(super) fn is_inside(path: &str) -> bool {
    use std::path::Component;
    !path.is_empty()
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// A server's name as a file stem, or the problem with it: one path component of a reasonable length that no file
/// system reads as anything else, and that no two people read differently. An organization may be shared, so what Windows
/// takes for a device, or leaves the end off, is no name anywhere.
pub(super) fn check_name(path: &Path, name: &ServerName) -> Result<(), Problem> {
    let name = name.as_str();
    let bad = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let sound = !name.is_empty()
        && name.len() <= 200
        && !name.starts_with('.')
        && !name.ends_with(['.', ' '])
        && !name.contains(bad)
        && is_harmless(name)
        && !is_device(name);
    if sound { Ok(()) } else { Err(Problem::of(path, ProblemKind::NotAName)) }
}

/// Whether Windows takes a name for a device, with whatever extension.
fn is_device(name: &str) -> bool {
    const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let is_port = || {
        let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"))?;
        let mut digits = port.chars();
        Some(matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None)))
    };
    DEVICES.contains(&stem.as_str()) || is_port().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_any_file_system_takes_for_something_else_is_none() {
        let sound = |name: &str| check_name(Path::new("x"), &ServerName::new(name)).is_ok();
        for name in ["EX01", "ex-01.contoso.com", "日本支社", "CONTOSO", "COM", "COM10", "LPTX", "NULL", "Ex 01"] {
            assert!(sound(name), "{name}");
        }
        let long = "x".repeat(1 << 20);
        for name in [
            "",
            ".",
            "..",
            "../../etc/x",
            "..\\x",
            "a/b",
            "/etc/passwd",
            "C:",
            "C:x",
            "\\\\host\\share",
            "a\0b",
            "EX01.",
            "EX01 ",
            "EX01...",
            "CON",
            "con",
            "Nul.txt",
            "COM1",
            "lpt9.x",
            "COM¹",
            "CONIN$",
            "aux .x",
            "a\nb",
            "a\u{1b}[2Jb",
            "EX\u{202e}10",
            "EX\u{200b}01",
            "\u{feff}EX01",
            "a*",
            "a?",
            "<a>",
            &long,
        ] {
            assert!(!sound(name), "{:?}", name.chars().take(20).collect::<String>());
        }
    }

    fn organization(text: &str) -> Result<OrganizationFile, Problem> {
        read(Path::new(ORGANIZATION_FILE), text.as_bytes())
    }

    #[test]
    fn without_an_access_table_everyone_may_write_and_with_it_only_the_managing_groups() {
        let open = organization("schema = 1\nname = \"Contoso\"\n").unwrap();
        assert_eq!(open.access_of("anybody"), Access::Full);
        let text = "schema = 1\nname = \"Contoso\"\n[access]\nalice = [\"server management\"]\nbob = [\"Help Desk\"]\n";
        let closed = organization(text).unwrap();
        assert_eq!(closed.access_of("Alice"), Access::Full);
        assert_eq!(closed.access_of("bob"), Access::ViewOnly(ViewOnly::Role));
        assert_eq!(closed.access_of("carol"), Access::ViewOnly(ViewOnly::Role));
    }

    #[test]
    fn the_clock_is_a_string_or_a_toml_datetime() {
        for clock in ["\"2026-11-21T09:00:00Z\"", "2026-11-21T09:00:00Z"] {
            let read = organization(&format!("schema = 1\nname = \"Contoso\"\nclock = {clock}\n")).unwrap();
            assert_eq!(read.clock, Some(Moment(1_795_251_600)), "{clock}");
        }
        let problem = organization("schema = 1\nname = \"Contoso\"\nclock = \"soon\"\n").unwrap_err();
        assert!(problem.to_string().starts_with("organization.toml:3:9: clock has to be"), "{problem}");
    }

    #[test]
    fn trust_files_outside_the_organization_are_refused() {
        for outside in ["../root.pem", "/etc/root.pem", "trust/../../root.pem", ""] {
            let text = format!("schema = 1\nname = \"Contoso\"\n[trust]\nroots = [\"{outside}\"]\n");
            let problem = organization(&text).unwrap_err();
            assert!(matches!(problem.kind, ProblemKind::BadValue { .. }), "{problem}");
        }
    }

    #[test]
    fn another_schema_version_is_named_and_refused() {
        let problem = organization("schema = 2\nname = \"Contoso\"\n").unwrap_err();
        assert_eq!(problem.to_string(), "organization.toml:1:10: schema 2 is not known; this program knows 1");
    }

    #[test]
    fn send_connectors_name_a_certificate_and_their_servers() {
        let text = "schema = 1\nname = \"Contoso\"\n\n[[send-connectors]]\nname = \"To Fabrikam\"\n\
                    tls-certificate-name = \"<I>CN=CA<S>CN=a\"\nsource-servers = [\"EX01\"]\n\n\
                    [[send-connectors]]\nname = \"To the internet\"\n";
        let found = organization(text).unwrap().organization.send_connectors;
        let [fabrikam, internet] = &found[..] else { panic!("{found:?}") };
        assert_eq!(fabrikam.name, "To Fabrikam");
        assert_eq!(fabrikam.tls_certificate_name.as_ref().map(ToString::to_string).as_deref(), Some("<I>CN=CA<S>CN=a"));
        assert_eq!(fabrikam.source_servers, [ServerName::new("EX01")]);
        assert_eq!((&internet.tls_certificate_name, internet.source_servers.len()), (&None, 0));
    }

    #[test]
    fn a_send_connector_that_cannot_be_read_is_a_problem_with_its_place() {
        let problem = |connector: &str| {
            let text = format!("schema = 1\nname = \"Contoso\"\n\n[[send-connectors]]\n{connector}\n");
            organization(&text).unwrap_err().to_string()
        };
        for wrong in ["", "CN=mail.contoso.com", "<I>CN=CA", "<I><S>CN=a", "<S>CN=a<I>CN=CA"] {
            let found = problem(&format!("name = \"a\"\ntls-certificate-name = \"{wrong}\""));
            let place = "organization.toml:6:24: send-connectors.tls-certificate-name has to be <I>issuer<S>subject";
            assert!(found.starts_with(place) && found.contains("leave the key out"), "{found}");
        }
        assert_eq!(problem("x = 1"), "organization.toml:4:1: the key send-connectors.name is missing");
        assert!(problem("name = \"a\"\nsource-servers = \"EX01\"").contains(":6:18: send-connectors.source-servers"));
    }
}
