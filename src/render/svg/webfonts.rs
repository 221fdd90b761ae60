//! The faces that a picture carries along: of each that it uses, the glyphs of its characters, as `@font-face`.
//!
//! A style sheet inside an SVG holds for all of the page in which the SVG stands. So there is nothing in it but
//! `@font-face`, and the families have names that no other picture has: two pictures with the same characters in the
//! same faces share a name, and the very same fonts. Programs that know no `@font-face` find the usual families behind.

use super::writer::data_uri;
use crate::render::fnv::Fnv;
use crate::render::markup::Tag;
use crate::render::woff::woff;
use crate::scene::{CssFace, Face, Node, Scene, TextLine};
use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;
use skrifa::raw::FontRef;
use std::collections::BTreeSet;
use std::fmt::Write;
use unicode_segmentation::UnicodeSegmentation;

/// The families of a picture's own fonts.
pub(super) struct WebFonts {
    /// Of most lines: families separated by commas.
    usual: String,
    /// Of lines whose face is slanted by the program: the viewer has to do it too.
    slanted: String,
    rules: String,
}

/// A face and the characters that it draws.
struct Used<'a> {
    face: &'a Face,
    css: &'a CssFace,
    charmap: Charmap<'a>,
    characters: BTreeSet<char>,
}

impl WebFonts {
    /// The subsets of all faces that the scene's live text needs and that may be carried along.
    pub(super) fn of(scene: &Scene) -> Self {
        let mut faces: Vec<Used> = scene.faces.iter().filter_map(open).collect();
        gather(&scene.nodes, &mut faces);
        faces.retain(|used| !used.characters.is_empty());

        let mut hash = Fnv::new();
        for used in &faces {
            hash.text(&format!("{:?} {}", used.css, used.face.skew));
            hash.text(&used.characters.iter().collect::<String>());
        }
        let mut fonts = Self { usual: String::new(), slanted: String::new(), rules: String::new() };
        for used in &faces {
            let Some(file) = subset(used).as_deref().and_then(woff) else { continue };
            fonts.add(used, &hash.digits(), &file);
        }
        if !fonts.slanted.is_empty() && !fonts.usual.is_empty() {
            fonts.slanted = format!("{}, {}", fonts.slanted, fonts.usual);
        }
        fonts
    }

    fn add(&mut self, used: &Used, digits: &str, file: &[u8]) {
        let is_slanted = used.face.skew != 0.0;
        let (list, kind) = if is_slanted { (&mut self.slanted, " Slanted") } else { (&mut self.usual, "") };
        let name = format!("{}{kind}-{digits}", used.css.family);
        let quoted = format!("'{name}'");
        if !list.contains(&quoted) {
            list.push_str(if list.is_empty() { "" } else { ", " });
            list.push_str(&quoted);
        }
        // A face that is to be slanted is called upright, or the viewer would leave it as it is.
        let style = if used.css.italic == Some(true) && !is_slanted { "italic" } else { "normal" };
        let (from, to) = used.css.weights;
        // Writing to a string can't fail.
        let _ = write!(self.rules, "@font-face{{font-family:\"{name}\";font-style:{style};font-weight:{from}");
        if to != from {
            let _ = write!(self.rules, " {to}");
        }
        self.rules.push_str(";src:url(");
        data_uri(&mut self.rules, "font/woff", file);
        self.rules.push_str(")format(\"woff\")}\n");
    }

    /// The families to name before a line's own: where none is needed, nothing.
    pub(super) fn families(&self, line: &TextLine) -> &str {
        let is_slanted = line.style.italic && line.style.weight >= 450 && !self.slanted.is_empty();
        if is_slanted { &self.slanted } else { &self.usual }
    }

    /// The families of most lines.
    pub(super) fn usual(&self) -> &str {
        &self.usual
    }

    /// Appends the style sheet, if there is anything to say.
    pub(super) fn write(&self, out: &mut String) {
        if !self.rules.is_empty() {
            Tag::new(out, "style").end_with(self.rules.trim_end());
        }
    }
}

/// A face that may be carried along, nothing used of it yet.
fn open(face: &Face) -> Option<Used<'_>> {
    let css = face.css.as_ref()?;
    let charmap = font(face)?.charmap();
    Some(Used { face, css, charmap, characters: BTreeSet::new() })
}

fn font(face: &Face) -> Option<FontRef<'_>> {
    FontRef::from_index((*face.data).as_ref(), face.index).ok()
}

/// Adds the characters of all lines to the faces that draw them: for each grapheme the first face that has all of it.
fn gather(nodes: &[Node], faces: &mut [Used]) {
    for node in nodes {
        match node {
            Node::Group(group) => gather(&group.children, faces),
            Node::Text(line) => characters(line, faces),
            Node::Shape(_) | Node::Icon(_) | Node::Image(_) => {}
        }
    }
}

fn characters(line: &TextLine, faces: &mut [Used]) {
    let weight = (line.style.weight.clamp(400, 700) + 50) / 100 * 100;
    let suits = |css: &CssFace| {
        css.italic.is_none_or(|italic| italic == line.style.italic) && css.weights.0 <= weight && weight <= css.weights.1
    };
    let mut suitable: Vec<&mut Used> = faces.iter_mut().filter(|used| suits(used.css)).collect();
    let is_emoji =
        |at: usize| line.words.iter().flat_map(|words| words.iter()).any(|word| word.emoji && word.range.contains(&at));
    for (at, grapheme) in line.content.grapheme_indices(true) {
        let drawn = || grapheme.chars().filter(|c| !is_invisible(*c));
        let covers = |used: &Used| drawn().all(|c| used.charmap.map(c).is_some());
        if is_emoji(at) || drawn().next().is_none() {
            continue;
        }
        if let Some(used) = suitable.iter_mut().find(|used| covers(used)) {
            used.characters.extend(grapheme.chars());
        }
    }
}

/// Joiners, direction marks and selectors: no face has to have them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}')
}

/// The glyphs of the characters with all that shapes them: what takes their place in context, kerning, marks.
#[cfg(feature = "embed-font")]
fn subset(used: &Used) -> Option<Vec<u8>> {
    use skera::{DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags, subset_font};
    use skrifa::raw::collections::IntSet;
    use skrifa::raw::types::NameId;

    let font = font(used.face)?;
    let characters: IntSet<u32> = used.characters.iter().map(|&c| u32::from(c)).collect();
    let features = DEFAULT_LAYOUT_FEATURES.iter().copied().collect();
    // Who made it and what its licence says goes with it.
    let names = [NameId::COPYRIGHT_NOTICE, NameId::LICENSE_DESCRIPTION, NameId::LICENSE_URL].into_iter().collect();
    let (none, all) = (IntSet::empty(), IntSet::all());
    let flags = SubsetFlags::SUBSET_FLAGS_NO_HINTING;
    let plan = Plan::new(&IntSet::empty(), &characters, &font, flags, &none, &all, &features, &names, &IntSet::all());
    subset_font(&font, &plan).ok()
}

#[cfg(not(feature = "embed-font"))]
fn subset(_: &Used) -> Option<Vec<u8>> {
    None
}

#[cfg(all(test, feature = "embed-font"))]
mod tests;
