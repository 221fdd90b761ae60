//! Which lanes a map has, what they are called and what stands in them.

use super::context::Context;
use crate::journey::{LaneId, Stage, Touchpoint};
use crate::words::{number, of_lane, quoted, say};
use std::borrow::Cow;

/// The order of the lanes where the file asks for none.
const DEFAULT_ORDER: [LaneId; 10] = [
    LaneId::Images,
    LaneId::Goals,
    LaneId::Actions,
    LaneId::Channels,
    LaneId::Emotions,
    LaneId::Thoughts,
    LaneId::Pains,
    LaneId::Opportunities,
    LaneId::Metrics,
    LaneId::Durations,
];

/// A goal up to this many characters may stand under its stage's name.
const SHORT_GOAL: usize = 64;

/// Whether goals stand under the stages' names: the file asks for no lanes, and each stage has one short goal at most.
pub fn goals_in_headers(context: &Context) -> bool {
    context.journey.lanes.is_none()
        && context.journey.stages.iter().all(|s| s.goals.len() <= 1 && s.goals.iter().all(|g| g.chars().count() <= SHORT_GOAL))
}

/// The lanes under the stages, from top to bottom: those asked for, or all, that have something to show.
pub fn present(context: &Context) -> Vec<LaneId> {
    let journey = context.journey;
    let wanted: Vec<LaneId> = match &journey.lanes {
        Some(lanes) => lanes.clone(),
        None => DEFAULT_ORDER
            .into_iter()
            .filter(|lane| *lane != LaneId::Goals || !goals_in_headers(context))
            .chain((0..journey.own_lanes.len()).map(LaneId::Own))
            .collect(),
    };
    let shown = |lane: &LaneId| context.wanted.as_ref().is_none_or(|wanted| wanted.lanes.contains(lane));
    wanted.into_iter().filter(|lane| shown(lane) && has_content(context, *lane)).collect()
}

fn has_content(context: &Context, lane: LaneId) -> bool {
    match lane {
        LaneId::Phases | LaneId::Stages => false, // always drawn, above the lanes
        LaneId::ReviewNotes => false,             // in the footer
        LaneId::Channels => !context.touchpoints.is_empty(),
        LaneId::Emotions => has_curves(context) || !feelings_only(context).is_empty(),
        LaneId::Images => context.journey.stages.iter().any(|s| s.image.is_some()),
        LaneId::Metrics => context.journey.stages.iter().any(|s| !s.metrics.is_empty()),
        _ => (0..context.journey.stages.len()).any(|stage| !cell_texts(context, lane, stage).is_empty()),
    }
}

/// Whether any stage or touchpoint has a value to draw a curve through.
pub fn has_curves(context: &Context) -> bool {
    context.journey.stages.iter().any(|s| !s.emotion.is_empty() || !s.expected.is_empty())
        || context.touchpoints.iter().any(|(_, t)| !t.emotion.is_empty() || !t.expected.is_empty())
}

/// Whether a touchpoint's quote stands in the lane of thoughts: it has no point on a curve to stand beside.
pub fn is_thought(context: &Context, touchpoint: &Touchpoint) -> bool {
    let emotions = context.journey.lanes.as_ref().is_none_or(|lanes| lanes.contains(&LaneId::Emotions));
    touchpoint.emotion.is_empty() || !emotions
}

/// Feelings in words, by stage, of a map without any curve.
fn feelings_only(context: &Context) -> Vec<usize> {
    (0..context.journey.stages.len()).filter(|i| !cell_texts(context, LaneId::Emotions, *i).is_empty()).collect()
}

/// What a lane of text shows in a stage's cell, item by item.
pub fn cell_texts<'a>(context: &Context<'a>, lane: LaneId, stage: usize) -> Vec<Cow<'a, str>> {
    let Some(facts): Option<&'a Stage> = context.journey.stages.get(stage) else { return Vec::new() };
    let language = &context.journey.language;
    let borrowed = |texts: &'a [String]| texts.iter().map(|t| Cow::Borrowed(t.as_str()));
    let own = facts.touchpoints.iter();
    match lane {
        LaneId::Goals => borrowed(&facts.goals).collect(),
        LaneId::Actions => borrowed(&facts.actions).collect(),
        LaneId::Thoughts => {
            let quotes = own.filter(|t| is_thought(context, t)).filter_map(|t| t.quote.as_deref());
            facts.thoughts.iter().map(String::as_str).chain(quotes).map(|t| Cow::Owned(quoted(language, t))).collect()
        }
        LaneId::Pains => borrowed(&facts.pains).chain(own.filter_map(|t| t.pain.as_deref().map(Cow::Borrowed))).collect(),
        LaneId::Opportunities => {
            borrowed(&facts.opportunities).chain(own.filter_map(|t| t.opportunity.as_deref().map(Cow::Borrowed))).collect()
        }
        LaneId::Durations => facts.duration.iter().map(|d| Cow::Borrowed(d.as_str())).collect(),
        LaneId::Emotions => {
            facts.feeling.iter().chain(own.filter_map(|t| t.feeling.as_ref())).map(|f| Cow::Borrowed(f.as_str())).collect()
        }
        LaneId::Own(index) => {
            facts.extra.iter().filter(|(lane, _)| *lane == index).flat_map(|(_, texts)| borrowed(texts)).collect()
        }
        LaneId::Metrics => {
            facts.metrics.iter().map(|m| Cow::Owned(format!("{} {}", m.name, number(language, m.value)))).collect()
        }
        LaneId::Phases | LaneId::Stages | LaneId::Channels | LaneId::Images | LaneId::ReviewNotes => Vec::new(),
    }
}

/// What a lane is called.
pub fn name<'a>(context: &Context<'a>, lane: LaneId) -> &'a str {
    match lane {
        LaneId::Own(index) => context.journey.own_lanes.get(index).map_or("", |lane| lane.name.as_str()),
        lane => of_lane(lane).map_or("", |word| say(&context.journey.language, word)),
    }
}

/// The icon before a lane's name.
pub fn icon<'a>(context: &Context<'a>, lane: LaneId) -> Option<&'a str> {
    Some(match lane {
        LaneId::Own(index) => return context.journey.own_lanes.get(index)?.icon.as_ref().map(|icon| icon.value.as_str()),
        LaneId::Phases | LaneId::Stages | LaneId::Channels | LaneId::ReviewNotes => return None,
        LaneId::Goals => "target",
        LaneId::Actions => "list-checks",
        LaneId::Emotions => "heart-pulse",
        LaneId::Thoughts => "message-circle",
        LaneId::Pains => "circle-alert",
        LaneId::Opportunities => "lightbulb",
        LaneId::Metrics => "chart-column",
        LaneId::Images => "image",
        LaneId::Durations => "clock",
    })
}
