//! Title, personas, phases and stages.

use super::groups::{decoration, symbol};
use super::{Painter, boxed, circle, line};
use crate::color::Rgb;
use crate::diff::marks::Spot;
use crate::geometry::{BezPath, Rect};
use crate::journey::LaneId;
use crate::layout::header::PersonaCard;
use crate::layout::stages::Head;
use crate::scene::{Fill, Geometry, Group, Image, Node, Shape, Stroke};

impl Painter<'_> {
    pub(super) fn header(&self) -> Node {
        let header = &self.layout.header;
        let mut children = Vec::new();
        children.extend(self.fresh(Spot::Map));
        self.words("title", &self.journey.title, &header.title, self.palette.text, &mut children);
        if let (Some(label), Some(words)) = (&header.subtitle, &self.journey.subtitle) {
            self.words("subtitle", words, label, self.palette.text_muted, &mut children);
        }
        children.extend(header.personas.iter().filter_map(|card| self.persona(card)));
        if let (Some(comparison), Some(marks)) = (&header.comparison, self.marks) {
            self.comparison(comparison, marks, &mut children);
        }
        Node::Group(Group { kind: Some("header"), children, ..Group::default() })
    }

    fn persona(&self, card: &PersonaCard) -> Option<Node> {
        let persona = self.journey.personas.get(card.persona)?;
        let color = self.traveller(card.persona);
        let disc = self.palette.page.mix(color, self.palette.persona_tint);
        let mut children = Vec::new();
        let raster = persona.image.as_ref().and_then(|i| self.assets.image(&i.value));
        match raster {
            Some(raster) => {
                let rect = Rect::from_center_size(card.disc, (2.0 * card.radius, 2.0 * card.radius));
                children.push(Node::Image(Image { raster: raster.clone(), rect, radius: card.radius, label: None }));
                children.push(circle(card.disc, card.radius, None, Some(Stroke::new(color, self.m.outline * 1.6))));
            }
            None => children.push(circle(card.disc, card.radius, Some(disc), None)),
        }
        if let Some(art) = self.sourced_icon(persona.icon.as_ref()).filter(|_| raster.is_none()) {
            let side = card.radius;
            children.push(self.icon(art, card.disc - (side / 2.0, side / 2.0), side, color));
        }
        if let Some(initials) = &card.initials {
            children.extend(self.text(initials, color.readable_on(disc, 4.6)));
        }
        children.extend(self.text(&card.name, self.palette.text));
        for quiet in [&card.role, &card.quote].into_iter().flatten() {
            children.extend(self.text(quiet, self.palette.text_muted));
        }
        Some(symbol("persona", self.narrator.persona(card.persona), children))
    }

    /// The bands over the stages. The stages' names tell their phases, too.
    pub(super) fn phases(&self) -> Option<Node> {
        let mut children = Vec::new();
        for (label, rule) in &self.layout.stages.phases {
            children.extend(self.text(label, self.palette.text_muted));
            let stroke = Stroke::new(self.palette.line, self.m.outline * 1.5);
            children.push(line((rule.x0, rule.y0), (rule.x1, rule.y0), stroke));
        }
        (!children.is_empty()).then(|| decoration("phases", children))
    }

    /// A stage's header, piece by piece.
    pub(super) fn head(&self, head: &Head) -> Vec<Node> {
        let fill = self.stage_color(head.stage);
        let name = self.journey.stages.get(head.stage).map_or("", |stage| &stage.name);
        let geometry = match head.tip > 0.0 || head.notch {
            true => Geometry::Path(arrow(head, self.m.unit * 1.5, self.m.unit * 1.5, self.layout.stages.tip)),
            false => Geometry::Rect { rect: head.rect, radius: self.m.panel_radius * 0.6 },
        };
        let past = self.journey.stages.get(head.stage).is_some_and(|stage| stage.past);
        let ring = self.head_ring(head.stage, &geometry);
        let (ground, ink, quiet) = if past {
            (self.past_outline(geometry, false), self.palette.text_muted, self.palette.text_muted)
        } else {
            let ground = Node::Shape(Shape { geometry, fill: Some(Fill::solid(fill)), stroke: None });
            (ground, self.palette.stage_text, self.palette.stage_text_muted)
        };
        let mut children: Vec<Node> = ring.into_iter().chain([ground]).collect();
        self.words("name", name, &head.name, ink, &mut children);
        if let Some(goal) = &head.goal {
            let lines = self.text(goal, quiet).collect();
            children.push(symbol("goal", self.narrator.cell(LaneId::Goals, head.stage), lines));
        }
        if let Some(count) = &head.count {
            // "7" says little by itself, and those who walk the touchpoints count them
            children.push(decoration("count", self.text(count, quiet).collect()));
        }
        children
    }

    /// The colour of a stage's header: of its own on a board, else on the way from the first to the last.
    fn stage_color(&self, stage: usize) -> Rgb {
        if self.layout.board {
            return self.board(stage).header;
        }
        let colors = &self.palette.stages;
        let (Some(first), Some(last)) = (colors.first(), colors.last()) else { return self.palette.accent };
        let steps = self.journey.whole_stages(usize::MAX).saturating_sub(1).max(1) as f64;
        let at = self.journey.whole_stages(stage + 1).saturating_sub(1) as f64 / steps * (colors.len() - 1) as f64;
        let (from, to) = (colors.get(at as usize).unwrap_or(first), colors.get(at as usize + 1).unwrap_or(last));
        from.mix(*to, at.fract())
    }

    /// The colours of a stage on a board.
    pub(super) fn board(&self, stage: usize) -> crate::theme::Board {
        let stage = self.journey.whole_stages(stage + 1).saturating_sub(1);
        let boards = &self.palette.boards;
        let plain = crate::theme::Board { header: self.palette.accent, icon: self.palette.accent, disc: self.palette.panel };
        boards.get(stage % boards.len().max(1)).copied().unwrap_or(plain)
    }

    /// A light ground under each stage of a board.
    pub(super) fn board_panels(&self, rect: Rect, nodes: &mut Vec<Node>) {
        let pad = self.m.unit * 1.5;
        for head in &self.layout.stages.heads {
            let ground = Rect::new(head.rect.x0 - pad, rect.y0, head.rect.x1 + pad, rect.y1);
            nodes.push(boxed(ground, self.m.panel_radius, self.palette.panel));
        }
    }
}

/// A stage's arrow: a tip at its end unless it is the last, a notch at its start unless it is the first, `gap` px of
/// space between two of them, outer corners of `radius` px. `notch` is how deep the notch goes, px.
fn arrow(head: &Head, radius: f64, gap: f64, notch: f64) -> BezPath {
    let r = head.rect;
    let middle = r.center().y;
    let left = if head.notch { r.x0 + gap / 2.0 } else { r.x0 };
    let mut path = BezPath::new();
    if head.notch {
        path.move_to((left, r.y0));
    } else {
        path.move_to((left, r.y0 + radius));
        path.quad_to((left, r.y0), (left + radius, r.y0));
    }
    if head.tip > 0.0 {
        path.line_to((r.x1 - gap / 2.0, r.y0));
        path.line_to((r.x1 - gap / 2.0 + head.tip, middle));
        path.line_to((r.x1 - gap / 2.0, r.y1));
    } else {
        path.line_to((r.x1 - radius, r.y0));
        path.quad_to((r.x1, r.y0), (r.x1, r.y0 + radius));
        path.line_to((r.x1, r.y1 - radius));
        path.quad_to((r.x1, r.y1), (r.x1 - radius, r.y1));
    }
    if head.notch {
        path.line_to((left, r.y1));
        path.line_to((left + notch, middle));
    } else {
        path.line_to((left + radius, r.y1));
        path.quad_to((left, r.y1), (left, r.y1 - radius));
    }
    path.close_path();
    path
}
