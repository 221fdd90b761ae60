//! The largest journeys that are accepted need no more time and memory than the README promises, and twice as much takes
//! about twice as long.
//!
//! The figures themselves are those of a release build: `cargo build --release && WAYLINE_PROGRAM=target/release/wayline
//! cargo test --test largest -- --ignored --nocapture` draws each of the largest journeys in each way, and prints a line
//! for each.

mod common;

use common::largest::{Case, all};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use wayline::journey::{Fit, PageSize};

/// Ways to draw a map, with the most memory that they may take, MiB.
const WAYS: [(&str, &[&str], u64); 10] = [
    ("natural", &["-o", "out.svg"], 256),
    ("a4", &["-o", "out.svg", "--page", "a4"], 256),
    ("16:9", &["-o", "out.svg", "--page", "16:9"], 256),
    ("tiny page", &["-o", "out.svg", "--page", "100x100"], 256),
    ("shrink", &["-o", "out.svg", "--page", "16:9", "--fit", "shrink"], 256),
    ("one page", &["-o", "out.svg", "--page", "16:9", "--fit", "one-page"], 256),
    ("outlines", &["-o", "out.svg", "--text", "paths"], 256),
    ("fonts", &["-o", "out.svg", "--embed-font"], 256),
    ("png", &["-o", "out.png"], 512),
    ("png of a page", &["-o", "out.png", "--page", "16:9", "--fit", "shrink", "--width", "1920"], 512),
];

/// Time that any of them may take.
const LONGEST: Duration = Duration::from_secs(10);

#[test]
#[ignore = "draws some three hundred large maps: for a release build"]
fn the_largest_journeys_take_ten_seconds_and_256_mib() {
    let Some(program) = std::env::var_os("WAYLINE_PROGRAM") else {
        println!("skipped: WAYLINE_PROGRAM names no program to measure");
        return;
    };
    let program = std::path::absolute(program).unwrap();
    let only = std::env::var("WAYLINE_CASES_NAMED").unwrap_or_default();
    let mut wrong = Vec::new();
    for Case { name, journey } in all(1.0).into_iter().filter(|case| case.name.contains(&only)) {
        for (way, arguments, most) in WAYS {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("map.toml"), &journey).unwrap();
            let begun = Instant::now();
            let (status, peak) = draw(&program, folder.path(), arguments);
            let (took, peak) = (begun.elapsed(), peak.unwrap_or_default());
            let line = format!("{name:24} {way:14} {:6.2} s {peak:5} MiB, exit status {status:?}", took.as_secs_f64());
            println!("{line}");
            // a PNG of all of it may be too large: that is said, and nothing drawn
            let right = status == Some(0) || (status == Some(2) && way == "png");
            if took > LONGEST || peak > most || !right {
                wrong.push(line);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Exit status, and the most memory that the process took, MiB, where Python is there to tell.
fn draw(program: &Path, folder: &Path, arguments: &[&str]) -> (Option<i32>, Option<u64>) {
    const MEASURE: &str = "import resource, subprocess, sys
ended = subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
sys.exit(ended.returncode)";
    let measured = Command::new("python3")
        .args(["-c", MEASURE])
        .arg(program)
        .args(["render", "map.toml"])
        .args(arguments)
        .current_dir(folder)
        .output();
    let Ok(measured) = measured else {
        println!("memory is not measured: there is no python3");
        let status = Command::new(program).args(["render", "map.toml"]).args(arguments).current_dir(folder).status();
        return (status.unwrap().code(), None);
    };
    (measured.status.code(), String::from_utf8_lossy(&measured.stdout).trim().parse().ok())
}

/// How long it takes to draw a journey on a page; the shortest of three times.
fn time(journey: &str, page: PageSize) -> Duration {
    let once = |_| {
        let begun = Instant::now();
        let (map, _) = wayline::open(journey, Path::new("."), None).unwrap_or_else(|errors| panic!("{errors}"));
        let (scenes, _) = wayline::draw(&map.journey, &map.assets, &map.theme, page, Fit::Shrink, false);
        for scene in &scenes {
            assert!(!wayline::render::svg(scene, &Default::default()).is_empty());
        }
        begun.elapsed()
    };
    (0..3).map(once).min().unwrap_or_default()
}

#[test]
fn twice_as_much_takes_about_twice_as_long() {
    // time that grows with the square would take four times as long
    const MOST: f64 = 3.2;
    let mut wrong = Vec::new();
    for (small, large) in all(0.04).into_iter().zip(all(0.08)) {
        let (once, twice) = (time(&small.journey, PageSize::Natural), time(&large.journey, PageSize::Natural));
        let growth = twice.as_secs_f64() / once.as_secs_f64();
        println!("{:24} {once:9.1?} {twice:9.1?} {growth:.1}", small.name);
        // a second look where it is only noise
        if growth > MOST && time(&large.journey, PageSize::Natural) > time(&small.journey, PageSize::Natural).mul_f64(MOST) {
            wrong.push(format!("{}: {once:?}, and twice as much {twice:?}", small.name));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What is said of a journey that is refused.
fn refusal(journey: &str) -> Option<String> {
    let (code, line) = ("over-limit", |at: usize| 1 + journey[..at].matches('\n').count());
    let Err(errors) = wayline::journey::parse(journey) else { return None };
    let error = errors.0.iter().find(|error| error.code == code)?;
    Some(format!("{}: {}", error.span.as_ref().map_or(0, |span| line(span.start)), error.message))
}

#[test]
fn all_together_may_be_too_much() {
    let personas: String = (0..100).map(|index| format!("[[persona]]\nname = \"{index}\"\n")).collect();
    let map = |rest: &str| format!("title = \"t\"\n{personas}[[stage]]\nname = \"s\"\n{rest}");
    let touchpoints = |count: usize, more: &str| map(&format!("[[stage.touchpoint]]\nlabel = \"t\"\n{more}").repeat(count));
    let found = |journey: String| refusal(&journey).unwrap_or_else(|| "accepted".to_owned());

    assert_eq!(found(touchpoints(200, "")), "accepted");
    assert_eq!(
        found(touchpoints(202, "")),
        "604: a map has at most 20,000 visits of personas to touchpoints, and this one 20200"
    );

    let course = |count: usize| map(&format!("emotion = [{}]", "1,".repeat(count)));
    assert_eq!(found(course(200)), "accepted");
    assert_eq!(found(course(201)), "202: a map has at most 20,000 feelings of all personas, and this one 20100");
    assert_eq!(
        found(touchpoints(150, "emotion = 1\nexpected = 1\n")),
        "604: a map has at most 20,000 feelings of all personas, and this one 30000"
    );
    // who has a feeling of its own has not the common one, too
    assert_eq!(found(touchpoints(190, "emotion = { 0 = 1, 1 = 1 }\n")), "accepted");

    let lines = |count: usize| map(&format!("pains = [{}]", "\"a\",".repeat(count)));
    assert_eq!(found(lines(49_800)), "accepted");
    assert_eq!(found(lines(50_000)), "202: a map has at most 50,000 lines of text, and this one 50101");
    let broken = map(&format!("pains = [{}]", format!("\"{}a\",", "a\\n".repeat(999)).repeat(51)));
    assert_eq!(found(broken), "202: a map has at most 50,000 lines of text, and this one 51101");

    let texts = |bytes: usize| map(&format!("pains = [{}]", format!("\"{}\",", "é".repeat(5_000)).repeat(bytes / 10_000)));
    assert_eq!(found(texts(500_000)), "accepted");
    assert_eq!(
        found(texts(540_000)),
        "202: all texts of this map are larger than 2 MiB, bytes outside ASCII counted as 4, notes of reviews twice"
    );
    let latin = |bytes: usize| map(&format!("pains = [{}]", format!("\"{}\",", "e".repeat(10_000)).repeat(bytes / 10_000)));
    assert_eq!(found(latin(2_000_000)), "accepted");
}
