//! Where the lines of many scripts break. `tests/scripts/LANGUAGE.txt` holds texts, each with a width in em, and below
//! each the lines that come out:
//!
//! ```text
//! # what it is about
//! 8: a text
//!   | a
//!   | text
//! ```
//!
//! `WAYLINE_BLESS=1` writes what comes out now. Only embedded faces measure, so that the lines are those of every machine.

mod common;

use std::fmt::Write;
use unicode_segmentation::UnicodeSegmentation;
use wayline::render::{PngSize, png};
use wayline::scene::FontStyle;
use wayline::text::Typesetter;

const STYLE: FontStyle = FontStyle { size: 10.0, weight: 400, italic: false, tracking: 0.0 };

/// What no line may begin with: closing brackets and quotation marks, stops, small kana and the mark of a long vowel.
const NOT_FIRST: &str = "%、。，．・：；！？）］｝〕〉》」』】〙〗〟’”»›,.:;!?)]}…ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ،؛؟۔।॥ๆฯ၊။។៕";
/// What no line may end with: opening brackets and quotation marks.
const NOT_LAST: &str = "（［｛〔〈《「『【〘〖〝([{";

fn bare(text: &str) -> String {
    text.chars().filter(|c| *c != ' ').collect()
}

/// What is wrong with the lines of a text.
fn faults(setter: &mut Typesetter, text: &str, em: f64, lines: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    if bare(&lines.concat()) != bare(text) {
        faults.push("the lines are not the text".to_owned());
    }
    let whole: Vec<&str> = text.graphemes(true).filter(|g| *g != " ").collect();
    let cut: Vec<&str> = lines.iter().flat_map(|line| line.graphemes(true)).filter(|g| *g != " ").collect();
    if whole != cut {
        faults.push("a grapheme is cut".to_owned());
    }
    for pair in lines.windows(2) {
        let [before, after] = pair else { continue };
        let is_punctuation = |g: &&str| g.chars().next().is_some_and(|c| NOT_FIRST.contains(c));
        let closing = after.graphemes(true).take_while(is_punctuation).collect::<String>();
        let is_address =
            closing.chars().all(|c| ".,:;?!".contains(c)) && after[closing.len()..].starts_with(char::is_alphanumeric);
        if !closing.is_empty() && !is_address {
            let mut kept = before.graphemes(true).rev().take_while(is_punctuation).count() + 1;
            kept += before.graphemes(true).rev().skip(kept).take_while(|g| NOT_LAST.contains(*g)).count();
            let tail = before.graphemes(true).rev().take(kept).collect::<Vec<_>>().into_iter().rev().collect::<String>();
            let tail = if text.contains(&format!("{tail}{closing}")) { tail } else { tail + " " };
            // Where a line is too narrow for the sign and what it closes, no rule helps.
            if kept <= before.graphemes(true).count() && setter.line(&(tail + &closing), STYLE).width <= em * STYLE.size {
                faults.push(format!("a line begins with punctuation: {after}"));
            }
        }
        if before.graphemes(true).count() > 1 && before.ends_with(|c| NOT_LAST.contains(c)) {
            faults.push(format!("a line ends with an opening sign: {before}"));
        }
    }
    faults
}

fn lines(setter: &mut Typesetter, text: &str, em: f64) -> Vec<String> {
    setter.wrap(text, STYLE, em * STYLE.size).lines.into_iter().map(|line| line.content).collect()
}

#[test]
fn lines_break_where_the_script_allows() {
    let bless = std::env::var_os("WAYLINE_BLESS").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(common::root().join("tests/scripts")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let language = path.file_stem().unwrap().to_string_lossy().into_owned();
        let expected = std::fs::read_to_string(&path).unwrap();
        let mut setter = Typesetter::new(&language).without_system_fonts();
        let mut actual = String::new();
        for line in expected.lines().filter(|line| !line.starts_with("  |")) {
            writeln!(actual, "{line}").unwrap();
            let Some((em, text)) = line.split_once(": ").filter(|_| !line.starts_with('#')) else { continue };
            let em: f64 = em.parse().unwrap_or_else(|_| panic!("{language}: {line}"));
            let found = lines(&mut setter, text, em);
            wrong.extend(faults(&mut setter, text, em, &found).iter().map(|fault| format!("{language}: {fault}: {found:?}")));
            found.iter().for_each(|line| writeln!(actual, "  | {line}").unwrap());
        }
        if bless {
            std::fs::write(&path, &actual).unwrap();
        } else if expected != actual {
            let differs = expected.lines().zip(actual.lines()).find(|(old, new)| old != new);
            wrong.push(format!("{language}: lines differ, first {differs:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn whatever_the_width_the_rules_hold() {
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(common::root().join("tests/scripts")).unwrap() {
        let path = entry.unwrap().path();
        let language = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Some(cases) = std::fs::read_to_string(&path).ok().filter(|_| path.extension().is_some_and(|e| e == "txt")) else {
            continue;
        };
        let mut setter = Typesetter::new(&language).without_system_fonts();
        for case in cases.lines().filter(|line| !line.starts_with(['#', ' '])) {
            let Some((_, text)) = case.split_once(": ") else { continue };
            for em in (2..24).map(f64::from) {
                let found = lines(&mut setter, text, em);
                wrong.extend(
                    faults(&mut setter, text, em, &found)
                        .iter()
                        .map(|fault| format!("{language} at {em} em: {fault}: {found:?}")),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Maps in these languages, and what each misses where only the embedded faces are: nothing in a map in Arabic letters.
const MAPS: [(&str, &[&str]); 9] = [
    ("arabic", &[]),
    ("persian", &[]),
    ("hebrew", &["Hebrew"]),
    ("thai", &["Thai"]),
    ("hindi", &["Devanagari"]),
    ("japanese-map", &["Japanese"]),
    ("korean", &["Korean"]),
    ("chinese-simplified", &["Chinese"]),
    ("many-scripts", &["Chinese", "emoji", "Hebrew"]),
];

#[test]
fn what_no_font_has_is_drawn_and_told_once() {
    let cases = common::journeys(&common::root().join("tests/suite"));
    for (name, missing) in MAPS {
        let map = cases.iter().find(|case| case.name == name).unwrap_or_else(|| panic!("no case {name}")).open(None);
        let mut text = Typesetter::new(&map.journey.language).without_system_fonts().with_outlines();
        let (page, fit) = (map.journey.page.size, wayline::journey::Fit::Split);
        let pages = wayline::layout::lay_out(&map.journey, &map.assets, &map.theme.metrics, page, fit, &mut text);
        let layout = pages.first().expect("a page");
        let scene = wayline::paint::paint(layout, &map.journey, &map.assets, &map.theme.palette, &text);
        assert!(png(&scene, PngSize::Scale(0.5)).is_ok(), "{name}");
        let warnings = text.warnings();
        assert_eq!(warnings.len(), missing.len(), "{name}: {warnings:?}");
        for script in missing {
            let about = warnings.iter().filter(|warning| warning.message.contains(script)).collect::<Vec<_>>();
            assert!(
                about.len() == 1 && about[0].help.as_ref().is_some_and(|help| help.contains("fonts-")),
                "{name}: {warnings:?}"
            );
        }
    }
}

/// Estimates stand in for fonts: what is laid out with them must be near what the fonts of this machine take.
#[test]
fn estimates_are_near_the_widths_of_real_fonts() {
    let texts = [
        ("he", "הלקוח משווה מחירים בחנות ומשלם בכרטיס אשראי"),
        ("th", "ลูกค้าเปรียบเทียบราคาออนไลน์แล้วชำระเงินที่ร้าน"),
        ("lo", "ລູກຄ້າປຽບທຽບລາຄາອອນລາຍແລ້ວຈ່າຍເງິນຢູ່ຮ້ານ"),
        ("km", "អតិថិជនប្រៀបធៀបតម្លៃនៅលើអ៊ីនធឺណិតហើយបង់ប្រាក់"),
        ("my", "ဖောက်သည်သည်အွန်လိုင်းတွင်ဈေးနှုန်းများကိုနှိုင်းယှဉ်သည်"),
        ("hi", "ग्राहक दुकानों में कीमतों की तुलना करता है और भुगतान करता है"),
        ("bn", "গ্রাহক দোকানে দাম তুলনা করেন এবং কার্ডে অর্থ প্রদান করেন"),
        ("ta", "வாடிக்கையாளர் கடைகளில் விலைகளை ஒப்பிட்டு பணம் செலுத்துகிறார்"),
        ("ml", "ഉപഭോക്താവ് കടകളിൽ വില താരതമ്യം ചെയ്ത് പണമടയ്ക്കുന്നു"),
        ("ka", "მომხმარებელი ადარებს ფასებს მაღაზიებში"),
        ("am", "ደንበኛው በመደብሮች ውስጥ ዋጋዎችን ያነጻጽራል"),
    ];
    let mut measured = 0;
    for (language, text) in texts {
        let mut setter = Typesetter::new(language);
        let real = setter.line(text, STYLE).width;
        if !setter.warnings().is_empty() {
            println!("no font for {language}");
            continue;
        }
        let estimate = Typesetter::new(language).without_system_fonts().line(text, STYLE).width;
        assert!((0.9..1.35).contains(&(estimate / real)), "{language}: {estimate} for {real}");
        measured += 1;
    }
    println!("{measured} of {} scripts measured", texts.len());
}
