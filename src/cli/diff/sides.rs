//! The two revisions as they are read.

use super::super::failure::Failure;
use super::super::input::Input;
use super::super::messages::Messages;
use super::super::system::is_stdio;
use crate::diagnostic::Severity;
use crate::journey::{Journey, LaneId};
use std::path::Path;

/// Both revisions, and the names of their files.
pub(super) struct Sides {
    pub(super) old: Journey,
    pub(super) new: Journey,
    pub(super) old_name: String,
    pub(super) new_name: String,
    /// The file of the new revision; of the old one where there is no new one.
    pub(super) input: Input,
}

/// Reads both; `None` after all errors of both were told.
pub(super) fn read(old: &Path, new: &Path, messages: Messages) -> Result<Option<Sides>, Failure> {
    if is_stdio(old) && is_stdio(new) {
        return Err(Failure::usage("only one of the two maps can come from standard input").help("give a file for the other"));
    }
    if is_none(old) && is_none(new) {
        return Err(Failure::usage("there is nothing to compare: both maps are none"));
    }
    let (old_name, new_name) = (name(old), name(new));
    // what is wrong with one is told whatever is wrong with the other
    let (before, after) = match (side(old, messages), side(new, messages)) {
        (Err(one), Err(other)) => {
            messages.failure(&one);
            return Err(other);
        }
        (before, after) => (before?, after?),
    };
    let sides = match (before, after) {
        (Side::Read(old), Side::Read(new)) => Some((old.0, *new)),
        (Side::None, Side::Read(new)) => Some((without_parts(&new.0), *new)),
        (Side::Read(old), Side::None) => Some((old.0.clone(), (without_parts(&old.0), old.1))),
        _ => None,
    };
    Ok(sides.map(|(old, (new, input))| Sides { old, new, old_name, new_name, input }))
}

/// One revision.
enum Side {
    Read(Box<(Journey, Input)>),
    /// The file has errors.
    Wrong,
    /// There is no such revision: the map is new, or gone.
    None,
}

fn side(path: &Path, messages: Messages) -> Result<Side, Failure> {
    if is_none(path) {
        return Ok(Side::None);
    }
    let input = Input::read(path)?;
    // what it names is not looked up: words need no pictures, and those of an old revision may be gone
    match input.parse() {
        Ok(journey) => Ok(Side::Read(Box::new((journey, input)))),
        Err(errors) => {
            input.report(errors, Severity::Error, messages);
            Ok(Side::Wrong)
        }
    }
}

/// Whether a path is what git gives in place of a revision that has no such file.
fn is_none(path: &Path) -> bool {
    path == Path::new("/dev/null") || cfg!(windows) && path == Path::new("nul")
}

fn name(path: &Path) -> String {
    if is_stdio(path) { "<standard input>".to_owned() } else { path.display().to_string() }
}

/// A map of the same name that has nothing on it.
fn without_parts(journey: &Journey) -> Journey {
    let built_in = |lanes: &Vec<LaneId>| lanes.iter().filter(|lane| !matches!(lane, LaneId::Own(_))).copied().collect();
    Journey {
        lanes: journey.lanes.as_ref().map(built_in),
        personas: Vec::new(),
        channels: Vec::new(),
        stages: Vec::new(),
        own_lanes: Vec::new(),
        ..journey.clone()
    }
}
