//! A user's SVG icon as plain paths.

use crate::color::Rgb;
use crate::limits;
use crate::scene::{IconArt, IconPaint, IconShape};
use std::fmt::Write;
use usvg::roxmltree::{Document, ParsingOptions};
use usvg::tiny_skia_path::{Path, PathSegment, Point};

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
    if limits::ICON_FILE.is_exceeded_by(bytes.len()) {
        return Err(format!("it is larger than {}", limits::ICON_FILE));
    }
    if bytes.starts_with(&[0x1F, 0x8B]) {
        return Err("compressed SVG can't be read".to_owned());
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "it is no UTF-8 text".to_owned())?;
    let limits = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, limits).map_err(|error| format!("it is no valid SVG ({error})"))?;
    refuse_bombs(&document)?;
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
    let grid = width.max(height);
    let offset = Point::from_xy((grid - width) / 2.0, (grid - height) / 2.0);
    let mut import = Import { shapes: Vec::new(), segments: 0, offset };
    import.group(tree.root())?;
    if import.shapes.is_empty() {
        return Err("it has no filled or stroked outline".to_owned());
    }
    Ok(IconArt { grid: f64::from(grid), shapes: import.shapes })
}

/// Most elements of an icon file, and most of them inside one another: drawing follows them by recursion.
const MOST_NODES: u32 = 10_000;
const MOST_DEPTH: usize = 24;

/// Most elements that stand for others: each may hold more of its kind, so that a few lines could stand for millions of
/// outlines. This many make some eighty copies at worst.
const MOST_REFERENCES: usize = 12;
const REFERENCES: [&str; 4] = ["use", "clipPath", "mask", "pattern"];

/// Refuses what could grow without bounds before anything follows its references.
fn refuse_bombs(document: &Document<'_>) -> Result<(), String> {
    let mut depths: Vec<usize> = Vec::new();
    let mut references = 0;
    for node in document.descendants() {
        // In the order of the document: a parent's depth is known before its children's.
        let parent = node.parent().and_then(|parent| depths.get(parent.id().get_usize())).copied();
        let depth = parent.map_or(0, |depth| depth + 1);
        depths.push(depth);
        if depth > MOST_DEPTH {
            return Err(format!("more than {MOST_DEPTH} of its elements stand inside one another"));
        }
        let name = node.tag_name().name();
        references += usize::from(REFERENCES.contains(&name));
        if name == "marker" || references > MOST_REFERENCES {
            return Err("it has markers or too many repeated or clipped parts: save it with plain paths".to_owned());
        }
    }
    Ok(())
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
    fn what_would_grow_is_refused() {
        let level = |i: usize| format!("<g id='u{i}'><use href='#u{0}'/><use href='#u{0}'/></g>", i - 1);
        let bomb: String = std::iter::once("<path id='u0' d='M0 0H3V3Z'/>".to_owned()).chain((1..9).map(level)).collect();
        assert!(import(&bomb).unwrap_err().contains("plain paths"));
        assert!(import("<path id='a' d='M0 0H3V3Z'/><use href='#a' x='4'/>").is_ok());
        let nested = |n: usize| ["<g opacity='.9'>".repeat(n), "<path d='M0 0H3V3Z'/>".to_owned(), "</g>".repeat(n)].concat();
        assert!(import(&nested(20)).is_ok());
        assert!(import(&nested(1000)).is_err());
        assert!(import(&nested(10_000)).is_err());
    }

    #[test]
    fn the_deepest_allowed_drawing_fits_the_stack() {
        let opened = "<g opacity='.9'>".repeat(MOST_DEPTH - 4);
        let closed = "</g>".repeat(MOST_DEPTH - 4);
        let level = |i: usize| format!("<g id='u{i}'>{opened}<use href='#u{}'/>{closed}</g>", i - 1);
        let levels: String = (1..=MOST_REFERENCES).map(level).collect();
        let icon = import(&format!("<path id='u0' d='M0 0H3V3Z'/>{levels}")).unwrap();
        assert_eq!(icon.shapes.len(), 1 + MOST_REFERENCES);
    }

    #[test]
    fn nothing_outside_is_read() {
        let outside = "<image href='/etc/passwd' width='9' height='9'/><image href='data:image/svg+xml,x' width='9' height='9'/>";
        assert!(import(outside).is_err());
        let entity = "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>";
        assert!(import_icon(entity.as_bytes()).is_err());
        assert!(import_icon(&vec![b' '; limits::ICON_FILE.most + 1]).unwrap_err().contains("256 KiB"));
    }
}
