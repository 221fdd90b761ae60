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
use crate::journey;
use schedule::{Entry, Schedule};
use std::path::PathBuf;

/// Reads every map as far as its review, and lists them. Files that are wrong are told about, and the others are listed all
/// the same.
pub(super) fn run(args: &ReviewArgs, messages: Messages) -> Result<Exit, Failure> {
    let maps = Maps::of(&args.paths);
    let (mut entries, mut unlisted, mut passed_over, mut exit) = (Vec::new(), Vec::new(), 0, Exit::Done);
    for failure in &maps.failures {
        exit = exit.max(messages.failure(failure));
    }
    for map in &maps.files {
        let input = match Input::read(&map.path) {
            Ok(input) => input,
            Err(failure) => {
                exit = exit.max(messages.failure(&failure));
                unlisted.push(map.path.display().to_string());
                continue;
            }
        };
        match input.parse() {
            Ok(journey) => entries.push(Entry::new(&input.name, journey)),
            Err(_) if !map.named && !input.is_refused() && !journey::is_meant(&input.source) => passed_over += 1,
            Err(errors) => {
                input.report(errors, Severity::Error, messages);
                exit = exit.max(Exit::Findings);
                unlisted.push(input.name);
            }
        }
    }
    if entries.is_empty() && unlisted.is_empty() && maps.failures.is_empty() {
        let failure = Failure::new("there is no journey in what was given");
        return Err(failure.help("a journey is a .toml file with a title and stages; name it, or a folder above it"));
    }
    match passed_over {
        0 => {}
        1 => messages.note("passed-over", "passed over 1 .toml file that is no journey"),
        count => messages.note("passed-over", &format!("passed over {count} .toml files that are no journeys")),
    }
    let schedule = Schedule::new(entries, unlisted, args.today.unwrap_or_else(clock::today));
    if schedule.has_overdue() {
        exit = exit.max(Exit::Findings);
    }
    let target = match args.output.as_ref().filter(|path| !is_stdio(path)) {
        Some(path) => Target::File(path.clone()),
        None => Target::Stdout,
    };
    let read: Vec<PathBuf> = maps.files.into_iter().map(|map| map.path).collect();
    target.spare(&read).map_err(|_| {
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
