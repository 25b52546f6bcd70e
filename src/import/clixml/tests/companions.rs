//! What other cmdlets say that belongs to certificates.

use super::writer::{file, object};
use super::*;
use crate::engine::{Build, Role, StartupMode, Thumbprint};
use crate::import::source::ServerFacts;

const THUMBPRINT: &str = "434AC224C8459924B26521298CE8834C514856AB";
const DIRECTORY: &str = "Microsoft.Exchange.Data.Directory.";

fn of(class: &str, properties: &str) -> String {
    object(&format!("{DIRECTORY}{class}"), properties, "<S N=\"PSComputerName\">ex09</S>")
}

fn shown(name: &str, text: &str) -> String {
    format!("<Obj N=\"{name}\" RefId=\"5\"><ToString>{text}</ToString></Obj>")
}

fn list(name: &str, items: &[&str]) -> String {
    let items = items.join("</S><S>");
    format!("<Obj N=\"{name}\" RefId=\"6\"><LST><S>{items}</S></LST></Obj>")
}

#[test]
fn a_servers_facts_come_together_from_the_cmdlets_that_know_them() {
    let version = "<Obj N=\"AdminDisplayVersion\" RefId=\"10\"><ToString>Version 15.1 (Build 2507.6)</ToString><Props>\
                   <I32 N=\"Major\">15</I32><I32 N=\"Minor\">1</I32><I32 N=\"Build\">2507</I32><I32 N=\"Revision\">6</I32></Props></Obj>";
    let source = said(&[
        of(
            "Management.ExchangeServer",
            &format!(
                "<S N=\"Name\">EX16</S><S N=\"Fqdn\">ex16.contoso.com</S>{version}{}",
                shown("ServerRole", "Mailbox")
            ),
        ),
        of(
            "Management.TransportService",
            &format!("<S N=\"Name\">EX16</S><S N=\"InternalTransportCertificateThumbprint\">{THUMBPRINT}</S>"),
        ),
        of(
            "SystemConfiguration.PopSettings",
            &(shown("Server", "contoso.com/Servers/EX16") + "<S N=\"X509CertificateName\">mail.contoso.com</S>"),
        ),
        of(
            "SystemConfiguration.Settings",
            "<S N=\"Identity\">EX16\\1</S><S N=\"ProtocolName\">IMAP4</S><S N=\"X509CertificateName\"></S>",
        ),
        of("Management.UMServer", &("<S N=\"Name\">ex16</S>".to_owned() + &shown("UMStartupMode", "Dual"))),
        of("UMCallRouterSettings", "<S N=\"Identity\">EX16\\SIP</S><S N=\"UMStartupMode\">TLS</S>"),
        of(
            "Management.MailboxServer",
            &("<S N=\"Name\">EX16</S>".to_owned() + &shown("DatabaseAvailabilityGroup", "DAG1")),
        ),
    ]);
    assert_eq!(remarks(&source), Vec::<String>::new());
    let expected = ServerFacts {
        server: "EX16".into(),
        fqdn: Some("ex16.contoso.com".into()),
        build: Some("15.1.2507.6".parse::<Build>().unwrap()),
        roles: Some(vec![Role::Mailbox]),
        dag: Some(Some("DAG1".into())),
        smtp_default: Some(Some(THUMBPRINT.parse::<Thumbprint>().unwrap())),
        startup_mode: Some(StartupMode::Dual),
        call_router_startup_mode: Some(StartupMode::Tls),
        imap_name: Some(None),
        pop_name: Some(Some("mail.contoso.com".into())),
        ..ServerFacts::default()
    };
    assert_eq!(source.servers, [expected]);
}

#[test]
fn a_projected_server_is_known_by_its_properties() {
    let custom = "System.Management.Automation.PSCustomObject";
    let server = |rest: &str| {
        object(
            custom,
            "",
            &format!("<S N=\"Name\">EX01</S><S N=\"AdminDisplayVersion\">Version 15.0 (Build 1497.2)</S>{rest}"),
        )
    };
    let roles = |rest: &str| said(&[server(rest)]).servers[0].roles.clone();
    let flags = |mailbox: bool, client_access: bool, edge: bool| {
        format!(
            "<B N=\"IsMailboxServer\">{mailbox}</B><B N=\"IsClientAccessServer\">{client_access}</B><B N=\"IsEdgeServer\">{edge}</B>"
        )
    };
    assert_eq!(roles(&flags(true, true, false)), Some(vec![Role::Mailbox, Role::ClientAccess]));
    assert_eq!(roles(&flags(false, true, false)), Some(vec![Role::ClientAccess]));
    assert_eq!(roles(&flags(false, false, true)), Some(vec![Role::EdgeTransport]));
    // Since 2016 every Mailbox server says that it is a Client Access server.
    let later = of(
        "Management.ExchangeServer",
        &format!("<S N=\"Name\">EX01</S><S N=\"AdminDisplayVersion\">15.2.986.5</S>{}", flags(true, true, false)),
    );
    assert_eq!(said(&[later]).servers[0].roles, Some(vec![Role::Mailbox]));
    assert_eq!(roles("<S N=\"ServerRole\">Edge</S>"), Some(vec![Role::EdgeTransport]));
    assert_eq!(roles(""), None);
    let source = said(&[server("<S N=\"ServerRole\">HubTransport</S>")]);
    assert_eq!(remarks(&source), ["object 1: ServerRole has what is not known: HubTransport"]);
    assert_eq!(source.servers[0].build, "15.0.1497.2".parse().ok());
}

#[test]
fn groups_and_edge_subscriptions_name_their_servers() {
    let source = said(&[
        of(
            "SystemConfiguration.DatabaseAvailabilityGroup",
            &("<S N=\"Name\">DAG1</S>".to_owned() + &list("Servers", &["EX01", "contoso.com/EX02"])),
        ),
        of("Management.MailboxServer", "<S N=\"Name\">EX03</S><Nil N=\"DatabaseAvailabilityGroup\" />"),
        object(
            "Microsoft.Exchange.Management.EdgeSync.EdgeSubscription",
            "<S N=\"Name\">EDGE1</S><S N=\"Site\">contoso.com/Configuration/Sites/Rome</S>",
            "",
        ),
    ]);
    let dags: Vec<_> = source.servers.iter().map(|server| (server.server.as_str(), server.dag.clone())).collect();
    let first = Some(Some("DAG1".to_owned()));
    assert_eq!(dags, [("EX01", first.clone()), ("EX02", first), ("EX03", Some(None)), ("EDGE1", None)]);
    assert_eq!(source.servers[3].edge_subscription, Some(Some("Rome".to_owned())));
    assert_eq!(remarks(&source), Vec::<String>::new());
}

#[test]
fn the_organization_names_its_auth_certificate_and_its_send_connectors() {
    let connector = |name: &str, rest: &str| {
        of("SystemConfiguration.SmtpSendConnectorConfig", &format!("<S N=\"Name\">{name}</S>{rest}"))
    };
    let servers = list("SourceTransportServers", &["EX01", "EX02"]);
    let source = said(&[
        of("SystemConfiguration.OrganizationConfig", "<S N=\"Name\">Contoso</S>"),
        of("SystemConfiguration.AuthConfig", &format!("<S N=\"CurrentCertificateThumbprint\">{THUMBPRINT}</S>")),
        connector(
            "To partner",
            &(shown("TlsCertificateName", "&lt;I&gt;CN=CA&lt;S&gt;CN=mail.contoso.com") + &servers),
        ),
        connector("To internet", &format!("<Nil N=\"TlsCertificateName\" />{servers}")),
        connector("Strange", &format!("<S N=\"TlsCertificateName\">mail</S>{servers}")),
        connector("Projected", &servers),
        connector("Without servers", "<Nil N=\"TlsCertificateName\" />"),
        of("SystemConfiguration.ReceiveConnector", "<S N=\"Name\">Default EX01</S><S N=\"TlsCertificateName\">x</S>"),
    ]);
    let organization = &source.organization;
    assert_eq!(organization.name.as_deref(), Some("Contoso"));
    assert_eq!(organization.auth_certificate, THUMBPRINT.parse().ok());
    let connectors: Vec<_> = organization
        .send_connectors
        .iter()
        .flatten()
        .map(|c| (c.name.as_str(), c.tls_certificate_name.as_ref().map(ToString::to_string), c.source_servers.len()))
        .collect();
    let bound = Some("<I>CN=CA<S>CN=mail.contoso.com".to_owned());
    assert_eq!(connectors, [("To partner", bound, 2), ("To internet", None, 2)]);
    assert_eq!(
        remarks(&source),
        [
            "object 5: TlsCertificateName mail is not <I>issuer<S>subject",
            "object 6: it is left out: TlsCertificateName is missing or cannot be read",
            "object 7: it is left out: Name or SourceTransportServers is missing or cannot be read",
        ]
    );
}

#[test]
fn a_default_that_is_not_set_is_known_and_one_that_is_not_said_is_not() {
    let transport = |rest: &str| of("Management.TransportService", &format!("<S N=\"Name\">EX01</S>{rest}"));
    let source = said(&[transport("<Nil N=\"InternalTransportCertificateThumbprint\" />")]);
    assert_eq!(source.servers[0].smtp_default, Some(None));
    for rest in ["", "<S N=\"InternalTransportCertificateThumbprint\">none</S>"] {
        let source = said(&[transport(rest)]);
        assert_eq!((source.servers.len(), source.skipped.len()), (0, 1), "{rest}");
    }
    // Neither type nor protocol says whether it is POP or IMAP.
    let unclear = of("SystemConfiguration.Settings", "<S N=\"Server\">EX01</S><S N=\"X509CertificateName\">a</S>");
    assert_eq!(read(&file(&[unclear])), Err(ReadError::Unrecognised));
}

#[test]
fn an_object_of_another_type_is_named_and_a_file_of_them_is_no_export() {
    let process = object("Deserialized.System.Diagnostics.Process", "<S N=\"Name\">w3wp</S>", "");
    let server = of("Management.ExchangeServer", "<S N=\"Name\">EX01</S>");
    let source = said(&[process.clone(), "<S>text</S><Nil />".into(), server]);
    assert_eq!(
        remarks(&source),
        [
            "object 1: objects of this type are not read: System.Diagnostics.Process",
            "object 2: it is a value without properties",
            "object 3: it is $null",
        ]
    );
    assert_eq!(source.servers.len(), 1);
    assert_eq!(read(&file(&[process])), Err(ReadError::Unrecognised));
    assert_eq!(read(&file(&[])), Err(ReadError::Unrecognised));
    assert_eq!(read("<html><body>Objs</body></html>"), Err(ReadError::Unrecognised));
}
