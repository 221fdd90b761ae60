//! From a folder to a file, one step after the other.
//!
//! Each step is taken from the folder that is open, not from a path: whoever renames or replaces a folder or a link on the
//! way can make the walk fail, but not lead it out.

use super::{Found, Problem, Root, Step, reversed, system};
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// Most symbolic links on the way to a file; as many as Linux follows.
const MOST_LINKS: usize = 40;

/// What a folder has under a name.
#[derive(Debug)]
pub(super) enum Child {
    /// A folder, open.
    Folder(system::Folder),
    /// A regular file, open.
    File(std::fs::File),
    /// A symbolic link, and what it says.
    Link(PathBuf),
    /// Something that is not read: "a pipe".
    Other(&'static str),
}

/// Goes to a file; the steps come last one first.
pub(super) fn find(root: &Root, mut steps: Vec<Step>) -> Result<Found, Problem> {
    steps.extend(root.start.iter().rev().cloned().map(Step::Into));
    // The folders on the way, with their names.
    let mut way: Vec<(OsString, system::Folder)> = Vec::new();
    let mut links = 0;
    while let Some(step) = steps.pop() {
        let name = match step {
            Step::Up if way.pop().is_some() => continue,
            Step::Up => return Err(Problem::Outside),
            Step::Into(name) => name,
        };
        let here = way.last().map_or(&root.folder, |(_, folder)| folder);
        match here.child(&name)? {
            Child::Folder(folder) => way.push((name, folder)),
            Child::File(file) if steps.is_empty() => {
                let path = way.iter().map(|(name, _)| name.as_os_str()).chain([OsStr::new(&name)]).collect::<PathBuf>();
                return Ok(Found { path: root.path.join(path), file });
            }
            Child::File(_) => return Err(Problem::Missing),
            Child::Other(what) => return Err(Problem::NotAFile(what)),
            Child::Link(target) => {
                links += 1;
                if links > MOST_LINKS {
                    return Err(Problem::Refused("its symbolic links lead in a circle".to_owned()));
                }
                if target.has_root() || target.is_absolute() {
                    let inside = target.strip_prefix(&root.path).or_else(|_| target.strip_prefix(&root.named));
                    steps.extend(reversed(inside.map_err(|_| Problem::Outside)?));
                    way.clear();
                } else {
                    steps.extend(reversed(&target));
                }
            }
        }
    }
    Err(Problem::NotAFile("a folder"))
}
