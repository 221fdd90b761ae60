//! SVG that looks the same in every viewer.
//!
//! Only what browsers, office programs and drawing programs agree on is written: presentation attributes instead of
//! style sheets, six-digit colours with a separate opacity, one `<text>` for each line at its own baseline, icons as
//! paths, gradients and clips in page coordinates, numbers with at most two decimals (scales have more). Nothing is
//! loaded from outside the file, and the only way out of it are the links that the author wrote.
//!
//! The `svg` crate builds the document, its words and definitions; groups, links, shapes and lines of text are written
//! behind them as ready text, because that makes writing several times as fast and needs half the memory.

mod defs;
mod icon;
mod outlines;
mod pictures;
mod webfonts;
mod writer;

use self::webfonts::WebFonts;
use self::writer::{Text, Writer};
use super::markup::{Tag, clean};
use super::number::{number, numbers};
use crate::scene::{Node, Raster, Scene};
use ::svg::Document;
use ::svg::Node as _;
use ::svg::node::Text as Words;
use ::svg::node::element::{Description, Title};
use std::collections::HashMap;
use std::sync::Arc;

/// Choices for [`svg()`].
///
/// ```
/// use std::path::Path;
/// use wayline::render::{SvgOptions, TextMode, svg};
///
/// let source = "title = \"Coffee\"\nstage = [{ name = \"Order\", touchpoint = [{ label = \"Queue\" }] }]";
/// let (map, _) = wayline::open(source, Path::new("."), None)?;
///
/// // For a web page: text that looks the same in every browser, ids that no other picture of the page has.
/// let (pages, _) = map.draw(false);
/// let scene = &pages[0];
/// let mut options = SvgOptions { id_prefix: Some("coffee".into()), ..SvgOptions::default() };
/// # #[cfg(feature = "embed-font")]
/// # {
/// options.embed_font = true;
/// assert!(svg(scene, &options).contains("@font-face"));
/// # }
///
/// // For a print shop: outlines, for which the scene must have them.
/// let (pages, _) = map.draw(true);
/// let scene = &pages[0];
/// let options = SvgOptions { text: TextMode::Paths, ..SvgOptions::default() };
/// assert!(!svg(scene, &options).contains("<text"));
/// # Ok::<(), wayline::diagnostic::Diagnostics>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct SvgOptions {
    /// Put before every id, so that several pictures can stand in one web page; derived from the picture's content
    /// where absent. Only ASCII letters, digits, `-` and `_` of it are used; `map-` comes before it where it begins with
    /// none of the letters or has fewer than three characters.
    pub id_prefix: Option<String>,
    /// How text is written.
    pub text: TextMode,
    /// Whether live text brings its fonts along (feature `embed-font`, on by default): of the faces inside this library ([`Face::css`](crate::scene::Face::css))
    /// the glyphs that the picture uses, 6 to 9 KB for each face. Browsers draw the text with them, whatever fonts they
    /// have; other programs ignore them and take the families that they know.
    #[cfg(feature = "embed-font")]
    pub embed_font: bool,
}

impl SvgOptions {
    fn carries_fonts(&self) -> bool {
        #[cfg(feature = "embed-font")]
        return self.embed_font && self.text == TextMode::Live;
        #[cfg(not(feature = "embed-font"))]
        false
    }
}

/// How the text of an SVG is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextMode {
    /// As text: small, searchable, editable; drawn with the viewer's fonts if it lacks ours.
    #[default]
    Live,
    /// As outlines, each glyph once, in groups named by their words: looks the same without our fonts. A line without glyphs
    /// stays live, as does one with a character that no face has.
    Paths,
}

/// The scene as an SVG document. The same scene and options always give the same bytes.
///
/// Characters that XML forbids are replaced by U+FFFD, and links that are neither relative nor `http`, `https`,
/// `mailto` or `tel` are left out, whatever the scene holds.
///
/// ```
/// use wayline::color::Rgb;
/// use wayline::render::{SvgOptions, svg};
/// use wayline::scene::Scene;
///
/// let scene = Scene {
///     size: kurbo::Size::new(320.0, 200.0),
///     title: "Buying shoes".into(),
///     description: "Four stages, two people.".into(),
///     language: "en".into(),
///     background: Rgb::WHITE,
///     nodes: Vec::new(),
///     faces: Vec::new(),
///     system_fonts: false,
/// };
/// assert!(svg(&scene, &SvgOptions::default()).contains("Buying shoes</title>"));
/// ```
pub fn svg(scene: &Scene, options: &SvgOptions) -> String {
    let text = match options.text {
        TextMode::Live => Text::Live,
        TextMode::Paths => Text::Paths,
    };
    let prefix = defs::prefix(scene, options.id_prefix.as_deref());
    let (title_id, description_id) = (format!("{prefix}-title"), format!("{prefix}-desc"));
    let family = common_family(&scene.nodes);
    let fonts = options.carries_fonts().then(|| WebFonts::of(scene));

    let mut writer = Writer::new(scene, text, prefix, family);
    let mut body = String::with_capacity(PER_NODE * count(&scene.nodes) + REST);
    if let Some(fonts) = &fonts {
        fonts.write(&mut body);
        writer.carry(fonts);
    }
    // A hair beyond the page: around a picture that ends at its page, LibreOffice (7.4) leaves half a pixel on each side
    // and squeezes the rest, so that everything stands beside its place.
    Tag::new(&mut body, "rect")
        .number("x", -HAIR)
        .number("width", scene.size.width + HAIR)
        .number("height", scene.size.height)
        .color("fill", scene.background)
        .end();
    writer.nodes(&scene.nodes, &mut body);

    let language = clean(&scene.language);
    let mut document = root(scene)
        .set("lang", &*language)
        .set("xml:lang", &*language)
        // `img` would hide all parts from screen readers: <https://www.w3.org/TR/graphics-aria-1.0/#graphics-document>.
        .set("role", "graphics-document document")
        .set("aria-labelledby", format!("{title_id} {description_id}"))
        // Letters as wide as their font says: without it browsers round each to whole pixels, where the system hints them.
        .set("text-rendering", "geometricPrecision");
    if let Some(family) = family {
        document.assign("font-family", families(fonts.as_ref().map_or("", WebFonts::usual), family));
    }
    if writer.needs_xlink() {
        document.assign("xmlns:xlink", "http://www.w3.org/1999/xlink");
    }
    let or = |text: &str, other: &str| if text.trim().is_empty() { other.to_owned() } else { clean(text).into_owned() };
    let title = or(&scene.title, "Journey map");
    document.append(Title::new(title.clone()).set("id", title_id));
    document.append(Description::new().set("id", description_id).add(Words::new(or(&scene.description, &title))));
    finish(document, writer, body)
}

/// The smallest number that is written, px.
const HAIR: f64 = 0.01;

/// A list of families behind those that the picture carries along.
fn families(own: &str, usual: &str) -> String {
    let usual = clean(usual);
    if own.is_empty() { usual.into_owned() } else { format!("{own}, {usual}") }
}

/// What `resvg` needs of the part of a scene between two heights (px): no text, words, links or page colour; `pixel` is the
/// side of a pixel, px. Pictures
/// are named `raster:0`, `raster:1`, … and returned in that order, so that they needn't be encoded only to be decoded
/// again.
pub(super) fn shapes_between(scene: &Scene, top: f64, bottom: f64, pixel: f64) -> (String, Vec<&Arc<Raster>>) {
    let mut writer = Writer::new(scene, Text::None, "s".to_owned(), None);
    writer.only_between(top, bottom);
    writer.no_dashes_under(pixel / 2.0);
    let mut body = String::with_capacity(PER_NODE * count(&scene.nodes) / 2);
    writer.nodes(&scene.nodes, &mut body);
    let mut document = root(scene);
    if writer.needs_xlink() {
        document.assign("xmlns:xlink", "http://www.w3.org/1999/xlink");
    }
    let rasters = writer.take_rasters();
    (finish(document, writer, body), rasters)
}

fn root(scene: &Scene) -> Document {
    Document::new()
        .set("width", number(scene.size.width))
        .set("height", number(scene.size.height))
        .set("viewBox", numbers(&[0.0, 0.0, scene.size.width, scene.size.height]))
        .set("stroke-linecap", "round")
        .set("stroke-linejoin", "round")
}

/// Bytes that a node takes, and what stands around all of them: a fair guess spares moving what is written.
const PER_NODE: usize = 192;
const REST: usize = 16 * 1024;

/// How many nodes there are, with those inside groups.
fn count(nodes: &[Node]) -> usize {
    let inside = |node: &Node| if let Node::Group(group) = node { count(&group.children) } else { 0 };
    nodes.iter().map(|node| 1 + inside(node)).sum()
}

/// The document around what was written.
fn finish(mut document: Document, writer: Writer<'_>, mut body: String) -> String {
    if let Some(definitions) = writer.into_definitions() {
        document.append(definitions);
    }
    let mut head = document.to_string();
    // An empty document closes itself; any other ends with a tag of its own.
    if let Some(open) = head.strip_suffix("/>") {
        head = format!("{open}>");
    } else {
        head.truncate(head.len() - head.strip_suffix("</svg>").map_or(0, |_| "\n</svg>".len()));
    }
    if !body.is_empty() {
        head.push('\n');
    }
    // Put before the rest in place: no second copy of the picture is ever held.
    body.insert_str(0, &head);
    body.push_str("\n</svg>\n");
    body
}

/// The family list that most lines of text share; the first in the picture if several are as frequent.
fn common_family(nodes: &[Node]) -> Option<&str> {
    /// Families in the order of their first lines, each with how many lines have it.
    #[derive(Default)]
    struct Counts<'a> {
        families: Vec<(&'a str, usize)>,
        places: HashMap<&'a str, usize>,
        last: usize,
    }
    fn count<'a>(nodes: &'a [Node], counts: &mut Counts<'a>) {
        for node in nodes {
            match node {
                Node::Group(group) => count(&group.children, counts),
                Node::Text(line) => {
                    // Nearly always the same as before: no need to look it up.
                    if counts.families.get(counts.last).is_none_or(|(family, _)| *family != line.families) {
                        counts.last = *counts.places.entry(&line.families).or_insert(counts.families.len());
                    }
                    match counts.families.get_mut(counts.last) {
                        Some((_, times)) => *times += 1,
                        None => counts.families.push((&line.families, 1)),
                    }
                }
                Node::Shape(_) | Node::Icon(_) | Node::Image(_) => {}
            }
        }
    }
    let mut counts = Counts::default();
    count(nodes, &mut counts);
    counts.families.into_iter().rev().max_by_key(|(_, times)| *times).map(|(family, _)| family)
}
