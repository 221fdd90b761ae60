//! A touchpoint's card: an icon, the dots of those who come, its words, how long it takes.

use super::context::Context;
use super::label::{Label, font, room, set, word_room};
use crate::geometry::{Point, Rect};
use crate::journey::Touchpoint;
use crate::text::TextBlock;
use crate::theme::Metrics;

/// A card at its place.
#[derive(Debug, Clone)]
pub struct Card {
    /// Index of the touchpoint among all of them, in order.
    pub touchpoint: usize,
    /// Its outline.
    pub rect: Rect,
    /// Swimlane, counted from the top.
    pub lane: usize,
    /// Column, counted from the start.
    pub column: usize,
    /// What happens.
    pub label: Label,
    /// How long it takes, with a clock before it.
    pub duration: Option<Label>,
    /// Upper left corner and side of the icon.
    pub icon: Option<(Point, f64)>,
    /// Disc behind the icon: its radius, px; none: 0.
    pub disc: f64,
    /// Who comes: traveller and centre of its dot.
    pub dots: Vec<(usize, Point)>,
    /// Radius of those dots, px.
    pub dot_radius: f64,
    /// Centre and radius of the moment-of-truth badge.
    pub badge: Option<(Point, f64)>,
    /// Upper left corner and side of the mark that says that the card is a link.
    pub link: Option<(Point, f64)>,
}

/// The card of a touchpoint. Where all are shown, it stands at the touchpoint's own place in the list.
pub fn of(cards: &[Card], touchpoint: usize) -> Option<&Card> {
    let is_its = |card: &&Card| card.touchpoint == touchpoint;
    cards.get(touchpoint).filter(is_its).or_else(|| cards.iter().find(is_its))
}

/// What all cards of one map have in common.
#[derive(Debug, Clone, Copy)]
pub struct CardStyle {
    /// Free space before and after the words, px.
    pub padding: f64,
    /// Free space above and under them, px.
    pub inset: f64,
    /// Side of the icons, px.
    pub icon: f64,
    /// Radius of the disc behind the icon, px; 0 where there is none.
    pub disc: f64,
    /// Whether any card has a row for icon and dots.
    pub head: bool,
    /// Whether dots are drawn: several personas.
    pub dots: bool,
    /// Least height, px.
    pub least: f64,
    /// Size of the words, px.
    pub size: f64,
    /// Whether words stand in the middle of their card's height.
    pub centred: bool,
    /// Whether icon and dots stand beside the words, not above them.
    pub beside: bool,
}

impl CardStyle {
    /// The style that suits this journey.
    pub fn of(context: &Context) -> Self {
        let m = &context.metrics;
        let dots = context.journey.personas.len() > 1 && !context.is_matrix();
        let icons = context.touchpoints.iter().any(|(_, t)| icon_name(context, t).is_some());
        let board = context.is_board();
        let disc = if board && icons { m.body * 1.35 } else { 0.0 };
        // where gaps give way to words, words still keep clear of the outline
        let padding = if board { m.card_padding * 1.4 } else { m.card_padding.max(m.body * 0.4) };
        let beside = context.is_dense() && !board && (icons || dots);
        Self {
            padding,
            inset: context.space(padding),
            icon: if disc > 0.0 { m.body * 1.45 } else { m.body * 1.3 },
            disc,
            head: (icons || dots) && !beside,
            dots,
            least: context.space(
                m.body
                    * if beside {
                        2.6
                    } else if board && icons {
                        8.0
                    } else if context.is_matrix() {
                        4.6
                    } else {
                        5.2
                    },
            ),
            size: if board { m.body * 14.5 / 13.0 } else { m.body },
            centred: !icons && !dots,
            beside,
        }
    }

    /// Width of what stands beside the words, with the space after it, px.
    fn side(&self, m: &Metrics) -> f64 {
        if self.beside { self.icon + m.body * 0.45 } else { 0.0 }
    }

    /// Height of what stands beside the words, px: the icon, and under it a row of dots for each two who come.
    fn side_height(&self, m: &Metrics, visitors: usize) -> f64 {
        if self.beside { self.icon + visitors.div_ceil(2) as f64 * m.body * DOT_ROW } else { 0.0 }
    }

    fn head_height(&self) -> f64 {
        if !self.head {
            0.0
        } else if self.disc > 0.0 {
            self.disc * 2.0
        } else {
            self.icon
        }
    }
}

/// The icon of a touchpoint: its own, or in a sequence its channel's.
pub fn icon_name<'a>(context: &Context<'a>, touchpoint: &'a Touchpoint) -> Option<&'a str> {
    if let Some(own) = &touchpoint.icon {
        return Some(&own.value);
    }
    if context.is_matrix() {
        return None; // the swimlane's own label shows it beside every one of its cards
    }
    context.journey.channels.get(touchpoint.channel?)?.icon.as_ref().map(|icon| icon.value.as_str())
}

/// Height of a row of dots under an icon, in body sizes.
const DOT_ROW: f64 = 0.95;

/// Baseline to baseline in cards, as a multiple of the size.
const CARD_LEADING: f64 = 1.24;

/// A card's measured words, before it has a place.
#[derive(Debug, Clone)]
pub struct CardText {
    /// What happens.
    pub label: TextBlock,
    /// How long it takes.
    pub duration: Option<TextBlock>,
    /// Height of the whole card, px.
    pub height: f64,
}

/// Width that a card needs so that none of its words is broken, px.
pub fn least_width(context: &mut Context, style: &CardStyle, touchpoint: &Touchpoint) -> f64 {
    let words = word_room(context.text, &touchpoint.label, font(style.size, 500));
    words + 2.0 * style.padding + taken(context, style, touchpoint)
}

/// Width that stands beside the words, px: icon and dots of a dense card, the mark of a link where no row of icons has it,
/// the badge that reaches into a dense card.
fn taken(context: &Context, style: &CardStyle, touchpoint: &Touchpoint) -> f64 {
    let m = &context.metrics;
    let mark = if touchpoint.link.is_some() && !style.head { m.body + m.unit } else { 0.0 };
    let badge = if touchpoint.moment_of_truth && style.beside { m.body * 0.7 } else { 0.0 };
    style.side(m) + mark + badge
}

/// Width of a card whose words stand on one line, px.
pub fn full_width(context: &mut Context, style: &CardStyle, touchpoint: &Touchpoint) -> f64 {
    let words = room(context.text, &touchpoint.label, font(style.size, 500));
    words + 2.0 * style.padding + taken(context, style, touchpoint)
}

/// Breaks a card's words for a card of `width` px.
pub fn measure(context: &mut Context, style: &CardStyle, touchpoint: &Touchpoint, width: f64) -> CardText {
    let m = context.metrics;
    let inner = width - 2.0 * style.padding - taken(context, style, touchpoint);
    let label = set(context.text, &touchpoint.label, font(style.size, 500), inner, CARD_LEADING);
    let small = context.metrics.small;
    let duration =
        touchpoint.duration.as_ref().map(|words| set(context.text, words, font(small, 400), inner - small * 1.35, CARD_LEADING));
    let mut height = label.height();
    if style.head {
        height += style.head_height() + gap(style);
    }
    if let Some(duration) = &duration {
        height += duration.height() + m.unit;
    }
    let visitors = visitors(context, style, touchpoint).count();
    let height = height.max(style.side_height(&m, visitors)) + 2.0 * style.inset;
    CardText { label, duration, height: height.max(style.least).ceil() }
}

/// Who has a dot on a card.
fn visitors<'a>(context: &'a Context, style: &CardStyle, touchpoint: &'a Touchpoint) -> impl Iterator<Item = usize> + 'a {
    let dots = style.dots;
    (0..context.travellers()).filter(move |traveller| dots && context.visits(*traveller, touchpoint))
}

fn gap(style: &CardStyle) -> f64 {
    if style.disc > 0.0 { style.size * 0.75 } else { style.size * 0.4 }
}

/// Puts a measured card into `rect`.
pub fn place(
    context: &Context,
    style: &CardStyle,
    (touchpoint, facts): (usize, &Touchpoint),
    text: CardText,
    rect: Rect,
    lane: usize,
    column: usize,
) -> Card {
    let m = &context.metrics;
    let (left, right, top) = (rect.x0 + style.padding, rect.x1 - style.padding, rect.y0 + style.inset);
    let head = style.head_height();
    let icon = icon_name(context, facts).map(|_| {
        let inset = if style.disc > 0.0 { style.disc - style.icon / 2.0 } else { 0.0 };
        (Point::new(left + inset, top + inset), style.icon)
    });

    let visitors: Vec<usize> = visitors(context, style, facts).collect();
    let radius = m.body * 0.33;
    let badge = facts.moment_of_truth.then(|| (Point::new(rect.x1 - m.unit * 1.25, rect.y0 - m.unit * 0.25), m.body * 0.76));
    let mut edge = right;
    let link = facts.link.as_ref().map(|_| {
        let side = m.body;
        edge -= side;
        let at = Point::new(edge, top + (head.max(side) - side) / 2.0);
        edge -= m.unit;
        (at, side)
    });
    if let Some((center, reach)) = badge {
        // the nearest dot keeps clear of the badge
        let (apart, down) = (reach + radius + m.outline, top + head / 2.0 - center.y);
        if down < apart {
            edge = edge.min(center.x - (apart * apart - down * down).sqrt() + radius);
        }
    }
    let taken = if icon.is_some() { style.icon + m.unit } else { 0.0 };
    let room = edge - left - taken;
    let step = (radius * 2.6).min((room - 2.0 * radius) / (visitors.len().max(2) - 1) as f64).max(0.0);
    let dot = |i: usize| {
        if style.beside {
            // two in a row, under the icon
            let across = radius + (i % 2) as f64 * (style.icon - 2.0 * radius);
            let down = style.icon + m.body * DOT_ROW * ((i / 2) as f64 + 0.62);
            return Point::new(left + across, top + down);
        }
        Point::new(edge - radius - (visitors.len() - 1 - i) as f64 * step, top + head / 2.0)
    };
    let dots = visitors.iter().enumerate().map(|(i, p)| (*p, dot(i))).collect();

    let foot = text.duration.as_ref().map_or(0.0, |d| d.height() + m.unit);
    let words_left = left + style.side(m);
    let text_top = if style.centred {
        rect.center().y - (text.label.height() + foot) / 2.0
    } else if style.head {
        top + head + gap(style)
    } else {
        top
    };
    let foot_top = if style.centred { text_top + text.label.height() + m.unit } else { rect.y1 - style.inset - foot + m.unit };
    Card {
        touchpoint,
        rect,
        lane,
        column,
        label: Label::new(text.label, words_left, text_top),
        duration: text.duration.map(|block| Label::new(block, words_left + m.small * 1.35, foot_top)),
        icon,
        disc: if icon.is_some() { style.disc } else { 0.0 },
        dots,
        dot_radius: radius,
        badge,
        link,
    }
}
