//! The best pairs among many that are possible.

use pathfinding::prelude::{Matrix, kuhn_munkres};
use std::collections::BTreeMap;

/// A pair that is possible: an old item, a new one, and how good it is, above 0.
pub(super) type Candidate = (usize, usize, i64);

/// A pair as a candidate if it scores at least `least`; how much more counts, so that two poor pairs are no better than a good
/// one.
pub(super) fn candidate(old: usize, new: usize, score: f64, least: f64) -> Option<Candidate> {
    (score >= least).then(|| (old, new, 1 + ((score - least) * 10_000.0) as i64))
}

/// Pairs of so many old or new items that hang together are found by trying the best first, as nobody could wait for more:
/// the time for the best sum grows with the cube.
const TOGETHER: usize = 256;

/// Pairs whose goodness adds up to the most, no item in two of them.
///
/// Items that no chain of candidates connects have nothing to do with each other: each such group is solved on its own.
pub(super) fn best(candidates: &[Candidate]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<_> = groups(candidates).iter().flat_map(|group| best_of_group(group)).collect();
    pairs.sort_unstable();
    pairs
}

fn best_of_group(group: &[Candidate]) -> Vec<(usize, usize)> {
    if let [(old, new, _)] = group {
        return vec![(*old, *new)];
    }
    let numbered = |items: Vec<usize>| {
        let mut items = items;
        items.sort_unstable();
        items.dedup();
        items
    };
    let olds = numbered(group.iter().map(|candidate| candidate.0).collect());
    let news = numbered(group.iter().map(|candidate| candidate.1).collect());
    if olds.len().max(news.len()) > TOGETHER {
        return greedy(group);
    }
    // the algorithm wants no more rows than columns
    let is_turned = olds.len() > news.len();
    let (rows, columns) = if is_turned { (&news, &olds) } else { (&olds, &news) };
    let mut weights = Matrix::new(rows.len(), columns.len(), 0_i64);
    let mut possible = BTreeMap::new();
    for (old, new, weight) in group {
        let (row, column) = if is_turned { (new, old) } else { (old, new) };
        if let (Ok(row), Ok(column)) = (rows.binary_search(row), columns.binary_search(column)) {
            if let Some(cell) = weights.get_mut((row, column)) {
                *cell = *weight;
            }
            possible.insert((row, column), (*old, *new));
        }
    }
    let (_, chosen) = kuhn_munkres(&weights);
    chosen.into_iter().enumerate().filter_map(|pair| possible.get(&pair).copied()).collect()
}

fn greedy(group: &[Candidate]) -> Vec<(usize, usize)> {
    let mut group = group.to_vec();
    group.sort_unstable_by_key(|(old, new, weight)| (-weight, *old, *new));
    let (mut olds, mut news) = (BTreeMap::new(), BTreeMap::new());
    for (old, new, _) in group {
        if !olds.contains_key(&old) && !news.contains_key(&new) {
            olds.insert(old, new);
            news.insert(new, old);
        }
    }
    olds.into_iter().collect()
}

/// Candidates that share an item, directly or by way of others.
fn groups(candidates: &[Candidate]) -> Vec<Vec<Candidate>> {
    // each item's group is that of the least candidate it is reached from
    let mut parents: Vec<usize> = (0..candidates.len()).collect();
    fn root(parents: &mut [usize], mut of: usize) -> usize {
        while let Some(parent) = parents.get(of).copied().filter(|parent| *parent != of) {
            let above = parents.get(parent).copied().unwrap_or(parent);
            if let Some(here) = parents.get_mut(of) {
                *here = above;
            }
            of = above;
        }
        of
    }
    let (mut by_old, mut by_new) = (BTreeMap::new(), BTreeMap::new());
    for (index, (old, new, _)) in candidates.iter().enumerate() {
        for other in [*by_old.entry(old).or_insert(index), *by_new.entry(new).or_insert(index)] {
            let (one, other) = (root(&mut parents, index), root(&mut parents, other));
            if let Some(parent) = parents.get_mut(one.max(other)) {
                *parent = one.min(other);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        groups.entry(root(&mut parents, index)).or_default().push(*candidate);
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_counts_not_the_first() {
        // the best pair alone would leave the others without one
        assert_eq!(best(&[(0, 0, 9), (0, 1, 8), (1, 0, 8)]), [(0, 1), (1, 0)]);
        assert_eq!(best(&[(0, 0, 9), (0, 1, 3), (1, 0, 3)]), [(0, 0)]);
    }

    #[test]
    fn groups_are_apart() {
        assert_eq!(groups(&[(0, 0, 1), (5, 5, 1), (0, 5, 1), (7, 7, 1)]).len(), 2);
        assert_eq!(best(&[(0, 0, 1), (5, 5, 1), (7, 7, 1)]), [(0, 0), (5, 5), (7, 7)]);
    }

    #[test]
    fn rows_may_outnumber_columns() {
        assert_eq!(best(&[(0, 3, 1), (1, 3, 2), (2, 3, 1)]), [(1, 3)]);
    }

    #[test]
    fn large_groups_end() {
        let many: Vec<Candidate> = (0..600).flat_map(|o| (0..600).map(move |n| (o, n, if o == n { 2 } else { 1 }))).collect();
        assert_eq!(best(&many), (0..600).map(|i| (i, i)).collect::<Vec<_>>());
    }
}
