//! The whole street at once, for those who don't need to stop on the way.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::path::Path;
//!
//! let source = std::fs::read_to_string("journey.toml")?;
//! let (map, _findings) = wayline::open(&source, Path::new("."), None)?;
//! let (scene, _warnings) = map.draw(false);
//! std::fs::write("journey.svg", wayline::render::svg(&scene, &Default::default()))?;
//! # Ok(())
//! # }
//! ```

use crate::assets::Assets;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::journey::{self, Journey, PageSize, Sourced};
use crate::layout::{Layout, lay_out};
use crate::paint::paint;
use crate::scene::Scene;
use crate::text::Typesetter;
use crate::theme::{self, Theme, ThemeError};
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
    /// The picture on the page that the journey asks for; see [`draw`].
    pub fn draw(&self, outlines: bool) -> (Scene, Diagnostics) {
        draw(&self.journey, &self.assets, &self.theme, self.journey.page.size, outlines)
    }
}

/// Reads a journey file and everything that it names, relative to `folder`. `theme` wins over the file's own.
///
/// Beside the map come its warnings and advice.
///
/// # Errors
///
/// Every error, in one run and in the order of the file: those of the text and, where that can be understood, those of the
/// theme, icons and pictures that it names.
pub fn open(source: &str, folder: &Path, theme: Option<Theme>) -> Result<(Map, Diagnostics), Diagnostics> {
    let (journey, mut findings) = journey::read_file(source);
    let Some(journey) = journey else { return Err(findings) };
    let (assets, found) = Assets::load(&journey, folder);
    findings.0.extend(found.0);
    let theme = match theme {
        Some(theme) => Ok(theme),
        None => theme_of(journey.theme.as_ref(), folder),
    };
    match theme {
        Ok(theme) if !findings.has_errors() => Ok((Map { journey, assets, theme }, findings.sorted())),
        Ok(_) => Err(findings.sorted()),
        Err(error) => {
            findings.push(*error);
            Err(findings.sorted())
        }
    }
}

/// The theme that a journey names, or the default one.
fn theme_of(named: Option<&Sourced<String>>, folder: &Path) -> Result<Theme, Box<Diagnostic>> {
    let name = named.map_or(DEFAULT_THEME, |sourced| sourced.value.as_str());
    theme::load(name, folder).map_err(|ThemeError { message, help }| {
        let mut error = Diagnostic::error("unusable-theme", message);
        error.span = named.map(|sourced| sourced.span.clone());
        error.help = help;
        Box::new(error)
    })
}

/// Lays out and paints a journey: `outlines` asks for the letters' outlines too, which
/// [`render::png`](crate::render::png) draws and [`render::svg`](crate::render::svg) does without.
///
/// Beside the picture come warnings of texts that no font at hand can write. The journey may be another than the one that
/// was read, with fewer personas or other lanes for instance, as long as its assets are those of the whole:
///
/// ```
/// use std::path::Path;
/// use wayline::journey::{LaneId, only_personas};
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
/// let (scene, _) = wayline::draw(&ana, &map.assets, &map.theme, ana.page.size, false);
/// assert!(scene.description.contains("Waits") && !scene.description.contains("Pays"));
/// # Ok::<(), wayline::diagnostic::Diagnostics>(())
/// ```
pub fn draw(journey: &Journey, assets: &Assets, theme: &Theme, page: PageSize, outlines: bool) -> (Scene, Diagnostics) {
    let text = Typesetter::new(&journey.language);
    let mut text = if outlines { text.with_outlines() } else { text };
    let layout = lay_out(journey, assets, &theme.metrics, page, &mut text);
    let scene = paint(&layout, journey, assets, &theme.palette, &text);
    let mut findings = Diagnostics(text.warnings());
    findings.0.extend(small_text(&layout, journey, page));
    (scene, findings)
}

/// A warning where text is smaller on the printed page than the journey asks for.
fn small_text(layout: &Layout, journey: &Journey, page: PageSize) -> Option<Diagnostic> {
    let PageSize::Fixed { width, inches, .. } = page else { return None };
    let points = layout.metrics.small / width * inches * 72.0;
    let wanted = journey.page.min_text;
    (points < wanted - 0.01).then(|| {
        let message = format!("the smallest text is {points:.1} points high on this page, less than the {wanted} of `min_text`");
        Diagnostic::warning("small-text", message).help("choose a larger page, fewer lanes or personas, or the natural size")
    })
}
