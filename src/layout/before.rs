//! What was felt in an older revision: its curve, what lies between it and the new one, and by how much feelings changed.

use super::columns::Columns;
use super::context::Context;
use super::curve::Curve;
use super::feelings::Value;
use super::notes::{Note, Obstacles};
use super::series::Series;
use super::tag::{self, Tag};
use crate::diff::marks::{Sign, Spot};
use crate::geometry::{BezPath, Point, Rect};
use crate::words::signed;

/// What one traveller felt before.
#[derive(Debug, Clone)]
pub struct Before {
    /// Unbroken pieces.
    pub curves: Vec<Curve>,
    /// Where the new curve is higher, and where it is lower.
    pub differences: Vec<Difference>,
}

/// A stretch in which feelings rose, or fell.
#[derive(Debug, Clone)]
pub struct Difference {
    /// Whether they rose.
    pub risen: bool,
    /// Between the two curves.
    pub area: BezPath,
    /// Slanted lines from the old curve to the new one: they tell which way without colour.
    pub hatch: BezPath,
}

/// A traveller's former values in unbroken pieces, each at its place in the overlay. A piece also ends where stages have
/// changed places and the curve would turn back.
pub(super) fn values(context: &Context, columns: &Columns, places: &[(f64, f64)], traveller: usize) -> Vec<Vec<Value>> {
    let felt = context.marks.and_then(|marks| marks.felt.get(traveller)).map_or(&[][..], Vec::as_slice);
    let mut pieces: Vec<Vec<Value>> = vec![Vec::new()];
    for one in felt {
        let (place, touchpoint, stage) = match one.at {
            Spot::Touchpoint(index) => (places.get(index).copied(), Some(index), 0),
            Spot::Stage(stage) => (Some(columns.span(stage)), None, stage),
            _ => (None, None, 0),
        };
        let Some((left, right)) = place else { continue };
        let step = (right - left) / one.values.len() as f64;
        for (nth, value) in one.values.iter().enumerate() {
            let x = left + step * (nth as f64 + 0.5);
            if pieces.last().and_then(|piece| piece.last()).is_some_and(|last| last.x >= x) {
                pieces.push(Vec::new());
            }
            if let Some(piece) = pieces.last_mut() {
                piece.push(Value { x, value: *value, touchpoint, stage, first: nth == 0 });
            }
        }
        if one.values.is_empty() {
            pieces.push(Vec::new());
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

impl Before {
    /// From the former curves and those of today; nothing where nothing was felt. Outlines between them are drawn through
    /// points `step` px apart.
    pub(super) fn new(curves: Vec<Curve>, now: &[Curve], step: f64) -> Option<Self> {
        if curves.is_empty() {
            return None;
        }
        let mut this = Self { curves: Vec::new(), differences: Vec::new() };
        for before in &curves {
            for after in now {
                this.compare(before, after, step);
            }
        }
        this.curves = curves;
        Some(this)
    }

    /// Cuts what lies between two curves where they cross.
    fn compare(&mut self, before: &Curve, after: &Curve, step: f64) {
        let ends = |curve: &Curve| Some((curve.points().first()?.x, curve.points().last()?.x));
        let (Some(a), Some(b)) = (ends(before), ends(after)) else { return };
        let (left, right) = (a.0.max(b.0), a.1.min(b.1));
        if right - left < 1.0 {
            return;
        }
        let steps = ((right - left) / step).ceil().max(2.0) as usize;
        let mut run: Vec<(f64, f64, f64)> = Vec::new();
        for nth in 0..=steps {
            let x = if nth == steps { right } else { left + (right - left) * nth as f64 / steps as f64 };
            let (Some(was), Some(now)) = (before.at(x), after.at(x)) else { continue };
            let crossing = run.last().and_then(|(x0, was0, now0)| {
                let (d0, d1) = (was0 - now0, was - now);
                // where the sign of the difference changes, both are at one height
                (d0 * d1 < 0.0).then(|| {
                    let share = d0 / (d0 - d1);
                    (x0 + (x - x0) * share, was0 + (was - was0) * share)
                })
            });
            if let Some((x, y)) = crossing {
                run.push((x, y, y));
                self.close(&run, before, after);
                run = vec![(x, y, y)];
            }
            run.push((x, was, now));
        }
        self.close(&run, before, after);
    }

    fn close(&mut self, run: &[(f64, f64, f64)], before: &Curve, after: &Curve) {
        let widest = run.iter().map(|(_, was, now)| was - now).fold(0.0, |a: f64, b| if b.abs() > a.abs() { b } else { a });
        if widest.abs() < LEAST {
            return;
        }
        let mut area = BezPath::new();
        for (nth, (x, _, now)) in run.iter().enumerate() {
            if nth == 0 { area.move_to((*x, *now)) } else { area.line_to((*x, *now)) }
        }
        for (x, was, _) in run.iter().rev() {
            area.line_to((*x, *was));
        }
        area.close_path();
        let ends = run.first().zip(run.last()).map_or((0.0, 0.0), |(first, last)| (first.0, last.0));
        // y grows downwards: what was further down has risen
        self.differences.push(Difference { risen: widest > 0.0, area, hatch: hatch(before, after, ends) });
    }
}

/// Distance of the lines of a hatch, px.
const HATCH: f64 = 7.0;

/// Slanted lines from one curve to the other.
fn hatch(before: &Curve, after: &Curve, (left, right): (f64, f64)) -> BezPath {
    let mut path = BezPath::new();
    let count = ((right - left) / HATCH) as usize;
    for nth in 0..count {
        let x = left + (nth as f64 + 0.5) * HATCH;
        let Some((was, now)) = before.at(x).zip(after.at(x)) else { continue };
        let end = x + ((was - now).abs() * 0.5).min(HATCH * 1.5);
        let Some(to) = after.at(end).filter(|to| end <= right && (to - was) * (now - was) > 0.0) else { continue };
        if (to - was).abs() > 2.0 * LEAST {
            path.move_to((x, was));
            path.line_to((end, to));
        }
    }
    path
}

/// Curves nearer than this are one, px.
const LEAST: f64 = 1.0;

/// A tag for each feeling that changed, between the curves or beside them; none where there is no place for it.
pub(super) fn steps(
    context: &mut Context,
    room: Rect,
    series: &[Series],
    notes: &[Note],
    point: impl Fn(usize, Spot, f64) -> Option<Point>,
) -> Vec<Tag> {
    let Some(marks) = context.marks.filter(|marks| !marks.steps.is_empty()) else { return Vec::new() };
    let m = context.metrics;
    let gap = m.unit * 0.75;
    let mut obstacles = Obstacles::new(room, series, gap);
    for note in notes {
        obstacles.add(note.label.bounds());
    }
    let radius = series.first().map_or(0.0, |one| one.radius);
    let mut tags = Vec::new();
    for step in &marks.steps {
        let (Some(now), Some(was)) = (point(step.traveller, step.at, step.now), point(step.traveller, step.at, step.was)) else {
            continue;
        };
        let sign = if step.now > step.was { Sign::Risen } else { Sign::Fallen };
        let by = ((step.now - step.was) * 10.0).round() / 10.0;
        let plan = tag::plan(context, &[sign], &signed(&context.journey.language, by));
        let (width, height) = (plan.width() + m.unit * 0.5, plan.height());
        // on the old curve's side, where the shade is, then on the other one
        let toward = if was.y > now.y { 1.0 } else { -1.0 };
        let away = radius + gap + height / 2.0 + m.unit * 0.5;
        let (right, far) = (radius + gap + width / 2.0, away + height * 0.7);
        let moves = [
            (0.0, toward * away),
            (0.0, toward * far),
            (right, toward * height * 0.5),
            (-right, toward * height * 0.5),
            (right, 0.0),
            (-right, 0.0),
            (0.0, -toward * away),
            (right * 0.8, toward * away),
            (-right * 0.8, toward * away),
            (right * 0.8, -toward * away),
            (-right * 0.8, -toward * away),
            (0.0, -toward * far),
            (0.0, toward * (far + height)),
            (right * 0.8, toward * far),
            (-right * 0.8, toward * far),
            (right * 0.8, -toward * far),
            (-right * 0.8, -toward * far),
            (right * 1.6, 0.0),
            (-right * 1.6, 0.0),
            (0.0, -toward * (far + height)),
        ];
        let place = moves.into_iter().map(|(x, y)| Rect::from_center_size((now.x + x, now.y + y), (width, height)));
        let free = |rect: &Rect| {
            let inside = rect.x0 >= room.x0 && rect.x1 <= room.x1 && rect.y0 >= room.y0 && rect.y1 <= room.y1;
            inside && obstacles.is_free(*rect, gap, None)
        };
        if let Some(rect) = place.into_iter().find(free) {
            obstacles.add(rect);
            tags.push(plan.place(rect.x0, rect.center().y));
        }
    }
    tags
}
