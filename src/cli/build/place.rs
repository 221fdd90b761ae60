//! Where the pictures of a map are, and whether they are current.

use super::super::args::Format;
use super::super::failure::Failure;
use super::outdir::OutDir;
use crate::origin::{Digest, Origin};
use crate::text::system_fonts;
use std::collections::{BTreeSet, HashMap};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

/// Where the pictures of a map are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Place {
    /// Their folder, without symbolic links. It may not be there.
    pub(super) folder: PathBuf,
    /// The same folder as the user would name it.
    pub(super) shown: PathBuf,
    /// What they are called, without page and ending.
    pub(super) stem: OsString,
}

/// No picture of ours is larger, in bytes.
const MOST_BYTES: u64 = 1 << 30;

impl Place {
    /// In a folder below that of all pictures.
    pub(super) fn of(out: &OutDir, below: &Path, stem: &OsStr) -> Result<Self, Failure> {
        Ok(Self { folder: out.folder(below)?, shown: out.shown(below), stem: stem.to_owned() })
    }

    /// The names of the pictures of so many pages, as `wayline render` gives them.
    pub(super) fn names(&self, format: Format, pages: usize) -> Vec<OsString> {
        match pages {
            1 => vec![self.name(format, None)],
            _ => (1..=pages).map(|page| self.name(format, Some(page))).collect(),
        }
    }

    fn name(&self, format: Format, page: Option<usize>) -> OsString {
        let mut name = self.stem.clone();
        if let Some(page) = page {
            name.push(format!("-{page}"));
        }
        name.push(".");
        name.push(format.ending());
        name
    }

    /// How many pages the map has, if all of its pictures are there, whole, and made from these sources.
    pub(super) fn current(&self, format: Format, sources: Digest) -> Option<usize> {
        let first = |page| self.origin(&self.name(format, page)).filter(|origin| is_current(origin, sources) && origin.page == 1);
        if first(None).is_some_and(|origin| origin.pages == 1) {
            return Some(1);
        }
        let pages = first(Some(1)).filter(|origin| origin.pages > 1)?.pages;
        let is_there = |page| {
            let origin = self.origin(&self.name(format, Some(page)));
            origin.is_some_and(|origin| is_current(&origin, sources) && (origin.page, origin.pages) == (page, pages))
        };
        (2..=pages).all(is_there).then_some(pages)
    }

    /// Which of the pictures of so many pages are not current, and whether they are there at all.
    pub(super) fn stale(&self, format: Format, sources: Digest, pages: usize) -> Vec<(PathBuf, Stale)> {
        let stale = |(index, name): (usize, OsString)| {
            let is_right = |origin: &Origin| is_current(origin, sources) && (origin.page, origin.pages) == (index + 1, pages);
            let why = match self.origin(&name) {
                Some(origin) if is_right(&origin) => return None,
                None if self.folder.join(&name).symlink_metadata().is_err() => Stale::Missing,
                _ => Stale::OutOfDate,
            };
            Some((self.shown.join(name), why))
        };
        self.names(format, pages).into_iter().enumerate().filter_map(stale).collect()
    }

    /// Pictures of ours that are there from a time when the map had another number of pages.
    pub(super) fn left_over(&self, format: Format, pages: usize, folders: &Folders) -> Vec<PathBuf> {
        let Some(names) = folders.0.get(&self.folder) else { return Vec::new() };
        let mut found = Vec::new();
        let single = self.name(format, None);
        if pages > 1 && self.origin(&single).is_some_and(|origin| origin.pages == 1) {
            found.push(single);
        }
        let mut start = self.stem.clone();
        start.push("-");
        let numbered = names.range(start.clone()..).take_while(|name| starts_with(name, &start));
        let mut more: Vec<(usize, &OsString)> = numbered
            .filter_map(|name| Some((page_of(name, &start, format)?, name)))
            .filter(|(page, _)| pages == 1 || *page > pages)
            .filter(|(page, name)| self.origin(name).is_some_and(|origin| origin.page == *page && origin.pages > 1))
            .collect();
        more.sort_unstable();
        found.extend(more.into_iter().map(|(_, name)| name.clone()));
        found.into_iter().map(|name| self.shown.join(name)).collect()
    }

    /// What a picture in the folder was made from. Only regular files are read.
    fn origin(&self, name: &OsStr) -> Option<Origin> {
        let path = self.folder.join(name);
        let about = fs::symlink_metadata(&path).ok()?;
        if !about.is_file() || about.len() > MOST_BYTES {
            return None;
        }
        Origin::of(&fs::read(path).ok()?)
    }
}

/// Why a picture is not current.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stale {
    /// It is not there.
    Missing,
    /// It was made from something else, or changed.
    OutOfDate,
    /// Its map has no such page any more.
    LeftOver,
}

impl Stale {
    /// In words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Stale::Missing => "missing",
            Stale::OutOfDate => "out of date",
            Stale::LeftOver => "left over",
        }
    }

    /// For programs.
    pub(super) fn code(self) -> &'static str {
        match self {
            Stale::Missing => "missing-picture",
            Stale::OutOfDate => "picture-out-of-date",
            Stale::LeftOver => "left-over-picture",
        }
    }
}

/// Made from these sources, and with this machine's fonts if it needs any.
fn is_current(origin: &Origin, sources: Digest) -> bool {
    origin.sources == sources && origin.fonts.is_none_or(|fonts| fonts == system_fonts())
}

/// What is in the folders of all pictures, but for what other maps own.
#[derive(Debug, Default)]
pub(super) struct Folders(HashMap<PathBuf, BTreeSet<OsString>>);

impl Folders {
    /// Looks into the folders of these places.
    pub(super) fn of<'p>(places: impl Iterator<Item = &'p Place> + Clone, formats: &[Format]) -> Self {
        let mut folders: HashMap<PathBuf, BTreeSet<OsString>> = HashMap::new();
        for place in places.clone() {
            if !folders.contains_key(&place.folder) {
                let entries = fs::read_dir(&place.folder).into_iter().flatten().flatten();
                folders.insert(place.folder.clone(), entries.map(|entry| entry.file_name()).collect());
            }
        }
        // The picture of `map-2.toml` is no page of `map.toml`.
        for place in places.filter(|place| place.stem.as_encoded_bytes().contains(&b'-')) {
            if let Some(names) = folders.get_mut(&place.folder) {
                for format in formats {
                    names.remove(&place.name(*format, None));
                }
            }
        }
        Self(folders)
    }
}

/// The page that a name is for, if it begins with `start` and goes on with a number and the ending.
fn page_of(name: &OsStr, start: &OsStr, format: Format) -> Option<usize> {
    let rest = name.as_encoded_bytes().strip_prefix(start.as_encoded_bytes())?;
    let digits = rest.strip_suffix(format.ending().as_bytes())?.strip_suffix(b".")?;
    page_number(digits)
}

/// A page's number, as it is written in names.
pub(super) fn page_number(digits: &[u8]) -> Option<usize> {
    let is_number = digits.iter().all(u8::is_ascii_digit) && digits.first().is_some_and(|first| *first != b'0');
    std::str::from_utf8(digits).ok().filter(|_| is_number)?.parse().ok()
}

fn starts_with(name: &OsStr, start: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(start.as_encoded_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_render() {
        let place = Place { folder: "a".into(), shown: "a".into(), stem: "x.{page}".into() };
        assert_eq!(place.names(Format::Svg, 1), ["x.{page}.svg"]);
        assert_eq!(place.names(Format::Png, 2), ["x.{page}-1.png", "x.{page}-2.png"]);
    }

    #[test]
    fn pages_are_numbers_as_we_write_them() {
        let page = |name: &str| page_of(OsStr::new(name), OsStr::new("map-"), Format::Svg);
        assert_eq!(page("map-12.svg"), Some(12));
        for other in
            ["map-.svg", "map-0.svg", "map-01.svg", "map-1.png", "map-1svg", "map-x1.svg", "map-99999999999999999999.svg"]
        {
            assert_eq!(page(other), None, "{other}");
        }
    }
}
