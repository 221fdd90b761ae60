//! Every example in every theme on every kind of page keeps the invariants of [`wayline::layout::check`].
//! `WAYLINE_MAPS` names a folder of further journey files.

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};
use wayline::geometry::Point;
use wayline::journey::PageSize;
use wayline::layout::{Lane, Layout, check};
use wayline::theme::{BUILT_IN, Theme, built_in};

/// Natural, slides, and paper.
const PAGES: [&str; 4] = ["natural", "16:9", "4:3", "a4"];

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
    if let PageSize::Fixed { width, inches, .. } = page {
        let points = layout.metrics.small / width * inches * 72.0;
        if points < journey.page.min_text - 0.001 {
            wrong.push(format!("{place}: text of {points:.2} points"));
        }
    }
}

/// Whatever leaves a page comes in to the next one at the same height and in the same direction, and all that is not in
/// a column stands at the same place.
fn report_joints(place: &str, pages: &[Layout], wrong: &mut Vec<String>) {
    for (index, pair) in pages.windows(2).enumerate() {
        let (Some(after), Some(before)) = (pair[0].joints.after, pair[1].joints.before) else {
            wrong.push(format!("{place}: pages {index} and {} are not joined", index + 1));
            continue;
        };
        let (out, into) = (crossings(&pair[0], after), crossings(&pair[1], before));
        if out.len() != into.len() || out.iter().zip(&into).any(|(a, b)| a.0 != b.0 || (a.1 - b.1).abs() > 1e-6) {
            wrong.push(format!("{place}: page {index} ends with {out:?}, the next begins with {into:?}"));
        }
        let frame = |layout: &Layout| {
            let lanes: Vec<_> = layout.lanes.iter().map(|lane| (lane.id(), lane.rect().y0, lane.rect().y1)).collect();
            (layout.size, layout.metrics, lanes, layout.stages.bottom, layout.footer.bottom)
        };
        if frame(&pair[0]) != frame(&pair[1]) {
            wrong.push(format!("{place}: pages {index} and {} are not of one piece", index + 1));
        }
    }
}

/// What crosses the edge of a page at `x` px: which path or curve, and at what height.
fn crossings(layout: &Layout, x: f64) -> Vec<(String, f64)> {
    let at = |point: Option<&Point>| point.filter(|point| (point.x - x).abs() < 1e-6).map(|point| point.y);
    let mut found = Vec::new();
    for lane in &layout.lanes {
        match lane {
            Lane::Swimlanes(lane) => {
                for route in &lane.routes {
                    for piece in &route.pieces {
                        let ends = [piece.points.first(), piece.points.last()];
                        let name = format!("path {} from {} to {}", route.traveller, piece.from, piece.to);
                        found.extend(ends.into_iter().filter_map(at).map(|y| (name.clone(), y)));
                    }
                }
            }
            Lane::Emotions(lane) => {
                for series in &lane.series {
                    let curves = series.curves.iter().map(|curve| ("curve", curve));
                    for (kind, curve) in curves.chain(series.expected.iter().map(|curve| ("expected", curve))) {
                        let ends = [curve.points().first(), curve.points().last()];
                        found.extend(ends.into_iter().filter_map(at).map(|y| (format!("{kind} {}", series.traveller), y)));
                    }
                }
            }
            Lane::Cells(_) | Lane::Storyboard(_) => {}
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    found
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
                    let place = format!("{} in {} on {page}", input.name, theme.name);
                    let pages = common::lay_out_map(&map, size);
                    for (journey, layout) in pages.iter() {
                        report(&place, layout, journey, size, &mut wrong);
                    }
                    for band in &pages.bands {
                        report_joints(&place, &band.pages, &mut wrong);
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

#[test]
fn hundreds_of_touchpoints_take_several_slides() {
    let input = common::Input { name: "large".to_owned(), source: common::large::large(400), folder: common::root().to_owned() };
    let map = input.open(None);
    let size = PageSize::named("16:9").unwrap();
    let pages = common::lay_out_map(&map, size);
    let mut wrong = Vec::new();
    for (journey, layout) in pages.iter() {
        report("400 touchpoints", layout, journey, size, &mut wrong);
    }
    for band in &pages.bands {
        report_joints("400 touchpoints", &band.pages, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!((20..=80).contains(&pages.count()), "{}", pages.count());
}
