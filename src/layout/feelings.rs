//! What everybody feels and says along the way, sorted by place: the material of the emotion lane.

use super::columns::Columns;
use super::context::{Context, felt_by};
use super::lanes;
use crate::journey::Touchpoint;
use crate::words::quoted;

/// One value at its place across.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value {
    pub(super) x: f64,
    pub(super) value: f64,
    /// Touchpoint that it belongs to; none for a whole stage.
    pub(super) touchpoint: Option<usize>,
    pub(super) stage: usize,
    /// Whether it is the first value of its touchpoint or stage.
    pub(super) first: bool,
}

/// Words that belong to a point, or to a stretch of the lane where there is none.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) quote: bool,
    pub(super) traveller: usize,
    pub(super) point: (f64, f64),
}

/// Where each touchpoint stands across: its column, or its share of the stage's width in a matrix.
pub(super) fn places(context: &Context, columns: &Columns) -> Vec<(f64, f64)> {
    if context.is_matrix() {
        let stages = context.journey.stages.iter().enumerate();
        return stages.flat_map(|(stage, facts)| shares(columns.span(stage), facts.touchpoints.len())).collect();
    }
    // columns hold the touchpoints in their order
    columns.all.iter().flat_map(|column| shares((column.x0, column.x1), column.touchpoints.len())).collect()
}

/// A stretch in `count` equal parts.
fn shares((left, right): (f64, f64), count: usize) -> impl Iterator<Item = (f64, f64)> {
    let step = (right - left) / count.max(1) as f64;
    (0..count).map(move |i| (left + step * i as f64, left + step * (i + 1) as f64))
}

/// A traveller's values in unbroken pieces: where a visited touchpoint has none, the piece ends.
pub(super) fn values<'j>(
    context: &Context<'j>,
    columns: &Columns,
    places: &[(f64, f64)],
    traveller: usize,
    expected: bool,
) -> Vec<Vec<Value>> {
    let mut pieces: Vec<Vec<Value>> = vec![Vec::new()];
    let mut add = |values: &[f64], (left, right): (f64, f64), touchpoint, stage| {
        let step = (right - left) / values.len() as f64;
        for (i, value) in values.iter().enumerate() {
            let x = left + step * (i as f64 + 0.5);
            if let Some(piece) = pieces.last_mut() {
                piece.push(Value { x, value: *value, touchpoint, stage, first: i == 0 });
            }
        }
        if values.is_empty() {
            pieces.push(Vec::new());
        }
    };
    let mut index = 0;
    for (stage, facts) in context.journey.stages.iter().enumerate() {
        let first = index;
        index += facts.touchpoints.len();
        if facts.past {
            continue;
        }
        let own = |t: &'j Touchpoint| felt_by(if expected { &t.expected } else { &t.emotion }, traveller);
        let visited = facts.touchpoints.iter().zip(first..).filter(|(t, _)| context.visits(traveller, t));
        if visited.clone().any(|(touchpoint, _)| own(touchpoint).is_some()) {
            for (touchpoint, index) in visited {
                let Some(place) = places.get(index) else { break };
                add(own(touchpoint).unwrap_or(&[]), *place, Some(index), stage);
            }
        } else {
            let whole = if expected { &facts.expected } else { &facts.emotion };
            let comes =
                facts.touchpoints.iter().all(|t| t.past) || facts.touchpoints.iter().any(|t| context.visits(traveller, t));
            if comes {
                add(felt_by(whole, traveller).unwrap_or(&[]), columns.span(stage), None, stage);
            }
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The first point of a touchpoint or stage: whose, where across, which value.
type FirstPoint = Option<(usize, (f64, f64))>;

/// The first point of every touchpoint, and of every stage that has one of its own.
fn first_points(context: &Context, felt: &[Vec<Vec<Value>>]) -> (Vec<FirstPoint>, Vec<FirstPoint>) {
    let mut of_touchpoint = vec![None; context.touchpoints.len()];
    let mut of_stage = vec![None; context.journey.stages.len()];
    for (traveller, pieces) in felt.iter().enumerate() {
        for value in pieces.iter().flatten().filter(|v| v.first) {
            let slot: Option<&mut FirstPoint> = match value.touchpoint {
                Some(index) => of_touchpoint.get_mut(index),
                None => of_stage.get_mut(value.stage),
            };
            if let Some(slot) = slot {
                slot.get_or_insert((traveller, (value.x, value.value)));
            }
        }
    }
    (of_touchpoint, of_stage)
}

/// Words without a point: text, whether somebody says it, middle across.
pub(super) type Loose = (String, bool, f64);

/// Words that have a point to stand at, and those that have none.
pub(super) fn words(
    context: &Context,
    columns: &Columns,
    places: &[(f64, f64)],
    felt: &[Vec<Vec<Value>>],
) -> (Vec<Words>, Vec<Loose>) {
    let (of_touchpoint, of_stage) = first_points(context, felt);
    let (mut placed, mut loose) = (Vec::new(), Vec::new());
    let mut sort = |text: String, quote: bool, point: FirstPoint, (left, right): (f64, f64)| match point {
        Some((traveller, point)) => placed.push(Words { text, quote, traveller, point }),
        None => loose.push((text, quote, (left + right) / 2.0)),
    };
    for ((stage, facts), point) in context.journey.stages.iter().enumerate().zip(of_stage) {
        if let Some(feeling) = &facts.feeling {
            sort(feeling.clone(), false, point, columns.span(stage));
        }
    }
    for (((_, touchpoint), point), place) in context.touchpoints.iter().zip(of_touchpoint).zip(places) {
        if let Some(feeling) = &touchpoint.feeling {
            sort(feeling.clone(), false, point, *place);
        }
        // a quote of a touchpoint without any value stands in the lane of thoughts
        if let Some(quote) = touchpoint.quote.as_ref().filter(|_| !lanes::is_thought(context, touchpoint)) {
            sort(quoted(&context.journey.language, quote), true, point, *place);
        }
    }
    (placed, loose)
}
