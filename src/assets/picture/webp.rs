//! WebP, chunk by chunk (RFC 9649, section 2).

use super::{CUT_OFF, Reader, Rebuilt, checked, damaged};

/// Flags of the extended header: there is a colour profile, there is transparency, it is animated.
const PROFILE: u8 = 0x20;
const ALPHA: u8 = 0x10;
const ANIMATION: u8 = 0x02;

/// The picture with its transparency and colour profile.
pub(super) fn rebuild(bytes: &[u8]) -> Result<Rebuilt, String> {
    let length = bytes.get(4..8).and_then(|length| length.try_into().ok()).map(u32::from_le_bytes).ok_or(CUT_OFF)?;
    let end = usize::try_from(length).ok().and_then(|length| length.checked_add(8)).ok_or(CUT_OFF)?;
    let mut reader = Reader::new(bytes.get(..end).ok_or(CUT_OFF)?, 12);
    let (mut extended, mut profile, mut alpha, mut picture) = (None, None, None, None);
    while reader.at < end {
        let is_first = reader.at == 12;
        let (start, kind) = (reader.at, reader.array::<4>()?);
        let length = usize::try_from(u32::from_le_bytes(reader.array()?)).map_err(|_| CUT_OFF)?;
        let data = reader.take(length)?;
        // To an even length; the last one's byte is often left out.
        if length % 2 == 1 && reader.at < end {
            reader.byte()?;
        }
        let chunk = reader.bytes.get(start..reader.at).ok_or(CUT_OFF)?;
        match &kind {
            b"VP8X" if is_first => extended = Some(header(data)?),
            b"VP8X" => return Err("its header does not come first".to_owned()),
            b"ANIM" | b"ANMF" => return Err("it is animated: save one picture of it".to_owned()),
            b"VP8 " | b"VP8L" if picture.is_some() => return Err("it has two pictures".to_owned()),
            b"VP8 " => picture = Some((lossy(data)?, chunk)),
            b"VP8L" => picture = Some((lossless(data)?, chunk)),
            b"ICCP" if profile.is_none() => profile = Some(chunk),
            b"ALPH" if alpha.is_none() && picture.is_none() => alpha = Some(chunk),
            _ => {}
        }
        // Without the extended header there is nothing but a picture.
        if extended.is_none() && picture.is_some() {
            break;
        }
    }
    let Some((size, picture)) = picture else { return Err("there is no picture in it".to_owned()) };
    let mut chunks: Vec<u8> = Vec::with_capacity(bytes.len());
    if let Some((flags, canvas)) = extended {
        if canvas != size {
            let ((w, h), (width, height)) = (size, canvas);
            return Err(format!("the picture in it has {w} × {h} pixels, its header says {width} × {height}"));
        }
        let kept = flags & ALPHA | if profile.is_some() { PROFILE } else { 0 };
        let [w0, w1, w2, _] = (size.0 - 1).to_le_bytes();
        let [h0, h1, h2, _] = (size.1 - 1).to_le_bytes();
        chunks.extend_from_slice(b"VP8X\x0a\0\0\0");
        chunks.extend([kept, 0, 0, 0, w0, w1, w2, h0, h1, h2]);
        for part in [profile, alpha].into_iter().flatten() {
            push(&mut chunks, part);
        }
    }
    push(&mut chunks, picture);
    let length = u32::try_from(chunks.len() + 4).map_err(|_| CUT_OFF)?;
    let mut file = b"RIFF".to_vec();
    file.extend(length.to_le_bytes());
    file.extend_from_slice(b"WEBP");
    file.append(&mut chunks);
    Ok(Rebuilt { size, bytes: file })
}

/// A chunk, filled up to an even length.
fn push(chunks: &mut Vec<u8>, chunk: &[u8]) {
    chunks.extend_from_slice(chunk);
    if chunks.len() % 2 == 1 {
        chunks.push(0);
    }
}

/// Flags and size of the extended header.
fn header(data: &[u8]) -> Result<(u8, (u32, u32)), String> {
    let [flags, _, _, _, w0, w1, w2, h0, h1, h2] = data.try_into().map_err(|_| damaged("header"))?;
    if flags & ANIMATION != 0 {
        return Err("it is animated: save one picture of it".to_owned());
    }
    let [width, height] = [[w0, w1, w2, 0], [h0, h1, h2, 0]].map(|bytes| u32::from_le_bytes(bytes) + 1);
    Ok((flags, checked((width, height))?))
}

/// Size of a lossy picture (RFC 6386, section 9.1).
fn lossy(data: &[u8]) -> Result<(u32, u32), String> {
    let [f0, f1, f2, 0x9D, 0x01, 0x2A, w0, w1, h0, h1, ..] = *data else { return Err(damaged("picture")) };
    let first_part = u32::from_le_bytes([f0, f1, f2, 0]) >> 5;
    if f0 & 1 != 0 || first_part as usize > data.len() - 10 {
        return Err(damaged("picture"));
    }
    let [width, height] = [[w0, w1], [h0, h1]].map(|bytes| u32::from(u16::from_le_bytes(bytes)) & 0x3FFF);
    checked((width, height))
}

/// Size of a lossless picture (RFC 9649, section 3.4).
fn lossless(data: &[u8]) -> Result<(u32, u32), String> {
    let [0x2F, b0, b1, b2, b3, ..] = *data else { return Err(damaged("picture")) };
    let bits = u32::from_le_bytes([b0, b1, b2, b3]);
    checked(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
}
