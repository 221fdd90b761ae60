//! A text measured once, in em: widths of all its pieces and the glyphs of its lines come from here.

use super::families::{self, Family, Region};
use super::fonts::{Choice, Fonts, Variant};
use super::itemize::{Run, itemize};
use super::latin::Latin;
use super::shape::{Glyphs, Shaped, Shaping};
use super::unicode::{Ruled, is_wide_among_east_asian};
use super::{breaks, direction, embedded, estimate};
use crate::scene::{FaceId, Glyph, GlyphRun};
use foldhash::HashMap;
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use unicode_bidi::{BidiInfo, Level};
use unicode_script::Script;

/// A grapheme starts here.
const GRAPHEME: u8 = 1;
/// What a glyph draws starts here.
const CLUSTER: u8 = 2;
/// The glyphs on both sides depend on each other.
const JOINED: u8 = 4;

/// A measured text without line breaks.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) text: Box<str>,
    /// Whether its base direction is right to left.
    pub(super) rtl: bool,
    /// Whether anything in it is.
    pub(super) bidi: bool,
    /// Advance of all that stands before each byte, em.
    before: Vec<f32>,
    marks: Vec<u8>,
    pub(super) runs: Vec<Run>,
    pieces: Vec<Piece>,
    breaks: OnceCell<Vec<usize>>,
    /// Advances of ranges that were measured on their own, em: the same ones are asked for again and again while a map is
    /// fitted to its page.
    own: RefCell<HashMap<(usize, usize), f64>>,
    /// Embedding level of each byte, where anything may run from right to left.
    levels: Option<Box<[Level]>>,
}

/// What measuring works with.
pub(super) struct Tools<'a> {
    pub(super) fonts: &'a mut Fonts,
    pub(super) shaping: &'a mut Shaping,
}

impl Tools<'_> {
    fn setting(&mut self, run: &Run, face: FaceId) -> usize {
        self.shaping.setting(face, run.script, run.level % 2 == 1)
    }
}

/// Glyphs with one origin.
#[derive(Debug)]
struct Piece {
    start: usize,
    end: usize,
    level: u8,
    face: FaceId,
    glyphs: Glyphs,
    /// Width of the cell in whose middle the glyphs stand, where a rule measures.
    cell: Option<f32>,
}

impl Paragraph {
    pub(super) fn new(text: &str, rtl: bool, variant: Variant, region: Option<Region>, tools: &mut Tools) -> Self {
        let mut paragraph = Self::unmeasured(text, rtl);
        if rtl || !paragraph.measure_latin(text, variant, tools) {
            paragraph.levels = direction::levels(text, rtl).map(Into::into);
            paragraph.measure_any(text, variant, region, tools);
        }
        paragraph.sum_up();
        paragraph
    }

    /// A line of this paragraph measured on its own, if its order depends on what stands before or after it: which way
    /// numbers and signs run is settled before the lines are broken.
    pub(super) fn line(&self, range: Range<usize>, variant: Variant, region: Option<Region>, tools: &mut Tools) -> Option<Self> {
        let (text, levels) = (self.text.get(range.clone())?, self.levels.as_ref()?.get(range)?);
        let mut line = Self::unmeasured(text, self.rtl);
        line.levels = Some(levels.into());
        line.measure_any(text, variant, region, tools);
        line.sum_up();
        Some(line)
    }

    /// The advance of a range that is measured on its own, em: once by `measure`.
    pub(super) fn own_advance(&self, range: &Range<usize>, measure: impl FnOnce() -> f64) -> f64 {
        let key = (range.start, range.end);
        let known = self.own.borrow().get(&key).copied();
        known.unwrap_or_else(|| {
            let advance = measure();
            self.own.borrow_mut().insert(key, advance);
            advance
        })
    }

    fn unmeasured(text: &str, rtl: bool) -> Self {
        Paragraph {
            text: text.into(),
            rtl,
            bidi: rtl,
            before: vec![0.0; text.len() + 1],
            marks: vec![0; text.len() + 1],
            runs: Vec::new(),
            pieces: Vec::new(),
            breaks: OnceCell::new(),
            own: RefCell::default(),
            levels: None,
        }
    }

    /// Turns advances into positions.
    fn sum_up(&mut self) {
        let mut total = 0.0;
        for advance in &mut self.before {
            total += std::mem::replace(advance, total);
        }
    }

    /// Measures a text of Latin letters and the usual signs without a shaper, each of which is a grapheme, and all of which
    /// the embedded face has. `false`, and nothing done, if the text has anything else.
    fn measure_latin(&mut self, text: &str, variant: Variant, tools: &mut Tools) -> bool {
        let face = embedded::inter(variant.weight, variant.italic);
        let Some(latin) = Latin::of(face) else { return false };
        let mut mark = |glyph: &Shaped| {
            let at = glyph.cluster as usize;
            if let (Some(advance), Some(marks)) = (self.before.get_mut(at), self.marks.get_mut(at)) {
                *advance = glyph.advance;
                *marks = GRAPHEME | CLUSTER | if glyph.safe { 0 } else { JOINED };
            }
        };
        if tools.fonts.outlines {
            let Some(glyphs) = tools.shaping.latin(latin, text) else { return false };
            tools.shaping.glyphs(glyphs.clone()).iter().for_each(mark);
            self.pieces.push(Piece { start: 0, end: text.len(), level: 0, face, glyphs, cell: None });
        } else if !latin.shape(text, |glyph| mark(&glyph)) {
            self.before.fill(0.0);
            self.marks.fill(0);
            return false;
        }
        let (choice, family) = (Choice::Face(face), Family::Inter);
        self.runs.push(Run { start: 0, end: text.len(), choice, family, script: Script::Latin, level: 0 });
        true
    }

    fn measure_any(&mut self, text: &str, variant: Variant, region: Option<Region>, tools: &mut Tools) {
        let marks = &mut self.marks;
        let mut mark = |at: usize| marks.get_mut(at).into_iter().for_each(|marks| *marks |= GRAPHEME);
        let runs = itemize(text, self.levels.as_deref(), variant, region, tools.fonts, &mut mark);
        for run in &runs {
            self.bidi |= run.level % 2 == 1;
            self.measure_run(text, run, tools);
        }
        self.runs = runs;
    }

    fn measure_run(&mut self, text: &str, run: &Run, tools: &mut Tools) {
        let Some(content) = text.get(run.start..run.end) else { return };
        let outlines = tools.fonts.outlines;
        match run.choice {
            Choice::Face(face) => {
                let setting = tools.setting(run, face);
                let whole = face.0 as usize >= embedded::COUNT;
                let mut start = run.start;
                for word in content.split_inclusive(|c| c == ' ' && !whole) {
                    let glyphs = tools.shaping.word(tools.fonts, setting, word);
                    self.measure_word(start, tools.shaping.glyphs(glyphs.clone()));
                    let end = start + word.len();
                    if outlines {
                        self.pieces.push(Piece { start, end, level: run.level, face, glyphs, cell: None });
                    }
                    start = end;
                }
            }
            Choice::Ruled(rule, face) => {
                let setting = face.map(|face| (face, tools.setting(run, face)));
                self.measure_cells(
                    run,
                    |_| rule.em(),
                    |cell| match setting {
                        Some((face, setting)) => Some((face, tools.shaping.word(tools.fonts, setting, text.get(cell)?))),
                        None => outlines.then_some(NOT_DRAWN),
                    },
                );
            }
            Choice::Missing => {
                let em = |cell: Range<usize>| estimate::em(run.script, text.get(cell).unwrap_or_default());
                self.measure_cells(run, em, |_| outlines.then_some(NOT_DRAWN));
            }
        }
    }

    fn measure_word(&mut self, start: usize, glyphs: &[Shaped]) {
        for glyph in glyphs {
            let at = start + glyph.cluster as usize;
            if let (Some(advance), Some(marks)) = (self.before.get_mut(at), self.marks.get_mut(at)) {
                *advance += glyph.advance;
                *marks |= CLUSTER | if glyph.safe { 0 } else { JOINED };
            }
        }
    }

    /// Each grapheme of the run in a cell as wide as `em` says of its bytes.
    fn measure_cells(
        &mut self,
        run: &Run,
        em: impl Fn(Range<usize>) -> f32,
        mut shape: impl FnMut(Range<usize>) -> Option<(FaceId, Glyphs)>,
    ) {
        let mut start = run.start;
        while start < run.end {
            let end = self.next(GRAPHEME, start, run.end);
            let em = em(start..end);
            if let (Some(advance), Some(marks)) = (self.before.get_mut(start), self.marks.get_mut(start)) {
                *advance += em;
                *marks |= CLUSTER;
            }
            if let Some((face, glyphs)) = shape(start..end) {
                self.pieces.push(Piece { start, end, level: run.level, face, glyphs, cell: Some(em) });
            }
            start = end;
        }
    }

    /// The next byte after `start` that has a mark, or `limit`.
    fn next(&self, mark: u8, start: usize, limit: usize) -> usize {
        let rest = self.marks.get(start + 1..limit).unwrap_or_default();
        rest.iter().position(|marks| marks & mark != 0).map_or(limit, |after| start + 1 + after)
    }

    /// Advance of a range of bytes, em; exact only where both its ends are [`Paragraph::is_safe`].
    pub(super) fn advance(&self, range: Range<usize>) -> f64 {
        let at = |byte: usize| self.before.get(byte).copied().map_or(0.0, f64::from);
        at(range.end) - at(range.start)
    }

    /// Whether the text can be cut here without shaping both sides again.
    pub(super) fn is_safe(&self, at: usize) -> bool {
        at == 0 || at >= self.text.len() || self.marks.get(at).is_some_and(|marks| marks & (CLUSTER | JOINED) == CLUSTER)
    }

    /// Whether a grapheme starts here (or the text ends).
    pub(super) fn is_grapheme(&self, at: usize) -> bool {
        at >= self.text.len() || self.marks.get(at).is_some_and(|marks| marks & GRAPHEME != 0)
    }

    /// Graphemes that start in a range of bytes.
    pub(super) fn graphemes(&self, range: Range<usize>) -> usize {
        self.marks.get(range).unwrap_or_default().iter().filter(|&&marks| marks & GRAPHEME != 0).count()
    }

    /// Where a line may end: bytes after which the next line starts, the text's end included.
    pub(super) fn breaks(&self, korean: bool) -> &[usize] {
        self.breaks.get_or_init(|| breaks::opportunities(&self.segmentable(), korean, |at| self.is_grapheme(at)))
    }

    /// The text as the line-breaking rules should read it: quotation marks among Chinese and Japanese text are brackets
    /// there, before and after which a line may break. All of these are three bytes long.
    fn segmentable(&self) -> Cow<'_, str> {
        let is_quote = |c: char| matches!(c, '‘' | '’' | '“' | '”');
        let is_wide = |run: &&Run| matches!(run.choice, Choice::Ruled(Ruled::Wide, _));
        let content = |run: &Run| self.text.get(run.start..run.end).unwrap_or_default();
        if !self.runs.iter().filter(is_wide).any(|run| content(run).contains(is_quote)) {
            return Cow::Borrowed(&self.text);
        }
        let bracket = |c: char| match c {
            '‘' => '『',
            '’' => '』',
            '“' => '「',
            '”' => '」',
            _ => c,
        };
        let read = |run: &Run| match is_wide(&run) {
            true => Cow::Owned(content(run).chars().map(bracket).collect()),
            false => Cow::Borrowed(content(run)),
        };
        Cow::Owned(self.runs.iter().map(read).collect::<Vec<_>>().concat())
    }

    /// The runs that a range of bytes touches.
    pub(super) fn runs_in(&self, range: &Range<usize>) -> &[Run] {
        let first = self.runs.partition_point(|run| run.end <= range.start);
        let end = self.runs.partition_point(|run| run.start < range.end);
        self.runs.get(first..end).unwrap_or_default()
    }

    /// CSS families of a range of bytes.
    pub(super) fn families(&self, range: Range<usize>) -> Cow<'static, str> {
        let touched = || self.runs_in(&range).iter();
        let content = |run: &Run| {
            let part = run.start.max(range.start)..run.end.min(range.end);
            self.text.get(part).unwrap_or_default()
        };
        // Latin families make the signs of Chinese and Japanese narrow.
        let wide_signs = touched()
            .any(|run| matches!(run.choice, Choice::Ruled(Ruled::Wide, _)) && content(run).contains(is_wide_among_east_asian));
        // Some viewers look at the first family alone: a piece from right to left, which has no Latin words, needs its own.
        let is_latin = |run: &Run| run.level.is_multiple_of(2) && run.family == Family::Inter;
        let rtl = touched().any(|run| run.level % 2 == 1 && run.family != Family::Inter) && !touched().any(is_latin);
        let own_first = wide_signs || rtl;
        families::css(touched().map(|run| run.family), own_first)
    }

    /// Glyphs of a range of bytes in visual order. Lines of a bidirectional text are paragraphs of their own.
    pub(super) fn glyphs(&self, range: Range<usize>, shaping: &Shaping) -> Vec<GlyphRun> {
        let first = self.pieces.partition_point(|piece| piece.end <= range.start);
        let end = self.pieces.partition_point(|piece| piece.start < range.end);
        let pieces = self.pieces.get(first..end).unwrap_or_default();
        let levels: Vec<_> = pieces.iter().map(|piece| Level::new(piece.level).unwrap_or_else(|_| Level::ltr())).collect();
        let order = if self.bidi { BidiInfo::reorder_visual(&levels) } else { (0..pieces.len()).collect() };
        let mut line = LineGlyphs { runs: Vec::new(), pen: 0.0, index: 0 };
        for piece in order.into_iter().filter_map(|position| pieces.get(position)) {
            self.draw_piece(piece, &range, shaping, &mut line);
        }
        line.runs
    }

    fn draw_piece(&self, piece: &Piece, range: &Range<usize>, shaping: &Shaping, line: &mut LineGlyphs) {
        let glyphs = shaping.glyphs(piece.glyphs.clone());
        if let Some(cell) = piece.cell {
            if glyphs.is_empty() {
                line.push(piece.face, BOX, line.pen + (cell - BOX_EM) / 2.0, 0.0);
            }
            let width: f32 = glyphs.iter().map(|glyph| glyph.advance).sum();
            let mut x = line.pen + (cell - width) / 2.0;
            for glyph in glyphs {
                line.push(piece.face, glyph.id, x + glyph.dx, -glyph.dy);
                x += glyph.advance;
            }
            line.pen += cell;
            line.index += 1;
            return;
        }
        let mut cluster = None;
        for glyph in glyphs {
            let at = piece.start + glyph.cluster as usize;
            if !range.contains(&at) {
                continue;
            }
            if let Some(previous) = cluster.replace(at).filter(|&previous| previous != at) {
                line.index += self.cluster_graphemes(previous, piece.end) as u32;
            }
            if self.text.as_bytes().get(at) != Some(&b' ') {
                line.push(piece.face, glyph.id, line.pen + glyph.dx, -glyph.dy);
            }
            line.pen += glyph.advance;
        }
        if let Some(last) = cluster {
            line.index += self.cluster_graphemes(last, piece.end) as u32;
        }
    }

    /// Graphemes of the cluster that starts at a byte.
    fn cluster_graphemes(&self, start: usize, limit: usize) -> usize {
        let end = self.next(CLUSTER, start, limit);
        self.graphemes(start..end)
    }
}

/// What stands for a character that no face has: nothing shaped; the first face's box is drawn.
const NOT_DRAWN: (FaceId, Glyphs) = (FaceId(0), 0..0);
/// The first glyph of every face: the box that stands for what it lacks.
const BOX: u32 = 0;
/// Its width in the first face, em.
const BOX_EM: f32 = 0.656;

/// A line being put together.
struct LineGlyphs {
    runs: Vec<GlyphRun>,
    pen: f32,
    index: u32,
}

impl LineGlyphs {
    fn push(&mut self, face: FaceId, id: u32, x: f32, y: f32) {
        let glyph = Glyph { id, x, y, index: self.index };
        match self.runs.last_mut() {
            Some(run) if run.face == face => run.glyphs.push(glyph),
            _ => self.runs.push(GlyphRun { face, glyphs: vec![glyph] }),
        }
    }
}
