//! A file that is written, but not yet at its place: from there it is moved as a whole, so that nobody ever sees half of it.

use super::place::FilePlace;
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// What the names of temporary files begin with.
const PREFIX: &str = ".wayline-";

/// A written file without its name.
#[derive(Debug)]
pub(super) struct Prepared<'a> {
    place: &'a FilePlace,
    file: Temporary,
}

#[derive(Debug)]
enum Temporary {
    /// It has no name at all: whatever ends the process, the system takes the file away.
    #[cfg(target_os = "linux")]
    Unnamed(File),
    /// It has a name of its own beside its place, where the system knows no better.
    Named(tempfile::NamedTempFile),
}

impl<'a> Prepared<'a> {
    /// Writes a file for a place. One that stands there hands on its permissions and, where the system lets us, its owner.
    pub(super) fn new(place: &'a FilePlace, bytes: &[u8]) -> io::Result<Self> {
        if !is_allowed(bytes.len() as u64) {
            return Err(ErrorKind::FileTooLarge.into());
        }
        let prepared = Self { place, file: Temporary::new(&place.folder)? };
        let mut file = prepared.file();
        file.write_all(bytes)?;
        if let Some(old) = &place.old {
            hand_on(old, file)?;
        }
        Ok(prepared)
    }

    /// A copy of the file that stands at a place, by which it can be put back; `None` where there is none.
    pub(super) fn copy_of(place: &'a FilePlace) -> io::Result<Option<Self>> {
        let Some(old) = &place.old else { return Ok(None) };
        let copy = Self { place, file: Temporary::new(&place.folder)? };
        io::copy(&mut File::open(&place.path)?, &mut copy.file())?;
        hand_on(old, copy.file())?;
        copy.file().set_modified(old.modified()?)?;
        Ok(Some(copy))
    }

    /// Waits until the disk has it. Else a machine that loses its power could keep the new name and lose what belongs to it.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file().sync_all()
    }

    /// Moves it to its place.
    pub(super) fn put(self) -> io::Result<()> {
        match self.file {
            #[cfg(target_os = "linux")]
            Temporary::Unnamed(file) => super::unnamed::put(&file, self.place, PREFIX),
            Temporary::Named(file) => persist(file, &self.place.path),
        }
    }

    fn file(&self) -> &File {
        match &self.file {
            #[cfg(target_os = "linux")]
            Temporary::Unnamed(file) => file,
            Temporary::Named(file) => file.as_file(),
        }
    }
}

impl Temporary {
    fn new(folder: &Path) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        if let Ok(file) = super::unnamed::create(folder) {
            return Ok(Self::Unnamed(file));
        }
        named(folder).map(Self::Named)
    }
}

/// A temporary file with a name, which goes with it unless it is moved.
pub(super) fn named(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    let everybody = {
        use std::os::unix::fs::PermissionsExt;
        // What a new file gets by default: the system takes the umask off it.
        std::fs::Permissions::from_mode(0o666)
    };
    #[cfg(unix)]
    builder.permissions(everybody);
    builder.tempfile_in(folder)
}

/// Moves such a file to its place.
pub(super) fn persist(file: tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Gives a file what another is known by besides its content.
pub(super) fn hand_on(old: &Metadata, file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let new = file.metadata()?;
        if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
            // Few may give files away. A picture of one's own is better than none.
            let _ = fchown(file, Some(old.uid()), Some(old.gid()));
        }
    }
    // after the owner, whose change may take permissions away
    file.set_permissions(old.permissions())
}

/// Whether a file of this many bytes may be written (`ulimit -f`). Writing more would end the process at once, by a signal.
pub(super) fn is_allowed(size: u64) -> bool {
    #[cfg(unix)]
    let most = rustix::process::getrlimit(rustix::process::Resource::Fsize).current;
    #[cfg(not(unix))]
    let most: Option<u64> = None;
    most.is_none_or(|most| size <= most)
}
