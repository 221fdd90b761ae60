//! Icons in a map that is written from right to left.

use super::{PATHS, table};
use crate::scene::{IconArt, IconShape};
use kurbo::{Affine, BezPath};
use std::borrow::Cow;
use std::sync::Arc;

/// Icons that show a way to go, the course of time or lines of text; as the guidelines of Material Design and Apple have
/// it for right-to-left interfaces. Clocks, ticks, tools in a hand, question marks (Hebrew has the Latin one) and whatever
/// stands for a real thing without a direction keep theirs, and so do icons of the author's own.
const DIRECTED: [&str; 31] = [
    // on wheels or wings
    "ambulance",
    "baggage-claim",
    "bike",
    "bus",
    "car",
    "plane",
    "shopping-cart",
    "truck",
    // arrows
    "external-link",
    "log-in",
    "log-out",
    "phone-incoming",
    "route",
    "send",
    "trending-down",
    "trending-up",
    "workflow",
    // an axis of time
    "chart-column",
    "chart-line",
    // sound and speech, from the side of whoever speaks
    "megaphone",
    "message-circle",
    "message-square",
    "message-square-quote",
    "messages-square",
    "volume-2",
    // text and its arrangement
    "clipboard-list",
    "file-text",
    "id-card",
    "layout-dashboard",
    "list-checks",
    "newspaper",
];

/// The icon as a map from right to left shows it: its mirror image if it is a built-in one that has a direction.
pub fn mirrored(art: &Arc<IconArt>) -> Arc<IconArt> {
    let [shape] = &art.shapes[..] else { return art.clone() };
    if !DIRECTED.iter().any(|name| table::find(PATHS, name) == Some(&*shape.path)) {
        return art.clone();
    }
    let Ok(mut path) = BezPath::from_svg(&shape.path) else { return art.clone() };
    path.apply_affine(Affine::new([-1.0, 0.0, 0.0, 1.0, art.grid, 0.0]));
    let shape = IconShape { path: Cow::Owned(short(path)), ..shape.clone() };
    Arc::new(IconArt { grid: art.grid, shapes: vec![shape] })
}

/// Path data with three decimals: 24 units are a few dozen px at most.
fn short(path: BezPath) -> String {
    let round = |point: kurbo::Point| kurbo::Point::new(thousandth(point.x), thousandth(point.y));
    let rounded = path.into_iter().map(|element| match element {
        kurbo::PathEl::MoveTo(to) => kurbo::PathEl::MoveTo(round(to)),
        kurbo::PathEl::LineTo(to) => kurbo::PathEl::LineTo(round(to)),
        kurbo::PathEl::QuadTo(a, to) => kurbo::PathEl::QuadTo(round(a), round(to)),
        kurbo::PathEl::CurveTo(a, b, to) => kurbo::PathEl::CurveTo(round(a), round(b), round(to)),
        kurbo::PathEl::ClosePath => kurbo::PathEl::ClosePath,
    });
    rounded.collect::<BezPath>().to_svg()
}

fn thousandth(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::icon;
    use kurbo::Shape;

    #[test]
    fn what_has_a_direction_turns_round() {
        for name in DIRECTED {
            let art = icon::find(name).unwrap_or_else(|| panic!("{name} is no icon"));
            let turned = mirrored(&art);
            assert_ne!(art, turned, "{name}");
            let bounds = |art: &IconArt| BezPath::from_svg(&art.shapes[0].path).unwrap().bounding_box();
            let (before, after) = (bounds(&art), bounds(&turned));
            assert!((before.x0 - (24.0 - after.x1)).abs() < 0.01 && (before.y0 - after.y0).abs() < 0.01, "{name}");
        }
    }

    #[test]
    fn all_else_stays() {
        for name in ["clock", "circle-check", "phone", "search", "star", "circle-question-mark", "pencil"] {
            let art = icon::find(name).unwrap();
            assert!(Arc::ptr_eq(&mirrored(&art), &art), "{name}");
        }
        let own = Arc::new(IconArt { grid: 24.0, shapes: Vec::new() });
        assert!(Arc::ptr_eq(&mirrored(&own), &own));
    }
}
