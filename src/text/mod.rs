//! Text: which face draws a character, how wide it is, where a line may break. What is measured is what is drawn.
//!
//! Widths are kept in em for each distinct text, weight and slant, so that the same words at another size cost nothing.

use crate::diagnostic::Diagnostic;
use crate::scene::{Anchor, Face, FontStyle, GlyphRun, TextLine};
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

/// Measures, breaks and shapes text in one language. Keeps what it has measured.
#[derive(Debug, Default)]
pub struct Typesetter {}

impl Typesetter {
    /// For a picture in `language` (BCP 47).
    pub fn new(_language: &str) -> Self {
        Self {}
    }

    /// One line, never broken.
    pub fn line(&mut self, _text: &str, _style: FontStyle) -> Line {
        todo!()
    }

    /// Lines no wider than `width` px; a line break in the text is kept.
    pub fn wrap(&mut self, _text: &str, _style: FontStyle, _width: f64) -> TextBlock {
        todo!()
    }

    /// Width of the widest piece that may not be broken between words, px.
    pub fn longest_word(&mut self, _text: &str, _style: FontStyle) -> f64 {
        todo!()
    }

    /// The faces used so far, by [`crate::scene::FaceId`].
    pub fn faces(&self) -> Vec<Face> {
        todo!()
    }

    /// Scripts that no face covers, each with what to install.
    pub fn warnings(&self) -> Vec<Diagnostic> {
        todo!()
    }
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
        }
    }
}
