//! What the files of several pages are called.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// What a page's number takes the place of in a file's name.
const PAGE: &str = "{page}";

/// The names of `count` pages: their numbers take the place of `{page}`, or stand before the ending where there are several.
/// All else stays as it is, byte for byte.
pub(super) fn names(path: &Path, count: usize) -> Vec<PathBuf> {
    let name = path.file_name().unwrap_or_default();
    let has_place = memchr::memmem::find(name.as_encoded_bytes(), PAGE.as_bytes()).is_some();
    match (count, has_place) {
        (1, false) => vec![path.to_owned()],
        (_, true) => (1..=count).map(|number| path.with_file_name(put_in(name, number))).collect(),
        (_, false) => (1..=count).map(|number| path.with_file_name(put_before_ending(path, number))).collect(),
    }
}

fn put_before_ending(path: &Path, number: usize) -> OsString {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    name
}

#[cfg(unix)]
fn put_in(name: &OsStr, number: usize) -> OsString {
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    let name = name.as_bytes();
    let (mut put, mut rest) = (Vec::with_capacity(name.len()), 0);
    for at in memchr::memmem::find_iter(name, PAGE) {
        put.extend_from_slice(name.get(rest..at).unwrap_or_default());
        put.extend_from_slice(number.to_string().as_bytes());
        rest = at + PAGE.len();
    }
    put.extend_from_slice(name.get(rest..).unwrap_or_default());
    OsString::from_vec(put)
}

#[cfg(not(unix))]
fn put_in(name: &OsStr, number: usize) -> OsString {
    name.to_string_lossy().replace(PAGE, &number.to_string()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_where_it_is_wanted() {
        let names = |path: &str, count| names(Path::new(path), count);
        assert_eq!(names("a/map.svg", 1), [Path::new("a/map.svg")]);
        assert_eq!(names("a/map.svg", 2), [Path::new("a/map-1.svg"), Path::new("a/map-2.svg")]);
        assert_eq!(names("map", 2), [Path::new("map-1"), Path::new("map-2")]);
        assert_eq!(names("p{page}-x{page}.png", 2), [Path::new("p1-x1.png"), Path::new("p2-x2.png")]);
        assert_eq!(names("p{page}.png", 1), [Path::new("p1.png")]);
        assert_eq!(names("{page}/a.svg", 2), [Path::new("{page}/a-1.svg"), Path::new("{page}/a-2.svg")]);
    }

    #[cfg(unix)]
    #[test]
    fn names_need_not_be_text() {
        use std::os::unix::ffi::OsStrExt;
        let name = |bytes| PathBuf::from(OsStr::from_bytes(bytes));
        assert_eq!(names(&name(b"\xff{page}\xfe.svg"), 1), [name(b"\xff1\xfe.svg")]);
        assert_eq!(names(&name(b"\xff.svg"), 2), [name(b"\xff-1.svg"), name(b"\xff-2.svg")]);
    }
}
