//! Stages in parts, for pages that are too narrow for a whole one.

use super::{Feeling, Journey, Stage};

/// The journey with stages divided before some of their touchpoints: `cuts` names stage and touchpoint (from 0, inside its
/// stage), in order. Cuts that divide nothing are passed over.
///
/// Each part after the first is a stage of its own that goes on ([`Stage::continued`]) under the same name. What belongs
/// to a touchpoint goes with it; the stage's own lists are shared out in their order, and what there is only one of
/// stays with the first part, but the feeling of the whole stage, which holds for every part.
pub fn divided(journey: &Journey, cuts: &[(usize, usize)]) -> Journey {
    let mut divided = Journey { stages: Vec::new(), ..journey.clone() };
    for (index, stage) in journey.stages.iter().enumerate() {
        let mut bounds = vec![0];
        for (_, at) in cuts.iter().filter(|(of, _)| *of == index) {
            if *at > bounds.last().copied().unwrap_or(0) && *at < stage.touchpoints.len() {
                bounds.push(*at);
            }
        }
        let parts = bounds.len();
        let ends = bounds.iter().skip(1).copied().chain([stage.touchpoints.len()]);
        for (part, (start, end)) in bounds.iter().zip(ends).enumerate() {
            divided.stages.push(if parts == 1 { stage.clone() } else { self::part(stage, part, parts, *start..end) });
        }
    }
    divided
}

impl Journey {
    /// How many stages there are among the first `count` of the list: one that is divided counts once, one that is past
    /// not at all.
    pub fn whole_stages(&self, count: usize) -> usize {
        self.stages.iter().take(count).filter(|stage| !stage.continued && !stage.past).count()
    }
}

fn part(stage: &Stage, part: usize, parts: usize, touchpoints: std::ops::Range<usize>) -> Stage {
    let mut touchpoints = stage.touchpoints.get(touchpoints).unwrap_or_default().to_vec();
    if let Some(first) = touchpoints.first_mut() {
        first.together = false; // what it happened together with is on the page before
    }
    let first = part == 0;
    let share = |list: &[String]| share(list, part, parts).to_vec();
    Stage {
        name: stage.name.clone(),
        continued: !first || stage.continued,
        past: stage.past,
        phase: stage.phase.clone(),
        goals: if first { stage.goals.clone() } else { Vec::new() },
        actions: share(&stage.actions),
        thoughts: share(&stage.thoughts),
        pains: share(&stage.pains),
        opportunities: share(&stage.opportunities),
        emotion: stage.emotion.iter().map(|f| feeling(f, part, parts)).collect(),
        expected: stage.expected.iter().map(|f| feeling(f, part, parts)).collect(),
        feeling: stage.feeling.clone().filter(|_| first),
        duration: stage.duration.clone().filter(|_| first),
        image: stage.image.clone().filter(|_| first),
        metrics: share_of(&stage.metrics, part, parts),
        extra: stage.extra.iter().map(|(lane, texts)| (*lane, share(texts))).filter(|(_, texts)| !texts.is_empty()).collect(),
        touchpoints,
    }
}

/// The course of a feeling over one of several equal parts.
fn feeling(feeling: &Feeling, part: usize, parts: usize) -> Feeling {
    let values = share(&feeling.values, part, parts);
    let at = (part * feeling.values.len() / parts).min(feeling.values.len().saturating_sub(1));
    let values = if values.is_empty() { feeling.values.get(at..=at).unwrap_or_default() } else { values };
    Feeling { persona: feeling.persona, values: values.to_vec() }
}

/// One of several parts of a list that differ by one item at most; the first parts are the longer ones.
fn share<T>(list: &[T], part: usize, parts: usize) -> &[T] {
    let end = |part: usize| (list.len() * part).div_ceil(parts);
    list.get(end(part)..end(part + 1)).unwrap_or_default()
}

fn share_of<T: Clone>(list: &[T], part: usize, parts: usize) -> Vec<T> {
    share(list, part, parts).to_vec()
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    const SOURCE: &str = r#"
title = "t"
[[stage]]
name = "Before"
[[stage]]
name = "Long"
goals = "Arrive"
pains = ["one", "two", "three"]
duration = "2 h"
emotion = [1, -1]
touchpoint = [{ label = "a" }, { label = "b", together = true }, { label = "c" }]
"#;

    #[test]
    fn parts_share_the_stage() {
        let (journey, _) = parse(SOURCE).unwrap();
        let divided = divided(&journey, &[(1, 1)]);
        let [before, first, second] = divided.stages.as_slice() else { panic!("three stages") };
        assert_eq!((before, before.continued), (&journey.stages[0], false));
        assert_eq!((first.name.as_str(), first.continued), ("Long", false));
        assert_eq!((second.name.as_str(), second.continued), ("Long", true));
        assert_eq!((first.pains.len(), second.pains.len()), (2, 1));
        assert_eq!((0..=3).map(|count| divided.whole_stages(count)).collect::<Vec<_>>(), [0, 1, 2, 2]);
        assert_eq!((&first.duration, &second.duration), (&Some("2 h".to_owned()), &None));
        assert_eq!((first.emotion[0].values.as_slice(), second.emotion[0].values.as_slice()), (&[1.0][..], &[-1.0][..]));
        assert_eq!(
            second.touchpoints.iter().map(|t| (t.label.as_str(), t.together)).collect::<Vec<_>>(),
            [("b", false), ("c", false)]
        );
    }

    #[test]
    fn cuts_outside_divide_nothing() {
        let (journey, _) = parse(SOURCE).unwrap();
        assert_eq!(divided(&journey, &[(0, 0), (1, 0), (1, 3), (7, 1)]), journey);
    }
}
