//! `wayline render`: a map as a picture.

use super::args::{Format, RenderArgs, Text};
use super::failure::{Exit, Failure};
use super::input::Input;
use super::messages::Messages;
use super::{nearest, output};
use crate::assets::bad_picture;
use crate::diagnostic::{Diagnostics, Severity};
use crate::files::Files;
use crate::journey::{self, Journey, LaneId};
use crate::pipeline::DEFAULT_THEME;
use crate::render::{PngError, PngSize, SvgOptions, TextMode, png, svg};
use crate::scene::Scene;
use crate::theme::{self, Theme};
use std::path::PathBuf;

/// Draws, and tells what was found on the way.
pub(super) fn run(args: &RenderArgs, messages: Messages) -> Result<Exit, Failure> {
    let (target, format) = output::target(&args.map, args.output.as_deref(), args.format)?;
    target.suits(format)?;
    if format == Format::Svg && (args.width.is_some() || args.scale.is_some()) {
        return Err(Failure::new("--width and --scale are for PNG").help("an SVG is sharp at every size; --page sets its shape"));
    }
    let options = svg_options(args, format)?;
    let mut typed = Files::anywhere();
    let (theme, wrong_theme) = match args.theme.as_deref().map(|name| theme_by_option(name, &mut typed)).transpose()? {
        Some(Err(wrong)) => (theme::built_in(DEFAULT_THEME), wrong),
        theme => (theme.and_then(Result::ok), Diagnostics::default()),
    };

    let input = Input::read(&args.map)?;
    let mut files = input.files(args.root.as_deref())?;
    let opened = match input.open(theme, &mut files) {
        // told together with what is wrong with the map
        Ok((_, findings)) if !wrong_theme.0.is_empty() => Err(findings),
        opened => opened,
    };
    let (map, mut findings) = match opened {
        Ok(opened) => opened,
        Err(mut findings) => {
            findings.0.extend(wrong_theme.0);
            input.report(findings, Severity::Warning, messages);
            return Ok(Exit::Findings);
        }
    };
    let journey = match choose(map.journey, args) {
        Ok(journey) => journey,
        Err(failure) => {
            input.report(findings, Severity::Warning, messages);
            return Err(failure);
        }
    };
    let page = args.page.unwrap_or(journey.page.size);
    let (scenes, warnings) =
        crate::draw(&journey, &map.assets, &map.theme, page, args.fit.into(), needs_outlines(format, &options));
    findings.0.extend(warnings.0);
    input.report(findings.sorted(), Severity::Warning, messages);
    let targets = target.pages(scenes.len())?;
    let read: Vec<PathBuf> = [args.map.clone()].iter().chain(files.found()).chain(typed.found()).cloned().collect();
    for target in &targets {
        target.spare(&read)?;
    }
    let mut pictures = Vec::new();
    for (index, scene) in scenes.iter().enumerate() {
        let options = of_page(&options, index + 1, scenes.len());
        let picture = match encode(scene, format, &options, png_size(args)) {
            Ok(picture) => picture,
            Err(PngError::Picture(name, why)) => {
                input.report(Diagnostics(vec![bad_picture(&journey, &name, &why)]), Severity::Warning, messages);
                return Ok(Exit::Findings);
            }
            Err(error) => return Err(failed(&error)),
        };
        pictures.push(picture);
    }
    output::write(&targets, &pictures)?;
    if let ([first, ..], [.., last]) = (targets.as_slice(), targets.as_slice())
        && targets.len() > 1
    {
        messages.note("several-pages", &format!("{} pages: {first} to {last}", targets.len()));
    }
    // The process ends here, and the system takes its memory back at once: no need to go through it piece by piece.
    std::mem::forget((scenes, pictures, journey, map.assets, map.theme, input));
    Ok(Exit::Done)
}

/// Whether a picture is drawn from the letters' outlines.
fn needs_outlines(format: Format, options: &SvgOptions) -> bool {
    format == Format::Png || options.text == TextMode::Paths
}

/// How an SVG is written, by the options that only an SVG has.
fn svg_options(args: &RenderArgs, format: Format) -> Result<SvgOptions, Failure> {
    #[cfg(feature = "embed-font")]
    let embed_font = args.embed_font;
    #[cfg(not(feature = "embed-font"))]
    let embed_font = false;
    let given = [("--text", args.text.is_some()), ("--embed-font", embed_font), ("--id-prefix", args.id_prefix.is_some())];
    if let (Format::Png, Some((option, _))) = (format, given.iter().find(|(_, given)| *given)) {
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

/// A scene as a file of this format.
pub(super) fn encode(scene: &Scene, format: Format, options: &SvgOptions, size: PngSize) -> Result<Vec<u8>, PngError> {
    match format {
        Format::Svg => Ok(svg(scene, options).into_bytes()),
        Format::Png => png(scene, size),
    }
}

/// Why there is no PNG.
pub(super) fn failed(error: &PngError) -> Failure {
    match error {
        PngError::TooLarge(..) => {
            Failure::new(error.to_string()).help("give a smaller --scale or --width, or write SVG, which has no pixels")
        }
        PngError::Picture(..) | PngError::Failed(_) => Failure::new(format!("can't make the PNG: {error}")),
    }
}

/// The options for one page of several: ids are the page's own, so that all pages can stand in one document.
fn of_page(options: &SvgOptions, page: usize, count: usize) -> SvgOptions {
    let prefix = options.id_prefix.as_ref().map(|prefix| if count > 1 { format!("{prefix}-{page}") } else { prefix.clone() });
    SvgOptions { id_prefix: prefix, ..options.clone() }
}

fn png_size(args: &RenderArgs) -> PngSize {
    match args.width {
        Some(width) => PngSize::Width(width),
        None => PngSize::Scale(args.scale.unwrap_or(1.0)),
    }
}

/// The theme that `--theme` names, or what is wrong in its file: a file is looked for here, not beside the map. A path that
/// is typed may lead anywhere, unlike one in a file that somebody else may have written.
fn theme_by_option(name: &str, files: &mut Files) -> Result<Result<Theme, Diagnostics>, Failure> {
    let errors = match theme::load_from(name, files) {
        Ok(theme) => return Ok(Ok(theme)),
        Err(errors) => errors,
    };
    match errors.0.iter().find(|error| error.source.is_none()) {
        Some(error) => {
            let help = error.help.clone().unwrap_or_else(|| nearest::advice(name, theme::BUILT_IN));
            Err(Failure::new(error.message.clone()).help(help))
        }
        None => Ok(Err(errors)),
    }
}

/// The journey with only the personas and lanes that the options ask for.
fn choose(mut journey: Journey, args: &RenderArgs) -> Result<Journey, Failure> {
    if !args.lanes.is_empty() {
        journey.lanes = Some(lanes_by_option(&journey, &args.lanes)?);
    }
    if args.personas.is_empty() {
        return Ok(journey);
    }
    if journey.personas.is_empty() {
        return Err(Failure::new("--persona was given, but this map has no personas").help("declare them with [[persona]]"));
    }
    let ids: Vec<&str> = journey.personas.iter().map(|persona| persona.id.as_str()).collect();
    let mut wanted = vec![false; ids.len()];
    for name in &args.personas {
        let index = ids.iter().position(|id| id == name);
        let Some(chosen) = index.and_then(|index| wanted.get_mut(index)) else {
            return Err(Failure::new(format!("this map has no persona `{name}`")).help(nearest::advice(name, ids)));
        };
        *chosen = true;
    }
    Ok(journey::only_personas(journey, |index| wanted.get(index).copied().unwrap_or(false)))
}

fn lanes_by_option(journey: &Journey, names: &[String]) -> Result<Vec<LaneId>, Failure> {
    let mut lanes = Vec::new();
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let lane = journey::lane_named(journey, name).ok_or_else(|| {
            let known =
                LaneId::BUILT_IN.iter().map(|(known, _)| *known).chain(journey.own_lanes.iter().map(|lane| lane.id.as_str()));
            Failure::new(format!("this map has no lane `{name}`")).help(nearest::advice(name, known))
        })?;
        if !lanes.contains(&lane) {
            lanes.push(lane);
        }
    }
    Ok(lanes)
}
