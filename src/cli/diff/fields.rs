//! What is told of one field.

use super::words::{Piece, Sentence, name, new, old, words};
use crate::diff::{self, Field, Pair, items, runs};
use crate::journey::{Journey, LaneId};

/// A text, or a list of texts, in other words: a sentence for each item.
pub(super) fn reworded(field: &Field, journey: &Journey) -> Vec<Sentence> {
    let (old, new) = (&field.old, &field.new);
    match (old.as_slice(), new.as_slice()) {
        // what has one text at most is no list
        ([before], [after]) => vec![became(called(field, journey), before, after)],
        _ => list(field, journey),
    }
}

/// Item by item; where only their order is another, that.
fn list(field: &Field, journey: &Journey) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for pair in items(&field.old, &field.new) {
        let called = called(field, journey);
        match pair {
            Pair::Added(index) => {
                let text = field.new.get(index).map(|text| new(text));
                sentences.push([vec![called, words(" added: ")], text.into_iter().collect()].concat());
            }
            Pair::Removed(index) => {
                let text = field.old.get(index).map(|text| old(text));
                sentences.push([vec![called, words(" removed: ")], text.into_iter().collect()].concat());
            }
            Pair::Both { old, new } => match (field.old.get(old), field.new.get(new)) {
                (Some(before), Some(after)) if before != after => sentences.push(became(called, before, after)),
                _ => {}
            },
        }
    }
    if sentences.is_empty() {
        let all =
            if matches!(field.lane, Some(LaneId::Own(_))) { called(field, journey) } else { words(field_name(&field.name)) };
        sentences.push(vec![all, words(" in another order")]);
    }
    sentences
}

/// "pain: “One till” → “One till of six”".
fn became(called: Piece, before: &str, after: &str) -> Sentence {
    let (before, after) = runs(before, after);
    vec![called, words(": "), Piece::Old(before), words(" → "), Piece::New(after)]
}

/// "emotion: −2 → +1", "emotion of Léa: none → 0, +1".
pub(super) fn felt(field: &Field, old: &Journey, new: &Journey) -> Sentence {
    let (field_name, persona) = field.name.split_once('.').map_or((field.name.as_str(), None), |(name, id)| (name, Some(id)));
    let mut sentence = vec![words(if field_name == "expected" { "expected emotion" } else { "emotion" })];
    let personas = || new.personas.iter().chain(&old.personas);
    if let Some(persona) = persona.and_then(|id| personas().find(|persona| persona.id == id)) {
        sentence.extend([words(" of "), name(&persona.name)]);
    }
    let course = |values: &[String], of: &Journey| {
        let figure = |value: &String| value.parse().map_or(value.clone(), |value| diff::feeling(value, of.scale, &new.language));
        let figures: Vec<String> = values.iter().map(figure).collect();
        if figures.is_empty() { "none".to_owned() } else { figures.join(", ") }
    };
    sentence.push(words(format!(": {} → {}", course(&field.old, old), course(&field.new, new))));
    sentence
}

/// Anything else.
pub(super) fn changed(field: &Field, journey: &Journey) -> Vec<Sentence> {
    let called = field_name(&field.name);
    let is_now = field.new.first().is_some_and(|value| value == "true");
    match field.name.as_str() {
        "moment_of_truth" => vec![vec![words(if is_now { "now a moment of truth" } else { "no longer a moment of truth" })]],
        "together" => {
            vec![vec![words(if is_now { "now at the same moment as the one before" } else { "now at a moment of its own" })]]
        }
        "metrics" => list(field, journey),
        _ => {
            let values = |values: &[String]| match values {
                [] => vec![words("none")],
                [min, max] if field.name == "scale" => vec![words(format!("{} to {}", figure(min), figure(max)))],
                values => values.iter().flat_map(|value| [words(", "), name(value)]).skip(1).collect(),
            };
            vec![[vec![words(called), words(": ")], values(&field.old), vec![words(" → ")], values(&field.new)].concat()]
        }
    }
}

/// A figure of the file with a proper minus sign.
fn figure(text: &str) -> String {
    text.replace('-', "−")
}

/// What one text of a field is called: "pain" for one of the pains, the name of a lane that the file declares.
fn called(field: &Field, journey: &Journey) -> Piece {
    if let Some(LaneId::Own(lane)) = field.lane
        && let Some(lane) = journey.own_lanes.get(lane)
    {
        return name(&lane.name);
    }
    words(match field.name.as_str() {
        "goals" => "goal",
        "actions" => "action",
        "thoughts" => "thought",
        "pains" => "pain",
        "opportunities" => "opportunity",
        "metrics" => "metric",
        "review.notes" => "note",
        other => field_name(other),
    })
}

/// The name of a field as words.
fn field_name(name: &str) -> &str {
    match name {
        "page.size" => "page size",
        "page.min_text" => "least size of text",
        "review.version" => "version",
        "review.reviewed" => "reviewed",
        "review.next" => "next review",
        "review.owner" => "owner",
        "review.notes" => "notes",
        "arrange" => "arrangement",
        other => other,
    }
}
