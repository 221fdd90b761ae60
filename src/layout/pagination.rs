//! Which stages stand on which page.

use super::columns::Unit;
use std::ops::Range;

/// Where a journey is cut into pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    /// Stages that are too wide for one page: which, and before which of its touchpoints it is divided. In order.
    pub cuts: Vec<(usize, usize)>,
    /// The stages of each page, once the stages are divided.
    pub pages: Vec<Range<usize>>,
}

/// What may not be torn apart: a stage, or a column of a stage that is too wide for a page.
#[derive(Debug, Clone, Copy)]
struct Piece {
    stage: usize,
    /// Touchpoints of the stage before it.
    before: usize,
    least: f64,
    ideal: f64,
}

impl Pagination {
    /// Cuts stages into `count` pages of about equal width, or as many as there are pieces. `room` is the width of a
    /// page's columns and `between` the gap between two stages, px.
    ///
    /// Nothing if not even columns that are as narrow as their words allow fit that many pages.
    pub fn new(units: &[Unit], touchpoints: &[usize], count: usize, room: f64, between: f64) -> Option<Self> {
        let pieces = pieces(units, touchpoints, room, between);
        let (mut low, mut high) = (0.0, pieces.iter().map(|p| p.ideal + between).sum::<f64>());
        let mut best = fill(&pieces, room, high, between);
        if best.len() > count {
            return None;
        }
        // the narrowest equal share that is enough for all of them
        for _ in 0..24 {
            let middle = (low + high) / 2.0;
            let tried = fill(&pieces, room, middle, between);
            if tried.len() <= count {
                (high, best) = (middle, tried);
            } else {
                low = middle;
            }
        }
        Some(Self::of(&pieces, &best))
    }

    /// The fewest pages for columns that are as narrow as their words allow.
    pub fn fewest(units: &[Unit], touchpoints: &[usize], room: f64, between: f64) -> usize {
        fill(&pieces(units, touchpoints, room, between), room, f64::INFINITY, between).len()
    }

    /// The pages that begin at these pieces.
    fn of(pieces: &[Piece], starts: &[usize]) -> Self {
        let (mut cuts, mut pages) = (Vec::new(), Vec::new());
        let (mut part, mut first) = (0, 0);
        let mut before = None;
        for (index, piece) in pieces.iter().enumerate() {
            let begins = starts.binary_search(&index).is_ok();
            let same = before.replace(piece.stage) == Some(piece.stage);
            if begins && same {
                cuts.push((piece.stage, piece.before));
            }
            if index > 0 && (begins || !same) {
                part += 1;
            }
            if begins && index > 0 {
                pages.push(first..part);
                first = part;
            }
        }
        pages.push(first..part + 1);
        Self { cuts, pages }
    }
}

/// Whole stages, and the columns of those that are too wide. A matrix' stage is divided into equal shares of its
/// touchpoints, whose number `touchpoints` tells.
fn pieces(units: &[Unit], touchpoints: &[usize], room: f64, between: f64) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for unit in units {
        let sum = |width: fn(&(f64, f64, usize)) -> f64| unit.columns.iter().map(width).sum::<f64>();
        let (least, ideal) = (sum(|c| c.0), sum(|c| c.1));
        if least <= room + between * 1e-9 {
            pieces.push(Piece { stage: unit.stage, before: 0, least, ideal });
            continue;
        }
        let own: usize = unit.columns.iter().map(|c| c.2).sum();
        let all = touchpoints.get(unit.stage).copied().unwrap_or(0);
        if own > 0 {
            let mut before = 0;
            for (least, ideal, count) in &unit.columns {
                pieces.push(Piece { stage: unit.stage, before, least: *least, ideal: *ideal });
                before += count;
            }
        } else {
            let shares = ((least / room).ceil() as usize).clamp(1, all.max(1));
            for share in 0..shares {
                let count = shares as f64;
                let before = all * share / shares;
                pieces.push(Piece { stage: unit.stage, before, least: least / count, ideal: ideal / count });
            }
        }
    }
    pieces
}

/// First pieces of pages that are filled one after the other, each as far as `room` px for the least and `share` px for
/// the comfortable widths allow.
fn fill(pieces: &[Piece], room: f64, share: f64, between: f64) -> Vec<usize> {
    let mut starts = Vec::new();
    let (mut least, mut ideal) = (0.0, 0.0);
    let mut before = None;
    for (index, piece) in pieces.iter().enumerate() {
        let gap = if before.replace(piece.stage).is_some_and(|stage| stage != piece.stage) { between } else { 0.0 };
        let fits = least + gap + piece.least <= room && ideal + gap + piece.ideal <= share;
        if index == 0 || !fits {
            starts.push(index);
            (least, ideal) = (piece.least, piece.ideal);
        } else {
            least += gap + piece.least;
            ideal += gap + piece.ideal;
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stages(widths: &[&[f64]]) -> (Vec<Unit>, Vec<usize>) {
        let unit = |(stage, widths): (usize, &&[f64])| Unit { stage, columns: widths.iter().map(|w| (*w, w * 1.5, 1)).collect() };
        (widths.iter().enumerate().map(unit).collect(), widths.iter().map(|w| w.len()).collect())
    }

    fn paginate(widths: &[&[f64]], count: usize, room: f64) -> Option<Pagination> {
        let (units, touchpoints) = stages(widths);
        Pagination::new(&units, &touchpoints, count, room, 0.0)
    }

    #[test]
    fn pages_are_of_equal_width() {
        let pages = paginate(&[&[30.0], &[30.0], &[30.0], &[30.0], &[30.0]], 2, 100.0).unwrap();
        assert_eq!(pages.pages, [0..3, 3..5]);
        let pages = paginate(&[&[80.0], &[10.0], &[10.0], &[10.0]], 2, 100.0).unwrap();
        assert_eq!(pages.pages, [0..1, 1..4]);
        assert_eq!(pages.cuts, []);
    }

    #[test]
    fn a_stage_is_divided_only_if_it_is_too_wide() {
        let pages = paginate(&[&[30.0], &[40.0, 40.0, 40.0], &[20.0]], 2, 100.0).unwrap();
        assert_eq!(pages, Pagination { cuts: vec![(1, 1)], pages: vec![0..2, 2..4] });
        let whole = paginate(&[&[30.0], &[40.0, 50.0], &[30.0]], 3, 100.0).unwrap();
        assert_eq!(whole, Pagination { cuts: vec![], pages: vec![0..1, 1..2, 2..3] });
    }

    #[test]
    fn too_few_pages_are_none() {
        assert_eq!(paginate(&[&[60.0], &[60.0], &[60.0]], 2, 100.0), None);
        let (units, touchpoints) = stages(&[&[60.0], &[60.0], &[60.0]]);
        assert_eq!(Pagination::fewest(&units, &touchpoints, 100.0, 0.0), 3);
    }

    #[test]
    fn one_page_holds_everything() {
        let whole = paginate(&[&[30.0], &[30.0]], 1, 100.0).unwrap();
        assert_eq!((whole.cuts.as_slice(), whole.pages.as_slice()), (&[][..], std::slice::from_ref(&(0..2))));
    }

    #[test]
    fn a_stage_of_a_matrix_is_divided_by_its_touchpoints() {
        let units = [Unit { stage: 0, columns: vec![(50.0, 60.0, 0); 3] }];
        let pages = Pagination::new(&units, &[9], 2, 100.0, 0.0).unwrap();
        assert_eq!(pages, Pagination { cuts: vec![(0, 4)], pages: vec![0..1, 1..2] });
    }
}
