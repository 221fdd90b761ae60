//! What moved in a list, and where the removed stands in it.

use super::Pair;
use super::matching::Matching;
use std::collections::HashMap;
use std::hash::Hash;

/// The fewest items to take out so that the rest ascends: for each whether it stays.
///
/// Longest increasing subsequence by patience sorting, in n log n.
pub(super) fn stays<T: Ord>(items: &[T]) -> Vec<bool> {
    // `tails`: for each length, the index of the least item that ends an ascending sequence of it
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let length = tails.partition_point(|tail| items.get(*tail).is_some_and(|tail| tail < item));
        before.push(length.checked_sub(1).and_then(|shorter| tails.get(shorter)).copied());
        match tails.get_mut(length) {
            Some(tail) => *tail = index,
            None => tails.push(index),
        }
    }
    let mut stays = vec![false; items.len()];
    let mut at = tails.last().copied();
    while let Some(index) = at {
        if let Some(stays) = stays.get_mut(index) {
            *stays = true;
        }
        at = before.get(index).copied().flatten();
    }
    stays
}

/// Which of the new items stand in another order than before, by the fewest moves.
pub(super) fn moved(matching: &Matching, news: usize) -> Vec<bool> {
    let kept: Vec<(usize, usize)> = (0..news).filter_map(|new| Some((matching.old_of(new)?, new))).collect();
    let stays = stays(&kept.iter().map(|(old, _)| *old).collect::<Vec<_>>());
    let mut moved = vec![false; news];
    for ((_, new), stays) in kept.iter().zip(stays) {
        if let Some(moved) = moved.get_mut(*new) {
            *moved = !stays;
        }
    }
    moved
}

/// All items in the order of the new list; what was removed stands behind what it followed in the old one.
///
/// `old` and `new` are the items of the lists that are merged; where an old one is in the new list is what `new_of` says,
/// `None` for what was removed; what went to another list is left out of `old`.
pub(super) fn merged<T: Copy + Eq + Hash>(
    old: &[T],
    new: &[T],
    old_of: impl Fn(T) -> Option<T>,
    new_of: impl Fn(T) -> Option<T>,
) -> Vec<Pair<T>> {
    let mut removed_behind: HashMap<Option<T>, Vec<T>> = HashMap::new();
    let mut anchor = None;
    for item in old {
        match new_of(*item) {
            Some(new) => anchor = Some(new),
            None => removed_behind.entry(anchor).or_default().push(*item),
        }
    }
    let mut behind = |anchor| removed_behind.remove(&anchor).unwrap_or_default().into_iter().map(Pair::Removed);
    let mut all: Vec<Pair<T>> = behind(None).collect();
    for item in new {
        all.push(old_of(*item).map_or(Pair::Added(*item), |old| Pair::Both { old, new: *item }));
        all.extend(behind(Some(*item)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_move() {
        assert_eq!(stays(&[0, 1, 2, 3]), [true; 4]);
        assert_eq!(stays(&[3, 0, 1, 2]), [false, true, true, true]);
        assert_eq!(stays(&[1, 2, 3, 0]), [true, true, true, false]);
        assert_eq!(stays(&[2, 1, 0]).iter().filter(|stays| **stays).count(), 1);
        assert!(stays::<usize>(&[]).is_empty());
    }

    #[test]
    fn the_removed_stands_behind_what_it_followed() {
        // old a b c d, new c a e; b and d are gone
        let (old, new) = (['a', 'b', 'c', 'd'], ['c', 'a', 'e']);
        let here = |list: [char; 4]| move |item: char| list.contains(&item).then_some(item);
        let all = merged(&old, &new, here(old), |item| new.contains(&item).then_some(item));
        let both = |c: char| Pair::Both { old: c, new: c };
        assert_eq!(all, [both('c'), Pair::Removed('d'), both('a'), Pair::Removed('b'), Pair::Added('e')]);
        assert_eq!(merged(&['x'], &[], |_| None, |_| None), [Pair::Removed('x')]);
    }
}
