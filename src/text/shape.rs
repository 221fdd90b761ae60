//! Shaping, word by word: what was shaped once is looked up the next time.
//!
//! A word is shaped with the space after it. That equals shaping the whole run: no embedded face kerns a space with
//! what follows it (a test holds this); runs of other faces are shaped whole.

use super::fonts::Fonts;
use super::latin::Latin;
use crate::scene::FaceId;
use foldhash::{HashMap, HashMapExt};
use harfrust::{Direction, Language, ShapeOptions, ShapePlan, Tag, UnicodeBuffer};
use std::ops::Range;
use unicode_script::Script;

/// A glyph of a shaped word; lengths in em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shaped {
    pub(super) id: u32,
    /// Byte of the word where the characters that it draws start.
    pub(super) cluster: u32,
    pub(super) advance: f32,
    /// Shift from the pen to the right and upwards.
    pub(super) dx: f32,
    pub(super) dy: f32,
    /// Whether a line may break before it without shaping both sides again.
    pub(super) safe: bool,
}

/// Glyphs of a word in [`Shaping::glyphs`].
pub(super) type Glyphs = Range<u32>;

/// Everything shaped so far.
pub(super) struct Shaping {
    language: Option<Language>,
    buffer: UnicodeBuffer,
    settings: Vec<Setting>,
    glyphs: Vec<Shaped>,
}

/// What a shaping plan is good for, with the words shaped by it.
struct Setting {
    face: FaceId,
    script: Script,
    rtl: bool,
    /// For words that need no shaper.
    latin: Option<Latin>,
    /// Made for the first word that does.
    plan: Option<ShapePlan>,
    words: HashMap<Box<str>, Glyphs>,
}

impl Shaping {
    pub(super) fn new(language: &str) -> Self {
        Self { language: Language::new(language), buffer: UnicodeBuffer::new(), settings: Vec::new(), glyphs: Vec::new() }
    }

    /// Number of the setting for a face, script and direction.
    pub(super) fn setting(&mut self, face: FaceId, script: Script, rtl: bool) -> usize {
        let same = |s: &Setting| (s.face, s.script, s.rtl) == (face, script, rtl);
        self.settings.iter().position(same).unwrap_or_else(|| {
            let latin = if script == Script::Latin && !rtl { Latin::of(face) } else { None };
            self.settings.push(Setting { face, script, rtl, latin, plan: None, words: HashMap::new() });
            self.settings.len() - 1
        })
    }

    /// The glyphs of a whole Latin text, if it needs no shaper.
    pub(super) fn latin(&mut self, latin: Latin, text: &str) -> Option<Glyphs> {
        let start = self.glyphs.len();
        if !latin.shape(text, |glyph| self.glyphs.push(glyph)) {
            self.glyphs.truncate(start);
            return None;
        }
        Some(start as u32..self.glyphs.len() as u32)
    }

    /// The glyphs of a word in visual order.
    pub(super) fn word(&mut self, fonts: &Fonts, setting: usize, word: &str) -> Glyphs {
        let Some(setting) = self.settings.get_mut(setting) else { return 0..0 };
        if let Some(glyphs) = setting.words.get(word) {
            return glyphs.clone();
        }
        let start = self.glyphs.len();
        if !setting.latin.is_some_and(|latin| latin.shape(word, |glyph| self.glyphs.push(glyph))) {
            self.glyphs.truncate(start);
            if let Some(shaper) = fonts.shaper(setting.face) {
                let mut buffer = std::mem::take(&mut self.buffer);
                buffer.push_str(word);
                buffer.set_direction(direction(setting.rtl));
                if let Some(script) = harfrust_script(setting.script) {
                    buffer.set_script(script);
                }
                if let Some(language) = &self.language {
                    buffer.set_language(language.clone());
                }
                let plan = setting.plan.get_or_insert_with(|| {
                    let (direction, script) = (direction(setting.rtl), harfrust_script(setting.script));
                    ShapePlan::new(&*shaper, direction, script, self.language.as_ref(), &[])
                });
                let shaped = shaper.shape(buffer, ShapeOptions::new().plan(Some(plan)));
                let em_per_unit = 1.0 / shaper.units_per_em().max(1) as f32;
                let em = |units: i32| units as f32 * em_per_unit;
                self.glyphs.extend(shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(|(info, position)| Shaped {
                    id: info.glyph_id,
                    cluster: info.cluster,
                    advance: em(position.x_advance),
                    dx: em(position.x_offset),
                    dy: em(position.y_offset),
                    safe: !info.unsafe_to_break(),
                }));
                self.buffer = shaped.clear();
            }
        }
        let glyphs = start as u32..self.glyphs.len() as u32;
        setting.words.insert(word.into(), glyphs.clone());
        glyphs
    }

    /// The glyphs themselves.
    pub(super) fn glyphs(&self, glyphs: Glyphs) -> &[Shaped] {
        self.glyphs.get(glyphs.start as usize..glyphs.end as usize).unwrap_or_default()
    }
}

fn direction(rtl: bool) -> Direction {
    if rtl { Direction::RightToLeft } else { Direction::LeftToRight }
}

fn harfrust_script(script: Script) -> Option<harfrust::Script> {
    harfrust::Script::from_iso15924_tag(Tag::from_be_bytes(script.as_iso15924_tag().to_be_bytes()))
}
