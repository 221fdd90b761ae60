//! Scenes built by hand, drawn, and compared with the SVG kept beside this file.
//!
//! `WAYLINE_BLESS=1 cargo test --test render` writes what is drawn now.

mod common;

use kurbo::{BezPath, Point, Rect, Size};
use std::path::Path;
use std::sync::Arc;
use wayline::color::Rgb;
use wayline::journey::Fit;
use wayline::layout::lay_out;
use wayline::paint::paint;
use wayline::render::{PngSize, SvgOptions, TextMode, png, svg};
use wayline::scene::{
    Anchor, Fill, FontStyle, Geometry, Group, Icon, IconArt, IconPaint, IconShape, Image, Node, Raster, Role, Scene, Shape,
    Stroke, TextLine,
};
use wayline::text::Typesetter;

const INDIGO: Rgb = Rgb::new(0x4F, 0x46, 0xE5);
const SLATE: Rgb = Rgb::new(0x0F, 0x17, 0x2A);

fn page(nodes: Vec<Node>) -> Scene {
    Scene {
        size: Size::new(400.0, 225.0),
        title: "Buying <shoes> & socks".into(),
        description: "Two stages, one person.".into(),
        language: "en".into(),
        background: Rgb::WHITE,
        nodes,
        faces: Vec::new(),
        system_fonts: false,
    }
}

fn text(content: &str, x: f64, baseline: f64) -> TextLine {
    TextLine {
        x,
        baseline,
        width: 60.0,
        anchor: Anchor::Left,
        content: content.into(),
        rtl: false,
        style: FontStyle { size: 12.5, weight: 400, italic: false, tracking: 0.0 },
        color: SLATE,
        families: "Inter, 'Helvetica Neue', sans-serif".into(),
        glyphs: Arc::new([]),
        words: None,
    }
}

fn shape(geometry: Geometry, fill: Option<Fill>, stroke: Option<Stroke>) -> Node {
    Node::Shape(Shape { geometry, fill, stroke })
}

/// One pixel, yellow.
fn yellow_pixel() -> Arc<Raster> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::NoCompression);
    encoder.write_header().unwrap().write_image_data(&[255, 255, 0]).unwrap();
    Arc::new(Raster { name: "yellow.png".into(), media_type: "image/png", width: 1, height: 1, bytes })
}

/// Every kind of node with every kind of choice.
fn everything() -> Scene {
    let rect = |x: f64, y: f64, w: f64, h: f64, radius| Geometry::Rect { rect: Rect::new(x, y, x + w, y + h), radius };
    let gradient = || Fill::Linear {
        from: Point::new(0.0, 100.0),
        to: Point::new(0.0, 200.0),
        stops: vec![(0.0, INDIGO, 0.25), (0.5, Rgb::WHITE, 1.0), (1.0, SLATE, 0.0)],
    };
    let curve = BezPath::from_svg("M10 150 C60 100 110 200 160 150 H200 V180 Q100 220 10 180 Z").unwrap();
    let line = |path: &'static str| IconShape { stroke: Some((IconPaint::Current, None)), ..IconShape::new(path) };
    let art = IconArt {
        grid: 24.0,
        shapes: vec![
            line("M4 16v-2.38C4 11.5 2.97 10.5 3 8Z"),
            line("m13 12 5.88-9.8"),
            IconShape { fill: Some(IconPaint::Fixed(INDIGO)), ..IconShape::new("M2 2h4v4z") },
            IconShape { stroke: Some((IconPaint::Current, Some(1.0))), ..IconShape::new("M8 8h4") },
        ],
    };
    let icon = |x: f64, size: f64| {
        Node::Icon(Icon { art: Arc::new(art.clone()), at: Point::new(x, 20.0), size, color: SLATE, stroke_width: 1.8 })
    };
    let mut middle = text("“Finally!”", 100.0, 60.0);
    (middle.anchor, middle.style.italic, middle.style.weight) = (Anchor::Middle, true, 600);
    let mut right = text("BEFORE", 200.0, 60.5);
    (right.anchor, right.style.tracking, right.color) = (Anchor::Right, 1.2, INDIGO);
    let mut hebrew = text("שלום (עולם)", 300.0, 60.0);
    (hebrew.rtl, hebrew.families) = (true, "'Noto Sans Hebrew', sans-serif".into());
    let card = Group {
        label: Some("Pays \"with\" the app".into()),
        role: Role::Symbol, // a link is a link
        kind: Some("touchpoint"),
        link: Some("https://example.com/?a=1&b=2".into()),
        tooltip: Some("Ten <minutes>".into()),
        clip: Some((Rect::new(10.0, 70.0, 90.0, 95.0), 6.0)),
        children: vec![
            shape(
                rect(10.0, 70.0, 80.0, 25.0, 6.0),
                Some(Fill::solid(Rgb::WHITE)),
                Some(Stroke::new(SLATE, 1.5).dashed(&[4.0, 3.0])),
            ),
            Node::Text(text("Pays with the app", 15.0, 85.0)),
        ],
    };
    let image = |x: f64, radius, label: Option<&str>| {
        let rect = Rect::new(x, 100.0, x + 40.0, 130.0);
        Node::Image(Image { raster: yellow_pixel(), rect, radius, label: label.map(str::to_owned) })
    };
    page(vec![
        shape(rect(0.0, 0.0, 400.0, 10.0, 0.0), Some(Fill::Solid { color: INDIGO, opacity: 0.125 }), None),
        shape(Geometry::Circle { center: Point::new(30.0, 30.0), radius: 7.25 }, Some(Fill::solid(INDIGO)), None),
        shape(Geometry::Line { from: Point::new(0.0, 99.5), to: Point::new(400.0, 99.5) }, None, Some(Stroke::new(SLATE, 1.0))),
        shape(Geometry::Path(curve), Some(gradient()), Some(Stroke { color: INDIGO, opacity: 0.5, width: 2.0, dashes: vec![] })),
        shape(rect(250.0, 110.0, 20.0, 60.0, 0.0), Some(gradient()), None),
        icon(50.0, 24.0),
        icon(90.0, 20.0),
        Node::Group(Group {
            label: Some("Texts".into()),
            kind: Some("lane"),
            children: vec![
                Node::Text(text("Plain & <simple>", 10.0, 60.0)),
                Node::Text(middle),
                Node::Text(right),
                Node::Text(hebrew),
            ],
            ..Group::default()
        }),
        Node::Group(Group { children: vec![Node::Text(text("No group of its own", 10.0, 215.0))], ..Group::default() }),
        Node::Group(card),
        image(300.0, 0.0, None),
        image(350.0, 20.0, Some("A face")),
    ])
}

/// Compares with a file of `tests/render`, or writes it if `WAYLINE_BLESS` is set.
fn compare(name: &str, drawn: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/render").join(name);
    if std::env::var_os("WAYLINE_BLESS").is_some() {
        std::fs::write(&path, drawn).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    for (number, (drawn, expected)) in drawn.lines().zip(expected.lines()).enumerate() {
        assert_eq!(drawn, expected, "{name}, line {}", number + 1);
    }
    assert_eq!(drawn.lines().count(), expected.lines().count(), "{name}: number of lines (WAYLINE_BLESS=1 writes the file)");
}

#[test]
fn every_kind_of_node_is_written_as_before() {
    compare("everything.svg", &svg(&everything(), &SvgOptions::default()));
}

#[test]
fn the_document_is_well_formed() {
    let drawn = svg(&everything(), &SvgOptions::default());
    let tree = usvg::Tree::from_str(&drawn, &usvg::Options::default()).expect("usvg reads it");
    assert_eq!((tree.size().width(), tree.size().height()), (400.0, 225.0));
    let mut open = Vec::new();
    for event in svg::read(&drawn).unwrap() {
        use svg::node::element::tag::Type;
        use svg::parser::Event;
        match event {
            Event::Tag(name, Type::Start, _) => open.push(name),
            Event::Tag(name, Type::End, _) => assert_eq!(open.pop(), Some(name)),
            Event::Error(error) => panic!("{error}"),
            _ => {}
        }
    }
    assert!(open.is_empty());
}

#[test]
fn nothing_that_viewers_disagree_on_is_written() {
    let drawn = svg(&everything(), &SvgOptions::default());
    for banned in [
        "<style",
        "<use",
        "<filter",
        " class=",
        " style=",
        "var(",
        "rgba(",
        "dominant-baseline",
        " dy=",
        "foreignObject",
        "marker",
        "<script",
        "NaN",
        "inf",
    ] {
        assert!(!drawn.contains(banned), "{banned}");
    }
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    assert_eq!(svg(&everything(), &SvgOptions::default()), svg(&everything(), &SvgOptions::default()));
    assert_eq!(png(&everything(), PngSize::Scale(1.0)), png(&everything(), PngSize::Scale(1.0)));
}

#[test]
fn words_cannot_become_markup() {
    let evil = "</text><script>alert(1)</script>\u{0}\u{FFFE}]]>";
    let group = Group {
        label: Some(evil.into()),
        tooltip: Some(evil.into()),
        link: Some("javascript:alert(1)".into()),
        children: vec![Node::Text(text(evil, 0.0, 0.0))],
        ..Group::default()
    };
    let mut scene = page(vec![Node::Group(group)]);
    (scene.title, scene.description, scene.language) = (evil.into(), evil.into(), evil.into());
    let options = SvgOptions { id_prefix: Some("\"><script>".into()), ..SvgOptions::default() };
    let drawn = svg(&scene, &options);
    assert!(!drawn.contains("<script"), "{drawn}");
    assert!(!drawn.contains("javascript:"), "{drawn}");
    assert!(!drawn.contains(['\0', '\u{FFFE}']), "{drawn}");
    assert!(drawn.contains("&lt;/text&gt;&lt;script&gt;"), "{drawn}");
    usvg::Tree::from_str(&drawn, &usvg::Options::default()).expect("still well-formed");
}

#[test]
fn roles_say_what_is_heard() {
    let group = |label: Option<&str>, role, link: Option<&str>| {
        let children = vec![Node::Text(text("words", 0.0, 0.0))];
        Node::Group(Group { label: label.map(str::to_owned), role, link: link.map(str::to_owned), children, ..Group::default() })
    };
    let drawn = |node| svg(&page(vec![node]), &SvgOptions::default());
    for (label, role, link, tag) in [
        (Some("Buy"), Role::Container, None, "<g aria-label=\"Buy\" role=\"group\">"),
        (Some("Buy"), Role::Symbol, None, "<g aria-label=\"Buy\" role=\"img\">"),
        (Some("Buy"), Role::Decoration, None, "<g aria-hidden=\"true\">"),
        (None, Role::Decoration, None, "<g aria-hidden=\"true\">"),
        (Some("Buy"), Role::Decoration, Some("#a"), "<a aria-label=\"Buy\" href=\"#a\">"),
    ] {
        let drawn = drawn(group(label, role, link));
        assert!(drawn.contains(tag), "{tag}: {drawn}");
    }
    assert!(!drawn(group(None, Role::Symbol, None)).contains("<g"), "no name, no group");
}

#[test]
fn ids_begin_with_the_wanted_prefix_or_a_hash() {
    let ids = |options: &SvgOptions| {
        let drawn = svg(&everything(), options);
        drawn.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let own = ids(&SvgOptions::default());
    assert!(own.len() > 4 && own.iter().all(|id| id.starts_with("map-")), "{own:?}");
    let wanted = ids(&SvgOptions { id_prefix: Some("shoes".into()), ..SvgOptions::default() });
    assert!(wanted.iter().all(|id| id.starts_with("shoes-")), "{wanted:?}");
    let odd = ids(&SvgOptions { id_prefix: Some("1 é<".into()), ..SvgOptions::default() });
    assert!(odd.iter().all(|id| id.starts_with("map-1-")), "{odd:?}");
}

#[test]
fn a_line_without_outlines_stays_live() {
    let options = SvgOptions { text: TextMode::Paths, ..SvgOptions::default() };
    assert!(svg(&everything(), &options).contains(">Pays with the app</text>"));
}

#[test]
fn the_png_shows_shapes_icons_and_pictures() {
    let file = png(&everything(), PngSize::Width(800)).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut data).unwrap();
    assert_eq!((info.width, info.height), (800, 450));
    let at = |x: f64, y: f64| {
        let at = ((2.0 * y) as usize * 800 + (2.0 * x) as usize) * 3;
        Rgb::new(data[at], data[at + 1], data[at + 2])
    };
    assert_eq!(at(399.0, 224.0), Rgb::WHITE);
    assert_eq!(at(30.0, 30.0), INDIGO, "circle");
    assert_eq!(at(200.0, 5.0), Rgb::WHITE.mix(INDIGO, 0.13), "translucent band");
    assert_eq!(at(320.0, 115.0), Rgb::new(255, 255, 0), "picture");
    assert_eq!(at(351.0, 101.0), Rgb::WHITE, "rounded corner of a picture");
    assert_eq!(at(370.0, 115.0), Rgb::new(255, 255, 0), "rounded picture");
    assert_eq!(at(55.0, 23.0), INDIGO, "filled part of an icon");
}

/// Every script that the embedded faces cover, whatever fonts the machine has.
#[test]
fn a_png_of_embedded_scripts_needs_no_fonts_of_the_machine() {
    const SCRIPTS: &str = r#"
title = "Tōkyō – Ελλάδα – Россия: « Très bien »"

[[persona]]
name = "Jürgen Łącki"
quote = "Đường đến Ærøskøbing → 12,50 €"

[[stage]]
name = "Άφιξη"
pains = ["Ожидание и очередь", "مرحبا بكم, 24 ساعة"]
touchpoint = [{ label = "Çay ısmarlar", emotion = 1, quote = "Ну и ну!" }, { label = "العيادة", emotion = [-1, 0] }]
"#;
    let examples = common::journeys(&common::root().join("examples"));
    let named = ["boutique-fr", "clinic-ar", "retail-es", "coffee"];
    let mut maps: Vec<_> = examples.iter().filter(|input| named.contains(&&*input.name)).map(|input| input.open(None)).collect();
    assert_eq!(maps.len(), named.len());
    maps.push(wayline::open(SCRIPTS, Path::new("."), None).unwrap().0);
    for map in &maps {
        let drawn = [false, true].map(|system| {
            let text = Typesetter::new(&map.journey.language).with_outlines();
            let mut text = if system { text } else { text.without_system_fonts() };
            let pages = lay_out(&map.journey, &map.assets, &map.theme.metrics, map.journey.page.size, Fit::Split, &mut text);
            let layout = pages.first().expect("a page");
            let scene = paint(layout, &map.journey, &map.assets, &map.theme.palette, &text);
            assert!(text.warnings().is_empty(), "{}", map.journey.title);
            png(&scene, PngSize::Scale(0.5)).unwrap()
        });
        assert!(drawn[0] == drawn[1], "{} is drawn with fonts of the machine", map.journey.title);
    }
}
