//! Pictures no larger than they are drawn.
//!
//! Each is decoded once, before the bands, and averaged down to between one and two pixels for each pixel of the PNG: a
//! band that shows a strip of a large photograph needn't decode all of it again, and what is thrown away is not aliased.

use super::PngError;
use super::decode::{Pixels, decode, orientation, turned};
use crate::scene::{Image, Node, Raster, Scene};
use std::collections::HashMap;
use std::sync::Arc;

/// Most bytes of decoded pixels that all bands may hold at a time.
const MOST_AT_ONCE: usize = 192 << 20;

/// The pictures of a scene, ready for bands.
pub(super) struct Pictures {
    /// PNG files by the place of their picture in memory.
    files: HashMap<usize, Arc<Vec<u8>>>,
    /// Bytes of the largest when it is decoded.
    largest: usize,
}

impl Pictures {
    /// Decodes all of them, one after the other; `scale` in pixels for each px.
    pub(super) fn of(scene: &Scene, scale: f64) -> Result<Self, PngError> {
        let mut wanted: Vec<(&Arc<Raster>, f64)> = Vec::new();
        let mut places = HashMap::new();
        gather(&scene.nodes, &mut |image| {
            let rect = image.rect.abs();
            let (width, height) = (f64::from(image.raster.width.max(1)), f64::from(image.raster.height.max(1)));
            let zoom = (rect.width() / width).max(rect.height() / height) * scale;
            let place = *places.entry(key(&image.raster)).or_insert(wanted.len());
            match wanted.get_mut(place) {
                Some((_, largest)) => *largest = zoom.max(*largest),
                None => wanted.push((&image.raster, zoom)),
            }
        });
        let mut pictures = Self { files: HashMap::new(), largest: 0 };
        for (raster, zoom) in wanted {
            let failed = |why| PngError::Picture(raster.name.clone(), why);
            let turn = orientation(raster);
            let pixels = turned(reduced(decode(raster).map_err(failed)?, zoom), turn);
            pictures.largest = pictures.largest.max(pixels.rgba.len());
            let file = encode(&pixels).map_err(|error| PngError::Failed(error.to_string()))?;
            pictures.files.insert(key(raster), Arc::new(file));
        }
        Ok(pictures)
    }

    /// A picture as a PNG file.
    pub(super) fn get(&self, raster: &Arc<Raster>) -> Option<Arc<Vec<u8>>> {
        self.files.get(&key(raster)).cloned()
    }

    /// How many bands may be drawn at a time: each decodes a picture when it comes to it.
    pub(super) fn most_threads(&self) -> usize {
        MOST_AT_ONCE.checked_div(self.largest).unwrap_or(usize::MAX).max(1)
    }
}

fn key(raster: &Arc<Raster>) -> usize {
    Arc::as_ptr(raster) as usize
}

/// Calls for each picture of a scene.
fn gather<'s>(nodes: &'s [Node], found: &mut impl FnMut(&'s Image)) {
    for node in nodes {
        match node {
            Node::Group(group) => gather(&group.children, found),
            Node::Image(image) => found(image),
            Node::Shape(_) | Node::Text(_) | Node::Icon(_) => {}
        }
    }
}

/// Squares of pixels averaged to one, so that at least one is left for each that is drawn.
fn reduced(pixels: Pixels, zoom: f64) -> Pixels {
    let factor = (1.0 / zoom).floor().min(f64::from(pixels.width.min(pixels.height)));
    if factor.is_nan() || factor < 2.0 {
        return pixels;
    }
    let factor = factor as usize;
    // What is left over at the right and at the bottom is less than a pixel of the result.
    let (width, height) = (pixels.width as usize / factor, pixels.height as usize / factor);
    let row = pixels.width as usize * 4;
    let mut rgba = Vec::with_capacity(width * height * 4);
    // Colours weighted by their opacity, and the opacity, of each square of a row of them.
    let mut sums = vec![[0_u64; 4]; width];
    for rows in pixels.rgba.chunks_exact(row * factor) {
        sums.fill([0; 4]);
        for row in rows.chunks_exact(row) {
            for (sum, square) in sums.iter_mut().zip(row.chunks_exact(factor * 4)) {
                for [r, g, b, a] in square.as_chunks::<4>().0 {
                    let opacity = u64::from(*a);
                    let [red, green, blue, all] = sum;
                    *red += u64::from(*r) * opacity;
                    *green += u64::from(*g) * opacity;
                    *blue += u64::from(*b) * opacity;
                    *all += opacity;
                }
            }
        }
        let count = (factor * factor) as u64;
        for [red, green, blue, all] in &sums {
            let mean = |sum: &u64| (sum + all / 2).checked_div(*all).unwrap_or(0) as u8;
            rgba.extend([mean(red), mean(green), mean(blue), ((all + count / 2) / count) as u8]);
        }
    }
    Pixels { width: width as u32, height: height as u32, rgba }
}

/// A PNG file that is quickly written and read, and gone when the picture is drawn.
fn encode(pixels: &Pixels) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width, pixels.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_compression(png::Compression::Fastest);
    encoder.write_header()?.write_image_data(&pixels.rgba)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_of_pixels_become_their_mean() {
        let pixels = |rgba: &[[u8; 4]], width| Pixels { width, height: rgba.len() as u32 / width, rgba: rgba.concat() };
        let (red, blue, none) = ([200, 0, 0, 255], [0, 0, 100, 255], [9, 9, 9, 0]);
        let four = pixels(&[red, blue, red, blue], 2);
        assert_eq!(reduced(four, 0.4), pixels(&[[100, 0, 50, 255]], 1));
        let see_through = pixels(&[red, none, none, red, red], 1);
        assert_eq!(reduced(see_through, 0.5).rgba.len(), 5 * 4, "one pixel wide is as narrow as it gets");
        let see_through = pixels(&[red, none, red, none, none, red], 2);
        assert_eq!(reduced(see_through, 0.5), pixels(&[[200, 0, 0, 128]], 1), "what can't be seen has no colour");
        let small = pixels(&[red, blue, red, blue], 2);
        assert_eq!(reduced(small, 0.51).width, 2);
    }
}
