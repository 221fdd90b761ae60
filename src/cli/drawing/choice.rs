//! A part of a journey: some personas, some lanes.

use super::super::failure::Failure;
use super::super::nearest;
use crate::journey::{self, Journey, LaneId};

/// The journey with only the personas and lanes that are asked for.
pub(super) fn choose(mut journey: Journey, personas: &[String], lanes: &[String]) -> Result<Journey, Failure> {
    if !lanes.is_empty() {
        journey.lanes = Some(lanes_by_name(&journey, lanes)?);
    }
    if personas.is_empty() {
        return Ok(journey);
    }
    if journey.personas.is_empty() {
        return Err(Failure::new("--persona was given, but this map has no personas").help("declare them with [[persona]]"));
    }
    let ids: Vec<&str> = journey.personas.iter().map(|persona| persona.id.as_str()).collect();
    let mut wanted = vec![false; ids.len()];
    for name in personas {
        let index = ids.iter().position(|id| id == name);
        let Some(chosen) = index.and_then(|index| wanted.get_mut(index)) else {
            return Err(Failure::new(format!("this map has no persona `{name}`")).help(nearest::advice(name, ids)));
        };
        *chosen = true;
    }
    Ok(journey::only_personas(journey, |index| wanted.get(index).copied().unwrap_or(false)))
}

fn lanes_by_name(journey: &Journey, names: &[String]) -> Result<Vec<LaneId>, Failure> {
    let mut lanes = Vec::new();
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let lane = journey::lane_named(journey, name).ok_or_else(|| {
            let known =
                LaneId::BUILT_IN.iter().map(|(known, _)| *known).chain(journey.own_lanes.iter().map(|lane| lane.id.as_str()));
            Failure::new(format!("this map has no lane `{name}`")).help(nearest::advice(name, known))
        })?;
        if !lanes.contains(&lane) {
            lanes.push(lane);
        }
    }
    Ok(lanes)
}
