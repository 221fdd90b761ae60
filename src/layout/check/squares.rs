//! Boxes sorted into squares, so that finding those near a place costs the same on every map.

use crate::geometry::Rect;
use std::collections::HashMap;

/// Things by the squares that their boxes cover.
pub(super) struct Squares<'a, T> {
    side: f64,
    things: &'a [T],
    filled: HashMap<(i64, i64), Vec<usize>>,
}

/// A box covers no more squares than this each way: what is larger is broken anyway, and must not take all memory.
const MOST: i64 = 4_096;

impl<'a, T> Squares<'a, T> {
    /// Squares of `side` px with things whose boxes `rect` tells. Boxes that are no numbers are left out.
    pub(super) fn of(side: f64, things: &'a [T], rect: impl Fn(&T) -> Rect) -> Self {
        let mut this = Self { side, things, filled: HashMap::new() };
        for (index, rect) in things.iter().map(rect).enumerate().filter(|(_, rect)| rect.is_finite()) {
            for square in this.covered(rect) {
                this.filled.entry(square).or_default().push(index);
            }
        }
        this
    }

    /// The things whose squares `rect` touches, with their places in the list: ascending, each once.
    pub(super) fn near(&self, rect: Rect) -> impl Iterator<Item = (usize, &'a T)> + use<'a, T> {
        let mut found: Vec<usize> = match rect.is_finite() {
            true => self.covered(rect).filter_map(|square| self.filled.get(&square)).flatten().copied().collect(),
            false => Vec::new(),
        };
        found.sort_unstable();
        found.dedup();
        let things = self.things;
        found.into_iter().filter_map(move |index| Some((index, things.get(index)?)))
    }

    fn covered(&self, rect: Rect) -> impl Iterator<Item = (i64, i64)> + use<T> {
        let index = |length: f64| (length / self.side).floor() as i64;
        let (left, top) = (index(rect.x0), index(rect.y0));
        let (right, bottom) = (index(rect.x1).min(left.saturating_add(MOST)), index(rect.y1).min(top.saturating_add(MOST)));
        (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
    }
}
