//! Whether a file is still the same, without reading it.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What the system knows of what lies at a path: another one after a write, and after another file was put there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    written: Option<SystemTime>,
    identity: Identity,
}

/// Device, number, and when something about it last changed.
#[cfg(unix)]
type Identity = (u64, u64, i64, i64);
/// When it was made.
#[cfg(not(unix))]
type Identity = Option<SystemTime>;

impl Stamp {
    /// That of a path, through symbolic links; `None` where there is nothing.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok()?;
        Some(Self { length: about.len(), written: about.modified().ok(), identity: identity(&about) })
    }

    /// Those of several paths.
    pub(super) fn all(paths: &[PathBuf]) -> Vec<Option<Self>> {
        paths.iter().map(|path| Self::of(path)).collect()
    }

    /// Whether a file has anything in it.
    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }
}

#[cfg(unix)]
fn identity(about: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (about.dev(), about.ino(), about.ctime(), about.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(about: &Metadata) -> Identity {
    about.created().ok()
}

/// Whether a path still leads to the same folder. What is in it may have changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FolderIdentity {
    /// Device and number, which another may get as soon as this one is gone.
    #[cfg(unix)]
    number: (u64, u64),
    made: Option<SystemTime>,
}

impl FolderIdentity {
    /// That of a folder; `None` where there is none.
    pub(super) fn of(path: &Path) -> Option<Self> {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        let about = fs::metadata(path).ok().filter(Metadata::is_dir)?;
        Some(Self {
            #[cfg(unix)]
            number: (about.dev(), about.ino()),
            made: about.created().ok(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_and_replacing_both_show() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("a"), folder.path().join("b"));
        assert_eq!(Stamp::of(&path), None);
        fs::write(&path, "one").unwrap();
        let first = Stamp::of(&path);
        assert_eq!(Stamp::of(&path), first);
        fs::write(&path, "three").unwrap();
        let second = Stamp::of(&path);
        assert_ne!(second, first);
        fs::write(&other, "three").unwrap();
        fs::rename(&other, &path).unwrap();
        assert_ne!(Stamp::of(&path), second);
    }
}
