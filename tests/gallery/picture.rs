//! Pictures as rows of RGB pixels.

use std::path::Path;

/// An opaque picture.
#[derive(Clone)]
pub struct Picture {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Row by row.
    pub pixels: Vec<[u8; 3]>,
}

/// The largest difference of a channel.
pub fn distance(a: [u8; 3], b: [u8; 3]) -> u8 {
    a.iter().zip(b).map(|(a, b)| a.abs_diff(b)).max().unwrap_or(0)
}

impl Picture {
    /// All of one colour.
    pub fn new(width: usize, height: usize, color: [u8; 3]) -> Self {
        Self { width, height, pixels: vec![color; width * height] }
    }

    /// Of a PNG file of any kind; what is transparent shows white.
    pub fn decode(file: &[u8]) -> Result<Self, String> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
        let mut data = vec![0; reader.output_buffer_size().ok_or("too large")?];
        let info = reader.next_frame(&mut data).map_err(|error| error.to_string())?;
        data.truncate(info.buffer_size());
        let over_white = |color: [u8; 3], alpha: u8| {
            color.map(|part| ((u32::from(part) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255) as u8)
        };
        let pixels = match info.color_type {
            png::ColorType::Rgb => data.as_chunks().0.to_vec(),
            png::ColorType::Rgba => data.as_chunks().0.iter().map(|&[r, g, b, a]| over_white([r, g, b], a)).collect(),
            png::ColorType::Grayscale => data.iter().map(|&v| [v; 3]).collect(),
            png::ColorType::GrayscaleAlpha => data.as_chunks().0.iter().map(|&[v, a]| over_white([v; 3], a)).collect(),
            png::ColorType::Indexed => return Err("a palette was left".into()),
        };
        Ok(Self { width: info.width as usize, height: info.height as usize, pixels })
    }

    /// Of a PNG file of any kind.
    pub fn read(path: &Path) -> Result<Self, String> {
        let file = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::decode(&file).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// As a PNG file.
    pub fn write(&self, path: &Path) {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::Fast);
        let mut writer = encoder.write_header().expect("a size");
        writer.write_image_data(self.pixels.as_flattened()).expect("all pixels");
        writer.finish().expect("all pixels");
        std::fs::write(path, file).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// The pixel at a place; that of the nearest edge for places outside.
    pub fn at(&self, x: isize, y: isize) -> [u8; 3] {
        let x = x.clamp(0, self.width as isize - 1) as usize;
        let y = y.clamp(0, self.height as isize - 1) as usize;
        self.pixels[y * self.width + x]
    }

    /// The upper left part of this size, continued by the last row and column where it is smaller.
    pub fn cropped(&self, width: usize, height: usize) -> Self {
        let rows = (0..height as isize).flat_map(|y| (0..width as isize).map(move |x| (x, y)));
        Self { width, height, pixels: rows.map(|(x, y)| self.at(x, y)).collect() }
    }

    /// Three pictures of one size side by side.
    pub fn beside(parts: [&Picture; 3]) -> Self {
        const GAP: usize = 16;
        let [width, height] = [parts[0].width, parts[0].height];
        let mut sheet = Picture::new(3 * width + 2 * GAP, height, [128; 3]);
        for (part, picture) in parts.into_iter().enumerate() {
            for (y, row) in picture.pixels.chunks_exact(width).enumerate().take(height) {
                let start = y * sheet.width + part * (width + GAP);
                sheet.pixels[start..start + width].copy_from_slice(row);
            }
        }
        sheet
    }
}
