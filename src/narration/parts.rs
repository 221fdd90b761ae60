//! A name for each part of the map that tells what stands in it.

use super::feelings::felt_by;
use super::{Narrator, one_line};
use crate::journey::{Control, Feeling, LaneId, Metric, ReviewNote, Stage, Touchpoint};
use crate::words::{Word, date, of_lane};

impl Narrator<'_> {
    /// "Stage 2 of 4: Consider (Decision)", with the phase that the stage is part of.
    pub fn stage(&self, stage: usize) -> String {
        let facts = self.journey.stages.get(stage);
        let name = facts.map(|facts| one_line(&facts.name)).unwrap_or_default();
        if facts.is_some_and(|facts| facts.past) {
            return name; // it counts no more
        }
        let said = self.phrases.stage(self.journey.whole_stages(stage + 1), self.journey.whole_stages(usize::MAX), &name);
        let phase = facts.and_then(|facts| facts.phase.as_deref());
        phase.map_or_else(|| said.clone(), |phase| self.phrases.aside(&said, &one_line(phase)))
    }

    /// "Léa, beginner. “Where do I start?”"
    pub fn persona(&self, persona: usize) -> String {
        let Some(facts) = self.journey.personas.get(persona) else { return String::new() };
        let who = self.phrases.list([Some(&facts.name), facts.role.as_ref()].into_iter().flatten());
        let quote = facts.quote.as_ref().map(|quote| self.phrases.quoted(quote));
        one_line(&self.phrases.sentences([Some(who), quote].into_iter().flatten()))
    }

    /// All that a card and the curves over it tell: "Fitting. Shop. Léa: Very good (+2). Moment of truth."
    pub fn touchpoint(&self, touchpoint: &Touchpoint) -> String {
        let phrases = &self.phrases;
        let mut said = vec![touchpoint.label.clone()];
        let channel = touchpoint.channel.and_then(|channel| self.journey.channels.get(channel));
        said.extend(channel.map(|channel| channel.name.clone()));
        self.who_feels(touchpoint, &mut said);
        if self.curves {
            said.extend(touchpoint.feeling.clone());
            said.extend(touchpoint.quote.as_ref().filter(|_| !touchpoint.emotion.is_empty()).map(|q| phrases.quoted(q)));
        }
        if touchpoint.moment_of_truth {
            said.push(phrases.say(Word::MomentOfTruth).to_owned());
        }
        for (word, lane, text) in [
            (Word::PainPoint, LaneId::Pains, &touchpoint.pain),
            (Word::Opportunity, LaneId::Opportunities, &touchpoint.opportunity),
        ] {
            let name = phrases.say(word);
            said.extend(text.as_ref().map(|text| if self.shows(lane) { phrases.label(name, text) } else { name.to_owned() }));
        }
        said.extend(touchpoint.duration.as_ref().map(|duration| phrases.label(phrases.say(Word::Durations), duration)));
        if touchpoint.control == Control::Indirect {
            said.push(phrases.say(Word::Indirect).to_owned());
        }
        one_line(&phrases.sentences(said))
    }

    /// What a part is called, and what became of it.
    pub fn with(&self, name: &str, told: &str) -> String {
        self.phrases.sentences([name, told])
    }

    /// A touchpoint of an older revision, and what became of it: "Fitting. Shop. Removed."
    pub fn past_touchpoint(&self, touchpoint: &Touchpoint, told: Option<&str>) -> String {
        let channel = touchpoint.channel.and_then(|channel| self.journey.channels.get(channel));
        let said = [Some(touchpoint.label.as_str()), channel.map(|channel| channel.name.as_str()), told];
        one_line(&self.phrases.sentences(said.into_iter().flatten()))
    }

    /// Who comes and how they feel and hoped to feel, in the order of the personas.
    fn who_feels(&self, touchpoint: &Touchpoint, said: &mut Vec<String>) {
        let phrases = &self.phrases;
        let mut others = Vec::new();
        for traveller in (0..self.travellers()).filter(|traveller| self.visits(*traveller, touchpoint)) {
            let (felt, expected) = (felt_by(&touchpoint.emotion, traveller), felt_by(&touchpoint.expected, traveller));
            if self.curves && !felt.is_empty() {
                said.push(self.felt_label(traveller, felt));
            } else {
                others.extend(self.journey.personas.get(traveller).map(|persona| persona.name.as_str()));
            }
            if self.curves && !expected.is_empty() {
                said.push(phrases.label(phrases.say(Word::Expected), &self.grades(expected)));
            }
        }
        if !others.is_empty() && touchpoint.personas.len() < self.journey.personas.len() {
            said.push(phrases.label(phrases.say(Word::Personas), &phrases.list(others)));
        }
    }

    /// What the lane of emotions shows of a stage and no card tells: feelings about the whole of it, and without cards those
    /// of its touchpoints. `None` where there is nothing more.
    pub fn feelings(&self, stage: usize) -> Option<String> {
        let facts = self.journey.stages.get(stage).filter(|_| self.curves)?;
        let phrases = &self.phrases;
        let with_cards = self.shows(LaneId::Channels);
        let mut said = Vec::new();
        for traveller in 0..self.travellers() {
            let felt = self.felt(traveller, stage..stage + 1);
            let told = felt.iter().filter(|one| one.touchpoint.is_none() || !with_cards);
            let values: Vec<f64> = told.flat_map(|one| one.values).copied().collect();
            if !values.is_empty() {
                said.push(self.felt_label(traveller, &values));
            }
            let expected = self.expected_of_stage(facts, traveller);
            if !expected.is_empty() {
                said.push(phrases.label(phrases.say(Word::Expected), &self.grades(expected)));
            }
        }
        said.extend(facts.feeling.clone());
        for touchpoint in facts.touchpoints.iter().filter(|_| !with_cards) {
            said.extend(touchpoint.feeling.clone());
            said.extend(touchpoint.quote.as_ref().filter(|_| !touchpoint.emotion.is_empty()).map(|q| phrases.quoted(q)));
        }
        (!said.is_empty()).then(|| one_line(&phrases.sentences(said)))
    }

    /// What was expected of a stage as a whole, where none of the touchpoints says more.
    fn expected_of_stage<'f>(&self, facts: &'f Stage, traveller: usize) -> &'f [f64] {
        let own = |feelings: &[Feeling]| !felt_by(feelings, traveller).is_empty();
        let mut visited = facts.touchpoints.iter().filter(|t| self.visits(traveller, t)).peekable();
        let comes = facts.touchpoints.is_empty() || visited.peek().is_some();
        if !comes || visited.any(|t| own(&t.expected)) { &[] } else { felt_by(&facts.expected, traveller) }
    }

    /// A lane's cell: "Pain points: Too many shoes. No advice."
    pub fn cell(&self, lane: LaneId, stage: usize) -> String {
        let texts = self.journey.stages.get(stage).map(|facts| self.texts(lane, facts)).unwrap_or_default();
        one_line(&self.phrases.label(self.lane(lane), &self.phrases.sentences(texts)))
    }

    /// A note of a review: "2 Nov 2026: Payment is a stage of its own".
    pub fn review_note(&self, note: &ReviewNote) -> String {
        one_line(&self.phrases.label(&date(&self.journey.language, &note.date), &note.text))
    }

    /// One of the tool's own words in the language of the journey.
    pub fn word(&self, word: Word) -> &'static str {
        self.phrases.say(word)
    }

    /// What a lane is called.
    pub fn lane(&self, lane: LaneId) -> &str {
        match lane {
            LaneId::Own(index) => self.journey.own_lanes.get(index).map_or("", |lane| &lane.name),
            lane => of_lane(lane).map_or("", |word| self.phrases.say(word)),
        }
    }

    /// What a lane of text shows of a stage, item by item.
    fn texts(&self, lane: LaneId, facts: &Stage) -> Vec<String> {
        let each = |own: fn(&Touchpoint) -> Option<&String>| facts.touchpoints.iter().filter_map(own);
        let with = |texts: &[String], own: fn(&Touchpoint) -> Option<&String>| texts.iter().chain(each(own)).cloned().collect();
        match lane {
            LaneId::Goals => facts.goals.clone(),
            LaneId::Actions => facts.actions.clone(),
            LaneId::Thoughts => {
                let on_curve = |t: &Touchpoint| !t.emotion.is_empty() && self.shows(LaneId::Emotions);
                let quotes = facts.touchpoints.iter().filter(|t| !on_curve(t)).filter_map(|t| t.quote.as_ref());
                facts.thoughts.iter().chain(quotes).map(|text| self.phrases.quoted(text)).collect()
            }
            LaneId::Pains => with(&facts.pains, |t| t.pain.as_ref()),
            LaneId::Opportunities => with(&facts.opportunities, |t| t.opportunity.as_ref()),
            LaneId::Emotions => facts.feeling.iter().chain(each(|t| t.feeling.as_ref())).cloned().collect(),
            LaneId::Durations => facts.duration.iter().cloned().collect(),
            LaneId::Own(index) => {
                facts.extra.iter().filter(|(lane, _)| *lane == index).flat_map(|(_, texts)| texts.clone()).collect()
            }
            LaneId::Metrics => facts.metrics.iter().map(|metric| self.metric(metric)).collect(),
            LaneId::Phases | LaneId::Stages | LaneId::Channels | LaneId::Images | LaneId::ReviewNotes => Vec::new(),
        }
    }

    /// "Returns: 12 % (target 8 %)".
    fn metric(&self, metric: &Metric) -> String {
        let unit = metric.unit.as_deref().map(|unit| format!("\u{a0}{unit}")).unwrap_or_default();
        let figure = |value: f64| format!("{}{unit}", self.phrases.number(value));
        let said = self.phrases.label(&metric.name, &figure(metric.value));
        let target = metric.target.map(|target| format!("{} {}", self.phrases.say(Word::Target), figure(target)));
        target.map_or_else(|| said.clone(), |target| self.phrases.aside(&said, &target))
    }
}
