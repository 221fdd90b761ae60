//! Quotes and feelings beside their points: touching no curve, no face and no other words.

use super::columns::Columns;
use super::context::Context;
use super::curve::Curve;
use super::label::{Label, font, set};
use super::series::Series;
use crate::geometry::{Point, Rect, Vec2};
use crate::scene::Anchor;
use crate::text::TextBlock;
use std::ops::Range;

/// Words at their place in the emotion lane.
#[derive(Debug, Clone)]
pub struct Note {
    /// The words.
    pub label: Label,
    /// Whether somebody says them.
    pub quote: bool,
}

/// Words that look for a place.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// What they say.
    pub text: String,
    /// Whether somebody says it.
    pub quote: bool,
    /// The point that they belong to.
    pub at: Point,
    /// Whether they would rather stand above it.
    pub above: bool,
}

/// What is in the way, sorted into buckets of equal width so that a look at one place costs the same on every map.
pub(super) struct Obstacles<'a> {
    left: f64,
    buckets: Vec<Bucket<'a>>,
}

/// What reaches into one bucket.
#[derive(Clone, Default)]
struct Bucket<'a> {
    boxes: Vec<Rect>,
    curves: Vec<&'a Curve>,
    /// Heights of the curves at its left edge, ascending, where there are many of them: a box over that edge is quickly told
    /// to be in their way.
    heights: Vec<f64>,
}

/// Width of a bucket, px.
const BUCKET: f64 = 64.0;
/// More curves than this are many.
const MANY: usize = 12;

impl<'a> Obstacles<'a> {
    pub(super) fn new(room: Rect, series: &'a [Series], gap: f64) -> Self {
        let count = (room.width() / BUCKET).ceil().max(1.0) as usize + 1;
        let mut this = Self { left: room.x0, buckets: vec![Bucket::default(); count] };
        for curve in series.iter().flat_map(|one| one.curves.iter().chain(&one.expected).chain(one.past())) {
            if let (Some(a), Some(b)) = (curve.points().first(), curve.points().last()) {
                let across = this.across(a.x, b.x);
                this.buckets.get_mut(across).unwrap_or_default().iter_mut().for_each(|bucket| bucket.curves.push(curve));
            }
        }
        let left = this.left;
        for (index, bucket) in this.buckets.iter_mut().enumerate().filter(|(_, bucket)| bucket.curves.len() > MANY) {
            bucket.heights = bucket.curves.iter().filter_map(|curve| curve.at(left + index as f64 * BUCKET)).collect();
            bucket.heights.sort_by(f64::total_cmp);
        }
        for one in series {
            for (center, _) in &one.faces {
                this.add(Rect::from_center_size(*center, (2.0 * one.radius, 2.0 * one.radius)).inflate(gap * 0.5, gap * 0.5));
            }
            for point in one.expected.iter().flat_map(|c| c.points()) {
                this.add(Rect::from_center_size(*point, (gap * 2.0, gap * 2.0)));
            }
        }
        this
    }

    /// The buckets between two places across.
    fn across(&self, from: f64, to: f64) -> Range<usize> {
        let index = |x: f64| (((x - self.left) / BUCKET).max(0.0) as usize).min(self.buckets.len());
        index(from)..index(to).saturating_add(1).min(self.buckets.len())
    }

    /// The buckets between two places across, each with its left edge.
    fn near(&self, from: f64, to: f64) -> impl Iterator<Item = (f64, &Bucket<'a>)> {
        let across = self.across(from, to);
        let lefts = across.clone().map(|index| self.left + index as f64 * BUCKET);
        lefts.zip(self.buckets.get(across).unwrap_or_default())
    }

    pub(super) fn add(&mut self, rect: Rect) {
        let across = self.across(rect.x0, rect.x1);
        self.buckets.get_mut(across).unwrap_or_default().iter_mut().for_each(|bucket| bucket.boxes.push(rect));
    }

    /// Whether nothing is in the way; with `neutral` also no ground between a curve and that height.
    pub(super) fn is_free(&self, rect: Rect, gap: f64, neutral: Option<f64>) -> bool {
        let wide = rect.inflate(gap, gap * 0.4);
        if self.near(wide.x0, wide.x1).any(|(_, bucket)| bucket.boxes.iter().any(|b| b.intersect(wide).area() > 0.0)) {
            return false;
        }
        let near = rect.inflate(gap, gap * 0.8);
        let crossed = |(left, bucket): (f64, &Bucket)| {
            let above = bucket.heights.partition_point(|height| *height < near.y0);
            left >= near.x0 && left <= near.x1 && bucket.heights.get(above).is_some_and(|height| *height <= near.y1)
        };
        if self.near(near.x0, near.x1).any(crossed) {
            return false;
        }
        self.near(near.x0, near.x1).all(|(start, bucket)| {
            let (from, to) = (near.x0.max(start), near.x1.min(start + BUCKET));
            bucket.curves.iter().filter_map(|curve| curve.range(from, to)).all(|(low, high)| {
                let (low, high) = neutral.map_or((low, high), |n| (low.min(n), high.max(n)));
                // the curve is somewhere between its lowest and highest: clear when all of it passes over or under the words
                high < near.y0 || low > near.y1
            })
        })
    }
}

/// Finds a place for each, in order, inside `room`; those that find none come back.
/// Words keep clear of the ground between a curve and the `neutral` height as long as there is another place.
pub fn place(
    context: &mut Context,
    columns: &Columns,
    room: Rect,
    neutral: f64,
    series: &[Series],
    wanted: &[Wanted],
) -> (Vec<Note>, Vec<Wanted>) {
    let m = context.metrics;
    let gap = m.unit * 1.25;
    let radius = series.first().map_or(0.0, |s| s.radius);
    let mut obstacles = Obstacles::new(room, series, gap);
    let column = columns.all.iter().map(|c| c.x1 - c.x0).fold(f64::INFINITY, f64::min);
    let (mut notes, mut homeless) = (Vec::new(), Vec::new());
    'words: for want in wanted {
        let mut blocks: Vec<TextBlock> = Vec::new();
        for width in [m.body * 24.0, column * 1.5, column * 1.1, m.body * 8.0] {
            let block = measure(context, &want.text, want.quote, width);
            if blocks.last().is_none_or(|wider| block.width() < wider.width() - 1.0) {
                blocks.push(block);
            }
        }
        let tries = [Some(neutral), None].into_iter().flat_map(|ground| blocks.iter().map(move |block| (ground, block)));
        // no words across the edge of a page
        let page = columns.page_at(want.at.x);
        let ends = page.map_or((room.x0, room.x1), |page| (room.x0.max(page.x0), room.x1.min(page.right - m.unit * 2.0)));
        for (ground, block) in tries {
            // six per cent more across for a viewer's own wider font
            let size = Vec2::new(block.width() * 1.06, block.height());
            for center in candidates(want, size, radius + gap) {
                let rect = Rect::from_center_size(center, size.to_size());
                let inside = rect.x0 >= ends.0 && rect.x1 <= ends.1 && rect.y0 >= room.y0 && rect.y1 <= room.y1;
                if inside && obstacles.is_free(rect, gap, ground) {
                    obstacles.add(rect);
                    let anchor = if center.x > want.at.x + size.x * 0.4 {
                        Anchor::Left
                    } else if center.x < want.at.x - size.x * 0.4 {
                        Anchor::Right
                    } else {
                        Anchor::Middle
                    };
                    let x = match anchor {
                        Anchor::Left => rect.x0,
                        Anchor::Middle => center.x,
                        Anchor::Right => rect.x1,
                    };
                    notes.push(Note { label: Label::new(block.clone(), x, rect.y0).anchored(anchor), quote: want.quote });
                    continue 'words;
                }
            }
        }
        homeless.push(want.clone());
    }
    (notes, homeless)
}

/// Places to try around a point, the best first: on the side of the feeling, then beside it, then on the other side.
fn candidates(want: &Wanted, size: Vec2, away: f64) -> impl Iterator<Item = Point> + use<> {
    let at = want.at;
    let up = if want.above { -1.0 } else { 1.0 };
    let (far_x, far_y) = (away + size.x / 2.0, away + size.y / 2.0);
    let moves = [
        (0.0, up * far_y),
        (size.x * 0.3, up * far_y),
        (-size.x * 0.3, up * far_y),
        (far_x, 0.0),
        (-far_x, 0.0),
        (far_x, up * size.y * 0.5),
        (-far_x, up * size.y * 0.5),
        (far_x * 0.8, up * far_y),
        (-far_x * 0.8, up * far_y),
        (0.0, -up * far_y),
        (size.x * 0.3, -up * far_y),
        (-size.x * 0.3, -up * far_y),
        (far_x * 0.8, -up * far_y),
        (-far_x * 0.8, -up * far_y),
        (0.0, up * (far_y + size.y * 0.6)),
        (0.0, -up * (far_y + size.y * 0.6)),
        (0.0, up * (far_y + size.y * 1.2)),
        (0.0, -up * (far_y + size.y * 1.2)),
    ];
    moves.into_iter().map(move |(x, y)| at + Vec2::new(x, y))
}

fn measure(context: &mut Context, words: &str, quote: bool, width: f64) -> TextBlock {
    let m = context.metrics;
    if quote {
        set(context.text, words, context.quote_style(m.body), width, 1.25)
    } else {
        set(context.text, words, font(m.small, 500), width, 1.25)
    }
}

/// Words under the curves, in their own column: those without a point, and those that found no place beside theirs.
#[derive(Debug, Clone, Default)]
pub struct Strip {
    /// Block, whether it is a quote, its row, and middle across.
    blocks: Vec<(TextBlock, bool, f64, usize)>,
    /// Bottom of each row, px from the strip's top.
    rows: Vec<(f64, f64)>,
    /// Left and right edge of each page.
    pages: Vec<(f64, f64)>,
    gap: f64,
}

impl Strip {
    /// For words that have no point.
    pub fn plan(context: &mut Context, columns: &Columns, loose: &[(String, bool, f64)]) -> Self {
        let m = context.metrics;
        let pages = columns.pages.iter().map(|page| (page.x0, page.right)).collect();
        let mut strip = Self { pages, gap: m.unit * 3.0, ..Self::default() };
        for (text, quote, x) in loose {
            strip.push(context, columns, text, *quote, *x);
        }
        strip.stack();
        strip
    }

    /// More words, at their points' places across.
    pub fn add(&mut self, context: &mut Context, columns: &Columns, homeless: &[Wanted]) {
        for want in homeless {
            self.push(context, columns, &want.text, want.quote, want.at.x);
        }
        self.stack();
    }

    fn push(&mut self, context: &mut Context, columns: &Columns, text: &str, quote: bool, x: f64) {
        let around = columns.all.get(columns.all.partition_point(|c| c.x1 < x));
        let width = around.map_or(0.0, |c| c.x1 - c.x0).max(context.metrics.body * 13.0);
        let block = measure(context, text, quote, width - self.gap);
        self.blocks.push((block, quote, x, 0));
    }

    /// Puts each block into the first row that has room for it.
    fn stack(&mut self) {
        self.blocks.sort_by(|a, b| a.2.total_cmp(&b.2));
        self.rows.clear();
        // right end and height of each row
        let mut rows: Vec<(f64, f64)> = Vec::new();
        for (block, _, x, row) in &mut self.blocks {
            let half = block.width() * 1.06 / 2.0;
            let page = self.pages.partition_point(|(left, _)| left <= x).saturating_sub(1);
            let (left, right) = self.pages.get(page).copied().unwrap_or((*x, *x));
            *x = x.clamp(left + half, (right - half).max(left + half));
            *row = rows.iter().position(|(end, _)| *x - half >= end + self.gap).unwrap_or(rows.len());
            match rows.get_mut(*row) {
                Some((end, height)) => (*end, *height) = (*x + half, height.max(block.height())),
                None => rows.push((*x + half, block.height())),
            }
        }
        let mut y = 0.0;
        for (_, height) in rows {
            self.rows.push((y, height));
            y += height + self.gap * 0.5;
        }
    }

    /// Height, px; 0 where there is nothing to show.
    pub fn height(&self) -> f64 {
        self.rows.last().map_or(0.0, |(top, height)| top + height + self.gap)
    }

    /// The words at their place, `top` downwards.
    pub fn place(self, top: f64) -> Vec<Note> {
        let rows = self.rows;
        let place = |(block, quote, x, row): (TextBlock, bool, f64, usize)| {
            let label = Label::new(block, x, top + rows.get(row).map_or(0.0, |r| r.0)).anchored(Anchor::Middle);
            Note { label, quote }
        };
        self.blocks.into_iter().map(place).collect()
    }
}
