//! Stories of the shell.

mod assigning;
mod changing;
mod comparing;
mod importing;
mod pipelines;
mod printing;
mod remedies;
mod round_trip;
mod showing;
mod spelling;
mod transcript;

use std::sync::Arc;

use crate::cmdlets::{Answer, Done, Outcome, Question, SourceFile, Words, World, parse, run};
use crate::engine::*;
use crate::testing::*;

/// Words that name what they stand for, so that a story sees which text stands where.
struct Ids;

impl Words for Ids {
    fn reason(&self, refusal: &Refusal) -> String {
        format!("[reason {}]", refusal.rule().id())
    }

    fn remedy(&self, refusal: &Refusal) -> String {
        format!("[remedy {}]", refusal.rule().id())
    }

    fn warning(&self, _: &Server, warning: &Warning) -> String {
        format!("[{}]", warning.id())
    }

    fn follow_up(&self, _: &Server, follow_up: &FollowUp) -> String {
        format!("[{}]", follow_up.id())
    }

    fn step(&self, _: &Server, step: &Step) -> Vec<String> {
        match step {
            Step::DefaultSmtp { .. } => vec!["[step default-smtp]".into()],
            Step::ProtocolName { .. } => vec!["[step protocol-name]".into()],
            Step::StartupMode { .. } => vec!["[step startup-mode]".into()],
            Step::Remove { .. } => vec!["[step remove]".into()],
            Step::Import { .. } => vec!["[step import]".into()],
            Step::Assign { .. } | Step::RequireSsl | Step::NetworkService { .. } => Vec::new(),
        }
    }

    fn rule(&self, rule: RuleId) -> String {
        format!("[rule {}]", rule.id())
    }

    fn uses(&self, service: Service) -> Vec<String> {
        vec![format!("[uses {}]", service.name())]
    }
}

/// A shell on one server; somebody sits at it, the output goes to a pipe.
struct Shell {
    organization: Organization,
    servers: Vec<Arc<Server>>,
    unreadable: Vec<(ServerName, String)>,
    files: Vec<SourceFile>,
    access: Access,
    interactive: bool,
    width: Option<u16>,
}

impl Shell {
    fn on(server: Server) -> Shell {
        Shell::of([server])
    }

    /// On several servers; EX01 is the connected one.
    fn of(servers: impl IntoIterator<Item = Server>) -> Shell {
        Shell {
            organization: Organization {
                name: "Contoso".into(),
                edge_subscribed: Some(false),
                ..Organization::default()
            },
            servers: servers.into_iter().map(Arc::new).collect(),
            unreadable: Vec::new(),
            files: Vec::new(),
            access: Access::Full,
            interactive: true,
            width: None,
        }
    }

    fn run(&self, line: &str, answers: &[Answer]) -> Outcome {
        let world = World {
            organization: &self.organization,
            servers: &self.servers,
            unreadable: &self.unreadable,
            connected: &ServerName::new("EX01"),
            files: &self.files,
            access: self.access,
            now: NOW,
            interactive: self.interactive,
            terminal_width: self.width,
            words: &Ids,
        };
        let pipelines = parse(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        run(&pipelines[0], &world, answers)
    }

    #[track_caller]
    fn done(&self, line: &str, answers: &[Answer]) -> Done {
        match self.run(line, answers) {
            Outcome::Done(done) => *done,
            Outcome::Ask(question) => panic!("{line} asks: {question:?}"),
        }
    }

    #[track_caller]
    fn asks(&self, line: &str, answers: &[Answer]) -> Question {
        match self.run(line, answers) {
            Outcome::Ask(question) => question,
            Outcome::Done(done) => panic!("{line} asks nothing: {done:?}"),
        }
    }

    #[track_caller]
    fn shows(&self, line: &str) -> String {
        let done = self.done(line, &[]);
        assert!(done.errors.is_empty() && done.warnings.is_empty() && done.plan.is_none(), "{line}: {done:?}");
        done.output.join("\n")
    }
}

/// What is wrong with a text at its `¦`, which is not part of it.
#[track_caller]
fn mistake(marked: &str) -> String {
    let text = marked.replace('¦', "");
    let error = parse(&text).expect_err(&text);
    let before = marked.split('¦').next().unwrap();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    assert_eq!((error.at.line, error.at.column), (line, column), "{marked}: {error}");
    error.problem.to_string()
}

/// The services of a certificate once the plan is done.
fn after(done: &Done, byte: u8) -> String {
    let plan = done.plan.as_ref().expect("something changes");
    plan.parts[0].after.services_of(thumb(byte)).to_string()
}
