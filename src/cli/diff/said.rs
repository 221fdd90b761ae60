//! What is told of the changes, before it has a form: the same for terminals and pull requests.

use super::fields;
use super::words::{Piece, Sentence, name, words};
use crate::diff::{Change, Changes, Kind, Pair, Part, Place, Regrouped, runs, summary};
use crate::journey::{Journey, Touchpoint};

/// Everything that is told.
pub(super) struct Report<'a> {
    pub(super) title: &'a str,
    changes: &'a Changes,
    old: &'a Journey,
    new: &'a Journey,
    pub(super) sections: Vec<Section>,
}

/// What changed in one stage, in the channels, in the map itself.
pub(super) struct Section {
    /// What happened to the stage itself, if it is new, gone or elsewhere.
    pub(super) mark: Option<Mark>,
    pub(super) title: Piece,
    /// Where it comes from, went to or stands; may be empty.
    pub(super) note: Sentence,
    pub(super) entries: Vec<Entry>,
}

/// What changed in one part, or in one field of the section's own.
pub(super) struct Entry {
    pub(super) mark: Mark,
    pub(super) what: Sentence,
    pub(super) details: Vec<Sentence>,
}

/// What happened, above all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Added,
    Removed,
    Moved,
    Changed,
}

impl<'a> Report<'a> {
    pub(super) fn of(changes: &'a Changes, old: &'a Journey, new: &'a Journey) -> Self {
        let mut report = Self { title: &new.title, changes, old, new, sections: Vec::new() };
        report.sections = report.all_sections();
        report
    }

    /// The line that sums up; `name` writes names.
    pub(super) fn summary(&self, name: impl Fn(&str) -> String) -> String {
        summary(self.changes, self.old, self.new, name)
    }

    fn all_sections(&self) -> Vec<Section> {
        let of_part: Vec<&[Change]> = self.changes.list.chunk_by(|one, other| one.part == other.part).collect();
        let mut sections = Vec::new();
        let mut others = |title: &str, of: &dyn Fn(Part) -> bool| {
            let mine = of_part.iter().filter(|changes| changes.first().is_some_and(|change| of(change.part)));
            let entries: Vec<Entry> = mine.flat_map(|changes| self.entries(changes)).collect();
            if !entries.is_empty() {
                sections.push(Section { mark: None, title: words(title), note: Vec::new(), entries });
            }
        };
        others("Map", &|part| part == Part::Map);
        others("Personas", &|part| matches!(part, Part::Persona(_)));
        others("Channels", &|part| matches!(part, Part::Channel(_)));
        others("Lanes", &|part| matches!(part, Part::OwnLane(_)));
        sections.extend(self.changes.pairs.stages.iter().filter_map(|stage| self.stage(*stage, &of_part)));
        sections
    }

    /// A stage with its touchpoints; nothing where nothing changed in it.
    fn stage(&self, stage: Pair<usize>, of_part: &[&[Change]]) -> Option<Section> {
        let belongs = |part: Part| match part {
            Part::Stage(pair) => pair == stage,
            Part::Touchpoint(Pair::Both { new, .. } | Pair::Added(new)) => in_new(stage) == Some(new.stage),
            Part::Touchpoint(Pair::Removed(old)) => in_old(stage) == Some(old.stage),
            _ => false,
        };
        let mine = of_part.iter().filter(|changes| changes.first().is_some_and(|change| belongs(change.part)));
        let mut mark = None;
        let mut entries = Vec::new();
        for changes in mine {
            for change in changes.iter().filter(|change| matches!(change.part, Part::Stage(_))) {
                mark = mark.or(match change.kind {
                    Kind::Added => Some(Mark::Added),
                    Kind::Removed => Some(Mark::Removed),
                    Kind::Moved => Some(Mark::Moved),
                    _ => None,
                });
            }
            entries.extend(self.entries(changes));
        }
        let mut note: Sentence = self.changes.regrouped.iter().flat_map(|one| self.regrouped(stage, *one)).collect();
        if mark == Some(Mark::Moved) {
            note = self.now_after(in_new(stage), |index| self.new.stages.get(index).map(|stage| stage.name.as_str()));
        }
        let title = name(self.stage_name(stage));
        (mark.is_some() || !entries.is_empty()).then_some(Section { mark, title, note, entries })
    }

    /// "split off Pay with 3 touchpoints", "merged into Pay …"; nothing where that is another stage.
    fn regrouped(&self, stage: Pair<usize>, regrouped: Regrouped) -> Sentence {
        let (how, other) = match stage {
            Pair::Added(new) if new == regrouped.new => ("split off ", self.old.stages.get(regrouped.old)),
            Pair::Removed(old) if old == regrouped.old => ("merged into ", self.new.stages.get(regrouped.new)),
            _ => return Vec::new(),
        };
        let count = regrouped.touchpoints;
        let touchpoints = format!(" with {count} touchpoint{}", if count == 1 { "" } else { "s" });
        let other = other.map_or("", |stage| &stage.name);
        vec![words(how), name(other), words(touchpoints)]
    }

    /// What changed in one part: one entry, or one for each field where the section is about the part itself.
    fn entries(&self, changes: &[Change]) -> Vec<Entry> {
        let Some(part) = changes.first().map(|change| change.part) else { return Vec::new() };
        let said = |change: &Change| self.said(change);
        match part {
            Part::Map | Part::Stage(_) => {
                let fields = changes.iter().flat_map(said);
                fields.map(|what| Entry { mark: Mark::Changed, what, details: Vec::new() }).collect()
            }
            _ => {
                let mark = |change: &Change| match change.kind {
                    Kind::Added => Mark::Added,
                    Kind::Removed => Mark::Removed,
                    Kind::Moved => Mark::Moved,
                    _ => Mark::Changed,
                };
                let mark = changes.first().map_or(Mark::Changed, mark);
                let renamed = |change: &Change| renamed(change, mark);
                let details = changes.iter().filter(|change| renamed(change).is_none()).flat_map(said).collect();
                let renamed = changes.iter().find_map(renamed);
                vec![Entry { mark, what: renamed.unwrap_or_else(|| self.named(part)), details }]
            }
        }
    }

    /// A part by its name, and what else tells it from others.
    fn named(&self, part: Part) -> Sentence {
        fn of<'j, T>(pair: Pair<usize>, old: &'j [T], new: &'j [T]) -> Option<&'j T> {
            match pair {
                Pair::Both { new: index, .. } | Pair::Added(index) => new.get(index),
                Pair::Removed(index) => old.get(index),
            }
        }
        let (old, new) = (self.old, self.new);
        match part {
            Part::Map => Vec::new(),
            Part::Persona(pair) => of(pair, &old.personas, &new.personas).map(|one| vec![name(&one.name)]).unwrap_or_default(),
            Part::Channel(pair) => of(pair, &old.channels, &new.channels).map(|one| vec![name(&one.name)]).unwrap_or_default(),
            Part::OwnLane(pair) => of(pair, &old.own_lanes, &new.own_lanes).map(|one| vec![name(&one.name)]).unwrap_or_default(),
            Part::Stage(pair) => vec![name(self.stage_name(pair))],
            Part::Touchpoint(pair) => match pair {
                Pair::Both { new: place, .. } => touchpoint(new, place).map(|one| vec![name(&one.label)]).unwrap_or_default(),
                Pair::Added(place) => self.with_channel(new, place),
                Pair::Removed(place) => self.with_channel(old, place),
            },
        }
    }

    /// "Pays (Store)".
    fn with_channel(&self, journey: &Journey, place: Place) -> Sentence {
        let Some(touchpoint) = touchpoint(journey, place) else { return Vec::new() };
        let mut sentence = vec![name(&touchpoint.label)];
        if let Some(channel) = touchpoint.channel.and_then(|channel| journey.channels.get(channel)) {
            sentence.extend([words(" ("), name(&channel.name), words(")")]);
        }
        sentence
    }

    /// What is said of one change beside the name of its part.
    fn said(&self, change: &Change) -> Vec<Sentence> {
        match &change.kind {
            Kind::Added | Kind::Removed => Vec::new(),
            Kind::Moved => match change.part {
                Part::Touchpoint(Pair::Both { old, new }) => vec![self.moved(old, new)],
                Part::Channel(pair) => vec![self.now_after(in_new(pair), |i| self.new.channels.get(i).map(|c| c.name.as_str()))],
                Part::Persona(pair) => vec![self.now_after(in_new(pair), |i| self.new.personas.get(i).map(|p| p.name.as_str()))],
                Part::OwnLane(pair) => vec![self.now_after(in_new(pair), |i| self.new.own_lanes.get(i).map(|l| l.name.as_str()))],
                // the heading says it
                _ => Vec::new(),
            },
            Kind::Reworded(field) => fields::reworded(field, self.new),
            Kind::Felt(field) => vec![fields::felt(field, self.old, self.new)],
            Kind::Changed(field) => fields::changed(field, self.new),
        }
    }

    /// "from stage Find, from Web to Store", "now after Pays".
    fn moved(&self, old: Place, new: Place) -> Sentence {
        let is_home = self.changes.pairs.stages.contains(&Pair::Both { old: old.stage, new: new.stage })
            || self.changes.regrouped.iter().any(|one| (one.old, one.new) == (old.stage, new.stage));
        let mut sentence = Vec::new();
        if !is_home && let Some(stage) = self.old.stages.get(old.stage) {
            sentence.extend([words("from stage "), name(&stage.name)]);
        }
        let channel = |journey: &'a Journey, place| {
            let index = touchpoint(journey, place)?.channel?;
            journey.channels.get(index).map(|channel| (index, channel.name.as_str()))
        };
        let (before, after) = (channel(self.old, old), channel(self.new, new));
        let is_same = match (before, after) {
            (Some((before, _)), Some((after, _))) => {
                self.changes.pairs.channels.contains(&Pair::Both { old: before, new: after })
            }
            (before, after) => before == after,
        };
        if !is_same {
            let or_none = |channel: Option<(usize, &str)>| channel.map_or(words("no channel"), |(_, channel)| name(channel));
            let from = if sentence.is_empty() { "from " } else { ", from " };
            sentence.extend([words(from), or_none(before), words(" to "), or_none(after)]);
        }
        if sentence.is_empty() {
            let stage = self.new.stages.get(new.stage);
            let label = |index: usize| stage.and_then(|stage| stage.touchpoints.get(index)).map(|one| one.label.as_str());
            sentence = self.now_after(Some(new.index), label);
        }
        sentence
    }

    /// "now after Pay", "now first".
    fn now_after<'j>(&self, index: Option<usize>, named: impl Fn(usize) -> Option<&'j str>) -> Sentence {
        match index.and_then(|index| index.checked_sub(1)).and_then(named) {
            Some(before) => vec![words("now after "), name(before)],
            None => vec![words("now first")],
        }
    }

    fn stage_name(&self, stage: Pair<usize>) -> &'a str {
        let stage = match stage {
            Pair::Both { new, .. } | Pair::Added(new) => self.new.stages.get(new),
            Pair::Removed(old) => self.old.stages.get(old),
        };
        stage.map_or("", |stage| &stage.name)
    }
}

/// "“Pays at till” → “Pays at the till”", of a part whose very name was reworded. Behind the arrow of a part that moved there
/// is no second one.
fn renamed(change: &Change, mark: Mark) -> Option<Sentence> {
    let Kind::Reworded(field) = &change.kind else { return None };
    let is_name = match change.part {
        Part::Touchpoint(_) => field.name == "label",
        Part::Persona(_) | Part::Channel(_) | Part::OwnLane(_) => field.name == "name",
        Part::Map | Part::Stage(_) => false,
    };
    let (old, new) = (field.old.first()?, field.new.first()?);
    let (old, new) = runs(old, new);
    let became = if mark == Mark::Moved { ", now " } else { " → " };
    is_name.then(|| vec![Piece::Old(old), words(became), Piece::New(new)])
}

fn touchpoint(journey: &Journey, place: Place) -> Option<&Touchpoint> {
    journey.stages.get(place.stage)?.touchpoints.get(place.index)
}

fn in_new(pair: Pair<usize>) -> Option<usize> {
    match pair {
        Pair::Both { new, .. } | Pair::Added(new) => Some(new),
        Pair::Removed(_) => None,
    }
}

fn in_old(pair: Pair<usize>) -> Option<usize> {
    match pair {
        Pair::Both { old, .. } | Pair::Removed(old) => Some(old),
        Pair::Added(_) => None,
    }
}
