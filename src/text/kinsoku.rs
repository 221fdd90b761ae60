//! What no line begins or ends with, for the places that the line-breaking rules leave to us: inside a word that is wider
//! than its line, and around signs that they treat as letters. (Kinsoku is the name of these rules in Japanese.)

/// Whether a next line may begin at this byte, in need: not before a closing sign nor after an opening one.
pub(super) fn allows(text: &str, at: usize) -> bool {
    let (Some(head), Some(tail)) = (text.get(..at), text.get(at..)) else { return false };
    let mut after = tail.chars();
    match (head.chars().next_back(), after.next()) {
        (Some(before), Some(next)) => !opens(before) && !closes(next, after.next()) && !joins(before) && !joins(next),
        _ => true,
    }
}

/// Whether the words on both sides of a space belong together although the rules would part them: a number and the sign
/// of what it counts, a word and the Thai, Lao or Khmer sign that repeats or shortens it.
pub(super) fn binds(text: &str, at: usize) -> bool {
    let Some(next) = text.get(at..).and_then(|tail| tail.chars().next()) else { return false };
    match next {
        'ๆ' | 'ฯ' | 'ໆ' | 'ຯ' | 'ៗ' => true,
        '%' | '‰' | '°' | '€' | '£' | '¥' | '₺' | '₽' | '₴' | '₪' | '₩' | '₹' | '٪' => {
            let before = text.get(..at).and_then(|head| head.trim_end_matches(' ').chars().next_back());
            before.is_some_and(char::is_numeric)
        }
        _ => false,
    }
}

/// No-break spaces, the no-break hyphen and the word joiner.
fn joins(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}' | '\u{2011}' | '\u{2060}')
}

/// Opening brackets and quotation marks; vowels that are written before the consonant that they follow.
fn opens(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '‘' | '“' | '„' | '‚' | '¿' | '¡' | '（' | '［' | '｛' | '〔' | '〈' | '《' | '「' | '『' | '【' | '〘' | '〖'
            | '〝' | '｟' | '｢' | '︵' | '﴿' | 'เ'..='ไ' | 'ເ'..='ໄ'
    )
}

/// Closing brackets and quotation marks, stops; small kana, marks of length and repetition; vowels that are written after
/// their consonant. A stop between letters, as in an address, closes nothing.
fn closes(c: char, next: Option<char>) -> bool {
    match c {
        '.' | ',' | ':' | ';' | '!' | '?' => !next.is_some_and(char::is_alphanumeric),
        _ => matches!(
            c,
            ')' | ']'
                | '}'
                | '’'
                | '”'
                | '›'
                | '»'
                | '…'
                | '%'
                | '‰'
                | '٪'
                | '،'
                | '؛'
                | '؟'
                | '۔'
                | '।'
                | '॥'
                | '၊'
                | '။'
                | '។'
                | '៕'
                | '、'
                | '。'
                | '，'
                | '．'
                | '・'
                | '：'
                | '；'
                | '！'
                | '？'
                | '）'
                | '］'
                | '｝'
                | '〕'
                | '〉'
                | '》'
                | '」'
                | '』'
                | '】'
                | '〙'
                | '〗'
                | '〟'
                | '｠'
                | '｡'
                | '｣'
                | '､'
                | '･'
                | 'ｰ'
                | 'ｧ'
                ..='ｯ'
                    | 'ﾞ'
                    | 'ﾟ'
                    | '％'
                    | 'ー'
                    | '々'
                    | '〻'
                    | 'ゝ'
                    | 'ゞ'
                    | 'ヽ'
                    | 'ヾ'
                    | 'ぁ'
                    | 'ぃ'
                    | 'ぅ'
                    | 'ぇ'
                    | 'ぉ'
                    | 'っ'
                    | 'ゃ'
                    | 'ゅ'
                    | 'ょ'
                    | 'ゎ'
                    | 'ァ'
                    | 'ィ'
                    | 'ゥ'
                    | 'ェ'
                    | 'ォ'
                    | 'ッ'
                    | 'ャ'
                    | 'ュ'
                    | 'ョ'
                    | 'ヮ'
                    | 'ヵ'
                    | 'ヶ'
                    | 'ะ'
                    | 'า'
                    | 'ำ'
                    | 'ๅ'
                    | 'ๆ'
                    | 'ฯ'
                    | 'ະ'
                    | 'າ'
                    | 'ຳ'
                    | 'ໆ'
                    | 'ຯ'
                    | 'ៗ'
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stay_with_what_they_close_or_open() {
        let first = |text: &str| text.chars().next().map_or(0, char::len_utf8);
        for text in ["a)", "「あ", "あー", "เก", "กา", "a!", "a.", "“a", "值）"] {
            assert!(!allows(text, first(text)), "{text}");
        }
        for text in ["ab", "あい", "e.g", "กข", ")a", ""] {
            assert!(allows(text, first(text)), "{text}");
        }
    }

    #[test]
    fn numbers_keep_their_signs() {
        assert!(binds("10 %", 3) && binds("ครั้ง ๆ", "ครั้ง ".len()) && binds("٢٥ ٪", 5));
        assert!(!binds("ten %", 4) && !binds("10 a", 3) && !binds("10 ", 3));
    }
}
