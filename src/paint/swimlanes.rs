//! Swimlanes: panels, blueprint lines, paths and cards.

use super::{Painter, curve, line, shape};
use crate::color::Rgb;
use crate::icon;
use crate::journey::Tier;
use crate::layout::blueprint::{BlueprintLine, LineKind};
use crate::layout::lane_label::{IconSource, LaneLabel};
use crate::layout::swimlanes::Swimlanes;
use crate::scene::{Node, Stroke};
use crate::words::Word;

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

    /// What spans the stages: names of the lanes and blueprint lines from top to bottom, then the paths.
    pub(super) fn swimlanes(&self, swimlanes: &Swimlanes) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut lines = swimlanes.lines.iter().peekable();
        for row in &swimlanes.rows {
            while let Some(line) = lines.next_if(|line| line.y <= row.top) {
                self.blueprint_line(line, &mut nodes);
            }
            if let (Some(label), Some(channel)) = (&row.label, row.channel.and_then(|c| self.journey.channels.get(c))) {
                nodes.extend(self.lane_icon(label, self.lane_ink(row.tier)));
                self.words("channel", &channel.name, &label.label, self.palette.text, &mut nodes);
            }
        }
        for line in lines {
            self.blueprint_line(line, &mut nodes);
        }
        // the first persona's path lies above the others', as its curve does
        for route in swimlanes.routes.iter().rev() {
            let mut stroke = Stroke::new(self.quiet(self.traveller(route.traveller)), self.m.path_width);
            stroke.dashes = self.dashes(route.traveller);
            nodes.push(curve(route.path(), stroke));
        }
        nodes.extend(self.traces(&swimlanes.traces));
        nodes
    }

    /// The name of a lane, which all its cells tell.
    pub(super) fn lane_label(&self, label: &LaneLabel, ink: Rgb) -> Vec<Node> {
        self.lane_icon(label, ink).into_iter().chain(self.text(&label.label, self.palette.text)).collect()
    }

    fn lane_icon(&self, label: &LaneLabel, ink: Rgb) -> Option<Node> {
        let (source, at, side) = label.icon.as_ref()?;
        let art = match source {
            IconSource::Named(name) => self.named_icon(name),
            IconSource::Guessed(phrase) => icon::find_in(phrase),
        };
        Some(self.icon(art?, *at, *side, ink))
    }

    fn blueprint_line(&self, blueprint: &BlueprintLine, nodes: &mut Vec<Node>) {
        let (tier, dashes): (_, &[f64]) = match blueprint.kind {
            LineKind::Interaction => (Tier::Customer, &[]),
            LineKind::Visibility => (Tier::Frontstage, &[2.5, 1.5]),
            LineKind::InternalInteraction => (Tier::Backstage, &[0.3, 1.3]),
        };
        let ink = self.tier(tier).ink;
        let dashes: Vec<f64> = dashes.iter().map(|d| d * self.m.unit).collect();
        let stroke = Stroke::new(ink, self.m.outline * 1.4).dashed(&dashes);
        let name = match blueprint.kind {
            LineKind::Interaction => Word::LineOfInteraction,
            LineKind::Visibility => Word::LineOfVisibility,
            LineKind::InternalInteraction => Word::LineOfInternalInteraction,
        };
        nodes.push(line((blueprint.x0, blueprint.y), (blueprint.x1, blueprint.y), stroke));
        self.words("blueprint-line", self.narrator.word(name), &blueprint.label, ink, nodes);
    }
}
