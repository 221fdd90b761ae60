//! What was felt before, at its places in the overlay.

use super::Places;
use crate::diff::feelings::{felt_by, on_scale};
use crate::diff::marks::{Felt, Spot, Step};
use crate::diff::{Changes, Pair, Place};
use crate::journey::{Feeling, Journey, Touchpoint};

fn visits(journey: &Journey, traveller: usize, touchpoint: &Touchpoint) -> bool {
    journey.personas.is_empty() || touchpoint.personas.contains(&traveller)
}

/// Who of the old journey is each traveller of the new one. Somebody without a name is the only one of the other revision.
fn travellers(old: &Journey, new: &Journey, changes: &Changes) -> Vec<Option<usize>> {
    let count = new.personas.len().max(1);
    if old.personas.is_empty() || new.personas.is_empty() {
        let alone = count == 1 && old.personas.len() <= 1;
        return vec![alone.then_some(0); count];
    }
    let was = |traveller: usize| {
        changes.pairs.personas.iter().find_map(|pair| match pair {
            Pair::Both { old, new } if *new == traveller => Some(*old),
            _ => None,
        })
    };
    (0..count).map(was).collect()
}

/// Old values on the new scale.
fn rescaled(values: &[f64], old: &Journey, new: &Journey) -> Vec<f64> {
    values.iter().map(|value| on_scale(*value, old.scale, new.scale)).collect()
}

/// Each traveller's feelings in the old revision, in its order.
pub(super) fn felt(old: &Journey, new: &Journey, changes: &Changes, places: &Places) -> Vec<Vec<Felt>> {
    let one = |was: Option<usize>| was.map_or_else(Vec::new, |traveller| felt_of(old, new, places, traveller));
    travellers(old, new, changes).into_iter().map(one).collect()
}

fn felt_of(old: &Journey, new: &Journey, places: &Places, traveller: usize) -> Vec<Felt> {
    let mut felt = Vec::new();
    for (stage, facts) in old.stages.iter().enumerate() {
        let visited: Vec<(usize, &Touchpoint)> =
            facts.touchpoints.iter().enumerate().filter(|(_, t)| visits(old, traveller, t)).collect();
        if visited.iter().any(|(_, t)| !felt_by(&t.emotion, Some(traveller)).is_empty()) {
            for (index, touchpoint) in visited {
                let values = rescaled(felt_by(&touchpoint.emotion, Some(traveller)), old, new);
                let at = places.old.get(&Place { stage, index });
                felt.extend(at.map(|at| Felt { at: Spot::Touchpoint(*at), values }));
            }
        } else if let Some(at) = places.old_stages.get(&stage)
            && (facts.touchpoints.is_empty() || !visited.is_empty())
        {
            let values = rescaled(felt_by(&facts.emotion, Some(traveller)), old, new);
            felt.push(Felt { at: Spot::Stage(*at), values });
        }
    }
    felt
}

/// Feelings of both revisions that differ.
pub(super) fn steps(old: &Journey, new: &Journey, changes: &Changes, places: &Places) -> Vec<Step> {
    let mut steps = Vec::new();
    for (traveller, was) in travellers(old, new, changes).into_iter().enumerate() {
        let Some(was) = was else { continue };
        let mut step = |at: Spot, before: &[Feeling], after: &[Feeling]| {
            let (Some(was), Some(now)) =
                (mean(&rescaled(felt_by(before, Some(was)), old, new)), mean(felt_by(after, Some(traveller))))
            else {
                return;
            };
            if (now - was).abs() > 1e-9 {
                steps.push(Step { traveller, at, was, now });
            }
        };
        let touchpoint = |journey: &Journey, place: &Place| {
            journey.stages.get(place.stage).and_then(|stage| stage.touchpoints.get(place.index)).cloned()
        };
        for pair in &changes.pairs.touchpoints {
            let Pair::Both { old: before, new: after } = pair else { continue };
            let (Some(from), Some(to)) = (touchpoint(old, before), touchpoint(new, after)) else { continue };
            if let Some(at) = places.new.get(after).filter(|_| visits(new, traveller, &to) && visits(old, was, &from)) {
                step(Spot::Touchpoint(*at), &from.emotion, &to.emotion);
            }
        }
        for pair in &changes.pairs.stages {
            let Pair::Both { old: before, new: after } = pair else { continue };
            let (Some(from), Some(to)) = (old.stages.get(*before), new.stages.get(*after)) else { continue };
            let whole = |stage: &crate::journey::Stage| stage.touchpoints.iter().all(|t| t.emotion.is_empty());
            if let Some(at) = places.new_stages.get(after).filter(|_| whole(from) && whole(to)) {
                step(Spot::Stage(*at), &from.emotion, &to.emotion);
            }
        }
    }
    steps
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
