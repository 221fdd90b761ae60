//! Glyphs from the faces that measured them: outlines, and the pictures of colour emoji.

mod layered;

use crate::scene::{Face, FaceId, TextLine};
use kurbo::{Point, Rect};
use skrifa::bitmap::{BitmapData, BitmapFormat, BitmapStrikes, Origin};
use skrifa::color::ColorGlyphCollection;
use skrifa::instance::{Location, LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

/// A step along an outline, in em, y up as fonts have it.
#[derive(Debug, Clone, Copy)]
enum Step {
    Move(f32, f32),
    Line(f32, f32),
    Quad(f32, f32, f32, f32),
    Cubic(f32, f32, f32, f32, f32, f32),
    Close,
}

/// The glyphs of a scene's faces, each read once.
pub(super) struct Glyphs<'a> {
    faces: Vec<Option<Opened<'a>>>,
    sources: &'a [Face],
    known: HashMap<(FaceId, u32), Drawing<'a>>,
}

/// A face ready to draw from.
struct Opened<'a> {
    outlines: OutlineGlyphCollection<'a>,
    font: FontRef<'a>,
    pictures: Option<BitmapStrikes<'a>>,
    layers: ColorGlyphCollection<'a>,
    location: Location,
    em: f32,
}

#[derive(Clone)]
enum Drawing<'a> {
    Nothing,
    Outline(Rc<[Step]>),
    Picture(Rc<Picture<'a>>),
}

/// The picture of a glyph.
pub(super) struct Picture<'a> {
    /// As a PNG file.
    pub(super) png: Cow<'a, [u8]>,
    /// Where it stands, in em from the glyph's origin, y down.
    rect: Rect,
}

/// A glyph at its place on the page.
pub(super) enum Placed<'g, 'a> {
    /// To be filled with the line's colour by the non-zero rule: contours may overlap.
    Outline(PlacedOutline<'g>),
    /// To be drawn into a rectangle of the page.
    Picture {
        /// What to draw.
        picture: &'g Rc<Picture<'a>>,
        /// Where, px.
        rect: Rect,
    },
}

/// An outline and how it comes onto the page.
pub(super) struct PlacedOutline<'g> {
    /// Which glyph it is.
    pub(super) key: (FaceId, u32),
    /// Where it stands: its left end on the baseline, px.
    pub(super) origin: Point,
    steps: &'g [Step],
    size: f64,
    skew: f64,
}

/// Whatever an outline can be drawn with.
pub(super) trait Canvas {
    fn move_to(&mut self, to: Point);
    fn line_to(&mut self, to: Point);
    fn quad_to(&mut self, control: Point, to: Point);
    fn curve_to(&mut self, first: Point, second: Point, to: Point);
    fn close(&mut self);
}

impl PlacedOutline<'_> {
    /// Draws it in page coordinates.
    pub(super) fn draw(&self, canvas: &mut impl Canvas) {
        self.draw_at(self.origin, self.size, canvas);
    }

    /// Draws it with its left end on the baseline at the origin, in an em of this many units.
    pub(super) fn draw_alone(&self, em: f64, canvas: &mut impl Canvas) {
        self.draw_at(Point::ZERO, em, canvas);
    }

    fn draw_at(&self, origin: Point, size: f64, canvas: &mut impl Canvas) {
        let at = |x: f32, y: f32| {
            let (x, y) = (f64::from(x), f64::from(y));
            Point::new(origin.x + (x + y * self.skew) * size, origin.y - y * size)
        };
        for step in self.steps {
            match *step {
                Step::Move(x, y) => canvas.move_to(at(x, y)),
                Step::Line(x, y) => canvas.line_to(at(x, y)),
                Step::Quad(x1, y1, x, y) => canvas.quad_to(at(x1, y1), at(x, y)),
                Step::Cubic(x1, y1, x2, y2, x, y) => canvas.curve_to(at(x1, y1), at(x2, y2), at(x, y)),
                Step::Close => canvas.close(),
            }
        }
    }
}

impl<'a> Glyphs<'a> {
    /// None read yet.
    pub(super) fn new(faces: &'a [Face]) -> Self {
        Self { faces: Vec::new(), sources: faces, known: HashMap::new() }
    }

    /// Hands every glyph of a line that leaves a mark to `draw`, in visual order. A face that cannot be read draws
    /// nothing.
    pub(super) fn place(&mut self, line: &TextLine, draw: &mut dyn FnMut(Placed<'_, 'a>)) {
        if self.faces.is_empty() {
            self.faces = self.sources.iter().map(open).collect();
        }
        let size = line.style.size;
        for run in line.glyphs.iter() {
            let skew = self.sources.get(run.face.0 as usize).map_or(0.0, |face| f64::from(face.skew));
            let face = self.faces.get(run.face.0 as usize).and_then(Option::as_ref);
            let Some(face) = face else { continue };
            for glyph in &run.glyphs {
                let key = (run.face, glyph.id);
                let drawing = self.known.entry(key).or_insert_with(|| read(face, glyph.id));
                let origin = Point::new(
                    line.x + f64::from(glyph.x) * size + f64::from(glyph.index) * line.style.tracking,
                    line.baseline + f64::from(glyph.y) * size,
                );
                match drawing {
                    Drawing::Nothing => {}
                    Drawing::Outline(steps) => draw(Placed::Outline(PlacedOutline { key, origin, steps, size, skew })),
                    Drawing::Picture(picture) => {
                        let rect = picture.rect;
                        let place = |x: f64, y: f64| Point::new(origin.x + x * size, origin.y + y * size);
                        draw(Placed::Picture {
                            picture,
                            rect: Rect::from_points(place(rect.x0, rect.y0), place(rect.x1, rect.y1)),
                        });
                    }
                }
            }
        }
    }
}

fn open(face: &Face) -> Option<Opened<'_>> {
    let font = FontRef::from_index((*face.data).as_ref(), face.index).ok()?;
    let location = font.axes().location(face.variations.iter().map(|(tag, value)| (Tag::new(tag), *value)));
    let em = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
    let pictures = Some(BitmapStrikes::new(&font))
        .filter(|strikes| matches!(strikes.format(), Some(BitmapFormat::Sbix | BitmapFormat::Cbdt)) && !strikes.is_empty());
    let (outlines, layers) = (font.outline_glyphs(), font.color_glyphs());
    Some(Opened { outlines, font, pictures, layers, location, em: f32::from(em.max(1)) })
}

fn read<'a>(face: &Opened<'a>, glyph: u32) -> Drawing<'a> {
    let id = GlyphId::new(glyph);
    if let Some(picture) = face.pictures.as_ref().and_then(|strikes| picture(face, strikes, id)) {
        return Drawing::Picture(Rc::new(picture));
    }
    if let Some(glyph) = face.layers.get(id)
        && let Some((png, rect)) = layered::picture(&face.font, &glyph, (&face.location).into(), face.em)
    {
        return Drawing::Picture(Rc::new(Picture { png: Cow::Owned(png), rect }));
    }
    let Some(outline) = face.outlines.get(id) else { return Drawing::Nothing };
    let mut pen = Pen { scale: 1.0 / face.em, steps: Vec::new() };
    match outline.draw(DrawSettings::unhinted(Size::unscaled(), &face.location), &mut pen) {
        Ok(_) if !pen.steps.is_empty() => Drawing::Outline(pen.steps.into()),
        _ => Drawing::Nothing,
    }
}

/// The largest picture that the face has of a glyph: it is only ever made smaller.
fn picture<'a>(face: &Opened<'a>, strikes: &BitmapStrikes<'a>, id: GlyphId) -> Option<Picture<'a>> {
    let glyph = strikes.glyph_for_size(Size::unscaled(), id)?;
    let BitmapData::Png(png) = glyph.data else { return None };
    let (across, down) = (f64::from(glyph.ppem_x.max(1.0)), f64::from(glyph.ppem_y.max(1.0)));
    let (width, height) = (f64::from(glyph.width) / across, f64::from(glyph.height) / down);
    let em = f64::from(face.em);
    let left = f64::from(glyph.bearing_x) / em + f64::from(glyph.inner_bearing_x) / across;
    let up = f64::from(glyph.bearing_y) / em + f64::from(glyph.inner_bearing_y) / down;
    let top = match glyph.placement_origin {
        Origin::TopLeft => -up,
        Origin::BottomLeft => -up - height,
    };
    Some(Picture { png: Cow::Borrowed(png), rect: Rect::new(left, top, left + width, top + height) })
}

struct Pen {
    scale: f32,
    steps: Vec<Step>,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Move(x * self.scale, y * self.scale));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Line(x * self.scale, y * self.scale));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let s = self.scale;
        self.steps.push(Step::Quad(cx * s, cy * s, x * s, y * s));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let s = self.scale;
        self.steps.push(Step::Cubic(cx0 * s, cy0 * s, cx1 * s, cy1 * s, x * s, y * s));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}
