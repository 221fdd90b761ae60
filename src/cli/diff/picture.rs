//! The changes as a picture: the new map with what the review changed.

use super::super::args::{DiffArgs, DrawingArgs, Format};
use super::super::drawing::{Request, TypedTheme, no_png};
use super::super::failure::{Exit, Failure};
use super::super::messages::Messages;
use super::super::output::{self, Target};
use super::{sides, text};
use crate::assets::bad_picture;
use crate::diagnostic::{Diagnostics, Severity};
use crate::diff::{self, Overlay, Pair};
use crate::journey::{Journey, PageSize, only_personas};
use crate::pipeline;
use crate::render::{PngError, TextMode};
use std::path::PathBuf;

/// Draws both revisions as one map and writes it.
pub(super) fn run(args: &DiffArgs, format: Format, target: Target, messages: Messages) -> Result<Exit, Failure> {
    target.suits(format)?;
    let request = Request::of(&args.drawing, &[format])?;
    let theme = TypedTheme::read(args.drawing.theme.as_deref())?;
    let Some(sides) = sides::read(&args.old, &args.new, messages)? else { return Ok(Exit::CouldNotRun) };
    // icons and pictures are those of the new revision: those of the old one may be gone
    let input = &sides.input;
    let mut files = input.files(args.drawing.root.as_deref())?;
    let (map, mut findings) = match theme.open(input, &mut files) {
        Ok(opened) => opened,
        Err(findings) => {
            input.report(findings, Severity::Warning, messages);
            return Ok(Exit::CouldNotRun);
        }
    };
    let Comparison { overlay, summary, is_equal } = Comparison::of(&request, &sides.old, &sides.new)?;
    let page = request.page.unwrap_or(PageSize::Natural);
    let outlines = format == Format::Png || request.svg.text == TextMode::Paths;
    let (scenes, warnings) = pipeline::draw_overlay(&overlay, &map.assets, &map.theme, page, request.fit, outlines);
    findings.0.extend(warnings.0);
    input.report(findings.sorted(), Severity::Warning, messages);
    let read: Vec<PathBuf> = [&args.old, &args.new].into_iter().chain(files.found()).chain(theme.files()).cloned().collect();
    target.spare(&read)?;
    let mut pictures = Vec::new();
    for scene in &scenes {
        match request.encode(scene, format, 1, 1) {
            Ok(picture) => pictures.push(picture),
            Err(PngError::Picture(name, why)) => {
                let finding = bad_picture(&overlay.journey, &name, &why);
                input.report(Diagnostics(vec![finding]), Severity::Warning, messages);
                return Ok(Exit::CouldNotRun);
            }
            Err(error) => return Err(no_png(&error)),
        }
    }
    // a picture on standard output stands there alone
    let is_told = target != Target::Stdout && messages.are_for_people();
    output::write(&[target], &pictures)?;
    if is_told {
        output::stdout(summary.as_bytes())?;
    }
    Ok(if is_equal { Exit::Done } else { Exit::Findings })
}

/// What is drawn, and told beside it.
struct Comparison {
    /// Both revisions as one journey, with the personas and lanes that are asked for.
    overlay: Overlay,
    /// A line.
    summary: String,
    /// Whether nothing changed.
    is_equal: bool,
}

impl Comparison {
    fn of(request: &Request, old: &Journey, new: &Journey) -> Result<Self, Failure> {
        let chosen = request.choose(new.clone())?;
        let old = match request.personas.as_slice() {
            [] => old.clone(),
            _ => of_the_same_personas(old, new, &chosen),
        };
        // which lanes are shown is no change of the map
        let new = Journey { lanes: new.lanes.clone(), ..chosen.clone() };
        let changes = diff::compare(&old, &new);
        let mut overlay = diff::overlay(&old, &new, &changes);
        overlay.journey.lanes = chosen.lanes;
        Ok(Self { overlay, summary: text::summary(&changes, &old, &new), is_equal: changes.is_empty() })
    }
}

/// The old revision with those personas alone that are those chosen of the new one.
fn of_the_same_personas(old: &Journey, new: &Journey, chosen: &Journey) -> Journey {
    let pairs = diff::compare(old, new).pairs;
    let is_chosen = |index: usize| {
        let persona = new.personas.get(index);
        persona.is_some_and(|persona| chosen.personas.iter().any(|one| one.id == persona.id))
    };
    only_personas(old.clone(), |index| {
        pairs.personas.iter().any(|pair| matches!(pair, Pair::Both { old, new } if *old == index && is_chosen(*new)))
    })
}

/// Refuses options that only pictures know.
pub(super) fn refuse(args: &DrawingArgs) -> Result<(), Failure> {
    #[cfg(feature = "embed-font")]
    let embed_font = args.embed_font;
    #[cfg(not(feature = "embed-font"))]
    let embed_font = false;
    let given = [
        ("--theme", args.theme.is_some()),
        ("--root", args.root.is_some()),
        ("--page", args.page.is_some()),
        ("--width", args.width.is_some()),
        ("--scale", args.scale.is_some()),
        ("--persona", !args.personas.is_empty()),
        ("--lanes", !args.lanes.is_empty()),
        ("--text", args.text.is_some()),
        ("--embed-font", embed_font),
        ("--id-prefix", args.id_prefix.is_some()),
    ];
    match given.iter().find(|(_, given)| *given) {
        Some((option, _)) => {
            Err(Failure::new(format!("{option} is for pictures")).help("write one with -o diff.svg or -o diff.png"))
        }
        None => Ok(()),
    }
}
