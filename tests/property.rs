//! Whole journeys made by chance keep what holds for every journey: nothing panics, the layout is sound, the SVG is
//! inert, holds every text in order and every link, and is the same each time. Every second journey is hostile.
//!
//! `WAYLINE_CASES=5000` tries more of them, `WAYLINE_SEED=17` only one. A journey that fails is made smaller as long as
//! it fails in the same way, and written to `target/property/SEED.toml`; once mended, it is kept in `tests/regressions`.

mod common;

use common::random::Chance;
use common::{Input, Sheet, hostile, inert, random, texts};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use toml::{Table, Value};
use wayline::journey::{LaneId, PageSize};
use wayline::layout::check;

/// What is wrong with a journey: the kind of failure, and its words.
type Failure = (String, String);

/// Everything that must hold for one journey file.
fn examine(source: &str) -> Option<Failure> {
    match catch_unwind(AssertUnwindSafe(|| hold(source))) {
        Ok(Ok(())) => None,
        Ok(Err(failure)) => Some(failure),
        Err(panic) => {
            let words = panic.downcast_ref::<String>().cloned();
            let words = words.or_else(|| panic.downcast_ref::<&str>().map(|words| words.to_string()));
            Some(("panic".to_owned(), words.unwrap_or_default()))
        }
    }
}

/// Where the files of hostile journeys are.
fn folder() -> &'static Path {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        hostile::files(folder.path());
        folder
    });
    folder.path()
}

/// The journey of a seed.
fn journey(seed: u64) -> Table {
    let mut chance = Chance::Seed(seed);
    if seed.is_multiple_of(2) { random::journey(&mut chance) } else { hostile::journey(&mut chance) }
}

/// The smallest side of a page on which the layout is checked, px.
const LEAST_SIDE: f64 = 600.0;

fn hold(source: &str) -> Result<(), Failure> {
    let fail = |kind: &str, words: String| Err((kind.to_owned(), words));
    let map = match wayline::open(source, folder(), None) {
        Ok((map, _)) => map,
        Err(errors) => return fail("invalid", errors.to_string()),
    };
    let page = map.journey.page.size;
    let sheets = common::drawn(&map, page);
    for Sheet { journey, layout, svg } in &sheets {
        // on a page too small to be read, lines are thinner than what the check measures by
        let is_legible = !matches!(page, PageSize::Fixed { width, height, .. } if width.min(height) < LEAST_SIDE);
        if let Some(violation) = check(layout, journey).first().filter(|_| is_legible) {
            return fail(&format!("{:?}", violation.rule), violation.to_string());
        }
        if let PageSize::Fixed { width, height, .. } = page
            && (layout.size.width > width + 1.0 || layout.size.height > height + 1.0)
        {
            return fail("page", format!("{} px on a page of {width} × {height}", layout.size));
        }
        if let Some(violation) = inert::violations(svg).first() {
            return fail("inert", violation.clone());
        }
    }
    let svgs = |sheets: &[Sheet]| sheets.iter().map(|sheet| sheet.svg.clone()).collect::<Vec<_>>();
    let pages = svgs(&sheets);
    if let Some(text) = texts::missing(&map.journey, &pages.iter().map(String::as_str).collect::<Vec<_>>()).first() {
        return fail("text", format!("missing: {text}"));
    }
    if let Some(link) = lost_link(&map.journey, &pages) {
        return fail("link", format!("missing: {link}"));
    }
    if pages != svgs(&common::drawn(&map, page)) {
        return fail("repeat", "the second picture differs from the first".to_owned());
    }
    Ok(())
}

/// A link of a touchpoint that no page has, or not as it was written.
fn lost_link(journey: &wayline::journey::Journey, pages: &[String]) -> Option<String> {
    let mut links: Vec<String> = Vec::new();
    for page in pages {
        let document = roxmltree::Document::parse(page).ok()?;
        links.extend(document.descendants().filter_map(|node| node.attribute("href")).map(str::to_owned));
    }
    let shown = journey.lanes.as_ref().is_none_or(|lanes| lanes.contains(&LaneId::Channels));
    let mut wanted = journey.stages.iter().flat_map(|stage| &stage.touchpoints).filter_map(|touchpoint| touchpoint.link.as_ref());
    wanted.find(|link| shown && !links.contains(link)).cloned()
}

/// Leaves out whatever the failure does without.
fn smaller(mut journey: Table, kind: &str) -> Table {
    let fails = |journey: &Table| examine(&journey.to_string()).is_some_and(|(own, _)| own == kind);
    let mut tries = 0;
    loop {
        let mut places = Vec::new();
        collect(&Value::Table(journey.clone()), &mut Vec::new(), &mut places);
        let before = tries;
        let mut any = false;
        // the largest parts first, later list items before earlier ones so that places stay valid
        for place in places {
            if tries > 400 {
                return journey;
            }
            let mut smaller = Value::Table(journey.clone());
            if !remove(&mut smaller, &place) {
                continue;
            }
            tries += 1;
            if let Value::Table(table) = smaller
                && fails(&table)
            {
                journey = table;
                any = true;
            }
        }
        if !any || tries == before {
            return journey;
        }
    }
}

#[derive(Clone)]
enum Step {
    Key(String),
    Item(usize),
}

fn collect(value: &Value, path: &mut Vec<Step>, places: &mut Vec<Vec<Step>>) {
    let children: Vec<(Step, &Value)> = match value {
        Value::Table(table) => table.iter().map(|(key, value)| (Step::Key(key.clone()), value)).collect(),
        Value::Array(list) => list.iter().enumerate().rev().map(|(index, value)| (Step::Item(index), value)).collect(),
        _ => return,
    };
    for (step, _) in &children {
        places.push([path.as_slice(), std::slice::from_ref(step)].concat());
    }
    for (step, child) in children {
        path.push(step);
        collect(child, path, places);
        path.pop();
    }
}

fn remove(value: &mut Value, path: &[Step]) -> bool {
    match (path, value) {
        ([Step::Key(key)], Value::Table(table)) => table.remove(key).is_some(),
        ([Step::Item(index)], Value::Array(list)) if list.len() > *index => {
            list.remove(*index);
            true
        }
        ([Step::Key(key), rest @ ..], Value::Table(table)) => table.get_mut(key).is_some_and(|child| remove(child, rest)),
        ([Step::Item(index), rest @ ..], Value::Array(list)) => list.get_mut(*index).is_some_and(|child| remove(child, rest)),
        _ => false,
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn journeys_made_by_chance() {
    let seeds = match number("WAYLINE_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("WAYLINE_CASES").unwrap_or(200),
    };
    let next = AtomicU64::new(seeds.start);
    let work = || {
        let mut failed = Vec::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if !seeds.contains(&seed) {
                return failed;
            }
            let journey = journey(seed);
            if let Some(failure) = examine(&journey.to_string()) {
                failed.push((seed, failure, journey));
            }
        }
    };
    let mut failed = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    failed.sort_by_key(|(seed, _, _)| *seed);

    let folder = common::root().join("target/property");
    let mut report = Vec::new();
    let mut kinds: Vec<String> = Vec::new();
    for (seed, (kind, words), journey) in &failed {
        report.push(format!("{seed}: {kind}: {words}"));
        if !kinds.contains(kind) {
            kinds.push(kind.clone());
            let smaller = smaller(journey.clone(), kind).to_string();
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(format!("{seed}.toml")), &smaller).unwrap();
            report.push(format!("  made smaller: target/property/{seed}.toml\n{smaller}"));
        }
    }
    assert!(failed.is_empty(), "{}\n{} of {} journeys fail", report.join("\n"), failed.len(), seeds.end - seeds.start);
}

#[test]
fn journeys_that_failed_once() {
    let inputs: Vec<Input> = common::journeys(&common::root().join("tests/regressions"));
    let failed: Vec<String> = inputs
        .iter()
        .filter_map(|input| examine(&input.source).map(|(kind, words)| format!("{}: {kind}: {words}", input.name)))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The keys of the format and the values that are a choice, by its schema.
fn vocabulary() -> (Vec<String>, Vec<String>) {
    fn gather(value: &serde_json::Value, keys: &mut Vec<String>, values: &mut Vec<String>) {
        if let Some(properties) = value["properties"].as_object() {
            keys.extend(properties.keys().cloned());
        }
        if let Some(choices) = value["enum"].as_array() {
            values.extend(choices.iter().filter_map(|choice| choice.as_str().map(str::to_owned)));
        }
        match value {
            serde_json::Value::Object(parts) => parts.values().for_each(|part| gather(part, keys, values)),
            serde_json::Value::Array(parts) => parts.iter().for_each(|part| gather(part, keys, values)),
            _ => {}
        }
    }
    let (mut keys, mut values) = (Vec::new(), Vec::new());
    gather(&serde_json::from_str(&wayline::journey::schema()).unwrap(), &mut keys, &mut values);
    for list in [&mut keys, &mut values] {
        list.sort();
        list.dedup();
    }
    (keys, values)
}

/// What hostile journeys never hold is not tried.
#[test]
fn hostile_journeys_reach_every_key() {
    fn gather(value: &Value, seen: &mut Vec<String>) {
        match value {
            Value::Table(table) => table.iter().for_each(|(key, value)| {
                seen.push(key.clone());
                gather(value, seen);
            }),
            Value::Array(list) => list.iter().for_each(|value| gather(value, seen)),
            _ => {}
        }
    }
    let mut seen = Vec::new();
    (0..200).for_each(|seed| gather(&Value::Table(hostile::journey(&mut Chance::Seed(seed))), &mut seen));
    let (mut keys, _) = vocabulary();
    keys.retain(|key| !seen.contains(key));
    assert!(keys.is_empty(), "never reached: {keys:?}");
}

/// The words that a fuzzer puts together (`-dict` of libFuzzer). `WAYLINE_BLESS=1` writes them anew.
#[test]
fn the_fuzzers_dictionary_knows_every_key() {
    const SYNTAX: &[&str] = &[
        "[[persona]]",
        "[[channel]]",
        "[[stage]]",
        "[[stage.touchpoint]]",
        "[[stage.metrics]]",
        "[[lane]]",
        "[page]",
        "[review]",
        "[[review.notes]]",
        " = ",
        "{ ",
        " }",
        "\"\"\"",
        "'''",
        "\\u202e",
        "\\U0001F600",
        "\r\n",
        "2026-11-02",
        "1e308",
        "-0.0",
        "inf",
        "true",
    ];
    // every byte that is not plain is written as a number
    let quoted = |word: &str| {
        let byte = |byte: u8| match byte {
            b' '..=b'~' if !matches!(byte, b'"' | b'\\') => char::from(byte).to_string(),
            _ => format!("\\x{byte:02x}"),
        };
        format!("\"{}\"\n", word.bytes().map(byte).collect::<String>())
    };
    let (keys, values) = vocabulary();
    let words: String = keys.iter().chain(&values).map(String::as_str).chain(SYNTAX.iter().copied()).map(quoted).collect();
    let path = common::root().join("tests/fuzz/toml.dict");
    if std::env::var_os("WAYLINE_BLESS").is_some_and(|value| value == "1") {
        std::fs::write(&path, &words).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), words, "WAYLINE_BLESS=1 writes the file");
}
