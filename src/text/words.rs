//! Places of the parts of a line that not every viewer would put together alike.
//!
//! Inkscape 1.2 lays the pieces of a line with both directions out from left to right, whatever the isolates around them
//! say; a piece of one direction is right in every viewer.

use super::fonts::Choice;
use super::paragraph::Paragraph;
use super::unicode::Ruled;
use crate::scene::Word;
use std::borrow::Cow;
use std::ops::Range;
use unicode_bidi::{BidiInfo, Level};

/// A word, the spaces after one, or an emoji.
struct Part {
    range: Range<usize>,
    level: u8,
    kind: Kind,
    x: f64,
    width: f64,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Letters,
    Space,
    Symbol,
}

/// The parts of a line with their places, if it has both directions or emoji beside other text.
pub(super) fn of(paragraph: &Paragraph, line: Range<usize>, width: impl Fn(Range<usize>) -> f64) -> Option<Vec<Word>> {
    let has_symbols = || paragraph.runs_in(&line).iter().any(|run| is_symbol(run.choice));
    if !paragraph.bidi && !has_symbols() {
        return None;
    }
    let mut parts = parts(paragraph, &line);
    let levels: Vec<_> = parts.iter().map(|part| Level::new(part.level).unwrap_or_else(|_| Level::ltr())).collect();
    let mut pen = 0.0;
    for number in BidiInfo::reorder_visual(&levels) {
        if let Some(part) = parts.get_mut(number) {
            (part.x, part.width) = (pen, width(part.range.clone()));
            pen += part.width;
        }
    }
    let mut words = join(parts, line.start);
    for word in &mut words {
        word.families = paragraph.families(line.start + word.range.start..line.start + word.range.end);
    }
    // A piece alone needs no place of its own, unless it runs against the line.
    (words.len() > 1 || words.iter().any(|word| word.emoji || word.rtl != paragraph.rtl)).then_some(words)
}

fn is_symbol(choice: Choice) -> bool {
    matches!(choice, Choice::Ruled(Ruled::Symbol, _))
}

/// The smallest parts in logical order, not yet placed.
fn parts(paragraph: &Paragraph, line: &Range<usize>) -> Vec<Part> {
    let mut parts = Vec::new();
    for run in paragraph.runs_in(line) {
        let (mut start, last) = (run.start.max(line.start), run.end.min(line.end));
        while start < last {
            let is_space = |at: usize| paragraph.text.as_bytes().get(at) == Some(&b' ');
            let (kind, end) = if is_symbol(run.choice) {
                (Kind::Symbol, (start + 1..last).find(|&at| paragraph.is_grapheme(at)))
            } else if is_space(start) {
                (Kind::Space, (start + 1..last).find(|&at| !is_space(at)))
            } else {
                (Kind::Letters, (start + 1..last).find(|&at| is_space(at)))
            };
            let end = end.unwrap_or(last);
            parts.push(Part { range: start..end, level: run.level, kind, x: 0.0, width: 0.0 });
            start = end;
        }
    }
    parts
}

/// Words of one level that stand side by side become one, with the spaces between them.
fn join(parts: Vec<Part>, line_start: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    // The level of the last word, while another may be joined to it.
    let mut open = None;
    for part in parts {
        let rtl = part.level % 2 == 1;
        match part.kind {
            Kind::Space if open == Some(part.level) => {}
            Kind::Space => open = None,
            Kind::Letters | Kind::Symbol => {
                let range = part.range.start - line_start..part.range.end - line_start;
                match words.last_mut() {
                    Some(word) if open == Some(part.level) && part.kind == Kind::Letters => {
                        let right = (word.x + word.width).max(part.x + part.width);
                        word.range.end = range.end;
                        word.x = word.x.min(part.x);
                        word.width = right - word.x;
                    }
                    _ => words.push(Word {
                        range,
                        x: part.x,
                        width: part.width,
                        rtl,
                        emoji: part.kind == Kind::Symbol,
                        families: Cow::Borrowed(""),
                    }),
                }
                open = (part.kind == Kind::Letters).then_some(part.level);
            }
        }
    }
    words
}
