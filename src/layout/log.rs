//! The log of reviews under the legend: a quiet list, in columns where the page is wide.

use super::context::Context;
use super::label::{Label, font, room, set};
use crate::geometry::{Rect, Vec2};
use crate::journey::{LaneId, ReviewNote};
use crate::words::{Word, date, say};

/// The log of reviews at its place, the newest first.
#[derive(Debug, Clone)]
pub struct Log {
    /// What it is called.
    pub heading: Label,
    /// The notes in the order of [`Review::log`](crate::journey::Review::log), down one column after another.
    pub entries: Vec<Entry>,
}

/// A note of a review at its place.
#[derive(Debug, Clone)]
pub struct Entry {
    /// When it was made.
    pub date: Label,
    /// What it says.
    pub text: Label,
    /// What both must stay in.
    pub room: Rect,
}

impl Log {
    fn moved_down(mut self, by: f64) -> Self {
        self.heading.top += by;
        for entry in &mut self.entries {
            entry.date.top += by;
            entry.text.top += by;
            entry.room = entry.room + Vec2::new(0.0, by);
        }
        self
    }

    /// Bottom, px.
    pub fn bottom(&self) -> f64 {
        self.entries.iter().map(|entry| entry.room.y1).fold(self.heading.bounds().y1, f64::max)
    }
}

/// Columns at most: more would be a table of snippets.
const COLUMNS: usize = 4;
/// A column is no narrower than this where there are several, in sizes of its letters: some fifty characters.
const NARROWEST: f64 = 30.0;
/// A line of text is no longer than this, in sizes of its letters: some ninety characters.
const WIDEST: f64 = 48.0;
/// From baseline to baseline, in sizes of the letters.
const LEADING: f64 = 1.3;

/// The notes of a map that asks for them in `lanes`; where it asks for no lanes, of one whose theme does.
fn notes<'a>(context: &Context<'a>) -> Vec<&'a ReviewNote> {
    let journey = context.journey;
    let by_theme = context.metrics.review_notes;
    let is_wanted = journey.lanes.as_ref().map_or(by_theme, |lanes| lanes.contains(&LaneId::ReviewNotes));
    journey.review.iter().filter(|_| is_wanted).flat_map(|review| review.log()).collect()
}

/// Places the log between `left` and `right`, `top` downwards; `None` where none is wanted. A long log is measured once for
/// the same width, however often it is asked how high it is.
pub fn place(context: &mut Context, left: f64, right: f64, top: f64) -> Option<Log> {
    let known = context.log.as_ref().filter(|(edges, _)| *edges == (left, right)).map(|(_, log)| log.clone());
    let log = known.unwrap_or_else(|| {
        let log = at_zero(context, left, right);
        context.log = Some(((left, right), log.clone()));
        log
    });
    log.map(|log| log.moved_down(top))
}

/// The log with its top at 0.
fn at_zero(context: &mut Context, left: f64, right: f64) -> Option<Log> {
    let notes = notes(context);
    if notes.is_empty() {
        return None;
    }
    let m = context.metrics;
    let language = &context.journey.language;
    let style = font(m.small, 400);
    let heading = set(context.text, say(language, Word::ReviewNotes), font(m.small, 600), right - left, LEADING);
    let heading = Label::new(heading, left, 0.0);
    let top = heading.bounds().y1 + m.unit;

    let dates: Vec<String> = notes.iter().map(|note| date(language, &note.date)).collect();
    let date_width = dates.iter().map(|words| room(context.text, words, style)).fold(0.0, f64::max);
    let (after_date, between) = (m.unit * 2.0, m.unit * 8.0);
    let fitting = ((right - left + between) / (m.small * NARROWEST + between)).floor().max(1.0) as usize;
    let count = fitting.min(COLUMNS).min(notes.len());
    let column = (right - left - between * (count - 1) as f64) / count as f64;
    let text_width = (column - date_width - after_date).clamp(m.small, m.small * WIDEST);

    let blocks = notes.iter().zip(dates).map(|(note, words)| {
        let date = set(context.text, &words, style, date_width, LEADING);
        (date, set(context.text, &note.text, style, text_width, LEADING))
    });
    let blocks: Vec<_> = blocks.collect();
    let gap = m.unit * 1.5;
    let heights: Vec<f64> = blocks.iter().map(|(date, text)| date.height().max(text.height()) + gap).collect();
    let mut entries = Vec::new();
    let mut blocks = blocks.into_iter().zip(&heights);
    for (index, length) in columns(&heights, count).into_iter().enumerate() {
        let (x, mut y) = (left + index as f64 * (column + between), top);
        for ((date, text), height) in blocks.by_ref().take(length) {
            let text_left = x + date_width + after_date;
            let room = Rect::new(x, y, text_left + text_width, y + height - gap);
            entries.push(Entry { date: Label::new(date, x, y), text: Label::new(text, text_left, y), room });
            y += height;
        }
    }
    Some(Log { heading, entries })
}

/// How many of the entries stand in each of `count` columns, so that the highest is as low as can be.
fn columns(heights: &[f64], count: usize) -> Vec<usize> {
    let tallest = heights.iter().copied().fold(0.0, f64::max);
    let (mut low, mut high) = (tallest, heights.iter().sum::<f64>());
    // as exact as anybody could see, in whatever unit
    for _ in 0..24 {
        let middle = (low + high) / 2.0;
        if filled(heights, middle).len() <= count { high = middle } else { low = middle }
    }
    filled(heights, high)
}

/// How many of the entries stand in each column where none is higher than `most`, or than its only entry.
fn filled(heights: &[f64], most: f64) -> Vec<usize> {
    let (mut columns, mut here, mut y) = (Vec::new(), 0, 0.0);
    for height in heights {
        if here > 0 && y + height > most {
            columns.push(here);
            (here, y) = (0, 0.0);
        }
        here += 1;
        y += height;
    }
    columns.push(here);
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_about_as_high_as_each_other() {
        assert_eq!(columns(&[1.0, 1.0, 1.0, 1.0, 1.0], 2), [3, 2]);
        assert_eq!(columns(&[4.0, 1.0, 1.0, 1.0, 1.0], 2), [1, 4]);
        // no lower with three
        assert_eq!(columns(&[1.0, 1.0, 5.0], 3), [2, 1]);
        assert_eq!(columns(&[2.0], 1), [1]);
        assert_eq!(columns(&[1.0; 8], 4), [2, 2, 2, 2]);
    }
}
