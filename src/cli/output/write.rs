//! Writing files: all or none.

use super::super::failure::Failure;
use super::super::system::reason;
use super::Target;
use super::place::{FilePlace, Place, cant_write};
use super::prepared::Prepared;
use super::stream::{stdout, unless_closed};
use std::fs::File;
use std::io::{self, Write};

/// Writes all pictures, or leaves everything as it was: none is moved to its place before all are written and safe.
pub(in crate::cli) fn write(targets: &[Target], pictures: &[Vec<u8>]) -> Result<(), Failure> {
    let mut files: Vec<(FilePlace, &[u8])> = Vec::new();
    let mut streams = Vec::new();
    for (target, bytes) in targets.iter().zip(pictures) {
        let Target::File(named) = target else {
            stdout(bytes)?;
            continue;
        };
        match Place::of(named)? {
            Place::Stream(path) => streams.push((named, path, bytes)),
            Place::File(place) => {
                if let Some((other, _)) = files.iter().find(|(other, _)| other.path == place.path) {
                    return Err(cant_write(named, &format!("{} is the same file", other.named.display()))
                        .help("each page needs a file of its own"));
                }
                files.push((*place, bytes));
            }
        }
    }
    let mut prepared = Vec::new();
    for (place, bytes) in &files {
        prepared.push(Prepared::new(place, bytes).map_err(|error| failed(place, &error))?);
    }
    for (file, (place, _)) in prepared.iter().zip(&files) {
        file.sync().map_err(|error| failed(place, &error))?;
    }
    for (named, path, bytes) in streams {
        // What is there already is not ours.
        let written = File::options().append(true).open(path).and_then(|mut stream| stream.write_all(bytes));
        unless_closed(written, &named.display().to_string())?;
    }
    let places: Vec<&FilePlace> = files.iter().map(|(place, _)| place).collect();
    put_all(&places, prepared)
}

/// Moves all files to their places. Where one can't be moved, those before it are put back as they were.
fn put_all(places: &[&FilePlace], prepared: Vec<Prepared<'_>>) -> Result<(), Failure> {
    let mut copies = Vec::new();
    // A single file is moved or not: nothing to put back.
    for place in places.iter().filter(|_| places.len() > 1) {
        copies.push(Prepared::copy_of(place).map_err(|error| failed(place, &error))?);
    }
    for (index, (file, place)) in prepared.into_iter().zip(places).enumerate() {
        let Err(error) = file.put() else { continue };
        let failure = failed(place, &error);
        let lost: Vec<String> = places
            .iter()
            .zip(copies)
            .take(index)
            .filter_map(|(place, copy)| put_back(place, copy).err().map(|_| place.named.display().to_string()))
            .collect();
        return Err(if lost.is_empty() {
            failure
        } else {
            failure.help(format!("these are new already and could not be put back: {}", lost.join(", ")))
        });
    }
    Ok(())
}

/// Puts back what was at a place.
fn put_back(place: &FilePlace, copy: Option<Prepared<'_>>) -> io::Result<()> {
    match copy {
        Some(copy) => copy.put(),
        None => std::fs::remove_file(&place.path),
    }
}

fn failed(place: &FilePlace, error: &io::Error) -> Failure {
    cant_write(&place.named, &reason(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    type Test = Result<(), Box<dyn std::error::Error>>;

    fn place(path: &Path) -> Result<FilePlace, Box<dyn std::error::Error>> {
        match Place::of(path) {
            Ok(Place::File(place)) => Ok(*place),
            other => Err(format!("{other:?}").into()),
        }
    }

    fn count(folder: &Path) -> io::Result<usize> {
        Ok(fs::read_dir(folder)?.count())
    }

    #[test]
    fn a_file_is_replaced_as_a_whole() -> Test {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.svg");
        fs::write(&path, "a long text that was there before")?;
        let place = place(&path)?;
        let prepared = Prepared::new(&place, b"new")?;
        assert_eq!(fs::read(&path)?, b"a long text that was there before");
        prepared.put()?;
        assert_eq!(fs::read(&path)?, b"new");
        assert_eq!(count(folder.path())?, 1);
        Ok(())
    }

    #[test]
    fn what_is_not_put_leaves_nothing() -> Test {
        let folder = tempfile::tempdir()?;
        let place = place(&folder.path().join("a.svg"))?;
        drop(Prepared::new(&place, b"new")?);
        assert_eq!(count(folder.path())?, 0);
        Ok(())
    }

    #[test]
    fn files_that_were_moved_are_put_back() -> Test {
        let folder = tempfile::tempdir()?;
        let paths = ["1.svg", "2.svg", "3.svg"].map(|name| folder.path().join(name));
        fs::write(&paths[0], "old")?;
        let places = [place(&paths[0])?, place(&paths[1])?, place(&paths[2])?];
        let mut prepared = Vec::new();
        for place in &places {
            prepared.push(Prepared::new(place, b"new")?);
        }
        // after the places were looked at
        fs::create_dir(&paths[2])?;
        let changed = fs::metadata(&paths[0])?.modified()?;
        let failure = put_all(&places.each_ref(), prepared).err().ok_or("a file was moved over a folder")?;
        assert!(format!("{failure:?}").contains("3.svg"), "{failure:?}");
        assert_eq!(fs::read(&paths[0])?, b"old");
        assert_eq!(fs::metadata(&paths[0])?.modified()?, changed);
        assert_eq!(count(folder.path())?, 2);
        Ok(())
    }

    #[test]
    fn folders_and_circles_are_refused() -> Test {
        let folder = tempfile::tempdir()?;
        let refused = |path: &Path| Place::of(path).err().map(|failure| format!("{failure:?}")).unwrap_or_default();
        assert!(refused(folder.path()).contains("it is a folder"));
        assert!(refused(&folder.path().join("a.svg/")).contains("folder"));
        assert!(refused(&folder.path().join("no/such/a.svg")).contains("there is no folder"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("b.svg", folder.path().join("a.svg"))?;
            std::os::unix::fs::symlink("a.svg", folder.path().join("b.svg"))?;
            assert!(refused(&folder.path().join("a.svg")).contains("circle"));
        }
        Ok(())
    }
}
