//! A user's SVG icon as plain outlines.
//!
//! Nothing of the file goes into a map but these: the outlines that `usvg` finds are written anew. What outlines can't
//! say is refused with what to change; nothing is left out silently.

mod allowed;
mod clip;

use crate::color::Rgb;
use crate::limits;
use crate::scene::{IconArt, IconPaint, IconShape};
use std::fmt::Write;
use usvg::roxmltree::{Document, ParsingOptions};
use usvg::tiny_skia_path::{Path, PathSegment, Point, Rect, Transform};
use usvg::{BlendMode, FillRule, LineCap, LineJoin, PaintOrder};

/// Side of the grid that outlines are written on, as that of the built-in icons.
const GRID: f32 = 24.0;

/// How far an outline may go beyond the edge of its drawing, in shares of its side.
const SLACK: f32 = 0.1;

/// Most outlines of one icon.
const MOST_SHAPES: usize = 500;

/// The outlines of an SVG file: areas and lines, each of one colour. Black and `currentColor` take the colour that the
/// picture gives the icon, other colours stay. The drawing stands in the middle of a square grid. Nothing outside the
/// bytes is ever read.
///
/// # Errors
///
/// A clause that says why it can't be used: too large, no valid SVG, nothing in it that could be drawn, or something that
/// would be lost: texts, pictures, gradients, patterns, filters, masks, clips, dashed lines, what lies outside its
/// `viewBox`.
///
/// ```
/// use wayline::render::import_icon;
///
/// let icon = import_icon(b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><path d='M1 1h6v6z'/></svg>")?;
/// assert_eq!(icon.shapes[0].path, "M3 3L21 3L21 21Z");
/// assert!(import_icon(b"<svg xmlns='http://www.w3.org/2000/svg'><text>a</text></svg>").is_err());
/// # Ok::<(), String>(())
/// ```
pub fn import_icon(bytes: &[u8]) -> Result<IconArt, String> {
    if limits::ICON_FILE.is_exceeded_by(bytes.len()) {
        return Err(format!("it is larger than {}", limits::ICON_FILE));
    }
    if bytes.starts_with(&[0x1F, 0x8B]) {
        return Err("compressed SVG can't be read".to_owned());
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "it is no UTF-8 text".to_owned())?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    allowed::check_text(text)?;
    // A document type alone does nothing, and many programs write one.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: allowed::MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| format!("it is no valid SVG ({error})"))?;
    allowed::check(&document)?;
    let options = usvg::Options {
        resources_dir: None,
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_xmltree(&document, &options).map_err(|error| format!("it is no valid SVG ({error})"))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let side = width.max(height);
    let place = Transform::from_translate((side - width) / 2.0, (side - height) / 2.0).post_scale(GRID / side, GRID / side);
    let mut import = Import { shapes: Vec::new(), points: 0, place };
    import.group(tree.root(), 1.0)?;
    if import.shapes.is_empty() {
        return Err("it has no filled or stroked outline".to_owned());
    }
    Ok(IconArt { grid: f64::from(GRID), shapes: import.shapes })
}

struct Import {
    shapes: Vec<IconShape>,
    points: usize,
    /// Puts the drawing in the middle of the square grid.
    place: Transform,
}

impl Import {
    fn group(&mut self, group: &usvg::Group, opacity: f32) -> Result<(), String> {
        if group.mask().is_some() || !group.filters().is_empty() || group.blend_mode() != BlendMode::Normal {
            return Err("it has a mask, a filter or a blend mode: save it with plain paths".to_owned());
        }
        if group.clip_path().is_some_and(|clip| !clip::cuts_nothing(clip, group)) {
            return Err("parts of it are cut off by a clip path: save it with plain paths".to_owned());
        }
        let opacity = opacity * group.opacity().get();
        for node in group.children() {
            match node {
                usvg::Node::Group(inner) => self.group(inner, opacity)?,
                usvg::Node::Path(path) if path.is_visible() => self.path(path, opacity)?,
                usvg::Node::Path(_) => {}
                usvg::Node::Image(_) | usvg::Node::Text(_) => return Err(allowed::refused("image")),
            }
        }
        Ok(())
    }

    fn path(&mut self, path: &usvg::Path, opacity: f32) -> Result<(), String> {
        if path.paint_order() == PaintOrder::StrokeAndFill {
            self.stroke(path, opacity)?;
            return self.fill(path, opacity);
        }
        // One shape is enough where one would look the same as two.
        let same = match (path.fill(), path.stroke()) {
            (Some(fill), Some(stroke)) => fill.opacity() == stroke.opacity() && is_round(stroke, path.abs_transform()),
            _ => false,
        };
        let before = self.shapes.len();
        self.fill(path, opacity)?;
        let filled = self.shapes.len() > before;
        self.stroke(path, opacity)?;
        if same
            && filled
            && self.shapes.len() == before + 2
            && let (Some(line), Some(area)) = (self.shapes.pop(), self.shapes.last_mut())
        {
            area.stroke = line.stroke;
        }
        Ok(())
    }

    fn fill(&mut self, path: &usvg::Path, opacity: f32) -> Result<(), String> {
        let Some(fill) = path.fill() else { return Ok(()) };
        // A line has no inside, though SVG fills it black unless told otherwise.
        if path.data().bounds().width() == 0.0 || path.data().bounds().height() == 0.0 {
            return Ok(());
        }
        let shape = IconShape {
            even_odd: fill.rule() == FillRule::EvenOdd,
            opacity: two_decimals(opacity * fill.opacity().get()),
            fill: Some(paint(fill.paint())?),
            ..IconShape::new("")
        };
        self.push(path.data(), path.abs_transform(), shape, 0.0)
    }

    /// A line as a line, where those of a map end and turn like it; else as the area that it covers.
    fn stroke(&mut self, path: &usvg::Path, opacity: f32) -> Result<(), String> {
        let Some(stroke) = path.stroke() else { return Ok(()) };
        if stroke.dasharray().is_some() {
            return Err("it has dashed lines: turn them into outlines".to_owned());
        }
        let color = paint(stroke.paint())?;
        let shape = IconShape { opacity: two_decimals(opacity * stroke.opacity().get()), ..IconShape::new("") };
        let transform = path.abs_transform();
        if is_round(stroke, transform) {
            let width = stroke.width().get() * scale(transform.post_concat(self.place));
            let stroke = Some((color, Some(f64::from(width))));
            return self.push(path.data(), transform, IconShape { stroke, ..shape }, width / 2.0);
        }
        let zoom = scale(transform.post_concat(self.place));
        let Some(outline) = path.data().stroke(&stroke.to_tiny_skia(), zoom) else { return Ok(()) };
        self.push(&outline, transform, IconShape { fill: Some(color), ..shape }, 0.0)
    }

    /// Adds an outline, moved to its place, that leaves marks as far as `reach` around it.
    fn push(&mut self, outline: &Path, transform: Transform, shape: IconShape, reach: f32) -> Result<(), String> {
        if shape.opacity == 0.0 {
            return Ok(());
        }
        let far = || "it draws outside of its viewBox".to_owned();
        let outline = outline.clone().transform(transform.post_concat(self.place)).ok_or_else(far)?;
        let edge = GRID * SLACK;
        let room = Rect::from_ltrb(-edge, -edge, GRID + edge, GRID + edge).ok_or_else(far)?;
        let bounds = outline.bounds();
        let is_inside = bounds.left() - reach >= room.left()
            && bounds.top() - reach >= room.top()
            && bounds.right() + reach <= room.right()
            && bounds.bottom() + reach <= room.bottom();
        if !is_inside {
            return Err(far());
        }
        self.points += outline.points().len();
        if self.shapes.len() >= MOST_SHAPES || limits::ICON.is_exceeded_by(self.points) {
            return Err(format!("its outlines have more than {} or are more than {MOST_SHAPES}", limits::ICON));
        }
        self.shapes.push(IconShape { path: data(&outline).into(), ..shape });
        Ok(())
    }
}

/// Whether a line ends and turns like all lines of a map, and is as wide in every direction.
fn is_round(stroke: &usvg::Stroke, transform: Transform) -> bool {
    let (a, b, c, d) = (transform.sx, transform.ky, transform.kx, transform.sy);
    let (across, down) = (a.hypot(b), c.hypot(d));
    let is_even = (across - down).abs() <= 0.01 * across.max(down) && (a * c + b * d).abs() <= 0.01 * across * down;
    stroke.linecap() == LineCap::Round && stroke.linejoin() == LineJoin::Round && is_even
}

/// How much larger a transform makes things.
fn scale(transform: Transform) -> f32 {
    (transform.sx * transform.sy - transform.kx * transform.ky).abs().sqrt()
}

fn two_decimals(opacity: f32) -> f64 {
    (f64::from(opacity) * 100.0).round() / 100.0
}

/// A solid colour; black is the colour of the picture, as `currentColor` is black where nothing sets it.
fn paint(paint: &usvg::Paint) -> Result<IconPaint, String> {
    let usvg::Paint::Color(color) = paint else {
        return Err("it has a gradient or pattern: give each part one colour".to_owned());
    };
    let color = Rgb::new(color.red, color.green, color.blue);
    Ok(if color == Rgb::BLACK { IconPaint::Current } else { IconPaint::Fixed(color) })
}

/// SVG path data with absolute commands.
fn data(path: &Path) -> String {
    let mut data = String::new();
    for segment in path.segments() {
        let points: &[Point] = match &segment {
            PathSegment::MoveTo(p) | PathSegment::LineTo(p) => &[*p],
            PathSegment::QuadTo(a, p) => &[*a, *p],
            PathSegment::CubicTo(a, b, p) => &[*a, *b, *p],
            PathSegment::Close => &[],
        };
        data.push(match segment {
            PathSegment::MoveTo(_) => 'M',
            PathSegment::LineTo(_) => 'L',
            PathSegment::QuadTo(..) => 'Q',
            PathSegment::CubicTo(..) => 'C',
            PathSegment::Close => 'Z',
        });
        for (i, point) in points.iter().enumerate() {
            let space = if i > 0 { " " } else { "" };
            // Writing into a string can't fail.
            let _ = write!(data, "{space}{} {}", short(point.x), short(point.y));
        }
    }
    data
}

/// At most three decimals: a thousandth of a 24-unit grid is far below a pixel.
fn short(number: f32) -> f64 {
    let rounded = (f64::from(number) * 1000.0).round() / 1000.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

#[cfg(test)]
mod tests;
