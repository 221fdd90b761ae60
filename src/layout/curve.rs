//! A smooth curve through points that never rises or falls where they don't.

use crate::geometry::{BezPath, Point, neighbours};

/// A curve through points of ascending x: a cubic for each gap, monotone between its ends.
///
/// The slopes are those of Fritsch and Carlson, "Monotone Piecewise Cubic Interpolation" (SIAM J. Numer. Anal. 17, 1980),
/// with the harmonic mean of Fritsch and Butland, so that there are no peaks but the points themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    points: Vec<Point>,
    slopes: Vec<f64>,
}

impl Curve {
    /// Through these points; their x must ascend strictly.
    pub fn through(points: Vec<Point>) -> Self {
        // width and secant of each gap; the curve is level at both its ends
        let gaps = neighbours(&points).map(|(from, to)| (to.x - from.x, (to.y - from.y) / (to.x - from.x)));
        let inner = gaps.clone().zip(gaps.skip(1)).map(|((left, a), (right, b))| {
            if a * b > 0.0 { 3.0 * (left + right) / ((2.0 * right + left) / a + (right + 2.0 * left) / b) } else { 0.0 }
        });
        let slopes = std::iter::once(0.0).chain(inner).chain([0.0]).take(points.len()).collect();
        Self { points, slopes }
    }

    /// The points, in order.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The part of the curve from `left` to `right` px, exactly; nothing where it is elsewhere, and a single point only
    /// where the curve is one.
    pub fn between(&self, left: f64, right: f64) -> Option<Self> {
        let (first, last) = (self.points.first()?.x, self.points.last()?.x);
        if first >= left && last <= right {
            return Some(self.clone());
        }
        let (from, to) = (first.max(left), last.min(right));
        if from >= to {
            return None;
        }
        let inside = self.points.iter().zip(&self.slopes).filter(|(point, _)| point.x > from && point.x < to);
        let (mut points, mut slopes) = (vec![self.point_at(from)], vec![self.slope_at(from)]);
        for (point, slope) in inside {
            points.push(*point);
            slopes.push(*slope);
        }
        points.push(self.point_at(to));
        slopes.push(self.slope_at(to));
        Some(Self { points, slopes })
    }

    /// The same curve `by` px further right.
    pub fn moved(mut self, by: f64) -> Self {
        self.points.iter_mut().for_each(|point| point.x += by);
        self
    }

    /// Highest and lowest point between `left` and `right` px, as (least y, greatest y); `None` where the curve is
    /// elsewhere. Exact, because the curve is monotone between its points.
    pub fn range(&self, left: f64, right: f64) -> Option<(f64, f64)> {
        let (left, right) = (left.max(self.points.first()?.x), right.min(self.points.last()?.x));
        if left > right {
            return None;
        }
        let (from, to) = (self.points.partition_point(|p| p.x < left), self.points.partition_point(|p| p.x <= right));
        let inside = self.points.get(from..to).unwrap_or_default().iter().map(|point| point.y);
        let ends = [self.at(left)?, self.at(right)?];
        Some(inside.chain(ends).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (low.min(y), high.max(y))))
    }

    fn point_at(&self, x: f64) -> Point {
        Point::new(x, self.at(x).unwrap_or(f64::NAN))
    }

    /// The points with their slopes before `x` px, and at or after it; none at the first point and outside the curve.
    fn gap_at(&self, x: f64) -> Option<[(Point, f64); 2]> {
        let after = self.points.partition_point(|p| p.x < x);
        let knot = |index: usize| Some((*self.points.get(index)?, *self.slopes.get(index)?));
        Some([knot(after.checked_sub(1)?)?, knot(after)?])
    }

    /// Slope at `x` px inside the curve.
    fn slope_at(&self, x: f64) -> f64 {
        let Some([(a, start), (b, end)]) = self.gap_at(x) else { return self.slopes.first().copied().unwrap_or(0.0) };
        let (h, t) = (b.x - a.x, (x - a.x) / (b.x - a.x));
        let rise = 6.0 * (t - t * t) * (b.y - a.y) / h;
        rise + (3.0 * t * t - 4.0 * t + 1.0) * start + (3.0 * t * t - 2.0 * t) * end
    }

    /// The curve as Bézier segments.
    pub fn path(&self) -> BezPath {
        let mut path = BezPath::new();
        let Some(first) = self.points.first() else { return path };
        path.move_to(*first);
        self.append_to(&mut path);
        path
    }

    /// Appends the segments after the first point to a path that stands there.
    pub fn append_to(&self, path: &mut BezPath) {
        for ((a, b), (start, end)) in neighbours(&self.points).zip(neighbours(&self.slopes)) {
            let third = (b.x - a.x) / 3.0;
            path.curve_to(Point::new(a.x + third, a.y + start * third), Point::new(b.x - third, b.y - end * third), *b);
        }
    }

    /// Height at `x` px, `None` outside the curve.
    pub fn at(&self, x: f64) -> Option<f64> {
        let Some([(a, start), (b, end)]) = self.gap_at(x) else {
            return self.points.first().filter(|p| p.x == x).map(|p| p.y);
        };
        let (h, t) = (b.x - a.x, (x - a.x) / (b.x - a.x));
        let (t2, t3) = (t * t, t * t * t);
        Some(
            (2.0 * t3 - 3.0 * t2 + 1.0) * a.y
                + (t3 - 2.0 * t2 + t) * h * start
                + (3.0 * t2 - 2.0 * t3) * b.y
                + (t3 - t2) * h * end,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(heights: &[f64]) -> Curve {
        Curve::through(heights.iter().enumerate().map(|(i, y)| Point::new(i as f64 * 10.0, *y)).collect())
    }

    #[test]
    fn passes_through_its_points() {
        let curve = curve(&[0.0, 5.0, 5.0, -3.0]);
        for point in curve.points().to_vec() {
            assert!((curve.at(point.x).unwrap() - point.y).abs() < 1e-9);
        }
        assert_eq!(curve.at(-1.0), None);
        assert_eq!(curve.at(31.0), None);
    }

    #[test]
    fn the_range_is_that_of_all_its_points() {
        let curve = curve(&[0.0, 5.0, 8.0, -3.0, -3.0, 2.0]);
        for (left, right) in [(0.0, 50.0), (7.0, 33.0), (12.0, 13.0), (-9.0, 4.0), (30.0, 99.0)] {
            let steps = (0..=1000).map(|i| left + (right - left) * f64::from(i) / 1000.0);
            let seen: Vec<f64> = steps.filter_map(|x| curve.at(x)).collect();
            let (low, high) = curve.range(left, right).unwrap();
            assert!(seen.iter().all(|y| *y >= low - 1e-9 && *y <= high + 1e-9), "{left} to {right}");
            assert!(seen.iter().any(|y| y - low < 0.1) && seen.iter().any(|y| high - y < 0.1), "{left} to {right}");
        }
        assert_eq!(curve.range(51.0, 60.0), None);
    }

    #[test]
    fn a_part_is_the_same_curve() {
        let whole = curve(&[0.0, 5.0, 8.0, -3.0, -3.0, 2.0]);
        let part = whole.between(7.0, 44.0).unwrap();
        assert_eq!((part.points()[0].x, part.points().last().unwrap().x), (7.0, 44.0));
        for x in 7..=44 {
            let x = f64::from(x);
            assert!((part.at(x).unwrap() - whole.at(x).unwrap()).abs() < 1e-9, "{x}");
        }
        assert_eq!(whole.between(-5.0, 60.0), Some(whole.clone()));
        assert_eq!(whole.between(50.0, 60.0), None);
        assert_eq!(curve(&[4.0]).between(0.0, 1.0).unwrap().points().len(), 1);
    }

    #[test]
    fn never_leaves_the_range_of_its_neighbours() {
        let heights = [0.0, 1.0, 1.1, 9.0, 9.0, -4.0, -3.9, 2.0];
        let curve = curve(&heights);
        for step in 0..700 {
            let x = f64::from(step) / 10.0;
            let (low, high) = (heights[(x / 10.0) as usize], heights[((x / 10.0) as usize + 1).min(7)]);
            let y = curve.at(x).unwrap();
            assert!(y >= low.min(high) - 1e-9 && y <= low.max(high) + 1e-9, "{y} at {x}");
        }
    }
}
