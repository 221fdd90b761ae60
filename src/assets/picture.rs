//! Kind and size of a picture from its first bytes, without decoding it.

use crate::limits;
use crate::scene::Raster;

/// A picture that may be shown.
///
/// # Errors
///
/// A few words: no PNG, JPEG, GIF or WebP, cut off, or too many pixels.
pub(super) fn open(bytes: Vec<u8>) -> Result<Raster, String> {
    let Some(media_type) = media_type(&bytes) else {
        return Err("it is no PNG, JPEG, GIF or WebP".to_owned());
    };
    let size = match media_type {
        "image/png" => png(&bytes),
        "image/jpeg" => jpeg(&bytes),
        "image/gif" => gif(&bytes),
        _ => webp(&bytes),
    };
    let Some((width, height)) = size.filter(|&(width, height)| width > 0 && height > 0) else {
        return Err("its size can't be read".to_owned());
    };
    if u64::from(width) * u64::from(height) > limits::IMAGE.most as u64 {
        return Err(format!("its {width} × {height} pixels are more than {}", limits::IMAGE));
    }
    Ok(Raster { media_type, width, height, bytes })
}

/// The media type by the bytes that the formats begin with, whatever the file is called.
fn media_type(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some("image/jpeg")
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some("image/gif")
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some("image/webp")
    } else {
        None
    }
}

/// `N` bytes from a place.
fn take<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

fn big16(bytes: &[u8], at: usize) -> Option<u32> {
    take(bytes, at).map(|b| u32::from(u16::from_be_bytes(b)))
}

fn little16(bytes: &[u8], at: usize) -> Option<u32> {
    take(bytes, at).map(|b| u32::from(u16::from_le_bytes(b)))
}

/// The IHDR chunk comes first (PNG, section 11.2.1).
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    (take(bytes, 12)? == *b"IHDR").then_some(())?;
    Some((u32::from_be_bytes(take(bytes, 16)?), u32::from_be_bytes(take(bytes, 20)?)))
}

/// The logical screen (GIF89a, section 18).
fn gif(bytes: &[u8]) -> Option<(u32, u32)> {
    Some((little16(bytes, 6)?, little16(bytes, 8)?))
}

/// The first frame header SOF0 to SOF15 (ITU-T T.81, table B.1 and section B.2.2); other segments are skipped by their length.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let [0xFF, marker] = take(bytes, at)? else { return None };
        match marker {
            // Fill bytes before a marker.
            0xFF => at += 1,
            // Markers that stand alone.
            0x01 | 0xD0..=0xD8 => at += 2,
            // C4, C8 and CC in the middle of the frame headers are tables and a reserved one.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Some((big16(bytes, at + 7)?, big16(bytes, at + 5)?));
            }
            // The picture itself or its end, and no frame header before.
            0xD9 | 0xDA => return None,
            _ => at += 2 + usize::try_from(big16(bytes, at + 2)?).ok()?,
        }
    }
}

/// The first chunk: extended, lossless or lossy (RFC 9649, sections 2.5 to 2.7).
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match &take(bytes, 12)? {
        b"VP8X" => {
            let [w0, w1, w2, h0, h1, h2] = take(bytes, 24)?;
            Some((u32::from_le_bytes([w0, w1, w2, 0]) + 1, u32::from_le_bytes([h0, h1, h2, 0]) + 1))
        }
        b"VP8L" => {
            (*bytes.get(20)? == 0x2F).then_some(())?;
            let bits = u32::from_le_bytes(take(bytes, 21)?);
            Some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
        }
        b"VP8 " => {
            (take(bytes, 23)? == [0x9D, 0x01, 0x2A]).then_some(())?;
            Some((little16(bytes, 26)? & 0x3FFF, little16(bytes, 28)? & 0x3FFF))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(bytes: &[u8]) -> Result<(&'static str, u32, u32), String> {
        open(bytes.to_vec()).map(|image| (image.media_type, image.width, image.height))
    }

    #[test]
    fn sizes_are_read_from_headers() {
        assert_eq!(size(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x05\0\0\0\x07"), Ok(("image/png", 5, 7)));
        assert_eq!(size(b"\xFF\xD8\xFF\xE0\0\x04ab\xFF\xFF\xC2\0\x0b\x08\0\x07\0\x05"), Ok(("image/jpeg", 5, 7)));
        assert_eq!(size(b"GIF89a\x05\0\x07\0"), Ok(("image/gif", 5, 7)));
        assert_eq!(size(b"RIFF....WEBPVP8X....\0\0\0\0\x04\0\0\x06\0\0"), Ok(("image/webp", 5, 7)));
        assert_eq!(size(b"RIFF....WEBPVP8L....\x2F\x04\x80\x01\0"), Ok(("image/webp", 5, 7)));
        assert_eq!(size(b"RIFF....WEBPVP8 ....\0\0\0\x9D\x01\x2A\x05\0\x07\0"), Ok(("image/webp", 5, 7)));
    }

    #[test]
    fn what_is_cut_off_or_too_large_is_refused() {
        assert!(size(b"").is_err());
        assert!(size(b"<svg").is_err());
        assert!(size(b"\xFF\xD8\xFF\xE0\0").is_err());
        assert!(size(b"GIF89a\0\0\x07\0").is_err());
        assert!(size(b"GIF89a\xFF\xFF\xFF\xFF").unwrap_err().contains("million"));
    }
}
