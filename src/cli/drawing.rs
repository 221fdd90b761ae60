//! What lies between the options and the finished files: the commands that draw all go this way.
//!
//! Nothing here prints, writes or ends the process, and a map that is open can be drawn any number of times.

mod choice;
mod origin;
mod theme;

pub(super) use origin::{sources, stamped};
pub(super) use theme::TypedTheme;

use super::args::{DrawingArgs, Format, Text};
use super::failure::Failure;
use crate::assets::Assets;
use crate::diagnostic::Diagnostics;
use crate::journey::{Fit, Journey, PageSize};
use crate::render::{PngError, PngSize, SvgOptions, TextMode, png, svg};
use crate::scene::Scene;
use crate::theme::Theme;

/// How maps are drawn, but for their theme, which comes with the map.
#[derive(Debug, Clone)]
pub(super) struct Request {
    /// The page, where it is not the map's own.
    pub(super) page: Option<PageSize>,
    /// What becomes of a map that is too large for its page.
    pub(super) fit: Fit,
    /// Only these personas, by id; none stands for all.
    pub(super) personas: Vec<String>,
    /// Only these lanes, in this order; none stands for the map's own.
    pub(super) lanes: Vec<String>,
    /// How an SVG is written.
    pub(super) svg: SvgOptions,
    /// How large a PNG is.
    pub(super) png: PngSize,
}

impl Request {
    /// What the options ask for in these formats. An option that none of them knows is refused.
    pub(super) fn of(args: &DrawingArgs, formats: &[Format]) -> Result<Self, Failure> {
        if !formats.contains(&Format::Png) && (args.width.is_some() || args.scale.is_some()) {
            return Err(
                Failure::new("--width and --scale are for PNG").help("an SVG is sharp at every size; --page sets its shape")
            );
        }
        Ok(Self {
            page: args.page,
            fit: args.fit.into(),
            personas: args.personas.clone(),
            lanes: args.lanes.clone(),
            svg: svg_options(args, formats)?,
            png: match args.width {
                Some(width) => PngSize::Width(width),
                None => PngSize::Scale(args.scale.unwrap_or(1.0)),
            },
        })
    }

    /// The journey with only the personas and lanes that are asked for.
    pub(super) fn choose(&self, journey: Journey) -> Result<Journey, Failure> {
        choice::choose(journey, &self.personas, &self.lanes)
    }

    /// The pages of a chosen journey, with what is found only now: texts that no font can write.
    pub(super) fn scenes(&self, journey: &Journey, assets: &Assets, theme: &Theme, format: Format) -> (Vec<Scene>, Diagnostics) {
        let outlines = format == Format::Png || self.svg.text == TextMode::Paths;
        crate::draw(journey, assets, theme, self.page.unwrap_or(journey.page.size), self.fit, outlines)
    }

    /// A page as a file of this format: number `page`, from 1, of `count`.
    pub(super) fn encode(&self, scene: &Scene, format: Format, page: usize, count: usize) -> Result<Vec<u8>, PngError> {
        encode(scene, format, &of_page(&self.svg, page, count), self.png)
    }
}

/// How an SVG is written, by the options that only an SVG has.
fn svg_options(args: &DrawingArgs, formats: &[Format]) -> Result<SvgOptions, Failure> {
    #[cfg(feature = "embed-font")]
    let embed_font = args.embed_font;
    #[cfg(not(feature = "embed-font"))]
    let embed_font = false;
    let given = [("--text", args.text.is_some()), ("--embed-font", embed_font), ("--id-prefix", args.id_prefix.is_some())];
    if let (false, Some((option, _))) = (formats.contains(&Format::Svg), given.iter().find(|(_, given)| *given)) {
        return Err(
            Failure::new(format!("{option} is for SVG")).help("a PNG has neither text nor ids: it looks the same everywhere")
        );
    }
    let text = match args.text {
        Some(Text::Paths) => TextMode::Paths,
        Some(Text::Live) | None => TextMode::Live,
    };
    if embed_font && text == TextMode::Paths {
        return Err(
            Failure::new("--embed-font is for live text").help("outlines need no font: leave out --embed-font or --text paths")
        );
    }
    Ok(SvgOptions {
        id_prefix: args.id_prefix.clone(),
        text,
        #[cfg(feature = "embed-font")]
        embed_font,
    })
}

/// The options for one page of several: ids are the page's own, so that all pages can stand in one document.
fn of_page(options: &SvgOptions, page: usize, count: usize) -> SvgOptions {
    let prefix = options.id_prefix.as_ref().map(|prefix| if count > 1 { format!("{prefix}-{page}") } else { prefix.clone() });
    SvgOptions { id_prefix: prefix, ..options.clone() }
}

/// A scene as a file of this format.
pub(super) fn encode(scene: &Scene, format: Format, options: &SvgOptions, size: PngSize) -> Result<Vec<u8>, PngError> {
    match format {
        Format::Svg => Ok(svg(scene, options).into_bytes()),
        Format::Png => png(scene, size),
    }
}

/// Why there is no PNG, where the map is not to blame.
pub(super) fn no_png(error: &PngError) -> Failure {
    match error {
        PngError::TooLarge(..) => {
            Failure::new(error.to_string()).help("give a smaller --scale or --width, or write SVG, which has no pixels")
        }
        PngError::Picture(..) | PngError::Failed(_) => Failure::new(format!("can't make the PNG: {error}")),
    }
}
