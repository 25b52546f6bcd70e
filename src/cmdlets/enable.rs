//! `Enable-ExchangeCertificate`: a request to the engine, and its verdict as a shell shows it.

use crate::engine::{self, Access, DefaultSmtp, Reason, Refusal, Request, Server, Step, Thumbprint, Verdict};

use super::call::Call;
use super::exit::Exit;
use super::print::service_list;
use super::question::{Answer, Question};
use super::refusals;
use super::run::{Done, Outcome, World, not_found};
use super::shown::shown;
use super::table::Parameter;

/// Runs a call with the answers given so far.
pub(super) fn run(call: &Call, server: &Server, world: &World<'_>, answers: &[Answer]) -> Outcome {
    // The reader lets no call through without a certificate.
    let Some(thumbprint) = call.thumbprint() else { return Outcome::Done(Box::default()) };
    let what_if = call.is_on(Parameter::WhatIf);
    let attempt = Attempt { call, server, world, thumbprint, what_if };
    attempt.run(answers).unwrap_or_else(Outcome::Done)
}

/// One call on its way.
struct Attempt<'a> {
    call: &'a Call,
    server: &'a Server,
    world: &'a World<'a>,
    thumbprint: Thumbprint,
    what_if: bool,
}

impl Attempt<'_> {
    fn run(&self, answers: &[Answer]) -> Result<Outcome, Box<Done>> {
        self.permitted()?;
        let force = self.call.is_on(Parameter::Force);
        let asks = self.world.interactive && !self.what_if;
        let mut default_smtp = match (force, asks) {
            (true, _) => DefaultSmtp::Replace,
            (false, true) => DefaultSmtp::Ask,
            // The safe answer, since nobody is there to give one.
            (false, false) => DefaultSmtp::Keep,
        };
        let mut answers = answers.iter();
        let mut verdict = self.verdict(default_smtp)?;
        let changes = !verdict.plan.is_empty() || !verdict.questions.is_empty();
        if self.call.is_on(Parameter::Confirm) && !self.what_if && changes {
            if !asks {
                return Err(Done::failed(Exit::NobodyToAsk, vec![NOBODY.to_owned()]));
            }
            match answers.next() {
                None => return Ok(Outcome::Ask(Question::action(&self.action()))),
                Some(answer) if !answer.is_yes() => return Ok(Outcome::Done(Box::default())),
                Some(_) => {}
            }
        }
        if let Some(question) = verdict.questions.first() {
            let Some(answer) = answers.next() else {
                return Ok(Outcome::Ask(Question::default_smtp(question, self.server)));
            };
            default_smtp = if answer.is_yes() { DefaultSmtp::Replace } else { DefaultSmtp::Keep };
            verdict = self.verdict(default_smtp)?;
        }
        Ok(Outcome::Done(Box::new(self.done(verdict, default_smtp))))
    }

    /// Whether the person may change anything is asked first; a preview changes nothing.
    fn permitted(&self) -> Result<(), Box<Done>> {
        let Access::ViewOnly(why) = self.world.access else { return Ok(()) };
        if self.what_if {
            return Ok(());
        }
        let refusal = Refusal { server: self.server.name.clone(), service: None, reason: Reason::NotPermitted(why) };
        let errors = self.errors(std::slice::from_ref(&refusal));
        let mut done = Done::failed(Exit::NotPermitted, errors);
        done.verdict = Some(Verdict { refusals: vec![refusal], ..Verdict::default() });
        Err(done)
    }

    fn verdict(&self, default_smtp: DefaultSmtp) -> Result<Verdict, Box<Done>> {
        let request = Request {
            servers: vec![self.server.name.clone()],
            thumbprint: self.thumbprint,
            services: self.call.services(),
            default_smtp,
            require_ssl: !self.call.is_on(Parameter::DoNotRequireSsl),
            network_service: self.call.is_on(Parameter::NetworkServiceAllowed),
            // Whoever may not change anything never gets here, but for a preview.
            access: Access::Full,
        };
        let verdict = engine::plan(self.world.organization, &[self.server], &request, self.world.now)
            .map_err(|missing| not_found(missing.thumbprint))?;
        if verdict.is_refused() {
            let outright: Vec<_> = verdict.refusals.iter().filter(|r| !r.drops_only_its_service()).cloned().collect();
            let mut done = Done::failed(Exit::Refused, self.errors(&outright));
            done.warnings = self.wildcards(&verdict);
            done.verdict = Some(verdict);
            return Err(done);
        }
        Ok(verdict)
    }

    fn context(&self) -> refusals::Context<'_> {
        refusals::Context {
            server: self.server,
            thumbprint: self.thumbprint,
            services: self.call.services(),
            words: self.world.words,
        }
    }

    fn errors(&self, refusals: &[Refusal]) -> Vec<String> {
        refusals::errors(&self.context(), refusals)
    }

    fn wildcards(&self, verdict: &Verdict) -> Vec<String> {
        refusals::wildcards(&self.context(), &verdict.refusals)
    }

    fn done(&self, verdict: Verdict, default_smtp: DefaultSmtp) -> Done {
        let mut warnings = self.wildcards(&verdict);
        let words = self.world.words;
        let attention =
            verdict.plan.warnings().map(|(_, warning)| format!("WARNING: {}", words.warning(self.server, warning)));
        let left = verdict.plan.follow_ups().map(|(_, follow_up)| words.follow_up(self.server, follow_up));
        let steps = verdict.plan.parts.iter().flat_map(|part| &part.steps);
        let done = steps.flat_map(|step| words.step(self.server, step));
        let mut afterwards: Vec<String> = attention.chain(done).chain(left).collect();
        let (mut output, mut plan) = (Vec::new(), None);
        if self.what_if {
            output = self.preview(&verdict, default_smtp);
            // The sentences above say what the steps do.
            let told: Vec<String> = verdict
                .plan
                .parts
                .iter()
                .flat_map(|part| &part.steps)
                .flat_map(|step| words.step(self.server, step))
                .collect();
            afterwards.retain(|line| !told.contains(line));
            warnings.append(&mut afterwards);
        } else {
            plan = Some(verdict.plan.clone()).filter(|plan| !plan.is_empty());
        }
        Done { output, warnings, plan, afterwards, verdict: Some(verdict), ..Done::default() }
    }

    /// What `-Confirm` asks about.
    fn action(&self) -> String {
        format!(
            "Enable certificate with thumbprint {} for {} on server {}.",
            self.thumbprint,
            service_list(self.call.services()),
            shown(self.server.name.as_str())
        )
    }

    fn preview(&self, verdict: &Verdict, default_smtp: DefaultSmtp) -> Vec<String> {
        let server = shown(self.server.name.as_str());
        let steps = verdict.plan.parts.iter().flat_map(|part| &part.steps);
        let mut lines: Vec<String> = steps.map(|step| format!("What if: {}", sentence(step, &server))).collect();
        // Kept only because nothing was said about it: say what would be asked.
        if default_smtp == DefaultSmtp::Keep
            && let Ok(Verdict { questions, .. }) = self.verdict(DefaultSmtp::Ask)
        {
            lines.extend(questions.iter().map(|question| {
                let current = question.current;
                format!(
                    "What if: The default SMTP certificate on server {server} stays {current}; -Force would replace it."
                )
            }));
        }
        lines
    }
}

const NOBODY: &str = "-Confirm asks a question, and there is no terminal to ask it on. Nothing was done.";

/// A step in the words of `-WhatIf`; the shape is the shell's, the sentences are ours.
fn sentence(step: &Step, server: &str) -> String {
    match step {
        Step::Assign { thumbprint, service, displaces: None } => {
            format!("Assigning certificate {thumbprint} to {} on server {server}.", service.name())
        }
        Step::Assign { thumbprint, service, displaces: Some(old) } => {
            format!("Assigning certificate {thumbprint} to {} on server {server}, in place of {old}.", service.name())
        }
        Step::DefaultSmtp { thumbprint, before: None } => {
            format!("Making certificate {thumbprint} the default SMTP certificate on server {server}.")
        }
        Step::DefaultSmtp { thumbprint, before: Some(old) } => {
            format!(
                "Making certificate {thumbprint} the default SMTP certificate on server {server}, in place of {old}."
            )
        }
        Step::ProtocolName { protocol, after, .. } => format!(
            "Setting X509CertificateName of {} to {} on server {server}.",
            protocol.service().name(),
            after.as_deref().map_or_else(|| "$null".to_owned(), |name| format!("'{}'", shown(name))),
        ),
        Step::StartupMode { service, after, .. } => {
            format!("Setting UMStartupMode of {} to {} on server {server}.", service.name(), after.name())
        }
        Step::Remove { thumbprint } => format!("Removing certificate {thumbprint} from server {server}."),
        Step::RequireSsl => format!("Turning on Require SSL on the Default Web Site on server {server}."),
        Step::NetworkService { thumbprint } => {
            format!("Letting Network Service read the private key of certificate {thumbprint} on server {server}.")
        }
    }
}
