//! Findings that keep no map from being drawn: one small function each.

use super::spec::File;
use super::{Journey, LaneId};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Span};
use std::collections::HashSet;

/// Every lint, in no particular order.
pub(super) fn all(file: &File, journey: &Journey, found: &mut Diagnostics) {
    persona_never_visits(file, journey, found);
    channel_unused(file, journey, found);
    lane_without_content(file, journey, found);
    tiers_out_of_order(file, found);
    together_with_nothing(file, found);
    next_review_is_past(file, found);
}

/// A persona whom no touchpoint names while others are named: its path and curve would be missing.
fn persona_never_visits(file: &File, journey: &Journey, found: &mut Diagnostics) {
    let mut touchpoints = journey.stages.iter().flat_map(|stage| &stage.touchpoints).peekable();
    if touchpoints.peek().is_none() {
        return;
    }
    let visitors: HashSet<usize> = touchpoints.flat_map(|touchpoint| &touchpoint.personas).copied().collect();
    for (index, (persona, spec)) in journey.personas.iter().zip(file.persona.iter().flatten()).enumerate() {
        if !visitors.contains(&index) {
            found.push(
                Diagnostic::warning("persona-never-visits", format!("{} comes to no touchpoint", persona.name))
                    .at(spec.span.clone())
                    .help(format!("add `{}` to `personas` or `emotion` of a touchpoint", persona.id)),
            );
        }
    }
}

/// A channel that no touchpoint uses: an empty swimlane.
fn channel_unused(file: &File, journey: &Journey, found: &mut Diagnostics) {
    let touchpoints = journey.stages.iter().flat_map(|stage| &stage.touchpoints);
    let used: HashSet<usize> = touchpoints.filter_map(|touchpoint| touchpoint.channel).collect();
    for (index, (channel, spec)) in journey.channels.iter().zip(file.channel.iter().flatten()).enumerate() {
        if !used.contains(&index) {
            let message = format!("no touchpoint uses the channel `{}`", channel.id);
            found.push(Diagnostic::warning("channel-unused", message).at(spec.span.clone()));
        }
    }
}

/// A lane that `lanes` or a `[[lane]]` asks for and no stage fills.
fn lane_without_content(file: &File, journey: &Journey, found: &mut Diagnostics) {
    let without = |name: &str, span: Span| {
        let message = format!("the lane `{name}` has no content in any stage");
        Diagnostic::warning("lane-without-content", message).at(span)
    };
    for name in file.lanes.iter().flatten().map(|name| &name.0) {
        let lane = LaneId::BUILT_IN.iter().find(|(known, _)| *known == name.value);
        if lane.is_some_and(|(_, lane)| *lane == LaneId::ReviewNotes && !has_content(*lane, journey)) {
            let message = "`review-notes` are asked for, and there are none";
            let missing = Diagnostic::warning("lane-without-content", message).at(name.span.clone());
            found.push(missing.help("add them: [[review.notes]] on a line of its own, and `date` and `text` under it"));
            continue;
        }
        if lane.is_some_and(|(_, lane)| !has_content(*lane, journey)) {
            found.push(without(&name.value, name.span.clone()));
        }
    }
    for (index, (lane, spec)) in journey.own_lanes.iter().zip(file.lane.iter().flatten()).enumerate() {
        if !has_content(LaneId::Own(index), journey) {
            found.push(without(&lane.id, spec.span.clone()));
        }
    }
}

/// Whether any stage has something to show in a lane.
fn has_content(lane: LaneId, journey: &Journey) -> bool {
    if lane == LaneId::ReviewNotes {
        return journey.review.as_ref().is_some_and(|review| !review.notes.is_empty());
    }
    let curves = journey.lanes.as_ref().is_none_or(|lanes| lanes.contains(&LaneId::Emotions));
    journey.stages.iter().any(|stage| {
        let mut touchpoints = stage.touchpoints.iter();
        match lane {
            LaneId::Stages | LaneId::ReviewNotes => true,
            LaneId::Phases => stage.phase.is_some(),
            LaneId::Goals => !stage.goals.is_empty(),
            LaneId::Actions => !stage.actions.is_empty(),
            LaneId::Channels => !stage.touchpoints.is_empty(),
            LaneId::Emotions => {
                !stage.emotion.is_empty()
                    || !stage.expected.is_empty()
                    || stage.feeling.is_some()
                    || touchpoints.any(|t| !t.emotion.is_empty() || !t.expected.is_empty() || t.feeling.is_some())
            }
            LaneId::Thoughts => {
                !stage.thoughts.is_empty() || touchpoints.any(|t| t.quote.is_some() && (t.emotion.is_empty() || !curves))
            }
            LaneId::Pains => !stage.pains.is_empty() || touchpoints.any(|t| t.pain.is_some()),
            LaneId::Opportunities => !stage.opportunities.is_empty() || touchpoints.any(|t| t.opportunity.is_some()),
            LaneId::Metrics => !stage.metrics.is_empty(),
            LaneId::Images => stage.image.is_some(),
            LaneId::Durations => stage.duration.is_some(),
            LaneId::Own(index) => stage.extra.iter().any(|(own, cells)| *own == index && !cells.is_empty()),
        }
    })
}

/// A tier that stands under one further from the customer: the blueprint's lines would cross.
fn tiers_out_of_order(file: &File, found: &mut Diagnostics) {
    let tiers = file.channel.iter().flatten().filter_map(|channel| channel.tier.as_ref()).map(|tier| &tier.0);
    for (above, below) in tiers.clone().zip(tiers.skip(1)) {
        if below.value < above.value {
            found.push(
                Diagnostic::warning("tiers-out-of-order", "this channel is nearer to the customer than the one above it")
                    .at(below.span.clone())
                    .related(above.span.clone(), "further from the customer")
                    .help("order channels by tier: customer, frontstage, backstage, support"),
            );
        }
    }
}

/// `together` on the first touchpoint of a stage: there is nothing to be together with.
fn together_with_nothing(file: &File, found: &mut Diagnostics) {
    for first in file.stage.iter().flatten().filter_map(|stage| stage.touchpoint.as_ref()?.first()) {
        if first.together == Some(true) {
            found.push(
                Diagnostic::warning("together-with-nothing", "the first touchpoint of a stage has none before it")
                    .at(first.span.clone())
                    .help("put `together` on the second of two touchpoints of the same stage"),
            );
        }
    }
}

/// A next review that isn't after the last one.
fn next_review_is_past(file: &File, found: &mut Diagnostics) {
    let Some(review) = &file.review else { return };
    if let (Some(reviewed), Some(next)) = (&review.reviewed, &review.next) {
        let order = |date: &super::Date| (date.year, date.month, date.day);
        if order(&next.0.value) <= order(&reviewed.0.value) {
            found.push(
                Diagnostic::new(Severity::Warning, "review-order", "the next review is not after the last one")
                    .at(next.0.span.clone())
                    .related(reviewed.0.span.clone(), "the last review"),
            );
        }
    }
}
