//! `wayline diff`: what changed between two revisions of a map.
//!
//! ```text
//! Changes ─ said ─▶ Report ─┬─▶ text
//!    │                      └─▶ Markdown
//!    ├─▶ JSON
//!    └─ overlay ─▶ SVG │ PNG
//! ```

mod fields;
mod json;
mod markdown;
mod picture;
mod said;
mod sides;
mod target;
mod text;
mod words;

use super::args::{DiffArgs, DiffFormat, Format};
use super::failure::{Exit, Failure};
use super::messages::Messages;
use super::output;
use crate::diff;
use said::Report;
use sides::Sides;

/// Compares, and tells or shows what changed.
pub(super) fn run(args: &DiffArgs, messages: Messages) -> Result<Exit, Failure> {
    let (target, format) = target::target(args.output.as_deref(), args.format)?;
    target
        .spare(&[args.old.clone(), args.new.clone()])
        .map_err(|_| Failure::new("this would overwrite one of the maps that are compared").help("give another name with -o"))?;
    let write: Write = match format {
        DiffFormat::Text => |changes, sides, is_colored| text::write(&Report::of(changes, &sides.old, &sides.new), is_colored),
        DiffFormat::Markdown => |changes, sides, _| markdown::write(&Report::of(changes, &sides.old, &sides.new)),
        DiffFormat::Json => |changes, sides, _| json::write(changes, sides),
        DiffFormat::Svg => return picture::run(args, Format::Svg, target, messages),
        DiffFormat::Png => return picture::run(args, Format::Png, target, messages),
    };
    picture::refuse(&args.drawing)?;
    let Some(sides) = sides::read(&args.old, &args.new, messages)? else { return Ok(Exit::CouldNotRun) };
    let changes = diff::compare(&sides.old, &sides.new);
    let told = write(&changes, &sides, target == output::Target::Stdout && text::is_colored());
    output::write(&[target], &[told.into_bytes()])?;
    Ok(if changes.is_empty() { Exit::Done } else { Exit::Findings })
}

/// Tells changes in words, with colours or without.
type Write = fn(&diff::Changes, &Sides, bool) -> String;
