//! What differs in the map as a whole.

use super::{Differences, named, one};
use crate::diff::Kind;
use crate::diff::matching::Matching;
use crate::diff::pairs::Known;
use crate::journey::{Arrange, Date, Journey, LaneId, Page, PageSize, Review, ReviewNote, Scale};
use std::collections::BTreeSet;

/// Compares what belongs to no part.
pub(in crate::diff) fn map(known: &Known<'_>, differences: &mut Differences<'_>) {
    let (old, new) = (known.old.journey, known.new.journey);
    let Journey {
        title,
        subtitle,
        language,
        theme,
        scale,
        lanes,
        arrange,
        page,
        review,
        personas: _,
        channels: _,
        stages: _,
        own_lanes: _,
    } = old;
    differences.text("title", None, Some(title), Some(&new.title));
    differences.text("subtitle", None, subtitle.as_deref(), new.subtitle.as_deref());
    differences.value("language", None, Some(language), Some(&new.language));
    differences.value("theme", None, named(theme), named(&new.theme));
    let ends = |scale: &Scale| vec![scale.min.to_string(), scale.max.to_string()];
    differences.note(Kind::Changed, "scale", Some(LaneId::Emotions), ends(scale), ends(&new.scale));
    let before = lane_names(lanes.as_deref(), new, |own| known.own_lanes.new_of(own));
    let after = lane_names(new.lanes.as_deref(), new, |own| known.own_lanes.old_of(own).map(|_| own));
    differences.note(Kind::Changed, "lanes", None, before, after);
    differences.value("arrange", None, arrange_name(*arrange), arrange_name(new.arrange));
    let Page { size, min_text } = page;
    differences.value("page.size", None, Some(&size_name(*size)), Some(&size_name(new.page.size)));
    let points = |points: f64| points.to_string();
    differences.value("page.min_text", None, Some(&points(*min_text)), Some(&points(new.page.min_text)));
    let nothing = Review::default();
    let (before, after) = (review.as_ref().unwrap_or(&nothing), new.review.as_ref().unwrap_or(&nothing));
    let Review { version, reviewed, next, owner, notes } = before;
    let day = |day: &Option<Date>| day.map(|day| day.to_string());
    differences.value("review.version", None, version.as_deref(), after.version.as_deref());
    differences.value("review.reviewed", None, day(reviewed).as_deref(), day(&after.reviewed).as_deref());
    differences.value("review.next", None, day(next).as_deref(), day(&after.next).as_deref());
    differences.value("review.owner", None, owner.as_deref(), after.owner.as_deref());
    let log = |notes: &[ReviewNote]| notes.iter().map(|note| format!("{}: {}", note.date, note.text)).collect();
    differences.note(Kind::Reworded, "review.notes", Some(LaneId::ReviewNotes), log(notes), log(&after.notes));
    for phase in phases(old) {
        if let Some(renamed) = renamed_phase(phase, known).filter(|renamed| *renamed != phase) {
            differences.note(Kind::Reworded, "phase", Some(LaneId::Phases), one(Some(phase)), one(Some(renamed)));
        }
    }
}

/// What an old phase is called now: what all stages of it that stayed have in common, if no phase had that name before.
pub(super) fn renamed_phase<'j>(phase: &str, known: &Known<'j>) -> Option<&'j str> {
    let (old, new): (&'j Journey, &'j Journey) = (known.old.journey, known.new.journey);
    let now = now_called(phase, old, new, &known.stages);
    let [Some(name)] = now.as_slice() else { return None };
    let is_new = *name == phase || !phases(old).contains(name);
    // two phases that became one are no new name for either
    let others = || phases(old).into_iter().filter(|other| *other != phase);
    let is_alone = || others().all(|other| !now_called(other, old, new, &known.stages).contains(&Some(*name)));
    (is_new && is_alone()).then_some(*name)
}

/// The phases, each once, that the stages of an old one are in.
fn now_called<'j>(phase: &str, old: &Journey, new: &'j Journey, stages: &Matching) -> Vec<Option<&'j str>> {
    let of_phase = old.stages.iter().enumerate().filter(|(_, stage)| stage.phase.as_deref() == Some(phase));
    let now = of_phase.filter_map(|(index, _)| new.stages.get(stages.new_of(index)?));
    now.map(|stage| stage.phase.as_deref()).collect::<BTreeSet<_>>().into_iter().collect()
}

fn phases(journey: &Journey) -> BTreeSet<&str> {
    journey.stages.iter().filter_map(|stage| stage.phase.as_deref()).collect()
}

/// The names of the lanes that are shown; empty where the file leaves that open. `now` says which own lane of the new
/// revision one is; those that only one revision has are told by themselves.
fn lane_names(lanes: Option<&[LaneId]>, new: &Journey, now: impl Fn(usize) -> Option<usize>) -> Vec<String> {
    let name = |lane: &LaneId| match lane {
        LaneId::Own(own) => now(*own).and_then(|index| new.own_lanes.get(index)).map(|lane| lane.id.clone()),
        lane => LaneId::BUILT_IN.iter().find(|(_, known)| known == lane).map(|(name, _)| (*name).to_owned()),
    };
    lanes.into_iter().flatten().filter_map(name).collect()
}

fn arrange_name(arrange: Arrange) -> Option<&'static str> {
    match arrange {
        Arrange::Auto => None,
        Arrange::Sequence => Some("sequence"),
        Arrange::Matrix => Some("matrix"),
    }
}

/// "a4", "a4-portrait", "1200x800".
fn size_name(size: PageSize) -> String {
    let portrait = PageSize::NAMES.iter().map(|name| format!("{name}-portrait"));
    let mut names = PageSize::NAMES.iter().map(|name| (*name).to_owned()).chain(portrait);
    names.find(|name| PageSize::named(name) == Some(size)).unwrap_or_else(|| match size {
        PageSize::Natural => "natural".to_owned(),
        PageSize::Fixed { width, height, .. } => format!("{width}x{height}"),
    })
}
