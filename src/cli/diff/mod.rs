//! `wayline diff`: what changed between two revisions of a map.
//!
//! ```text
//! Changes ─ said ─▶ Report ─┬─▶ text
//!    │                      └─▶ Markdown
//!    └─▶ JSON
//! ```

mod fields;
mod json;
mod markdown;
mod said;
mod sides;
mod target;
mod text;
mod words;

use super::args::{DiffArgs, DiffFormat};
use super::failure::{Exit, Failure};
use super::messages::Messages;
use super::output;
use crate::diff;
use said::Report;

/// Compares, and tells what changed.
pub(super) fn run(args: &DiffArgs, messages: Messages) -> Result<Exit, Failure> {
    let (target, format) = target::target(args.output.as_deref(), args.format)?;
    target.spare(&[args.old.clone(), args.new.clone()])?;
    let Some(sides) = sides::read(&args.old, &args.new, messages)? else { return Ok(Exit::CouldNotRun) };
    let changes = diff::compare(&sides.old, &sides.new);
    let report = || Report::of(&changes, &sides.old, &sides.new);
    let is_colored = target == output::Target::Stdout && text::is_colored();
    let told = match format {
        DiffFormat::Text => text::write(&report(), is_colored),
        DiffFormat::Markdown => markdown::write(&report()),
        DiffFormat::Json => json::write(&changes, &sides),
    };
    output::write(&[target], &[told.into_bytes()])?;
    Ok(if changes.is_empty() { Exit::Done } else { Exit::Findings })
}
