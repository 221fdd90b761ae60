//! Every example in every theme on every kind of page keeps the invariants of [`wayline::layout::check`].
//! `WAYLINE_MAPS` names a folder of further journey files.

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};
use wayline::journey::PageSize;
use wayline::layout::{Layout, check};
use wayline::theme::{BUILT_IN, Theme, built_in};

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
    // layout sees a theme's measures only, and several themes have the same
    let mut themes: Vec<Theme> = Vec::new();
    for theme in BUILT_IN.map(|name| built_in(name).unwrap()) {
        if themes.iter().all(|known| known.metrics != theme.metrics) {
            themes.push(theme);
        }
    }
    let inputs = common::examples_and_maps();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut wrong = Vec::new();
        while let Some(input) = inputs.get(next.fetch_add(1, Ordering::Relaxed)) {
            for theme in &themes {
                let map = input.open(Some(theme.clone()));
                for page in PAGES {
                    let size = PageSize::named(page).unwrap();
                    for (journey, layout) in common::lay_out_map(&map, size).iter() {
                        report(&format!("{} in {} on {page}", input.name, theme.name), layout, journey, size, &mut wrong);
                    }
                }
            }
        }
        wrong
    };
    let mut wrong: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    wrong.sort();
    let layouts = inputs.len() * themes.len() * PAGES.len();
    assert!(wrong.is_empty(), "{}\n{} findings in {layouts} layouts", wrong.join("\n"), wrong.len());
}

#[test]
fn a_map_of_four_thousand_touchpoints_is_sound() {
    let input = common::Input { name: "large".to_owned(), source: common::large::large(4000), folder: common::root().to_owned() };
    let map = input.open(None);
    let pages = common::lay_out_map(&map, PageSize::Natural);
    let layout = pages.first().unwrap();
    let mut wrong = Vec::new();
    report("4,000 touchpoints", layout, &map.journey, PageSize::Natural, &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
