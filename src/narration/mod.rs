//! The journey in words, in the map's own language, for those who hear it: a description of the whole and a name for
//! each part, with what its picture shows.
//!
//! What a map doesn't show is not told either: without the lane of pain points, nobody hears what hurts.

mod description;
mod feelings;
mod parts;

use crate::journey::{Journey, LaneId};
use crate::words::Phrases;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Which part of a journey a picture shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its stages, by index; what is beyond the journey's own counts for nothing.
    pub stages: Range<usize>,
    /// Its number among the pages of the map, from 1, and how many there are.
    pub page: (usize, usize),
}

impl Shown {
    /// All stages on one page.
    pub fn whole(journey: &Journey) -> Self {
        Self { stages: 0..journey.stages.len(), page: (1, 1) }
    }
}

/// Tells a journey.
///
/// ```
/// use wayline::narration::{Narrator, Shown};
///
/// let source = r#"
/// title = "Morning coffee"
///
/// [[stage]]
/// name = "Order"
/// touchpoint = [{ label = "Queue", emotion = -1 }, { label = "Barista remembers me", emotion = 2, moment_of_truth = true }]
/// "#;
/// let (journey, _) = wayline::journey::parse(source)?;
/// let narrator = Narrator::new(&journey);
/// assert_eq!(narrator.stage(0), "Stage 1 of 1: Order");
/// assert_eq!(narrator.touchpoint(&journey.stages[0].touchpoints[0]), "Queue. Emotions: Bad (−1).");
/// assert_eq!(
///     narrator.description(&Shown::whole(&journey)),
///     "Customer journey map. Stages (1): Order. Touchpoints: 2. Customer: emotions are highest at “Barista remembers me” \
///      (Order, Very good, +2), and lowest at “Queue” (Order, Bad, −1). Moment of truth: “Barista remembers me” (Order)."
/// );
/// # Ok::<(), wayline::diagnostic::Diagnostics>(())
/// ```
#[derive(Debug, Clone)]
pub struct Narrator<'a> {
    journey: &'a Journey,
    phrases: Phrases,
    /// Whether the lane of emotions has a curve.
    curves: bool,
}

impl<'a> Narrator<'a> {
    /// Tells this journey, in its language.
    pub fn new(journey: &'a Journey) -> Self {
        let mut this = Self { journey, phrases: Phrases::of(&journey.language), curves: false };
        this.curves = this.shows(LaneId::Emotions)
            && journey.stages.iter().any(|stage| {
                let felt = |emotion: &Vec<_>, expected: &Vec<_>| !emotion.is_empty() || !expected.is_empty();
                felt(&stage.emotion, &stage.expected) || stage.touchpoints.iter().any(|t| felt(&t.emotion, &t.expected))
            });
        this
    }

    /// Whether the map has this lane, should it have content.
    fn shows(&self, lane: LaneId) -> bool {
        self.journey.lanes.as_ref().is_none_or(|lanes| lanes.contains(&lane))
    }
}

/// A text in one line.
fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// A text in one line of at most `most` graphemes, the last an ellipsis where it is cut.
fn short(text: &str, most: usize) -> String {
    let line = one_line(text);
    if line.len() <= most {
        return line; // no grapheme is shorter than a byte
    }
    match line.grapheme_indices(true).nth(most) {
        None => line,
        Some(_) => {
            let end = line.grapheme_indices(true).nth(most.saturating_sub(1)).map_or(0, |(at, _)| at);
            format!("{}…", line.get(..end).unwrap_or_default().trim_end())
        }
    }
}

#[cfg(test)]
mod tests;
