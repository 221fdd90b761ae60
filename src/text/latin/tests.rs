use super::*;
use crate::text::embedded;
use crate::text::tests::Numbers;
use harfrust::{Direction, FontRef, Language, ShapeOptions, ShapePlan, Shaper, ShaperData, UnicodeBuffer, script};
use std::collections::HashMap;
use std::str::FromStr;

/// Inter's five faces; the others share their tables.
const FACES: [&str; 5] = ["Regular", "Medium", "SemiBold", "Bold", "Italic"];
/// English, and those for which the face has other forms.
const LANGUAGES: [&str; 4] = ["en", "ca", "ro", "tr"];

/// Glyph, cluster, advance, shifts, safe.
type Plain = (u32, u32, i32, i32, i32, bool);

/// A face with its plan for each of the [`LANGUAGES`].
struct Full<'a> {
    shaper: Shaper<'a>,
    plans: Vec<ShapePlan>,
}

impl<'a> Full<'a> {
    fn new(shaper: Shaper<'a>) -> Self {
        let plan = |language| {
            let language = Language::from_str(language).unwrap();
            ShapePlan::new(&shaper, Direction::LeftToRight, Some(script::LATIN), Some(&language), &[])
        };
        let plans = LANGUAGES.into_iter().map(plan).collect();
        Self { shaper, plans }
    }

    fn shape(&self, text: &str, language: usize) -> Vec<Plain> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        buffer.set_language(Language::from_str(LANGUAGES[language]).unwrap());
        let shaped = self.shaper.shape(buffer, ShapeOptions::new().plan(Some(&self.plans[language])));
        let both = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        both.map(|(i, p)| (i.glyph_id, i.cluster, p.x_advance, p.x_offset, p.y_offset, !i.unsafe_to_break())).collect()
    }

    /// As [`Latin::shape`] gives it.
    fn glyphs(&self, text: &str, language: usize) -> Vec<Shaped> {
        let em = |units: i32| units as f32 / self.shaper.units_per_em() as f32;
        let glyph =
            |(id, cluster, advance, dx, dy, safe)| Shaped { id, cluster, advance: em(advance), dx: em(dx), dy: em(dy), safe };
        self.shape(text, language).into_iter().map(glyph).collect()
    }
}

fn characters() -> Vec<char> {
    (0x20..0x7F).chain(0xA0..0xAD).chain(0xAE..0x100).filter_map(char::from_u32).chain(OTHERS).collect()
}

/// Kerning as the table has it.
fn pair(full: &Full, alone: &HashMap<char, Plain>, left: char, right: char) -> i16 {
    // Catalan's "l·l" depends on three characters.
    if matches!(left, 'l' | 'L') && right == '·' {
        return IRREGULAR;
    }
    let results = [0, 1, 2, 3].map(|language| full.shape(&format!("{left}{right}"), language));
    let (a, b) = (alone[&left], alone[&right]);
    match results[0][..] {
        [first, second]
            if results.iter().all(|result| *result == results[0])
                && (first.0, first.1, first.3, first.4, first.5) == (a.0, 0, 0, 0, true)
                && (second.0, second.1, second.2, second.3, second.4) == (b.0, left.len_utf8() as u32, b.2, 0, 0) =>
        {
            i16::try_from((first.2 - a.2) * 2 + i32::from(!second.5)).unwrap()
        }
        _ => IRREGULAR,
    }
}

/// Number of each row among the different ones, and these.
fn classes(rows: Vec<Vec<i16>>) -> (Vec<u8>, Vec<Vec<i16>>) {
    let mut different: Vec<Vec<i16>> = Vec::new();
    let numbers = rows.into_iter().map(|row| {
        let known = different.iter().position(|other| *other == row);
        known.unwrap_or_else(|| {
            different.push(row);
            different.len() - 1
        }) as u8
    });
    (numbers.collect(), different)
}

fn table(face: usize) -> Vec<u8> {
    let face = embedded::faces().nth(face).unwrap();
    let font = FontRef::new((*face.data).as_ref()).unwrap();
    let data = ShaperData::new(&font);
    let full = Full::new(data.shaper(&font).build());
    let characters = characters();
    let alone: HashMap<char, Plain> = characters
        .iter()
        .map(|&c| match full.shape(&c.to_string(), 0)[..] {
            [glyph] => (c, glyph),
            _ => panic!("{c:?} is not one glyph"),
        })
        .collect();
    let matrix = characters.iter().map(|&l| characters.iter().map(|&r| pair(&full, &alone, l, r)).collect()).collect();
    let (left, rows) = classes(matrix);
    let columns = (0..characters.len()).map(|column| rows.iter().map(|row| row[column]).collect()).collect();
    let (right, columns) = classes(columns);
    let mut out = Vec::new();
    out.extend((full.shaper.units_per_em() as u16).to_le_bytes());
    out.extend((columns.len() as u16).to_le_bytes());
    for (at, c) in characters.iter().enumerate() {
        assert_eq!(index(*c), Some(at));
        let (glyph, _, advance, dx, dy, _) = alone[c];
        assert_eq!((dx, dy), (0, 0));
        out.extend(u16::try_from(glyph).unwrap().to_le_bytes());
        out.extend(u16::try_from(advance).unwrap().to_le_bytes());
        out.extend([left[at], right[at]]);
    }
    assert_eq!(out.len(), HEAD);
    for row in 0..rows.len() {
        out.extend(columns.iter().flat_map(|column| column[row].to_le_bytes()));
    }
    out
}

/// Run when the faces have changed: `cargo test --lib latin -- --ignored`.
#[test]
#[ignore = "writes the tables"]
fn write_the_tables() {
    for (number, name) in FACES.iter().enumerate() {
        let path = format!("{}/src/text/faces/Inter-{name}.kern", env!("CARGO_MANIFEST_DIR"));
        std::fs::write(&path, table(number)).unwrap();
    }
}

#[test]
fn every_pair_is_kerned_as_the_shaper_does_it() {
    let characters = characters();
    let mut irregular = Vec::new();
    for id in 0..FACES.len() {
        let face = embedded::faces().nth(id).unwrap();
        let font = FontRef::new((*face.data).as_ref()).unwrap();
        let data = ShaperData::new(&font);
        let full = Full::new(data.shaper(&font).build());
        let latin = Latin::of(FaceId(id as u32)).unwrap();
        for (number, &left) in characters.iter().enumerate() {
            let regular = |right: &char| latin.shape(&format!("{left}{right}{left}"), |_| ());
            irregular.extend(characters.iter().filter(|right| !regular(right)).map(|right| format!("{left}{right}")));
            let text: String = characters.iter().filter(|right| regular(right)).flat_map(|&right| [left, right]).collect();
            let mut fast = Vec::new();
            assert!(latin.shape(&text, |glyph| fast.push(glyph)));
            assert_eq!(fast, full.glyphs(&text, number % LANGUAGES.len()), "{left:?} in face {id}");
        }
    }
    irregular.sort();
    irregular.dedup();
    assert!(irregular.len() < 20, "{irregular:?}");
}

#[test]
fn words_are_the_shapers_glyph_for_glyph() {
    let characters = characters();
    let letters: Vec<char> = characters.iter().copied().filter(|c| c.is_alphanumeric() || "'’.-,“”".contains(*c)).collect();
    let fixed =
        "AVATAR To. l’Été «Où?» Yes, d'être 7.5 % 1/2 VAT-free Ärger ÅÖ T… “Vögel” L'Œuvre Kö- #1 (To) P.A. fi ffl col·legi L·L";
    for id in 0..TABLES.len() {
        let face = embedded::faces().nth(id).unwrap();
        let font = FontRef::new((*face.data).as_ref()).unwrap();
        let data = ShaperData::new(&font);
        let full = Full::new(data.shaper(&font).build());
        let latin = Latin::of(FaceId(id as u32)).unwrap();
        let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15 + id as u64);
        let generated = (0..1000).map(|number| {
            let from = if number % 3 == 0 { &characters } else { &letters };
            (0..1 + numbers.below(12)).map(|_| from[numbers.below(from.len())]).collect::<String>()
        });
        let words: Vec<String> =
            fixed.split_inclusive(' ').map(str::to_owned).chain([fixed.to_owned()]).chain(generated).collect();
        let mut slow = 0;
        for (number, word) in words.iter().enumerate() {
            let mut fast = Vec::new();
            if !latin.shape(word, |glyph| fast.push(glyph)) {
                slow += 1;
                continue;
            }
            assert_eq!(fast, full.glyphs(word, number % LANGUAGES.len()), "{word:?} in face {id}");
        }
        assert!(slow < words.len() / 50, "{slow} words of {} need the shaper", words.len());
    }
}

#[test]
fn other_scripts_are_left_to_the_shaper() {
    let latin = Latin::of(FaceId(0)).unwrap();
    for word in ["Ж", "ﬁ", "e\u{301}", "ș", "日", "\u{AD}", "\t", "→"] {
        assert!(!latin.shape(word, |_| ()), "{word:?}");
    }
    assert!(Latin::of(FaceId(8)).is_none());
}
