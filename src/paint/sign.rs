//! The small shape that stands for a traveller on cards and in the legend, so that nobody is told by colour alone.

use super::{Painter, circle, shape};
use crate::geometry::{BezPath, Point};
use crate::scene::{Geometry, Node, Stroke};

impl Painter<'_> {
    /// A traveller's shape, about `radius` px around its centre: disc, diamond, square, triangle, ring, open diamond.
    pub(super) fn sign(&self, traveller: usize, center: Point, radius: f64) -> Node {
        let color = self.traveller(traveller);
        let corners = |points: &[(f64, f64)]| {
            let mut path = BezPath::new();
            for (i, (x, y)) in points.iter().enumerate() {
                let at = center + (x * radius, y * radius);
                if i == 0 { path.move_to(at) } else { path.line_to(at) }
            }
            path.close_path();
            Geometry::Path(path)
        };
        // areas are close to the disc's, so that no traveller looks more important
        let diamond = [(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)];
        let square = [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)];
        let triangle = [(0.0, -1.2), (1.25, 0.95), (-1.25, 0.95)];
        let line = Stroke::new(color, radius * 0.5);
        match self.place(traveller) % 6 {
            0 => circle(center, radius, Some(color), None),
            1 => shape(corners(&diamond), Some(color), None),
            2 => shape(corners(&square), Some(color), None),
            3 => shape(corners(&triangle), Some(color), None),
            4 => circle(center, radius * 0.8, None, Some(line)),
            _ => shape(corners(&diamond.map(|(x, y)| (x * 0.85, y * 0.85))), None, Some(line)),
        }
    }
}
