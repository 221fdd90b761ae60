//! Bands of the picture, drawn side by side.

use super::PngError;
use super::encode::{Encoder, Part};
use super::pictures::Pictures;
use super::text::{Lettering, Painter};
use crate::render::svg::shapes_between;
use crate::scene::{Raster, Scene};
use resvg::tiny_skia::{Color, PixmapMut, Transform};
use resvg::usvg;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows of pixels in a band. Fixed, because `tiny-skia` cuts a curve at the edge of what it draws on, and a curve that
/// is cut elsewhere is rounded elsewhere (5 colour values in 10,000 differ, by an eighth at most): the bytes must not
/// depend on how many processors share the work.
const ROWS: u32 = 128;

/// A picture to be drawn band by band.
pub(super) struct Bands<'a> {
    scene: &'a Scene,
    text: Lettering<'a>,
    pictures: Pictures,
    width: u32,
    height: u32,
    scale: f64,
    /// Rows of pixels in a band.
    pub(super) rows: u32,
}

impl<'a> Bands<'a> {
    /// `width` and `height` in pixels; `scale` in pixels for each px.
    pub(super) fn new(scene: &'a Scene, width: u32, height: u32, scale: f64) -> Result<Self, PngError> {
        let pictures = Pictures::of(scene, scale)?;
        Ok(Self { scene, text: Lettering::of(scene), pictures, width, height, scale, rows: ROWS })
    }

    /// Draws and compresses all bands on up to `threads` threads; returned from top to bottom.
    pub(super) fn draw(&self, threads: usize) -> Result<Vec<Part>, PngError> {
        let count = self.height.div_ceil(self.rows);
        let parts = Mutex::new(Vec::with_capacity(count as usize));
        let next = AtomicU32::new(0);
        let work = || {
            let mut pixels = vec![0; self.width as usize * self.rows as usize * 4];
            let mut painter = Painter::new(&self.text, self.scale);
            let mut encoder = Encoder::new();
            loop {
                let band = next.fetch_add(1, Ordering::Relaxed);
                if band >= count {
                    return;
                }
                let part = self.band(band * self.rows, &mut pixels, &mut painter, &mut encoder);
                parts.lock().unwrap_or_else(PoisonError::into_inner).push((band, part));
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..threads.min(count as usize).min(self.pictures.most_threads()) {
                scope.spawn(work);
            }
            work();
        });
        let mut parts = parts.into_inner().unwrap_or_else(PoisonError::into_inner);
        parts.sort_unstable_by_key(|(band, _)| *band);
        parts.into_iter().map(|(_, part)| part).collect()
    }

    fn band(&self, top: u32, buffer: &mut [u8], painter: &mut Painter<'_>, encoder: &mut Encoder) -> Result<Part, PngError> {
        let rows = self.rows.min(self.height - top);
        let bytes = self.width as usize * rows as usize * 4;
        let mut pixmap = buffer
            .get_mut(..bytes)
            .and_then(|bytes| PixmapMut::from_bytes(bytes, self.width, rows))
            .ok_or_else(|| PngError::Failed("a band has no size".to_owned()))?;
        let page = self.scene.background;
        pixmap.fill(Color::from_rgba8(page.r, page.g, page.b, 255));
        let scale = self.scale as f32;
        let place = Transform::from_row(scale, 0.0, 0.0, scale, 0.0, -(top as f32));
        // One row more on both sides: what touches the band's edge must not be missing from either side of it.
        let (first, end) = (f64::from(top) - 1.0, f64::from(top + rows) + 1.0);
        let (svg, rasters) = shapes_between(self.scene, first / self.scale, end / self.scale, self.scale.recip());
        let shapes = usvg::Tree::from_str(&svg, &options(&rasters, &self.pictures))
            .map_err(|error| PngError::Failed(error.to_string()))?;
        resvg::render(&shapes, place, &mut pixmap);
        painter.paint(&mut pixmap, top);
        encoder.part(pixmap.data_mut(), self.width as usize, top + rows == self.height)
    }
}

/// No fonts, no files: pictures come from the scene alone.
fn options<'o>(rasters: &[&'o Arc<Raster>], pictures: &'o Pictures) -> usvg::Options<'o> {
    let rasters = rasters.to_vec();
    usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(move |name, _| {
                let index: usize = name.strip_prefix("raster:")?.parse().ok()?;
                rasters.get(index).and_then(|raster| pictures.get(raster)).map(usvg::ImageKind::PNG)
            }),
        },
        ..usvg::Options::default()
    }
}
