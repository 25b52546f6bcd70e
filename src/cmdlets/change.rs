//! The cmdlets that change something.

use super::call::Call;
use super::enable;
use super::object::Object;
use super::question::Answer;
use super::run::{Done, Outcome, World, target};

pub(super) fn run(
    call: &Call,
    _objects: Option<&[Object<'_>]>,
    world: &World<'_>,
    answers: &[Answer],
) -> Result<Outcome, Box<Done>> {
    Ok(enable::run(call, target(call, world)?, world, answers))
}
