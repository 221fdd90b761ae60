//! PNG, chunk by chunk (<https://www.w3.org/TR/png-3/>).

use super::{CUT_OFF, Reader, Rebuilt, checked, damaged};
use std::io::Read as _;

/// What a PNG begins with.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that draw, beside the header, the picture and the end: colours, their meaning, transparency. Text, time, Exif
/// and the frames of an animation are none of them.
const KEPT: [[u8; 4]; 11] =
    [*b"PLTE", *b"tRNS", *b"gAMA", *b"cHRM", *b"sRGB", *b"iCCP", *b"cICP", *b"sBIT", *b"bKGD", *b"mDCV", *b"cLLI"];

/// Most bytes of a colour profile when it is unpacked; a large one has a tenth.
const MOST_PROFILE: u64 = 4 << 20;

/// The picture without what is in no need to draw it.
pub(super) fn rebuild(bytes: &[u8]) -> Result<Rebuilt, String> {
    let mut reader = Reader::new(bytes, SIGNATURE.len());
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(SIGNATURE);
    let mut size = None;
    let mut has_data = false;
    loop {
        let start = reader.at;
        let length = u32::from_be_bytes(reader.array()?);
        let kind: [u8; 4] = reader.array()?;
        let data = reader.take(usize::try_from(length).map_err(|_| CUT_OFF)?)?;
        let sum = u32::from_be_bytes(reader.array()?);
        if !kind.iter().all(u8::is_ascii_alphabetic) {
            return Err(damaged("chunks"));
        }
        match (&kind, size) {
            (b"IHDR", None) => size = Some(header(data)?),
            (b"IHDR", Some(_)) => return Err("it has two headers".to_owned()),
            (_, None) => return Err("its header does not come first".to_owned()),
            (b"IDAT", _) => has_data = true,
            (b"IEND", _) | (b"PLTE", _) => {}
            (b"iCCP", _) => profile(data)?,
            (other, _) if KEPT.contains(other) => {}
            // An upper-case letter first: without it the picture can't be drawn.
            ([b'A'..=b'Z', ..], _) => return Err(damaged("chunks")),
            _ => continue,
        }
        let mut hash = crc32fast::Hasher::new();
        hash.update(&kind);
        hash.update(data);
        if hash.finalize() != sum {
            return Err(format!("it is damaged: the checksum of its {} is wrong", String::from_utf8_lossy(&kind)));
        }
        kept.extend_from_slice(bytes.get(start..reader.at).ok_or(CUT_OFF)?);
        if kind == *b"IEND" {
            break;
        }
    }
    match size {
        Some(size) if has_data => Ok(Rebuilt { size, bytes: kept }),
        _ => Err("there is no picture in it".to_owned()),
    }
}

/// Width and height of a header that says what a picture can have.
fn header(data: &[u8]) -> Result<(u32, u32), String> {
    let [w0, w1, w2, w3, h0, h1, h2, h3, depth, color, compression, filter, interlace] =
        data.try_into().map_err(|_| damaged("header"))?;
    let size = checked((u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3])))?;
    let is_known = match color {
        0 => matches!(depth, 1 | 2 | 4 | 8 | 16),
        3 => matches!(depth, 1 | 2 | 4 | 8),
        2 | 4 | 6 => matches!(depth, 8 | 16),
        _ => false,
    };
    if !is_known || (compression, filter) != (0, 0) || interlace > 1 {
        return Err(damaged("header"));
    }
    Ok(size)
}

/// Refuses a colour profile that unpacks to more than any has.
fn profile(data: &[u8]) -> Result<(), String> {
    let name = memchr::memchr(0, data).ok_or_else(|| damaged("colour profile"))?;
    let packed = data.get(name + 2..).ok_or_else(|| damaged("colour profile"))?;
    let mut unpacked = flate2::read::ZlibDecoder::new(packed).take(MOST_PROFILE + 1);
    let length = std::io::copy(&mut unpacked, &mut std::io::sink()).map_err(|_| damaged("colour profile"))?;
    if length > MOST_PROFILE { Err("its colour profile is far too large".to_owned()) } else { Ok(()) }
}
