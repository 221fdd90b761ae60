//! The list of changes: numbered as the tags are, stage by stage, in columns under the lanes.

use super::numbers;
use crate::diff::marks::{Marks, Sign, Subject};
use crate::diff::wording::{Teller, Voice};
use crate::geometry::Rect;
use crate::layout::context::Context;
use crate::layout::label::{Label, font, set};
use crate::layout::tag::{self, Tag};
use crate::text::TextBlock;
use crate::theme::Metrics;
use crate::words::{Phrases, Word};

/// The list at its place.
#[derive(Debug, Clone)]
pub struct List {
    /// Its outline.
    pub rect: Rect,
    /// What the list is called.
    pub heading: Label,
    /// In the order of the notes.
    pub items: Vec<Item>,
    /// Names of the stages that items stand under.
    pub stages: Vec<Label>,
    /// Thin upright lines between columns: x, top and bottom, px.
    pub rules: Vec<(f64, f64, f64)>,
}

/// An item of the list.
#[derive(Debug, Clone)]
pub struct Item {
    /// Index into [`Marks::notes`].
    pub note: usize,
    /// Signs and number.
    pub tag: Tag,
    /// What changed.
    pub subject: Label,
    /// What it was, quieter than the rest, and what it is.
    pub lines: Vec<(Voice, Label)>,
}

/// A measured list.
pub struct Plan {
    heading: TextBlock,
    blocks: Vec<Block>,
    /// Blocks of each column, by index.
    columns: Vec<Vec<usize>>,
    column: f64,
    between: f64,
    height: f64,
    m: Metrics,
}

/// What is not parted between two columns.
struct Block {
    /// The name of its stage, and whether it is the first under it.
    stage: Option<(TextBlock, bool)>,
    note: usize,
    tag: tag::Plan,
    subject: TextBlock,
    lines: Vec<(Voice, TextBlock)>,
    /// Where words begin after the tag, px.
    indent: f64,
}

/// Comfortable width of a column, in body sizes.
const COLUMN: f64 = 25.0;

/// Breaks the list for the room between `left` and `right` px; nothing where nothing changed.
pub fn plan(context: &mut Context, left: f64, right: f64) -> Option<Plan> {
    let marks = context.marks.filter(|marks| !marks.notes.is_empty())?;
    let m = context.metrics;
    let between = m.unit * 8.0;
    let room = right - left - 2.0 * m.unit * 5.0;
    let most = ((room + between) / (m.body * COLUMN + between)).floor().max(1.0) as usize;
    let count = most.min(marks.notes.len().div_ceil(2)).max(1);
    // a short list keeps comfortable columns
    let column = ((room + between) / count as f64 - between).min(m.body * COLUMN * 1.35);
    let heading = set(context.text, Phrases::of(&context.journey.language).say(Word::Changes), font(m.heading, 600), room, 1.25);
    let blocks = blocks(context, marks, column);
    let heights: Vec<[f64; 2]> = blocks.iter().map(|block| [false, true].map(|first| block.height(&m, first))).collect();
    let (columns, tallest) = columns(&heights, count);
    let height = m.unit * 4.5 + heading.height() + m.unit * 3.0 + tallest + m.unit * 2.0;
    Some(Plan { heading, blocks, columns, column, between, height, m })
}

/// Items in their order in columns of about equal height: the lowest limit at which they need no more columns; and how high
/// the highest is, px. Each item is higher where it is the first of its column and names its stage again.
fn columns(heights: &[[f64; 2]], count: usize) -> (Vec<Vec<usize>>, f64) {
    let fill = |limit: f64| {
        let mut columns: Vec<(Vec<usize>, f64)> = Vec::new();
        for (index, [height, first]) in heights.iter().enumerate() {
            match columns.last_mut().filter(|(_, used)| used + height <= limit) {
                Some((column, used)) => {
                    column.push(index);
                    *used += height;
                }
                None => columns.push((vec![index], *first)),
            }
        }
        columns
    };
    let (mut low, mut high) = (0.0, heights.iter().map(|[_, first]| first).sum::<f64>());
    for _ in 0..24 {
        let middle = (low + high) / 2.0;
        if fill(middle).len() <= count { high = middle } else { low = middle }
    }
    let filled = fill(high);
    let tallest = filled.iter().map(|(_, used)| *used).fold(0.0, f64::max);
    (filled.into_iter().map(|(column, _)| column).collect(), tallest)
}

fn blocks(context: &mut Context, marks: &Marks, column: f64) -> Vec<Block> {
    let m = context.metrics;
    let journey = context.journey;
    let teller = Teller::new(journey);
    // items with one sign begin at one place
    let usual = tag::plan(context, &[Sign::Added], &numbers(&journey.language, &[marks.notes.len().saturating_sub(1)])).width();
    let mut before: Option<usize> = None;
    let mut blocks = Vec::new();
    for (index, note) in marks.notes.iter().enumerate() {
        // a stage that changed itself is its own heading
        let is_new = note.stage.is_some() && note.stage != before && note.subject != Subject::Stage;
        before = note.stage.or(before);
        let stage = teller.stage(note).filter(|_| note.subject != Subject::Stage);
        let stage = stage.map(|name| (set(context.text, name, font(m.small, 600), column, 1.25), is_new));
        let tag = tag::plan(context, &note.signs, &numbers(&journey.language, &[index]));
        let indent = tag.width().max(usual) + m.unit * 2.0;
        let subject = set(context.text, &teller.subject(note), font(m.body, 600), column - indent, 1.25);
        let lines = teller.lines(note);
        let lines = lines.into_iter().map(|(voice, words)| {
            let block = set(context.text, &words, font(m.body, 400), column - indent, 1.28);
            (voice, block)
        });
        let lines = lines.collect();
        blocks.push(Block { stage, note: index, tag, subject, lines, indent });
    }
    blocks
}

impl Block {
    fn head(&self) -> f64 {
        self.subject.height().max(self.tag.height())
    }

    /// Its height, px; the `first` of a column names its stage whether it is the first under it or not.
    fn height(&self, m: &Metrics, first: bool) -> f64 {
        let stage = self.stage.as_ref().filter(|(_, is_new)| first || *is_new);
        let stage = stage.map_or(0.0, |(block, _)| block.height() + m.unit * 1.25);
        let lines: f64 = self.lines.iter().map(|(_, block)| block.height() + m.unit * 0.25).sum();
        stage + self.head() + lines + m.unit * 3.0
    }
}

impl Plan {
    /// Height, px.
    pub fn height(&self) -> f64 {
        self.height
    }

    /// Puts everything in place, `top` downwards.
    pub fn place(self, left: f64, right: f64, top: f64) -> List {
        let m = self.m;
        let inset = m.unit * 5.0;
        let rect = Rect::new(left, top, right, top + self.height);
        let heading = Label::new(self.heading, left + inset, top + m.unit * 4.5);
        let begin = heading.bounds().y1 + m.unit * 3.0;
        let (mut items, mut stages) = (Vec::new(), Vec::new());
        let mut blocks: Vec<Option<Block>> = self.blocks.into_iter().map(Some).collect();
        let mut rules = Vec::new();
        for (nth, column) in self.columns.iter().enumerate() {
            let x = left + inset + nth as f64 * (self.column + self.between);
            if nth > 0 {
                rules.push((x - self.between / 2.0, begin, rect.y1 - inset));
            }
            let mut y = begin;
            for (nth, index) in column.iter().enumerate() {
                let Some(block) = blocks.get_mut(*index).and_then(Option::take) else { continue };
                let next = y + block.height(&m, nth == 0);
                let head = block.head();
                if let Some((stage, _)) = block.stage.filter(|(_, is_new)| *is_new || nth == 0) {
                    let label = Label::new(stage, x, y);
                    y = label.bounds().y1 + m.unit * 1.25;
                    stages.push(label);
                }
                let line = block.subject.line_height;
                let tag = block.tag.place(x, y + line.max(m.small * 1.4) / 2.0);
                let subject = Label::new(block.subject, x + block.indent, y + (m.small * 1.4 - line).max(0.0) / 2.0);
                y += head;
                let mut lines = Vec::new();
                for (voice, words) in block.lines {
                    let label = Label::new(words, x + block.indent, y + m.unit * 0.25);
                    y = label.bounds().y1;
                    lines.push((voice, label));
                }
                items.push(Item { note: block.note, tag, subject, lines });
                y = next;
            }
        }
        List { rect, heading, items, stages, rules }
    }
}
