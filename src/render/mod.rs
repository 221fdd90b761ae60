//! A [`crate::scene::Scene`] as a file: one renderer for each format.
//!
//! Both renderers write the same SVG: [`svg`] for people, [`png`] an inner one without text or words for `resvg`, on
//! which the glyphs are then painted from the faces that measured them. The same scene gives the same bytes on every
//! machine, however many processors it has.

mod fnv;
mod glyphs;
mod import;
mod markup;
mod number;
mod png;
mod svg;
mod woff;

pub use self::import::import_icon;
pub use self::png::{PngError, PngSize, check_picture, png, png_with};
pub use self::svg::{SvgOptions, TextMode, svg};
