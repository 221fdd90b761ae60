//! The picture of what a review changed: pairs of revisions with the picture that is expected of them, and what holds for
//! every pair, made by chance.
//!
//! `WAYLINE_BLESS=1` writes the pictures that come out now; look at them before you keep them. `WAYLINE_CASES=2000` tries
//! more pairs, `WAYLINE_SEED=17` only one.

mod common;

use common::random::Chance;
use common::{hostile, inert, random};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use toml::{Table, Value};
use wayline::Map;
use wayline::diff::marks::{Sign, Spot};
use wayline::diff::{Overlay, compare, overlay};
use wayline::journey::{Fit, PageSize};
use wayline::layout::{Lane, Layout, check, lay_out_overlay};
use wayline::paint::paint_overlay;
use wayline::render::{SvgOptions, svg};

/// A comparison: its overlay, layout and picture.
struct Drawn {
    overlay: Overlay,
    layout: Layout,
    svg: String,
}

fn drawn(old: &Map, new: &Map, page: PageSize) -> Drawn {
    let changes = compare(&old.journey, &new.journey);
    let overlay = overlay(&old.journey, &new.journey, &changes);
    let mut text = common::typesetter(new);
    let layout = {
        let pages = lay_out_overlay(&overlay, &new.assets, &new.theme.metrics, page, Fit::Split, &mut text);
        assert_eq!(pages.count(), 1, "a comparison is one page");
        pages.first().unwrap().clone()
    };
    let scene = paint_overlay(&layout, &overlay, &new.assets, &new.theme.palette, &text);
    Drawn { svg: svg(&scene, &SvgOptions::default()), overlay, layout }
}

fn open(source: &str, folder: &Path) -> Map {
    wayline::open(source, folder, None).unwrap_or_else(|errors| panic!("not valid:\n{errors}\n{source}")).0
}

/// What stands in a folder as `NAME.old.toml` and `NAME.new.toml`.
fn pair(name: &str) -> (Map, Map) {
    let folder = common::root().join("tests/diff-picture");
    let read = |which: &str| std::fs::read_to_string(folder.join(format!("{name}.{which}.toml"))).unwrap();
    (open(&read("old"), &folder), open(&read("new"), &folder))
}

fn cases() -> Vec<String> {
    let entries = std::fs::read_dir(common::root().join("tests/diff-picture")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut cases: Vec<String> = names.filter_map(|name| Some(name.strip_suffix(".new.toml")?.to_owned())).collect();
    cases.sort();
    cases
}

#[test]
fn every_case_looks_as_expected() {
    let bless = std::env::var_os("WAYLINE_BLESS").is_some_and(|value| value == "1");
    let cases = cases();
    assert!(cases.len() >= 8, "where are the cases?");
    let mut wrong = Vec::new();
    for name in cases {
        let (old, new) = pair(&name);
        let drawn = drawn(&old, &new, PageSize::Natural);
        wrong.extend(check(&drawn.layout, &drawn.overlay.journey).iter().map(|violation| format!("{name}: {violation}")));
        wrong.extend(inert::violations(&drawn.svg).iter().map(|violation| format!("{name}: {violation}")));
        let path = common::root().join(format!("tests/diff-picture/{name}.svg"));
        if bless {
            std::fs::write(&path, &drawn.svg).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n") != drawn.svg {
            let written = common::root().join(format!("target/diff-picture/{name}.svg"));
            std::fs::create_dir_all(written.parent().unwrap()).unwrap();
            std::fs::write(&written, &drawn.svg).unwrap();
            wrong.push(format!("{name}.svg differs; what came out is {}", written.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Edits a journey as a review may: parts go, come twice, change places or words or feelings.
fn edited(chance: &mut Chance, journey: &Table) -> Table {
    let mut journey = journey.clone();
    if let Some(Value::Array(stages)) = journey.get_mut("stage") {
        for stage in stages.iter_mut().filter_map(Value::as_table_mut) {
            if let Some(Value::Array(touchpoints)) = stage.get_mut("touchpoint") {
                shuffle(chance, touchpoints, 4);
                for touchpoint in touchpoints.iter_mut().filter_map(Value::as_table_mut) {
                    touch(chance, touchpoint);
                }
            }
            if chance.once_in(4) {
                let name = stage["name"].as_str().unwrap_or_default().to_owned();
                stage.insert("name".to_owned(), Value::String(format!("{name} anew")));
            }
            if chance.once_in(3) {
                stage.insert("pains".to_owned(), Value::Array(vec!["Hurts otherwise now".into(), "And here".into()]));
            }
        }
        shuffle(chance, stages, 5);
    }
    if chance.once_in(4) {
        journey.insert("title".to_owned(), "Another title altogether".into());
    }
    journey
}

fn shuffle(chance: &mut Chance, list: &mut Vec<Value>, n: usize) {
    if list.len() > 1 && chance.once_in(n) {
        list.remove(chance.between(0, list.len() - 1));
    }
    if list.len() > 1 && chance.once_in(n) {
        let (from, to) = (chance.between(0, list.len() - 1), chance.between(0, list.len() - 1));
        let one = list.remove(from);
        list.insert(to, one);
    }
    if chance.once_in(n) && !list.is_empty() {
        let mut one = list[chance.between(0, list.len() - 1)].clone();
        if let Some(table) = one.as_table_mut() {
            table.remove("id");
            let key = if table.contains_key("label") { "label" } else { "name" };
            table.insert(key.to_owned(), "Nobody had thought of this".into());
            let bare = |value: &mut Value| value.as_table_mut().map(|t| t.remove("id"));
            let inner = table.get_mut("touchpoint").and_then(Value::as_array_mut);
            inner.into_iter().flatten().for_each(|touchpoint| drop(bare(touchpoint)));
        }
        list.insert(chance.between(0, list.len()), one);
    }
}

fn touch(chance: &mut Chance, touchpoint: &mut Table) {
    if chance.once_in(5) {
        let label = touchpoint["label"].as_str().unwrap_or_default().to_owned();
        touchpoint.insert("label".to_owned(), Value::String(format!("{label} (now)")));
    }
    if chance.once_in(5) {
        touchpoint.remove("channel");
    }
    if chance.once_in(5) {
        touchpoint.insert("pain".to_owned(), "It hurts".into());
    }
    if let (true, Some(Value::Integer(emotion))) = (chance.once_in(2), touchpoint.get_mut("emotion")) {
        *emotion = if *emotion > 0 { *emotion - 1 } else { *emotion + 1 };
    }
}

/// The smallest side of a page on which the layout is checked, px; see the property test of single maps.
const LEAST_SIDE: f64 = 600.0;

fn examine(seed: u64, folder: &Path) -> Result<(), String> {
    let mut chance = Chance::Seed(seed);
    let journey = if seed.is_multiple_of(2) { random::journey(&mut chance) } else { hostile::journey(&mut chance) };
    let before = journey.to_string();
    let after = edited(&mut chance, &journey).to_string();
    // the review may also have gone the other way
    let (before, after) = if chance.once_in(2) { (before, after) } else { (after, before) };
    let (Ok((old, _)), Ok((new, _))) = (wayline::open(&before, folder, None), wayline::open(&after, folder, None)) else {
        return Ok(()); // an edit that no file may have
    };
    let page = if chance.once_in(3) { new.journey.page.size } else { PageSize::Natural };
    let one = drawn(&old, &new, page);
    let is_legible = !matches!(page, PageSize::Fixed { width, height, .. } if width.min(height) < LEAST_SIDE);
    if let Some(violation) = check(&one.layout, &one.overlay.journey).first().filter(|_| is_legible) {
        return Err(violation.to_string());
    }
    if let Some(violation) = inert::violations(&one.svg).first() {
        return Err(violation.clone());
    }
    // every mark of a card that is shown has its tag
    let shown = one.layout.lanes.iter().any(|lane| matches!(lane, Lane::Swimlanes(_)));
    let tags = one.layout.changes.as_ref().map_or(&[][..], |changes| &changes.tags);
    for spot in one.overlay.marks.spots.keys().filter(|spot| shown && matches!(spot, Spot::Touchpoint(_))) {
        if !tags.iter().any(|(tagged, _)| tagged == spot) {
            return Err(format!("{spot:?} has no tag"));
        }
    }
    let past = one.overlay.journey.stages.iter().flat_map(|stage| &stage.touchpoints).filter(|t| t.past).count();
    let gone = one.overlay.marks.spots.iter().filter(|(spot, mark)| {
        let sign = |sign: &Sign| matches!(sign, Sign::Removed | Sign::MovedAway);
        matches!(spot, Spot::Touchpoint(_)) && mark.signs.iter().any(sign)
    });
    if past != gone.count() {
        return Err(format!("{past} touchpoints are past, but other marks say so"));
    }
    if drawn(&old, &new, page).svg != one.svg {
        return Err("the second picture differs from the first".to_owned());
    }
    Ok(())
}

#[test]
fn overlays_keep_what_holds_for_every_map() {
    let folder = tempfile::tempdir().unwrap();
    hostile::files(folder.path());
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let seeds = match number("WAYLINE_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("WAYLINE_CASES").unwrap_or(60),
    };
    let mut wrong = Vec::new();
    for seed in seeds {
        let found = catch_unwind(AssertUnwindSafe(|| examine(seed, folder.path())));
        let found = found.unwrap_or_else(|panic| {
            let words = panic.downcast_ref::<String>().cloned();
            Err(words.or_else(|| panic.downcast_ref::<&str>().map(|w| w.to_string())).unwrap_or_default())
        });
        wrong.extend(found.err().map(|words| format!("seed {seed}: {words}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
