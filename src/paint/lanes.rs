//! Cells of the lanes of text.

use super::{Painter, boxed, circle, shape};
use crate::color::Rgb;
use crate::diff::marks::{self, Spot};
use crate::journey::LaneId;
use crate::layout::cells::{Cell, CellLane};
use crate::scene::{Geometry, Node, Stroke};
use crate::theme;

impl Painter<'_> {
    fn cell_colors(&self, lane: LaneId) -> theme::Cell {
        match lane {
            LaneId::Pains => self.palette.pains,
            LaneId::Opportunities => self.palette.opportunities,
            _ => self.palette.plain,
        }
    }

    /// The colour of a lane's icon.
    pub(super) fn cell_ink(&self, lane: LaneId) -> Rgb {
        match lane {
            LaneId::Pains | LaneId::Opportunities => self.cell_colors(lane).mark,
            _ => self.palette.lane_icon,
        }
    }

    pub(super) fn cell(&self, lane: &CellLane, cell: &Cell) -> Vec<Node> {
        let colors = self.cell_colors(lane.id);
        let border = (colors.border != colors.fill).then(|| Stroke::new(colors.border, self.m.outline));
        let geometry = Geometry::Rect { rect: cell.rect, radius: self.m.card_radius };
        let past = self.journey.stages.get(cell.stage).is_some_and(|stage| stage.past);
        let (ground, ink, mark) = if past {
            (self.past_outline(geometry, false), self.palette.text_muted, self.palette.text_muted)
        } else {
            (shape(geometry, Some(colors.fill), border), self.palette.text, colors.mark)
        };
        let mut nodes = vec![ground];
        nodes.extend(self.fresh(Spot::Cell(marks::CellLane::of(lane.id), cell.stage)));
        for label in &cell.muted {
            nodes.extend(self.text(label, self.palette.text_muted));
        }
        for (bullet, label) in &cell.items {
            nodes.extend(bullet.map(|center| circle(center, cell.bullet, Some(mark), None)));
            nodes.extend(self.text(label, ink));
        }
        for (whole, reached) in &cell.bars {
            nodes.push(boxed(*whole, whole.height() / 2.0, self.palette.hairline));
            nodes.push(boxed(*reached, whole.height() / 2.0, self.palette.accent));
        }
        nodes
    }
}
