//! Curves, their points, and the words beside them.

use super::squares::Squares;
use super::texts::{around, ink};
use super::{Checker, Rule, TOLERANCE, inside};
use crate::geometry::{Point, Rect, neighbours};
use crate::layout::curve::Curve;
use crate::layout::emotion::EmotionLane;

/// Distance of the places at which a curve is looked at, px.
const STEP: f64 = 1.0;

impl Checker<'_> {
    pub(super) fn emotions(&mut self, lane: &EmotionLane) {
        let m = &self.layout.metrics;
        let curves: Vec<&Curve> =
            lane.series.iter().flat_map(|series| series.curves.iter().chain(&series.expected).chain(series.past())).collect();
        for point in curves.iter().flat_map(|curve| curve.points()) {
            if !inside(around(*point, 0.0), lane.plot) {
                self.report(Rule::PointOutsidePlot, "a value".to_owned(), around(*point, 0.0));
            }
        }

        // the curves are monotone between their points: the box of two neighbours holds the curve between them
        let mut pieces: Vec<(&Curve, Rect)> = Vec::new();
        for curve in &curves {
            pieces.extend(neighbours(curve.points()).map(|(from, to)| (*curve, Rect::from_points(*from, *to))));
        }
        let half = m.curve_width / 2.0;
        let side = m.body.max(1.0) * 8.0;
        let near_curves = Squares::of(side, &pieces, |(_, rect)| rect.inflate(half, half));
        let faces: Vec<(Point, f64)> =
            lane.series.iter().flat_map(|series| series.faces.iter().map(|(center, _)| (*center, series.radius))).collect();
        let near_faces = Squares::of(side, &faces, |(center, radius)| around(*center, *radius));

        for note in &lane.notes {
            for (rect, words) in ink(&note.label) {
                if near_faces.near(rect).any(|(_, face)| touches(rect, *face)) {
                    self.report(Rule::NoteTouchesFace, format!("“{words}”"), rect);
                }
                if near_curves.near(rect).any(|(_, piece)| crosses(rect.inflate(0.0, half), *piece)) {
                    self.report(Rule::NoteTouchesCurve, format!("“{words}”"), rect);
                }
            }
        }
    }
}

/// Whether a box and a circle overlap.
fn touches(rect: Rect, (center, radius): (Point, f64)) -> bool {
    let nearest = Point::new(center.x.clamp(rect.x0, rect.x1), center.y.clamp(rect.y0, rect.y1));
    nearest.distance(center) < radius - TOLERANCE
}

/// Whether a curve runs through a box somewhere in one of its pieces.
fn crosses(rect: Rect, (curve, piece): (&Curve, Rect)) -> bool {
    let (from, to) = (rect.x0.max(piece.x0), rect.x1.min(piece.x1));
    if from > to {
        return false;
    }
    let steps = ((to - from) / STEP).ceil().max(1.0) as usize;
    let heights = (0..=steps).filter_map(|i| curve.at(from + (to - from) * i as f64 / steps as f64));
    let (low, high) = heights.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (low.min(y), high.max(y)));
    // monotone: what it passes between its lowest and its highest here, it touches
    low < rect.y1 - TOLERANCE && high > rect.y0 + TOLERANCE
}
