//! Pictures that stand in several places: their bytes are written once, where the first of them stands.

use super::defs::Defs;
use super::writer::data_uri;
use crate::render::fnv::Fnv;
use crate::render::markup::{Tag, clean};
use crate::render::number::{push_fine, push_number};
use crate::scene::{Image, Node, Raster};
use std::collections::HashMap;
use std::sync::Arc;

/// How often each picture of a scene stands there, and the ids of those that were written.
pub(super) struct Pictures {
    /// By their place in memory.
    uses: HashMap<usize, usize>,
    ids: HashMap<usize, String>,
}

impl Pictures {
    /// Counts those of a scene.
    pub(super) fn of(nodes: &[Node]) -> Self {
        fn count(nodes: &[Node], uses: &mut HashMap<usize, usize>) {
            for node in nodes {
                match node {
                    Node::Group(group) => count(&group.children, uses),
                    Node::Image(image) => *uses.entry(key(&image.raster)).or_default() += 1,
                    Node::Shape(_) | Node::Text(_) | Node::Icon(_) => {}
                }
            }
        }
        let mut uses = HashMap::new();
        count(nodes, &mut uses);
        Self { uses, ids: HashMap::new() }
    }

    /// Whether a picture stands in more than one place.
    pub(super) fn is_shared(&self, raster: &Arc<Raster>) -> bool {
        self.uses.get(&key(raster)).is_some_and(|uses| *uses > 1)
    }

    /// Appends one place of a shared picture.
    pub(super) fn write(&mut self, image: &Image, defs: &mut Defs, out: &mut String) {
        let raster = &image.raster;
        let (width, height) = (f64::from(raster.width.max(1)), f64::from(raster.height.max(1)));
        let known = self.ids.len();
        let id = self.ids.entry(key(raster)).or_insert_with(|| {
            let mut hash = Fnv::new();
            hash.bytes(&raster.bytes);
            let id = defs.picture(&format!("{} {known}", hash.digits()));
            Tag::new(out, "defs").around(|out| {
                Tag::new(out, "image")
                    .text("id", &id)
                    .number("width", width)
                    .number("height", height)
                    .text("preserveAspectRatio", "none")
                    .text("aria-hidden", "true")
                    .with("xlink:href", |out| data_uri(out, raster.media_type, &raster.bytes))
                    .end();
            });
            id
        });
        // As `xMidYMid slice` does: the whole rectangle is covered, and what is outside of it is cut off.
        let rect = image.rect.abs();
        let clip = defs.clip(rect, image.radius.max(0.0));
        let scale = (rect.width() / width).max(rect.height() / height);
        let (x, y) = (rect.center().x - scale * width / 2.0, rect.center().y - scale * height / 2.0);
        let tag = Tag::new(out, "g").with("clip-path", |out| {
            out.push_str("url(#");
            out.push_str(&clip);
            out.push(')');
        });
        let tag = match &image.label {
            Some(label) => tag.text("role", "img").text("aria-label", &clean(label)),
            None => tag.text("aria-hidden", "true"),
        };
        tag.around(|out| {
            Tag::new(out, "use")
                .with("transform", |out| {
                    out.push_str("translate(");
                    push_number(out, x);
                    out.push(' ');
                    push_number(out, y);
                    out.push_str(") scale(");
                    push_fine(out, scale);
                    out.push(')');
                })
                .with("xlink:href", |out| {
                    out.push('#');
                    out.push_str(id);
                })
                .end();
        });
    }
}

fn key(raster: &Arc<Raster>) -> usize {
    Arc::as_ptr(raster) as usize
}
