//! Which part of the new revision is which of the old one.
//!
//! What has a name or id in common is paired first, then what is most alike. Channels and stages come before touchpoints,
//! which are looked for at their own place first.

mod named;
mod stages;
mod touchpoints;

use super::matching::Matching;
use super::order::merged;
use super::{Pair, Pairs, Place};
use crate::journey::{Journey, Touchpoint};

/// The pairs of two revisions as they are worked with.
#[derive(Debug)]
pub(super) struct Known<'j> {
    pub(super) old: Side<'j>,
    pub(super) new: Side<'j>,
    pub(super) personas: Matching,
    pub(super) channels: Matching,
    pub(super) own_lanes: Matching,
    pub(super) stages: Matching,
    /// Of [`Side::touchpoints`].
    pub(super) touchpoints: Matching,
}

/// One revision, with its touchpoints in one list.
#[derive(Debug)]
pub(super) struct Side<'j> {
    pub(super) journey: &'j Journey,
    pub(super) touchpoints: Vec<(Place, &'j Touchpoint)>,
    /// Where each stage's touchpoints begin in the list.
    starts: Vec<usize>,
}

impl<'j> Side<'j> {
    fn of(journey: &'j Journey) -> Self {
        let mut touchpoints = Vec::new();
        let mut starts = Vec::new();
        for (stage, facts) in journey.stages.iter().enumerate() {
            starts.push(touchpoints.len());
            touchpoints.extend(facts.touchpoints.iter().enumerate().map(|(index, t)| (Place { stage, index }, t)));
        }
        Self { journey, touchpoints, starts }
    }

    /// The touchpoint of this number.
    pub(super) fn touchpoint(&self, number: usize) -> Option<(Place, &'j Touchpoint)> {
        self.touchpoints.get(number).copied()
    }

    /// The numbers of a stage's touchpoints.
    pub(super) fn of_stage(&self, stage: usize) -> std::ops::Range<usize> {
        let start = |stage: usize| self.starts.get(stage).copied().unwrap_or(self.touchpoints.len());
        start(stage)..start(stage + 1)
    }

    fn number(&self, place: Place) -> usize {
        self.of_stage(place.stage).start + place.index
    }
}

/// Finds the pairs.
pub(super) fn find<'j>(old: &'j Journey, new: &'j Journey) -> Known<'j> {
    let (old, new) = (Side::of(old), Side::of(new));
    let personas = named::personas(old.journey, new.journey);
    let channels = named::channels(&old, &new);
    let own_lanes = named::own_lanes(old.journey, new.journey);
    let stages = stages::find(old.journey, new.journey);
    let touchpoints = touchpoints::find(&old, &new, &channels, &stages);
    Known { old, new, personas, channels, own_lanes, stages, touchpoints }
}

impl Known<'_> {
    /// As plain data.
    pub(super) fn plain(&self) -> Pairs {
        let (old, new) = (self.old.journey, self.new.journey);
        let stages = pairs(&self.stages, old.stages.len(), new.stages.len());
        Pairs {
            personas: pairs(&self.personas, old.personas.len(), new.personas.len()),
            channels: pairs(&self.channels, old.channels.len(), new.channels.len()),
            own_lanes: pairs(&self.own_lanes, old.own_lanes.len(), new.own_lanes.len()),
            touchpoints: stages.iter().flat_map(|stage| self.touchpoints_of(*stage)).collect(),
            stages,
        }
    }

    /// What an old touchpoint is in the new revision.
    pub(super) fn new_place(&self, old: Place) -> Option<Place> {
        self.new.touchpoint(self.touchpoints.new_of(self.old.number(old))?).map(|(place, _)| place)
    }

    /// What a new touchpoint was in the old revision.
    pub(super) fn old_place(&self, new: Place) -> Option<Place> {
        self.old.touchpoint(self.touchpoints.old_of(self.new.number(new))?).map(|(place, _)| place)
    }

    fn touchpoints_of(&self, stage: Pair<usize>) -> Vec<Pair<Place>> {
        let (old, new) = match stage {
            Pair::Both { old, new } => (Some(old), Some(new)),
            Pair::Added(new) => (None, Some(new)),
            Pair::Removed(old) => (Some(old), None),
        };
        let places = |side: &Side<'_>, stage: Option<usize>| -> Vec<Place> {
            let numbers = stage.map(|stage| side.of_stage(stage)).unwrap_or_default();
            numbers.filter_map(|number| side.touchpoint(number)).map(|(place, _)| place).collect()
        };
        // those that went to another stage stand there
        let mut olds = places(&self.old, old);
        olds.retain(|old| self.new_place(*old).is_none_or(|place| Some(place.stage) == new));
        merged(&olds, &places(&self.new, new), |new| self.old_place(new), |old| self.new_place(old))
    }
}

fn pairs(matching: &Matching, olds: usize, news: usize) -> Vec<Pair<usize>> {
    let (olds, news): (Vec<usize>, Vec<usize>) = ((0..olds).collect(), (0..news).collect());
    merged(&olds, &news, |new| matching.old_of(new), |old| matching.new_of(old))
}
