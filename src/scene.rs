//! The picture as a few primitives, ready to be written in any format.
//!
//! A scene knows nothing of journeys, themes or fonts' files beyond the faces that its glyphs name. Every renderer is
//! one exhaustive `match` over [`Node`]. Lengths are px, y grows downwards, colours are opaque sRGB with a separate
//! opacity between 0 and 1.

use crate::color::Rgb;
use kurbo::{BezPath, Point, Rect, Size};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// A whole picture.
#[derive(Debug, Clone)]
pub struct Scene {
    /// The page, px.
    pub size: Size,
    /// What a screen reader calls the picture.
    pub title: String,
    /// What a screen reader tells of the picture, in sentences.
    pub description: String,
    /// BCP 47 tag of the picture's language.
    pub language: String,
    /// Colour of the page behind everything.
    pub background: Rgb,
    /// What is drawn, from back to front.
    pub nodes: Vec<Node>,
    /// The faces that [`Glyph`] runs name, by [`FaceId`].
    pub faces: Vec<Face>,
    /// Whether the machine's fonts were asked for, whatever they had: on another machine the picture may be another.
    pub system_fonts: bool,
}

/// One item of a [`Scene`].
#[derive(Debug, Clone)]
pub enum Node {
    /// Items that belong together.
    Group(Group),
    /// A filled or stroked outline.
    Shape(Shape),
    /// One line of text.
    Text(TextLine),
    /// An icon, drawn in one colour unless its art says otherwise.
    Icon(Icon),
    /// A raster picture.
    Image(Image),
}

/// What a screen reader makes of a [`Group`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Something to walk into: its name, then its children one by one.
    #[default]
    Container,
    /// One thing: its name tells all of it, and what it is drawn from is not told.
    Symbol,
    /// Nothing to be told: ornaments, and what others have told already.
    Decoration,
}

/// Items that belong together: they share a name for screen readers, a link, a tooltip or a clip.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// What a screen reader calls the group.
    pub label: Option<String>,
    /// What a screen reader makes of it. A group with a link is a link, whatever its role.
    pub role: Role,
    /// What kind of thing it is, in one word of the field ("stage", "touchpoint", "lane"); written as `data-kind`.
    pub kind: Option<&'static str>,
    /// Where a click leads.
    pub link: Option<String>,
    /// Shown by browsers on hover.
    pub tooltip: Option<String>,
    /// Nothing is drawn outside this rectangle with rounded corners (radius in px).
    pub clip: Option<(Rect, f64)>,
    /// From back to front.
    pub children: Vec<Node>,
}

/// A filled or stroked outline.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Its outline.
    pub geometry: Geometry,
    /// Its inside; nothing where absent.
    pub fill: Option<Fill>,
    /// Its line; nothing where absent.
    pub stroke: Option<Stroke>,
}

/// The outline of a [`Shape`].
#[derive(Debug, Clone)]
pub enum Geometry {
    /// A rectangle with corners of one radius (0: sharp), px.
    Rect {
        /// Its bounds.
        rect: Rect,
        /// Radius of its corners, px.
        radius: f64,
    },
    /// A circle.
    Circle {
        /// Its centre.
        center: Point,
        /// Its radius, px.
        radius: f64,
    },
    /// A straight line.
    Line {
        /// One end.
        from: Point,
        /// The other end.
        to: Point,
    },
    /// Anything else.
    Path(BezPath),
}

/// What fills an outline.
#[derive(Debug, Clone)]
pub enum Fill {
    /// One colour.
    Solid {
        /// The colour.
        color: Rgb,
        /// 0 (invisible) to 1.
        opacity: f64,
    },
    /// Colours that change along a line, in page coordinates.
    Linear {
        /// Where the first stop is.
        from: Point,
        /// Where the last stop is.
        to: Point,
        /// Offset 0 to 1, colour, opacity 0 to 1; in order.
        stops: Vec<(f64, Rgb, f64)>,
    },
}

impl Fill {
    /// One opaque colour.
    pub fn solid(color: Rgb) -> Self {
        Fill::Solid { color, opacity: 1.0 }
    }
}

/// The line around or along an outline. Ends and corners are round.
#[derive(Debug, Clone)]
pub struct Stroke {
    /// Its colour.
    pub color: Rgb,
    /// 0 to 1.
    pub opacity: f64,
    /// px.
    pub width: f64,
    /// Lengths of dashes and gaps in px; empty for an unbroken line.
    pub dashes: Vec<f64>,
}

impl Stroke {
    /// An unbroken opaque line.
    pub fn new(color: Rgb, width: f64) -> Self {
        Self { color, opacity: 1.0, width, dashes: Vec::new() }
    }

    /// The same line in dashes (lengths of dashes and gaps in px).
    pub fn dashed(mut self, dashes: &[f64]) -> Self {
        self.dashes = dashes.to_vec();
        self
    }
}

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FontStyle {
    /// Size of the em, px.
    pub size: f64,
    /// 400, 500, 600 or 700.
    pub weight: u16,
    /// Slanted.
    pub italic: bool,
    /// Space added after each grapheme, px.
    pub tracking: f64,
}

/// Which point of a line of text its `x` attribute names, should the viewer's font be wider or narrower than ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// The left edge.
    #[default]
    Left,
    /// The middle.
    Middle,
    /// The right edge.
    Right,
}

/// One line of text at its final place.
#[derive(Debug, Clone)]
pub struct TextLine {
    /// Left edge of the measured line, px, whatever the anchor or direction.
    pub x: f64,
    /// Baseline, px.
    pub baseline: f64,
    /// Measured advance width, px.
    pub width: f64,
    /// Which point stays put when the viewer's font differs.
    pub anchor: Anchor,
    /// The words in logical order.
    pub content: String,
    /// Whether the line's base direction is right to left.
    pub rtl: bool,
    /// Size, weight and slant.
    pub style: FontStyle,
    /// Colour.
    pub color: Rgb,
    /// CSS family list, the face that measured first, a generic one last.
    pub families: Cow<'static, str>,
    /// The shaped glyphs in visual order, for renderers that draw outlines.
    pub glyphs: Arc<[GlyphRun]>,
    /// The line in parts, for renderers that leave the order of the words to a viewer: of lines with words from right to
    /// left, which viewers order differently, and with emoji, whose width depends on the viewer's font. In logical order;
    /// white space between them belongs to none.
    pub words: Option<Arc<[Word]>>,
}

/// A part of a [`TextLine`] that has one direction: a word from right to left, words from left to right, an emoji.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Bytes of the line's content.
    pub range: Range<usize>,
    /// Its left edge from the left edge of the line, px.
    pub x: f64,
    /// Measured advance width, px.
    pub width: f64,
    /// Whether it is written from right to left.
    pub rtl: bool,
    /// Whether it is an emoji.
    pub emoji: bool,
    /// CSS family list of this part, the face that measured it first, a generic one last: some viewers look at no family
    /// but the first.
    pub families: Cow<'static, str>,
}

/// Index into [`Scene::faces`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceId(pub u32);

/// Glyphs of one face.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// Their face.
    pub face: FaceId,
    /// In visual order. Positions are in em (multiply by the size), from the line's left edge and baseline, y down.
    pub glyphs: Vec<Glyph>,
}

/// One glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u32,
    /// em from the line's left edge; tracking is not included.
    pub x: f32,
    /// em below the baseline (negative: above).
    pub y: f32,
    /// How many graphemes of the line stand before it in visual order: that many times the tracking is added to `x`.
    pub index: u32,
}

/// A font face that glyphs can be drawn from.
#[derive(Clone)]
pub struct Face {
    /// The font file's bytes.
    pub data: Arc<dyn AsRef<[u8]> + Send + Sync>,
    /// Which font of a collection.
    pub index: u32,
    /// Variation settings such as `("wght", 500.0)`.
    pub variations: Vec<([u8; 4], f32)>,
    /// Slant by this tangent when the face has no italic of its own; 0 for none.
    pub skew: f32,
    /// What it stands for, of a face that a picture may carry along; `None` for those of the system, whose licences are
    /// unknown.
    pub css: Option<CssFace>,
}

/// Which lines a [`Face`] draws, in the terms of CSS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CssFace {
    /// Its family, as the font itself says it.
    pub family: &'static str,
    /// The lightest and the heaviest weight that it stands for, 400 to 700.
    pub weights: (u16, u16),
    /// Whether it stands for slanted lines; `None` for those and upright ones alike.
    pub italic: Option<bool>,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face").field("index", &self.index).field("variations", &self.variations).finish_non_exhaustive()
    }
}

/// An icon at its final place.
#[derive(Debug, Clone)]
pub struct Icon {
    /// What to draw.
    pub art: Arc<IconArt>,
    /// Upper left corner.
    pub at: Point,
    /// Width and height, px.
    pub size: f64,
    /// Colour of everything that has none of its own.
    pub color: Rgb,
    /// Line width on the icon's own grid; 2 is Lucide's.
    pub stroke_width: f64,
}

/// The shapes of an icon on a square grid.
#[derive(Debug, Clone, PartialEq)]
pub struct IconArt {
    /// Side of the grid (24 for the built-in set).
    pub grid: f64,
    /// From back to front.
    pub shapes: Vec<IconShape>,
}

/// One outline of an icon.
#[derive(Debug, Clone, PartialEq)]
pub struct IconShape {
    /// SVG path data on the grid.
    pub path: Cow<'static, str>,
    /// Whether what the outline surrounds twice is outside.
    pub even_odd: bool,
    /// 0 (invisible) to 1.
    pub opacity: f64,
    /// Fill, where it has one.
    pub fill: Option<IconPaint>,
    /// Line, where it has one; `None` width means the icon's [`Icon::stroke_width`].
    pub stroke: Option<(IconPaint, Option<f64>)>,
}

impl IconShape {
    /// An outline that is neither filled nor drawn yet.
    pub fn new(path: impl Into<Cow<'static, str>>) -> Self {
        Self { path: path.into(), even_odd: false, opacity: 1.0, fill: None, stroke: None }
    }
}

/// The colour of a part of an icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconPaint {
    /// The colour that the picture gives it.
    Current,
    /// Its own.
    Fixed(Rgb),
}

/// A raster picture at its final place.
#[derive(Debug, Clone)]
pub struct Image {
    /// The picture itself.
    pub raster: Arc<Raster>,
    /// Where it is drawn; it fills this rectangle and what is outside is cut off.
    pub rect: Rect,
    /// Radius of the corners, px.
    pub radius: f64,
    /// What a screen reader calls it.
    pub label: Option<String>,
}

/// A raster picture, not decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Raster {
    /// What messages call it: its path, as the journey names it first.
    pub name: String,
    /// `image/png`, `image/jpeg`, `image/gif` or `image/webp`.
    pub media_type: &'static str,
    /// Width as it is shown, in its own pixels.
    pub width: u32,
    /// Height as it is shown, in its own pixels.
    pub height: u32,
    /// The file, of which nothing is left but what draws.
    pub bytes: Vec<u8>,
}
