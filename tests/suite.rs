//! Journeys that test one thing each: `tests/suite/NAME.toml`, with the expected layout in `NAME.layout.txt` and the
//! expected picture in `NAME.svg` beside it.
//!
//! `WAYLINE_BLESS=1` writes what comes out now; look at the pictures before you keep them. What came out of a case that
//! fails is under `target/suite/`.

mod common;

use std::path::Path;
use wayline::layout::check;

/// The first lines that differ, with their numbers.
fn difference(expected: &str, actual: &str) -> String {
    let (mut old, mut new) = (expected.lines(), actual.lines());
    let mut shown = Vec::new();
    for number in 1.. {
        match (old.next(), new.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => {
                let cut = |line: &str| line.chars().take(220).collect::<String>();
                shown.extend(a.map(|line| format!("  {number:4} - {}", cut(line))));
                shown.extend(b.map(|line| format!("  {number:4} + {}", cut(line))));
            }
        }
        if shown.len() >= 8 {
            shown.push("       …".to_owned());
            break;
        }
    }
    shown.join("\n")
}

/// Compares with what is expected, or blesses it; what differs.
fn compare(folder: &Path, file: &str, actual: &str, bless: bool) -> Option<String> {
    let path = folder.join(file);
    if bless {
        std::fs::write(&path, actual).unwrap();
        return None;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if expected == actual {
        return None;
    }
    let written = common::root().join("target/suite").join(file);
    std::fs::create_dir_all(written.parent().unwrap()).unwrap();
    std::fs::write(&written, actual).unwrap();
    Some(format!("{file} differs; what came out is in target/suite/{file}\n{}", difference(&expected, actual)))
}

#[test]
fn every_case_looks_as_expected() {
    let folder = common::root().join("tests/suite");
    let bless = std::env::var_os("WAYLINE_BLESS").is_some_and(|value| value == "1");
    let cases = common::journeys(&folder);
    assert!(cases.len() >= 40, "where are the cases?");
    let mut wrong = Vec::new();
    for case in &cases {
        let map = case.open(None);
        let sheets = common::drawn(&map, map.journey.page.size);
        let all: Vec<&str> = sheets.iter().map(|sheet| sheet.svg.as_str()).collect();
        let missing = common::texts::missing(&map.journey, &all);
        wrong.extend(missing.iter().map(|text| format!("{}: missing: {text}", case.name)));
        for (index, sheet) in sheets.iter().enumerate() {
            let name = if sheets.len() > 1 { format!("{}-{}", case.name, index + 1) } else { case.name.clone() };
            wrong.extend(check(&sheet.layout, &sheet.journey).iter().map(|violation| format!("{name}: {violation}")));
            wrong.extend(compare(&folder, &format!("{name}.layout.txt"), &common::dump::dump(&sheet.layout), bless));
            wrong.extend(compare(&folder, &format!("{name}.svg"), &sheet.svg, bless));
        }
    }
    assert!(wrong.is_empty(), "{}\n{} findings; WAYLINE_BLESS=1 accepts what came out", wrong.join("\n"), wrong.len());

    // every expectation belongs to a case
    let entries = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    for path in entries.filter(|path| !path.is_dir()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let stem = name.trim_end_matches(".toml").trim_end_matches(".svg").trim_end_matches(".layout.txt");
        let page = stem.rsplit_once('-').filter(|(_, number)| number.parse::<usize>().is_ok()).map(|(stem, _)| stem);
        let of = |case: &common::Input| stem == case.name || page == Some(case.name.as_str());
        assert!(cases.iter().any(of) || [".png", ".md"].iter().any(|end| name.ends_with(end)), "{name} belongs to no case");
    }
}
