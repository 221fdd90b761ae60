//! Which lanes stand on the same pages, where all of them together are too high for one.

use super::context::Selection;
use crate::journey::LaneId;

/// What decides how many bands there are, px.
pub(super) struct Heights {
    pub(super) lanes: Vec<(LaneId, f64)>,
    /// Of the swimlanes, one by one.
    pub(super) rows: Vec<f64>,
    /// Of everything around the lanes.
    pub(super) around: f64,
}

impl Heights {
    /// Height of everything on one page, px.
    pub(super) fn all(&self) -> f64 {
        self.lanes.iter().map(|(_, height)| height).sum::<f64>() + self.around
    }
}

/// Something that stands on one page: a lane, or a swimlane of those that are too high together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Item {
    lane: LaneId,
    /// Which swimlane.
    row: Option<usize>,
    /// px.
    height: f64,
    /// What comes to it where no other of its lane stands above it, px.
    edges: f64,
}

impl Item {
    /// Its height where no other stands on its page, px.
    pub(super) fn alone(&self) -> f64 {
        self.height + self.edges
    }
}

/// The lanes as they may be parted between pages that are `page` px high.
pub(super) fn items(heights: &Heights, page: f64) -> Vec<Item> {
    let mut items = Vec::new();
    for (lane, height) in &heights.lanes {
        if *lane == LaneId::Channels && *height > page - heights.around && heights.rows.len() > 1 {
            let edges = height - heights.rows.iter().sum::<f64>();
            let row = |(row, height): (usize, &f64)| Item { lane: *lane, row: Some(row), height: *height, edges };
            items.extend(heights.rows.iter().enumerate().map(row));
        } else {
            items.push(Item { lane: *lane, row: None, height: *height, edges: 0.0 });
        }
    }
    items
}

/// Lanes in the fewest bands that are no higher than `room` px, and those of about equal height; nothing where an item alone
/// is higher.
pub(super) fn pack(items: &[Item], room: f64) -> Option<Vec<Selection>> {
    let mut best = fill(items, room)?;
    let (mut low, mut high) = (0.0, room);
    for _ in 0..16 {
        let middle = (low + high) / 2.0;
        match fill(items, middle).filter(|bands| bands.len() == best.len()) {
            Some(bands) => (best, high) = (bands, middle),
            None => low = middle,
        }
    }
    Some(best)
}

/// Lanes in bands that are filled one after the other up to `room` px.
fn fill(items: &[Item], room: f64) -> Option<Vec<Selection>> {
    let mut bands: Vec<Selection> = Vec::new();
    let mut left = 0.0;
    for item in items {
        if item.alone() > room {
            return None;
        }
        let joins = bands.last().is_some_and(|band| band.lanes.last() == Some(&item.lane));
        let needed = item.height + if joins { 0.0 } else { item.edges };
        if bands.is_empty() || needed > left {
            bands.push(Selection { lanes: Vec::new(), rows: None });
            left = room - item.height - item.edges;
        } else {
            left -= needed;
        }
        let Some(band) = bands.last_mut() else { continue };
        if band.lanes.last() != Some(&item.lane) {
            band.lanes.push(item.lane);
        }
        if let Some(row) = item.row {
            let first = band.rows.as_ref().map_or(row, |rows| rows.start);
            band.rows = Some(first..row + 1);
        }
    }
    Some(bands)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lanes(heights: &[(LaneId, f64)]) -> Vec<Item> {
        heights.iter().map(|(lane, height)| Item { lane: *lane, row: None, height: *height, edges: 0.0 }).collect()
    }

    fn bands(bands: Option<Vec<Selection>>) -> Option<Vec<Vec<LaneId>>> {
        Some(bands?.into_iter().map(|band| band.lanes).collect())
    }

    #[test]
    fn lanes_are_packed_from_top_to_bottom() {
        use LaneId::{Channels, Emotions, Pains, Thoughts};
        let lanes = lanes(&[(Channels, 60.0), (Emotions, 30.0), (Thoughts, 20.0), (Pains, 40.0)]);
        assert_eq!(bands(pack(&lanes, 200.0)), Some(vec![vec![Channels, Emotions, Thoughts, Pains]]));
        assert_eq!(bands(fill(&lanes, 120.0)), Some(vec![vec![Channels, Emotions, Thoughts], vec![Pains]]));
        assert_eq!(bands(pack(&lanes, 120.0)), Some(vec![vec![Channels, Emotions], vec![Thoughts, Pains]]));
        assert_eq!(pack(&lanes, 50.0), None);
    }

    #[test]
    fn swimlanes_that_are_too_high_together_are_parted() {
        let heights =
            Heights { lanes: vec![(LaneId::Channels, 130.0), (LaneId::Pains, 20.0)], rows: vec![40.0; 3], around: 50.0 };
        let packed = pack(&items(&heights, 150.0), 100.0).unwrap();
        let rows: Vec<_> = packed.iter().map(|band| band.rows.clone()).collect();
        assert_eq!(rows, [Some(0..2), Some(2..3)]);
        assert_eq!(packed[1].lanes, [LaneId::Channels, LaneId::Pains]);
        let whole = pack(&items(&heights, 250.0), 200.0).unwrap();
        assert_eq!(whole, [Selection { lanes: vec![LaneId::Channels, LaneId::Pains], rows: None }]);
    }
}
