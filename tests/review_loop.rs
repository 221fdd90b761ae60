//! One round of a review, from the last picture to the next, as `tests/review-loop/run.sh` does it.
//!
//! What it prints is in `tests/review-loop/run.txt`; `WAYLINE_BLESS=1` writes it anew. Where the pictures go:
//!
//! ```sh
//! WAYLINE=target/release/wayline tests/review-loop/run.sh /tmp/loop
//! ```
#![cfg(all(unix, feature = "watch"))]

mod common;

use common::{program, root};
use std::process::Command;

#[test]
fn drawn_edited_compared_built_and_checked() {
    for needed in [&["git"][..], &["bash"], &["node"], &["chromium", "chromium-browser", "google-chrome"]] {
        if program(needed).is_none() {
            eprintln!("skipped: {} is not installed", needed[0]);
            return;
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let run = Command::new("bash")
        .arg(root().join("tests/review-loop/run.sh"))
        .arg(folder.path())
        .env("WAYLINE", env!("CARGO_BIN_EXE_wayline"))
        .output()
        .unwrap();
    let (said, wrong) = (String::from_utf8(run.stdout).unwrap(), String::from_utf8(run.stderr).unwrap());
    assert!(run.status.success(), "{said}\n{wrong}");
    for picture in ["shoes.png", "shoes.svg", "diff.svg", "diff.png", "live-before.png", "live-error.png", "live-after.png"] {
        assert!(folder.path().join(picture).metadata().unwrap().len() > 1000, "{picture}");
    }
    let expected = root().join("tests/review-loop/run.txt");
    if std::env::var_os("WAYLINE_BLESS").is_some() {
        std::fs::write(&expected, &said).unwrap();
    }
    assert_eq!(said, std::fs::read_to_string(&expected).unwrap_or_default());
}
