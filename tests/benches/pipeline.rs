//! Each arrow of the street on its own, for journeys of 40, 400 and 4,000 touchpoints: `cargo bench`.
//!
//! A step of ten in the size may cost at most a step of ten in the time.

#[path = "../common/large.rs"]
mod large;

use divan::Bencher;
use std::path::Path;
use wayline::journey::{Fit, PageSize};
use wayline::layout::{Layout, lay_out};
use wayline::paint::paint;
use wayline::render::{PngSize, SvgOptions, png, svg};
use wayline::scene::Scene;
use wayline::text::Typesetter;
use wayline::{Map, open};

const SIZES: [usize; 3] = [40, 400, 4000];

fn main() {
    divan::main();
}

fn map(touchpoints: usize) -> Map {
    open(&large::large(touchpoints), Path::new("."), None).expect("the generated journey is valid").0
}

fn laid_out(map: &Map, text: &mut Typesetter) -> Layout {
    let pages = lay_out(&map.journey, &map.assets, &map.theme.metrics, PageSize::Natural, Fit::Split, text);
    pages.first().expect("one page").clone()
}

fn scene(touchpoints: usize, outlines: bool) -> Scene {
    map(touchpoints).draw(outlines).0.swap_remove(0)
}

/// TOML text to journey.
#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher, touchpoints: usize) {
    let source = large::large(touchpoints);
    bencher.bench_local(|| wayline::journey::parse(divan::black_box(&source)));
}

/// Journey to layout, every text measured anew.
#[divan::bench(args = SIZES)]
fn layout(bencher: Bencher, touchpoints: usize) {
    let map = map(touchpoints);
    bencher.bench_local(|| laid_out(&map, &mut Typesetter::new("en")));
}

/// Journey to slides, which takes several tries.
#[divan::bench(args = [40, 400])]
fn layout_of_slides(bencher: Bencher, touchpoints: usize) {
    let map = map(touchpoints);
    let page = PageSize::named("16:9").expect("a built-in page");
    let lay = || lay_out(&map.journey, &map.assets, &map.theme.metrics, page, Fit::Split, &mut Typesetter::new("en")).count();
    bencher.bench_local(lay);
}

/// Layout to scene.
#[divan::bench(args = SIZES)]
fn painting(bencher: Bencher, touchpoints: usize) {
    let map = map(touchpoints);
    let mut text = Typesetter::new("en");
    let layout = laid_out(&map, &mut text);
    bencher.bench_local(|| paint(&layout, &map.journey, &map.assets, &map.theme.palette, &text));
}

/// Scene to SVG.
#[divan::bench(args = SIZES)]
fn write_svg(bencher: Bencher, touchpoints: usize) {
    let scene = scene(touchpoints, false);
    bencher.bench_local(|| svg(&scene, &SvgOptions::default()));
}

/// Scene to PNG, 1920 pixels wide.
#[divan::bench(args = SIZES)]
fn write_png(bencher: Bencher, touchpoints: usize) {
    let scene = scene(touchpoints, true);
    bencher.bench_local(|| png(&scene, PngSize::Width(1920)));
}

/// The invariants of a layout, which must stay cheap enough to be held on the largest maps.
#[divan::bench(args = SIZES)]
fn check(bencher: Bencher, touchpoints: usize) {
    let map = map(touchpoints);
    let layout = laid_out(&map, &mut Typesetter::new("en"));
    bencher.bench_local(|| wayline::layout::check(&layout, &map.journey));
}
