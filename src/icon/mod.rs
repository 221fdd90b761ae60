//! The built-in icons: Lucide's, found by name or synonym.

use crate::scene::IconArt;
use std::sync::Arc;

/// The icon of this name or synonym ("phone", "call", "téléphone"); case, accents and separators don't matter.
pub fn find(_name: &str) -> Option<Arc<IconArt>> {
    todo!()
}

/// The icon that a phrase names with one of its words ("Website & app", "Physical evidence"), if any.
pub fn find_in(_phrase: &str) -> Option<Arc<IconArt>> {
    todo!()
}

/// The known name nearest to a misspelt one.
pub fn nearest(_name: &str) -> Option<&'static str> {
    todo!()
}

/// All names, in alphabetical order, each with its synonyms.
pub fn all() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    std::iter::empty()
}
