//! Which files are meant by paths: files as they are named, folders by what lies below them.

use super::failure::Failure;
use super::folder::below;
use super::system::is_open_already;
use std::collections::HashMap;
use std::path::PathBuf;

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
    /// Looks the paths up. Of a folder, all files [below](below()) are meant.
    pub(super) fn of(paths: &[PathBuf]) -> Self {
        let (mut maps, mut known) = (Self::default(), HashMap::new());
        for path in paths {
            if is_open_already(path) || !path.is_dir() {
                maps.add(path.clone(), true, &mut known);
            } else {
                let (files, failures) = below(path);
                files.iter().for_each(|file| maps.add(path.join(file), false, &mut known));
                maps.failures.extend(failures);
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    type Test = Result<(), Box<dyn std::error::Error>>;

    fn names(folder: &Path, maps: &Maps) -> Vec<String> {
        let relative = |file: &MapFile| file.path.strip_prefix(folder).unwrap_or(&file.path).display().to_string();
        maps.files.iter().map(relative).collect()
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
    fn a_link_is_the_file_that_it_leads_to() -> Test {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.toml"), "")?;
        std::os::unix::fs::symlink(at("a.toml"), at("same.toml"))?;
        let maps = Maps::of(&[folder.path().to_owned()]);
        assert_eq!(names(folder.path(), &maps), ["a.toml"]);
        assert!(!maps.files.iter().any(|file| file.named));
        Ok(())
    }
}
