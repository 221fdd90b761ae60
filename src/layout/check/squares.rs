//! Boxes sorted into squares, so that finding those near a place costs the same on every map.

use crate::geometry::Rect;
use std::collections::HashMap;

/// Indices of boxes by the squares that they cover.
pub(super) struct Squares {
    side: f64,
    filled: HashMap<(i64, i64), Vec<usize>>,
}

/// A box covers no more squares than this each way: what is larger is broken anyway, and must not take all memory.
const MOST: i64 = 4_096;

impl Squares {
    /// Squares of `side` px, with these boxes by their index. Boxes that are no numbers are left out.
    pub(super) fn of(side: f64, boxes: impl Iterator<Item = Rect>) -> Self {
        let mut this = Self { side, filled: HashMap::new() };
        for (index, rect) in boxes.enumerate().filter(|(_, rect)| rect.is_finite()) {
            for square in this.covered(rect) {
                this.filled.entry(square).or_default().push(index);
            }
        }
        this
    }

    /// The boxes whose squares `rect` touches: ascending, each once.
    pub(super) fn near(&self, rect: Rect) -> Vec<usize> {
        if !rect.is_finite() {
            return Vec::new();
        }
        let mut found: Vec<usize> = self.covered(rect).filter_map(|square| self.filled.get(&square)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn covered(&self, rect: Rect) -> impl Iterator<Item = (i64, i64)> + use<> {
        let index = |length: f64| (length / self.side).floor() as i64;
        let (left, top) = (index(rect.x0), index(rect.y0));
        let (right, bottom) = (index(rect.x1).min(left.saturating_add(MOST)), index(rect.y1).min(top.saturating_add(MOST)));
        (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
    }
}
