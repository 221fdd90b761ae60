//! One traveller's curve and faces, for whoever places or paints something beside them.

use super::before::Before;
use super::curve::Curve;
use crate::geometry::{BezPath, Point};

/// What one traveller feels.
#[derive(Debug, Clone)]
pub struct Series {
    /// Whose.
    pub traveller: usize,
    /// Unbroken pieces; a missing value is a gap between two.
    pub curves: Vec<Curve>,
    /// A face at each point: centre and grade.
    pub faces: Vec<(Point, usize)>,
    /// Radius of the faces, px.
    pub radius: f64,
    /// What was expected, in unbroken pieces.
    pub expected: Vec<Curve>,
    /// The points of `expected` that somebody named.
    pub wishes: Vec<Point>,
    /// Distance of the points that the outlines of `differences` are drawn through, px.
    pub step: f64,
    /// The difference between the expected and the felt, where both are known.
    pub differences: Vec<BezPath>,
    /// What was felt before, where two revisions are compared.
    pub before: Option<Before>,
}

impl Series {
    /// The curves of what was felt before.
    pub fn past(&self) -> &[Curve] {
        self.before.as_ref().map_or(&[], |before| &before.curves)
    }
}
