//! Text: which face draws a character, how wide it is, where a line may break. What is measured is what is drawn.
//!
//! Widths are kept in em for each distinct text, weight and slant, so that the same words at another size cost nothing.

mod balance;
mod breaks;
mod direction;
mod embedded;
mod estimate;
mod families;
mod fonts;
mod itemize;
mod kinsoku;
mod latin;
mod missing;
mod paragraph;
mod shape;
mod system;
#[cfg(test)]
mod tests;
mod typesetter;
mod unicode;
mod words;
mod wrap;

pub use self::missing::locate;
pub use self::system::system_fonts;
pub use self::typesetter::Typesetter;
use crate::scene::{Anchor, FontStyle, GlyphRun, TextLine, Word};
use std::borrow::Cow;
use std::sync::Arc;

/// One line of measured text, not yet placed.
#[derive(Debug, Clone)]
pub struct Line {
    /// The words in logical order.
    pub content: String,
    /// Advance width, px; tracking included.
    pub width: f64,
    /// Whether its base direction is right to left.
    pub rtl: bool,
    /// CSS family list.
    pub families: Cow<'static, str>,
    /// Shaped glyphs, positions in em.
    pub glyphs: Arc<[GlyphRun]>,
    /// As in [`TextLine::words`].
    pub words: Option<Arc<[Word]>>,
}

/// Measured lines of one style.
#[derive(Debug, Clone)]
pub struct TextBlock {
    /// From top to bottom; at least one.
    pub lines: Vec<Line>,
    /// Of all lines.
    pub style: FontStyle,
    /// From baseline to baseline, px.
    pub line_height: f64,
}

impl TextBlock {
    /// Width of the widest line, px.
    pub fn width(&self) -> f64 {
        self.lines.iter().map(|l| l.width).fold(0.0, f64::max)
    }

    /// Height, px: one line height for each line.
    pub fn height(&self) -> f64 {
        self.lines.len() as f64 * self.line_height
    }

    /// From the top of the block to the baseline of its first line, px: half the leading plus the ascent, so that
    /// capital letters look centred in their line.
    pub fn first_baseline(&self) -> f64 {
        (self.line_height + self.style.size * CAP_HEIGHT) / 2.0
    }
}

/// Height of capital letters of the embedded face, in em.
pub const CAP_HEIGHT: f64 = 0.727;

/// White space that a line may lose at its ends and that counts once in a row. No-break spaces are not meant.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

impl Line {
    /// This line at its final place: `x` is its left edge, whatever the anchor.
    pub fn place(&self, x: f64, baseline: f64, anchor: Anchor, style: FontStyle, color: crate::color::Rgb) -> TextLine {
        TextLine {
            x,
            baseline,
            width: self.width,
            anchor,
            content: self.content.clone(),
            rtl: self.rtl,
            style,
            color,
            families: self.families.clone(),
            glyphs: self.glyphs.clone(),
            words: self.words.clone(),
        }
    }
}
