//! Which face draws a grapheme.

use super::embedded;
use super::families::{Family, Region};
use super::missing::Missing;
use super::system::System;
use super::unicode::{Ruled, east_asian, is_emoji, is_ignorable};
use crate::scene::{Face, FaceId};
use harfrust::Shaper;
use skrifa::charmap::Charmap;
use std::ops::Deref;
use unicode_script::{Script, UnicodeScript};

/// What measures and draws a grapheme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Choice {
    /// Shaped with this face.
    Face(FaceId),
    /// As wide as the rule says, drawn by this face where outlines are wanted and there is one.
    Ruled(Ruled, Option<FaceId>),
    /// Nothing draws it.
    Missing,
}

/// Weight (0: 400 … 3: 700) and slant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Variant {
    pub(super) weight: usize,
    pub(super) italic: bool,
}

/// The embedded faces and the system's.
pub(super) struct Fonts {
    inter: Option<Charmap<'static>>,
    arabic: Option<Charmap<'static>>,
    pub(super) system: System,
    pub(super) missing: Missing,
    /// Whether glyphs are wanted for what is measured by rule.
    pub(super) outlines: bool,
}

impl Fonts {
    pub(super) fn new() -> Self {
        Self {
            inter: embedded::inter_charmap(),
            arabic: embedded::arabic_charmap(),
            system: System::default(),
            missing: Missing::default(),
            outlines: false,
        }
    }

    /// Chooses for one grapheme; `context` is the script of what stands before it.
    pub(super) fn choose(&mut self, grapheme: &str, context: Script, variant: Variant, region: Region) -> (Choice, Family) {
        let first = grapheme.chars().next().unwrap_or(' ');
        if is_emoji(grapheme) {
            return self.ruled(Ruled::Symbol, grapheme, variant, region);
        }
        if covers(&self.inter, grapheme) {
            return (Choice::Face(embedded::inter(variant.weight, variant.italic)), Family::Inter);
        }
        if let Some(rule) = east_asian(first) {
            return self.ruled(rule, grapheme, variant, region);
        }
        if covers(&self.arabic, grapheme) {
            return (Choice::Face(embedded::arabic(variant.weight)), Family::Script(Script::Arabic));
        }
        let script = match first.script() {
            Script::Common | Script::Inherited => context,
            script => script,
        };
        if matches!(script, Script::Common | Script::Latin | Script::Greek | Script::Cyrillic) && is_common(first) {
            return self.ruled(Ruled::Symbol, grapheme, variant, region);
        }
        let family = Family::Script(script);
        if let Some(face) = self.system.find(family, weight_of(variant), grapheme) {
            return (Choice::Face(face), family);
        }
        // A mark that no face has: at least its base is drawn.
        if grapheme.chars().nth(1).is_some() && covers(&self.inter, first.encode_utf8(&mut [0; 4])) {
            self.missing.note(Family::Script(grapheme.chars().nth(1).map_or(script, |mark| mark.script())), grapheme);
            return (Choice::Face(embedded::inter(variant.weight, variant.italic)), Family::Inter);
        }
        self.missing.note(family, grapheme);
        (Choice::Missing, family)
    }

    /// The same for one that a rule measures, whichever faces have it.
    pub(super) fn ruled(&mut self, rule: Ruled, grapheme: &str, variant: Variant, region: Region) -> (Choice, Family) {
        let family = Family::of_rule(rule, region);
        if !self.outlines {
            return (Choice::Ruled(rule, None), family);
        }
        let mut face = self.system.find(family, weight_of(variant), grapheme);
        if face.is_none() && rule == Ruled::Symbol && covers(&self.inter, grapheme) {
            // No emoji face: a heart in one colour is better than none.
            face = Some(embedded::inter(variant.weight, variant.italic));
        }
        if face.is_none() {
            self.missing.note(family, grapheme);
        }
        (Choice::Ruled(rule, face), family)
    }

    /// The shaper of a face in use.
    pub(super) fn shaper(&self, face: FaceId) -> Option<AnyShaper<'_>> {
        if let Some(shaper) = embedded::shaper(face) {
            return Some(AnyShaper::Embedded(shaper));
        }
        let system = self.system.faces.get((face.0 as usize).checked_sub(embedded::COUNT)?)?;
        let shaper = system.shaper.shaper(&system.font()?).instance(system.instance.as_ref()).build();
        Some(AnyShaper::System(Box::new(shaper)))
    }

    /// All faces by [`FaceId`].
    pub(super) fn faces(&self) -> Vec<Face> {
        embedded::faces().chain(self.system.faces.iter().map(|face| face.face.clone())).collect()
    }
}

/// A shaper, wherever its font lives.
pub(super) enum AnyShaper<'a> {
    Embedded(&'static Shaper<'static>),
    System(Box<Shaper<'a>>),
}

impl<'a> Deref for AnyShaper<'a> {
    type Target = Shaper<'a>;

    fn deref(&self) -> &Shaper<'a> {
        match self {
            AnyShaper::Embedded(shaper) => shaper,
            AnyShaper::System(shaper) => shaper,
        }
    }
}

fn covers(charmap: &Option<Charmap>, grapheme: &str) -> bool {
    charmap.as_ref().is_some_and(|charmap| grapheme.chars().all(|c| is_ignorable(c) || charmap.map(c).is_some()))
}

fn is_common(c: char) -> bool {
    matches!(c.script(), Script::Common | Script::Inherited)
}

fn weight_of(variant: Variant) -> u16 {
    400 + 100 * variant.weight.min(3) as u16
}
