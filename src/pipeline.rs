//! The whole street at once, for those who don't need to stop on the way.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::path::Path;
//!
//! let source = std::fs::read_to_string("journey.toml")?;
//! let (map, _findings) = wayline::open(&source, Path::new("."), None)?;
//! let (pages, _warnings) = map.draw(false);
//! for (number, page) in pages.iter().enumerate() {
//!     std::fs::write(format!("journey-{}.svg", number + 1), wayline::render::svg(page, &Default::default()))?;
//! }
//! # Ok(())
//! # }
//! ```

mod findings;

use crate::assets::Assets;
use crate::diagnostic::Diagnostics;
use crate::diff::Overlay;
use crate::files::Files;
use crate::journey::{self, Fit, Journey, PageSize, Sourced};
use crate::layout::{Layout, lay_out, lay_out_overlay};
use crate::paint::{paint_overlay, paint_page};
use crate::scene::Scene;
use crate::text::Typesetter;
use crate::theme::{self, Theme};
use std::path::Path;

/// The theme of a map that names none.
pub const DEFAULT_THEME: &str = "light";

/// A journey with all that it takes to draw it.
#[derive(Debug)]
pub struct Map {
    /// The journey.
    pub journey: Journey,
    /// The icons and pictures that it names.
    pub assets: Assets,
    /// How it looks.
    pub theme: Theme,
}

impl Map {
    /// The pictures, one for each page, on the page that the journey asks for; see [`draw`].
    pub fn draw(&self, outlines: bool) -> (Vec<Scene>, Diagnostics) {
        draw(&self.journey, &self.assets, &self.theme, self.journey.page.size, Fit::Split, outlines)
    }
}

/// Reads a journey file and everything that it names, from `folder` and below. `theme` wins over the file's own.
///
/// Beside the map come its warnings and advice.
///
/// # Errors
///
/// Every error, in one run and in the order of the file: those of the text and, where that can be understood, those of the
/// theme, icons and pictures that it names.
pub fn open(source: &str, folder: &Path, theme: Option<Theme>) -> Result<(Map, Diagnostics), Diagnostics> {
    open_with(source, &mut Files::of(folder), theme)
}

/// [`open`] with other [`Files`]: from a wider folder, or to know afterwards which ones were read.
///
/// ```
/// use std::path::Path;
/// use wayline::files::Files;
///
/// // The map lies in `docs/maps`, its pictures anywhere in `docs`.
/// # let docs = tempfile::tempdir()?;
/// # std::fs::create_dir_all(docs.path().join("maps"))?;
/// # let docs = docs.path();
/// std::fs::write(docs.join("shoe.svg"), "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>")?;
/// let mut files = Files::within(&docs.join("maps"), docs)?;
/// let source = "title = \"t\"\nstage = [{ name = \"s\", touchpoint = [{ label = \"x\", icon = \"../shoe.svg\" }] }]";
/// let (map, _) = wayline::pipeline::open_with(source, &mut files, None)?;
/// assert!(map.assets.icon("../shoe.svg").is_some());
/// assert_eq!(files.found(), [docs.canonicalize()?.join("shoe.svg")]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// As for [`open`].
pub fn open_with(source: &str, files: &mut Files, theme: Option<Theme>) -> Result<(Map, Diagnostics), Diagnostics> {
    let (journey, mut findings) = journey::read_file(source);
    let Some(journey) = journey else { return Err(findings) };
    let (assets, found) = Assets::load_from(&journey, files);
    findings.0.extend(found.0);
    let theme = match theme {
        Some(theme) => Ok(theme),
        None => theme_of(journey.theme.as_ref(), files),
    };
    match theme {
        Ok(theme) if !findings.has_errors() => Ok((Map { journey, assets, theme }, findings.sorted())),
        Ok(_) => Err(findings.sorted()),
        Err(errors) => {
            findings.0.extend(errors.0);
            Err(findings.sorted())
        }
    }
}

/// The theme that a journey names, or the default one. What is wrong with the name is wrong where the journey names it.
fn theme_of(named: Option<&Sourced<String>>, files: &mut Files) -> Result<Theme, Diagnostics> {
    let name = named.map_or(DEFAULT_THEME, |sourced| sourced.value.as_str());
    theme::load_from(name, files).map_err(|mut errors| {
        for error in errors.0.iter_mut().filter(|error| error.source.is_none()) {
            error.span = named.map(|sourced| sourced.span.clone());
        }
        errors
    })
}

/// Lays out and paints the overlay of two revisions of a journey, on one page: see [`lay_out_overlay`]. The assets are those
/// of the new revision; an icon that only the old one has is left out.
///
/// Otherwise as [`draw`].
pub fn draw_overlay(
    overlay: &Overlay,
    assets: &Assets,
    theme: &Theme,
    page: PageSize,
    fit: Fit,
    outlines: bool,
) -> (Vec<Scene>, Diagnostics) {
    let mut text = typesetter(&overlay.journey.language, outlines);
    let pages = lay_out_overlay(overlay, assets, &theme.metrics, page, fit, &mut text);
    let scene = |(_, layout): (&Journey, &Layout)| paint_overlay(layout, overlay, assets, &theme.palette, &text);
    let scenes = pages.iter().map(scene).collect();
    let mut findings = Diagnostics(text.warnings());
    findings.0.extend(findings::of_pages(&pages, &overlay.journey, page));
    (scenes, findings)
}

/// Lays out and paints a journey, on as many pages as it takes; `fit` says otherwise. `outlines` asks for the letters' outlines too, which
/// [`render::png`](crate::render::png) draws and [`render::svg`](crate::render::svg) does without.
///
/// Beside the pictures come warnings of texts that no font at hand can write. The journey may be another than the one that
/// was read, with fewer personas or other lanes for instance, as long as its assets are those of the whole:
///
/// ```
/// use std::path::Path;
/// use wayline::journey::{Fit, LaneId, only_personas};
///
/// let source = r#"
/// title = "Two at the counter"
/// persona = [{ name = "Ana" }, { name = "Bo" }]
///
/// [[stage]]
/// name = "Pay"
/// pains = "One till for everybody"
/// touchpoint = [{ label = "Waits", emotion = { ana = -1, bo = 0 } }, { label = "Pays", emotion = { bo = 1 } }]
/// "#;
/// let (map, _) = wayline::open(source, Path::new("."), None)?;
/// let mut ana = only_personas(map.journey, |index| index == 0);
/// ana.lanes = Some(vec![LaneId::Channels, LaneId::Emotions]);
/// let (pages, _) = wayline::draw(&ana, &map.assets, &map.theme, ana.page.size, Fit::Split, false);
/// assert!(pages[0].description.contains("Waits") && !pages[0].description.contains("Pays"));
/// # Ok::<(), wayline::diagnostic::Diagnostics>(())
/// ```
pub fn draw(
    journey: &Journey,
    assets: &Assets,
    theme: &Theme,
    page: PageSize,
    fit: Fit,
    outlines: bool,
) -> (Vec<Scene>, Diagnostics) {
    let mut text = typesetter(&journey.language, outlines);
    let pages = lay_out(journey, assets, &theme.metrics, page, fit, &mut text);
    let count = pages.count();
    let scene = |(index, (journey, layout)): (usize, (&Journey, &Layout))| {
        paint_page(layout, journey, assets, &theme.palette, &text, (index + 1, count))
    };
    let scenes = pages.iter().enumerate().map(scene).collect();
    let mut findings = Diagnostics(text.warnings());
    findings.0.extend(findings::of_pages(&pages, journey, page));
    (scenes, findings)
}

/// What measures the texts of a language, with the letters' outlines where they are asked for.
fn typesetter(language: &str, outlines: bool) -> Typesetter {
    let text = Typesetter::new(language);
    if outlines { text.with_outlines() } else { text }
}
