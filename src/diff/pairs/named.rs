//! Pairs of what has a name and an id: personas, channels, lanes.

use super::Side;
use crate::diff::assign;
use crate::diff::matching::Matching;
use crate::diff::similarity::Text;
use crate::journey::Journey;
use std::collections::HashMap;

/// Something with a name and an id.
struct Named<'j> {
    id: &'j str,
    id_given: bool,
    name: &'j str,
    /// What else it is known by: a persona's role and quote, a channel's touchpoints, a lane's cells.
    known_by: Vec<&'j str>,
}

/// Personas by id, by name, then by what is most alike: name, or role and quote.
pub(super) fn personas(old: &Journey, new: &Journey) -> Matching {
    fn named(journey: &Journey) -> Vec<Named<'_>> {
        let personas = journey.personas.iter();
        personas
            .map(|p| Named {
                id: &p.id,
                id_given: p.id_given,
                name: &p.name,
                known_by: [p.role.as_deref(), p.quote.as_deref()].into_iter().flatten().collect(),
            })
            .collect()
    }
    pair(&named(old), &named(new))
}

/// Channels by id, by name, then by what is most alike: name, or the touchpoints in it.
pub(super) fn channels(old: &Side<'_>, new: &Side<'_>) -> Matching {
    fn named<'j>(side: &Side<'j>) -> Vec<Named<'j>> {
        let mut labels: HashMap<usize, Vec<&str>> = HashMap::new();
        for (_, touchpoint) in &side.touchpoints {
            labels.entry(touchpoint.channel.unwrap_or(usize::MAX)).or_default().push(&touchpoint.label);
        }
        let channels = side.journey.channels.iter().enumerate();
        channels
            .map(|(index, c)| Named {
                id: &c.id,
                id_given: c.id_given,
                name: &c.name,
                known_by: labels.remove(&index).unwrap_or_default(),
            })
            .collect()
    }
    pair(&named(old), &named(new))
}

/// Lanes by id, by name, then by what is most alike: name, or cells.
pub(super) fn own_lanes(old: &Journey, new: &Journey) -> Matching {
    fn named(journey: &Journey) -> Vec<Named<'_>> {
        let cells = |index: usize| {
            let all = journey.stages.iter().flat_map(|stage| &stage.extra);
            all.filter(move |(lane, _)| *lane == index).flat_map(|(_, texts)| texts).map(String::as_str).collect()
        };
        let lanes = journey.own_lanes.iter().enumerate();
        lanes.map(|(index, l)| Named { id: &l.id, id_given: l.id_given, name: &l.name, known_by: cells(index) }).collect()
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
                let likeness = likeness(one, other);
                if likeness >= LEAST {
                    candidates.push((old, new, (likeness * 10_000.0) as i64));
                }
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
    if is_two { by_name } else { by_name.max(in_common(&old.known_by, &new.known_by)) }
}

/// The share of texts that two lists have in common, from 0 to 1.
pub(super) fn in_common(old: &[impl AsRef<str>], new: &[impl AsRef<str>]) -> f64 {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for text in old {
        *counts.entry(text.as_ref()).or_default() += 1;
    }
    let mut is_left = |text: &str| counts.get_mut(text).filter(|count| **count > 0).map(|count| *count -= 1).is_some();
    let common = new.iter().filter(|text| is_left(text.as_ref())).count();
    2.0 * common as f64 / (old.len() + new.len()).max(1) as f64
}
