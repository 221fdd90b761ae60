//! `wayline review` as a user meets it: the list in each of its forms beside the expected one (`tests/review/NAME`), exit
//! status, what is wrong with some files, and the calendar as another program reads it.
//!
//! `WAYLINE_BLESS=1` writes the expected lists; look at the difference before you keep it.

mod common;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

type Test = Result<(), Box<dyn Error>>;

/// Maps of several scripts, in folders, with what is no map between them.
fn maps() -> PathBuf {
    common::root().join("tests/review")
}

/// Runs the program where the maps are.
fn run(folder: &Path, arguments: &[&str]) -> Result<Output, Box<dyn Error>> {
    let program = env!("CARGO_BIN_EXE_wayline");
    Ok(Command::new(program).current_dir(folder).env_remove("CLICOLOR_FORCE").env("NO_COLOR", "1").args(arguments).output()?)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap_or_else(|error| panic!("{error}"))
}

/// Compares with what is expected, or writes it.
fn expect(name: &str, said: &str) {
    let path = maps().join(name);
    if std::env::var_os("WAYLINE_BLESS").is_some_and(|value| value == "1") {
        fs::write(&path, said).unwrap();
    }
    // a checkout may turn every line end into CRLF, and a calendar has them anyway
    let plain = |text: &str| text.replace("\r\n", "\n");
    assert_eq!(plain(&fs::read_to_string(&path).unwrap_or_default()), plain(said), "{name}");
}

const TODAY: [&str; 2] = ["--today", "2026-11-22"];

#[test]
fn every_form_is_as_expected() -> Test {
    for (format, name) in [("text", "list.txt"), ("markdown", "list.md"), ("json", "list.json"), ("ics", "list.ics")] {
        let output = run(&maps(), &[&["review", "maps", "--format", format], TODAY.as_slice()].concat())?;
        assert_eq!(output.status.code(), Some(1), "one is overdue: {}", text(&output.stderr));
        assert_eq!(text(&output.stderr), "passed over 2 .toml files that are no journeys\n");
        expect(name, &text(&output.stdout));
    }
    let all = run(&maps(), &[&["review", "maps", "--notes", "all"], TODAY.as_slice()].concat())?;
    expect("list-all-notes.txt", &text(&all.stdout));
    let none = text(&run(&maps(), &[&["review", "maps", "--notes", "none"], TODAY.as_slice()].concat())?.stdout);
    assert!(!none.contains("First draft") && none.contains("overdue"), "{none}");
    Ok(())
}

#[test]
fn a_table_fits_a_terminal() -> Test {
    let list = fs::read_to_string(maps().join("list-all-notes.txt"))?;
    let wide: Vec<&str> = list.lines().filter(|line| unicode_width::UnicodeWidthStr::width(*line) > 80).collect();
    assert!(wide.is_empty(), "{wide:#?}");
    assert!(list.contains('…') && list.contains("買跑鞋"), "{list}");
    Ok(())
}

#[test]
fn the_same_maps_are_the_same_list_from_anywhere() -> Test {
    let once = run(&maps(), &[&["review", "maps", "maps/b", "./maps/shoes.toml"], TODAY.as_slice()].concat())?;
    let list = fs::read_to_string(maps().join("list.txt"))?;
    assert_eq!(text(&once.stdout), list.replace("\r\n", "\n"), "each map once, whatever leads to it");
    // neither the zone nor the language of the machine matters where the day is given
    let program = env!("CARGO_BIN_EXE_wayline");
    let mut elsewhere = Command::new(program);
    elsewhere.current_dir(maps()).args(["review", "maps"]).args(TODAY).env("TZ", "Pacific/Kiritimati").env("LC_ALL", "ar_EG");
    assert_eq!(elsewhere.output()?.stdout, once.stdout);
    Ok(())
}

fn map(review: &str) -> String {
    format!("title = \"A walk\"\n\n[review]\n{review}\n\n[[stage]]\nname = \"Out\"\n")
}

fn folder(files: &[(&str, &str)]) -> Result<tempfile::TempDir, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    for (name, text) in files {
        fs::write(folder.path().join(name), text)?;
    }
    Ok(folder)
}

#[test]
fn the_exit_status_says_whether_something_is_to_be_done() -> Test {
    let (due, later) = (map("next = 2026-11-22"), map("reviewed = 2026-11-22\nevery = \"1 day\""));
    let folder = folder(&[("due.toml", &due), ("later.toml", &later), ("bad.toml", "title = 3\n[[stage]]\n")])?;
    for (arguments, status) in [
        (&["due.toml", "later.toml", "--today", "2026-11-22"][..], 0),
        (&["due.toml", "later.toml", "--today", "2026-11-23"], 1),
        (&["bad.toml", "due.toml", "--today", "2026-11-01"], 1),
        (&["none.toml", "due.toml", "--today", "2026-12-24"], 2),
        (&["due.toml", "--today", "yesterday"], 2),
        (&["due.toml", "--format", "csv"], 2),
        (&[], 2),
    ] {
        let output = run(folder.path(), &[&["review"], arguments].concat())?;
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", text(&output.stderr));
    }
    Ok(())
}

#[test]
fn bad_files_are_named_and_the_others_are_listed() -> Test {
    let folder = folder(&[
        ("good.toml", &map("next = 2026-12-01")),
        ("broken.toml", "title = \n[[stage]]\nname = \"s\"\n"),
        ("wrong.toml", &map("next = 2026-12-01\nnotes = [{ text = \"When?\" }]")),
        ("latin.txt", ""),
    ])?;
    fs::write(folder.path().join("latin.toml"), b"title = \"Caf\xe9\"\n[[stage]]\nname = \"s\"\n")?;
    let output = run(folder.path(), &["review", ".", "none.toml", "--format", "json", "--today", "2026-11-22"])?;
    let errors = text(&output.stderr);
    for (file, code) in
        [("./broken.toml:1", "syntax"), ("./wrong.toml:5", "missing-key"), ("./latin.toml:1", "not-utf-8"), ("none.toml", "")]
    {
        assert!(errors.contains(file) && errors.contains(code), "{file} {code}: {errors}");
    }
    let list: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(list["maps"].as_array().map(Vec::len), Some(1));
    assert_eq!(list["maps"][0]["days"], 9);
    assert_eq!(list["unlisted"], serde_json::json!(["./broken.toml", "./latin.toml", "./wrong.toml", "none.toml"]));
    assert_eq!(output.status.code(), Some(2));
    Ok(())
}

#[test]
fn a_folder_without_maps_is_told() -> Test {
    let folder = folder(&[("theme.toml", "extends = \"dark\"\n")])?;
    let output = run(folder.path(), &["review", "."])?;
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("there is no journey"), "{}", text(&output.stderr));
    assert!(output.stdout.is_empty());
    Ok(())
}

#[test]
fn pictures_icons_and_themes_are_not_read() -> Test {
    let map = "theme = \"none.toml\"\n".to_owned() + &map("next = 2026-12-01") + "image = \"none.png\"\n";
    let folder = folder(&[("a.toml", &map)])?;
    let output = run(folder.path(), &["review", "a.toml", "--today", "2026-11-22"])?;
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    Ok(())
}

#[test]
fn nothing_of_an_input_reaches_a_terminal_s_ears() -> Test {
    let map = "title = \"a\\nb\\u2067c\"\n[review]\nowner = \"x\\u200Ey\"\nnotes = [{ date = 2026-11-02, text = \"\\u2066d\" }]\n\
               [[stage]]\nname = \"s\"\n";
    let folder = folder(&[("a.toml", map)])?;
    for format in ["text", "markdown", "ics"] {
        let said = text(&run(folder.path(), &["review", "a.toml", "--format", format, "--today", "2026-11-22"])?.stdout);
        let obeyed = |c: &char| c.is_control() && !"\r\n".contains(*c) || matches!(c, '\u{200E}' | '\u{2066}'..='\u{2069}');
        assert_eq!(said.chars().find(obeyed), None, "{said}");
    }
    Ok(())
}

#[test]
fn the_list_goes_into_a_file_whose_ending_says_the_form() -> Test {
    let folder = folder(&[("a.toml", &map("next = 2026-12-01"))])?;
    let at = |name: &str| folder.path().join(name);
    for (name, start) in [("r.ics", "BEGIN:VCALENDAR\r\n"), ("r.json", "{\n"), ("r.md", "| Map |"), ("r", "Map ")] {
        let output = run(folder.path(), &["review", "a.toml", "-o", name, "--today", "2026-11-22"])?;
        assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0), "{}", text(&output.stderr));
        assert!(fs::read_to_string(at(name))?.starts_with(start), "{name}");
    }
    let before = fs::read(at("a.toml"))?;
    let output = run(folder.path(), &["review", ".", "-o", "a.toml", "--today", "2026-11-22"])?;
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read(at("a.toml"))?, before, "a map is not written over");
    Ok(())
}

#[test]
fn today_is_the_day_where_the_machine_stands() -> Test {
    let folder = folder(&[("a.toml", &map("next = 2026-12-01"))])?;
    let today = |zone: &str| -> Result<String, Box<dyn Error>> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wayline"));
        let output = command.current_dir(&folder).args(["review", "a.toml", "--format", "json"]).env("TZ", zone).output()?;
        let list: serde_json::Value = serde_json::from_slice(&output.stdout)?;
        Ok(list["today"].as_str().unwrap_or_default().to_owned())
    };
    // 26 hours lie between them: never the same day
    let (west, east) = (today("<-12>12")?, today("<+14>-14")?);
    assert!(west < east, "{west} {east}");
    Ok(())
}

/// Reads a calendar as another program does and writes what it found.
const READER: &str = r#"
import json, sys
from icalendar import Calendar
calendar = Calendar.from_ical(open(sys.argv[1], "rb").read())
assert not calendar.errors, calendar.errors
events = calendar.walk("VEVENT")
assert all(not event.errors for event in events)
print(json.dumps([[str(event["UID"]), str(event["SUMMARY"]), event.decoded("DTSTART").isoformat(),
    event.decoded("DTEND").isoformat(), str(event["DESCRIPTION"])] for event in events]))
"#;

#[test]
fn another_program_reads_the_calendar() -> Test {
    let python = std::env::var_os("WAYLINE_PYTHON").unwrap_or("python3".into());
    if !Command::new(&python).args(["-c", "import icalendar"]).output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no Python with the package icalendar (WAYLINE_PYTHON names one)");
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("reviews.ics");
    let name = path.to_str().ok_or("the path is no text")?;
    run(&maps(), &[&["review", "maps", "-o", name], TODAY.as_slice()].concat())?;
    let output = Command::new(&python).args(["-c", READER, name]).output()?;
    assert!(output.status.success(), "{}", text(&output.stderr));
    let events: Vec<[String; 5]> = serde_json::from_slice(&output.stdout)?;
    let list: serde_json::Value = serde_json::from_str(&fs::read_to_string(maps().join("list.json"))?)?;
    let planned: Vec<&serde_json::Value> =
        list["maps"].as_array().into_iter().flatten().filter(|map| map["next"].is_string()).collect();
    assert_eq!(events.len(), planned.len());
    for (event, map) in events.iter().zip(planned) {
        let [_, summary, start, end, description] = event;
        let title = map["title"].as_str().unwrap_or_default().replace('\n', " ");
        assert_eq!(*summary, format!("Review: {title}"));
        assert_eq!(Some(start.as_str()), map["next"].as_str());
        assert!(end > start);
        assert!(description.contains(map["file"].as_str().unwrap_or_default()), "{description}");
    }
    let names: std::collections::BTreeSet<&String> = events.iter().map(|[uid, ..]| uid).collect();
    assert_eq!(names.len(), events.len(), "each event has a name of its own");
    Ok(())
}
