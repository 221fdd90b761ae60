//! A small tag with signs and a few words: "+ 1", "→ ~ 3", "▲ +2".

use super::context::Context;
use super::label::{Label, font, set};
use crate::diff::marks::Sign;
use crate::geometry::{Point, Rect};
use crate::text::TextBlock;
use crate::theme::Metrics;

/// A tag at its place.
#[derive(Debug, Clone)]
pub struct Tag {
    /// Its outline.
    pub rect: Rect,
    /// Its signs, each at its centre.
    pub signs: Vec<(Sign, Point)>,
    /// Side of the signs, px.
    pub side: f64,
    /// The words after them.
    pub label: Option<Label>,
}

/// A measured tag.
#[derive(Debug)]
pub struct Plan {
    signs: Vec<Sign>,
    words: Option<TextBlock>,
    side: f64,
    padding: f64,
    gap: f64,
    height: f64,
}

/// Height of every tag, px.
pub fn height(m: &Metrics) -> f64 {
    m.small * 1.4
}

/// Measures a tag.
pub fn plan(context: &mut Context, signs: &[Sign], words: &str) -> Plan {
    let m = context.metrics;
    let style = font(m.small, 700);
    let words = (!words.is_empty()).then(|| set(context.text, words, style, m.small * 20.0, 1.2));
    Plan { signs: signs.to_vec(), words, side: m.small * 0.8, padding: m.small * 0.42, gap: m.small * 0.28, height: height(&m) }
}

impl Plan {
    /// Height, px.
    pub fn height(&self) -> f64 {
        self.height
    }

    /// Width, px; a circle at least.
    pub fn width(&self) -> f64 {
        let words = self.words.as_ref().map(|block| block.width() * 1.06);
        let parts = self.signs.len() + usize::from(words.is_some());
        let signs = self.signs.len() as f64 * self.side;
        (2.0 * self.padding + signs + words.unwrap_or(0.0) + parts.saturating_sub(1) as f64 * self.gap).max(self.height)
    }

    /// With its left edge at `left` and its middle at `middle` px.
    pub fn place(self, left: f64, middle: f64) -> Tag {
        let width = self.width();
        let rect = Rect::new(left, middle - self.height / 2.0, left + width, middle + self.height / 2.0);
        let step = self.side + self.gap;
        let taken = self.signs.len() as f64 * step - self.gap;
        // a single sign stands in the middle
        let start = if self.words.is_none() { rect.center().x - taken / 2.0 } else { left + self.padding };
        let at = |nth: usize| Point::new(start + nth as f64 * step + self.side / 2.0, middle);
        let signs = self.signs.iter().enumerate().map(|(nth, sign)| (*sign, at(nth))).collect();
        let label = self.words.map(|block| {
            let top = middle - block.height() / 2.0;
            Label::new(block, start + taken.max(0.0) + if taken > 0.0 { self.gap } else { 0.0 }, top)
        });
        Tag { rect, signs, side: self.side, label }
    }
}
