//! Lanes of text and pictures.

use super::{Painter, boxed, circle, shape};
use crate::color::Rgb;
use crate::journey::LaneId;
use crate::layout::cells::CellLane;
use crate::layout::storyboard::Storyboard;
use crate::scene::{Geometry, Group, Image, Node, Stroke};
use crate::theme::Cell;

impl Painter<'_> {
    fn cell_colors(&self, lane: LaneId) -> Cell {
        match lane {
            LaneId::Pains => self.palette.pains,
            LaneId::Opportunities => self.palette.opportunities,
            _ => self.palette.plain,
        }
    }

    pub(super) fn cells(&self, lane: &CellLane) -> Node {
        let colors = self.cell_colors(lane.id);
        let ink: Rgb = match lane.id {
            LaneId::Pains | LaneId::Opportunities => colors.mark,
            _ => self.palette.lane_icon,
        };
        let mut children = self.lane_label(&lane.label, ink);
        for cell in &lane.cells {
            let border = (colors.border != colors.fill).then(|| Stroke::new(colors.border, self.m.outline));
            let geometry = Geometry::Rect { rect: cell.rect, radius: self.m.card_radius };
            let mut nodes = vec![shape(geometry, Some(colors.fill), border)];
            for label in &cell.muted {
                nodes.extend(self.text(label, self.palette.text_muted));
            }
            for (bullet, label) in &cell.items {
                nodes.extend(bullet.map(|center| circle(center, cell.bullet, Some(colors.mark), None)));
                nodes.extend(self.text(label, self.palette.text));
            }
            for (whole, reached) in &cell.bars {
                nodes.push(boxed(*whole, whole.height() / 2.0, self.palette.hairline));
                nodes.push(boxed(*reached, whole.height() / 2.0, self.palette.accent));
            }
            let label = self.journey.stages.get(cell.stage).map(|s| s.name.clone());
            children.push(Node::Group(Group { label, kind: Some("cell"), children: nodes, ..Group::default() }));
        }
        let name: Vec<&str> = lane.label.label.block.lines.iter().map(|l| l.content.as_str()).collect();
        Node::Group(Group { label: Some(name.join(" ")), kind: Some("lane"), children, ..Group::default() })
    }

    pub(super) fn storyboard(&self, board: &Storyboard) -> Vec<Node> {
        let mut nodes = self.lane_label(&board.label, self.palette.lane_icon);
        for (path, rect) in &board.frames {
            if let Some(raster) = self.assets.image(path) {
                let (raster, rect) = (raster.clone(), *rect);
                nodes.push(Node::Image(Image { raster, rect, radius: board.radius, label: None }));
            }
        }
        nodes
    }
}
