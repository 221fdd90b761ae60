//! Pairs of touchpoints.

use super::Side;
use crate::diff::assign;
use crate::diff::matching::Matching;
use crate::diff::similarity::Text;
use crate::journey::{Control, Touchpoint};

/// Pairs of touchpoints that are compared by likeness. Where neither ids nor labels leave fewer open, these are two maps
/// rather than two revisions of one: each touchpoint is then compared with those at about its own place only.
const COMPARED: usize = 400_000;

/// Touchpoints by id, by label in their stage, by label elsewhere, then by what is most alike.
pub(super) fn find(old: &Side<'_>, new: &Side<'_>, channels: &Matching, stages: &Matching) -> Matching {
    let mut matching = Matching::new(old.touchpoints.len(), new.touchpoints.len());
    let before = |number: usize| old.touchpoint(number);
    let after = |number: usize| new.touchpoint(number);
    // the new revision's stages and channels by their old numbers; what is new has none that an old one could have
    let old_stage = |stage: usize| stages.old_of(stage);
    let old_channel = |channel: Option<usize>| channel.map(|channel| channels.old_of(channel));
    let now = |channel: Option<usize>| channel.map(Some);

    let given = |t: &Touchpoint| t.id_given.then(|| t.id.clone());
    matching.pair_equal(|o| given(before(o)?.1), |n| given(after(n)?.1));
    // of several with one label, those first that have nothing else changed
    matching.pair_equal(
        |o| before(o).map(|(place, t)| (place.stage, now(t.channel), &t.label, rest(t))),
        |n| after(n).and_then(|(place, t)| Some((old_stage(place.stage)?, old_channel(t.channel), &t.label, rest(t)))),
    );
    matching.pair_equal(
        |o| before(o).map(|(place, t)| (place.stage, now(t.channel), &t.label)),
        |n| after(n).and_then(|(place, t)| Some((old_stage(place.stage)?, old_channel(t.channel), &t.label))),
    );
    matching.pair_equal(
        |o| before(o).map(|(place, t)| (place.stage, &t.label)),
        |n| after(n).and_then(|(place, t)| Some((old_stage(place.stage)?, &t.label))),
    );
    // an id that was made from the label, and is now given to keep it
    matching.pair_equal(|o| given(before(o)?.1), |n| after(n).map(|(_, t)| t.id.clone()));
    matching.pair_equal(|o| before(o).map(|(_, t)| t.id.clone()), |n| given(after(n)?.1));
    matching.pair_equal(
        |o| before(o).map(|(_, t)| (now(t.channel), &t.label)),
        |n| after(n).map(|(_, t)| (old_channel(t.channel), &t.label)),
    );
    matching.pair_equal(|o| before(o).map(|(_, t)| &t.label), |n| after(n).map(|(_, t)| &t.label));
    alike(&mut matching, old, new, channels, stages);
    matching
}

/// What a touchpoint says besides its label and channel.
fn rest(touchpoint: &Touchpoint) -> String {
    let Touchpoint { emotion, expected, feeling, quote, pain, opportunity, duration, moment_of_truth, control, .. } = touchpoint;
    let feelings = (emotion, expected, feeling);
    format!("{feelings:?}{quote:?}{pain:?}{opportunity:?}{duration:?}{moment_of_truth}{control:?}")
}

/// A touchpoint that nothing is the same as yet.
struct Open<'j> {
    number: usize,
    stage: usize,
    text: Text,
    touchpoint: &'j Touchpoint,
}

fn alike(matching: &mut Matching, old: &Side<'_>, new: &Side<'_>, channels: &Matching, stages: &Matching) {
    fn open<'j>(side: &Side<'j>, free: Vec<usize>) -> Vec<Open<'j>> {
        let open = |number: usize| {
            let (place, touchpoint) = side.touchpoint(number)?;
            Some(Open { number, stage: place.stage, text: Text::of(&touchpoint.label), touchpoint })
        };
        free.into_iter().filter_map(open).collect()
    }
    let (olds, news) = (open(old, matching.free_olds()), open(new, matching.free_news()));
    let is_all = olds.len().saturating_mul(news.len()) <= COMPARED;
    // how far from its own place in the list a touchpoint is looked for
    let reach = if is_all { news.len() } else { COMPARED / (2 * olds.len().max(1)) };
    let mut candidates = Vec::new();
    for (index, one) in olds.iter().enumerate() {
        let middle = index * news.len() / olds.len().max(1);
        for other in news.iter().take(middle + reach + 1).skip(middle.saturating_sub(reach)) {
            let context = Context {
                same_stage: stages.new_of(one.stage) == Some(other.stage),
                same_channel: match (one.touchpoint.channel, other.touchpoint.channel) {
                    (Some(before), Some(after)) => channels.new_of(before) == Some(after),
                    (before, after) => before == after,
                },
                neighbours: neighbours(matching, old, new, one, other),
            };
            candidates.extend(assign::candidate(one.number, other.number, score(one, other, &context), LEAST));
        }
    }
    for (old, new) in assign::best(&candidates) {
        matching.pair(old, new);
    }
}

/// Where two touchpoints stand to each other.
struct Context {
    same_stage: bool,
    same_channel: bool,
    /// How many of the two neighbours are the same: the one before, the one after. The end of a stage is one.
    neighbours: usize,
}

fn neighbours(matching: &Matching, old: &Side<'_>, new: &Side<'_>, one: &Open<'_>, other: &Open<'_>) -> usize {
    let (olds, news) = (old.of_stage(one.stage), new.of_stage(other.stage));
    let same = |before: Option<usize>, after: Option<usize>| match (
        before.filter(|number| olds.contains(number)),
        after.filter(|number| news.contains(number)),
    ) {
        (Some(before), Some(after)) => matching.new_of(before) == Some(after),
        (before, after) => before == after,
    };
    let left = same(one.number.checked_sub(1), other.number.checked_sub(1));
    let right = same(Some(one.number + 1), Some(other.number + 1));
    usize::from(left) + usize::from(right)
}

/// Two touchpoints that score less are two.
const LEAST: f64 = 0.6;

/// How sure it is that one touchpoint became the other, about from 0 to 1.5.
///
/// The label says most. A label in wholly other words is believed to be the same touchpoint where it stands at the same
/// place and other fields stayed.
fn score(old: &Open<'_>, new: &Open<'_>, context: &Context) -> f64 {
    let label = old.text.likeness(&new.text);
    let place = 0.1 * f64::from(context.same_stage)
        + 0.08 * f64::from(context.same_channel && old.touchpoint.channel.is_some())
        + if context.same_stage { 0.07 * context.neighbours as f64 } else { 0.0 };
    let (same, given) = same_fields(old.touchpoint, new.touchpoint);
    // three fields that stayed are as good as a third of the label
    let fields = if given == 0 { 0.0 } else { 0.35 * (same as f64 / given as f64) * (given as f64 / 3.0).min(1.0) };
    // two ids that somebody gave say that these are two
    let is_two = old.touchpoint.id_given && new.touchpoint.id_given;
    label + place + fields - if is_two { 0.3 } else { 0.0 }
}

/// Of the fields besides label and channel that either has: how many are the same, and how many there are.
fn same_fields(old: &Touchpoint, new: &Touchpoint) -> (usize, usize) {
    let name = |t: &Touchpoint| t.icon.as_ref().map(|icon| icon.value.clone());
    let fields = [
        (!old.emotion.is_empty() || !new.emotion.is_empty(), old.emotion == new.emotion),
        (!old.expected.is_empty() || !new.expected.is_empty(), old.expected == new.expected),
        of(&old.feeling, &new.feeling),
        of(&old.quote, &new.quote),
        of(&old.pain, &new.pain),
        of(&old.opportunity, &new.opportunity),
        of(&old.duration, &new.duration),
        of(&old.link, &new.link),
        of(&name(old), &name(new)),
        (old.moment_of_truth || new.moment_of_truth, old.moment_of_truth == new.moment_of_truth),
        (old.control == Control::Indirect || new.control == Control::Indirect, old.control == new.control),
    ];
    let given = fields.iter().filter(|(given, _)| *given);
    (given.clone().filter(|(_, same)| *same).count(), given.count())
}

fn of(old: &Option<String>, new: &Option<String>) -> (bool, bool) {
    (old.is_some() || new.is_some(), old == new)
}
