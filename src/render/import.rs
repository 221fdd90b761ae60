//! A user's SVG icon as plain paths.

use crate::color::Rgb;
use crate::scene::{IconArt, IconPaint, IconShape};
use std::fmt::Write;
use usvg::tiny_skia_path::{Path, PathSegment, Point};

/// Largest icon file, in bytes.
pub const ICON_LIMIT: usize = 256 * 1024;

/// Most shapes and path segments of one icon; more would weigh on every card that shows it.
const MOST_SHAPES: usize = 500;
const MOST_SEGMENTS: usize = 20_000;

/// The outlines of an SVG file, with solid fills and strokes only: black and `currentColor` take the colour that the picture
/// gives the icon, other colours stay. Texts, images, gradients, patterns, filters, masks and clips are left out; nothing
/// outside the bytes is ever read. The grid is the larger side, the drawing stands in its middle.
///
/// # Errors
///
/// A few words that say why it can't be used: too large, no valid SVG, or nothing in it that could be drawn.
pub fn import_icon(bytes: &[u8]) -> Result<IconArt, String> {
    if bytes.len() > ICON_LIMIT {
        return Err(format!("it is larger than {} KiB", ICON_LIMIT / 1024));
    }
    if bytes.starts_with(&[0x1F, 0x8B]) {
        return Err("compressed SVG is not supported".to_owned());
    }
    let options = usvg::Options {
        resources_dir: None,
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_data(bytes, &options).map_err(|error| format!("it is no valid SVG ({error})"))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let grid = width.max(height);
    let offset = Point::from_xy((grid - width) / 2.0, (grid - height) / 2.0);
    let mut import = Import { shapes: Vec::new(), segments: 0, offset };
    import.group(tree.root())?;
    if import.shapes.is_empty() {
        return Err("it has no filled or stroked outline".to_owned());
    }
    Ok(IconArt { grid: f64::from(grid), shapes: import.shapes })
}

struct Import {
    shapes: Vec<IconShape>,
    segments: usize,
    /// Puts the drawing in the middle of the square grid.
    offset: Point,
}

impl Import {
    fn group(&mut self, group: &usvg::Group) -> Result<(), String> {
        for node in group.children() {
            match node {
                usvg::Node::Group(inner) => self.group(inner)?,
                usvg::Node::Path(path) if path.is_visible() => self.path(path)?,
                usvg::Node::Path(_) | usvg::Node::Image(_) | usvg::Node::Text(_) => {}
            }
        }
        Ok(())
    }

    fn path(&mut self, path: &usvg::Path) -> Result<(), String> {
        let transform = path.abs_transform().post_translate(self.offset.x, self.offset.y);
        let fill = path.fill().and_then(|fill| paint(fill.paint()));
        let stroke = path.stroke().and_then(|stroke| {
            // Uneven scaling would make a stroke of uneven width; its area's root is the fair middle.
            let scale = f64::from((transform.sx * transform.sy - transform.kx * transform.ky).abs()).sqrt();
            paint(stroke.paint()).map(|paint| (paint, Some(f64::from(stroke.width().get()) * scale)))
        });
        if fill.is_none() && stroke.is_none() {
            return Ok(());
        }
        let Some(outline) = path.data().clone().transform(transform) else { return Ok(()) };
        self.segments += outline.len();
        if self.shapes.len() >= MOST_SHAPES || self.segments > MOST_SEGMENTS {
            return Err("it has too many outlines for an icon".to_owned());
        }
        self.shapes.push(IconShape { path: data(&outline).into(), fill, stroke });
        Ok(())
    }
}

/// A solid colour; black is the colour of the picture, as `currentColor` is black where nothing sets it.
fn paint(paint: &usvg::Paint) -> Option<IconPaint> {
    let usvg::Paint::Color(color) = paint else { return None };
    let color = Rgb::new(color.red, color.green, color.blue);
    Some(if color == Rgb::BLACK { IconPaint::Current } else { IconPaint::Fixed(color) })
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
mod tests {
    use super::*;

    fn import(body: &str) -> Result<IconArt, String> {
        import_icon(format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 12'>{body}</svg>").as_bytes())
    }

    #[test]
    fn outlines_keep_their_paint_and_stand_in_the_middle() {
        let icon =
            import("<path d='M0 0H24' stroke='currentColor' stroke-width='2'/><rect width='2' height='2' fill='#f00'/>").unwrap();
        assert_eq!(icon.grid, 24.0);
        assert_eq!(icon.shapes[0].path, "M0 6L24 6");
        assert_eq!(icon.shapes[0].fill, Some(IconPaint::Current), "SVG fills black unless told");
        assert_eq!(icon.shapes[0].stroke, Some((IconPaint::Current, Some(2.0))));
        assert_eq!(icon.shapes[1].fill, Some(IconPaint::Fixed(Rgb::new(255, 0, 0))));
    }

    #[test]
    fn nothing_outside_is_read() {
        let outside = "<image href='/etc/passwd' width='9' height='9'/><image href='data:image/svg+xml,x' width='9' height='9'/>";
        assert!(import(outside).is_err());
        let entity = "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>";
        assert!(import_icon(entity.as_bytes()).is_err());
        assert!(import_icon(&vec![b' '; ICON_LIMIT + 1]).unwrap_err().contains("256 KiB"));
    }
}
