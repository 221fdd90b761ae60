//! Paths: clear of cards and words, from card to card.

use super::changes::IN_TAG;
use super::squares::Squares;
use super::texts::{Ink, ON_CARD, words};
use super::{Checker, Rule, TOLERANCE, overlap};
use crate::geometry::{Point, Rect, neighbours};
use crate::journey::{Journey, Touchpoint};
use crate::layout::card::Card;
use crate::layout::swimlanes::Swimlanes;

impl Checker<'_> {
    pub(super) fn routes(&mut self, swimlanes: &Swimlanes, squares: &Squares<Card>, journey: &Journey, texts: &Squares<Ink>) {
        let touchpoints: Vec<&Touchpoint> = journey.stages.iter().flat_map(|stage| &stage.touchpoints).collect();
        let half = self.layout.metrics.path_width / 2.0;
        for route in &swimlanes.routes {
            let comes = |touchpoint: &usize| {
                let facts = touchpoints.get(*touchpoint);
                facts.is_some_and(|t| !t.past && (journey.personas.is_empty() || t.personas.contains(&route.traveller)))
            };
            let visited: Vec<usize> = (0..touchpoints.len()).filter(comes).collect();
            let wanted: Vec<[usize; 2]> =
                neighbours(&visited).map(|(from, to)| [*from, *to]).filter(|pair| self.passes(swimlanes, *pair)).collect();
            let mut found: Vec<[usize; 2]> = route.pieces.iter().map(|piece| [piece.from, piece.to]).collect();
            found.dedup(); // a way that leaves the page and comes back
            let parted = swimlanes.parted.above || swimlanes.parted.below;
            let missing = if parted { found.iter().any(|way| !wanted.contains(way)) } else { found != wanted };
            if missing {
                let what = format!("traveller {} goes {} ways in {} pieces", route.traveller, wanted.len(), found.len());
                self.report(Rule::RouteEnds, what, swimlanes.rect);
            }
            for piece in &route.pieces {
                let card = |touchpoint: usize| swimlanes.cards.iter().find(|card| card.touchpoint == touchpoint);
                let ends = [card(piece.from), card(piece.to)];
                let name = || format!("traveller {} from touchpoint {} to {}", route.traveller, piece.from, piece.to);
                for (end, point) in ends.into_iter().zip([piece.points.first(), piece.points.last()]) {
                    let reached = point.is_some_and(|point| {
                        end.is_some_and(|card| on_edge(*point, card.rect)) || self.leaves(swimlanes, *point)
                    });
                    if !reached {
                        let at = point.map_or(swimlanes.rect, |point| Rect::from_points(*point, *point));
                        self.report(Rule::RouteEnds, name(), at);
                    }
                }
                for (from, to) in neighbours(&piece.points) {
                    let line = Rect::from_points(*from, *to);
                    if !line.is_finite() {
                        self.report(Rule::NotFinite, name(), line);
                        continue;
                    }
                    if !super::inside(line, self.page) {
                        self.report(Rule::OffPage, name(), line);
                    }
                    self.one_side(squares, [piece.from, piece.to], line, half, &name);
                    self.side_through_words(texts, line, half, &name);
                }
            }
        }
    }

    /// Whether a path leaves for another page at a point.
    fn leaves(&self, swimlanes: &Swimlanes, point: Point) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= TOLERANCE;
        let joints = [self.layout.joints.before, self.layout.joints.after];
        joints.into_iter().flatten().any(|joint| near(joint, point.x))
            || (swimlanes.parted.above && near(swimlanes.rect.y0, point.y))
            || (swimlanes.parted.below && near(swimlanes.rect.y1, point.y))
    }

    /// Whether a way between two touchpoints is seen on this page: it leads from or to one of its cards, or over the page.
    fn passes(&self, swimlanes: &Swimlanes, [from, to]: [usize; 2]) -> bool {
        let shown = |touchpoint| swimlanes.cards.iter().any(|card| card.touchpoint == touchpoint);
        let (first, last) = swimlanes
            .cards
            .iter()
            .fold((usize::MAX, 0), |(low, high), card| (low.min(card.touchpoint), high.max(card.touchpoint)));
        let parted = swimlanes.parted.above || swimlanes.parted.below;
        shown(from) || shown(to) || (from < first && to > last) || parted
    }

    /// One straight side of a path against the words around it. Cards and tags lie on paths.
    pub(super) fn side_through_words(&mut self, texts: &Squares<Ink>, line: Rect, half: f64, name: &impl Fn() -> String) {
        let stroke = line.inflate(half, half);
        for (_, ink) in texts.near(stroke) {
            if ![ON_CARD, IN_TAG].contains(&ink.kind) && overlap(stroke, ink.rect) {
                self.report(Rule::RouteCrossesText, format!("{} through {ink}", name()), line);
            }
        }
    }

    /// One straight side of a path against the cards around it.
    pub(super) fn one_side(
        &mut self,
        squares: &Squares<Card>,
        ends: [usize; 2],
        line: Rect,
        half: f64,
        name: &impl Fn() -> String,
    ) {
        let near = line.inflate(half + 1.0, half + 1.0);
        for (_, card) in squares.near(near) {
            // the two ends are touched from outside, but not entered; a path may run along a card's edge
            let crossed = if ends.contains(&card.touchpoint) {
                let inner = card.rect.inset(-2.0 * TOLERANCE).intersect(line);
                inner.x0 <= inner.x1 && inner.y0 <= inner.y1 && enters(card.rect, line)
            } else {
                overlap(near, card.rect)
            };
            if crossed {
                self.report(Rule::RouteCrossesCard, format!("{} over “{}”", name(), words(&card.label)), line);
            }
        }
    }
}

/// Whether an upright or level line has points inside a box, its edges left out.
fn enters(card: Rect, line: Rect) -> bool {
    line.x1 > card.x0 + TOLERANCE
        && line.x0 < card.x1 - TOLERANCE
        && line.y1 > card.y0 + TOLERANCE
        && line.y0 < card.y1 - TOLERANCE
}

/// Whether a point lies on the outline of a box.
pub(super) fn on_edge(point: Point, card: Rect) -> bool {
    let across = point.x >= card.x0 - TOLERANCE && point.x <= card.x1 + TOLERANCE;
    let down = point.y >= card.y0 - TOLERANCE && point.y <= card.y1 + TOLERANCE;
    let near = |a: f64, b: f64| (a - b).abs() <= TOLERANCE;
    across && down && (near(point.x, card.x0) || near(point.x, card.x1) || near(point.y, card.y0) || near(point.y, card.y1))
}
