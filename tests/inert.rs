//! Pictures are inert: the oracle of `tests/common/inert.rs` refuses whatever it should, and lets the examples pass.
//!
//! Where somebody keeps a second, independent checker beside the checkout, both must agree.

mod common;

use common::inert::violations;
use common::random::Chance;
use common::{hostile, root};
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use wayline::render::{SvgOptions, TextMode, svg};

/// A sound picture around some elements.
fn picture(body: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"100\" height=\"50\" \
         viewBox=\"0 0 100 50\" lang=\"en\" xml:lang=\"en\" role=\"graphics-document document\" \
         aria-labelledby=\"map-title map-desc\">\n<title id=\"map-title\">t</title>\n<desc id=\"map-desc\">d</desc>\n{body}\n</svg>"
    )
}

fn text(words: &str) -> String {
    picture(&format!("<text x=\"1\" y=\"2\" font-size=\"12\" fill=\"#000000\">{words}</text>"))
}

fn rect(attributes: &str) -> String {
    picture(&format!("<rect width=\"1\" height=\"1\" fill=\"#000000\" {attributes}/>"))
}

fn link(href: &str) -> String {
    picture(&format!("<a href=\"{href}\" aria-label=\"l\"></a>"))
}

/// A picture in it, one red pixel.
const PIXEL: &str =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";

#[test]
fn what_is_sound_passes() {
    let glyph = "<defs><path id=\"map-o1\" d=\"M0 0a1 1 0 01.5-.5zM1e1,2L3 4\"/></defs>\
                 <g aria-label=\"w\" role=\"img\" fill=\"#000000\" transform=\"translate(1 2) scale(0.01)\"><use xlink:href=\"#map-o1\"/></g>";
    for sound in [
        text("a &lt;script&gt; \u{2067}שלום\u{2069} e\u{301}"),
        rect("x=\"-1.5\" rx=\"2\" fill-opacity=\"0.5\" stroke=\"#FF0000\" stroke-dasharray=\"4 3\""),
        link("https://example.org/?a=b:c"),
        link("a/b.html#x"),
        picture(glyph),
        picture(&format!(
            "<metadata>wayline 0.1.0 page 1/2 from {0}{0} picture {1}{1}</metadata>",
            "0f".repeat(16),
            "0a".repeat(4)
        )),
        picture(&format!("<image x=\"0\" y=\"0\" width=\"1\" height=\"1\" aria-hidden=\"true\" xlink:href=\"{PIXEL}\"/>")),
        picture(
            "<style>@font-face{font-family:\"Inter-1\";font-style:normal;font-weight:400;src:url(data:font/woff;base64,d09GRgAB)format(\"woff\")}</style>",
        ),
    ] {
        assert_eq!(violations(&sound), [] as [&str; 0], "{sound}");
    }
}

/// One broken picture for each rule, and the rule.
#[test]
fn what_is_not_sound_is_refused() {
    let gradient = |id: &str| format!("<defs><linearGradient id=\"{id}\" gradientUnits=\"userSpaceOnUse\"/></defs>");
    let broken = [
        ("xml", "<svg".to_owned()),
        ("xml", text("a & b")),
        ("declaration", format!("<!DOCTYPE svg>{}", text("w"))),
        ("declaration", text("<!-- w -->")),
        ("declaration", text("<![CDATA[w]]>")),
        ("instruction", format!("<?xml version=\"1.0\"?>{}", text("w"))),
        ("instruction", text("<?php ?>")),
        ("element", picture("<script>1</script>")),
        ("element", picture("<foreignObject/>")),
        ("element", picture("<animate attributeName=\"x\"/>")),
        ("element", picture("<set attributeName=\"href\" to=\"javascript:x\"/>")),
        ("element", picture("<g xmlns=\"http://www.w3.org/1999/xhtml\"/>")),
        ("element", picture("<filter/>")),
        ("element", "<svg width=\"1\" height=\"1\" viewBox=\"0 0 1 1\"/>".to_owned()),
        ("text", picture("<metadata>wayline javascript:alert(1)</metadata>")),
        ("text", picture("<metadata>made by hand</metadata>")),
        ("text", picture(&format!("<metadata>wayline 1 from {}</metadata>", "x".repeat(64)))),
        ("attribute", rect("onload=\"alert(1)\"")),
        ("attribute", rect("style=\"fill:red\"")),
        ("attribute", rect("class=\"x\"")),
        ("attribute", rect("xml:base=\"https://evil.example\"")),
        ("attribute", picture("<a href=\"x\" target=\"_blank\"/>")),
        ("attribute", picture("<use href=\"#map-title\"/>")),
        ("attribute", picture(&format!("<image href=\"{PIXEL}\"/>"))),
        ("style", picture("<style>* { fill: red }</style>")),
        ("style", picture("<style>@import url(x);</style>")),
        ("style", picture("<style>@font-face{font-family:\"x\";src:url(https://evil.example/x)format(\"woff\")}</style>")),
        ("style", picture("<style>@font-face{font-family:\"x\";src:url(data:font/woff;base64,AAAA)format(\"woff\")}</style>")),
        ("value", rect("stroke=\"url(https://evil.example/x)\"")),
        ("value", picture("<rect width=\"1\" height=\"1\" fill=\"url(x.svg#y)\"/>")),
        ("value", picture("<rect width=\"1\" height=\"1\" fill=\"red\"/>")),
        ("value", rect("x=\"NaN\"")),
        ("value", rect("x=\"inf\"")),
        ("value", rect("x=\"1e400\"")),
        ("value", rect("x=\"1000001\"")),
        ("value", rect("x=\"1,5\"")),
        ("value", rect("rx=\"-1\"")),
        ("value", rect("fill-opacity=\"1.5\"")),
        ("value", rect("stroke-dasharray=\"4 -3\"")),
        ("value", picture("<path d=\"L1 2\"/>")),
        ("value", picture("<path d=\"M1\"/>")),
        ("value", picture("<path d=\"M1 2X3\"/>")),
        ("value", picture("<path d=\"M1 NaN\"/>")),
        ("value", picture("<path d=\"M0 0A1 1 0 2 0 1 1\"/>")),
        ("value", picture("<path d=\"M0 0\" transform=\"rotate(1 2)\"/>")),
        ("value", picture("<path d=\"M0 0\" transform=\"scale(inf)\"/>")),
        ("value", text("w").replace("font-size", "font-family=\"a;} * {\" font-size")),
        ("value", picture("<image xlink:href=\"https://evil.example/x.png\"/>")),
        ("value", picture("<image xlink:href=\"photo.png\"/>")),
        ("value", picture("<image xlink:href=\"data:image/svg+xml;base64,PHN2Zy8+\"/>")),
        ("value", picture("<image xlink:href=\"data:image/jpeg;base64,iVBORw0KGgoA\"/>")),
        ("value", picture("<image xlink:href=\"data:image/png,x\"/>")),
        ("value", picture("<defs><path id=\"a b\" d=\"M0 0\"/></defs>")),
        ("value", picture("<defs><path id=\"\" d=\"M0 0\"/></defs>")),
        ("value", picture("<defs><path id=\"location\" d=\"M0 0\"/></defs>")),
        ("value", picture("<use xlink:href=\"other.svg#x\"/>")),
        ("value", link("javascript:alert(1)")),
        ("value", link(" jAva&#10;script:alert(1)")),
        ("value", link("data:text/html,x")),
        ("value", link("vbscript:x")),
        ("value", link("file:///etc/passwd")),
        ("value", link("blob:x")),
        ("value", link("//evil.example")),
        ("value", link("/\\evil.example")),
        ("value", link("\\\\evil.example")),
        ("value", link("https:")),
        ("value", link("https:///x")),
        ("value", link("")),
        ("value", link("javascript\u{FF1A}alert(1)")),
        ("value", link("ｊａｖａｓｃｒｉｐｔ:alert(1)")),
        ("value", link("java\u{200B}script:alert(1)")),
        ("id", picture(&gradient("map-g1").repeat(2))),
        ("id", picture(&gradient("other-g1"))),
        ("id", picture("<rect width=\"1\" height=\"1\" fill=\"url(#map-g1)\"/>")),
        ("id", picture("<use xlink:href=\"#map-o1\"/>")),
        ("id", text("w").replace("map-title map-desc", "map-title map-other")),
        ("id", picture("<clipPath id=\"map-c1\"><rect width=\"1\" height=\"1\" fill=\"url(#map-c1)\"/></clipPath>")),
        ("text", text("a\u{85}b")),
        ("text", text("a\u{7F}b")),
        ("text", text("a\u{FDD0}b")),
        ("text", text("a\u{1FFFE}b")),
        ("text", text("a\u{202E}b\u{202C}")),
        ("text", text("a\u{2067}b")),
        ("text", text("a\u{202B}b")),
        ("text", text("a\u{2069}b")),
        ("text", text("\u{2067}a\u{202B}b\u{2069}c\u{202C}")),
        ("text", text("\u{FFF9}a\u{FFFA}b\u{FFFB}")),
        ("text", text(&format!("e{}", "\u{301}".repeat(65)))),
        ("text", picture("<g aria-label=\"a\u{2067}b\"/>")),
        ("text", picture("words")),
        ("size", text("w").replace("width=\"100\"", "width=\"0\"")),
        ("size", text("w").replace("viewBox=\"0 0 100 50\"", "")),
        ("size", picture(&format!("{}{}", "<g>".repeat(40), "</g>".repeat(40)))),
    ];
    for (rule, broken) in &broken {
        let found = violations(broken);
        assert!(found.iter().any(|one| one.starts_with(&format!("{rule}:"))), "{rule} is not found in {broken}\nbut {found:?}");
    }
}

/// The examples in each way of writing text, each with its name.
fn examples() -> &'static [(String, String)] {
    static PICTURES: OnceLock<Vec<(String, String)>> = OnceLock::new();
    PICTURES.get_or_init(draw_examples)
}

fn draw_examples() -> Vec<(String, String)> {
    let mut pictures = Vec::new();
    for input in common::journeys(&root().join("examples")) {
        let map = input.open(None);
        let ways = [
            ("live", SvgOptions::default()),
            ("paths", SvgOptions { text: TextMode::Paths, ..SvgOptions::default() }),
            #[cfg(feature = "embed-font")]
            ("carried", SvgOptions { embed_font: true, ..SvgOptions::default() }),
        ];
        for (way, options) in &ways {
            for (number, page) in map.draw(options.text == TextMode::Paths).0.iter().enumerate() {
                pictures.push((format!("{}-{way}-{number}", input.name), svg(page, options)));
            }
        }
    }
    pictures
}

#[test]
fn every_example_is_inert() {
    let mut wrong = Vec::new();
    for (name, picture) in examples() {
        wrong.extend(violations(picture).into_iter().map(|found| format!("{name}: {found}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Icons that once came out otherwise (`tests/regressions`), that are refused, and one that has everything.
#[test]
fn icons_come_out_as_plain_paths() {
    let folder = tempfile::tempdir().unwrap();
    hostile::files(folder.path());
    let folders = [root().join("tests/regressions"), root().join("tests/bad/files"), folder.path().join("files")];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let mut drawn = 0;
    for path in files.filter(|path| path.extension().is_some_and(|extension| extension == "svg")) {
        std::fs::copy(&path, folder.path().join("icon.svg")).unwrap();
        let source = "title = \"t\"\nchannel = [{ name = \"c\", icon = \"icon.svg\" }]\n\
                      stage = [{ name = \"s\", touchpoint = [{ label = \"l\", channel = \"c\" }] }]\n";
        let Ok((map, _)) = wayline::open(source, folder.path(), None) else { continue };
        for page in common::drawn(&map, map.journey.page.size) {
            assert_eq!(violations(&page.svg), [] as [&str; 0], "{}", path.display());
        }
        drawn += 1;
    }
    assert!(drawn >= 2, "only {drawn} icons are drawn");
}

/// Pictures of hostile journeys.
fn hostile_pictures(folder: &Path, count: u64) -> Vec<(String, String)> {
    hostile::files(folder);
    let mut pictures = Vec::new();
    for seed in 0..count {
        let source = hostile::journey(&mut Chance::Seed(seed)).to_string();
        let (map, _) = wayline::open(&source, folder, None).unwrap_or_else(|errors| panic!("{seed}: {errors}\n{source}"));
        let pages = common::drawn(&map, map.journey.page.size);
        pictures
            .extend(pages.into_iter().take(3).enumerate().map(|(number, page)| (format!("hostile-{seed}-{number}"), page.svg)));
    }
    pictures
}

#[test]
fn a_second_checker_agrees() {
    let checker = root().join("../shared/tools/check_safe_svg.py");
    let has_lxml = Command::new("python3").args(["-c", "import lxml"]).output().is_ok_and(|run| run.status.success());
    if !checker.is_file() || !has_lxml {
        println!("skipped: no second checker, no python3 or no lxml");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut pictures = hostile_pictures(folder.path(), 200);
    pictures.extend(examples().iter().cloned());
    let paths: Vec<_> = pictures
        .iter()
        .map(|(name, picture)| {
            let path = folder.path().join(format!("{name}.svg"));
            std::fs::write(&path, picture).unwrap();
            path
        })
        .collect();
    let run = Command::new("python3").arg(checker).args(["--quiet", "--inline-safe"]).args(&paths).output().unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    let refused: Vec<&str> = said.lines().filter(|line| !line.starts_with("OK ")).collect();
    assert!(run.status.success() && refused.is_empty(), "{}\n{}", refused.join("\n"), String::from_utf8_lossy(&run.stderr));
    let own: Vec<_> = pictures
        .iter()
        .flat_map(|(name, picture)| violations(picture).into_iter().map(move |found| format!("{name}: {found}")))
        .collect();
    assert!(own.is_empty(), "{}", own.join("\n"));
}
