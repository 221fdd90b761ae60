//! Which files of a folder may be maps.

use super::failure::Failure;
use super::system::reason;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// The files at any depth that end in `.toml`, by their paths from the folder: those of a folder before those below it, each
/// by name. Beside them come the folders that can't be read. What is hidden (`.git`) and folders behind symbolic links are
/// left alone.
pub(super) fn below(top: &Path) -> (Vec<PathBuf>, Vec<Failure>) {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    // folders that are still to be looked into, the next one last
    let mut waiting = vec![PathBuf::new()];
    while let Some(below) = waiting.pop() {
        let folder = top.join(&below);
        let entries = fs::read_dir(&folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let entries = entries.unwrap_or_else(|error| {
            failures.push(Failure::new(format!("can't read the folder {}: {}", folder.display(), reason(&error))));
            Vec::new()
        });
        let (mut folders, mut files) = (Vec::new(), Vec::new());
        for entry in &entries {
            let name = entry.file_name();
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(below.join(name));
            } else if is_toml(&name) && !entry.path().is_dir() {
                files.push(below.join(name));
            }
        }
        files.sort_unstable();
        found.extend(files);
        folders.sort_unstable();
        waiting.extend(folders.into_iter().rev());
    }
    (found, failures)
}

fn is_toml(name: &OsStr) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_at_any_depth_but_not_behind_links() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        for below in ["b/c", ".git"] {
            fs::create_dir_all(at(below))?;
        }
        for file in ["b/c/deep.toml", "b/a.TOML", "z.y.toml", ".git/x.toml", ".hidden.toml", "notes.txt"] {
            fs::write(at(file), "")?;
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path(), at("b/round"))?;
            std::os::unix::fs::symlink(folder.path(), at("round.toml"))?;
            std::os::unix::fs::symlink("gone.toml", at("dangling.toml"))?;
        }
        let mut expected = vec!["z.y.toml", "b/a.TOML", "b/c/deep.toml"];
        if cfg!(unix) {
            expected.insert(0, "dangling.toml");
        }
        let (found, failures) = below(folder.path());
        assert_eq!(found, expected.iter().map(PathBuf::from).collect::<Vec<_>>());
        assert!(failures.is_empty());
        assert_eq!(below(&at("none")).1.len(), 1);
        Ok(())
    }
}
