//! What is felt in a journey as a whole, and by whom.

use super::Lowest;
use super::pairs::Known;
use crate::journey::{Feeling, Journey, Scale};

/// Who is who among those that make the journey, for comparing what each feels. `None` is somebody without a name, in a
/// revision without personas.
#[derive(Debug)]
pub(super) struct Travellers {
    pub(super) pairs: Vec<(Option<usize>, Option<usize>)>,
}

impl Travellers {
    pub(super) fn of(known: &Known<'_>) -> Self {
        let (olds, news) = (known.old.journey.personas.len(), known.new.journey.personas.len());
        let pairs = match (olds, news) {
            (0, 0) => vec![(None, None)],
            (0, _) => (0..news).map(|new| (None, Some(new))).collect(),
            (_, 0) => (0..olds).map(|old| (Some(old), None)).collect(),
            _ => (0..news).filter_map(|new| Some((Some(known.personas.old_of(new)?), Some(new)))).collect(),
        };
        Self { pairs }
    }
}

/// What a traveller feels, of a list that may name personas or speak for everybody.
pub(super) fn felt_by(feelings: &[Feeling], traveller: Option<usize>) -> &[f64] {
    let own = feelings.iter().find(|feeling| traveller.is_some() && feeling.persona == traveller);
    own.or_else(|| feelings.iter().find(|feeling| feeling.persona.is_none())).map_or(&[], |feeling| &feeling.values)
}

/// A value of one scale on another, by its share of the way from worst to best.
pub(super) fn on_scale(value: f64, from: Scale, to: Scale) -> f64 {
    if from == to {
        return value;
    }
    to.min + (value - from.min) / (from.max - from.min) * (to.max - to.min)
}

/// A touchpoint, or a stage as a whole, and the courses of those who feel something there.
struct Felt<'j> {
    stage: usize,
    index: Option<usize>,
    courses: Vec<&'j [f64]>,
}

/// Where something is felt, in order: what the curves of the map are drawn through. A stage's feeling counts for those who
/// have none at any of its touchpoints.
fn felt(journey: &Journey) -> Vec<Felt<'_>> {
    let travellers: Vec<Option<usize>> = match journey.personas.len() {
        0 => vec![None],
        count => (0..count).map(Some).collect(),
    };
    let mut all = Vec::new();
    for (stage, facts) in journey.stages.iter().enumerate() {
        let comes = |traveller: Option<usize>, visitors: &[usize]| traveller.is_none_or(|one| visitors.contains(&one));
        let mut places: Vec<Felt<'_>> = Vec::new();
        let mut without: Vec<Option<usize>> = travellers.clone();
        for (index, touchpoint) in facts.touchpoints.iter().enumerate() {
            let mut courses = Vec::new();
            for traveller in travellers.iter().filter(|one| comes(**one, &touchpoint.personas)) {
                let course = felt_by(&touchpoint.emotion, *traveller);
                if !course.is_empty() {
                    courses.push(course);
                    without.retain(|one| one != traveller);
                }
            }
            places.push(Felt { stage, index: Some(index), courses });
        }
        without.retain(|one| facts.touchpoints.is_empty() || facts.touchpoints.iter().any(|t| comes(*one, &t.personas)));
        let courses = without.iter().map(|one| felt_by(&facts.emotion, *one)).filter(|course| !course.is_empty()).collect();
        all.push(Felt { stage, index: None, courses });
        all.append(&mut places);
    }
    all.retain(|felt| !felt.courses.is_empty());
    all
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1);
    values.sum::<f64>() / count as f64
}

/// The mean of a journey's feelings, on its scale: each touchpoint or stage with a feeling counts once, by the mean of its
/// travellers, and each of these by the mean of their course.
fn mean_of(journey: &Journey) -> Option<f64> {
    let felt = felt(journey);
    let at = |felt: &Felt<'_>| mean(felt.courses.iter().map(|course| mean(course.iter().copied())));
    (!felt.is_empty()).then(|| mean(felt.iter().map(at)))
}

/// By how much the mean rose, on the new scale.
pub(super) fn rise(old: &Journey, new: &Journey) -> Option<f64> {
    Some(mean_of(new)? - on_scale(mean_of(old)?, old.scale, new.scale))
}

/// The lowest value that anybody feels, at the first place where it is felt.
pub(super) fn lowest(journey: &Journey) -> Option<Lowest> {
    let mut lowest: Option<Lowest> = None;
    for felt in felt(journey) {
        let value = felt.courses.iter().flat_map(|course| course.iter().copied()).fold(f64::INFINITY, f64::min);
        if lowest.is_none_or(|lowest| value < lowest.value) {
            lowest = Some(Lowest { stage: felt.stage, index: felt.index, value });
        }
    }
    lowest
}
