//! Every line of a layout with the room that holds it, and every mark that must not lie on words.

use super::changes;
use crate::geometry::{Point, Rect};
use crate::layout::label::Label;
use crate::layout::lane_label::LaneLabel;
use crate::layout::{Lane, Layout};
use crate::text::CAP_HEIGHT;
use std::fmt;

/// Depth of descenders, in em.
const DESCENDER: f64 = 0.21;

/// One line of text.
#[derive(Debug)]
pub(super) struct Ink<'a> {
    /// From capital height to descender, over the advance width.
    pub rect: Rect,
    /// Where it must stay.
    pub room: Rect,
    /// Size of the letters, px.
    pub size: f64,
    /// What kind of text it is.
    pub kind: &'static str,
    /// The words.
    pub words: &'a str,
}

impl fmt::Display for Ink<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} “{}”", self.kind, self.words)
    }
}

/// The words of all lines of a label.
pub(super) fn words(label: &Label) -> String {
    label.block.lines.iter().map(|line| line.content.as_str()).collect::<Vec<_>>().join(" ")
}

/// Kind of the texts on cards.
pub(super) const ON_CARD: &str = "card";

/// The ink of each line of a label.
pub(super) fn ink(label: &Label) -> impl Iterator<Item = (Rect, &str)> {
    label.block.lines.iter().enumerate().filter(|(_, line)| !line.content.is_empty()).map(|(index, line)| {
        let size = label.block.style.size;
        let left = label.line_left(line.width);
        let baseline = label.baseline(index);
        (Rect::new(left, baseline - CAP_HEIGHT * size, left + line.width, baseline + DESCENDER * size), line.content.as_str())
    })
}

/// All lines of the map.
pub(super) fn all<'a>(layout: &'a Layout) -> Vec<Ink<'a>> {
    let page = Rect::from_origin_size((0.0, 0.0), layout.size);
    let m = &layout.metrics;
    let mut inks = Vec::new();
    let mut add = |kind, room: Rect, label: &'a Label| {
        let size = label.block.style.size;
        inks.extend(ink(label).map(|(rect, words)| Ink { rect, room, size, kind, words }));
    };

    add("title", page, &layout.header.title);
    for label in layout.header.subtitle.iter() {
        add("subtitle", page, label);
    }
    for card in &layout.header.personas {
        add("persona", page, &card.name);
        for label in card.role.iter().chain(&card.quote) {
            add("persona", page, label);
        }
        for label in card.initials.iter() {
            add("initials", around(card.disc, card.radius), label);
        }
    }
    for (label, rule) in &layout.stages.phases {
        add("phase", Rect { y0: layout.header.bottom, ..*rule }, label);
    }
    for head in &layout.stages.heads {
        // words keep clear of the notch's and the tip's slanted sides by their inset
        add("stage", head.rect, &head.name);
        for label in head.goal.iter().chain(&head.count) {
            add("stage", head.rect, label);
        }
    }
    // the column of names ends where the stages begin
    let names = layout.spans.iter().map(|(_, span)| span.0).fold(f64::INFINITY, f64::min);
    let names = layout.joints.before.map_or(names, |edge| names.min(edge));
    for lane in &layout.lanes {
        match lane {
            Lane::Swimlanes(swimlanes) => {
                for row in &swimlanes.rows {
                    for label in row.label.iter() {
                        add("lane", Rect::new(swimlanes.rect.x0, row.top, names, row.bottom), &label.label);
                    }
                }
                for line in &swimlanes.lines {
                    add("blueprint line", swimlanes.rect, &line.label);
                }
                let inset = m.card_padding * 0.5;
                for card in &swimlanes.cards {
                    add(ON_CARD, card.rect.inset(-inset), &card.label);
                    for label in card.duration.iter() {
                        add(ON_CARD, card.rect.inset(-inset), label);
                    }
                }
            }
            Lane::Emotions(lane) => {
                let faces = lane.axis.iter().map(|(center, _)| center.x - lane.axis_radius).fold(names, f64::min);
                add("lane", Rect { x1: faces, ..lane.rect }, &lane.label.label);
                for note in &lane.notes {
                    add("note", Rect { x0: names, ..lane.rect }, &note.label);
                }
            }
            Lane::Cells(lane) => {
                add("lane", Rect { x1: names, ..lane.rect }, &lane.label.label);
                for cell in &lane.cells {
                    let room = cell.rect.inset(-m.unit * 0.5);
                    for label in cell.items.iter().map(|(_, label)| label).chain(&cell.muted) {
                        add("cell", room, label);
                    }
                }
            }
            Lane::Storyboard(lane) => add("lane", Rect { x1: names, ..lane.rect }, &lane.label.label),
        }
    }
    for (kind, room, label) in changes::texts(layout) {
        add(kind, room, label);
    }
    for item in &layout.footer.legend {
        add("legend", page, &item.label);
    }
    for label in layout.footer.review.iter().chain(&layout.footer.number) {
        add("review", page, label);
    }
    for log in layout.footer.log.iter() {
        add("log", page, &log.heading);
        for entry in &log.entries {
            add("log", entry.room, &entry.date);
            add("log", entry.room, &entry.text);
        }
    }
    inks
}

/// Icons, dots, badges, faces of the scale and signs of the legend, each with what it is.
pub(super) fn marks(layout: &Layout) -> Vec<(&'static str, Rect)> {
    let square = |(at, side): (Point, f64)| Rect::new(at.x, at.y, at.x + side, at.y + side);
    let mut marks = Vec::new();
    marks.extend(
        layout.header.personas.iter().filter(|p| p.initials.is_none()).map(|p| ("a persona’s disc", around(p.disc, p.radius))),
    );
    let label_icon = |label: &LaneLabel, marks: &mut Vec<_>| {
        marks.extend(label.icon.iter().map(|(_, at, side)| ("a lane’s icon", square((*at, *side)))));
    };
    for lane in &layout.lanes {
        match lane {
            Lane::Swimlanes(swimlanes) => {
                for label in swimlanes.rows.iter().filter_map(|row| row.label.as_ref()) {
                    label_icon(label, &mut marks);
                }
                for card in &swimlanes.cards {
                    marks.extend(card.icon.map(|icon| ("a card’s icon", square(icon))));
                    marks.extend(
                        card.icon.filter(|_| card.disc > 0.0).map(|icon| ("a disc", around(square(icon).center(), card.disc))),
                    );
                    marks.extend(card.dots.iter().map(|(_, center)| ("a dot", around(*center, card.dot_radius))));
                    // the badge is round: its corners are not in the way
                    marks.extend(card.badge.map(|(center, radius)| ("a badge", around(center, radius * 0.8))));
                    marks.extend(card.link.map(|link| ("a link’s mark", square(link))));
                }
            }
            Lane::Emotions(lane) => {
                label_icon(&lane.label, &mut marks);
                marks.extend(lane.axis.iter().map(|(center, _)| ("a face of the scale", around(*center, lane.axis_radius))));
            }
            Lane::Cells(lane) => {
                label_icon(&lane.label, &mut marks);
                for cell in &lane.cells {
                    marks.extend(cell.bars.iter().map(|(bar, _)| ("a bar", *bar)));
                    marks.extend(cell.items.iter().filter_map(|(dot, _)| *dot).map(|dot| ("a bullet", around(dot, cell.bullet))));
                }
            }
            Lane::Storyboard(board) => {
                label_icon(&board.label, &mut marks);
                marks.extend(board.frames.iter().map(|(_, frame)| ("a picture", *frame)));
            }
        }
    }
    marks.extend(layout.footer.legend.iter().map(|item| ("a sign of the legend", item.rect)));
    marks
}

/// The square around a circle.
pub(super) fn around(center: Point, radius: f64) -> Rect {
    Rect::from_center_size(center, (2.0 * radius, 2.0 * radius))
}
