//! Sentences in which wayline's words and the map's texts are kept apart, as only the latter are somebody else's.

use crate::diff::Run;

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// wayline's own words.
    Words(String),
    /// A name, or another short text of the map, as it stands there.
    Name(String),
    /// A text of the old revision, in quotation marks.
    Old(Vec<Run>),
    /// A text of the new revision, in quotation marks.
    New(Vec<Run>),
}

pub(super) type Sentence = Vec<Piece>;

pub(super) fn words(words: impl Into<String>) -> Piece {
    Piece::Words(words.into())
}

pub(super) fn name(name: &str) -> Piece {
    Piece::Name(name.to_owned())
}

/// A text of the old revision that has no other to be compared with.
pub(super) fn old(text: &str) -> Piece {
    Piece::Old(whole(text))
}

/// A text of the new revision that has no other to be compared with.
pub(super) fn new(text: &str) -> Piece {
    Piece::New(whole(text))
}

fn whole(text: &str) -> Vec<Run> {
    vec![Run { text: text.to_owned(), differs: false }]
}
