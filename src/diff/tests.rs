//! Whole comparisons: one edit of a small map, and what is told of it.

use super::*;
use crate::journey::{Journey, parse};

const MAP: &str = r#"
title = "Shoes"

[[persona]]
name = "Léa"

[[channel]]
name = "Web"
[[channel]]
name = "Store"

[[stage]]
name = "Find"
pains = ["Too many", "Too far"]
  [[stage.touchpoint]]
  label = "Searches for shoes"
  channel = "web"
  emotion = 0
  [[stage.touchpoint]]
  label = "Looks into the window"
  channel = "store"
  emotion = 1
[[stage]]
name = "Pay"
  [[stage.touchpoint]]
  label = "Waits"
  channel = "store"
  emotion = -1
  [[stage.touchpoint]]
  label = "Pays at till"
  channel = "store"
  emotion = -2
  [[stage.touchpoint]]
  label = "Gets a receipt"
  channel = "store"
  emotion = 0
  [[stage.touchpoint]]
  label = "Files the receipt"
  emotion = 1
"#;

fn read(source: &str) -> Journey {
    parse(source).unwrap_or_else(|errors| panic!("{errors}\n{source}")).0
}

fn label(of: &str, journey: &Journey, place: Place) -> String {
    format!("{of} {}", journey.stages[place.stage].touchpoints[place.index].label)
}

/// "touchpoint Waits: moved".
fn told(old: &Journey, new: &Journey) -> Vec<String> {
    let named = |kind: &str, pair: Pair<usize>, name: &dyn Fn(&Journey, usize) -> String| match pair {
        Pair::Both { new: index, .. } | Pair::Added(index) => format!("{kind} {}", name(new, index)),
        Pair::Removed(index) => format!("{kind} {}", name(old, index)),
    };
    let of = |change: &Change| {
        let part = match change.part {
            Part::Map => "map".to_owned(),
            Part::Persona(pair) => named("persona", pair, &|j, i| j.personas[i].name.clone()),
            Part::Channel(pair) => named("channel", pair, &|j, i| j.channels[i].name.clone()),
            Part::OwnLane(pair) => named("lane", pair, &|j, i| j.own_lanes[i].name.clone()),
            Part::Stage(pair) => named("stage", pair, &|j, i| j.stages[i].name.clone()),
            Part::Touchpoint(Pair::Both { new: place, .. } | Pair::Added(place)) => label("touchpoint", new, place),
            Part::Touchpoint(Pair::Removed(place)) => label("touchpoint", old, place),
        };
        let field = |field: &Field| format!("{} {} > {}", field.name, field.old.join(", "), field.new.join(", "));
        match &change.kind {
            Kind::Added => format!("{part}: added"),
            Kind::Removed => format!("{part}: removed"),
            Kind::Moved => format!("{part}: moved"),
            Kind::Reworded(changed) => format!("{part}: reworded {}", field(changed)),
            Kind::Felt(changed) => format!("{part}: felt {}", field(changed)),
            Kind::Changed(changed) => format!("{part}: changed {}", field(changed)),
        }
    };
    compare(old, new).list.iter().map(of).collect()
}

/// What is told after each of these texts of [`MAP`] became the other.
fn after(edits: &[(&str, &str)]) -> Vec<String> {
    let edited = edits.iter().fold(MAP.to_owned(), |map, (old, new)| {
        assert!(map.contains(old), "{old}");
        map.replacen(old, new, 1)
    });
    told(&read(MAP), &read(&edited))
}

#[test]
fn nothing_changed() {
    assert!(told(&read(MAP), &read(MAP)).is_empty());
    assert!(after(&[("name = \"Web\"", "id = \"web\"\nname = \"Web\" # the same")]).is_empty());
}

#[test]
fn a_reworded_label_is_the_same_touchpoint() {
    assert_eq!(
        after(&[("Pays at till", "Pays at the till")]),
        ["touchpoint Pays at the till: reworded label Pays at till > Pays at the till"]
    );
}

#[test]
fn a_renamed_channel_is_one_change() {
    let renamed = MAP.replace("\"store\"", "\"shop\"").replace("\"Store\"", "\"Shop\"");
    assert_eq!(told(&read(MAP), &read(&renamed)), ["channel Shop: reworded name Store > Shop"]);
}

#[test]
fn a_touchpoint_in_another_channel_moved() {
    let edit = ("label = \"Pays at till\"\n  channel = \"store\"", "label = \"Pays at till\"\n  channel = \"web\"");
    assert_eq!(after(&[edit]), ["touchpoint Pays at till: moved"]);
}

#[test]
fn a_split_stage_is_one_new_one() {
    let edit =
        ("  [[stage.touchpoint]]\n  label = \"Gets", "[[stage]]\nname = \"Receipt\"\n  [[stage.touchpoint]]\n  label = \"Gets");
    assert_eq!(after(&[edit]), ["stage Receipt: added"]);
    let split = MAP.replacen(edit.0, edit.1, 1);
    let changes = compare(&read(MAP), &read(&split));
    assert_eq!(changes.regrouped, [Regrouped { old: 1, new: 2, touchpoints: 2 }]);
    let back = compare(&read(&split), &read(MAP));
    assert_eq!(back.regrouped, [Regrouped { old: 2, new: 1, touchpoints: 2 }]);
    assert_eq!(told(&read(&split), &read(MAP)), ["stage Receipt: removed"]);
}

#[test]
fn feelings_are_told_and_summed_up() {
    let edited = MAP.replace("emotion = -2", "emotion = 1");
    assert_eq!(told(&read(MAP), &read(&edited)), ["touchpoint Pays at till: felt emotion -2 > 1"]);
    let changes = compare(&read(MAP), &read(&edited));
    assert_eq!(changes.feeling, Some(0.5));
    assert_eq!(changes.lowest.0, Some(Lowest { stage: 1, index: Some(1), value: -2.0 }));
    assert_eq!(changes.lowest.1, Some(Lowest { stage: 1, index: Some(0), value: -1.0 }));
}
