//! The arguments, as clap reads them. The help texts are English.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::engine::{Moment, RootCaType};
use crate::import::Culture;
use crate::locale::Locale;
use crate::terminal::ability::ColourChoice;

/// The Exchange admin center's Servers > Certificates page, in a terminal.
///
/// Without a command it opens the page.
#[derive(Debug, Parser)]
#[command(name = "exchcert", version, disable_help_subcommand = true, max_term_width = 100)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,

    /// Run cmdlets and pipelines; `-` reads them from standard input
    ///
    /// Everything is read before anything runs. Each command is done whole or not at all; the first refusal stops.
    #[arg(short = 'c', value_name = "CMDLET LINE", allow_hyphen_values = true)]
    pub(super) command: Option<String>,

    /// Change nothing: write what the cmdlets of `-c` would change into this .ps1, for the real Exchange Management Shell
    #[arg(long, value_name = "FILE", requires = "command")]
    pub(super) script: Option<PathBuf>,

    #[command(flatten)]
    pub(super) password: PasswordSource,

    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
}

/// What counts for every command.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// The organization's directory [env: `EXCHCERT_ORG`]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) org: Option<PathBuf>,

    /// The connected server, by name or FQDN [env: `EXCHCERT_SERVER`]
    #[arg(long, global = true, value_name = "SERVER")]
    pub(super) server: Option<String>,

    /// Who is at work, for role groups and journal; the account by default
    #[arg(long = "as", global = true, value_name = "USER")]
    pub(super) user: Option<String>,

    /// Change nothing in this run
    #[arg(long, global = true)]
    pub(super) readonly: bool,

    /// The time, such as 2026-11-21T09:00:00Z; by default the simulation's clock, else the system's
    #[arg(long, global = true, value_name = "RFC3339", value_parser = moment)]
    pub(super) now: Option<Moment>,

    /// The language of the page and of explanations
    #[arg(long, global = true, value_name = "TAG", value_parser = locale)]
    pub(super) locale: Option<String>,

    /// Colours on the page; auto by default
    #[arg(long, global = true, value_name = "WHEN")]
    pub(super) color: Option<Color>,

    /// Draw with ASCII only
    #[arg(long, global = true)]
    pub(super) ascii: bool,

    /// Write the log to this file instead of the state directory [filter: `EXCHCERT_LOG`]
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) log: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl From<Color> for ColourChoice {
    fn from(color: Color) -> ColourChoice {
        match color {
            Color::Auto => ColourChoice::Auto,
            Color::Always => ColourChoice::Always,
            Color::Never => ColourChoice::Never,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Open the built-in simulated organization, to practise in
    Demo(Demo),
    /// Make an organization without opening it
    Init(Init),
    /// Take facts of a real organization in: inventories, exports of Exchange's cmdlets, certificate files
    ///
    /// Every source is read before anything is written, and then all of it is written or nothing. An organization that is
    /// not there yet is made. A better source corrects what a lesser one said, never the other way round.
    Import(Import),
    /// Show facts and would-be Status of certificate files; no organization is needed
    Inspect(Inspect),
    /// Show what was done, by whom and with which answers
    Journal(Journal),
    /// Check everything in the organization's files, and say what is wrong, why it matters and what to do
    ///
    /// Nothing is changed without --fix. Exit code 0 when nothing but notes was found, 1 otherwise.
    Doctor(Doctor),
    /// Print the page as a picture; no terminal is needed
    Screen(Screen),
    /// Show whom the organization trusts, or add to them
    Trust(Trust),
    /// Print keys, rules, cmdlets, places, settings, or the collector script
    Print(Print),
}

#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Where it is kept; in the data directory by default
    pub(super) directory: Option<PathBuf>,
    /// Start over: remove the demo that is there, and copy it again
    #[arg(long)]
    pub(super) fresh: bool,
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// A directory that is empty or not there yet
    pub(super) directory: PathBuf,
    /// Copy the built-in simulated organization
    #[arg(long, conflicts_with = "name")]
    pub(super) sample: bool,
    /// The organization's name; the directory's by default
    #[arg(long)]
    pub(super) name: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// An inventory of the collector (`print collector`), an export of Get-ExchangeCertificate or of its companions as
    /// CLIXML, JSON, CSV, list or table, or a certificate file; `-` is standard input
    #[arg(required = true, value_name = "SOURCE")]
    pub(super) sources: Vec<PathBuf>,
    /// Show what would change, fact by fact, and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Print what changes as one JSON object
    #[arg(long)]
    pub(super) json: bool,
    /// How dates such as 03/04/2027 are meant, where the file does not show it
    #[arg(long, value_name = "ORDER")]
    pub(super) culture: Option<DateOrder>,
    #[command(flatten)]
    pub(super) password: PasswordSource,
}

/// The order of day and month in a date with slashes.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum DateOrder {
    /// 3/4/2027 is the 4th of March
    MonthFirst,
    /// 3/4/2027 is the 3rd of April
    DayFirst,
}

impl From<DateOrder> for Culture {
    fn from(order: DateOrder) -> Culture {
        match order {
            DateOrder::MonthFirst => Culture::MonthFirst,
            DateOrder::DayFirst => Culture::DayFirst,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// Certificates in PEM, DER, PKCS #7 (.p7b) or PKCS #12 (.pfx, .p12); `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Trust the authorities in this file
    #[arg(long = "root", value_name = "FILE")]
    pub(super) roots: Vec<PathBuf>,
    /// Use the intermediate authorities in this file
    #[arg(long = "intermediate", value_name = "FILE")]
    pub(super) intermediates: Vec<PathBuf>,
    /// Use the revocation lists in this file
    #[arg(long = "crl", value_name = "FILE")]
    pub(super) revocation_lists: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) password: PasswordSource,
    /// Print a JSON array with one object a certificate
    #[arg(long)]
    pub(super) json: bool,
}

/// Where the password of a certificate file comes from. There is no flag for the password itself: everybody on the machine
/// could read it.
#[derive(Debug, Args)]
pub(super) struct PasswordSource {
    /// The first line of this file is the password of .pfx files; `-` is standard input. Without it, it is asked for on the
    /// terminal [env: `EXCHCERT_PASSWORD`]
    #[arg(long, value_name = "FILE")]
    pub(super) password_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Journal {
    /// Only the entries of these numbers
    #[arg(value_name = "NUMBER")]
    pub(super) entries: Vec<u64>,
    /// How many entries, the newest first; 0 is all of them
    #[arg(long, value_name = "COUNT", default_value_t = 50)]
    pub(super) limit: usize,
    /// Print a JSON array, with the names of the journal's own lines
    #[arg(long)]
    pub(super) json: bool,
    /// Check that every line follows from the one before it: 0 when the journal is whole, 1 when it is not
    #[arg(long, conflicts_with_all = ["entries", "limit", "json"])]
    pub(super) verify: bool,
    /// Show what changes left to do by hand and nobody has ticked off
    #[arg(long, conflicts_with_all = ["entries", "limit", "verify"])]
    pub(super) open: bool,
    /// Note that this follow-up of the entry is done, such as `12 --done restart-iis`
    #[arg(long, value_name = "FOLLOW-UP", requires = "entries", conflicts_with_all = ["limit", "json", "script"])]
    pub(super) done: Option<String>,
    /// Print the cmdlets that take the entry back as far as that can be, for `exchcert -c -`; what stays is said. With
    /// --script, as a script
    #[arg(long, requires = "entries", conflicts_with_all = ["limit", "json", "done"])]
    pub(super) rollback: bool,
    /// Change nothing: write the changes of these entries into this .ps1, for the real Exchange Management Shell
    #[arg(long, value_name = "FILE", requires = "entries", conflicts_with = "json")]
    pub(super) script: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// Repair what needs no person: leftovers, the end of the journal, rights that are too open, names of certificate files
    ///
    /// What is touched is copied into the directory `backup` of the organization first. No document says anything else for it.
    #[arg(long)]
    pub(super) fix: bool,
    /// Print a JSON array with one object a finding
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Screen {
    /// What it shows
    #[arg(long, value_name = "VIEW", default_value = "certificates")]
    pub(super) view: View,
    /// Its columns and rows
    #[arg(long, value_name = "WxH", default_value = "80x24", value_parser = size)]
    pub(super) size: Size,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum View {
    Certificates,
    Details,
    EditGeneral,
    EditServices,
    SmtpQuestion,
    Shell,
    Journal,
    Help,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    /// The characters
    Text,
    /// The characters, their roles beside them, and a legend
    Styled,
    /// A picture for documents
    Svg,
}

/// Columns and rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: u16,
    pub(super) height: u16,
}

#[derive(Debug, Args)]
pub(super) struct Trust {
    #[command(subcommand)]
    pub(super) verb: Option<TrustVerb>,
    /// Print a JSON array with one object a root, authority or list
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum TrustVerb {
    /// Trust the roots, authorities and revocation lists in these files
    Add(TrustAdd),
}

#[derive(Debug, Args)]
pub(super) struct TrustAdd {
    /// Roots, authorities between root and certificate, and revocation lists, in PEM or DER; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Where the roots stand in the servers' certificate stores, shown as `RootCAType`; Registry by default
    #[arg(long, value_name = "TYPE", ignore_case = true)]
    pub(super) root_type: Option<RootType>,
    /// Print a JSON array with one object a root, authority or list
    #[arg(long)]
    pub(super) json: bool,
}

/// The types of a root that is trusted.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "PascalCase")]
pub(super) enum RootType {
    ThirdParty,
    Enterprise,
    Registry,
    GroupPolicy,
}

impl From<RootType> for RootCaType {
    fn from(root: RootType) -> RootCaType {
        match root {
            RootType::ThirdParty => RootCaType::ThirdParty,
            RootType::Enterprise => RootCaType::Enterprise,
            RootType::Registry => RootCaType::Registry,
            RootType::GroupPolicy => RootCaType::GroupPolicy,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Print {
    /// What to print: Markdown, but for the settings and the collector
    pub(super) what: What,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum What {
    /// The keys of the page
    Keys,
    /// What the engine asks, and where each rule comes from
    Rules,
    /// The cmdlets and their parameters
    Cmdlets,
    /// Where things are on this machine
    Paths,
    /// A file of settings with every key in it as a comment
    Config,
    /// Export-CertificateInventory.ps1, which reads a real organization into one file
    Collector,
}

/// The largest picture: more than any terminal, and still a moment's work.
const LARGEST: u16 = 1_000;

fn size(text: &str) -> Result<Size, String> {
    let side = |side: &str| side.parse().ok().filter(|side| (1..=LARGEST).contains(side));
    let both = text.split_once(['x', 'X']).and_then(|(width, height)| Some((side(width)?, side(height)?)));
    both.map(|(width, height)| Size { width, height })
        .ok_or_else(|| format!("not columns and rows from 1 to {LARGEST}, such as 80x24"))
}

fn moment(text: &str) -> Result<Moment, String> {
    let at: Result<jiff::Timestamp, _> = text.trim().parse();
    at.map(|at| Moment(at.as_second())).map_err(|_| "not a time such as 2026-11-21T09:00:00Z".to_owned())
}

fn locale(text: &str) -> Result<String, String> {
    Locale::new(text).map(|_| text.to_owned()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }

    #[test]
    fn a_size_is_columns_by_rows() {
        assert_eq!(size("120x32"), Ok(Size { width: 120, height: 32 }));
        for text in ["", "80", "80x", "0x24", "80x99999", "80x24x2", "-1x5"] {
            assert!(size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_time_needs_its_offset() {
        assert_eq!(moment("2026-11-21T10:00:00+01:00"), Ok(Moment(1_795_251_600)));
        assert!(moment("2026-11-21T09:00:00").is_err());
    }
}
