//! Whether two names mean one file.

use super::super::system::is_stdio;
use std::path::Path;

/// What tells a regular file from all others, whatever its name.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Identity(Inner);

#[cfg(unix)]
type Inner = (u64, u64);
#[cfg(not(unix))]
type Inner = std::path::PathBuf;

impl Identity {
    /// That of a file; `-` is the one that standard input is read from. `None` where there is none, or no regular one.
    pub(super) fn of(path: &Path) -> Option<Self> {
        #[cfg(unix)]
        if is_stdio(path) {
            return Self::of_open(std::io::stdin());
        }
        if is_stdio(path) {
            return None;
        }
        let about = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Some(Self((about.dev(), about.ino())))
        }
        #[cfg(not(unix))]
        {
            drop(about);
            path.canonicalize().ok().map(Self)
        }
    }

    /// That of the file that standard output goes to, if it goes to one.
    pub(super) fn of_stdout() -> Option<Self> {
        #[cfg(unix)]
        return Self::of_open(std::io::stdout());
        #[cfg(not(unix))]
        return None;
    }

    #[cfg(unix)]
    fn of_open(stream: impl std::os::fd::AsFd) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let file = std::fs::File::from(stream.as_fd().try_clone_to_owned().ok()?);
        let about = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
        Some(Self((about.dev(), about.ino())))
    }
}
