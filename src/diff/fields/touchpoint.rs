//! What differs between two revisions of a touchpoint.

use super::{Differences, Travellers};
use crate::diff::Kind;
use crate::diff::pairs::Known;
use crate::journey::{Control, LaneId, Touchpoint};

/// Compares two revisions of a touchpoint. That it stands in another stage or channel is told by its being moved.
pub(in crate::diff) fn touchpoint(
    old: &Touchpoint,
    new: &Touchpoint,
    known: &Known<'_>,
    travellers: &Travellers,
    differences: &mut Differences<'_>,
) {
    let Touchpoint {
        id: _,
        id_given: _,
        past: _,
        label,
        channel: _,
        icon,
        personas,
        emotion,
        expected,
        feeling,
        quote,
        control,
        moment_of_truth,
        pain,
        opportunity,
        duration,
        together,
        link,
    } = old;
    let here = LaneId::Channels;
    differences.text("label", Some(here), Some(label), Some(&new.label));
    differences.file("icon", Some(here), icon, &new.icon);
    let (before, after) = visitors(personas, &new.personas, known);
    differences.note(Kind::Changed, "personas", Some(here), before, after);
    let comes: (&dyn Fn(usize) -> bool, &dyn Fn(usize) -> bool) =
        (&|one| personas.contains(&one), &|one| new.personas.contains(&one));
    differences.feelings("emotion", (emotion, &new.emotion), comes, known, travellers);
    differences.feelings("expected", (expected, &new.expected), comes, known, travellers);
    differences.text("feeling", Some(LaneId::Emotions), feeling.as_deref(), new.feeling.as_deref());
    differences.text("quote", Some(LaneId::Emotions), quote.as_deref(), new.quote.as_deref());
    differences.value("control", Some(here), Some(control_name(*control)), Some(control_name(new.control)));
    differences.mark("moment_of_truth", here, *moment_of_truth, new.moment_of_truth);
    differences.text("pain", Some(LaneId::Pains), pain.as_deref(), new.pain.as_deref());
    differences.text("opportunity", Some(LaneId::Opportunities), opportunity.as_deref(), new.opportunity.as_deref());
    differences.value("duration", Some(here), duration.as_deref(), new.duration.as_deref());
    differences.mark("together", here, *together, new.together);
    differences.value("link", Some(here), link.as_deref(), new.link.as_deref());
}

fn control_name(control: Control) -> &'static str {
    match control {
        Control::Direct => "direct",
        Control::Indirect => "indirect",
    }
}

/// The names of those who come, of the personas that both revisions have: one who is new on the map comes to many
/// touchpoints, and that is told once.
fn visitors(old: &[usize], new: &[usize], known: &Known<'_>) -> (Vec<String>, Vec<String>) {
    let mut both = (Vec::new(), Vec::new());
    for (after, persona) in known.new.journey.personas.iter().enumerate() {
        let Some(before) = known.personas.old_of(after) else { continue };
        if old.contains(&before) {
            both.0.push(persona.name.clone());
        }
        if new.contains(&after) {
            both.1.push(persona.name.clone());
        }
    }
    both
}
