//! Swimlanes: panels, blueprint lines, paths and cards.

use super::{Painter, curve, line, shape};
use crate::color::Rgb;
use crate::icon;
use crate::journey::Tier;
use crate::journey::Touchpoint;
use crate::layout::blueprint::{BlueprintLine, LineKind};
use crate::layout::lane_label::{IconSource, LaneLabel};
use crate::layout::swimlanes::Swimlanes;
use crate::scene::{Group, Node, Stroke};

impl Painter<'_> {
    pub(super) fn panels(&self, swimlanes: &Swimlanes, nodes: &mut Vec<Node>) {
        if self.layout.board {
            return self.board_panels(swimlanes.rect, nodes);
        }
        for panel in &swimlanes.panels {
            let fill = panel.tier.map_or(self.palette.panel, |t| self.tier(t).panel);
            nodes.push(shape(self.ground(panel.rect), Some(fill), None));
        }
        let inset = self.m.unit * 4.0;
        for row in swimlanes.rows.iter().filter(|row| row.rule_above) {
            let (x0, x1) = (swimlanes.rect.x0 + inset, self.layout.joints.after.unwrap_or(swimlanes.rect.x1 - inset));
            nodes.push(line((x0, row.top), (x1, row.top), Stroke::new(self.palette.hairline, self.m.outline)));
        }
    }

    pub(super) fn swimlanes(&self, swimlanes: &Swimlanes) -> Vec<Node> {
        let mut nodes = Vec::new();
        for row in &swimlanes.rows {
            if let Some(label) = &row.label {
                nodes.extend(self.lane_label(label, self.lane_ink(row.tier)));
            }
        }
        nodes.extend(swimlanes.lines.iter().flat_map(|line| self.blueprint_line(line)));
        // the first persona's path lies above the others', as its curve does
        for route in swimlanes.routes.iter().rev() {
            let mut stroke = Stroke::new(self.traveller(route.traveller), self.m.path_width);
            stroke.dashes = self.dashes(route.traveller);
            nodes.push(curve(route.path(), stroke));
        }
        let touchpoints: Vec<(usize, &Touchpoint)> =
            self.journey.stages.iter().enumerate().flat_map(|(i, s)| s.touchpoints.iter().map(move |t| (i, t))).collect();
        for card in &swimlanes.cards {
            if let Some((stage, facts)) = touchpoints.get(card.touchpoint) {
                let tier = swimlanes.rows.get(card.lane).and_then(|row| row.tier);
                nodes.push(self.card(card, *stage, facts, tier));
            }
        }
        nodes
    }

    pub(super) fn lane_label(&self, label: &LaneLabel, ink: Rgb) -> Vec<Node> {
        let mut nodes = Vec::new();
        if let Some((source, at, side)) = &label.icon {
            let art = match source {
                IconSource::Named(name) => self.named_icon(name),
                IconSource::Guessed(phrase) => icon::find_in(phrase),
            };
            nodes.extend(art.map(|art| self.icon(art, *at, *side, ink)));
        }
        nodes.extend(self.text(&label.label, self.palette.text));
        nodes
    }

    fn blueprint_line(&self, blueprint: &BlueprintLine) -> Vec<Node> {
        let (tier, dashes): (_, &[f64]) = match blueprint.kind {
            LineKind::Interaction => (Tier::Customer, &[]),
            LineKind::Visibility => (Tier::Frontstage, &[2.5, 1.5]),
            LineKind::InternalInteraction => (Tier::Backstage, &[0.3, 1.3]),
        };
        let ink = self.tier(tier).ink;
        let dashes: Vec<f64> = dashes.iter().map(|d| d * self.m.unit).collect();
        let stroke = Stroke::new(ink, self.m.outline * 1.4).dashed(&dashes);
        let mut children = vec![line((blueprint.x0, blueprint.y), (blueprint.x1, blueprint.y), stroke)];
        children.extend(self.text(&blueprint.label, ink));
        vec![Node::Group(Group { kind: Some("blueprint-line"), children, ..Group::default() })]
    }
}
