//! How much a whole map amounts to. Everything in it may be right by itself and all of it together still be more than
//! anybody could read: a hundred personas who all come to thousands of touchpoints.

use super::spec::File;
use super::{Feeling, Journey, Stage, Touchpoint};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::limits::{self, Limit, Unit};

/// Notes what there is too much of, at the place where it gets too much.
pub(super) fn check(file: &File, journey: &Journey, found: &mut Diagnostics) {
    let mut sums = [limits::VISITS, limits::FEELINGS, limits::LINES, limits::TEXTS].map(Sum::of);
    let mut add = |amount: Amount, span: &Span| {
        let Amount { visits, feelings, lines, bytes } = amount;
        for (sum, more) in sums.iter_mut().zip([visits, feelings, lines, bytes]) {
            sum.add(more, span);
        }
    };
    for (persona, spec) in journey.personas.iter().zip(file.persona.iter().flatten()) {
        add(
            Amount::texts([Some(&persona.name), persona.role.as_ref(), persona.quote.as_ref()].into_iter().flatten()),
            &spec.span,
        );
    }
    for (channel, spec) in journey.channels.iter().zip(file.channel.iter().flatten()) {
        add(Amount::texts([&channel.name]), &spec.span);
    }
    for (review, spec) in journey.review.iter().zip(&file.review) {
        let notes = || review.notes.iter().map(|note| &note.text);
        // the log is measured for every page that is tried
        add(Amount::texts(review.owner.iter().chain(notes()).chain(notes())), &spec.span);
    }
    for (stage, spec) in journey.stages.iter().zip(file.stage.iter().flatten()) {
        add(of_stage(stage, journey.personas.len()), &spec.span);
        for (touchpoint, spec) in stage.touchpoints.iter().zip(spec.touchpoint.iter().flatten()) {
            add(of_touchpoint(touchpoint), &spec.span);
        }
    }
    sums.into_iter().filter_map(Sum::finding).for_each(|finding| found.push(finding));
}

/// What a part of a map amounts to.
#[derive(Default)]
struct Amount {
    /// Personas who come to a touchpoint.
    visits: usize,
    /// Points of curves.
    feelings: usize,
    /// Lines of text, as the file breaks them.
    lines: usize,
    /// Of text, weighed.
    bytes: usize,
}

impl Amount {
    fn texts<'t>(texts: impl IntoIterator<Item = &'t String>) -> Self {
        texts.into_iter().fold(Self::default(), |sum, text| Self {
            lines: sum.lines + 1 + memchr::memchr_iter(b'\n', text.as_bytes()).count(),
            bytes: sum.bytes + weight(text),
            ..sum
        })
    }
}

/// Bytes of a text, those outside ASCII as four.
fn weight(text: &str) -> usize {
    text.len() + 3 * text.bytes().filter(|byte| !byte.is_ascii()).count()
}

fn of_stage(stage: &Stage, personas: usize) -> Amount {
    let lists = [&stage.goals, &stage.actions, &stage.thoughts, &stage.pains, &stage.opportunities];
    let own = stage.extra.iter().map(|(_, texts)| texts);
    let metrics = stage.metrics.iter().flat_map(|metric| [Some(&metric.name), metric.unit.as_ref()]);
    let single = [Some(&stage.name), stage.phase.as_ref(), stage.feeling.as_ref(), stage.duration.as_ref()];
    let texts = lists.into_iter().chain(own).flatten().chain(metrics.chain(single).flatten());
    let feelings = points(&stage.emotion, personas) + points(&stage.expected, personas);
    Amount { feelings, ..Amount::texts(texts) }
}

fn of_touchpoint(touchpoint: &Touchpoint) -> Amount {
    let Touchpoint { label, feeling, quote, pain, opportunity, duration, .. } = touchpoint;
    let texts = [feeling, quote, pain, opportunity, duration].into_iter().flatten().chain([label]);
    let visits = touchpoint.personas.len();
    let feelings = points(&touchpoint.emotion, visits) + points(&touchpoint.expected, visits);
    Amount { visits, feelings, ..Amount::texts(texts) }
}

/// Points of the curves of as many personas: those who have no feelings of their own share the common ones.
fn points(feelings: &[Feeling], personas: usize) -> usize {
    let own = feelings.iter().filter(|feeling| feeling.persona.is_some());
    let common = feelings.iter().find(|feeling| feeling.persona.is_none()).map_or(0, |feeling| feeling.values.len());
    let others = personas.max(1).saturating_sub(own.clone().count());
    own.map(|feeling| feeling.values.len()).sum::<usize>().saturating_add(common.saturating_mul(others))
}

/// What is added up against a limit.
struct Sum {
    limit: Limit,
    sum: usize,
    /// Where it gets too much.
    beyond: Option<Span>,
}

impl Sum {
    fn of(limit: Limit) -> Self {
        Self { limit, sum: 0, beyond: None }
    }

    fn add(&mut self, more: usize, at: &Span) {
        self.sum = self.sum.saturating_add(more);
        if self.beyond.is_none() && self.limit.is_exceeded_by(self.sum) {
            self.beyond = Some(at.clone());
        }
    }

    fn finding(self) -> Option<Diagnostic> {
        let message = match self.limit.unit {
            Unit::Things(_) => format!("a map has at most {}, and this one {}", self.limit, self.sum),
            _ => format!(
                "all texts of this map are larger than {}, bytes outside ASCII counted as 4, notes of reviews twice",
                self.limit
            ),
        };
        let error = Diagnostic::error("over-limit", message).at(self.beyond?);
        Some(error.label("up to here").help("make several maps of it"))
    }
}
