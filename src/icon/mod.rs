//! The built-in icons: a selection of [Lucide](https://lucide.dev) found by name or synonym, and five faces.
//!
//! The set is data beside this file: `icons.txt` (names and synonyms, written by hand), `paths.txt` and `index.txt` (made
//! from it by `build.py`). Nothing is read before the first look-up, and a look-up is a binary search in the text itself.
//! The icons' licence is `LICENSE-LUCIDE`.

mod face;
mod fold;
mod mirrored;
mod table;

pub use face::face;
pub use mirrored::mirrored;

use crate::scene::{IconArt, IconPaint, IconShape};
use fold::fold;
use std::sync::Arc;

/// `name TAB synonym, synonym, …`, sorted by name.
const ICONS: &str = include_str!("icons.txt");
/// `name TAB path data`, sorted by name.
const PATHS: &str = include_str!("paths.txt");
/// `folded name or synonym TAB name`, sorted by the first.
const INDEX: &str = include_str!("index.txt");

/// More words of a phrase than this don't name an icon together.
const LONGEST_NAME: usize = 5;
/// More characters without a space between them than this don't name an icon (Chinese, Japanese).
const LONGEST_RUN: usize = 10;

/// The icon of this name or synonym ("phone", "call", "téléphone"); case, accents and separators don't matter.
///
/// Synonyms are in English, French, Spanish, German and Portuguese; the commonest also in Chinese, Japanese and Arabic.
///
/// ```
/// use wayline::icon;
/// assert_eq!(icon::find("phone"), icon::find("Téléphone"));
/// assert_eq!(icon::find("no such thing"), None);
/// ```
pub fn find(name: &str) -> Option<Arc<IconArt>> {
    canonical(name).and_then(art)
}

/// The icon that a phrase names with some of its words ("Website & app", "Physical evidence"), if any.
///
/// The whole phrase is tried first, then fewer and fewer neighbouring words, the first ones first; single words of fewer
/// than three letters don't count. Where there are no spaces between words, parts of the phrase are tried in the same way.
///
/// ```
/// use wayline::icon;
/// assert_eq!(icon::find_in("Website & app"), icon::find("globe"));
/// assert_eq!(icon::find_in("撥打電話"), icon::find("phone"));
/// ```
pub fn find_in(phrase: &str) -> Option<Arc<IconArt>> {
    name_in(phrase).and_then(art)
}

/// The known name nearest to a misspelt one, if any is near: at most one letter in three is wrong.
///
/// Only names and synonyms of at least three letters are compared; the answer is always an icon's own name.
pub fn nearest(name: &str) -> Option<&'static str> {
    let wanted = fold(name);
    let length = wanted.chars().count();
    let mut best = None;
    for line in INDEX.lines() {
        let Some((key, icon)) = line.split_once('\t') else { continue };
        let long = length.max(key.chars().count());
        if long < 3 || long.abs_diff(length) * 3 > long {
            continue;
        }
        let distance = strsim::osa_distance(&wanted, key);
        if distance * 3 <= long && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, icon));
        }
    }
    best.map(|(_, icon)| icon)
}

/// All names, in alphabetical order, each with its synonyms.
pub fn all() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    ICONS.lines().filter_map(|line| line.split_once('\t')).map(|(name, synonyms)| (name, synonyms.split(", ").collect()))
}

/// Lucide's name for any spelling of a name or synonym.
fn canonical(name: &str) -> Option<&'static str> {
    let key = fold(name);
    (!key.is_empty()).then(|| table::find(INDEX, &key)).flatten()
}

/// The outline of an icon by Lucide's name: one line of the picture's colour and width.
fn art(name: &str) -> Option<Arc<IconArt>> {
    let path = table::find(PATHS, name)?;
    let shape = IconShape { stroke: Some((IconPaint::Current, None)), ..IconShape::new(path) };
    Some(Arc::new(IconArt { grid: 24.0, shapes: vec![shape] }))
}

/// Lucide's name of the icon that a phrase names with some of its words.
fn name_in(phrase: &str) -> Option<&'static str> {
    if let Some(name) = canonical(phrase) {
        return Some(name);
    }
    let words: Vec<String> =
        phrase.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).map(fold).filter(|w| !w.is_empty()).collect();
    for count in (1..=words.len().min(LONGEST_NAME)).rev() {
        for some in words.windows(count) {
            let key = some.concat();
            let counts = key.chars().count() > 2 || !key.is_ascii();
            if let Some(name) = counts.then(|| table::find(INDEX, &key).or_else(|| without_ending(&key))).flatten() {
                return Some(name);
            }
        }
    }
    words.iter().filter(|word| word.chars().any(is_unspaced)).find_map(|word| part_of(word))
}

/// The name without an English, French, Spanish or Portuguese plural ending, or an Arabic article.
fn without_ending(key: &str) -> Option<&'static str> {
    let bare = key.strip_suffix(['s', 'x']).filter(|bare| bare.len() > 3).or_else(|| key.strip_prefix("ال"))?;
    table::find(INDEX, bare)
}

/// The longest part of a run without spaces that names an icon; the first of equally long ones. One character is enough
/// only where nothing longer is found.
fn part_of(run: &str) -> Option<&'static str> {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    for count in (1..starts.len().min(LONGEST_RUN + 1)).rev() {
        for (start, end) in starts.iter().zip(starts.iter().skip(count)) {
            if let Some(name) = run.get(*start..*end).and_then(|part| table::find(INDEX, part)) {
                return Some(name);
            }
        }
    }
    None
}

/// Whether a character belongs to a script that is written without spaces between words, or with endings on them.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character is an accent on the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{640}')
}

#[cfg(test)]
mod tests;
