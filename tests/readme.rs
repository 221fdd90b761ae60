//! The README says what the program does: every key, theme, command and measure stands there, its examples are valid and
//! its links lead somewhere.

mod common;

use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;
use wayline::journey::LaneId;
use wayline::limits;
use wayline::theme::BUILT_IN;

fn readme() -> String {
    std::fs::read_to_string(common::root().join("README.md")).unwrap()
}

/// What stands under a heading, up to the next one of any level.
fn section<'a>(readme: &'a str, heading: &str) -> &'a str {
    let start = readme.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("there is no {heading}")) + heading.len() + 2;
    let rest = &readme[start..];
    &rest[..rest.find("\n#").unwrap_or(rest.len())]
}

/// The rows of a section's tables whose first cell is code: that code, and the whole row.
fn rows(section: &str) -> Vec<(&str, &str)> {
    section.lines().filter_map(|row| Some((row.strip_prefix("| `")?.split_once('`')?.0, row))).collect()
}

fn names(rows: &[(&str, &str)]) -> BTreeSet<String> {
    rows.iter().map(|(name, _)| (*name).to_owned()).collect()
}

fn is_code(text: &str, word: &str) -> bool {
    text.contains(&format!("`{word}`"))
}

/// The lines between fences of a language.
fn blocks<'a>(readme: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    readme.split(fence.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).collect()
}

/// Tables of the schema and their headings.
const TABLES: [(&str, &str); 10] = [
    ("Scale", "### `scale`"),
    ("Page", "### `[page]`"),
    ("Review", "### `[review]`"),
    ("ReviewNote", "### `[[review.notes]]`"),
    ("Persona", "### `[[persona]]`"),
    ("Channel", "### `[[channel]]`"),
    ("Stage", "### `[[stage]]`"),
    ("Metric", "### `metrics`"),
    ("Touchpoint", "### `[[stage.touchpoint]]`"),
    ("Lane", "### `[[lane]]`"),
];

#[test]
fn the_reference_agrees_with_the_schema() {
    let readme = readme();
    let schema: Value = serde_json::from_str(&wayline::journey::schema()).unwrap();
    let mut tables = vec![("the file", "### The file", &schema)];
    tables.extend(TABLES.iter().map(|(name, heading)| (*name, *heading, &schema["definitions"][name])));
    for (name, heading, table) in tables {
        let section = section(&readme, heading);
        let rows = rows(section);
        let properties = table["properties"].as_object().unwrap_or_else(|| panic!("the schema has no {name}"));
        assert_eq!(names(&rows), properties.keys().cloned().collect(), "{heading}");
        let required: Vec<&str> = table["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (key, row) in rows {
            assert_eq!(row.contains("| required |"), required.contains(&key), "{heading}: {row}");
            for choice in properties[key]["enum"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                assert!(is_code(row, choice), "{heading}: `{key}` may be `{choice}`");
            }
        }
    }
    let described: BTreeSet<&str> = TABLES.iter().map(|(name, _)| *name).collect();
    let known: BTreeSet<&str> = schema["definitions"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(described, known, "tables");
    for (lane, _) in LaneId::BUILT_IN {
        assert!(is_code(section(&readme, "### The file"), lane), "lane {lane}");
    }
}

#[test]
fn every_theme_and_every_key_of_a_theme_is_described() {
    let readme = readme();
    let themes = names(&rows(section(&readme, "## Themes")));
    assert_eq!(themes, BUILT_IN.iter().map(|name| (*name).to_owned()).collect());

    let light = std::fs::read_to_string(common::root().join("themes/light.toml")).unwrap();
    let light: toml::Table = light.parse().unwrap();
    for (table, heading) in [("metrics", "### `[metrics]`"), ("palette", "### `[palette]`")] {
        let section = section(&readme, heading);
        let keys = light[table].as_table().unwrap();
        assert_eq!(names(&rows(section)), keys.keys().cloned().collect(), "{heading}");
        for (key, value) in keys {
            let inner = value.as_array().and_then(|list| list.first()).unwrap_or(value);
            for (name, value) in inner.as_table().into_iter().flatten() {
                assert!(is_code(section, name), "{key}.{name}");
                for name in value.as_table().into_iter().flatten().map(|(name, _)| name) {
                    assert!(is_code(section, name), "{key}.….{name}");
                }
            }
        }
    }
}

fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_wayline")).args(arguments).arg("--help").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_command_option_and_template_is_described() {
    let readme = readme();
    let section = section(&readme, "## Command line");
    let help_text = help(&[]);
    let commands = help_text.split_once("Commands:\n").unwrap().1.split("\n\n").next().unwrap();
    let commands: Vec<&str> = commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.contains(&"render"), "{commands:?}");
    for command in commands.into_iter().filter(|command| *command != "help") {
        assert!(section.contains(&format!("| `wayline {command}")), "{command}");
        let text = help(&[command]);
        let options = text.split_whitespace().filter(|word| word.starts_with("--") && !word.starts_with("--help"));
        for option in options {
            let option = option.trim_end_matches(|c: char| !c.is_ascii_lowercase());
            assert!(section.contains(option), "{command} {option}");
        }
        // possible values: templates, formats, shells
        for value in text.lines().filter_map(|line| line.trim().strip_prefix("- ")) {
            let value = value.split(':').next().unwrap_or_default();
            assert!(section.contains(value), "{command} {value}");
        }
    }
}

#[test]
fn the_limits_are_those_of_the_program() {
    let readme = readme();
    let said: Vec<&str> = section(&readme, "## What wayline promises").lines().filter(|line| line.starts_with("| ")).collect();
    let mut rows = vec!["| what | at most |".to_owned()];
    rows.extend(limits::ALL.iter().map(|limit| format!("| {} | {limit} |", limit.what)));
    assert_eq!(said, rows, "the table should be:\n{}\n{}", rows[0], rows[1..].join("\n"));
    assert!(readme.contains("beyond 10¹⁵") && limits::NUMBER == 1e15);
}

#[test]
fn its_files_are_valid() {
    let readme = readme();
    let blocks = blocks(&readme, "toml");
    let (journeys, themes): (Vec<&str>, Vec<&str>) = blocks.into_iter().partition(|block| block.contains("[[stage]]"));
    assert!(journeys.len() >= 2 && !themes.is_empty());
    for journey in journeys {
        let (_, findings) = wayline::journey::parse(journey).unwrap_or_else(|errors| panic!("{errors}\n{journey}"));
        assert!(findings.0.is_empty(), "{findings}\n{journey}");
    }
    let folder = tempfile::tempdir().unwrap();
    for theme in themes {
        std::fs::write(folder.path().join("house.toml"), theme).unwrap();
        let loaded = wayline::theme::load("house.toml", folder.path());
        assert!(loaded.is_ok(), "{loaded:?}");
    }
}

#[test]
fn its_links_lead_somewhere() {
    let readme = readme();
    let anchor = |heading: &str| -> String {
        let kept = heading.trim_start_matches('#').trim().to_lowercase();
        kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    let anchors: BTreeSet<String> = readme.lines().filter(|line| line.starts_with('#')).map(anchor).collect();
    let links = readme.match_indices("](").filter_map(|(at, _)| readme[at + 2..].split(')').next());
    let mut count = 0;
    for link in links.filter(|link| !link.starts_with("https://")) {
        count += 1;
        match link.strip_prefix('#') {
            Some(place) => assert!(anchors.contains(place), "{link}"),
            None => {
                let path = common::root().join(link);
                // in an example of embedding, or a picture that is drawn from the file beside it
                let drawn = link == "running-shoes.svg" || link.ends_with(".svg") && path.with_extension("toml").is_file();
                assert!(path.exists() || drawn, "{link}");
            }
        }
    }
    assert!(count > 30, "{count} links");
    for example in common::journeys(&common::root().join("examples")) {
        assert!(readme.contains(&format!("(examples/{}.svg)", example.name)), "{} is not in the gallery", example.name);
    }
}

#[test]
fn it_begins_with_a_picture_and_two_commands() {
    let readme = readme();
    assert!(readme.starts_with("# wayline\n\n!["));
    let commands: Vec<&str> =
        blocks(&readme, "sh")[0].lines().map(|line| line.split('#').next().unwrap_or_default().trim()).collect();
    assert_eq!(commands, ["cargo run --release -- render examples/running-shoes.toml", "cargo test"]);
}
