//! What the command says, and how: for people and for programs, and never anything that a terminal obeys.

mod common;

use serde_json::Value;
use std::error::Error;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output, Stdio};

type Test = Result<(), Box<dyn Error>>;

/// One mistake; the example of the README.
const MAP: &str = r#"title = "x"

[[channel]]
id = "store"
name = "Store"

[[stage]]
name = "Pay"
touchpoint = [{ label = "Pays", channel = "stor" }]
"#;

const GOOD: &str = "title = \"x\"\n\n[[stage]]\nname = \"Pay\"\n";

fn wayline<S: AsRef<OsStr>>(arguments: &[S], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wayline"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// A folder with these files in it.
fn folder(files: &[(&str, &str)]) -> Result<tempfile::TempDir, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text)?;
    }
    Ok(folder)
}

/// Exit status and the objects that are told.
fn objects(arguments: &[&str], folder: &Path) -> Result<(Option<i32>, Vec<Value>), Box<dyn Error>> {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--message-format", "json"]).collect();
    let output = wayline(&arguments, folder).output()?;
    assert!(output.stdout.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
    let objects: Result<Vec<Value>, _> = String::from_utf8(output.stderr)?.lines().map(serde_json::from_str).collect();
    Ok((output.status.code(), objects?))
}

// ------------------------------------------------------------------ for programs

#[test]
fn the_readme_shows_what_is_written() -> Test {
    let folder = folder(&[("journey.toml", MAP)])?;
    let output = wayline(&["check", "--message-format", "json", "journey.toml"], folder.path()).output()?;
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr)?;
    let before = wayline(&["--message-format=json", "check", "journey.toml"], folder.path()).output()?;
    assert_eq!(String::from_utf8(before.stderr)?, said, "before the command or after it");
    let readme = std::fs::read_to_string(common::root().join("README.md"))?;
    assert!(readme.contains(&format!("```json\n{said}```")), "{said}");
    let Value::Object(members) = serde_json::from_str(&said)? else { panic!("{said}") };
    for member in members.keys() {
        assert!(readme.contains(&format!("`{member}`")), "{member}");
    }
    Ok(())
}

#[test]
fn every_kind_of_message_is_an_object() -> Test {
    let theme = "[palette]\nacent = \"red\"\npage = \"withe\"\n";
    let long = (0..60).fold(String::from("title = \"x\"\npage = { size = \"4:3\" }\n"), |map, i| {
        format!("{map}[[stage]]\nname = \"Stage {i}\"\ntouchpoint = [{{ label = \"One of many\", emotion = 1 }}]\n")
    });
    let folder = folder(&[("bad.toml", MAP), ("good.toml", GOOD), ("house.toml", theme), ("long.toml", &long)])?;
    let run = |arguments: &[&str]| objects(arguments, folder.path());
    let brief = |(status, objects): (Option<i32>, Vec<Value>)| {
        let objects = objects.iter().map(|o| ["severity", "code", "file"].map(|key| o[key].as_str().unwrap_or("-").to_owned()));
        (status.unwrap_or(-1), objects.map(|words| words.join(" ")).collect::<Vec<_>>())
    };
    let said = |status: i32, words: &[&str]| (status, words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
    assert_eq!(brief(run(&["check", "good.toml"])?), said(0, &[]));
    assert_eq!(brief(run(&["render", "bad.toml"])?), said(1, &["error unknown-channel bad.toml"]));
    let both = ["error unknown-channel bad.toml", "error unknown-key house.toml", "error bad-color house.toml"];
    assert_eq!(brief(run(&["render", "bad.toml", "--theme", "house.toml"])?), said(1, &both));
    assert_eq!(brief(run(&["render", "good.toml", "--theme", "house.toml"])?), said(1, &both[1..]));
    assert_eq!(brief(run(&["render", "good.toml", "--theme", "drak"])?), said(2, &["error could-not-run -"]));
    assert_eq!(brief(run(&["check", "none.toml", "bad.toml"])?), said(2, &["error could-not-run -", both[0]]));
    assert_eq!(brief(run(&["render"])?), said(2, &["error usage -"]));
    assert_eq!(brief(run(&["rendre"])?), said(2, &["error usage -"]));
    assert_eq!(brief(run(&["check", "--page", "A9", "good.toml"])?), said(2, &["error usage -"]));
    assert_eq!(brief(run(&["icons", "zzzzzz"])?), said(2, &["error could-not-run -"]));
    assert_eq!(brief(run(&["render", "long.toml"])?), said(0, &["note several-pages -"]));
    assert_eq!(brief(run(&["check", "long.toml"])?), said(0, &["advice several-pages long.toml"]));
    assert!(!folder.path().join("good.svg").exists(), "nothing is drawn with a wrong theme");
    Ok(())
}

#[test]
fn the_readme_s_line_for_github_works() -> Test {
    if Command::new("jq").arg("--version").output().is_err() {
        eprintln!("skipped: jq is not installed");
        return Ok(());
    }
    let readme = std::fs::read_to_string(common::root().join("README.md"))?;
    let program = readme.split("| jq -r \\\n  '").nth(1).and_then(|rest| rest.split('\'').next()).ok_or("no jq in the README")?;
    let folder = folder(&[("bad.toml", MAP)])?;
    let said = wayline(&["check", "--message-format=json", "bad.toml"], folder.path()).output()?.stderr;
    std::fs::write(folder.path().join("said"), said)?;
    let output = Command::new("jq").args(["-r", program, "said"]).current_dir(folder.path()).output()?;
    assert_eq!(String::from_utf8(output.stdout)?, "::error file=bad.toml,line=9,col=43::there is no channel `stor`\n");
    Ok(())
}

// ------------------------------------------------------------------ themes

#[test]
fn mistakes_of_a_theme_are_told_with_those_of_the_map() -> Test {
    let map = "theme = \"house.toml\"\ntitel = \"x\"\n\n[[stage]]\nname = \"a\"\n";
    let folder = folder(&[("house.toml", "\n[palette]\nacent = \"red\"\n")])?;
    let maps = folder.path().join("maps");
    std::fs::create_dir(&maps)?;
    std::fs::write(maps.join("map.toml"), map)?;
    std::fs::rename(folder.path().join("house.toml"), maps.join("house.toml"))?;
    let output = wayline(&["check", "maps/map.toml"], folder.path()).output()?;
    let said = String::from_utf8(output.stderr)?;
    assert_eq!(output.status.code(), Some(1), "{said}");
    let path = maps.strip_prefix(folder.path())?.join("house.toml");
    let place = format!("--> {}:3:1", path.display());
    for words in ["--> maps/map.toml:2:1", &place, "3 | acent = \"red\"", "3 | accent = \"red\""] {
        assert!(said.contains(words), "`{words}` is not in:\n{said}");
    }
    Ok(())
}

// ------------------------------------------------------------------ terminals

/// Texts that would clear a screen, ring, hide a link, colour what follows, go back to the line's start, or reorder it.
const HOSTILE: [&str; 9] = [
    "a\u{1b}[2Jb",
    "a\u{7}b",
    "a\u{1b}]8;;http://example.org\u{1b}\\b",
    "a\u{1b}[5;41mb",
    "a\u{9b}5;41mb",
    "a\u{9d}0;title\u{9c}b",
    "a\rb",
    "a\u{202e}b\u{2066}c",
    "a\u{7f}\u{8}\u{b}\u{85}\u{2028}b",
];

/// Panics where a terminal would obey anything but line ends and the colours that are our own.
#[track_caller]
fn assert_inert(output: &Output, what: &str) {
    assert!(output.status.code().is_some_and(|code| code <= 2), "{what}: {:?}", output.status);
    for bytes in [&output.stdout, &output.stderr] {
        let text = String::from_utf8_lossy(bytes).into_owned();
        assert!(!text.contains("panicked"), "{what}: {text}");
        let mut rest = text.as_str();
        while let Some(at) = rest.find('\u{1b}') {
            let style = rest[at + 1..].split_inclusive('m').next().unwrap_or_default();
            let numbers = style.strip_prefix('[').and_then(|style| style.strip_suffix('m'));
            // bold, underlined, foreground colours and back to normal
            let is_ours = numbers.is_some_and(|numbers| {
                numbers
                    .split(';')
                    .all(|n| matches!(n, "" | "0" | "1" | "4" | "31" | "32" | "33" | "36" | "91" | "92" | "94" | "96"))
            });
            assert!(is_ours, "{what}: {style:?} in {text:?}");
            rest = &rest[at + 1 + style.len()..];
        }
        let obeyed = |c: char| {
            (c.is_control() && !matches!(c, '\n' | '\u{1b}'))
                || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!text.contains(obeyed), "{what}: {text:?}");
    }
}

/// A terminal gets everything as it is: what is piped would be cleaned on the way.
fn to_terminal<S: AsRef<OsStr>>(arguments: &[S], folder: &Path) -> std::io::Result<Output> {
    wayline(arguments, folder).env("CLICOLOR_FORCE", "1").output()
}

#[test]
fn no_argument_reaches_the_terminal_as_it_is() -> Test {
    let folder = folder(&[("map.toml", GOOD), ("bad.toml", MAP)])?;
    for text in HOSTILE {
        let (toml, svg, option) = (format!("{text}.toml"), format!("{text}.svg"), format!("--{text}"));
        let (folded, pdf) = (format!("{text}/{text}.svg"), format!("{text}.pdf"));
        let equals = format!("--page={text}");
        for arguments in [
            &["check", text][..],
            &["render", &toml],
            &["render", "map.toml", "-o", &folded],
            &["render", "map.toml", "-o", &pdf],
            &["render", "map.toml", "-o", &svg, "--format", "png"],
            &["render", "map.toml", "--persona", text],
            &["render", "map.toml", "--lanes", text],
            &["render", "map.toml", "--theme", text],
            &["render", "map.toml", "--theme", &toml],
            &["render", "map.toml", "--page", text],
            &["render", "map.toml", &equals],
            &["render", "map.toml", "--scale", text],
            &["render", "map.toml", "--width", text],
            &["render", "map.toml", "--id-prefix", text],
            &["render", "map.toml", "--format", text],
            &["render", "map.toml", "--message-format", text],
            &["check", &option, "map.toml"],
            &["check", "map.toml", "--page", "a4", "--page", text],
            &["new", text],
            &["new", "blank", text],
            &["icons", text],
            &["icons", text, "-o", &pdf],
            &["completions", text],
            &[text],
            &[&option],
            &["help", text],
        ] {
            let output = to_terminal(arguments, folder.path())?;
            assert_inert(&output, &format!("{arguments:?}"));
            assert_ne!(output.status.code(), Some(0), "{arguments:?}");
            let json: Vec<&str> = arguments.iter().copied().chain(["--message-format=json"]).collect();
            if !arguments.contains(&"--message-format") {
                let output = to_terminal(&json, folder.path())?;
                assert_inert(&output, &format!("{json:?}"));
                for line in String::from_utf8(output.stderr)?.lines() {
                    serde_json::from_str::<Value>(line)?;
                }
            }
        }
    }
    Ok(())
}

#[test]
fn nothing_of_a_file_or_its_name_reaches_the_terminal_as_it_is() -> Test {
    let folder = folder(&[])?;
    for (number, text) in HOSTILE.into_iter().enumerate() {
        let raw = text;
        let escaped: String = text.chars().map(|c| format!("\\u{:04X}", u32::from(c))).collect();
        // some file systems and Windows refuse such names
        let (map, theme) = (format!("{raw}.toml"), format!("{raw}-theme.toml"));
        let has_names = std::fs::write(folder.path().join(&map), MAP).is_ok();
        let theme = if has_names { theme } else { "theme.toml".into() };
        std::fs::write(
            folder.path().join(&theme),
            format!("[palette]\npage = \"{escaped}\"\n\"{escaped}\" = 1\nname = '''{raw}'''"),
        )?;
        for quoted in [format!("\"{escaped}\""), format!("'{raw}'")] {
            let journey = format!(
                "title = {quoted}\n{quoted} = 1\ntheme = {quoted}\nlanes = [{quoted}]\n\
                 [[persona]]\nid = {quoted}\nname = \"a\"\ncolor = {quoted}\nicon = {quoted}\nimage = {quoted}\n\
                 [[channel]]\nid = {quoted}\nname = \"a\"\n[[channel]]\nid = {quoted}\nname = \"a\"\n\
                 [[stage]]\nname = \"a\"\n[[stage.touchpoint]]\nlabel = \"b\"\nchannel = {quoted}\nlink = {quoted}\n\
                 personas = [{quoted}]\nemotion = {{ {quoted} = 1 }}\n# {raw}"
            );
            std::fs::write(folder.path().join("map.toml"), &journey)?;
            for arguments in [&["check", "map.toml"][..], &["check", &map], &["render", "map.toml", "--theme", &theme]] {
                if arguments.contains(&map.as_str()) && !has_names {
                    continue;
                }
                for form in ["text", "json"] {
                    let output = to_terminal(&[arguments, &["--message-format", form]].concat(), folder.path())?;
                    assert_inert(&output, &format!("{number} {arguments:?} {form}"));
                    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
                }
            }
        }
    }
    Ok(())
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text() -> Test {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[("map.toml", GOOD)])?;
    let wrong = OsStr::from_bytes(b"a\xff\x1b[2J");
    let word = OsStr::new;
    for arguments in [
        &[word("check"), wrong][..],
        &[word("render"), wrong],
        &[word("render"), word("map.toml"), word("-o"), wrong],
        &[word("render"), word("map.toml"), word("--theme"), wrong],
        &[word("render"), word("map.toml"), word("--page"), wrong],
        &[word("render"), word("map.toml"), word("--persona"), wrong],
        &[word("icons"), wrong],
        &[wrong],
        &[word("--message-format"), wrong],
    ] {
        let output = to_terminal(arguments, folder.path())?;
        assert_inert(&output, &format!("{arguments:?}"));
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
    Ok(())
}

// ------------------------------------------------------------------ amount

#[test]
fn very_many_findings_are_few_lines() -> Test {
    let line = format!("{} = 1\n", "k".repeat(60));
    let map: String = (0..20_000).map(|i| format!("k{i}{line}")).collect();
    let folder = folder(&[("map.toml", &format!("{map}{GOOD}"))])?;
    let output = wayline(&["check", "map.toml"], folder.path()).output()?;
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr)?;
    assert!(said.len() < 2_000_000, "{}", said.len());
    assert_eq!(said.matches("error[unknown-key]").count(), 1000);
    assert!(said.trim_end().lines().last().is_some_and(|line| line.ends_with("more findings of this file")));
    Ok(())
}

// ------------------------------------------------------------------ streams

/// A place that takes nothing; `None` where the system has none.
fn full() -> Option<std::fs::File> {
    let full = std::fs::File::options().write(true).open("/dev/full").ok();
    if full.is_none() {
        eprintln!("skipped: there is no /dev/full");
    }
    full
}

#[test]
fn a_full_standard_error_changes_nothing() -> Test {
    let long = (0..60).fold(String::from("title = \"x\"\npage = { size = \"4:3\" }\n"), |map, i| {
        format!("{map}[[stage]]\nname = \"Stage {i}\"\ntouchpoint = [{{ label = \"One of many\", emotion = 1 }}]\n")
    });
    let folder = folder(&[("bad.toml", MAP), ("long.toml", &long)])?;
    for (arguments, status) in [
        (&["check", "bad.toml"][..], 1),
        (&["check", "none.toml"], 2),
        (&["render", "long.toml"], 0),
        (&["render", "--wrong"], 2),
        (&[], 2),
    ] {
        for form in [&["--message-format=text"][..], &["--message-format=json"], &[]] {
            let Some(full) = full() else { return Ok(()) };
            let arguments = [arguments, form].concat();
            let output = wayline(&arguments, folder.path()).stderr(full).output()?;
            assert_eq!(output.status.code(), Some(status), "{arguments:?}");
        }
    }
    assert!(folder.path().join("long-1.svg").exists());
    Ok(())
}

#[test]
fn a_full_standard_output_is_told() -> Test {
    let folder = folder(&[("map.toml", GOOD)])?;
    for arguments in [&["--help"][..], &["check", "map.toml"], &["render", "map.toml", "-o", "-"], &["schema"]] {
        let Some(full) = full() else { return Ok(()) };
        let output = wayline(arguments, folder.path()).stdout(full).output()?;
        let said = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("can't write to standard output"), "{arguments:?}: {said}");
    }
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_standard_input_that_cannot_be_read_is_told() -> Test {
    let folder = folder(&[])?;
    let here = std::fs::File::open(folder.path())?;
    let output = wayline(&["check", "-"], folder.path()).stdin(here).output()?;
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr)?.starts_with("error: can't read <standard input>: it is a folder"));
    Ok(())
}
