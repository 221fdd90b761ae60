//! A persona's path: from card to card in order, in the gutters between columns and lanes.
//!
//! Down and up a path runs only in the gutters between columns, where no card stands. Across it runs at the height of
//! the card that it leaves or of the one that it goes to, where the columns between leave that height free, and else in
//! the gutter between two lanes. Every traveller keeps the same distance from the middle of each gutter, so that
//! parallel paths stay apart; those that go down turn in the opposite order to those that go up, so that they don't cross
//! where they turn together.

use super::card::{self, Card};
use super::columns::Columns;
use super::context::Context;
use crate::diff::marks::Trace;
use crate::geometry::{BezPath, Point, Rect, neighbours};

/// A traveller's path.
#[derive(Debug, Clone)]
pub struct Route {
    /// Whose.
    pub traveller: usize,
    /// In order, each from one card to the next.
    pub pieces: Vec<Piece>,
    /// Radius of its corners, px.
    pub radius: f64,
}

/// A part of a path that leads from one card to the next, or on one of several pages as much of it as stands there.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Touchpoint that it leaves.
    pub from: usize,
    /// Touchpoint that it goes to.
    pub to: usize,
    /// Its corners, with both ends.
    pub points: Vec<Point>,
}

impl Piece {
    /// What of it is seen in a box: a run of corners for each time that it comes in, with the points at which it is cut.
    pub fn inside(&self, seen: Rect) -> Vec<Piece> {
        let mut runs: Vec<Vec<Point>> = Vec::new();
        for (from, to) in neighbours(&self.points) {
            let Some((from, to)) = clip(*from, *to, seen) else { continue };
            match runs.last_mut().filter(|run| run.last() == Some(&from)) {
                Some(run) => run.push(to),
                None => runs.push(vec![from, to]),
            }
        }
        runs.retain(|run| neighbours(run).any(|(from, to)| from != to));
        runs.into_iter().map(|points| Piece { points, ..*self }).collect()
    }
}

/// The part of a level or upright side that is seen in a box.
fn clip(from: Point, to: Point, seen: Rect) -> Option<(Point, Point)> {
    let inside = |at: Point| Point::new(at.x.max(seen.x0).min(seen.x1), at.y.max(seen.y0).min(seen.y1));
    let (a, b) = (inside(from), inside(to));
    // a side outside is moved away from its own line
    let level = (from.y - to.y).abs() <= (from.x - to.x).abs();
    let on_line = if level { a.y == from.y && b.y == to.y } else { a.x == from.x && b.x == to.x };
    let touches = if level { a.x != b.x } else { a.y != b.y };
    (on_line && touches).then_some((a, b))
}

/// The paths of all travellers, in their order. `gutters` are the heights between lanes where no card stands, px.
pub fn all(context: &Context, columns: &Columns, gutters: &[f64], cards: &[Card]) -> Vec<Route> {
    let grid = Grid::new(context, columns, gutters, cards);
    (0..context.travellers())
        .filter_map(|traveller| {
            let visits = |card: &&Card| context.touchpoint(card.touchpoint).is_some_and(|facts| context.visits(traveller, facts));
            let visited: Vec<&Card> = cards.iter().filter(visits).collect();
            let offset = grid.offset(traveller);
            let piece = |(from, to): (&&Card, &&Card)| Piece {
                from: from.touchpoint,
                to: to.touchpoint,
                points: straighten(grid.connect(from, to, offset)),
            };
            let pieces: Vec<Piece> = neighbours(&visited).map(piece).collect();
            (!pieces.is_empty()).then_some(Route { traveller, pieces, radius: context.metrics.unit * 2.0 })
        })
        .collect()
}

/// The ways from placeholders to the cards that left them, in the order of the marks: beside the travellers' paths.
pub fn traces(context: &Context, columns: &Columns, gutters: &[f64], cards: &[Card]) -> Vec<Piece> {
    let traces = context.marks.map_or(&[][..], |marks| &marks.traces);
    if traces.is_empty() {
        return Vec::new();
    }
    let grid = Grid::new(context, columns, gutters, cards);
    let tracks = context.travellers()..context.tracks();
    let piece = |(trace, track): (&Trace, usize)| {
        let card = |touchpoint: usize| card::of(cards, touchpoint);
        // a matrix has no paths to keep clear of, and narrow gutters
        let offset = if context.is_matrix() { 0.0 } else { grid.offset(track) };
        let (from, to) = (card(trace.from)?, card(trace.to)?);
        let points = if from.column > to.column {
            let mut back = grid.connect(to, from, offset);
            back.reverse();
            back
        } else {
            grid.connect(from, to, offset)
        };
        Some(Piece { from: trace.from, to: trace.to, points: straighten(points) })
    };
    traces.iter().zip(tracks.cycle()).filter_map(piece).collect()
}

/// Where cards stand, column by column.
struct Grid<'a> {
    columns: &'a Columns,
    gutters: &'a [f64],
    /// Upper and lower edge of the cards in each column from top to bottom, px.
    taken: Vec<Vec<(f64, f64)>>,
    travellers: usize,
    /// Distance of parallel paths, px.
    step: f64,
    clearance: f64,
}

impl<'a> Grid<'a> {
    fn new(context: &Context, columns: &'a Columns, gutters: &'a [f64], cards: &[Card]) -> Self {
        let mut taken = vec![Vec::new(); columns.all.len()];
        for card in cards {
            if let Some(column) = taken.get_mut(card.column) {
                column.push((card.rect.y0, card.rect.y1));
            }
        }
        for column in &mut taken {
            column.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
        let travellers = context.tracks();
        let m = &context.metrics;
        let lowest = cards.iter().map(|c| c.rect.height()).fold(f64::INFINITY, f64::min);
        let room = (columns.gutter * 0.7).min(lowest * 0.6);
        let step = m.path_offset.min(room / (travellers.max(2) - 1) as f64);
        Self { columns, gutters, taken, travellers, step, clearance: m.unit }
    }

    /// How far this traveller keeps from the middle, px.
    fn offset(&self, traveller: usize) -> f64 {
        (traveller as f64 - (self.travellers - 1) as f64 / 2.0) * self.step
    }

    /// Whether nothing stands at this height in any of these columns.
    fn is_free(&self, between: std::ops::Range<usize>, y: f64) -> bool {
        self.taken
            .get(between)
            .unwrap_or_default()
            .iter()
            .flatten()
            .all(|(top, bottom)| y < top - self.clearance || y > bottom + self.clearance)
    }

    /// The track after a column: the gutter's middle, and this traveller's offset on the side that suits the direction.
    fn track(&self, column: usize, offset: f64, down: bool) -> f64 {
        let middle = self.columns.all.get(column).map_or(self.columns.right, |c| c.x1);
        middle + if down { -offset } else { offset }
    }

    fn connect(&self, from: &Card, to: &Card, offset: f64) -> Vec<Point> {
        let (start, end) = (from.rect.center().y + offset, to.rect.center().y + offset);
        if from.column == to.column {
            return self.connect_inside(from, to, offset);
        }
        let (leave, arrive) = (Point::new(from.rect.x1, start), Point::new(to.rect.x0, end));
        let between = from.column + 1..to.column;
        let height = self.height_across(between, start, end, offset);
        let first = self.track(from.column, offset, height > start);
        let last = self.track(to.column - 1, offset, end > height);
        if from.column + 1 == to.column {
            // one gutter: one turn down or up
            let track = self.track(from.column, offset, end > start);
            return vec![leave, Point::new(track, start), Point::new(track, end), arrive];
        }
        vec![leave, Point::new(first, start), Point::new(first, height), Point::new(last, height), Point::new(last, end), arrive]
    }

    /// The height at which to cross the columns between two cards: the one that costs the least way up and down.
    fn height_across(&self, between: std::ops::Range<usize>, start: f64, end: f64, offset: f64) -> f64 {
        let way = |y: &f64| (y - start).abs() + (y - end).abs();
        let ends = [end, start].into_iter().filter(|y| self.is_free(between.clone(), *y));
        let ends = ends.min_by(|a, b| way(a).total_cmp(&way(b)));
        // rather under a card than over it, where badges stand on corners
        let cost = |y: &f64| way(y) + if *y < start.min(end) { 3.0 * self.clearance } else { 0.0 };
        let gutters = self.gutters.iter().map(|y| y + offset);
        ends.or_else(|| gutters.min_by(|a, b| cost(a).total_cmp(&cost(b)))).unwrap_or(start)
    }

    /// Between cards that happen together: straight down or up where nothing stands between, else around in the gutter.
    fn connect_inside(&self, from: &Card, to: &Card, offset: f64) -> Vec<Point> {
        let x = from.rect.center().x + offset;
        let down = to.rect.y0 > from.rect.y0;
        let (start, end) = if down { (from.rect.y1, to.rect.y0) } else { (from.rect.y0, to.rect.y1) };
        let (upper, lower) = (start.min(end), start.max(end));
        // cards don't overlap: the first one under the upper end is also the first to end
        let column = self.taken.get(from.column).map_or(&[][..], Vec::as_slice);
        let next = column.get(column.partition_point(|(top, _)| *top <= upper - 0.1));
        if next.is_none_or(|(_, bottom)| *bottom >= lower + 0.1) {
            return vec![Point::new(x, start), Point::new(x, end)];
        }
        let track = self.track(from.column, offset, down);
        let (start, end) = (from.rect.center().y + offset, to.rect.center().y + offset);
        vec![Point::new(from.rect.x1, start), Point::new(track, start), Point::new(track, end), Point::new(to.rect.x1, end)]
    }
}

/// The same way without corners that don't turn.
fn straighten(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if kept.last().is_some_and(|last| last.distance(point) < 0.01) {
            continue;
        }
        if let [.., a, b] = kept.as_slice() {
            let on_one_line = (a.x == b.x && b.x == point.x) || ((a.y - b.y).abs() < 0.01 && (b.y - point.y).abs() < 0.01);
            if on_one_line {
                kept.pop();
            }
        }
        kept.push(point);
    }
    kept
}

impl Route {
    /// What of it is seen in a box, if anything.
    pub fn inside(&self, seen: Rect) -> Option<Self> {
        let pieces: Vec<Piece> = self.pieces.iter().flat_map(|piece| piece.inside(seen)).collect();
        (!pieces.is_empty()).then_some(Self { pieces, ..*self })
    }

    /// The path with rounded corners.
    pub fn path(&self) -> BezPath {
        let mut path = BezPath::new();
        for piece in &self.pieces {
            round(&mut path, &piece.points, self.radius);
        }
        path
    }
}

/// A line through `points` with corners of `radius` px.
pub fn rounded(points: &[Point], radius: f64) -> BezPath {
    let mut path = BezPath::new();
    round(&mut path, points, radius);
    path
}

/// Appends a line through `points` whose corners are rounded by `radius`, or less where a side is too short.
fn round(path: &mut BezPath, points: &[Point], radius: f64) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    path.move_to(*first);
    for ((before, at), after) in neighbours(points).zip(points.iter().skip(2)) {
        let r = radius.min(before.distance(*at) / 2.0).min(at.distance(*after) / 2.0);
        let into = *at + (*before - *at).normalize() * r;
        let out = *at + (*after - *at).normalize() * r;
        path.line_to(into);
        path.quad_to(*at, out);
    }
    path.line_to(*last);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_that_do_not_turn_go() {
        let way = [(0.0, 0.0), (5.0, 0.0), (5.0, 0.0), (9.0, 0.0), (9.0, 4.0)].map(Point::from).to_vec();
        assert_eq!(straighten(way), [(0.0, 0.0), (9.0, 0.0), (9.0, 4.0)].map(Point::from).to_vec());
    }

    #[test]
    fn a_piece_is_cut_where_a_page_ends() {
        let piece = |points: &[(f64, f64)]| Piece { from: 0, to: 1, points: points.iter().copied().map(Point::from).collect() };
        let way = piece(&[(0.0, 0.0), (5.0, 0.0), (5.0, 8.0), (20.0, 8.0)]);
        let across = |left, right| way.inside(Rect::new(left, f64::NEG_INFINITY, right, f64::INFINITY));
        assert_eq!(across(f64::NEG_INFINITY, f64::INFINITY), std::slice::from_ref(&way));
        assert_eq!(across(0.0, 10.0), [piece(&[(0.0, 0.0), (5.0, 0.0), (5.0, 8.0), (10.0, 8.0)])]);
        assert_eq!(across(10.0, 30.0), [piece(&[(10.0, 8.0), (20.0, 8.0)])]);
        assert_eq!(across(10.0, 15.0), [piece(&[(10.0, 8.0), (15.0, 8.0)])]);
        assert_eq!(across(30.0, 40.0), []);
        let around = piece(&[(0.0, 0.0), (5.0, 0.0), (5.0, 8.0), (9.0, 8.0), (9.0, 2.0), (20.0, 2.0)]);
        let rows = around.inside(Rect::new(f64::NEG_INFINITY, -1.0, f64::INFINITY, 4.0));
        assert_eq!(rows, [piece(&[(0.0, 0.0), (5.0, 0.0), (5.0, 4.0)]), piece(&[(9.0, 4.0), (9.0, 2.0), (20.0, 2.0)])]);
    }

    #[test]
    fn short_sides_have_small_corners() {
        let mut path = BezPath::new();
        round(&mut path, &[(0.0, 0.0), (4.0, 0.0), (4.0, 20.0)].map(Point::from), 8.0);
        assert_eq!(path.to_svg(), "M0,0 L2,0 Q4,0 4,2 L4,20");
    }
}
