//! Which way a text runs.

use super::unicode::may_be_rtl;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Whether the base direction of a text is right to left.
///
/// In a map that is written from right to left every text is that has such a letter, or no letter at all: a label that
/// begins with the name of a product is no English sentence. In another map only those texts are that begin with such a
/// letter and have more of these than others: a quotation in Arabic, but no English sentence that begins with an Arabic name.
pub(super) fn is_rtl(text: &str, rtl_language: bool) -> bool {
    if !rtl_language && !may_be_rtl(text) {
        return false;
    }
    let strong = || text.chars().filter_map(strong_direction);
    let (of_all, rtl) = (strong().count(), strong().filter(|&rtl| rtl).count());
    if rtl_language { rtl > 0 || of_all == 0 } else { strong().next() == Some(true) && rtl * 2 > of_all }
}

/// The embedding level of each byte of a text (<https://www.unicode.org/reports/tr9/>), if anything in it may run from right
/// to left.
///
/// In a text from left to right, words from right to left are isolated from the numbers and signs beside them, as the
/// algorithm lets higher protocols do: "225 درهم + 5 %" stays in this order. Not where the author has put marks of direction.
pub(super) fn levels(text: &str, rtl: bool) -> Option<Vec<Level>> {
    if !rtl && !may_be_rtl(text) {
        return None;
    }
    if rtl || text.chars().any(is_control) {
        return Some(BidiInfo::new(text, Some(if rtl { Level::rtl() } else { Level::ltr() })).levels);
    }
    let mut levels = vec![Level::ltr(); text.len()];
    let mut open: Option<(usize, usize)> = None;
    let mut isolate = |words: Option<(usize, usize)>| {
        let Some((start, end)) = words else { return };
        let inner = text.get(start..end).map(|words| BidiInfo::new(words, Some(Level::rtl())).levels);
        for (level, inner) in levels.iter_mut().skip(start).zip(inner.unwrap_or_default()) {
            *level = inner;
        }
    };
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match (strong_direction(c), &mut open) {
            (Some(true), Some((_, last))) => *last = end,
            (Some(true), None) => open = Some((at, end)),
            (Some(false), _) => isolate(open.take()),
            // Marks belong to the letter before them.
            (None, Some((_, last))) if *last == at && bidi_class(c) == BidiClass::NSM => *last = end,
            (None, _) => {}
        }
    }
    isolate(open);
    Some(levels)
}

/// The direction of a letter, `true` from right to left; nothing for digits and signs.
fn strong_direction(c: char) -> Option<bool> {
    match bidi_class(c) {
        BidiClass::L => Some(false),
        BidiClass::R | BidiClass::AL => Some(true),
        _ => None,
    }
}

/// Marks, embeddings, overrides and isolates.
fn is_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_decides_and_then_most_letters() {
        for (text, in_arabic, in_english) in [
            ("iPhone 17 بسعر جيد", true, false),
            ("نون delivers fast", true, false),
            ("أفضل قهوة في Dubai!", true, true),
            ("Apple Pay!", false, false),
            ("123", true, false),
            ("שלום", true, true),
        ] {
            assert_eq!((is_rtl(text, true), is_rtl(text, false)), (in_arabic, in_english), "{text}");
        }
    }

    /// The levels of a text's characters.
    fn digits(text: &str, rtl: bool) -> String {
        let levels = levels(text, rtl).unwrap();
        text.char_indices().map(|(at, _)| char::from(b'0' + levels[at].number())).collect()
    }

    #[test]
    fn numbers_beside_foreign_words_stay_where_they_are() {
        assert_eq!(levels("225 AED + 5%", false), None);
        assert_eq!(digits("a דב + 5%", false), "001100000");
        assert_eq!(digits("a דב 12 דב 5", false), "001112211100");
        assert_eq!(digits("a שָ, b", false), "0011000");
        assert_eq!(digits("דב 5 a", true), "111212");
        // The author's own mark is obeyed.
        assert_eq!(digits("a דב 5\u{200F}", false), "0011121");
    }
}
