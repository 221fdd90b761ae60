//! Gradients, clips and outlines of glyphs, each written once, and the ids that name them.

use crate::color::Rgb;
use crate::render::fnv::Fnv;
use crate::render::number::{number, push_number};
use crate::scene::{Node, Scene};
use ::svg::Node as _;
use ::svg::node::element::{ClipPath, Definitions, LinearGradient, Path, Rectangle, Stop};
use kurbo::{Point, Rect};
use std::collections::HashMap;

/// The start of every id: `wanted` as far as it may stand in an id, else a hash of all words of the picture.
///
/// Two different pictures with the same words get the same start; that is no harm, because the rest of an id is a hash
/// of the very thing that it names.
pub(super) fn prefix(scene: &Scene, wanted: Option<&str>) -> String {
    let wanted: String =
        wanted.unwrap_or_default().chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    if !wanted.is_empty() {
        // XML wants a letter first; two letters are too few to keep two pictures apart.
        let letter = wanted.starts_with(|c: char| c.is_ascii_alphabetic());
        return if letter && wanted.len() > 2 { wanted } else { format!("map-{wanted}") };
    }
    fn words(nodes: &[Node], hash: &mut Fnv) {
        for node in nodes {
            match node {
                Node::Group(group) => {
                    hash.text(group.label.as_deref().unwrap_or_default());
                    words(&group.children, hash);
                }
                Node::Text(line) => hash.text(&line.content),
                Node::Shape(_) | Node::Icon(_) | Node::Image(_) => {}
            }
        }
    }
    let mut hash = Fnv::new();
    for text in [&scene.title, &scene.description, &scene.language] {
        hash.text(text);
    }
    hash.text(&number(scene.size.width));
    hash.text(&number(scene.size.height));
    words(&scene.nodes, &mut hash);
    format!("map-{}", hash.digits())
}

/// What `<defs>` will hold.
pub(super) struct Defs {
    prefix: String,
    ids: HashMap<String, String>,
    taken: HashMap<String, usize>,
    definitions: Option<Definitions>,
}

impl Defs {
    /// Empty; every id will begin with `prefix`.
    pub(super) fn new(prefix: String) -> Self {
        Self { prefix, ids: HashMap::new(), taken: HashMap::new(), definitions: None }
    }

    /// The id of a gradient along a line. Offsets are brought into order and into 0 to 1.
    pub(super) fn gradient(&mut self, from: Point, to: Point, stops: &[(f64, Rgb, f64)]) -> String {
        let mut key = String::from("gradient");
        for value in [from.x, from.y, to.x, to.y] {
            key.push(' ');
            push_number(&mut key, value);
        }
        for (offset, color, opacity) in stops {
            key.push_str(&format!(" {} {color} {}", number(*offset), number(*opacity)));
        }
        self.id(key, 'g', |id| {
            let mut gradient = LinearGradient::new()
                .set("id", id)
                .set("gradientUnits", "userSpaceOnUse")
                .set("x1", number(from.x))
                .set("y1", number(from.y))
                .set("x2", number(to.x))
                .set("y2", number(to.y));
            let mut reached = 0.0;
            for (offset, color, opacity) in stops {
                reached = offset.max(reached).min(1.0);
                let mut stop = Stop::new().set("offset", number(reached)).set("stop-color", color.to_string());
                if *opacity < 1.0 {
                    stop.assign("stop-opacity", number(opacity.clamp(0.0, 1.0)));
                }
                gradient.append(stop);
            }
            Box::new(gradient)
        })
    }

    /// The id of a clip to a rectangle with rounded corners.
    pub(super) fn clip(&mut self, rect: Rect, radius: f64) -> String {
        let parts = [rect.x0, rect.y0, rect.width(), rect.height(), radius];
        let mut key = String::from("clip");
        for value in parts {
            key.push(' ');
            push_number(&mut key, value);
        }
        self.id(key, 'c', |id| {
            let mut shape = Rectangle::new()
                .set("x", number(rect.x0))
                .set("y", number(rect.y0))
                .set("width", number(rect.width().max(0.0)))
                .set("height", number(rect.height().max(0.0)));
            if radius > 0.0 {
                shape.assign("rx", number(radius));
            }
            Box::new(ClipPath::new().set("id", id).add(shape))
        })
    }

    /// The id of a glyph's outline, as path data.
    pub(super) fn outline(&mut self, data: &str) -> String {
        self.id(format!("outline {data}"), 'o', |id| Box::new(Path::new().set("id", id).set("d", data)))
    }

    /// An id for a picture, which is too large to be kept until the end; `key` tells it from all others.
    pub(super) fn picture(&mut self, key: &str) -> String {
        self.free(&format!("picture {key}"), 'p')
    }

    fn id(&mut self, key: String, kind: char, build: impl FnOnce(&str) -> Box<dyn ::svg::Node>) -> String {
        if let Some(id) = self.ids.get(&key) {
            return id.clone();
        }
        let id = self.free(&key, kind);
        let node = build(&id);
        if let Some(children) = self.definitions.get_or_insert_with(Definitions::new).get_children_mut() {
            children.push(node);
        }
        self.ids.insert(key, id.clone());
        id
    }

    /// An id that nothing else has.
    fn free(&mut self, key: &str, kind: char) -> String {
        let mut hash = Fnv::new();
        hash.text(key);
        let mut id = format!("{}-{kind}{}", self.prefix, hash.digits());
        // Two different things with the same hash: hardly ever, but then the later one is counted on.
        let times = self.taken.entry(id.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            id.push_str(&format!("-{times}"));
        }
        id
    }

    /// All of them, if there are any, in the order in which they were first named.
    pub(super) fn into_definitions(self) -> Option<Definitions> {
        self.definitions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_gradient_is_written_once() {
        let mut defs = Defs::new("map".into());
        let stops = [(0.0, Rgb::BLACK, 1.0), (1.0, Rgb::WHITE, 0.5)];
        let first = defs.gradient(Point::ZERO, Point::new(0.0, 10.0), &stops);
        assert_eq!(first, defs.gradient(Point::ZERO, Point::new(0.0, 10.0), &stops));
        assert_ne!(first, defs.gradient(Point::ZERO, Point::new(0.0, 11.0), &stops));
        assert_eq!(defs.into_definitions().map(|d| d.get_children().map(Vec::len)), Some(Some(2)));
    }
}
