//! The way from two journeys to the list of what changed.

use super::feelings::Travellers;
use super::fields::Differences;
use super::pairs::{self, Known};
use super::{Change, Changes, Kind, Pair, Part, Place, feelings, fields, order, regroup};
use crate::journey::Journey;

/// Compares two revisions of a journey.
///
/// The list is empty where both draw the same map from the same facts: other formatting, comments, ids and orders of keys in
/// the file are no change. What becomes of pictures, icons and themes is told by their names; the files are not read.
///
/// ```
/// use wayline::diff::{Kind, compare};
/// use wayline::journey::parse;
///
/// let (old, _) = parse("title = \"Coffee\"\nstage = [{ name = \"Order\", touchpoint = [{ label = \"Queues\" }] }]")?;
/// let (new, _) = parse("title = \"Coffee\"\nstage = [{ name = \"Order\", touchpoint = [{ label = \"Queues outside\" }] }]")?;
/// let changes = compare(&old, &new);
/// assert_eq!(changes.list.len(), 1);
/// assert!(matches!(&changes.list[0].kind, Kind::Reworded(field) if field.new == ["Queues outside"]));
/// assert!(compare(&new, &new).list.is_empty());
/// # Ok::<(), wayline::diagnostic::Diagnostics>(())
/// ```
pub fn compare(old: &Journey, new: &Journey) -> Changes {
    let known = pairs::find(old, new);
    let pairs = known.plain();
    let regrouped = regroup::find(&known, &pairs.touchpoints);
    let travellers = Travellers::of(&known);
    let mut list = Vec::new();
    let moved = |matching, count| order::moved(matching, count);

    fields::map(&known, &mut Differences::of(Part::Map, &mut list));
    let is_moved = moved(&known.personas, new.personas.len());
    each(&pairs.personas, &is_moved, Part::Persona, &mut list, |old, new, differences| {
        if let (Some(before), Some(after)) = (known.old.journey.personas.get(old), known.new.journey.personas.get(new)) {
            fields::persona(before, after, differences);
        }
    });
    let is_moved = moved(&known.channels, new.channels.len());
    each(&pairs.channels, &is_moved, Part::Channel, &mut list, |old, new, differences| {
        if let (Some(before), Some(after)) = (known.old.journey.channels.get(old), known.new.journey.channels.get(new)) {
            fields::channel(before, after, differences);
        }
    });
    let is_moved = moved(&known.own_lanes, new.own_lanes.len());
    each(&pairs.own_lanes, &is_moved, Part::OwnLane, &mut list, |old, new, differences| {
        if let (Some(before), Some(after)) = (known.old.journey.own_lanes.get(old), known.new.journey.own_lanes.get(new)) {
            fields::own_lane(before, after, differences);
        }
    });
    let is_moved = moved(&known.stages, new.stages.len());
    each(&pairs.stages, &is_moved, Part::Stage, &mut list, |old, new, differences| {
        if let (Some(before), Some(after)) = (known.old.journey.stages.get(old), known.new.journey.stages.get(new)) {
            fields::stage(before, after, &known, &travellers, differences);
        }
    });
    let is_moved = regroup::moved(&known, &regrouped);
    for pair in &pairs.touchpoints {
        touchpoint(*pair, &known, &travellers, &is_moved, &mut list);
    }
    Changes { list, pairs, regrouped, feeling: feelings::rise(old, new), lowest: (feelings::lowest(old), feelings::lowest(new)) }
}

/// Tells of each part that it is new, gone or moved, and lets `fields` look at those that stayed.
fn each(
    pairs: &[Pair<usize>],
    is_moved: &[bool],
    part: fn(Pair<usize>) -> Part,
    list: &mut Vec<Change>,
    fields: impl Fn(usize, usize, &mut Differences<'_>),
) {
    for pair in pairs {
        let part = part(*pair);
        match *pair {
            Pair::Added(_) => list.push(Change { part, kind: Kind::Added }),
            Pair::Removed(_) => list.push(Change { part, kind: Kind::Removed }),
            Pair::Both { old, new } => {
                if is_moved.get(new).copied().unwrap_or_default() {
                    list.push(Change { part, kind: Kind::Moved });
                }
                fields(old, new, &mut Differences::of(part, list));
            }
        }
    }
}

fn touchpoint(pair: Pair<Place>, known: &Known<'_>, travellers: &Travellers, is_moved: &[Place], list: &mut Vec<Change>) {
    let part = Part::Touchpoint(pair);
    match pair {
        Pair::Added(_) => list.push(Change { part, kind: Kind::Added }),
        Pair::Removed(_) => list.push(Change { part, kind: Kind::Removed }),
        Pair::Both { old, new } => {
            if is_moved.binary_search(&new).is_ok() {
                list.push(Change { part, kind: Kind::Moved });
            }
            let before = known.old.journey.stages.get(old.stage).and_then(|stage| stage.touchpoints.get(old.index));
            let after = known.new.journey.stages.get(new.stage).and_then(|stage| stage.touchpoints.get(new.index));
            if let (Some(before), Some(after)) = (before, after) {
                fields::touchpoint(before, after, known, travellers, &mut Differences::of(part, list));
            }
        }
    }
}
