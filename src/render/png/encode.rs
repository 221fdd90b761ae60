//! From pixels to a file.

use super::PngError;

/// A band as RGB rows.
pub(super) type Part = Vec<u8>;

/// Takes the opaque RGBA pixels of a band.
pub(super) fn part(rgba: &[u8], width: usize, _last: bool) -> Result<Part, PngError> {
    let mut out = Vec::with_capacity(rgba.len() / 4 * 3);
    let _ = width;
    for pixel in rgba.chunks_exact(4) {
        out.extend_from_slice(&pixel[..3]);
    }
    Ok(out)
}

/// The file.
pub(super) fn file(width: u32, height: u32, parts: &[Part]) -> Result<Vec<u8>, PngError> {
    let failed = |error: ::png::EncodingError| PngError::Failed(error.to_string());
    let data: Vec<u8> = parts.concat();
    let mut out = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut out, width, height);
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_depth(::png::BitDepth::Eight);
    encoder.set_deflate_compression(::png::DeflateCompression::Level(2));
    encoder.set_filter(::png::Filter::Up);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&data).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}
