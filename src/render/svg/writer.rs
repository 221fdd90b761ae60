//! One pass over the scene: every kind of node in one `match`.

use super::defs::Defs;
use super::outlines::Outlines;
use super::pictures::Pictures;
use super::webfonts::WebFonts;
use super::{families, icon};
use crate::render::markup::{Tag, clean, safe_link};
use crate::render::number::{PathData, hundredths, push_number};
use crate::scene::{Anchor, Fill, Geometry, Group, Image, Node, Raster, Role, Scene, Shape, Stroke, TextLine};
use ::svg::node::element::Definitions;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::sync::Arc;

/// What becomes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// `<text>` elements.
    Live,
    /// Outlines with the words as their name.
    Paths,
    /// Nothing, nor of any other words: for the rasteriser, which also takes pictures by number.
    None,
}

/// Writes a scene's nodes and gathers what `<defs>` and the root must say for them.
pub(super) struct Writer<'a> {
    text: Text,
    rows: Option<(f64, f64)>,
    finest: f64,
    family: Option<&'a str>,
    fonts: Option<&'a WebFonts>,
    defs: Defs,
    outlines: Outlines<'a>,
    rasters: Vec<&'a Arc<Raster>>,
    pictures: Pictures,
    needs_xlink: bool,
    in_link: bool,
}

impl<'a> Writer<'a> {
    /// Every id will begin with `prefix`; `family` needs no mention, because the root has it.
    pub(super) fn new(scene: &'a Scene, text: Text, prefix: String, family: Option<&'a str>) -> Self {
        Self {
            text,
            rows: None,
            finest: 0.0,
            family,
            fonts: None,
            defs: Defs::new(prefix),
            outlines: Outlines::new(&scene.faces),
            rasters: Vec::new(),
            pictures: Pictures::of(if text == Text::None { &[] } else { &scene.nodes }),
            needs_xlink: false,
            in_link: false,
        }
    }

    /// Live text names the fonts that the picture carries along; the root names their usual families.
    pub(super) fn carry(&mut self, fonts: &'a WebFonts) {
        self.fonts = Some(fonts);
    }

    /// Leaves out what lies above the first or below the second of two heights of the page, px.
    pub(super) fn only_between(&mut self, top: f64, bottom: f64) {
        self.rows = Some((top, bottom));
    }

    /// Draws dashed lines whose dash and gap together are shorter than this, px, without a gap: nobody could see it, and a
    /// long line has millions of them.
    pub(super) fn no_dashes_under(&mut self, finest: f64) {
        self.finest = finest;
    }

    /// Whether anything was written that needs the namespace `xlink`.
    pub(super) fn needs_xlink(&self) -> bool {
        self.needs_xlink
    }

    /// The pictures, in the order in which they were written.
    pub(super) fn take_rasters(&mut self) -> Vec<&'a Arc<Raster>> {
        std::mem::take(&mut self.rasters)
    }

    /// What the written nodes refer to.
    pub(super) fn into_definitions(self) -> Option<Definitions> {
        self.defs.into_definitions()
    }

    /// Appends nodes that stand side by side.
    pub(super) fn nodes(&mut self, nodes: &'a [Node], out: &mut String) {
        for node in nodes {
            if self.rows.is_some_and(|(top, bottom)| extent(node).is_some_and(|(first, last)| last < top || first > bottom)) {
                continue;
            }
            match node {
                Node::Group(group) => self.group(group, out),
                Node::Shape(shape) => self.shape(shape, out),
                Node::Text(line) => self.line(line, out),
                Node::Icon(icon) => icon::write(out, icon),
                Node::Image(image) => self.image(image, out),
            }
        }
    }

    fn group(&mut self, group: &'a Group, out: &mut String) {
        let clip = |writer: &mut Self| group.clip.map(|(rect, radius)| format!("url(#{})", writer.defs.clip(rect, radius)));
        if self.text == Text::None {
            let Some(clip) = clip(self) else { return self.nodes(&group.children, out) };
            return Tag::new(out, "g").text("clip-path", &clip).around(|out| self.nodes(&group.children, out));
        }
        let link = group.link.as_deref().filter(|_| !self.in_link).and_then(safe_link);
        let clip = clip(self);
        let linked = link.is_some();
        let hidden = !linked && group.role == Role::Decoration;
        let named = group.label.is_some() && !linked && !hidden;
        if !linked && !hidden && !named && group.kind.is_none() && group.tooltip.is_none() && clip.is_none() {
            return self.nodes(&group.children, out);
        }
        // A link needs a name; where nothing else gives it one, its address does.
        let name = match (&group.label, &link) {
            (Some(label), _) => Some(clean(label)).filter(|_| !hidden),
            (None, Some(link)) if group.tooltip.is_none() && !has_words(&group.children) => Some(link.as_str().into()),
            (None, _) => None,
        };
        // A clip around what is linked has an element of its own.
        let (inner, outer) = if linked { (clip, None) } else { (None, clip) };
        let tag = Tag::new(out, if linked { "a" } else { "g" })
            .maybe("aria-hidden", hidden.then_some("true"))
            .maybe("aria-label", name.as_deref())
            .maybe("clip-path", outer.as_deref())
            .maybe("data-kind", group.kind)
            .maybe("href", link.as_deref())
            .maybe("role", named.then_some(if group.role == Role::Symbol { "img" } else { "group" }));
        let before = self.in_link;
        self.in_link |= linked;
        tag.around(|out| {
            if let Some(tooltip) = &group.tooltip {
                Tag::new(out, "title").end_with(&clean(tooltip));
            }
            match inner {
                Some(clip) => Tag::new(out, "g").text("clip-path", &clip).around(|out| self.nodes(&group.children, out)),
                None => self.nodes(&group.children, out),
            }
        });
        self.in_link = before;
    }

    fn shape(&mut self, shape: &Shape, out: &mut String) {
        let stroke = shape.stroke.as_ref().filter(|stroke| stroke.width > 0.0 && stroke.opacity > 0.0);
        let gradient = match &shape.fill {
            Some(Fill::Linear { from, to, stops }) if stops.len() > 1 => Some(self.defs.gradient(*from, *to, stops)),
            _ => None,
        };
        let fill = match &shape.fill {
            Some(Fill::Solid { color, opacity }) => Some((*color, *opacity)),
            Some(Fill::Linear { stops, .. }) => stops.first().map(|(_, color, opacity)| (*color, *opacity)),
            None => None,
        };
        if fill.is_none() && stroke.is_none() {
            return;
        }
        let tag = match &shape.geometry {
            Geometry::Rect { rect, radius } => {
                let rect = rect.abs();
                Tag::new(out, "rect")
                    .number_unless("x", rect.x0, 0.0)
                    .number_unless("y", rect.y0, 0.0)
                    .number("width", rect.width())
                    .number("height", rect.height())
                    .number_unless("rx", radius.max(0.0), 0.0)
            }
            Geometry::Circle { center, radius } => {
                Tag::new(out, "circle").number("cx", center.x).number("cy", center.y).number("r", radius.max(0.0))
            }
            Geometry::Line { from, to } => {
                Tag::new(out, "line").number("x1", from.x).number("y1", from.y).number("x2", to.x).number("y2", to.y)
            }
            Geometry::Path(path) => Tag::new(out, "path").with("d", |out| PathData::new(out).path(path)),
        };
        let is_line = matches!(shape.geometry, Geometry::Line { .. });
        let tag = match (gradient, fill) {
            _ if is_line => tag,
            (Some(id), _) => tag.with("fill", |out| {
                out.push_str("url(#");
                out.push_str(&id);
                out.push(')');
            }),
            (None, Some((color, opacity))) => {
                tag.color("fill", color).number_unless("fill-opacity", opacity.clamp(0.0, 1.0), 1.0)
            }
            (None, None) => tag.text("fill", "none"),
        };
        match stroke {
            Some(stroke) => paint_stroke(tag, stroke, self.finest).end(),
            None => tag.end(),
        }
    }

    fn line(&mut self, line: &'a TextLine, out: &mut String) {
        if line.content.trim().is_empty() {
            return;
        }
        match self.text {
            Text::None => {}
            Text::Paths if Outlines::cover(line) => self.needs_xlink |= self.outlines.line(line, &mut self.defs, out),
            Text::Paths | Text::Live => self.live(line, out),
        }
    }

    fn live(&self, line: &TextLine, out: &mut String) {
        let (own, usual) = self.fonts.map_or(("", ""), |fonts| (fonts.families(line), fonts.usual()));
        let family = (Some(&*line.families) != self.family || own != usual).then(|| families(own, &line.families));
        let piece = Piece { line, family: family.as_deref(), tracking: line.style.tracking };
        let share = match line.anchor {
            Anchor::Left => 0.0,
            Anchor::Middle => 0.5,
            Anchor::Right => 1.0,
        };
        let Some(words) = &line.words else {
            return piece.write(out, line.x + line.width * share, line.anchor, &clean(&line.content), line.rtl);
        };
        let own = |list: &str| (Some(list) != self.family || own != usual).then(|| families(own, list));
        if let [word] = &**words
            && !word.emoji
        {
            let family = own(&word.families);
            let piece = Piece { family: family.as_deref(), ..piece };
            return piece.write(out, line.x + line.width * share, line.anchor, &clean(&line.content), word.rtl);
        }
        // Each part at its own place, so that none is moved by another's width or by what the viewer thinks of the order.
        // A word whose neighbour on the page is not the one in the text can grow on both sides.
        let centred = line.anchor != Anchor::Left || words.iter().any(|word| word.rtl);
        let (anchor, share) = if centred { (Anchor::Middle, 0.5) } else { (Anchor::Left, 0.0) };
        for word in words.iter() {
            let Some(content) = line.content.get(word.range.clone()) else { continue };
            let family = own(&word.families);
            let piece = Piece { family: family.as_deref(), ..piece };
            let isolated = word.rtl && content.chars().any(|c| !c.is_alphabetic());
            if word.emoji {
                let narrow = Piece { tracking: -EMOJI_CELL * line.style.size, ..piece };
                narrow.write(out, line.x + word.x, Anchor::Left, &clean(content), false);
                continue;
            }
            piece.write(out, line.x + word.x + word.width * share, anchor, &clean(content), isolated);
        }
    }

    fn image(&mut self, image: &'a Image, out: &mut String) {
        self.needs_xlink = true;
        if self.text != Text::None && self.pictures.is_shared(&image.raster) {
            return self.pictures.write(image, &mut self.defs, out);
        }
        let rect = image.rect.abs();
        let clip = (image.radius > 0.0).then(|| self.defs.clip(rect, image.radius));
        let tag = Tag::new(out, "image")
            .number("x", rect.x0)
            .number("y", rect.y0)
            .number("width", rect.width())
            .number("height", rect.height())
            .text("preserveAspectRatio", "xMidYMid slice");
        let tag = match clip {
            Some(id) => tag.with("clip-path", |out| {
                out.push_str("url(#");
                out.push_str(&id);
                out.push(')');
            }),
            None => tag,
        };
        // Inkscape 1.2 and older programs know only the attribute with the prefix.
        if self.text == Text::None {
            tag.text("xlink:href", &format!("raster:{}", self.rasters.len())).end();
        } else {
            let tag = match &image.label {
                Some(label) => tag.text("role", "img").text("aria-label", &clean(label)),
                None => tag.text("aria-hidden", "true"),
            };
            tag.with("xlink:href", |out| data_uri(out, image.raster.media_type, &image.raster.bytes)).end();
        }
        self.rasters.push(&image.raster);
    }
}

/// What the parts of a line have in common.
#[derive(Clone, Copy)]
struct Piece<'l> {
    line: &'l TextLine,
    family: Option<&'l str>,
    /// Space after each grapheme, px.
    tracking: f64,
}

/// Taken off the cell of an emoji, em. What follows stands at its own place and doesn't move; but tools that take the two
/// halves of a surrogate pair for letters find both in one place instead of one on the other.
const EMOJI_CELL: f64 = 0.6;

impl Piece<'_> {
    /// One `<text>`. The attribute `direction` is unknown to some viewers; isolates are characters like any other.
    fn write(&self, out: &mut String, x: f64, anchor: Anchor, words: &str, isolated: bool) {
        let line = self.line;
        let anchor = match anchor {
            Anchor::Left => None,
            Anchor::Middle => Some("middle"),
            Anchor::Right => Some("end"),
        };
        let tag = Tag::new(out, "text")
            .number("x", x)
            .number("y", line.baseline)
            .maybe("font-family", self.family)
            .number("font-size", line.style.size)
            .number_unless("font-weight", f64::from(line.style.weight), 400.0)
            .maybe("font-style", line.style.italic.then_some("italic"))
            .number_unless("letter-spacing", self.tracking, 0.0)
            .maybe("text-anchor", anchor)
            .color("fill", line.color);
        if isolated {
            tag.end_with(&format!("\u{2067}{words}\u{2069}"));
        } else {
            tag.end_with(words);
        }
    }
}

fn paint_stroke<'t>(tag: Tag<'t>, stroke: &Stroke, finest: f64) -> Tag<'t> {
    let tag = tag.color("stroke", stroke.color).number_unless("stroke-width", stroke.width, 1.0).number_unless(
        "stroke-opacity",
        stroke.opacity.clamp(0.0, 1.0),
        1.0,
    );
    let dashed = stroke.dashes.iter().all(|dash| *dash >= 0.0) && stroke.dashes.iter().any(|dash| hundredths(*dash) > 0);
    if !dashed || stroke.dashes.iter().sum::<f64>() < finest {
        return tag;
    }
    tag.with("stroke-dasharray", |out| {
        for (index, dash) in stroke.dashes.iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            push_number(out, *dash);
        }
    })
}

/// Writes a file as a URI that holds all of it.
pub(super) fn data_uri(out: &mut String, media_type: &str, bytes: &[u8]) {
    out.push_str("data:");
    out.push_str(media_type);
    out.push_str(";base64,");
    STANDARD.encode_string(bytes, out);
}

/// Between which heights of the page a node leaves its marks, or a little more; unknown for a group without a clip.
fn extent(node: &Node) -> Option<(f64, f64)> {
    Some(match node {
        Node::Group(group) => group.clip.map(|(rect, _)| (rect.min_y() - 1.0, rect.max_y() + 1.0))?,
        Node::Shape(shape) => {
            let (top, bottom) = match &shape.geometry {
                Geometry::Rect { rect, .. } => (rect.min_y(), rect.max_y()),
                Geometry::Circle { center, radius } => (center.y - radius, center.y + radius),
                Geometry::Line { from, to } => (from.y.min(to.y), from.y.max(to.y)),
                Geometry::Path(path) => {
                    let bounds = path.control_box();
                    (bounds.y0, bounds.y1)
                }
            };
            let reach = 1.0 + shape.stroke.as_ref().map_or(0.0, |stroke| stroke.width / 2.0);
            (top - reach, bottom + reach)
        }
        Node::Text(_) => return None,
        // Lines of an icon may pass the edge of its grid.
        Node::Icon(icon) => (icon.at.y - icon.size, icon.at.y + 2.0 * icon.size),
        Node::Image(image) => (image.rect.min_y() - 1.0, image.rect.max_y() + 1.0),
    })
}

fn has_words(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(line) => !line.content.trim().is_empty(),
        Node::Group(group) => group.label.is_some() || has_words(&group.children),
        Node::Image(image) => image.label.is_some(),
        Node::Shape(_) | Node::Icon(_) => false,
    })
}
