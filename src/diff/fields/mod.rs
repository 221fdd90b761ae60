//! What differs between two revisions of the same part, field by field.
//!
//! Each struct of the journey is taken apart whole, so that a field that it gains is compared or passed over on purpose.

mod map;
mod stage;
mod touchpoint;

pub(super) use map::map;
pub(super) use stage::stage;
pub(super) use touchpoint::touchpoint;

use super::feelings::{Travellers, felt_by, on_scale};
use super::pairs::Known;
use super::{Change, Field, Kind, Part};
use crate::journey::{Channel, Feeling, LaneId, OwnLane, Persona, Scale, Sourced, Tier};

/// Takes down what differs in one part.
pub(super) struct Differences<'a> {
    part: Part,
    list: &'a mut Vec<Change>,
}

impl<'a> Differences<'a> {
    pub(super) fn of(part: Part, list: &'a mut Vec<Change>) -> Self {
        Self { part, list }
    }

    /// Takes down a field if its values differ.
    fn note(&mut self, kind: fn(Field) -> Kind, name: &str, lane: Option<LaneId>, old: Vec<String>, new: Vec<String>) {
        if old != new {
            let field = Field { name: name.to_owned(), lane, old, new };
            self.list.push(Change { part: self.part, kind: kind(field) });
        }
    }

    /// A text, or none.
    fn text(&mut self, name: &str, lane: Option<LaneId>, old: Option<&str>, new: Option<&str>) {
        self.note(Kind::Reworded, name, lane, one(old), one(new));
    }

    /// A list of texts.
    fn texts(&mut self, name: &str, lane: LaneId, old: &[String], new: &[String]) {
        self.note(Kind::Reworded, name, Some(lane), old.to_vec(), new.to_vec());
    }

    /// Anything else that has at most one value.
    fn value(&mut self, name: &str, lane: Option<LaneId>, old: Option<&str>, new: Option<&str>) {
        self.note(Kind::Changed, name, lane, one(old), one(new));
    }

    /// The name of an icon or picture.
    fn file(&mut self, name: &str, lane: Option<LaneId>, old: &Option<Sourced<String>>, new: &Option<Sourced<String>>) {
        self.value(name, lane, named(old), named(new));
    }

    /// A mark that is there or not.
    fn mark(&mut self, name: &str, lane: LaneId, old: bool, new: bool) {
        let written = |mark: bool| vec![mark.to_string()];
        self.note(Kind::Changed, name, Some(lane), written(old), written(new));
    }

    /// How everybody feels, or each persona. Where all changed alike, that is one change.
    ///
    /// `comes` says whether a traveller of the old and of the new revision comes here.
    fn feelings(
        &mut self,
        name: &str,
        (old, new): (&[Feeling], &[Feeling]),
        comes: (&dyn Fn(usize) -> bool, &dyn Fn(usize) -> bool),
        known: &Known<'_>,
        travellers: &Travellers,
    ) {
        let scales = (known.old.journey.scale, known.new.journey.scale);
        let course = |feelings, traveller: Option<usize>, comes: &dyn Fn(usize) -> bool| match traveller {
            Some(traveller) if !comes(traveller) => Vec::new(),
            traveller => felt_by(feelings, traveller).to_vec(),
        };
        let pairs = travellers.pairs.iter();
        let courses: Vec<_> =
            pairs.map(|(before, after)| (*before, *after, course(old, *before, comes.0), course(new, *after, comes.1))).collect();
        let mut felt = courses.iter().filter(|(.., before, after)| !(before.is_empty() && after.is_empty()));
        let Some((.., first_before, first_after)) = felt.next() else { return };
        if felt.all(|(.., before, after)| before == first_before && after == first_after) {
            if !is_same_course(first_before, first_after, scales) {
                self.note_felt(name, first_before, first_after);
            }
            return;
        }
        for (before, after, old_course, new_course) in &courses {
            if !is_same_course(old_course, new_course, scales) {
                let persona = after.and_then(|index| known.new.journey.personas.get(index));
                let persona = persona.or_else(|| before.and_then(|index| known.old.journey.personas.get(index)));
                let name = persona.map_or(name.to_owned(), |persona| format!("{name}.{}", persona.id));
                self.note_felt(&name, old_course, new_course);
            }
        }
    }

    fn note_felt(&mut self, name: &str, old: &[f64], new: &[f64]) {
        let written = |course: &[f64]| course.iter().map(f64::to_string).collect();
        self.note(Kind::Felt, name, Some(LaneId::Emotions), written(old), written(new));
    }
}

/// Whether two courses draw the same curve, each on its scale.
fn is_same_course(old: &[f64], new: &[f64], (from, to): (Scale, Scale)) -> bool {
    let near = (to.max - to.min) * 1e-9;
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| (on_scale(*old, from, to) - new).abs() <= near)
}

/// Compares two revisions of a persona.
pub(super) fn persona(old: &Persona, new: &Persona, differences: &mut Differences<'_>) {
    // how a persona is drawn by its place is told by its being moved
    let Persona { id: _, id_given: _, name, role, quote, icon, image, color, place: _ } = old;
    differences.text("name", None, Some(name), Some(&new.name));
    differences.text("role", None, role.as_deref(), new.role.as_deref());
    differences.text("quote", None, quote.as_deref(), new.quote.as_deref());
    differences.file("icon", None, icon, &new.icon);
    differences.file("image", None, image, &new.image);
    let written = |color: &Option<crate::color::Rgb>| color.map(|color| color.to_string());
    differences.value("color", None, written(color).as_deref(), written(&new.color).as_deref());
}

/// Compares two revisions of a channel.
pub(super) fn channel(old: &Channel, new: &Channel, differences: &mut Differences<'_>) {
    let Channel { id: _, id_given: _, name, icon, tier } = old;
    let lane = Some(LaneId::Channels);
    differences.text("name", lane, Some(name), Some(&new.name));
    differences.file("icon", lane, icon, &new.icon);
    differences.value("tier", lane, tier.map(tier_name), new.tier.map(tier_name));
}

/// Compares two revisions of a lane.
pub(super) fn own_lane(old: &OwnLane, new: &OwnLane, differences: &mut Differences<'_>) {
    let OwnLane { id: _, id_given: _, name, icon } = old;
    differences.text("name", None, Some(name), Some(&new.name));
    differences.file("icon", None, icon, &new.icon);
}

fn tier_name(tier: Tier) -> &'static str {
    match tier {
        Tier::Customer => "customer",
        Tier::Frontstage => "frontstage",
        Tier::Backstage => "backstage",
        Tier::Support => "support",
    }
}

fn one(text: Option<&str>) -> Vec<String> {
    text.map(str::to_owned).into_iter().collect()
}

fn named(file: &Option<Sourced<String>>) -> Option<&str> {
    file.as_ref().map(|name| name.value.as_str())
}
