//! Folders and files of Unix, opened from one another without following links.

use super::Problem;
use super::walk::Child;
use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, openat, readlinkat, statat};
use rustix::io::Errno;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};

/// An open folder.
#[derive(Debug)]
pub(super) struct Folder(OwnedFd);

/// Where the system has it, a folder is opened only to go on from it, which needs no permission to list it.
#[cfg(any(target_os = "linux", target_os = "android", target_os = "freebsd"))]
const PASS: OFlags = OFlags::PATH;
#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "freebsd")))]
const PASS: OFlags = OFlags::RDONLY;

/// A pipe doesn't wait for its other end, a terminal doesn't become ours.
const READ: OFlags = OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

impl Folder {
    /// By its path, links followed.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(openat(CWD, path, PASS | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?))
    }

    /// What it has under a name. Devices, pipes and sockets are not opened, because opening alone can have effects; what
    /// takes the place of a file in between is told by the file that is open.
    pub(super) fn child(&self, name: &OsStr) -> Result<Child, Problem> {
        let about = statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW).map_err(io::Error::from)?;
        let open = |flags: OFlags| {
            openat(&self.0, name, flags | OFlags::NOFOLLOW, Mode::empty()).map_err(|error| match error {
                // It was no link a moment ago.
                Errno::LOOP | Errno::MLINK | Errno::NOTDIR => Problem::Changed,
                error => io::Error::from(error).into(),
            })
        };
        Ok(match FileType::from_raw_mode(about.st_mode) {
            FileType::Directory => Child::Folder(Self(open(PASS | OFlags::DIRECTORY | OFlags::CLOEXEC)?)),
            FileType::RegularFile => Child::File(File::from(open(READ)?)),
            FileType::Symlink => {
                let target = readlinkat(&self.0, name, Vec::new()).map_err(|error| match error {
                    Errno::INVAL => Problem::Changed,
                    error => io::Error::from(error).into(),
                })?;
                Child::Link(PathBuf::from(OsString::from_vec(target.into_bytes())))
            }
            FileType::Fifo => Child::Other("a pipe"),
            FileType::Socket => Child::Other("a socket"),
            FileType::CharacterDevice | FileType::BlockDevice => Child::Other("a device"),
            FileType::Unknown => Child::Other("no regular file"),
        })
    }
}

/// A file by its path, links followed.
pub(super) fn open(path: &Path) -> io::Result<File> {
    Ok(File::from(openat(CWD, path, READ, Mode::empty())?))
}
