//! What the fuzz targets have in common: they stand on the generator and the oracle of the ordinary tests.

#[path = "../../common/hostile.rs"]
pub mod hostile;
#[path = "../../common/inert.rs"]
pub mod inert;
#[path = "../../common/random.rs"]
pub mod random;

use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use random::Chance;
use std::fmt;
use std::path::Path;
use std::sync::OnceLock;
use wayline::Map;
use wayline::journey::Fit;
use wayline::layout::{Pages, lay_out};
use wayline::paint::paint_page;
use wayline::render::{SvgOptions, TextMode, svg};
use wayline::scene::Scene;
use wayline::text::Typesetter;

/// A journey file made from a fuzzer's bytes, and how it is to be drawn. `cargo fuzz fmt` shows it as TOML.
pub struct Made {
    pub source: String,
    pub options: SvgOptions,
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n# drawn with {:?}", self.source, self.options)
    }
}

impl<'a> Arbitrary<'a> for Made {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> Result<Self> {
        let mut chance = Chance::Bytes(bytes.bytes(bytes.len())?);
        let c = &mut chance;
        let mut options = SvgOptions::default();
        // Outlines and fonts of its own take many times as long.
        match c.between(0, 63) {
            1 => options.text = TextMode::Paths,
            2 => options.embed_font = true,
            3 => options.id_prefix = Some(hostile::text(c)),
            _ => {}
        }
        let journey = if c.once_in(4) { random::journey(c) } else { hostile::journey(c) };
        Ok(Self { source: journey.to_string(), options })
    }
}

/// A folder with the pictures, icons and themes that hostile journeys name; one for each process.
pub fn folder() -> &'static Path {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        hostile::files(folder.path());
        folder
    });
    folder.path()
}

/// The pages of a map, drawn without the system's fonts: the same on every machine.
pub fn scenes(map: &Map, outlines: bool) -> Vec<Scene> {
    let text = Typesetter::new(&map.journey.language).without_system_fonts();
    let mut text = if outlines { text.with_outlines() } else { text };
    let pages: Pages<'_> = lay_out(&map.journey, &map.assets, &map.theme.metrics, map.journey.page.size, Fit::Split, &mut text);
    let count = pages.count();
    let paint =
        |(index, (journey, layout))| paint_page(layout, journey, &map.assets, &map.theme.palette, &text, (index + 1, count));
    pages.iter().enumerate().map(paint).collect()
}

/// Draws a map as SVG and holds every page to be inert.
pub fn draw(map: &Map, options: &SvgOptions) {
    for scene in scenes(map, options.text == TextMode::Paths) {
        inert::hold(&svg(&scene, options));
    }
}
