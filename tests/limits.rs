//! What is as large as allowed is accepted; one more is refused, by a message that names the limit and the place, quickly
//! and in little memory.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use wayline::limits::{self, Limit};

/// A journey of one stage that has `rest` after it.
fn journey(rest: &str) -> String {
    format!("title = \"t\"\n[[stage]]\nname = \"s\"\n{rest}")
}

/// `count` tables of a kind, each with a name or label.
fn tables(heading: &str, key: &str, count: usize) -> String {
    (0..count).fold(String::new(), |mut toml, index| {
        let _ = writeln!(toml, "[[{heading}]]\n{key} = \"{index}\"");
        toml
    })
}

/// The codes of the errors of a file, with the line of each.
fn errors(source: &str) -> Vec<(&'static str, usize)> {
    let Err(errors) = wayline::journey::parse(source) else { return Vec::new() };
    let line = |at: usize| 1 + source[..at].matches('\n').count();
    errors.0.iter().map(|error| (error.code, error.span.as_ref().map_or(0, |span| line(span.start)))).collect()
}

fn message(source: &str) -> String {
    wayline::journey::parse(source).map_or_else(|errors| errors.to_string(), |_| "accepted".to_owned())
}

#[track_caller]
fn hold(limit: Limit, of_size: impl Fn(usize) -> String, line: usize) {
    assert_eq!(errors(&of_size(limit.most)), [], "{limit} must be accepted: {}", message(&of_size(limit.most)));
    let more = of_size(limit.most + 1);
    assert_eq!(errors(&more), [("over-limit", line)], "{}", message(&more));
    assert!(message(&more).contains(&limit.to_string()), "{}", message(&more));
}

#[test]
fn one_more_is_too_many() {
    // the first stage has three lines, every other two
    hold(limits::STAGES, |n| journey(&tables("stage", "name", n - 1)), 4 + 2 * 199);
    hold(limits::TOUCHPOINTS, |n| journey(&tables("stage.touchpoint", "label", n)), 4 + 2 * 5000);
    hold(limits::PERSONAS, |n| journey(&tables("persona", "name", n)), 4 + 2 * 100);
    hold(limits::CHANNELS, |n| journey(&tables("channel", "name", n)), 4 + 2 * 100);
    hold(limits::LANES, |n| journey(&tables("lane", "name", n)), 4 + 2 * 100);
    let notes = |n: usize| "[[review.notes]]\ndate = 2026-11-02\ntext = \"a\"\n".repeat(n);
    hold(limits::NOTES, |n| journey(&notes(n)), 4 + 3 * 1000);
}

#[test]
fn one_more_is_too_long() {
    hold(limits::LABEL, |n| journey(&format!("goals = \"{}\"", "é".repeat(n))), 4);
    hold(limits::MARKS, |n| journey(&format!("goals = \"e{}\"", "\u{301}".repeat(n))), 4);
    let link = |n: usize| format!("touchpoint = [{{ label = \"a\", link = \"https://{}\" }}]", "a".repeat(n - 8));
    hold(limits::LINK, |n| journey(&link(n)), 4);
    // no line: it is the file as a whole
    hold(limits::FILE, |n| journey(&format!("#{}", "x".repeat(n - journey("#").len()))), 0);
}

#[test]
fn touchpoints_are_counted_over_all_stages() {
    let stages: String =
        (0..6).map(|stage| format!("[[stage]]\nname = \"{stage}\"\n{}", tables("stage.touchpoint", "label", 834))).collect();
    assert_eq!(errors(&format!("title = \"t\"\n{stages}")).first().map(|error| error.0), Some("over-limit"));
}

#[test]
fn nesting_is_counted_through_brackets_dots_and_headings() {
    let too_deep = |source: &str| errors(source).iter().any(|(code, _)| *code == "over-limit");
    let most = limits::NESTING.most;
    let brackets = |n: usize| format!("x = {}{}", "[".repeat(n), "]".repeat(n));
    let dots = |n: usize| format!("a{} = 1", ".a".repeat(n - 1));
    let heading = |n: usize| format!("[a{}]", ".a".repeat(n - 1));
    let inline = |n: usize| format!("x = {}1{}", "{a = ".repeat(n / 2), "}".repeat(n / 2));
    for (name, deep) in
        [("brackets", &brackets as &dyn Fn(usize) -> String), ("dots", &dots), ("heading", &heading), ("inline", &inline)]
    {
        assert!(!too_deep(&deep(most - 1)), "{name}: {}", message(&deep(most - 1)));
        assert!(too_deep(&deep(most + 2)), "{name}");
        assert!(too_deep(&deep(100_000)), "{name} without end");
    }
    // each alone would do, together they don't
    assert!(too_deep(&format!("[{}]\n{}", "a.".repeat(40) + "a", dots(40))));
    // lists beside one another are not inside one another
    assert!(!too_deep(&format!("x = [{}]", "[],".repeat(1000))));
    assert!(!too_deep(&"[[a.b.c]]\nd.e = [[1]]\n".repeat(200)));
}

/// Files that would take gigabytes if they were read before they are measured, and what is said of them.
fn monsters() -> Vec<(&'static str, String, &'static str)> {
    let most = limits::FILE.most;
    let fill = |head: &str, part: &str| format!("{head}{}", part.repeat((most - head.len()) / part.len()));
    vec![
        ("headings", fill("title = \"t\"\n", "[[stage]]\n"), "over-limit"),
        ("tables", fill("", "[[stage]]\nname = \"a\"\n"), "over-limit"),
        ("keys", (0..500_000).map(|i| format!("k{i} = 1\n")).collect(), "over-limit"),
        ("dots", format!("{}a = 1", fill("", "a.")).split_off(8), "over-limit"),
        ("brackets", fill("x = ", "["), "over-limit"),
        ("commas", fill("x = [", ","), "over-limit"),
        ("lines", fill("", "\n"), "over-limit"),
        ("no-toml", "a b\n".repeat(100_000), "syntax"),
        ("one-text", format!("title = \"{}\"", "x".repeat(most - 10)), "over-limit"),
        ("one-key", format!("{} = 1", "x".repeat(most - 4)), "unknown-key"),
        ("duplicates", "a = 1\n".repeat(70_000), "syntax"),
        ("touchpoints", journey(&tables("stage.touchpoint", "label", 15_000)), "over-limit"),
        ("too-large", "#".repeat(most + 1), "over-limit"),
    ]
}

#[test]
fn monsters_are_refused_quickly_and_in_little_memory() {
    // A debug build is some fifteen times slower, and other tests run beside this one.
    let (longest, largest) = if cfg!(debug_assertions) { (15, 128) } else { (1, 64) };
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for (name, source, code) in monsters() {
        let path = folder.path().join(format!("{name}.toml"));
        std::fs::write(&path, &source).unwrap();
        let begun = Instant::now();
        let (status, said, peak) = run(&path);
        if status != Some(1) || !said.contains(code) {
            wrong.push(format!("{name}: {status:?}, {}", said.lines().next().unwrap_or_default()));
        }
        if begun.elapsed() > Duration::from_secs(longest) {
            wrong.push(format!("{name} takes {:?}", begun.elapsed()));
        }
        if peak.is_some_and(|peak| peak > largest * 1024) {
            wrong.push(format!("{name} takes {} MiB", peak.unwrap_or_default() / 1024));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Exit status, messages, and the most memory that the process took, in KiB, where Python is there to tell.
fn run(path: &Path) -> (Option<i32>, String, Option<u64>) {
    const MEASURE: &str = "import resource, subprocess, sys
ended = subprocess.run(sys.argv[1:])
print('peak', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(ended.returncode)";
    let program = env!("CARGO_BIN_EXE_wayline");
    let measured = Command::new("python3").args(["-c", MEASURE, program, "check"]).arg(path).output();
    let output = measured.unwrap_or_else(|_| {
        println!("memory is not measured: there is no python3");
        Command::new(program).arg("check").arg(path).output().unwrap()
    });
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let peak = said.lines().last().and_then(|line| line.strip_prefix("peak ")?.parse().ok());
    (output.status.code(), said, peak)
}

#[test]
fn no_picture_is_larger_than_programs_show() {
    let source = journey(&tables("stage.touchpoint", "emotion = 1\nlabel", 700));
    let (map, _) = wayline::open(&source, Path::new("."), None).unwrap();
    let (pages, findings) = map.draw(false);
    let size = pages[0].size;
    assert!(size.width <= 65_535.0 && size.width > 64_000.0, "{size:?}");
    assert_eq!(findings.0.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["small-text"], "{findings}");
}
