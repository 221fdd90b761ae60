//! What is carried along, and that it shapes as the whole.

use super::*;
use crate::color::Rgb;
use crate::render::{SvgOptions, TextMode, svg};
use crate::scene::{Anchor, FontStyle};
use crate::text::Typesetter;
use base64::Engine as _;
use kurbo::Size;
use std::io::Read;

/// Lines, each with its text, weight and slant.
fn scene(lines: &[(&str, u16, bool)]) -> Scene {
    let mut text = Typesetter::new("en").without_system_fonts();
    let mut line = |&(content, weight, italic): &(&str, u16, bool)| {
        let style = FontStyle { size: 16.0, weight, italic, tracking: 0.0 };
        Node::Text(text.line(content, style).place(0.0, 20.0, Anchor::Left, style, Rgb::BLACK))
    };
    let nodes = lines.iter().map(&mut line).collect();
    Scene {
        size: Size::new(100.0, 100.0),
        title: "Lines".into(),
        description: String::new(),
        language: "en".into(),
        background: Rgb::WHITE,
        nodes,
        faces: text.faces(),
        system_fonts: text.has_asked_system(),
    }
}

fn embedded(scene: &Scene) -> String {
    svg(scene, &SvgOptions { embed_font: true, ..SvgOptions::default() })
}

/// The descriptors and the unpacked font of each `@font-face`.
fn rules(svg: &str) -> Vec<(String, Vec<u8>)> {
    let Some((_, rest)) = svg.split_once("<style>") else { return Vec::new() };
    let style = rest.split_once("</style>").unwrap().0;
    let rule = |rule: &str| {
        let (head, rest) = rule.strip_prefix("@font-face{").unwrap().split_once(";src:url(data:font/woff;base64,").unwrap();
        let (file, tail) = rest.split_once(')').unwrap();
        assert_eq!(tail, "format(\"woff\")}");
        (head.to_owned(), unpack(&base64::engine::general_purpose::STANDARD.decode(file).unwrap()))
    };
    style.lines().map(rule).collect()
}

/// A WOFF file as a font file.
fn unpack(woff: &[u8]) -> Vec<u8> {
    let number = |at: usize| u32::from_be_bytes(woff[at..at + 4].try_into().unwrap()) as usize;
    assert_eq!((&woff[..4], number(8)), (&b"wOFF"[..], woff.len()));
    let count = number(12) >> 16;
    let mut font = woff[4..8].to_vec();
    font.extend((count as u16).to_be_bytes());
    font.resize(12 + 16 * count, 0);
    for index in 0..count {
        let entry = 44 + 20 * index;
        let (from, stored, length) = (number(entry + 4), number(entry + 8), number(entry + 12));
        let mut table = Vec::new();
        if stored < length {
            flate2::read::ZlibDecoder::new(&woff[from..from + stored]).read_to_end(&mut table).unwrap();
        } else {
            table.extend_from_slice(&woff[from..from + stored]);
        }
        assert_eq!(table.len(), length);
        let (record, place) = (12 + 16 * index, font.len() as u32);
        font[record..record + 4].copy_from_slice(&woff[entry..entry + 4]);
        font[record + 4..record + 8].copy_from_slice(&woff[entry + 16..entry + 20]);
        font[record + 8..record + 12].copy_from_slice(&place.to_be_bytes());
        font[record + 12..record + 16].copy_from_slice(&(length as u32).to_be_bytes());
        font.extend(table);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    assert_eq!(font.len(), number(16));
    font
}

fn characters(font: &[u8]) -> String {
    let font = FontRef::new(font).unwrap();
    let mut characters: Vec<char> = font.charmap().mappings().filter_map(|(code, _)| char::from_u32(code)).collect();
    characters.sort_unstable();
    characters.into_iter().collect()
}

#[test]
fn each_face_brings_the_characters_that_it_draws() {
    let drawn = embedded(&scene(&[("abba cab", 400, false), ("Dc", 700, false), ("quo", 400, true), ("سلام 24", 500, false)]));
    let found: Vec<_> = rules(&drawn).into_iter().map(|(head, font)| (head, characters(&font))).collect();
    let digits = found[0].0.split(['-', '"']).nth(3).unwrap().to_owned();
    let rule = |family: &str, style: &str, weight: &str, characters: &str| {
        let head = format!("font-family:\"{family}-{digits}\";font-style:{style};font-weight:{weight}");
        (head, characters.to_owned())
    };
    let wanted = [
        rule("Inter", "normal", "400", " abc"),
        rule("Inter", "normal", "500", " 24"),
        rule("Inter", "normal", "700", "Dc"),
        rule("Inter", "italic", "400", "oqu"),
        rule("Noto Sans Arabic", "normal", "400 500", "اسلم"),
    ];
    assert_eq!(found, wanted);
    assert!(drawn.contains(&format!("font-family=\"&apos;Inter-{digits}&apos;, &apos;Noto Sans Arabic-{digits}&apos;, Inter, ")));
}

#[test]
fn what_the_program_slants_is_left_to_the_viewer() {
    let drawn = embedded(&scene(&[("up", 600, false), ("up", 600, false), ("lean", 600, true)]));
    let found = rules(&drawn);
    assert!(found[1].0.contains(" Slanted-") && found[1].0.contains("font-style:normal;font-weight:600"), "{}", found[1].0);
    let lean = drawn.lines().find(|line| line.ends_with(">lean</text>")).unwrap();
    assert!(lean.contains("font-family=\"'Inter Slanted-") && lean.contains("font-style=\"italic\""), "{lean}");
}

#[test]
fn the_name_tells_fonts_apart() {
    let name = |lines: &[(&str, u16, bool)]| rules(&embedded(&scene(lines)))[0].0.clone();
    assert_eq!(name(&[("abc", 400, false)]), name(&[("cab", 400, false), ("bb", 400, false)]));
    assert_ne!(name(&[("abc", 400, false)]), name(&[("abcd", 400, false)]));
    assert_ne!(name(&[("abc", 400, false)]), name(&[("abc", 400, false), ("abc", 500, false)]));
}

#[test]
fn nothing_is_carried_where_nothing_is_needed() {
    let lines = scene(&[("words", 400, false)]);
    assert!(!svg(&lines, &SvgOptions::default()).contains("<style"));
    assert!(!embedded(&scene(&[("ทางออก", 400, false)])).contains("<style"));
    let mut foreign = lines.clone();
    foreign.faces.iter_mut().for_each(|face| face.css = None);
    assert!(!embedded(&foreign).contains("<style") && !embedded(&foreign).contains("Inter-"));

    let mut text = Typesetter::new("en").with_outlines().without_system_fonts();
    let style = FontStyle { size: 16.0, weight: 400, italic: false, tracking: 0.0 };
    let line = text.line("words", style).place(0.0, 20.0, Anchor::Left, style, Rgb::BLACK);
    let outlined = Scene { nodes: vec![Node::Text(line)], ..lines };
    let options = SvgOptions { embed_font: true, text: TextMode::Paths, ..SvgOptions::default() };
    assert!(!svg(&outlined, &options).contains("<style"));
}

#[test]
fn emoji_are_left_to_the_viewer() {
    let drawn = embedded(&scene(&[("I ❤\u{FE0F} it", 400, false)]));
    assert_eq!(characters(&rules(&drawn)[0].1), " Iit");
}

/// Kerning, marks, joined letters. (Letters written as base and mark may be put together from both, where the whole face
/// has a sign of its own for them: as wide, and hardly to be told apart.)
#[test]
fn a_subset_shapes_as_the_whole_face() {
    let places = |font: &[u8], text: &str| {
        let font = harfrust::FontRef::new(font).unwrap();
        let data = harfrust::ShaperData::new(&font);
        let mut buffer = harfrust::UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = data.shaper(&font).build().shape(buffer, harfrust::ShapeOptions::new());
        shaped.glyph_positions().iter().map(|at| (at.x_advance, at.x_offset, at.y_offset)).collect::<Vec<_>>()
    };
    let latin = ["AVATAR To Wave “L’été” fjord", "x\u{303} m\u{304}\u{323}", "Ậu nghĩ", "ΤΑΥ Άρης", "Ґава Тест", "1/2 → 3×"];
    let arabic = ["لَا أَحَدَ يُجِيبُ", "لله", "گفت‌وگو", "ٹھیک"];
    let faces = scene(&[]).faces;
    for used in faces.iter().filter_map(open) {
        for text in if used.css.family == "Inter" { &latin[..] } else { &arabic[..] } {
            let used = Used { characters: text.chars().collect(), charmap: used.charmap.clone(), ..used };
            let small = subset(&used).unwrap();
            let whole = (*used.face.data).as_ref();
            assert!(small.len() * 4 < whole.len(), "{} of {} bytes", small.len(), whole.len());
            assert_eq!(places(&small, text), places(whole, text), "{:?} {text}", used.css);
        }
    }
}

#[test]
fn any_characters_make_a_subset() {
    for used in scene(&[]).faces.iter().filter_map(open) {
        let all: Vec<char> = used.charmap.mappings().filter_map(|(code, _)| char::from_u32(code)).collect();
        for step in [1, 7, 127] {
            let characters: BTreeSet<char> = all.iter().copied().step_by(step).collect();
            let some = Used { characters, charmap: used.charmap.clone(), ..used };
            let font = subset(&some).unwrap_or_else(|| panic!("every {step}. character of {:?}", used.css));
            assert!(woff(&font).is_some());
        }
    }
}

#[test]
fn what_is_no_font_is_refused() {
    for bytes in [&b""[..], b"\0\x01\0\0", b"\0\x01\0\0\0\x01\0\0\0\0\0\0head\0\0\0\0\0\0\0\x40\xFF\xFF\xFF\xFF"] {
        assert_eq!(woff(bytes), None);
    }
}
