//! How much of each pixel an outline covers, exactly.
//!
//! Every edge adds the area to its right, as a change against the pixel at its left; a running sum along each row then
//! gives the coverage. (Raph Levien, "Inside the fastest font renderer in the world", 2016,
//! <https://medium.com/@raphlinus/inside-the-fastest-font-renderer-in-the-world-75ae5270c445>.) For small letters this
//! is several times as fast as `tiny-skia`, which samples 4 × 4 points in each pixel and starts its pipeline of drawing
//! steps for every few of them.

use crate::color::Rgb;
use crate::render::glyphs::{Canvas, PlacedOutline};
use kurbo::Point;
use resvg::tiny_skia::{Mask, PixmapMut, PremultipliedColorU8};

/// No glyph is wider, in pixels; it would not fit on any page.
const WIDEST: f32 = 40_000.0;

/// Fills outlines; keeps its buffers from one to the next.
#[derive(Default)]
pub(super) struct Filler {
    edges: Edges,
    area: Vec<f32>,
}

/// An outline as straight edges, in pixels of a band.
#[derive(Default)]
struct Edges {
    lines: Vec<(f32, f32, f32, f32)>,
    start: (f32, f32),
    at: (f32, f32),
    scale: f64,
    top: f64,
}

impl Filler {
    /// Fills an outline by the non-zero rule. `scale` is in pixels for each px, `top` the band's first row of pixels.
    pub(super) fn fill(
        &mut self,
        outline: &PlacedOutline<'_>,
        scale: f64,
        top: f64,
        color: Rgb,
        band: &mut PixmapMut<'_>,
        mask: Option<&Mask>,
    ) {
        let edges = &mut self.edges;
        edges.lines.clear();
        (edges.scale, edges.top) = (scale, top);
        outline.draw(edges);
        edges.close();
        let (mut left, mut right, mut above, mut below) = (f32::MAX, f32::MIN, f32::MAX, f32::MIN);
        for &(x0, y0, x1, y1) in &edges.lines {
            left = left.min(x0).min(x1);
            right = right.max(x0).max(x1);
            above = above.min(y0).min(y1);
            below = below.max(y0).max(y1);
        }
        let (columns, rows) = (band.width() as i32, band.height() as i32);
        let (first, last) = ((above.floor() as i32).max(0), (below.ceil() as i32).min(rows));
        let visible = right > 0.0 && left < columns as f32 && right - left < WIDEST;
        if edges.lines.is_empty() || !visible || first >= last {
            return;
        }
        let left = left.floor();
        // One column more than the outline needs: the last edge of a row still changes the pixel after it.
        let width = (right.ceil() - left) as usize + 2;
        let height = (last - first) as usize;
        self.area.clear();
        self.area.resize(width * height, 0.0);
        for &(x0, y0, x1, y1) in &edges.lines {
            add_edge(&mut self.area, width, (x0 - left, y0 - first as f32), (x1 - left, y1 - first as f32));
        }
        let stride = columns as usize;
        for (row, area) in self.area.chunks_exact(width).enumerate() {
            let from = (first as usize + row) * stride;
            let Some(pixels) = band.pixels_mut().get_mut(from..from + stride) else { return };
            let mask = mask.and_then(|mask| mask.data().get(from..from + stride));
            blend(pixels, area, left as i32, color, mask);
        }
    }
}

/// Adds the edge's change of coverage to the rows that it crosses.
fn add_edge(area: &mut [f32], width: usize, from: (f32, f32), to: (f32, f32)) {
    if from.1 == to.1 {
        return;
    }
    let (direction, (x0, y0), (x1, y1)) = if from.1 < to.1 { (1.0, from, to) } else { (-1.0, to, from) };
    let slope = (x1 - x0) / (y1 - y0);
    let rows = area.len() / width;
    let first = y0.max(0.0) as usize;
    let last = (y1.max(0.0).ceil() as usize).min(rows);
    let mut x = if y0 < 0.0 { x0 - y0 * slope } else { x0 };
    for row in first..last {
        let Some(cells) = area.get_mut(row * width..(row + 1) * width) else { return };
        let height = ((row + 1) as f32).min(y1) - (row as f32).max(y0);
        let next = x + slope * height;
        add_to_row(cells, height * direction, x.min(next), x.max(next));
        x = next;
    }
}

/// Adds the change of an edge that falls or rises by `height` between two places of one row.
fn add_to_row(cells: &mut [f32], height: f32, left: f32, right: f32) {
    let left = left.max(0.0);
    let start = left as usize;
    // `ceil` would be a call on most machines.
    let end = right as usize + usize::from(right > (right as usize) as f32);
    let mut add = |at: usize, change: f32| {
        if let Some(cell) = cells.get_mut(at) {
            *cell += change;
        }
    };
    if end <= start + 1 {
        // Within one pixel: what is right of the edge's middle belongs to it.
        let middle = 0.5 * (left + right) - start as f32;
        add(start, height - height * middle);
        add(start + 1, height * middle);
        return;
    }
    // Across several: the coverage grows as the square in the first and last pixel, evenly in between.
    let each = height / (right - left);
    let mut reached = 0.0;
    let mut before = 0.0;
    for at in start..end {
        let (a, b) = (left.max(at as f32), right.min((at + 1) as f32));
        // Area right of the edge within this pixel: the part that began before counts fully, the part in it by half.
        let inside = each * (b - a);
        let covered = reached + inside * (1.0 - (0.5 * (a + b) - at as f32));
        add(at, covered - before);
        reached += inside;
        before = covered;
    }
    add(end, height - before);
}

fn blend(pixels: &mut [PremultipliedColorU8], area: &[f32], left: i32, color: Rgb, mask: Option<&[u8]>) {
    let mut sum = 0.0f32;
    for (offset, change) in area.iter().enumerate() {
        sum += change;
        let mut alpha = (sum.abs().min(1.0) * 255.0 + 0.5) as u32;
        if alpha == 0 {
            continue;
        }
        let Ok(at) = usize::try_from(left + offset as i32) else { continue };
        let Some(pixel) = pixels.get_mut(at) else { return };
        if let Some(mask) = mask {
            alpha = divide_by_255(alpha * u32::from(mask.get(at).copied().unwrap_or(0)));
        }
        let mix = |below: u8, above: u8| divide_by_255(u32::from(below) * (255 - alpha) + u32::from(above) * alpha) as u8;
        let mixed = PremultipliedColorU8::from_rgba(
            mix(pixel.red(), color.r),
            mix(pixel.green(), color.g),
            mix(pixel.blue(), color.b),
            mix(pixel.alpha(), 255),
        );
        *pixel = mixed.unwrap_or(*pixel);
    }
}

/// Rounded; exact up to 255 × 255.
fn divide_by_255(value: u32) -> u32 {
    let value = value + 128;
    (value + (value >> 8)) >> 8
}

impl Edges {
    fn pixel(&self, p: Point) -> (f32, f32) {
        ((p.x * self.scale) as f32, (p.y * self.scale - self.top) as f32)
    }

    fn straight(&mut self, to: (f32, f32)) {
        self.lines.push((self.at.0, self.at.1, to.0, to.1));
        self.at = to;
    }
}

/// In how many straight pieces a curve is cut that bends by `bend` pixels (the size of its second difference): so many
/// that none is further than a twentieth of a pixel from the curve.
fn pieces(bend: f32) -> u32 {
    // The distance of a quadratic from its chord is an eighth of its second difference, and falls with the square.
    ((bend * (20.0 / 8.0)).sqrt().ceil() as u32).clamp(1, 64)
}

impl Canvas for Edges {
    fn move_to(&mut self, to: Point) {
        self.close();
        self.at = self.pixel(to);
        self.start = self.at;
    }

    fn line_to(&mut self, to: Point) {
        let to = self.pixel(to);
        self.straight(to);
    }

    fn quad_to(&mut self, control: Point, to: Point) {
        let (a, b, c) = (self.at, self.pixel(control), self.pixel(to));
        let bend = (a.0 - 2.0 * b.0 + c.0).abs().max((a.1 - 2.0 * b.1 + c.1).abs());
        let count = pieces(bend);
        for piece in 1..count {
            let t = piece as f32 / count as f32;
            let u = 1.0 - t;
            let at = |a: f32, b: f32, c: f32| u * u * a + 2.0 * u * t * b + t * t * c;
            self.straight((at(a.0, b.0, c.0), at(a.1, b.1, c.1)));
        }
        self.straight(c);
    }

    fn curve_to(&mut self, first: Point, second: Point, to: Point) {
        let (a, b, c, d) = (self.at, self.pixel(first), self.pixel(second), self.pixel(to));
        let bend = |a: f32, b: f32, c: f32, d: f32| (a - 2.0 * b + c).abs().max((b - 2.0 * c + d).abs());
        let count = pieces(3.0 * bend(a.0, b.0, c.0, d.0).max(bend(a.1, b.1, c.1, d.1)));
        for piece in 1..count {
            let t = piece as f32 / count as f32;
            let u = 1.0 - t;
            let at = |a: f32, b: f32, c: f32, d: f32| u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d;
            self.straight((at(a.0, b.0, c.0, d.0), at(a.1, b.1, c.1, d.1)));
        }
        self.straight(d);
    }

    fn close(&mut self) {
        if self.at != self.start {
            let start = self.start;
            self.straight(start);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Coverage of a row after the edges of a quadrilateral.
    fn covered(width: usize, rows: usize, points: &[(f32, f32)]) -> Vec<f32> {
        let mut area = vec![0.0; (width + 2) * rows];
        for (index, from) in points.iter().enumerate() {
            add_edge(&mut area, width + 2, *from, points[(index + 1) % points.len()]);
        }
        let mut out = Vec::new();
        for row in area.chunks(width + 2) {
            let mut sum = 0.0f32;
            out.extend(row.iter().map(|change| {
                sum += change;
                (sum.abs() * 1000.0).round() / 1000.0
            }));
        }
        out
    }

    #[test]
    fn a_rectangle_covers_what_it_should() {
        assert_eq!(covered(3, 1, &[(0.5, 0.0), (2.25, 0.0), (2.25, 1.0), (0.5, 1.0)]), [0.5, 1.0, 0.25, 0.0, 0.0]);
        assert_eq!(covered(2, 1, &[(0.0, 0.5), (1.0, 0.5), (1.0, 2.0), (0.0, 2.0)]), [0.5, 0.0, 0.0, 0.0]);
        assert_eq!(covered(2, 2, &[(0.0, -1.0), (1.0, -1.0), (1.0, 1.5), (0.0, 1.5)]), [1.0, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn a_slope_covers_its_share_of_each_pixel() {
        // Right of the diagonal from the upper left to (3, 1): 1/6, 1/2, 5/6 lie below it.
        assert_eq!(covered(3, 1, &[(0.0, 0.0), (3.0, 1.0), (0.0, 1.0)]), [0.833, 0.5, 0.167, 0.0, 0.0]);
    }

    #[test]
    fn dividing_is_exact() {
        for value in 0..=255u32 * 255 {
            assert_eq!(divide_by_255(value), (value * 2 + 255) / 510, "{value}");
        }
    }
}
