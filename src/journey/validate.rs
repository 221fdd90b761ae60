//! From what the file says to a [`Journey`], with every error in one pass.

use super::ids::Ids;
use super::read::{OneOrMany, Reader, Table, repeated};
use super::scalars::later;
use super::spec::{File, PageSpec, ReviewNoteSpec, ReviewSpec, ScaleSpec, StageSpec, TouchpointSpec};
use super::values::{Course, Feelings, Line, Name, Text};
use super::*;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::limits;
use toml::de::DeTable;

/// Reads a journey file.
///
/// The findings that come with a journey are warnings and advice; places are byte offsets into `source`.
///
/// # Errors
///
/// Every error of the file, in the order of the file. A file that is no valid TOML is judged up to the first line that
/// can't be read, and only by what doesn't depend on the rest.
///
/// ```
/// let file = r#"
/// title = "Morning coffee"
///
/// [[stage]]
/// name = "Order"
/// touchpoint = [{ label = "Queue", emotion = -1 }, { label = "Barista remembers me", emotion = 2 }]
/// "#;
/// let (journey, warnings) = wayline::journey::parse(file)?;
/// assert_eq!(journey.stages[0].touchpoints[1].id, "barista-remembers-me");
/// assert!(warnings.0.is_empty());
/// # Ok::<(), wayline::diagnostic::Diagnostics>(())
/// ```
pub fn parse(source: &str) -> Result<(Journey, Diagnostics), Diagnostics> {
    match read(source) {
        (Some(journey), found) if !found.has_errors() => Ok((journey, found)),
        (_, found) => Err(found),
    }
}

/// The same, with what could be understood of a journey that has errors, so that what it names can be looked up too;
/// nothing where the file is no valid TOML.
pub(crate) fn read(source: &str) -> (Option<Journey>, Diagnostics) {
    let readable = match gauge::readable(source) {
        Ok(readable) => readable,
        Err(too_much) => return (None, Diagnostics(vec![*too_much])),
    };
    let (mut table, mut syntax) = DeTable::parse_recoverable(readable);
    if syntax.is_empty() && readable.len() < source.len() {
        // the gauge was wrong about its mistakes: nothing may be left out
        (table, syntax) = DeTable::parse_recoverable(source);
    }
    let mut reader = Reader { source, found: Diagnostics::default(), misspelt: Vec::new() };
    let file = File::read_table(table.get_ref(), 0..0, &mut reader);
    if !syntax.is_empty() {
        return (None, syntax_errors(&syntax, reader).sorted());
    }
    if file.stage.as_ref().map_or(!table.get_ref().contains_key("stage"), Vec::is_empty) && !reader.misspelt.contains(&"stage") {
        reader.push(
            Diagnostic::error("no-stage", "a journey needs at least one stage")
                .help("add one: [[stage]] on a line of its own, and name = \"…\" under it"),
        );
    }
    counts(&file, &mut reader);
    let journey = resolve(&file, &mut reader);
    totals::check(&file, &journey, &mut reader.found);
    if !reader.found.has_errors() {
        lint::all(&file, &journey, &mut reader.found);
    }
    (Some(journey), reader.found.sorted())
}

/// Errors of the TOML itself, and what was found above the first of them: below it, keys may seem to be in tables that they
/// are not in.
fn syntax_errors(errors: &[toml::de::Error], reader: Reader<'_>) -> Diagnostics {
    let start = errors.iter().filter_map(|error| error.span()).map(|span| span.start).min().unwrap_or(0);
    let line = reader.source.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let mut found = reader.found;
    found.0.retain(|d| d.code != "missing-key" && d.span.as_ref().is_some_and(|span| span.end <= line));
    for error in errors.iter().take(limits::NOTED.most) {
        let (message, expected) = match error.message().split_once(", expected ") {
            Some((message, expected)) => (message, Some(format!("expected {expected}"))),
            None => (error.message(), None),
        };
        let at = reader.source.get(error.span().unwrap_or_default()).unwrap_or_default();
        let mut diagnostic = match message {
            "duplicate key" => Diagnostic::error("syntax", format!("`{at}` is given twice in the same table")),
            _ => Diagnostic::error("syntax", message),
        };
        diagnostic.span = error.span();
        diagnostic.label = expected;
        // The parser may stumble over the same place twice.
        if found.0.last() != Some(&diagnostic) {
            found.push(diagnostic);
        }
    }
    found
}

/// Notes what there are too many of, at the first one beyond.
fn counts(file: &File, reader: &mut Reader<'_>) {
    let places = |span: &Span| span.clone();
    let touchpoints = file.stage.iter().flatten().flat_map(|stage| stage.touchpoint.iter().flatten());
    let notes = file.review.iter().flat_map(|review| review.notes.iter().flatten());
    for (limit, things) in [
        (limits::PERSONAS, file.persona.iter().flatten().map(|persona| places(&persona.span)).collect::<Vec<_>>()),
        (limits::CHANNELS, file.channel.iter().flatten().map(|channel| places(&channel.span)).collect()),
        (limits::STAGES, file.stage.iter().flatten().map(|stage| places(&stage.span)).collect()),
        (limits::TOUCHPOINTS, touchpoints.map(|touchpoint| places(&touchpoint.span)).collect()),
        (limits::LANES, file.lane.iter().flatten().map(|lane| places(&lane.span)).collect()),
        (limits::NOTES, notes.map(|note| places(&note.span)).collect()),
    ] {
        let Some(beyond) = things.get(limit.most) else { continue };
        reader.push(gauge::too_many(limit, things.len(), beyond.clone()));
    }
}

/// What ids and values are checked against.
struct Known {
    personas: Ids,
    channels: Ids,
    lanes: Ids,
    touchpoints: Ids,
    /// `None` where the file's own scale is in error: nothing is checked then.
    scale: Option<Scale>,
}

fn resolve(file: &File, reader: &mut Reader<'_>) -> Journey {
    let scale = scale(file.scale.as_ref(), reader);
    let touchpoints = file.stage.iter().flatten().flat_map(|stage| stage.touchpoint.iter().flatten());
    let lanes = LaneId::BUILT_IN.map(|(name, _)| name);
    let found = &mut reader.found;
    let known = Known {
        personas: Ids::assign("persona", file.persona.iter().flatten().map(|p| (id(&p.id), line(&p.name.0))), &[], found),
        channels: Ids::assign("channel", file.channel.iter().flatten().map(|c| (id(&c.id), text(&c.name.0))), &[], found),
        lanes: Ids::assign("lane", file.lane.iter().flatten().map(|l| (id(&l.id), text(&l.name.0))), &lanes, found),
        touchpoints: Ids::assign("touchpoint", touchpoints.map(|t| (id(&t.id), text(&t.label.0))), &[], found),
        scale,
    };
    let personas = file.persona.iter().flatten().zip(&known.personas.list).enumerate().map(|(place, (persona, id))| Persona {
        id: id.clone(),
        id_given: persona.id.is_some(),
        name: line(&persona.name.0).to_owned(),
        role: owned(&persona.role),
        quote: owned(&persona.quote),
        icon: sourced(&persona.icon),
        image: sourced(&persona.image),
        color: persona.color.as_ref().map(|color| color.0),
        place,
    });
    let channels = file.channel.iter().flatten().zip(&known.channels.list).map(|(channel, id)| Channel {
        id: id.clone(),
        id_given: channel.id.is_some(),
        name: text(&channel.name.0).to_owned(),
        icon: sourced(&channel.icon),
        tier: channel.tier.as_ref().map(|tier| tier.0.value),
    });
    let own_lanes = file.lane.iter().flatten().zip(&known.lanes.list).map(|(lane, id)| OwnLane {
        id: id.clone(),
        id_given: lane.id.is_some(),
        name: text(&lane.name.0).to_owned(),
        icon: sourced(&lane.icon),
    });
    let mut touchpoint_ids = known.touchpoints.list.iter();
    let stages: Vec<_> = file.stage.iter().flatten().map(|spec| stage(spec, &known, &mut touchpoint_ids, reader)).collect();
    Journey {
        title: text(&file.title.0).to_owned(),
        subtitle: owned(&file.subtitle),
        language: file.language.as_ref().map_or_else(|| "en".to_owned(), |language| language.0.clone()),
        theme: sourced(&file.theme),
        scale: scale.unwrap_or(DEFAULT_SCALE),
        lanes: file.lanes.as_ref().map(|names| chosen_lanes(names, &known, &stages, reader)),
        arrange: arrange(file),
        page: page(file.page.as_ref(), reader),
        review: file.review.as_ref().map(|spec| review(spec, reader)),
        personas: personas.collect(),
        channels: channels.collect(),
        stages,
        own_lanes: own_lanes.collect(),
    }
}

/// A scale narrower than this has no steps that a figure could show.
const NARROWEST_SCALE: f64 = 0.01;

const DEFAULT_SCALE: Scale = Scale { min: -2.0, max: 2.0 };

fn scale(spec: Option<&ScaleSpec>, reader: &mut Reader<'_>) -> Option<Scale> {
    let Some(spec) = spec else { return Some(DEFAULT_SCALE) };
    let (min, max) = (&spec.min.0.as_ref()?.0, &spec.max.0.as_ref()?.0);
    if min.value >= max.value {
        reader.push(
            Diagnostic::error("bad-scale", format!("the scale runs from {} to {}", min.value, max.value))
                .at(min.span.clone())
                .label("the worst feeling")
                .related(max.span.clone(), "the best feeling")
                .help("`min` must be less than `max`"),
        );
        return None;
    }
    if max.value - min.value < NARROWEST_SCALE {
        let error = Diagnostic::error("bad-scale", format!("the scale is narrower than {NARROWEST_SCALE}"));
        reader.push(error.at(min.span.clone()).related(max.span.clone(), "the best feeling"));
        return None;
    }
    Some(Scale { min: min.value, max: max.value })
}

/// `phases` (where there are any) and `stages` first, then the others as the file orders them.
fn chosen_lanes(names: &[Name], known: &Known, stages: &[Stage], reader: &mut Reader<'_>) -> Vec<LaneId> {
    repeated(names.iter().map(|name| &name.0), "lanes", reader);
    let built_in = LaneId::BUILT_IN.iter();
    let all = built_in.map(|(name, _)| *name).chain(known.lanes.list.iter().map(String::as_str));
    let mut lanes = Vec::new();
    for Name(name) in names {
        let lane = LaneId::BUILT_IN
            .iter()
            .find_map(|(known, lane)| (*known == name.value).then_some(*lane))
            .or_else(|| known.lanes.get(&name.value).map(LaneId::Own));
        match lane {
            Some(lane) => lanes.push(lane),
            None => reader.push(known.lanes.unknown(name, all.clone(), reader)),
        }
    }
    let with_phases = lanes.contains(&LaneId::Phases) || stages.iter().any(|stage| stage.phase.is_some());
    lanes.retain(|lane| !matches!(lane, LaneId::Phases | LaneId::Stages));
    lanes.insert(0, LaneId::Stages);
    if with_phases {
        lanes.insert(0, LaneId::Phases);
    }
    lanes
}

/// A sequence where a touchpoint has an emotion or a path of its own: cards that share a cell could show neither.
fn arrange(file: &File) -> Arrange {
    match file.arrange.as_ref().map_or(Arrange::Auto, |chosen| chosen.0.value) {
        Arrange::Auto => {
            let mut touchpoints = file.stage.iter().flatten().flat_map(|stage| stage.touchpoint.iter().flatten());
            if touchpoints.any(|t| t.emotion.is_some() || t.personas.is_some()) { Arrange::Sequence } else { Arrange::Matrix }
        }
        chosen => chosen,
    }
}

fn page(spec: Option<&PageSpec>, reader: &mut Reader<'_>) -> Page {
    const LARGEST: f64 = 72.0;
    let mut page = Page { size: PageSize::Natural, min_text: 8.0 };
    let Some(spec) = spec else { return page };
    if let Some(size) = &spec.size {
        page.size = size.0;
    }
    if let Some(super::values::Number(points)) = &spec.min_text {
        if points.value > 0.0 && points.value <= LARGEST {
            page.min_text = points.value;
        } else {
            let message = format!("`min_text` must be above 0 and at most {LARGEST} points");
            reader.push(Diagnostic::error("out-of-range", message).at(points.span.clone()));
        }
    }
    page
}

fn review(spec: &ReviewSpec, reader: &mut Reader<'_>) -> Review {
    let reviewed = spec.reviewed.as_ref().map(|day| &day.0);
    let mut next = spec.next.as_ref().map(|day| day.0.value);
    if let Some(every) = spec.every.as_ref().map(|every| &every.0) {
        match (&spec.next, reviewed) {
            (Some(next), _) => reader.push(
                Diagnostic::error("conflicting-keys", "`next` and `every` both say when the next review is")
                    .at(every.span.clone())
                    .related(next.0.span.clone(), "already said here")
                    .help("keep one of them"),
            ),
            (None, None) => reader.push(
                Diagnostic::error("missing-key", "`every` counts from `reviewed`, which is missing")
                    .at(every.span.clone())
                    .help("add `reviewed`, the date of the last review"),
            ),
            (None, Some(reviewed)) => {
                next = later(reviewed.value, every.value);
                if next.is_none() {
                    let message = "the next review would be after the year 9999";
                    reader.push(Diagnostic::error("out-of-range", message).at(every.span.clone()));
                }
            }
        }
    }
    // a note without its date or its text was noted as an error
    let note = |note: &ReviewNoteSpec| {
        let (date, text) = (note.date.0.as_ref()?.0.value, note.text.0.as_ref()?.0.clone());
        Some(ReviewNote { date, text })
    };
    Review {
        version: spec.version.as_ref().map(|version| version.0.clone()),
        reviewed: reviewed.map(|day| day.value),
        next,
        owner: said(&spec.owner),
        notes: spec.notes.iter().flatten().filter_map(note).collect(),
    }
}

fn stage<'i>(spec: &StageSpec, known: &Known, ids: &mut impl Iterator<Item = &'i String>, reader: &mut Reader<'_>) -> Stage {
    let mut extra = Vec::new();
    for (lane, cells) in spec.extra.iter().flat_map(|extra| &extra.0) {
        if let Some(index) = known.lanes.resolve(lane, reader) {
            extra.push((index, texts(Some(cells))));
        }
    }
    extra.sort_by_key(|(index, _)| *index);
    let metrics = spec.metrics.iter().flatten().map(|metric| Metric {
        name: line(&metric.name.0).to_owned(),
        value: metric.value.0.as_ref().map_or(0.0, |value| value.0.value),
        unit: metric.unit.as_ref().map(|unit| unit.0.clone()),
        target: metric.target.as_ref().map(|target| target.0.value),
    });
    Stage {
        past: false,
        continued: false,
        name: text(&spec.name.0).to_owned(),
        phase: said(&spec.phase),
        goals: texts(spec.goals.as_ref()),
        actions: texts(spec.actions.as_ref()),
        thoughts: texts(spec.thoughts.as_ref()),
        pains: texts(spec.pains.as_ref()),
        opportunities: texts(spec.opportunities.as_ref()),
        emotion: feelings(spec.emotion.as_ref(), known, reader),
        expected: feelings(spec.expected.as_ref(), known, reader),
        feeling: said(&spec.feeling),
        duration: said(&spec.duration),
        image: sourced(&spec.image),
        metrics: metrics.collect(),
        extra,
        touchpoints: spec
            .touchpoint
            .iter()
            .flatten()
            .map(|spec| touchpoint(spec, known, ids.next().cloned().unwrap_or_default(), reader))
            .collect(),
    }
}

fn touchpoint(spec: &TouchpointSpec, known: &Known, id: String, reader: &mut Reader<'_>) -> Touchpoint {
    let emotion = feelings(spec.emotion.as_ref(), known, reader);
    let expected = feelings(spec.expected.as_ref(), known, reader);
    let personas = visitors(spec, &emotion, known, reader);
    // An id that is misspelt in `personas` may well be the one that feels something.
    let all_known = spec.personas.iter().flat_map(|names| &names.0).all(|name| known.personas.get(&name.0.value).is_some());
    for (key, said) in [("emotion", &spec.emotion), ("expected", &spec.expected)] {
        let Some(Feelings::Each(each)) = said else { continue };
        for (name, _) in each {
            if known.personas.get(&name.value).is_some_and(|index| all_known && !personas.contains(&index)) {
                let mut error =
                    Diagnostic::error("persona-not-here", format!("`{}` feels something but does not come", name.value))
                        .at(name.span.clone())
                        .label(format!("named in `{key}`"));
                let names = spec.personas.as_ref().map_or(&[][..], |names| &names.0);
                if let Some((first, last)) = names.first().zip(names.last()) {
                    error = error.related(first.0.span.start..last.0.span.end, "these come");
                }
                reader.push(error.help(format!("add it to `personas` of this touchpoint, or remove it from `{key}`")));
            }
        }
    }
    Touchpoint {
        past: false,
        id,
        id_given: spec.id.is_some(),
        label: text(&spec.label.0).to_owned(),
        channel: spec.channel.as_ref().and_then(|channel| known.channels.resolve(&channel.0, reader)),
        icon: sourced(&spec.icon),
        personas,
        emotion,
        expected,
        feeling: said(&spec.feeling),
        quote: owned(&spec.quote),
        control: spec.control.as_ref().map_or(Control::Direct, |control| control.0.value),
        moment_of_truth: spec.moment_of_truth.unwrap_or(false),
        pain: owned(&spec.pain),
        opportunity: owned(&spec.opportunity),
        duration: said(&spec.duration),
        together: spec.together.unwrap_or(false),
        link: spec.link.as_ref().map(|link| link.0.clone()),
    }
}

/// Who comes: those in `personas`, else those named in `emotion`, else everybody.
fn visitors(spec: &TouchpointSpec, emotion: &[Feeling], known: &Known, reader: &mut Reader<'_>) -> Vec<usize> {
    let mut personas: Vec<usize> = match &spec.personas {
        Some(OneOrMany(names)) if names.is_empty() => {
            let label = text(&spec.label.0);
            reader.push(
                Diagnostic::error("empty-personas", format!("nobody comes to “{label}”"))
                    .at(spec.span.clone())
                    .help("leave `personas` out where everybody comes"),
            );
            Vec::new()
        }
        Some(OneOrMany(names)) => {
            repeated(names.iter().map(|name| &name.0), "personas", reader);
            names.iter().filter_map(|name| known.personas.resolve(&name.0, reader)).collect()
        }
        None => match emotion.iter().filter_map(|feeling| feeling.persona).collect::<Vec<_>>() {
            named if !named.is_empty() => named,
            _ => (0..known.personas.list.len()).collect(),
        },
    };
    personas.sort_unstable();
    personas.dedup();
    personas
}

fn feelings(spec: Option<&Feelings>, known: &Known, reader: &mut Reader<'_>) -> Vec<Feeling> {
    match spec {
        None => Vec::new(),
        Some(Feelings::All(course)) => vec![Feeling { persona: None, values: values(course, known, reader) }],
        Some(Feelings::Each(each)) => {
            let mut feelings = Vec::new();
            for (name, course) in each {
                let persona = known.personas.resolve(name, reader);
                let values = values(course, known, reader);
                if persona.is_some() {
                    feelings.push(Feeling { persona, values });
                }
            }
            feelings.sort_by_key(|feeling| feeling.persona);
            feelings
        }
    }
}

fn values(course: &Course, known: &Known, reader: &mut Reader<'_>) -> Vec<f64> {
    for value in &course.0 {
        let Some(scale) = known.scale.filter(|scale| value.value < scale.min || value.value > scale.max) else { continue };
        reader.push(
            Diagnostic::error("out-of-range", format!("{} is outside the scale of this file", value.value))
                .at(value.span.clone())
                .label(format!("from {} to {}", scale.min, scale.max))
                .help("another scale is set at the top of the file, as in scale = { min = 1, max = 5 }"),
        );
    }
    course.0.iter().map(|value| value.value).collect()
}

// ----- Small steps from what was read to what is kept -----

fn id(name: &Option<Name>) -> Option<&Sourced<String>> {
    name.as_ref().map(|name| &name.0)
}

fn text(text: &Option<Text>) -> &str {
    text.as_ref().map_or("", |text| text.0.as_str())
}

fn line(line: &Option<Line>) -> &str {
    line.as_ref().map_or("", |line| line.0.as_str())
}

fn owned(text: &Option<Text>) -> Option<String> {
    text.as_ref().map(|text| text.0.clone())
}

fn said(line: &Option<Line>) -> Option<String> {
    line.as_ref().map(|line| line.0.clone())
}

fn sourced(name: &Option<Name>) -> Option<Sourced<String>> {
    name.as_ref().map(|name| name.0.clone())
}

fn texts(list: Option<&OneOrMany<Text>>) -> Vec<String> {
    list.iter().flat_map(|list| &list.0).map(|text| text.0.clone()).collect()
}
