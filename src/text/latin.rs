//! Latin words without a shaper: Inter's glyphs, advances and kerning of the usual characters, worked out beforehand.
//!
//! The tables `faces/*.kern` are written by a test from what the shaper says, and others hold that words measured
//! here are the shaper's glyph for glyph. Setting up the shaper and kerning 150 labels costs some 10 million
//! instructions, this way a few hundred thousand.

use super::shape::Shaped;
use crate::scene::FaceId;

/// The characters of the tables beyond ASCII and Latin-1 (without the soft hyphen, which is only drawn at a line's end).
pub(super) const OTHERS: [char; 16] = ['Œ', 'œ', 'Ÿ', '–', '—', '‘', '’', '‚', '“', '”', '„', '•', '…', '‹', '›', '€'];
/// Number of characters: 95 of ASCII, 95 of Latin-1, the others.
pub(super) const COUNT: usize = 95 + 95 + OTHERS.len();
/// A pair that only the shaper can do.
pub(super) const IRREGULAR: i16 = i16::MIN;

/// By [`FaceId`]; those that are slanted by the program have their upright face's.
const TABLES: [&[u8]; 8] = [REGULAR, MEDIUM, SEMIBOLD, BOLD, include_bytes!("faces/Inter-Italic.kern"), MEDIUM, SEMIBOLD, BOLD];
const REGULAR: &[u8] = include_bytes!("faces/Inter-Regular.kern");
const MEDIUM: &[u8] = include_bytes!("faces/Inter-Medium.kern");
const SEMIBOLD: &[u8] = include_bytes!("faces/Inter-SemiBold.kern");
const BOLD: &[u8] = include_bytes!("faces/Inter-Bold.kern");

/// Bytes before the pairs: units per em, number of right classes, then for each character its glyph, its advance, and
/// its classes as the left and as the right one of a pair. Numbers are little-endian, of two bytes, classes of one.
pub(super) const HEAD: usize = 4 + 6 * COUNT;

/// The table of one face.
#[derive(Clone, Copy)]
pub(super) struct Latin {
    characters: &'static [u8],
    /// For each left class and in it each right class: kerning in font units times 2, plus 1 where a line may not break
    /// between the two without shaping again; or [`IRREGULAR`].
    pairs: &'static [u8],
    right_classes: usize,
    em_per_unit: f32,
}

/// A character of the table.
#[derive(Clone, Copy)]
struct Entry {
    glyph: u16,
    advance: u16,
    left: usize,
    right: usize,
}

impl Latin {
    /// The table of an embedded face.
    pub(super) fn of(face: FaceId) -> Option<Self> {
        let (head, pairs) = TABLES.get(face.0 as usize)?.split_at_checked(HEAD)?;
        let (units, rest) = head.split_first_chunk::<2>()?;
        let (classes, characters) = rest.split_first_chunk::<2>()?;
        let em_per_unit = 1.0 / f32::from(u16::from_le_bytes(*units).max(1));
        Some(Self { characters, pairs, right_classes: usize::from(u16::from_le_bytes(*classes)), em_per_unit })
    }

    fn entry(&self, c: char) -> Option<Entry> {
        let at = index(c)? * 6;
        let &[g0, g1, a0, a1, left, right] = self.characters.get(at..at + 6)?.first_chunk::<6>()?;
        Some(Entry {
            glyph: u16::from_le_bytes([g0, g1]),
            advance: u16::from_le_bytes([a0, a1]),
            left: usize::from(left),
            right: usize::from(right),
        })
    }

    fn pair(&self, left: usize, right: usize) -> Option<i16> {
        let at = (left * self.right_classes + right) * 2;
        let value = i16::from_le_bytes(*self.pairs.get(at..at + 2)?.first_chunk::<2>()?);
        (value != IRREGULAR).then_some(value)
    }

    /// Gives the glyphs of a text from left to right. Stops with `false` where the shaper is needed.
    pub(super) fn shape(&self, text: &str, mut put: impl FnMut(Shaped)) -> bool {
        let mut before: Option<(Entry, Shaped)> = None;
        for (at, c) in text.char_indices() {
            let Some(entry) = self.entry(c) else { return false };
            let mut safe = true;
            if let Some((left, mut glyph)) = before {
                let Some(pair) = self.pair(left.left, entry.right) else { return false };
                safe = pair & 1 == 0;
                glyph.advance = (i32::from(left.advance) + i32::from(pair >> 1)) as f32 * self.em_per_unit;
                put(glyph);
            }
            let advance = f32::from(entry.advance) * self.em_per_unit;
            before = Some((entry, Shaped { id: u32::from(entry.glyph), cluster: at as u32, advance, dx: 0.0, dy: 0.0, safe }));
        }
        if let Some((_, glyph)) = before {
            put(glyph);
        }
        true
    }
}

/// Place of a character in the tables.
pub(super) fn index(c: char) -> Option<usize> {
    let code = c as usize;
    match code {
        0x20..0x7F => Some(code - 0x20),
        0xA0..=0xAC => Some(code - 0xA0 + 95),
        0xAE..=0xFF => Some(code - 0xA0 + 94),
        _ => Some(OTHERS.iter().position(|&other| other == c)? + 190),
    }
}

#[cfg(test)]
mod tests;
