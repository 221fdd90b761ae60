//! The thread that reads the map whenever a file of it has changed.

use super::folders::Folders;
use super::source::Source;
use super::stamp::Stamp;
use super::state::State;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch::Sender;

/// A file that was written is left alone for this long: whoever writes it may not have finished.
const QUIET: Duration = Duration::from_millis(6);
/// How long a map that is gone or empty may stay so before that is told: some editors remove a file, or empty it, before
/// they write it.
const PATIENCE: Duration = Duration::from_millis(100);

/// Reads for as long as somebody wants to know.
pub(super) fn run(source: &Source, mut files: Vec<PathBuf>, mut known: Vec<Option<Stamp>>, states: &Sender<Arc<State>>) {
    let mut folders = Folders::new();
    folders.watch(&files);
    while !states.is_closed() {
        if Stamp::all(&files) == known {
            folders.wait();
            folders.watch(&files);
            continue;
        }
        let stamps = settled(&folders, &files, source);
        if stamps == known {
            continue;
        }
        let reading = source.read();
        known = stamps_of(&reading.files, &files, &stamps);
        files.clone_from(&reading.files);
        folders.watch(&files);
        let earlier = Arc::clone(&states.borrow());
        states.send_replace(Arc::new(State::after(Some(&earlier), reading)));
    }
}

/// The stamps of files, once they stay the same for a moment.
fn settled(folders: &Folders, files: &[PathBuf], source: &Source) -> Vec<Option<Stamp>> {
    let start = Instant::now();
    loop {
        let before = Stamp::all(files);
        folders.settle(QUIET);
        let stamps = Stamp::all(files);
        let is_there = Stamp::of(source.map()).is_some_and(|stamp| !stamp.is_empty());
        let waited = start.elapsed();
        if waited > PATIENCE || stamps == before && is_there {
            return stamps;
        }
    }
}

/// The stamps of what was read: those from before it was read, where it was known that it would be.
pub(super) fn stamps_of(read: &[PathBuf], files: &[PathBuf], stamps: &[Option<Stamp>]) -> Vec<Option<Stamp>> {
    let before = |path: &PathBuf| files.iter().position(|known| known == path).and_then(|index| stamps.get(index).cloned());
    read.iter().map(|path| before(path).unwrap_or_else(|| Stamp::of(path))).collect()
}
