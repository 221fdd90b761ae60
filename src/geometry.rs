//! The few shapes that [`kurbo`] does not name for us. All lengths are CSS pixels, y grows downwards.

pub use kurbo::{BezPath, Point, Rect, Size, Vec2};

/// Each item of a list with the one after it.
pub(crate) fn neighbours<T>(list: &[T]) -> impl Iterator<Item = (&T, &T)> + Clone {
    list.iter().zip(list.iter().skip(1))
}

/// Space kept free on the four sides of a box, in px.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Insets {
    /// Above, px.
    pub top: f64,
    /// At the right, px.
    pub right: f64,
    /// Below, px.
    pub bottom: f64,
    /// At the left, px.
    pub left: f64,
}

impl Insets {
    /// The same space on all four sides.
    pub const fn all(space: f64) -> Self {
        Self { top: space, right: space, bottom: space, left: space }
    }

    /// `across` at the left and the right, `down` above and below.
    pub const fn symmetric(across: f64, down: f64) -> Self {
        Self { top: down, right: across, bottom: down, left: across }
    }

    /// The rectangle that is left of `rect` inside these insets.
    pub fn shrink(&self, rect: Rect) -> Rect {
        Rect::new(rect.x0 + self.left, rect.y0 + self.top, rect.x1 - self.right, rect.y1 - self.bottom)
    }
}
