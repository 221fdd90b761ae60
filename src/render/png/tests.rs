use super::*;
use crate::color::Rgb;
use crate::scene::{Anchor, Face, FaceId, Fill, FontStyle, Geometry, Glyph, GlyphRun, Group, Node, Shape, Stroke, TextLine};
use kurbo::{BezPath, Point, Rect};
use std::sync::Arc;

/// A face of 1,000 units to the em whose glyph 1 is a square of half an em that stands on the baseline.
fn square_face(skew: f32) -> Face {
    let outline: Vec<u8> = [1i16, 0, 0, 500, 500, 3, 0].iter().flat_map(|v| v.to_be_bytes()).chain([1, 1, 1, 1]).collect();
    let deltas = [0i16, 0, 500, 0, 0, 500, 0, -500].iter().flat_map(|v| v.to_be_bytes());
    let glyf: Vec<u8> = outline.into_iter().chain(deltas).collect();
    let loca: Vec<u8> = [0u32, 0, glyf.len() as u32].iter().flat_map(|v| v.to_be_bytes()).collect();
    let mut head = vec![0u8; 54];
    head[0..4].copy_from_slice(&[0, 1, 0, 0]);
    head[12..16].copy_from_slice(&0x5F0F_3CF5u32.to_be_bytes());
    head[18..20].copy_from_slice(&1000u16.to_be_bytes());
    head[51] = 1;
    let mut maxp = vec![0u8; 32];
    maxp[0..6].copy_from_slice(&[0, 1, 0, 0, 0, 2]);
    let mut hhea = vec![0u8; 36];
    hhea[1] = 1;
    hhea[35] = 1;
    let hmtx = vec![3, 232, 0, 0, 0, 0];
    let tables = [(b"glyf", glyf), (b"head", head), (b"hhea", hhea), (b"hmtx", hmtx), (b"loca", loca), (b"maxp", maxp)];
    let mut font = vec![0, 1, 0, 0, 0, tables.len() as u8, 0, 0, 0, 0, 0, 0];
    let mut offset = 12 + 16 * tables.len();
    for (tag, data) in &tables {
        font.extend_from_slice(*tag);
        for value in [0, offset as u32, data.len() as u32] {
            font.extend_from_slice(&value.to_be_bytes());
        }
        offset += data.len().next_multiple_of(4);
    }
    for (_, data) in tables {
        font.extend_from_slice(&data);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    Face { data: Arc::new(font), index: 0, variations: Vec::new(), skew, css: None }
}

const INK: Rgb = Rgb::new(10, 20, 200);
const PAPER: Rgb = Rgb::new(250, 240, 230);

fn scene(width: f64, height: f64, nodes: Vec<Node>) -> Scene {
    Scene {
        size: Size::new(width, height),
        title: "Squares".into(),
        description: "Squares.".into(),
        language: "en".into(),
        background: PAPER,
        nodes,
        faces: vec![square_face(0.0), square_face(0.5)],
        system_fonts: false,
    }
}

/// Two squares of 10 px side, the second one em and the tracking after the first.
fn squares(x: f64, baseline: f64, face: u32, tracking: f64) -> Node {
    let glyphs = vec![Glyph { id: 1, x: 0.0, y: 0.0, index: 0 }, Glyph { id: 1, x: 1.0, y: 0.0, index: 1 }];
    Node::Text(TextLine {
        x,
        baseline,
        width: 40.0,
        anchor: Anchor::Left,
        content: "□□".into(),
        rtl: false,
        style: FontStyle { size: 20.0, weight: 400, italic: false, tracking },
        color: INK,
        families: "sans-serif".into(),
        glyphs: Arc::new([GlyphRun { face: FaceId(face), glyphs }]),
        words: None,
    })
}

fn rect(rect: Rect, color: Rgb) -> Node {
    Node::Shape(Shape { geometry: Geometry::Rect { rect, radius: 0.0 }, fill: Some(Fill::solid(color)), stroke: None })
}

struct Decoded {
    width: u32,
    height: u32,
    data: Vec<u8>,
}

impl Decoded {
    fn of(file: &[u8]) -> Self {
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG");
        assert_eq!(reader.info().color_type, ::png::ColorType::Rgb);
        let mut data = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut data).expect("whole image data");
        Self { width: info.width, height: info.height, data }
    }

    fn at(&self, x: u32, y: u32) -> Rgb {
        let at = ((y * self.width + x) * 3) as usize;
        Rgb::new(self.data[at], self.data[at + 1], self.data[at + 2])
    }
}

#[test]
fn shapes_and_page_have_their_colours() {
    let picture = scene(40.0, 300.0, vec![rect(Rect::new(10.0, 100.0, 20.0, 280.0), INK)]);
    let image = Decoded::of(&png(&picture, PngSize::Scale(1.0)).unwrap());
    assert_eq!((image.width, image.height), (40, 300));
    for (x, y, color) in
        [(0, 0, PAPER), (39, 299, PAPER), (10, 100, INK), (15, 128, INK), (19, 279, INK), (20, 150, PAPER), (15, 280, PAPER)]
    {
        assert_eq!(image.at(x, y), color, "{x}, {y}");
    }
}

#[test]
fn glyphs_stand_where_they_were_measured() {
    let image = Decoded::of(&png(&scene(80.0, 40.0, vec![squares(10.0, 30.0, 0, 5.0)]), PngSize::Scale(1.0)).unwrap());
    // From x = 10 to 20, and after one em (20 px) and 5 px of tracking from 35 to 45; ten rows above the baseline.
    for (x, color) in [(9, PAPER), (10, INK), (19, INK), (20, PAPER), (34, PAPER), (35, INK), (44, INK), (45, PAPER)] {
        assert_eq!((image.at(x, 20), image.at(x, 29)), (color, color), "column {x}");
    }
    assert_eq!((image.at(15, 19), image.at(15, 30)), (PAPER, PAPER));
}

#[test]
fn glyphs_grow_with_the_picture_and_slant_with_their_face() {
    let image = Decoded::of(&png(&scene(80.0, 40.0, vec![squares(10.0, 30.0, 1, 0.0)]), PngSize::Width(160)).unwrap());
    assert_eq!((image.width, image.height), (160, 80));
    // The lower edge begins at 20 px, the upper one, 20 px higher, half of that further right.
    assert_eq!((image.at(21, 59), image.at(28, 41)), (INK, PAPER));
    assert_eq!((image.at(31, 41), image.at(38, 41), image.at(48, 41)), (INK, INK, INK));
}

#[test]
fn clips_cut_text_and_shapes_alike() {
    let group = Group {
        clip: Some((Rect::new(15.0, 0.0, 40.0, 40.0), 0.0)),
        children: vec![rect(Rect::new(0.0, 0.0, 80.0, 10.0), INK), squares(10.0, 30.0, 0, 0.0)],
        ..Group::default()
    };
    let image = Decoded::of(&png(&scene(80.0, 40.0, vec![Node::Group(group)]), PngSize::Scale(1.0)).unwrap());
    assert_eq!((image.at(14, 5), image.at(15, 5), image.at(39, 5), image.at(40, 5)), (PAPER, INK, INK, PAPER));
    assert_eq!((image.at(14, 25), image.at(15, 25), image.at(39, 25), image.at(40, 25)), (PAPER, INK, INK, PAPER));
}

/// A curve through the whole picture, circles and glyphs at odd places.
fn tall() -> Scene {
    let mut nodes = Vec::new();
    let mut curve = BezPath::new();
    curve.move_to((3.3, 5.7));
    curve.curve_to((90.1, 300.2), (-40.0, 500.3), (97.7, 777.7));
    nodes.push(Node::Shape(Shape {
        geometry: Geometry::Path(curve),
        fill: None,
        stroke: Some(Stroke::new(INK, 2.5).dashed(&[7.0, 4.0])),
    }));
    for i in 0..60 {
        let y = 13.3 * f64::from(i);
        let geometry = Geometry::Circle { center: Point::new(50.5, y), radius: 5.3 };
        nodes.push(Node::Shape(Shape { geometry, fill: Some(Fill::Solid { color: INK, opacity: 0.5 }), stroke: None }));
        nodes.push(squares(11.1, y, 1, 0.3));
    }
    scene(100.0, 800.0, nodes)
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let picture = tall();
    let one = png_with(&picture, PngSize::Scale(1.3), 1).unwrap();
    for threads in [2, 3, 16] {
        assert!(one == png_with(&picture, PngSize::Scale(1.3), threads).unwrap(), "{threads} threads");
    }
}

#[test]
fn the_height_of_the_bands_changes_next_to_nothing() {
    let picture = tall();
    let drawn = |rows: u32| {
        let mut bands = Bands::new(&picture, 130, 1040, 1.3).unwrap();
        bands.rows = rows;
        Decoded::of(&encode::file(130, 1040, &bands.draw(1).unwrap()).unwrap()).data
    };
    let whole = drawn(1040);
    for rows in [520, 128, 100] {
        let cut = drawn(rows);
        let different = whole.iter().zip(&cut).filter(|(a, b)| a != b).count();
        let most = whole.iter().zip(&cut).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
        println!("{rows} rows: {different} of {} values differ, by at most {most}", whole.len());
        assert!(most <= 48 && different * 1000 < whole.len(), "{rows} rows: {different} values differ, by at most {most}");
    }
}

#[test]
fn what_crosses_a_band_has_no_seam() {
    // A tall slanted line: each row must look like the one above it, moved by the same amount.
    let line = Geometry::Line { from: Point::new(10.0, 0.0), to: Point::new(90.0, 512.0) };
    let picture =
        scene(100.0, 512.0, vec![Node::Shape(Shape { geometry: line, fill: None, stroke: Some(Stroke::new(INK, 4.0)) })]);
    let image = Decoded::of(&png(&picture, PngSize::Scale(1.0)).unwrap());
    let ink = |y: u32| (0..image.width).map(|x| 250 - u32::from(image.at(x, y).r)).sum::<u32>();
    for y in 20..490 {
        assert!(ink(y).abs_diff(ink(y - 1)) < 60, "row {y}: {} after {}", ink(y), ink(y - 1));
    }
}

#[test]
fn sizes_have_limits() {
    let size = |width: f64, height: f64, size| pixels(Size::new(width, height), size);
    assert_eq!(size(1920.0, 1080.0, PngSize::Scale(2.0)), Ok((3840, 2160, 2.0)));
    assert_eq!(size(1920.0, 1080.0, PngSize::Width(960)), Ok((960, 540, 0.5)));
    assert_eq!(size(10.0, 0.1, PngSize::Scale(1.0)), Ok((10, 1, 1.0)));
    assert_eq!(size(1920.0, 1080.0, PngSize::Width(16_385)), Err(PngError::TooLarge(16_385, 9_217)));
    assert_eq!(size(12_000.0, 12_000.0, PngSize::Scale(1.0)), Err(PngError::TooLarge(12_000, 12_000)));
    assert_eq!(size(1e300, 1.0, PngSize::Scale(1.0)), Err(PngError::TooLarge(u64::MAX, 1)));
    for scale in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(matches!(size(10.0, 10.0, PngSize::Scale(scale)), Err(PngError::Failed(_))), "{scale}");
    }
    assert!(matches!(size(0.0, 10.0, PngSize::Width(10)), Err(PngError::Failed(_))));
}
