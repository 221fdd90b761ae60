//! Every example in every theme on every kind of page keeps the invariants of [`wayline::layout::check`].
//! `WAYLINE_MAPS` names a folder of further journey files.

mod common;

use wayline::journey::PageSize;
use wayline::layout::{Layout, check};
use wayline::theme::{BUILT_IN, built_in};

/// Natural, a slide, and paper.
const PAGES: [&str; 3] = ["natural", "16:9", "a4"];

/// What is wrong with a layout, a few lines of it.
fn report(place: &str, layout: &Layout, journey: &wayline::journey::Journey, page: PageSize, wrong: &mut Vec<String>) {
    let found = check(layout, journey);
    wrong.extend(found.iter().take(6).map(|violation| format!("{place}: {violation}")));
    if found.len() > 6 {
        wrong.push(format!("{place}: … and {} more", found.len() - 6));
    }
    if let PageSize::Fixed { width, height, .. } = page
        && (layout.size.width > width + 1.0 || layout.size.height > height + 1.0)
    {
        wrong.push(format!("{place}: {} px on a page of {width} × {height}", layout.size));
    }
}

#[test]
fn every_layout_is_sound() {
    let mut wrong = Vec::new();
    let mut layouts = 0;
    for input in common::examples_and_maps() {
        for name in BUILT_IN.map(|theme| theme.0) {
            let map = input.open(Some(built_in(name).unwrap()));
            for page in PAGES {
                let size = PageSize::named(page).unwrap();
                let layout = common::layout(&map, size);
                report(&format!("{} in {name} on {page}", input.name), &layout, &map.journey, size, &mut wrong);
                layouts += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{} findings in {layouts} layouts", wrong.join("\n"), wrong.len());
}

#[test]
fn a_map_of_four_thousand_touchpoints_is_sound() {
    let input = common::Input { name: "large".to_owned(), source: common::large::large(4000), folder: common::root().to_owned() };
    let map = input.open(None);
    let layout = common::layout(&map, PageSize::Natural);
    let mut wrong = Vec::new();
    report("4,000 touchpoints", &layout, &map.journey, PageSize::Natural, &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
