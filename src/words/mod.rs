//! The tool's own words in every language, from one table (`words.toml`).

use crate::journey::{Date, Review};

/// Something that the tool itself writes on a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Word {
    Goals,
    Actions,
    Channels,
    Emotions,
    Thoughts,
    Pains,
    Opportunities,
    Metrics,
    Images,
    Durations,
    /// "Touchpoints": label of a lane of touchpoints without a channel.
    Touchpoints,
    LineOfInteraction,
    LineOfVisibility,
    LineOfInternalInteraction,
    MomentOfTruth,
    /// "Indirect: outside our control".
    Indirect,
    /// "Pain point" (one of them, in the legend).
    PainPoint,
    /// "Expected" (a lighter curve, in the legend).
    Expected,
    /// "Opportunity" (one, in the legend).
    Opportunity,
    /// "target", before the value that a metric should have.
    Target,
    /// Names of the five faces, worst to best.
    VeryBad,
    Bad,
    Neutral,
    Good,
    VeryGood,
    /// "Stages", "Touchpoint", "Customer", for screen readers.
    Stages,
    Touchpoint,
    Customer,
}

/// The word in this language (BCP 47; falls back to its base language, then to English).
pub fn say(_language: &str, _word: Word) -> &'static str {
    todo!()
}

/// A date as the language writes it, short: "2 Nov 2026", "2 nov. 2026", "2026年11月2日".
pub fn date(_language: &str, _date: &Date) -> String {
    todo!()
}

/// The review line: "v3 · reviewed 2 Nov 2026 · next review 1 Feb 2027"; `None` where there is nothing to say.
pub fn review_line(_language: &str, _review: &Review) -> Option<String> {
    todo!()
}

/// A figure as the language writes it: "1,240", "1 240", "1.240"; at most two decimals.
pub fn number(_language: &str, _value: f64) -> String {
    todo!()
}

/// Whether the language is written from right to left.
pub fn is_rtl(_language: &str) -> bool {
    todo!()
}

/// A text as a quotation: “…”, « … », „…“, 「…」. Left alone where it already is one.
pub fn quoted(_language: &str, _text: &str) -> String {
    todo!()
}
