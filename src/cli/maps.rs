//! Which files are meant by paths: files as they are named, folders by what lies below them.

use super::failure::Failure;
use super::system::{is_open_already, reason};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What paths lead to.
#[derive(Debug, Default)]
pub(super) struct Maps {
    /// Each file once, in the order of the paths; those of a folder in the order of their names.
    pub(super) files: Vec<MapFile>,
    /// Folders that can't be read.
    pub(super) failures: Vec<Failure>,
}

/// A file that is a map, or may be one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MapFile {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Whether it was named itself: then it is a map, whatever is in it. One of a folder may be a theme, or the settings of
    /// another program.
    pub(super) named: bool,
}

impl Maps {
    /// Looks the paths up. Of a folder those files at any depth are meant that end in `.toml`; what is hidden (`.git`) and
    /// folders behind symbolic links are left alone.
    pub(super) fn of(paths: &[PathBuf]) -> Self {
        let (mut maps, mut known) = (Self::default(), HashMap::new());
        for path in paths {
            if is_open_already(path) || !path.is_dir() {
                maps.add(path.clone(), true, &mut known);
            } else {
                maps.below(path).into_iter().for_each(|file| maps.add(file, false, &mut known));
            }
        }
        maps
    }

    /// Keeps a file unless it was met before, under whatever name.
    fn add(&mut self, path: PathBuf, named: bool, known: &mut HashMap<PathBuf, usize>) {
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        match known.get(&real).and_then(|at| self.files.get_mut(*at)) {
            Some(file) => file.named |= named,
            None => {
                known.insert(real, self.files.len());
                self.files.push(MapFile { path, named });
            }
        }
    }

    /// All files below a folder that end in `.toml`, sorted.
    fn below(&mut self, folder: &Path) -> Vec<PathBuf> {
        let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
        while let Some(folder) = folders.pop() {
            let entries = fs::read_dir(&folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
            let entries = entries.unwrap_or_else(|error| {
                let why = reason(&error);
                self.failures.push(Failure::new(format!("can't read the folder {}: {why}", folder.display())));
                Vec::new()
            });
            for entry in entries.iter().filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b".")) {
                let path = entry.path();
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) && !path.is_dir() {
                    found.push(path);
                }
            }
        }
        found.sort();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Test = Result<(), Box<dyn std::error::Error>>;

    fn names(folder: &Path, maps: &Maps) -> Vec<String> {
        let relative = |file: &MapFile| file.path.strip_prefix(folder).unwrap_or(&file.path).display().to_string();
        maps.files.iter().map(relative).collect()
    }

    #[test]
    fn a_folder_stands_for_the_files_below_it() -> Test {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        for below in ["b/c", ".git"] {
            fs::create_dir_all(at(below))?;
        }
        for file in ["b/c/deep.toml", "b/a.TOML", "z.toml", ".git/x.toml", ".hidden.toml", "notes.txt"] {
            fs::write(at(file), "")?;
        }
        let maps = Maps::of(&[folder.path().to_owned()]);
        assert_eq!(names(folder.path(), &maps), ["b/a.TOML", "b/c/deep.toml", "z.toml"]);
        assert!(maps.failures.is_empty() && maps.files.iter().all(|file| !file.named));
        Ok(())
    }

    #[test]
    fn each_file_is_meant_once() -> Test {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.toml"), "")?;
        fs::write(at("b.toml"), "")?;
        let maps = Maps::of(&[at("b.toml"), folder.path().join("."), at("a.toml"), at("none.toml"), "-".into()]);
        assert_eq!(names(folder.path(), &maps), ["b.toml", "a.toml", "none.toml", "-"]);
        assert!(maps.files.iter().all(|file| file.named), "what is named too is a map");
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn links_to_folders_are_not_followed() -> Test {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.toml"), "")?;
        fs::create_dir(at("b"))?;
        std::os::unix::fs::symlink(folder.path(), at("b/round"))?;
        std::os::unix::fs::symlink(at("a.toml"), at("b/same.toml"))?;
        assert_eq!(names(folder.path(), &Maps::of(&[folder.path().to_owned()])), ["a.toml"]);
        Ok(())
    }
}
