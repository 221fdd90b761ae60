//! Pictures: what they are, how large, and the parts of them that draw.
//!
//! A picture goes into an SVG that others open, so it is rebuilt from the parts that draw it: a still picture with its
//! colour profile. What a camera or program wrote about place, time and people stays behind, and so does anything hidden
//! behind the picture's end. Nothing is decoded here: the headers say how much memory that would take, and files whose
//! headers contradict one another or that are cut off are refused.

mod gif;
mod jpeg;
mod png;
mod webp;

use crate::limits;
use crate::scene::Raster;

/// A picture that may be shown.
///
/// # Errors
///
/// A clause that says why not: no PNG, JPEG, GIF or WebP, cut off, contradictory, or too many pixels.
pub(super) fn open(name: &str, bytes: &[u8]) -> Result<Raster, String> {
    let (media_type, rebuilt) = if bytes.starts_with(png::SIGNATURE) {
        ("image/png", png::rebuild(bytes))
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        ("image/jpeg", jpeg::rebuild(bytes))
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        ("image/gif", gif::rebuild(bytes))
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        ("image/webp", webp::rebuild(bytes))
    } else {
        return Err("it is no PNG, JPEG, GIF or WebP".to_owned());
    };
    let Rebuilt { size: (width, height), bytes } = rebuilt?;
    Ok(Raster { name: name.to_owned(), media_type, width, height, bytes })
}

/// A picture without anything that does not draw.
#[derive(Debug, PartialEq)]
struct Rebuilt {
    /// Width and height as it is shown.
    size: (u32, u32),
    bytes: Vec<u8>,
}

const CUT_OFF: &str = "it is cut off";

/// That a part of a file holds what its format does not allow.
fn damaged(part: &str) -> String {
    format!("it is damaged: its {part} can't be read")
}

/// A size that may be decoded.
fn checked(size: (u32, u32)) -> Result<(u32, u32), String> {
    let (width, height) = size;
    if width == 0 || height == 0 {
        return Err(format!("it says that it has {width} × {height} pixels"));
    }
    if u64::from(width) * u64::from(height) > limits::IMAGE.most as u64 {
        return Err(format!("its {width} × {height} pixels are more than {}", limits::IMAGE));
    }
    Ok(size)
}

/// Reads a file from its beginning to its end.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// From `at` on.
    fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The next bytes; all that is left of a shorter file is not enough.
    fn take(&mut self, count: usize) -> Result<&'a [u8], String> {
        let end = self.at.checked_add(count).ok_or(CUT_OFF)?;
        let taken = self.bytes.get(self.at..end).ok_or(CUT_OFF)?;
        self.at = end;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], String> {
        self.take(N)?.try_into().map_err(|_| CUT_OFF.to_owned())
    }

    fn byte(&mut self) -> Result<u8, String> {
        self.array().map(|[byte]| byte)
    }
}
