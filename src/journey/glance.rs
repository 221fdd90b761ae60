//! A quick look at a text, byte by byte: whether it is so short and so shallow that nothing in it can be too much. Most
//! journeys are; they need not be taken apart twice.

use super::gauge::{KINDS, TABLE};
use crate::limits;
use memchr::{memchr, memchr3};

/// A text of so many bytes has not too many parts even if each of them were a table.
const SHORT: usize = limits::PARTS.most / (TABLE + 1);

/// Whether a text is surely within the limits that [`readable`](super::gauge::readable) measures. Where this says no, it may
/// be so all the same.
pub(super) fn is_modest(source: &str) -> bool {
    source.len() <= SHORT && deepest(source.as_bytes()).is_some_and(|levels| !limits::NESTING.is_exceeded_by(levels))
}

/// So many headings are not too many of any kind.
fn fewest() -> usize {
    KINDS.iter().map(|(_, limit)| limit.most).min().unwrap_or_default()
}

/// At least as many levels as tables and lists stand in one another; `None` where that takes a closer look: texts of several
/// lines, brackets that don't match or are many, many headings.
fn deepest(source: &[u8]) -> Option<usize> {
    let mut structure = Structure::default();
    let mut is_line_start = true;
    let mut rest = source;
    while let [byte, after @ ..] = rest {
        rest = match byte {
            b' ' | b'\t' | b'\r' => {
                rest = after;
                continue;
            }
            b'"' | b'\'' => after_text(*byte, after)?,
            b'#' => after.get(memchr(b'\n', after).unwrap_or(after.len())..)?,
            b'[' | b'{' => {
                structure.headings += usize::from(*byte == b'[' && is_line_start);
                structure.open(if *byte == b'[' { b']' } else { b'}' })?;
                after
            }
            b']' | b'}' => {
                structure.close(*byte)?;
                after
            }
            b'.' => {
                structure.dot();
                after
            }
            b'=' | b',' | b'\n' => {
                structure.dots = 0;
                after
            }
            _ => after_word(after)?,
        };
        is_line_start = *byte == b'\n';
    }
    structure.levels()
}

/// What comes after a text that begins with this quote; `None` where it does not end on its line, or may have several.
fn after_text(quote: u8, mut rest: &[u8]) -> Option<&[u8]> {
    if rest.starts_with(&[quote, quote]) {
        return None;
    }
    loop {
        let at = memchr3(quote, b'\\', b'\n', rest)?;
        let [byte, after @ ..] = rest.get(at..)? else { return None };
        match *byte {
            b'\n' => return None,
            byte if byte == quote => return Some(after),
            // in the other quotes a backslash is itself
            _ if quote == b'"' => rest = after.get(1..)?,
            _ => rest = after,
        }
    }
}

/// What comes after a word whose first byte is read. A quote in it is a part of it, as a rule one that lacks its beginning:
/// then `None`.
fn after_word(rest: &[u8]) -> Option<&[u8]> {
    let end = rest.iter().position(|byte| ends_word(*byte)).unwrap_or(rest.len());
    let rest = rest.get(end..)?;
    (!rest.starts_with(b"\"") && !rest.starts_with(b"'")).then_some(rest)
}

/// Whether a byte ends a word, or doesn't belong into one.
fn ends_word(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'.' | b'=' | b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'"' | b'\'')
}

/// Brackets inside one another that are looked at.
const BRACKETS: usize = 16;

/// What stands in what, as far as it was read.
#[derive(Default)]
struct Structure {
    /// Open brackets, by what closes them.
    open: [u8; BRACKETS],
    /// How many they are, and were at most.
    brackets: usize,
    most_brackets: usize,
    /// Dots since the name began that is being read, and at most.
    dots: usize,
    most_dots: usize,
    /// Lines that begin with a bracket.
    headings: usize,
}

impl Structure {
    fn open(&mut self, closing: u8) -> Option<()> {
        *self.open.get_mut(self.brackets)? = closing;
        self.brackets += 1;
        self.most_brackets = self.most_brackets.max(self.brackets);
        self.dots = 0;
        Some(())
    }

    fn close(&mut self, closing: u8) -> Option<()> {
        self.brackets = self.brackets.checked_sub(1)?;
        self.dots = 0;
        (self.open.get(self.brackets) == Some(&closing)).then_some(())
    }

    fn dot(&mut self) {
        self.dots += 1;
        self.most_dots = self.most_dots.max(self.dots);
    }

    /// The most levels that there can be: names of a heading, of the key before each bracket and of the key inside, and the
    /// brackets.
    fn levels(&self) -> Option<usize> {
        let names = self.most_dots + 1;
        (self.headings <= fewest()).then_some(names + self.most_brackets * (names + 1) + names)
    }
}

#[cfg(test)]
mod tests {
    use super::super::gauge;
    use super::*;

    #[test]
    fn a_usual_journey_is_modest() {
        let source = include_str!("../../examples/conference-40.toml");
        assert!(is_modest(source), "{:?} levels", deepest(source.as_bytes()));
    }

    #[test]
    fn what_is_deep_or_unclear_is_looked_at_closely() {
        let most = limits::NESTING.most;
        let deep = |part: &str, count: usize| part.repeat(count);
        for source in [
            deep("[", BRACKETS + 1),
            format!("x = {}1{}", deep("[", BRACKETS + 1), deep("]", BRACKETS + 1)),
            format!("a{} = 1", deep(".a", most)),
            format!("[a{}]", deep(".a", most)),
            format!("x = [ {}", deep("{ a.b.c.d.e.f = [", 5)),
            "x = [ }".into(),
            "x = ]".into(),
            "x = \"\"\"\n[[[\"\"\"".into(),
            "x = \"open\n".into(),
            "x = a\"[[[[[[[\" \n".into(),
            "[[stage]]\n".repeat(fewest() + 1),
            "x".repeat(SHORT + 1),
        ] {
            assert!(!is_modest(&source), "{}", source.chars().take(60).collect::<String>());
        }
    }

    #[test]
    fn what_is_modest_is_not_too_much_at_a_closer_look() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let (mut modest, mut all) = (0, 0);
        for folder in ["tests/bad", "tests/suite", "tests/regressions", "examples"] {
            for entry in std::fs::read_dir(root.join(folder)).unwrap() {
                let Ok(source) = std::fs::read_to_string(entry.unwrap().path()) else { continue };
                all += 1;
                if is_modest(&source) {
                    modest += 1;
                    assert!(gauge::measured(&source).is_ok(), "{source}");
                }
            }
        }
        assert!(modest > 300 && modest < all, "{modest} of {all}");
    }

    #[test]
    fn what_is_in_texts_and_comments_is_not_deep() {
        let brackets = "[{.".repeat(100);
        for source in [
            format!("x = \"{brackets}\\\"{brackets}\""),
            format!("x = '{brackets}\\' # {brackets}\ny = [1]"),
            format!("# {brackets}\nx = {{ a = 1.5, b = [1.5, 2.5] }}"),
        ] {
            assert!(is_modest(&source), "{source}");
        }
    }
}
