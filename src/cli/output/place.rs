//! Where a file is put: links followed, and what stands there already looked at.

use super::super::failure::Failure;
use super::super::system::{is_open_already, reason};
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// Where a picture is put.
#[derive(Debug)]
pub(super) enum Place {
    /// A file that is there or will be.
    File(Box<FilePlace>),
    /// Something that is written to as it stands, because nothing can be moved there: a device, a named pipe, or what this
    /// process was handed open.
    Stream(PathBuf),
}

/// The place of a file.
#[derive(Debug)]
pub(super) struct FilePlace {
    /// As the user named it, for messages.
    pub(super) named: PathBuf,
    /// The folder, without symbolic links.
    pub(super) folder: PathBuf,
    /// The file in it. It is no symbolic link.
    pub(super) path: PathBuf,
    /// What the file was that stands there.
    pub(super) old: Option<Metadata>,
}

/// As many links as Linux follows.
const MOST_LINKS: usize = 40;

impl Place {
    /// The place that a path leads to. What stands there is only looked at.
    ///
    /// # Errors
    ///
    /// It is a folder, lies in a missing one, is read-only, or its links lead in a circle.
    pub(super) fn of(named: &Path) -> Result<Self, Failure> {
        let refused = |why: &str| cant_write(named, why);
        if named.as_os_str().as_encoded_bytes().ends_with(b"/") {
            return Err(refused("the name is that of a folder"));
        }
        let mut path = named.to_owned();
        for _ in 0..MOST_LINKS {
            if is_open_already(&path) {
                return Ok(Self::Stream(path));
            }
            // What a link points to is replaced, not the link. What can't be read as one is none, or is not there yet.
            match fs::read_link(&path) {
                Ok(next) => path = path.with_file_name(next),
                Err(_) => return Self::without_links(named, &path),
            }
        }
        Err(refused("the links there lead in a circle"))
    }

    fn without_links(named: &Path, path: &Path) -> Result<Self, Failure> {
        let refused = |why: &str| cant_write(named, why);
        let failed = |error: io::Error| cant_write(named, &reason(&error));
        let Some(name) = path.file_name() else { return Err(refused("it is a folder")) };
        let folder = folder_of(path).canonicalize().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => no_folder(named, folder_of(path)),
            _ => failed(error),
        })?;
        let path = folder.join(name);
        let old = match fs::metadata(&path) {
            Ok(old) if old.is_dir() => return Err(refused("it is a folder")),
            Ok(old) if !old.is_file() => return Ok(Self::Stream(path)),
            Ok(old) if old.permissions().readonly() => {
                return Err(refused("the file there is read-only").help("make it writable, or give another name with -o"));
            }
            Ok(old) => Some(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        if old.is_some() {
            // Moving another file there takes leave to change the folder only. Who may not change the file may not replace it.
            File::options().write(true).open(&path).map_err(failed)?;
        }
        Ok(Self::File(Box::new(FilePlace { named: named.to_owned(), folder, path, old })))
    }
}

/// The folder that a path lies in. The parent of a bare name is the empty path, which means here.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn no_folder(named: &Path, folder: &Path) -> Failure {
    let first = folder.ancestors().filter(|above| !above.as_os_str().is_empty() && !above.exists()).last().unwrap_or(folder);
    cant_write(named, &format!("there is no folder `{}`", first.display())).help("make the folder first")
}

/// That a file can't be written, and why.
pub(super) fn cant_write(named: &Path, why: &str) -> Failure {
    Failure::new(format!("can't write {}: {why}", named.display()))
}
