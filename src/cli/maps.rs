//! Which journeys are meant by paths: files as they are named, folders by what lies below them.

use super::failure::Failure;
use super::system::{is_open_already, reason};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// What paths lead to.
#[derive(Debug, Default)]
pub(super) struct Maps {
    /// Each journey file once, in the order of the paths; those of a folder in the order of their names.
    pub(super) files: Vec<PathBuf>,
    /// Files of folders that end in `.toml` and are no journeys: themes, settings of other programs.
    pub(super) passed_over: Vec<PathBuf>,
    /// Folders that can't be read.
    pub(super) failures: Vec<Failure>,
}

impl Maps {
    /// Looks the paths up. A file is meant whatever is in it; of a folder those files at any depth that end in `.toml` and
    /// [look like journeys](is_journey). What is hidden (`.git`) and folders behind symbolic links are left alone.
    pub(super) fn of(paths: &[PathBuf]) -> Self {
        let (mut maps, mut known) = (Self::default(), HashSet::new());
        for path in paths {
            if is_open_already(path) || !path.is_dir() {
                maps.add(path.clone(), &mut known);
                continue;
            }
            for file in maps.below(path) {
                // what can't be read is told by whoever wants it read
                if is_journey(&file).unwrap_or(true) {
                    maps.add(file, &mut known);
                } else {
                    maps.passed_over.push(file);
                }
            }
        }
        maps
    }

    /// Keeps a file unless it was met before, under whatever name.
    fn add(&mut self, file: PathBuf, known: &mut HashSet<PathBuf>) {
        if known.insert(file.canonicalize().unwrap_or_else(|_| file.clone())) {
            self.files.push(file);
        }
    }

    /// All files below a folder that end in `.toml`, sorted.
    fn below(&mut self, folder: &Path) -> Vec<PathBuf> {
        let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
        while let Some(folder) = folders.pop() {
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) => {
                    let why = reason(&error);
                    self.failures.push(Failure::new(format!("can't read the folder {}: {why}", folder.display())));
                    continue;
                }
            };
            for entry in entries.filter_map(Result::ok) {
                let (path, is_folder) = (entry.path(), entry.file_type().is_ok_and(|kind| kind.is_dir()));
                if entry.file_name().as_encoded_bytes().starts_with(b".") {
                    continue;
                }
                if is_folder {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) && path.is_file() {
                    found.push(path);
                }
            }
        }
        found.sort();
        found
    }
}

/// Whether a TOML file looks like a journey: it has stages. A journey with mistakes looks like one too, so that it is not
/// passed over in silence.
fn is_journey(path: &Path) -> std::io::Result<bool> {
    let mut bytes = Vec::new();
    File::open(path)?.take(crate::limits::FILE.most as u64).read_to_end(&mut bytes)?;
    Ok(bytes.split(|byte| matches!(byte, b'\n' | b'\r')).any(names_stages))
}

/// Whether a line begins stages: `[[stage]]`, `[[stage.touchpoint]]`, `stage = [`.
fn names_stages(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line).trim_ascii_start();
    let (in_brackets, line) = match line.strip_prefix(b"[[") {
        Some(line) => (true, line.trim_ascii_start()),
        None => (false, line),
    };
    let Some(rest) = line.strip_prefix(b"stage").map(<[u8]>::trim_ascii_start) else { return false };
    if in_brackets { rest.starts_with(b"]") || rest.starts_with(b".") } else { rest.starts_with(b"=") }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Test = Result<(), Box<dyn std::error::Error>>;

    const JOURNEY: &str = "title = \"t\"\n[[stage]]\nname = \"s\"\n";

    fn names(folder: &Path, paths: &[PathBuf]) -> Vec<String> {
        let relative = |path: &PathBuf| path.strip_prefix(folder).unwrap_or(path).display().to_string();
        paths.iter().map(relative).collect()
    }

    #[test]
    fn stages_make_a_journey() {
        for line in
            ["[[stage]]", "  [[ stage ]]", "[[stage.touchpoint]]", "stage = [{ name = \"s\" }]", "stage=[]", "\u{FEFF}[[stage]]"]
        {
            assert!(names_stages(line.as_bytes()), "{line}");
        }
        for line in ["# [[stage]]", "stages = 3", "[[stages]]", "stage-text = \"#FFF\"", "[stage]", "title = \"stage = \"", ""] {
            assert!(!names_stages(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn a_folder_stands_for_the_journeys_below_it() -> Test {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        for below in ["b/c", ".git", "d"] {
            fs::create_dir_all(at(below))?;
        }
        for journey in ["b/c/deep.toml", "b/a.TOML", "z.toml", ".git/x.toml", ".hidden.toml", "notes.txt"] {
            fs::write(at(journey), JOURNEY)?;
        }
        fs::write(at("b/broken.toml"), "title = \n[[stage]]\n")?;
        fs::write(at("d/theme.toml"), "extends = \"dark\"\n")?;
        let maps = Maps::of(&[folder.path().to_owned()]);
        assert_eq!(names(folder.path(), &maps.files), ["b/a.TOML", "b/broken.toml", "b/c/deep.toml", "z.toml"]);
        assert_eq!(names(folder.path(), &maps.passed_over), ["d/theme.toml"]);
        assert!(maps.failures.is_empty());
        Ok(())
    }

    #[test]
    fn each_file_is_meant_once_and_a_named_one_whatever_it_is() -> Test {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.toml"), JOURNEY)?;
        fs::write(at("b.toml"), "x = 1\n")?;
        let maps = Maps::of(&[at("b.toml"), at("a.toml"), folder.path().join("."), at("a.toml"), at("none.toml"), "-".into()]);
        assert_eq!(maps.files, [at("b.toml"), at("a.toml"), at("none.toml"), "-".into()]);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn links_to_folders_are_not_followed() -> Test {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.toml"), JOURNEY)?;
        fs::create_dir(at("b"))?;
        std::os::unix::fs::symlink(folder.path(), at("b/round"))?;
        std::os::unix::fs::symlink(at("a.toml"), at("b/same.toml"))?;
        assert_eq!(names(folder.path(), &Maps::of(&[folder.path().to_owned()]).files), ["a.toml"]);
        Ok(())
    }
}
