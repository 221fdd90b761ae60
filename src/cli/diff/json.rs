//! The changes for programs: one JSON document.

use super::super::report::json_escaped;
use super::sides::Sides;
use crate::diff::{self, Change, Changes, Field, Kind, Pair, Part, Place, summary};
use crate::journey::{Journey, LaneId};
use serde::Serialize;

/// Which form the document has; one that lacks a member, or means something else by it, has a higher number.
const FORM: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    form: u32,
    equal: bool,
    summary: String,
    old: File<'a>,
    new: File<'a>,
    counts: Counts,
    feeling: Option<f64>,
    lowest: Both<Option<Lowest<'a>>>,
    regrouped: Vec<Regrouped<'a>>,
    changes: Vec<Told<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    file: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Counts {
    added: usize,
    removed: usize,
    moved: usize,
    reworded: usize,
    felt: usize,
    changed: usize,
}

/// Something in the old revision and in the new one.
#[derive(Serialize)]
struct Both<T> {
    old: T,
    new: T,
}

#[derive(Serialize)]
struct Lowest<'a> {
    value: f64,
    #[serde(flatten)]
    place: Option<Spot<'a>>,
}

#[derive(Serialize)]
struct Regrouped<'a> {
    old: Option<Spot<'a>>,
    new: Option<Spot<'a>>,
    touchpoints: usize,
}

#[derive(Serialize)]
struct Told<'a> {
    part: &'static str,
    kind: &'static str,
    #[serde(flatten)]
    places: Both<Option<Spot<'a>>>,
    #[serde(flatten)]
    field: Option<Values<'a>>,
}

/// Where a part stands.
#[derive(Serialize)]
#[serde(untagged)]
enum Spot<'a> {
    Named { index: usize, id: &'a str, name: &'a str },
    Stage { stage_index: usize, stage: &'a str },
    Touchpoint { stage_index: usize, stage: &'a str, index: usize, id: &'a str, label: &'a str, channel: Option<&'a str> },
}

#[derive(Serialize)]
struct Values<'a> {
    field: &'a str,
    lane: Option<&'a str>,
    before: &'a [String],
    after: &'a [String],
}

/// The document; characters that a terminal obeys are escaped.
pub(super) fn write(changes: &Changes, sides: &Sides) -> String {
    let (old, new) = (&sides.old, &sides.new);
    let diff::Counts { added, removed, moved, reworded, felt, changed } = changes.counts();
    let lowest = |lowest: Option<diff::Lowest>, journey| lowest.map(|lowest| self::lowest(lowest, journey));
    let regrouped = changes.regrouped.iter();
    let document = Document {
        form: FORM,
        equal: changes.is_empty(),
        summary: summary(changes, old, new, str::to_owned),
        old: File { file: &sides.old_name, title: &old.title },
        new: File { file: &sides.new_name, title: &new.title },
        counts: Counts { added, removed, moved, reworded, felt, changed },
        feeling: changes.feeling,
        lowest: Both { old: lowest(changes.lowest.0, old), new: lowest(changes.lowest.1, new) },
        regrouped: regrouped
            .map(|one| Regrouped { old: stage(old, one.old), new: stage(new, one.new), touchpoints: one.touchpoints })
            .collect(),
        changes: changes.list.iter().map(|change| told(change, old, new)).collect(),
    };
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    format!("{}\n", json_escaped(&text))
}

fn lowest(lowest: diff::Lowest, journey: &Journey) -> Lowest<'_> {
    let place = match lowest.index {
        Some(index) => touchpoint(journey, Place { stage: lowest.stage, index }),
        None => stage(journey, lowest.stage),
    };
    Lowest { value: lowest.value, place }
}

fn told<'a>(change: &'a Change, old: &'a Journey, new: &'a Journey) -> Told<'a> {
    let (part, places) = match change.part {
        Part::Map => ("map", Both { old: None, new: None }),
        Part::Persona(pair) => ("persona", both(pair, (old, new), persona)),
        Part::Channel(pair) => ("channel", both(pair, (old, new), channel)),
        Part::OwnLane(pair) => ("lane", both(pair, (old, new), own_lane)),
        Part::Stage(pair) => ("stage", both(pair, (old, new), stage)),
        Part::Touchpoint(pair) => ("touchpoint", both(pair, (old, new), touchpoint)),
    };
    let (kind, field) = match &change.kind {
        Kind::Added => ("added", None),
        Kind::Removed => ("removed", None),
        Kind::Moved => ("moved", None),
        Kind::Reworded(field) => ("reworded", Some(field)),
        Kind::Felt(field) => ("felt", Some(field)),
        Kind::Changed(field) => ("changed", Some(field)),
    };
    Told { part, kind, places, field: field.map(|field| values(field, new)) }
}

fn values<'a>(field: &'a Field, new: &'a Journey) -> Values<'a> {
    let lane = field.lane.and_then(|lane| match lane {
        LaneId::Own(index) => new.own_lanes.get(index).map(|lane| lane.id.as_str()),
        lane => LaneId::BUILT_IN.iter().find(|(_, known)| *known == lane).map(|(name, _)| *name),
    });
    Values { field: &field.name, lane, before: &field.old, after: &field.new }
}

/// What a part was and is; nothing on the side where it is not.
fn both<'a, T>(
    pair: Pair<T>,
    (before, after): (&'a Journey, &'a Journey),
    place: impl Fn(&'a Journey, T) -> Option<Spot<'a>>,
) -> Both<Option<Spot<'a>>> {
    let (old, new) = match pair {
        Pair::Both { old, new } => (Some(old), Some(new)),
        Pair::Added(new) => (None, Some(new)),
        Pair::Removed(old) => (Some(old), None),
    };
    Both { old: old.and_then(|old| place(before, old)), new: new.and_then(|new| place(after, new)) }
}

fn persona(journey: &Journey, index: usize) -> Option<Spot<'_>> {
    journey.personas.get(index).map(|one| Spot::Named { index, id: &one.id, name: &one.name })
}

fn channel(journey: &Journey, index: usize) -> Option<Spot<'_>> {
    journey.channels.get(index).map(|one| Spot::Named { index, id: &one.id, name: &one.name })
}

fn own_lane(journey: &Journey, index: usize) -> Option<Spot<'_>> {
    journey.own_lanes.get(index).map(|one| Spot::Named { index, id: &one.id, name: &one.name })
}

fn stage(journey: &Journey, index: usize) -> Option<Spot<'_>> {
    journey.stages.get(index).map(|one| Spot::Stage { stage_index: index, stage: &one.name })
}

fn touchpoint(journey: &Journey, place: Place) -> Option<Spot<'_>> {
    let stage = journey.stages.get(place.stage)?;
    let one = stage.touchpoints.get(place.index)?;
    let channel = one.channel.and_then(|channel| journey.channels.get(channel)).map(|channel| channel.name.as_str());
    Some(Spot::Touchpoint {
        stage_index: place.stage,
        stage: &stage.name,
        index: place.index,
        id: &one.id,
        label: &one.label,
        channel,
    })
}
