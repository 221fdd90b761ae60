//! Whatever numbers a journey has, everything in its picture has a place: finite, and no further away than the largest
//! map reaches.

mod common;

use common::random::Chance;
use std::path::Path;
use wayline::geometry::{Point, Rect};
use wayline::journey::Fit;
use wayline::scene::{Fill, Geometry, Node, Scene, Stroke};

/// Nothing in a picture is further away than this, px.
const FURTHEST: f64 = 1e7;

/// Ends of scales, values and goals of metrics, least sizes of text: as far apart, as close together and as odd as a file
/// may have them.
const NUMBERS: &[f64] = &[
    -1e15,
    -999_999_999_999_999.0,
    -1e9,
    -20.5,
    -2.0,
    -1.0,
    -0.01,
    -1e-9,
    -1e-300,
    -0.0,
    0.0,
    5e-324,
    1e-300,
    1e-9,
    0.01,
    0.3,
    1.0,
    2.0,
    1e9,
    999_999_999_999_999.9,
    1e15,
];
const SIDES: &[u32] = &[100, 101, 333, 1080, 16_383, 16_384];
const LEAST_TEXTS: &[f64] = &[5e-324, 1e-9, 0.1, 7.99, 8.0, 40.0, 72.0];

/// A small journey full of such numbers.
fn journey(chance: &mut Chance) -> String {
    let (mut min, mut max) = (chance.pick(NUMBERS), chance.pick(NUMBERS));
    if min > max {
        (min, max) = (max, min);
    }
    if max - min < 0.02 {
        (min, max) = if min.abs() < 1e12 { (min, min + 0.02) } else { (-0.01, 0.01) };
    }
    let inside = |chance: &mut Chance| match chance.between(0, 4) {
        0 => min,
        1 => max,
        2 => (min + max) / 2.0,
        3 => (min + 1e-9).clamp(min, max),
        _ => chance.pick(NUMBERS).clamp(min, max),
    };
    let number =
        |value: f64| if value.fract() == 0.0 && value.abs() < 1e15 { format!("{value:.1}") } else { format!("{value:e}") };
    let mut toml = format!(
        "title = \"Numbers\"\nscale = {{ min = {}, max = {} }}\npersona = [{{ name = \"A\" }}, {{ name = \"B\" }}]\n",
        number(min),
        number(max)
    );
    toml += &format!(
        "page = {{ size = [{}, {}], min_text = {} }}\n",
        chance.pick(SIDES),
        chance.pick(SIDES),
        number(chance.pick(LEAST_TEXTS))
    );
    for stage in 0..chance.between(1, 3) {
        toml += &format!("[[stage]]\nname = \"Stage {stage}\"\n");
        let course: Vec<String> = (0..chance.between(1, 5)).map(|_| number(inside(chance))).collect();
        toml += &format!("emotion = [{}]\n", course.join(", "));
        toml += &format!("expected = {}\n", number(inside(chance)));
        let (value, target) = (number(chance.pick(NUMBERS)), number(chance.pick(NUMBERS)));
        toml += &format!("metrics = [{{ name = \"Figure\", value = {value}, target = {target}, unit = \"%\" }}]\n");
        for touchpoint in 0..chance.between(0, 3) {
            let (a, b) = (number(inside(chance)), number(inside(chance)));
            toml += &format!(
                "[[stage.touchpoint]]\nlabel = \"Touchpoint {touchpoint}\"\nemotion = {{ a = {a}, b = [{a}, {b}] }}\nexpected = {b}\nquote = \"Hm\"\n"
            );
        }
    }
    toml
}

/// Every length and place of a scene.
fn numbers(scene: &Scene) -> Vec<f64> {
    let mut found = vec![scene.size.width, scene.size.height];
    scene.nodes.iter().for_each(|node| of_node(node, &mut found));
    found
}

fn of_node(node: &Node, found: &mut Vec<f64>) {
    let rect = |rect: &Rect| [rect.x0, rect.y0, rect.x1, rect.y1];
    let point = |point: &Point| [point.x, point.y];
    match node {
        Node::Group(group) => {
            found.extend(group.clip.iter().flat_map(|(clip, _)| rect(clip)));
            group.children.iter().for_each(|child| of_node(child, found));
        }
        Node::Shape(shape) => {
            match &shape.geometry {
                Geometry::Rect { rect: place, radius } => found.extend(rect(place).into_iter().chain([*radius])),
                Geometry::Circle { center, radius } => found.extend(point(center).into_iter().chain([*radius])),
                Geometry::Line { from, to } => found.extend(point(from).into_iter().chain(point(to))),
                // corners of a box around all points: not finite where any of them is not
                Geometry::Path(path) => {
                    let points = path.elements().iter().filter_map(|element| element.end_point());
                    found.extend(points.flat_map(|place| point(&place)).chain(rect(&path.control_box())));
                }
            }
            if let Some(Fill::Linear { from, to, stops }) = &shape.fill {
                found.extend(point(from).into_iter().chain(point(to)));
                found.extend(stops.iter().flat_map(|(offset, _, opacity)| [*offset, *opacity]));
            }
            if let Some(Stroke { width, dashes, .. }) = &shape.stroke {
                found.extend(dashes.iter().chain([width]));
            }
        }
        Node::Text(line) => found.extend([line.x, line.baseline, line.width, line.style.size, line.style.tracking]),
        Node::Icon(icon) => found.extend(point(&icon.at).into_iter().chain([icon.size, icon.stroke_width])),
        Node::Image(image) => found.extend(rect(&image.rect).into_iter().chain([image.radius])),
    }
}

#[test]
fn everything_has_a_place() {
    let cases = std::env::var("WAYLINE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(150);
    let mut wrong = Vec::new();
    for seed in 0..cases {
        let source = journey(&mut Chance::Seed(seed));
        let (map, _) = wayline::open(&source, Path::new("."), None).unwrap_or_else(|errors| panic!("{seed}: {errors}\n{source}"));
        for page in [map.journey.page.size, wayline::journey::PageSize::Natural] {
            for fit in [Fit::Split, Fit::Shrink, Fit::OnePage] {
                let (scenes, _) = wayline::draw(&map.journey, &map.assets, &map.theme, page, fit, false);
                let far = |number: &f64| !number.is_finite() || number.abs() > FURTHEST;
                let found = scenes.iter().flat_map(numbers).find(far);
                wrong.extend(found.map(|number| format!("seed {seed}, {fit:?}: {number}\n{source}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {cases}:\n{}", wrong.len(), wrong.first().map_or("", |first| first));
}
