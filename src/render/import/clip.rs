//! Clip paths that cut nothing: drawing programs put one as large as the page around everything.

use usvg::tiny_skia_path::{Path, PathSegment, Rect};
use usvg::{ClipPath, Group, Node};

/// Share of the clip's size that what it cuts off may have.
const HAIR: f32 = 0.01;

/// Whether a group lies inside its clip, which is a rectangle.
pub(super) fn cuts_nothing(clip: &ClipPath, group: &Group) -> bool {
    let Some(room) = rectangle(clip) else { return false };
    let hair = HAIR * room.width().max(room.height());
    let drawn = group.stroke_bounding_box();
    drawn.left() >= room.left() - hair
        && drawn.top() >= room.top() - hair
        && drawn.right() <= room.right() + hair
        && drawn.bottom() <= room.bottom() + hair
}

/// The rectangle that a clip is, on the same plane as the group's own outlines.
fn rectangle(clip: &ClipPath) -> Option<Rect> {
    let [Node::Path(path)] = innermost(clip.root()).children() else { return None };
    if clip.clip_path().is_some() || !path.is_visible() {
        return None;
    }
    let outline = path.data().clone().transform(path.abs_transform().post_concat(clip.transform()))?;
    is_rectangle(&outline).then(|| outline.bounds())
}

/// The group inside groups that only move it.
fn innermost(group: &Group) -> &Group {
    match group.children() {
        [Node::Group(inner)] if group.clip_path().is_none() && group.mask().is_none() => innermost(inner),
        _ => group,
    }
}

/// Whether an outline goes along the edges of its bounds, once around.
fn is_rectangle(outline: &Path) -> bool {
    let bounds = outline.bounds();
    let hair = 1e-3 * bounds.width().max(bounds.height());
    let near = |a: f32, b: f32| (a - b).abs() <= hair;
    let is_corner = |x: f32, y: f32| {
        (near(x, bounds.left()) || near(x, bounds.right())) && (near(y, bounds.top()) || near(y, bounds.bottom()))
    };
    let mut corners = Vec::new();
    for segment in outline.segments() {
        match segment {
            PathSegment::MoveTo(point) | PathSegment::LineTo(point) if is_corner(point.x, point.y) => corners.push(point),
            PathSegment::Close => {}
            _ => return false,
        }
    }
    if corners.len() == 5 && corners.first() == corners.last() {
        corners.pop();
    }
    let along_an_edge = |pair: &[usvg::tiny_skia_path::Point]| matches!(pair, [a, b] if near(a.x, b.x) != near(a.y, b.y));
    corners.len() == 4 && corners.windows(2).all(along_an_edge)
}
