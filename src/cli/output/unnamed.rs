//! Files that have no name until they are complete, as Linux has them.

use super::place::FilePlace;
use super::prepared::{hand_on, named, persist};
use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};
use rustix::io::Errno;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, ErrorKind, Seek};
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};

/// Attempts at a name that others take at the same time.
const ATTEMPTS: usize = 1000;

/// A file in a folder, without a name. Some file systems have no such files.
pub(super) fn create(folder: &Path) -> io::Result<File> {
    // The system takes the umask off it.
    let everybody = Mode::from_raw_mode(0o666);
    Ok(open(folder, OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC, everybody)?.into())
}

/// Gives it the name of its place.
///
/// Where a file stands there, it takes two steps: a temporary name, and a move over the old file. A process that is killed
/// between the two leaves the temporary name behind. It is made from the file's own, so that the next process which draws
/// the same picture meets it, and moves it on.
pub(super) fn put(file: &File, place: &FilePlace, prefix: &str) -> io::Result<()> {
    if place.old.is_none() {
        match name(file, &place.path) {
            Ok(()) => return Ok(()),
            Err(Errno::EXIST) => {}
            Err(_) => return put_copy(file, place),
        }
    }
    let temporary = temporary(place, prefix);
    for _ in 0..ATTEMPTS {
        match name(file, &temporary) {
            Ok(()) => {
                let moved = move_on(&temporary, &place.path);
                if moved.is_err() {
                    let _ = fs::remove_file(&temporary);
                }
                return moved;
            }
            // Another process is about to move its file there, or was killed before it could: whole it is in any case.
            Err(Errno::EXIST) => move_on(&temporary, &place.path)?,
            Err(_) => return put_copy(file, place),
        }
    }
    Err(ErrorKind::ResourceBusy.into())
}

/// The temporary name of the file at a place, the same for every process.
fn temporary(place: &FilePlace, prefix: &str) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    place.path.file_name().hash(&mut hasher);
    place.folder.join(format!("{prefix}{:016x}", hasher.finish()))
}

/// Moves a file to its place. That it is gone means that another process has moved it there.
fn move_on(temporary: &Path, path: &Path) -> io::Result<()> {
    match fs::rename(temporary, path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        moved => moved,
    }
}

/// Gives the file a name. Older systems let only root do it straight away; all others go by the name that the system itself
/// has for what a process holds open.
fn name(file: &File, path: &Path) -> rustix::io::Result<()> {
    match linkat(file, "", CWD, path, AtFlags::EMPTY_PATH) {
        Err(Errno::NOENT) => linkat(CWD, format!("/proc/self/fd/{}", file.as_raw_fd()), CWD, path, AtFlags::SYMLINK_FOLLOW),
        named => named,
    }
}

/// By way of a file with a name, where the system can't give one to a file without: it may have no `/proc`.
fn put_copy(mut file: &File, place: &FilePlace) -> io::Result<()> {
    let copy = named(&place.folder)?;
    file.rewind()?;
    io::copy(&mut file, &mut copy.as_file())?;
    hand_on(&file.metadata()?, copy.as_file())?;
    copy.as_file().sync_all()?;
    persist(copy, &place.path)
}

#[cfg(test)]
mod tests {
    use super::super::place::Place;
    use super::*;
    use std::io::Write;

    type Test = Result<(), Box<dyn std::error::Error>>;

    fn place(path: &Path) -> Result<FilePlace, Box<dyn std::error::Error>> {
        match Place::of(path) {
            Ok(Place::File(place)) => Ok(*place),
            other => Err(format!("{other:?}").into()),
        }
    }

    /// A file without a name, or `None` where the file system has no such files.
    fn unnamed(folder: &Path, text: &str) -> io::Result<Option<File>> {
        let Ok(mut file) = create(folder) else {
            eprintln!("skipped: this file system has no files without a name");
            return Ok(None);
        };
        file.write_all(text.as_bytes())?;
        Ok(Some(file))
    }

    #[test]
    fn what_a_killed_process_left_is_moved_on() -> Test {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.svg");
        fs::write(&path, "old")?;
        let place = place(&path)?;
        let (Some(killed), Some(file)) = (unnamed(folder.path(), "killed")?, unnamed(folder.path(), "new")?) else {
            return Ok(());
        };
        name(&killed, &temporary(&place, "x-"))?;
        put(&file, &place, "x-")?;
        assert_eq!(fs::read(&path)?, b"new");
        assert_eq!(fs::read_dir(folder.path())?.count(), 1);
        Ok(())
    }

    #[test]
    fn a_file_that_came_meanwhile_is_replaced() -> Test {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.svg");
        let place = place(&path)?;
        let Some(file) = unnamed(folder.path(), "new")? else { return Ok(()) };
        fs::write(&path, "came meanwhile")?;
        put(&file, &place, "x-")?;
        assert_eq!(fs::read(&path)?, b"new");
        assert_eq!(fs::read_dir(folder.path())?.count(), 1);
        Ok(())
    }

    #[test]
    fn a_copy_does_where_names_cannot_be_given() -> Test {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.svg");
        let place = place(&path)?;
        let Some(file) = unnamed(folder.path(), "new")? else { return Ok(()) };
        put_copy(&file, &place)?;
        assert_eq!(fs::read(&path)?, b"new");
        assert_eq!(fs::metadata(&path)?.permissions(), file.metadata()?.permissions());
        Ok(())
    }
}
