//! The system's faces, for what the embedded ones lack. Nothing is scanned before it is needed, and once in a process.

mod installed;

pub use installed::system_fonts;

use super::embedded;
use super::families::Family;
use super::unicode::is_ignorable;
use crate::scene::{Face, FaceId};
use fontdb::{ID, Query, Stretch, Style, Weight};
use harfrust::{FontRef, ShaperData, ShaperInstance, Tag};
use installed::Installed;
use skrifa::MetadataProvider;
use std::collections::HashSet;

/// A face of the system that is in use.
pub(super) struct SystemFace {
    origin: ID,
    purpose: (Family, u16),
    pub(super) face: Face,
    pub(super) shaper: ShaperData,
    pub(super) instance: Option<ShaperInstance>,
}

impl SystemFace {
    /// The font, borrowed from the file's bytes.
    pub(super) fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index((*self.face.data).as_ref(), self.face.index).ok()
    }
}

/// The system's faces.
#[derive(Default)]
pub(super) struct System {
    /// Set where only embedded faces may be used.
    pub(super) disabled: bool,
    /// Whether anything was looked for.
    pub(super) asked: bool,
    pub(super) faces: Vec<SystemFace>,
    /// Graphemes that nothing covers: asked once.
    uncovered: HashSet<String>,
}

impl System {
    /// A face that covers the whole grapheme, the family's favourites first.
    pub(super) fn find(&mut self, family: Family, weight: u16, grapheme: &str) -> Option<FaceId> {
        let loaded = self
            .faces
            .iter()
            .position(|face| face.purpose == (family, weight) && face.font().is_some_and(|font| covers(&font, grapheme)));
        if let Some(position) = loaded {
            return Some(face_id(position));
        }
        if self.disabled || self.uncovered.contains(grapheme) {
            return None;
        }
        self.asked = true;
        let found = search(family, weight, grapheme).and_then(|id| self.load(id, (family, weight)));
        if found.is_none() {
            self.uncovered.insert(grapheme.to_owned());
        }
        found
    }

    fn load(&mut self, origin: ID, purpose: (Family, u16)) -> Option<FaceId> {
        if let Some(position) = self.faces.iter().position(|face| face.origin == origin && face.purpose == purpose) {
            return Some(face_id(position));
        }
        let (data, index) = installed::data(origin)?;
        let bytes: &[u8] = (*data).as_ref();
        let font = FontRef::from_index(bytes, index).ok()?;
        let is_variable = font.axes().iter().any(|axis| axis.tag() == Tag::new(b"wght"));
        let variations: Vec<_> = is_variable.then_some((*b"wght", f32::from(purpose.1))).into_iter().collect();
        let instance = is_variable
            .then(|| ShaperInstance::from_variations(&font, variations.iter().map(|(tag, value)| (Tag::new(tag), *value))));
        let shaper = ShaperData::new(&font);
        let face = Face { data: data.clone(), index, variations, skew: 0.0, css: None };
        self.faces.push(SystemFace { origin, purpose, face, shaper, instance });
        Some(face_id(self.faces.len() - 1))
    }
}

/// The best of the installed faces for a grapheme.
fn search(family: Family, weight: u16, grapheme: &str) -> Option<ID> {
    let Installed { database, order, .. } = installed::all();
    let has = |id: ID| {
        database
            .with_face_data(id, |data, index| FontRef::from_index(data, index).is_ok_and(|font| covers(&font, grapheme)))
            .unwrap_or(false)
    };
    let in_family = |name: &str| {
        let query = Query {
            families: &[fontdb::Family::Name(name)],
            weight: Weight(weight),
            stretch: Stretch::Normal,
            style: Style::Normal,
        };
        database.query(&query).filter(|&id| has(id))
    };
    if let Some(id) = family.stack().iter().find_map(|name| in_family(name)) {
        return Some(id);
    }
    let any = order.iter().copied().find(|&id| has(id))?;
    // The same family may have a weight that suits better.
    let name = &database.face(any)?.families.first()?.0;
    in_family(name).or(Some(any))
}

fn face_id(position: usize) -> FaceId {
    FaceId((embedded::COUNT + position) as u32)
}

fn covers(font: &FontRef, grapheme: &str) -> bool {
    let charmap = font.charmap();
    grapheme.chars().all(|c| is_ignorable(c) || charmap.map(c).is_some_and(|glyph| glyph.to_u32() != 0))
}
