//! The list of changes in the map's own language.

use super::marks::{FieldName, Line, Mark, Marks, Note, Sign, Subject};
use crate::journey::{Journey, LaneId};
use crate::words::{Phrases, Word, arrow, of_lane, signed};

/// How a line is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Of the old revision.
    Was,
    /// Of the new one.
    Now,
}

/// Tells changes.
#[derive(Debug, Clone, Copy)]
pub struct Teller<'a> {
    journey: &'a Journey,
    phrases: Phrases,
}

impl<'a> Teller<'a> {
    /// Of an overlay's journey, in its language.
    pub fn new(journey: &'a Journey) -> Self {
        Self { journey, phrases: Phrases::of(&journey.language) }
    }

    /// What a note is about: a name.
    pub fn subject(&self, note: &Note) -> String {
        match &note.subject {
            Subject::Map => self.journey.title.clone(),
            Subject::Named(name) => name.clone(),
            Subject::Stage => self.stage(note).unwrap_or_default().to_owned(),
            Subject::Cell(lane) => self.lane(*lane),
        }
    }

    /// The name of the stage under which a note stands.
    pub fn stage(&self, note: &Note) -> Option<&'a str> {
        self.journey.stages.get(note.stage?).map(|stage| stage.name.as_str())
    }

    /// What was and what is, line by line. Where the subject itself says what is, only what was.
    pub fn lines(&self, note: &Note) -> Vec<(Voice, String)> {
        let says_itself = !matches!(note.subject, Subject::Cell(_));
        note.lines.iter().flat_map(|line| self.line(line, says_itself)).collect()
    }

    /// All that a mark says, for whoever hears the map or points at its part: "Moved: from Store to App. Was: …"
    pub fn mark(&self, marks: &Marks, mark: &Mark) -> String {
        let notes: Vec<&Note> = mark.notes.iter().filter_map(|note| marks.notes.get(*note)).collect();
        self.phrases.sentences(self.sentences(&mark.signs, &notes)).replace('\n', " ")
    }

    /// All that a note says: "Fitting. Moved. From Store to App."
    pub fn note(&self, note: &Note) -> String {
        let sentences = self.sentences(&note.signs, &[note]);
        self.phrases.sentences([self.subject(note)].into_iter().chain(sentences)).replace('\n', " ")
    }

    /// What signs mean, then what was and is: "Moved from Store to App", "was: Pays".
    fn sentences(&self, signs: &[Sign], notes: &[&Note]) -> Vec<String> {
        let mut way: Option<String> = None;
        let mut lines = Vec::new();
        for note in notes {
            for line in &note.lines {
                let said = self.line(line, !matches!(note.subject, Subject::Cell(_))).into_iter().map(|(_, words)| words);
                match line.field {
                    FieldName::Place if way.is_none() && !line.was.is_empty() => way = Some(said.collect()),
                    _ => lines.extend(said),
                }
            }
        }
        let sign = |sign: &Sign| match (sign, way.take()) {
            (Sign::Moved, Some(way)) => format!("{} {way}", self.sign(Sign::Moved)),
            (sign, Some(way)) => self.phrases.label(self.sign(*sign), &way),
            (sign, None) => self.sign(*sign).to_owned(),
        };
        signs.iter().map(sign).chain(lines).collect()
    }

    /// What a sign means.
    pub fn sign(&self, sign: Sign) -> &'static str {
        self.phrases.say(match sign {
            Sign::Added => Word::Added,
            Sign::Removed => Word::Removed,
            Sign::Moved => Word::Moved,
            Sign::MovedAway => Word::MovedAway,
            Sign::Reworded => Word::Reworded,
            Sign::Risen => Word::Better,
            Sign::Fallen => Word::Worse,
        })
    }

    fn line(&self, line: &Line, says_itself: bool) -> Vec<(Voice, String)> {
        let phrases = &self.phrases;
        // a line ends with a dot rather than beginning with one
        let join = |texts: &[String]| texts.join("\u{a0}· ");
        if line.field == FieldName::Place && !line.was.is_empty() && !line.now.is_empty() {
            return vec![(Voice::Now, phrases.from_to(&join(&line.was), &join(&line.now)))];
        }
        if let FieldName::Felt(field) = &line.field {
            return vec![(Voice::Now, self.felt(field, line))];
        }
        if let (FieldName::Named(field), Some(voice)) = (&line.field, switched(line)) {
            let word = if voice == Voice::Was { Word::Was } else { Word::Now };
            return vec![(voice, phrases.label(phrases.say(word), &self.field(field)))];
        }
        if line.field == FieldName::Named("touchpoint".to_owned()) {
            // what came or went with its stage, which says which of the two
            let voice = if line.now.is_empty() { Voice::Was } else { Voice::Now };
            let all: Vec<String> = line.was.iter().chain(&line.now).cloned().collect();
            return vec![(voice, phrases.label(phrases.say(Word::Touchpoints), &join(&all)))];
        }
        let name = match &line.field {
            FieldName::Felt(name) => Some(self.field(name)),
            FieldName::Own | FieldName::Place => None,
            FieldName::Lane(LaneId::Pains) => Some(phrases.say(Word::PainPoint).to_owned()),
            FieldName::Lane(LaneId::Opportunities) => Some(phrases.say(Word::Opportunity).to_owned()),
            FieldName::Lane(lane) => Some(self.lane(*lane)),
            FieldName::Named(name) => Some(self.field(name)),
        };
        let label = |word: Word, texts: &[String]| {
            let word = phrases.say(word);
            let head = name.as_ref().map_or_else(|| word.to_owned(), |name| phrases.aside(name, word));
            phrases.label(&head, &join(texts))
        };
        let mut said = Vec::new();
        if !line.was.is_empty() {
            said.push((Voice::Was, label(Word::Was, &line.was)));
        }
        let is_said = says_itself && line.field == FieldName::Own;
        if !line.now.is_empty() && !is_said {
            said.push((Voice::Now, label(Word::Now, &line.now)));
        }
        said
    }

    /// "Léa: −2 → −1".
    fn felt(&self, field: &str, line: &Line) -> String {
        let (kind, id) = field.split_once('.').unwrap_or((field, ""));
        let persona = self.journey.personas.iter().find(|persona| persona.id == id).map(|persona| persona.name.as_str());
        let kind = (kind != "emotion" || persona.is_none()).then(|| self.field(kind));
        let name = self.phrases.list([persona, kind.as_deref()].into_iter().flatten());
        let figure = |text: &String| match text.parse() {
            Ok(value) if self.journey.scale.min < 0.0 => signed(&self.journey.language, value),
            Ok(value) => self.phrases.number(value),
            Err(_) => text.clone(),
        };
        let course = |values: &[String]| match values {
            [] => "–".to_owned(),
            values => self.phrases.list(values.iter().map(figure)),
        };
        let arrow = arrow(&self.journey.language);
        self.phrases.label(&name, &format!("{} {arrow} {}", course(&line.was), course(&line.now)))
    }

    fn lane(&self, lane: LaneId) -> String {
        match lane {
            LaneId::Own(index) => self.journey.own_lanes.get(index).map(|lane| lane.name.clone()).unwrap_or_default(),
            lane => of_lane(lane).map_or("", |word| self.phrases.say(word)).to_owned(),
        }
    }

    /// A field that no lane shows: in the map's language where it has a word, else as the file calls it.
    fn field(&self, name: &str) -> String {
        let word = match name {
            "pain" => Word::PainPoint,
            "opportunity" => Word::Opportunity,
            "duration" => Word::Durations,
            "moment_of_truth" => Word::MomentOfTruth,
            "expected" => Word::Expected,
            "emotion" | "feeling" => Word::Emotions,
            "quote" | "thoughts" => Word::Thoughts,
            "phase" => Word::Phases,
            "personas" => Word::Personas,
            "channel" => Word::Channels,
            "image" => Word::Images,
            "control" => Word::Indirect,
            _ => return name.replace('_', " "),
        };
        self.phrases.say(word).to_owned()
    }
}

/// Whether a mark was taken away or given, for fields that are there or not.
fn switched(line: &Line) -> Option<Voice> {
    let is = |texts: &[String], wanted: [&str; 2]| matches!(texts, [one] if wanted.contains(&one.as_str()));
    match line {
        line if is(&line.was, ["false", "direct"]) && is(&line.now, ["true", "indirect"]) => Some(Voice::Now),
        line if is(&line.was, ["true", "indirect"]) && is(&line.now, ["false", "direct"]) => Some(Voice::Was),
        _ => None,
    }
}
