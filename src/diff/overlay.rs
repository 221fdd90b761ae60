//! Both revisions in one journey: the new one, with what was removed where it stood and a placeholder where something
//! moved away from.

mod feelings;
mod notes;
mod order;

use super::marks::{self, Marks, Summary, Trace};
use super::summary::{brief, is_same_place, place_name};
use super::{Changes, Kind, Lowest, Pair, Part, Place};
use crate::journey::{Channel, Journey, Stage, Touchpoint};
use order::Item;
use std::collections::{BTreeSet, HashMap};

/// Two revisions as one journey, and what its parts have gone through.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlay {
    /// The new journey with what is past in it: [`Stage::past`], [`Touchpoint::past`].
    pub journey: Journey,
    /// What changed, by place.
    pub marks: Marks,
}

/// Lays the old revision under the new one. Nobody comes to what is past: it takes no part in paths and curves.
pub fn overlay(old: &Journey, new: &Journey, changes: &Changes) -> Overlay {
    let maps = Maps::new(old, new, changes);
    let order = order::stages(old, new, changes, &maps);
    let mut journey = Journey { stages: Vec::new(), channels: maps.channels(old, new), ..new.clone() };
    let mut places = Places::default();
    let mut count = 0;
    for (index, stage) in order.iter().enumerate() {
        let mut facts = maps.stage(old, new, stage);
        for item in &stage.items {
            facts.touchpoints.extend(maps.touchpoint(old, new, item));
            places.add(*item, count);
            count += 1;
        }
        places.stages(stage, index);
        journey.stages.push(facts);
    }
    let traces = order.iter().flat_map(|stage| &stage.items).filter_map(|item| places.trace(item, &maps)).collect();
    places.complete(&maps);
    let mut marks = Marks {
        old: old.review.clone(),
        summary: summary(old, new, changes),
        traces,
        felt: feelings::felt(old, new, changes, &places),
        steps: feelings::steps(old, new, changes, &places),
        ..Marks::default()
    };
    notes::write(old, new, changes, &places, &mut marks);
    Overlay { journey, marks }
}

/// Which old part is which new one, looked up once.
struct Maps {
    /// The new place of an old touchpoint.
    kept: HashMap<Place, Place>,
    removed: BTreeSet<Place>,
    /// Old places of what moved.
    moved: BTreeSet<Place>,
    /// The overlay's channel of an old one.
    channels: HashMap<usize, usize>,
    /// The overlay's own lane of an old one.
    own_lanes: HashMap<usize, usize>,
}

impl Maps {
    fn new(old: &Journey, new: &Journey, changes: &Changes) -> Self {
        let pairs = &changes.pairs;
        let both = |pair: &Pair<usize>| match pair {
            Pair::Both { old, new } => Some((*old, *new)),
            Pair::Added(_) | Pair::Removed(_) => None,
        };
        let mut channels: HashMap<usize, usize> = pairs.channels.iter().filter_map(both).collect();
        let gone = pairs.channels.iter().filter_map(|pair| match pair {
            Pair::Removed(old) => Some(*old),
            Pair::Both { .. } | Pair::Added(_) => None,
        });
        for (nth, channel) in gone.filter(|index| *index < old.channels.len()).enumerate() {
            channels.insert(channel, new.channels.len() + nth);
        }
        let mut kept = HashMap::new();
        let mut removed = BTreeSet::new();
        for pair in &pairs.touchpoints {
            match pair {
                Pair::Both { old, new } => drop(kept.insert(*old, *new)),
                Pair::Removed(old) => drop(removed.insert(*old)),
                Pair::Added(_) => {}
            }
        }
        let moved = changes.list.iter().filter_map(|change| match (&change.part, &change.kind) {
            (Part::Touchpoint(Pair::Both { old, .. }), Kind::Moved) => Some(*old),
            _ => None,
        });
        Self { kept, removed, moved: moved.collect(), channels, own_lanes: pairs.own_lanes.iter().filter_map(both).collect() }
    }

    /// The new channels, then those that are gone.
    fn channels(&self, old: &Journey, new: &Journey) -> Vec<Channel> {
        let mut gone: Vec<(usize, &Channel)> = self
            .channels
            .iter()
            .filter(|(_, to)| **to >= new.channels.len())
            .filter_map(|(from, to)| Some((*to, old.channels.get(*from)?)))
            .collect();
        gone.sort_by_key(|(to, _)| *to);
        new.channels.iter().chain(gone.into_iter().map(|(_, channel)| channel)).cloned().collect()
    }

    /// A stage without touchpoints.
    fn stage(&self, old: &Journey, new: &Journey, stage: &order::Column) -> Stage {
        let bare = |facts: &Stage| Stage { touchpoints: Vec::new(), ..facts.clone() };
        if let Some(facts) = stage.new.and_then(|index| new.stages.get(index)) {
            return bare(facts);
        }
        let Some(facts) = stage.old.and_then(|index| old.stages.get(index)) else { return Stage::default() };
        if stage.moved {
            // its texts stand where it is now
            return Stage { name: facts.name.clone(), phase: stage.phase.clone(), past: true, ..Stage::default() };
        }
        let extra = facts.extra.iter().filter_map(|(lane, texts)| Some((*self.own_lanes.get(lane)?, texts.clone())));
        let extra = extra.collect();
        let phase = stage.phase.clone();
        Stage { past: true, phase, emotion: Vec::new(), expected: Vec::new(), feeling: None, image: None, extra, ..bare(facts) }
    }

    fn touchpoint(&self, old: &Journey, new: &Journey, item: &Item) -> Option<Touchpoint> {
        let facts = |journey: &Journey, place: Place| journey.stages.get(place.stage)?.touchpoints.get(place.index).cloned();
        match item {
            Item::New(place) => facts(new, *place),
            Item::Removed(place, together) | Item::MovedAway(place, _, together) => {
                let facts = facts(old, *place)?;
                Some(Touchpoint {
                    past: true,
                    id: facts.id,
                    label: facts.label,
                    channel: facts.channel.and_then(|channel| self.channels.get(&channel).copied()),
                    icon: facts.icon,
                    together: *together,
                    ..Touchpoint::default()
                })
            }
        }
    }
}

/// Where the parts of both revisions stand in the overlay.
#[derive(Debug, Default)]
struct Places {
    new: HashMap<Place, usize>,
    /// Every old touchpoint: its placeholder or ghost, else its card.
    old: HashMap<Place, usize>,
    /// Where an old touchpoint that is past stands.
    past: HashMap<Place, usize>,
    new_stages: HashMap<usize, usize>,
    /// Every old stage that is still there or past.
    old_stages: HashMap<usize, usize>,
    /// Where a stage stood that moved.
    left_stages: HashMap<usize, usize>,
    /// Channels that are gone.
    past_channels: HashMap<usize, usize>,
}

impl Places {
    fn add(&mut self, item: Item, at: usize) {
        match item {
            Item::New(place) => drop(self.new.insert(place, at)),
            Item::Removed(place, _) | Item::MovedAway(place, _, _) => drop(self.past.insert(place, at)),
        }
    }

    fn stages(&mut self, stage: &order::Column, at: usize) {
        if let Some(new) = stage.new {
            self.new_stages.insert(new, at);
        }
        match stage.old {
            Some(old) if stage.moved => drop(self.left_stages.insert(old, at)),
            Some(old) => drop(self.old_stages.insert(old, at)),
            None => {}
        }
    }

    /// Finds out where the old touchpoints stand.
    fn complete(&mut self, maps: &Maps) {
        self.old = maps.kept.iter().filter_map(|(old, new)| Some((*old, *self.new.get(new)?))).collect();
        self.old.extend(&self.past);
        self.past_channels.clone_from(&maps.channels);
    }

    /// From a placeholder to the card that left it.
    fn trace(&self, item: &Item, maps: &Maps) -> Option<Trace> {
        let Item::MovedAway(old, _, _) = item else { return None };
        Some(Trace { from: *self.past.get(old)?, to: *self.new.get(maps.kept.get(old)?)? })
    }

    /// The stage of the overlay in which a touchpoint of the old or new revision is told.
    fn stage_of(&self, pair: &Pair<Place>) -> Option<usize> {
        match pair {
            Pair::Both { new, .. } | Pair::Added(new) => self.new_stages.get(&new.stage).copied(),
            Pair::Removed(old) => self.old_stages.get(&old.stage).copied(),
        }
    }
}

fn summary(old: &Journey, new: &Journey, changes: &Changes) -> Summary {
    let named = |journey: &Journey, lowest: Lowest| {
        let name = place_name(lowest, journey).map(brief).unwrap_or_default();
        marks::Lowest { name, value: super::feelings::on_scale(lowest.value, journey.scale, new.scale) }
    };
    let lowest = changes.lowest.0.zip(changes.lowest.1);
    // every review has another version and date: the header tells them
    let told = changes.list.iter().filter(|change| !notes::is_review(change)).cloned().collect();
    Summary {
        counts: Changes { list: told, ..Changes::default() }.counts(),
        feeling: changes.feeling,
        same_lowest: lowest.is_some_and(|(was, now)| is_same_place(was, now, changes)),
        lowest: lowest.map(|(was, now)| (named(old, was), named(new, now))),
        scale: new.scale,
    }
}
