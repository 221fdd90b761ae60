//! A journey seen by some of its personas, and lanes by their name in the file.

use super::{Feeling, Journey, LaneId, Stage, Touchpoint};

/// The lane of this name: a built-in one or the id of one that the journey declares itself.
pub fn lane_named(journey: &Journey, name: &str) -> Option<LaneId> {
    LaneId::BUILT_IN
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, lane)| *lane)
        .or_else(|| journey.own_lanes.iter().position(|lane| lane.id == name).map(LaneId::Own))
}

/// The journey of the personas that `keep` says yes to (by index into [`Journey::personas`]).
///
/// Touchpoints that none of them visits are left out, and so is what the others feel; stages stay even where nothing
/// is left in them, because they are the frame that two such maps are compared by. What is felt by "everybody who
/// comes" stays. Indices are those of the shorter list of personas.
pub fn only_personas(mut journey: Journey, keep: impl Fn(usize) -> bool) -> Journey {
    let mut kept = 0;
    let new_index: Vec<Option<usize>> = (0..journey.personas.len())
        .map(|old| {
            keep(old).then(|| {
                kept += 1;
                kept - 1
            })
        })
        .collect();
    let renumber = |old: usize| new_index.get(old).copied().flatten();

    journey.personas =
        journey.personas.into_iter().enumerate().filter(|(old, _)| renumber(*old).is_some()).map(|(_, p)| p).collect();
    for stage in &mut journey.stages {
        filter_stage(stage, &renumber);
    }
    journey
}

fn filter_stage(stage: &mut Stage, renumber: &impl Fn(usize) -> Option<usize>) {
    filter_feelings(&mut stage.emotion, renumber);
    filter_feelings(&mut stage.expected, renumber);

    // Touchpoints `together` with the one before them share a moment. Where the first of a moment goes, the next one
    // that stays takes its part, lest it join the moment before.
    let mut head_of_moment = None;
    let touchpoints = std::mem::take(&mut stage.touchpoints);
    for mut touchpoint in touchpoints {
        if !touchpoint.together {
            head_of_moment = Some(false);
        } else if head_of_moment.is_none() {
            head_of_moment = Some(true);
        }
        if filter_touchpoint(&mut touchpoint, renumber) {
            touchpoint.together = head_of_moment.replace(true).unwrap_or(touchpoint.together);
            stage.touchpoints.push(touchpoint);
        }
    }
}

/// Whether the touchpoint stays.
fn filter_touchpoint(touchpoint: &mut Touchpoint, renumber: &impl Fn(usize) -> Option<usize>) -> bool {
    let nobody_ever = touchpoint.personas.is_empty();
    touchpoint.personas = touchpoint.personas.iter().filter_map(|old| renumber(*old)).collect();
    filter_feelings(&mut touchpoint.emotion, renumber);
    filter_feelings(&mut touchpoint.expected, renumber);
    nobody_ever || !touchpoint.personas.is_empty()
}

fn filter_feelings(feelings: &mut Vec<Feeling>, renumber: &impl Fn(usize) -> Option<usize>) {
    feelings.retain_mut(|feeling| match feeling.persona {
        None => true,
        Some(old) => {
            feeling.persona = renumber(old);
            feeling.persona.is_some()
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use super::*;

    fn persona(id: &str) -> Persona {
        Persona {
            id: id.into(),
            id_given: true,
            name: id.into(),
            role: None,
            quote: None,
            icon: None,
            image: None,
            color: None,
            place: 0,
        }
    }

    fn felt(persona: usize, value: f64) -> Feeling {
        Feeling { persona: Some(persona), values: vec![value] }
    }

    fn touchpoint(id: &str, personas: &[usize], together: bool) -> Touchpoint {
        Touchpoint {
            id: id.into(),
            label: id.into(),
            personas: personas.to_vec(),
            emotion: personas.iter().map(|p| felt(*p, *p as f64)).collect(),
            together,
            ..Touchpoint::default()
        }
    }

    fn journey(touchpoints: Vec<Touchpoint>) -> Journey {
        Journey {
            title: "t".into(),
            subtitle: None,
            language: "en".into(),
            theme: None,
            scale: Scale { min: -2.0, max: 2.0 },
            lanes: None,
            arrange: Arrange::Sequence,
            page: Page { size: PageSize::Natural, min_text: 8.0 },
            review: None,
            personas: vec![persona("a"), persona("b"), persona("c")],
            channels: Vec::new(),
            stages: vec![Stage {
                name: "s".into(),
                emotion: vec![felt(0, 1.0), felt(2, 2.0), Feeling { persona: None, values: vec![0.0] }],
                touchpoints,
                ..Stage::default()
            }],
            own_lanes: vec![OwnLane { id: "owner".into(), id_given: true, name: "Owner".into(), icon: None }],
        }
    }

    fn ids(journey: &Journey) -> Vec<(&str, bool)> {
        journey.stages[0].touchpoints.iter().map(|t| (t.id.as_str(), t.together)).collect()
    }

    #[test]
    fn the_others_and_what_only_they_visit_are_gone() {
        let all =
            journey(vec![touchpoint("x", &[0], false), touchpoint("y", &[0, 2], false), touchpoint("z", &[0, 1, 2], false)]);
        let one = only_personas(all, |i| i == 2);
        assert_eq!(one.personas.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(), ["c"]);
        assert_eq!(ids(&one), [("y", false), ("z", false)]);
        for touchpoint in &one.stages[0].touchpoints {
            assert_eq!(touchpoint.personas, [0]);
            assert_eq!(touchpoint.emotion, [felt(0, 2.0)]);
        }
        assert_eq!(one.stages[0].emotion, [felt(0, 2.0), Feeling { persona: None, values: vec![0.0] }]);
    }

    #[test]
    fn order_and_numbers_follow_the_shorter_list() {
        let two = only_personas(journey(vec![touchpoint("x", &[0, 1, 2], false)]), |i| i != 1);
        assert_eq!(two.stages[0].touchpoints[0].personas, [0, 1]);
        assert_eq!(two.stages[0].touchpoints[0].emotion, [felt(0, 0.0), felt(1, 2.0)]);
    }

    #[test]
    fn who_is_left_looks_as_before() {
        let file = "title = \"t\"\n[[persona]]\nname = \"a\"\n[[persona]]\nname = \"b\"\n[[stage]]\nname = \"s\"";
        let (journey, _) = parse(file).unwrap();
        assert_eq!(only_personas(journey, |i| i == 1).personas[0].place, 1);
    }

    #[test]
    fn everybody_is_the_same_journey() {
        let all = journey(vec![touchpoint("x", &[0], false), touchpoint("y", &[1], true)]);
        assert_eq!(only_personas(all.clone(), |_| true), all);
    }

    #[test]
    fn a_stage_stays_when_it_is_empty() {
        let none = only_personas(journey(vec![touchpoint("x", &[0], false)]), |i| i == 1);
        assert_eq!(none.stages.len(), 1);
        assert!(none.stages[0].touchpoints.is_empty());
    }

    #[test]
    fn touchpoints_of_a_map_without_personas_stay() {
        let mut all = journey(vec![touchpoint("x", &[], false)]);
        all.personas.clear();
        assert_eq!(ids(&only_personas(all, |_| false)), [("x", false)]);
    }

    #[test]
    fn a_moment_keeps_together_without_its_first() {
        let points = vec![
            touchpoint("before", &[0, 1], false),
            touchpoint("head", &[1], false),
            touchpoint("second", &[0], true),
            touchpoint("between", &[1], true),
            touchpoint("third", &[0], true),
        ];
        let one = only_personas(journey(points), |i| i == 0);
        assert_eq!(ids(&one), [("before", false), ("second", false), ("third", true)]);
    }

    #[test]
    fn lanes_by_name() {
        let journey = journey(Vec::new());
        assert_eq!(lane_named(&journey, "pains"), Some(LaneId::Pains));
        assert_eq!(lane_named(&journey, "owner"), Some(LaneId::Own(0)));
        assert_eq!(lane_named(&journey, "Pains"), None);
    }
}
