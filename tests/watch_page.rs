//! The page of `wayline watch` in Chromium, as somebody uses it.
#![cfg(feature = "watch")]

mod common;

use common::command::MAP;
use common::watched::Watched;
use common::{program, root};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Chromium and Node; `None`, and says so, where one is missing.
fn programs() -> Option<(PathBuf, PathBuf)> {
    let found = program(&["node"]).zip(program(&["chromium", "chromium-browser", "google-chrome"]));
    if found.is_none() {
        eprintln!("skipped: Chromium or Node is not installed");
    }
    found
}

/// Runs a script; what it prints.
#[track_caller]
fn run(node: &Path, script: &str, arguments: &[&str]) -> String {
    let output = Command::new(node).arg(root().join("tests/watch").join(script)).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn loading_editing_errors_zoom_choices_download_and_keys() {
    let Some((node, chromium)) = programs() else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch-page");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("map.toml"), format!("persona = [{{ name = \"Ana\" }}, {{ name = \"Bo\" }}]\n{MAP}")).unwrap();
    let wayline = env!("CARGO_BIN_EXE_wayline");
    let said = run(&node, "page.mjs", &[&chromium.to_string_lossy(), wayline, &folder.to_string_lossy()]);
    assert_eq!(said, "done\n");
}

/// Prints how long it takes from the file's save to the new picture on the screen:
///
/// ```sh
/// cargo test --release --test watch_page -- --ignored --nocapture
/// ```
#[test]
#[ignore = "a measurement"]
fn from_the_save_to_the_screen() {
    let Some((node, chromium)) = programs() else { return };
    let folder = tempfile::tempdir().unwrap();
    for name in ["coffee", "running-shoes", "conference-40"] {
        let map = folder.path().join(format!("{name}.toml"));
        std::fs::copy(root().join(format!("examples/{name}.toml")), &map).unwrap();
        let watched = Watched::start(&[&map.to_string_lossy()], folder.path());
        let address = format!("http://127.0.0.1:{}/", watched.port);
        let said = run(&node, "latency.mjs", &[&chromium.to_string_lossy(), &map.to_string_lossy(), &address]);
        print!("{name}: {said}");
        let drawn = watched.said();
        let mut own: Vec<u32> =
            drawn.lines().filter_map(|line| line.strip_prefix("drawn in ")?.strip_suffix(" ms")?.parse().ok()).collect();
        own.sort_unstable();
        println!("{name}: of which wayline reads and draws for {} ms, median of {}", own[own.len() / 2], own.len());
    }
}
