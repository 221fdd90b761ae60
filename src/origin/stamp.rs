//! Where a stamp stands in a picture, and the checksum at its end.
//!
//! The checksum is of all bytes of the file but its own digits (and, in a PNG, the chunk's own sum behind them, which
//! depends on these).

use super::digest::with_lf;
use sha2::{Digest as _, Sha256};
use std::ops::Range;

/// Around the stamp of an SVG.
const SVG: (&str, &str) = ("\n<metadata>", "</metadata>");
/// What stands before it, which every picture of ours has once: in its texts `<` is written otherwise.
const BEFORE: &str = "</desc>";

/// How a PNG begins: its signature and the length and name of its first chunk, which has 13 bytes and a sum of four.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
/// Where that chunk ends.
const END_OF_HEAD: usize = PNG.len() + 13 + 4;
/// The name of the chunk that has the stamp, and the keyword in it, which ends in a zero.
const CHUNK: &[u8] = b"tEXtwayline\0";
/// Bytes of a chunk's length, and of its sum.
const WORD: usize = 4;

/// What the checksum follows.
const PICTURE: &str = " picture ";
/// Digits of the checksum: 64 bits.
const DIGITS: usize = 16;
/// Stand in for them until they are known.
const NONE_YET: &str = "0000000000000000";

/// An SVG with a stamp.
pub(super) fn svg(mut svg: String, words: &str) -> String {
    let Some(at) = svg.find(BEFORE).map(|at| at + BEFORE.len()) else { return svg };
    let (start, end) = SVG;
    svg.insert_str(at, &format!("{start}{words}{PICTURE}{NONE_YET}{end}"));
    let digits = at + start.len() + words.len() + PICTURE.len();
    let sum = checksum(svg.as_bytes(), digits..digits + DIGITS);
    svg.replace_range(digits..digits + DIGITS, &sum);
    svg
}

/// A PNG with a stamp.
pub(super) fn png(png: Vec<u8>, words: &str) -> Vec<u8> {
    let Some((head, rest)) = png.split_at_checked(END_OF_HEAD).filter(|_| png.starts_with(PNG)) else { return png };
    let text = format!("{words}{PICTURE}");
    let length = CHUNK.len() - WORD + text.len() + DIGITS;
    let mut stamped = Vec::with_capacity(png.len() + length + 3 * WORD);
    stamped.extend_from_slice(head);
    stamped.extend_from_slice(&u32::try_from(length).unwrap_or_default().to_be_bytes());
    let chunk = stamped.len();
    stamped.extend_from_slice(CHUNK);
    stamped.extend_from_slice(text.as_bytes());
    let sum = {
        let mut hash = Sha256::new();
        hash.update(&stamped);
        hash.update(rest);
        first_digits(hash)
    };
    stamped.extend_from_slice(sum.as_bytes());
    let sum = crc32fast::hash(stamped.get(chunk..).unwrap_or_default());
    stamped.extend_from_slice(&sum.to_be_bytes());
    stamped.extend_from_slice(rest);
    stamped
}

/// The words of a picture's stamp; `None` where there is none or its checksum is not that of the picture.
pub(super) fn read(picture: &[u8]) -> Option<String> {
    if picture.starts_with(PNG) {
        let length: [u8; WORD] = *picture.get(END_OF_HEAD..)?.first_chunk()?;
        let chunk = END_OF_HEAD + WORD;
        let end = chunk.checked_add(WORD)?.checked_add(usize::try_from(u32::from_be_bytes(length)).ok()?)?;
        let text = picture.get(chunk..end)?.strip_prefix(CHUNK)?;
        let sum: [u8; WORD] = *picture.get(end..)?.first_chunk()?;
        let is_whole = u32::from_be_bytes(sum) == crc32fast::hash(picture.get(chunk..end)?);
        return checked(picture, text, end.checked_sub(DIGITS)?..end + WORD).filter(|_| is_whole);
    }
    let plain = with_lf(picture);
    let start = memchr::memmem::find(&plain, BEFORE.as_bytes())? + BEFORE.len();
    let rest = plain.get(start..)?.strip_prefix(SVG.0.as_bytes())?;
    let end = start + SVG.0.len() + memchr::memmem::find(rest, SVG.1.as_bytes())?;
    checked(&plain, plain.get(start + SVG.0.len()..end)?, end.checked_sub(DIGITS)?..end)
}

/// The words before a checksum that is right for all of a picture but `own`, which begins with it.
fn checked(picture: &[u8], text: &[u8], own: Range<usize>) -> Option<String> {
    let text = std::str::from_utf8(text).ok()?;
    let (words, digits) = text.rsplit_once(PICTURE)?;
    (digits == checksum(picture, own)).then(|| words.to_owned())
}

/// Of all bytes but those of a place.
fn checksum(picture: &[u8], own: Range<usize>) -> String {
    let mut hash = Sha256::new();
    hash.update(picture.get(..own.start).unwrap_or_default());
    hash.update(picture.get(own.end..).unwrap_or_default());
    first_digits(hash)
}

fn first_digits(hash: Sha256) -> String {
    hash.finalize().iter().take(DIGITS / 2).map(|byte| format!("{byte:02x}")).collect()
}
