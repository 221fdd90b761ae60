//! `wayline diff` in words: `tests/diff/NAME.old.toml` and `NAME.new.toml`, with what is told of them in `NAME.txt`, `NAME.md`
//! and `NAME.json` beside them; and how the command is called.
//!
//! `WAYLINE_BLESS=1` writes what comes out now; read it before you keep it.

mod common;

use common::command::{BROKEN, MAP, Run, Test, files, folder, has, run, run_with, several_pages, shell};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The names of all cases.
fn cases() -> Vec<String> {
    let names = files(&cases_folder()).unwrap();
    names.iter().filter_map(|name| name.strip_suffix(".old.toml")).map(str::to_owned).collect()
}

fn cases_folder() -> PathBuf {
    common::root().join("tests/diff")
}

/// The cases' files without their comments, which say what the case is about.
fn told(name: &str, format: &str) -> Run {
    let (old, new) = (format!("{name}.old.toml"), format!("{name}.new.toml"));
    run(&["diff", &old, &new, "--format", format], &cases_folder()).unwrap()
}

#[test]
fn every_case_is_told_as_expected() {
    let bless = std::env::var_os("WAYLINE_BLESS").is_some_and(|value| value == "1");
    let cases = cases();
    assert!(cases.len() >= 10, "where are the cases?");
    let mut wrong = Vec::new();
    for name in &cases {
        for (format, ending) in [("text", "txt"), ("markdown", "md"), ("json", "json")] {
            let told = told(name, format).ends(i32::from(name != "equal")).silently().text();
            let path = cases_folder().join(format!("{name}.{ending}"));
            if bless {
                std::fs::write(&path, &told).unwrap();
            }
            let expected = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
            if told != expected {
                wrong.push(format!("{name}.{ending} should be:\n{expected}\nand is:\n{told}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_three_forms_agree() {
    for name in cases() {
        let document: Value = serde_json::from_slice(&told(&name, "json").out).unwrap();
        let changes = document["changes"].as_array().unwrap();
        assert_eq!(document["equal"].as_bool(), Some(changes.is_empty()), "{name}");
        // names may be escaped or isolated there; the counts are not
        let counts = document["summary"].as_str().unwrap().split(';').next().unwrap().to_owned();
        for format in ["text", "markdown"] {
            assert!(told(&name, format).text().contains(&counts), "{name}: {counts}");
        }
    }
}

#[test]
fn nothing_of_a_map_is_obeyed() {
    for format in ["text", "markdown", "json"] {
        let told = told("hostile", format).text();
        assert!(!told.contains('\u{2067}') && told.contains("2067"), "{told}");
    }
    let markdown = told("hostile", "markdown").text();
    for sign in ["@everybody", "<img", "](http", "`code`", "</details>", "#1 "] {
        assert!(!markdown.contains(sign), "{sign} in:\n{markdown}");
    }
}

#[test]
fn what_the_words_say_is_what_a_comment_has_room_for() -> Test {
    let map = |label: &str| {
        let mut map = "title = \"Many\"\n[[stage]]\nname = \"s\"\n".to_owned();
        (0..2_000).for_each(|i| map += &format!("[[stage.touchpoint]]\nlabel = \"{label} {i} {}\"\n", "<&>".repeat(5)));
        map
    };
    let folder = folder(&map("One thing"))?;
    let told = run_with(&["diff", "map.toml", "-", "--format", "markdown"], folder.path(), map("Another matter"))?.ends(1).text();
    assert!(told.len() < 65_536, "{}", told.len());
    let long = format!("title = \"x{}\"\n[[stage]]\nname = \"s\"\n", "\\u2067".repeat(9_000));
    let folder_of_long = common::command::folder(&long)?;
    let cut = run_with(&["diff", "-", "map.toml", "--format", "markdown"], folder_of_long.path(), MAP)?.ends(1).text();
    assert!(cut.len() < 65_536, "{}", cut.len());
    let (shown, more) = told.rsplit_once("… and ").ok_or("nothing was left out")?;
    let more: usize = more.trim_end().trim_end_matches(" more").replace(',', "").parse()?;
    let entries = run_with(&["diff", "map.toml", "-"], folder.path(), map("Another matter"))?.ends(1).text();
    let all = entries.lines().filter(|line| line.starts_with("  ") && !line.starts_with("    ")).count();
    assert_eq!(shown.lines().filter(|line| line.starts_with("- ")).count() + more, all);
    Ok(())
}

#[test]
fn one_side_comes_from_standard_input() -> Test {
    let folder = folder(MAP)?;
    let new = MAP.replace("Omega", "Omega at last");
    let told = run_with(&["diff", "map.toml", "-"], folder.path(), &new)?.ends(1).silently().text();
    assert!(told.contains("“Omega” → “Omega at last”"), "{told}");
    let told = run_with(&["diff", "-", "map.toml"], folder.path(), &new)?.ends(1).text();
    assert!(told.contains("“Omega at last” → “Omega”"), "{told}");
    run_with(&["diff", "-", "-"], folder.path(), &new)?.ends(2).says("only one of the two maps can come from standard input");
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_shell_hands_revisions_over() -> Test {
    let folder = folder(MAP)?;
    std::fs::write(folder.path().join("new.toml"), MAP.replace("Omega", "Omicron"))?;
    let line = "exec 3< map.toml; \"$wayline\" diff /dev/fd/3 new.toml";
    let run: Run = shell(line, folder.path()).output()?.into();
    assert!(run.ends(1).text().contains("Omicron"));
    Ok(())
}

#[test]
fn a_map_that_is_new_or_gone_has_no_other_side() -> Test {
    let folder = folder(MAP)?;
    let told = run(&["diff", "/dev/null", "map.toml"], folder.path())?.ends(1).silently().text();
    assert!(told.starts_with("Small\n3 added; lowest point: now Omega (−1)\n"), "{told}");
    let told = run(&["diff", "map.toml", "/dev/null"], folder.path())?.ends(1).text();
    assert!(told.starts_with("Small\n3 removed; lowest point: was Omega (−1)\n"), "{told}");
    run(&["diff", "/dev/null", "/dev/null"], folder.path())?.ends(2).says("nothing to compare");
    Ok(())
}

#[test]
fn errors_of_both_sides_are_told_at_once() -> Test {
    let folder = folder(BROKEN)?;
    let other = BROKEN.replace("colour", "hue");
    let run = run_with(&["diff", "map.toml", "-"], folder.path(), &other)?.ends(2);
    let run = run.says("map.toml:2:1").says("<standard input>:2:1").says("`colour`").says("`hue`");
    assert!(run.out.is_empty());
    let one = run_with(&["diff", "no.toml", "-"], folder.path(), &other)?.ends(2);
    one.says("can't read no.toml").says("<standard input>:2:1");
    common::command::run(&["diff", "no.toml", "none.toml"], folder.path())?
        .ends(2)
        .says("can't read no.toml")
        .says("can't read none.toml");
    let run = run_with(&["diff", "map.toml", "-", "--message-format", "json"], folder.path(), &other)?.ends(2);
    assert_eq!(run.err.lines().filter(|line| serde_json::from_str::<Value>(line).is_ok()).count(), 2, "{}", run.err);
    Ok(())
}

#[test]
fn what_a_map_names_is_not_needed() -> Test {
    let old = MAP.replace("emotion = 1", "icon = \"gone/away.svg\"").replace("[[stage]]", "theme = \"gone.toml\"\n[[stage]]");
    let folder = folder(&old)?;
    let told = run_with(&["diff", "map.toml", "-"], folder.path(), MAP)?.ends(1).silently().text();
    assert!(told.contains("theme: gone.toml → none") && told.contains("icon: gone/away.svg → none"), "{told}");
    Ok(())
}

#[test]
fn the_ending_of_the_output_says_the_format() -> Test {
    let folder = folder(MAP)?;
    let args = |extra: &[&'static str]| [&["diff", "map.toml", "map.toml"], extra].concat();
    for (file, begin) in [("a.txt", "Small\nno changes\n"), ("a.md", "### Small\n"), ("a.json", "{\n")] {
        let run = run(&args(&["-o", file]), folder.path())?.ends(0).silently();
        assert!(run.out.is_empty());
        assert!(std::fs::read_to_string(folder.path().join(file))?.starts_with(begin), "{file}");
    }
    run(&args(&["-o", "a.md", "--format", "json"]), folder.path())?.ends(2).says("leave out one of the two");
    run(&args(&["-o", "a.pdf"]), folder.path())?.ends(2).says("can't tell the format of `a.pdf`");
    run(&args(&["-o", "map.toml", "--format", "text"]), folder.path())?.ends(2).says("would overwrite");
    assert_eq!(std::fs::read_to_string(folder.path().join("map.toml"))?, MAP);
    Ok(())
}

#[test]
fn the_readme_shows_a_case() {
    let readme = std::fs::read_to_string(common::root().join("README.md")).unwrap();
    let shown = readme.split("$ wayline diff review.old.toml review.new.toml\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(shown, told("review", "text").text());
    let document: Value = serde_json::from_slice(&told("review", "json").out).unwrap();
    let change = &document["changes"][4];
    for (path, object) in [("", &document), ("changes[].", change)] {
        for member in object.as_object().unwrap().keys() {
            assert!(readme.contains(&format!("`{path}{member}`")), "{path}{member}");
        }
    }
}

#[test]
fn git_calls_it_for_files_that_changed_came_or_went() -> Test {
    if !has("git") || !cfg!(unix) {
        return Ok(());
    }
    let folder = folder(MAP)?;
    let gone = MAP.replace("Small", "Gone");
    std::fs::write(folder.path().join("gone.toml"), gone)?;
    let git = |line: &str| -> Result<Run, Box<dyn std::error::Error>> {
        let line = format!("export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1; {line}");
        Ok(shell(&line, folder.path()).output()?.into())
    };
    let commit = "git add -A && git -c user.name=a -c user.email=a@example.org commit -qm x";
    git(&format!("git init -q . && {commit}"))?.ends(0);
    std::fs::write(folder.path().join("map.toml"), MAP.replace("Omega", "Omega at last"))?;
    std::fs::write(folder.path().join("new.toml"), several_pages())?;
    std::fs::remove_file(folder.path().join("gone.toml"))?;
    git(commit)?.ends(0);
    let run = git("git difftool --no-prompt --extcmd \"$wayline diff\" HEAD~1 -- '*.toml'")?.ends(0).silently();
    for words in ["Gone\n3 removed;", "Small\n1 reworded\n", "Long\n16 added;", "“Omega” → “Omega at last”"] {
        assert!(run.text().contains(words), "{words} in:\n{}", run.text());
    }
    let run = git("git show HEAD~1:map.toml | \"$wayline\" diff - map.toml")?.ends(1).silently();
    assert!(run.text().contains("“Omega” → “Omega at last”"));
    Ok(())
}

#[test]
fn colours_are_for_terminals() -> Test {
    let folder = folder(MAP)?;
    let new = MAP.replace("Omega", "Omega at last");
    std::fs::write(folder.path().join("new.toml"), new)?;
    let mut command = common::command::wayline(&["diff", "map.toml", "new.toml"], folder.path());
    let plain: Run = command.output()?.into();
    assert!(!plain.text().contains('\u{1b}'));
    let colored: Run = command.env("CLICOLOR_FORCE", "1").output()?.into();
    assert!(colored.text().contains("\u{1b}[32m"), "{}", colored.text());
    // without them nothing is missing
    let codes = ["\u{1b}[1m", "\u{1b}[31m", "\u{1b}[32m", "\u{1b}[36m", "\u{1b}[4m", "\u{1b}[0m"];
    assert_eq!(codes.iter().fold(colored.text(), |text, code| text.replace(code, "")), plain.text());
    Ok(())
}

#[test]
fn every_case_says_what_it_is_about_and_has_both_sides() {
    for name in cases() {
        assert!(cases_folder().join(format!("{name}.new.toml")).is_file(), "{name}");
    }
    for file in files(Path::new(&cases_folder())).unwrap() {
        let stem = file.split('.').next().unwrap();
        assert!(cases().iter().any(|case| case == stem), "{file} belongs to no case");
    }
}
