//! Being told when something happens in the folders of some files.
//!
//! Folders, because editors put a new file in the place of the old one, and a file that is missing can't be watched. What
//! happened is not looked into: whoever is woken compares [`Stamp`](super::stamp::Stamp)s.

use super::stamp::FolderIdentity;
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// How long nothing is told before somebody looks all the same: not all file systems tell.
const LOOK: Duration = Duration::from_secs(1);
/// The same where the system does not tell at all.
const LOOK_OFTEN: Duration = Duration::from_millis(200);

/// The folders that are watched.
pub(super) struct Folders {
    watcher: Option<RecommendedWatcher>,
    woken: Receiver<()>,
    /// Those whose changes are told, as they were then.
    watched: BTreeMap<PathBuf, FolderIdentity>,
    /// Whether all that should be are watched.
    is_complete: bool,
}

impl Folders {
    /// None yet.
    pub(super) fn new() -> Self {
        let (wake, woken) = sync_channel(1);
        let watcher = notify::recommended_watcher(move |event| tell(&wake, event)).ok();
        Self { watcher, woken, watched: BTreeMap::new(), is_complete: false }
    }

    /// Watches the folders of these files, and no others. Where a folder is not there, the one that it should be in.
    pub(super) fn watch(&mut self, files: &[PathBuf]) {
        let wanted: BTreeMap<PathBuf, FolderIdentity> = files.iter().filter_map(|file| folder_of(file)).collect();
        let Some(watcher) = &mut self.watcher else { return };
        self.watched.retain(|folder, then| {
            let stays = wanted.get(folder) == Some(then);
            if !stays {
                let _ = watcher.unwatch(folder); // if it is gone, so is the watch
            }
            stays
        });
        self.is_complete = true;
        for (folder, identity) in wanted {
            if self.watched.contains_key(&folder) {
                continue;
            }
            match watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => drop(self.watched.insert(folder, identity)),
                Err(_) => self.is_complete = false,
            }
        }
    }

    /// Waits until something happens, or for as long as one may go without looking.
    pub(super) fn wait(&self) {
        let _ = self.woken.recv_timeout(if self.is_complete { LOOK } else { LOOK_OFTEN });
    }

    /// Waits until nothing has happened for some time, or for three times as long.
    pub(super) fn settle(&self, quiet: Duration) {
        for _ in 0..3 {
            if self.woken.recv_timeout(quiet).is_err() {
                return;
            }
        }
    }
}

/// Passes on that something happened. Reading is nothing, which we do ourselves.
fn tell(wake: &SyncSender<()>, event: notify::Result<Event>) {
    let is_reading = |kind: &EventKind| match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    };
    if !event.is_ok_and(|event| is_reading(&event.kind)) {
        let _ = wake.try_send(()); // one is enough
    }
}

/// The folder that a file is in, or that its folder should be in.
fn folder_of(file: &Path) -> Option<(PathBuf, FolderIdentity)> {
    let file = std::path::absolute(file).ok()?;
    file.ancestors().skip(1).find_map(|folder| Some((folder.to_owned(), FolderIdentity::of(folder)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_folder_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let found = |path: &str| folder_of(&folder.path().join(path)).map(|(path, _)| path);
        assert_eq!(found("a.toml").as_deref(), Some(folder.path()));
        assert_eq!(found("none/deep/a.toml").as_deref(), Some(folder.path()));
    }

    #[test]
    fn a_folder_that_was_put_in_the_place_of_another_is_watched_anew() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("maps");
        let file = inner.join("a.toml");
        std::fs::create_dir(&inner).unwrap();
        let mut folders = Folders::new();
        folders.watch(std::slice::from_ref(&file));
        std::fs::remove_dir(&inner).unwrap();
        folders.watch(std::slice::from_ref(&file));
        assert_eq!(folders.watched.keys().collect::<Vec<_>>(), [folder.path()]);
        std::fs::create_dir(&inner).unwrap();
        folders.watch(std::slice::from_ref(&file));
        assert_eq!(folders.watched.keys().collect::<Vec<_>>(), [&inner]);
        // so quickly that nobody sees it gone
        std::fs::remove_dir(&inner).unwrap();
        std::thread::sleep(Duration::from_millis(20));
        std::fs::create_dir(&inner).unwrap();
        folders.watch(std::slice::from_ref(&file));
        folders.settle(Duration::from_millis(50));
        std::fs::write(&file, "x").unwrap();
        assert!(folders.woken.recv_timeout(Duration::from_secs(5)).is_ok());
    }
}
