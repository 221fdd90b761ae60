//! Stages that were split or merged, and touchpoints that moved.

use super::Regrouped;
use super::order;
use super::pairs::{Known, Side};
use super::{Pair, Place};
use std::collections::{BTreeMap, HashSet};

/// Finds stages that were split or merged: a new stage at least half of whose touchpoints come from one old stage, and an
/// old stage at least half of whose touchpoints went to one new stage.
pub(super) fn find(known: &Known<'_>, touchpoints: &[Pair<Place>]) -> Vec<Regrouped> {
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for pair in touchpoints {
        if let Pair::Both { old, new } = pair {
            *shared.entry((old.stage, new.stage)).or_default() += 1;
        }
    }
    let is_half = |side: &Side<'_>, stage: usize, count: usize| 2 * count >= side.of_stage(stage).len();
    // the stage that gave or took the most; of equal ones the first
    let most = |of: &dyn Fn(usize, usize) -> bool| {
        let ours = shared.iter().filter(|((old, new), _)| of(*old, *new));
        ours.max_by_key(|((old, new), count)| (**count, std::cmp::Reverse((*old, *new)))).map(|(at, count)| (*at, *count))
    };
    let mut found = Vec::new();
    for stage in known.stages.free_news() {
        if let Some(((old, new), touchpoints)) = most(&|_, new| new == stage)
            && is_half(&known.new, stage, touchpoints)
        {
            found.push(Regrouped { old, new, touchpoints });
        }
    }
    for stage in known.stages.free_olds() {
        if let Some(((old, new), touchpoints)) = most(&|old, _| old == stage)
            && is_half(&known.old, stage, touchpoints)
        {
            found.push(Regrouped { old, new, touchpoints });
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The touchpoints of the new revision that moved, ascending: to another stage, unless it was split off theirs or took it
/// up; to another channel; or to another place among those that stayed with them, by the fewest moves.
pub(super) fn moved(known: &Known<'_>, regrouped: &[Regrouped]) -> Vec<Place> {
    let home: HashSet<(usize, usize)> = regrouped.iter().map(|one| (one.old, one.new)).collect();
    let is_home = |old: usize, new: usize| known.stages.new_of(old) == Some(new) || home.contains(&(old, new));
    let mut moved = Vec::new();
    let mut stayed: BTreeMap<(usize, usize), Vec<(Place, Place)>> = BTreeMap::new();
    for (new_place, after) in &known.new.touchpoints {
        let Some(old_place) = known.old_place(*new_place) else { continue };
        let number = known.old.of_stage(old_place.stage).start + old_place.index;
        let before = known.old.touchpoint(number).and_then(|(_, before)| before.channel);
        let is_same_channel = match (before, after.channel) {
            (Some(before), Some(after)) => known.channels.new_of(before) == Some(after),
            (before, after) => before == after,
        };
        if is_home(old_place.stage, new_place.stage) {
            stayed.entry((old_place.stage, new_place.stage)).or_default().push((old_place, *new_place));
        }
        if !is_same_channel || !is_home(old_place.stage, new_place.stage) {
            moved.push(*new_place);
        }
    }
    for group in stayed.values() {
        let stays = order::stays(&group.iter().map(|(old, _)| *old).collect::<Vec<_>>());
        moved.extend(group.iter().zip(stays).filter(|(_, stays)| !stays).map(|((_, new), _)| *new));
    }
    moved.sort_unstable();
    moved.dedup();
    moved
}
