//! The mirror image of a scene, for languages written from right to left. Words keep their own direction, and so do icons
//! but those that show one.

use crate::geometry::{Point, Rect};
use crate::icon;
use crate::scene::{Anchor, Fill, Geometry, Node, Scene};
use kurbo::Affine;

/// Turns left into right.
pub fn mirror(scene: &mut Scene) {
    let width = scene.size.width;
    mirror_all(&mut scene.nodes, width);
}

fn point(at: Point, width: f64) -> Point {
    Point::new(width - at.x, at.y)
}

fn rect(r: Rect, width: f64) -> Rect {
    Rect::new(width - r.x1, r.y0, width - r.x0, r.y1)
}

fn mirror_all(nodes: &mut [Node], width: f64) {
    for node in nodes {
        match node {
            Node::Group(group) => {
                if let Some((clip, _)) = &mut group.clip {
                    *clip = rect(*clip, width);
                }
                mirror_all(&mut group.children, width);
            }
            Node::Shape(shape) => {
                match &mut shape.geometry {
                    Geometry::Rect { rect: r, .. } => *r = rect(*r, width),
                    Geometry::Circle { center, .. } => *center = point(*center, width),
                    Geometry::Line { from, to } => (*from, *to) = (point(*from, width), point(*to, width)),
                    Geometry::Path(path) => path.apply_affine(Affine::new([-1.0, 0.0, 0.0, 1.0, width, 0.0])),
                }
                if let Some(Fill::Linear { from, to, .. }) = &mut shape.fill {
                    (*from, *to) = (point(*from, width), point(*to, width));
                }
            }
            Node::Text(line) => {
                line.x = width - line.x - line.width;
                line.anchor = match line.anchor {
                    Anchor::Left => Anchor::Right,
                    Anchor::Middle => Anchor::Middle,
                    Anchor::Right => Anchor::Left,
                };
            }
            Node::Icon(icon) => {
                icon.at.x = width - icon.at.x - icon.size;
                icon.art = icon::mirrored(&icon.art);
            }
            Node::Image(image) => image.rect = rect(image.rect, width),
        }
    }
}
