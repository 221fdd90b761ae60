//! Maps that would have their pictures in the same files.

use super::super::args::Format;
use super::super::failure::Failure;
use super::place::{Place, page_number};
use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A map and where its pictures go.
pub(super) struct Claim<'a> {
    pub(super) map: &'a Path,
    pub(super) place: &'a Place,
}

/// Every file that two maps want, as a failure that names all three.
///
/// `pages` tells how many pages a map has, by its number in the list; it is asked only where that matters: where a map is
/// called like the page of another. `folds` says that names which differ in case only are the same file.
pub(super) fn find(claims: &[Claim<'_>], formats: &[Format], folds: bool, pages: impl Fn(usize) -> usize) -> Vec<Failure> {
    let key = |path: PathBuf| if folds { PathBuf::from(path.to_string_lossy().to_lowercase()) } else { path };
    let place = |claim: &Claim<'_>| key(claim.place.folder.join(&claim.place.stem));
    let mut owners: HashMap<PathBuf, usize> = HashMap::new();
    let mut failures = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        match owners.get(&place(claim)).and_then(|owner| claims.get(*owner)) {
            Some(owner) => failures.extend(formats.iter().map(|format| both(owner, claim, *format, None))),
            None => drop(owners.insert(place(claim), index)),
        }
    }
    for (index, claim) in claims.iter().enumerate() {
        // `map-2.svg` may be the second page of `map.toml`.
        let page = place(claim);
        let page_of = unnumbered(&page).and_then(|(stem, number)| Some((*owners.get(&stem)?, number)));
        if let Some((owner, number)) = page_of
            && let Some(other) = claims.get(owner)
            && number <= pages(owner)
            && pages(owner) > 1
            && pages(index) == 1
        {
            failures.extend(formats.iter().map(|format| both(other, claim, *format, Some(number))));
        }
    }
    failures.extend(under_files(claims, formats, &key));
    failures
}

/// Maps whose pictures would lie in folders that are called like pictures of others.
fn under_files(claims: &[Claim<'_>], formats: &[Format], key: &impl Fn(PathBuf) -> PathBuf) -> Vec<Failure> {
    let mut files: HashMap<PathBuf, &Claim<'_>> = HashMap::new();
    for claim in claims {
        for name in formats.iter().flat_map(|format| claim.place.names(*format, 1)) {
            files.insert(key(claim.place.folder.join(name)), claim);
        }
    }
    let under = |claim: &Claim<'_>| {
        let folder = claim.place.folder.ancestors().find_map(|folder| files.get(&key(folder.to_owned())));
        folder.map(|file| {
            let shown = claim.place.shown.display();
            let (file, map) = (file.map.display(), claim.map.display());
            Failure::new(format!("the picture of `{file}` is called like the folder `{shown}`, where that of `{map}` goes"))
                .help("rename one of them, or build them into different folders")
        })
    };
    claims.iter().filter_map(under).collect()
}

fn both(one: &Claim<'_>, other: &Claim<'_>, format: Format, page: Option<usize>) -> Failure {
    let names = other.place.names(format, 1);
    let picture = other.place.shown.join(names.into_iter().next().unwrap_or_default());
    let of_page = page.map(|page| format!(" (its page {page})")).unwrap_or_default();
    let (one, other) = (one.map.display(), other.map.display());
    Failure::new(format!("`{one}`{of_page} and `{other}` would both be drawn as `{}`", picture.display()))
        .help("rename one of them, or build them into different folders")
}

/// A path without the page's number at its end, and the number.
fn unnumbered(path: &Path) -> Option<(PathBuf, usize)> {
    let name = path.file_name()?.to_str()?;
    let (stem, digits) = name.rsplit_once('-')?;
    Some((path.with_file_name(OsString::from(stem)), page_number(digits.as_bytes())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of maps by their pictures' places; all have so many pages.
    fn found(names: &[&str], folds: bool, pages: usize) -> Vec<String> {
        let places: Vec<Place> = names
            .iter()
            .map(|name| {
                let folder = PathBuf::from("/out").join(Path::new(name).parent().unwrap());
                Place { shown: folder.clone(), folder, stem: Path::new(name).file_name().unwrap().to_owned() }
            })
            .collect();
        let claims: Vec<Claim<'_>> =
            names.iter().zip(&places).map(|(name, place)| Claim { map: Path::new(name), place }).collect();
        let pages = |index: usize| if claims[index].place.stem.to_string_lossy().contains('-') { 1 } else { pages };
        find(&claims, &[Format::Svg], folds, pages).iter().map(|failure| failure.message().to_owned()).collect()
    }

    #[test]
    fn the_same_name_twice() {
        assert_eq!(found(&["a", "b", "a"], false, 1), ["`a` and `a` would both be drawn as `/out/a.svg`"]);
        assert_eq!(found(&["a", "b/a", "A"], false, 1), [] as [&str; 0]);
        assert_eq!(found(&["a", "b/a", "A"], true, 1), ["`a` and `A` would both be drawn as `/out/A.svg`"]);
    }

    #[test]
    fn a_map_that_is_called_like_a_page() {
        let names = ["map-2", "map", "map-02", "map-x"];
        assert_eq!(found(&names, false, 2), ["`map` (its page 2) and `map-2` would both be drawn as `/out/map-2.svg`"]);
        assert_eq!(found(&names, false, 1), [] as [&str; 0]);
    }

    #[test]
    fn a_folder_that_is_called_like_a_picture() {
        let said = "the picture of `a` is called like the folder `/out/a.svg/b`, where that of `a.svg/b/c` goes";
        assert_eq!(found(&["a.svg/b/c", "a"], false, 1), [said]);
    }
}
