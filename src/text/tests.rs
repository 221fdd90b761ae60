use super::*;
use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};

const STYLE: FontStyle = FontStyle { size: 16.0, weight: 400, italic: false, tracking: 0.0 };

fn styled(weight: u16, italic: bool) -> FontStyle {
    FontStyle { weight, italic, ..STYLE }
}

/// Width of a text of one script, shaped at once.
fn shaped_width(setter: &Typesetter, face: usize, text: &str, size: f64) -> f64 {
    let face = &setter.faces()[face];
    let font = FontRef::from_index((*face.data).as_ref(), face.index).unwrap();
    let data = ShaperData::new(&font);
    let shaper = data.shaper(&font).build();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let shaped = shaper.shape(buffer, ShapeOptions::new());
    let units: i32 = shaped.glyph_positions().iter().map(|p| p.x_advance).sum();
    f64::from(units) / f64::from(shaper.units_per_em()) * size
}

fn contents(block: &TextBlock) -> Vec<&str> {
    block.lines.iter().map(|line| line.content.as_str()).collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn widths_are_those_of_the_whole_text_shaped_at_once() {
    let mut setter = Typesetter::new("en");
    let texts = [
        "Compare prices online",
        "AVATAR Type To. We, you … Yes. No, 7.5 %",
        "Zürich – Genève: «Très bien!» “Quoted” fi ffl",
        "Ёлка Гора Тест",
        "Τι κάνεις; Ωραία",
        "Tiếng Việt đẹp lắm",
        "e\u{301}te\u{302}",
    ];
    for (face, weight, italic) in [(0, 400, false), (1, 500, false), (2, 600, false), (3, 700, false), (4, 400, true)] {
        for text in texts {
            let line = setter.line(text, styled(weight, italic));
            let whole = shaped_width(&setter, face, text, 16.0);
            // Runs of different scripts aren't kerned with each other.
            assert!((line.width - whole).abs() < 0.02, "{text} {weight}: {} {whole}", line.width);
        }
    }
}

#[test]
fn no_embedded_face_kerns_a_space_with_what_follows() {
    for face in embedded::faces() {
        let font = FontRef::new((*face.data).as_ref()).unwrap();
        let data = ShaperData::new(&font);
        let shaper = data.shaper(&font).build();
        let width = |text: &str| {
            let mut buffer = UnicodeBuffer::new();
            buffer.push_str(text);
            buffer.guess_segment_properties();
            let shaped = shaper.shape(buffer, ShapeOptions::new());
            shaped.glyph_positions().iter().map(|p| p.x_advance).sum::<i32>()
        };
        for c in (0x21u32..0x2030).filter_map(char::from_u32).filter(|&c| skrifa_has(&font, c) && skrifa_has(&font, ' ')) {
            assert_eq!(width(&format!(" {c}")), width(" ") + width(&c.to_string()), "{c:?}");
        }
    }
}

fn skrifa_has(font: &FontRef, c: char) -> bool {
    use skrifa::MetadataProvider;
    font.charmap().map(c).is_some()
}

#[test]
fn embedded_weights_cover_the_same_characters() {
    use skrifa::MetadataProvider;
    let maps: Vec<Vec<u32>> = embedded::faces()
        .map(|face| FontRef::new((*face.data).as_ref()).unwrap().charmap().mappings().map(|(c, _)| c).collect())
        .collect();
    assert!(maps[..8].iter().all(|map| *map == maps[0]));
    assert_eq!(maps[8], maps[9]);
    for c in "€→−×≤≥✓•…★©™½①".chars() {
        assert!(maps[0].contains(&u32::from(c)), "{c}");
    }
}

#[test]
fn labels_are_wrapped_evenly_and_within_their_width() {
    let mut setter = Typesetter::new("en");
    let block = setter.wrap("Compare the prices of several shops online", STYLE, 200.0);
    assert_eq!(contents(&block), ["Compare the prices of", "several shops online"]);
    let block = setter.wrap("first\n\nthird line", STYLE, 200.0);
    assert_eq!(contents(&block), ["first", "", "third line"]);
    assert_eq!(setter.wrap("", STYLE, 100.0).lines.len(), 1);
    assert_eq!(contents(&setter.wrap("  a \t b\r\n c\u{7} ", STYLE, 100.0)), ["a b", "c"]);
}

#[test]
fn long_words_break_at_separators_then_anywhere() {
    let mut setter = Typesetter::new("en");
    let block = setter.wrap("https://www.example.org/customer/journeys/index", STYLE, 130.0);
    assert!(block.lines.len() > 1 && block.width() <= 130.0, "{block:?}");
    assert!(block.lines[..block.lines.len() - 1].iter().all(|l| l.content.ends_with(['/', '.'])), "{:?}", contents(&block));
    let block = setter.wrap("customerJourneyIdentifierNumber", STYLE, 140.0);
    assert_eq!(contents(&block), ["customerJourney", "IdentifierNumber"]);
    let block = setter.wrap("Donaudampfschifffahrt", STYLE, 60.0);
    assert!(block.width() <= 60.0 && block.lines.last().unwrap().content.chars().count() > 1, "{block:?}");
    assert_eq!(setter.wrap("abc", STYLE, 1.0).lines.len(), 3);
}

#[test]
fn longest_word_is_a_width_that_breaks_no_word() {
    let mut setter = Typesetter::new("en");
    for text in ["Yes, To. AVATAR, well-known", "Zahlung bestätigt.", "支払い方法を選ぶ。", "a"] {
        let width = setter.longest_word(text, styled(600, false));
        let block = setter.wrap(text, styled(600, false), width);
        let longest = block.lines.iter().map(|line| line.width).fold(0.0, f64::max);
        assert!(longest <= width + 1e-3, "{text}");
        assert!(!contents(&block).iter().any(|line| *line == "AVATA" || *line == "Zahlun"));
    }
}

#[test]
fn tracking_counts_graphemes() {
    let mut setter = Typesetter::new("en");
    let plain = setter.line("CHANNEL", STYLE).width;
    let tracked = setter.line("CHANNEL", FontStyle { tracking: 0.5, ..STYLE }).width;
    assert!((tracked - plain - 3.5).abs() < 1e-9);
}

/// What viewers are told of a Traditional Chinese line.
const CHINESE: &str =
    "'Noto Sans TC', 'Noto Sans CJK TC', 'PingFang TC', 'Microsoft JhengHei', Inter, 'Helvetica Neue', Arial, sans-serif";

#[test]
fn chinese_and_japanese_need_no_font_to_be_measured() {
    let mut setter = Typesetter::new("zh-Hant").without_system_fonts();
    let line = setter.line("比較價格，下單。", STYLE);
    assert_eq!(line.width, 8.0 * 16.0);
    assert_eq!(line.families, CHINESE);
    let block = setter.wrap("比較價格，然後下單付款。", STYLE, 16.0 * 4.0);
    assert!(block.lines.iter().all(|line| !line.content.starts_with(['，', '。'])), "{block:?}");
    assert!(setter.warnings().is_empty());
    let mut setter = Typesetter::new("ja").without_system_fonts();
    let block = setter.wrap("「ログイン」ボタンをクリックしました。", STYLE, 16.0 * 5.0);
    assert!(block.lines.iter().all(|line| !line.content.starts_with(['」', '。', 'ッ', 'ー'])), "{block:?}");
}

#[test]
fn families_name_what_a_line_needs() {
    let mut setter = Typesetter::new("en").without_system_fonts();
    assert!(matches!(setter.line("Hello Ωmega Мир", STYLE).families, Cow::Borrowed(_)));
    let families = setter.line("東京タワー", STYLE).families;
    assert!(families.starts_with("'Noto Sans JP'") && families.contains(", Inter, 'Helvetica Neue', Arial"), "{families}");
    let families = setter.line("東京タワー Tower", STYLE).families;
    assert!(families.starts_with("Inter, 'Helvetica Neue', Arial, 'Noto Sans JP'"), "{families}");
    let arabic = "'Noto Sans Arabic', 'Geeza Pro', 'Segoe UI', Tahoma, Inter, 'Helvetica Neue', Arial, sans-serif";
    assert_eq!(setter.line("سلام!", STYLE).families, arabic);
    let mixed = setter.line("pay سلام now", STYLE);
    let pieces: Vec<_> = mixed.words.iter().flat_map(|words| words.iter()).map(|word| &*word.families).collect();
    assert_eq!(pieces, [families::LATIN, arabic, families::LATIN]);
    // Quotation marks are wide among Chinese characters of a Chinese text, and there alone.
    let mut chinese = Typesetter::new("zh").without_system_fonts();
    let line = chinese.line("“好”", STYLE);
    assert!(line.width == 48.0 && line.families.starts_with("'Noto Sans SC'"), "{line:?}");
    let line = chinese.line("“ok” 好", STYLE);
    assert!(line.width < 64.0 && line.families.starts_with("Inter, "), "{line:?}");
    assert!(setter.line("“好”", STYLE).width < 32.0);
    assert!(setter.line("ok 👍", STYLE).families.contains("'Apple Color Emoji'"));
}

#[test]
fn arabic_letters_join_and_run_from_the_right() {
    let mut setter = Typesetter::new("ar").with_outlines();
    let joined = setter.line("سلام", STYLE);
    assert!(joined.rtl);
    let isolated: f64 = "سلام".chars().map(|c| setter.line(&c.to_string(), STYLE).width).sum();
    assert!(joined.width < isolated - 5.0, "{} {isolated}", joined.width);
    // The first letter stands rightmost.
    let glyphs: Vec<_> = setter.line("سلام دنيا", STYLE).glyphs.iter().flat_map(|run| run.glyphs.clone()).collect();
    assert!(glyphs.windows(2).all(|pair| pair[0].index <= pair[1].index));
    let first_word = setter.line("سلام", STYLE).width / 16.0;
    let total = setter.line("سلام دنيا", STYLE).width / 16.0;
    assert!(glyphs.iter().any(|glyph| f64::from(glyph.x) >= total - first_word));
    assert!(setter.line("123", STYLE).rtl);
    assert!(!setter.line("abc", STYLE).rtl);
    assert!(setter.warnings().is_empty());
}

#[test]
fn mixed_directions_keep_their_order() {
    let mut setter = Typesetter::new("en").with_outlines();
    let line = setter.line("pay سلام now", STYLE);
    let faces: Vec<_> = line.glyphs.iter().map(|run| run.face.0).collect();
    assert_eq!(faces, [0, 8, 0]);
    let xs: Vec<_> = line.glyphs.iter().flat_map(|run| run.glyphs.iter().map(|glyph| glyph.x)).collect();
    assert!(xs.windows(2).all(|pair| pair[0] < pair[1]), "{xs:?}");
    let mut setter = Typesetter::new("ar").with_outlines();
    let rtl = setter.line("سلام pay", STYLE);
    assert_eq!(rtl.glyphs.iter().map(|run| run.face.0).collect::<Vec<_>>(), [0, 8]);
}

#[test]
fn words_of_both_directions_and_emoji_have_their_places() {
    let mut setter = Typesetter::new("ar").without_system_fonts();
    let parts = |line: &Line| -> Vec<(String, f64, f64, bool)> {
        let words = line.words.as_deref().unwrap_or_default();
        words.iter().map(|w| (line.content[w.range.clone()].to_owned(), w.x, w.x + w.width, w.rtl)).collect()
    };
    let line = setter.line("ادفع عبر Apple Pay الآن (123)", STYLE);
    let found = parts(&line);
    let names: Vec<_> = found.iter().map(|part| part.0.as_str()).collect();
    assert_eq!(names, ["ادفع عبر", "Apple Pay", "الآن (", "123", ")"]);
    // From right to left, without overlap, the whole line and no more.
    assert!(found.windows(2).all(|pair| pair[1].2 <= pair[0].1 + 1e-6), "{found:?}");
    assert!((found[0].2 - line.width).abs() < 1e-6 && found[4].1.abs() < 1e-6, "{found:?}");
    assert_eq!(found.iter().map(|part| part.3).collect::<Vec<_>>(), [true, false, true, false, true]);
    // A line of one direction is one piece.
    assert!(setter.line("ادفع عبر البطاقة.", STYLE).words.is_none());
    let mut setter = Typesetter::new("en").without_system_fonts();
    let line = setter.line("pay now سلام عليكم with Visa", STYLE);
    let names: Vec<_> = parts(&line).into_iter().map(|part| part.0).collect();
    assert_eq!(names, ["pay now", "سلام عليكم", "with Visa"]);
    let line = setter.line("ok 👍🎉 fine", STYLE);
    let found = parts(&line);
    assert_eq!(found.iter().map(|part| part.0.as_str()).collect::<Vec<_>>(), ["ok", "👍", "🎉", "fine"]);
    assert!((found[3].2 - line.width).abs() < 1e-6 && (found[2].1 - found[1].1 - 1.3 * 16.0).abs() < 1e-4);
    for plain in ["plain words", "日本 ok", "سلام", ""] {
        assert!(setter.line(plain, STYLE).words.is_none(), "{plain}");
    }
    let alone = setter.line("👍", STYLE);
    assert!(alone.words.as_deref().is_some_and(|words| words.len() == 1 && words[0].emoji));
    // A line of a longer text counts from its own start.
    let block = setter.wrap("first line of text then 👍 yes", STYLE, 100.0);
    for line in &block.lines {
        let joined: String = parts(line).into_iter().map(|part| part.0).collect();
        assert!(line.words.is_none() || bare(&joined) == bare(&line.content), "{line:?}");
    }
}

#[test]
fn glyphs_are_where_widths_say() {
    let mut setter = Typesetter::new("en").with_outlines();
    for text in ["Zahlung bestätigen und weiter", "AVA To, ok", "日本 ok 👍 fin", "e\u{301}a"] {
        for width in [40.0, 90.0, 1000.0] {
            let block = setter.wrap(text, STYLE, width);
            for line in &block.lines {
                let glyphs: Vec<_> = line.glyphs.iter().flat_map(|run| run.glyphs.clone()).collect();
                assert!(glyphs.iter().all(|glyph| f64::from(glyph.x) * 16.0 <= line.width + 0.01), "{line:?}");
                let alone = setter.line(&line.content, STYLE);
                assert!((alone.width - line.width).abs() < 1e-3, "{line:?}");
                let alone: Vec<_> = alone.glyphs.iter().flat_map(|run| run.glyphs.clone()).collect();
                assert_eq!(alone.len(), glyphs.len());
                for (a, b) in alone.iter().zip(&glyphs) {
                    assert!(a.id == b.id && a.index == b.index && (a.x - b.x).abs() < 1e-4, "{line:?}");
                }
            }
        }
    }
}

#[test]
fn emoji_are_never_cut() {
    let mut setter = Typesetter::new("en").without_system_fonts();
    let text = "👩\u{200D}👩\u{200D}👧🇩🇪👍🏽❤\u{FE0F}1\u{FE0F}\u{20E3}";
    let block = setter.wrap(text, STYLE, 1.0);
    assert_eq!(contents(&block), ["👩\u{200D}👩\u{200D}👧", "🇩🇪", "👍🏽", "❤\u{FE0F}", "1\u{FE0F}\u{20E3}"]);
    assert!(block.lines.iter().all(|line| (line.width - 1.3 * 16.0).abs() < 1e-3));
}

#[test]
fn thai_breaks_between_words() {
    let mut setter = Typesetter::new("th");
    let block = setter.wrap("ลูกค้าเปรียบเทียบราคาออนไลน์", STYLE, 110.0);
    assert!(block.lines.len() > 1 && block.width() <= 110.0, "{block:?}");
    assert_eq!(block.lines.iter().map(|line| line.content.as_str()).collect::<String>(), "ลูกค้าเปรียบเทียบราคาออนไลน์");
    assert!(block.lines.iter().all(|line| !line.content.starts_with(['\u{E35}', '\u{E49}', '\u{E4C}'])));
}

#[test]
fn missing_scripts_are_told_once() {
    let mut setter = Typesetter::new("en").without_system_fonts();
    let line = setter.line("ไทย ไทย שלום", STYLE);
    assert!(line.width > 16.0);
    let warnings = setter.warnings();
    assert_eq!(warnings.iter().map(|w| w.code).collect::<Vec<_>>(), ["missing-script"; 2]);
    assert!(warnings[0].message.contains("Thai") && warnings[0].help.as_ref().unwrap().contains("Noto Sans Thai"));
    let mut setter = Typesetter::new("ja").without_system_fonts().with_outlines();
    setter.line("日本", STYLE);
    assert!(setter.warnings()[0].help.as_ref().unwrap().contains("fonts-noto-cjk"), "{:?}", setter.warnings());
}

/// What the embedded faces cover never depends on the machine, in no weight or slant.
#[test]
fn covered_scripts_are_drawn_by_embedded_faces_alone() {
    let texts = [
        ("en", "Compare prices — “online”, 25 % → €9.99 ✓ ★"),
        ("vi", "Khách hàng so sánh giá trực tuyến, ướt sũng Nghễu"),
        ("el", "Ο πελάτης συγκρίνει τιμές ΐ ϋ"),
        ("uk", "Замовлення їжі — ґанок, ё, ў"),
        ("pl", "Zażółć gęślą jaźń"),
        ("ar", "كَتَبَ لا إلى الأسنان، ٢٥٪ (نعم)؟"),
        ("fa", "می‌خواهم گچ پژ ۱۲۳"),
        ("ur", "ٹھیک ہے، گاڑی ڈرائیور۔"),
    ];
    for (language, text) in texts {
        for style in [STYLE, styled(500, true), styled(600, false), styled(700, true)] {
            let mut setter = Typesetter::new(language).with_outlines();
            let line = setter.line(text, style);
            assert!(line.glyphs.iter().all(|run| (run.face.0 as usize) < embedded::COUNT), "{text}");
            assert!(line.glyphs.iter().all(|run| run.glyphs.iter().all(|glyph| glyph.id != 0)), "{text}");
            assert_eq!(setter.faces().len(), embedded::COUNT, "{text}");
        }
    }
}

#[test]
fn nothing_visible_is_without_width() {
    let mut setter = Typesetter::new("en").without_system_fonts();
    for text in ["ก", "\u{E01}\u{E34}", "क्ष", "ម៉ែ", "ဖော်", "א", "한", "漢", "ｱ", "👍🏽", "𞤀", "ꓐ", "𝔸", "\u{E000}", "\u{E34}"]
    {
        let width = setter.line(text, STYLE).width;
        assert!((4.0..64.0).contains(&width), "{text:?}: {width}");
    }
}

/// A small generator of numbers (xorshift), so that the same texts are tried each time.
pub(super) struct Numbers(pub(super) u64);

impl Numbers {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

#[test]
fn whatever_the_text_lines_fit_and_nothing_is_lost() {
    let bits = [
        "a",
        "Wo",
        "AV",
        "To",
        " ",
        "  ",
        "\t",
        "-",
        ".",
        ", ",
        "/",
        "é",
        "e\u{301}",
        "ß",
        "Ж",
        "λ",
        "سلام",
        " عربي ",
        "שלום",
        "日",
        "本語",
        "。",
        "「",
        "ア",
        "한국",
        "ไทย",
        "👍🏽",
        "🇩🇪",
        "👩\u{200D}👧",
        "\u{200B}",
        "\u{AD}",
        "\u{202E}",
        "\u{2069}",
        "12",
        "%",
        "\u{A0}",
        "\n",
        "camelCase",
        "fi",
        "…",
        "नमस्ते",
        "\u{FE0F}",
        "\u{301}",
        "\u{E000}",
    ];
    for language in ["en", "ar", "ko"] {
        let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
        let mut setter = Typesetter::new(language).without_system_fonts().with_outlines();
        for _ in 0..200 {
            let count = 1 + numbers.below(14);
            let text: String = (0..count).map(|_| bits[numbers.below(bits.len())]).collect();
            let style = FontStyle {
                size: 16.0,
                weight: 400 + 100 * numbers.below(4) as u16,
                italic: numbers.below(2) == 0,
                tracking: numbers.below(2) as f64 * 0.4,
            };
            let width = 1.0 + numbers.below(150) as f64;
            let block = setter.wrap(&text, style, width);
            let joined: String = block.lines.iter().map(|line| bare(&line.content)).collect();
            assert_eq!(joined, bare(&text), "{text:?} at {width}");
            for line in &block.lines {
                let graphemes = unicode_segmentation::UnicodeSegmentation::graphemes(line.content.as_str(), true).count();
                assert!(line.width <= width + 1e-3 || graphemes == 1, "{text:?} at {width}: {line:?}");
            }
            setter.longest_word(&text, style);
            setter.line(&text, style);
        }
    }
}

#[test]
fn what_no_face_has_is_drawn_as_a_box() {
    let mut setter = Typesetter::new("en").without_system_fonts().with_outlines();
    let line = setter.line("a 日", STYLE);
    let last = line.glyphs.last().and_then(|run| run.glyphs.last()).copied().unwrap();
    assert_eq!((last.id, last.index), (0, 2));
    assert!(f64::from(last.x) * 16.0 < line.width);
}

#[test]
fn odd_widths_and_sizes_end() {
    let mut setter = Typesetter::new("en");
    for width in [0.0, -5.0, f64::NAN, f64::INFINITY] {
        for size in [0.0, 16.0] {
            assert!(!setter.wrap("some words, here", FontStyle { size, ..STYLE }, width).lines.is_empty());
        }
    }
}

/// Prints how long a fresh typesetter takes for the labels of a map: `cargo test --release --lib text -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn time_of_many_labels() {
    let words = "Compare prices online with friends Receive confirmation email delivery tracking Support agent Waits Too Yearly \
                 feedback survey order Payment fails Opens account settings Checks status Reads reviews Asks chat Returns parcel";
    let words: Vec<_> = words.split_whitespace().collect();
    let labels: Vec<String> = (0..150)
        .map(|i| (0..4).map(|j| words[(i * 7 + j * 5 + i / 9 * j) % words.len()]).collect::<Vec<_>>().join(" "))
        .collect();
    let style = FontStyle { size: 13.0, weight: 500, italic: false, tracking: 0.0 };
    for outlines in [false, false, true, true] {
        let start = std::time::Instant::now();
        let mut setter = Typesetter::new("en");
        if outlines {
            setter = setter.with_outlines();
        }
        let lines: usize = labels.iter().map(|label| setter.wrap(label, style, 100.0).lines.len()).sum();
        let first = start.elapsed();
        let again: usize =
            labels.iter().map(|label| setter.wrap(label, FontStyle { size: 12.0, ..style }, 90.0).lines.len()).sum();
        println!(
            "outlines {outlines}: {lines} lines in {first:?}; again at another size: {again} in {:?}",
            start.elapsed() - first
        );
    }
}

#[test]
fn the_order_of_a_line_is_that_of_its_paragraph() {
    let mut setter = Typesetter::new("ar").without_system_fonts();
    let places = |line: &Line| -> Vec<(String, f64)> {
        let words = line.words.as_deref().unwrap_or_default();
        words.iter().map(|word| (line.content[word.range.clone()].to_owned(), word.x)).collect()
    };
    // An address that is broken after a slash keeps the slash on its right side; on its own the line would move it.
    let block = setter.wrap("تفتح https://www.example.org/ar", STYLE, 150.0);
    assert_eq!(contents(&block), ["تفتح https://", "www.example.org/", "ar"]);
    assert_eq!(places(&block.lines[0]).iter().map(|place| place.0.as_str()).collect::<Vec<_>>(), ["تفتح", "https://"]);
    // A line that runs against its paragraph has a place of its own, so that no viewer puts its sign on the other side.
    assert_eq!(places(&block.lines[1])[0].0, "www.example.org/");
    // After Arabic letters the sign stands left of its number, also where a line begins between them.
    let block = setter.wrap("الخصم الكبير حتى 25% فقط", STYLE, 75.0);
    let line = block.lines.iter().find(|line| line.content.starts_with("25%")).expect("a line that begins with the number");
    let places = places(line);
    assert_eq!(places.iter().map(|place| place.0.as_str()).collect::<Vec<_>>(), ["25", "% فقط"]);
    assert!(places[0].1 > places[1].1, "{places:?}");
}
