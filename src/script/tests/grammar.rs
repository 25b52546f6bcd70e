//! Every script parses as PowerShell, and calls nothing but what is listed here.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tree_sitter::{Node, Parser, Tree};

use super::quoting::hostile;
use super::*;

/// Every command a script may call. What is not here cannot be in a script.
const COMMANDS: &[&str] = &[
    // Exchange's.
    "Get-ExchangeCertificate",
    "Enable-ExchangeCertificate",
    "Remove-ExchangeCertificate",
    "Get-TransportService",
    "Get-ImapSettings",
    "Set-ImapSettings",
    "Get-PopSettings",
    "Set-PopSettings",
    "Get-UMService",
    "Set-UMService",
    "Get-UMCallRouterSettings",
    "Set-UMCallRouterSettings",
    // PowerShell's: none of them changes anything.
    "Set-StrictMode",
    "Get-Command",
    "Where-Object",
    "ForEach-Object",
    "Select-Object",
    "Write-Verbose",
    "Write-Warning",
    // The script's own.
    "Get-ServerCertificate",
    "Get-CertificateProblem",
    "Get-DefaultSmtpThumbprint",
    "Get-WebSiteThumbprint",
    "Get-RemovalProblem",
    "Get-StepValue",
    "Get-StepState",
    "Invoke-Step",
];

fn parsed(source: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).unwrap();
    parser.parse(source, None).unwrap()
}

/// What a node says.
fn said<'a>(node: Node, source: &'a str) -> &'a str {
    source.get(node.byte_range()).unwrap()
}

/// Every node of the tree.
fn walk<'a>(node: Node<'a>, each: &mut impl FnMut(Node<'a>)) {
    each(node);
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        walk(child, each);
    }
}

/// What is wrong with a script: places that do not parse, commands that are not listed, calls of anything but a name.
fn findings(source: &str) -> Vec<String> {
    let tree = parsed(source);
    let mut found = Vec::new();
    walk(tree.root_node(), &mut |node| {
        let at = node.start_position().row + 1;
        let said = said(node, source);
        if node.is_error() || node.is_missing() {
            found.push(format!("line {at}: {} at {said:?}", if node.is_missing() { "missing" } else { "error" }));
        }
        match node.kind() {
            "command_name" if !COMMANDS.contains(&said) => found.push(format!("line {at}: calls {said:?}")),
            // `& $name` and `. file`: what is called cannot be read.
            "command_invokation_operator" => found.push(format!("line {at}: calls what it computes")),
            "command_name_expr" if node.child(0).is_none_or(|child| child.kind() != "command_name") => {
                found.push(format!("line {at}: calls {said:?}"));
            }
            // `[scriptblock]::Create(...)` and the like.
            "invokation_expression" if !said.ends_with(".Trim()") && !said.starts_with("$PSCmdlet.ShouldProcess(") => {
                found.push(format!("line {at}: invokes {said:?}"));
            }
            _ => {}
        }
    });
    found
}

/// The functions a script defines.
fn functions(source: &str) -> BTreeSet<String> {
    let tree = parsed(source);
    let mut names = BTreeSet::new();
    walk(tree.root_node(), &mut |node| {
        if node.kind() == "function_name" {
            names.insert(said(node, source).to_owned());
        }
    });
    names
}

/// How often a script calls a command.
fn calls(source: &str, command: &str) -> usize {
    let tree = parsed(source);
    let mut count = 0;
    walk(tree.root_node(), &mut |node| {
        count += usize::from(node.kind() == "command_name" && said(node, source) == command);
    });
    count
}

fn thumbprint() -> impl Strategy<Value = Thumbprint> {
    (0u8..6).prop_map(thumb)
}

fn mode() -> impl Strategy<Value = StartupMode> {
    prop::sample::select(vec![StartupMode::Tcp, StartupMode::Tls, StartupMode::Dual])
}

fn step() -> impl Strategy<Value = Step> {
    let protocol = prop_oneof![Just(Protocol::Imap), Just(Protocol::Pop)];
    prop_oneof![
        (thumbprint(), prop::sample::select(Service::PRINTED.to_vec()), prop::option::of(thumbprint()))
            .prop_map(|(thumbprint, service, displaces)| Step::Assign { thumbprint, service, displaces }),
        (thumbprint(), prop::option::of(thumbprint()))
            .prop_map(|(thumbprint, before)| Step::DefaultSmtp { thumbprint, before }),
        (protocol, prop::option::of(hostile()), prop::option::of(hostile()))
            .prop_map(|(protocol, before, after)| Step::ProtocolName { protocol, before, after }),
        Just(Step::RequireSsl),
        thumbprint().prop_map(|thumbprint| Step::NetworkService { thumbprint }),
        (prop::sample::select(vec![Service::Um, Service::UmCallRouter]), mode(), mode())
            .prop_map(|(service, before, after)| Step::StartupMode { service, before, after }),
        thumbprint().prop_map(|thumbprint| Step::Remove { thumbprint }),
    ]
}

fn follow_up() -> impl Strategy<Value = FollowUp> {
    prop_oneof![
        Just(FollowUp::RestartIis),
        Just(FollowUp::RestartUmCallRouter),
        thumbprint().prop_map(|thumbprint| FollowUp::RemoveOldCertificate { thumbprint }),
        any::<bool>().prop_map(|certain| FollowUp::EdgeResubscribe { certain }),
    ]
}

#[test]
fn what_is_wrong_is_found() {
    assert_eq!(findings("Get-StepValue -Step 'a'"), Vec::<String>::new());
    for wrong in [
        "Remove-Item 'a'",
        "'a' | Invoke-Expression",
        "& $name",
        ". 'a.ps1'",
        "$(Remove-Item 'a')",
        "$x = 'it's'",
        "if ($true) {",
        "[scriptblock]::Create('x')",
        "'x'.Replace('a', 'b')",
    ] {
        assert!(!findings(wrong).is_empty(), "{wrong}");
    }
}

#[test]
fn every_part_of_the_template_is_closed_and_named_after_a_kind_of_step() {
    const PARTS: [&str; 11] = [
        "Flag",
        "Smtp",
        "Holder",
        "WebSite",
        "DefaultSmtp",
        "ImapName",
        "PopName",
        "UMMode",
        "UMCallRouterMode",
        "NetworkService",
        "Presence",
    ];
    let mut open = 0;
    for line in include_str!("../../../assets/script/template.ps1").lines() {
        if let Some(kinds) = line.strip_prefix("#? ").or_else(|| line.strip_prefix("#! ")) {
            assert!(kinds.split(' ').all(|kind| PARTS.contains(&kind)), "{line}");
            open += 1;
        } else if line == "#." {
            assert!(open > 0, "a part is closed that was not opened");
            open -= 1;
        } else {
            let leftover = line.starts_with('#') && !line.starts_with("# ") && !line.starts_with("#= ");
            assert!(!leftover || line == "#Requires -Version 5.1", "{line}");
        }
    }
    assert_eq!(open, 0, "every part is closed");
}

#[test]
fn every_function_that_is_called_is_there() {
    let every = of(&[
        assign(0x0B, Service::Smtp, None),
        assign(0x0B, Service::Iis, Some(0x0A)),
        default_smtp(0x0B, Some(0x01)),
        Step::Remove { thumbprint: thumb(0x0A) },
    ]);
    for steps in [
        vec![],
        vec![assign(0x0B, Service::Imap, None)],
        vec![assign(0x0B, Service::Um, None)],
        vec![name(Protocol::Pop, None, Some("mail.contoso.com"))],
        vec![Step::NetworkService { thumbprint: thumb(0x0B) }],
        vec![default_smtp(0x0B, None)],
        vec![Step::Remove { thumbprint: thumb(0x0A) }],
        vec![um_mode(Service::Um, StartupMode::Tcp, StartupMode::Dual)],
    ] {
        let script = of(&steps);
        let defined = functions(&script);
        for name in COMMANDS.iter().filter(|name| functions(&every).contains(**name) && calls(&script, name) > 0) {
            assert!(defined.contains(*name), "{steps:?} calls {name}");
        }
        for name in &defined {
            assert!(calls(&script, name) > 0, "{steps:?} does not call {name}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_script_parses_and_calls_only_what_is_listed(
        servers in prop::collection::vec((hostile(), prop::option::of(hostile()), prop::collection::vec(step(), 0..6)), 0..3),
        organization in hostile(),
        certificate in hostile(),
        follow_ups in prop::collection::vec(follow_up(), 0..3),
    ) {
        let describe = |thumbprint: Thumbprint| (thumbprint.0[0] != 0).then(|| Described {
            name: certificate.clone(),
            expires: certificate.clone(),
            services: Service::PRINTED.into_iter().collect(),
        });
        let sections = servers.iter().map(|(server, fqdn, steps)| Section {
            server: ServerName::new(server),
            fqdn: fqdn.clone(),
            revision: certificate.clone(),
            steps,
            follow_ups: &follow_ups,
            describe: &describe,
        });
        let script = Script { organization: &organization, user: &certificate, plan_sha256: organization.clone(), ..script(sections.collect()) };
        let bytes = powershell(&script);
        let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap();
        prop_assert!(body.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\r' | b'\n')));
        let text = std::str::from_utf8(body).unwrap();
        prop_assert!(text.split("\r\n").all(|line| !line.contains(['\r', '\n']) && line.trim_end() == line));
        prop_assert_eq!(findings(text), Vec::<String>::new());
        // The help is one comment: a name has not ended it early.
        prop_assert_eq!(text.find("#>"), text.find("\r\n#>\r\n").map(|at| at + 2));
        let replaces = servers.iter().flat_map(|(_, _, steps)| steps).any(|step| matches!(step, Step::DefaultSmtp { before: Some(_), .. }));
        prop_assert!(replaces || !text.contains("Force = "), "{text}");
    }
}
