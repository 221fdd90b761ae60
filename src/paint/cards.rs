//! Touchpoint cards.

use super::{Painter, circle, shape};
use crate::color::Rgb;
use crate::diff::marks::Spot;
use crate::geometry::Vec2;
use crate::icon;
use crate::journey::{Control, Tier};
use crate::layout::card::Card;
use crate::scene::{Geometry, Group, Node, Role, Stroke};
use crate::theme::TierColors;

impl Painter<'_> {
    pub(super) fn card(&self, card: &Card, stage: usize, facts: &crate::journey::Touchpoint, tier: Option<Tier>) -> Node {
        if facts.past {
            return self.past_card(card, facts);
        }
        let palette = self.palette;
        let mut children: Vec<Node> = self.card_ring(card).into_iter().collect();
        children.push(self.card_outline(card, facts, tier));
        let board = self.layout.board.then(|| self.board(stage));
        let ink = match (board, facts.pain.is_some()) {
            (Some(board), _) => board.icon,
            (None, true) => palette.pain_border,
            (None, false) => tier.map_or(palette.accent, |t| self.tier(t).ink),
        };
        if let Some((at, side)) = card.icon {
            if let Some(board) = board.filter(|_| card.disc > 0.0) {
                children.push(circle(at + Vec2::new(side / 2.0, side / 2.0), card.disc, Some(board.disc), None));
            }
            let channel = facts.channel.and_then(|c| self.journey.channels.get(c));
            let name = facts.icon.as_ref().or_else(|| channel?.icon.as_ref());
            children.extend(self.sourced_icon(name).map(|art| self.icon(art, at, side, ink)));
        }
        for (traveller, center) in &card.dots {
            children.push(self.sign(*traveller, *center, card.dot_radius));
        }
        if let Some((at, side)) = card.link {
            children.extend(icon::find("external-link").map(|art| self.icon(art, at, side, palette.text_muted)));
        }
        children.extend(self.fresh(Spot::Touchpoint(card.touchpoint)));
        children.extend(self.text(&card.label, palette.text));
        if let Some(duration) = &card.duration {
            let side = self.m.small;
            let at = duration.bounds().origin() + Vec2::new(-self.m.small * 1.35, (duration.block.line_height - side) / 2.0);
            children.extend(icon::find("clock").map(|art| self.icon(art, at, side, palette.text_muted)));
            children.extend(self.text(duration, palette.text_muted));
        }
        if facts.opportunity.is_some() {
            children.extend(self.opportunity_mark(card));
        }
        if let Some((center, radius)) = card.badge {
            children.extend(self.moment(center, radius));
        }
        children.extend(self.card_tag(card));
        let told = self.told(Spot::Touchpoint(card.touchpoint));
        let name = self.narrator.touchpoint(facts);
        Node::Group(Group {
            label: Some(match &told {
                Some(told) => self.narrator.with(&name, told),
                None => name,
            }),
            tooltip: told,
            role: Role::Symbol,
            kind: Some("touchpoint"),
            link: facts.link.clone(),
            children,
            ..Group::default()
        })
    }

    fn card_outline(&self, card: &Card, facts: &crate::journey::Touchpoint, tier: Option<Tier>) -> Node {
        let (m, palette) = (self.m, self.palette);
        let indirect = facts.control == Control::Indirect;
        let color = match (facts.pain.is_some(), indirect, tier) {
            (true, _, _) => self.quiet(palette.pain_border),
            (false, true, _) => palette.card_indirect,
            (false, false, Some(tier)) => self.tier(tier).border,
            (false, false, None) => palette.card_border,
        };
        let width = if facts.pain.is_some() { m.outline * 1.7 } else { m.outline };
        let mut stroke = Stroke::new(color, width);
        if indirect {
            stroke = stroke.dashed(&[m.unit, m.unit * 0.75]);
        }
        shape(Geometry::Rect { rect: card.rect, radius: m.card_radius }, Some(palette.card), Some(stroke))
    }

    /// The star on a card's corner.
    pub(super) fn moment(&self, center: crate::geometry::Point, radius: f64) -> Vec<Node> {
        let side = radius * 1.2;
        let mut nodes =
            vec![circle(center, radius, Some(self.palette.moment), Some(Stroke::new(self.palette.card, self.m.outline)))];
        let star =
            icon::find("star").map(|art| self.icon(art, center - (side / 2.0, side / 2.0), side, self.palette.moment_icon));
        nodes.extend(star);
        nodes
    }

    /// A small bulb on the lower edge of a card that could be better.
    fn opportunity_mark(&self, card: &Card) -> Vec<Node> {
        let radius = self.m.body * 0.62;
        let center = crate::geometry::Point::new(card.rect.x1 - self.m.unit * 3.0, card.rect.y1);
        self.bulb(center, radius)
    }

    /// A bulb in a ring.
    pub(super) fn bulb(&self, center: crate::geometry::Point, radius: f64) -> Vec<Node> {
        let cell = self.palette.opportunities;
        let side = radius * 1.3;
        let mut nodes = vec![circle(center, radius, Some(cell.fill), Some(Stroke::new(cell.mark, self.m.outline)))];
        nodes.extend(icon::find("lightbulb").map(|art| self.icon(art, center - (side / 2.0, side / 2.0), side, cell.mark)));
        nodes
    }

    pub(super) fn tier(&self, tier: Tier) -> TierColors {
        let tiers = &self.palette.tiers;
        match tier {
            Tier::Customer => tiers.customer,
            Tier::Frontstage => tiers.frontstage,
            Tier::Backstage => tiers.backstage,
            Tier::Support => tiers.support,
        }
    }

    /// The colour of a swimlane's icon.
    pub(super) fn lane_ink(&self, tier: Option<Tier>) -> Rgb {
        tier.map_or(self.palette.lane_icon, |t| self.tier(t).ink)
    }
}
