//! `wayline watch` follows the map and what it uses, whatever editors do to files, and tells the terminal.
#![cfg(feature = "watch")]

mod common;

use common::command::{BROKEN, MAP, wayline};
use common::watched::Watched;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

const ICON: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>";

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

fn shows(told: &Value, words: &str) -> bool {
    told["is_earlier"] == false && told["sheets"][0]["svg"].as_str().is_some_and(|svg| svg.contains(words))
}

/// The messages of the first finding.
fn complains(told: &Value, code: &str) -> bool {
    told["is_earlier"] == true && told["items"][0]["code"] == code
}

/// A map of one file, watched.
fn watched() -> (Watched, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.toml", MAP);
    (Watched::start(&["a.toml"], folder.path()), folder)
}

fn with(label: &str) -> String {
    MAP.replace("Alpha", label)
}

#[test]
fn however_it_is_saved() {
    let (watched, folder) = watched();
    let path = folder.path().join("a.toml");
    // written over
    write(folder.path(), "a.toml", &with("Over"));
    watched.until(|told| shows(told, "Over"));
    // replaced, as vim and many others do
    write(folder.path(), "a.toml~", &with("Replaced"));
    fs::rename(folder.path().join("a.toml~"), &path).unwrap();
    watched.until(|told| shows(told, "Replaced"));
    // moved away first, then written anew
    fs::rename(&path, folder.path().join("backup")).unwrap();
    write(folder.path(), "a.toml", &with("Anew"));
    watched.until(|told| shows(told, "Anew"));
    // emptied first, with a pause
    write(folder.path(), "a.toml", "");
    std::thread::sleep(Duration::from_millis(30));
    write(folder.path(), "a.toml", &with("Filled"));
    watched.until(|told| shows(told, "Filled"));
    assert!(!watched.said().contains("error"), "nothing in between was taken for a map:\n{}", watched.said());
    // and once more, to see that the folder is still watched
    write(folder.path(), "a.toml", &with("Last"));
    watched.until(|told| shows(told, "Last"));
}

#[test]
fn a_save_is_noticed_at_once() {
    let (watched, folder) = watched();
    let mut events = watched.events();
    let mut times: Vec<Duration> = (0..9)
        .map(|turn| {
            let start = Instant::now();
            write(folder.path(), "a.toml", &with(&format!("Turn {turn}")));
            events.next();
            let time = start.elapsed();
            std::thread::sleep(Duration::from_millis(40));
            time
        })
        .collect();
    times.sort();
    // far below the second after which it would look all the same, even on a busy machine
    assert!(times[4] < Duration::from_millis(250), "{times:?}");
}

#[test]
fn the_last_good_picture_stays_while_there_are_errors() {
    let (watched, folder) = watched();
    let good = watched.until(|told| shows(told, "Alpha"));
    write(folder.path(), "a.toml", BROKEN);
    let told = watched.until(|told| complains(told, "unknown-key"));
    assert_eq!(told["sheets"], good["sheets"]);
    assert_eq!((&told["title"], &told["items"][0]["place"]["line"]), (&Value::from("Small"), &Value::from(2)));
    assert_eq!(told["items"][0]["place"]["marked"], "colour");
    assert_eq!(watched.get("/map.svg").status, 200);
    watched.says("error[unknown-key]");
    write(folder.path(), "a.toml", &with("Mended"));
    let told = watched.until(|told| shows(told, "Mended"));
    assert_eq!(told["items"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_map_with_errors_is_served_from_the_start() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.toml", BROKEN);
    let watched = Watched::start(&["a.toml"], folder.path());
    let told = watched.picture();
    assert!(complains(&told, "unknown-key") && told["sheets"].as_array().is_some_and(Vec::is_empty), "{told}");
    assert_eq!((watched.get("/map.svg").status, watched.get("/map.png").status), (409, 409));
    write(folder.path(), "a.toml", MAP);
    watched.until(|told| shows(told, "Alpha"));
}

#[test]
fn whatever_becomes_of_the_file() {
    let (watched, folder) = watched();
    let path = folder.path().join("a.toml");
    let is_gone = |told: &Value, words: &str| {
        complains(told, "could-not-run") && told["items"][0]["message"].as_str().is_some_and(|message| message.contains(words))
    };
    fs::remove_file(&path).unwrap();
    watched.until(|told| is_gone(told, "there is no such file"));
    fs::create_dir(&path).unwrap();
    watched.until(|told| is_gone(told, "it is a folder"));
    fs::remove_dir(&path).unwrap();
    #[cfg(unix)]
    {
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        watched.until(|told| is_gone(told, "it is a named pipe"));
        fs::remove_file(&path).unwrap();
    }
    write(folder.path(), "a.toml", "\u{0}\u{1}");
    watched.until(|told| told["is_earlier"] == true && told["items"][0]["code"] != "could-not-run");
    fs::write(&path, [0xFF, 0xFE, 0x00]).unwrap();
    watched.until(|told| complains(told, "not-utf-8"));
    write(folder.path(), "a.toml", &with("Back"));
    watched.until(|told| shows(told, "Back"));
}

#[test]
fn whatever_becomes_of_the_folder() {
    let outer = tempfile::tempdir().unwrap();
    let (folder, moved) = (outer.path().join("maps"), outer.path().join("moved"));
    fs::create_dir(&folder).unwrap();
    write(&folder, "a.toml", MAP);
    let watched = Watched::start(&["maps/a.toml"], outer.path());
    fs::rename(&folder, &moved).unwrap();
    watched.until(|told| complains(told, "could-not-run"));
    fs::rename(&moved, &folder).unwrap();
    watched.until(|told| shows(told, "Alpha"));
    fs::remove_dir_all(&folder).unwrap();
    watched.until(|told| complains(told, "could-not-run"));
    fs::create_dir(&folder).unwrap();
    write(&folder, "a.toml", &with("Again"));
    watched.until(|told| shows(told, "Again"));
    let start = Instant::now();
    write(&folder, "a.toml", &with("Soon"));
    watched.until(|told| shows(told, "Soon"));
    assert!(start.elapsed() < Duration::from_millis(900), "the new folder is watched: {:?}", start.elapsed());
}

#[test]
fn themes_icons_and_pictures_count_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("pictures")).unwrap();
    write(path, "own.toml", "extends = \"light\"\n[palette]\npage = \"#FFFFFE\"\n");
    write(path, "pictures/shoe.svg", ICON);
    let map = MAP.replacen("label", "icon = \"pictures/shoe.svg\"\n  label", 1);
    write(path, "a.toml", &format!("theme = \"own.toml\"\n{map}"));
    let watched = Watched::start(&["a.toml"], path);
    watched.until(|told| shows(told, "#FFFFFE"));
    write(path, "own.toml", "extends = \"light\"\n[palette]\npage = \"#FFFEFE\"\n");
    watched.until(|told| shows(told, "#FFFEFE"));
    let before = watched.picture()["sheets"].clone();
    write(path, "pictures/shoe.svg", &ICON.replace("h9v9", "h8v9"));
    watched.until(|told| told["is_earlier"] == false && told["sheets"] != before);
    #[cfg(unix)]
    {
        // a link that is led elsewhere
        let before = watched.picture()["sheets"].clone();
        write(path, "pictures/other.svg", &ICON.replace("h9v9", "h7v9"));
        fs::remove_file(path.join("pictures/shoe.svg")).unwrap();
        std::os::unix::fs::symlink("other.svg", path.join("pictures/shoe.svg")).unwrap();
        watched.until(|told| told["is_earlier"] == false && told["sheets"] != before);
        write(path, "pictures/third.svg", ICON);
        std::os::unix::fs::symlink("third.svg", path.join("pictures/new")).unwrap();
        let before = watched.picture()["sheets"].clone();
        fs::rename(path.join("pictures/new"), path.join("pictures/shoe.svg")).unwrap();
        watched.until(|told| told["is_earlier"] == false && told["sheets"] != before);
    }
    // one that is missing comes back, even with its folder
    fs::remove_dir_all(path.join("pictures")).unwrap();
    watched.until(|told| complains(told, "missing-file"));
    fs::create_dir(path.join("pictures")).unwrap();
    write(path, "pictures/shoe.svg", ICON);
    watched.until(|told| told["is_earlier"] == false);
    write(path, "own.toml", "nonsense");
    watched
        .until(|told| told["is_earlier"] == true && told["items"][0]["file"].as_str().is_some_and(|f| f.ends_with("own.toml")));
}

#[test]
fn the_options_of_render() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("maps")).unwrap();
    write(path, "shoe.svg", ICON);
    write(path, "own.toml", "extends = \"dark\"\n[palette]\npage = \"#010203\"\n");
    let personas = "persona = [{ name = \"Ana\" }, { name = \"Bo\" }, { name = \"Cy\" }]\n";
    write(&path.join("maps"), "a.toml", &format!("{personas}{}", MAP.replacen("label", "icon = \"../shoe.svg\"\n  label", 1)));
    let options =
        ["--root", ".", "--theme", "own.toml", "--page", "800x600", "--persona", "ana", "--persona", "bo", "--lanes", "emotions"];
    let watched = Watched::start(&[&["maps/a.toml"], &options[..]].concat(), path);
    let told = watched.until(|told| shows(told, "#010203"));
    assert_eq!((told["sheets"][0]["width"].as_f64(), told["sheets"][0]["height"].as_f64()), (Some(800.0), Some(600.0)));
    let names: Vec<&str> = told["offer"]["personas"].as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names, ["Ana", "Bo"]);
    assert_eq!(watched.get("/map.svg?persona=cy").status, 400);
    let light = watched.get("/map.svg?theme=light&page=a4").text();
    assert!(!light.contains("#010203") && light.contains("width=\"1587\""));
    write(path, "own.toml", "extends = \"dark\"\n[palette]\npage = \"#010204\"\n");
    watched.until(|told| shows(told, "#010204"));
    // a persona of the command line that is gone is told, and the page goes on
    write(&path.join("maps"), "a.toml", MAP);
    watched.until(|told| complains(told, "could-not-run"));
}

#[test]
fn what_does_not_concern_the_map_redraws_nothing() {
    let (watched, folder) = watched();
    watched.says("drawn in");
    for number in 0..50 {
        write(folder.path(), &format!("other-{number}"), "x");
    }
    let _ = fs::read(folder.path().join("a.toml"));
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(watched.picture()["number"], 1);
    assert_eq!(watched.said().matches("drawn in").count(), 1, "{}", watched.said());
}

#[test]
fn the_terminal_is_told() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.toml", MAP);
    let watched = Watched::start(&["a.toml", "--message-format", "json"], folder.path());
    watched.says("\"drawn\"");
    write(folder.path(), "a.toml", BROKEN);
    watched.says("unknown-key");
    let said: Vec<Value> = watched.said().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let codes: Vec<&str> = said.iter().filter_map(|line| line["code"].as_str()).collect();
    assert_eq!(codes[..3], ["serving", "drawn", "unknown-key"]);
    let address = format!("http://127.0.0.1:{}/", watched.port);
    assert!(said[0]["message"].as_str().is_some_and(|message| message.contains(&address)));
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_started() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.toml", MAP);
    let (program, opened) = (folder.path().join("xdg-open"), folder.path().join("opened"));
    write(folder.path(), "xdg-open", &format!("#!/bin/sh\necho \"$1\" > '{}'\n", opened.display()));
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap_or_default());
    let mut child = wayline(&["watch", "--open", "a.toml"], folder.path())
        .env("PATH", path)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    let is_opened = || fs::read_to_string(&opened).is_ok_and(|text| text.starts_with("http://127.0.0.1:"));
    while !is_opened() && start.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(10));
    }
    let _ = child.kill();
    let _ = child.wait();
    assert!(is_opened());
}
