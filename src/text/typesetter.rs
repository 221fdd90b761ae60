//! [`Typesetter`]: the one door to measured text.

use super::direction;
use super::embedded;
use super::families::Region;
use super::fonts::{Fonts, Variant};
use super::paragraph::{Paragraph, Tools};
use super::shape::Shaping;
use super::words;
use super::wrap::{self, Measure};
use super::{Line, TextBlock, is_space};
use crate::diagnostic::Diagnostic;
use crate::scene::{Face, FontStyle, GlyphRun};
use crate::words::is_rtl;
use foldhash::HashMap;
use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// From baseline to baseline, in em.
const LINE_HEIGHT: f64 = 1.3;

/// Measures, breaks and shapes text in one language. Keeps what it has measured.
///
/// White space is collapsed as SVG does it: spaces and tabs in a row are one space, none at a line's ends. Control
/// characters are dropped.
pub struct Typesetter {
    fonts: Fonts,
    shaping: Shaping,
    /// Measured texts by [`Key`].
    measured: HashMap<Key, HashMap<Box<str>, Rc<Paragraph>>>,
    region: Option<Region>,
    rtl_language: bool,
    no_glyphs: Arc<[GlyphRun]>,
}

/// What a measured text depends on beside its characters: weight, slant, base direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    variant: Variant,
    rtl: bool,
}

impl Typesetter {
    /// For a picture in `language` (BCP 47). Lines have no glyphs; see [`Typesetter::with_outlines`].
    pub fn new(language: &str) -> Self {
        Self {
            fonts: Fonts::new(),
            shaping: Shaping::new(language),
            measured: Default::default(),
            region: Region::of_language(language),
            rtl_language: is_rtl(language),
            no_glyphs: Arc::new([]),
        }
    }

    /// Lines also carry their glyphs, as renderers need that draw outlines. Chinese, Japanese, Korean and emoji, whose
    /// widths are known without, are then looked for among the system's fonts.
    pub fn with_outlines(mut self) -> Self {
        self.fonts.outlines = true;
        self
    }

    /// Only the embedded faces are used: the same result on every machine, whatever the script.
    pub fn without_system_fonts(mut self) -> Self {
        self.fonts.system.disabled = true;
        self
    }

    /// One line, never broken; a line break in the text is a space.
    pub fn line(&mut self, text: &str, style: FontStyle) -> Line {
        let text = collapse(text);
        let paragraph = self.paragraph(&text, self.key(&text, style));
        self.assemble(&paragraph, 0..paragraph.text.len(), style)
    }

    /// Lines no wider than `width` px, at least one. A line break in the text is kept; up to four lines are made evenly
    /// long; a word wider than the line is broken, and only a single grapheme may be wider.
    pub fn wrap(&mut self, text: &str, style: FontStyle, width: f64) -> TextBlock {
        let mut lines = Vec::new();
        for part in text.split('\n') {
            let part = collapse(part);
            let key = self.key(&part, style);
            let paragraph = self.paragraph(&part, key);
            let korean = self.is_korean();
            let ranges = wrap::lines(&paragraph, korean, width, &mut self.measurer(&paragraph, key, style));
            if ranges.is_empty() {
                lines.push(self.assemble(&paragraph, 0..0, style));
            }
            for range in ranges {
                lines.push(self.assemble_part(&paragraph, range, key, style));
            }
        }
        TextBlock { lines, style, line_height: style.size * LINE_HEIGHT }
    }

    /// Width of the widest piece that may not be broken between words, px.
    pub fn longest_word(&mut self, text: &str, style: FontStyle) -> f64 {
        let mut widest = 0.0;
        for part in text.split('\n') {
            let part = collapse(part);
            let key = self.key(&part, style);
            let paragraph = self.paragraph(&part, key);
            let korean = self.is_korean();
            widest = f64::max(widest, wrap::longest_word(&paragraph, korean, &mut self.measurer(&paragraph, key, style)));
        }
        widest
    }

    /// The faces used so far, by [`crate::scene::FaceId`]: the embedded ones first, always the same.
    ///
    /// Some of the system's draw in colour (tables `COLR`, `CBDT`, `sbix`, `SVG`), which their font data tells.
    pub fn faces(&self) -> Vec<Face> {
        self.fonts.faces()
    }

    /// Scripts that no face covers, each with what to install. What is measured by rule (Chinese, Japanese, Korean,
    /// emoji) is only missed where outlines are wanted.
    pub fn warnings(&self) -> Vec<Diagnostic> {
        self.fonts.missing.warnings()
    }

    /// Whether the system's fonts were asked for, because the embedded ones lack something.
    pub fn has_asked_system(&self) -> bool {
        self.fonts.system.asked
    }

    fn is_korean(&self) -> bool {
        self.region == Some(Region::Korea)
    }

    fn key(&self, text: &str, style: FontStyle) -> Key {
        let weight = match style.weight {
            ..450 => 0,
            450..550 => 1,
            550..650 => 2,
            _ => 3,
        };
        let rtl = direction::is_rtl(text, self.rtl_language);
        Key { variant: Variant { weight, italic: style.italic }, rtl }
    }

    fn paragraph(&mut self, text: &str, key: Key) -> Rc<Paragraph> {
        let known = self.measured.entry(key).or_default();
        if let Some(paragraph) = known.get(text) {
            return paragraph.clone();
        }
        let mut tools = Tools { fonts: &mut self.fonts, shaping: &mut self.shaping };
        let paragraph = Rc::new(Paragraph::new(text, key.rtl, key.variant, self.region, &mut tools));
        known.insert(text.into(), paragraph.clone());
        paragraph
    }

    fn measurer<'a>(&'a mut self, paragraph: &'a Paragraph, key: Key, style: FontStyle) -> Measurer<'a> {
        Measurer { typesetter: self, paragraph, key, style }
    }

    /// A line that is part of a paragraph. Shaped on its own where it depends on what stands before or after it.
    fn assemble_part(&mut self, paragraph: &Paragraph, range: Range<usize>, key: Key, style: FontStyle) -> Line {
        if is_separable(paragraph, &range) {
            return self.assemble(paragraph, range, style);
        }
        let own = self.part(paragraph, range, key);
        self.assemble(&own, 0..own.text.len(), style)
    }

    /// A part of a paragraph as a paragraph of its own.
    fn part(&mut self, paragraph: &Paragraph, range: Range<usize>, key: Key) -> Rc<Paragraph> {
        let mut tools = Tools { fonts: &mut self.fonts, shaping: &mut self.shaping };
        match paragraph.line(range.clone(), key.variant, self.region, &mut tools) {
            Some(line) => Rc::new(line),
            None => self.paragraph(paragraph.text.get(range).unwrap_or_default(), key),
        }
    }

    fn assemble(&self, paragraph: &Paragraph, range: Range<usize>, style: FontStyle) -> Line {
        Line {
            content: paragraph.text.get(range.clone()).unwrap_or_default().to_owned(),
            width: width(paragraph, range.clone(), style),
            rtl: paragraph.rtl,
            families: paragraph.families(range.clone()),
            words: words::of(paragraph, range.clone(), |part| width(paragraph, part, style)).map(Arc::from),
            glyphs: if self.fonts.outlines { paragraph.glyphs(range, &self.shaping).into() } else { self.no_glyphs.clone() },
        }
    }
}

impl Default for Typesetter {
    /// For a picture in English.
    fn default() -> Self {
        Self::new("en")
    }
}

impl std::fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let system = self.fonts.faces().len() - embedded::COUNT;
        f.debug_struct("Typesetter")
            .field("outlines", &self.fonts.outlines)
            .field("system_faces", &system)
            .finish_non_exhaustive()
    }
}

struct Measurer<'a> {
    typesetter: &'a mut Typesetter,
    paragraph: &'a Paragraph,
    key: Key,
    style: FontStyle,
}

impl Measure for Measurer<'_> {
    fn exact(&mut self, range: Range<usize>) -> f64 {
        if is_separable(self.paragraph, &range) {
            return self.estimate(range);
        }
        let (paragraph, key) = (self.paragraph, self.key);
        let advance = paragraph.own_advance(&range, || {
            let own = self.typesetter.part(paragraph, range.clone(), key);
            own.advance(0..own.text.len())
        });
        advance * self.style.size + tracking(paragraph, range, self.style)
    }

    fn estimate(&self, range: Range<usize>) -> f64 {
        width(self.paragraph, range, self.style)
    }

    fn em(&self) -> f64 {
        self.style.size
    }
}

/// Whether the glyphs of a line are those of the paragraph.
fn is_separable(paragraph: &Paragraph, range: &Range<usize>) -> bool {
    let whole = range.start == 0 && range.end == paragraph.text.len();
    whole || (!paragraph.bidi && paragraph.is_safe(range.start) && paragraph.is_safe(range.end))
}

/// Advance of a range of bytes with its tracking, px.
fn width(paragraph: &Paragraph, range: Range<usize>, style: FontStyle) -> f64 {
    paragraph.advance(range.clone()) * style.size + tracking(paragraph, range, style)
}

/// What tracking adds to a range of bytes, px.
fn tracking(paragraph: &Paragraph, range: Range<usize>, style: FontStyle) -> f64 {
    if style.tracking == 0.0 { 0.0 } else { style.tracking * paragraph.graphemes(range) as f64 }
}

/// The text as a viewer shows it: white space in a row is one space, none at the ends; no control characters.
fn collapse(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(|c| is_space(c) || c.is_control());
    let is_odd = |c: char| (c != ' ' && is_space(c)) || c.is_control();
    if !text.contains("  ") && !text.contains(is_odd) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        if is_space(c) {
            if !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !c.is_control() {
            clean.push(c);
        }
    }
    Cow::Owned(clean)
}
