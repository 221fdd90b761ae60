//! What a persona feels where, as the curves of the map show it.

use super::Narrator;
use crate::journey::{Feeling, Touchpoint};
use std::ops::Range;

/// What one traveller feels at a touchpoint, or in a stage as a whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Felt<'a> {
    /// Which stage.
    pub(super) stage: usize,
    /// Which touchpoint; none for a whole stage.
    pub(super) touchpoint: Option<&'a Touchpoint>,
    /// In order, at least one.
    pub(super) values: &'a [f64],
}

/// What this traveller feels, of a list that may name personas or speak for everybody.
pub(super) fn felt_by(feelings: &[Feeling], traveller: usize) -> &[f64] {
    let own = feelings.iter().find(|feeling| feeling.persona == Some(traveller));
    own.or_else(|| feelings.iter().find(|feeling| feeling.persona.is_none())).map_or(&[], |feeling| &feeling.values)
}

impl<'a> Narrator<'a> {
    /// How many curves there may be: one for each persona, or that of somebody without a name.
    pub(super) fn travellers(&self) -> usize {
        self.journey.personas.len().max(1)
    }

    pub(super) fn visits(&self, traveller: usize, touchpoint: &Touchpoint) -> bool {
        !touchpoint.past && (self.journey.personas.is_empty() || touchpoint.personas.contains(&traveller))
    }

    /// The traveller's curve in some stages: touchpoint by touchpoint, or for the stage where none of those visited has a
    /// value.
    pub(super) fn felt(&self, traveller: usize, stages: Range<usize>) -> Vec<Felt<'a>> {
        let mut felt = Vec::new();
        for (stage, facts) in self.journey.stages.iter().enumerate().take(stages.end).skip(stages.start) {
            let before = felt.len();
            let visited = facts.touchpoints.iter().filter(|t| self.visits(traveller, t));
            let each = visited.map(|t| Felt { stage, touchpoint: Some(t), values: felt_by(&t.emotion, traveller) });
            felt.extend(each.filter(|one| !one.values.is_empty()));
            let comes = !facts.past && facts.touchpoints.iter().all(|t| t.past)
                || facts.touchpoints.iter().any(|t| self.visits(traveller, t));
            let values = felt_by(&facts.emotion, traveller);
            if felt.len() == before && comes && !values.is_empty() {
                felt.push(Felt { stage, touchpoint: None, values });
            }
        }
        felt
    }

    /// The course of all curves in some stages, stage by stage; `None` where there is none.
    ///
    /// "Léa. Discover: 0, −1. Buy: +2." A stage with many values tells the lowest and the highest.
    pub fn course(&self, stages: Range<usize>) -> Option<String> {
        const FEW: usize = 6;
        let phrases = &self.phrases;
        let mut sentences = Vec::new();
        for traveller in 0..self.travellers() {
            let felt = self.felt(traveller, stages.clone());
            let mut courses = Vec::new();
            for of_stage in felt.chunk_by(|a, b| a.stage == b.stage) {
                let name = of_stage.first().and_then(|one| self.journey.stages.get(one.stage)).map_or("", |s| &s.name);
                let values: Vec<f64> = of_stage.iter().flat_map(|one| one.values).copied().collect();
                let told = if values.len() > FEW {
                    let (low, high) = ends(&values);
                    format!("{} … {}", self.figure(low), self.figure(high))
                } else {
                    phrases.list(values.iter().map(|value| self.figure(*value)))
                };
                courses.push(phrases.label(name, &told));
            }
            if !courses.is_empty() {
                sentences.extend(self.journey.personas.get(traveller).map(|persona| persona.name.clone()));
                sentences.append(&mut courses);
            }
        }
        (!sentences.is_empty()).then(|| phrases.sentences(sentences))
    }

    /// A value with its sign, on a scale that has both.
    pub(super) fn figure(&self, value: f64) -> String {
        let figure = self.phrases.number(value);
        let scale = self.journey.scale;
        if value > 0.0 && scale.min < 0.0 { format!("+{figure}") } else { figure }
    }

    /// "Bad (−1), Good (+1)".
    pub(super) fn grades(&self, values: &[f64]) -> String {
        let grade = |value: &f64| self.phrases.aside(self.phrases.grade(self.journey.scale.grade(*value)), &self.figure(*value));
        self.phrases.list(values.iter().map(grade))
    }

    /// "Léa: Bad (−1)", or "Emotions: Bad (−1)" where nobody has a name.
    pub(super) fn felt_label(&self, traveller: usize, values: &[f64]) -> String {
        let name = self.journey.personas.get(traveller).map(|persona| persona.name.as_str());
        self.phrases.label(name.unwrap_or_else(|| self.phrases.say(crate::words::Word::Emotions)), &self.grades(values))
    }
}

/// The lowest and the highest.
pub(super) fn ends(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)))
}
