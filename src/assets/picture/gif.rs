//! GIF, block by block (<https://www.w3.org/Graphics/GIF/spec-gif89a.txt>).

use super::{CUT_OFF, Reader, Rebuilt, checked, damaged};

/// The first picture alone: a map does not move, and comments stay behind.
pub(super) fn rebuild(bytes: &[u8]) -> Result<Rebuilt, String> {
    let mut reader = Reader::new(bytes, 6);
    let [w0, w1, h0, h1, flags, ..] = reader.array::<7>()?;
    let size @ (width, height) = checked((u32::from(u16::from_le_bytes([w0, w1])), u32::from(u16::from_le_bytes([h0, h1]))))?;
    reader.take(colors(flags))?;
    let mut file = b"GIF89a".to_vec();
    file.extend_from_slice(bytes.get(6..reader.at).ok_or(CUT_OFF)?);
    let (mut control, mut has_picture) = (None, false);
    loop {
        let start = reader.at;
        match reader.byte()? {
            0x21 => {
                let label = reader.byte()?;
                skip_blocks(&mut reader)?;
                if label == 0xF9 {
                    control = bytes.get(start..reader.at);
                }
            }
            0x2C => {
                let [x0, x1, y0, y1, w0, w1, h0, h1, flags] = reader.array()?;
                let [x, y, w, h] = [[x0, x1], [y0, y1], [w0, w1], [h0, h1]].map(|b| u32::from(u16::from_le_bytes(b)));
                if w == 0 || h == 0 || x + w > width || y + h > height {
                    return Err(format!("a picture in it has {w} × {h} pixels and does not fit on its {width} × {height}"));
                }
                // The colours, and the length of the first codes.
                reader.take(colors(flags) + 1)?;
                skip_blocks(&mut reader)?;
                if !has_picture {
                    has_picture = true;
                    file.extend_from_slice(control.take().unwrap_or_default());
                    file.extend_from_slice(bytes.get(start..reader.at).ok_or(CUT_OFF)?);
                }
            }
            0x3B => break,
            _ => return Err(damaged("blocks")),
        }
    }
    if !has_picture {
        return Err("there is no picture in it".to_owned());
    }
    file.push(0x3B);
    Ok(Rebuilt { size, bytes: file })
}

/// Bytes of the table of colours that flags announce.
fn colors(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Goes on behind a chain of blocks.
fn skip_blocks(reader: &mut Reader<'_>) -> Result<(), String> {
    loop {
        match reader.byte()? {
            0 => return Ok(()),
            length => reader.take(length.into())?,
        };
    }
}
