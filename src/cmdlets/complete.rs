//! What can stand where somebody types: cmdlets, their parameters, and the values that those take.
//!
//! ```text
//!   line, cursor --scan--> pieces --where am I?--> a cmdlet | a parameter | a value of -Services ...
//!                                                       `--> items: those that begin as typed, in the table's order
//! ```
//!
//! Everything follows the [table](super::table): a cmdlet or a parameter added there is completed here. Whatever is
//! inserted reads back as what was chosen, quotation marks included.

mod scan;

use super::error::Problem;
use super::flow::{Flow, output};
use super::object::{Class, Property, Type};
use super::parse::parse;
use super::print::quoted;
use super::table::{CMDLETS, CmdletSpec, Input, Kind, Parameter, ParameterSpec};
use crate::engine::{Service, StartupMode, Thumbprint};
use scan::{Piece, PieceKind, ends_word, pieces};

/// What a Status can be. Source: the eight values of Microsoft's reference.
const STATUS: [&str; 8] =
    ["Valid", "DateInvalid", "Revoked", "RevocationCheckFailure", "Untrusted", "Invalid", "PendingRequest", "Unknown"];

/// What is known of the organization where the line is typed.
pub trait Known {
    /// The names of the servers.
    fn servers(&self) -> Vec<String>;
    /// The certificates of a server; `None` means the one that a cmdlet without `-Server` means. Empty when nobody knows.
    fn certificates(&self, server: Option<&str>) -> Vec<KnownCertificate>;
}

/// A certificate by what people know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCertificate {
    /// Its thumbprint.
    pub thumbprint: Thumbprint,
    /// The name of the server that holds it.
    pub server: String,
    /// What the page calls it.
    pub name: String,
    /// Its subject; empty when that is not known.
    pub subject: String,
}

/// What can stand at the cursor, and which part of the line it would replace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The first character that is replaced.
    pub from: usize,
    /// The character behind the last one that is replaced.
    pub to: usize,
    /// What can stand there, the likeliest first.
    pub items: Vec<Item>,
}

/// Something that can stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is inserted: it reads back as what it stands for.
    pub insert: String,
    /// What it is called in a list.
    pub label: String,
    /// What it is, in a few words; may be empty.
    pub note: String,
}

/// What can stand at `cursor`, counted in characters from the start of `line`.
#[must_use]
pub fn complete(line: &str, cursor: usize, known: &dyn Known) -> Completion {
    let text: Vec<char> = line.chars().collect();
    let cursor = cursor.min(text.len());
    let (before, after) = text.split_at(cursor);
    let mut left = pieces(before, 0);
    let current = left.pop_if(|piece| is_typed(piece, cursor));
    let typed = Typed::of(current.as_ref());
    let from = current.as_ref().map_or(cursor, |piece| piece.from);
    let to = match &typed {
        Typed::Remark => return Completion { from, to: cursor, items: Vec::new() },
        Typed::Word { open: true, .. } => cursor + usize::from(after.first().is_some_and(|c| closes(*c))),
        _ => cursor + after.iter().position(|c| ends_word(*c)).unwrap_or(after.len()),
    };
    let right = pieces(text.get(to..).unwrap_or_default(), to);
    let mut found = place(&text, &left, &right, &typed, known);
    found.sort_by_key(|(rank, _)| *rank);
    Completion { from, to, items: found.into_iter().map(|(_, item)| item).collect() }
}

/// Whether the piece is what is being typed, and not what was typed before.
fn is_typed(piece: &Piece, cursor: usize) -> bool {
    match piece.kind {
        PieceKind::Word { .. } | PieceKind::Remark => piece.to == cursor,
        PieceKind::Parameter { colon, .. } => piece.to == cursor && !colon,
        PieceKind::Comma | PieceKind::Pipe | PieceKind::End => false,
    }
}

fn closes(c: char) -> bool {
    super::lexer::SINGLE_QUOTES.contains(&c) || super::lexer::DOUBLE_QUOTES.contains(&c)
}

/// What stands directly before the cursor.
enum Typed {
    /// The beginning of a word, or nothing; whether a quotation mark is open in it.
    Word { text: String, open: bool },
    /// `-` and the beginning of a name.
    Parameter(String),
    /// A remark.
    Remark,
}

impl Typed {
    fn of(piece: Option<&Piece>) -> Typed {
        match piece.map(|piece| &piece.kind) {
            Some(PieceKind::Word { text, open }) => Typed::Word { text: text.clone(), open: *open },
            Some(PieceKind::Parameter { name, .. }) => Typed::Parameter(name.clone()),
            Some(PieceKind::Remark) => Typed::Remark,
            _ => Typed::Word { text: String::new(), open: false },
        }
    }
}

/// How well something fits; less is better.
type Rank = u8;
type Found = Vec<(Rank, Item)>;

/// How well a name fits what was typed: it begins so, or it has it inside. Case does not matter.
fn rank(name: &str, typed: &str) -> Option<Rank> {
    let (name, typed) = (name.to_lowercase(), typed.to_lowercase());
    match (name.starts_with(&typed), typed.chars().count() > 1 && name.contains(&typed)) {
        (true, _) => Some(0),
        (false, true) => Some(2),
        (false, false) => None,
    }
}

fn place(text: &[char], left: &[Piece], right: &[Piece], typed: &Typed, known: &dyn Known) -> Found {
    let breaks = |piece: &Piece| matches!(piece.kind, PieceKind::End | PieceKind::Pipe);
    let begins = left.iter().rposition(breaks).map_or(0, |at| at + 1);
    let segment = left.get(begins..).unwrap_or_default();
    let Some((first, arguments)) = segment.split_first() else {
        return match typed {
            Typed::Word { text: typed, .. } => cmdlets(text, left, typed),
            Typed::Parameter(_) | Typed::Remark => Vec::new(),
        };
    };
    let PieceKind::Word { text: name, .. } = &first.kind else { return Vec::new() };
    let Some(spec) = CmdletSpec::named(name) else { return Vec::new() };
    let pipe = begins.checked_sub(1).filter(|at| left.get(*at).is_some_and(|piece| piece.kind == PieceKind::Pipe));
    let input = pipe.map(|pipe| written(text, left.get(..pipe).unwrap_or_default()));
    let mut call = Call { spec, given: Vec::new(), server: None, property: None, open: None, lost: false, input };
    for piece in arguments {
        call.read(piece);
    }
    if call.lost && !matches!(typed, Typed::Parameter(_)) {
        return Vec::new();
    }
    let awaited = call.open.take().filter(|open| !open.filled);
    for piece in right.iter().take_while(|piece| !breaks(piece)) {
        call.read(piece);
    }
    call.items(awaited.as_ref(), typed, known)
}

/// The cmdlets that may stand here. The parser says which: one that it takes for misplaced is left out.
fn cmdlets(text: &[char], left: &[Piece], typed: &str) -> Found {
    let before = written(text, left);
    let may_stand = |spec: &CmdletSpec| {
        let problem = parse(&format!("{before} {}", spec.name)).err().map(|error| error.problem);
        !problem.is_some_and(|problem| misplaces(&problem))
    };
    let ranked = CMDLETS.iter().filter_map(|spec| {
        let alias = spec.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(typed)).then_some(0);
        rank(spec.name, typed).or(alias).map(|rank| (rank, spec))
    });
    ranked.filter(|(_, spec)| may_stand(spec)).map(|(rank, spec)| (rank, item(spec.name, spec.tip))).collect()
}

/// The statement in which these pieces are the last, as far as it is written.
fn written(text: &[char], pieces: &[Piece]) -> String {
    let begins = pieces.iter().rposition(|piece| piece.kind == PieceKind::End).map_or(0, |at| at + 1);
    let statement = pieces.get(begins..).unwrap_or_default();
    match (statement.first(), statement.last()) {
        (Some(first), Some(last)) => text.get(first.from..last.to).unwrap_or_default().iter().collect(),
        _ => String::new(),
    }
}

/// Whether a cmdlet cannot stand where it stands, whatever follows it.
fn misplaces(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::NotAfterPipe(_)
            | Problem::NeedsPipe(_)
            | Problem::EmptyPipe
            | Problem::NothingBehind(_)
            | Problem::NotCertificates { .. }
            | Problem::ValuesAlone(_)
    )
}

/// One call as far as it is written.
struct Call {
    spec: &'static CmdletSpec,
    given: Vec<Parameter>,
    /// The server it names.
    server: Option<String>,
    /// The property it looks at.
    property: Option<String>,
    /// The cmdlets in front of it.
    input: Option<String>,
    open: Option<Open>,
    /// A name that is no parameter's stands last: nobody knows what it takes.
    lost: bool,
}

/// A parameter whose value is being read.
struct Open {
    spec: &'static ParameterSpec,
    /// The values that stand there already.
    values: Vec<String>,
    /// Whether a value stands last, and not a comma.
    filled: bool,
}

impl Call {
    fn read(&mut self, piece: &Piece) {
        match &piece.kind {
            PieceKind::Parameter { name, colon } => {
                self.open = None;
                self.lost = true;
                if let [spec] = self.spec.candidates(name).as_slice() {
                    self.lost = false;
                    self.begin(spec, !spec.kind.is_switch() || *colon);
                }
            }
            PieceKind::Word { text, .. } => {
                if self.open.as_ref().is_none_or(|open| open.filled) {
                    match self.positional() {
                        Some(spec) => self.begin(spec, true),
                        None => self.open = None,
                    }
                }
                if let Some(open) = &mut self.open {
                    open.values.push(text.clone());
                    open.filled = true;
                    match open.spec.kind {
                        Kind::Server => self.server = Some(text.clone()),
                        Kind::PropertyName => self.property = Some(text.clone()),
                        _ => {}
                    }
                }
            }
            PieceKind::Comma => {
                if let Some(open) = &mut self.open {
                    open.filled = false;
                }
            }
            PieceKind::Pipe | PieceKind::End | PieceKind::Remark => {}
        }
    }

    fn begin(&mut self, spec: &'static ParameterSpec, takes_value: bool) {
        self.given.push(spec.parameter);
        self.open = takes_value.then(|| Open { spec, values: Vec::new(), filled: false });
    }

    /// The parameter that a value without a name is for.
    fn positional(&self) -> Option<&'static ParameterSpec> {
        self.spec.parameters.iter().find(|spec| spec.positional && self.may_be_given(spec))
    }

    /// Whether a parameter is neither there already nor excluded by one that is.
    fn may_be_given(&self, spec: &ParameterSpec) -> bool {
        let piped = self.spec.input == Input::Certificates && self.input.is_some();
        let comes_piped = piped && matches!(spec.kind, Kind::Thumbprint | Kind::Identity);
        let second = spec.kind == Kind::Operator && self.has_operator();
        !comes_piped
            && !second
            && self.given.iter().all(|given| {
                let excludes = |one: &ParameterSpec, other: Parameter| one.excludes.contains(&other);
                let theirs = self.spec.parameters.iter().find(|other| other.parameter == *given);
                *given != spec.parameter
                    && !excludes(spec, *given)
                    && !theirs.is_some_and(|theirs| excludes(theirs, spec.parameter))
            })
    }

    fn has_operator(&self) -> bool {
        let kind = |given: &Parameter| self.spec.parameters.iter().find(|spec| spec.parameter == *given);
        self.given.iter().filter_map(kind).any(|spec| spec.kind == Kind::Operator)
    }

    /// The properties of what comes through the `|`.
    fn properties(&self) -> Vec<Property> {
        let pipelines = self.input.as_deref().and_then(|before| parse(before).ok()).unwrap_or_default();
        match pipelines.last().map(output) {
            Some(Flow::Objects(shape)) => shape.properties,
            Some(Flow::Values | Flow::Nothing) => Vec::new(),
            None => Class::Certificate.properties().to_vec(),
        }
    }

    fn items(&self, awaited: Option<&Open>, typed: &Typed, known: &dyn Known) -> Found {
        match (typed, awaited) {
            (Typed::Remark, _) => Vec::new(),
            (Typed::Parameter(name), _) => self.parameters(name, 0),
            (Typed::Word { text, .. }, Some(open)) => self.values(open.spec, &open.values, text, known),
            (Typed::Word { text, .. }, None) => {
                // What a property is compared with comes behind how it is compared.
                let next = self.positional().filter(|spec| spec.kind != Kind::Operand || self.has_operator());
                let mut found = next.map_or_else(Vec::new, |spec| self.values(spec, &[], text, known));
                if text.is_empty() {
                    found.extend(self.parameters("", 3));
                }
                found
            }
        }
    }

    fn parameters(&self, typed: &str, behind: Rank) -> Found {
        let free = self.spec.parameters.iter().filter(|spec| self.may_be_given(spec));
        free.filter_map(|spec| {
            let rank = rank(spec.parameter.name(), typed)?;
            Some((rank + behind, item(&format!("-{}", spec.parameter.name()), spec.tip)))
        })
        .collect()
    }

    /// The values that a parameter may get, but for those that stand there already.
    fn values(&self, spec: &ParameterSpec, already: &[String], typed: &str, known: &dyn Known) -> Found {
        let names = |names: Vec<&str>| new(names.into_iter(), already, typed);
        match spec.kind {
            Kind::Switch | Kind::Bool => words(["$true", "$false"].into_iter(), typed),
            Kind::Thumbprint => certificates(&known.certificates(self.server.as_deref()), typed, false),
            Kind::Identity => match typed.rsplit_once('\\') {
                Some((server, typed)) => certificates(&known.certificates(Some(server)), typed, true),
                None => certificates(&known.certificates(None), typed, true),
            },
            Kind::Services => names(Service::OFFERED.map(Service::name).to_vec()),
            Kind::Properties | Kind::PropertyNames | Kind::PropertyName => {
                names(self.properties().into_iter().map(Property::name).collect())
            }
            Kind::Operand => self.operands(typed),
            Kind::Cmdlet | Kind::Cmdlets => {
                CMDLETS.iter().filter_map(|spec| Some((rank(spec.name, typed)?, item(spec.name, spec.tip)))).collect()
            }
            Kind::Server => {
                let servers = known.servers();
                names(servers.iter().map(String::as_str).collect())
            }
            Kind::StartupMode => {
                names([StartupMode::Tcp, StartupMode::Tls, StartupMode::Dual].map(StartupMode::name).to_vec())
            }
            Kind::Setting => words(["$null"].into_iter(), typed),
            Kind::Operator | Kind::Text | Kind::List | Kind::Number | Kind::Path | Kind::FileData | Kind::Password => {
                Vec::new()
            }
        }
    }

    /// What a property can be compared with, where there are few such things.
    fn operands(&self, typed: &str) -> Found {
        let property = self.property.as_deref().unwrap_or_default();
        let property = self.properties().into_iter().find(|known| known.name().eq_ignore_ascii_case(property));
        match property.map(Property::kind) {
            Some(Type::Bool) => words(["$true", "$false"].into_iter(), typed),
            Some(Type::Services) => new(Service::PRINTED.into_iter().map(Service::name), &[], typed),
            _ if property == Some(Property::Status) => new(STATUS.into_iter(), &[], typed),
            _ => Vec::new(),
        }
    }
}

/// Words of the shell's own, inserted as they are.
fn words<'a>(names: impl Iterator<Item = &'a str>, typed: &str) -> Found {
    names.filter_map(|name| Some((rank(name, typed)?, item(name, "")))).collect()
}

/// Names, but for those that stand there already.
fn new<'a>(names: impl Iterator<Item = &'a str>, already: &[String], typed: &str) -> Found {
    let there = |name: &str| already.iter().any(|given| given.eq_ignore_ascii_case(name));
    let fitting = names.filter(|name| !there(name)).filter_map(|name| Some((rank(name, typed)?, name)));
    fitting.map(|(rank, name)| (rank, Item { insert: quoted(name), ..item(name, "") })).collect()
}

/// Certificates by the beginning of their thumbprint, or by a part of their name or subject.
fn certificates(known: &[KnownCertificate], typed: &str, with_server: bool) -> Found {
    let fits = |certificate: &KnownCertificate| {
        let thumbprint = certificate.thumbprint.to_string();
        match (rank(&thumbprint, typed), rank(&certificate.name, typed), rank(&certificate.subject, typed)) {
            (Some(0), _, _) => Some(0),
            (_, Some(rank), _) => Some(rank + 1),
            (_, _, Some(_)) => Some(4),
            _ => None,
        }
    };
    let found = known.iter().filter_map(|certificate| Some((fits(certificate)?, certificate)));
    found.map(|(rank, certificate)| (rank, of_certificate(certificate, with_server))).collect()
}

fn of_certificate(certificate: &KnownCertificate, with_server: bool) -> Item {
    /// The digits by which a person tells two thumbprints apart.
    const DIGITS: usize = 8;
    let thumbprint = certificate.thumbprint.to_string();
    let label = thumbprint.chars().take(DIGITS).collect();
    let insert = if with_server { quoted(&format!("{}\\{thumbprint}", certificate.server)) } else { thumbprint };
    Item { insert, label, note: certificate.name.clone() }
}

fn item(name: &str, note: &str) -> Item {
    Item { insert: name.to_owned(), label: name.to_owned(), note: note.to_owned() }
}

#[cfg(test)]
mod tests;
