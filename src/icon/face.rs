//! Five faces, drawn for this map: eyes and mouth only, so that each grade is told by its shape and not by its colour.

use crate::scene::{IconArt, IconPaint, IconShape};
use std::sync::Arc;

/// Lines of each face, from worst to best. Eyes are dots: lines of next to no length with round ends.
const LINES: [&str; 5] = [
    // brows that meet, mouth drawn far down
    "M7.2 7.4L10.2 9.1M16.8 7.4L13.8 9.1M9.2 11.4h.01M14.8 11.4h.01M8.1 17c1.6-3.4 6.2-3.4 7.8 0",
    "M9 9.5h.01M15 9.5h.01M8.2 16.4c1.9-2 5.7-2 7.6 0",
    "M9 9.5h.01M15 9.5h.01M8 15.2h8",
    "M9 9.5h.01M15 9.5h.01M7.8 14.2c2 2.6 6.4 2.6 8.4 0",
    // eyes that laugh
    "M7.2 9.8c.5-1.7 2.7-1.7 3.2 0M13.6 9.8c.5-1.7 2.7-1.7 3.2 0",
];

/// The open mouth of the best face.
const LAUGH: &str = "M7 13h10c0 2.9-2.2 5-5 5s-5-2.1-5-5z";

/// The features of a face for a grade from 0 (worst) to 4 (best; also for anything above), on a 24 px grid around
/// (12, 12). They fit a disc of radius 10, which the picture draws itself.
pub fn face(grade: usize) -> Arc<IconArt> {
    let [worse @ .., best] = &LINES;
    let path = worse.get(grade);
    let line = Some((IconPaint::Current, None));
    let mut shapes = vec![IconShape { stroke: line, ..IconShape::new(*path.unwrap_or(best)) }];
    if path.is_none() {
        shapes.push(IconShape { fill: Some(IconPaint::Current), stroke: line, ..IconShape::new(LAUGH) });
    }
    Arc::new(IconArt { grid: 24.0, shapes })
}

#[cfg(test)]
mod tests {
    use super::face;
    use kurbo::{BezPath, Rect, Shape};

    #[test]
    fn faces_differ_and_stay_inside_their_disc() {
        let disc = kurbo::Circle::new((12.0, 12.0), 9.0);
        for grade in 0..5 {
            let art = face(grade);
            assert!((0..grade).all(|other| face(other) != art), "{grade}");
            for shape in &art.shapes {
                let Rect { x0, y0, x1, y1 } = BezPath::from_svg(&shape.path).expect("path data").bounding_box();
                assert!(
                    [(x0, y0), (x1, y0), (x0, y1), (x1, y1)].iter().all(|p| disc.contains((*p).into())),
                    "{grade}: {x0} {y0} {x1} {y1}"
                );
            }
        }
        assert_eq!(face(9), face(4));
    }
}
