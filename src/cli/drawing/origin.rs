//! What a picture was made from: the options, the map, and every file that either names.

use super::super::args::Format;
use super::super::input::Input;
use super::{Request, TypedTheme};
use crate::files::Files;
use crate::journey::{Fit, PageSize};
use crate::origin::{Digest, Origin, Sources};
use crate::render::{PngSize, TextMode};
use crate::scene::Scene;
use crate::text::system_fonts;

/// Of everything that reaches a map's picture of this format, once the map is open: `files` are those that it read. Its own
/// theme does not count where one was typed.
///
/// Where the files lie, when they were changed and in which order the options came does not matter.
pub(in crate::cli) fn sources(request: &Request, format: Format, typed: &TypedTheme, input: &Input, files: &Files) -> Digest {
    let mut sources = Sources::new();
    sources.text(format.ending());
    match format {
        Format::Svg => svg(request, &mut sources),
        Format::Png => png(request, &mut sources),
    }
    page(request.page, request.fit, &mut sources);
    let mut personas: Vec<&str> = request.personas.iter().map(String::as_str).collect();
    personas.sort_unstable();
    personas.dedup();
    list(&personas, &mut sources);
    let lanes: Vec<&str> = request.lanes.iter().map(|lane| lane.trim()).filter(|lane| !lane.is_empty()).collect();
    list(&lanes, &mut sources);
    typed.add_to(&mut sources);
    sources.file(&Digest::of_file(input.source.as_bytes()));
    let reaches = |name: &str| !typed.wins() || !name.ends_with(".toml");
    for (name, content) in files.contents().filter(|(name, _)| reaches(name)) {
        sources.text(name);
        sources.file(&content);
    }
    sources.digest()
}

/// A finished page, which tells what it was made from.
pub(in crate::cli) fn stamped(
    picture: Vec<u8>,
    format: Format,
    sources: Digest,
    scene: &Scene,
    page: usize,
    pages: usize,
) -> Vec<u8> {
    let origin = Origin { sources, fonts: scene.system_fonts.then(system_fonts), page, pages };
    match format {
        // What comes out of the renderer is text.
        Format::Svg => {
            String::from_utf8(picture).map_or_else(|error| error.into_bytes(), |svg| origin.stamp_svg(svg).into_bytes())
        }
        Format::Png => origin.stamp_png(picture),
    }
}

fn svg(request: &Request, sources: &mut Sources) {
    let options = &request.svg;
    sources.text(match options.text {
        TextMode::Live => "live",
        TextMode::Paths => "paths",
    });
    #[cfg(feature = "embed-font")]
    let embed_font = options.embed_font;
    #[cfg(not(feature = "embed-font"))]
    let embed_font = false;
    sources.number(embed_font.into());
    list(options.id_prefix.as_slice(), sources);
}

fn png(request: &Request, sources: &mut Sources) {
    match request.png {
        PngSize::Scale(scale) => {
            sources.text("scale");
            sources.number(scale.to_bits());
        }
        PngSize::Width(width) => {
            sources.text("width");
            sources.number(width.into());
        }
    }
}

fn page(page: Option<PageSize>, fit: Fit, sources: &mut Sources) {
    match page {
        None => sources.text("its own page"),
        Some(PageSize::Natural) => sources.text("natural"),
        Some(PageSize::Fixed { width, height, inches }) => {
            sources.text("fixed");
            [width, height, inches].iter().for_each(|side| sources.number(side.to_bits()));
        }
    }
    sources.text(match fit {
        Fit::Split => "split",
        Fit::Shrink => "shrink",
        Fit::OnePage => "one page",
    });
}

fn list(texts: &[impl AsRef<str>], sources: &mut Sources) {
    sources.number(texts.len() as u64);
    texts.iter().for_each(|text| sources.text(text.as_ref()));
}
