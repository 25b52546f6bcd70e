//! The built program, killed again and again while it saves: nothing is torn, nothing that it said was saved is lost, and
//! every line of the journal is explained.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, TryRecvError};
use std::thread;
use std::time::Duration;

use exchcert::engine::{Moment, ServerName};
use exchcert::store::{Directory, Entry, EntryKind, Mode, Store as _, hexadecimal, revision};
use support::home::Home;

/// 2026-11-21T09:00:00Z.
const NOW: Moment = Moment(1_795_251_600);
const MAIL_2026: &str = "01D035C24430169697A25149E85882127A90721A";
const MAIL_2027: &str = "4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1";
/// What the program says once a move of IIS is saved.
const SAID: &str = "Restart IIS";
/// How many moves a program is given: more than it lives to make.
const MOVES: usize = 40;
/// How many moves are waited for at most before the kill.
const FIRST_MOVES: usize = 4;
/// An organization is used for so many kills, so that its journal stays short.
const EACH: usize = 50;
/// How long a program may be silent before the test gives it up.
const SILENCE: Duration = Duration::from_secs(60);

/// Numbers that only look random: xorshift, so that a seed tells everything.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

/// What happened to all that were killed.
#[derive(Debug, Default)]
struct Figures {
    kills: usize,
    /// It had made all its moves before the kill came, which counts as none.
    late: usize,
    /// Moves that the program said were saved.
    acknowledged: usize,
    /// The kill fell into a save: its holder stood in the lock, or something unfinished was there.
    in_saves: usize,
    /// An unfinished document was left.
    leftovers: usize,
    /// The document was new, and the program had not said so yet.
    unsaid: usize,
    abandoned: usize,
    cut: usize,
    torn: usize,
    lost: usize,
    unexplained: usize,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figures { kills, late, acknowledged, in_saves, leftovers, unsaid, abandoned, cut, torn, lost, unexplained } =
            self;
        write!(
            f,
            "{kills} kills, {in_saves} during a save ({leftovers} left an unfinished document), {acknowledged} saves \
             acknowledged and {unsaid} done but not yet said; torn {torn}, lost {lost}, unexplained lines {unexplained}; \
             abandoned {abandoned}, cut {cut}; too late {late}"
        )
    }
}

fn moving(to: &str) -> String {
    format!("Enable-ExchangeCertificate -Thumbprint {to} -Services IIS -Server EX02 -Confirm:$false\n")
}

/// Starts the program with many moves to make, the first of them to the other certificate.
fn start(home: &Home, document: &str) -> Child {
    let at_2026 = document.contains(&format!("iis = \"{MAIL_2026}\""));
    let (first, second) = if at_2026 { (MAIL_2027, MAIL_2026) } else { (MAIL_2026, MAIL_2027) };
    let mut child = home.spawned(&["-c", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let script = [moving(first), moving(second)].concat().repeat(MOVES / 2);
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    child
}

/// What the program says, move by move, from a thread that ends with its output.
fn listen(child: &mut Child) -> Receiver<()> {
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let (said, heard) = mpsc::channel();
    thread::spawn(move || {
        let moves = lines.map_while(Result::ok).filter(|line| line.starts_with(SAID));
        moves.map(drop).try_for_each(|()| said.send(()))
    });
    heard
}

/// What became of a program.
struct Killed {
    /// It had work left.
    in_time: bool,
    /// How many moves it said.
    said: usize,
    /// How many turns of a loop went by while the last one that was waited for was made.
    turns: usize,
}

/// Lets the program make `moves`, then go on for `turns` of a loop, and kills it.
fn kill(mut child: Child, moves: usize, turns: usize) -> Killed {
    let heard = listen(&mut child);
    let (mut said, mut last) = (0, 0);
    while said < moves {
        last = 0;
        loop {
            match heard.try_recv() {
                Ok(()) => break,
                Err(TryRecvError::Empty) => last += 1,
                Err(TryRecvError::Disconnected) => panic!("the program ended after {said} moves"),
            }
            thread::yield_now();
        }
        said += 1;
    }
    for _ in 0..turns {
        thread::yield_now();
    }
    child.kill().unwrap();
    let in_time = !child.wait().unwrap().success();
    // What it had said before it died counts.
    loop {
        match heard.recv_timeout(SILENCE) {
            Ok(()) => said += 1,
            Err(RecvTimeoutError::Disconnected) => return Killed { in_time, said, turns: last },
            Err(RecvTimeoutError::Timeout) => panic!("its output does not end"),
        }
    }
}

fn unfinished(directory: &Path) -> usize {
    let names = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().starts_with(".tmp")).count()
}

/// Whether that line stands: no other says that it did not happen.
fn standing(entries: &[Entry]) -> Vec<&Entry> {
    let abandoned: BTreeSet<u64> =
        entries.iter().filter(|entry| entry.kind == EntryKind::Abandoned).filter_map(|entry| entry.of).collect();
    entries.iter().filter(|entry| entry.kind == EntryKind::Change && !abandoned.contains(&entry.seq)).collect()
}

/// One organization, and what is known of it.
struct Story {
    home: Home,
    /// The document with IIS at either certificate.
    documents: [String; 2],
    /// How many lines of the journal have been looked at.
    lines: usize,
}

impl Story {
    fn begin() -> Story {
        let home = Home::with_sample();
        let document = home.server("EX02");
        let moved = document.replace(&format!("iis = \"{MAIL_2027}\""), &format!("iis = \"{MAIL_2026}\""));
        assert_ne!(document, moved);
        Story { home, documents: [document, moved], lines: 0 }
    }

    fn store(&self) -> Directory {
        Directory::open(self.home.path("org"), Mode::ReadWrite).unwrap()
    }

    /// Kills one and looks at what it left.
    fn kill(&mut self, numbers: &mut Numbers, a_move: &mut usize, figures: &mut Figures) {
        let (org, before) = (self.home.path("org"), self.home.server("EX02"));
        // Not before the first one is heard of: until then it starts and reads. Sometimes a little longer than a move.
        let (moves, turns) = (1 + numbers.below(FIRST_MOVES), numbers.below(*a_move * 5 / 4));
        let Killed { in_time, said, turns } = kill(start(&self.home, &before), moves, turns);
        // A machine that is busy elsewhere for a moment does not make all later kills late.
        *a_move = usize::midpoint(*a_move, turns.min(*a_move * 2));
        let left = unfinished(&org.join("servers"));
        let signed = fs::metadata(org.join("store.lock")).is_ok_and(|lock| lock.len() > 0);
        figures.kills += usize::from(in_time);
        figures.late += usize::from(!in_time);
        figures.acknowledged += said;
        figures.in_saves += usize::from(signed || left > 0);
        figures.leftovers += left;
        let document = self.home.server("EX02");
        figures.torn += usize::from(!self.documents.contains(&document));
        self.look(&before, said, figures);
    }

    /// The next start, and what it finds.
    fn look(&mut self, before: &str, said: usize, figures: &mut Figures) {
        let (org, mut store) = (self.home.path("org"), self.store());
        let recovered = store.recover("bob", NOW).unwrap();
        figures.cut += usize::from(recovered.torn > 0);
        figures.abandoned += usize::from(recovered.abandoned.is_some());
        let server = store.open(&ServerName::new("EX02"));
        figures.torn += usize::from(server.is_err());
        let document = self.home.server("EX02");
        let read = store.journal(MOVES * 2).unwrap();
        assert_eq!(read.problems, []);
        let count = usize::try_from(read.entries.first().map_or(0, |entry| entry.seq)).unwrap();
        let new = &read.entries[..count - self.lines];
        self.lines = count;
        // Of each line it is known what it is: a move that stands, one that did not happen, or a remark on that.
        let stand = standing(new);
        let known = |kind: EntryKind| new.iter().filter(|entry| entry.kind == kind).count();
        let explained = stand.len() + known(EntryKind::Abandoned) * 2 + known(EntryKind::Cut);
        figures.unexplained += new.len().abs_diff(explained);
        // The moves that stand lead from what was there to what is there, one after the other.
        let mut now = hexadecimal(revision(before.as_bytes()));
        for entry in stand.iter().rev() {
            figures.unexplained += usize::from(entry.before != now);
            now.clone_from(&entry.after);
        }
        figures.unexplained += usize::from(now != hexadecimal(revision(document.as_bytes())));
        // Every move that was said is among them; at most one more was done before it could be said.
        figures.lost += said.saturating_sub(stand.len());
        figures.unsaid += stand.len().saturating_sub(said);
        assert!(stand.len() <= said + 1, "{} moves for {said} that were said", stand.len());
        assert_eq!(["", "servers", "certificates", "trust"].map(|part| unfinished(&org.join(part))), [0; 4]);
        self.home.run(&["journal", "--verify"]).success();
    }
}

/// Kills so many, from a seed, and looks after each.
fn kill_all(kills: usize, seed: u64) -> Figures {
    let (mut figures, mut numbers, mut a_move) = (Figures::default(), Numbers(seed), 2_000);
    while figures.kills < kills {
        let mut story = Story::begin();
        for _ in 0..EACH.min(kills - figures.kills) {
            story.kill(&mut numbers, &mut a_move, &mut figures);
            let Figures { torn, lost, unexplained, late, .. } = figures;
            assert!(late <= 5 + kills / 10, "the kills come too late: {figures}");
            let at = format!("seed {seed}, kill {}: {figures}, in {}", figures.kills, story.home.path("org").display());
            assert_eq!((torn, lost, unexplained), (0, 0, 0), "{at}");
        }
    }
    figures
}

#[test]
fn killed_at_any_moment_the_program_tears_and_loses_nothing() {
    let figures = kill_all(40, 0x5EED);
    assert!(figures.in_saves > 5, "the kills fall into saves: {figures}");
}

#[test]
#[ignore = "takes minutes"]
fn a_thousand_kills() {
    let figures = kill_all(1_000, 0x00C0_FFEE);
    writeln!(std::io::stdout(), "\n{figures}").unwrap();
    assert!(figures.in_saves > 300, "the kills fall into saves: {figures}");
}
