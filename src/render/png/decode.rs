//! Pictures as pixels, by the decoders that `resvg` itself uses.

use crate::scene::Raster;
use std::io::Cursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Red, green, blue and opacity of each pixel, row by row, not multiplied with one another.
#[derive(Debug, PartialEq)]
pub(super) struct Pixels {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

/// Whether the pixels of a picture can be read: decodes it, which takes some 10 ns for each, and forgets them again.
///
/// # Errors
///
/// A clause that says why not.
pub fn check_picture(raster: &Raster) -> Result<(), String> {
    decode(raster).map(|_| ())
}

/// The pixels of a picture as it lies in the file, which may be on its side: see [`turned`].
///
/// Memory is taken only after the decoder has the same size as the scene.
///
/// # Errors
///
/// A clause that says why it can't be decoded.
pub(super) fn decode(raster: &Raster) -> Result<Pixels, String> {
    let orientation = orientation(raster);
    let (width, height) = if orientation > 4 { (raster.height, raster.width) } else { (raster.width, raster.height) };
    let rgba = match raster.media_type {
        "image/png" => png(raster, width, height),
        "image/jpeg" => jpeg(raster, width, height),
        "image/gif" => gif(raster, width, height),
        "image/webp" => webp(raster, width, height),
        _ => None,
    };
    let length = u64::from(width) * u64::from(height) * 4;
    let rgba = rgba.filter(|rgba| rgba.len() as u64 == length && length > 0);
    rgba.map(|rgba| Pixels { width, height, rgba }).ok_or_else(|| "it is damaged: its pixels can't be read".to_owned())
}

fn png(raster: &Raster, width: u32, height: u32) -> Option<Vec<u8>> {
    let mut decoder = png::Decoder::new(Cursor::new(&raster.bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    if (reader.info().width, reader.info().height) != (width, height) {
        return None;
    }
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut pixels).ok()?;
    match info.color_type {
        png::ColorType::Rgba => Some(pixels),
        png::ColorType::GrayscaleAlpha => {
            Some(pixels.as_chunks::<2>().0.iter().flat_map(|[gray, alpha]| [*gray, *gray, *gray, *alpha]).collect())
        }
        _ => None,
    }
}

fn jpeg(raster: &Raster, width: u32, height: u32) -> Option<Vec<u8>> {
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::RGBA)
        .set_max_width(width as usize)
        .set_max_height(height as usize);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(Cursor::new(&raster.bytes), options);
    decoder.decode_headers().ok()?;
    let info = decoder.info()?;
    if (u32::from(info.width), u32::from(info.height)) != (width, height) {
        return None;
    }
    let pixels = decoder.decode().ok()?;
    (decoder.output_colorspace()? == ColorSpace::RGBA).then_some(pixels)
}

/// The first picture, at its place on the whole.
fn gif(raster: &Raster, width: u32, height: u32) -> Option<Vec<u8>> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    options.check_frame_consistency(true);
    options.set_memory_limit(gif::MemoryLimit::Bytes(u64::from(width).checked_mul(u64::from(height) * 4)?.try_into().ok()?));
    let mut decoder = options.read_info(Cursor::new(&raster.bytes)).ok()?;
    if (u32::from(decoder.width()), u32::from(decoder.height())) != (width, height) {
        return None;
    }
    let frame = decoder.read_next_frame().ok()??;
    let (row, left) = (usize::from(frame.width) * 4, usize::from(frame.left) * 4);
    let whole_row = width as usize * 4;
    let mut whole = vec![0; whole_row * height as usize];
    let rows = whole.chunks_exact_mut(whole_row).skip(frame.top.into());
    for (to, from) in rows.zip(frame.buffer.chunks_exact(row.max(1))) {
        to.get_mut(left..left + row)?.copy_from_slice(from);
    }
    Some(whole)
}

fn webp(raster: &Raster, width: u32, height: u32) -> Option<Vec<u8>> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(&raster.bytes)).ok()?;
    if decoder.dimensions() != (width, height) {
        return None;
    }
    let mut pixels = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut pixels).ok()?;
    if decoder.has_alpha() {
        return Some(pixels);
    }
    Some(pixels.as_chunks::<3>().0.iter().flat_map(|[r, g, b]| [*r, *g, *b, 255]).collect())
}

/// How a JPEG is to be turned, 1 to 8 as in Exif; [`Raster`] has no more of Exif than this.
pub(super) fn orientation(raster: &Raster) -> u8 {
    // SOI, perhaps JFIF, then Exif with one entry.
    let start = raster.bytes.get(..64).unwrap_or(&raster.bytes);
    let exif = memchr::memmem::find(start, b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    let value = exif.filter(|_| raster.media_type == "image/jpeg").and_then(|at| raster.bytes.get(at + 25).copied());
    value.filter(|value| (1..=8).contains(value)).unwrap_or(1)
}

/// Pixels turned and mirrored as Exif says.
pub(super) fn turned(pixels: Pixels, orientation: u8) -> Pixels {
    if !(2..=8).contains(&orientation) {
        return pixels;
    }
    let (w, h) = (pixels.width as usize, pixels.height as usize);
    let is_on_side = orientation > 4;
    let (width, height) = if is_on_side { (h, w) } else { (w, h) };
    let source = pixels.rgba.as_chunks::<4>().0;
    let mut rgba = Vec::with_capacity(pixels.rgba.len());
    for y in 0..height {
        for x in 0..width {
            let (column, row) = match orientation {
                2 => (w - 1 - x, y),
                3 => (w - 1 - x, h - 1 - y),
                4 => (x, h - 1 - y),
                5 => (y, x),
                6 => (y, h - 1 - x),
                7 => (w - 1 - y, h - 1 - x),
                _ => (w - 1 - y, x),
            };
            rgba.extend_from_slice(source.get(row * w + column).unwrap_or(&[0; 4]));
        }
    }
    Pixels { width: width as u32, height: height as u32, rgba }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_turned_as_exif_says() {
        // 1 2 3
        // 4 5 6
        let pixels = || Pixels { width: 3, height: 2, rgba: (1..=6).flat_map(|n| [n; 4]).collect() };
        let look = |orientation| {
            let turned = turned(pixels(), orientation);
            (turned.width, turned.rgba.as_chunks::<4>().0.iter().map(|pixel| pixel[0]).collect::<Vec<u8>>())
        };
        assert_eq!(look(1), (3, vec![1, 2, 3, 4, 5, 6]));
        assert_eq!(look(2), (3, vec![3, 2, 1, 6, 5, 4]));
        assert_eq!(look(3), (3, vec![6, 5, 4, 3, 2, 1]));
        assert_eq!(look(4), (3, vec![4, 5, 6, 1, 2, 3]));
        assert_eq!(look(5), (2, vec![1, 4, 2, 5, 3, 6]));
        assert_eq!(look(6), (2, vec![4, 1, 5, 2, 6, 3]));
        assert_eq!(look(7), (2, vec![6, 3, 5, 2, 4, 1]));
        assert_eq!(look(8), (2, vec![3, 6, 2, 5, 1, 4]));
    }
}
