//! Folders and files of systems that are not Unix: by their paths, step by step.
//!
//! On Windows each folder on the way is held open without leave to rename or delete it, so that what was checked stays.

use super::Problem;
use super::walk::Child;
use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// A folder on the way.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Keeps it in its place.
    _held: Option<File>,
}

impl Folder {
    /// By its path.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { path: path.to_owned(), _held: hold(path)? })
    }

    /// What it has under a name.
    pub(super) fn child(&self, name: &OsStr) -> Result<Child, Problem> {
        let path = self.path.join(name);
        let about = path.symlink_metadata()?;
        Ok(if about.is_symlink() {
            Child::Link(path.read_link()?)
        } else if about.is_dir() {
            let folder = Self::open(&path)?;
            if path.symlink_metadata()?.is_symlink() {
                return Err(Problem::Changed);
            }
            Child::Folder(folder)
        } else if about.is_file() {
            let file = itself(&path)?;
            if !file.metadata()?.is_file() {
                return Err(Problem::Changed);
            }
            Child::File(file)
        } else {
            Child::Other("no regular file")
        })
    }
}

/// A file by its path, links followed.
pub(super) fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// A folder, open; nobody can rename or delete it, or what is above it.
#[cfg(windows)]
fn hold(path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt as _;
    OpenOptions::new().read(true).share_mode(SHARE_READ | SHARE_WRITE).custom_flags(BACKUP_SEMANTICS).open(path).map(Some)
}

/// What has this path; if that is a link, the link, which is no regular file.
#[cfg(windows)]
fn itself(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt as _;
    OpenOptions::new().read(true).custom_flags(OPEN_REPARSE_POINT).open(path)
}

/// Names of the Windows API: `FILE_SHARE_READ`, `FILE_SHARE_WRITE`, `FILE_FLAG_BACKUP_SEMANTICS` (opens folders too),
/// `FILE_FLAG_OPEN_REPARSE_POINT` (does not follow links).
#[cfg(windows)]
const SHARE_READ: u32 = 1;
#[cfg(windows)]
const SHARE_WRITE: u32 = 2;
#[cfg(windows)]
const BACKUP_SEMANTICS: u32 = 0x0200_0000;
#[cfg(windows)]
const OPEN_REPARSE_POINT: u32 = 0x0020_0000;

#[cfg(not(windows))]
fn hold(_: &Path) -> io::Result<Option<File>> {
    Ok(None)
}

#[cfg(not(windows))]
fn itself(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}
