//! Which maps are built: the files and folders of the command line.

use super::super::failure::Failure;
use super::super::folder::below;
use super::super::system::is_open_already;
use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A file that is a map, or may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// The file.
    pub(super) path: PathBuf,
    /// The folder of its pictures, below that of all pictures. It has names of folders only, no `..`.
    pub(super) below: PathBuf,
    /// What its pictures are called, without page and ending.
    pub(super) stem: OsString,
    /// Whether it was named itself: then it is a map, whatever is in it.
    pub(super) named: bool,
}

/// What the command line names.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// Each file once for each place of its pictures, in the order of the command line; those of a folder by their names.
    pub(super) sources: Vec<Source>,
    /// What can't be looked into.
    pub(super) failures: Vec<Failure>,
}

impl Inputs {
    /// Looks the paths up. Of a folder, all files [below](below()) are meant.
    pub(super) fn of(paths: &[PathBuf]) -> Self {
        let mut inputs = Self::default();
        for path in paths {
            if is_open_already(path) {
                let failure = Failure::new(format!("`{}` has no name for its picture", path.display()));
                inputs
                    .failures
                    .push(failure.help("build takes files and folders; `wayline render -` draws what comes from a pipe"));
            } else if path.is_dir() {
                inputs.folder(path);
            } else if let Some(stem) = path.file_stem() {
                inputs.sources.push(Source { path: path.clone(), below: PathBuf::new(), stem: stem.to_owned(), named: true });
            } else {
                inputs.failures.push(Failure::new(format!("can't read {}: there is no such file or folder", path.display())));
            }
        }
        inputs.once();
        inputs
    }

    /// Adds what a folder has.
    fn folder(&mut self, top: &Path) {
        let (files, failures) = below(top);
        self.failures.extend(failures);
        for file in files {
            if let (Some(below), Some(stem)) = (file.parent(), file.file_stem()) {
                let (below, stem) = (below.to_owned(), stem.to_owned());
                self.sources.push(Source { path: top.join(&file), below, stem, named: false });
            }
        }
    }

    /// Leaves out what was named before, by the same or another path, and has its pictures at the same place.
    fn once(&mut self) {
        let mut first: HashMap<(PathBuf, OsString, PathBuf), usize> = HashMap::new();
        let mut kept: Vec<Source> = Vec::with_capacity(self.sources.len());
        let mut folders: HashMap<PathBuf, PathBuf> = HashMap::new();
        for source in self.sources.drain(..) {
            let (folder, name) = (source.path.parent().unwrap_or(Path::new("")), source.path.file_name().unwrap_or_default());
            // The file itself may be a link: what it names is looked for where the link lies.
            let real = folders.entry(folder.to_owned()).or_insert_with(|| real(folder)).clone();
            match first.get(&(real.clone(), name.to_owned(), source.below.clone())).and_then(|at| kept.get_mut(*at)) {
                Some(known) => known.named |= source.named,
                None => {
                    first.insert((real, name.to_owned(), source.below.clone()), kept.len());
                    kept.push(source);
                }
            }
        }
        self.sources = kept;
    }
}

/// A folder without links. The empty path means here.
fn real(folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    type Test = Result<(), Box<dyn std::error::Error>>;

    fn shown(inputs: &Inputs, folder: &Path) -> Vec<String> {
        let relative = |path: &Path| path.strip_prefix(folder).unwrap_or(path).display().to_string();
        let shown = |s: &Source| format!("{} -> {}", relative(&s.path), s.below.join(&s.stem).display());
        inputs.sources.iter().map(shown).collect()
    }

    #[test]
    fn each_place_of_a_picture_is_met_once() -> Test {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("b"))?;
        fs::write(at("a.toml"), "")?;
        fs::write(at("b/a.toml"), "")?;
        let inputs = Inputs::of(&[folder.path().to_owned(), at("a.toml"), at("b/../a.toml"), at("b/a.toml"), "-".into()]);
        assert_eq!(shown(&inputs, folder.path()), ["a.toml -> a", "b/a.toml -> b/a", "b/a.toml -> a"]);
        assert_eq!(inputs.sources.iter().map(|source| source.named).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(inputs.failures.len(), 1);
        Ok(())
    }
}
