//! Emotion curves, faces, expectations and the words beside them.

use super::groups::{decoration, symbol};
use super::{Painter, boxed, circle, curve, line};
use crate::color::Rgb;
use crate::geometry::{BezPath, Point};
use crate::icon;
use crate::layout::before::Before;
use crate::layout::emotion::EmotionLane;
use crate::layout::notes::Note;
use crate::layout::series::Series;
use crate::scene::{Fill, Geometry, Node, Shape, Stroke};
use crate::theme::AreaStyle;

impl Painter<'_> {
    /// What spans the stages: the scale, then the curves, which are told in one go because the first persona's comes last.
    pub(super) fn emotions(&self, lane: &EmotionLane) -> Vec<Node> {
        let m = self.m;
        let scale = decoration("scale", self.scale(lane));
        let mut nodes = Vec::new();
        for series in lane.series.iter().rev() {
            match &series.before {
                Some(before) => self.before(series, before, &mut nodes),
                None => self.area(lane, series, &mut nodes),
            }
        }
        for series in lane.series.iter().rev() {
            self.expected(series, &mut nodes);
        }
        for series in lane.series.iter().rev() {
            let mut stroke = Stroke::new(self.traveller(series.traveller), m.curve_width);
            stroke.dashes = self.dashes(series.traveller);
            if series.traveller > 0 {
                stroke.width = m.curve_width * 0.8;
            }
            for piece in &series.curves {
                nodes.push(curve(piece.path(), stroke.clone()));
            }
        }
        let heads = &self.layout.stages.heads;
        let stages = heads.first().map_or(0, |head| head.stage)..heads.last().map_or(0, |head| head.stage + 1);
        let curves = match self.narrator.course(stages) {
            Some(course) => symbol("curves", course, nodes),
            None => decoration("curves", nodes),
        };
        vec![scale, curves]
    }

    /// Name, lines and faces of the scale.
    fn scale(&self, lane: &EmotionLane) -> Vec<Node> {
        let (m, palette) = (self.m, self.palette);
        let mut nodes = Vec::new();
        for y in &lane.grid {
            let stroke = Stroke::new(palette.hairline, m.outline).dashed(&[m.unit * 0.3, m.unit * 1.5]);
            nodes.push(line((lane.plot.x0, *y), (lane.plot.x1, *y), stroke));
        }
        nodes.push(line((lane.plot.x0, lane.neutral), (lane.plot.x1, lane.neutral), Stroke::new(palette.line, m.outline)));
        for (center, grade) in &lane.axis {
            nodes.extend(self.face(*center, lane.axis_radius, *grade));
        }
        nodes.extend(self.lane_label(&lane.label, palette.lane_icon));
        nodes
    }

    /// The words stand on the lane's own ground, so that no line of the scale runs through them.
    pub(super) fn note_ground(&self, note: &Note) -> Node {
        let (bounds, unit) = (note.label.bounds(), self.m.unit);
        boxed(bounds.inflate(unit * 0.75 + bounds.width() * 0.03, unit * 0.75), unit, self.palette.plot)
    }

    /// A face on a disc; its features alone tell the grade, so it needs no colour.
    pub(super) fn face(&self, center: Point, radius: f64, grade: usize) -> Vec<Node> {
        let color = self.palette.grades.get(grade).copied().unwrap_or(self.palette.text);
        let side = radius * 2.0;
        vec![
            circle(center, radius, Some(self.palette.plot), Some(Stroke::new(color, self.m.outline * 1.35))),
            self.icon(icon::face(grade), center - (side / 2.0, side / 2.0), side, color),
        ]
    }

    /// The ground between a curve and the neutral line.
    fn area(&self, lane: &EmotionLane, series: &Series, nodes: &mut Vec<Node>) {
        let quiet = if series.traveller == 0 { 1.0 } else { 0.25 };
        for piece in &series.curves {
            let (Some(first), Some(last)) = (piece.points().first(), piece.points().last()) else { continue };
            if piece.points().len() < 2 {
                continue;
            }
            if self.palette.area == AreaStyle::Hatch {
                if series.traveller == 0 {
                    nodes.push(self.hatch(lane, first.x, last.x, |x| piece.at(x)));
                }
                continue;
            }
            let mut path = BezPath::new();
            path.move_to((first.x, lane.neutral));
            path.line_to(*first);
            piece.append_to(&mut path);
            path.line_to((last.x, lane.neutral));
            path.close_path();
            let opacity = self.palette.area_opacity * quiet;
            let [worst, .., best] = self.palette.grades;
            let middle = ((lane.neutral - lane.plot.y0) / lane.plot.height()).clamp(0.0, 1.0);
            let stops = vec![(0.0, best, opacity), (middle, best, 0.0), (middle, worst, 0.0), (1.0, worst, opacity)];
            let (from, to) = (Point::new(0.0, lane.plot.y0), Point::new(0.0, lane.plot.y1));
            nodes.push(Node::Shape(Shape {
                geometry: Geometry::Path(path),
                fill: Some(Fill::Linear { from, to, stops }),
                stroke: None,
            }));
        }
    }

    /// Thin upright lines from the neutral line to the curve: close together where it is bad, far apart where it is good.
    fn hatch(&self, lane: &EmotionLane, from: f64, to: f64, at: impl Fn(f64) -> Option<f64>) -> Node {
        let step = self.m.unit;
        let mut path = BezPath::new();
        let count = ((to - from) / step) as usize;
        for i in 1..count {
            let x = from + i as f64 * step;
            let Some(y) = at(x) else { continue };
            let good = y < lane.neutral;
            if (y - lane.neutral).abs() > 1.0 && (!good || i % 3 == 0) {
                path.move_to((x, lane.neutral));
                path.line_to((x, y));
            }
        }
        curve(path, Stroke { opacity: 0.55, ..Stroke::new(self.palette.text_muted, self.m.outline * 0.6) })
    }

    /// The curve of an older revision, and what lies between it and the new one.
    fn before(&self, series: &Series, before: &Before, nodes: &mut Vec<Node>) {
        let [worst, .., best] = self.palette.grades;
        for difference in &before.differences {
            let color = if difference.risen { best } else { worst };
            let fill = Some(Fill::Solid { color, opacity: 0.13 });
            nodes.push(Node::Shape(Shape { geometry: Geometry::Path(difference.area.clone()), fill, stroke: None }));
            if !difference.hatch.elements().is_empty() {
                nodes.push(curve(difference.hatch.clone(), Stroke { opacity: 0.5, ..Stroke::new(color, self.m.outline) }));
            }
        }
        let stroke = self.before_stroke(self.traveller(series.traveller));
        for piece in &before.curves {
            nodes.push(curve(piece.path(), stroke.clone()));
            let dot = |point: &Point| circle(*point, self.m.body * 0.2, Some(stroke.color), None);
            nodes.extend(piece.points().iter().map(dot));
        }
    }

    /// The line of what was felt before: a pale and thin one of the traveller's colour.
    pub(super) fn before_stroke(&self, color: Rgb) -> Stroke {
        Stroke::new(color.mix(self.palette.plot, 0.55), self.m.curve_width * 0.6)
    }

    fn expected(&self, series: &Series, nodes: &mut Vec<Node>) {
        let color = self.traveller(series.traveller);
        for area in &series.differences {
            let fill = Some(Fill::Solid { color, opacity: 0.12 });
            nodes.push(Node::Shape(Shape { geometry: Geometry::Path(area.clone()), fill, stroke: None }));
        }
        let stroke = self.expected_stroke(color);
        for piece in &series.expected {
            nodes.push(curve(piece.path(), stroke.clone()));
        }
        for point in &series.wishes {
            let ring = Stroke::new(stroke.color, self.m.outline * 1.35);
            nodes.push(circle(*point, self.m.body * 0.3, Some(self.palette.plot), Some(ring)));
        }
    }

    /// The line of what was expected: a lighter one of the traveller's colour.
    pub(super) fn expected_stroke(&self, color: Rgb) -> Stroke {
        let dash = self.m.unit;
        Stroke::new(color.mix(self.palette.plot, 0.35), self.m.curve_width * 0.5).dashed(&[dash * 0.4, dash])
    }
}
