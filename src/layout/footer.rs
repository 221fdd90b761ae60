//! The bottom of the map: what its signs mean, when it was reviewed and what came out of that.

use super::context::Context;
use super::label::{Label, font, room, set};
use super::log::{self, Log};
use crate::diff::marks;
use crate::geometry::Rect;
use crate::journey::Control;
use crate::scene::{Anchor, FontStyle};
use crate::text::Typesetter;
use crate::theme::Metrics;
use crate::words::{Word, number, review_line, say};

/// The bottom of the map at its place.
#[derive(Debug, Clone)]
pub struct Footer {
    /// Signs that the map really uses.
    pub legend: Vec<LegendItem>,
    /// Version and review dates.
    pub review: Option<Label>,
    /// What came out of reviews, where the map asks for it; on the last page only.
    pub log: Option<Log>,
    /// Which page it is of how many, where there are several.
    pub number: Option<Label>,
    /// Bottom, px.
    pub bottom: f64,
}

/// A sign and what it means.
#[derive(Debug, Clone)]
pub struct LegendItem {
    /// Which sign.
    pub sign: Sign,
    /// Where it is drawn.
    pub rect: Rect,
    /// What it means.
    pub label: Label,
}

/// What a legend can explain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A traveller's line.
    Traveller(usize),
    /// The badge of a moment of truth.
    MomentOfTruth,
    /// The dashed card of a touchpoint outside the brand's control.
    Indirect,
    /// The card of a touchpoint that hurts.
    Pain,
    /// The mark of a touchpoint that could be better.
    Opportunity,
    /// The lighter curve of what was expected.
    Expected,
    /// The sign of a change, where two revisions are compared.
    Change(marks::Sign),
    /// The pale curve of an older revision.
    Before,
}

/// What a map shows that its signs may belong to.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// Touchpoint cards.
    pub cards: bool,
    /// Emotion curves.
    pub curves: bool,
}

/// The signs that this map uses, in the order of the legend.
fn signs(context: &Context, shown: Shown) -> Vec<(Sign, String)> {
    let language = &context.journey.language;
    let mut signs = Vec::new();
    let lines = (shown.cards && !context.is_matrix()) || shown.curves;
    if lines && context.journey.personas.len() > 1 {
        signs.extend(context.journey.personas.iter().enumerate().map(|(i, p)| (Sign::Traveller(i), p.name.clone())));
    }
    let touchpoints = || context.touchpoints.iter().map(|(_, t)| t);
    if shown.cards {
        let uses = [
            (Sign::MomentOfTruth, Word::MomentOfTruth, touchpoints().any(|t| t.moment_of_truth)),
            (Sign::Indirect, Word::Indirect, touchpoints().any(|t| t.control == Control::Indirect)),
            (Sign::Pain, Word::PainPoint, touchpoints().any(|t| t.pain.is_some())),
            (Sign::Opportunity, Word::Opportunity, touchpoints().any(|t| t.opportunity.is_some())),
        ];
        signs.extend(uses.into_iter().filter(|(_, _, used)| *used).map(|(s, word, _)| (s, say(language, word).to_owned())));
    }
    let expected = context.journey.stages.iter().any(|s| !s.expected.is_empty()) || touchpoints().any(|t| !t.expected.is_empty());
    if shown.curves && expected {
        signs.push((Sign::Expected, say(language, Word::Expected).to_owned()));
    }
    signs.extend(changes(context, shown));
    signs
}

/// The signs of a comparison that this map uses.
fn changes(context: &Context, shown: Shown) -> Vec<(Sign, String)> {
    let Some(marks) = context.marks else { return Vec::new() };
    let known = [
        (marks::Sign::Added, Word::Added),
        (marks::Sign::Removed, Word::Removed),
        (marks::Sign::Moved, Word::Moved),
        (marks::Sign::MovedAway, Word::MovedAway),
        (marks::Sign::Reworded, Word::Reworded),
        (marks::Sign::Risen, Word::Better),
        (marks::Sign::Fallen, Word::Worse),
    ];
    let mut signs: Vec<(Sign, Word)> =
        known.into_iter().filter(|(sign, _)| marks.uses(*sign)).map(|(sign, word)| (Sign::Change(sign), word)).collect();
    if shown.curves && marks.felt.iter().flatten().any(|felt| !felt.values.is_empty()) {
        signs.push((Sign::Before, Word::FeltBefore));
    }
    let language = &context.journey.language;
    signs.into_iter().map(|(sign, word)| (sign, say(language, word).to_owned())).collect()
}

/// Style of a page's number.
fn number_style(m: &Metrics) -> FontStyle {
    font(m.small, 600)
}

/// Writes which page it is of how many into the corner at `right` px.
pub fn write_number(text: &mut Typesetter, m: &Metrics, language: &str, footer: &mut Footer, right: f64, page: usize, of: usize) {
    let words = format!("{} / {}", number(language, page as f64), number(language, of as f64));
    let block = set(text, &words, number_style(m), right, 1.3);
    let top = footer.bottom - block.height();
    footer.number = Some(Label::new(block, right, top).anchored(Anchor::Right));
}

/// Places the footer between `left` and `right`, `top` downwards, with room for a page's number where the pages are
/// `numbered`.
pub fn place(context: &mut Context, shown: Shown, numbered: bool, left: f64, right: f64, top: f64) -> Footer {
    let m = context.metrics;
    let right = if numbered { right - room(context.text, "888 / 888", number_style(&m)) - m.unit * 4.0 } else { right };
    let style = font(m.small, 400);
    let line = m.small * 1.3;
    let review = context.journey.review.as_ref().and_then(|r| review_line(&context.journey.language, r));
    let review = review.map(|words| set(context.text, &words, style, right - left, 1.3));

    let (mut x, mut y) = (left, top);
    // of the row so far: long names take several lines
    let mut row = line;
    let mut legend = Vec::new();
    for (sign, words) in signs(context, shown) {
        let mark = match sign {
            Sign::MomentOfTruth | Sign::Opportunity => m.small * 1.4,
            Sign::Change(_) => m.small * 1.64,
            Sign::Traveller(_) => m.small * 3.2,
            _ => m.small * 2.0,
        };
        let block = set(context.text, &words, style, (right - left - mark - m.unit * 2.0).min(m.small * 40.0), 1.3);
        let width = mark + m.unit * 2.0 + block.width() * 1.05;
        if x > left && x + width > right {
            (x, y, row) = (left, y + row + m.unit * 2.0, line);
        }
        row = row.max(block.height());
        let rect = Rect::new(x, y, x + mark, y + line);
        let label = Label::new(block, x + mark + m.unit * 2.0, y);
        x += width + (m.unit * 6.0).max(m.small * 1.5);
        legend.push(LegendItem { sign, rect, label });
    }
    let mut bottom = legend.iter().map(|i| i.label.bounds().y1).fold(top + if numbered { line } else { 0.0 }, f64::max);
    let review = review.map(|block| {
        // beside the last line of the legend where there is room, else under it
        let fits = x + block.width() * 1.05 <= right;
        let top = if legend.is_empty() || fits { y } else { bottom + m.unit * 2.0 };
        let label = Label::new(block, right, top).anchored(Anchor::Right);
        bottom = bottom.max(label.bounds().y1);
        label
    });
    let space = if bottom > top { m.unit * 4.0 } else { 0.0 };
    let log = log::place(context, left, right, bottom + space);
    let bottom = log.as_ref().map_or(bottom, Log::bottom);
    Footer { legend, review, log, number: None, bottom }
}
