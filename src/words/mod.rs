//! The tool's own words in every language, from one table (`words.toml`), and how each language writes dates, figures and
//! quotations.
//!
//! A language is a BCP 47 tag. What a language lacks is taken from its base language, then from English.

mod figures;
mod phrases;
mod table;

pub use phrases::{Changed, Phrases};

use crate::journey::{Date, LaneId, Review};
use figures::Figures;
use table::{Language, entry};

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
    /// "Review notes": the heading of the log.
    ReviewNotes,
    /// "Phases", "Personas", "Legend", for screen readers.
    Phases,
    Personas,
    Legend,
    /// "Added", "Removed" and so on: what two revisions differ in, in the legend of a comparison.
    Added,
    Removed,
    Moved,
    /// "Moved away from here".
    MovedAway,
    Reworded,
    Better,
    Worse,
    /// "Feelings before" (the pale curve, in the legend).
    FeltBefore,
    /// "was" and "now", before a text of the old or the new revision.
    Was,
    Now,
    /// "What changed": heading of the list.
    Changes,
}

impl Word {
    /// Its key in `words.toml`.
    const fn key(self) -> &'static str {
        match self {
            Word::Goals => "goals",
            Word::Actions => "actions",
            Word::Channels => "channels",
            Word::Emotions => "emotions",
            Word::Thoughts => "thoughts",
            Word::Pains => "pains",
            Word::Opportunities => "opportunities",
            Word::Metrics => "metrics",
            Word::Images => "images",
            Word::Durations => "durations",
            Word::Touchpoints => "touchpoints",
            Word::LineOfInteraction => "line-of-interaction",
            Word::LineOfVisibility => "line-of-visibility",
            Word::LineOfInternalInteraction => "line-of-internal-interaction",
            Word::MomentOfTruth => "moment-of-truth",
            Word::Indirect => "indirect",
            Word::PainPoint => "pain-point",
            Word::Expected => "expected",
            Word::Opportunity => "opportunity",
            Word::Target => "target",
            Word::VeryBad => "very-bad",
            Word::Bad => "bad",
            Word::Neutral => "neutral",
            Word::Good => "good",
            Word::VeryGood => "very-good",
            Word::Stages => "stages",
            Word::Touchpoint => "touchpoint",
            Word::Customer => "customer",
            Word::Phases => "phases",
            Word::Personas => "personas",
            Word::Legend => "legend",
            Word::Added => "added",
            Word::Removed => "removed",
            Word::Moved => "moved",
            Word::MovedAway => "moved-away",
            Word::Reworded => "reworded",
            Word::Better => "better",
            Word::Worse => "worse",
            Word::FeltBefore => "felt-before",
            Word::Was => "was",
            Word::Now => "now",
            Word::Changes => "changes",
            Word::ReviewNotes => "review-notes",
        }
    }
}

/// What a lane is called; none for one that the file declares.
pub const fn of_lane(lane: LaneId) -> Option<Word> {
    Some(match lane {
        LaneId::Phases => Word::Phases,
        LaneId::Stages => Word::Stages,
        LaneId::Goals => Word::Goals,
        LaneId::Actions => Word::Actions,
        LaneId::Channels => Word::Channels,
        LaneId::Emotions => Word::Emotions,
        LaneId::Thoughts => Word::Thoughts,
        LaneId::Pains => Word::Pains,
        LaneId::Opportunities => Word::Opportunities,
        LaneId::Metrics => Word::Metrics,
        LaneId::Images => Word::Images,
        LaneId::Durations => Word::Durations,
        LaneId::ReviewNotes => Word::ReviewNotes,
        LaneId::Own(_) => return None,
    })
}

/// The word in this language (BCP 47; falls back to its base language, then to English).
///
/// ```
/// use wayline::words::{Word, say};
/// assert_eq!(say("fr-CA", Word::Touchpoints), "Points de contact");
/// assert_eq!(say("zh-TW", Word::Pains), "痛點");
/// assert_eq!(say("tlh", Word::Goals), "Goals");
/// ```
pub fn say(language: &str, word: Word) -> &'static str {
    entry(language, word.key())
}

/// A date as the language writes it, short: "2 Nov 2026", "2 nov. 2026", "2026年11月2日".
pub fn date(language: &str, date: &Date) -> String {
    let month =
        usize::from(date.month).checked_sub(1).and_then(|i| entry(language, "months").split(' ').nth(i)).unwrap_or_default();
    let figures = Figures::of(Language::of(language));
    let digits = |number: u16| figures.own_digits(number.to_string());
    entry(language, "date")
        .replace("{d}", &digits(u16::from(date.day)))
        .replace("{m}", month)
        .replace("{n}", &digits(u16::from(date.month)))
        .replace("{y}", &digits(date.year))
}

/// The review line: "v3 · reviewed 2 Nov 2026 · next review 1 Feb 2027 · Mara Ihle"; `None` where there is nothing to say.
///
/// A version that begins with a digit gets its "v"; any other ("draft", "v3") is written as it is.
pub fn review_line(language: &str, review: &Review) -> Option<String> {
    let dated = |key: &str, day: &Date| entry(language, key).replace("{date}", &date(language, day));
    let parts = [
        version(language, review),
        review.reviewed.as_ref().map(|day| dated("reviewed", day)),
        review.next.as_ref().map(|day| dated("next-review", day)),
        review.owner.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// "v3".
fn version(language: &str, review: &Review) -> Option<String> {
    let version = review.version.as_deref().map(str::trim).filter(|v| !v.is_empty())?;
    let is_number = version.starts_with(|c: char| c.is_ascii_digit());
    Some(if is_number { entry(language, "version").replace("{v}", version) } else { version.to_owned() })
}

/// Which revisions a comparison is of: "v2 → v3 · reviewed 2 Nov 2026"; `None` where neither says.
pub fn revisions(language: &str, old: Option<&Review>, new: Option<&Review>) -> Option<String> {
    let arrow = arrow(language);
    let between = |one: Option<String>, other: Option<String>| match (one, other) {
        (Some(one), Some(other)) if one != other => Some(format!("{one} {arrow} {other}")),
        (one, other) => other.or(one),
    };
    let version = |review: Option<&Review>| version(language, review?);
    let day = |review: Option<&Review>| Some(date(language, review?.reviewed.as_ref()?));
    let (from, to) = (version(old), version(new));
    let versions = between(from.clone(), to.clone());
    // dates tell the revisions apart where versions don't
    let reviewed = if from == to { between(day(old), day(new)) } else { day(new) };
    let reviewed = reviewed.map(|days| entry(language, "reviewed").replace("{date}", &days));
    let parts: Vec<String> = [versions, reviewed].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// A figure as the language writes it: "1,240", "1 240", "1.240"; at most two decimals.
///
/// ```
/// use wayline::words::number;
/// assert_eq!(number("en", 1240.0), "1,240");
/// assert_eq!(number("fr", -1234567.891), "\u{2212}1\u{a0}234\u{a0}567,89");
/// assert_eq!(number("de", 4.50), "4,5");
/// ```
pub fn number(language: &str, value: f64) -> String {
    Figures::of(Language::of(language)).write(value)
}

/// An arrow onwards, as the language is read; what stands before it and after it keeps this order in any script.
///
/// ```
/// use wayline::words::arrow;
/// assert_eq!((arrow("en"), arrow("he")), ("→", "\u{200f}←\u{200f}"));
/// ```
pub fn arrow(language: &str) -> &'static str {
    if is_rtl(language) { "\u{200f}←\u{200f}" } else { "→" }
}

/// A figure with its sign before it, also among words from right to left.
///
/// ```
/// use wayline::words::signed;
/// assert_eq!(signed("en", 0.4), "+0.4");
/// assert_eq!(signed("ar", -2.0), "\u{200e}\u{2212}2\u{200f}");
/// ```
pub fn signed(language: &str, value: f64) -> String {
    let figure = number(language, value);
    let plus = if value > 0.0 { "+" } else { "" };
    if !is_rtl(language) || value == 0.0 {
        return format!("{plus}{figure}");
    }
    // A sign takes the direction of what stands before it; what comes after goes on from right to left.
    format!("\u{200e}{plus}{figure}\u{200f}")
}

/// Whether the language is written from right to left: told by its script where the tag names one, else by the language.
pub fn is_rtl(language: &str) -> bool {
    let mut parts = language.split(['-', '_']).map(str::to_ascii_lowercase);
    let base = parts.next().unwrap_or_default();
    if let Some(script) = parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic())) {
        return matches!(
            script.as_str(),
            "arab" | "aran" | "hebr" | "thaa" | "syrc" | "nkoo" | "adlm" | "rohg" | "mand" | "samr"
        );
    }
    const LANGUAGES: [&str; 20] = [
        "ar", "fa", "he", "iw", "ur", "ps", "sd", "ug", "yi", "ji", "dv", "ckb", "arz", "ary", "prs", "ks", "syr", "nqo", "lrc",
        "pnb",
    ];
    LANGUAGES.contains(&base.as_str())
}

/// A text as a quotation: “…”, « … », „…“, 「…」. Left alone where it already is one.
///
/// ```
/// use wayline::words::quoted;
/// assert_eq!(quoted("en", "Finally!"), "“Finally!”");
/// assert_eq!(quoted("fr", "« Enfin ! »"), "« Enfin ! »");
/// ```
pub fn quoted(language: &str, text: &str) -> String {
    quoted_with(Language::of(language), text)
}

fn quoted_with(language: Language, text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || is_quotation(text) {
        return text.to_owned();
    }
    let (open, close) = language.entry("quotes").split_once('|').unwrap_or_default();
    format!("{open}{text}{close}")
}

/// Whether a text begins with one quotation mark and ends with its partner in any language's habit.
fn is_quotation(text: &str) -> bool {
    const PAIRS: [(char, &str); 15] = [
        ('"', "\""),
        ('\'', "'"),
        ('“', "”"),
        ('”', "”“"),
        ('„', "“”"),
        ('‟', "”"),
        ('‘', "’"),
        ('’', "’"),
        ('‚', "‘’"),
        ('«', "»"),
        ('»', "«»"),
        ('‹', "›"),
        ('「', "」"),
        ('『', "』"),
        ('《', "》"),
    ];
    let mut letters = text.chars();
    let (Some(first), Some(last)) = (letters.next(), letters.next_back()) else { return false };
    PAIRS.iter().any(|(open, close)| *open == first && close.contains(last))
}

#[cfg(test)]
mod tests;
