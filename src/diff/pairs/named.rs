//! Pairs of what has a name and an id: personas, channels, lanes.

use super::Side;
use crate::diff::assign;
use crate::diff::matching::Matching;
use crate::diff::similarity::{Text, share};
use crate::journey::Journey;
use std::collections::HashMap;

/// Something with a name and an id.
struct Named<'j> {
    id: &'j str,
    id_given: bool,
    name: &'j str,
    /// What else it is known by, sorted: a persona's role and quote, a channel's touchpoints, a lane's cells.
    known_by: Vec<&'j str>,
}

impl<'j> Named<'j> {
    fn new(id: &'j str, id_given: bool, name: &'j str, known_by: impl Iterator<Item = &'j str>) -> Self {
        let mut known_by: Vec<&str> = known_by.collect();
        known_by.sort_unstable();
        Self { id, id_given, name, known_by }
    }
}

/// Personas by id, by name, then by what is most alike: name, or role and quote.
pub(super) fn personas(old: &Journey, new: &Journey) -> Matching {
    fn named(journey: &Journey) -> Vec<Named<'_>> {
        let known_by =
            |p: usize| journey.personas.get(p).into_iter().flat_map(|p| [p.role.as_deref(), p.quote.as_deref()]).flatten();
        let personas = journey.personas.iter().enumerate();
        personas.map(|(index, p)| Named::new(&p.id, p.id_given, &p.name, known_by(index))).collect()
    }
    pair(&named(old), &named(new))
}

/// Channels by id, by name, then by what is most alike: name, or the touchpoints in it.
pub(super) fn channels(old: &Side<'_>, new: &Side<'_>) -> Matching {
    fn named<'j>(side: &Side<'j>) -> Vec<Named<'j>> {
        let mut labels: HashMap<Option<usize>, Vec<&str>> = HashMap::new();
        for (_, touchpoint) in &side.touchpoints {
            labels.entry(touchpoint.channel).or_default().push(&touchpoint.label);
        }
        let mut labels = |index: usize| labels.remove(&Some(index)).unwrap_or_default().into_iter();
        let channels = side.journey.channels.iter().enumerate();
        channels.map(|(index, c)| Named::new(&c.id, c.id_given, &c.name, labels(index))).collect()
    }
    pair(&named(old), &named(new))
}

/// Lanes by id, by name, then by what is most alike: name, or cells.
pub(super) fn own_lanes(old: &Journey, new: &Journey) -> Matching {
    fn named(journey: &Journey) -> Vec<Named<'_>> {
        let cells = |index: usize| {
            let all = journey.stages.iter().flat_map(|stage| &stage.extra);
            all.filter(move |(lane, _)| *lane == index).flat_map(|(_, texts)| texts).map(String::as_str)
        };
        let lanes = journey.own_lanes.iter().enumerate();
        lanes.map(|(index, l)| Named::new(&l.id, l.id_given, &l.name, cells(index))).collect()
    }
    pair(&named(old), &named(new))
}

fn pair(olds: &[Named<'_>], news: &[Named<'_>]) -> Matching {
    let mut matching = Matching::new(olds.len(), news.len());
    let given = |list: &[Named<'_>], index: usize| list.get(index).filter(|one| one.id_given).map(|one| one.id.to_owned());
    matching.pair_equal(|old| given(olds, old), |new| given(news, new));
    let name = |list: &[Named<'_>], index: usize| list.get(index).map(|one| one.name.to_owned());
    matching.pair_equal(|old| name(olds, old), |new| name(news, new));
    // an id that was made from the name, and is now given to keep it
    let id = |list: &[Named<'_>], index: usize| list.get(index).map(|one| one.id.to_owned());
    matching.pair_equal(|old| given(olds, old), |new| id(news, new));
    matching.pair_equal(|old| id(olds, old), |new| given(news, new));

    let mut candidates = Vec::new();
    for old in matching.free_olds() {
        for new in matching.free_news() {
            if let (Some(one), Some(other)) = (olds.get(old), news.get(new)) {
                candidates.extend(assign::candidate(old, new, likeness(one, other), LEAST));
            }
        }
    }
    for (old, new) in assign::best(&candidates) {
        matching.pair(old, new);
    }
    matching
}

/// What is less alike is something else.
const LEAST: f64 = 0.5;

fn likeness(old: &Named<'_>, new: &Named<'_>) -> f64 {
    let by_name = Text::of(old.name).likeness(&Text::of(new.name));
    // two ids that somebody gave say that these are two
    let is_two = old.id_given && new.id_given;
    if is_two { by_name } else { by_name.max(share(&old.known_by, &new.known_by)) }
}
