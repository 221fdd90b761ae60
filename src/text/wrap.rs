//! Filling lines: greedy, then evened out.

use super::balance::{self, Stop};
use super::breaks::{is_inside_word, is_soft};
use super::kinsoku;
use super::paragraph::Paragraph;
use super::unicode::east_asian;
use std::ops::Range;

/// Tolerance for rounding, px.
const EPSILON: f64 = 1e-4;
/// A soft break must fill this share of the line to be preferred to a break anywhere.
const SOFT_SHARE: f64 = 0.35;
/// A Chinese or Japanese word is broken when the lines would differ by this much otherwise, em.
const INSIDE_WORD: f64 = 3.0;

/// Measures a range of bytes of the paragraph, px.
pub(super) trait Measure {
    /// As it will be drawn on its own line.
    fn exact(&mut self, range: Range<usize>) -> f64;
    /// As it stands within the whole: quick, and right within kerning's reach.
    fn estimate(&self, range: Range<usize>) -> f64;
    /// Size of the em, px.
    fn em(&self) -> f64;
}

/// The lines of a paragraph no wider than `width` px, as bytes without the spaces around them.
pub(super) fn lines(paragraph: &Paragraph, korean: bool, width: f64, measure: &mut impl Measure) -> Vec<Range<usize>> {
    let breaks = paragraph.breaks(korean);
    let greedy = fill(paragraph, breaks, width, measure);
    let count = greedy.lines.len();
    if greedy.broke_word || !(2..=balance::LINES).contains(&count) {
        return greedy.lines;
    }
    let ends: Vec<usize> = breaks.iter().map(|&at| trimmed(&paragraph.text, 0, at)).collect();
    let penalty = (INSIDE_WORD * measure.em()).powi(2);
    let stop = |(&at, &end): (&usize, &usize)| Stop {
        end: measure.estimate(0..end),
        next: measure.estimate(0..at),
        penalty: if is_inside_word(&paragraph.text, at) { penalty } else { 0.0 },
    };
    let stops: Vec<Stop> = breaks.iter().zip(&ends).map(stop).collect();
    let Some(chosen) = balance::balance(&stops, count, width + EPSILON) else { return greedy.lines };
    let mut start = 0;
    let mut lines = Vec::with_capacity(count);
    for number in chosen {
        lines.extend(ends.get(number).map(|&end| start..end));
        start = breaks.get(number).copied().unwrap_or(paragraph.text.len());
    }
    // Kerning that is cut may make a line wider than it was within the whole.
    if lines.iter().all(|line| measure.exact(line.clone()) <= width + EPSILON) { lines } else { greedy.lines }
}

/// Width of the widest piece between two breaks, px.
pub(super) fn longest_word(paragraph: &Paragraph, korean: bool, measure: &mut impl Measure) -> f64 {
    let mut start = 0;
    let mut widest = 0.0;
    for &end in paragraph.breaks(korean) {
        widest = f64::max(widest, measure.exact(start..trimmed(&paragraph.text, start, end)));
        start = end;
    }
    widest
}

struct Filled {
    lines: Vec<Range<usize>>,
    /// Whether a word had to be broken.
    broke_word: bool,
}

/// Greedy: each line takes all that fits.
fn fill(paragraph: &Paragraph, breaks: &[usize], width: f64, measure: &mut impl Measure) -> Filled {
    let text = &*paragraph.text;
    let mut filled = Filled { lines: Vec::new(), broke_word: false };
    let (mut start, mut next) = (0, 0);
    while start < text.len() {
        while breaks.get(next).is_some_and(|&at| at <= start) {
            next += 1;
        }
        let mut last = next;
        while breaks.get(last).is_some_and(|&at| measure.estimate(start..trimmed(text, start, at)) <= width + EPSILON) {
            last += 1;
        }
        // One more could fit once its kerning is cut; one less could do without it.
        let fit = (next..last).rev().find_map(|candidate| {
            let end = trimmed(text, start, *breaks.get(candidate)?);
            (measure.exact(start..end) <= width + EPSILON).then_some((candidate, end))
        });
        let end = match fit {
            Some((candidate, end)) => {
                next = candidate + 1;
                let line = start..end;
                start = breaks.get(candidate).copied().unwrap_or(text.len());
                line
            }
            None => {
                filled.broke_word = true;
                let word_end = trimmed(text, start, breaks.get(next).copied().unwrap_or(text.len()));
                let end = break_word(paragraph, start..word_end, width, measure);
                let line = start..end;
                start = if end == word_end { breaks.get(next).copied().unwrap_or(text.len()) } else { end };
                line
            }
        };
        if !end.is_empty() {
            filled.lines.push(end);
        }
    }
    filled
}

/// Where to break a word that is wider than the line: after a separator, else after the last grapheme that fits, at
/// least one. Signs stay with what they open or close where there is room for both, and a single last grapheme is not
/// left alone.
fn break_word(paragraph: &Paragraph, word: Range<usize>, width: f64, measure: &mut impl Measure) -> usize {
    let text = &*paragraph.text;
    // no further than the line reaches: the rest of the word may be thousands of letters long
    let mut boundaries = (word.start + 1..word.end).filter(|&at| paragraph.is_grapheme(at)).chain([word.end]);
    let (mut fits, mut beyond) = (Vec::new(), None);
    for at in &mut boundaries {
        if measure.estimate(word.start..at) > width + EPSILON {
            beyond = Some(at);
            break;
        }
        fits.push(at);
    }
    while fits.len() > 1 && fits.last().is_some_and(|&at| measure.exact(word.start..at) > width + EPSILON) {
        beyond = fits.pop();
    }
    let soft = fits.iter().rev().find(|&&at| is_soft(text, at)).copied();
    if let Some(at) = soft
        && measure.estimate(word.start..at) >= width * SOFT_SHARE
        && measure.exact(word.start..at) <= width + EPSILON
    {
        return at;
    }
    let last = fits.last().copied();
    let alone = last.is_some_and(|at| beyond == Some(word.end) && !is_wide(text, at));
    let candidates = fits.iter().rev().copied().filter(|&at| kinsoku::allows(text, at));
    let chosen = candidates.clone().nth(usize::from(alone)).or_else(|| candidates.clone().next());
    chosen.or(last).or(beyond).unwrap_or(word.end)
}

/// Whether what stands here is a word of its own more than a letter.
fn is_wide(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|c| east_asian(c).is_some())
}

/// The end without the spaces before it.
fn trimmed(text: &str, start: usize, end: usize) -> usize {
    let content = text.get(start..end).unwrap_or_default();
    start + content.trim_end_matches(super::is_space).len()
}
