//! What stands on a comparison of two revisions only: tags keep clear of words, traces of cards and words.

use super::squares::Squares;
use super::texts::Ink;
use super::{Checker, Rule, inside};
use crate::geometry::{Rect, neighbours};
use crate::layout::Lane;
use crate::layout::Layout;
use crate::layout::card::Card;
use crate::layout::label::Label;
use crate::layout::swimlanes::Swimlanes;
use crate::layout::tag::Tag;

/// Kind of the words in tags, which their own tag holds.
pub(super) const IN_TAG: &str = "tag";

/// All tags of a map, those of the list and beside curves, too.
pub(super) fn tags(layout: &Layout) -> impl Iterator<Item = &Tag> {
    let steps = layout.lanes.iter().flat_map(|lane| match lane {
        Lane::Emotions(lane) => lane.steps.as_slice(),
        _ => &[],
    });
    let changes = layout.changes.iter();
    let marks = changes.clone().flat_map(|changes| changes.tags.iter().map(|(_, tag)| tag));
    steps.chain(marks).chain(changes.flat_map(|changes| changes.list.items.iter().map(|item| &item.tag)))
}

/// The texts of the list and the header, each with its room.
pub(super) fn texts(layout: &Layout) -> Vec<(&'static str, Rect, &Label)> {
    let page = Rect::from_origin_size((0.0, 0.0), layout.size);
    let mut texts = Vec::new();
    if let Some(comparison) = &layout.header.comparison {
        texts.push(("revisions", comparison.badge.0, &comparison.badge.1));
        texts.push(("summary", page, &comparison.summary));
    }
    for tag in tags(layout) {
        texts.extend(tag.label.iter().map(|label| (IN_TAG, tag.rect, label)));
    }
    if let Some(changes) = &layout.changes {
        let list = &changes.list;
        let items = list.items.iter().flat_map(|item| std::iter::once(&item.subject).chain(item.lines.iter().map(|(_, l)| l)));
        texts.extend(std::iter::once(&list.heading).chain(&list.stages).chain(items).map(|label| ("change", list.rect, label)));
    }
    texts
}

impl Checker<'_> {
    pub(super) fn traces(&mut self, swimlanes: &Swimlanes, cards: &Squares<Card>, texts: &Squares<Ink>) {
        let half = self.layout.metrics.path_width / 2.0;
        for trace in &swimlanes.traces {
            let name = || format!("the trace from touchpoint {} to {}", trace.from, trace.to);
            let card = |touchpoint: usize| swimlanes.cards.iter().find(|card| card.touchpoint == touchpoint);
            let ends = [(card(trace.from), trace.points.first()), (card(trace.to), trace.points.last())];
            for (card, point) in ends {
                if !card.zip(point).is_some_and(|(card, point)| super::routes::on_edge(*point, card.rect)) {
                    self.report(Rule::RouteEnds, name(), swimlanes.rect);
                }
            }
            for (from, to) in neighbours(&trace.points) {
                let line = Rect::from_points(*from, *to);
                if !line.is_finite() {
                    self.report(Rule::NotFinite, name(), line);
                    continue;
                }
                if !inside(line, self.page) {
                    self.report(Rule::OffPage, name(), line);
                }
                self.one_side(cards, [trace.from, trace.to], line, half, &name);
                self.side_through_words(texts, line, half, &name);
            }
        }
    }
}
