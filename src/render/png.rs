//! PNG: shapes by `resvg`, glyphs from the very faces that measured them.
//!
//! The picture is cut into horizontal bands whose height does not depend on the machine; as many threads as there are
//! processors draw and compress them. `resvg` draws the shapes, icons and pictures of a band from an SVG that holds no
//! more than these. The text follows, glyph by glyph: all text of a scene lies above all its shapes, wherever it stands
//! among the nodes.

mod bands;
mod coverage;
mod decode;
mod encode;
mod pictures;
mod text;

pub use self::decode::check_picture;

use self::bands::Bands;
use crate::limits;
use crate::scene::Scene;
use kurbo::Size;
use std::fmt;

/// How large the PNG is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PngSize {
    /// Pixels for each px of the scene.
    Scale(f64),
    /// Width in pixels; the height follows.
    Width(u32),
}

/// Why no PNG could be made.
#[derive(Debug, Clone, PartialEq)]
pub enum PngError {
    /// More pixels than allowed (width, height).
    TooLarge(u64, u64),
    /// A picture can't be decoded: its name, and a clause that says why.
    Picture(String, String),
    /// The rasteriser or encoder refused.
    Failed(String),
}

impl fmt::Display for PngError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PngError::TooLarge(width, height) => write!(
                f,
                "a picture of {width} × {height} pixels is too large: at most {} a side and {} in all",
                limits::PNG_SIDE,
                limits::PNG_PIXELS
            ),
            PngError::Picture(name, why) => write!(f, "the picture `{name}` can't be used: {why}"),
            PngError::Failed(reason) => write!(f, "the PNG could not be made: {reason}"),
        }
    }
}

impl std::error::Error for PngError {}

/// The scene as a PNG file: opaque, RGB, 8 bits a channel. The same scene and size always give the same bytes.
///
/// A line of text whose glyphs are missing is not drawn.
///
/// # Errors
///
/// [`PngError::TooLarge`] beyond 16,384 pixels a side or 100 million in all, before any of them is allocated;
/// [`PngError::Picture`] where the scene has a picture whose pixels can't be read, of which a viewer would show a part or
/// nothing; [`PngError::Failed`] if the size is not a positive number.
pub fn png(scene: &Scene, size: PngSize) -> Result<Vec<u8>, PngError> {
    png_with(scene, size, std::thread::available_parallelism().map_or(1, usize::from))
}

/// [`png()`] on at most so many threads, for those who draw several pictures at once. The bytes don't depend on it.
///
/// # Errors
///
/// As for [`png()`].
pub fn png_with(scene: &Scene, size: PngSize, threads: usize) -> Result<Vec<u8>, PngError> {
    let (width, height, scale) = pixels(scene.size, size)?;
    let drawn = Bands::new(scene, width, height, scale)?.draw(threads)?;
    encode::file(width, height, &drawn)
}

/// Width and height in pixels, and pixels for each px.
fn pixels(page: Size, size: PngSize) -> Result<(u32, u32, f64), PngError> {
    let scale = match size {
        PngSize::Scale(scale) => scale,
        PngSize::Width(width) => f64::from(width) / page.width,
    };
    let (width, height) = ((page.width * scale).round(), (page.height * scale).round());
    if !(scale > 0.0 && page.width > 0.0 && page.height > 0.0 && width.is_finite() && height.is_finite()) {
        return Err(PngError::Failed("its size is not a positive number".to_owned()));
    }
    let (width, height) = (width.max(1.0) as u64, height.max(1.0) as u64);
    let side = limits::PNG_SIDE.most as u64;
    if width > side || height > side || width * height > limits::PNG_PIXELS.most as u64 {
        return Err(PngError::TooLarge(width, height));
    }
    Ok((width as u32, height as u32, scale))
}

#[cfg(test)]
mod tests;
