//! Pictures of every kind, written byte by byte: right ones, and such that lie.

/// A chunk of a PNG with its checksum.
pub fn png_chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut hash = crc32fast::Hasher::new();
    hash.update(kind);
    hash.update(data);
    [&(data.len() as u32).to_be_bytes()[..], kind, data, &hash.finalize().to_be_bytes()].concat()
}

/// The header of a PNG of 8 bits a channel; colour type 0 is grey, 2 RGB.
pub fn png_header(width: u32, height: u32, color: u8) -> Vec<u8> {
    png_chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, color, 0, 0, 0]].concat())
}

/// A PNG with these chunks after its header.
pub fn png_of(header: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n", header, &chunks.concat(), &png_chunk(b"IEND", &[])].concat()
}

/// A grey PNG of one shade; of a million pixels it takes a kilobyte.
pub fn png(width: u32, height: u32, shade: u8) -> Vec<u8> {
    use std::io::Write as _;
    let mut data = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let row = [&[0][..], &vec![shade; width as usize]].concat();
    for _ in 0..height {
        data.write_all(&row).unwrap();
    }
    png_of(&png_header(width, height, 0), &[png_chunk(b"IDAT", &data.finish().unwrap())])
}

/// A segment of a JPEG.
pub fn jpeg_segment(marker: u8, data: &[u8]) -> Vec<u8> {
    [&[0xFF, marker][..], &(data.len() as u16 + 2).to_be_bytes(), data].concat()
}

/// A frame header of one component.
pub fn jpeg_frame(marker: u8, width: u16, height: u16) -> Vec<u8> {
    jpeg_segment(marker, &[&[8][..], &height.to_be_bytes(), &width.to_be_bytes(), &[1, 1, 0x11, 0]].concat())
}

/// Everything of a grey JPEG from its tables on. Each square of 8 × 8 takes two bits: nothing changes.
pub fn jpeg_tables_and_scan(width: u16, height: u16) -> Vec<u8> {
    let quantities = jpeg_segment(0xDB, &[&[0][..], &[1; 64]].concat());
    let one_code = |class: u8| jpeg_segment(0xC4, &[&[class, 1][..], &[0; 15], &[0]].concat());
    let scan = jpeg_segment(0xDA, &[1, 1, 0, 0, 63, 0]);
    let squares = usize::from(width).div_ceil(8) * usize::from(height).div_ceil(8);
    let mut bits = vec![0; squares / 4];
    if squares % 4 > 0 {
        bits.push(0xFF >> (2 * (squares % 4)));
    }
    [quantities, one_code(0), one_code(0x10), scan, bits].concat()
}

/// A JPEG with these segments before its frame header.
pub fn jpeg_with(segments: &[Vec<u8>], width: u16, height: u16) -> Vec<u8> {
    let frame = jpeg_frame(0xC0, width, height);
    [&[0xFF, 0xD8][..], &segments.concat(), &frame, &jpeg_tables_and_scan(width, height), &[0xFF, 0xD9]].concat()
}

/// A GIF of these frames, each `(left, top, width, height)`, on a screen.
pub fn gif(width: u16, height: u16, frames: &[(u16, u16, u16, u16)]) -> Vec<u8> {
    let mut file = [&b"GIF89a"[..], &width.to_le_bytes(), &height.to_le_bytes(), &[0x80, 0, 0], &[0, 0, 0, 200, 0, 0]].concat();
    for (left, top, w, h) in frames {
        file.push(0x2C);
        file.extend([left, top, w, h].iter().flat_map(|n| n.to_le_bytes()));
        file.extend([0, 2]);
        file.extend(lzw(usize::from(*w) * usize::from(*h)));
    }
    file.push(0x3B);
    file
}

/// That many pixels of colour 1, in codes of three bits: clear, and two pixels, again and again.
fn lzw(pixels: usize) -> Vec<u8> {
    let (mut bits, mut codes) = (Vec::new(), Vec::new());
    for pixel in 0..pixels {
        if pixel % 2 == 0 {
            codes.push(4);
        }
        codes.push(1);
    }
    codes.push(5);
    let (mut held, mut count) = (0_u32, 0);
    for code in codes {
        held |= code << count;
        count += 3;
        while count >= 8 {
            bits.push(held as u8);
            held >>= 8;
            count -= 8;
        }
    }
    bits.push(held as u8);
    let mut blocks = vec![];
    for part in bits.chunks(255) {
        blocks.push(part.len() as u8);
        blocks.extend_from_slice(part);
    }
    blocks.push(0);
    blocks
}

/// A chunk of a WebP, filled up to an even length.
pub fn webp_chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let filler: &[u8] = if data.len() % 2 == 1 { &[0] } else { &[] };
    [&kind[..], &(data.len() as u32).to_le_bytes(), data, filler].concat()
}

/// A WebP of these chunks.
pub fn webp_of(chunks: &[Vec<u8>]) -> Vec<u8> {
    let body = chunks.concat();
    [&b"RIFF"[..], &(body.len() as u32 + 4).to_le_bytes(), b"WEBP", &body].concat()
}

/// The extended header.
pub fn webp_header(flags: u8, width: u32, height: u32) -> Vec<u8> {
    let [w0, w1, w2, _] = (width - 1).to_le_bytes();
    let [h0, h1, h2, _] = (height - 1).to_le_bytes();
    webp_chunk(b"VP8X", &[flags, 0, 0, 0, w0, w1, w2, h0, h1, h2])
}

/// A lossless picture of one colour, as a chunk.
pub fn webp_lossless(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let pixels = vec![90; (width * height * 3) as usize];
    image_webp::WebPEncoder::new(&mut file).encode(&pixels, width, height, image_webp::ColorType::Rgb8).unwrap();
    file.split_off(12)
}
