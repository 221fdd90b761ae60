//! What stands on a comparison of two revisions only: tags, rings, traces, what is past, and the list of changes.

use super::groups::{container, decoration, symbol};
use super::{Painter, boxed, curve, line, shape};
use crate::color::Rgb;
use crate::diff::marks::{Marks, Sign, Spot};
use crate::diff::wording::{Teller, Voice};
use crate::geometry::{BezPath, Point, Rect, Vec2};
use crate::journey::Touchpoint;
use crate::layout::card::Card;
use crate::layout::changes::list::{Item, List};
use crate::layout::header::{Comparison, badge};
use crate::layout::route::{self, Piece};
use crate::layout::tag::Tag;
use crate::scene::{Fill, Geometry, Group, Node, Role, Shape, Stroke};
use crate::words::Word;

impl Painter<'_> {
    /// The colour of a sign; none is told by it alone.
    pub(super) fn sign_color(&self, sign: Sign) -> Rgb {
        let [worst, _, middle, _, best] = self.palette.grades;
        match sign {
            Sign::Added | Sign::Risen => best,
            Sign::Removed => self.palette.text_muted,
            Sign::Moved | Sign::MovedAway => self.palette.text,
            Sign::Reworded => middle,
            Sign::Fallen => worst,
        }
    }

    /// A colour that steps back behind what changed, where two revisions are compared.
    pub(super) fn quiet(&self, color: Rgb) -> Rgb {
        if self.marks.is_some() { color.mix(self.palette.panel, 0.55) } else { color }
    }

    /// What happened to a part, in words.
    pub(super) fn told(&self, spot: Spot) -> Option<String> {
        let marks = self.marks?;
        let said = Teller::new(self.journey).mark(marks, marks.at(spot)?);
        (!said.is_empty()).then_some(said)
    }

    /// A tag: filled for what changed on the map itself, hollow for feelings and for what is here no more.
    pub(super) fn tag(&self, tag: &Tag) -> Vec<Node> {
        let first = tag.signs.first().map_or(Sign::Reworded, |(sign, _)| *sign);
        let color = self.sign_color(first).readable_on(self.palette.page, 4.7);
        let hollow = matches!(first, Sign::MovedAway | Sign::Risen | Sign::Fallen);
        let (fill, ink) =
            if hollow { (self.palette.card, color.readable_on(self.palette.card, 4.6)) } else { (color, self.palette.page) };
        let rim = if hollow { color } else { self.palette.page };
        let geometry = Geometry::Rect { rect: tag.rect, radius: tag.rect.height() / 2.0 };
        let mut nodes = vec![shape(geometry, Some(fill), Some(Stroke::new(rim, self.m.outline)))];
        nodes.extend(tag.signs.iter().map(|(sign, center)| sign_shape(*sign, *center, tag.side, ink)));
        if let Some(label) = &tag.label {
            nodes.extend(self.text(label, ink));
        }
        nodes
    }

    /// The tags of what has no group of its own on the map, each telling its change.
    pub(super) fn tags(&self, nodes: &mut Vec<Node>) {
        let Some(changes) = &self.layout.changes else { return };
        for (spot, tag) in changes.tags.iter().filter(|(spot, _)| !matches!(spot, Spot::Touchpoint(_))) {
            let said = self.told(*spot);
            nodes.push(Node::Group(Group {
                label: said.clone(),
                role: Role::Symbol,
                kind: Some("change"),
                tooltip: said,
                children: self.tag(tag),
                ..Group::default()
            }));
        }
    }

    /// The tag of a touchpoint, which is painted with its card.
    pub(super) fn card_tag(&self, card: &Card) -> Vec<Node> {
        let tag = self.layout.changes.as_ref().and_then(|changes| changes.tag(Spot::Touchpoint(card.touchpoint)));
        tag.map_or_else(Vec::new, |tag| self.tag(tag))
    }

    /// A light ground, as of a marker pen, behind each text of a part that has other words than before.
    pub(super) fn fresh(&self, spot: Spot) -> Vec<Node> {
        let Some(changes) = &self.layout.changes else { return Vec::new() };
        let (unit, color) = (self.m.unit, self.sign_color(Sign::Reworded));
        let ground = |rect: Rect| {
            let geometry = Geometry::Rect { rect: rect.inflate(unit * 0.75, unit * 0.25), radius: unit * 0.75 };
            Node::Shape(Shape { geometry, fill: Some(Fill::Solid { color, opacity: 0.2 }), stroke: None })
        };
        changes.fresh(spot).map(ground).collect()
    }

    /// A ring around the card of what is new or has moved.
    pub(super) fn card_ring(&self, card: &Card) -> Option<Node> {
        let mark = self.marks?.at(Spot::Touchpoint(card.touchpoint))?;
        let sign = *mark.signs.iter().find(|sign| matches!(sign, Sign::Added | Sign::Moved))?;
        Some(self.ring(card.rect, self.m.card_radius, sign))
    }

    /// What outlines the header of a stage that is new or has moved.
    pub(super) fn head_ring(&self, stage: usize, geometry: &Geometry) -> Option<Node> {
        let mark = self.marks?.at(Spot::Stage(stage))?;
        let sign = *mark.signs.iter().find(|sign| matches!(sign, Sign::Added | Sign::Moved))?;
        let stroke = Stroke::new(self.sign_color(sign), self.m.unit * 1.5);
        Some(shape(geometry.clone(), None, Some(stroke)))
    }

    fn ring(&self, rect: Rect, radius: f64, sign: Sign) -> Node {
        let away = self.m.unit * 0.75;
        let color = self.sign_color(sign);
        let geometry = Geometry::Rect { rect: rect.inflate(away, away), radius: radius + away };
        let fill = Some(Fill::Solid { color, opacity: 0.1 });
        Node::Shape(Shape { geometry, fill, stroke: Some(Stroke::new(color, self.m.outline * 1.8)) })
    }

    /// A card of the old revision where it stood.
    pub(super) fn past_card(&self, card: &Card, facts: &Touchpoint) -> Node {
        let ink = self.palette.text_muted;
        let mark = self.marks.and_then(|marks| marks.at(Spot::Touchpoint(card.touchpoint)));
        let left = mark.is_some_and(|mark| mark.signs.contains(&Sign::MovedAway));
        let mut children = vec![self.past_outline(Geometry::Rect { rect: card.rect, radius: self.m.card_radius }, left)];
        if let Some((at, side)) = card.icon {
            let channel = facts.channel.and_then(|c| self.journey.channels.get(c));
            let own = self.sourced_icon(facts.icon.as_ref());
            let art = own.or_else(|| self.sourced_icon(channel.and_then(|channel| channel.icon.as_ref())));
            children.extend(art.map(|art| self.icon(art, at, side, ink)));
        }
        children.extend(self.text(&card.label, ink));
        children.extend(self.card_tag(card));
        let told = self.told(Spot::Touchpoint(card.touchpoint));
        let name = self.narrator.past_touchpoint(facts, told.as_deref());
        Node::Group(Group {
            label: Some(name),
            role: Role::Symbol,
            kind: Some("past"),
            tooltip: told,
            children,
            ..Group::default()
        })
    }

    /// The outline of what is here no more: dashed, or dotted where it only moved.
    pub(super) fn past_outline(&self, geometry: Geometry, left: bool) -> Node {
        let unit = self.m.unit;
        let dashes = if left { [unit * 0.3, unit * 0.9] } else { [unit * 1.5, unit * 1.1] };
        let stroke = Stroke::new(self.palette.text_muted, self.m.outline).dashed(&dashes);
        shape(geometry, None, Some(stroke))
    }

    /// The ways of what moved, each with an arrow's head at its end.
    pub(super) fn traces(&self, traces: &[Piece]) -> Vec<Node> {
        traces.iter().flat_map(|piece| self.trace(piece)).collect()
    }

    fn trace(&self, piece: &Piece) -> Vec<Node> {
        let (m, color) = (self.m, self.sign_color(Sign::Moved));
        let [.., before, end] = piece.points.as_slice() else { return Vec::new() };
        let along = (*end - *before).normalize();
        // the ring around the card is where the head ends
        let (ring, reach) = (m.unit * 0.75, m.unit * 1.75);
        let tip = *end - along * ring;
        let mut points = piece.points.clone();
        points.pop();
        let left = before.distance(tip) - reach;
        if left > 0.1 {
            points.push(tip - along * reach);
        }
        let stroke = Stroke::new(color, m.path_width * 0.65).dashed(&[m.unit * 1.25, m.unit]);
        let mut head = BezPath::new();
        let across = Vec2::new(-along.y, along.x) * reach * 0.55;
        head.move_to(tip);
        head.line_to(tip - along * reach + across);
        head.line_to(tip - along * reach - across);
        head.close_path();
        let line = (points.len() > 1).then(|| curve(route::rounded(&points, m.unit * 2.0), stroke));
        line.into_iter().chain([shape(Geometry::Path(head), Some(color), None)]).collect()
    }

    /// The line of the header that says what is compared.
    pub(super) fn comparison(&self, comparison: &Comparison, marks: &Marks, nodes: &mut Vec<Node>) {
        let (rect, label) = &comparison.badge;
        let radius = rect.height().min(self.m.small * 2.0) / 2.0;
        nodes.push(boxed(*rect, radius, self.palette.text));
        let words = badge(&self.journey.language, marks.old.as_ref(), self.journey.review.as_ref());
        self.words("revisions", &words, label, self.palette.page, nodes);
        self.words("summary", &marks.summary.line(&self.journey.language), &comparison.summary, self.palette.text, nodes);
    }

    /// What changed, item by item.
    pub(super) fn changes(&self, list: &List, marks: &Marks) -> Node {
        let palette = self.palette;
        let geometry = Geometry::Rect { rect: list.rect, radius: self.m.panel_radius };
        let mut behind = vec![shape(geometry, Some(palette.panel), Some(Stroke::new(palette.hairline, self.m.outline)))];
        let rule =
            |(x, top, bottom): &(f64, f64, f64)| line((*x, *top), (*x, *bottom), Stroke::new(palette.hairline, self.m.outline));
        behind.extend(list.rules.iter().map(rule));
        behind.extend(self.text(&list.heading, palette.text));
        for stage in &list.stages {
            behind.extend(self.text(stage, palette.text_muted));
        }
        let mut nodes = vec![decoration("background", behind)];
        nodes.extend(list.items.iter().map(|item| self.item(item, marks)));
        container("changes", self.narrator.word(Word::Changes).to_owned(), nodes)
    }

    fn item(&self, item: &Item, marks: &Marks) -> Node {
        let mut nodes = self.tag(&item.tag);
        nodes.extend(self.text(&item.subject, self.palette.text));
        for (voice, label) in &item.lines {
            let color = match voice {
                Voice::Was => self.palette.text_muted,
                Voice::Now => self.palette.text,
            };
            nodes.extend(self.text(label, color));
        }
        let said = marks.notes.get(item.note).map(|note| Teller::new(self.journey).note(note));
        symbol("change", said.unwrap_or_default(), nodes)
    }
}

/// A sign around its centre, `side` px wide.
pub(super) fn sign_shape(sign: Sign, center: Point, side: f64, ink: Rgb) -> Node {
    let r = side / 2.0;
    let at = |x: f64, y: f64| center + (x * r, y * r);
    let mut path = BezPath::new();
    match sign {
        Sign::Added => {
            path.move_to(at(-0.85, 0.0));
            path.line_to(at(0.85, 0.0));
            path.move_to(at(0.0, -0.85));
            path.line_to(at(0.0, 0.85));
        }
        Sign::Removed => {
            path.move_to(at(-0.85, 0.0));
            path.line_to(at(0.85, 0.0));
        }
        Sign::Moved | Sign::MovedAway => {
            path.move_to(at(-0.95, 0.0));
            path.line_to(at(0.9, 0.0));
            path.move_to(at(0.2, -0.65));
            path.line_to(at(0.9, 0.0));
            path.line_to(at(0.2, 0.65));
        }
        Sign::Reworded => {
            path.move_to(at(-0.95, 0.3));
            path.curve_to(at(-0.65, -0.75), at(-0.3, -0.6), at(0.0, 0.0));
            path.curve_to(at(0.3, 0.6), at(0.65, 0.75), at(0.95, -0.3));
        }
        Sign::Risen | Sign::Fallen => {
            let up = if sign == Sign::Risen { 1.0 } else { -1.0 };
            path.move_to(at(0.0, -0.75 * up));
            path.line_to(at(0.85, 0.7 * up));
            path.line_to(at(-0.85, 0.7 * up));
            path.close_path();
            return shape(Geometry::Path(path), Some(ink), None);
        }
    }
    curve(path, Stroke::new(ink, side * 0.19))
}
