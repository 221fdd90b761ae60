//! Several pictures in one web page, in headless Chromium: each looks as it does alone, whatever stands beside it, inlined
//! or as `<img>`, and text is as wide as it was measured. Skipped where Chromium is missing.

#![cfg_attr(not(feature = "embed-font"), allow(dead_code, unused_imports))]

mod common;

use kurbo::Size;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use wayline::color::Rgb;
use wayline::render::{SvgOptions, TextMode, svg};
use wayline::scene::{Anchor, FontStyle, Node, Scene};
use wayline::text::Typesetter;

/// Latin with accents, kerning, Greek and Cyrillic, quotes in italics, and a word from right to left.
const MIXED: &str = r#"
title = "AVATAR Type: Wave, Tōkyō, Ελλάδα, Россия"
subtitle = "À l’étage « 12,50 € » – 40 % → 3×"
theme = "THEME"

[[persona]]
name = "Yves Tallière"
quote = "We never had to wait. Very “nice” fjord!"

[[stage]]
name = "Before"
pains = ["Two WAYS of telling: مرحبا", "Office AV fi fl ffi"]

  [[stage.touchpoint]]
  label = "Reads the flyer"
  emotion = 1
  quote = "To AVOID Tea"

  [[stage.touchpoint]]
  label = "Calls (1st time)"
  emotion = -2
"#;

const FEW: &str = r#"
title = "A map"

[[stage]]
name = "Be"
touchpoint = [{ label = "Re", emotion = 1 }, { label = "Ca", emotion = -2 }]
"#;

const ARABIC: &str = r#"
title = "موعد في العيادة"
language = "ar"

[[stage]]
name = "الحجز"
goals = "موعد قريب"

  [[stage.touchpoint]]
  label = "يتصل بالعيادة 24 ساعة"
  emotion = 1
  quote = "لا أحد يجيب على الهاتف"
"#;

/// Chromium, if there is one.
fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let paths = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&paths).flat_map(|folder| names.map(|name| folder.join(name))).find(|path| path.is_file());
    if found.is_none() {
        eprintln!("skipped: Chromium is not installed");
    }
    found
}

/// Runs Chromium on a page and returns what it printed.
fn browse(chromium: &Path, folder: &Path, page: &str, args: &[&str]) -> String {
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    let output = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1", &profile])
        .args(args)
        .arg(format!("file://{}", folder.join(page).display()))
        .stdin(Stdio::null())
        .output()
        .expect("Chromium runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Rows of pixels, 8 bits a channel.
struct Pixels {
    width: usize,
    channels: usize,
    data: Vec<u8>,
}

impl Pixels {
    fn read(path: &Path) -> Self {
        let file = std::io::BufReader::new(std::fs::File::open(path).expect("a screenshot"));
        let mut reader = png::Decoder::new(file).read_info().unwrap();
        let mut data = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut data).unwrap();
        Self { width: info.width as usize, channels: info.color_type.samples(), data }
    }

    /// Between two heights: pixels that are not the same in both by more than `tolerance` in any channel, and those that are not
    /// white in this one.
    fn differing(&self, other: &Self, rows: Range<usize>, tolerance: u8) -> (usize, usize) {
        let rows = |pixels: &Self| rows.start * pixels.width * pixels.channels..rows.end * pixels.width * pixels.channels;
        let (a, b) = (&self.data[rows(self)], &other.data[rows(other)]);
        let differs = |(a, b): (&[u8], &[u8])| a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > tolerance);
        let differing = a.chunks(self.channels).zip(b.chunks(other.channels)).filter(|pair| differs(*pair)).count();
        (differing, a.chunks(self.channels).filter(|pixel| pixel.iter().take(3).any(|channel| *channel != 255)).count())
    }
}

fn draw(source: &str, outlines: bool) -> Scene {
    let (map, _) = wayline::open(source, Path::new("."), None).unwrap_or_else(|errors| panic!("{errors:?}"));
    map.draw(outlines).0.swap_remove(0)
}

/// The pictures of the tests, each with its width and height: two with the same words in two themes, whose ids begin alike;
/// one with fewer characters, whose fonts would not do for the others; the first again.
fn pictures(options: &SvgOptions) -> Vec<(String, usize, usize)> {
    let mixed = |theme| MIXED.replace("THEME", theme);
    let drawn = [mixed("light"), mixed("contrast"), FEW.into(), mixed("light")].map(|source| {
        let scene = draw(&source, options.text == TextMode::Paths);
        (svg(&scene, options), scene.size.width.ceil() as usize, scene.size.height.ceil() as usize)
    });
    drawn.into()
}

/// Draws the pictures at the same places: each in a page of its own, all in one, all as `<img>`.
fn looks_alike(name: &str, options: &SvgOptions) {
    let Some(chromium) = chromium() else { return };
    let folder = tempfile::tempdir().unwrap();
    let pictures = pictures(options);
    let width = pictures.iter().map(|picture| picture.1).max().unwrap();
    let height: usize = pictures.iter().map(|picture| picture.2).sum();
    let places: Vec<Range<usize>> = pictures
        .iter()
        .scan(0, |top, (.., height)| {
            *top += height;
            Some(*top - height..*top)
        })
        .collect();
    let shoot = |kind: &str, chosen: Range<usize>| {
        let mut page = String::from("<!DOCTYPE html><meta charset=utf-8><style>body > * { position: absolute; left: 0 }</style>");
        for index in chosen {
            let content = if kind == "image" { format!("<img src={index}.svg>") } else { pictures[index].0.clone() };
            page += &format!("<div style='top: {}px'>{content}</div>", places[index].start);
        }
        std::fs::write(folder.path().join("page.html"), page).unwrap();
        let shot = folder.path().join("shot.png");
        let args = [format!("--screenshot={}", shot.display()), format!("--window-size={width},{height}")];
        browse(&chromium, folder.path(), "page.html", &args.each_ref().map(String::as_str));
        if let Some(keep) = std::env::var_os("WAYLINE_SHOTS") {
            std::fs::copy(&shot, Path::new(&keep).join(format!("{name}-{kind}.png"))).unwrap();
        }
        Pixels::read(&shot)
    };
    for (index, (picture, ..)) in pictures.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{index}.svg")), picture).unwrap();
    }
    let compare = || -> Result<(), String> {
        let (together, images) = (shoot("inline", 0..pictures.len()), shoot("image", 0..pictures.len()));
        for (index, rows) in places.iter().enumerate() {
            let alone = shoot(&format!("alone-{index}"), index..index + 1);
            let (differing, drawn) = alone.differing(&together, rows.clone(), 0);
            assert!(drawn > 10_000, "{name} {index}: only {drawn} pixels drawn");
            if differing > 0 {
                return Err(format!("{name} {index}: {differing} pixels are not as alone, once others stand in the page"));
            }
            // An image is drawn by itself and then moved to its place: curves come out a shade different.
            let (differing, _) = alone.differing(&images, rows.clone(), 16);
            if differing * 500 > drawn {
                return Err(format!("{name} {index}: {differing} of {drawn} pixels of <img> are not as inlined"));
            }
        }
        Ok(())
    };
    // On a busy machine Chromium may draw before it has read all fonts: what is wrong is wrong again.
    let again = |before: String| {
        eprintln!("{before}; once more");
        compare()
    };
    compare().or_else(again).or_else(again).unwrap_or_else(|wrong| panic!("{wrong}"));
}

#[test]
fn live_texts_stand_beside_each_other() {
    looks_alike("live", &SvgOptions::default());
}

#[test]
fn outlines_stand_beside_each_other() {
    looks_alike("paths", &SvgOptions { text: TextMode::Paths, ..SvgOptions::default() });
}

#[cfg(feature = "embed-font")]
#[test]
fn embedded_fonts_stand_beside_each_other() {
    looks_alike("embed", &SvgOptions { embed_font: true, ..SvgOptions::default() });
}

/// What a picture's `<text>` elements say, their style, and how wide they were measured, px; no width where a viewer's font
/// decides.
fn measured(nodes: &[Node], found: &mut Vec<(String, FontStyle, Option<f64>)>) {
    for node in nodes {
        match node {
            Node::Group(group) => measured(&group.children, found),
            Node::Text(line) if line.content.trim().is_empty() => {}
            Node::Text(line) => {
                match &line.words {
                    None => found.push((line.content.clone(), line.style, Some(line.width))),
                    Some(words) => found.extend(words.iter().map(|word| {
                        (line.content[word.range.clone()].to_owned(), line.style, (!word.emoji).then_some(word.width))
                    })),
                }
            }
            Node::Shape(_) | Node::Icon(_) | Node::Image(_) => {}
        }
    }
}

/// What is hard to shape, in every weight and slant: kerning, marks on letters that have no sign of their own with them,
/// Vietnamese, joined Arabic letters with and without vowel signs.
fn lines() -> Scene {
    let mut text = Typesetter::new("en").without_system_fonts();
    let (mut nodes, mut baseline) = (Vec::new(), 0.0);
    let contents = [
        "AVATAR To Type: Wave, “LT” P. F, ‘r’",
        "e\u{301}e\u{323}\u{302} x\u{303} m\u{304} Ậu ơ nghĩ",
        "ΤΑΥ Άρης, Ґава Тест й",
        "لَا أَحَدَ يُجِيبُ لله ﷲ",
    ];
    for content in contents {
        for (weight, italic) in [400, 500, 600, 700].into_iter().flat_map(|weight| [(weight, false), (weight, true)]) {
            let style = FontStyle { size: 32.0, weight, italic, tracking: 0.0 };
            baseline += 48.0;
            nodes.push(Node::Text(text.line(content, style).place(0.0, baseline, Anchor::Left, style, Rgb::BLACK)));
        }
    }
    Scene {
        size: Size::new(800.0, baseline),
        title: "Lines".into(),
        description: "Lines".into(),
        language: "en".into(),
        background: Rgb::WHITE,
        nodes,
        faces: text.faces(),
        system_fonts: text.has_asked_system(),
    }
}

#[cfg(feature = "embed-font")]
#[test]
fn embedded_fonts_are_as_wide_as_measured() {
    let Some(chromium) = chromium() else { return };
    let (mut page, mut wanted) = (String::from("<!DOCTYPE html><meta charset=utf-8>"), Vec::new());
    let inputs = common::journeys(&common::root().join("examples"));
    let examples = inputs.iter().map(|input| input.open(None).draw(false).0.swap_remove(0));
    for scene in [lines(), draw(&MIXED.replace("THEME", "light"), false), draw(ARABIC, false)].into_iter().chain(examples) {
        measured(&scene.nodes, &mut wanted);
        page += &svg(&scene, &SvgOptions { embed_font: true, ..SvgOptions::default() });
    }
    page += "<pre></pre><script>document.fonts.ready.then(() => { document.querySelector('pre').textContent = \
             [...document.querySelectorAll('text')].map(text => text.getComputedTextLength()).join(' ') })</script>";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("page.html"), page).unwrap();
    let printed = browse(&chromium, folder.path(), "page.html", &["--dump-dom", "--virtual-time-budget=20000"]);
    let (_, rest) = printed.split_once("<pre>").unwrap();
    let found: Vec<f64> = rest.split_once("</pre>").unwrap().0.split(' ').map(|width| width.parse().unwrap()).collect();
    assert_eq!(found.len(), wanted.len());

    // Scripts that the fonts inside the program don't have are drawn with whatever the machine has.
    let is_ours = |text: &str| text.chars().all(|c| c < '\u{2E80}' && !('\u{0590}'..'\u{0600}').contains(&c));
    let (mut compared, mut worst) = (0, 0.0_f64);
    for ((text, style, width), found) in wanted.iter().zip(&found) {
        let Some(width) = width.filter(|_| is_ours(text)) else { continue };
        // Chromium draws letters of 16.8 px as if they had 16.78; space between letters has two decimals in the file.
        let coarse_size = if style.size.fract() == 0.0 { 0.0 } else { 0.0013 * width };
        let coarse_tracking = if style.tracking == 0.0 { 0.0 } else { 0.005 * text.chars().count() as f64 };
        let allowed = 0.03 + coarse_size + coarse_tracking;
        assert!((width - found).abs() < allowed, "{found} px instead of {width} px: {text}, {style:?}");
        compared += 1;
        worst = worst.max((width - found).abs() / width.max(100.0));
    }
    println!("{compared} texts, at most {:.2} % beside what was measured", worst * 100.0);
    assert!(compared > 1000);
}
