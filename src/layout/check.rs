//! What holds for every layout, whatever the journey: the invariants, as a function that anybody may call.
//!
//! [`check`] looks at geometry alone. It finds
//!
//! - [`Rule::NotFinite`]: a length that is no number;
//! - [`Rule::OffPage`]: words, cards or paths outside the page;
//! - [`Rule::TextsOverlap`]: two lines of text whose ink overlaps (ink: from capital height to descender, over the whole
//!   advance width; each line on its own);
//! - [`Rule::TextLeaves`]: a line outside what holds it: a card, a cell, a stage's header, a lane, its column of names;
//! - [`Rule::TextTooSmall`]: a line smaller than the smallest size of the page's measures;
//! - [`Rule::TextUnderMark`]: a line under an icon, a dot, a badge, a tag, a face of the scale or a sign of the legend;
//! - [`Rule::BlocksOverlap`]: header, stages, lanes and footer, or neighbouring stages, that overlap;
//! - [`Rule::CardsOverlap`], [`Rule::CardLeavesRow`], [`Rule::CardLeavesStage`];
//! - [`Rule::RouteCrossesCard`]: a path that comes nearer than a pixel to a card, other than the two that the piece joins;
//! - [`Rule::RouteCrossesText`]: a path through words outside cards;
//! - [`Rule::RouteEnds`]: a piece that does not lead from the edge of one card to the edge of the next that its traveller
//!   visits, or a number of pieces that does not match;
//! - [`Rule::NoteTouchesCurve`], [`Rule::NoteTouchesFace`]: quotes and feelings on the curves that they speak of;
//! - [`Rule::PointOutsidePlot`]: a value outside the range of the emotion lane's axis.
//!
//! Nothing is compared with everything else: boxes are looked up in a grid of squares, so that maps of thousands of cards
//! are checked in milliseconds.

mod changes;
mod emotions;
mod routes;
mod squares;
#[cfg(test)]
mod tests;
mod texts;

use self::squares::Squares;
use self::texts::Ink;
use super::card::Card;
use super::swimlanes::Swimlanes;
use super::{Lane, Layout};
use crate::geometry::{Rect, neighbours};
use crate::journey::Journey;
use std::fmt;

/// What must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Every length is a number.
    NotFinite,
    /// Everything stands on the page.
    OffPage,
    /// No two lines of text overlap.
    TextsOverlap,
    /// Words stay inside what holds them.
    TextLeaves,
    /// No text is smaller than the smallest size.
    TextTooSmall,
    /// No icon, dot, badge or face lies on words.
    TextUnderMark,
    /// Header, stages, lanes and footer stand under each other, stages beside each other.
    BlocksOverlap,
    /// No two cards overlap.
    CardsOverlap,
    /// A card stays inside its swimlane.
    CardLeavesRow,
    /// A card stays inside its stage.
    CardLeavesStage,
    /// A path keeps clear of all cards but the two that it joins.
    RouteCrossesCard,
    /// A path runs through no words.
    RouteCrossesText,
    /// A path leads from card to card.
    RouteEnds,
    /// Words beside a curve don't touch any curve.
    NoteTouchesCurve,
    /// Words beside a curve don't touch any face.
    NoteTouchesFace,
    /// Values lie between the ends of the scale.
    PointOutsidePlot,
}

/// A place where a layout breaks a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// Which rule.
    pub rule: Rule,
    /// What breaks it, in words.
    pub what: String,
    /// Where, px.
    pub at: Rect,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at;
        write!(f, "{:?}: {} at {:.1},{:.1} to {:.1},{:.1}", self.rule, self.what, at.x0, at.y0, at.x1, at.y1)
    }
}

/// Lengths that differ by less than this are equal, px.
const TOLERANCE: f64 = 0.25;

/// Every place where `layout`, made from `journey`, breaks a rule; none for a sound layout.
///
/// Right-to-left maps are checked as they are laid out, before they are mirrored.
///
/// ```
/// use std::path::Path;
/// use wayline::journey::Fit;
/// use wayline::layout::{check, lay_out};
/// use wayline::text::Typesetter;
///
/// let source = "title = 'Coffee'\n[[stage]]\nname = 'Order'\ntouchpoint = [{ label = 'Queue', emotion = -1 }]";
/// let (map, _) = wayline::open(source, Path::new("."), None).unwrap();
/// let mut text = Typesetter::new(&map.journey.language);
/// let pages = lay_out(&map.journey, &map.assets, &map.theme.metrics, map.journey.page.size, Fit::Split, &mut text);
/// for (journey, layout) in pages.iter() {
///     assert_eq!(check(layout, journey), []);
/// }
/// ```
pub fn check(layout: &Layout, journey: &Journey) -> Vec<Violation> {
    let mut checker = Checker { layout, page: Rect::from_origin_size((0.0, 0.0), layout.size), found: Vec::new() };
    let inks = texts::all(layout);
    let square = layout.metrics.body.max(1.0) * 8.0;
    let grid = Squares::of(square, &inks, |ink| ink.rect);
    checker.texts(&inks, &grid);
    checker.marks(&grid);
    checker.blocks();
    for lane in &layout.lanes {
        match lane {
            Lane::Swimlanes(swimlanes) => {
                let cards = Squares::of(square, &swimlanes.cards, |card| card.rect);
                checker.cards(swimlanes, &cards, journey);
                checker.routes(swimlanes, &cards, journey, &grid);
                checker.traces(swimlanes, &cards, &grid);
            }
            Lane::Emotions(emotions) => checker.emotions(emotions),
            Lane::Storyboard(board) => {
                for (path, frame) in &board.frames {
                    if !inside(*frame, board.rect) {
                        checker.report(Rule::OffPage, format!("the picture {path} leaves its lane"), *frame);
                    }
                }
            }
            Lane::Cells(_) => {}
        }
    }
    checker.found
}

/// What is looked at, and what was found so far.
struct Checker<'a> {
    layout: &'a Layout,
    page: Rect,
    found: Vec<Violation>,
}

impl Checker<'_> {
    fn report(&mut self, rule: Rule, what: String, at: Rect) {
        self.found.push(Violation { rule, what, at });
    }

    fn texts(&mut self, inks: &[Ink<'_>], grid: &Squares<Ink>) {
        for (index, ink) in inks.iter().enumerate() {
            if !ink.rect.is_finite() {
                self.report(Rule::NotFinite, format!("{ink}"), ink.rect);
                continue;
            }
            if ink.size < self.layout.metrics.small - 0.01 {
                self.report(Rule::TextTooSmall, format!("{ink}: {:.2} px", ink.size), ink.rect);
            }
            if !inside(ink.rect, self.page) {
                self.report(Rule::OffPage, format!("{ink}"), ink.rect);
            } else if !inside(ink.rect, ink.room) {
                let room = ink.room;
                let room = format!("{:.1},{:.1} to {:.1},{:.1}", room.x0, room.y0, room.x1, room.y1);
                self.report(Rule::TextLeaves, format!("{ink} leaves its room {room}"), ink.rect);
            }
            for (place, other) in grid.near(ink.rect) {
                if place > index && overlap(ink.rect, other.rect) {
                    self.report(Rule::TextsOverlap, format!("{ink} and {other}"), ink.rect);
                }
            }
        }
    }

    fn marks(&mut self, grid: &Squares<Ink>) {
        for (what, mark) in texts::marks(self.layout) {
            for (_, ink) in grid.near(mark) {
                if overlap(mark, ink.rect) {
                    self.report(Rule::TextUnderMark, format!("{what} on {ink}"), mark);
                }
            }
        }
        for tag in changes::tags(self.layout) {
            for (_, ink) in grid.near(tag.rect).filter(|(_, ink)| ink.kind != changes::IN_TAG) {
                if overlap(tag.rect, ink.rect) {
                    self.report(Rule::TextUnderMark, format!("a tag on {ink}"), tag.rect);
                }
            }
        }
    }

    /// The parts of the page from top to bottom, and stages from start to end.
    fn blocks(&mut self) {
        let layout = self.layout;
        let mut bottom = layout.header.bottom;
        let mut above = "the header";
        let mut parts = vec![(
            "the stages",
            layout.stages.heads.iter().map(|h| h.rect.y0).fold(f64::INFINITY, f64::min),
            layout.stages.bottom,
        )];
        parts.extend(layout.lanes.iter().map(|lane| match lane {
            Lane::Swimlanes(lane) => ("the swimlanes", lane.rect.y0, lane.rect.y1),
            Lane::Emotions(lane) => ("the emotions", lane.rect.y0, lane.rect.y1),
            Lane::Cells(lane) => ("a lane of texts", lane.rect.y0, lane.rect.y1),
            Lane::Storyboard(lane) => ("the storyboard", lane.rect.y0, lane.rect.y1),
        }));
        parts.extend(layout.changes.iter().map(|changes| ("the list of changes", changes.list.rect.y0, changes.list.rect.y1)));
        let footer = layout.footer.legend.iter().map(|item| item.rect.y0);
        let footer = footer.chain(layout.footer.review.iter().map(|label| label.top));
        let footer = footer.chain(layout.footer.log.iter().map(|log| log.heading.top)).fold(f64::INFINITY, f64::min);
        if footer.is_finite() {
            parts.push(("the footer", footer, layout.footer.bottom));
        }
        for (what, top, next) in parts {
            let at = Rect::new(0.0, top, layout.size.width, next);
            if !at_most(bottom, top) || !at_most(top, next) {
                self.report(Rule::BlocksOverlap, format!("{what} begin above the end of {above}"), at);
            }
            if !at_most(next, layout.size.height) {
                self.report(Rule::OffPage, format!("{what} end under the page"), at);
            }
            (above, bottom) = (what, next);
        }
        for (index, (head, next)) in neighbours(&layout.stages.heads).enumerate() {
            if !at_most(head.rect.x1, next.rect.x0) {
                self.report(Rule::BlocksOverlap, format!("stages {index} and {}", index + 1), next.rect);
            }
        }
    }

    fn cards(&mut self, swimlanes: &Swimlanes, cards: &Squares<Card>, journey: &Journey) {
        let stages: Vec<usize> =
            journey.stages.iter().enumerate().flat_map(|(stage, facts)| facts.touchpoints.iter().map(move |_| stage)).collect();
        for (index, card) in swimlanes.cards.iter().enumerate() {
            let name = || format!("card {} (“{}”)", card.touchpoint, texts::words(&card.label));
            if !card.rect.is_finite() || card.rect.width() <= 0.0 || card.rect.height() <= 0.0 {
                self.report(Rule::NotFinite, name(), card.rect);
                continue;
            }
            if !inside(card.rect, self.page) {
                self.report(Rule::OffPage, name(), card.rect);
            }
            let row = swimlanes.rows.get(card.lane);
            if !row.is_some_and(|row| at_most(row.top, card.rect.y0) && at_most(card.rect.y1, row.bottom)) {
                self.report(Rule::CardLeavesRow, name(), card.rect);
            }
            let spans = &self.layout.spans;
            let span = stages.get(card.touchpoint).and_then(|stage| spans.iter().find(|(of, _)| of == stage));
            if !span.is_some_and(|(_, (left, right))| at_most(*left, card.rect.x0) && at_most(card.rect.x1, *right)) {
                self.report(Rule::CardLeavesStage, name(), card.rect);
            }
            for (place, other) in cards.near(card.rect) {
                if place > index && overlap(card.rect, other.rect) {
                    let other = texts::words(&other.label);
                    self.report(Rule::CardsOverlap, format!("{} and “{other}”", name()), card.rect);
                }
            }
        }
    }
}

/// Whether `a` comes before `b` or where it is; false for what is no number.
fn at_most(a: f64, b: f64) -> bool {
    a <= b + TOLERANCE
}

/// Whether `inner` lies in `outer`; false for what is no number.
fn inside(inner: Rect, outer: Rect) -> bool {
    at_most(outer.x0, inner.x0) && at_most(outer.y0, inner.y0) && at_most(inner.x1, outer.x1) && at_most(inner.y1, outer.y1)
}

/// Whether two boxes share more than their edges.
fn overlap(a: Rect, b: Rect) -> bool {
    let shared = a.intersect(b);
    shared.width() > TOLERANCE && shared.height() > TOLERANCE
}
