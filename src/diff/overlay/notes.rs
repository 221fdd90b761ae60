//! The list of changes, and which part of the overlay each item marks.

use super::Places;
use crate::diff::marks::{CellLane, FieldName, Line, Marks, Note, Sign, Spot, Subject};
use crate::diff::{Change, Changes, Field, Kind, Pair, Part, Place, Regrouped};
use crate::journey::{Journey, LaneId};

/// A note in the making, and the marks that point to it.
struct Marked {
    note: Note,
    spots: Vec<(Spot, Vec<Sign>)>,
}

impl Marked {
    /// Gives the note its number, and the marks theirs.
    fn add_to(self, marks: &mut Marks) {
        let number = marks.notes.len();
        for (spot, signs) in self.spots {
            let mark = marks.spots.entry(spot).or_default();
            mark.signs.extend(signs);
            mark.signs.sort_unstable();
            mark.signs.dedup();
            if mark.notes.last() != Some(&number) {
                mark.notes.push(number);
            }
        }
        marks.notes.push(self.note);
    }
}

/// Fills in the notes and the spots that they mark.
pub(super) fn write(old: &Journey, new: &Journey, changes: &Changes, places: &Places, marks: &mut Marks) {
    let writer = Writer { old, new, places, marks, regrouped: &changes.regrouped };
    let mut notes: Vec<Marked> = Vec::new();
    let mut runs: Vec<(Part, Vec<&Kind>)> = Vec::new();
    for change in changes.list.iter().filter(|change| !is_review(change)) {
        match runs.last_mut().filter(|(part, _)| *part == change.part) {
            Some((_, kinds)) => kinds.push(&change.kind),
            None => runs.push((change.part, vec![&change.kind])),
        }
    }
    // a stage that came or went tells what came or went with it
    let whole: Vec<(Pair<usize>, Sign)> = runs.iter().filter_map(|(part, kinds)| whole_stage(*part, kinds)).collect();
    for (part, kinds) in runs {
        match part {
            Part::Stage(pair) => notes.extend(writer.stage(pair, &kinds)),
            Part::Touchpoint(pair) => {
                let host = whole.iter().find(|(stage, sign)| goes_with(pair, &kinds, *stage, *sign));
                let spot = writer.spot(pair);
                match host.and_then(|(stage, _)| writer.stage_spot(*stage)).and_then(|of| join(&mut notes, of, spot, &kinds)) {
                    Some(()) => {}
                    None => notes.push(writer.touchpoint(pair, &kinds)),
                }
            }
            Part::Map => notes.push(writer.plain(Subject::Map, vec![Spot::Map], &kinds)),
            Part::Persona(pair) => {
                let name = named(&old.personas, &new.personas, pair, |persona| &persona.name);
                notes.push(writer.plain(Subject::Named(name), new_index(pair).map(Spot::Persona).into_iter().collect(), &kinds));
            }
            Part::Channel(pair) => {
                let name = named(&old.channels, &new.channels, pair, |channel| &channel.name);
                let gone = |id: usize| places.past_channels.get(&id).copied();
                let at = new_index(pair).or(match pair {
                    Pair::Removed(old) => gone(old),
                    Pair::Both { .. } | Pair::Added(_) => None,
                });
                notes.push(writer.plain(Subject::Named(name), at.map(Spot::Channel).into_iter().collect(), &kinds));
            }
            Part::OwnLane(pair) => {
                let name = named(&old.own_lanes, &new.own_lanes, pair, |lane| &lane.name);
                notes.push(writer.plain(Subject::Named(name), new_index(pair).map(Spot::OwnLane).into_iter().collect(), &kinds));
            }
        }
    }
    // stage by stage, each stage's own note first
    notes.sort_by_key(|one| (one.note.stage.map_or(0, |stage| stage + 1), one.note.subject != Subject::Stage));
    for one in notes {
        one.add_to(marks);
    }
}

/// Whether a change is about which revision it is.
pub(super) fn is_review(change: &Change) -> bool {
    matches!(&change.kind, Kind::Changed(field) if change.part == Part::Map && field.name.starts_with("review."))
}

/// A stage that is new or gone as a whole.
fn whole_stage(part: Part, kinds: &[&Kind]) -> Option<(Pair<usize>, Sign)> {
    let Part::Stage(pair) = part else { return None };
    let sign = kinds.iter().find_map(|kind| match kind {
        Kind::Added => Some(Sign::Added),
        Kind::Removed => Some(Sign::Removed),
        _ => None,
    });
    Some((pair, sign?))
}

/// Whether a touchpoint came or went with its stage.
fn goes_with(touchpoint: Pair<Place>, kinds: &[&Kind], stage: Pair<usize>, sign: Sign) -> bool {
    match (touchpoint, stage, kinds) {
        (Pair::Added(place), Pair::Added(stage), [Kind::Added]) => sign == Sign::Added && place.stage == stage,
        (Pair::Removed(place), Pair::Removed(stage), [Kind::Removed]) => sign == Sign::Removed && place.stage == stage,
        _ => false,
    }
}

/// Lets a touchpoint share the note of its stage, if that is there.
fn join(notes: &mut [Marked], of: Spot, spot: Option<(Spot, String)>, kinds: &[&Kind]) -> Option<()> {
    let (spot, label) = spot?;
    let Marked { note, spots } = notes.iter_mut().find(|one| one.spots.first().is_some_and(|(first, _)| *first == of))?;
    let sign = if matches!(kinds, [Kind::Added]) { Sign::Added } else { Sign::Removed };
    spots.push((spot, vec![sign]));
    let field = FieldName::Named("touchpoint".to_owned());
    if note.lines.iter().all(|line| line.field != field) {
        note.lines.push(Line { field: field.clone(), was: Vec::new(), now: Vec::new() });
    }
    let line = note.lines.iter_mut().find(|line| line.field == field)?;
    if sign == Sign::Added {
        line.now.push(label)
    } else {
        line.was.push(label)
    }
    Some(())
}

fn new_index(pair: Pair<usize>) -> Option<usize> {
    match pair {
        Pair::Both { new, .. } | Pair::Added(new) => Some(new),
        Pair::Removed(_) => None,
    }
}

fn named<T>(old: &[T], new: &[T], pair: Pair<usize>, name: impl Fn(&T) -> &String) -> String {
    let part = match pair {
        Pair::Both { new: index, .. } | Pair::Added(index) => new.get(index),
        Pair::Removed(index) => old.get(index),
    };
    part.map(name).cloned().unwrap_or_default()
}

/// What notes are written from.
struct Writer<'a> {
    old: &'a Journey,
    new: &'a Journey,
    places: &'a Places,
    marks: &'a Marks,
    regrouped: &'a [Regrouped],
}

impl Writer<'_> {
    /// A note on one part that has no more to it than its fields.
    fn plain(&self, subject: Subject, spots: Vec<Spot>, kinds: &[&Kind]) -> Marked {
        let signs = signs(kinds, &[]);
        let lines = kinds.iter().filter_map(|kind| line(kind)).collect();
        let spots = spots.into_iter().map(|spot| (spot, signs.clone())).collect();
        Marked { note: Note { stage: None, signs, subject, lines }, spots }
    }

    fn stage_spot(&self, pair: Pair<usize>) -> Option<Spot> {
        let at = match pair {
            Pair::Both { new, .. } | Pair::Added(new) => self.places.new_stages.get(&new),
            Pair::Removed(old) => self.places.old_stages.get(&old),
        };
        at.map(|at| Spot::Stage(*at))
    }

    /// Notes on a stage: one on itself, and one on each lane's cell that says something else.
    fn stage(&self, pair: Pair<usize>, kinds: &[&Kind]) -> Vec<Marked> {
        let Some(Spot::Stage(at)) = self.stage_spot(pair) else { return Vec::new() };
        let cell = |kind: &&&Kind| lane_of(kind).filter(|lane| has_cells(*lane));
        let own: Vec<&Kind> = kinds.iter().filter(|kind| cell(kind).is_none()).copied().collect();
        let mut notes = Vec::new();
        if !own.is_empty() {
            let signs = signs(&own, &self.felt(Spot::Stage(at)));
            let mut spots = vec![(Spot::Stage(at), signs.clone())];
            let mut lines: Vec<Line> = own.iter().filter_map(|kind| line(kind)).collect();
            if let (true, Pair::Both { old, new }) = (own.contains(&&Kind::Moved), pair) {
                spots.extend(self.places.left_stages.get(&old).map(|left| (Spot::Stage(*left), vec![Sign::MovedAway])));
                let nth = |index: usize, count: usize| vec![format!("{} / {count}", index + 1)];
                let (was, now) = (nth(old, self.old.stages.len()), nth(new, self.new.stages.len()));
                lines.insert(0, Line { field: FieldName::Place, was, now });
            }
            lines.extend(self.regrouped(pair));
            notes.push(Marked { note: Note { stage: Some(at), signs, subject: Subject::Stage, lines }, spots });
        }
        for kind in kinds {
            let Some(lane) = cell(&kind) else { continue };
            let signs = signs(&[kind], &[]);
            let spot = Spot::Cell(CellLane::of(lane), at);
            let lines = line(kind).into_iter().map(|line| Line { field: FieldName::Own, ..line }).collect();
            let spots = vec![(spot, signs.clone())];
            notes.push(Marked { note: Note { stage: Some(at), signs, subject: Subject::Cell(lane), lines }, spots });
        }
        notes
    }

    /// From which stage a new one was split, or with which one an old one was merged.
    fn regrouped(&self, pair: Pair<usize>) -> Option<Line> {
        let name = |journey: &Journey, stage: usize| journey.stages.get(stage).map(|stage| vec![stage.name.clone()]);
        let (was, now) = match pair {
            Pair::Added(stage) => {
                let from = self.regrouped.iter().find(|one| one.new == stage)?;
                (name(self.old, from.old)?, Vec::new())
            }
            Pair::Removed(stage) => {
                let to = self.regrouped.iter().find(|one| one.old == stage)?;
                (Vec::new(), name(self.new, to.new)?)
            }
            Pair::Both { .. } => return None,
        };
        Some(Line { field: FieldName::Place, was, now })
    }

    /// Where a touchpoint stands, and what it is called.
    fn spot(&self, pair: Pair<Place>) -> Option<(Spot, String)> {
        let (journey, place, at) = match pair {
            Pair::Both { new, .. } | Pair::Added(new) => (self.new, new, self.places.new.get(&new)),
            Pair::Removed(old) => (self.old, old, self.places.past.get(&old)),
        };
        let label = journey.stages.get(place.stage)?.touchpoints.get(place.index)?.label.clone();
        Some((Spot::Touchpoint(*at?), label))
    }

    fn touchpoint(&self, pair: Pair<Place>, kinds: &[&Kind]) -> Marked {
        let (spot, label) = self.spot(pair).unwrap_or((Spot::Map, String::new()));
        let signs = signs(kinds, &self.felt(spot));
        let stage = self.places.stage_of(&pair);
        let mut spots = vec![(spot, signs.clone())];
        let mut lines: Vec<Line> = kinds.iter().filter_map(|kind| line(kind)).collect();
        if let (true, Pair::Both { old, new }) = (kinds.contains(&&Kind::Moved), pair) {
            spots.extend(self.places.past.get(&old).map(|left| (Spot::Touchpoint(*left), vec![Sign::MovedAway])));
            lines.insert(0, self.way(old, new));
        }
        // what a lane of texts shows of a touchpoint is marked there, too
        for lane in kinds.iter().filter_map(|kind| lane_of(kind)).filter(|lane| has_cells(*lane)) {
            spots.extend(stage.map(|stage| (Spot::Cell(CellLane::of(lane), stage), vec![Sign::Reworded])));
        }
        let is_quote = |kind: &&&Kind| matches!(kind, Kind::Reworded(field) if field.name == "quote");
        if let (Some(stage), Some(_), true) = (stage, kinds.iter().find(is_quote), self.is_thought(pair)) {
            spots.push((Spot::Cell(CellLane::of(LaneId::Thoughts), stage), vec![Sign::Reworded]));
        }
        Marked { note: Note { stage, signs, subject: Subject::Named(label), lines }, spots }
    }

    /// Whether the quote of a touchpoint stands among the thoughts: it has no point on a curve to stand beside.
    fn is_thought(&self, pair: Pair<Place>) -> bool {
        let (Pair::Both { new, .. } | Pair::Added(new)) = pair else { return false };
        let touchpoint = self.new.stages.get(new.stage).and_then(|stage| stage.touchpoints.get(new.index));
        touchpoint.is_some_and(|touchpoint| touchpoint.emotion.is_empty())
    }

    /// From where to where: by what differs of stage, channel and order.
    fn way(&self, old: Place, new: Place) -> Line {
        let stage = |journey: &Journey, place: Place| journey.stages.get(place.stage).map(|stage| stage.name.clone());
        let channel = |journey: &Journey, place: Place| {
            let touchpoint = journey.stages.get(place.stage)?.touchpoints.get(place.index)?;
            journey.channels.get(touchpoint.channel?).map(|channel| channel.name.clone())
        };
        let count = |journey: &Journey, place: Place| journey.stages.get(place.stage).map_or(0, |stage| stage.touchpoints.len());
        let pair_of_stages = self.places.new_stages.get(&new.stage) == self.places.old_stages.get(&old.stage);
        let (was, now) = (channel(self.old, old), channel(self.new, new));
        let mut line = Line { field: FieldName::Place, was: Vec::new(), now: Vec::new() };
        if !pair_of_stages {
            line.was.extend(stage(self.old, old));
            line.now.extend(stage(self.new, new));
        }
        if was != now {
            line.was.extend(was);
            line.now.extend(now);
        }
        if line.was.is_empty() && line.now.is_empty() {
            line.was.push(format!("{} / {}", old.index + 1, count(self.old, old)));
            line.now.push(format!("{} / {}", new.index + 1, count(self.new, new)));
        }
        line
    }

    /// Whether feelings rose or fell at a spot.
    fn felt(&self, spot: Spot) -> Vec<Sign> {
        let steps = self.marks.steps.iter().filter(|step| step.at == spot);
        steps.map(|step| if step.now > step.was { Sign::Risen } else { Sign::Fallen }).collect()
    }
}

/// Whether a lane shows texts in cells; what others show is told of the stage itself.
fn has_cells(lane: LaneId) -> bool {
    !matches!(lane, LaneId::Phases | LaneId::Stages | LaneId::Channels | LaneId::Emotions | LaneId::Images)
}

fn lane_of(kind: &Kind) -> Option<LaneId> {
    match kind {
        Kind::Reworded(field) | Kind::Felt(field) | Kind::Changed(field) => field.lane,
        Kind::Added | Kind::Removed | Kind::Moved => None,
    }
}

fn signs(kinds: &[&Kind], felt: &[Sign]) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    for kind in kinds {
        match kind {
            Kind::Added => signs.push(Sign::Added),
            Kind::Removed => signs.push(Sign::Removed),
            Kind::Moved => signs.push(Sign::Moved),
            Kind::Felt(_) if !felt.is_empty() => signs.extend(felt),
            Kind::Reworded(_) | Kind::Felt(_) | Kind::Changed(_) => signs.push(Sign::Reworded),
        }
    }
    signs.sort_unstable();
    signs.dedup();
    signs
}

/// A field before and after; of lists only what differs.
fn line(kind: &Kind) -> Option<Line> {
    let (Kind::Reworded(field) | Kind::Felt(field) | Kind::Changed(field)) = kind else { return None };
    let Field { name, lane, old, new } = field;
    let field = match (kind, lane, name.as_str()) {
        (Kind::Felt(_), ..) => FieldName::Felt(name.clone()),
        (_, _, "label" | "name" | "title") => FieldName::Own,
        (_, Some(LaneId::Channels | LaneId::Stages | LaneId::Emotions | LaneId::Phases | LaneId::Images) | None, name) => {
            FieldName::Named(name.to_owned())
        }
        (_, Some(lane), _) => FieldName::Lane(*lane),
    };
    if matches!(kind, Kind::Felt(_)) {
        return Some(Line { field, was: old.clone(), now: new.clone() });
    }
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|text| !those.contains(text)).cloned().collect()
    };
    let (mut was, mut now) = (only(old, new), only(new, old));
    if was.is_empty() && now.is_empty() {
        (was, now) = (old.clone(), new.clone()); // another order
    }
    Some(Line { field, was, now })
}
