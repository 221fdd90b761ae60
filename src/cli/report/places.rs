//! Line and column of any place of a text, without walking through the text for each.

use crate::diagnostic::Span;
use serde::Serialize;

/// What a text file may begin with; it is no part of the first line.
const BOM: char = '\u{FEFF}';

/// Bytes after which lines and characters are counted anew.
const BLOCK: usize = 4096;

/// Where something is in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Position {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in characters (Unicode scalar values).
    pub(super) column: usize,
    /// From 0, in bytes of the file as it is on disk, byte order mark and all.
    pub(super) offset: usize,
}

/// A text with what it takes to find places in it: a few words for every 4 KiB.
pub(super) struct Places<'s> {
    source: &'s str,
    /// Where the first line begins.
    first: usize,
    blocks: Vec<Block>,
}

/// What is known at the beginning of a block.
#[derive(Clone, Copy)]
struct Block {
    /// Line ends before it.
    lines: usize,
    /// Where the line that it begins in begins.
    start: usize,
    /// Characters that begin before it.
    characters: usize,
}

impl<'s> Places<'s> {
    /// Reads the text once.
    pub(super) fn new(source: &'s str) -> Self {
        let first = if source.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let mut next = Block { lines: 0, start: first, characters: 0 };
        let mut blocks = Vec::with_capacity(source.len() / BLOCK + 1);
        for (index, bytes) in source.as_bytes().chunks(BLOCK).enumerate() {
            blocks.push(next);
            next.lines += memchr::memchr_iter(b'\n', bytes).count();
            next.characters += characters(bytes);
            if let Some(end) = memchr::memrchr(b'\n', bytes) {
                next.start = index * BLOCK + end + 1;
            }
        }
        if blocks.is_empty() {
            blocks.push(next);
        }
        Self { source, first, blocks }
    }

    /// The text between two offsets.
    pub(super) fn text(&self, span: Span) -> &'s str {
        self.source.get(span).unwrap_or_default()
    }

    /// A span inside the text and on boundaries of characters, whatever was given.
    pub(super) fn clamp(&self, span: &Span) -> Span {
        let on_boundary = |at: usize| {
            let at = at.clamp(self.first, self.source.len().max(self.first));
            (self.first..=at).rev().find(|&at| self.source.is_char_boundary(at)).unwrap_or(self.first)
        };
        let (start, end) = (on_boundary(span.start), on_boundary(span.end));
        start..end.max(start)
    }

    /// Where an offset is.
    pub(super) fn position(&self, offset: usize) -> Position {
        let (block, bytes) = self.before(offset);
        let lines = block.lines + memchr::memchr_iter(b'\n', bytes).count();
        let start = memchr::memrchr(b'\n', bytes).map_or(block.start, |end| offset - bytes.len() + end + 1);
        let column = self.characters_before(offset).saturating_sub(self.characters_before(start)) + 1;
        Position { line: lines + 1, column, offset }
    }

    /// Where a line (from 1) begins; the text's end where there is none such.
    pub(super) fn line_start(&self, line: usize) -> usize {
        let ends = line.saturating_sub(1);
        if ends == 0 {
            return self.first;
        }
        // the block that has the line end before it
        let index = self.blocks.partition_point(|block| block.lines < ends).saturating_sub(1);
        let lines = self.blocks.get(index).map_or(0, |block| block.lines);
        let bytes = self.source.as_bytes().get(index * BLOCK..).unwrap_or_default();
        let end = memchr::memchr_iter(b'\n', bytes).nth(ends.saturating_sub(lines + 1));
        end.map_or(self.source.len(), |end| index * BLOCK + end + 1)
    }

    /// A line's extent without its end.
    pub(super) fn line(&self, line: usize) -> Span {
        let (start, next) = (self.line_start(line), self.line_start(line + 1));
        let text = self.text(start..next);
        let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
        start..start + text.len()
    }

    /// The block that an offset is in, and its bytes before the offset.
    fn before(&self, offset: usize) -> (Block, &[u8]) {
        let index = (offset / BLOCK).min(self.blocks.len() - 1);
        let block = self.blocks.get(index).copied().unwrap_or(Block { lines: 0, start: self.first, characters: 0 });
        (block, self.source.as_bytes().get(index * BLOCK..offset).unwrap_or_default())
    }

    fn characters_before(&self, offset: usize) -> usize {
        let (block, bytes) = self.before(offset);
        block.characters + characters(bytes)
    }
}

/// Characters that begin in a piece of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, counted one by one.
    fn counted(source: &str, offset: usize) -> Position {
        let before = source[..offset].trim_start_matches(BOM);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Position { line, column, offset }
    }

    #[test]
    fn places_are_those_that_counting_finds() {
        let words = ["é", "上海\r\n", "a", "\n", "\n\n", "𝄞 z", &"long".repeat(3000), "end"];
        let source: String = std::iter::once("\u{FEFF}").chain((0..60).map(|i| words[i * 7 % 8])).collect();
        let places = Places::new(&source);
        for offset in (3..=source.len()).filter(|at| source.is_char_boundary(*at)).step_by(7) {
            assert_eq!(places.position(offset), counted(&source, offset));
        }
        for (number, line) in source.trim_start_matches(BOM).split_terminator('\n').enumerate() {
            let found = places.line(number + 1);
            assert_eq!(&source[found.clone()], line.trim_end_matches('\r'), "line {}", number + 1);
            assert_eq!(places.position(found.start), Position { line: number + 1, column: 1, offset: found.start });
        }
    }

    #[test]
    fn a_place_is_inside_and_on_a_character() {
        let places = Places::new("aé\n");
        assert_eq!(places.clamp(&(2..900)), 1..4);
        #[allow(clippy::reversed_empty_ranges)]
        let reversed = 4..1;
        assert_eq!(places.clamp(&reversed), 4..4);
        let empty = Places::new("");
        assert_eq!((empty.clamp(&(5..9)), empty.line(1), empty.line(7)), (0..0, 0..0, 0..0));
        assert_eq!(empty.position(0), Position { line: 1, column: 1, offset: 0 });
    }
}
