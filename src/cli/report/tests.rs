use super::visible::is_obeyed;
use super::*;
use crate::diagnostic::SourceText;
use std::sync::Arc;

fn printed(findings: Vec<Diagnostic>, source: &str) -> String {
    let mut out = Vec::new();
    print(&Diagnostics(findings), "a\u{1b}b.toml", source, &mut out, false).unwrap();
    String::from_utf8(out).unwrap()
}

fn objects(findings: Vec<Diagnostic>, source: &str) -> Vec<serde_json::Value> {
    let mut out = Vec::new();
    print_json(&Diagnostics(findings), "a\u{1b}b.toml", source, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(!text.chars().any(|c| is_obeyed(c) && c != '\n'), "{text:?}");
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn hostile() -> Diagnostic {
    Diagnostic::error("x", "m\u{7}\u{1b}")
        .at(4..9)
        .label("l\u{9b}")
        .help("h\u{1b}\n\u{7f}")
        .related(0..1, "r\u{8}")
        .suggest(4..5, "s\u{1b}")
}

const HOSTILE: &str = "\u{FEFF}a\u{1b}[31m = \u{9b}\u{202e}é\u{2067}\rx\nb";

#[test]
fn no_control_character_gets_through() {
    for color in [false, true] {
        let mut out = Vec::new();
        print(&Diagnostics(vec![hostile()]), "a\u{1b}b.toml", HOSTILE, &mut out, color).unwrap();
        let text = String::from_utf8(out).unwrap();
        let own = if color { anstream::adapter::strip_str(&text).to_string() } else { text };
        assert!(!own.chars().any(|c| is_obeyed(c) && c != '\n'), "{own:?}");
        assert!(own.contains("m\\u{7}\\u{1B}") && own.contains("a\\u{1B}b.toml:1:2"), "{own}");
    }
}

#[test]
fn json_gives_them_back_as_they_were() {
    let found = objects(vec![hostile()], HOSTILE).remove(0);
    assert_eq!(found["message"], "m\u{7}\u{1b}");
    assert_eq!(found["help"], "h\u{1b}\n\u{7f}");
    assert_eq!(found["label"], "l\u{9b}");
    assert_eq!(found["file"], "a\u{1b}b.toml");
}

#[test]
fn places_outside_the_source_are_survived() {
    let wrong = Diagnostic::error("x", "m").at(1..900).suggest(700..800, "s").related(5000..6000, "r");
    let text = printed(vec![wrong.clone()], "é");
    assert!(text.contains("error[x]: m"), "{text}");
    assert_eq!(objects(vec![wrong], "é")[0]["end"]["offset"], 2);
}

#[test]
fn columns_do_not_count_the_byte_order_mark() {
    let finding = Diagnostic::error("x", "m").at(3..4);
    assert!(printed(vec![finding.clone()], "\u{FEFF}abc").contains(":1:1"));
    let found = objects(vec![finding], "\u{FEFF}abc").remove(0);
    assert_eq!(found["start"], serde_json::json!({ "line": 1, "column": 1, "offset": 3 }));
}

#[test]
fn a_finding_without_a_place_names_the_file() {
    let finding = Diagnostic::warning("x", "m");
    assert_eq!(printed(vec![finding.clone()], "a"), "warning[x]: m\n--> a\\u{1B}b.toml\n\n");
    let found = objects(vec![finding], "a").remove(0);
    assert!(found["start"].is_null() && found["end"].is_null() && found["help"].is_null());
    assert!(found.get("label").is_none() && found.get("related").is_none() && found.get("suggestion").is_none());
}

#[test]
fn the_place_of_a_long_line_is_the_true_one() {
    let source = format!("# é\nkey = \"{}\", 上海 = 1, {}", "é".repeat(5000), "z".repeat(5000));
    let at = source.find('上').unwrap();
    let text = printed(vec![Diagnostic::error("x", "m").at(at..at + 6).label("here").suggest(at..at + 6, "b")], &source);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[1], " --> a\\u{1B}b.toml:2:5011");
    let (place, mark) = (lines[3], lines[4]);
    assert!(place.starts_with("2 | …é") && place.ends_with("z…") && place.chars().count() < 80, "{place}");
    // two letters of two columns each
    let before = place.chars().take_while(|c| *c != '上').count();
    assert_eq!(mark, format!("  |{}^^^^ here", " ".repeat(before - 3)));
    assert!(text.len() < 2000, "{text}");
}

#[test]
fn a_tab_is_four_columns_wide_in_a_long_line_too() {
    let source = format!("{}\tx{}", "a".repeat(500), "b".repeat(500));
    let text = printed(vec![Diagnostic::error("x", "m").at(501..502)], &source);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[3], format!("1 | …{}    x{}…", "a".repeat(29), "b".repeat(30)));
    assert_eq!(lines[4], format!("  |  {}    ^", " ".repeat(29)));
}

#[test]
fn places_far_from_each_other_are_shown_apart() {
    let source: String = (1..=5000).map(|line| format!("line {line}\n")).collect();
    let at = |line: &str| source.find(line).map(|at| at..at + line.len()).unwrap();
    let text = printed(vec![Diagnostic::error("x", "m").at(at("line 4321")).related(at("line 12"), "first")], &source);
    assert!(text.contains(".toml:4321:1\n") && text.contains(".toml:12:1\n"), "{text}");
    assert!(text.contains("4321 | line 4321\n") && text.contains("  12 | line 12\n"), "{text}");
    assert!(text.len() < 300, "{text}");
}

#[test]
fn findings_in_another_file_are_shown_with_its_lines() {
    let theme = Arc::new(SourceText { name: "house.toml".into(), text: "one\ntwo = 2\n".into() });
    let findings = vec![Diagnostic::error("x", "m").at(0..3), Diagnostic::error("y", "n").at(4..7).inside(&theme)];
    let text = printed(findings.clone(), "map = 1");
    assert!(text.contains("b.toml:1:1") && text.contains("1 | map = 1"), "{text}");
    assert!(text.contains("house.toml:2:1") && text.contains("2 | two = 2"), "{text}");
    assert_eq!(objects(findings, "map = 1")[1]["file"], "house.toml");
}

#[test]
fn the_gravest_of_very_many_findings_are_shown() {
    let mut findings = vec![Diagnostic::warning("w", "m").at(0..1); 1500];
    findings.push(Diagnostic::error("e", "m").at(0..1));
    let text = printed(findings.clone(), "abc");
    assert!(text.starts_with("error[e]"), "{}", &text[..80]);
    assert_eq!(text.matches("warning[w]").count(), 999);
    assert!(text.ends_with("\n… and 501 more findings of this file\n\n"), "{}", &text[text.len() - 80..]);
    let found = objects(findings, "abc");
    assert_eq!((found.len(), &found[0]["code"]), (1001, &"e".into()));
    assert_eq!(found[1000]["severity"], "note");
    assert_eq!(found[1000]["message"], "501 more findings of this file");
    assert_eq!(objects(vec![Diagnostic::warning("w", "m"); 1000], "abc").len(), 1000);
}

#[test]
fn a_long_name_is_shortened_and_a_patch_never() {
    let name = "x".repeat(10_000);
    let finding = Diagnostic::error("x", format!("no `{name}`")).at(0..1).suggest(0..1, "y".repeat(10_001));
    let text = printed(vec![finding.clone()], "abc");
    assert!(text.len() < 5_000, "{}", text.len());
    let found = objects(vec![finding], "abc").remove(0);
    assert!(found["message"].as_str().unwrap().len() < 200);
    assert!(found.get("suggestion").is_none());
}

/// In a file as large as is read, on one line and on many.
#[test]
fn a_large_file_is_reported_in_no_time() {
    let line = "key = [\"上海\", 1]\n";
    let many = line.repeat((8 << 20) / line.len());
    let one = many.replace('\n', " ");
    for source in [many, one] {
        let step = source.len() / 200;
        let findings = (0..200).map(|i| {
            let finding =
                Diagnostic::error("x", "m").at(i * step..i * step + 3).label("here").suggest(i * step..i * step + 3, "new");
            finding.related(0..3, "first")
        });
        let start = std::time::Instant::now();
        let text = printed(findings.clone().collect(), &source);
        objects(findings.collect(), &source);
        // an unoptimised build on a busy machine: it took minutes when every finding went through the whole file
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
        assert!(text.len() < 200_000, "{}", text.len());
    }
}
