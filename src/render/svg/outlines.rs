//! Text as outlines: each glyph once in `<defs>`, and for each line a group of references to them.
//!
//! Drawing programs, office programs and browsers all know `<use>` with the attribute `xlink:href`; without the prefix
//! it is lost in some. A line's group carries its words for screen readers, and its place, size and colour.

use super::defs::Defs;
use super::writer::data_uri;
use crate::render::glyphs::{Canvas, Glyphs, Placed};
use crate::render::markup::{Tag, clean};
use crate::render::number::{PathData, push_fine, push_number};
use crate::scene::{Face, FaceId, TextLine};
use kurbo::Point;
use std::collections::HashMap;

/// Units of an em in which outlines and their places within a line are written, as whole numbers: those of the embedded
/// Latin faces, so that nothing of them is lost. At 100 px half a unit, the largest error, is 0.025 px.
const UNITS: f64 = 2048.0;

/// Bytes that a reference takes.
const PER_GLYPH: usize = 56;

/// The outlines of a picture.
pub(super) struct Outlines<'a> {
    glyphs: Glyphs<'a>,
    /// Ids of those written already.
    ids: HashMap<(FaceId, u32), String>,
}

impl<'a> Outlines<'a> {
    /// None written yet.
    pub(super) fn new(faces: &'a [Face]) -> Self {
        Self { glyphs: Glyphs::new(faces), ids: HashMap::new() }
    }

    /// Whether every character of a line has a glyph. The first of every face is the box that stands for a missing one.
    pub(super) fn cover(line: &TextLine) -> bool {
        !line.glyphs.is_empty() && line.glyphs.iter().flat_map(|run| &run.glyphs).all(|glyph| glyph.id != 0)
    }

    /// Appends a line, if anything of it can be seen. Colour emoji are pictures and stand behind the outlines.
    pub(super) fn line(&mut self, line: &TextLine, defs: &mut Defs, out: &mut String) -> bool {
        let size = line.style.size;
        let (mut references, mut pictures) = (String::new(), String::new());
        let Self { glyphs, ids } = self;
        glyphs.place(line, &mut |placed| match placed {
            Placed::Outline(outline) => {
                let id = ids.entry(outline.key).or_insert_with(|| {
                    let mut data = String::new();
                    outline.draw_alone(UNITS, &mut Whole(PathData::relative(&mut data)));
                    defs.outline(&data)
                });
                references.reserve(PER_GLYPH);
                let units = |px: f64| (px / size * UNITS).round();
                Tag::new(&mut references, "use")
                    .number_unless("x", units(outline.origin.x - line.x), 0.0)
                    .number_unless("y", units(outline.origin.y - line.baseline), 0.0)
                    .with("xlink:href", |out| {
                        out.push('#');
                        out.push_str(id);
                    })
                    .end();
            }
            Placed::Picture { picture, rect } => {
                Tag::new(&mut pictures, "image")
                    .number("x", rect.x0)
                    .number("y", rect.y0)
                    .number("width", rect.width())
                    .number("height", rect.height())
                    .text("aria-hidden", "true")
                    .with("xlink:href", |out| data_uri(out, "image/png", &picture.png))
                    .end();
            }
        });
        let (has_outlines, has_pictures) = (!references.is_empty(), !pictures.is_empty());
        if !has_outlines && !has_pictures {
            return false;
        }
        let tag = Tag::new(out, "g").text("aria-label", &clean(&line.content)).text("role", "img");
        if has_pictures {
            tag.around(|out| {
                if has_outlines {
                    placed(Tag::new(out, "g"), line).around(|out| append(out, &references));
                }
                append(out, &pictures);
            });
        } else {
            placed(tag, line).around(|out| append(out, &references));
        }
        true
    }
}

/// A group in which a line's outlines stand at their place, in their size and colour.
fn placed<'t>(group: Tag<'t>, line: &TextLine) -> Tag<'t> {
    group.color("fill", line.color).with("transform", |out| {
        out.push_str("translate(");
        push_number(out, line.x);
        out.push(' ');
        push_number(out, line.baseline);
        out.push_str(") scale(");
        push_fine(out, line.style.size / UNITS);
        out.push(')');
    })
}

fn append(out: &mut String, elements: &str) {
    out.push('\n');
    out.push_str(elements);
}

/// A pen that rounds to whole units.
struct Whole<'a>(PathData<'a>);

impl Canvas for Whole<'_> {
    fn move_to(&mut self, to: Point) {
        self.0.move_to(to.round());
    }

    fn line_to(&mut self, to: Point) {
        self.0.line_to(to.round());
    }

    fn quad_to(&mut self, control: Point, to: Point) {
        self.0.quad_to(control.round(), to.round());
    }

    fn curve_to(&mut self, first: Point, second: Point, to: Point) {
        self.0.curve_to(first.round(), second.round(), to.round());
    }

    fn close(&mut self) {
        self.0.close();
    }
}

#[cfg(test)]
mod tests {
    use crate::color::Rgb;
    use crate::render::glyphs::{Canvas, Glyphs, Placed};
    use crate::render::{SvgOptions, TextMode, svg};
    use crate::scene::{Anchor, FontStyle, Node, Scene};
    use crate::text::Typesetter;
    use kurbo::{Point, Size};

    /// Lines one under another, each with its text, size, weight, slant and tracking.
    fn scene(lines: &[(&str, f64, u16, bool, f64)]) -> Scene {
        let mut text = Typesetter::new("en").with_outlines().without_system_fonts();
        let (mut baseline, mut nodes) = (0.0, Vec::new());
        for &(content, size, weight, italic, tracking) in lines {
            let style = FontStyle { size, weight, italic, tracking };
            baseline += 1.37 * size;
            nodes.push(Node::Text(text.line(content, style).place(10.13, baseline, Anchor::Left, style, Rgb::BLACK)));
        }
        Scene {
            size: Size::new(2400.0, baseline + 40.0),
            title: "Lines".into(),
            description: String::new(),
            language: "en".into(),
            background: Rgb::WHITE,
            nodes,
            faces: text.faces(),
            system_fonts: false,
        }
    }

    fn paths(scene: &Scene) -> String {
        svg(scene, &SvgOptions { text: TextMode::Paths, ..SvgOptions::default() })
    }

    /// The ends of all steps of outlines, px.
    #[derive(Default)]
    struct Ends(Vec<Point>);

    impl Canvas for Ends {
        fn move_to(&mut self, to: Point) {
            self.0.push(to);
        }
        fn line_to(&mut self, to: Point) {
            self.0.push(to);
        }
        fn quad_to(&mut self, _: Point, to: Point) {
            self.0.push(to);
        }
        fn curve_to(&mut self, _: Point, _: Point, to: Point) {
            self.0.push(to);
        }
        fn close(&mut self) {}
    }

    fn drawn(group: &usvg::Group, ends: &mut Ends) {
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => drawn(group, ends),
                usvg::Node::Path(path) => {
                    let place = path.abs_transform();
                    for segment in path.data().segments() {
                        use usvg::tiny_skia_path::PathSegment::*;
                        let (MoveTo(mut to) | LineTo(mut to) | QuadTo(_, mut to) | CubicTo(_, _, mut to)) = segment else {
                            continue;
                        };
                        place.map_point(&mut to);
                        ends.0.push(Point::new(f64::from(to.x), f64::from(to.y)));
                    }
                }
                _ => {}
            }
        }
    }

    #[test]
    fn outlines_stand_where_the_glyphs_do() {
        let scene = scene(&[
            (
                "A long line with AV kerning, ‘quotes’ — and figures 0123456789, to see errors add up at its end",
                13.37,
                400,
                false,
                0.0,
            ),
            ("Title of the whole map", 61.3, 700, false, 0.0),
            ("“What a slanted quote”", 12.5, 400, true, 0.0),
            ("Slanted by the program", 17.0, 600, true, 0.0),
            ("TRACKED CAPTION", 9.75, 600, false, 1.21),
            ("حجز موعد في العيادة 24", 14.0, 600, false, 0.0),
        ]);
        let mut wanted = Ends::default();
        let mut glyphs = Glyphs::new(&scene.faces);
        for node in &scene.nodes {
            let Node::Text(line) = node else { continue };
            glyphs.place(line, &mut |placed| match placed {
                Placed::Outline(outline) => outline.draw(&mut wanted),
                Placed::Picture { .. } => {}
            });
        }
        let tree = usvg::Tree::from_str(&paths(&scene), &usvg::Options::default()).unwrap();
        let mut found = Ends::default();
        drawn(tree.root(), &mut found);
        // The page comes first. The reader may leave out a step that leads nowhere: so each end looks for its own.
        let found = &found.0[found.0.len().min(4)..];
        assert!(found.len() > 2000 && wanted.0.len() >= found.len());
        let mut next = 0;
        let mut worst: f64 = 0.0;
        for end in found {
            let near = wanted.0[next..].iter().take(4).map(|point| point.distance(*end)).enumerate();
            let (steps, distance) = near.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
            next += steps + 1;
            worst = worst.max(distance);
        }
        assert!(worst < 0.03, "{worst} px beside its place");
        assert!(wanted.0.len() - next < 4);
    }

    #[test]
    fn a_glyph_is_written_once() {
        let drawn =
            paths(&scene(&[("noon", 12.0, 400, false, 0.0), ("on", 20.0, 400, false, 0.0), ("no", 12.0, 500, false, 0.0)]));
        assert_eq!(
            (drawn.matches("<path ").count(), drawn.matches("<use ").count()),
            (4, 8),
            "two letters in two weights: {drawn}"
        );
        assert!(!drawn.contains(" href="), "only with the prefix: {drawn}");
    }

    #[test]
    fn a_line_keeps_its_words() {
        let drawn = paths(&scene(&[("Pays & <leaves>", 12.0, 400, false, 0.0)]));
        assert!(drawn.contains("<g aria-label=\"Pays &amp; &lt;leaves&gt;\" role=\"img\" fill=\"#000000\""), "{drawn}");
        assert!(!drawn.contains("<text"), "{drawn}");
    }

    #[test]
    fn a_line_that_no_face_can_write_stays_live() {
        let drawn = paths(&scene(&[("ทางออก", 12.0, 400, false, 0.0), ("Exit", 12.0, 400, false, 0.0)]));
        assert!(drawn.contains(">ทางออก</text>") && drawn.contains("aria-label=\"Exit\""), "{drawn}");
        assert_eq!(drawn.matches("<text").count(), 1, "{drawn}");
    }
}
