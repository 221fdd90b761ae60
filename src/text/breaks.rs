//! Where a line may break.

use super::kinsoku;
use super::unicode::{east_asian, is_of_dictionary, needs_dictionary};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakWordOption};

/// The bytes at which a next line may start (<https://www.unicode.org/reports/tr14/>, strict), the text's end included.
/// Korean breaks between words only; `is_grapheme` keeps emoji and marks whole.
pub(super) fn opportunities(text: &str, korean: bool, is_grapheme: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut breaks = simple(text, korean).unwrap_or_else(|| segmented(text, korean, is_grapheme));
    breaks.retain(|&at| !kinsoku::binds(text, at));
    breaks
}

fn segmented(text: &str, korean: bool, is_grapheme: impl Fn(usize) -> bool) -> Vec<usize> {
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

/// The same for a text of Latin words, numbers and signs in their usual places, which most are: after spaces, and after a
/// hyphen or slash between letters (not where Korean words are kept whole). `None` if a sign stands where the rules are less simple.
fn simple(text: &str, korean: bool) -> Option<Vec<usize>> {
    let letter = |c: Option<char>| c.is_some_and(|c| c < '\u{250}' && c.is_alphabetic());
    let word = |c: Option<char>| letter(c) || c.is_some_and(|c| c.is_ascii_digit() || "&*@#=_~".contains(c));
    let stop = |c: Option<char>| matches!(c, None | Some(' ' | '.' | ',' | ':' | ';' | '!' | '?' | ')'));
    let mut breaks = Vec::with_capacity(text.len() / 4);
    let mut before = None;
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        let after = characters.clone().next().map(|(_, c)| c);
        let usual = match c {
            ' ' => word(after) || matches!(after, Some('(' | '–' | '%')),
            '.' | ',' | ':' | ';' => before.is_some_and(|c| c != ' ') && (stop(after) || word(after)),
            '!' | '?' => before.is_some_and(|c| c != ' ') && stop(after),
            '-' | '/' => !korean && letter(before) && letter(after),
            '\'' | '’' => letter(before) && letter(after),
            '(' => matches!(before, None | Some(' ')) && word(after),
            ')' => word(before) && stop(after),
            '%' => before.is_some_and(|c| c == ' ' || c.is_ascii_digit()) && stop(after),
            '…' => word(before) && matches!(after, None | Some(' ')),
            '–' => before == Some(' ') && after == Some(' '),
            _ => word(Some(c)),
        };
        if !usual {
            return None;
        }
        if matches!(c, ' ' | '-' | '/') {
            breaks.push(at + 1);
        }
        before = Some(c);
    }
    if !text.is_empty() {
        breaks.push(text.len());
    }
    Some(breaks)
}

/// Whether a long identifier or address may rather be broken here than anywhere: after a separator (not inside a number),
/// before the capital of a "camelCase" word, or between Latin and a script that writes no spaces.
pub(super) fn is_soft(text: &str, at: usize) -> bool {
    let (Some(head), Some(tail)) = (text.get(..at), text.get(at..)) else { return false };
    let (Some(before), Some(after)) = (head.chars().next_back(), tail.chars().next()) else { return false };
    if "/_-.@:?&=#%+~,;\\".contains(before) {
        let number = after.is_numeric() && head.chars().rev().nth(1).is_some_and(char::is_numeric);
        return after.is_alphanumeric() && !number;
    }
    (before.is_lowercase() && after.is_uppercase())
        || (is_of_dictionary(before) != is_of_dictionary(after) && before.is_alphanumeric() && after.is_alphanumeric())
}

/// Whether a line that ends here probably ends inside a Chinese or Japanese word: between two of its characters, where
/// none is a sign, or inside a range of numbers. Japanese words begin with Han characters or katakana after the hiragana that end the word before.
pub(super) fn is_inside_word(text: &str, at: usize) -> bool {
    let (Some(head), Some(tail)) = (text.get(..at), text.get(at..)) else { return false };
    let (Some(before), Some(after)) = (head.chars().next_back(), tail.chars().next()) else { return false };
    let is_hiragana = |c: char| matches!(c, '\u{3041}'..='\u{309F}');
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, 'ー' | '々');
    if matches!(before, '～' | '〜') && after.is_numeric() {
        return true;
    }
    if !is_letter(before) || !is_letter(after) || (east_asian(before).is_none() && east_asian(after).is_none()) {
        return false;
    }
    // A particle or an ending belongs to what stands before it, Latin words included.
    is_hiragana(after) || (!is_hiragana(before) && east_asian(before).is_some() && east_asian(after).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_chinese_and_japanese_are_guessed() {
        let inside = |before: &str, after: &str| is_inside_word(&format!("{before}{after}"), before.len());
        for (before, after) in [("接", "觸"), ("書", "い"), ("スタ", "ッフ"), ("LINE", "で"), ("か", "ら"), ("コー", "ド")]
        {
            assert!(inside(before, after), "{before}|{after}");
        }
        for (before, after) in
            [("を", "書く"), ("/", "員"), ("，", "下"), ("網站", "（"), ("用", "LINE"), ("a ", "b"), ("付款", "20")]
        {
            assert!(!inside(before, after), "{before}|{after}");
        }
    }

    #[test]
    fn simple_texts_break_where_the_full_rules_say() {
        for text in
            ["Compare prices, online (in-store).", "Qu’est-ce qu'il y a…", "10 % of 7.5 – Is it? Yes/No: a_b", "", "A & B, #3"]
        {
            assert_eq!(
                simple(text, false).as_deref(),
                Some(&*segmented(text, false, |at| text.is_char_boundary(at))),
                "{text:?}"
            );
        }
        let bits = "a b c D É ß ÿ 1 23 9 & * @ # = _ ~ . , : ; ! ? - / ' ’ ( ) % … –".split(' ').collect::<Vec<_>>();
        let mut seed = 0x9E37_79B9_7F4A_7C15u64;
        let mut below = |limit: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed % limit as u64) as usize
        };
        let mut tried = 0;
        for _ in 0..60_000 {
            let bit = |below: &mut dyn FnMut(usize) -> usize| match below(4) {
                0 => " ",
                1 => "x",
                _ => bits[below(bits.len())],
            };
            let text: String = (0..1 + below(9)).map(|_| bit(&mut below)).collect();
            let text = text.trim();
            for korean in [false, true] {
                let Some(quick) = simple(text, korean) else { continue };
                assert_eq!(quick, segmented(text, korean, |_| true), "{text:?} {korean}");
                tried += 1;
            }
        }
        assert!(tried > 5000, "{tried}");
    }
}
