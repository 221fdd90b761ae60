//! In which order the parts of both revisions stand.

use super::Maps;
use crate::diff::{Changes, Kind, Pair, Part, Place};
use crate::journey::Journey;

/// A stage of the overlay.
#[derive(Debug)]
pub(super) struct Column {
    /// In the new revision.
    pub(super) new: Option<usize>,
    /// In the old one.
    pub(super) old: Option<usize>,
    /// Whether this is where it stood before it moved.
    pub(super) moved: bool,
    /// The phase of a stage that is past.
    pub(super) phase: Option<String>,
    /// What stands in it.
    pub(super) items: Vec<Item>,
}

/// A touchpoint of the overlay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// Of the new revision.
    New(Place),
    /// Gone from this old place; whether it happened together with what stands before it.
    Removed(Place, bool),
    /// Moved from this old place to that new one.
    MovedAway(Place, Place, bool),
}

/// Stages and touchpoints in the order of the new revision, each that is past behind what it followed in the old one.
pub(super) fn stages(old: &Journey, new: &Journey, changes: &Changes, maps: &Maps) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for pair in &changes.pairs.stages {
        let (new_at, old_at) = match pair {
            Pair::Both { old, new } => (Some(*new), Some(*old)),
            Pair::Added(new) => (Some(*new), None),
            Pair::Removed(old) => (None, Some(*old)),
        };
        columns.push(Column { new: new_at, old: old_at, moved: false, phase: None, items: Vec::new() });
    }
    // a stage that moved leaves its name where it stood
    for change in &changes.list {
        let (Part::Stage(Pair::Both { old, .. }), Kind::Moved) = (&change.part, &change.kind) else { continue };
        let before = old.checked_sub(1).and_then(|before| columns.iter().position(|c| c.old == Some(before) && !c.moved));
        let at = before.map_or(0, |before| before + 1);
        columns.insert(at, Column { new: None, old: Some(*old), moved: true, phase: None, items: Vec::new() });
    }
    for index in 0..columns.len() {
        let phase = phase(old, new, &columns, index);
        if let Some(column) = columns.get_mut(index) {
            column.items = items(old, new, column, maps);
            column.phase = phase;
        }
    }
    columns
}

/// The phase of a stage that is past: that of its neighbours where they share one, else its own.
fn phase(old: &Journey, new: &Journey, columns: &[Column], index: usize) -> Option<String> {
    let column = columns.get(index)?;
    let of_new = |column: &Column| column.new.and_then(|stage| new.stages.get(stage)).map(|stage| stage.phase.clone());
    let before = columns.get(..index)?.iter().rev().find_map(of_new);
    let after = columns.get(index..)?.iter().find_map(of_new);
    match (before, after) {
        (Some(before), Some(after)) if before == after => before,
        _ => old.stages.get(column.old?)?.phase.clone(),
    }
}

fn items(old: &Journey, new: &Journey, column: &Column, maps: &Maps) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    if let Some(stage) = column.new {
        let count = new.stages.get(stage).map_or(0, |facts| facts.touchpoints.len());
        items.extend((0..count).map(|index| Item::New(Place { stage, index })));
    }
    let Some(old_stage) = column.old.filter(|_| !column.moved) else { return items };
    let Some(facts) = old.stages.get(old_stage) else { return items };
    // where the next one that is past would stand
    let mut cursor = 0;
    for (index, touchpoint) in facts.touchpoints.iter().enumerate() {
        let place = Place { stage: old_stage, index };
        let item = match maps.kept.get(&place) {
            Some(kept) => {
                let at = items.iter().position(|item| *item == Item::New(*kept));
                match at {
                    Some(at) if !maps.moved.contains(&place) => {
                        cursor = after_group(&items, at, new);
                        continue;
                    }
                    _ if !maps.moved.contains(&place) => continue,
                    // another channel at the same moment: above or under its card
                    Some(at) if stands_in_order(at, cursor, &items, old_stage, index, facts.touchpoints.len(), maps) => {
                        items.insert(at + 1, Item::MovedAway(place, *kept, true));
                        cursor = after_group(&items, at, new);
                        continue;
                    }
                    _ => Item::MovedAway(place, *kept, joins(&items, cursor, place) && touchpoint.together),
                }
            }
            None if maps.removed.contains(&place) => Item::Removed(place, joins(&items, cursor, place) && touchpoint.together),
            None => continue,
        };
        items.insert(cursor.min(items.len()), item);
        cursor += 1;
    }
    items
}

/// Whether what stands before the cursor is past as well and stood right before this place.
fn joins(items: &[Item], cursor: usize, place: Place) -> bool {
    let before = cursor.checked_sub(1).and_then(|at| items.get(at));
    match before {
        Some(Item::Removed(other, _) | Item::MovedAway(other, _, _)) => {
            other.stage == place.stage && other.index + 1 == place.index
        }
        Some(Item::New(_)) | None => false,
    }
}

/// Behind an item and all that happens together with it.
fn after_group(items: &[Item], at: usize, new: &Journey) -> usize {
    let together = |item: &&Item| match item {
        Item::New(place) => {
            let facts = new.stages.get(place.stage).and_then(|stage| stage.touchpoints.get(place.index));
            facts.is_some_and(|facts| facts.together)
        }
        Item::Removed(_, together) | Item::MovedAway(_, _, together) => *together,
    };
    at + 1 + items.iter().skip(at + 1).take_while(together).count()
}

/// Whether an item that moved still stands between what it stood between: behind what the cursor has passed, and before
/// the next one that stayed.
fn stands_in_order(at: usize, cursor: usize, items: &[Item], stage: usize, index: usize, count: usize, maps: &Maps) -> bool {
    let next = (index + 1..count).map(|index| Place { stage, index }).filter(|place| !maps.moved.contains(place));
    let next = next.filter_map(|place| maps.kept.get(&place)).find_map(|kept| items.iter().position(|i| *i == Item::New(*kept)));
    at >= cursor && next.is_none_or(|next| at < next)
}
