//! Text of a picture, painted over its shapes.

use super::coverage::Filler;
use crate::render::glyphs::{Glyphs, Placed};
use crate::scene::{Face, Node, Scene, TextLine};
use kurbo::{PathEl, Point, Rect};
use resvg::tiny_skia::{
    FillRule, FilterQuality, Mask, PathBuilder, Pixmap, PixmapMut, PixmapPaint, PremultipliedColorU8, Transform,
};
use std::collections::HashMap;

/// All lines of a scene, each with the clips that its groups put around it.
pub(super) struct Lettering<'a> {
    faces: &'a [Face],
    lines: Vec<(&'a TextLine, Option<usize>)>,
    clips: Vec<Clip>,
}

struct Clip {
    rect: Rect,
    radius: f64,
    within: Option<usize>,
}

impl<'a> Lettering<'a> {
    /// Gathers them in the order in which they are drawn.
    pub(super) fn of(scene: &'a Scene) -> Self {
        let mut lettering = Self { faces: &scene.faces, lines: Vec::new(), clips: Vec::new() };
        lettering.gather(&scene.nodes, None);
        lettering
    }

    fn gather(&mut self, nodes: &'a [Node], clip: Option<usize>) {
        for node in nodes {
            match node {
                Node::Group(group) => {
                    let mut inner = clip;
                    if let Some((rect, radius)) = group.clip {
                        self.clips.push(Clip { rect, radius, within: clip });
                        inner = Some(self.clips.len() - 1);
                    }
                    self.gather(&group.children, inner);
                }
                Node::Text(line) if !line.glyphs.is_empty() => self.lines.push((line, clip)),
                Node::Text(_) | Node::Shape(_) | Node::Icon(_) | Node::Image(_) => {}
            }
        }
    }
}

/// Paints lines; each thread has its own, because it remembers the glyphs that it has read.
pub(super) struct Painter<'a> {
    lettering: &'a Lettering<'a>,
    glyphs: Glyphs<'a>,
    filler: Filler,
    pictures: HashMap<(usize, u32), Option<Pixmap>>,
    scale: f64,
}

impl<'a> Painter<'a> {
    /// At `scale` pixels for each px.
    pub(super) fn new(lettering: &'a Lettering<'a>, scale: f64) -> Self {
        Self { lettering, glyphs: Glyphs::new(lettering.faces), filler: Filler::default(), pictures: HashMap::new(), scale }
    }

    /// Paints what falls into a band whose first row of pixels is `top`.
    pub(super) fn paint(&mut self, band: &mut PixmapMut<'_>, top: u32) {
        let (top, bottom) = (f64::from(top), f64::from(top + band.height()));
        let mut masks: HashMap<usize, Option<Mask>> = HashMap::new();
        for (line, clip) in &self.lettering.lines {
            // Three em is more than any script needs above or below its baseline.
            let (baseline, reach) = (line.baseline * self.scale, 3.0 * line.style.size * self.scale);
            if baseline + reach < top || baseline - reach > bottom {
                continue;
            }
            let mask = match clip {
                Some(clip) => {
                    let mask = masks.entry(*clip).or_insert_with(|| self.lettering.mask(*clip, band, top, self.scale));
                    let Some(mask) = mask else { continue };
                    Some(&*mask)
                }
                None => None,
            };
            self.glyphs.place(line, &mut |placed| match placed {
                Placed::Outline(outline) => self.filler.fill(&outline, self.scale, top, line.color, band, mask),
                Placed::Picture { picture, rect } => {
                    draw_picture(&mut self.pictures, &picture.png, rect.scale_from_origin(self.scale), top, band, mask);
                }
            });
        }
    }
}

impl Lettering<'_> {
    /// The inside of a clip and of all around it; nothing where no pixel of the band is inside.
    fn mask(&self, clip: usize, band: &PixmapMut<'_>, top: f64, scale: f64) -> Option<Mask> {
        let mut mask: Option<Mask> = None;
        let mut next = Some(clip);
        while let Some(Clip { rect, radius, within }) = next.and_then(|index| self.clips.get(index)) {
            let mut path = PathBuilder::new();
            let at = |p: Point| ((p.x * scale) as f32, (p.y * scale - top) as f32);
            for element in kurbo::Shape::path_elements(&rect.abs().to_rounded_rect(radius.max(0.0)), 0.05 / scale) {
                match element {
                    PathEl::MoveTo(p) => path.move_to(at(p).0, at(p).1),
                    PathEl::LineTo(p) => path.line_to(at(p).0, at(p).1),
                    PathEl::QuadTo(a, p) => path.quad_to(at(a).0, at(a).1, at(p).0, at(p).1),
                    PathEl::CurveTo(a, b, p) => path.cubic_to(at(a).0, at(a).1, at(b).0, at(b).1, at(p).0, at(p).1),
                    PathEl::ClosePath => path.close(),
                }
            }
            let path = path.finish()?;
            match &mut mask {
                Some(mask) => mask.intersect_path(&path, FillRule::Winding, true, Transform::identity()),
                None => mask.insert(Mask::new(band.width(), band.height())?).fill_path(
                    &path,
                    FillRule::Winding,
                    true,
                    Transform::identity(),
                ),
            }
            next = *within;
        }
        mask
    }
}

/// Draws an emoji's picture into a rectangle given in pixels of the whole picture.
fn draw_picture(
    known: &mut HashMap<(usize, u32), Option<Pixmap>>,
    png: &[u8],
    rect: Rect,
    top: f64,
    band: &mut PixmapMut<'_>,
    mask: Option<&Mask>,
) {
    if rect.y1 < top || rect.y0 > top + f64::from(band.height()) || rect.width() <= 0.0 {
        return;
    }
    // Bilinear filtering sees four pixels: halve the picture until it is less than twice as large as its place.
    let address = png.as_ptr() as usize;
    let whole = known.entry((address, 0)).or_insert_with(|| Pixmap::decode_png(png).ok());
    let Some(width) = whole.as_ref().map(|pixmap| f64::from(pixmap.width())) else { return };
    let halvings = (width / rect.width()).log2().floor().clamp(0.0, 12.0) as u32;
    for level in 1..=halvings {
        if !known.contains_key(&(address, level)) {
            let half = known.get(&(address, level - 1)).and_then(Option::as_ref).and_then(halve);
            known.insert((address, level), half);
        }
    }
    let Some(Some(pixmap)) = known.get(&(address, halvings)) else { return };
    let scale_x = rect.width() / f64::from(pixmap.width());
    let scale_y = rect.height() / f64::from(pixmap.height());
    let place = Transform::from_row(scale_x as f32, 0.0, 0.0, scale_y as f32, rect.x0 as f32, (rect.y0 - top) as f32);
    let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
    band.draw_pixmap(0, 0, pixmap.as_ref(), &paint, place, mask);
}

/// The pixmap at half its size, four pixels averaged to one.
fn halve(pixmap: &Pixmap) -> Option<Pixmap> {
    let (width, height) = ((pixmap.width() / 2).max(1), (pixmap.height() / 2).max(1));
    let mut half = Pixmap::new(width, height)?;
    for (index, out) in half.pixels_mut().iter_mut().enumerate() {
        let (x, y) = (index as u32 % width * 2, index as u32 / width * 2);
        let mut sum = [0u32; 4];
        for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let (x, y) = ((x + dx).min(pixmap.width() - 1), (y + dy).min(pixmap.height() - 1));
            let pixel = pixmap.pixel(x, y)?;
            for (sum, part) in sum.iter_mut().zip([pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]) {
                *sum += u32::from(part);
            }
        }
        let [r, g, b, a] = sum.map(|sum| ((sum + 2) / 4) as u8);
        *out = PremultipliedColorU8::from_rgba(r.min(a), g.min(a), b.min(a), a)?;
    }
    Some(half)
}
