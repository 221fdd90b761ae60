//! Texts in columns of a terminal, by the room that their characters take there.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns of a terminal that a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// A text in at most this many columns: what is cut off ends in `…`.
pub(super) fn cut(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut shown = String::new();
    let mut taken = 0;
    for letter in text.graphemes(true) {
        taken += width(letter);
        if taken >= most {
            break;
        }
        shown.push_str(letter);
    }
    shown.truncate(shown.trim_end().len());
    shown.push('…');
    shown
}

/// A text with as many spaces after it as fill its column.
pub(super) fn filled(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// A text in lines of at most so many columns, broken between words.
pub(super) fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_word_bounds() {
            if !line.is_empty() && width(&line) + width(word.trim_end()) > most {
                line.truncate(line.trim_end().len());
                lines.push(std::mem::take(&mut line));
            }
            if !(line.is_empty() && word.trim().is_empty()) {
                line.push_str(word);
            }
        }
        line.truncate(line.trim_end().len());
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_stays_whole_letters() {
        assert_eq!(cut("Running shoes", 13), "Running shoes");
        assert_eq!(cut("Running shoes", 12), "Running sho…");
        assert_eq!(cut("Running shoes", 9), "Running…");
        assert_eq!(cut("買跑鞋的旅程", 7), "買跑鞋…");
        assert_eq!(cut("買跑鞋的旅程", 6), "買跑…");
        assert_eq!(cut("e\u{301}te\u{301}s", 3), "e\u{301}t…");
        assert_eq!(cut("👩‍👩‍👧 family", 4), "👩‍👩‍👧…");
    }

    #[test]
    fn columns_are_as_wide_as_they_look() {
        for (text, columns) in [("abc", 3), ("買鞋", 4), ("e\u{301}", 1), ("حذاء", 4), ("👩‍👩‍👧", 2), ("a\u{200B}b", 2)]
        {
            assert_eq!(width(text), columns, "{text}");
            assert_eq!(width(&filled(text, 8)), 8, "{text}");
        }
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrapped("one two, three\nfour", 8), ["one two,", "three", "four"]);
        assert_eq!(wrapped("結帳拆成兩個", 6), ["結帳拆", "成兩個"]);
        assert_eq!(wrapped("unbreakable", 4), ["unbreakable"]);
    }
}
