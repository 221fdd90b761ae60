//! A quick look at a text, byte by byte: whether it is so short and so shallow that nothing in it can be too much. Most
//! journeys are; they need not be taken apart twice.

use super::gauge::{KINDS, TABLE};
use crate::limits;

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

/// Brackets inside one another that are looked at.
const BRACKETS: usize = 16;

/// At least as many levels as tables and lists stand in one another; `None` where that takes a closer look: texts of several
/// lines, brackets that don't match or are many, many headings.
fn deepest(source: &[u8]) -> Option<usize> {
    // open brackets, by what closes them
    let (mut open, mut count, mut most) = ([0_u8; BRACKETS], 0_usize, 0_usize);
    // dots since the name began that is being read
    let (mut dots, mut most_dots) = (0_usize, 0_usize);
    let (mut headings, mut is_line_start, mut is_in_word) = (0_usize, true, false);
    let mut bytes = source.iter().copied().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' | b'\'' => {
                let rest = source.get(at..).unwrap_or_default();
                // TOML takes a quote in a word for a part of it
                if is_in_word || rest.starts_with(b"\"\"\"") || rest.starts_with(b"'''") {
                    return None;
                }
                let mut is_escaped = false;
                let is_end = |c: u8, is_escaped: &mut bool| {
                    let ends = c == b'\n' || c == byte && !*is_escaped;
                    *is_escaped = byte == b'"' && c == b'\\' && !*is_escaped;
                    ends
                };
                let (_, end) = bytes.find(|(_, c)| is_end(*c, &mut is_escaped))?;
                if end == b'\n' {
                    return None;
                }
            }
            b'#' => {
                // a comment's end is a line's
                bytes.find(|(_, c)| *c == b'\n');
                (dots, is_line_start, is_in_word) = (0, true, false);
                continue;
            }
            b'[' | b'{' => {
                headings += usize::from(byte == b'[' && is_line_start);
                *open.get_mut(count)? = if byte == b'[' { b']' } else { b'}' };
                count += 1;
                most = most.max(count);
                dots = 0;
            }
            b']' | b'}' => {
                count = count.checked_sub(1)?;
                if open.get(count) != Some(&byte) {
                    return None;
                }
                dots = 0;
            }
            b'.' => {
                dots += 1;
                most_dots = most_dots.max(dots);
            }
            b'=' | b',' | b'\n' => dots = 0,
            _ => {}
        }
        is_in_word =
            !matches!(byte, b'.' | b'=' | b',' | b'[' | b']' | b'{' | b'}' | b' ' | b'\t' | b'\r' | b'\n' | b'"' | b'\'');
        is_line_start = byte == b'\n' || is_line_start && matches!(byte, b' ' | b'\t');
    }
    // the names of the heading, of the key before each bracket and of the key inside, and the brackets
    let names = most_dots + 1;
    (headings <= fewest()).then_some(names + most * (names + 1) + names)
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
