//! The whole map in a few sentences.

use super::feelings::{Felt, ends};
use super::{Narrator, Shown, short};
use crate::diff::marks::Summary;
use crate::journey::{LaneId, Stage, Touchpoint};
use crate::words::Word;

/// A description is no longer than this many characters: it is heard in one go.
pub(super) const LONGEST: usize = 1500;

/// Names longer than this many graphemes are cut, and a scenario longer than that.
const NAME: usize = 60;
const SCENARIO: usize = 280;

/// So many are named before "and 3 more".
const STAGES: usize = 12;
const PERSONAS: usize = 6;
const MOMENTS: usize = 5;
const TIES: usize = 2;

impl Narrator<'_> {
    /// The journey in sentences: what it is about, who makes it, its stages, the highs and lows of each persona, moments of
    /// truth, and how much hurts. At most 1,500 characters: sentences that find no room are left out.
    pub fn description(&self, shown: &Shown) -> String {
        self.described(shown, None)
    }

    /// The description of the overlay of two revisions: before all else, how much changed.
    pub fn comparison(&self, shown: &Shown, changes: &Summary) -> String {
        self.described(shown, Some(changes))
    }

    fn described(&self, shown: &Shown, changes: Option<&Summary>) -> String {
        let stages = self.stages(shown);
        let touchpoints = || stages.iter().flat_map(|(_, stage)| &stage.touchpoints).filter(|t| !t.past);
        let phrases = &self.phrases;
        let mut sentences = Vec::new();
        sentences.extend(changes.map(|summary| summary.line(&self.journey.language)));
        let (page, pages) = shown.page;
        if pages > 1 {
            sentences.push(phrases.page(page, pages));
        }
        sentences.push(phrases.journey_map().to_owned());
        sentences.extend(self.journey.subtitle.as_ref().map(|scenario| short(scenario, SCENARIO)));
        sentences.extend(self.who());
        sentences.push(self.which_stages(&stages));
        let count = touchpoints().count();
        if count > 0 {
            sentences.push(phrases.label(phrases.say(Word::Touchpoints), &phrases.number(count as f64)));
        }
        if self.shows(LaneId::Emotions) {
            sentences.extend((0..self.travellers()).take(PERSONAS).filter_map(|t| self.highs_and_lows(t, shown)));
        }
        sentences.extend(self.moments_of_truth(&stages));
        let pains = |stage: &Stage| stage.pains.len() + stage.touchpoints.iter().filter(|t| t.pain.is_some()).count();
        let opportunities =
            |stage: &Stage| stage.opportunities.len() + stage.touchpoints.iter().filter(|t| t.opportunity.is_some()).count();
        sentences.extend(self.how_many(LaneId::Pains, &stages, pains));
        sentences.extend(self.how_many(LaneId::Opportunities, &stages, opportunities));
        self.within(sentences)
    }

    /// "Pain points: 7"; `None` where there are none or their lane is not shown.
    fn how_many(&self, lane: LaneId, stages: &[(usize, &Stage)], of_stage: impl Fn(&Stage) -> usize) -> Option<String> {
        let count: usize = stages.iter().map(|(_, stage)| of_stage(stage)).sum();
        let said = || self.phrases.label(self.lane(lane), &self.phrases.number(count as f64));
        (count > 0 && self.shows(lane)).then(said)
    }

    /// The stages that are shown, each with its index.
    fn stages(&self, shown: &Shown) -> Vec<(usize, &Stage)> {
        let stages = self.journey.stages.iter().enumerate().take(shown.stages.end).skip(shown.stages.start);
        stages.filter(|(_, stage)| !stage.past).collect()
    }

    /// As many of the sentences as there is room for, in their order.
    fn within(&self, sentences: Vec<String>) -> String {
        let mut room = LONGEST;
        let fitting = sentences.into_iter().filter(|sentence| {
            let taken = sentence.chars().count() + 2; // the full stop and the space after it
            let fits = taken <= room;
            room -= if fits { taken } else { 0 };
            fits
        });
        self.phrases.sentences(fitting.collect::<Vec<_>>())
    }

    /// "Personas: Léa (beginner), Marc (coach)".
    fn who(&self) -> Option<String> {
        let personas = &self.journey.personas;
        let one = |persona: &crate::journey::Persona| {
            let name = short(&persona.name, NAME);
            persona.role.as_ref().map_or_else(|| name.clone(), |role| self.phrases.aside(&name, &short(role, NAME)))
        };
        let list = self.phrases.list_of(personas.iter().map(one), personas.len(), PERSONAS);
        (!personas.is_empty()).then(|| self.phrases.label(self.phrases.say(Word::Personas), &list))
    }

    /// "Stages (4): Discover, Consider, Buy, Use", or "Stages 3 to 4 of 6: …" where there are more than those.
    fn which_stages(&self, stages: &[(usize, &Stage)]) -> String {
        let (phrases, journey) = (&self.phrases, self.journey);
        let (all, number) = (journey.whole_stages(usize::MAX), |stage: &usize| journey.whole_stages(stage + 1));
        // the parts of a divided stage are one
        let parts = stages.iter().enumerate().filter(|(index, (_, stage))| *index == 0 || !stage.continued);
        let stages: Vec<(usize, &Stage)> = parts.map(|(_, part)| *part).collect();
        let stages = stages.as_slice();
        let names = || phrases.list_of(stages.iter().map(|(_, stage)| short(&stage.name, NAME)), stages.len(), STAGES);
        match stages {
            [] => String::new(),
            [(index, stage)] if all > 1 => phrases.stage(number(index), all, &short(&stage.name, NAME)),
            [(first, _), .., (last, _)] if stages.len() < all => {
                phrases.label(&phrases.stages(number(first), number(last), all), &names())
            }
            _ => phrases.label(&phrases.aside(phrases.say(Word::Stages), &phrases.number(stages.len() as f64)), &names()),
        }
    }

    /// "Léa: emotions are highest at … and lowest at …"; `None` where nothing is known.
    fn highs_and_lows(&self, traveller: usize, shown: &Shown) -> Option<String> {
        let phrases = &self.phrases;
        let felt = self.felt(traveller, shown.stages.clone());
        let values: Vec<f64> = felt.iter().flat_map(|one| one.values).copied().collect();
        let (low, high) = ends(&values);
        let said = match felt.as_slice() {
            [] => return None,
            [only] if low == high => phrases.felt_once(&self.moment(only, Some(low))),
            _ if low == high => phrases.same_throughout(&self.grade(low)),
            all => {
                let at = |value: f64| {
                    // without cards, all touchpoints of a stage are one place
                    let cards = self.shows(LaneId::Channels);
                    let mut places: Vec<&Felt> = all.iter().filter(|one| one.values.contains(&value)).collect();
                    places.dedup_by(|b, a| !cards && a.stage == b.stage);
                    phrases.list_of(places.iter().map(|one| self.moment(one, Some(value))), places.len(), TIES)
                };
                phrases.high_and_low(&at(high), &at(low))
            }
        };
        let who = self.journey.personas.get(traveller).map(|persona| short(&persona.name, NAME));
        Some(phrases.label(&who.unwrap_or_else(|| phrases.say(Word::Customer).to_owned()), &said))
    }

    /// "Moment of truth: “Fitting” (Buy)".
    fn moments_of_truth(&self, stages: &[(usize, &Stage)]) -> Option<String> {
        let phrases = &self.phrases;
        let decided = |t: &&Touchpoint| t.moment_of_truth && self.shows(LaneId::Channels);
        let of_stage = |(stage, facts): &(usize, &'_ Stage)| -> Vec<String> {
            let here = facts.touchpoints.iter().filter(decided);
            here.map(|t| self.moment(&Felt { stage: *stage, touchpoint: Some(t), values: &[] }, None)).collect()
        };
        let moments: Vec<String> = stages.iter().flat_map(of_stage).collect();
        let heading = match moments.len() {
            0 => return None,
            1 => phrases.say(Word::MomentOfTruth),
            _ => phrases.moments_of_truth(),
        };
        Some(phrases.label(heading, &phrases.list_of(&moments, moments.len(), MOMENTS)))
    }

    /// "“Fitting” (Buy, Very good, +2)", or the stage alone where touchpoints are not shown.
    fn moment(&self, felt: &Felt, value: Option<f64>) -> String {
        let phrases = &self.phrases;
        let stage = self.journey.stages.get(felt.stage).map(|stage| short(&stage.name, NAME)).unwrap_or_default();
        let grade = value.map(|value| self.grade(value));
        match felt.touchpoint.filter(|_| self.shows(LaneId::Channels)) {
            Some(touchpoint) => {
                let label = phrases.quoted(&short(&touchpoint.label, NAME));
                phrases.aside(&label, &phrases.list([Some(stage), grade].into_iter().flatten()))
            }
            None => grade.map_or_else(|| phrases.quoted(&stage), |grade| phrases.aside(&phrases.quoted(&stage), &grade)),
        }
    }

    /// "Very good, +2".
    fn grade(&self, value: f64) -> String {
        self.phrases.list([self.phrases.grade(self.journey.scale.grade(value)), &self.figure(value)])
    }
}
