//! Where a line may break.

use super::unicode::needs_dictionary;
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakWordOption};

/// The bytes at which a next line may start (<https://www.unicode.org/reports/tr14/>, strict), the text's end included.
/// Korean breaks between words only; `is_grapheme` keeps emoji and marks whole.
pub(super) fn opportunities(text: &str, korean: bool, is_grapheme: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut options = LineBreakOptions::default();
    if korean {
        options.word_option = Some(LineBreakWordOption::KeepAll);
    }
    let segmenter = if needs_dictionary(text) {
        LineSegmenter::new_dictionary(options)
    } else {
        LineSegmenter::new_for_non_complex_scripts(options)
    };
    segmenter.segment_str(text).filter(|&at| at > 0 && is_grapheme(at)).collect()
}

/// Whether a long identifier or address may rather be broken here than anywhere: after a separator, or before the
/// capital of a "camelCase" word.
pub(super) fn is_soft(text: &str, at: usize) -> bool {
    let (Some(head), Some(tail)) = (text.get(..at), text.get(at..)) else { return false };
    let (Some(before), Some(after)) = (head.chars().next_back(), tail.chars().next()) else { return false };
    (after.is_alphanumeric() && "/_-.@:?&=#%+~,;\\".contains(before)) || (before.is_lowercase() && after.is_uppercase())
}
