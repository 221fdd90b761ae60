//! `wayline review`: which maps are due to be looked at again.

mod clock;
mod columns;
mod ics;
mod json;
mod log;
mod markdown;
mod schedule;
mod text;

use super::args::{ReviewArgs, ReviewFormat};
use super::failure::{Exit, Failure};
use super::input::Input;
use super::maps::Maps;
use super::messages::Messages;
use super::output::{self, Target};
use super::system::is_stdio;
use crate::diagnostic::Severity;
use schedule::{Entry, Schedule};

/// Reads every map as far as its review, and lists them. Files that are wrong are told about, and the others are listed all
/// the same.
pub(super) fn run(args: &ReviewArgs, messages: Messages) -> Result<Exit, Failure> {
    let maps = Maps::of(&args.paths);
    let (mut entries, mut unlisted, mut exit) = (Vec::new(), Vec::new(), Exit::Done);
    for failure in &maps.failures {
        exit = exit.max(messages.failure(failure));
    }
    if maps.files.is_empty() && maps.failures.is_empty() {
        let failure = Failure::new("there is no journey in what was given");
        return Err(failure.help("a journey is a file that ends in .toml and has stages; name it, or a folder above it"));
    }
    for path in &maps.files {
        let input = match Input::read(path) {
            Ok(input) => input,
            Err(failure) => {
                exit = exit.max(messages.failure(&failure));
                unlisted.push(path.display().to_string());
                continue;
            }
        };
        match input.journey() {
            Ok(journey) => entries.push(Entry::new(&input.name, journey)),
            Err(errors) => {
                input.report(errors, Severity::Error, messages);
                exit = exit.max(Exit::Findings);
                unlisted.push(input.name);
            }
        }
    }
    if !maps.passed_over.is_empty() {
        let (count, s) = (maps.passed_over.len(), if maps.passed_over.len() == 1 { "" } else { "s" });
        messages.note("passed-over", &format!("{count} file{s} without stages passed over"));
    }
    let schedule = Schedule::new(entries, unlisted, args.today.unwrap_or_else(clock::today));
    if schedule.has_overdue() {
        exit = exit.max(Exit::Findings);
    }
    let target = match args.output.as_ref().filter(|path| !is_stdio(path)) {
        Some(path) => Target::File(path.clone()),
        None => Target::Stdout,
    };
    target.spare(&maps.files).map_err(|_| {
        Failure::new(format!("the list would overwrite a map that it is made from, {target}")).help("give another name with -o")
    })?;
    let notes = args.notes.most();
    let list = match format(args) {
        ReviewFormat::Text => text::write(&schedule, notes, text::Terminal::of(&target)),
        ReviewFormat::Markdown => markdown::write(&schedule, notes),
        ReviewFormat::Json => json::write(&schedule),
        ReviewFormat::Ics => ics::write(&schedule, notes),
    };
    output::write(&[target], &[list.into_bytes()])?;
    Ok(exit)
}

/// The format that was asked for, or that the ending of the output says.
fn format(args: &ReviewArgs) -> ReviewFormat {
    let ending = args.output.as_ref().and_then(|path| path.extension()).map(|ending| ending.to_string_lossy());
    args.format.or_else(|| ReviewFormat::of_ending(&ending?)).unwrap_or(ReviewFormat::Text)
}
