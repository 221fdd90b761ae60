//! JPEG, segment by segment (ITU-T T.81, section B.2).

use super::{CUT_OFF, Reader, Rebuilt, checked, damaged};

/// Most scans: each goes over the whole picture again. Progressive files have about ten.
const MOST_SCANS: usize = 64;

/// The picture without what a camera wrote about it. That it is to be shown turned is kept.
pub(super) fn rebuild(bytes: &[u8]) -> Result<Rebuilt, String> {
    let mut reader = Reader::new(bytes, 2);
    let mut kept = Vec::with_capacity(bytes.len());
    let (mut jfif, mut orientation, mut size, mut scans) = (None, None, None, 0);
    loop {
        let start = reader.at;
        if reader.byte()? != 0xFF {
            return Err(damaged("segments"));
        }
        let mut marker = reader.byte()?;
        while marker == 0xFF {
            marker = reader.byte()?;
        }
        match marker {
            0xD9 => break,
            0xD8 => return Err("it has two beginnings".to_owned()),
            // Markers that stand alone, and mean nothing here.
            0x01 | 0xD0..=0xD7 => continue,
            0x00 => return Err(damaged("segments")),
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(reader.array()?));
        let data = reader.take(length.checked_sub(2).ok_or_else(|| damaged("segments"))?)?;
        match marker {
            0xC0..=0xC2 if size.is_some() => return Err("it has two frame headers".to_owned()),
            0xC0..=0xC2 => size = Some(frame(data)?),
            0xC3 | 0xC5..=0xC7 | 0xC8..=0xCB | 0xCC..=0xCF | 0xDC | 0xDE | 0xDF => {
                return Err("it is of a kind of JPEG that most programs can't read".to_owned());
            }
            0xE0 if jfif.is_none() => {
                jfif = jfif_without_thumbnail(data);
                continue;
            }
            0xE1 if orientation.is_none() => {
                orientation = data.strip_prefix(b"Exif\0\0").and_then(orientation_of);
                continue;
            }
            0xDA if size.is_none() => return Err("its frame header does not come first".to_owned()),
            0xDA => {
                scans += 1;
                if scans > MOST_SCANS {
                    return Err(format!("it has more than {MOST_SCANS} scans"));
                }
                skip_scan(&mut reader)?;
            }
            // Tables, and what the colours mean.
            0xC4 | 0xDB | 0xDD => {}
            0xE2 if data.starts_with(b"ICC_PROFILE\0") => {}
            0xEE if data.starts_with(b"Adobe") => {}
            _ => continue,
        }
        kept.extend_from_slice(bytes.get(start..reader.at).ok_or(CUT_OFF)?);
    }
    let (Some((width, height)), 1..) = (size, scans) else { return Err("there is no picture in it".to_owned()) };
    let orientation = orientation.unwrap_or(1);
    let mut file = vec![0xFF, 0xD8];
    file.extend(jfif.into_iter().flatten());
    if orientation != 1 {
        file.extend(only_orientation(orientation));
    }
    file.append(&mut kept);
    file.extend([0xFF, 0xD9]);
    // From 5 on, rows are columns.
    Ok(Rebuilt { size: if orientation > 4 { (height, width) } else { (width, height) }, bytes: file })
}

/// Width and height of a frame header.
fn frame(data: &[u8]) -> Result<(u32, u32), String> {
    let [precision, h0, h1, w0, w1, components, ..] = *data else { return Err(damaged("frame header")) };
    if precision != 8 || !matches!(components, 1 | 3 | 4) || data.len() != 6 + 3 * usize::from(components) {
        return Err("it is of a kind of JPEG that most programs can't read".to_owned());
    }
    let [width, height] = [[w0, w1], [h0, h1]].map(|bytes| u32::from(u16::from_be_bytes(bytes)));
    checked((width, height))
}

/// Goes to the marker that ends a scan.
fn skip_scan(reader: &mut Reader<'_>) -> Result<(), String> {
    loop {
        let rest = reader.bytes.get(reader.at..).ok_or(CUT_OFF)?;
        reader.at += memchr::memchr(0xFF, rest).ok_or(CUT_OFF)?;
        match reader.bytes.get(reader.at + 1).ok_or(CUT_OFF)? {
            // A byte FF of the picture, or a mark to start again from.
            0x00 | 0xD0..=0xD7 => reader.at += 2,
            0xFF => reader.at += 1,
            _ => return Ok(()),
        }
    }
}

/// The segment that says how large a pixel is, without the small picture that may be in it.
fn jfif_without_thumbnail(data: &[u8]) -> Option<Vec<u8>> {
    let about = data.strip_prefix(b"JFIF\0")?.get(..7)?;
    let mut segment = vec![0xFF, 0xE0, 0, 16];
    segment.extend_from_slice(b"JFIF\0");
    segment.extend_from_slice(about);
    segment.extend([0, 0]);
    Some(segment)
}

/// The tag `Orientation` of the first directory of a TIFF structure, 1 to 8.
fn orientation_of(tiff: &[u8]) -> Option<u8> {
    let big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let (high, low) = if big { (4, 6) } else { (6, 4) };
    let directory = usize::from(short(high)?) << 16 | usize::from(short(low)?);
    let entries = directory.checked_add(2).filter(|at| *at < tiff.len())?;
    let count = usize::from(short(directory)?);
    // A tag, its type and count, and the value: 12 bytes.
    let entry = (0..count).map(|index| entries + 12 * index).find(|at| short(*at) == Some(0x0112))?;
    u8::try_from(short(entry + 8)?).ok().filter(|value| (1..=8).contains(value))
}

/// The least Exif segment that says how the picture is turned.
fn only_orientation(value: u8) -> Vec<u8> {
    let mut segment = vec![0xFF, 0xE1, 0, 34];
    segment.extend_from_slice(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend([value, 0, 0, 0, 0, 0, 0]);
    segment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_orientation_is_read_in_both_orders() {
        for value in 2..=8 {
            let segment = only_orientation(value);
            assert_eq!(usize::from(segment[3]) + 2, segment.len());
            assert_eq!(orientation_of(&segment[10..]), Some(value));
        }
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        assert_eq!(orientation_of(little), Some(6));
        for end in 0..little.len() - 6 {
            assert_eq!(orientation_of(&little[..end]), None);
        }
    }
}
