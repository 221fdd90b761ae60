//! A [`crate::scene::Scene`] as a file: one renderer for each format.

mod import;
mod png;
mod svg;

pub use self::import::{ICON_LIMIT, import_icon};
pub use self::png::{PngError, PngSize, png};
pub use self::svg::{SvgOptions, svg};
