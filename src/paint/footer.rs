//! Legend and review line.

use super::{Painter, line, shape};
use crate::layout::footer::{LegendItem, Sign};
use crate::scene::{Geometry, Group, Node, Stroke};

impl Painter<'_> {
    pub(super) fn footer(&self, nodes: &mut Vec<Node>) {
        let footer = &self.layout.footer;
        let mut children: Vec<Node> = footer.legend.iter().flat_map(|item| self.legend_item(item)).collect();
        if let Some(review) = &footer.review {
            children.extend(self.text(review, self.palette.text_muted));
        }
        if let Some(number) = &footer.number {
            children.extend(self.text(number, self.palette.text));
        }
        if !children.is_empty() {
            nodes.push(Node::Group(Group { kind: Some("legend"), children, ..Group::default() }));
        }
    }

    fn legend_item(&self, item: &LegendItem) -> Vec<Node> {
        let (m, palette) = (self.m, self.palette);
        let (rect, center) = (item.rect, item.rect.center());
        let across = |stroke| line((rect.x0, center.y), (rect.x1, center.y), stroke);
        let card = |stroke| {
            let rect = crate::geometry::Rect::from_center_size(center, (rect.width(), m.small * 1.1));
            vec![shape(Geometry::Rect { rect, radius: m.card_radius * 0.45 }, Some(palette.card), Some(stroke))]
        };
        let mut nodes = match item.sign {
            Sign::Traveller(index) => {
                let stroke = Stroke::new(self.traveller(index), m.curve_width).dashed(&self.dashes(index));
                let ground = shape(Geometry::Circle { center, radius: m.body * 0.5 }, Some(palette.page), None);
                vec![across(stroke), ground, self.sign(index, center, m.body * 0.33)]
            }
            Sign::MomentOfTruth => self.moment(center, rect.width() / 2.0),
            Sign::Indirect => card(Stroke::new(palette.card_indirect, m.outline).dashed(&[m.unit * 0.75, m.unit * 0.6])),
            Sign::Pain => card(Stroke::new(palette.pain_border, m.outline * 1.7)),
            Sign::Opportunity => self.bulb(center, rect.width() / 2.0),
            Sign::Expected => vec![across(self.expected_stroke(self.traveller(0)))],
        };
        nodes.extend(self.text(&item.label, palette.text_muted));
        nodes
    }
}
