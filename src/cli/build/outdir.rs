//! The folder of all pictures, which nothing leads out of.

use super::super::failure::Failure;
use super::super::system::reason;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The folder that `--output` names. It may not be there yet.
#[derive(Debug)]
pub(super) struct OutDir {
    /// As the user named it.
    named: PathBuf,
    /// Itself, without symbolic links.
    root: PathBuf,
}

impl OutDir {
    /// Looks at it, and changes nothing.
    ///
    /// # Errors
    ///
    /// It is a file, or can't be looked at.
    pub(super) fn of(named: &Path) -> Result<Self, Failure> {
        let cant = |why: &str| Failure::new(format!("can't write to {}: {why}", named.display()));
        let root = resolved(named).map_err(|error| cant(&reason(&error)))?;
        match fs::metadata(&root) {
            Ok(about) if !about.is_dir() => {
                Err(cant("it is no folder").help("give a folder with -o; one picture: `wayline render`"))
            }
            Err(error) if error.kind() != ErrorKind::NotFound => Err(cant(&reason(&error))),
            _ => Ok(Self { named: named.to_owned(), root }),
        }
    }

    /// A folder in it, as the user would name it.
    pub(super) fn shown(&self, below: &Path) -> PathBuf {
        if below.as_os_str().is_empty() { self.named.clone() } else { self.named.join(below) }
    }

    /// The same without symbolic links, whether it is there or not.
    ///
    /// # Errors
    ///
    /// A link leads out of the folder of all pictures.
    pub(super) fn folder(&self, below: &Path) -> Result<PathBuf, Failure> {
        let shown = self.shown(below);
        let cant = |why: &str| Failure::new(format!("can't write to {}: {why}", shown.display()));
        let folder = resolved(&self.root.join(below)).map_err(|error| cant(&reason(&error)))?;
        if folder.starts_with(&self.root) {
            return Ok(folder);
        }
        Err(cant(&format!("it leads out of {}", self.named.display())).help("build writes nothing outside of that folder"))
    }

    /// Makes such a folder, and those above it.
    pub(super) fn make(&self, below: &Path) -> Result<(), Failure> {
        let folder = self.folder(below)?;
        fs::create_dir_all(folder)
            .map_err(|error| Failure::new(format!("can't make the folder {}: {}", self.shown(below).display(), reason(&error))))
    }

    /// Whether names that differ in their letters' case mean the same file there. Told from what is there already, because
    /// nothing may be written yet.
    pub(super) fn folds_case(&self) -> bool {
        let children = fs::read_dir(&self.root).into_iter().flatten().flatten().map(|entry| entry.path());
        let known = children.chain(self.root.ancestors().map(Path::to_owned));
        known.take(100).find_map(|path| is_same_in_other_case(&path)).unwrap_or(cfg!(any(windows, target_os = "macos")))
    }
}

/// Whether a file is also found under its name in the other case; `None` where its name has none, or there is no such file.
fn is_same_in_other_case(path: &Path) -> Option<bool> {
    let name = path.file_name()?.to_str()?;
    let swap = |c: char| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    let other: String = name.chars().map(swap).collect();
    let here = path.canonicalize().ok().filter(|_| other != name)?;
    match path.with_file_name(other).canonicalize() {
        Ok(there) => Some(there == here),
        Err(_) => Some(false),
    }
}

/// A path without symbolic links, as far as it is there.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    match path.canonicalize() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let Some(name) = path.file_name() else { return Err(error) };
            let above = path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Ok(resolved(above)?.join(name))
        }
        resolved => resolved,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Test = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn what_is_not_there_is_resolved_too() -> Test {
        let folder = tempfile::tempdir()?;
        let real = folder.path().canonicalize()?;
        let out = OutDir::of(&folder.path().join("a/b")).map_err(|failure| format!("{failure:?}"))?;
        assert_eq!(out.root, real.join("a/b"));
        assert_eq!(out.folder(Path::new("c/d")).ok(), Some(real.join("a/b/c/d")));
        fs::write(real.join("a"), "")?;
        assert!(OutDir::of(&real.join("a")).is_err());
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn links_may_lead_around_inside_only() -> Test {
        let folder = tempfile::tempdir()?;
        let real = folder.path().canonicalize()?;
        fs::create_dir_all(real.join("out/a"))?;
        fs::create_dir(real.join("other"))?;
        std::os::unix::fs::symlink("a", real.join("out/in"))?;
        std::os::unix::fs::symlink("../other", real.join("out/away"))?;
        std::os::unix::fs::symlink("out", real.join("link"))?;
        let out = OutDir::of(&real.join("link")).map_err(|failure| format!("{failure:?}"))?;
        assert_eq!(out.folder(Path::new("in/x")).ok(), Some(real.join("out/a/x")));
        assert!(out.folder(Path::new("away")).is_err());
        assert!(out.make(Path::new("away/x")).is_err());
        assert!(!real.join("other/x").exists());
        Ok(())
    }
}
