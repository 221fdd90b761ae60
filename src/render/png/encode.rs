//! From pixels to a file: each band is compressed by the thread that drew it.
//!
//! A PNG's image data is one zlib stream (RFC 1950): two bytes, blocks of DEFLATE (RFC 1951), a checksum. Blocks of
//! separate compressors can follow one another if all but the last end on a byte ("sync flush") and none refers to
//! the one before. Level 2 with the `Up` filter is where maps stop getting notably smaller; this takes half the time
//! of compressing in one go on two processors, and never holds the whole picture in memory.

use super::PngError;
use flate2::{Compress, Compression, FlushCompress, Status};
use simd_adler32::Adler32;

/// zlib's first two bytes: DEFLATE, a window of 32 KB, "fast".
const ZLIB_HEADER: [u8; 2] = [0x78, 0x5E];

/// How hard to try, 1 to 9.
const LEVEL: u32 = 2;

/// A compressed band.
pub(super) struct Part {
    deflated: Vec<u8>,
    /// Of the bytes before compression.
    checksum: u32,
    /// How many they were.
    length: u64,
}

/// What one thread compresses its bands with, one after the other.
pub(super) struct Encoder {
    compress: Compress,
    rows: Vec<u8>,
}

impl Encoder {
    /// Nothing compressed yet.
    pub(super) fn new() -> Self {
        Self { compress: Compress::new(Compression::new(LEVEL), false), rows: Vec::new() }
    }

    /// Compresses a band of opaque RGBA pixels; `last` if nothing follows it.
    pub(super) fn part(&mut self, rgba: &[u8], width: usize, last: bool) -> Result<Part, PngError> {
        let Self { compress, rows } = self;
        filter(rgba, width, rows);
        let mut checksum = Adler32::new();
        checksum.write(rows);
        compress.reset();
        let mut deflated = Vec::with_capacity(rows.len() / 16 + 1024);
        let flush = if last { FlushCompress::Finish } else { FlushCompress::Sync };
        loop {
            let done = usize::try_from(compress.total_in()).ok().and_then(|done| rows.get(done..)).unwrap_or_default();
            let status =
                compress.compress_vec(done, &mut deflated, flush).map_err(|error| PngError::Failed(error.to_string()))?;
            // Room left in the output means that nothing more is waiting to be written.
            let room = deflated.len() < deflated.capacity();
            if status == Status::StreamEnd || (!last && room && compress.total_in() == rows.len() as u64) {
                break;
            }
            deflated.reserve(rows.len() / 8 + 1024);
        }
        Ok(Part { deflated, checksum: checksum.finish(), length: rows.len() as u64 })
    }
}

/// The rows as RGB, each the difference to the one above it; the first, which may not know the band above, as it is.
/// All of `out` is overwritten.
fn filter(rgba: &[u8], width: usize, out: &mut Vec<u8>) {
    const NONE: u8 = 0;
    const UP: u8 = 2;
    let width = width.max(1);
    out.resize(rgba.len() / (width * 4) * (width * 3 + 1), NONE);
    let zeros = vec![[0; 4]; width];
    let mut above = zeros.as_slice();
    for (index, (row, out)) in rgba.chunks_exact(width * 4).zip(out.chunks_exact_mut(width * 3 + 1)).enumerate() {
        let row = row.as_chunks::<4>().0;
        let Some((filter, out)) = out.split_first_mut() else { continue };
        *filter = if index > 0 { UP } else { NONE };
        for ((now, before), out) in row.iter().zip(above).zip(out.as_chunks_mut::<3>().0) {
            *out = [now[0].wrapping_sub(before[0]), now[1].wrapping_sub(before[1]), now[2].wrapping_sub(before[2])];
        }
        above = row;
    }
}

/// The file, from its bands in order.
pub(super) fn file(width: u32, height: u32, parts: &[Part]) -> Result<Vec<u8>, PngError> {
    let failed = |error: ::png::EncodingError| PngError::Failed(error.to_string());
    let mut data = Vec::with_capacity(parts.iter().map(|part| part.deflated.len()).sum::<usize>() + 6);
    data.extend_from_slice(&ZLIB_HEADER);
    let mut checksum = 1;
    for part in parts {
        data.extend_from_slice(&part.deflated);
        checksum = joined_checksum(checksum, part.checksum, part.length);
    }
    data.extend_from_slice(&checksum.to_be_bytes());

    let mut out = Vec::with_capacity(data.len() + 128);
    let mut encoder = ::png::Encoder::new(&mut out, width, height);
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_depth(::png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_chunk(::png::chunk::IDAT, &data).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}

/// Adler-32 of two runs of bytes from the checksum of each and the second one's length (RFC 1950, section 8.2: `a` is
/// one more than the sum of the bytes, `b` the sum of all values that `a` has had, both modulo 65,521).
fn joined_checksum(first: u32, second: u32, length: u64) -> u32 {
    const BASE: u64 = 65_521;
    let parts = |sum: u32| (u64::from(sum & 0xFFFF), u64::from(sum >> 16));
    let ((a1, b1), (a2, b2)) = (parts(first), parts(second));
    let a = (a1 + a2 + BASE - 1) % BASE;
    let b = (b1 + b2 + (length % BASE) * ((a1 + BASE - 1) % BASE)) % BASE;
    ((b << 16) | a) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_join() {
        let bytes: Vec<u8> = (0..200_000u32).map(|i| (i * 7 % 251) as u8).collect();
        let of = |bytes: &[u8]| simd_adler32::adler32(&bytes);
        for cut in [0, 1, 65_521, 100_000, 200_000] {
            let (first, second) = bytes.split_at(cut);
            assert_eq!(joined_checksum(of(first), of(second), second.len() as u64), of(&bytes), "cut at {cut}");
        }
    }

    #[test]
    fn parts_that_hardly_compress_are_whole() {
        // Noise grows when it is compressed: the output must be enlarged on the way.
        let mut state = 1u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        let (width, height) = (64usize, 96usize);
        let rgba: Vec<u8> = (0..width * height).flat_map(|_| [noise(), noise(), noise(), 255]).collect();
        let (top, bottom) = rgba.split_at(width * 4 * 40);
        let mut encoder = Encoder::new();
        let parts = [encoder.part(top, width, false).unwrap(), encoder.part(bottom, width, true).unwrap()];
        let file = file(width as u32, height as u32, &parts).unwrap();
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut rgb).unwrap();
        let expected: Vec<u8> = rgba.chunks(4).flat_map(|pixel| pixel[..3].to_vec()).collect();
        assert!(rgb == expected);
    }
}
