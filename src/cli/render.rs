//! `wayline render`: a map as a picture.

use super::args::RenderArgs;
use super::drawing::{Request, TypedTheme, no_png, sources, stamped};
use super::failure::{Exit, Failure};
use super::input::Input;
use super::messages::Messages;
use super::output;
use crate::assets::bad_picture;
use crate::diagnostic::{Diagnostics, Severity};
use crate::render::PngError;
use std::path::PathBuf;

/// Draws, and tells what was found on the way.
pub(super) fn run(args: &RenderArgs, messages: Messages) -> Result<Exit, Failure> {
    let (target, format) = output::target(&args.map, args.output.as_deref(), args.format)?;
    target.suits(format)?;
    let request = Request::of(&args.drawing, &[format])?;
    let typed = TypedTheme::read(args.drawing.theme.as_deref())?;

    let input = Input::read(&args.map)?;
    let mut files = input.files(args.drawing.root.as_deref())?;
    let (map, mut findings) = match typed.open(&input, &mut files) {
        Ok(opened) => opened,
        Err(findings) => {
            input.report(findings, Severity::Warning, messages);
            return Ok(Exit::Findings);
        }
    };
    let journey = match request.choose(map.journey) {
        Ok(journey) => journey,
        Err(failure) => {
            input.report(findings, Severity::Warning, messages);
            return Err(failure);
        }
    };
    let (scenes, warnings) = request.scenes(&journey, &map.assets, &map.theme, format);
    findings.0.extend(warnings.0);
    input.report(findings.sorted(), Severity::Warning, messages);
    let targets = target.pages(scenes.len())?;
    let read: Vec<PathBuf> = [args.map.clone()].iter().chain(files.found()).chain(typed.files()).cloned().collect();
    for target in &targets {
        target.spare(&read)?;
    }
    let sources = sources(&request, format, &typed, &input, &files);
    let mut pictures = Vec::new();
    for (index, scene) in scenes.iter().enumerate() {
        let picture = match request.encode(scene, format, index + 1, scenes.len()) {
            Ok(picture) => picture,
            Err(PngError::Picture(name, why)) => {
                input.report(Diagnostics(vec![bad_picture(&journey, &name, &why)]), Severity::Warning, messages);
                return Ok(Exit::Findings);
            }
            Err(error) => return Err(no_png(&error)),
        };
        pictures.push(stamped(picture, format, sources, scene, index + 1, scenes.len()));
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
