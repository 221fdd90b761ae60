//! A [`crate::scene::Scene`] as a file: one renderer for each format.

mod png;
mod svg;

pub use self::png::{PngError, PngSize, png};
pub use self::svg::{SvgOptions, svg};
