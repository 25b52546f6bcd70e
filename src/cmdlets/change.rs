//! The cmdlets that change something: requests to the engine, and its verdict as a shell shows it.
//!
//! ```text
//!   call, objects --> deeds, one a certificate or a setting
//!   each deed on the server as the ones before it leave it --> one plan; one that is refused: nothing of the command
//! ```

use super::asking::{Asking, Stop};
use super::call::Call;
use super::deed::{Deed, Task};
use super::exit::Exit;
use super::object::{Datum, Object, Property};
use super::question::{Answer, Question};
use super::run::{Done, Outcome, World, named, target};
use super::table::{Cmdlet, Parameter};
use super::{imported, preview, refusals};
use crate::engine::{
    Access, DefaultSmtp, DefaultSmtpQuestion, Plan, Reason, Refusal, Server, ServerName, ServiceSet, Step, Thumbprint,
    Verdict, ViewOnly,
};

/// Runs a call with the answers given so far; `objects` are the certificates that come through a `|`, if there is one.
pub(super) fn run(
    call: &Call,
    objects: Option<&[Object<'_>]>,
    world: &World<'_>,
    answers: &[Answer],
) -> Result<Outcome, Box<Done>> {
    let what_if = call.is_on(Parameter::WhatIf);
    let view_only = match world.access {
        Access::ViewOnly(why) if !what_if => Some(why),
        Access::ViewOnly(_) | Access::Full => None,
    };
    // Whether the person may change anything is asked first; a preview changes nothing.
    let deeds = match (deeds(call, objects, world), view_only) {
        (Ok(deeds), None) => deeds,
        (Err(done), None) => return Err(done),
        (found, Some(why)) => return Err(not_permitted(call, found.ok().as_deref(), world, why)),
    };
    let command = Command { call, world, deeds, what_if };
    match command.refused().and_then(|()| command.run(answers)) {
        Ok(done) => Ok(Outcome::Done(Box::new(done))),
        Err(Stop::Ask(question)) => Ok(Outcome::Ask(*question)),
        Err(Stop::Failed(done)) => Err(done),
    }
}

/// What a call is to do, thing by thing.
fn deeds<'a>(call: &'a Call, objects: Option<&[Object<'_>]>, world: &World<'a>) -> Result<Vec<Deed<'a>>, Box<Done>> {
    if call.cmdlet == Cmdlet::ImportExchangeCertificate {
        return Ok(Deed::import(call, target(call, world)?, world.files).into_iter().collect());
    }
    let certificates = match (objects, call.thumbprint()) {
        (Some(objects), _) => given(call, objects, world)?,
        (None, Some(thumbprint)) => vec![(target(call, world)?, thumbprint)],
        (None, None) => return Ok(Deed::setting(call, target(call, world)?).into_iter().collect()),
    };
    let mut deeds: Vec<Deed<'a>> = Vec::new();
    for (server, thumbprint) in certificates {
        if deeds.iter().any(|deed| deed.server.name == server.name && deed.thumbprint() == Some(thumbprint)) {
            continue;
        }
        let task = match call.cmdlet {
            Cmdlet::RemoveExchangeCertificate => Task::Remove { thumbprint },
            _ => Task::Enable { thumbprint, call },
        };
        deeds.push(Deed { server, task });
    }
    Ok(deeds)
}

/// The certificates that come through the `|`: by Identity, else by Thumbprint; with `-Server` by Thumbprint alone.
fn given<'a>(
    call: &Call,
    objects: &[Object<'_>],
    world: &World<'a>,
) -> Result<Vec<(&'a Server, Thumbprint)>, Box<Done>> {
    let mut certificates = Vec::new();
    for object in objects {
        let identity = match object.get(Property::Identity) {
            Datum::Text(identity) => identity.rsplit_once('\\').map(|(host, rest)| (host.to_owned(), rest.to_owned())),
            _ => None,
        };
        let by_identity = identity.as_ref().and_then(|(_, rest)| rest.parse().ok());
        let thumbprint = match object.get(Property::Thumbprint) {
            Datum::Thumbprint(thumbprint) => Some(thumbprint),
            _ => by_identity,
        };
        // The reader lets no objects through that carry neither.
        let Some(thumbprint) = thumbprint else { continue };
        let server = match (call.server(), &identity) {
            (None, Some((host, _))) => named(host, world)?,
            _ => target(call, world)?,
        };
        certificates.push((server, thumbprint));
    }
    Ok(certificates)
}

fn not_permitted(call: &Call, deeds: Option<&[Deed<'_>]>, world: &World<'_>, why: ViewOnly) -> Box<Done> {
    let deed = deeds.and_then(<[Deed<'_>]>::first);
    let server = deed.map_or_else(|| world.connected.clone(), |deed| deed.server.name.clone());
    let refusal = Refusal { server, service: None, reason: Reason::NotPermitted(why) };
    let errors = match deed {
        Some(deed) => refusals::errors(deed, world.words, std::slice::from_ref(&refusal)),
        None => refusals::not_permitted(call.cmdlet, world.words, &refusal),
    };
    let mut done = Done::failed(Exit::NotPermitted, errors);
    done.verdict = Some(Verdict { refusals: vec![refusal], ..Verdict::default() });
    done
}

/// One command on its way.
struct Command<'a> {
    call: &'a Call,
    world: &'a World<'a>,
    deeds: Vec<Deed<'a>>,
    what_if: bool,
}

/// What has come of a command so far.
#[derive(Default)]
struct Progress {
    verdict: Verdict,
    warnings: Vec<String>,
    preview: Vec<String>,
    kept: Vec<DefaultSmtpQuestion>,
    /// What a removal warns of where nobody was asked; the question itself says it otherwise.
    unasked: Vec<String>,
}

impl Progress {
    /// The server as the command leaves it so far.
    fn by_now(&self, server: &Server) -> Server {
        let part = self.verdict.plan.parts.iter().find(|part| part.server == server.name);
        part.map_or_else(|| server.clone(), |part| server.after(part))
    }

    fn add(&mut self, verdict: Verdict) {
        self.preview.extend(verdict.plan.parts.iter().flat_map(preview::lines));
        self.verdict.plan.then(verdict.plan);
        self.verdict.refusals.extend(verdict.refusals);
        self.verdict.already = verdict.already.iter().fold(self.verdict.already, ServiceSet::with);
        self.verdict.questions.extend(verdict.questions);
    }
}

impl Command<'_> {
    /// Fails when anything of the command is refused: all of it is looked at before anything is asked.
    fn refused(&self) -> Result<(), Stop> {
        let mut failed = Done { exit: Exit::Refused, ..Done::default() };
        let mut progress = Progress::default();
        for deed in &self.deeds {
            let verdict = deed.judge(self.world, &progress.by_now(deed.server), self.unasked())?;
            if verdict.is_refused() {
                let outright: Vec<_> =
                    verdict.refusals.iter().filter(|r| !r.drops_only_its_service()).cloned().collect();
                failed.errors.extend(refusals::errors(deed, self.world.words, &outright));
                failed.warnings.extend(refusals::wildcards(deed, self.world.words, &verdict.refusals));
                match &mut failed.verdict {
                    Some(before) => before.refusals.extend(verdict.refusals),
                    before => *before = Some(verdict),
                }
            } else {
                progress.add(verdict);
            }
        }
        if failed.verdict.is_some() { Err(Stop::Failed(Box::new(failed))) } else { Ok(()) }
    }

    /// The answer to the default SMTP question where it is not asked.
    fn unasked(&self) -> DefaultSmtp {
        // Keep is the safe one, where nobody is there to give another.
        if self.call.is_on(Parameter::Force) { DefaultSmtp::Replace } else { DefaultSmtp::Keep }
    }

    fn asks(&self) -> bool {
        self.world.interactive && !self.what_if
    }

    fn run(&self, answers: &[Answer]) -> Result<Done, Stop> {
        let mut asking = Asking::new(answers);
        let mut progress = Progress::default();
        for deed in &self.deeds {
            self.deed(deed, &mut asking, &mut progress)?;
        }
        Ok(self.done(progress))
    }

    fn deed(&self, deed: &Deed<'_>, asking: &mut Asking<'_>, progress: &mut Progress) -> Result<(), Stop> {
        let by_now = progress.by_now(deed.server);
        let asked = if self.call.is_on(Parameter::Force) { DefaultSmtp::Replace } else { DefaultSmtp::Ask };
        let mut verdict = deed.judge(self.world, &by_now, asked)?;
        let changes = !verdict.plan.is_empty() || !verdict.questions.is_empty();
        if changes && !self.what_if && !self.confirmed(deed, &verdict, asking)? {
            // A digit mistyped must not look like a removal; a plain No needs no echo.
            if let Task::Remove { thumbprint } = deed.task
                && !self.typed(deed, &verdict, false).is_empty()
            {
                progress.warnings.push(format!(
                    "The certificate with thumbprint {thumbprint} was not removed: its first digits were not typed."
                ));
            }
            return Ok(());
        }
        if !self.confirms(deed) || self.what_if {
            progress.unasked.extend(self.typed(deed, &verdict, self.deeds.len() > 1));
        }
        if let Some(question) = verdict.questions.first().cloned() {
            let replaces = self.asks() && asking.ask(Question::default_smtp(&question, &by_now))?;
            if !self.asks() {
                progress.kept.push(question.clone());
            }
            let answer = if replaces { DefaultSmtp::Replace } else { DefaultSmtp::Keep };
            verdict = deed.judge(self.world, &by_now, answer)?;
        }
        progress.warnings.extend(refusals::wildcards(deed, self.world.words, &verdict.refusals));
        progress.add(verdict);
        if self.what_if {
            progress
                .preview
                .extend(progress.kept.drain(..).map(|question| preview::stays(&question.server, &question)));
        }
        Ok(())
    }

    /// Whether the command asks first: a removal does unless it is told not to, everything else only when it is told to.
    fn confirms(&self, deed: &Deed<'_>) -> bool {
        let told = self.call.value(Parameter::Confirm).map(|_| self.call.is_on(Parameter::Confirm));
        told.unwrap_or(matches!(deed.task, Task::Remove { .. }))
    }

    /// What a removal warns of that is confirmed by typing; `named` by thumbprint, where one of several is meant.
    fn typed(&self, deed: &Deed<'_>, verdict: &Verdict, named: bool) -> Vec<String> {
        let which = match deed.task {
            Task::Remove { thumbprint } if named => format!("{thumbprint}: "),
            _ => String::new(),
        };
        let typed = verdict.plan.warnings().filter(|(_, warning)| warning.asks_for_typing());
        typed
            .map(|(_, warning)| format!("WARNING: {which}{}", self.world.words.warning(deed.server, warning)))
            .collect()
    }

    /// Whether it is to be done at all.
    fn confirmed(&self, deed: &Deed<'_>, verdict: &Verdict, asking: &mut Asking<'_>) -> Result<bool, Stop> {
        if !self.confirms(deed) {
            return Ok(true);
        }
        let question = match deed.task {
            Task::Remove { thumbprint } => Question::of_removal(thumbprint, self.typed(deed, verdict, false)),
            _ => Question::action(&deed.action()),
        };
        if !self.asks() {
            let line = match deed.task {
                Task::Remove { .. } => NOBODY_FOR_REMOVAL,
                _ => NOBODY,
            };
            return Err(Stop::Failed(Done::failed(Exit::NobodyToAsk, vec![line.to_owned()])));
        }
        asking.ask(question)
    }

    fn done(&self, progress: Progress) -> Done {
        let Progress { verdict, mut warnings, preview, kept, unasked } = progress;
        let mut afterwards = self.afterwards(&verdict.plan, unasked);
        warnings.extend(self.deeds.iter().filter_map(imported::old_parameter));
        warnings.extend(self.deeds.iter().flat_map(imported::beside));
        afterwards.extend(self.deeds.iter().filter_map(imported::authorities));
        let (output, plan) = if self.what_if {
            // Those sentences say what the steps do.
            let told = self.steps(&verdict.plan);
            afterwards.retain(|line| !told.contains(line));
            warnings.append(&mut afterwards);
            (preview, None)
        } else {
            let objects = imported::objects(&self.deeds, &verdict.plan, self.world);
            (objects, Some(verdict.plan.clone()).filter(|plan| !plan.is_empty()))
        };
        Done { output, warnings, plan, afterwards, kept, verdict: Some(verdict), ..Done::default() }
    }

    /// What deserves attention, what was done that no list of services shows, and what is left to do.
    fn afterwards(&self, plan: &Plan, mut attention: Vec<String>) -> Vec<String> {
        let words = self.world.words;
        let mut left = Vec::new();
        for part in &plan.parts {
            let Some(server) = self.server(&part.server) else { continue };
            let news = part.warnings.iter().filter(|warning| !warning.asks_for_typing());
            attention.extend(news.map(|warning| format!("WARNING: {}", words.warning(server, warning))));
            left.extend(part.follow_ups.iter().map(|follow_up| words.follow_up(server, follow_up)));
        }
        attention.into_iter().chain(self.steps(plan)).chain(left).collect()
    }

    fn steps(&self, plan: &Plan) -> Vec<String> {
        let said = |server: &Server, step: &Step| self.world.words.step(server, step);
        let parts = plan.parts.iter().filter_map(|part| Some((self.server(&part.server)?, part)));
        parts.flat_map(|(server, part)| part.steps.iter().flat_map(move |step| said(server, step))).collect()
    }

    /// The server as it is before the command.
    fn server(&self, name: &ServerName) -> Option<&Server> {
        self.deeds.iter().find(|deed| deed.server.name == *name).map(|deed| deed.server)
    }
}

const NOBODY: &str = "-Confirm asks a question, and there is no terminal to ask it on. Nothing was done.";
const NOBODY_FOR_REMOVAL: &str = "Remove-ExchangeCertificate asks a question, and there is no terminal to ask it on. \
                                  -Confirm:$false asks nothing. Nothing was done.";
