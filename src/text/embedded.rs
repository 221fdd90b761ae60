//! The faces inside the program: they measure the same on every machine.

use crate::scene::{CssFace, Face, FaceId};
use harfrust::{FontRef, Shaper, ShaperData};
use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;
use std::sync::{Arc, OnceLock};

struct Embedded {
    bytes: &'static [u8],
    /// Tangent of the slant for weights whose italic is not embedded; Inter's own italic leans by 9.4°.
    skew: f32,
    css: CssFace,
}

impl Embedded {
    const fn inter(bytes: &'static [u8], weight: u16, italic: bool, skew: f32) -> Self {
        Self { bytes, skew, css: CssFace { family: "Inter", weights: (weight, weight), italic: Some(italic) } }
    }

    const fn arabic(bytes: &'static [u8], weights: (u16, u16)) -> Self {
        Self { bytes, skew: 0.0, css: CssFace { family: "Noto Sans Arabic", weights, italic: None } }
    }
}

const REGULAR: &[u8] = include_bytes!("faces/Inter-Regular.ttf");
const MEDIUM: &[u8] = include_bytes!("faces/Inter-Medium.ttf");
const SEMIBOLD: &[u8] = include_bytes!("faces/Inter-SemiBold.ttf");
const BOLD: &[u8] = include_bytes!("faces/Inter-Bold.ttf");
const ITALIC: &[u8] = include_bytes!("faces/Inter-Italic.ttf");
const ARABIC: &[u8] = include_bytes!("faces/NotoSansArabic-Regular.ttf");
const ARABIC_BOLD: &[u8] = include_bytes!("faces/NotoSansArabic-Bold.ttf");
const SLANT: f32 = 0.1655;

/// By [`FaceId`].
const FACES: [Embedded; 10] = [
    Embedded::inter(REGULAR, 400, false, 0.0),
    Embedded::inter(MEDIUM, 500, false, 0.0),
    Embedded::inter(SEMIBOLD, 600, false, 0.0),
    Embedded::inter(BOLD, 700, false, 0.0),
    Embedded::inter(ITALIC, 400, true, 0.0),
    Embedded::inter(MEDIUM, 500, true, SLANT),
    Embedded::inter(SEMIBOLD, 600, true, SLANT),
    Embedded::inter(BOLD, 700, true, SLANT),
    Embedded::arabic(ARABIC, (400, 500)),
    Embedded::arabic(ARABIC_BOLD, (600, 700)),
];

/// How many faces are embedded; the system's come after.
pub(super) const COUNT: usize = FACES.len();

/// Inter in a weight (0: 400 … 3: 700) and slant.
pub(super) fn inter(weight: usize, italic: bool) -> FaceId {
    FaceId(if italic { 4 } else { 0 } + weight.min(3) as u32)
}

/// Noto Sans Arabic in a weight (0: 400 … 3: 700). Arabic is not slanted.
///
/// Viewers' Arabic families have a regular and a bold face and draw all weights with these two, so both are embedded:
/// words in a semi-bold would stand in 4 % less room than they take there.
pub(super) fn arabic(weight: usize) -> FaceId {
    FaceId(if weight < 2 { 8 } else { 9 })
}

/// The embedded faces by [`FaceId`].
pub(super) fn faces() -> impl Iterator<Item = Face> {
    FACES.iter().map(|face| Face {
        data: Arc::new(face.bytes),
        index: 0,
        variations: Vec::new(),
        skew: face.skew,
        css: Some(face.css.clone()),
    })
}

/// The characters that Inter covers, in all its weights.
pub(super) fn inter_charmap() -> Option<Charmap<'static>> {
    FontRef::new(REGULAR).ok().map(|font| font.charmap())
}

/// The characters that Noto Sans Arabic covers, in both its weights.
pub(super) fn arabic_charmap() -> Option<Charmap<'static>> {
    FontRef::new(ARABIC).ok().map(|font| font.charmap())
}

/// The shaper of an embedded face. Built once in a process.
pub(super) fn shaper(face: FaceId) -> Option<&'static Shaper<'static>> {
    static DATA: [OnceLock<ShaperData>; COUNT] = [const { OnceLock::new() }; COUNT];
    static SHAPERS: [OnceLock<Option<Shaper<'static>>>; COUNT] = [const { OnceLock::new() }; COUNT];
    let id = face.0 as usize;
    let (embedded, data, shaper) = (FACES.get(id)?, DATA.get(id)?, SHAPERS.get(id)?);
    shaper
        .get_or_init(|| {
            let font = FontRef::new(embedded.bytes).ok()?;
            Some(data.get_or_init(|| ShaperData::new(&font)).shaper(&font).build())
        })
        .as_ref()
}
