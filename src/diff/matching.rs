//! Which items of two lists are the same, as far as is known.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

/// Longer lists are paired first to first only: the time for finding what two have in common may grow with the square.
const IN_ORDER: usize = 5_000;

/// Pairs of items, by their indices; each item is in one pair at most.
#[derive(Debug, Clone, Default)]
pub(super) struct Matching {
    news: Vec<Option<usize>>,
    olds: Vec<Option<usize>>,
}

impl Matching {
    /// Nothing is known of so many old and new items.
    pub(super) fn new(olds: usize, news: usize) -> Self {
        Self { news: vec![None; olds], olds: vec![None; news] }
    }

    /// What an old item is in the new list.
    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        self.news.get(old).copied().flatten()
    }

    /// What a new item was in the old list.
    pub(super) fn old_of(&self, new: usize) -> Option<usize> {
        self.olds.get(new).copied().flatten()
    }

    /// Old items without a pair, in order.
    pub(super) fn free_olds(&self) -> Vec<usize> {
        self.news.iter().enumerate().filter(|(_, new)| new.is_none()).map(|(old, _)| old).collect()
    }

    /// New items without a pair, in order.
    pub(super) fn free_news(&self) -> Vec<usize> {
        self.olds.iter().enumerate().filter(|(_, old)| old.is_none()).map(|(new, _)| new).collect()
    }

    /// Notes that two items are the same, unless one of them has a pair already.
    pub(super) fn pair(&mut self, old: usize, new: usize) {
        if let (Some(to @ None), Some(from @ None)) = (self.news.get_mut(old), self.olds.get_mut(new)) {
            (*to, *from) = (Some(new), Some(old));
        }
    }

    /// Pairs free items that have the same key; those without a key are left alone.
    ///
    /// Where several have the same one, those that stand in the same order among all others are the same, so that one that
    /// goes does not shift the rest; what is then left is paired first to first.
    pub(super) fn pair_equal<K: Hash + Eq>(&mut self, old: impl Fn(usize) -> Option<K>, new: impl Fn(usize) -> Option<K>) {
        let keyed = |free: Vec<usize>, key: &dyn Fn(usize) -> Option<K>| {
            free.into_iter().filter_map(|index| Some((key(index)?, index))).collect::<Vec<_>>()
        };
        let (mut olds, mut news) = (keyed(self.free_olds(), &old), keyed(self.free_news(), &new));
        let common: HashSet<&K> = news.iter().map(|(key, _)| key).collect();
        let is_common: Vec<bool> = olds.iter().map(|(key, _)| common.contains(key)).collect();
        let mut is_common = is_common.iter();
        olds.retain(|_| is_common.next() == Some(&true));
        let common: HashSet<&K> = olds.iter().map(|(key, _)| key).collect();
        let is_common: Vec<bool> = news.iter().map(|(key, _)| common.contains(key)).collect();
        let mut is_common = is_common.iter();
        news.retain(|_| is_common.next() == Some(&true));

        let keys = |list: &[(K, usize)]| -> Vec<usize> {
            // numbers for keys, so that comparing them is quick
            let first: HashMap<&K, usize> = olds.iter().rev().map(|(key, index)| (key, *index)).collect();
            list.iter().map(|(key, _)| first.get(key).copied().unwrap_or(usize::MAX)).collect()
        };
        let (old_keys, new_keys) = (keys(&olds), keys(&news));
        let is_long = old_keys.len().max(new_keys.len()) > IN_ORDER;
        for (old, new) in if is_long { Vec::new() } else { in_common(&old_keys, &new_keys) } {
            if let (Some((_, old)), Some((_, new))) = (olds.get(old), news.get(new)) {
                self.pair(*old, *new);
            }
        }
        let mut left: HashMap<usize, VecDeque<usize>> = HashMap::new();
        for ((_, old), key) in olds.iter().zip(old_keys).filter(|((_, old), _)| self.new_of(*old).is_none()) {
            left.entry(key).or_default().push_back(*old);
        }
        for ((_, new), key) in news.iter().zip(new_keys) {
            if self.old_of(*new).is_none()
                && let Some(old) = left.get_mut(&key).and_then(VecDeque::pop_front)
            {
                self.pair(old, *new);
            }
        }
    }
}

/// A longest sequence that two have in common, as indices into both.
pub(super) fn in_common<T: Eq + Hash>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let operations = capture_diff_slices(Algorithm::Myers, old, new);
    let equal = operations.into_iter().filter_map(|operation| match operation {
        DiffOp::Equal { old_index, new_index, len } => Some((0..len).map(move |i| (old_index + i, new_index + i))),
        _ => None,
    });
    equal.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paired(old: &str, new: &str) -> Vec<(usize, usize)> {
        let letter = |text: &str| text.chars().map(|c| (c != '-').then_some(c)).collect::<Vec<_>>();
        let (old, new) = (letter(old), letter(new));
        let mut matching = Matching::new(old.len(), new.len());
        matching.pair_equal(|i| old[i], |i| new[i]);
        (0..new.len()).filter_map(|new| Some((matching.old_of(new)?, new))).collect()
    }

    #[test]
    fn what_goes_does_not_shift_the_rest() {
        assert_eq!(paired("waw", "aw"), [(1, 0), (2, 1)]);
        assert_eq!(paired("w", "ww"), [(0, 0)]);
    }

    #[test]
    fn another_order_keeps_the_pairs() {
        assert_eq!(paired("abc", "cab"), [(2, 0), (0, 1), (1, 2)]);
        assert_eq!(paired("aab", "baa"), [(2, 0), (0, 1), (1, 2)]);
    }

    #[test]
    fn what_has_no_key_has_no_pair() {
        assert_eq!(paired("-a-", "--a"), [(1, 2)]);
    }
}
