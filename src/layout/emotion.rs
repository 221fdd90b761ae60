//! The emotion lane: a curve, faces and expectations for each traveller, with words beside the points.

use super::before::{self, Before};
use super::columns::Columns;
use super::context::Context;
use super::curve::Curve;
use super::feelings::{Value, Words, places, values, words};
use super::lane_label::{self, LaneLabel};
use super::lanes;
use super::notes::{self, Note};
use super::series::Series;
use super::tag::Tag;
use crate::diff::marks::Spot;
use crate::geometry::{BezPath, Point, Rect, neighbours};
use crate::journey::LaneId;
use std::collections::{BTreeMap, HashMap};

/// The emotion lane at its place.
#[derive(Debug, Clone)]
pub struct EmotionLane {
    /// Its outline, lane label included.
    pub rect: Rect,
    /// Name and icon.
    pub label: LaneLabel,
    /// Where curves may run: from the first column to the last, best to worst.
    pub plot: Rect,
    /// Height of the neutral line, px.
    pub neutral: f64,
    /// Heights of the other lines of the scale, px.
    pub grid: Vec<f64>,
    /// Faces at the ends of the scale and in its middle: centre and grade (0 worst to 4 best).
    pub axis: Vec<(Point, usize)>,
    /// Radius of the axis' faces, px.
    pub axis_radius: f64,
    /// One for each traveller who feels anything, in their order.
    pub series: Vec<Series>,
    /// Quotes and feelings beside their points.
    pub notes: Vec<Note>,
    /// How far feelings rose or fell, where two revisions are compared.
    pub steps: Vec<Tag>,
}

/// The lane's values and words, before it has a height on the page.
#[derive(Debug, Clone)]
pub struct Plan {
    label: lane_label::Plan,
    felt: Vec<Vec<Vec<Value>>>,
    expected: Vec<Vec<Vec<Value>>>,
    /// What was felt in an older revision.
    past: Vec<Vec<Vec<Value>>>,
    /// Comfortable height without the strip, px.
    height: f64,
    /// Room for words above the best and under the worst, px.
    margins: (f64, f64),
    strip: notes::Strip,
    words: Vec<Words>,
    label_width: f64,
    /// Height that a trial needed, px.
    grown: f64,
}
/// Collects values and words for columns whose widths are known.
pub fn plan(context: &mut Context, columns: &Columns, label_width: f64) -> Plan {
    let m = context.metrics;
    let name = lanes::name(context, LaneId::Emotions);
    let label = lane_label::plan(context, name, lanes::icon(context, LaneId::Emotions), false, label_width);
    let places = places(context, columns);
    let travellers = context.travellers();
    let felt: Vec<_> = (0..travellers).map(|t| values(context, columns, &places, t, false)).collect();
    let expected: Vec<_> = (0..travellers).map(|t| values(context, columns, &places, t, true)).collect();
    let past: Vec<_> = (0..travellers).map(|t| before::values(context, columns, &places, t)).collect();
    let (words, loose) = words(context, columns, &places, &felt);
    let strip = notes::Strip::plan(context, columns, &loose);
    let margins = margins(context, &words);
    let height = context.space(m.body * 9.0) + 2.0 * face_radius(context) + margins.0 + margins.1;
    Plan { label, felt, expected, past, height, margins, strip, words, label_width, grown: 0.0 }
}
/// Room above the best and under the worst: for two lines where words stand at that end of the scale, for three where
/// several belong to one point.
fn margins(context: &Context, words: &[Words]) -> (f64, f64) {
    let m = &context.metrics;
    let scale = context.journey.scale;
    let mut points: Vec<(f64, f64)> = words.iter().map(|w| w.point).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let room = |end: f64| {
        let near = |point: &(f64, f64)| (point.1 - end).abs() < (scale.max - scale.min) * 0.26;
        let lines = match points.iter().any(near) {
            false => return m.unit * 2.5,
            true if neighbours(&points).any(|(one, other)| one == other && near(one)) => 4.3,
            true => 2.9,
        };
        context.space(m.body * lines).max(m.body * (lines - 0.7))
    };
    (room(scale.max), room(scale.min))
}

/// Radius of a face, px.
fn face_radius(context: &Context) -> f64 {
    context.metrics.body * if context.travellers() > 1 { 0.8 } else { 0.85 }
}

/// Width of the bar between a single point of what was expected and what was felt, in body sizes.
pub(super) const BAR: f64 = 0.4;

impl Plan {
    /// Comfortable height, px.
    pub fn height(&self) -> f64 {
        (self.height + self.strip.height()).max(self.grown)
    }

    /// Plans for at least this height, px.
    pub fn grow_to(&mut self, height: f64) {
        self.grown = height;
    }

    /// Puts everything in place between `left` and `right`, `top` downwards, `extra` px higher than comfortable.
    /// Words that find no place beside their point move to the strip under the curves, so the lane may grow further.
    pub fn place(mut self, context: &mut Context, columns: &Columns, left: f64, right: f64, top: f64, extra: f64) -> EmotionLane {
        let m = context.metrics;
        let radius = face_radius(context);
        let (above, below) = (radius + self.margins.0, radius + self.margins.1);
        let plot = Rect::new(columns.left, top + above, columns.right - m.unit * 3.0, top + self.height + extra - below);
        let scale = context.journey.scale;
        let y = |value: f64| plot.y1 - (value - scale.min) / (scale.max - scale.min) * plot.height();

        let shift = self.shift(radius, &y);
        let across = self.squeeze(plot, 3.0 * radius, &shift);
        let point = |traveller: usize, v: &Value| Point::new(across(v.x + shift(traveller, v.x)), y(v.value));
        let step = STEP.max(plot.width() * self.felt.len() as f64 / MOST_STEPS);
        let mut series = Vec::new();
        for (traveller, (felt, expected)) in self.felt.iter().zip(&self.expected).enumerate() {
            let curves: Vec<Curve> = felt.iter().map(|piece| curve(piece, |v| point(traveller, v))).collect();
            let faces = felt.iter().flatten().map(|v| (point(traveller, v), scale.grade(v.value))).collect();
            let expected: Vec<Curve> = expected.iter().map(|piece| curve(piece, |v| point(traveller, v))).collect();
            let differences = differences(&curves, &expected, m.body * BAR, step);
            let past = self.past.get(traveller).map_or(&[][..], Vec::as_slice);
            let past = past.iter().map(|piece| curve(piece, |v| point(traveller, v))).collect();
            let before = Before::new(past, &curves, step);
            if !curves.is_empty() || !expected.is_empty() || before.is_some() {
                let wishes = expected.iter().flat_map(|curve| curve.points().iter().copied()).collect();
                series.push(Series { traveller, curves, faces, radius, expected, wishes, step, differences, before });
            }
        }

        let room = Rect::new(columns.left, top + m.unit, columns.right - m.unit * 2.0, top + self.height + extra - m.unit);
        let wanted = self.words.iter().map(|w| notes::Wanted {
            text: w.text.clone(),
            quote: w.quote,
            at: Point::new(across(w.point.0 + shift(w.traveller, w.point.0)), y(w.point.1)),
            above: w.point.1 >= scale.neutral(),
        });
        let wanted: Vec<_> = wanted.collect();
        let (mut notes, homeless) = notes::place(context, columns, room, y(scale.neutral()), &series, &wanted);
        let steps = before::steps(context, room, &series, &notes, |traveller, at, value| {
            self.place_of(at).map(|x| Point::new(across(x + shift(traveller, x)), y(value)))
        });
        self.strip.add(context, columns, &homeless);
        let bottom = top + self.height + extra + self.strip.height();
        notes.extend(self.strip.place(top + self.height + extra - m.unit));

        let rect = Rect::new(left, top, right, bottom);
        let label = self.label.place(left + m.unit * 3.0, (plot.y0 + plot.y1) / 2.0);
        let axis_radius = m.body * 0.6;
        let axis_x = left + self.label_width - axis_radius - m.unit * 1.5;
        let neutral = scale.neutral();
        let axis = [scale.max, neutral, scale.min].map(|v| (Point::new(axis_x, y(v)), scale.grade(v))).to_vec();
        EmotionLane { rect, label, plot, neutral: y(neutral), grid: grid(context, y), axis, axis_radius, series, notes, steps }
    }

    /// Where the first value of a touchpoint or stage stands across, px.
    fn place_of(&self, at: Spot) -> Option<f64> {
        let values = self.felt.iter().flatten().flatten();
        let mut here = values.filter(|value| match at {
            Spot::Touchpoint(index) => value.touchpoint == Some(index),
            Spot::Stage(stage) => value.touchpoint.is_none() && value.stage == stage,
            _ => false,
        });
        here.next().map(|value| value.x)
    }

    /// Moves points back that stand beyond the plot's ends: those in the last `zone` px are squeezed, in their order.
    fn squeeze(&self, plot: Rect, zone: f64, shift: &dyn Fn(usize, f64) -> f64) -> impl Fn(f64) -> f64 + use<> {
        let all = self.felt.iter().chain(&self.expected).chain(&self.past).zip((0..self.felt.len()).cycle());
        let xs = all.flat_map(|(pieces, traveller)| pieces.iter().flatten().map(move |v| v.x + shift(traveller, v.x)));
        let (low, high) = xs.fold((plot.x0, plot.x1), |(low, high), x| (low.min(x), high.max(x)));
        move |x| {
            if x > plot.x1 - zone {
                plot.x1 - zone + (x - plot.x1 + zone) * zone / (high - plot.x1 + zone)
            } else if x < plot.x0 + zone {
                plot.x0 + zone - (plot.x0 + zone - x) * zone / (plot.x0 - low + zone)
            } else {
                x
            }
        }
    }

    /// How far a traveller's point is moved across so that no two faces at one place lie on each other: not at all where
    /// none does, and never as far as the next place.
    fn shift(&self, radius: f64, y: &dyn Fn(f64) -> f64) -> impl Fn(usize, f64) -> f64 + use<> {
        let mut places: BTreeMap<u64, Vec<(usize, f64)>> = BTreeMap::new(); // positive numbers sort as their bits do
        for (traveller, pieces) in self.felt.iter().enumerate() {
            for value in pieces.iter().flatten() {
                places.entry(value.x.to_bits()).or_default().push((traveller, y(value.value)));
            }
        }
        for value in self.expected.iter().chain(&self.past).flatten().flatten() {
            places.entry(value.x.to_bits()).or_default();
        }
        let xs: Vec<f64> = places.keys().map(|bits| f64::from_bits(*bits)).collect();
        let gaps = neighbours(&xs).map(|(before, after)| after - before);
        let around = std::iter::once(f64::INFINITY).chain(gaps.clone()).zip(gaps.chain([f64::INFINITY]));
        let mut shifts: HashMap<(usize, u64), f64> = HashMap::new();
        for ((bits, points), (before, after)) in places.iter().zip(around) {
            let near = |y: f64| points.iter().filter(|(_, other)| (other - y).abs() < 2.1 * radius).count() > 1;
            let together: Vec<usize> = points.iter().filter(|(_, y)| near(*y)).map(|(traveller, _)| *traveller).collect();
            let step = (radius * 2.15).min(after.min(before) * 0.7 / together.len().max(1) as f64);
            for (rank, traveller) in together.iter().enumerate() {
                shifts.insert((*traveller, *bits), (rank as f64 - (together.len() as f64 - 1.0) / 2.0) * step);
            }
        }
        move |traveller, x| shifts.get(&(traveller, x.to_bits())).copied().unwrap_or(0.0)
    }
}

fn curve(piece: &[Value], point: impl Fn(&Value) -> Point) -> Curve {
    Curve::through(piece.iter().map(point).collect())
}

/// Whole steps of the scale, while they are few.
fn grid(context: &Context, y: impl Fn(f64) -> f64) -> Vec<f64> {
    let scale = context.journey.scale;
    let steps = (scale.max - scale.min).round();
    let step = if steps <= 10.0 { 1.0 } else { (scale.max - scale.min) / 4.0 };
    let count = ((scale.max - scale.min) / step).floor() as usize;
    (0..=count.min(10)).map(|i| scale.min + i as f64 * step).filter(|v| (v - scale.neutral()).abs() > 1e-9).map(y).collect()
}

/// Distance of the points that outlines between two curves are drawn through, px.
const STEP: f64 = 8.0;
/// All curves together have no more of those points, or about: on the longest maps they stand further apart.
const MOST_STEPS: f64 = 100_000.0;

/// What lies between the expected and the felt: areas where both have curves, narrow bars where one is a single point.
pub(super) fn differences(felt: &[Curve], expected: &[Curve], bar: f64, step: f64) -> Vec<BezPath> {
    let mut areas = Vec::new();
    for wish in expected {
        let (Some(start), Some(end)) = (wish.points().first(), wish.points().last()) else { continue };
        if wish.points().len() < 2 {
            let at = start;
            if let Some(y) = felt.iter().find_map(|curve| curve.at(at.x))
                && (y - at.y).abs() > bar
            {
                areas.push(box_between(at.x - bar / 2.0, at.y, at.x + bar / 2.0, y));
            }
            continue;
        }
        for curve in felt {
            let (Some(a), Some(b)) = (curve.points().first(), curve.points().last()) else { continue };
            let (left, right) = (start.x.max(a.x), end.x.min(b.x));
            if right - left < 1.0 {
                continue;
            }
            let steps = ((right - left) / step).ceil().max(2.0) as usize;
            let x = |i: usize| if i == steps { right } else { left + (right - left) * i as f64 / steps as f64 };
            let mut area = BezPath::new();
            for i in 0..=steps {
                let at = Point::new(x(i), curve.at(x(i)).unwrap_or(a.y));
                if i == 0 { area.move_to(at) } else { area.line_to(at) }
            }
            for i in (0..=steps).rev() {
                area.line_to((x(i), wish.at(x(i)).unwrap_or(start.y)));
            }
            area.close_path();
            areas.push(area);
        }
    }
    areas
}

fn box_between(x0: f64, y0: f64, x1: f64, y1: f64) -> BezPath {
    use kurbo::Shape;
    Rect::new(x0, y0, x1, y1).abs().to_path(0.1)
}
