//! The one way to the files that a journey names: pictures, icons and themes.
//!
//! A journey file may come from anywhere. What it names is read from its own folder and below, or from a wider folder
//! that the user allows, and from nowhere else: symbolic links are followed step by step and may not lead out, the file
//! that is checked is the very one that is read, and it must be a regular file. Nothing is ever fetched from a network.
//!
//! ```
//! use std::path::Path;
//! use wayline::files::{Files, Problem};
//!
//! let mut files = Files::of(Path::new("examples"));
//! assert_eq!(files.read("../Cargo.toml", &wayline::limits::THEME_FILE), Err(Problem::Outside));
//! assert_eq!(files.read("none.png", &wayline::limits::IMAGE_FILE), Err(Problem::Missing));
//! ```

mod walk;

#[cfg(unix)]
#[path = "files/unix.rs"]
mod system;
#[cfg(not(unix))]
#[path = "files/elsewhere.rs"]
mod system;

use crate::limits::Limit;
use crate::origin::Digest;
use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// Where the files of a journey may lie, and which of them were read.
#[derive(Debug)]
pub struct Files {
    reach: Reach,
    read: Vec<PathBuf>,
    /// What was in each of these, where it was read too.
    digests: Vec<Option<Digest>>,
    /// Each name that was asked for, and which of these files it led to.
    names: Vec<(String, usize)>,
}

#[derive(Debug)]
enum Reach {
    /// A folder and below; `opened` when the first file is wanted.
    Below { folder: PathBuf, opened: Option<Root> },
    /// Wherever a path leads: for paths that the user typed.
    Anywhere,
}

/// The folder that no path leads out of.
#[derive(Debug)]
struct Root {
    folder: system::Folder,
    /// Itself, without symbolic links.
    path: PathBuf,
    /// Itself as it was named, which absolute links may do too.
    named: PathBuf,
    /// From there to where paths start.
    start: Vec<OsString>,
}

/// A file that was found and is open.
#[derive(Debug)]
pub struct Found {
    /// Where it lies, without symbolic links and `..`.
    pub path: PathBuf,
    file: File,
}

impl Files {
    /// Those in a folder and below; paths start there. That there is no such folder is told when the first file is read.
    pub fn of(folder: &Path) -> Self {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Self::in_reach(Reach::Below { folder: folder.to_owned(), opened: None })
    }

    /// Those in `root` and below; paths start at `folder`, which lies in it.
    ///
    /// # Errors
    ///
    /// One sentence: there is no such folder, or `folder` is not inside `root`.
    ///
    /// ```
    /// use std::path::Path;
    /// use wayline::files::Files;
    ///
    /// let mut files = Files::within(Path::new("src/theme"), Path::new(".")).unwrap();
    /// assert!(files.read("../../Cargo.toml", &wayline::limits::THEME_FILE).is_ok());
    /// assert!(Files::within(Path::new("src"), Path::new("themes")).is_err());
    /// ```
    pub fn within(folder: &Path, root: &Path) -> Result<Self, String> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let canonical = |path: &Path| {
            path.canonicalize().map_err(|error| format!("can't read the folder `{}`: {}", path.display(), Problem::from(error)))
        };
        let (inner, path) = (canonical(folder)?, canonical(root)?);
        let Ok(way) = inner.strip_prefix(&path) else {
            return Err(format!("the folder `{}` is not inside `{}`", folder.display(), root.display()));
        };
        let start = way.iter().map(OsString::from).collect();
        let opened = Root::open(root, start)
            .map_err(|error| format!("can't read the folder `{}`: {}", root.display(), Problem::from(error)))?;
        Ok(Self::in_reach(Reach::Below { folder: folder.to_owned(), opened: Some(opened) }))
    }

    /// Wherever a path leads, from the current folder: for paths that the user typed. Only the kind and the size of a file
    /// are checked.
    pub fn anywhere() -> Self {
        Self::in_reach(Reach::Anywhere)
    }

    fn in_reach(reach: Reach) -> Self {
        Self { reach, read: Vec::new(), digests: Vec::new(), names: Vec::new() }
    }

    /// A path as somebody would write it who is where this process is: for messages.
    pub fn shown(&self, name: &str) -> String {
        match &self.reach {
            Reach::Below { folder, .. } if folder != Path::new(".") => folder.join(name).display().to_string(),
            Reach::Below { .. } | Reach::Anywhere => name.to_owned(),
        }
    }

    /// The files that were found so far, each once, without symbolic links: what a picture may not be written over.
    pub fn found(&self) -> &[PathBuf] {
        &self.read
    }

    /// What was in the files that were read so far, by the names that were asked for: each name once, in the order of
    /// asking. A file that was found, but not read, is not there.
    ///
    /// ```
    /// use std::path::Path;
    /// use wayline::files::Files;
    /// use wayline::origin::Digest;
    ///
    /// let mut files = Files::of(Path::new("themes"));
    /// let dark = files.read("dark.toml", &wayline::limits::THEME_FILE).unwrap();
    /// assert_eq!(files.contents().collect::<Vec<_>>(), [("dark.toml", Digest::of_file(&dark))]);
    /// ```
    pub fn contents(&self) -> impl Iterator<Item = (&str, Digest)> {
        self.names.iter().filter_map(|(name, file)| Some((name.as_str(), (*self.digests.get(*file)?)?)))
    }

    /// Finds and reads a file no larger than a limit.
    ///
    /// # Errors
    ///
    /// See [`Problem`].
    pub fn read(&mut self, name: &str, limit: &Limit) -> Result<Vec<u8>, Problem> {
        let found = self.find(name)?;
        self.read_found(found, limit)
    }

    /// Reads a file that [`Files::find`] has found.
    ///
    /// # Errors
    ///
    /// It is no regular file, is larger than the limit, can't be read, or is not as long as the system says: it was
    /// changed meanwhile, or is made up by the system itself.
    pub fn read_found(&mut self, found: Found, limit: &Limit) -> Result<Vec<u8>, Problem> {
        let file = self.read.iter().position(|path| *path == found.path);
        let bytes = found.read(limit)?;
        if let Some(digest) = file.and_then(|file| self.digests.get_mut(file)) {
            *digest = Some(Digest::of_file(&bytes));
        }
        Ok(bytes)
    }

    /// Finds and opens a file.
    ///
    /// # Errors
    ///
    /// See [`Problem`].
    pub fn find(&mut self, name: &str) -> Result<Found, Problem> {
        let found = match &mut self.reach {
            Reach::Anywhere => anywhere(name)?,
            Reach::Below { folder, opened } => {
                let steps = steps(name)?;
                let root = match opened {
                    Some(root) => root,
                    None => opened.insert(Root::open(folder, Vec::new())?),
                };
                walk::find(root, steps)?
            }
        };
        let file = self.read.iter().position(|path| *path == found.path).unwrap_or_else(|| {
            self.read.push(found.path.clone());
            self.digests.push(None);
            self.read.len() - 1
        });
        if !self.names.iter().any(|(known, _)| known == name) {
            self.names.push((name.to_owned(), file));
        }
        Ok(found)
    }
}

impl Root {
    fn open(named: &Path, start: Vec<OsString>) -> io::Result<Self> {
        let path = named.canonicalize()?;
        Ok(Self { folder: system::Folder::open(&path)?, path, named: std::path::absolute(named)?, start })
    }
}

impl Found {
    /// All of it.
    fn read(self, limit: &Limit) -> Result<Vec<u8>, Problem> {
        let about = self.file.metadata()?;
        if !about.is_file() {
            return Err(Problem::NotAFile(if about.is_dir() { "a folder" } else { "no regular file" }));
        }
        let most = limit.most as u64;
        if about.len() > most {
            return Err(Problem::TooLarge(*limit));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default().saturating_add(1));
        self.file.take(most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            return Err(Problem::TooLarge(*limit));
        }
        if bytes.len() as u64 != about.len() {
            return Err(Problem::Changed);
        }
        Ok(bytes)
    }
}

/// A typed path, opened so that nothing waits for the other end of a pipe.
fn anywhere(name: &str) -> Result<Found, Problem> {
    let file = system::open(Path::new(name))?;
    let path = Path::new(name).canonicalize()?;
    Ok(Found { path, file })
}

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// To what has this name.
    Into(OsString),
    /// To the folder above.
    Up,
}

/// The steps of a relative path, last one first.
fn reversed(path: &Path) -> Vec<Step> {
    let step = |component: Component<'_>| match component {
        Component::Normal(name) => Some(Step::Into(name.to_owned())),
        Component::ParentDir => Some(Step::Up),
        Component::CurDir | Component::RootDir | Component::Prefix(_) => None,
    };
    let mut steps: Vec<Step> = path.components().filter_map(step).collect();
    steps.reverse();
    steps
}

/// The steps of a path as a file that travels has it, last one first. Windows' separators are good everywhere.
fn steps(name: &str) -> Result<Vec<Step>, Problem> {
    let name = name.replace('\\', "/");
    let lower = name.to_ascii_lowercase();
    if name.contains("://") || lower.starts_with("file:") || lower.starts_with("data:") {
        return Err(Problem::Address);
    }
    let has_drive = matches!(name.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    if name.starts_with('/') || has_drive {
        return Err(Problem::Absolute);
    }
    if name.contains('\0') || cfg!(windows) && name.contains(':') {
        return Err(Problem::Name);
    }
    Ok(reversed(Path::new(&name)))
}

/// Why a file can't be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is no such file.
    Missing,
    /// It is not below the folder that files are read from. Whether there is such a file is not told.
    Outside,
    /// The path does not start at the journey file's folder.
    Absolute,
    /// It is the address of something on a network, or a `file:` or `data:` URL.
    Address,
    /// No file can have this name.
    Name,
    /// It is something else: a folder, a device, a pipe, a socket.
    NotAFile(&'static str),
    /// It is larger than this.
    TooLarge(Limit),
    /// It was changed while it was read.
    Changed,
    /// Reading it is not allowed.
    Denied,
    /// The system refuses, in these words.
    Refused(String),
}

impl Problem {
    /// The code of the [`Diagnostic`](crate::diagnostic::Diagnostic) that tells of it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing-file",
            Self::Outside | Self::Absolute | Self::Address => "file-outside",
            Self::TooLarge(_) => "file-too-large",
            Self::Name | Self::NotAFile(_) | Self::Changed | Self::Denied | Self::Refused(_) => "unreadable-file",
        }
    }

    /// What would be right, where that is known.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Missing => Some("paths start at the folder of the journey file"),
            Self::Outside => Some("put it beside the journey file or in a folder below it, or widen the folder with --root"),
            Self::Absolute => Some("paths start at the folder of the journey file, as in \"pictures/shop.png\""),
            Self::Address => Some("save it beside the journey file: nothing is loaded from elsewhere"),
            _ => None,
        }
    }
}

impl fmt::Display for Problem {
    /// A clause that goes on after "can't be read: ".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file"),
            Self::Outside => f.write_str("it is outside the folder that files are read from"),
            Self::Absolute => f.write_str("it is an absolute path"),
            Self::Address => f.write_str("it is an address, not a file"),
            Self::Name => f.write_str("no file can have this name"),
            Self::NotAFile(what) => write!(f, "it is {what}"),
            Self::TooLarge(limit) => write!(f, "it is larger than {limit}"),
            Self::Changed => f.write_str("it changes while it is read, or the system makes it up"),
            Self::Denied => f.write_str("permission denied"),
            Self::Refused(why) => f.write_str(why),
        }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => Self::Name,
            io::ErrorKind::IsADirectory => Self::NotAFile("a folder"),
            // The system's own words differ from one to the next; the kind's don't.
            kind => Self::Refused(kind.to_string()),
        }
    }
}

#[cfg(test)]
mod tests;
