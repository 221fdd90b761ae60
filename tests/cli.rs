//! The command as its users meet it: every subcommand, every exit status.

mod common;

use common::command::{Run, Test, files, folder, run, run_with, several_pages, wayline};
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Two personas, two touchpoints, nothing to complain about.
const MAP: &str = r#"
title = "Small"

[[persona]]
id = "ann"
name = "Ann"

[[persona]]
id = "bob"
name = "Bob"

[[stage]]
name = "Start"
goals = "Begin"
pains = ["Stumbling"]

  [[stage.touchpoint]]
  label = "Alpha"
  emotion = { ann = 1 }

  [[stage.touchpoint]]
  label = "Omega"
  emotion = { bob = -1 }
"#;

/// Three mistakes in three places.
const BROKEN: &str = r#"
title = "Broken"
colour = "red"

[[stage]]
name = "Start"

  [[stage.touchpoint]]
  label = "Alpha"
  channel = "nowhere"

  [[stage.touchpoint]]
  label = "Omega"
  emotion = 7
"#;

/// Width and height of a PNG, from its header.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(8..16)?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    Some((number(0)?, number(4)?))
}

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

// ------------------------------------------------------------------ the command itself

#[test]
fn without_arguments_it_helps_and_fails() -> Test {
    run(&[], Path::new("."))?.ends(2).says("Usage: wayline [OPTIONS] <COMMAND>");
    Ok(())
}

#[test]
fn help_and_version() -> Test {
    let help = run(&["--help"], Path::new("."))?.ends(0).text();
    for word in ["render", "check", "new", "themes", "icons", "schema", "completions", "Examples:"] {
        assert!(help.contains(word), "{word}");
    }
    let version = run(&["--version"], Path::new("."))?.ends(0).text();
    assert_eq!(version.trim_end(), format!("wayline {}", env!("CARGO_PKG_VERSION")));
    for command in ["render", "check", "new", "icons", "completions"] {
        assert!(run(&[command, "--help"], Path::new("."))?.ends(0).text().contains("Examples:"), "{command}");
    }
    Ok(())
}

#[test]
fn a_misspelt_command_names_the_nearest() -> Test {
    run(&["rendr", "map.toml"], Path::new("."))?.ends(2).says("render");
    Ok(())
}

// ------------------------------------------------------------------ render

#[test]
fn render_draws_beside_the_map() -> Test {
    let folder = folder(MAP)?;
    let run = run(&["render", "map.toml"], folder.path())?.ends(0);
    assert!(run.out.is_empty());
    let svg = std::fs::read_to_string(folder.path().join("map.svg"))?;
    assert!(svg.contains("<svg") && svg.contains("Alpha") && svg.contains("Omega"));
    assert_eq!(files(folder.path())?, ["map.svg", "map.toml"]);
    Ok(())
}

#[test]
fn render_beside_a_map_in_another_folder() -> Test {
    let folder = folder(MAP)?;
    std::fs::create_dir(folder.path().join("sub"))?;
    std::fs::rename(folder.path().join("map.toml"), folder.path().join("sub/map.toml"))?;
    run(&["render", "sub/map.toml", "--format", "png"], folder.path())?.ends(0);
    assert_eq!(files(&folder.path().join("sub"))?, ["map.png", "map.toml"]);
    Ok(())
}

#[test]
fn render_from_pipe_to_pipe() -> Test {
    let folder = tempfile::tempdir()?;
    let run = run_with(&["render", "-"], folder.path(), MAP)?.ends(0);
    assert!(run.text().contains("</svg>"));
    assert!(files(folder.path())?.is_empty());
    let png = run_with(&["render", "-", "--format", "png", "--page", "16:9"], folder.path(), MAP)?.ends(0);
    assert_eq!(png_size(&png.out), Some((1920, 1080)));
    Ok(())
}

#[test]
fn render_is_the_same_every_time() -> Test {
    let folder = folder(MAP)?;
    let first = run(&["render", "map.toml", "-o", "-"], folder.path())?.ends(0).out;
    assert!(first == run(&["render", "map.toml", "-o", "-"], folder.path())?.ends(0).out);
    Ok(())
}

#[test]
fn the_ending_chooses_the_format() -> Test {
    let folder = folder(MAP)?;
    run(&["render", "map.toml", "-o", "a.png", "--page", "800x600"], folder.path())?.ends(0);
    assert_eq!(png_size(&std::fs::read(folder.path().join("a.png"))?), Some((800, 600)));
    run(&["render", "map.toml", "-o", "a.pdf"], folder.path())?.ends(2).says(".svg").says(".png");
    run(&["render", "map.toml", "-o", "a"], folder.path())?.ends(2).says(".svg").says(".png");
    run(&["render", "map.toml", "-o", "a.svg", "--format", "png"], folder.path())?.ends(2);
    assert_eq!(files(folder.path())?, ["a.png", "map.toml"]);
    Ok(())
}

#[test]
fn the_size_of_a_png() -> Test {
    let folder = folder(MAP)?;
    let size = |option: &str, value: &str| -> Result<_, Box<dyn Error>> {
        let args = ["render", "map.toml", "-o", "-", "--format", "png", "--page", "800x600", option, value];
        Ok(png_size(&run(&args, folder.path())?.ends(0).out))
    };
    assert_eq!(size("--scale", "1.5")?, Some((1200, 900)));
    assert_eq!(size("--width", "400")?, Some((400, 300)));
    run(&["render", "map.toml", "--scale", "2"], folder.path())?.ends(2).says("PNG");
    run(&["render", "map.toml", "-o", "a.png", "--scale", "0"], folder.path())?.ends(2);
    run(&["render", "map.toml", "-o", "a.png", "--scale", "2", "--width", "400"], folder.path())?.ends(2);
    run(&["render", "map.toml", "-o", "a.png", "--page", "16384x16384", "--scale", "16"], folder.path())?
        .ends(2)
        .says("too large");
    assert_eq!(files(folder.path())?, ["map.toml"]);
    Ok(())
}

#[test]
fn the_map_is_never_overwritten() -> Test {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("map.svg"), MAP)?;
    run(&["render", "map.svg"], folder.path())?.ends(2).says("overwrite");
    run(&["render", "map.svg", "-o", "./map.svg"], folder.path())?.ends(2).says("overwrite");
    assert_eq!(std::fs::read_to_string(folder.path().join("map.svg"))?, MAP);
    Ok(())
}

#[test]
fn a_missing_map() -> Test {
    run(&["render", "nowhere.toml"], tempfile::tempdir()?.path())?.ends(2).says("nowhere.toml");
    run(&["render", "."], tempfile::tempdir()?.path())?.ends(2).says("folder");
    Ok(())
}

#[test]
fn a_place_that_cannot_be_written() -> Test {
    let folder = folder(MAP)?;
    run(&["render", "map.toml", "-o", "no/such/folder/a.svg"], folder.path())?.ends(2).says("can't write");
    std::fs::create_dir(folder.path().join("a.svg"))?;
    run(&["render", "map.toml", "-o", "a.svg"], folder.path())?.ends(2).says("folder");
    assert_eq!(files(folder.path())?, ["a.svg", "map.toml"]);
    Ok(())
}

#[test]
fn all_mistakes_in_one_run_and_nothing_written() -> Test {
    let folder = folder(BROKEN)?;
    std::fs::write(folder.path().join("map.svg"), "the last good picture")?;
    run(&["render", "map.toml"], folder.path())?.ends(1).says("map.toml").says("colour").says("nowhere").says("7");
    assert_eq!(std::fs::read_to_string(folder.path().join("map.svg"))?, "the last good picture");
    Ok(())
}

#[test]
fn mistakes_that_are_not_in_the_text() -> Test {
    let source = MAP.replace("id = \"ann\"", "id = \"ann\"\nicon = \"no-such-thing-at-all\"\nimage = \"missing.png\"");
    let folder = folder(&format!("theme = \"lihgt\"\n{source}"))?;
    run(&["render", "map.toml"], folder.path())?.ends(1).says("light").says("missing.png");
    assert_eq!(files(folder.path())?, ["map.toml"]);
    Ok(())
}

#[test]
fn a_file_that_is_not_text() -> Test {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("map.toml"), b"title = \"\xff\"\n")?;
    run(&["render", "map.toml"], folder.path())?.ends(1).says("UTF-8");
    run(&["check", "map.toml"], folder.path())?.ends(1).says("UTF-8");
    Ok(())
}

#[test]
fn unknown_names_in_options() -> Test {
    let folder = folder(MAP)?;
    for (option, wrong, right) in
        [("--theme", "drak", "dark"), ("--persona", "anm", "ann"), ("--lanes", "pians", "pains"), ("--page", "a5", "a4")]
    {
        run(&["render", "map.toml", option, wrong], folder.path())?.ends(2).says(wrong).says(right);
    }
    assert_eq!(files(folder.path())?, ["map.toml"]);
    Ok(())
}

#[test]
fn one_persona_alone() -> Test {
    let folder = folder(MAP)?;
    let svg = run(&["render", "map.toml", "--persona", "bob", "-o", "-"], folder.path())?.ends(0).text();
    assert!(svg.contains("Omega") && !svg.contains("Alpha"));
    let both = run(&["render", "map.toml", "--persona", "bob", "--persona", "ann", "-o", "-"], folder.path())?.ends(0).text();
    assert!(both.contains("Omega") && both.contains("Alpha"));
    Ok(())
}

#[test]
fn some_lanes_only() -> Test {
    let folder = folder(MAP)?;
    let all = run(&["render", "map.toml", "-o", "-"], folder.path())?.ends(0).text();
    assert!(all.contains(">Stumbling<"));
    let some = run(&["render", "map.toml", "--lanes", "channels,emotions", "-o", "-"], folder.path())?.ends(0).text();
    assert!(!some.contains(">Stumbling<") && some.contains(">Alpha<"));
    Ok(())
}

#[test]
fn themes_change_the_picture() -> Test {
    let folder = folder(MAP)?;
    let light = run(&["render", "map.toml", "-o", "-"], folder.path())?.ends(0).out;
    let dark = run(&["render", "map.toml", "--theme", "dark", "-o", "-"], folder.path())?.ends(0).out;
    assert!(light != dark);
    Ok(())
}

#[test]
fn text_as_text_or_as_outlines() -> Test {
    let folder = folder(MAP)?;
    let draw = |options: &[&str]| -> Result<String, Box<dyn Error>> {
        Ok(run(&[&["render", "map.toml", "-o", "-"], options].concat(), folder.path())?.ends(0).text())
    };
    let live = draw(&[])?;
    assert_eq!(live, draw(&["--text", "live"])?);
    assert!(live.contains(">Alpha</text>") && !live.contains("@font-face"));
    let paths = draw(&["--text", "paths"])?;
    assert!(!paths.contains("<text") && paths.contains("aria-label=\"Alpha\" role=\"img\""));
    assert!(paths.contains("<title") && paths.contains("<desc") && paths.contains("role=\"group\""));
    Ok(())
}

#[cfg(feature = "embed-font")]
#[test]
fn text_with_its_fonts() -> Test {
    let folder = folder(MAP)?;
    let carried = run(&["render", "map.toml", "--embed-font", "-o", "-"], folder.path())?.ends(0).text();
    assert!(carried.contains(">Alpha</text>") && carried.contains("@font-face{font-family:\"Inter-"));
    run(&["render", "map.toml", "-o", "a.png", "--embed-font"], folder.path())?.ends(2).says("--embed-font is for SVG");
    let both = ["render", "map.toml", "--embed-font", "--text", "paths"];
    run(&both, folder.path())?.ends(2).says("--embed-font is for live text").says("leave out");
    assert_eq!(files(folder.path())?, ["map.toml"]);
    Ok(())
}

#[test]
fn ids_begin_as_wanted() -> Test {
    let folder = folder(MAP)?;
    for options in [&["--text", "paths"][..], &["--text", "live"]] {
        let args = [&["render", "map.toml", "-o", "-", "--id-prefix", "Report-2_b"], options].concat();
        let svg = run(&args, folder.path())?.ends(0).text();
        assert!(svg.matches(" id=\"").count() >= 2);
        assert_eq!(svg.matches(" id=\"").count(), svg.matches(" id=\"Report-2_b-").count());
    }
    for wrong in ["", "2nd", "-x", "a b", "é", "a\"b"] {
        let option = format!("--id-prefix={wrong}");
        run(&["render", "map.toml", &option], folder.path())?.ends(2).says("a letter from A to Z").says("digits, - and _");
    }
    assert_eq!(files(folder.path())?, ["map.toml"]);
    Ok(())
}

#[test]
fn options_of_text_are_for_svg() -> Test {
    let folder = folder(MAP)?;
    for options in [&["--text", "paths"][..], &["--text", "live"], &["--id-prefix", "abc"]] {
        let args = [&["render", "map.toml", "-o", "a.png"], options].concat();
        run(&args, folder.path())?.ends(2).says(options[0]).says("is for SVG");
    }
    run(&["render", "map.toml", "--text", "pahts"], folder.path())?.ends(2).says("paths");
    assert_eq!(files(folder.path())?, ["map.toml"]);
    Ok(())
}

#[test]
fn a_closed_pipe_ends_quietly() -> Test {
    let folder = tempfile::tempdir()?;
    let mut child =
        wayline(&["render", "-"], folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    // The reader goes before the map has even been read.
    drop(child.stdout.take());
    child.stdin.take().ok_or("no stdin")?.write_all(MAP.as_bytes())?;
    let run = Run::from(child.wait_with_output()?).ends(0);
    assert_eq!(run.err, "");
    Ok(())
}

#[test]
fn colours_only_where_they_are_wanted() -> Test {
    let folder = folder(BROKEN)?;
    assert!(!run(&["render", "map.toml"], folder.path())?.ends(1).err.contains('\x1b'));
    let forced = Run::from(wayline(&["render", "map.toml"], folder.path()).env("CLICOLOR_FORCE", "1").output()?).ends(1);
    assert!(forced.err.contains('\x1b'));
    let refused = Run::from(wayline(&["render", "map.toml"], folder.path()).env("NO_COLOR", "1").output()?).ends(1);
    assert!(!refused.err.contains('\x1b'));
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_picture_has_the_permissions_of_any_new_file() -> Test {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(MAP)?;
    run(&["render", "map.toml"], folder.path())?.ends(0);
    let mode = |name: &str| std::fs::metadata(folder.path().join(name)).map(|meta| meta.permissions().mode());
    assert_eq!(mode("map.svg")?, mode("map.toml")?);
    // Drawn again, it keeps those that it was given.
    std::fs::set_permissions(folder.path().join("map.svg"), std::fs::Permissions::from_mode(0o640))?;
    run(&["render", "map.toml"], folder.path())?.ends(0);
    assert_eq!(mode("map.svg")? & 0o777, 0o640);
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() -> Test {
    let folder = folder(MAP)?;
    std::fs::write(folder.path().join("real.svg"), "")?;
    std::os::unix::fs::symlink("real.svg", folder.path().join("link.svg"))?;
    run(&["render", "map.toml", "-o", "link.svg"], folder.path())?.ends(0);
    assert!(std::fs::symlink_metadata(folder.path().join("link.svg"))?.is_symlink());
    assert!(std::fs::read_to_string(folder.path().join("real.svg"))?.contains("<svg"));
    Ok(())
}

// ------------------------------------------------------------------ check

#[test]
fn check_tells_by_its_exit_status() -> Test {
    let folder = folder(MAP)?;
    std::fs::write(folder.path().join("broken.toml"), BROKEN)?;

    let clean = run(&["check", "map.toml"], folder.path())?.ends(0);
    assert_eq!(clean.text().lines().count(), 1);

    let broken = run(&["check", "map.toml", "broken.toml"], folder.path())?.ends(1).says("colour").says("nowhere");
    assert!(broken.text().contains("2 maps checked: 3 errors"), "{}", broken.text());

    let missing = run(&["check", "nowhere.toml", "broken.toml"], folder.path())?.ends(2).says("nowhere.toml").says("colour");
    assert_eq!(missing.text().lines().count(), 1);

    run(&["check"], folder.path())?.ends(2);
    run_with(&["check", "-"], folder.path(), MAP)?.ends(0);
    assert_eq!(files(folder.path())?, ["broken.toml", "map.toml"]);
    Ok(())
}

// ------------------------------------------------------------------ new

#[test]
fn every_template_is_a_good_map() -> Test {
    let folder = tempfile::tempdir()?;
    for template in ["retail", "saas", "patient", "service-blueprint", "blank"] {
        let text = run(&["new", template], folder.path())?.ends(0).text();
        assert!(text.starts_with('#'), "{template} explains itself");
        run_with(&["check", "-"], folder.path(), &text)?.ends(0);
        run_with(&["render", "-"], folder.path(), &text)?.ends(0);
    }
    assert_eq!(run(&["new"], folder.path())?.text(), run(&["new", "retail"], folder.path())?.text());
    run(&["new", "service-bluprint"], folder.path())?.ends(2).says("service-blueprint");
    Ok(())
}

// ------------------------------------------------------------------ lists

#[test]
fn themes_are_listed_and_usable() -> Test {
    let folder = folder(MAP)?;
    let list = run(&["themes"], folder.path())?.ends(0).text();
    let names: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names.first(), Some(&"light"));
    assert!(list.lines().all(|line| line.split_whitespace().count() > 1), "each says what it is for");
    for name in names {
        run(&["render", "map.toml", "--theme", name], folder.path())?.ends(0);
    }
    Ok(())
}

#[test]
fn icons_are_listed_found_and_drawn() -> Test {
    let folder = tempfile::tempdir()?;
    let all = run(&["icons"], folder.path())?.ends(0).text();
    assert!(all.lines().count() > 40 && all.contains("store"));
    let phones = run(&["icons", "PHONE"], folder.path())?.ends(0).text();
    assert!(!phones.is_empty() && phones.lines().all(|line| line.to_lowercase().contains("phone")));
    run(&["icons", "zzzzzz"], folder.path())?.ends(2).says("zzzzzz");

    run(&["icons", "phone", "-o", "icons.svg"], folder.path())?.ends(0);
    assert!(std::fs::read_to_string(folder.path().join("icons.svg"))?.contains(">phone<"));
    run(&["icons", "-o", "icons.png"], folder.path())?.ends(0);
    assert!(png_size(&std::fs::read(folder.path().join("icons.png"))?).is_some_and(|(width, _)| width > 1000));
    run(&["icons", "-o", "icons.gif"], folder.path())?.ends(2).says(".svg");
    Ok(())
}

#[test]
fn the_schema_is_json() -> Test {
    let text = run(&["schema"], Path::new("."))?.ends(0).text();
    let schema: serde_json::Value = serde_json::from_str(&text)?;
    assert!(schema.pointer("/properties/stage").is_some());
    Ok(())
}

#[test]
fn completions_for_every_shell() -> Test {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(&["completions", shell], Path::new("."))?.ends(0).text().contains("render"), "{shell}");
    }
    run(&["completions", "bsh"], Path::new("."))?.ends(2).says("bash");
    Ok(())
}

// ------------------------------------------------------------------ the gallery

#[test]
fn every_example_can_be_drawn() -> Test {
    let out = tempfile::tempdir()?;
    let mut drawn = 0;
    for entry in std::fs::read_dir(project("examples"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let (map, picture) = (path.to_string_lossy(), out.path().join("x.svg"));
            run(&["render", &map, "-o", &picture.to_string_lossy()], out.path())?.ends(0);
            drawn += 1;
        }
    }
    assert!(drawn >= 12);
    Ok(())
}

#[test]
fn forty_touchpoints_are_forty_cards() -> Test {
    let map = project("examples/conference-40.toml");
    let svg = run(&["render", &map.to_string_lossy(), "-o", "-"], Path::new("."))?.ends(0).text();
    assert_eq!(svg.matches("data-kind=\"touchpoint\"").count(), 40);
    Ok(())
}

// ------------------------------------------------------------------ pages

#[test]
fn a_map_too_large_for_its_page_is_split() -> Test {
    let folder = folder(&several_pages())?;
    let drawn = run(&["render", "map.toml"], folder.path())?.ends(0).says("pages: map-1.svg to map-");
    assert!(!folder.path().join("map.svg").exists(), "{}", drawn.text());
    let first = std::fs::read_to_string(folder.path().join("map-1.svg"))?;
    let second = std::fs::read_to_string(folder.path().join("map-2.svg"))?;
    assert!(first.contains("Stage 0") && !second.contains(">Stage 0<"));
    assert!(first.contains(">Long<") && second.contains(">Long<"), "each page repeats the title");

    run(&["render", "map.toml", "-o", "p{page}-of-map.png"], folder.path())?.ends(0);
    assert!(folder.path().join("p1-of-map.png").exists() && folder.path().join("p2-of-map.png").exists());

    // ids are each page's own
    run(&["render", "map.toml", "-o", "i{page}.svg", "--id-prefix", "way"], folder.path())?.ends(0);
    for page in 1..=2 {
        let svg = std::fs::read_to_string(folder.path().join(format!("i{page}.svg")))?;
        assert!(svg.contains(&format!("id=\"way-{page}-title\"")), "page {page}");
    }

    // one picture for one pipe
    run(&["render", "map.toml", "-o", "-"], folder.path())?.ends(2).says("standard output takes one").says("{page}");
    Ok(())
}

#[test]
fn pages_are_written_all_or_none() -> Test {
    let folder = folder(&several_pages())?;
    std::fs::create_dir(folder.path().join("map-2.svg"))?;
    std::fs::write(folder.path().join("map-1.svg"), "what was there")?;
    run(&["render", "map.toml"], folder.path())?.ends(2).says("map-2.svg");
    assert_eq!(std::fs::read_to_string(folder.path().join("map-1.svg"))?, "what was there");
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 3, "no temporary file is left behind");
    Ok(())
}

#[test]
fn one_page_on_demand_names_the_smallest_text() -> Test {
    let folder = folder(&several_pages())?;
    let width = |name: &str| -> Result<f64, Box<dyn Error>> {
        let svg = std::fs::read_to_string(folder.path().join(name))?;
        let width = svg.split("width=\"").nth(1).and_then(|rest| rest.split('"').next()).ok_or("no width")?;
        Ok(width.parse()?)
    };
    run(&["render", "map.toml", "--fit", "shrink"], folder.path())?.ends(0).says("the smallest text is");
    assert_eq!(width("map.svg")?, 500.0);
    run(&["render", "map.toml", "--fit", "one-page"], folder.path())?.ends(0).says("the smallest text is");
    assert!(width("map.svg")? > 520.0);
    Ok(())
}

#[test]
fn check_counts_pages_and_says_why() -> Test {
    let folder = folder(&several_pages())?;
    let found = run(&["check", "map.toml"], folder.path())?.ends(0).says("several-pages").says("columns are");
    assert!(found.text().contains("1 map checked on "), "{}", found.text());
    let natural = run(&["check", "map.toml", "--page", "natural"], folder.path())?.ends(0);
    assert!(natural.text().contains("1 map checked: nothing"), "{}", natural.text());
    Ok(())
}
