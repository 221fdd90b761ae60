//! The picture of what a review changed: pairs of revisions with the picture that is expected of them, and what holds for
//! every pair, made by chance.
//!
//! `WAYLINE_BLESS=1` writes the pictures that come out now; look at them before you keep them. `WAYLINE_CASES=2000` tries
//! more pairs, `WAYLINE_SEED=17` only one.

mod common;

use common::command::{Test, run};
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

#[test]
fn cases_are_sound_on_pages() {
    let mut wrong = Vec::new();
    for (name, page) in cases().iter().flat_map(|name| ["16:9", "a4", "4:3", "640x480"].map(|page| (name.clone(), page))) {
        let (old, new) = pair(&name);
        let drawn = drawn(&old, &new, PageSize::named(page).unwrap());
        wrong.extend(check(&drawn.layout, &drawn.overlay.journey).iter().map(|found| format!("{name} on {page}: {found}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text of every `title` inside a group: what a browser shows beside the pointer.
fn tooltips(svg: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let titles =
        document.descendants().filter(|node| node.has_tag_name("title") && node.parent() != Some(document.root_element()));
    titles.filter_map(|node| node.text().map(str::to_owned)).collect()
}

/// The names of all groups of a kind.
fn names(svg: &str, kind: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let groups = document.descendants().filter(|node| node.attribute("data-kind") == Some(kind));
    groups.filter_map(|node| node.attribute("aria-label").map(str::to_owned)).collect()
}

#[test]
fn the_example_of_the_readme_is_current() {
    let examples = common::root().join("examples");
    let read = |name: &str| std::fs::read_to_string(examples.join(name)).unwrap();
    let (old, new) = (open(&read("revisions/running-shoes-v2.toml"), &examples), open(&read("running-shoes.toml"), &examples));
    let drawn = drawn(&old, &new, PageSize::Natural);
    let path = examples.join("revisions/running-shoes.svg");
    if std::env::var_os("WAYLINE_BLESS").is_some_and(|value| value == "1") {
        std::fs::write(&path, &drawn.svg).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap().replace("\r\n", "\n"), drawn.svg, "draw it again: see the README");
}

#[test]
fn it_tells_what_changed_to_those_who_hear_it() {
    let (old, new) = pair("moves");
    let svg = drawn(&old, &new, PageSize::Natural).svg;
    assert!(svg.contains("1 removed, 3 moved"), "the summary stands in the picture");
    let document = roxmltree::Document::parse(&svg).unwrap();
    let description = document.descendants().find(|node| node.has_tag_name("desc")).and_then(|node| node.text()).unwrap();
    assert!(description.starts_with("1 removed, 3 moved. "), "{description}");
    assert!(description.contains("Stages (2): Choose, Buy. Touchpoints: 6."), "what is past is not counted: {description}");
    let touchpoints = names(&svg, "touchpoint");
    assert!(touchpoints.contains(&"Pays. Website. Moved from Store to Website.".to_owned()), "{touchpoints:?}");
    let past = names(&svg, "past");
    assert!(past.contains(&"Fills in a form. Store. Removed: it stood here.".to_owned()), "{past:?}");
    assert!(past.iter().any(|name| name.starts_with("Pays. Store. Moved away from here: from Store to Website.")), "{past:?}");
}

#[test]
fn old_words_are_in_tooltips_and_in_the_list() {
    let (old, new) = pair("texts");
    let svg = drawn(&old, &new, PageSize::Natural).svg;
    let (tooltips, list) = (tooltips(&svg), names(&svg, "change"));
    for old in [
        "Weekend trip",
        "Two nights by train",
        "Travel app",
        "Find a hotel",
        "Too many filters",
        "Looks for a hotel",
        "Twelve tabs",
    ] {
        assert!(tooltips.iter().any(|tooltip| tooltip.contains(old)), "{old} is in no tooltip: {tooltips:?}");
        assert!(list.iter().any(|item| item.contains(old)), "{old} is not in the list: {list:?}");
    }
}

#[test]
fn nobody_comes_to_what_is_past() {
    let (old, new) = pair("feelings");
    let drawn = drawn(&old, &new, PageSize::Natural);
    for lane in &drawn.layout.lanes {
        match lane {
            Lane::Emotions(lane) => {
                let ana = &lane.series[0];
                let points = |curves: &[wayline::layout::curve::Curve]| curves.iter().map(|c| c.points().len()).sum::<usize>();
                assert_eq!(points(&ana.curves), 6, "five touchpoints that Ana feels something at, one of them two values");
                assert_eq!(points(ana.past()), 7, "six, one of them two values");
                let differences = &ana.before.as_ref().unwrap().differences;
                assert!(differences.iter().any(|one| one.risen) && differences.iter().any(|one| !one.risen));
            }
            Lane::Swimlanes(lane) => {
                let touchpoints: Vec<_> = drawn.overlay.journey.stages.iter().flat_map(|stage| &stage.touchpoints).collect();
                let pieces = lane.routes.iter().flat_map(|route| &route.pieces);
                assert!(pieces.flat_map(|piece| [piece.from, piece.to]).all(|end| !touchpoints[end].past));
            }
            _ => {}
        }
    }
}

#[test]
fn the_picture_says_in_english_what_the_words_say() {
    for name in cases().iter().filter(|name| !["board-zh", "right-to-left"].contains(&name.as_str())) {
        let (old, new) = pair(name);
        let changes = compare(&old.journey, &new.journey);
        let words = wayline::diff::summary(&changes, &old.journey, &new.journey, str::to_owned);
        let picture = overlay(&old.journey, &new.journey, &changes).marks.summary.line("en");
        // the version of a review is told by the picture's header instead
        let parts =
            |line: &str| line.split(", ").filter(|part| !part.contains("changed otherwise")).collect::<Vec<_>>().join(", ");
        if old.journey.scale == new.journey.scale {
            assert_eq!(parts(&words), parts(&picture), "{name}");
        }
    }
}

/// Both revisions of a case in a folder of their own.
fn revisions(name: &str) -> Result<tempfile::TempDir, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    for which in ["old", "new"] {
        let from = common::root().join(format!("tests/diff-picture/{name}.{which}.toml"));
        std::fs::copy(from, folder.path().join(format!("{which}.toml")))?;
    }
    Ok(folder)
}

#[test]
fn the_command_draws() -> Test {
    let folder = revisions("moves")?;
    let at = folder.path();
    let told = run(&["diff", "old.toml", "new.toml", "-o", "diff.svg"], at)?.ends(1).silently();
    let words = run(&["diff", "old.toml", "new.toml"], at)?.ends(1);
    assert_eq!(told.text().lines().collect::<Vec<_>>(), words.text().lines().skip(1).take(1).collect::<Vec<_>>(), "the sum");
    let (old, new) = pair("moves");
    assert_eq!(std::fs::read_to_string(at.join("diff.svg"))?, drawn(&old, &new, PageSize::Natural).svg);
    let onto_stdout = run(&["diff", "old.toml", "new.toml", "--format", "svg"], at)?.ends(1).silently();
    assert_eq!(onto_stdout.out, std::fs::read(at.join("diff.svg"))?);
    run(&["diff", "old.toml", "new.toml", "-o", "diff.png", "--width", "500", "--theme", "dark"], at)?.ends(1).silently();
    let png = std::fs::read(at.join("diff.png"))?;
    assert_eq!((&png[..4], &png[16..20]), (&b"\x89PNG"[..], &500_u32.to_be_bytes()[..]));
    run(&["diff", "new.toml", "new.toml", "-o", "none.svg"], at)?.ends(0).silently();
    assert!(std::fs::read_to_string(at.join("none.svg"))?.contains("no changes"));
    // a map that is new, and one that is gone
    run(&["diff", "/dev/null", "new.toml", "-o", "new.svg"], at)?.ends(1).silently();
    run(&["diff", "old.toml", "/dev/null", "-o", "gone.svg"], at)?.ends(1).silently();
    assert!(std::fs::read_to_string(at.join("gone.svg"))?.contains("Fills in a form"));
    Ok(())
}

#[test]
fn the_picture_has_a_page_of_its_own() -> Test {
    let folder = revisions("moves")?;
    let at = folder.path();
    let new = std::fs::read_to_string(at.join("new.toml"))?;
    std::fs::write(at.join("new.toml"), new.replace("[review]", "[page]\nsize = \"a4\"\n[review]"))?;
    let size = |args: &[&str], said: &str| -> Result<(f64, f64), Box<dyn std::error::Error>> {
        let run = run(&[&["diff", "old.toml", "new.toml", "-o", "diff.svg"], args].concat(), at)?.ends(1);
        let _ = if said.is_empty() { run.silently() } else { run.says(said) };
        let svg = std::fs::read_to_string(at.join("diff.svg"))?;
        let document = roxmltree::Document::parse(&svg)?;
        let side = |name| document.root_element().attribute(name).and_then(|side| side.parse().ok()).unwrap_or(0.0);
        Ok((side("width"), side("height")))
    };
    let natural = size(&[], "")?;
    assert!(natural.0 < 1200.0, "natural, whatever page the map names: {natural:?}");
    assert_eq!(size(&["--page", "16:9"], "")?, (1920.0, 1080.0));
    let grown = size(&["--page", "300x200"], "small-text")?;
    assert!(grown.0 > 300.0 && (grown.0 / grown.1 - 1.5).abs() < 0.01, "one page, which grows: {grown:?}");
    assert_eq!(size(&["--page", "300x200", "--fit", "shrink"], "small-text")?, (300.0, 200.0));
    Ok(())
}

#[test]
fn personas_and_lanes_are_chosen_in_both() -> Test {
    let folder = revisions("feelings")?;
    let at = folder.path();
    run(&["diff", "old.toml", "new.toml", "-o", "bo.svg", "--persona", "bo", "--lanes", "emotions"], at)?.ends(1).silently();
    let svg = std::fs::read_to_string(at.join("bo.svg"))?;
    assert!(!svg.contains("Ana") && !svg.contains("Cy") && svg.contains("Bo"), "Bo alone, before and after");
    assert!(names(&svg, "touchpoint").is_empty(), "curves alone");
    run(&["diff", "old.toml", "new.toml", "-o", "x.svg", "--persona", "boo"], at)?.ends(2).says("no persona `boo`");
    run(&["diff", "old.toml", "new.toml", "--theme", "dark"], at)?.ends(2).says("--theme is for pictures");
    run(&["diff", "old.toml", "new.toml", "-o", "x.svg", "--width", "500"], at)?.ends(2).says("--width and --scale are for PNG");
    run(&["diff", "old.toml", "new.toml", "-o", "new.toml", "--format", "svg"], at)?.ends(2);
    assert!(!at.join("x.svg").exists());
    Ok(())
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
