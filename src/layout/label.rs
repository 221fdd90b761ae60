//! Text at its place.

use crate::geometry::Rect;
use crate::scene::{Anchor, FontStyle};
use crate::text::{TextBlock, Typesetter};

/// A block of text at its place.
#[derive(Debug, Clone)]
pub struct Label {
    /// Its measured lines.
    pub block: TextBlock,
    /// Left edge, middle or right edge of every line, as `anchor` says; px.
    pub x: f64,
    /// Top of the first line's box, px.
    pub top: f64,
    /// Which point of each line stands at `x`.
    pub anchor: Anchor,
}

impl Label {
    /// With its lines starting at `x` and its first line's box at `top`.
    pub fn new(block: TextBlock, x: f64, top: f64) -> Self {
        Self { block, x, top, anchor: Anchor::Left }
    }

    /// The same block with another point of its lines at `x`.
    pub fn anchored(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    /// Left edge of line `index`, px.
    pub fn line_left(&self, width: f64) -> f64 {
        match self.anchor {
            Anchor::Left => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::Right => self.x - width,
        }
    }

    /// Baseline of line `index`, px.
    pub fn baseline(&self, index: usize) -> f64 {
        self.top + self.block.first_baseline() + index as f64 * self.block.line_height
    }

    /// What the lines' boxes cover.
    pub fn bounds(&self) -> Rect {
        let width = self.block.width();
        let left = self.line_left(width);
        Rect::new(left, self.top, left + width, self.top + self.block.height())
    }
}

/// A style without slant or tracking.
pub fn font(size: f64, weight: u16) -> FontStyle {
    FontStyle { size, weight, italic: false, tracking: 0.0 }
}

/// Words are broken for this much less than the room they have, so that a viewer's own font, some per cent wider than
/// the one that measured, still stays inside.
const ROOM_FOR_OTHER_FONTS: f64 = 0.96;

/// Breaks `text` into lines for a room of `width` px, with `leading` times the size from baseline to baseline.
pub fn set(text: &mut Typesetter, words: &str, style: FontStyle, width: f64, leading: f64) -> TextBlock {
    let style = FontStyle { tracking: if is_joined(words) { 0.0 } else { style.tracking }, ..style };
    let mut block = text.wrap(words, style, (width * ROOM_FOR_OTHER_FONTS).max(style.size));
    // Arabic and Hebrew letters reach further down and up than Latin ones
    let taller = if block.lines.iter().any(|line| line.rtl) { 1.15 } else { 1.0 };
    block.line_height = style.size * leading * taller;
    block
}

/// Width of the room that `words` need on one line, px.
pub fn room(text: &mut Typesetter, words: &str, style: FontStyle) -> f64 {
    words.split('\n').map(|line| text.line(line, style).width).fold(0.0, f64::max) / ROOM_FOR_OTHER_FONTS + 0.5
}

/// Width of the room that the longest word needs, px.
pub fn word_room(text: &mut Typesetter, words: &str, style: FontStyle) -> f64 {
    text.longest_word(words, style) / ROOM_FOR_OTHER_FONTS + 0.5
}

/// Whether letters may be joined to each other: space between them would tear them apart.
fn is_joined(words: &str) -> bool {
    words.chars().any(|c| matches!(c, '\u{0600}'..='\u{08FF}' | '\u{0900}'..='\u{0DFF}' | '\u{1800}'..='\u{18AF}'))
}
