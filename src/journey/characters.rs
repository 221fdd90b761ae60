//! Which characters a text may hold, how many of them, and what they may do to their neighbours.

use crate::diagnostic::{Diagnostic, Span};
use crate::limits;
use unicode_bidi::{BidiClass, bidi_class};

/// Whether a text may stand in a journey. `source` is the TOML that it was written as, at `span`.
pub(super) fn check(text: &str, key: &str, span: Span, source: &str) -> Result<(), Box<Diagnostic>> {
    // Most texts are short, and have nothing but letters.
    if text.len() <= limits::LABEL.most && text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Ok(());
    }
    // Literal characters are shown where they are; escaped ones by their whole string.
    let place = |bad: char| match source.find(bad) {
        Some(offset) => span.start + offset..span.start + offset + bad.len_utf8(),
        None => span.clone(),
    };
    if let Some(bad) = text.chars().find(|&c| is_forbidden(c)) {
        let message = format!("`{key}` contains {}", forbidden(bad));
        return Err(Box::new(Diagnostic::error("forbidden-character", message).at(place(bad)).help("remove it")));
    }
    let length = text.chars().count();
    if limits::LABEL.is_exceeded_by(length) {
        let message = format!("`{key}` has {length} characters, and a text at most {}", limits::LABEL);
        return Err(Box::new(Diagnostic::error("over-limit", message).at(span)));
    }
    if let Some(mark) = mark_too_many(text) {
        let message = format!("`{key}` has more than {} on one letter", limits::MARKS);
        return Err(Box::new(Diagnostic::error("over-limit", message).at(place(mark)).help("they would cover what is around")));
    }
    Ok(())
}

/// What XML 1.0 forbids or discourages (section 2.2), what no text has (noncharacters, marks of interlinear annotation), and
/// what overrides the direction of text.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{202D}' | '\u{202E}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFF9}'..='\u{FFFB}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// What a forbidden character is.
fn forbidden(c: char) -> String {
    let code = u32::from(c);
    match c {
        '\u{202D}' | '\u{202E}' => format!("U+{code:04X}, which makes text read otherwise than it is written"),
        _ if c.is_control() => format!("the control character U+{code:04X}, which no SVG may contain"),
        '\u{FFF9}'..='\u{FFFB}' => format!("U+{code:04X}, a mark of annotations, which no SVG may contain"),
        _ => format!("U+{code:04X}, which is no character and which no SVG may contain"),
    }
}

/// The first mark that is one too many on its letter.
fn mark_too_many(text: &str) -> Option<char> {
    let mut marks = 0;
    text.chars().find(|&c| {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        limits::MARKS.is_exceeded_by(marks)
    })
}

/// Whether a character combines with the one before it: all that have no direction of their own (Unicode's categories Mn and
/// Me), and tone marks and note stems, which have a place beside their letter but the same work.
fn is_mark(c: char) -> bool {
    bidi_class(c) == BidiClass::NSM || matches!(c, '\u{302E}'..='\u{302F}' | '\u{1D165}'..='\u{1D172}')
}

/// Whether nothing is to be seen of a character: white space, and the format characters (Unicode's category Cf), which only
/// act on their neighbours.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

/// A text whose controls of direction act on itself alone: those that it opens are closed, those that close nothing are
/// left out, and the whole is isolated from whatever it is set beside (UAX #9, section 2.4).
pub(super) fn isolated(text: String) -> String {
    if !text.chars().any(|c| matches!(c, '\u{202A}'..='\u{202C}' | '\u{2066}'..='\u{2069}')) {
        return text;
    }
    const ISOLATE: char = '\u{2068}';
    const END_OF_ISOLATE: char = '\u{2069}';
    const END_OF_EMBEDDING: char = '\u{202C}';
    let mut closers = vec![END_OF_ISOLATE];
    let mut balanced = String::from(ISOLATE);
    for c in text.chars() {
        match c {
            '\u{202A}' | '\u{202B}' => closers.push(END_OF_EMBEDDING),
            '\u{2066}'..='\u{2068}' => closers.push(END_OF_ISOLATE),
            END_OF_EMBEDDING | END_OF_ISOLATE => {
                // The isolate around the whole is not the text's to end.
                if closers.len() < 2 || closers.last() != Some(&c) {
                    continue;
                }
                closers.pop();
            }
            _ => {}
        }
        balanced.push(c);
    }
    balanced.extend(closers.into_iter().rev());
    balanced
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<&'static str> {
        check(text, "label", 0..text.len(), text).err().map(|error| error.code)
    }

    #[test]
    fn forbidden_characters() {
        for c in "\u{0}\u{7}\u{1b}\u{7f}\u{9b}\u{fffe}\u{1ffff}\u{fdd0}\u{fff9}\u{202e}".chars() {
            assert_eq!(code(&format!("a{c}b")), Some("forbidden-character"), "U+{:04X}", u32::from(c));
        }
        assert_eq!(code("a\n\t\u{A0}\u{200f}\u{2067}é"), None);
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(code(&"é".repeat(10_000)), None);
        assert_eq!(code(&"é".repeat(10_001)), Some("over-limit"));
    }

    #[test]
    fn a_letter_carries_so_many_marks() {
        let marked = |n| format!("e{}x", "\u{301}".repeat(n));
        assert_eq!(code(&marked(64)), None);
        assert_eq!(code(&marked(65)), Some("over-limit"));
    }

    #[test]
    fn directions_end_with_the_text_and_stay_inside() {
        let isolated = |text: &str| isolated(text.to_owned());
        assert_eq!(isolated("a\u{200F}b"), "a\u{200F}b");
        assert_eq!(isolated("a\u{2067}b"), "\u{2068}a\u{2067}b\u{2069}\u{2069}");
        assert_eq!(isolated("b\u{2069}c\u{202C}"), "\u{2068}bc\u{2069}");
        assert_eq!(isolated("\u{2066}\u{202B}x\u{2069}y"), "\u{2068}\u{2066}\u{202B}xy\u{202C}\u{2069}\u{2069}");
    }

    #[test]
    fn what_nobody_sees() {
        assert!("\u{200B}\u{2067}\u{FEFF} \u{AD}".chars().all(is_invisible));
        assert!(!is_invisible('.'));
    }
}
