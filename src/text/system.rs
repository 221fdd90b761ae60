//! The system's faces, for what the embedded ones lack. Nothing is scanned before it is needed.

use super::embedded;
use super::families::Family;
use super::unicode::is_ignorable;
use crate::scene::{Face, FaceId};
use fontdb::{Database, ID, Query, Source, Stretch, Style, Weight};
use harfrust::{FontRef, ShaperData, ShaperInstance, Tag};
use skrifa::MetadataProvider;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

type Data = Arc<dyn AsRef<[u8]> + Send + Sync>;

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
    database: Option<Database>,
    /// All faces, the most suitable for a fallback first; independent of the order in which files were found.
    order: Vec<ID>,
    pub(super) faces: Vec<SystemFace>,
    files: Vec<(PathBuf, Data)>,
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
        let found = self.search(family, weight, grapheme).and_then(|id| self.load(id, (family, weight)));
        if found.is_none() {
            self.uncovered.insert(grapheme.to_owned());
        }
        found
    }

    fn search(&mut self, family: Family, weight: u16, grapheme: &str) -> Option<ID> {
        if self.database.is_none() {
            let mut database = Database::new();
            database.load_system_fonts();
            self.order = fallback_order(&database);
            self.database = Some(database);
        }
        let database = self.database.as_ref()?;
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
        let any = self.order.iter().copied().find(|&id| has(id))?;
        // The same family may have a weight that suits better.
        let name = &database.face(any)?.families.first()?.0;
        in_family(name).or(Some(any))
    }

    fn load(&mut self, origin: ID, purpose: (Family, u16)) -> Option<FaceId> {
        if let Some(position) = self.faces.iter().position(|face| face.origin == origin && face.purpose == purpose) {
            return Some(face_id(position));
        }
        let (source, index) = self.database.as_ref()?.face_source(origin)?;
        let data: Data = match source {
            Source::Binary(data) | Source::SharedFile(_, data) => data,
            Source::File(path) => self.read(&path)?,
        };
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

    /// The file's bytes, read once for all faces of a collection.
    fn read(&mut self, path: &Path) -> Option<Data> {
        if let Some((_, data)) = self.files.iter().find(|(known, _)| known == path) {
            return Some(data.clone());
        }
        let data: Data = Arc::new(std::fs::read(path).ok()?);
        self.files.push((path.to_owned(), data.clone()));
        Some(data)
    }
}

fn face_id(position: usize) -> FaceId {
    FaceId((embedded::COUNT + position) as u32)
}

fn covers(font: &FontRef, grapheme: &str) -> bool {
    let charmap = font.charmap();
    grapheme.chars().all(|c| is_ignorable(c) || charmap.map(c).is_some_and(|glyph| glyph.to_u32() != 0))
}

/// Upright sans-serif faces of normal width first, then by name.
fn fallback_order(database: &Database) -> Vec<ID> {
    let mut faces: Vec<_> = database.faces().collect();
    faces.sort_by_cached_key(|face| {
        let name = face.families.first().map_or("", |(name, _)| name.as_str()).to_owned();
        let path = match &face.source {
            Source::File(path) | Source::SharedFile(path, _) => path.clone(),
            Source::Binary(_) => PathBuf::new(),
        };
        let oddity = (face.style != Style::Normal, face.stretch != Stretch::Normal, face.monospaced, !name.contains("Sans"));
        (oddity, name, face.weight.0.abs_diff(400), path, face.index)
    });
    faces.into_iter().map(|face| face.id).collect()
}
